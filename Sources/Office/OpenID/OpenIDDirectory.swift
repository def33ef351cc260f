import Foundation
import HTTP
import Synchronization
import Vocabulary

/// What a provider publishes of itself: where to send people, where to fetch tokens, its keys. Kept for an hour in each
/// process, asked again at once when a token names a key that is not known.
public final class OpenIDDirectory: Sendable {
    struct Metadata: Decodable, Equatable, Sendable {
        let issuer: String
        let authorizationEndpoint: String
        let tokenEndpoint: String
        let jwksUri: String
        let tokenEndpointAuthMethodsSupported: [String]?

        /// How the secret is sent: in the header unless the provider only takes it in the form.
        var takesSecretInForm: Bool {
            guard let methods = tokenEndpointAuthMethodsSupported else { return false }
            return !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
        }
    }

    private struct KeySet: Decodable {
        let keys: [Lenient]

        /// Keys of kinds that are not known here are passed over.
        struct Lenient: Decodable {
            let key: JSONWebKey?
            init(from decoder: any Decoder) throws { key = try? JSONWebKey(from: decoder) }
        }
    }

    private struct Known {
        let metadata: Metadata
        var keys: [JSONWebKey]
        var fetched: Instant
        var keysFetched: Instant
    }

    private struct State {
        var known: Known?
        /// When the provider last could not be asked what it publishes.
        var failed: Instant?
        /// Questions under way.
        var asking = 0
        var trouble: Trouble?
    }

    /// The last thing that went wrong between this process and the provider, for who sets it up.
    struct Trouble: Equatable, Sendable {
        let at: Instant
        /// English, as in a log; neither codes nor names.
        let words: String
    }

    private let state = Mutex(State())
    private static let keptSeconds = 3600
    /// A provider that does not answer is left alone for so long: who comes meanwhile is told at once.
    private static let sulkSeconds = 10
    /// Of the few threads for what waits, a slow provider never holds more than these: the others sign in by password.
    private static let mostAtOnce = 2
    /// A provider is not asked for its keys more often than that.
    private static let restSeconds = 5

    public init() {}

    func metadata(of issuer: String, now: Instant) throws -> Metadata {
        try current(issuer, now: now).metadata
    }

    /// The keys, with the one named `name` if the provider has it.
    func keys(of issuer: String, including name: String?, now: Instant) throws -> [JSONWebKey] {
        let current = try current(issuer, now: now)
        let isKnown = name == nil || current.keys.contains { $0.kid == name }
        guard !isKnown, current.keysFetched < now.adding(seconds: -Self.restSeconds) else { return current.keys }
        return try fetch(issuer, now: now).keys
    }

    /// Forgets everything, so that the next question is asked anew: after the settings changed.
    func forget() {
        state.withLock { ($0.known, $0.failed) = (nil, nil) }
    }

    func note(_ refusal: OpenIDRefusal, at now: Instant) {
        switch refusal {
        case .unreachable, .badToken, .discoveryDiffers, .secretUnreadable:
            state.withLock { $0.trouble = Trouble(at: now, words: refusal.explanation.log) }
        default: break
        }
    }

    var trouble: Trouble? { state.withLock { $0.trouble } }

    private func current(_ issuer: String, now: Instant) throws -> Known {
        let (kept, failed) = state.withLock { ($0.known, $0.failed) }
        if let kept, kept.metadata.issuer == issuer, kept.fetched > now.adding(seconds: -Self.keptSeconds) {
            return kept
        }
        if let failed, failed > now.adding(seconds: -Self.sulkSeconds), failed <= now { throw OpenIDRefusal.busy }
        do {
            return try fetch(issuer, now: now)
        } catch let refusal as OpenIDRefusal {
            if refusal != .busy { state.withLock { $0.failed = now } }
            throw refusal
        }
    }

    /// Outside of the lock: others may use what is known meanwhile.
    private func fetch(_ issuer: String, now: Instant) throws -> Known {
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let metadata: Metadata = try json(base + "/.well-known/openid-configuration")
        guard metadata.issuer == issuer else { throw OpenIDRefusal.discoveryDiffers }
        for address in [metadata.authorizationEndpoint, metadata.tokenEndpoint, metadata.jwksUri] {
            guard ProviderHTTP.isAllowed(address) else { throw OpenIDRefusal.unreachable("endpoint not allowed") }
        }
        let set: KeySet = try json(metadata.jwksUri)
        let fresh = Known(
            metadata: metadata, keys: set.keys.compactMap(\.key).filter { $0.algorithm != nil }, fetched: now,
            keysFetched: now)
        state.withLock { ($0.known, $0.failed) = (fresh, nil) }
        return fresh
    }

    // MARK: Questions

    private func json<Value: Decodable>(
        _ address: String, form: String? = nil, authorization: String? = nil
    ) throws -> Value {
        let isAdmitted = state.withLock { state in
            guard state.asking < Self.mostAtOnce else { return false }
            state.asking += 1
            return true
        }
        guard isAdmitted else { throw OpenIDRefusal.busy }
        defer { state.withLock { $0.asking -= 1 } }
        do {
            let bytes = try ProviderHTTP.ask(address, form: form, authorization: authorization)
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Value.self, from: Data(bytes))
        } catch let fault as ProviderHTTP.Fault {
            throw OpenIDRefusal.unreachable("\(fault)")
        } catch is DecodingError {
            throw OpenIDRefusal.unreachable("answer is not the JSON expected")
        }
    }

    private struct Tokens: Decodable { let idToken: String }

    /// Exchanges the code of a callback for the ID token.
    func token(
        for code: String, verifier: String, from provider: OpenIDProvider, now: Instant
    ) throws -> String {
        let metadata = try metadata(of: provider.issuer, now: now)
        var form = Parameters([
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", provider.returnAddress),
            ("code_verifier", verifier), ("client_id", provider.client),
        ])
        var authorization: String?
        if let secret = provider.secret {
            if metadata.takesSecretInForm {
                form = form.setting("client_secret", to: secret)
            } else {
                // RFC 6749, part 2.3.1: both are encoded as in a form before they are joined.
                let pair = [provider.client, secret].map { Parameters([("", $0)]).encoded.dropFirst() }
                authorization = "Basic " + Data(pair.joined(separator: ":").utf8).base64EncodedString()
            }
        }
        let tokens: Tokens = try json(metadata.tokenEndpoint, form: form.encoded, authorization: authorization)
        return tokens.idToken
    }
}
