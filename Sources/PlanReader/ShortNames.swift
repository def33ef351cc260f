import Paper
import Vocabulary

/// Names that a plan gives to things for its own use: `Ủy ban nhân dân tỉnh … (sau đây gọi tắt là UBND tỉnh)`.
public enum ShortNames {
    /// One name as the plan defines it.
    public struct Definition: Equatable, Sendable {
        public let short: String
        /// What it stands for, in the plan's words.
        public let full: String
        /// The line of the definition.
        public let line: Int

        public init(short: String, full: String, line: Int) {
            (self.short, self.full, self.line) = (short, full, line)
        }
    }

    static let most = 60
    /// No name of an office or an event is longer.
    private static let mostFull = 240
    private static let mostShort = 80

    /// In the order of the text; the first definition of a name holds.
    public static func read(_ paper: PaperDocument) -> [Definition] {
        var text = ""
        // Where each line begins in `text`.
        var starts: [(offset: Int, line: Int)] = []
        for (line, words) in lines(paper) {
            let words = words.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !words.isEmpty else { continue }
            starts.append((text.count, line))
            text += words + " "
        }
        var found: [Definition] = []
        var known: Set<String> = []
        for match in text.matches(
            of:
                /(?i)[(,] ?(?:sau đây |dưới đây )?(?:được )?(?:gọi tắt|gọi chung|viết tắt|gọi) là:? ?[“"]?([^()“”";]{1,90})/
        ) {
            guard found.count < most else { break }
            let isBracketed = text[match.range.lowerBound] == "("
            guard let short = name(String(match.1), isBracketed: isBracketed) else { continue }
            let before = String(text[..<match.range.lowerBound].suffix(mostFull * 2))
            guard let full = meaning(of: short, before: before), full.folded != short.folded,
                known.insert(short.folded).inserted
            else { continue }
            let offset = text.distance(from: text.startIndex, to: match.range.lowerBound)
            found.append(
                Definition(short: short, full: full, line: starts.last { $0.offset <= offset }?.line ?? 0))
        }
        return found
    }

    private static func lines(_ paper: PaperDocument) -> [(Int, String)] {
        paper.blocks.flatMap { block -> [(Int, String)] in
            switch block {
            case .paragraph(let paragraph): [(paragraph.line, paragraph.text)]
            case .table(let table):
                table.rows.map { row in
                    (row.line, row.cells.compactMap { $0?.text }.joined(separator: "; "))
                }
            }
        }
    }

    /// The short name without quotes and stops; outside brackets it ends with its clause.
    private static func name(_ written: String, isBracketed: Bool) -> String? {
        var words = written.trimmed
        if !isBracketed, let end = words.firstIndex(where: { ",.:".contains($0) }) { words = String(words[..<end]) }
        while let last = words.last, ".,;:”\"".contains(last) { words.removeLast() }
        words = words.trimmed
        return words.isEmpty || words.count > mostShort ? nil : words
    }

    /// What stands before a definition and is meant by it: from where the short name's own first word stands last, from
    /// where the initials of an abbreviation begin, or from the beginning of the clause.
    private static func meaning(of short: String, before text: String) -> String? {
        let clause = text.trimmed.split(whereSeparator: { ";:“”()".contains($0) }).last.map { String($0).trimmed } ?? ""
        let words = clause.split(separator: " ").map(String.init)
        guard !words.isEmpty else { return nil }
        let first = short.split(separator: " ").first.map(String.init) ?? short
        if let start = words.lastIndex(where: { $0 == first }), short.contains(" ") || first.count > 1,
            start < words.count - 1
        {
            return joined(words[start...])
        }
        if let start = initials(short, words) { return joined(words[start...]) }
        // A clause after a comma, where it begins a name of its own.
        let comma = words.lastIndex { $0.hasSuffix(",") } ?? -1
        let tail = words[(comma + 1)...]
        guard let capital = tail.firstIndex(where: { $0.first?.isUppercase ?? false }) else { return joined(tail) }
        return joined(words[capital...])
    }

    /// Where words begin whose first letters are those of an abbreviation: `Hội đồng Thi đua - Khen thưởng` for `HĐTĐKT`.
    private static func initials(_ short: String, _ words: [String]) -> Int? {
        let letters = Array((short.split(separator: " ").first ?? "").filter(\.isLetter))
        guard letters.count > 1, letters.allSatisfy(\.isUppercase) else { return nil }
        let starts = words.indices.filter { words[$0].first?.isUppercase ?? false }
        for start in starts.reversed() {
            let own = words[start...].compactMap { $0.first(where: \.isLetter) }.map { Character($0.uppercased()) }
            // `HĐTĐKT` takes every word, `UBND` too; lower-case words may be left out (`và`, `các`).
            let strict = words[start...].filter { $0.lowercased() != "và" && $0 != "-" }.compactMap { $0.first }
                .map { Character($0.uppercased()) }
            if own.starts(with: letters) || strict.starts(with: letters) { return start }
        }
        return nil
    }

    private static func joined(_ words: ArraySlice<String>) -> String? {
        let text = words.joined(separator: " ").trimmed
        return text.isEmpty || text.count > mostFull ? nil : text
    }
}
