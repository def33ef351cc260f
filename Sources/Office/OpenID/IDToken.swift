import Foundation
import Vocabulary

/// What a provider says of who has signed in, once its signature and every claim have been checked.
struct IDToken: Equatable, Sendable {
    /// The signatures taken; the header of a token chooses among them and never beyond: no `none`, no shared secret.
    enum Algorithm: String, Sendable { case rs256 = "RS256", es256 = "ES256" }

    let subject: String
    /// The claim by which accounts are found, as far as it may be believed.
    let login: String?
    /// For the page that says who was not found.
    let name: String?
    /// How the provider has asked (`amr`) and how far that goes (`acr`).
    let methods: [String]
    let level: String?

    /// What a token must match.
    struct Expectation: Sendable {
        let issuer: String
        let client: String
        let nonce: String
        let now: Instant
        /// `email`, `preferred_username`, …
        let claim: String
        /// The proof must be newer than that: when a risky act asks anew.
        var provedSince: Instant?

        /// Clocks may differ by so much.
        static let leeway: Double = 120
        /// No provider gives tokens that are older when they are fetched.
        static let longestAge: Double = 3600
    }

    /// Why a token is not taken; for the log. The person reads the same sentence whatever it was.
    enum Fault: String, Error, Equatable {
        case malformed, algorithm, unknownKey, signature, issuer, audience, authorizedParty, expired, notYet, nonce
        case subject, oldProof
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    private struct Claims: Decodable {
        let iss: String
        let sub: String
        let aud: Audience
        let azp: String?
        let exp: Double
        let iat: Double
        let nbf: Double?
        let authTime: Double?
        let nonce: String?
        let acr: String?
        let amr: [String]?
        let name: String?
        let email: String?
        let emailVerified: Truth?
    }

    /// One name or several.
    private enum Audience: Decodable {
        case one(String)
        case several([String])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let name = try? value.decode(String.self) {
                self = .one(name)
            } else {
                self = .several(try value.decode([String].self))
            }
        }

        var names: [String] {
            switch self {
            case .one(let name): [name]
            case .several(let names): names
            }
        }
    }

    /// `true`; some providers write it as text.
    private struct Truth: Decodable {
        let isTrue: Bool
        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let flag = try? value.decode(Bool.self) {
                isTrue = flag
            } else {
                isTrue = try value.decode(String.self) == "true"
            }
        }
    }

    /// The key a token names, before anything of it is believed; for asking the provider about a new one.
    static func keyName(_ text: String) -> String? {
        text.split(separator: ".", omittingEmptySubsequences: false).first.flatMap(Base64URL.bytes)
            .flatMap { try? JSONDecoder().decode(Header.self, from: Data($0)) }?.kid
    }

    /// Checks a token in compact form (RFC 7519; OpenID Connect Core, part 3.1.3.7).
    init(_ text: String, keys: [JSONWebKey], expecting: Expectation) throws(Fault) {
        guard text.utf8.count <= 64 * 1024 else { throw .malformed }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = Base64URL.bytes(parts[0]), let body = Base64URL.bytes(parts[1]),
            let signature = Base64URL.bytes(parts[2])
        else { throw .malformed }
        guard let header = try? JSONDecoder().decode(Header.self, from: Data(head)), header.crit == nil else {
            throw .malformed
        }
        guard let algorithm = Algorithm(rawValue: header.alg) else { throw .algorithm }
        // A token without a key's name is taken only where there is no choice.
        let fitting = keys.filter { $0.algorithm == algorithm && (header.kid == nil || $0.kid == header.kid) }
        guard let key = fitting.first, fitting.count == 1 else { throw .unknownKey }
        guard key.verifies(signature, over: Array("\(parts[0]).\(parts[1])".utf8), algorithm) else { throw .signature }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let claims = try? decoder.decode(Claims.self, from: Data(body)),
            let others = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        else { throw .malformed }
        try Self.check(claims, expecting)
        subject = claims.sub
        login = Self.login(claims, others, expecting.claim)
        name = claims.name ?? claims.email
        methods = claims.amr ?? []
        level = claims.acr
    }

    private static func check(_ claims: Claims, _ expecting: Expectation) throws(Fault) {
        guard claims.iss == expecting.issuer else { throw .issuer }
        let names = claims.aud.names
        guard names.contains(expecting.client) else { throw .audience }
        if names.count > 1 || claims.azp != nil {
            guard claims.azp == expecting.client else { throw .authorizedParty }
        }
        let now = Double(expecting.now.milliseconds) / 1000
        guard claims.exp > now - Expectation.leeway, claims.iat > now - Expectation.longestAge else { throw .expired }
        guard claims.iat < now + Expectation.leeway, claims.nbf ?? 0 < now + Expectation.leeway else { throw .notYet }
        guard claims.nonce == expecting.nonce else { throw .nonce }
        guard (1...255).contains(claims.sub.utf8.count) else { throw .subject }
        if let since = expecting.provedSince {
            guard let proved = claims.authTime,
                proved > Double(since.milliseconds) / 1000 - Expectation.leeway
            else { throw .oldProof }
        }
    }

    /// An address counts only when the provider has verified it.
    private static func login(_ claims: Claims, _ others: [String: Any], _ claim: String) -> String? {
        if claim == "email", claims.emailVerified?.isTrue != true { return nil }
        guard let value = others[claim] as? String, (1...255).contains(value.utf8.count) else { return nil }
        return value.folded.trimmed
    }
}
