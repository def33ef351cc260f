import Database
import Rulebook
import Vocabulary

extension Honours {
    /// Much at once: what the fictional province brings.
    public struct Load: Sendable {
        public var decisions: [(decision: NewDecision, holders: [NewHonour])] = []
        public var ratings: [NewRating] = []
        public var initiatives: [NewInitiative] = []

        public init() {}
    }

    /// From so many rows on, indexes are made anew rather than searched for each.
    static let many = 10_000

    /// Writes everything by the engine's quickest way, with one entry for all, after the same checks as of one.
    public static func load(
        _ load: Load, _ awards: AwardChoices, as batch: Subject, from source: String, by operation: Operation
    )
        throws
    {
        var (honours, heads): ([NewHonour], [HonourRows.Head]) = ([], [])
        for (decision, holders) in load.decisions {
            let head = try Self.decision(decision, in: .everything, by: operation).head
            for (index, holder) in holders.enumerated() {
                do throws(HonourRefusal) {
                    honours.append(
                        try checked(
                            holder, signed: head.signed, in: head.root, awards, today: operation.today))
                } catch {
                    throw RefusedLine(index: index, refusal: error)
                }
                heads.append(head)
            }
        }
        let ratings = try load.ratings.map { try $0.checked(today: operation.today) }
        let initiatives = try load.initiatives.map { try $0.checked(today: operation.today) }
        let now = operation.now
        func write() throws {
            _ = try Self.write(honours, heads: heads, awards, operation)
            try operation.insertMany(
                into: "yearly_rating", columns: ratingColumns, rows: ratings.lazy.map { ratingRow($0, now) })
        }
        let isEmpty = try operation.first("SELECT 1 FROM honour LIMIT 1") == nil
        if isEmpty, honours.count > many {
            try operation.rebuildingIndexes(of: "honour") {
                try operation.rebuildingIndexes(of: "yearly_rating", write)
            }
        } else {
            try write()
        }
        _ = try writeInitiatives(initiatives, operation)
        try operation.record(
            "honour.addMany", on: batch,
            after: [
                "decisions": String(load.decisions.count), "honours": String(honours.count),
                "ratings": String(ratings.count), "initiatives": String(initiatives.count),
            ], why: source)
    }
}
