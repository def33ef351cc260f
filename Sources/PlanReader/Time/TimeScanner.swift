/// Finds times in a text, from left to right.
struct TimeScanner {
    let text: Wording

    struct Found: Equatable {
        var atom: TimeAtom
        var range: Range<Int>
        /// Words such as `tháng`, `quý`, `ngày` stand there; a lone `5/2024` has none.
        var named: Bool
    }

    /// The words of times, made once: a scan asks for them at every word of a plan.
    private enum Word {
        static let month: Needle = "tháng"
        static let months: Needle = "các tháng"
        static let quarter: Needle = "quý"
        static let day: Needle = "ngày"
        static let schoolYear: Needle = "năm học"
        static let stage: Needle = "giai đoạn"
        static let year: Needle = "năm"
        static let week: Needle = "tuần"
        static let and: Needle = "và"
        static let or: Needle = "hoặc"
        static let everyMonth: Needle = "hàng tháng"
        static let monthly: Needle = "hằng tháng"
        static let eachMonth: Needle = "mỗi tháng"
        static let hour: Needle = "giờ"
        static let minute: Needle = "phút"
        static let until: Needle = "đến"
        static let nth: Needle = "thứ"
        static let partsOfMonth: [Needle] = ["đầu tháng", "giữa tháng", "cuối tháng"]
        static let endsOfYear: [(Needle, Bool)] = [("tháng đầu năm", true), ("tháng cuối năm", false)]
        static let weeks: [(Needle, Int)] = [("nhất", 1), ("hai", 2), ("ba", 3), ("tư", 4), ("đầu", 1), ("cuối", 4)]
    }

    init(_ text: Wording) { self.text = text }

    /// Every time in a range, in order. Lists ("tháng 3, 6 và 9") give several.
    func all(from start: Int = 0, to end: Int? = nil) -> [Found] {
        let limit = end ?? text.count
        var (found, at) = ([Found](), start)
        while at < limit {
            let startsWord = at == 0 || !(text.isLetter(at - 1) || text.isDigit(at - 1))
            if startsWord, text.isLetter(at) || text.isDigit(at) {
                let here = read(at, after: found.last)
                if let last = here.last, last.range.upperBound <= limit {
                    found += here
                    at = max(at + 1, last.range.upperBound)
                    continue
                }
            }
            at += 1
        }
        return found
    }

    /// The times that start exactly here.
    func read(_ at: Int, after previous: Found? = nil) -> [Found] {
        if text.isDigit(at) {
            return figures(at, after: previous).map { [$0] } ?? clock(at).map { [$0] } ?? span(at).map { [$0] } ?? []
        }
        if text.has(Word.month, at: at) { return months(at) }
        if text.has(Word.months, at: at) { return months(at + 4) }
        if text.has(Word.quarter, at: at) { return quarters(at) }
        if text.lower[at] == "q", at + 2 < text.count {
            // "Q.I/2026", "Q1/2026"
            let skipped = text.lower[at + 1] == "." ? 1 : text.isDigit(at + 1) ? 2 : 0
            return skipped == 0
                ? []
                : quarters(at - skipped).map {
                    Found(atom: $0.atom, range: max(at, $0.range.lowerBound)..<$0.range.upperBound, named: true)
                }
        }
        if text.has(Word.day, at: at) { return day(at).map { [$0] } ?? [] }
        if text.has(Word.schoolYear, at: at) { return schoolYear(at).map { [$0] } ?? [] }
        if text.has(Word.stage, at: at) {
            return pair(text.skippingSpaces(at + 9)).map {
                [Found(atom: .years($0.0, $0.1), range: at..<$0.2, named: true)]
            } ?? []
        }
        if text.has(Word.year, at: at), let (year, end) = fourDigits(text.skippingSpaces(at + 3)) {
            return [Found(atom: .year(year), range: at..<end, named: true)]
        }
        if text.has(Word.week, at: at) { return week(at).map { [$0] } ?? [] }
        for word in Word.partsOfMonth where text.has(word, at: at) {
            return months(at + word.count - 5).map {
                Found(atom: $0.atom, range: at..<$0.range.upperBound, named: true)
            }
        }
        return []
    }

    private func fourDigits(_ at: Int) -> (Int, Int)? {
        guard let (value, end) = text.number(at: at), end - at == 4, (1900...2199).contains(value) else { return nil }
        return (value, end)
    }

    /// `/2024`, ` năm 2024`, `, năm 2024`, `-2024` after a month or quarter.
    private func trailingYear(_ at: Int) -> (year: Int, end: Int)? {
        var next = text.skippingSpaces(at)
        if next < text.count, text.lower[next] == "/" || text.lower[next] == "-" || text.lower[next] == "." {
            return fourDigits(text.skippingSpaces(next + 1)).flatMap { isPair($0.1) ? nil : $0 }
        }
        if next < text.count, text.lower[next] == "," { next = text.skippingSpaces(next + 1) }
        guard text.has(Word.year, at: next), let (year, end) = fourDigits(text.skippingSpaces(next + 3)) else {
            return nil
        }
        return (year, end)
    }

