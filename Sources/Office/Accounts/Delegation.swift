import Database
import Vocabulary

/// Ủy quyền: one person acts with roles of another, from a first to a last day. Never as administrator, never further on.
public struct Delegation: Equatable, Sendable {
    public let id: ID<Delegation>
    public let principal: ID<Account>
    public let principalName: String
    public let deputy: ID<Account>
    public let deputyName: String
    public let roles: [Role]
    public let firstDay: Day
    public let lastDay: Day
    public let reason: String
    public let ended: Instant?

    public func state(on day: Day) -> HeldRole.State {
        if ended != nil || lastDay < day { return .past }
        return firstDay <= day ? .valid : .toCome
    }

    /// True for rows `d` of `delegation` that hold on a day.
    static func holds(on day: Day) -> SQL {
        "d.ended IS NULL AND d.first_day <= \(day) AND d.last_day >= \(day)"
    }

    /// Those an account gave or was given, the newest first: two queries.
    public static func all(of account: ID<Account>, _ db: any Reader) throws -> [Delegation] {
        var roles: [ID<Delegation>: [Role]] = [:]
        try db.each(
            """
            SELECT dr.delegation, dr.role FROM delegation_role dr JOIN delegation d ON d.id = dr.delegation
            WHERE d.principal = \(account) OR d.deputy = \(account) ORDER BY dr.delegation, dr.role
            """
        ) { roles[try $0("delegation"), default: []].append(try $0("role")) }
        return try db.all(
            """
            SELECT d.id, d.principal, p.name AS principal_name, d.deputy, q.name AS deputy_name, d.first_day, d.last_day,
                d.reason, d.ended
            FROM delegation d JOIN account p ON p.id = d.principal JOIN account q ON q.id = d.deputy
            WHERE d.principal = \(account) OR d.deputy = \(account) ORDER BY d.first_day DESC, d.id DESC LIMIT 200
            """
        ).map { row in
            let id: ID<Delegation> = try row("id")
            return Delegation(
                id: id, principal: try row("principal"), principalName: try row("principal_name"),
                deputy: try row("deputy"), deputyName: try row("deputy_name"), roles: roles[id] ?? [],
                firstDay: try row("first_day"), lastDay: try row("last_day"), reason: try row("reason"),
                ended: try row("ended"))
        }
    }

    /// The roles an account may lend: its own, held or to come, but not that of an administrator.
    public static func lendable(by account: ID<Account>, today: Day, _ db: any Reader) throws -> [Role] {
        let held: [Role] = try db.values(
            """
            SELECT DISTINCT r.role FROM account_role r
            WHERE r.account = \(account) AND r.role <> \(Role.administrator) AND \(sql: HeldRole.isNotPast(on: today))
            """)
        return Role.allCases.filter(held.contains)
    }

    /// The person a principal means: by login, or by the whole name where only one in the branch bears it.
    public static func deputy(_ typed: String, for principal: ID<Account>, _ db: any Reader) throws -> ID<Account> {
        let typed = typed.nfc.trimmed
        guard !typed.isEmpty else { throw RightsRefusal.noDeputy }
        // Who looks for a person sees those of one's own province only.
        let root: String? = try db.value(
            "SELECT u.path FROM account a JOIN unit u ON u.id = a.unit WHERE a.id = \(principal)")
        let reach: SQL =
            root.flatMap { $0.split(separator: "/").first }.map { first in
                Scope.branches(["/\(first)/"]).condition(path: "u.path")
            } ?? "1 = 1"
        let found = try db.all(
            """
            SELECT a.id, a.login, a.state FROM account a LEFT JOIN unit u ON u.id = a.unit
            WHERE (a.login = \(typed.folded) OR a.name_key = \(VietnameseOrder.personKey(typed)) AND a.name = \(typed))
              AND \(sql: reach) ORDER BY a.login LIMIT 6
            """)
        guard let one = found.first else { throw RightsRefusal.deputyUnknown(typed) }
        let logins: [String] = try found.map { try $0("login") }
        if found.count > 1, !logins.contains(typed.folded) { throw RightsRefusal.deputyAmbiguous(typed, logins) }
        let chosen = try found.first { try $0("login") == typed.folded } ?? one
        guard try chosen("state") == "open" else { throw RightsRefusal.deputyClosed }
        return try chosen("id")
    }

    /// What is asked for when somebody lends roles.
    public struct New: Equatable, Sendable {
        public var roles: Set<Role>
        public var firstDay: Day
        public var lastDay: Day
        public var reason: String

