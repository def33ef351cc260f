import Database
import Vocabulary

/// The register of people: what is asked of it, and each write as one operation. Whoever asks says within which scope;
/// a person outside it does not exist.
public enum People {
    /// The visitor's scope reaches a person through posts that are held or to come, and through the last one held.
    ///
    /// A condition on `person p`, or under another name.
    static func isWithin(_ scope: Scope, on day: Day, _ person: SQL = "p") -> SQL {
        if scope == .everything { return "1 = 1" }
        return """
            EXISTS (SELECT 1 FROM post so JOIN unit su ON su.id = so.unit
                    WHERE so.person = \(sql: person).id AND \(sql: Posts.lasts("so", beyond: day))
                      AND \(sql: scope.condition(path: "su.path")))
            """
    }

    /// The person as the register knows them, merged and anonymised ones too.
    public static func person(_ id: ID<Person>, in scope: Scope, on day: Day, _ db: any Reader) throws -> Person {
        let row = try db.first(
            "SELECT \(sql: Person.columns) FROM person p WHERE p.id = \(id) AND \(sql: isWithin(scope, on: day))")
        guard let row else { throw PersonRefusal.notFound }
        return try Person(row)
    }

    /// Birth, telephone, e-mail: ask with the scope in which the visitor manages people.
    public static func contact(of id: ID<Person>, in scope: Scope, on day: Day, _ db: any Reader) throws
        -> PersonContact?
    {
        try db.first(
            "SELECT \(sql: PersonContact.columns) FROM person p WHERE p.id = \(id) AND \(sql: isWithin(scope, on: day))"
        ).map(PersonContact.init)
    }

