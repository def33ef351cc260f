import PlanReader
import Vocabulary

/// Sang năm: what a time and a sentence of one year's plan become in another year's. Nothing here decides; a person looks at
/// every row and is told what was moved.
enum NextYear {
    struct Moved: Equatable {
        var time: PlannedTime
        /// `15/03/2026 sang 15/03/2027 là thứ Hai`; nil where nothing needs to be said.
        var note: String?
    }

    /// Days move by whole years, and off days off; months, quarters and spans keep their place; regular times stay; what hangs
    /// on an event waits for it.
    static func moved(_ time: PlannedTime, by years: Int, _ calendar: WorkingDays) -> Moved {
        var moved = time
        (moved.shared, moved.sharedWith, moved.outsideSection, moved.outsideYear) = (false, nil, false, false)
        if time.relative != nil {
            (moved.kind, moved.value, moved.values, moved.derived, moved.dates) = (.relative, nil, [], false, [])
            moved.phrase = time.relative?.phrase ?? time.phrase
            return Moved(time: moved, note: "chờ ngày của \(time.relative?.anchor ?? "sự kiện")")
        }
        if let body = time.external {
            var open = PlannedTime(.asNeeded, time.phrase ?? body)
            (open.external, open.phrase) = (body, time.phrase)
            return Moved(time: open, note: "chờ kế hoạch của cơ quan khác")
        }
        switch time.kind {
        case .ongoing, .asNeeded, .unstated, .relative:
            moved.phrase = time.phrase.map { words(shifting: $0, by: years) }
            if time.kind == .ongoing { moved.value = time.value.map { shifted($0, by: years) } }
            moved.dates = time.dates.map { shifted($0, by: years) }
            return Moved(time: moved, note: time.kind == .unstated ? "kế hoạch cũ không ghi thời gian" : nil)
        case .month, .quarter, .date, .period: break
        }
        var notes: [String] = []
        func move(_ value: String) -> String {
            let plain = shifted(value, by: years)
            guard time.kind == .date, let day = PlannedTime.span(of: plain)?.last, !plain.contains("/"),
                let why = calendar.reasonOff(day)
            else { return plain }
            let better = working(near: day, calendar)
            notes.append("\(day.vietnamese) là \(why), đổi sang \(better.weekdayName) \(better.vietnamese)")
            return better.iso + plain.dropFirst(10)
        }
        moved.value = time.value.map(move)
        // The first of several is the value itself.
        moved.values = time.values.map { shifted($0, by: years) }
        if let value = moved.value, !moved.values.isEmpty { moved.values[0] = value }
        moved.phrase = nil
        moved.dates = time.dates.map { shifted($0, by: years) }
        moved.schoolYear = nil
        return Moved(time: moved, note: notes.isEmpty ? nil : notes.joined(separator: "; "))
    }

    /// The next working day; the one before at the end of a year, so that the task stays in it.
    private static func working(near day: Day, _ calendar: WorkingDays) -> Day {
        let next = calendar.adding(1, to: day)
        return next.year == day.year ? next : calendar.adding(-1, to: day)
    }

    /// `2026-03-15` → `2027-03-15`, `2026-Q1/2026-Q2` → `2027-Q1/2027-Q2`; 29/02 becomes 28/02.
    static func shifted(_ value: String, by years: Int) -> String {
        value.split(separator: "/", omittingEmptySubsequences: false).map { part -> String in
            let head = part.prefix(4)
            guard head.count == 4, let year = Int(head) else { return String(part) }
            let rest = part.dropFirst(4)
            if rest.hasPrefix("-02-29"), Day(year: year + years, month: 2, day: 29) == nil {
                return "\(year + years)-02-28\(rest.dropFirst(6))"
            }
            return "\(year + years)\(rest)"
        }.joined(separator: "/")
    }

    /// Years told as years move along: `năm 2026`, `năm học 2025-2026`, `15/3/2026`, `tháng 5/2026`, `quý I/2026`. Numbers of
    /// papers, periods of several years and anniversaries stay.
    static func words(shifting text: String, by years: Int) -> String {
        guard years != 0 else { return text }
        var result = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: /\d+/) {
            result += rest[..<match.range.lowerBound]
            let digits = String(match.output)
            let after = rest[match.range.upperBound...]
            if digits.count == 4, ["19", "20"].contains(digits.prefix(2)), let year = Int(digits),
                moves(after: result, before: after, of: text)
            {
                result += String(year + years)
            } else {
                result += digits
            }
            rest = after
        }
        return result + rest
    }

    private static func moves(after before: String, before after: Substring, of text: String) -> Bool {
        // 98/2023/NĐ-CP, 06/2022/QH15: the number of a paper.
        if after.first == "/" { return false }
        // `giai đoạn 2021-2025`, `các năm từ 2021 đến 2025`
        if text.folded.contains("giai doan") { return false }
        if before.last == "/" { return true }
        // Folding takes the space at the end away.
        let words = before.folded.suffix(40).split(separator: " ")
        guard let last = words.last else { return false }
        if ["nam", "thang"].contains(last) || words.suffix(2) == ["nam", "hoc"] { return true }
        // The second year of `năm học 2025-2026`.
        return words.joined(separator: " ").contains(/nam hoc \d{4} ?[-–]$/)
    }
}
