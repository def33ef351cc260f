import Vocabulary

/// The number, letter or bullet a passage begins with.
enum Mark: Equatable {
    /// `II.`
    case roman(Int)
    /// `3.`, `3.1.`: one number or several.
    case numbers([Int])
    /// `a)`: 1 for a, by the order a b c d đ e g h …
    case letter(String)
    case bullet(String)

    /// The mark in front of these words and how many words it takes.
    static func read(_ words: [PlanText.Word]) -> (Mark?, Int) {
        guard let first = words.first else { return (nil, 0) }
        if ["-", "+", "*", "•", "·", "–", "▪", "●", "○", "→", "►"].contains(first.key) {
            return words.count > 1 ? (.bullet(first.key), 1) : (nil, 0)
        }
        guard words.count > 1 else { return (nil, 0) }
        let next = words[1]
        if let value = Roman.value(first.text), next.isGlued, next.key == "." || next.key == ")" || next.key == "/" {
            // `V.I. Lênin` is a name.
            return words.count > 2 && words[2].isGlued && words[2].text.utf8.count == 1 ? (nil, 0) : (.roman(value), 2)
        }
        if first.number != nil { return numbers(words) }
        if first.key.utf8.count == 1, first.isWord, next.isGlued,
            next.key == ")" || next.key == "." && first.text == first.key
        {
            return (.letter(first.text.lowercased()), 2)
        }
        return (nil, 0)
    }

    /// `3.`, `3.1.`, `3.1`, `3)`; not `3.000`, `3/5`, `05 lớp`, `15.3.2024`.
    private static func numbers(_ words: [PlanText.Word]) -> (Mark?, Int) {
        var (values, at): ([Int], Int) = ([], 0)
        while at < words.count, let value = words[at].number, at == 0 || words[at].isGlued, values.count < 5 {
            guard value > 0, value < 100, words[at].text.utf8.count <= 2 else { return (nil, 0) }
            values.append(value)
            at += 1
            guard at < words.count else { break }
            let isEnd = words[at].key == ")" || words[at].key == "/"
            guard words[at].isGlued, words[at].key == "." || isEnd else {
                // `3.1 Kiện toàn`: several numbers need no point at the end.
                return values.count > 1 && !words[at].isGlued ? (.numbers(values), at) : (nil, 0)
            }
            at += 1
            if isEnd {
                return at < words.count && words[at].isGlued && words[at].number != nil
                    ? (nil, 0) : (.numbers(values), at)
            }
        }
        guard !values.isEmpty, at < words.count || values.count > 1 else { return (nil, 0) }
        return (.numbers(values), at)
    }
}
