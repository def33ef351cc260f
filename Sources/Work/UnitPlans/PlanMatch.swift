import Vocabulary

/// Which item of the superior plan a unit's task answers: a suggestion by shared words and by reference, which a person
/// confirms or turns down.
enum PlanMatch {
    struct Item: Equatable, Sendable {
        /// `IV.3`
        let reference: String
        let text: String
    }

    struct Suggestion: Equatable, Sendable {
        /// Position among the superior plan's items.
        let item: Int
        /// 0…1
        let score: Double
    }

    static let least = 0.5

    /// For each task the item it is nearest to; nil below `least`. A reference named in the task (`thực hiện mục IV.3`)
    /// goes before words. Linear in the words that tasks and items share.
    static func suggestions(for tasks: [String], among items: [Item]) -> [Suggestion?] {
        let itemWords = items.map { words($0.text) }
        var places: [String: [Int]] = [:]
        for (index, words) in itemWords.enumerated() { for word in words { places[word, default: []].append(index) } }
        // A word of every item tells nothing.
        func weight(_ word: String) -> Double { 1 / Double(max(1, places[word]?.count ?? 1)) }
        let totals = itemWords.map { $0.sorted().reduce(0) { $0 + weight($1) } }
        return tasks.map { text in
            if let named = named(in: text, items) { return Suggestion(item: named, score: 1) }
            let own = words(text).sorted()
            var shared: [Int: Double] = [:]
            for word in own { for place in places[word] ?? [] { shared[place, default: 0] += weight(word) } }
            let all = own.reduce(0) { $0 + weight($1) }
            let scored = shared.map { place, sum in
                Suggestion(item: place, score: 2 * sum / max(all + totals[place], .leastNormalMagnitude))
            }
            let best = scored.min { ($0.score, $1.item) > ($1.score, $0.item) }
            return best.flatMap { $0.score >= least ? $0 : nil }
        }
    }

    private static func named(in text: String, _ items: [Item]) -> Int? {
        guard
            let found = text.folded.firstMatch(
                of: #/\b(?:muc|nhiem vu|noi dung) +([ivx]+(?:\.[0-9a-z]+)*|[0-9]+(?:\.[0-9]+)+)/#)
        else { return nil }
        let reference = String(found.1)
        let matching = items.indices.filter { items[$0].reference.folded == reference }
        return matching.count == 1 ? matching[0] : nil
    }

    private static func words(_ text: String) -> Set<String> {
        let all = text.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return Set(all.filter { ($0.count > 1 || $0.first?.isNumber == true) && !empty.contains($0) })
    }

    private static let empty: Set<String> = [
        "va", "cac", "cua", "cho", "theo", "trong", "ve", "thuc", "hien", "to", "chuc", "nam", "tai", "voi", "den",
        "tren",
    ]
}
