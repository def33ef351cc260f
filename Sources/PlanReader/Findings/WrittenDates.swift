import Vocabulary

/// Days written in the text: `31/5/2024`, `ngày 31 tháng 5 năm 2024`.
enum WrittenDates {
    struct Written {
        var place: PlanText.Place
        /// Words it takes.
        var length: Int
        var line: Int
        var numbers: (day: Int, month: Int, year: Int?)
        /// Nil where the calendar has no such day, or the year is not told.
        var day: Day? { numbers.year.flatMap { Day(year: $0, month: numbers.month, day: numbers.day) } }
    }

    /// All days with a year, and days without one after `ngày`.
    static func all(_ text: PlanText) -> [Written] {
        var result: [Written] = []
        for (number, passage) in text.passages.enumerated() {
            let words = passage.words
            var at = 0
            while at < words.count {
                guard let found = date(words, at) else {
                    at += 1
                    continue
                }
                result.append(
                    Written(
                        place: .init(passage: number, word: at), length: found.length, line: words[at].line,
                        numbers: found.numbers))
                at += found.length
            }
        }
        return result
    }

    private static func date(_ words: [PlanText.Word], _ at: Int) -> (
        numbers: (day: Int, month: Int, year: Int?), length: Int
    )? {
        guard let day = words[at].number, words[at].text.utf8.count <= 2, at + 2 < words.count else { return nil }
        let wasDay = at > 0 && words[at - 1].key == "ngay"
        if wasDay, words[at + 1].key == "thang", let month = words[at + 2].number {
            if at + 4 < words.count, words[at + 3].key == "nam", let told = yearNumber(words[at + 4]) {
                return ((day, month, told), 5)
            }
            return ((day, month, nil), 3)
        }
        let mark = words[at + 1].key
        guard mark == "/" || mark == "-" || mark == ".", words[at + 1].isGlued, words[at + 2].isGlued,
            let month = words[at + 2].number,
            words[at + 2].text.utf8.count <= 2,
            at == 0 || !(words[at].isGlued && ["/", "-", "."].contains(words[at - 1].key))
        else { return nil }
        if at + 4 < words.count, words[at + 3].key == mark, words[at + 3].isGlued, words[at + 4].isGlued,
            let told = yearNumber(words[at + 4])
        {
            // `06/2022/QH15` has no such shape; `12/3/2024/…` is a number.
            guard at + 6 >= words.count || !(words[at + 5].key == "/" && words[at + 5].isGlued) else { return nil }
            return ((day, month, told), 5)
        }
        let goesOn =
            at + 3 < words.count && words[at + 3].isGlued && ["/", "-", "."].contains(words[at + 3].key)
            && at + 4 < words.count && words[at + 4].isGlued
        guard mark == "/", wasDay, !goesOn else { return nil }
        return ((day, month, nil), 3)
    }

    private static func yearNumber(_ word: PlanText.Word) -> Int? {
        word.number.flatMap { word.text.utf8.count == 4 && (1800...2200).contains($0) ? $0 : nil }
    }

    /// `31/4/2024`
    static func impossible(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        all(text).compactMap { date in
            // Without a year, 29/2 may be right.
            let year = date.numbers.year ?? 2024
            guard date.numbers.year != nil || text.passages[date.place.passage].words.count > 3,
                Day(year: year, month: date.numbers.month, day: date.numbers.day) == nil
            else { return nil }
            let written = text.words(date.place).prefix(date.length).written
            return .info(
                .impossibleDate, [date.line], "the calendar has no day \(written)",
                "Lịch không có ngày \(written); đề nghị kiểm tra lại ngày, tháng.")
        }
    }

    private static let weekdayNames = [
        "hai": 1, "2": 1, "ba": 2, "3": 2, "tu": 3, "4": 3, "nam": 4, "5": 4, "sau": 5, "6": 5, "bay": 6, "7": 6,
    ]

    /// `thứ Sáu, ngày 30/5/2024`
    static func weekdays(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        all(text).compactMap { date in
            let year = date.numbers.year ?? draft.document.year
            guard let day = year.flatMap({ Day(year: $0, month: date.numbers.month, day: date.numbers.day) }),
                let told = weekday(beside: date, text), told != day.weekday
            else { return nil }
            let name = Day(number: told + 3).weekdayName
            return .info(
                .wrongWeekday, [date.line], "\(day.iso) is not the weekday that is told (\(name))",
                "Ngày \(day.vietnamese) là \(day.weekdayName), văn bản ghi \(name); đề nghị kiểm tra lại.")
        }
    }

    /// The weekday right before `(ngày) 30/5` or in brackets right after it.
    private static func weekday(beside date: Written, _ text: PlanText) -> Int? {
        let words = text.passages[date.place.passage].words
        var end = date.place.word
        for skipped in ["(", "ngay", ",", "("] where end > 0 && words[end - 1].key == skipped { end -= 1 }
        if end < date.place.word, let told = weekday(words[..<end].suffix(2)) { return told }
        var start = date.place.word + date.length
        for skipped in [",", "("] where start < words.count && words[start].key == skipped { start += 1 }
        guard start > date.place.word + date.length else { return nil }
        let next = words[start...].prefix(2)
        // `(thứ Sáu)` ends there; `, thứ Sáu ngày 07/6` belongs to the next day.
        let after = words.dropFirst(start + 2).first?.key
        return after == "," || after == "ngay" ? nil : weekday(next)
    }

    private static func weekday(_ pair: ArraySlice<PlanText.Word>) -> Int? {
        guard pair.count == 2, let first = pair.first, let second = pair.last else { return nil }
        if first.key == "chu", second.key == "nhat" { return 7 }
        guard first.text.lowercased() == "thứ" else { return nil }
        return weekdayNames[second.key]
    }
}