        public init(roles: Set<Role>, from firstDay: Day, to lastDay: Day, because reason: String) {
            (self.roles, self.firstDay, self.lastDay, self.reason) = (roles, firstDay, lastDay, reason)
        }
    }

    /// `principal` lets `deputy` act. By the principal, or by who manages both accounts within `scope`.
    @discardableResult public static func give(
        _ new: New, from principal: ID<Account>, to deputy: ID<Account>, within scope: Scope, by operation: Operation
    ) throws -> ID<Delegation> {
        if operation.actor.account != principal {
            try AccountRights.mustManage(principal, within: scope, operation)
            try AccountRights.mustManage(deputy, within: scope, operation)
        }
        let today = operation.today
        let reason = new.reason.nfc.trimmed
        guard principal != deputy else { throw RightsRefusal.deputyIsSelf }
        let state: String? = try operation.value("SELECT state FROM account WHERE id = \(deputy)")
        guard state == "open" else { throw RightsRefusal.deputyClosed }
        let lendable = try lendable(by: principal, today: today, operation)
        guard !lendable.isEmpty else { throw RightsRefusal.nothingToDelegate }
        guard !new.roles.isEmpty, new.roles.isSubset(of: lendable) else { throw RightsRefusal.delegationNeedsRole }
        guard new.firstDay >= today else { throw RightsRefusal.startInThePast }
        guard new.lastDay >= new.firstDay else { throw RightsRefusal.endBeforeStart }
        guard new.lastDay.days(since: new.firstDay) < RightsRefusal.mostDays else {
            throw RightsRefusal.delegationTooLong
        }
        guard !reason.isEmpty else { throw RightsRefusal.noReason }
        let roles = Role.allCases.filter(new.roles.contains)
        let overlapping = try operation.first(
            """
            SELECT d.id FROM delegation d JOIN delegation_role dr ON dr.delegation = d.id
            WHERE d.principal = \(principal) AND d.deputy = \(deputy) AND d.ended IS NULL AND dr.role IN (\(list: roles))
              AND d.first_day <= \(new.lastDay) AND d.last_day >= \(new.firstDay) LIMIT 1
            """)
        guard overlapping == nil else { throw RightsRefusal.delegatedAlready }
        // What one person may not hold they may not borrow either.
        for held in try HeldRole.all(of: deputy, today: today, operation) where held.state(on: today) != .past {
            for role in roles { try AccountRights.mustCombine(role, held.role) }
        }
        let id = ID<Delegation>(
            try operation.insert(
                """
                INSERT INTO delegation (principal, deputy, first_day, last_day, reason, given, given_by)
                VALUES (\(principal), \(deputy), \(new.firstDay), \(new.lastDay), \(reason), \(operation.now),
                        \(operation.actor.account))
                """))
        for role in roles {
            try operation.run("INSERT INTO delegation_role (delegation, role) VALUES (\(id), \(role))")
        }
        let facts: [String: String?] = [
            "delegation": id.description, "principal": principal.description, "deputy": deputy.description,
            "roles": roles.map(\.rawValue).joined(separator: " "), "firstDay": new.firstDay.iso,
            "lastDay": new.lastDay.iso,
        ]
        // Readable on both people's pages.
        try operation.record("delegation.give", on: Subject("account", principal), after: facts)
        try operation.record("delegation.receive", on: Subject("account", deputy), after: facts)
        return id
    }

    /// Ends at once, by either side or by who manages one of them within `scope`.
    public static func end(_ id: ID<Delegation>, within scope: Scope, by operation: Operation) throws {
        guard
            let row = try operation.first("SELECT principal, deputy, ended, last_day FROM delegation WHERE id = \(id)")
        else { throw FrameRefusal.notFound }
        let (principal, deputy): (ID<Account>, ID<Account>) = (try row("principal"), try row("deputy"))
        if operation.actor.account != principal, operation.actor.account != deputy {
            do {
                try AccountRights.mustManage(principal, within: scope, operation)
            } catch {
                try AccountRights.mustManage(deputy, within: scope, operation)
            }
        }
        let (ended, lastDay): (Instant?, Day) = (try row("ended"), try row("last_day"))
        guard ended == nil, lastDay >= operation.today else { throw RightsRefusal.notRunning }
        try operation.run(
            """
            UPDATE delegation SET ended = \(operation.now), ended_by = \(operation.actor.account) WHERE id = \(id)
            """)
        for account in [principal, deputy] {
            try operation.record(
                "delegation.end", on: Subject("account", account),
                before: [
                    "delegation": id.description, "principal": principal.description, "deputy": deputy.description,
                ])
        }
    }
}
