import Database
import Vocabulary

/// Đăng nhập chung: the provider through which people of the province sign in everywhere, if there is one.
public struct OpenIDProvider: Equatable, Sendable {
    public var isOn: Bool
    /// `https://dang-nhap.hoanggiang.gov.vn/realms/tinh`, exactly as its tokens say.
    public var issuer: String
    public var client: String
    /// Nil for a provider that trusts the proof of the code alone.
    public var secret: String?
    public var scopes: String
    /// Which claim finds an account that is not linked yet, by its login; empty where only links count.
    public var claim: String
    /// What stands after the @ of that claim where a login is only what stands before it: `hoanggiang.gov.vn`.
    public var domain: String
    /// `Đăng nhập bằng tài khoản của tỉnh`
    public var button: String
    /// Where this program is reached: the provider sends people back there.
    public var ownAddress: String
    /// Whether a second factor at the provider counts here.
    public var trustsSecondFactor: Bool
    /// Values of `acr` that mean a second factor, beside the methods (`amr`) that always do.
    public var levels: [String]

    public static let defaultButton = "Đăng nhập bằng tài khoản của tỉnh"
    public static let defaultScopes = "openid email profile"

    /// Before anybody has set anything.
    static func unset(ownAddress: String) -> OpenIDProvider {
        OpenIDProvider(
            isOn: false, issuer: "", client: "", secret: nil, scopes: defaultScopes, claim: "", domain: "",
            button: defaultButton, ownAddress: ownAddress, trustsSecondFactor: false, levels: [])
    }

    static let returnPath = "/dang-nhap/chung/ve"

    var returnAddress: String { ownAddress + Self.returnPath }

    /// Methods of RFC 8176 that mean more than something one knows.
    private static let strongMethods: Set<String> = ["mfa", "otp", "hwk", "swk"]

    /// Whether the provider has asked for a second factor, as far as its word counts here.
    func vouchesForSecondFactor(_ token: IDToken) -> Bool {
        guard trustsSecondFactor else { return false }
        return !Self.strongMethods.isDisjoint(with: token.methods) || token.level.map(levels.contains) ?? false
    }

    /// The login that the rule reads out of a token; nil where there is no rule or it does not fit.
    func login(of token: IDToken) -> String? {
        guard !claim.isEmpty, let value = token.login else { return nil }
        guard !domain.isEmpty else { return value }
        guard value.hasSuffix("@" + domain.folded) else { return nil }
        let name = value.dropLast(domain.folded.count + 1)
        return name.isEmpty || name.contains("@") ? nil : String(name)
    }

    // MARK: Stored

    /// - Parameter sealing: nil where the secret is not needed; a secret that does not open is a refusal.
    static func stored(_ sealing: Sealing?, _ db: any Reader) throws -> OpenIDProvider? {
        guard let row = try db.first("SELECT * FROM openid_provider WHERE id = 1") else { return nil }
        var provider = OpenIDProvider(
            isOn: try row("is_on"), issuer: try row("issuer"), client: try row("client"), secret: nil,
            scopes: try row("scopes"), claim: try row("claim"), domain: try row("domain"), button: try row("button"),
            ownAddress: try row("own_address"), trustsSecondFactor: try row("trusts_second_factor"),
            levels: (try row("levels") as String).split(separator: " ").map(String.init))
        if let sealing, let box: [UInt8] = try row("secret") {
            guard let plain = sealing.open(box, for: purpose) else { throw OpenIDRefusal.secretUnreadable }
            provider.secret = String(decoding: plain, as: UTF8.self)
        }
        return provider
    }

    static func hasSecret(_ db: any Reader) throws -> Bool {
        try db.first("SELECT id FROM openid_provider WHERE id = 1 AND secret IS NOT NULL") != nil
    }

    private static let purpose = "openid-client"

    /// The words of the button on the sign-in page; nil where the way is closed.
    public static func button(_ db: any Reader) throws -> String? {
        try db.first("SELECT button FROM openid_provider WHERE id = 1 AND is_on = 1").map { try $0("button") }
    }

    /// What is wrong with what was typed; nil when nothing is.
    func checked() throws(OpenIDRefusal) {
        guard ProviderHTTP.isAllowed(issuer), !issuer.contains("?"), !issuer.contains("#") else { throw .badIssuer }
        guard ProviderHTTP.isAllowed(ownAddress), !ownAddress.hasSuffix("/") else { throw .badOwnAddress }
        guard (1...255).contains(client.utf8.count) else { throw .noClient }
        guard scopes.split(separator: " ").contains("openid") else { throw .badScopes }
        guard claim.isEmpty || claim.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.:\/-]{0,99}/) != nil else { throw .badClaim }
        guard domain.isEmpty || (!claim.isEmpty && domain.wholeMatch(of: /[A-Za-z0-9.-]{1,253}/) != nil) else {
            throw .badDomain
        }
        guard (1...80).contains(button.count) else { throw .noButton }
    }

    /// - Parameter secret: a new one; nil keeps what is there, empty takes it away.
    func save(newSecret: String?, _ sealing: Sealing, by operation: Operation) throws {
        try checked()
        let before = try Self.stored(nil, operation)
        try operation.run(
            """
            INSERT INTO openid_provider
                (id, is_on, issuer, client, secret, scopes, claim, domain, button, own_address, trusts_second_factor, levels)
            VALUES (1, \(isOn), \(issuer), \(client), NULL, \(scopes), \(claim), \(domain), \(button),
                \(ownAddress), \(trustsSecondFactor), \(levels.joined(separator: " ")))
            ON CONFLICT (id) DO UPDATE SET is_on = excluded.is_on, issuer = excluded.issuer, client = excluded.client,
                scopes = excluded.scopes, claim = excluded.claim, domain = excluded.domain, button = excluded.button,
                own_address = excluded.own_address, trusts_second_factor = excluded.trusts_second_factor,
                levels = excluded.levels
            """)
        if let newSecret {
            let box: [UInt8]? =
                newSecret.isEmpty
                ? nil : sealing.seal(Array(newSecret.utf8), for: Self.purpose, chance: operation.world)
            try operation.run("UPDATE openid_provider SET secret = \(box) WHERE id = 1")
        }
        try operation.record(
            "signIn.provider", on: Subject("installation", 1), before: before?.facts ?? [:],
            after: facts.merging(newSecret == nil ? [:] : ["password": "changed"]) { $1 })
    }

    private var facts: [String: String?] {
        [
            "on": isOn ? "yes" : "no", "issuer": issuer, "client": client, "claim": claim,
            "domain": domain,
            "trustsSecondFactor": trustsSecondFactor ? "yes" : "no", "ownAddress": ownAddress,
        ]
    }
}
