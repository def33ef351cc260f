import Database
import Vocabulary

/// What a session has shown of who holds it, and what it still owes.
public struct SessionProof: Equatable, Sendable {
    /// When a password, a code or the provider last said who it is.
    public let provedAt: Instant
    /// Signed in with a code, or through a provider that asked for one.
    public let hasSecondFactor: Bool
    /// The second factor must be set up before anything else.
    public let mustEnrol: Bool
    /// Whether the account has one.
    public let isEnrolled: Bool
    /// Signed in through the provider: a password that somebody else has set does not matter to this session.
    public let isByProvider: Bool

    /// So long a proof serves for risky acts.
    static let recentSeconds = 10 * 60

    public init(
        provedAt: Instant, hasSecondFactor: Bool = false, mustEnrol: Bool = false, isEnrolled: Bool = false,
        isByProvider: Bool = false
    ) {
        (self.provedAt, self.hasSecondFactor) = (provedAt, hasSecondFactor)
        (self.mustEnrol, self.isEnrolled, self.isByProvider) = (mustEnrol, isEnrolled, isByProvider)
    }

    /// Of a visitor who is no session: tests and pages drawn for nobody.
    public static let none = SessionProof(provedAt: Instant(milliseconds: 0))

    public func isRecent(at now: Instant) -> Bool { provedAt > now.adding(seconds: -Self.recentSeconds) }

    // MARK: As read with the session

    /// For the SELECT of a visitor: `w` is the session and whose it is.
    static let columns: SQL = """
        w.proved_at, w.second_factor AS session_factor, w.by_provider,
        (SELECT count(*) FROM second_factor f WHERE f.account = w.owner AND f.confirmed IS NOT NULL) AS factors,
        (SELECT p.second_factor FROM sign_in_policy p WHERE p.id = 1) AS policy
        """

    init(_ row: Row, roles: Set<Role>) throws {
        let factors: Int = try row("factors")
        let policy: SignInPolicy? = try row("policy")
        let hasFactor: Bool = try row("session_factor")
        let isRequired = (policy ?? .required) == .required && !roles.isDisjoint(with: SignInPolicy.roles)
        self.init(
            provedAt: try row("proved_at"), hasSecondFactor: hasFactor,
            mustEnrol: isRequired && factors == 0 && !hasFactor, isEnrolled: factors > 0,
            isByProvider: try row("by_provider"))
    }

    /// A session has just been proved once more.
    static func renew(session: [UInt8], withCode: Bool, by operation: Operation) throws {
        try operation.run(
            """
            UPDATE session SET proved_at = \(operation.now),
                second_factor = CASE WHEN \(withCode) = 1 THEN 1 ELSE second_factor END
            WHERE token_hash = \(session)
            """)
    }
}
