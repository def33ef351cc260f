import Vocabulary

/// Words and lines that stand twice.
enum Repetitions {
    /// Single words whose doubling is never meant.
    private static let small: Set = [
        "của", "các", "và", "cho", "với", "được", "trong", "về", "có", "những", "theo", "tại", "đã", "sẽ", "do", "từ",
        "đến", "là", "bằng", "để", "trên",
    ]
    /// `Phong trào thi đua Phong trào “…”`, `Tổ chức họp Hội đồng … họp`
    private static let apart = [
        "phong trao thi dua phong trao", "cong tac thi dua cong tac", "hoi nghi tong ket hoi nghi",
        "ke hoach to chuc ke hoach",
    ]

    static func words(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var lines: [(Int, String)] = []
        for passage in text.passages {
            let words = passage.words
            var at = 0
            while at < words.count {
                guard let count = repeated(words, at) else {
                    at += 1
                    continue
                }
                lines.append((words[at].line, words[at..<(at + 2 * count)].written))
                at += 2 * count
            }
        }
        let told = Set(lines.map(\.0))
        for phrase in apart {
            let count = phrase.split(separator: " ").count
            lines += text.places(of: phrase).filter { !told.contains(text.line($0)) }
                .map { (text.line($0), text.words($0).prefix(count).written) }
        }
        for place in text.places(of: "to chuc hop") {
            let clause = text.words(place).dropFirst(3).prefix(8).prefix { $0.isWord }
            if let again = clause.firstIndex(where: { $0.text.lowercased() == "họp" }) {
                lines.append((text.line(place), text.passages[place.passage].words[place.word...again].written))
            }
        }
        return lines.sorted { $0.0 < $1.0 }.map { line, words in
            .info(.repeatedWords, [line], "words are repeated: \(words)", "Lặp từ: “\(words)”.")
        }
    }

    /// How many words stand twice from here on; nil for none. Doublings of the language (`ngày ngày`) are left alone.
    private static func repeated(_ words: [PlanText.Word], _ at: Int) -> Int? {
        guard words[at].isWord, words[at].key.utf8.count < 0x40 else { return nil }
        for count in [4, 3, 2, 1] where at + 2 * count <= words.count {
            let (first, second) = (words[at..<(at + count)], words[(at + count)..<(at + 2 * count)])
            guard
                zip(first, second).allSatisfy({ $0.isWord && $1.isWord && $0.text.lowercased() == $1.text.lowercased() }
                )
            else { continue }
            let isDoubling =
                count == 1 ? !small.contains(words[at].text.lowercased()) : Set(first.map(\.key)).count == 1
            let isCapital = count == 1 && words[at + 1].text.first?.isUppercase ?? false
            return isDoubling || isCapital ? nil : count
        }
        return nil
    }

    /// One recipient twice, a filing line doubled, a long paragraph pasted twice.
    static func lines(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var seen: [String: Int] = [:]
        var findings: [PlanDraft.Finding] = []
        let recipients = text.recipientsLine
        for passage in text.passages where !passage.isCell {
            if passage.words.filter({ $0.key == "luu" }).count >= 2, let line = recipients, passage.first > line {
                findings.append(
                    .info(
                        .repeatedLine, [passage.first], "the filing line is repeated",
                        "Dòng lưu bị lặp: “\(passage.words.prefix(20).written)”."))
                continue
            }
            let body = passage.body
            let isRecipient = recipients.map { passage.first > $0 && passage.first < $0 + 60 } ?? false
            guard body.count >= (isRecipient ? 3 : 25), body.count < 400, passage.mark != nil || body.count >= 25 else {
                continue
            }
            let key = body.filter(\.isWord).map(\.key).joined(separator: " ")
            if let other = seen[key] {
                findings.append(
                    .info(
                        .repeatedLine, [other, passage.first], "the same text stands twice",
                        "Nội dung bị lặp lại nguyên văn: “\(body.prefix(10).written)…”."))
            } else {
                seen[key] = passage.first
            }
        }
        return findings
    }
}
