import Database
import Vocabulary

/// Ẩn danh: the name and all that leads to a person goes; posts, gender and area stay for the figures. It cannot be undone.
public enum Anonymising {
    /// What will happen, or why not: the same checks as the act itself.
    public struct Preview: Equatable, Sendable {
        public let person: Person
        public let lastDay: Day?
        public let posts: Int
        public let trainings: Int
        /// Entries merged into this one go with it.
        public let merged: Int
        public let hasAccount: Bool
        public let refusal: RetentionRefusal?
    }

    public static func preview(
        _ id: ID<Person>, references: [PersonReference], in scope: Scope, on day: Day, _ db: any Reader
    ) throws -> Preview {
        let person = try People.person(id, in: scope, on: day, db)
        let posts = try Posts.all(of: id, db)
        func count(_ sql: SQL) throws -> Int { try db.value(sql) }
        return Preview(
            person: person, lastDay: posts.compactMap(\.lastDay).max(), posts: posts.count,
            trainings: try count("SELECT count(*) FROM person_training WHERE person = \(id)"),
            merged: try count("SELECT count(*) FROM person WHERE merged_into = \(id)"),
            hasAccount: try count("SELECT count(*) FROM account WHERE person = \(id)") > 0,
            refusal: try refusal(person, posts, references, day, db))
    }

    private static func refusal(
        _ person: Person, _ posts: [Post], _ references: [PersonReference], _ day: Day, _ db: any Reader
    ) throws -> RetentionRefusal? {
        if let held = posts.first(where: { $0.lastDay.map { $0 >= day } ?? true }) { return .holdsPost(held.title) }
        guard let bound = try Retention.current(db).bound(on: day),
            posts.allSatisfy({ $0.lastDay.map { $0 <= bound } ?? false })
        else { return .notDue }
        if try db.first("SELECT id FROM account WHERE person = \(person.id) AND state = 'open'") != nil {
            return .openAccount
        }
        for reference in references {
            guard let what = reference.mustStay else { continue }
            let stays: SQL = reference.ended.map { "AND (\(sql: $0) IS NULL OR \(sql: $0) > \(bound))" } ?? ""
            let found = try db.first(
                """
                SELECT 1 FROM \(sql: reference.tableSQL) g
                WHERE g.\(sql: reference.columnSQL) = \(person.id) \(sql: stays) LIMIT 1
                """)
            if found != nil { return .mustStay(what) }
        }
        return nil
    }

    /// What a person is called afterwards.
    static func label(_ id: ID<Person>) -> String { "(đã ẩn danh)" }

    /// The ledger says which entry was anonymised, not who it was.
    public static func anonymise(
        _ id: ID<Person>, references: [PersonReference], in scope: Scope, by operation: Operation
    ) throws {
        try PersonRows.lock(id, operation)
        let preview = try preview(id, references: references, in: scope, on: operation.today, operation)
        guard preview.person.state == .active else { throw PersonRefusal.notActive }
        if let refusal = preview.refusal { throw refusal }
        let merged: [ID<Person>] = try operation.values("SELECT id FROM person WHERE merged_into = \(id) ORDER BY id")
        for entry in [id] + merged {
            let label = label(entry)
            try operation.run(
                """
                UPDATE person SET name = \(label), name_key = \(VietnameseOrder.key(label)), name_fold = '',
                    birth_day = NULL, birth_year = NULL, ethnic = NULL, phone = NULL, email = NULL, state = 'anonymised',
                    merged_into = NULL, version = version + 1, changed = \(operation.now)
                WHERE id = \(entry)
                """)
            try operation.run("DELETE FROM person_name WHERE person = \(entry)")
            try operation.run("DELETE FROM person_distinct WHERE first_person = \(entry) OR second_person = \(entry)")
            try operation.run("DELETE FROM correction_request WHERE person = \(entry)")
            // The closed account loses the name too; its sign-ins in the ledger stay, as the chain of hashes demands.
            try operation.run(
                """
                UPDATE account SET name = \(label), name_key = \(VietnameseOrder.key(label)), login = 'an-danh-' || id
                WHERE person = \(entry)
                """)
        }
        try operation.record(
            "person.anonymise", on: Subject("person", id), after: ["entries": String(merged.count + 1)])
    }
}
