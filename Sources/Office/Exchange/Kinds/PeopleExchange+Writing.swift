import Database
import Vocabulary

extension PeopleExchange {
    public func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws
        -> [Int64]
    {
        let units = try UnitsByCode(changes.compactMap { $0.after[Place.unit] }, operation)
        func post(_ cells: [String?]) throws -> NewPost {
            guard let unit = cells[Place.unit].flatMap({ units[$0] }) else { throw PersonRefusal.noUnit }
            return NewPost(
                unit: unit.id, title: cells[Place.title] ?? "",
                group: cells[Place.group].flatMap(Post.Group.init(rawValue:)) ?? .direct,
                firstDay: cells[Place.first].flatMap { Day(iso: $0) },
                lastDay: cells[Place.last].flatMap { Day(iso: $0) })
        }
        let new = try changes.filter { $0.id == nil }.map {
            NewPerson(try Self.details($0.after).checked(today: operation.today), post: try post($0.after))
        }
        var ids = try People.add(new, as: context.batch, from: "import", by: operation).map(\.rawValue)[...]
        var result: [Int64] = []
        result.reserveCapacity(changes.count)
        var renamed: [(id: ID<Person>, name: String)] = []
        for change in changes {
            if let id = change.id {
                if let name = try Self.write(change, ID(id), post(change.after), context, operation) {
                    renamed.append((ID(id), name))
                }
                result.append(id)
            } else if let id = ids.popFirst() {
                result.append(id)
            }
        }
        try PersonRows.writeNames(renamed, operation)
        try PersonRows.settle(Set(changes.compactMap(\.id)), operation)
        return result
    }

    public func writing(unseen: Int, by operation: Operation, _ body: () throws -> Void) throws {
        try People.adding(unseen, by: operation, body)
    }

    /// One person as a list has them now; returns the name where it is new. The entry of the import tells of all changes.
    private static func write(
        _ change: ExchangeChange, _ id: ID<Person>, _ post: NewPost, _ context: ExchangeContext, _ operation: Operation
    ) throws -> String? {
        let before = change.before ?? []
        func differs(_ places: [Int]) -> Bool { places.contains { before[$0] != change.after[$0] } }
        let details = try details(change.after).checked(today: operation.today)
        if differs([Place.name, Place.birth, Place.gender, Place.ethnic, Place.area, Place.phone, Place.email]) {
            try operation.run(
                """
                UPDATE person SET name = \(details.name), name_key = \(VietnameseOrder.personKey(details.name)),
                    name_fold = \(PersonName.fold(details.name)), birth_day = \(details.birthDay),
                    birth_year = \(details.birthYear), gender = \(details.gender), ethnic = \(details.ethnicGroup),
                    area = \(details.area), phone = \(details.phone), email = \(details.email)
                WHERE id = \(id)
                """)
        }
        if differs([Place.unit, Place.title, Place.group, Place.first, Place.last]) {
            try operation.run(
                """
                UPDATE post SET unit = \(post.unit), title = \(post.title), title_fold = \(post.title.folded),
                    post_group = \(post.group), is_leader = \(post.group.isLeader), first_day = \(post.firstDay),
                    last_day = \(post.lastDay), is_final = \(post.lastDay == nil ? 1 : 0)
                WHERE id = (
                    SELECT so.id FROM post so JOIN unit su ON su.id = so.unit
                    WHERE so.person = \(id) AND \(sql: Posts.lasts("so", beyond: context.today))
                      AND \(sql: context.scope.condition(path: "su.path"))
                    ORDER BY so.id LIMIT 1)
                """)
        }
        return before[Place.name] == details.name ? nil : details.name
    }

    // MARK: Taking back

    public func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            for row in try db.all(
                "SELECT person FROM post WHERE person IN (\(list: some)) GROUP BY person HAVING count(*) > 1")
            {
                found[try row("person")] = "người này đã có thêm chức vụ."
            }
            for row in try db.all("SELECT person FROM account WHERE person IN (\(list: some))") {
                found[try row("person")] = "người này đã có tài khoản."
            }
        }
        return found
    }

    public func remove(_ ids: [Int64], by operation: Operation) throws {
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            try operation.run("DELETE FROM post WHERE person IN (\(list: some))")
            try operation.run("DELETE FROM person WHERE id IN (\(list: some))")
        }
    }
}
