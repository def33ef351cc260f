import Database
import Vocabulary

/// Sign-in by password and the sessions it opens. Sessions live in the database, so that several nodes share them.
public enum SignIn {
    static let sessionSeconds = 12 * 3600
    static let windowSeconds = 15 * 60
    /// Failures within the window, for one login from one address and for one address whatever the login. Counting by
    /// address keeps a stranger from locking others out.
    static let mostPerLogin = 5
    static let mostPerOrigin = 60

    /// A session just opened: the token goes into the cookie and is kept nowhere else.
    public struct Opened: Sendable {
        public let token: String
        public let account: ID<Account>
        public let mustChangePassword: Bool
    }

    // A stored password that nobody has, so that an unknown login takes as long as a wrong password.
    private static let nobody = try? Password.hash("không ai có mật khẩu này")

    /// Checks login and password. Takes about 80 ms: run it on the slow lane.
    public static func attempt(login: String, password: String, origin: String, in office: Office) throws -> Opened {
        let login = login.folded.trimmed
        let loginHash = Digest.blake2b(Array(login.utf8))
        let now = office.world.now()
        let since = now.adding(seconds: -windowSeconds)
        let found = try office.read { db in
            let ofLogin: Int = try db.value(
                "SELECT count(*) FROM failed_sign_in WHERE login_hash = \(loginHash) AND origin = \(origin) AND at > \(since)"
            )
            let ofOrigin: Int = try db.value(
                "SELECT count(*) FROM failed_sign_in WHERE origin = \(origin) AND at > \(since)")
            guard ofLogin < mostPerLogin, ofOrigin < mostPerOrigin else {
                throw AccountRefusal.tooManyAttempts(minutes: windowSeconds / 60)
            }
            return try db.first("SELECT id, name, password, must_change, state FROM account WHERE login = \(login)")
        }
        let stored: String? = try found.map { try $0("password") } ?? nobody
        let state: String = try found.map { try $0("state") } ?? "closed"
        guard let stored, Password.matches(password, stored: stored), let found, state == "open" else {
            try office.store.write { db in
                try db.run(
                    "INSERT INTO failed_sign_in (login_hash, origin, at) VALUES (\(loginHash), \(origin), \(now))")
                try db.run("DELETE FROM failed_sign_in WHERE at < \(now.adding(seconds: -24 * 3600))")
            }
            throw AccountRefusal.wrongSignIn
        }
        let id: ID<Account> = try found("id")
        let rehashed = Password.needsRehash(stored) ? try Password.hash(password) : nil
        let raw = office.world.randomBytes(32)
        try office.write(by: Actor(account: id, name: found("name"), origin: origin)) { operation in
            if let rehashed { try operation.run("UPDATE account SET password = \(rehashed) WHERE id = \(id)") }
            try operation.run("DELETE FROM session WHERE expires < \(now)")
            try operation.run(
                """
                INSERT INTO session (token_hash, account, started, seen, expires, origin) VALUES
                (\(Digest.blake2b(raw)), \(id), \(now), \(now), \(now.adding(seconds: sessionSeconds)), \(origin))
                """)
            try operation.record("session.start", on: Subject("account", id))
        }
        return Opened(token: Digest.hex(raw), account: id, mustChangePassword: try found("must_change"))
    }

    /// The visitor a session cookie stands for; nil when it is unknown, ended or expired. Two queries.
    public static func visitor(token: String, in office: Office) throws -> Visitor? {
        guard let raw = bytes(hex: token) else { return nil }
        let now = office.world.now()
        return try office.read { db in
            let rows = try db.all(
                """
                SELECT a.id AS account, a.name AS person, a.login, a.must_change, r.role, b.path AS branch,
                    \(sql: Unit.columns)
                FROM session s
                JOIN account a ON a.id = s.account
                JOIN account_role r ON r.account = a.id
                LEFT JOIN unit u ON u.id = a.unit
                LEFT JOIN unit b ON b.id = r.branch
                WHERE s.token_hash = \(Digest.blake2b(raw)) AND s.expires > \(now) AND a.state = 'open'
                  AND r.first_day <= \(now.day) AND (r.last_day IS NULL OR r.last_day >= \(now.day))
                ORDER BY r.id
                """)
            guard let row = rows.first else { return nil }
            let unitKey: ID<Unit>? = try row("id")
            let unit = try unitKey == nil ? nil : Unit(row)
            let root = unit.flatMap { $0.path.split(separator: "/").first }.flatMap { ID<Unit>($0) }
            return Visitor(
                account: try row("account"), name: try row("person"), login: try row("login"),
                grants: try rows.map { Grant(try $0("role"), branch: try $0("branch"), home: unit?.path) }, unit: unit,
                province: try root == unit?.id ? unit : root.flatMap { try Organisations.unit($0, db) },
                mustChangePassword: try row("must_change"), formToken: formToken(of: raw))
        }
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
