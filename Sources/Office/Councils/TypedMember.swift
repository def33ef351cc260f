import Database
import Vocabulary

/// A person as somebody types them into one box: a full name, with the number of the entry where several bear it.
enum TypedMember {
    /// `Lục Minh Tâm (hồ sơ 12)` or a name, marks aside; among those the visitor may see. Throws `noPerson`,
    /// `severalPeople`.
    static func find(_ typed: String, within scope: Scope, on day: Day, _ db: any Reader) throws -> ID<Person> {
        let typed = typed.nfc.trimmed
        if let match = typed.wholeMatch(of: /.*\(hồ sơ (\d{1,18})\)/), let id = ID<Person>(match.1) {
            let row = try db.first(
                """
                SELECT p.id FROM person p
                WHERE p.id = \(id) AND p.state = 'active' AND \(sql: People.isWithin(scope, on: day))
                """)
            guard let row else { throw CouncilRefusal.noPerson(typed) }
            return try row("id")
        }
        let found: [(id: ID<Person>, name: String)] = try db.all(
            """
            SELECT p.id, p.name FROM person p
            WHERE p.name_fold = \(PersonName.fold(typed)) AND p.state = 'active'
              AND \(sql: People.isWithin(scope, on: day)) ORDER BY p.id LIMIT 50
            """
        ).map { (try $0("id"), try $0("name")) }
        let exact = found.filter { $0.name == typed }
        if exact.count == 1 { return exact[0].id }
        guard let first = found.first else { throw CouncilRefusal.noPerson(typed) }
        guard found.count == 1 else { throw CouncilRefusal.severalPeople(typed, found.count) }
        return first.id
    }
}
