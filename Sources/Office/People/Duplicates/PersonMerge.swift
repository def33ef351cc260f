import Database
import Vocabulary

/// Gộp: two entries of the register were one person. Everything that named the one who goes names the one who stays; what
/// was moved is noted, so that it can be undone.
public struct PersonMerge: Equatable, Sendable {
    public let id: ID<PersonMerge>
    public let kept: ID<Person>
    public let gone: ID<Person>
    public let goneName: String
    public let at: Instant
    public let who: String
    public let rows: Int

    init(_ row: Row) throws {
        id = try row("id")
        kept = try row("kept")
        gone = try row("gone")
        goneName = try row("gone_name")
        at = try row("at")
        who = try row("who")
        rows = try row("moved")
    }

    /// Merges into a person that have not been undone, newest first.
    public static func all(into person: ID<Person>, _ db: any Reader) throws -> [PersonMerge] {
        try db.all(
            """
            SELECT m.id, m.kept, m.gone, g.name AS gone_name, m.at, m.who,
                (SELECT count(*) FROM person_merge_row r WHERE r.merge = m.id) AS moved
            FROM person_merge m JOIN person g ON g.id = m.gone
            WHERE m.kept = \(person) AND m.undone IS NULL ORDER BY m.id DESC
            """
        ).map(PersonMerge.init)
    }

    /// Columns that the one who stays takes over where they are empty.
    private static let fillable: [(name: String, column: SQL)] = [
        ("birth", "birth_year"), ("gender", "gender"), ("ethnic", "ethnic"), ("area", "area"), ("phone", "phone"),
        ("email", "email"),
    ]

    // MARK: Writing

    /// Merges `gone` into `kept`; both must lie where the visitor manages people.
    public static func merge(
        _ gone: ID<Person>, into kept: ID<Person>, references: [PersonReference], in scope: Scope,
        by operation: Operation
    ) throws -> ID<PersonMerge> {
        guard gone != kept else { throw MergeRefusal.samePerson }
        for person in [min(gone, kept), max(gone, kept)] {
            try PersonRows.lock(person, operation)
            try Posts.mustBeActive(person, in: scope, operation)
            guard try Transfers.waiting(of: person, in: .everything, operation).isEmpty else {
                throw MergeRefusal.transferWaits
            }
        }
        let filled = try fill(kept, from: gone, operation)
        let id = ID<PersonMerge>(
            try operation.insert(
                """
                INSERT INTO person_merge (kept, gone, at, who, filled)
                VALUES (\(kept), \(gone), \(operation.now), \(operation.actor.name), \(filled.joined(separator: " ")))
                """))
        var moved = 0
        for reference in references { moved += try move(reference, from: gone, to: kept, noting: id, operation) }
        try operation.run("DELETE FROM person_name WHERE person = \(gone)")
        try operation.run(
            """
            UPDATE person SET state = 'merged', merged_into = \(kept), version = version + 1, changed = \(operation.now)
            WHERE id = \(gone)
            """)
        try Posts.settle(kept, operation)
        try Posts.settle(gone, operation)
        try PersonRows.touch(kept, operation)
        try operation.record(
            "person.merge", on: Subject("person", kept), after: ["gone": gone.description, "rows": String(moved)])
        try operation.record("person.merged", on: Subject("person", gone), after: ["into": kept.description])
        return id
    }

    private static func move(
        _ reference: PersonReference, from gone: ID<Person>, to kept: ID<Person>, noting id: ID<PersonMerge>,
        _ operation: Operation
    ) throws -> Int {
        let unlessSame: SQL =
            reference.isSame.map {
                """
                AND NOT EXISTS (SELECT 1 FROM \(sql: reference.tableSQL) k
                    WHERE k.\(sql: reference.columnSQL) = \(kept) AND (\(sql: $0)))
                """
            } ?? ""
        let rows: [Int64] = try operation.values(
            """
            SELECT g.id FROM \(sql: reference.tableSQL) g
            WHERE g.\(sql: reference.columnSQL) = \(gone) \(sql: unlessSame) ORDER BY g.id
            """)
        guard !rows.isEmpty else { return 0 }
        try operation.run(
            """
            UPDATE \(sql: reference.tableSQL) SET \(sql: reference.columnSQL) = \(kept) WHERE id IN (\(list: rows))
            """)
        try operation.insertMany(
            into: "person_merge_row", columns: ["merge", "table_name", "column_name", "row_id"],
            rows: rows.map {
                [
                    id.sqlValue, .text(reference.table.description), .text(reference.column.description),
                    .integer($0),
                ]
            })
        return rows.count
    }

