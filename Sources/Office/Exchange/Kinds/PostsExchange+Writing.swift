import Database
import Vocabulary

extension PostsExchange {
    public func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws
        -> [Int64]
    {
        let units = try UnitsByCode(changes.compactMap { $0.after[Place.unit] }, operation)
        let rows = changes.map {
            ExchangeRow(number: 0, key: $0.id, cells: $0.after, given: $0.after.map { _ in true })
        }
        let holders = try PostHolders(rows, context, operation)
        var ids: [Int64] = []
        var touched: Set<Int64> = []
        for (change, row) in zip(changes, rows) {
            let cells = change.after
            guard let unit = cells[Place.unit].flatMap({ units[$0] }) else { throw PersonRefusal.noUnit }
            let post = NewPost(
                unit: unit.id, title: cells[Place.title] ?? "",
                group: cells[Place.group].flatMap(Post.Group.init(rawValue:)) ?? .direct,
                firstDay: cells[Place.first].flatMap { Day(iso: $0) },
                lastDay: cells[Place.last].flatMap { Day(iso: $0) })
            let person: Int64
            if let id = change.id, let holder = holders.holder[id] {
                person = holder
                try operation.run(
                    """
                    UPDATE post SET unit = \(post.unit), title = \(post.title), title_fold = \(post.title.folded),
                        post_group = \(post.group), is_leader = \(post.group.isLeader), first_day = \(post.firstDay),
                        last_day = \(post.lastDay), is_final = 1
                    WHERE id = \(id)
                    """)
                ids.append(id)
            } else {
                guard let holder = holders.people(row).first else { throw PersonRefusal.notFound }
                person = holder
                ids.append(try Posts.insert(post, of: ID(holder), operation).rawValue)
            }
            touched.insert(person)
        }
        try PersonRows.settle(touched, operation)
        return ids
    }

    // MARK: Taking back

    /// The last post of a person stays: without it nobody would see the person.
    public func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            for row in try db.all(
                """
                SELECT o.id FROM post o WHERE o.id IN (\(list: some)) AND NOT EXISTS (
                    SELECT 1 FROM post other WHERE other.person = o.person AND other.id NOT IN (\(list: some)))
                """)
            {
                found[try row("id")] = "đây là chức vụ duy nhất còn lại của người này."
            }
        }
        return found
    }

    public func remove(_ ids: [Int64], by operation: Operation) throws {
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            let people: [Int64] = try operation.values("SELECT DISTINCT person FROM post WHERE id IN (\(list: some))")
            try operation.run("DELETE FROM post WHERE id IN (\(list: some))")
            try PersonRows.settle(Set(people), operation)
        }
    }
}
