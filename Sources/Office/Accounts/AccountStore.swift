import Database
import Vocabulary

/// Accounts: each write is one operation, called by page, import and command line alike.
public enum Accounts {
    /// A new account with roles of their usual reach, from today on.
    public static func add(
        login: String, name: String, unit: ID<Unit>?, roles: Set<Role>, passwordHash: String, mustChange: Bool,
        by operation: Operation
    ) throws -> ID<Account> {
        try add(
            login: login, name: name, unit: unit, roles: Role.allCases.filter(roles.contains).map { NewRole($0) },
            passwordHash: passwordHash, mustChange: mustChange, within: .everything, by: operation)
    }

    /// A new account, by who manages accounts within `scope`. `passwordHash` is hashed already (`Password.hash`), since
    /// hashing takes too long inside a transaction; nil for who will be invited to set the first password.
    public static func add(
        login: String, name: String, unit: ID<Unit>?, roles: [NewRole], passwordHash: String?, mustChange: Bool,
        within scope: Scope, by operation: Operation
    ) throws -> ID<Account> {
        let login = login.folded.trimmed
        guard (2...64).contains(login.utf8.count), login.utf8.allSatisfy(isLoginByte) else {
            throw AccountRefusal.noLogin
        }
        let name = try checked(name)
        guard !roles.isEmpty else { throw AccountRefusal.noRole }
        if unit == nil, roles.contains(where: { $0.role != .administrator }) { throw AccountRefusal.unitNeeded }
        if try operation.first("SELECT id FROM account WHERE login = \(login)") != nil {
            throw AccountRefusal.loginTaken(login)
        }
        try mustLie(unit, within: scope, operation)
        for (index, role) in roles.enumerated() {
            try AccountRights.check(role, home: unit, within: scope, operation)
            for earlier in roles[..<index] { try AccountRights.mustCombine(role.role, earlier.role) }
        }
        let id = ID<Account>(
            try operation.insert(
                """
                INSERT INTO account (login, name, name_key, unit, password, must_change, state, added)
                VALUES (\(login), \(name), \(VietnameseOrder.personKey(name)), \(unit), \(passwordHash ?? ""), \(mustChange),
                        'open', \(operation.now))
                """))
        for role in roles { _ = try AccountRights.insert(role, to: id, operation) }
        try AccountWords.keep(name: name, login: login, of: id, operation)
        try operation.record(
            "account.add", on: Subject("account", id),
            after: [
                "login": login, "roles": roles.map(\.role.rawValue).sorted().joined(separator: " "),
                "unit": unit?.description,
            ])
        for role in roles where role.branch != nil || role.firstDay != nil || role.lastDay != nil {
            try operation.record(
                "role.give", on: Subject("account", id), after: AccountRights.facts(role, operation.today))
        }
        return id
    }

    /// Puts right a name or a unit. The names are kept by the row, the ledger notes that they changed.
    public static func edit(
        _ id: ID<Account>, name: String, unit: ID<Unit>?, within scope: Scope, by operation: Operation
    ) throws {
        try AccountRights.mustManage(id, within: scope, operation)
        let name = try checked(name)
        let row = try operation.one("SELECT login, name, unit FROM account WHERE id = \(id)")
        let (oldName, oldUnit): (String, ID<Unit>?) = (try row("name"), try row("unit"))
        guard name != oldName || unit != oldUnit else { return }
        let roles = try HeldRole.all(of: id, today: operation.today, operation).filter {
            $0.state(on: operation.today) != .past
        }
        if unit == nil, roles.contains(where: { $0.role != .administrator }) { throw AccountRefusal.unitNeeded }
        try mustLie(unit, within: scope, operation)
        try operation.run(
            """
            UPDATE account SET name = \(name), name_key = \(VietnameseOrder.personKey(name)), unit = \(unit) WHERE id = \(id)
            """)
        // A role without a branch goes with its holder: it may not reach further from the new unit than it could be given.
        guard try AccountRights.reachesWithin(scope, id, today: operation.today, operation) else {
            throw RightsRefusal.beyondReach
        }
        try AccountWords.keep(name: name, login: row("login"), of: id, operation)
        try operation.record(
            "account.edit", on: Subject("account", id),
            before: unit == oldUnit ? ["name": "changed"] : ["unit": oldUnit?.description],
            after: unit == oldUnit ? [:] : ["unit": unit?.description])
    }

