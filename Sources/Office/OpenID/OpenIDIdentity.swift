import Database
import Vocabulary

/// Liên kết: who an account is at the provider. No account is ever made from one.
public struct OpenIDIdentity: Equatable, Sendable {
    public let account: ID<Account>
    public let issuer: String
    /// The provider's own name for the person (`sub`): it never changes, unlike addresses.
    public let subject: String
    public let linked: Instant

    init(_ row: Row) throws {
        account = try row("account")
        issuer = try row("issuer")
        subject = try row("subject")
        linked = try row("linked")
    }

    static func of(_ account: ID<Account>, issuer: String, _ db: any Reader) throws -> OpenIDIdentity? {
        try db.first(
            "SELECT account, issuer, subject, linked FROM openid_identity WHERE account = \(account) AND issuer = \(issuer)"
        ).map(OpenIDIdentity.init)
    }

    /// At the provider that is set up now, whether it is open or not.
    static func ofProvider(_ account: ID<Account>, _ db: any Reader) throws -> OpenIDIdentity? {
        guard let provider = try OpenIDProvider.stored(nil, db) else { return nil }
        return try of(account, issuer: provider.issuer, db)
    }

    static func with(_ subject: String, issuer: String, _ db: any Reader) throws -> OpenIDIdentity? {
        try db.first(
            "SELECT account, issuer, subject, linked FROM openid_identity WHERE issuer = \(issuer) AND subject = \(subject)"
        ).map(OpenIDIdentity.init)
    }

    /// Links: at sign-in by a claim that is believed, by the person who is signed in, or by an administrator.
    static func link(_ account: ID<Account>, issuer: String, subject: String, by operation: Operation) throws {
        guard (1...255).contains(subject.utf8.count) else { throw OpenIDRefusal.badSubject }
        if let other = try with(subject, issuer: issuer, operation) {
            guard other.account == account else { throw OpenIDRefusal.takenByOther }
            return
        }
        guard try of(account, issuer: issuer, operation) == nil else { throw OpenIDRefusal.linkedAlready }
        try operation.run(
            """
            INSERT INTO openid_identity (account, issuer, subject, linked)
            VALUES (\(account), \(issuer), \(subject), \(operation.now))
            """)
        try operation.record("identity.link", on: Subject("account", account), after: ["issuer": issuer])
    }

    /// - Parameter endingSessions: also those the account has open through the provider.
    static func unlink(
        _ account: ID<Account>, issuer: String, endingSessions: Bool, by operation: Operation
    ) throws {
        let count = try operation.run(
            "DELETE FROM openid_identity WHERE account = \(account) AND issuer = \(issuer)")
        guard count > 0 else { throw OpenIDRefusal.notLinked }
        if endingSessions {
            try operation.run("DELETE FROM session WHERE account = \(account) AND by_provider = 1")
            try operation.run("DELETE FROM pending_sign_in WHERE account = \(account) AND by_provider = 1")
        }
        try operation.record("identity.unlink", on: Subject("account", account), before: ["issuer": issuer])
    }

    /// The account a token means: by its link, else by the administrator's rule, which then makes the link. Throws where
    /// there is none.
    static func account(for token: IDToken, _ provider: OpenIDProvider, by operation: Operation) throws -> ID<Account> {
        if let known = try with(token.subject, issuer: provider.issuer, operation) { return known.account }
        let login = provider.login(of: token)
        let stranger = OpenIDRefusal.unknownIdentity(login: token.login, subject: token.subject)
        guard let login,
            let row = try operation.first("SELECT id FROM account WHERE login = \(login) AND state = 'open'")
        else { throw stranger }
        let account: ID<Account> = try row("id")
        // An address that was given to somebody new must not open the account of who had it before.
        guard try of(account, issuer: provider.issuer, operation) == nil else { throw OpenIDRefusal.otherSubject }
        // Where one name at the provider would give the whole province, a rule is not enough: somebody must have linked.
        guard try !isPowerful(account, operation) else { throw stranger }
        try link(account, issuer: provider.issuer, subject: token.subject, by: operation)
        return account
    }

    /// Roles of today or to come of which a second factor can be required.
    private static func isPowerful(_ account: ID<Account>, _ operation: Operation) throws -> Bool {
        let today = operation.today
        return try HeldRole.all(of: account, today: today, operation).contains {
            $0.state(on: today) != .past && SignInPolicy.roles.contains($0.role)
        }
    }
}

/// Sign-in, linking and proofs through the provider, once the browser is back with a code.
enum OpenIDSignIn {
    /// The token of a code, checked. Asks the provider: slow lane only.
    static func token(
        code: String, _ attempt: OpenIDAttempt, _ provider: OpenIDProvider, in office: Office
    ) throws -> IDToken {
        let now = office.world.now()
        let text = try office.directory.token(for: code, verifier: attempt.verifier, from: provider, now: now)
        let keys = try office.directory.keys(of: provider.issuer, including: IDToken.keyName(text), now: now)
        do {
            return try IDToken(
                text, keys: keys,
                expecting: IDToken.Expectation(
                    issuer: provider.issuer, client: provider.client, nonce: attempt.nonce, now: office.world.now(),
                    claim: provider.claim, provedSince: attempt.purpose == .prove ? attempt.started : nil))
        } catch { throw OpenIDRefusal.badToken(error.rawValue) }
    }

    /// Opens a session, or the second step where a code is still owed.
    static func open(_ token: IDToken, _ provider: OpenIDProvider, from place: SignInPlace, in office: Office) throws
        -> SignIn.Opened
    {
        // Who acts is known only inside: the account stands in the entry's subject, the provider in its actor.
        let provided = Actor(account: nil, name: "system:openid", origin: place.origin)
        let (account, login, name): (ID<Account>, String, String) = try office.write(by: provided) { operation in
            let account = try OpenIDIdentity.account(for: token, provider, by: operation)
            guard
                let row = try operation.first(
                    "SELECT login, name FROM account WHERE id = \(account) AND state = 'open'")
            else { throw OpenIDRefusal.closed }
            return (account, try row("login"), try row("name"))
        }
        return try office.write(by: Actor(account: account, name: name, origin: place.origin)) { operation in
            try SignIn.open(
                account, login: login, from: place, hasSecondFactor: provider.vouchesForSecondFactor(token),
                byProvider: true, by: operation)
        }
    }
}