    /// A second year follows: `2021-2025`.
    private func isPair(_ end: Int) -> Bool {
        let next = text.skippingSpaces(end)
        return next < text.count && text.lower[next] == "-" && fourDigits(text.skippingSpaces(next + 1)) != nil
    }

    private func pair(_ at: Int) -> (Int, Int, Int)? {
        guard let (first, end) = fourDigits(at) else { return nil }
        let dash = text.skippingSpaces(end)
        guard dash < text.count, text.lower[dash] == "-", let (last, stop) = fourDigits(text.skippingSpaces(dash + 1)),
            last >= first
        else { return nil }
        return (first, last, stop)
    }

    private func schoolYear(_ at: Int) -> Found? {
        guard let (first, last, end) = pair(text.skippingSpaces(at + 7)), last == first + 1 else { return nil }
        return Found(atom: .schoolYear(first), range: at..<end, named: true)
    }

    private func separator(_ at: Int) -> Int? {
        let next = text.skippingSpaces(at)
        guard next < text.count else { return nil }
        if text.lower[next] == "," || text.lower[next] == ";" || text.lower[next] == "&" || text.lower[next] == "+" {
            let after = text.skippingSpaces(next + 1)
            return text.has(Word.and, at: after) ? text.skippingSpaces(after + 2) : after
        }
        return text.has(Word.and, at: next)
            ? text.skippingSpaces(next + 2) : text.has(Word.or, at: next) ? text.skippingSpaces(next + 4) : nil
    }

    private func months(_ start: Int) -> [Found] {
        var at = text.skippingSpaces(start + 5)
        var (found, from) = ([Found](), start)
        while let (month, end) = text.number(at: at), end - at <= 2, (1...12).contains(month) {
            if found.isEmpty == false, text.skippingSpaces(end) < text.count,
                text.has(Word.month, at: text.skippingSpaces(end))
            {
                break
            }
            let year = trailingYear(end)
            // "tháng 01/10" is no month of year 10.
            if year == nil, end < text.count, text.lower[end] == "/", text.isDigit(min(end + 1, text.count - 1)) {
                break
            }
            if year == nil, end < text.count, text.isLetter(end) { break }
            found.append(Found(atom: .month(month, year: year?.year), range: from..<(year?.end ?? end), named: true))
            let stop = year?.end ?? end
            if year == nil {
                let dash = text.skippingSpaces(stop)
                if dash < text.count, text.lower[dash] == "-",
                    let (last, lastEnd) = text.number(at: text.skippingSpaces(dash + 1)),
                    (1...12).contains(last), last > month, lastEnd - dash <= 4
                {
                    let lastYear = trailingYear(lastEnd)
                    found[found.count - 1].atom = .months(month, last, year: lastYear?.year)
                    found[found.count - 1].range = from..<(lastYear?.end ?? lastEnd)
                    return found
                }
            }
            guard let next = separator(stop) else { break }
            at = next
            from = next
        }
        return spread(found)
    }

    private func quarters(_ start: Int) -> [Found] {
        var at = text.skippingSpaces(start + 3)
        var (found, from) = ([Found](), start)
        while let (quarter, end) = quarterNumber(at) {
            let year = trailingYear(end)
            let stop = year?.end ?? end
            found.append(Found(atom: .quarter(quarter, year: year?.year), range: from..<stop, named: true))
            let dash = text.skippingSpaces(stop)
            if year == nil, dash < text.count, text.lower[dash] == "-",
                let (last, lastEnd) = quarterNumber(text.skippingSpaces(dash + 1)),
                last > quarter
            {
                let lastYear = trailingYear(lastEnd)
                found[found.count - 1].atom = .months(quarter * 3 - 2, last * 3, year: lastYear?.year)
                found[found.count - 1].range = from..<(lastYear?.end ?? lastEnd)
                return found
            }
            guard let next = separator(stop) else { break }
            at = next
            from = next
        }
        return spread(found)
    }

    private func quarterNumber(_ at: Int) -> (Int, Int)? {
        if let (value, end) = text.number(at: at), (1...4).contains(value), end - at <= 2 { return (value, end) }
        var end = at
        while end < text.count, text.isLetter(end) { end += 1 }
        guard end > at, end - at <= 3, let value = Roman.value(text.text(from: at, to: end).uppercased()), value <= 4
        else {
            return nil
        }
        return (value, end)
    }

    /// The year at the end of a list is the year of all.
    private func spread(_ found: [Found]) -> [Found] {
        guard let last = found.last, last.atom.ownYear != nil else { return found }
        return found.map { Found(atom: $0.atom.completed(by: last.atom), range: $0.range, named: $0.named) }
    }

