import Database
import Vocabulary

/// The person of the register whose account it is: seen and set by who may read people as well as manage accounts.
public enum AccountPerson {
    static let mostSuggested = 200

    /// `Lục Minh Tâm (số 12)`
    static func words(_ name: String, _ id: ID<Person>) -> String { "\(name) (số \(id))" }

    /// The person linked to an account, in words; nil where there is none within `people`.
    static func linked(to account: ID<Account>, people: Scope, today: Day, _ db: any Reader) throws -> String? {
        try db.first(
            """
            SELECT p.id, p.name FROM account a JOIN person p ON p.id = a.person
            WHERE a.id = \(account) AND \(sql: People.isWithin(people, on: today))
            """
        ).map { words(try $0("name"), try $0("id")) }
    }

    /// People with a post in the unit of an account who have no account yet.
    static func suggestions(for account: ID<Account>, people: Scope, today: Day, _ db: any Reader) throws -> [String] {
        guard people != .nothing else { return [] }
        return try db.all(
            """
            SELECT DISTINCT p.id, p.name, p.name_key FROM account a JOIN post o ON o.unit = a.unit
            JOIN person p ON p.id = o.person
            WHERE a.id = \(account) AND p.state = 'active' AND \(sql: People.isWithin(people, on: today))
              AND NOT EXISTS (SELECT 1 FROM account t WHERE t.person = p.id)
            ORDER BY p.name_key, p.id LIMIT \(mostSuggested)
            """
        ).map { words(try $0("name"), try $0("id")) }
    }

    /// The person that `typed` means within `people`; nil for nothing typed.
    static func find(_ typed: String, people: Scope, today: Day, _ db: any Reader) throws -> ID<Person>? {
        let typed = typed.nfc.trimmed
        guard !typed.isEmpty else { return nil }
        if let number = typed.firstMatch(of: /\(số ([0-9]+)\)$/).flatMap({ ID<Person>($0.1) }) {
            return try People.person(number, in: people, on: today, db).id
        }
        let found: [ID<Person>] = try db.values(
            """
            SELECT p.id FROM person p WHERE p.name_fold = \(typed.folded) AND p.state = 'active'
              AND \(sql: People.isWithin(people, on: today)) ORDER BY p.id LIMIT 6
            """)
        guard found.count < 2 else { throw RightsRefusal.severalPeople(found.map { words(typed, $0) }) }
        guard let only = found.first else { throw PersonRefusal.notFound }
        return only
    }

    /// Links an account to a person, or to nobody. The ledger notes the keys, no names.
    public static func link(
        _ account: ID<Account>, to person: ID<Person>?, people: Scope, within scope: Scope, by operation: Operation
    ) throws {
        try AccountRights.mustManage(account, within: scope, operation)
        let old: ID<Person>? = try operation.value("SELECT person FROM account WHERE id = \(account)")
        guard old != person else { return }
        // What one may not see one does not take away either.
        for one in [old, person].compactMap({ $0 }) {
            let found = try People.person(one, in: people, on: operation.today, operation)
            guard one == old || found.state == .active else { throw PersonRefusal.notActive }
        }
        if let person, try operation.first("SELECT id FROM account WHERE person = \(person)") != nil {
            throw RightsRefusal.personTaken
        }
        try operation.run("UPDATE account SET person = \(person) WHERE id = \(account)")
        try operation.record(
            "account.person", on: Subject("account", account), before: ["person": old?.description],
            after: ["person": person?.description])
    }
}
