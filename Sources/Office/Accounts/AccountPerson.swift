import Database
import Vocabulary

/// The person of the register whose account it is, set by who manages accounts.
public enum AccountPerson {
    static let mostSuggested = 200

    /// Whom somebody may link an account with.
    public struct Reach: Equatable, Sendable {
        /// Where the person must be known.
        public let naming: Scope
        /// Whose link is shown, and may be taken away.
        public let linked: Scope
        /// Whether names are offered to choose from.
        public let suggests: Bool

        /// Who reads people links with whom they read, and sees no other link. Who only looks after accounts types the name
        /// in full, of somebody with a post in the unit of that account: no page or list of people opens for it, and the
        /// link, being a fact of the account, is theirs to see and to take away.
        static func of(_ account: ID<Account>, for visitor: Visitor, _ db: any Reader) throws -> Reach {
            if visitor.may(.readPeople) {
                let scope = visitor.scope(.readPeople)
                return Reach(naming: scope, linked: scope, suggests: true)
            }
            let path: String? = try db.value(
                "SELECT u.path FROM account a JOIN unit u ON u.id = a.unit WHERE a.id = \(account)")
            return Reach(naming: path.map { .branches([$0]) } ?? .nothing, linked: .everything, suggests: false)
        }

        static let nothing = Reach(naming: .nothing, linked: .nothing, suggests: false)
        public static let everything = Reach(naming: .everything, linked: .everything, suggests: true)
    }

    /// `Lục Minh Tâm (số 12)`
    static func words(_ name: String, _ id: ID<Person>) -> String { "\(name) (số \(id))" }

    /// The person linked to an account, in words; nil where there is none within `people`.
    static func linked(to account: ID<Account>, _ reach: Reach, today: Day, _ db: any Reader) throws -> String? {
        try db.first(
            """
            SELECT p.id, p.name FROM account a JOIN person p ON p.id = a.person
            WHERE a.id = \(account) AND \(sql: People.isWithin(reach.linked, on: today))
            """
        ).map { words(try $0("name"), try $0("id")) }
    }

    /// People with a post in the unit of an account who have no account yet.
    static func suggestions(for account: ID<Account>, _ reach: Reach, today: Day, _ db: any Reader) throws -> [String] {
        guard reach.suggests else { return [] }
        return try db.all(
            """
            SELECT DISTINCT p.id, p.name, p.name_key FROM account a JOIN post o ON o.unit = a.unit
            JOIN person p ON p.id = o.person
            WHERE a.id = \(account) AND p.state = 'active' AND \(sql: People.isWithin(reach.naming, on: today))
              AND NOT EXISTS (SELECT 1 FROM account t WHERE t.person = p.id)
            ORDER BY p.name_key, p.id LIMIT \(mostSuggested)
            """
        ).map { words(try $0("name"), try $0("id")) }
    }

    /// The person that `typed` means; nil for nothing typed. The link that is there may be typed again.
    static func find(_ typed: String, for account: ID<Account>, _ reach: Reach, today: Day, _ db: any Reader) throws
        -> ID<Person>?
    {
        let typed = typed.nfc.trimmed
        guard !typed.isEmpty else { return nil }
        if try typed == linked(to: account, reach, today: today, db) {
            return try db.value("SELECT person FROM account WHERE id = \(account)")
        }
        let people = reach.naming
        if let number = typed.firstMatch(of: /\(số ([0-9]+)\)$/).flatMap({ ID<Person>($0.1) }) {
            let person = try People.person(number, in: people, on: today, db)
            // Who may not look through people does not learn the name that a number has.
            guard reach.suggests || typed.folded.hasPrefix(person.name.folded + " (") else {
                throw PersonRefusal.notFound
            }
            return person.id
        }
        let found: [ID<Person>] = try db.values(
            """
            SELECT p.id FROM person p WHERE p.name_fold = \(PersonName.fold(typed)) AND p.state = 'active'
              AND \(sql: People.isWithin(people, on: today)) ORDER BY p.id LIMIT 6
            """)
        guard found.count < 2 else { throw RightsRefusal.severalPeople(found.map { words(typed, $0) }) }
        guard let only = found.first else { throw PersonRefusal.notFound }
        return only
    }

    /// Links an account to a person, or to nobody. The ledger notes the keys, no names.
    public static func link(
        _ account: ID<Account>, to person: ID<Person>?, _ reach: Reach, within scope: Scope, by operation: Operation
    ) throws {
        try AccountRights.mustManage(account, within: scope, operation)
        let old: ID<Person>? = try operation.value("SELECT person FROM account WHERE id = \(account)")
        guard old != person else { return }
        // What one may not see one does not take away either.
        if let old { _ = try People.person(old, in: reach.linked, on: operation.today, operation) }
        if let person {
            let found = try People.person(person, in: reach.naming, on: operation.today, operation)
            guard found.state == .active else { throw PersonRefusal.notActive }
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