    /// Names of people by key, for lists of other rooms whose rows the visitor may see.
    public static func names(_ ids: some Collection<ID<Person>>, _ db: any Reader) throws -> [ID<Person>: String] {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.all("SELECT p.id, p.name FROM person p WHERE p.id IN (\(list: Set(ids).sorted()))")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0("id"), try $0("name")) })
    }

    /// What a form for changing a person begins with.
    public static func details(of id: ID<Person>, in scope: Scope, on day: Day, _ db: any Reader) throws
        -> (details: PersonDetails, version: Int)
    {
        let person = try person(id, in: scope, on: day, db)
        guard person.state == .active else { throw PersonRefusal.notActive }
        let contact = try contact(of: id, in: scope, on: day, db)
        return (
            PersonDetails(
                name: person.name, birthDay: contact?.birthDay, birthYear: contact?.birthYear, gender: person.gender,
                ethnicGroup: person.ethnicGroup, area: person.area, phone: contact?.phone, email: contact?.email),
            person.version
        )
    }

    // MARK: Writing

    /// A new person with the post through which their unit sees them. The ledger says unit and title, not who.
    public static func add(_ new: NewPerson, in scope: Scope, by operation: Operation) throws -> ID<Person> {
        let details = try new.details.checked(today: operation.today)
        let post = try Posts.checked(new.post, of: nil, in: scope, operation)
        let id = ID<Person>(
            try operation.insert(
                """
                INSERT INTO person (name, name_key, name_fold, birth_day, birth_year, gender, ethnic, area, phone, email,
                    state, version, added, changed)
                VALUES (\(details.name), \(VietnameseOrder.personKey(details.name)), \(PersonName.fold(details.name)),
                    \(details.birthDay), \(details.birthYear), \(details.gender), \(details.ethnicGroup), \(details.area),
                    \(details.phone), \(details.email), 'active', 1, \(operation.now), \(operation.now))
                """))
        try operation.insertMany(
            into: "person_name", columns: PersonRows.nameColumns, rows: PersonRows.names(id, details.name))
        _ = try Posts.insert(post, of: id, operation)
        try operation.record(
            "person.add", on: Subject("person", id), after: ["unit": post.unit.description, "title": post.title])
        return id
    }

    /// Many people at once by the engine's quickest way, with one entry for all: what an import or the sample brings.
    /// Each must have been checked (`PersonDetails.checked`, `Posts.checked`).
    public static func add(_ many: [NewPerson], as batch: Subject, from source: String, by operation: Operation) throws
        -> [ID<Person>]
    {
        guard !many.isEmpty else { return [] }
        let first = 1 + (try operation.value("SELECT COALESCE(max(id), 0) FROM person") as Int64)
        let ids = many.indices.map { ID<Person>(first + Int64($0)) }
        try operation.insertMany(
            into: "person", columns: PersonRows.personColumns,
            rows: zip(ids, many).lazy.map { PersonRows.person($0, $1.details, operation.now) })
        try operation.insertMany(
            into: "person_name", columns: PersonRows.nameColumns,
            rows: zip(ids, many).lazy.flatMap { PersonRows.names($0, $1.details.name) })
        try operation.insertMany(
            into: "post", columns: PersonRows.postColumns,
            rows: zip(ids, many).lazy.map { PersonRows.post($0, $1.post, operation.now) })
        try operation.record("person.addMany", on: batch, after: ["people": String(many.count)], why: source)
        return ids
    }

    /// From so many on, indexes are made anew rather than searched for each.
    static let many = 10_000

    /// Surrounds `add` of many batches, so many people in all, during which nobody is looked up: the first list of a province
    /// is most of the register.
    public static func adding(_ count: Int, by operation: Operation, _ body: () throws -> Void) throws {
        let known: Int = try operation.value("SELECT COALESCE(max(id), 0) FROM person")
        guard count > many, count > known else { return try body() }
        try operation.rebuildingIndexes(of: "person") {
            try operation.rebuildingIndexes(of: "person_name") { try operation.rebuildingIndexes(of: "post", body) }
        }
    }

    /// Changes what is known of a person. `version` is what the form knew; somebody else's change meanwhile is told, never
    /// overwritten. The ledger says which facts changed, not what they were.
    public static func correct(
        _ id: ID<Person>, to new: PersonDetails, knowing version: Int, in scope: Scope, by operation: Operation
    ) throws {
        try PersonRows.lock(id, operation)
        let (old, current) = try details(of: id, in: scope, on: operation.today, operation)
        guard version == current else { throw PersonRefusal.changedMeanwhile }
        let details = try new.checked(today: operation.today)
        let changes = PersonRows.changes(old, details)
        guard !changes.isEmpty else { return }
        try operation.run(
            """
            UPDATE person SET name = \(details.name), name_key = \(VietnameseOrder.personKey(details.name)),
                name_fold = \(PersonName.fold(details.name)), birth_day = \(details.birthDay),
                birth_year = \(details.birthYear), gender = \(details.gender), ethnic = \(details.ethnicGroup),
                area = \(details.area), phone = \(details.phone), email = \(details.email),
                version = version + 1, changed = \(operation.now)
            WHERE id = \(id)
            """)
        if details.name != old.name { try PersonRows.writeNames(id, details.name, operation) }
        try operation.record(
            "person.correct", on: Subject("person", id), after: ["changed": changes.joined(separator: " ")])
    }
}

extension People {
    /// The person of an account; of a merged one, the one it was merged into.
    public static func person(of account: ID<Account>, _ db: any Reader) throws -> ID<Person>? {
        var found: ID<Person>? = try db.value("SELECT person FROM account WHERE id = \(account)")
        while let id = found, let into: ID<Person> = try db.value("SELECT merged_into FROM person WHERE id = \(id)") {
            found = into
        }
        return found
    }
}

/// Rows of the tables of people: parts of larger operations, so none of these adds to the ledger itself.
enum PersonRows {
    static let personColumns = [
        "id", "name", "name_key", "name_fold", "birth_day", "birth_year", "gender", "ethnic", "area", "phone", "email",
        "state", "version", "added", "changed",
    ]
    static let nameColumns = ["person", "position", "fold", "exact"]
    static let postColumns = [
        "person", "unit", "title", "title_fold", "post_group", "is_leader", "first_day", "last_day", "is_final",
        "added",
    ]

