import COpenSSL
import Foundation
import Testing
import Vocabulary

@testable import Office

/// A provider's private key, made for a test and used by OpenSSL itself.
final class TestSigner {
    enum Kind { case rsa(Int), p256 }

    let key: OpaquePointer
    let kind: Kind
    let name: String

    init(_ kind: Kind, name: String) throws {
        let made: OpaquePointer? =
            switch kind {
            case .rsa(let bits): rsa_key(Int32(bits))
            case .p256: p256_key()
            }
        (key, self.kind, self.name) = (try #require(made), kind, name)
    }

    deinit { EVP_PKEY_free(key) }

    private func part(_ name: String) throws -> [UInt8] {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, name, &number) == 1 else { throw CocoaError(.keyValueValidation) }
        defer { BN_free(number) }
        var bytes = [UInt8](repeating: 0, count: Int(BN_num_bits(number) + 7) / 8)
        BN_bn2bin(number, &bytes)
        return bytes
    }

    /// The public half as a provider publishes it.
    func published(_ changes: [String: String?] = [:]) throws -> JSONWebKey {
        var fields: [String: String] =
            switch kind {
            case .rsa:
                try ["kty": "RSA", "n": Base64URL.text(part("n")), "e": Base64URL.text(part("e")), "alg": "RS256"]
            case .p256:
                try [
                    "kty": "EC", "crv": "P-256", "x": Base64URL.text(padded(part("qx"))),
                    "y": Base64URL.text(padded(part("qy"))),
                ]
            }
        fields["kid"] = name
        fields["use"] = "sig"
        for (name, value) in changes { fields[name] = value }
        return try JSONDecoder().decode(JSONWebKey.self, from: JSONEncoder().encode(fields))
    }

    private func padded(_ bytes: [UInt8]) -> [UInt8] { [UInt8](repeating: 0, count: 32 - bytes.count) + bytes }

    func sign(_ message: String) throws -> [UInt8] {
        let context = try #require(EVP_MD_CTX_new())
        defer { EVP_MD_CTX_free(context) }
        let bytes = Array(message.utf8)
        var count = 0
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
            EVP_DigestSign(context, nil, &count, bytes, bytes.count) == 1
        else { throw CocoaError(.keyValueValidation) }
        var signature = [UInt8](repeating: 0, count: count)
        guard EVP_DigestSign(context, &signature, &count, bytes, bytes.count) == 1 else {
            throw CocoaError(.keyValueValidation)
        }
        signature = Array(signature.prefix(count))
        guard case .p256 = kind else { return signature }
        // From DER to r and s of 32 bytes each, as tokens write it.
        let rLength = Int(signature[3])
        let (r, s) = (signature[4..<4 + rLength], signature[(6 + rLength)...])
        return [r, s].flatMap { padded(Array($0.drop { $0 == 0 })) }
    }

    func token(_ claims: [String: Any], header: [String: Any] = [:]) throws -> String {
        let isRSA = if case .rsa = kind { true } else { false }
        let head = ["alg": isRSA ? "RS256" : "ES256", "kid": name, "typ": "JWT"].merging(header) { $1 }
        let parts = try [head, claims].map {
            Base64URL.text(try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys))
        }
        let text = parts.joined(separator: ".")
        return try text + "." + Base64URL.text(sign(text))
    }
}

@Suite("Tokens of a sign-in provider") struct IDTokenTests {
    static let now = Instant(milliseconds: 1_794_880_000_000)
    static let second = 1_794_880_000.0

    static var claims: [String: Any] {
        [
            "iss": "https://dang-nhap.example.vn/tinh", "sub": "a1b2", "aud": "vinhdanh", "exp": second + 300,
            "iat": second, "nonce": "n-1", "email": "Hanh@example.vn", "email_verified": true,
            "name": "Đặng Hạnh Nguyên",
            "amr": ["pwd"], "acr": "1", "preferred_username": "HANH", "auth_time": second - 5,
        ]
    }

    static func expectation(claim: String = "email", since: Instant? = nil) -> IDToken.Expectation {
        IDToken.Expectation(
            issuer: "https://dang-nhap.example.vn/tinh", client: "vinhdanh", nonce: "n-1", now: now, claim: claim,
            provedSince: since)
    }

