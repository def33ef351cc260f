import Vocabulary

/// One paper cited in two ways.
enum CitationConflicts {
    /// `98/2023/NĐ-CP ngày 31/12/2022`: the year in the number differs from the date; or one number with two dates.
    static func dates(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var findings: [PlanDraft.Finding] = []
        var known: [String: (date: WrittenDates.Written, line: Int)] = [:]
        for date in WrittenDates.all(text) {
            guard let day = date.day, let number = number(before: date, text) else { continue }
            let name = number.words.written
            if let year = number.year, year != day.year, year > 1990 {
                findings.append(
                    .info(
                        .citationConflict, [date.line], "\(name) carries the year \(year) and the date \(day.iso)",
                        "\(name) có năm \(year) trong ký hiệu nhưng ghi ngày \(day.vietnamese); nên kiểm tra lại."))
            }
            let key = number.words.map(\.key).joined()
            if let other = known[key], let otherDay = other.date.day, otherDay != day, number.words.count >= 5 {
                findings.append(
                    .info(
                        .citationConflict, [other.line, date.line].places,
                        "\(name) is cited with two dates, \(otherDay.iso) and \(day.iso)",
                        "\(name) được dẫn với hai ngày khác nhau: \(otherDay.vietnamese) và \(day.vietnamese); nên kiểm tra lại."
                    ))
            } else {
                known[key] = (date, date.line)
            }
        }
        return findings
    }

    /// The document number right before `ngày …`.
    private static func number(before date: WrittenDates.Written, _ text: PlanText) -> (
        words: ArraySlice<PlanText.Word>, year: Int?
    )? {
        let words = text.passages[date.place.passage].words
        guard date.place.word > 3, words[date.place.word - 1].key == "ngay" else { return nil }
        var start = date.place.word - 2
        while start > 0, words[start].isGlued, date.place.word - start < 20 { start -= 1 }
        let number = words[start..<(date.place.word - 1)]
        guard number.count >= 3, number.first?.number != nil, number.contains(where: { $0.key == "/" }) else {
            return nil
        }
        let year = number.dropFirst(2).first.flatMap { $0.text.utf8.count == 4 ? $0.number : nil }
        return (number, year)
    }
}
