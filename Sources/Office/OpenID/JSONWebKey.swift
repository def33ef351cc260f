import COpenSSL
import Foundation

/// A public key of a sign-in provider (RFC 7517): RSA of at least 2048 bits, or P-256.
struct JSONWebKey: Decodable, Equatable, Sendable {
    let kty: String
    let kid: String?
    let use: String?
    let alg: String?
    let n: String?
    let e: String?
    let crv: String?
    let x: String?
    let y: String?

    /// The signature it is for; nil for keys of another kind, other use or too short.
    var algorithm: IDToken.Algorithm? {
        guard use == nil || use == "sig" else { return nil }
        let own: IDToken.Algorithm
        switch kty {
        case "RSA": own = .rs256
        case "EC" where crv == "P-256": own = .es256
        default: return nil
        }
        return alg == nil || alg == own.rawValue ? own : nil
    }

    /// Whether `signature` is this key's over `message`, by `algorithm` and no other.
    func verifies(_ signature: [UInt8], over message: [UInt8], _ algorithm: IDToken.Algorithm) -> Bool {
        guard self.algorithm == algorithm, let info = publicKeyInfo else { return false }
        let encoded: [UInt8]
        switch algorithm {
        case .rs256: encoded = signature
        case .es256:
            guard signature.count == 64 else { return false }
            encoded = DER.sequence([DER.integer(Array(signature[..<32])), DER.integer(Array(signature[32...]))])
        }
        return info.withUnsafeBufferPointer { buffer in
            var bytes = buffer.baseAddress
            guard let key = d2i_PUBKEY(nil, &bytes, buffer.count) else { return false }
            defer { EVP_PKEY_free(key) }
            guard let context = EVP_MD_CTX_new() else { return false }
            defer { EVP_MD_CTX_free(context) }
            return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
                && EVP_DigestVerify(context, encoded, encoded.count, message, message.count) == 1
        }
    }

    /// SubjectPublicKeyInfo in DER, which OpenSSL reads; it refuses a point that is not on the curve.
    private var publicKeyInfo: [UInt8]? {
        switch algorithm {
        case .rs256:
            guard let n = n.flatMap(Base64URL.bytes), let e = e.flatMap(Base64URL.bytes) else { return nil }
            let modulus = Array(n.drop { $0 == 0 })
            guard (256...1024).contains(modulus.count), !e.isEmpty, e.count <= 8 else { return nil }
            let key = DER.sequence([DER.integer(modulus), DER.integer(e)])
            return DER.sequence([DER.sequence([DER.rsaEncryption, DER.null]), DER.bits(key)])
        case .es256:
            guard let x = x.flatMap(Base64URL.bytes), let y = y.flatMap(Base64URL.bytes), x.count == 32, y.count == 32
            else { return nil }
            return DER.sequence([DER.sequence([DER.ecPublicKey, DER.p256]), DER.bits([4] + x + y)])
        case nil: return nil
        }
    }
}

/// The few words of DER that a public key and a signature are written in.
private enum DER {
    static let rsaEncryption: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    static let ecPublicKey: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    static let p256: [UInt8] = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
    static let null: [UInt8] = [0x05, 0x00]

    static func sequence(_ parts: [[UInt8]]) -> [UInt8] { tagged(0x30, parts.flatMap(\.self)) }
    static func bits(_ bytes: [UInt8]) -> [UInt8] { tagged(0x03, [0] + bytes) }

    /// Whole and positive: no leading zeros but the one that keeps it from being negative.
    static func integer(_ bytes: [UInt8]) -> [UInt8] {
        let short = Array(bytes.drop { $0 == 0 })
        guard let first = short.first else { return tagged(0x02, [0]) }
        return tagged(0x02, first < 0x80 ? short : [0] + short)
    }

    private static func tagged(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
        if body.count < 0x80 { return [tag, UInt8(body.count)] + body }
        let length = withUnsafeBytes(of: UInt32(body.count).bigEndian) { Array($0.drop { $0 == 0 }) }
        return [tag, 0x80 | UInt8(length.count)] + length + body
    }
}

/// Base 64 as tokens write it (RFC 4648, part 5, without padding).
enum Base64URL {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nil for any other character, padding included.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let isPlain = text.utf8.allSatisfy {
            switch $0 {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
        }
        guard isPlain else { return nil }
        let standard = String(text).replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        return Data(base64Encoded: standard + padding).map { Array($0) }
    }
}
