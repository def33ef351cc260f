import CSodium
import Database
import HTTP
import Vocabulary

/// One way to the provider and back. It is bound to the browser by a cookie, taken once, and over after ten minutes.
///
/// The nonce and the verifier (PKCE) follow from the cookie's secret: who reads the table can finish nobody's attempt.
struct OpenIDAttempt: Equatable {
    static let cookie = "vd_dang_nhap_chung"
    static let seconds = 600

    enum Purpose: String, SQLBindable, SQLDecodable, Sendable { case signIn, link, prove }

    let purpose: Purpose
    /// Who links or proves; nil at sign-in.
    let account: ID<Account>?
    let wanted: String
    let started: Instant
    let nonce: String
    let verifier: String

    /// What goes into the browser: the cookie, and the state in the address.
    struct Ticket: Equatable {
        let secret: [UInt8]
        let state: String

        init(secret: [UInt8], state: String) { (self.secret, self.state) = (secret, state) }

        /// As a callback brings it back; nil when it cannot be one of ours.
        init?(cookie: String?, state: String?) {
            guard let cookie, let state, cookie.utf8.count == 64, state.utf8.count == 64,
                let secret = Digest.bytes(hex: cookie), Digest.bytes(hex: state) != nil
            else { return nil }
            self.init(secret: secret, state: state)
        }

        var cookie: String { Digest.hex(secret) }
        var nonce: String { Base64URL.text(derived("nonce")) }
        var verifier: String { Base64URL.text(derived("verifier")) }
        /// RFC 7636: S256.
        var challenge: String {
            var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
            let bytes = Array(verifier.utf8)
            crypto_hash_sha256(&hash, bytes, UInt64(bytes.count))
            return Base64URL.text(hash)
        }

        private func derived(_ use: String) -> [UInt8] { Digest.blake2b(Array((use + state).utf8), key: secret) }
        var stateHash: [UInt8] { Digest.blake2b(Array(state.utf8)) }
        var secretHash: [UInt8] { Digest.blake2b(secret) }
    }

    /// Begins; the row is no act of anybody yet, so the ledger does not tell of it.
    static func start(_ purpose: Purpose, account: ID<Account>? = nil, wanted: String, in office: Office) throws
        -> Ticket
    {
        let ticket = Ticket(secret: office.world.randomBytes(32), state: Digest.hex(office.world.randomBytes(32)))
        let now = office.world.now()
        try office.store.write { db in
            try db.run("DELETE FROM openid_attempt WHERE expires < \(now)")
            try db.run(
                """
                INSERT INTO openid_attempt (state_hash, cookie_hash, purpose, account, wanted, started, expires) VALUES
                (\(ticket.stateHash), \(ticket.secretHash), \(purpose), \(account), \(wanted.asOwnPath), \(now),
                 \(now.adding(seconds: seconds)))
                """)
        }
        return ticket
    }

    /// Takes an attempt: a second callback with the same state finds nothing.
    static func take(_ ticket: Ticket?, in office: Office) throws -> OpenIDAttempt {
        guard let ticket else { throw OpenIDRefusal.notStarted }
        let now = office.world.now()
        let row = try office.store.write { db in
            let row = try db.first(
                """
                SELECT purpose, account, wanted, started FROM openid_attempt
                WHERE state_hash = \(ticket.stateHash) AND cookie_hash = \(ticket.secretHash) AND expires > \(now)
                """)
            let isOurs = try db.run("DELETE FROM openid_attempt WHERE state_hash = \(ticket.stateHash)") == 1
            return isOurs ? row : nil
        }
        guard let row else { throw OpenIDRefusal.notStarted }
        return OpenIDAttempt(
            purpose: try row("purpose"), account: try row("account"), wanted: try row("wanted"),
            started: try row("started"), nonce: ticket.nonce, verifier: ticket.verifier)
    }

    /// Where the browser goes.
    static func address(_ ticket: Ticket, _ purpose: Purpose, _ provider: OpenIDProvider, _ endpoint: String) -> String
    {
        var query: [(String, String)] = [
            ("response_type", "code"), ("client_id", provider.client), ("redirect_uri", provider.returnAddress),
            ("scope", provider.scopes), ("state", ticket.state), ("nonce", ticket.nonce),
            ("code_challenge", ticket.challenge), ("code_challenge_method", "S256"), ("ui_locales", "vi"),
        ]
        if purpose == .prove { query += [("prompt", "login"), ("max_age", "0")] }
        return endpoint + (endpoint.contains("?") ? "&" : "?") + Parameters(query).encoded
    }
}
