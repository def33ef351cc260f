import Vocabulary

/// A heading that gives a time to the tasks under it: `III Nhiệm vụ thực hiện trong quý III`.
struct ScheduleHeading: Equatable {
    var line: Int
    /// `III`
    var number: String
    var first: Day
    var last: Day
    var name: String
    /// It stands whole in one cell of a row with several.
    var isInOneCell: Bool

    func covers(_ section: String) -> Bool {
        section == number || section.hasSuffix(".\(number)") || section.folded == name.folded
    }

    /// Rows and lines that begin with a Roman number and name a quarter, a month or half a year.
    static func all(_ text: PlanText, _ draft: PlanDraft) -> [ScheduleHeading] {
        let cells = Dictionary(text.rows.map { ($0.line, $0.cells) }, uniquingKeysWith: { first, _ in first })
        return text.lines.compactMap { line in
            guard line.text.utf8.count <= 160 else { return nil }
            let words = WordScanner.words(of: line.text, line: line.number)
            guard let first = words.first, Roman.value(first.text) != nil, let span = span(words, draft) else {
                return nil
            }
            let full = cells[line.number]?.filter { !$0.isEmpty }
            return ScheduleHeading(
                line: line.number, number: first.text, first: span.first, last: span.last, name: span.name,
                isInOneCell: full.map { $0.count == 1 } ?? false)
        }
    }

    private static func span(_ words: [PlanText.Word], _ draft: PlanDraft) -> (first: Day, last: Day, name: String)? {
        let told = words.firstPlace(of: "nam #").flatMap { words[$0 + 1].number }.flatMap {
            (1900...2200).contains($0) ? $0 : nil
        }
        guard let year = told ?? draft.years.flatMap({ $0.lowerBound == $0.upperBound ? $0.lowerBound : nil }) else {
            return nil
        }
        func months(_ from: Int, _ to: Int, _ name: String) -> (first: Day, last: Day, name: String)? {
            guard let first = Day(year: year, month: from, day: 1), let last = Day.last(ofMonth: to, year: year) else {
                return nil
            }
            return (first, last, name)
        }
        let quarters = words.indices.filter { words[$0].text.lowercased() == "quý" && $0 + 1 < words.count }
        if quarters.count == 1,
            let quarter = Roman.value(words[quarters[0] + 1].text.uppercased()) ?? words[quarters[0] + 1].number,
            (1...4).contains(quarter)
        {
            // `quý I, II`: more than one.
            let next = words.dropFirst(quarters[0] + 2).prefix(2).contains { Roman.value($0.text) != nil }
            return next ? nil : months(quarter * 3 - 2, quarter * 3, "quý \(Roman.write(quarter))")
        }
        if words.hasAny(["6 thang dau nam", "sau thang dau nam", "06 thang dau nam"]) {
            return months(1, 6, "6 tháng đầu năm")
        }
        if words.hasAny(["6 thang cuoi nam", "sau thang cuoi nam", "06 thang cuoi nam"]) {
            return months(7, 12, "6 tháng cuối năm")
        }
        if quarters.isEmpty, let at = words.firstPlace(of: "thang #"), let month = words[at + 1].number,
            (1...12).contains(month),
            !words.dropFirst(at + 2).prefix(2).contains(where: {
                $0.number.map { $0 <= 12 } ?? false || ["-", ",", "va"].contains($0.key)
            })
        {
            return months(month, month, "tháng \(month)")
        }
        return nil
    }
}
