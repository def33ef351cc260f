import Vocabulary

/// One movement under several spellings.
enum MovementNames {
    private struct Name {
        var written: String
        var line: Int
    }

    static func variants(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        var known: [String: [Name]] = [:]
        for passage in text.passages {
            for quoted in Quotes.contents(of: passage.words) where (4...40).contains(quoted.count) {
                let name = quoted.prefix(upTo: quoted.firstPlace(of: "giai doan") ?? quoted.endIndex)
                let key = name.filter(\.isWord).map(\.key).joined(separator: " ")
                guard name.count >= 4, let line = quoted.first?.line else { continue }
                known[key, default: []].append(Name(written: name.written.trimmedMarks, line: line))
            }
        }
        return known.keys.sorted().compactMap { key in
            guard let names = known[key], let first = names.first,
                let other = names.first(where: { $0.written != first.written })
            else { return nil }
            return .info(
                .movementNameVariant, names.map(\.line).places, "one movement in two spellings",
                "“\(first.written)” / “\(other.written)”: cùng một phong trào, khác chính tả hoặc dấu câu.")
        }
    }
}

extension String {
    /// Without punctuation at the end.
    fileprivate var trimmedMarks: String {
        var text = self[...]
        while let last = text.last, ",.;: -".contains(last) { text.removeLast() }
        return String(text)
    }
}