    static func person(_ id: ID<Person>, _ details: PersonDetails, _ now: Instant) -> [SQLValue] {
        [
            id.sqlValue, .text(details.name), .blob(VietnameseOrder.personKey(details.name)),
            .text(PersonName.fold(details.name)), details.birthDay.sqlValue, details.birthYear.sqlValue,
            details.gender.sqlValue, details.ethnicGroup.sqlValue, details.area.sqlValue, details.phone.sqlValue,
            details.email.sqlValue, .text("active"), .integer(1), now.sqlValue, now.sqlValue,
        ]
    }

    static func names(_ id: ID<Person>, _ name: String) -> [[SQLValue]] {
        let folds = PersonName.turns(PersonName.fold(name))
        let exact = PersonName.turns(PersonName.exact(name))
        return zip(folds, exact).enumerated().map { position, turn in
            [id.sqlValue, .integer(Int64(position)), .text(turn.0), .text(turn.1)]
        }
    }

    static func post(_ id: ID<Person>, _ post: NewPost, _ now: Instant) -> [SQLValue] {
        [
            id.sqlValue, post.unit.sqlValue, .text(post.title), .text(post.title.folded), post.group.sqlValue,
            post.group.isLeader.sqlValue, post.firstDay.sqlValue, post.lastDay.sqlValue, .integer(1), now.sqlValue,
        ]
    }

    static func writeNames(_ id: ID<Person>, _ name: String, _ operation: Operation) throws {
        try operation.run("DELETE FROM person_name WHERE person = \(id)")
        try operation.insertMany(into: "person_name", columns: nameColumns, rows: names(id, name))
    }

    /// The names of many: what an import changed.
    static func writeNames(_ people: [(id: ID<Person>, name: String)], _ operation: Operation) throws {
        var rest = people[...]
        while !rest.isEmpty {
            let some = rest.prefix(500)
            rest = rest.dropFirst(500)
            try operation.run("DELETE FROM person_name WHERE person IN (\(list: some.map(\.id)))")
            try operation.insertMany(
                into: "person_name", columns: nameColumns, rows: some.lazy.flatMap { names($0.id, $0.name) })
        }
    }

    /// After the posts of many have changed: which of them last longest, and that the people have changed.
    static func settle(_ people: Set<Int64>, _ operation: Operation) throws {
        var rest = people.sorted()[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            try Posts.settle(everybodyOf: "\(list: some)", operation)
            try operation.run(
                "UPDATE person SET version = version + 1, changed = \(operation.now) WHERE id IN (\(list: some))")
        }
    }

    /// Holds the person's row for this transaction.
    static func lock(_ id: ID<Person>, _ operation: Operation) throws {
        _ = try operation.first("SELECT id FROM person WHERE id = \(id) \(word: .forUpdate)")
    }

    /// The person has changed: other forms that are open are out of date.
    static func touch(_ id: ID<Person>, _ operation: Operation) throws {
        try operation.run("UPDATE person SET version = version + 1, changed = \(operation.now) WHERE id = \(id)")
    }

    /// Which facts differ, by the names of the columns.
    static func changes(_ old: PersonDetails, _ new: PersonDetails) -> [String] {
        var changes: [String] = []
        if old.name != new.name { changes.append("name") }
        if old.birthDay != new.birthDay || old.birthYear != new.birthYear { changes.append("birth") }
        if old.gender != new.gender { changes.append("gender") }
        if old.ethnicGroup != new.ethnicGroup { changes.append("ethnic") }
        if old.area != new.area { changes.append("area") }
        if old.phone != new.phone { changes.append("phone") }
        if old.email != new.email { changes.append("email") }
        return changes
    }
}
