import Database
import Vocabulary

/// Accounts: each write is one operation, called by page, import and command line alike.
public enum Accounts {
    /// A new account. `password` is hashed already (`Password.hash`), since hashing takes too long inside a transaction.
    public static func add(
        login: String, name: String, unit: ID<Unit>?, roles: Set<Role>, passwordHash: String, mustChange: Bool,
        by operation: Operation
    ) throws -> ID<Account> {
        let login = login.folded.trimmed
        let name = name.nfc.trimmed
        guard (2...64).contains(login.utf8.count), login.utf8.allSatisfy(isLoginByte) else {
            throw AccountRefusal.noLogin
        }
        guard !name.isEmpty else { throw AccountRefusal.noName }
        guard !roles.isEmpty else { throw AccountRefusal.noRole }
        if unit == nil, roles != [.administrator] { throw AccountRefusal.unitNeeded }
        if try operation.first("SELECT id FROM account WHERE login = \(login)") != nil {
            throw AccountRefusal.loginTaken(login)
        }
        let id = ID<Account>(
            try operation.insert(
                """
                INSERT INTO account (login, name, name_key, unit, password, must_change, state, added)
                VALUES (\(login), \(name), \(VietnameseOrder.personKey(name)), \(unit), \(passwordHash), \(mustChange), 'open',
                        \(operation.now))
                """))
        for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
            try operation.run(
                "INSERT INTO account_role (account, role, branch, first_day) VALUES (\(id), \(role), NULL, \(operation.today))"
            )
        }
        try operation.record(
            "account.add", on: Subject("account", id),
            after: [
                "login": login, "roles": roles.map(\.rawValue).sorted().joined(separator: " "),
                "unit": unit?.description,
            ])
        return id
    }

    private static func isLoginByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
            UInt8(ascii: "-"),
            UInt8(ascii: "_"), UInt8(ascii: "@"):
            true
        default: false
        }
    }

    /// Sets a new password and ends every session of the account.
    public static func setPassword(
        of id: ID<Account>, hash: String, mustChange: Bool, keeping session: [UInt8]? = nil, by operation: Operation
    ) throws {
        try operation.run("UPDATE account SET password = \(hash), must_change = \(mustChange) WHERE id = \(id)")
        try endSessions(of: id, keeping: session, operation)
        try operation.record("account.password", on: Subject("account", id))
    }

    /// Closes or opens an account; closing ends its sessions.
    public static func setOpen(_ isOpen: Bool, _ id: ID<Account>, by operation: Operation) throws {
        if !isOpen, try isLastAdministrator(id, operation) { throw AccountRefusal.lastAdministrator }
        try operation.run("UPDATE account SET state = \(isOpen ? "open" : "closed") WHERE id = \(id)")
        if !isOpen { try endSessions(of: id, keeping: nil, operation) }
        try operation.record(isOpen ? "account.open" : "account.close", on: Subject("account", id))
    }

    /// Sign-out everywhere.
    public static func signOutEverywhere(_ id: ID<Account>, by operation: Operation) throws {
        try endSessions(of: id, keeping: nil, operation)
        try operation.record("session.endAll", on: Subject("account", id))
    }

    private static func endSessions(of id: ID<Account>, keeping kept: [UInt8]?, _ operation: Operation) throws {
        try operation.run("DELETE FROM session WHERE account = \(id) AND token_hash <> \(kept ?? [])")
    }

    private static func isLastAdministrator(_ id: ID<Account>, _ db: any Reader) throws -> Bool {
        let others: Int = try db.value(
            """
            SELECT count(*) FROM account a JOIN account_role r ON r.account = a.id
            WHERE a.state = 'open' AND r.role = 'administrator' AND a.id <> \(id)
            """)
        let isOne = try db.first("SELECT id FROM account_role WHERE account = \(id) AND role = 'administrator'") != nil
        return isOne && others == 0
    }

    public static func id(login: String, _ db: any Reader) throws -> ID<Account> {
        guard let row = try db.first("SELECT id FROM account WHERE login = \(login.folded.trimmed)") else {
            throw AccountRefusal.unknown(login)
        }
        return try row("id")
    }

    /// Every account with its roles, people in the Vietnamese order; two queries whatever their number.
    public static func all(_ db: any Reader) throws -> [Account] {
        var roles: [ID<Account>: [Role]] = [:]
        try db.each("SELECT account, role FROM account_role ORDER BY account, role") { row in
            roles[try row("account"), default: []].append(try row("role"))
        }
        return try db.all(
            """
            SELECT a.id, a.login, a.name, a.unit, u.name AS unit_name, a.state FROM account a LEFT JOIN unit u ON u.id = a.unit
            ORDER BY a.name_key, a.id
            """
        ).map { row in
            let id: ID<Account> = try row("id")
            let state: String = try row("state")
            return Account(
                id: id, login: try row("login"), name: try row("name"), unit: try row("unit"),
                unitName: try row("unit_name"),
                isOpen: state == "open", roles: roles[id] ?? [])
        }
    }
}
