import Database
import Rulebook
import Vocabulary

extension HonoursExchange {
    public func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws
        -> [Int64]
    {
        let awards = try context.awards(operation)
        let rows = changes.map {
            ExchangeRow(number: 0, key: $0.id, cells: $0.after, given: $0.after.map { _ in true })
        }
        let records = try records(changes.compactMap(\.id), context, operation)
        let reading = try HonourSheetRows(rows, records, awards, context, operation)
        var (fresh, heads): ([NewHonour], [HonourRows.Head]) = ([], [])
        var known: [NewDecision: HonourRows.Head] = [:]
        var places: [Int?] = []
        for (change, row) in zip(changes, rows) {
            guard change.id == nil else {
                places.append(nil)
                continue
            }
            let decision = try reading.decision(change.after).new
            let head: HonourRows.Head
            if let found = known[decision] {
                head = found
            } else {
                head = try Honours.decision(decision, in: context.scope, by: operation).head
                known[decision] = head
            }
            places.append(fresh.count)
            fresh.append(
                try Honours.checked(
                    reading.honour(change.after, row), signed: head.signed, in: head.root, awards,
                    today: operation.today))
            heads.append(head)
        }
        let ids = try Honours.write(fresh, heads: heads, awards, operation)
        return try zip(zip(changes, rows), places).map { pair, place in
            if let place { return ids[place] }
            let id = pair.0.id ?? 0
            let version: Int = try operation.value("SELECT version FROM honour WHERE id = \(id)")
            try Honours.correct(
                id, to: reading.honour(pair.0.after, pair.1), knowing: version, awards, in: context.scope, by: operation
            )
            return id
        }
    }

    // MARK: Taking back

    public func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            for row in try db.all(
                "SELECT id FROM honour WHERE id IN (\(list: rest.prefix(500))) AND (version > 1 OR state <> 'held')")
            {
                found[try row("id")] = "khen thưởng này đã được sửa, rút hoặc hủy bỏ sau đó."
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    /// Decisions that nothing is left of go as well.
    public func remove(_ ids: [Int64], by operation: Operation) throws {
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            let decisions: [Int64] = try operation.values(
                "SELECT DISTINCT decision FROM honour WHERE id IN (\(list: some))")
            try operation.run("DELETE FROM honour WHERE id IN (\(list: some))")
            try operation.run(
                """
                DELETE FROM honour_decision WHERE id IN (\(list: decisions))
                AND NOT EXISTS (SELECT 1 FROM honour h WHERE h.decision = honour_decision.id)
                """)
        }
    }
}
