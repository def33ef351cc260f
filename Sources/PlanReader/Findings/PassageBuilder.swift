/// Puts paragraphs together again that a page has broken into lines.
struct PassageBuilder {
    let lines: [PlanText.Line]
    let linesAreBroken: Bool
    /// Letters of a full line; a shorter one ends a paragraph or a heading.
    private let fullLine: Int
    /// `Nơi nhận`, `Căn cứ`, `Phụ lục`
    private static let openings = [["noi", "nhan"], ["can", "cu"], ["phu", "luc"], ["tren", "day", "la"]]
    private var result: [PlanText.Passage] = []
    /// The passage that the next line may go on with.
    private var current: Int?

    init(lines: [PlanText.Line], linesAreBroken: Bool) {
        self.lines = lines
        self.linesAreBroken = linesAreBroken
        let lengths = lines.lazy.filter { !$0.isRow }.map(\.text.unicodeScalars.count).sorted()
        fullLine = lengths.isEmpty ? 0 : lengths[lengths.count * 3 / 4]
    }

    mutating func passages() -> [PlanText.Passage] {
        var before: PlanText.Line?
        for line in lines {
            guard !line.isRow else {
                (current, before) = (nil, nil)
                continue
            }
            let words = WordScanner.words(of: line.text, line: line.number)
            guard !words.isEmpty else { continue }
            // A lone number is a page, a footnote or an ordinal; a sentence may go on behind it.
            if words.count == 1, words[0].number != nil {
                result.append(.init(words: words, mark: nil, markLength: 0, column: nil))
                continue
            }
            let (mark, length) = Mark.read(words)
            if let current, let before, goesOn(before, line, words, mark) {
                result[current].words += words
            } else {
                current = result.count
                result.append(.init(words: words, mark: mark, markLength: length, column: nil))
            }
            before = line
        }
        return result
    }

    private func goesOn(_ before: PlanText.Line, _ line: PlanText.Line, _ words: [PlanText.Word], _ mark: Mark?) -> Bool
    {
        guard line.gap < 6, let end = before.text.unicodeScalars.last, !".;:!?".unicodeScalars.contains(end) else {
            return false
        }
        let isSmall = line.text.first { $0.isLetter }.map(\.isLowercase) ?? false
        switch mark {
        case nil: break
        // `giáo dục` / `- đào tạo`: the dash of a compound at the start of a line.
        case .bullet("-"): return isSmall && linesAreBroken && before.text.unicodeScalars.count * 5 >= fullLine * 4
        default: return false
        }
        if isSmall { return linesAreBroken || before.text.unicodeScalars.count >= 60 }
        // A line in brackets of its own, and lines that begin a part of every paper.
        if before.text.hasPrefix("("), end == ")" { return false }
        if Self.openings.contains(where: { words.stand($0, at: 0) }) { return false }
        guard linesAreBroken, words[0].key != "(", before.text.unicodeScalars.count * 5 >= fullLine * 4 else {
            return false
        }
        return words[0].text.uppercased() != words[0].text || words[0].number != nil || before.text.hasSuffix("-")
            || before.text.uppercased() != before.text
    }
}
