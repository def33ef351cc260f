import Foundation
import HTTP
import Synchronization
import Testing
import Vocabulary

@testable import Office

/// What a provider publishes, on a socket of this machine; a test may make it say something else.
private final class PublishingProvider: Sendable {
    struct Published {
        var keys: [JSONWebKey] = []
        var issuer: String?
        var jwks = "/khoa"
        var fault: Response?
        var asked: [String] = []
    }

    let published = Mutex(Published())
    let issuer: String
    private let server: Server

    /// The server is there before the one who answers.
    private final class Answers: Sendable {
        let stored = Mutex<(@Sendable (Request) -> Response)?>(nil)
    }

    init() throws {
        let answers = Answers()
        server = Server(threads: 1, answer: { request in answers.stored.withLock { $0 }?(request) ?? .text("?") })
        issuer = "http://127.0.0.1:\(try server.start())"
        answers.stored.withLock { $0 = { [unowned self] request in respond(request) } }
    }

    deinit { server.stop() }

    private func respond(_ request: Request) -> Response {
        published.withLock { state in
            state.asked.append(request.path)
            if let fault = state.fault { return fault }
            if request.path == "/khoa" {
                let keys = state.keys.map { key in
                    ["kty": key.kty, "kid": key.kid, "crv": key.crv, "x": key.x, "y": key.y].compactMapValues { $0 }
                }
                return json(["keys": keys + [["kty": "oct", "k": "AA"]]])
            }
            return json([
                "issuer": state.issuer ?? issuer, "authorization_endpoint": issuer + "/vao",
                "token_endpoint": issuer + "/the",
                "jwks_uri": state.jwks.hasPrefix("/") ? issuer + state.jwks : state.jwks,
            ])
        }
    }

    private func json(_ value: [String: Any]) -> Response {
        let bytes = (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
        return .text(String(decoding: bytes, as: UTF8.self))
    }

    func change(_ body: (inout Published) -> Void) { published.withLock { body(&$0) } }
    var asked: [String] { published.withLock { $0.asked } }
}

@Suite("What a sign-in provider publishes") struct OpenIDDirectoryTests {
    private static let now = IDTokenTests.now

    @Test("is fetched once, and again when a token names a new key, but not at every bad token")
    func rotation() throws {
        let provider = try PublishingProvider()
        let (old, new) = (try TestSigner(.p256, name: "cu"), try TestSigner(.p256, name: "moi"))
        let oldKey = try old.published()
        provider.change { $0.keys = [oldKey] }
        let directory = OpenIDDirectory()
        func names(_ wanted: String?, after seconds: Int) throws -> [String?] {
            try directory.keys(of: provider.issuer, including: wanted, now: Self.now.adding(seconds: seconds)).map(
                \.kid)
        }
        #expect(try names("cu", after: 0) == ["cu"])
        let newKey = try new.published()
        provider.change { $0.keys = [newKey] }
        // Too soon after the last question: what is known must do.
        #expect(try names("moi", after: 2) == ["cu"])
        #expect(try names("moi", after: 6) == ["moi"])
        #expect(try names("moi", after: 7) == ["moi"])
        for second in 8...10 { #expect(try names("bia-dat", after: second) == ["moi"]) }
        let both = ["/.well-known/openid-configuration", "/khoa"]
        #expect(provider.asked == both + both)
        // A key that was withdrawn is gone after an hour at the latest.
        provider.change { $0.keys = [] }
        #expect(try names("moi", after: 3599) == ["moi"])
        #expect(try names(nil, after: 3700) == [])
    }

    @Test("is not taken from one who calls itself something else, or leads elsewhere")
    func hostile() throws {
        let provider = try PublishingProvider()
        for (change, refusal) in [
            ({ $0.issuer = "https://noi-cap.example" }, OpenIDRefusal.discoveryDiffers),
            ({ $0.jwks = "http://10.0.0.9/khoa" }, .unreachable("endpoint not allowed")),
            ({ $0.jwks = "file:///etc/passwd" }, .unreachable("endpoint not allowed")),
            ({ $0.fault = .redirect(to: "/khoa") }, .unreachable("status(303)")),
            ({ $0.fault = .text("<html>") }, .unreachable("answer is not the JSON expected")),
            ({ $0.fault = .text(String(repeating: " ", count: ProviderHTTP.mostBytes + 1)) }, .unreachable("tooLarge")),
        ] as [((inout PublishingProvider.Published) -> Void, OpenIDRefusal)] {
            provider.change {
                $0 = PublishingProvider.Published()
                change(&$0)
            }
            #expect(throws: refusal) { try OpenIDDirectory().metadata(of: provider.issuer, now: Self.now) }
        }
    }

    @Test("is asked again only after a while when the provider did not answer")
    func sulking() throws {
        let provider = try PublishingProvider()
        provider.change { $0.fault = .text("hỏng") }
        let directory = OpenIDDirectory()
        #expect(throws: OpenIDRefusal.self) { try directory.metadata(of: provider.issuer, now: Self.now) }
        provider.change { $0.fault = nil }
        #expect(throws: OpenIDRefusal.busy) {
            try directory.metadata(of: provider.issuer, now: Self.now.adding(seconds: 9))
        }
        #expect(provider.asked.count == 1)
        #expect(
            try directory.metadata(of: provider.issuer, now: Self.now.adding(seconds: 11)).issuer == provider.issuer)
    }
}