    private func read(
        _ signer: TestSigner, _ changes: [String: Any] = [:], header: [String: Any] = [:], keys: [JSONWebKey]? = nil,
        claim: String = "email", since: Instant? = nil, without: String? = nil
    ) throws -> IDToken {
        var claims = Self.claims.merging(changes) { $1 }
        if let without { claims[without] = nil }
        return try IDToken(
            signer.token(claims, header: header), keys: keys ?? [signer.published()],
            expecting: Self.expectation(claim: claim, since: since))
    }

    @Test("of RSA and of P-256 are taken whole", arguments: [true, false])
    func taken(_ isRSA: Bool) throws {
        let signer = try TestSigner(isRSA ? .rsa(2048) : .p256, name: "k1")
        let token = try read(signer)
        #expect(token.subject == "a1b2" && token.login == "hanh@example.vn" && token.name == "Đặng Hạnh Nguyên")
        #expect(token.methods == ["pwd"] && token.level == "1")
        #expect(try read(signer, claim: "preferred_username").login == "hanh")
        #expect(try read(signer, ["aud": ["vinhdanh"]]).subject == "a1b2")
        #expect(try read(signer, ["aud": ["khac", "vinhdanh"], "azp": "vinhdanh"]).subject == "a1b2")
        #expect(try read(signer, ["email_verified": "true"]).login == "hanh@example.vn")
        // What the provider has not verified finds nobody.
        #expect(try read(signer, ["email_verified": false]).login == nil)
        #expect(try read(signer, without: "email_verified").login == nil)
        #expect(try read(signer, claim: "khong-co").login == nil)
    }