    private func day(_ at: Int) -> Found? {
        let start = text.skippingSpaces(at + 4)
        guard let (day, end) = text.number(at: start), end - start <= 2, (1...31).contains(day) else { return nil }
        if var found = figures(start, after: nil, dayExpected: true) {
            found.range = at..<found.range.upperBound
            return found
        }
        let next = text.skippingSpaces(end)
        if text.has(Word.month, at: next), let month = months(next).first,
            case .month(let number, let year) = month.atom
        {
            return Found(atom: .day(day, month: number, year: year), range: at..<month.range.upperBound, named: true)
        }
        if text.has(Word.everyMonth, at: next) || text.has(Word.monthly, at: next) || text.has(Word.eachMonth, at: next)
        {
            return nil
        }
        return Found(atom: .day(day, month: nil, year: nil), range: at..<end, named: true)
    }

    /// `15/3/2024`, `03/2024`; `15/3` only where a day is expected.
    private func figures(_ at: Int, after previous: Found?, dayExpected: Bool = false) -> Found? {
        guard let (first, end) = text.number(at: at), end - at <= 2, end < text.count else { return nil }
        let sign = text.lower[end]
        guard sign == "/" || sign == "-" || sign == ".", let (second, stop) = text.number(at: end + 1) else {
            return nil
        }
        if stop - end - 1 == 4 {
            guard sign != ".", (1...12).contains(first), (1900...2199).contains(second) else { return nil }
            return Found(atom: .month(first, year: second), range: at..<stop, named: false)
        }
        guard (1...31).contains(first), (1...12).contains(second), stop - end - 1 <= 2 else { return nil }
        if stop < text.count, text.lower[stop] == sign, let (year, last) = fourDigits(stop + 1) {
            return Found(atom: .day(first, month: second, year: year), range: at..<last, named: true)
        }
        if stop < text.count, text.lower[stop] == "/" || text.lower[stop] == "%" || text.isLetter(stop) { return nil }
        let before = text.text(from: max(0, at - 8), to: at).lowercased()
        guard
            dayExpected
                || sign == "/"
                    && (before.hasSuffix("trước") || before.hasSuffix("đến") || before.hasSuffix("từ")
                        || before.hasSuffix("nhất") || previous != nil || at == 0)
        else { return nil }
        guard sign == "/" || dayExpected && sign != "." else { return nil }
        return Found(atom: .day(first, month: second, year: nil), range: at..<stop, named: dayExpected)
    }

    /// `13 giờ 30 ngày 31/5/2024`, `8h00, ngày 20 tháng 11`, `07 giờ 30 phút`.
    private func clock(_ at: Int) -> Found? {
        guard let (hour, end) = text.number(at: at), hour < 24 else { return nil }
        var next = text.skippingSpaces(end)
        if text.has(Word.hour, at: next) {
            next += 3
        } else if next < text.count, text.lower[next] == "h" || text.lower[next] == ":" {
            next += 1
        } else {
            return nil
        }
        var minute = 0
        if let (value, stop) = text.number(at: text.skippingSpaces(next)), value < 60,
            stop - text.skippingSpaces(next) <= 2
        {
            minute = value
            next = text.skippingSpaces(stop)
            if text.has(Word.minute, at: next) { next += 4 }
        }
        // The day follows, perhaps after "thứ Sáu" or a comma.
        let limit = min(text.count, next + 40)
        guard let word = text.first(Word.day, from: next, to: limit), let found = day(word.lowerBound),
            case .day(let day, let month?, let year) = found.atom,
            text.first(Word.until, from: next, to: word.lowerBound) == nil
        else { return nil }
        return Found(
            atom: .clock(hour: hour, minute: minute, day: day, month: month, year: year),
            range: at..<found.range.upperBound, named: true)
    }

    /// `6 tháng đầu năm 2024`, `9 tháng đầu năm`, `6 tháng cuối năm`.
    private func span(_ at: Int) -> Found? {
        guard let (count, end) = text.number(at: at), (1...11).contains(count) else { return nil }
        let next = text.skippingSpaces(end)
        for (word, first) in Word.endsOfYear where text.has(word, at: next) {
            let after = text.skippingSpaces(next + word.count)
            let year = fourDigits(after)
            let months = first ? (1, count) : (13 - count, 12)
            return Found(
                atom: .months(months.0, months.1, year: year?.0), range: at..<(year?.1 ?? next + word.count),
                named: true)
        }
        return nil
    }

    private func week(_ at: Int) -> Found? {
        var start = text.skippingSpaces(at + 4)
        if text.has(Word.nth, at: start) { start = text.skippingSpaces(start + 3) }
        let number: (Int, Int)?
        if let found = text.number(at: start) {
            number = found
        } else {
            number =
                Word.weeks.first { text.has($0.0, at: start) }.map { ($0.1, start + $0.0.count) }
                ?? quarterNumber(start)
        }
        guard let (week, end) = number, let month = text.first(Word.month, from: end, to: min(text.count, end + 8)),
            let found = months(month.lowerBound).first, case .month(let value, let year) = found.atom
        else { return nil }
        return Found(atom: .week(week, month: value, year: year), range: at..<found.range.upperBound, named: true)
    }
}
