import Database
import Vocabulary

/// Two entries of the register that may be one person, and why it looks so.
public struct DuplicatePair: Equatable, Sendable {
    public enum Reason: String, Sendable, CaseIterable {
        case birthDay, birthYear, phone, email, unit

        public var vietnamese: String {
            switch self {
            case .birthDay: "cùng ngày sinh"
            case .birthYear: "cùng năm sinh"
            case .phone: "cùng số điện thoại"
            case .email: "cùng thư điện tử"
            case .unit: "cùng đơn vị"
            }
        }
    }

    public let first: ID<Person>
    public let firstName: String
    public let second: ID<Person>
    public let secondName: String
    public let reasons: [Reason]

    var key: Duplicates.Key { Duplicates.Key(first: first, second: second) }

    init(_ row: Row) throws {
        first = try row("first_id")
        firstName = try row("first_name")
        second = try row("second_id")
        secondName = try row("second_name")
        var reasons: [Reason] = []
        if try row("same_day") == 1 {
            reasons.append(.birthDay)
        } else if try row("same_year") == 1 {
            reasons.append(.birthYear)
        }
        if try row("same_phone") == 1 { reasons.append(.phone) }
        if try row("same_email") == 1 { reasons.append(.email) }
        if try row("same_unit") == 1 { reasons.append(.unit) }
        self.reasons = reasons
    }
}

/// Who may stand in the register twice.
public enum Duplicates {
    /// Which pair: a page goes on from it.
    public struct Key: Equatable, Sendable {
        public let first: ID<Person>
        public let second: ID<Person>

        public init(first: ID<Person>, second: ID<Person>) { (self.first, self.second) = (first, second) }

        /// `17-18`
        public init?(_ text: String) {
            let parts = text.split(separator: "-")
            guard parts.count == 2, let first = ID<Person>(parts[0]), let second = ID<Person>(parts[1]) else {
                return nil
            }
            self.init(first: first, second: second)
        }

        public var text: String { "\(first)-\(second)" }
    }

    /// A page of pairs with equal names (marks aside) and one more thing in common, both where the visitor manages people;
    /// pairs that somebody has found to be different are left out.
    public static func page(
        in scope: Scope, on day: Day, _ cursor: KeysetCursor<Key>? = nil, size: Int = 20, _ db: any Reader
    ) throws -> KeysetPage<DuplicatePair, Key> {
        try KeysetPage(cursor, size: size, key: \DuplicatePair.key) { limit in
            try db.all(walking(in: scope, on: day, cursor, limit: limit)).map(DuplicatePair.init)
        }
    }

    static func walking(in scope: Scope, on day: Day, _ cursor: KeysetCursor<Key>?, limit: Int) -> SQL {
        let isBackwards = cursor?.isBackwards ?? false
        let beyond: SQL =
            cursor.map {
                """
                AND (a.name_fold, a.id, b.id) \(sql: isBackwards ? "<" : ">")
                    ((SELECT s.name_fold FROM person s WHERE s.id = \($0.key.first)), \($0.key.first), \($0.key.second))
                """
            } ?? ""
        return statement(
            "\(sql: People.isWithin(scope, on: day, "a")) AND \(sql: People.isWithin(scope, on: day, "b"))",
            beyond, isBackwards: isBackwards, limit: limit)
    }

    /// Entries that may be the same person as one of them.
    public static func of(_ person: ID<Person>, in scope: Scope, on day: Day, _ db: any Reader) throws
        -> [DuplicatePair]
    {
        let name: String? = try db.value("SELECT name_fold FROM person WHERE id = \(person)")
        guard let name else { return [] }
        return try db.all(
            statement(
                """
                a.name_fold = \(name) AND (a.id = \(person) OR b.id = \(person))
                AND \(sql: People.isWithin(scope, on: day, "a")) AND \(sql: People.isWithin(scope, on: day, "b"))
                """, "", limit: 10)
        ).map(DuplicatePair.init)
    }

    /// People with that name, before one more is written down: so that nobody is twice.
    public static func named(_ name: String, in scope: Scope, on day: Day, _ db: any Reader) throws -> [PersonLine] {
        var lines = try db.all(
            """
            SELECT \(sql: PersonLine.columns) FROM person p WHERE p.name_fold = \(PersonName.fold(name))
            AND p.state = 'active' AND \(sql: People.isWithin(scope, on: day)) ORDER BY p.id LIMIT 10
            """
        ).map(PersonLine.init)
        let held = try Posts.held(by: lines.map(\.id), on: day, db)
        for index in lines.indices { lines[index].posts = held[lines[index].id] ?? [] }
        return lines
    }

    static func statement(_ condition: SQL, _ beyond: SQL, isBackwards: Bool = false, limit: Int) -> SQL {
        let down: SQL = isBackwards ? " DESC" : ""
        let sameUnit: SQL = """
            EXISTS (SELECT 1 FROM post ao JOIN post bo ON bo.unit = ao.unit WHERE ao.person = a.id AND bo.person = b.id)
            """
        func flag(_ test: SQL) -> SQL { "CASE WHEN \(sql: test) THEN 1 ELSE 0 END" }
        return """
            SELECT a.id AS first_id, a.name AS first_name, b.id AS second_id, b.name AS second_name,
                \(sql: flag("a.birth_day = b.birth_day")) AS same_day, \(sql: flag("a.birth_year = b.birth_year")) AS same_year,
                \(sql: flag("a.phone = b.phone")) AS same_phone, \(sql: flag("a.email = b.email")) AS same_email,
                \(sql: flag(sameUnit)) AS same_unit
            FROM person a CROSS JOIN person b
            WHERE b.name_fold = a.name_fold AND b.id > a.id
              AND \(word: .unindexed)a.state = 'active' AND \(word: .unindexed)b.state = 'active'
              AND (a.birth_year = b.birth_year OR a.phone = b.phone OR a.email = b.email OR \(sql: sameUnit))
              AND NOT EXISTS (SELECT 1 FROM person_distinct d WHERE d.first_person = a.id AND d.second_person = b.id)
              AND \(sql: condition) \(sql: beyond)
            ORDER BY a.name_fold\(sql: down), a.id\(sql: down), b.id\(sql: down) LIMIT \(limit)
            """
    }

    /// Somebody has looked: they are two people. The pair is not shown again.
    public static func tellApart(
        _ left: ID<Person>, _ right: ID<Person>, in scope: Scope, by operation: Operation
    ) throws {
        guard left != right else { throw MergeRefusal.samePerson }
        for person in [left, right] { try Posts.mustBeActive(person, in: scope, operation) }
        let changed = try operation.run(
            """
            INSERT INTO person_distinct (first_person, second_person, at)
            VALUES (\(min(left, right)), \(max(left, right)), \(operation.now))
            ON CONFLICT (first_person, second_person) DO NOTHING
            """)
        guard changed > 0 else { return }
        try operation.record(
            "person.distinct", on: Subject("person", min(left, right)), after: ["from": max(left, right).description])
    }
}
