import Database
import Rulebook
import Vocabulary

extension Honours {
    static let initiativeColumns = [
        "id", "title", "title_fold", "kind", "scope", "year", "is_school", "number", "recognised", "issuer", "branch",
        "state", "version", "added", "changed",
    ]

    static func initiativeRow(_ id: Int64, _ new: NewInitiative, _ now: Instant) -> [SQLValue] {
        [
            .integer(id), .text(new.title), .text(new.title.folded), .text(new.kind.rawValue),
            .text(new.scope.rawValue), new.year.number.sqlValue, new.year.isSchoolYear.sqlValue, new.number.sqlValue,
            new.recognised.sqlValue, new.issuer.sqlValue, new.branch.sqlValue, .text("held"), .integer(1), now.sqlValue,
            now.sqlValue,
        ]
    }

    /// Many that have been checked, by the engine's quickest way.
    static func writeInitiatives(_ many: [NewInitiative], _ operation: Operation) throws -> [Int64] {
        guard !many.isEmpty else { return [] }
        let first = 1 + (try operation.value("SELECT COALESCE(max(id), 0) FROM initiative") as Int64)
        let now = operation.now
        try operation.insertMany(
            into: "initiative", columns: initiativeColumns,
            rows: many.indices.lazy.map { initiativeRow(first + Int64($0), many[$0], now) })
        try operation.insertMany(
            into: "initiative_author", columns: ["initiative", "person", "is_main"],
            rows: many.indices.lazy.flatMap { index in
                many[index].authors.enumerated().map { place, person in
                    [.integer(first + Int64(index)), person.sqlValue, (place == 0).sqlValue]
                }
            })
        return many.indices.map { first + Int64($0) }
    }

    public static func addInitiative(_ new: NewInitiative, in scope: Scope, by operation: Operation) throws
        -> ID<InitiativeRecord>
    {
        let new = try new.checked(today: operation.today)
        for author in new.authors.prefix(1) { try reach(author, new.branch, in: scope, operation) }
        let id = try writeInitiatives([new], operation)[0]
        try operation.record(
            "initiative.add", on: Subject("initiative", id),
            after: [
                "title": new.title, "year": new.year.description, "scope": new.scope.rawValue,
                "authors": String(new.authors.count),
            ])
        return ID(id)
    }

    /// - Parameter scope: where initiatives are managed.
    static func initiative(_ id: ID<InitiativeRecord>, in scope: Scope, _ db: any Reader) throws -> InitiativeRecord {
        let row = try db.first(
            """
            SELECT \(sql: InitiativeRecord.columns) FROM initiative i JOIN unit u ON u.id = i.branch
            WHERE i.id = \(id) AND \(sql: scope.condition(path: "u.path"))
            """)
        guard let row else { throw HonourRefusal.notFound }
        return try InitiativeRecord(row)
    }

    /// Where the unit of the initiative is in reach, or one of its authors.
    static func initiative(_ id: ID<InitiativeRecord>, seenIn scope: Scope, on day: Day, _ db: any Reader) throws
        -> InitiativeRecord
    {
        let row = try db.first(
            """
            SELECT \(sql: InitiativeRecord.columns) FROM initiative i JOIN unit u ON u.id = i.branch
            WHERE i.id = \(id) AND (\(sql: scope.condition(path: "u.path")) OR (i.state = 'held' AND EXISTS (
                SELECT 1 FROM initiative_author a JOIN person p ON p.id = a.person
                WHERE a.initiative = i.id AND \(sql: People.isWithin(scope, on: day)))))
            """)
        guard let row else { throw HonourRefusal.notFound }
        return try InitiativeRecord(row)
    }

    /// Puts an initiative right. Whoever is an author of it already may stay one, also from another branch.
    public static func correctInitiative(
        _ id: ID<InitiativeRecord>, to new: NewInitiative, knowing version: Int, in scope: Scope,
        by operation: Operation
    ) throws {
        let old = try initiativeToChange(id, in: scope, operation)
        guard old.version == version else { throw HonourRefusal.changedMeanwhile }
        let new = try new.checked(today: operation.today)
        let authors = try InitiativeRecord.authors(of: [id], operation)[id, default: []].map(\.person)
        try reach(nil, new.branch, in: scope, operation)
        for author in new.authors where !authors.contains(author) {
            try reach(author, new.branch, in: scope, operation)
        }
        try rewriteInitiative(id.rawValue, new, operation)
        try operation.record(
            "initiative.correct", on: Subject("initiative", id), before: facts(old.new(by: authors)), after: facts(new))
    }

    private static func initiativeToChange(_ id: ID<InitiativeRecord>, in scope: Scope, _ operation: Operation) throws
        -> InitiativeRecord
    {
        _ = try operation.first("SELECT id FROM initiative WHERE id = \(id) \(word: .forUpdate)")
        let found = try initiative(id, in: scope, operation)
        guard found.withdrawnWhy == nil else { throw HonourRefusal.alreadyEnded }
        return found
    }

    /// The row as it is now, part of a larger operation.
    static func rewriteInitiative(_ id: Int64, _ new: NewInitiative, _ operation: Operation) throws {
        try operation.run(
            """
            UPDATE initiative SET title = \(new.title), title_fold = \(new.title.folded), kind = \(new.kind.rawValue),
                scope = \(new.scope.rawValue), year = \(new.year.number), is_school = \(new.year.isSchoolYear),
                number = \(new.number), recognised = \(new.recognised), issuer = \(new.issuer), branch = \(new.branch),
                version = version + 1, changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.run("DELETE FROM initiative_author WHERE initiative = \(id)")
        try operation.insertMany(
            into: "initiative_author", columns: ["initiative", "person", "is_main"],
            rows: new.authors.enumerated().map { [.integer(id), $1.sqlValue, ($0 == 0).sqlValue] })
    }

    private static func facts(_ new: NewInitiative) -> [String: String?] {
        [
            "title": new.title, "kind": new.kind.rawValue, "scope": new.scope.rawValue, "year": new.year.description,
            "number": new.number, "recognised": new.recognised?.iso, "issuer": new.issuer,
            "unit": new.branch.description, "people": new.authors.map(\.description).joined(separator: ", "),
        ]
    }

    public static func withdrawInitiative(
        _ id: ID<InitiativeRecord>, why: String, in scope: Scope, by operation: Operation
    ) throws {
        let why = try reason(why)
        _ = try initiativeToChange(id, in: scope, operation)
        try operation.run(
            """
            UPDATE initiative SET state = 'withdrawn', withdrawn_why = \(why), version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record("initiative.withdraw", on: Subject("initiative", id), why: why)
    }
}
