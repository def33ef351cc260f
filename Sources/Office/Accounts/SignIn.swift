import Database
import Vocabulary

/// Sign-in by password and the sessions it opens. Sessions live in the database, so that several nodes share them.
public enum SignIn {
    static let sessionSeconds = 12 * 3600

    /// A session just opened: the token goes into the cookie and is kept nowhere else.
    public struct Opened: Sendable {
        public let token: String
        public let account: ID<Account>
        public let mustChangePassword: Bool
        /// What the owner should know of: wrong passwords since the sign-in before.
        public let strangeTries: StrangeTries?
        /// The password was right, but the account asks for a code as well: the token is that of a `PendingSignIn` and
        /// opens nothing yet.
        public var wantsCode = false
    }

    // A stored password that nobody has, so that an unknown login takes as long as a wrong password.
    private static let nobody = try? Password.hash("không ai có mật khẩu này")

    static func hash(_ login: String) -> [UInt8] { Digest.blake2b(Array(login.folded.trimmed.utf8)) }

    public static func attempt(login: String, password: String, origin: String, in office: Office) throws -> Opened {
        try attempt(login: login, password: password, from: SignInPlace(origin: origin), in: office)
    }

    /// Checks login and password. Takes about 80 ms: run it on the slow lane.
    public static func attempt(login: String, password: String, from place: SignInPlace, in office: Office) throws
        -> Opened
    {
        let login = login.folded.trimmed
        let found = try office.read {
            try $0.first("SELECT id, name, password, must_change, state FROM account WHERE login = \(login)")
        }
        let note = try SignInGate.admit(
            hash(login), account: try found.map { try $0("id") }, from: place, in: office)
        // Who was only invited has no password yet.
        let kept: String = try found.map { try $0("password") } ?? ""
        let stored = kept.isEmpty ? nobody : kept
        let state: String = try found.map { try $0("state") } ?? "closed"
        guard let stored, Password.matches(password, stored: stored), let found, state == "open" else {
            throw AccountRefusal.wrongSignIn
        }
        let id: ID<Account> = try found("id")
        let rehashed = Password.needsRehash(stored) ? try Password.hash(password) : nil
        return try office.write(by: Actor(account: id, name: found("name"), origin: place.origin)) { operation in
            if let rehashed { try operation.run("UPDATE account SET password = \(rehashed) WHERE id = \(id)") }
            return try open(
                id, login: login, note: note, from: place, mustChange: found("must_change"), by: operation)
        }
    }

    /// Opens a session for who has shown to be the account's owner, by a password or otherwise; or begins the second
    /// step where the account asks for a code and none was given.
    ///
    /// - Parameter note: what `SignInGate.admit` gave, where a password was tried.
    static func open(
        _ id: ID<Account>, login: String, note: ID<FailedSignIn>? = nil, from place: SignInPlace,
        mustChange: Bool = false, hasSecondFactor: Bool = false, byProvider: Bool = false, by operation: Operation
    ) throws -> Opened {
        let now = operation.now
        guard try !grants(of: id, on: operation.today, operation).isEmpty else { throw AccountRefusal.noRoleToday }
        try SignInWarnings.newDevice(id, from: place, by: operation)
        try SignInGate.passed(note, account: id, from: place, operation, now: now)
        if try !hasSecondFactor && SecondFactor.isOn(id, operation) {
            return Opened(
                token: try PendingSignIn.start(id, from: place, byProvider: byProvider, by: operation), account: id,
                mustChangePassword: mustChange, strangeTries: nil, wantsCode: true)
        }
        return try openSession(
            of: id, login: login, from: place, mustChange: mustChange, hasSecondFactor: hasSecondFactor,
            byProvider: byProvider, by: operation)
    }

    /// A new session of somebody who has proved who it is; sessions that have expired go.
    static func openSession(
        of id: ID<Account>, login: String, from place: SignInPlace, mustChange: Bool, hasSecondFactor: Bool,
        byProvider: Bool, by operation: Operation
    ) throws -> Opened {
        let now = operation.now
        let last: Instant = try operation.value("SELECT last_sign_in FROM account WHERE id = \(id)")
        let yesterday = now.adding(seconds: -24 * 3600)
        let tries = try StrangeTries.on(hash(login), since: max(last, yesterday), here: place.origin, operation)
        try ViewAs.endLapsed(by: operation)
        try operation.run("DELETE FROM session WHERE expires < \(now)")
        let raw = operation.world.randomBytes(32)
        try operation.run(
            """
            INSERT INTO session (token_hash, account, started, seen, expires, origin, device, proved_at,
                second_factor, by_provider) VALUES
            (\(Digest.blake2b(raw)), \(id), \(now), \(now), \(now.adding(seconds: sessionSeconds)), \(place.origin),
             \(place.device), \(now), \(hasSecondFactor), \(byProvider))
            """)
        try operation.run("UPDATE account SET last_sign_in = \(now) WHERE id = \(id)")
        try operation.record("session.start", on: Subject("account", id))
        return Opened(
            token: Digest.hex(raw), account: id, mustChangePassword: mustChange, strangeTries: tries)
    }