    private static func checked(_ name: String) throws -> String {
        let name = name.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty, name.count <= 120 else { throw AccountRefusal.noName }
        return name
    }

    /// The unit somebody works in must lie where accounts are managed; who manages a branch adds nobody without one.
    private static func mustLie(_ unit: ID<Unit>?, within scope: Scope, _ db: any Reader) throws {
        guard scope != .everything else { return }
        guard let path = try unit.flatMap({ try Organisations.unit($0, db)?.path }), scope.contains(path) else {
            throw unit == nil ? AccountRefusal.unitNeeded : AccountRefusal.unitOutside
        }
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
        try Notices.tell(
            id, operation.actor.account == id ? "Mật khẩu vừa được đổi" : "Mật khẩu của ông/bà đã được đặt lại",
            isSafety: true, by: operation)
    }

    /// A new first password by who manages accounts within `scope`; it must be changed at the next sign-in.
    public static func reset(_ id: ID<Account>, hash: String, within scope: Scope, by operation: Operation) throws {
        try AccountRights.mustManage(id, within: scope, operation)
        try setPassword(of: id, hash: hash, mustChange: true, by: operation)
    }

    /// Closes or opens an account; closing ends its sessions, its invitations and what it lent and borrowed.
    public static func setOpen(
        _ isOpen: Bool, _ id: ID<Account>, within scope: Scope = .everything, why: String? = nil,
        by operation: Operation
    ) throws {
        try AccountRights.mustManage(id, within: scope, operation)
        if !isOpen {
            try AccountRights.mustLeaveAdministrator(without: id, operation)
            try ViewAs.endAll(of: id, by: operation)
            try operation.run(
                "UPDATE invitation SET revoked = \(operation.now) WHERE account = \(id) AND used IS NULL AND revoked IS NULL"
            )
            try operation.run(
                """
                UPDATE delegation SET ended = \(operation.now), ended_by = \(operation.actor.account)
                WHERE (principal = \(id) OR deputy = \(id)) AND ended IS NULL AND last_day >= \(operation.today)
                """)
        }
        try operation.run("UPDATE account SET state = \(isOpen ? "open" : "closed") WHERE id = \(id)")
        if !isOpen { try endSessions(of: id, keeping: nil, operation) }
        try operation.record(
            isOpen ? "account.open" : "account.close", on: Subject("account", id),
            why: why.flatMap { $0.trimmed.isEmpty ? nil : $0.nfc.trimmed })
    }

    /// Sign-out everywhere, one's own or, within `scope`, somebody else's.
    public static func signOutEverywhere(_ id: ID<Account>, within scope: Scope = .nothing, by operation: Operation)
        throws
    {
        if operation.actor.account != id { try AccountRights.mustManage(id, within: scope, operation) }
        try endSessions(of: id, keeping: nil, operation)
        try operation.record("session.endAll", on: Subject("account", id))
    }

    private static func endSessions(of id: ID<Account>, keeping kept: [UInt8]?, _ operation: Operation) throws {
        try ViewAs.endAll(in: id, except: kept, by: operation)
        try operation.run("DELETE FROM session WHERE account = \(id) AND token_hash <> \(kept ?? [])")
    }

    public static func id(login: String, _ db: any Reader) throws -> ID<Account> {
        guard let row = try db.first("SELECT id FROM account WHERE login = \(login.folded.trimmed)") else {
            throw AccountRefusal.unknown(login)
        }
        return try row("id")
    }

    /// Every account with the roles that hold today, people in the Vietnamese order; two queries whatever their number.
    public static func all(on day: Day, _ db: any Reader) throws -> [Account] {
        var roles: [ID<Account>: [HeldRole]] = [:]
        try db.each(
            """
            SELECT \(sql: HeldRole.columns) FROM \(sql: HeldRole.joins) WHERE \(sql: HeldRole.holds(on: day))
            ORDER BY r.account, r.id
            """
        ) { row in
            let held = try HeldRole(row)
            roles[held.account, default: []].append(held)
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
