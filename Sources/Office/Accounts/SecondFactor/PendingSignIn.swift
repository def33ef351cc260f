import Database
import Vocabulary

/// A sign-in between its two steps: who has shown a first proof and owes a code. It opens nothing but the page that asks.
public struct PendingSignIn: Equatable, Sendable {
    public static let cookie = "vd_buoc_hai"
    static let seconds = 5 * 60

    let account: ID<Account>
    let login: String
    let name: String
    let mustChangePassword: Bool
    /// The first proof came from the sign-in provider.
    let byProvider: Bool

    /// The token for the cookie of a new one; those that have expired go.
    static func start(
        _ account: ID<Account>, from place: SignInPlace, byProvider: Bool, by operation: Operation
    ) throws -> String {
        let raw = operation.world.randomBytes(32)
        try operation.run("DELETE FROM pending_sign_in WHERE expires < \(operation.now)")
        try operation.run(
            """
            INSERT INTO pending_sign_in (token_hash, account, started, expires, origin, by_provider) VALUES
            (\(Digest.blake2b(raw)), \(account), \(operation.now), \(operation.now.adding(seconds: seconds)),
             \(place.origin), \(byProvider))
            """)
        try operation.record("session.firstStep", on: Subject("account", account))
        return Digest.hex(raw)
    }

    /// The one a cookie stands for; nil when it is unknown or over, or the account was closed meanwhile.
    static func find(_ token: String, now: Instant, _ db: any Reader) throws -> PendingSignIn? {
        guard let key = SignIn.key(of: token) else { return nil }
        return try db.first(
            """
            SELECT a.id, a.login, a.name, a.must_change, p.by_provider FROM pending_sign_in p JOIN account a ON a.id = p.account
            WHERE p.token_hash = \(key) AND p.expires > \(now) AND a.state = 'open'
            """
        ).map { row in
            PendingSignIn(
                account: try row("id"), login: try row("login"), name: try row("name"),
                mustChangePassword: try row("must_change"),
                byProvider: try row("by_provider"))
        }
    }

    /// The second step: uses up the code and opens the session, in one transaction.
    static func finish(_ token: String, code: String, from place: SignInPlace, in office: Office) throws
        -> SignIn.Opened
    {
        guard let pending = try office.read({ try find(token, now: office.world.now(), $0) }) else {
            throw SecondFactorRefusal.pendingExpired
        }
        let actor = Actor(account: pending.account, name: pending.name, origin: place.origin)
        return try SecondFactor.pass(code, of: pending.account, as: actor, in: office) { operation in
            // Of two who finish at once only one finds the row.
            guard
                try operation.run(
                    "DELETE FROM pending_sign_in WHERE token_hash = \(SignIn.key(of: token) ?? [])") == 1
            else { throw SecondFactorRefusal.pendingExpired }
            return try SignIn.openSession(
                of: pending.account, login: pending.login, from: place,
                mustChange: pending.mustChangePassword && !pending.byProvider,
                hasSecondFactor: true, byProvider: pending.byProvider, by: operation)
        }
    }
}
