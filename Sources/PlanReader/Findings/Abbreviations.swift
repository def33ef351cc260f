import Vocabulary

/// Short words and symbols written in two ways.
enum Abbreviations {
    /// Short words that differ by one letter and mean different things.
    private static let known: Set = [
        "CSTĐ", "CSTT", "LĐTT", "LĐXS", "UBND", "HĐND", "TĐKT", "ĐTKH", "BTĐKT", "HTNV", "HTTNV", "THCS", "THPT",
        "PTTH", "PTTT",
        "TTTU", "TTTƯ", "GDĐT", "CBCC", "CCVC", "BHXH", "BHYT", "KTXH", "QPAN", "MTTQ", "LĐLĐ", "CĐCS", "TNCS", "HLHPN",
        "HTND",
    ]

    private struct Short {
        var text: String
        /// The two words before and the word after.
        var context: String
        var line: Int
    }

    /// `Hội đồng SK - ĐTKH` beside `Hội đồng SK - ĐTKT`: one letter apart in the same surroundings.
    static func slips(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var byContext: [String: [Short]] = [:]
        for passage in text.passages {
            let words = passage.words
            for at in words.indices where at >= 2 && isShort(words[at]) {
                guard words[at - 1].key == "-" || words[at - 1].isWord, words[at - 2].isWord,
                    !words[at - 1].isGlued || words[at - 1].key == "-",
                    isName(words[at - 2]) || isName(words[at - 1])
                else { continue }
                let after = at + 1 < words.count && words[at + 1].isWord ? words[at + 1].key : ""
                let context = "\(words[at - 2].key) \(words[at - 1].key) _ \(after)"
                byContext[context, default: []].append(
                    Short(text: words[at].text, context: context, line: words[at].line))
            }
        }
        var findings: [PlanDraft.Finding] = []
        var told: Set<Set<String>> = []
        for context in byContext.keys.sorted() {
            let shorts = byContext[context] ?? []
            let names = Array(Set(shorts.map(\.text))).sorted()
            for (at, first) in names.enumerated() {
                for second in names[(at + 1)...]
                where isOneLetterApart(first, second) && !(known.contains(first) && known.contains(second)) {
                    guard told.insert([first, second]).inserted else { continue }
                    let lines = [first, second].compactMap { name in shorts.first { $0.text == name }?.line }
                    // A single odd one among many is a typing error, told by `Spelling`.
                    let counts = [first, second].map { text.count(of: $0) }
                    guard (counts.max() ?? 0) < 4 * max(1, counts.min() ?? 1) else { continue }
                    findings.append(
                        .warn(
                            .inconsistentAbbreviation, lines.places,
                            "\(first) and \(second) in the same place: one body or two?",
                            "“\(first)” và “\(second)” dùng ở cùng vị trí: nếu là một cơ quan, đề nghị viết thống nhất."
                        ))
                }
            }
        }
        return findings
    }

    private static func isShort(_ word: PlanText.Word) -> Bool {
        let count = word.text.unicodeScalars.count
        return (4...8).contains(count) && word.isWord && word.text == word.text.uppercased()
    }

    private static func isName(_ word: PlanText.Word) -> Bool {
        word.text.unicodeScalars.count >= 2 && word.text == word.text.uppercased()
            || ["dong", "ban", "so"].contains(word.key)
    }

    private static func isOneLetterApart(_ first: String, _ second: String) -> Bool {
        let (left, right) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
        return left.count == right.count && zip(left, right).filter { $0 != $1 }.count == 1
    }

    /// `QĐ-UBND.HC` beside `QĐ-UBND-HC`, `NĐ-CP` beside `NĐCP`.
    static func numberStyles(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var seen: [String: (written: String, line: Int)] = [:]
        var findings: [PlanDraft.Finding] = []
        for place in text.places(ofKey: "/") where place.word > 0 {
            let words = text.passages[place.passage].words
            guard words[place.word - 1].number != nil, words[place.word].isGlued else { continue }
            let tail = words[(place.word + 1)...].prefix(9)
            let symbol = tail.prefix(while: \.isGlued).drop { $0.number != nil || $0.key == "/" || $0.key == "QH" }
            guard let first = symbol.first, symbol.filter(\.isWord).count >= 1,
                symbol.allSatisfy({ $0.isWord || ["-", ".", "/"].contains($0.key) }),
                first.text == first.text.uppercased()
            else { continue }
            var written = symbol
            while let last = written.last, !last.isWord { written = written.dropLast() }
            let key = written.filter(\.isWord).map(\.key).joined()
            guard key.count >= 4 else { continue }
            let form = written.written
            if let other = seen[key], other.written.uppercased() != form.uppercased() {
                findings.append(
                    .info(
                        .inconsistentNumberStyle, [other.line, words[place.word].line].places,
                        "the symbol is written \(other.written) and \(form)",
                        "Ký hiệu viết hai kiểu: \(other.written) và \(form); nên kiểm tra lại."))
                seen[key] = (form, words[place.word].line)
            } else if seen[key] == nil {
                seen[key] = (form, words[place.word].line)
            }
        }
        return findings
    }
}

extension PlanText {
    /// How often a word stands in the text, letter for letter.
    func count(of word: String) -> Int { places(ofKey: word.folded).filter { words($0).first?.text == word }.count }
}
