import Database
import Vocabulary

/// Giving and ending roles. `scope` is where whoever does it manages accounts (`visitor.scope(.manageAccounts)`;
/// everything for the command line): nobody gives, ends or touches what reaches beyond it.
public enum AccountRights {
    /// Gives a role for a branch and a period. `after`: role, branch and period in the ledger.
    @discardableResult public static func give(
        _ new: NewRole, to account: ID<Account>, within scope: Scope, by operation: Operation
    ) throws -> ID<HeldRole> {
        try mustManage(account, within: scope, operation)
        let home: ID<Unit>? = try operation.value("SELECT unit FROM account WHERE id = \(account)")
        try check(new, home: home, within: scope, operation)
        try mustFit(new, beside: HeldRole.all(of: account, today: operation.today, operation), operation.today)
        let id = try insert(new, to: account, operation)
        try operation.record("role.give", on: Subject("account", account), after: facts(new, operation.today))
        try Notices.tell(account, "Ông/bà được giao vai trò \(new.role.vietnamese)", by: operation)
        return id
    }

    /// Ends a role at once; its row stays as history.
    public static func end(
        _ role: ID<HeldRole>, of account: ID<Account>, within scope: Scope, why: String? = nil, by operation: Operation
    ) throws {
        try mustManage(account, within: scope, operation)
        guard
            let row = try operation.first(
                """
                SELECT \(sql: HeldRole.columns) FROM \(sql: HeldRole.joins) WHERE r.id = \(role) AND r.account = \(account)
                """)
        else { throw RightsRefusal.noSuchRole }
        let held = try HeldRole(row)
        guard held.state(on: operation.today) != .past else { throw RightsRefusal.notRunning }
        if held.role == .administrator, held.state(on: operation.today) == .valid {
            try mustLeaveAdministrator(without: held, operation)
        }
        try operation.run("UPDATE account_role SET ended = \(operation.now) WHERE id = \(role)")
        try operation.record(
            "role.end", on: Subject("account", account),
            before: [
                "role": held.role.rawValue, "branch": held.branch?.description, "firstDay": held.firstDay.iso,
                "lastDay": held.lastDay?.iso,
            ], why: why.flatMap { $0.trimmed.isEmpty ? nil : $0.nfc.trimmed })
        try Notices.tell(account, "Vai trò \(held.role.vietnamese) của ông/bà đã kết thúc", by: operation)
    }

    // MARK: What may be given

    /// Whether a role may be given at all by who manages accounts within `scope`.
    static func check(_ new: NewRole, home: ID<Unit>?, within scope: Scope, _ operation: Operation) throws {
        let today = operation.today
        let first = new.firstDay ?? today
        guard first >= today else { throw RightsRefusal.startInThePast }
        if let last = new.lastDay {
            guard last >= today else { throw RightsRefusal.endInThePast }
            guard last >= first else { throw RightsRefusal.endBeforeStart }
        }
        if home == nil, new.role != .administrator { throw RightsRefusal.roleNeedsUnit(new.role) }
        let branch = try new.branch.map { id -> Unit in
            guard let unit = try Organisations.unit(id, operation) else { throw RightsRefusal.beyondReach }
            return unit
        }
        let homePath = try home.flatMap { try Organisations.unit($0, operation)?.path }
        guard scope.covers(HeldRole.reach(new.role, branch: branch?.path, home: homePath)) else {
            throw RightsRefusal.beyondReach
        }
        if let branch, !branch.exists(on: first) { throw RightsRefusal.branchEnded(branch.name) }
    }

    /// Refuses what overlaps in time with a role that does not go with it, or that says the same.
    static func mustFit(_ new: NewRole, beside held: [HeldRole], _ today: Day) throws {
        let first = new.firstDay ?? today
        for other in held where other.state(on: today) != .past {
            let startsBeforeEnd = new.lastDay.map { other.firstDay <= $0 } ?? true
            let endsAfterStart = other.lastDay.map { $0 >= first } ?? true
            guard startsBeforeEnd, endsAfterStart else { continue }
            if other.role == new.role, other.branch == new.branch { throw RightsRefusal.alreadyHeld(new.role) }
            try mustCombine(new.role, other.role)
        }
    }