    @Test("with a claim that does not match are refused, each by its name")
    func claims() throws {
        let signer = try TestSigner(.p256, name: "k1")
        let cases: [(String, Any?, IDToken.Fault)] = [
            ("iss", "https://dang-nhap.example.vn/tinh/", .issuer), ("iss", "https://evil.example", .issuer),
            ("aud", "khac", .audience), ("aud", ["khac"], .audience), ("aud", [String](), .audience),
            ("aud", ["khac", "vinhdanh"], .authorizedParty), ("azp", "khac", .authorizedParty),
            ("exp", Self.second - 121, .expired), ("iat", Self.second - 3601, .expired),
            ("iat", Self.second + 121, .notYet), ("nbf", Self.second + 121, .notYet),
            ("nonce", "n-2", .nonce), ("nonce", nil, .nonce), ("sub", "", .subject),
            ("sub", String(repeating: "x", count: 256), .subject), ("exp", nil, .malformed), ("iat", nil, .malformed),
            ("exp", "sớm", .malformed), ("sub", 12, .malformed),
        ]
        for (name, value, fault) in cases {
            #expect(throws: fault, "\(name)") {
                if let value { _ = try read(signer, [name: value]) } else { _ = try read(signer, without: name) }
            }
        }
        // Clocks may differ by two minutes.
        #expect(throws: Never.self) { try read(signer, ["exp": Self.second - 119]) }
        #expect(throws: Never.self) { try read(signer, ["iat": Self.second + 119]) }
    }

    @Test("for a proof asked anew must say that it is new")
    func proofs() throws {
        let signer = try TestSigner(.p256, name: "k1")
        let since = Self.now
        #expect(throws: Never.self) { try read(signer, since: since) }
        #expect(throws: IDToken.Fault.oldProof) { try read(signer, ["auth_time": Self.second - 300], since: since) }
        #expect(throws: IDToken.Fault.oldProof) { try read(signer, since: since, without: "auth_time") }
    }

    @Test("with a changed bit anywhere are refused", arguments: [true, false])
    func changed(_ isRSA: Bool) throws {
        let signer = try TestSigner(isRSA ? .rsa(2048) : .p256, name: "k1")
        let text = try signer.token(Self.claims)
        let keys = [try signer.published()]
        let parts = text.split(separator: ".").map(String.init)
        for part in 0..<3 {
            let bytes = try #require(Base64URL.bytes(parts[part]))
            for index in bytes.indices where part < 2 || index.isMultiple(of: 7) {
                var changed = bytes
                changed[index] ^= 1
                var all = parts
                all[part] = Base64URL.text(changed)
                #expect(throws: IDToken.Fault.self) {
                    try IDToken(all.joined(separator: "."), keys: keys, expecting: Self.expectation())
                }
            }
        }
    }

    @Test("without a signature, or signed with a secret made of the public key, are refused")
    func confusion() throws {
        let signer = try TestSigner(.rsa(2048), name: "k1")
        let key = try signer.published()
        let head = { (alg: String) in Base64URL.text(Array("{\"alg\":\"\(alg)\",\"kid\":\"k1\"}".utf8)) }
        let body = Base64URL.text(try JSONSerialization.data(withJSONObject: Self.claims))
        func refused(_ text: String, _ fault: IDToken.Fault) {
            #expect(throws: fault, "\(text.prefix(30))") {
                try IDToken(text, keys: [key], expecting: Self.expectation())
            }
        }
        for alg in ["none", "None", "nOnE", "HS256", "HS512", "RS1", "PS256", "ES384", "EdDSA", "", "rs256"] {
            let text = "\(head(alg)).\(body)"
            var mark = [UInt8](repeating: 0, count: 64)
            var count: UInt32 = 0
            let secret = Array((key.n ?? "").utf8)
            HMAC(EVP_sha256(), secret, Int32(secret.count), Array(text.utf8), text.utf8.count, &mark, &count)
            refused(text + ".", .algorithm)
            refused(text + "." + Base64URL.text(mark.prefix(Int(count))), .algorithm)
        }
        // The key of one kind never checks the signature of the other.
        refused("\(head("ES256")).\(body)." + Base64URL.text([UInt8](repeating: 1, count: 64)), .unknownKey)
        for text in ["", ".", "..", "a.b.c", "\(head("RS256")).\(body)", "\(head("RS256")).\(body).x.y", "=.=.="] {
            refused(text, .malformed)
        }
        refused(String(repeating: "a", count: 70_000), .malformed)
    }

    @Test("are checked with the key they name, and no other")
    func keys() throws {
        let (one, two) = (try TestSigner(.p256, name: "k1"), try TestSigner(.p256, name: "k2"))
        let both = [try one.published(), try two.published()]
        #expect(throws: Never.self) { try read(two, keys: both) }
        #expect(throws: IDToken.Fault.unknownKey) { try read(one, keys: [two.published()]) }
        #expect(throws: IDToken.Fault.signature) { try read(one, header: ["kid": "k2"], keys: both) }
        // Two keys of one name, or no name where there is a choice: nothing is guessed.
        #expect(throws: IDToken.Fault.unknownKey) {
            try read(one, keys: [one.published(), two.published(["kid": "k1"])])
        }
        #expect(throws: IDToken.Fault.malformed) { try read(one, header: ["crit": ["x"]], keys: both) }
        // A key for something else, or too short, is none.
        #expect(throws: IDToken.Fault.unknownKey) { try read(one, keys: [one.published(["use": "enc"])]) }
        #expect(throws: IDToken.Fault.unknownKey) { try read(one, keys: [one.published(["alg": "ES512"])]) }
        #expect(throws: IDToken.Fault.unknownKey) { try read(one, keys: [one.published(["crv": "P-384"])]) }
        let short = try TestSigner(.rsa(1024), name: "k1")
        #expect(throws: IDToken.Fault.signature) { try read(short) }
        // A point that is not on the curve.
        let x = try #require(try one.published().x.flatMap(Base64URL.bytes))
        let off = Base64URL.text([x[0] ^ 1] + x.dropFirst())
        #expect(throws: IDToken.Fault.signature) { try read(one, keys: [one.published(["x": off])]) }
    }

    @Test(
        "come from addresses that are https, or on this machine",
        arguments: [
            ("https://a.example/x", true), ("http://127.0.0.1:9000/x", true), ("http://localhost/x", true),
            ("http://[::1]:80/", true), ("http://a.example/", false), ("http://127.0.0.1.evil.example/", false),
            ("http://localhost@evil.example/", false), ("https://a@b.example/", false), ("ftp://a.example/", false),
            ("file:///etc/passwd", false), ("https://", false), ("https:/a", false), ("https://a b/", false),
            ("http://localhost.evil.example/", false), ("HTTPS://a.example", false),
        ])
    func addresses(_ address: String, _ isAllowed: Bool) {
        #expect(ProviderHTTP.isAllowed(address) == isAllowed)
    }
}