    /// The visitor a session cookie stands for; nil when it is unknown, ended or expired. Two queries.
    ///
    /// Where an administrator sees the program as somebody else, the visitor is that person, with an `onlooker`.
    public static func visitor(token: String, in office: Office) throws -> Visitor? {
        guard let raw = bytes(hex: token) else { return nil }
        let now = office.world.now()
        return try office.read { db in
            let rows = try db.all(
                """
                WITH who AS (
                    SELECT s.account AS owner, s.seen, s.view_until, s.proved_at, s.second_factor, s.by_provider,
                        CASE WHEN s.view_until > \(now) THEN s.view_as ELSE s.account END AS account
                    FROM session s WHERE s.token_hash = \(Digest.blake2b(raw)) AND s.expires > \(now)
                )
                SELECT a.id AS account, a.name AS person, a.login, a.must_change, w.owner, o.name AS owner_name, w.seen,
                    w.view_until, g.role, b.path AS branch, g.principal, p.name AS principal_name, pu.path AS principal_home,
                    \(sql: SessionProof.columns), \(sql: Unit.columns)
                FROM who w
                JOIN account a ON a.id = w.account AND a.state = 'open'
                JOIN account o ON o.id = w.owner AND o.state = 'open'
                JOIN (\(sql: grants("(SELECT account FROM who)", on: now.day))) g ON g.holder = a.id
                LEFT JOIN unit u ON u.id = a.unit
                LEFT JOIN unit b ON b.id = g.branch
                LEFT JOIN account p ON p.id = g.principal
                LEFT JOIN unit pu ON pu.id = p.unit
                ORDER BY g.own DESC, g.id
                """)
            guard let row = rows.first else { return nil }
            let unitKey: ID<Unit>? = try row("id")
            let unit = try unitKey == nil ? nil : Unit(row)
            let root = unit.flatMap { $0.path.split(separator: "/").first }.flatMap { ID<Unit>($0) }
            let (account, owner): (ID<Account>, ID<Account>) = (try row("account"), try row("owner"))
            var principals: [Visitor.Principal] = []
            let grants = try rows.map { row -> Grant in
                guard let principal: ID<Account> = try row("principal") else {
                    return Grant(try row("role"), branch: try row("branch"), home: unit?.path)
                }
                let one = Visitor.Principal(account: principal, name: try row("principal_name"))
                if !principals.contains(one) { principals.append(one) }
                return Grant(
                    try row("role"), branch: try row("branch"), home: try row("principal_home"), actingFor: principal)
            }
            var visitor = Visitor(
                account: account, name: try row("person"), login: try row("login"), grants: grants, unit: unit,
                province: try root == unit?.id ? unit : root.flatMap { try Organisations.unit($0, db) },
                mustChangePassword: try row("must_change") && !row("by_provider"), formToken: formToken(of: raw),
                principals: principals,
                onlooker: try owner == account
                    ? nil : Onlooker(account: owner, name: row("owner_name"), until: row("view_until")),
                sessionSeen: try row("seen"))
            visitor.proof = try SessionProof(row, roles: visitor.onlooker == nil ? visitor.roles : [])
            return visitor
        }
    }

    /// The roles an account may act with on a day: its own, and those that others lent to it and still hold.
    private static func grants(_ account: SQL, on day: Day) -> SQL {
        """
        SELECT r.account AS holder, r.id, r.role, r.branch, NULL AS principal, 1 AS own FROM account_role r
        WHERE r.account = \(sql: account) AND \(sql: HeldRole.holds(on: day))
        UNION ALL
        SELECT d.deputy AS holder, r.id, r.role, r.branch, d.principal, 0 AS own FROM delegation d
        JOIN delegation_role dr ON dr.delegation = d.id
        JOIN account_role r ON r.account = d.principal AND r.role = dr.role
        JOIN account lender ON lender.id = d.principal AND lender.state = 'open'
        WHERE d.deputy = \(sql: account) AND \(sql: Delegation.holds(on: day)) AND \(sql: HeldRole.holds(on: day))
        """
    }

    private static func grants(of account: ID<Account>, on day: Day, _ db: any Reader) throws -> [Row] {
        try db.all(grants("\(account)", on: day))
    }

    /// Ends one session.
    public static func end(token: String, visitor: Visitor, origin: String, in office: Office) throws {
        guard let raw = bytes(hex: token) else { return }
        try office.write(by: visitor.actor(from: origin)) { operation in
            try operation.run("DELETE FROM session WHERE token_hash = \(Digest.blake2b(raw))")
            try operation.record("session.end", on: Subject("account", visitor.account))
        }
    }

    /// Hash of the token as the database knows it.
    public static func key(of token: String) -> [UInt8]? { bytes(hex: token).map { Digest.blake2b($0) } }

    static func formToken(of raw: [UInt8]) -> String {
        Digest.hex(Digest.blake2b(Array("form".utf8), key: raw).prefix(16))
    }

    private static func bytes(hex: String) -> [UInt8]? { hex.utf8.count == 64 ? Digest.bytes(hex: hex) : nil }
}