    static func mustCombine(_ role: Role, _ other: Role) throws {
        if role.reasonNotToCombine(with: other) != nil || other.reasonNotToCombine(with: role) != nil {
            throw RightsRefusal.cannotCombine(role, other)
        }
    }

    static func insert(_ new: NewRole, to account: ID<Account>, _ operation: Operation) throws -> ID<HeldRole> {
        ID(
            try operation.insert(
                """
                INSERT INTO account_role (account, role, branch, first_day, last_day)
                VALUES (\(account), \(new.role), \(new.branch), \(new.firstDay ?? operation.today), \(new.lastDay))
                """))
    }

    static func facts(_ new: NewRole, _ today: Day) -> [String: String?] {
        [
            "role": new.role.rawValue, "branch": new.branch?.description, "firstDay": (new.firstDay ?? today).iso,
            "lastDay": new.lastDay?.iso,
        ]
    }

    // MARK: Whose account may be touched

    /// An account outside `scope` is refused like one that does not exist; one that reaches further than `scope` may be
    /// looked at but not changed: a password set for a stronger account would be a way to its rights.
    public static func mustManage(_ account: ID<Account>, within scope: Scope, _ operation: Operation) throws {
        try mustSee(account, within: scope, operation)
        guard try reachesWithin(scope, account, today: operation.today, operation) else {
            throw RightsRefusal.moreRights
        }
    }

    static func mustSee(_ account: ID<Account>, within scope: Scope, _ db: any Reader) throws {
        guard
            let row = try db.first(
                "SELECT u.path FROM account a LEFT JOIN unit u ON u.id = a.unit WHERE a.id = \(account)"),
            try scope == .everything || (row("path") as String?).map(scope.contains) ?? false
        else { throw FrameRefusal.notFound }
    }

    /// Whether all that the account holds or will hold, of its own or lent to it, lies within `scope`.
    static func reachesWithin(_ scope: Scope, _ account: ID<Account>, today: Day, _ db: any Reader) throws -> Bool {
        if scope == .everything { return true }
        let held = try db.all(
            """
            SELECT \(sql: HeldRole.columns) FROM \(sql: HeldRole.joins)
            WHERE r.account = \(account) AND \(sql: HeldRole.isNotPast(on: today))
            UNION ALL
            SELECT \(sql: HeldRole.columns) FROM delegation d JOIN delegation_role dr ON dr.delegation = d.id
            JOIN account_role r ON r.account = d.principal AND r.role = dr.role
            JOIN account a ON a.id = r.account LEFT JOIN unit b ON b.id = r.branch LEFT JOIN unit home ON home.id = a.unit
            WHERE d.deputy = \(account) AND d.ended IS NULL AND d.last_day >= \(today)
              AND \(sql: HeldRole.isNotPast(on: today))
            """
        ).map(HeldRole.init)
        return held.allSatisfy { scope.covers($0.reach) }
    }

    // MARK: The last administrator

    /// Somebody must be left who, today, may do all that this administrator may.
    static func mustLeaveAdministrator(without held: HeldRole, _ operation: Operation) throws {
        let others = try administrators(operation.today, operation).filter { $0.id != held.id }
        guard others.contains(where: { $0.reach.covers(held.reach) }) else { throw AccountRefusal.lastAdministrator }
    }

    /// The same before an account is closed.
    static func mustLeaveAdministrator(without account: ID<Account>, _ operation: Operation) throws {
        let all = try administrators(operation.today, operation)
        let others = all.filter { $0.account != account }
        for held in all where held.account == account {
            guard others.contains(where: { $0.reach.covers(held.reach) }) else {
                throw AccountRefusal.lastAdministrator
            }
        }
    }

    /// Administrators' roles that hold today, of accounts that are open.
    private static func administrators(_ today: Day, _ db: any Reader) throws -> [HeldRole] {
        try db.all(
            """
            SELECT \(sql: HeldRole.columns) FROM \(sql: HeldRole.joins)
            WHERE r.role = \(Role.administrator) AND a.state = 'open' AND \(sql: HeldRole.holds(on: today))
            """
        ).map(HeldRole.init)
    }
}
