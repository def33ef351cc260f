import Vocabulary

/// What a newer version of a plan changes: added, changed, gone, same. Pairs are found by place and words, so that a task
/// moved to another quarter or reworded stays the same task.
public struct PlanDifference: Equatable, Sendable {
    /// A task as either version says it.
    public struct Side: Equatable, Sendable {
        public var reference: String
        public var text: String
        public var time: String
        public var lead: String?
        public var coordinators: [String]

        public init(reference: String, text: String, time: String, lead: String?, coordinators: [String]) {
            self.reference = reference
            self.text = text
            self.time = time
            self.lead = lead
            self.coordinators = coordinators
        }
    }

    /// One field that differs, in the words of either version.
    public struct Change: Equatable, Sendable {
        public let field: String
        public let old: String
        public let new: String
        public init(field: String, old: String, new: String) { (self.field, self.old, self.new) = (field, old, new) }
    }

    /// Indices into the old and new lists.
    public struct Pair: Equatable, Sendable {
        public let old: Int
        public let new: Int
        public let changes: [Change]
    }

    public private(set) var added: [Int] = []
    public private(set) var gone: [Int] = []
    public private(set) var changed: [Pair] = []
    public private(set) var same: [Pair] = []

    public init(old: [Side], new: [Side]) {
        var partner = [Int?](repeating: nil, count: new.count)
        var free = Set(old.indices)
        func pair(_ oldIndex: Int, _ newIndex: Int) {
            partner[newIndex] = oldIndex
            free.remove(oldIndex)
        }
        let oldFolds = old.map(\.text.folded)
        let newFolds = new.map(\.text.folded)
        // Equal words in their own place first: of two equal tasks neither is taken for the other.
        let places = Dictionary(grouping: old.indices) { old[$0].reference + "\n" + oldFolds[$0] }
        for index in new.indices {
            let here = places[new[index].reference + "\n" + newFolds[index]]
            if let other = here?.first(where: free.contains) { pair(other, index) }
        }
        let byWords = Dictionary(grouping: old.indices) { oldFolds[$0] }
        for index in new.indices where partner[index] == nil {
            if let other = byWords[newFolds[index]]?.first(where: free.contains) { pair(other, index) }
        }
        let oldWords = oldFolds.map(Self.words)
        let newWords = newFolds.map(Self.words)
        var candidates: [(score: Double, old: Int, new: Int)] = []
        for index in new.indices where partner[index] == nil {
            for other in free {
                let isSamePlace = old[other].reference == new[index].reference
                let score = Self.likeness(oldWords[other], newWords[index])
                if score >= (isSamePlace ? 0.4 : 0.6) {
                    candidates.append((score + (isSamePlace ? 0.2 : 0), other, index))
                }
            }
        }
        for candidate in candidates.sorted(by: { ($0.score, $1.new, $1.old) > ($1.score, $0.new, $0.old) })
        where partner[candidate.new] == nil && free.contains(candidate.old) {
            pair(candidate.old, candidate.new)
        }
        for index in new.indices {
            guard let other = partner[index] else {
                added.append(index)
                continue
            }
            let changes = Self.changes(old[other], new[index])
            if changes.isEmpty {
                same.append(Pair(old: other, new: index, changes: []))
            } else {
                changed.append(Pair(old: other, new: index, changes: changes))
            }
        }
        gone = free.sorted()
    }

    /// The same when some old sides are no part of the older version: pairs with `absent` ones count as added again
    /// (returned by their new index), and none of `kept` counts as gone.
    func reading(absent: Set<Int>, kept: Set<Int>) -> (difference: PlanDifference, returning: [Int: Int]) {
        var (difference, returning): (PlanDifference, [Int: Int]) = (self, [:])
        for pair in same + changed where absent.contains(pair.old) { returning[pair.new] = pair.old }
        difference.same.removeAll { absent.contains($0.old) }
        difference.changed.removeAll { absent.contains($0.old) }
        difference.added = (added + returning.keys).sorted()
        difference.gone.removeAll { kept.contains($0) }
        return (difference, returning)
    }

    public var isEmpty: Bool { added.isEmpty && gone.isEmpty && changed.isEmpty }

    private static func words(_ fold: String) -> Set<Substring> { Set(fold.split { !($0.isLetter || $0.isNumber) }) }

    /// Share of words in common, 0…1.
    private static func likeness(_ left: Set<Substring>, _ right: Set<Substring>) -> Double {
        let union = left.union(right).count
        return union == 0 ? 0 : Double(left.intersection(right).count) / Double(union)
    }

    private static func changes(_ old: Side, _ new: Side) -> [Change] {
        var changes: [Change] = []
        func compare(_ field: String, _ left: String, _ right: String) {
            if left != right { changes.append(Change(field: field, old: left, new: right)) }
        }
        compare("Mục", old.reference, new.reference)
        compare("Nội dung", old.text, new.text)
        compare("Thời gian", old.time, new.time)
        compare("Chủ trì", old.lead ?? "", new.lead ?? "")
        compare("Phối hợp", old.coordinators.joined(separator: "; "), new.coordinators.joined(separator: "; "))
        return changes
    }
}