    /// Takes over what only the other entry knew. A day of birth comes with its year, unless the years differ.
    private static func fill(_ kept: ID<Person>, from gone: ID<Person>, _ operation: Operation) throws -> [String] {
        var filled: [String] = []
        for (name, column) in fillable {
            let taken = try operation.run(
                """
                UPDATE person SET \(sql: column) = (SELECT g.\(sql: column) FROM person g WHERE g.id = \(gone))
                WHERE id = \(kept) AND \(sql: column) IS NULL
                  AND EXISTS (SELECT 1 FROM person g WHERE g.id = \(gone) AND g.\(sql: column) IS NOT NULL)
                """)
            if taken > 0 { filled.append(name) }
        }
        let day = try operation.run(
            """
            UPDATE person SET birth_day = (SELECT g.birth_day FROM person g WHERE g.id = \(gone))
            WHERE id = \(kept) AND birth_day IS NULL AND EXISTS (SELECT 1 FROM person g
                WHERE g.id = \(gone) AND g.birth_day IS NOT NULL AND g.birth_year = person.birth_year)
            """)
        if day > 0 { filled.append("birthDay") }
        return filled
    }

    /// Parts them again: what was moved goes back unless somebody has changed whom it names since.
    public static func undo(
        _ id: ID<PersonMerge>, references: [PersonReference], in scope: Scope, by operation: Operation
    ) throws -> ID<Person> {
        let row = try operation.first(
            "SELECT kept, gone, filled, undone FROM person_merge WHERE id = \(id) \(word: .forUpdate)")
        guard let row else { throw PersonRefusal.notFound }
        let (kept, gone): (ID<Person>, ID<Person>) = (try row("kept"), try row("gone"))
        let undone: Instant? = try row("undone")
        for person in [min(gone, kept), max(gone, kept)] { try PersonRows.lock(person, operation) }
        try Posts.mustBeActive(kept, in: scope, operation)
        guard undone == nil else { throw MergeRefusal.undoneAlready }
        let state: Person.State = try operation.value("SELECT state FROM person WHERE id = \(gone)")
        guard state == .merged else { throw MergeRefusal.cannotBeUndone }
        for reference in references {
            try operation.run(
                """
                UPDATE \(sql: reference.tableSQL) SET \(sql: reference.columnSQL) = \(gone)
                WHERE \(sql: reference.columnSQL) = \(kept) AND id IN (SELECT r.row_id FROM person_merge_row r
                    WHERE r.merge = \(id) AND r.table_name = \(reference.table.description)
                      AND r.column_name = \(reference.column.description))
                """)
        }
        let posts: [Int] = try [kept, gone].map {
            try operation.value("SELECT count(*) FROM post WHERE person = \($0)")
        }
        guard posts.allSatisfy({ $0 > 0 }) else { throw MergeRefusal.cannotBeUndone }
        try empty(kept, of: (try row("filled") as String).split(separator: " ").map(String.init), gone, operation)
        try operation.run(
            """
            UPDATE person SET state = 'active', merged_into = NULL, version = version + 1, changed = \(operation.now)
            WHERE id = \(gone)
            """)
        try PersonRows.writeNames(gone, try operation.value("SELECT name FROM person WHERE id = \(gone)"), operation)
        try operation.run("UPDATE person_merge SET undone = \(operation.now) WHERE id = \(id)")
        try Posts.settle(kept, operation)
        try Posts.settle(gone, operation)
        try PersonRows.touch(kept, operation)
        try operation.record("person.unmerge", on: Subject("person", kept), after: ["parted": gone.description])
        try operation.record("person.unmerged", on: Subject("person", gone), after: ["from": kept.description])
        return gone
    }

    /// Takes back what was filled in, where nobody has changed it since.
    private static func empty(_ kept: ID<Person>, of filled: [String], _ gone: ID<Person>, _ operation: Operation)
        throws
    {
        func clear(_ column: SQL) throws {
            try operation.run(
                """
                UPDATE person SET \(sql: column) = NULL WHERE id = \(kept)
                AND \(sql: column) = (SELECT g.\(sql: column) FROM person g WHERE g.id = \(gone))
                """)
        }
        if filled.contains("birthDay") || filled.contains("birth") { try clear("birth_day") }
        for (name, column) in fillable where filled.contains(name) { try clear(column) }
    }
}

/// Why two entries were not made one, or not parted.
public enum MergeRefusal: Explained, Equatable {
    case samePerson
    case transferWaits
    case undoneAlready
    case cannotBeUndone

    public var explanation: Explanation {
        switch self {
        case .samePerson: Explanation(notice: "Hãy chọn hai hồ sơ khác nhau để gộp.", log: "merge with itself")
        case .transferWaits:
            Explanation(
                notice: "Một trong hai hồ sơ đang chờ xác nhận điều động. Hãy trả lời đề nghị đó trước khi gộp.",
                log: "merge while a transfer waits")
        case .undoneAlready: Explanation(notice: "Lần gộp này đã được tách lại.", log: "merge was undone")
        case .cannotBeUndone:
            Explanation(
                notice: "Không tách lại được: sau khi gộp, hồ sơ đã bị ẩn danh hoặc chức vụ đã bị xóa.",
                log: "merge cannot be undone")
        }
    }
}
