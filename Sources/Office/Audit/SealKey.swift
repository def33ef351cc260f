import CSodium
import Foundation
import Vocabulary

/// The pair of keys (Ed25519) that signs the ledger. The secret one lies in a file beside the database, never in it.
///
/// Folder: `ledger.key` (secret, readable by its owner only) and `ledger.pub` (one public key a line, the newest last;
/// older ones stay so that their signatures can still be checked).
public struct SealKey: Sendable {
    let secret: [UInt8]
    public let verifier: Verifier

    /// A public key and its name.
    public struct Verifier: Equatable, Sendable {
        public let bytes: [UInt8]
        /// The first 16 digits of the key's hash, as seals name it.
        public let name: String

        public init?(bytes: [UInt8]) {
            guard bytes.count == Int(crypto_sign_PUBLICKEYBYTES) else { return nil }
            self.bytes = bytes
            name = String(Digest.hex(Digest.blake2b(bytes)).prefix(16))
        }

        public func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
            signature.count == Int(crypto_sign_BYTES)
                && crypto_sign_verify_detached(signature, message, UInt64(message.count), bytes) == 0
        }
    }

    init?(secret: [UInt8]) {
        guard secret.count == Int(crypto_sign_SECRETKEYBYTES) else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        crypto_sign_ed25519_sk_to_pk(&bytes, secret)
        guard let verifier = Verifier(bytes: bytes) else { return nil }
        (self.secret, self.verifier) = (secret, verifier)
    }

    public static func new() -> SealKey? {
        var (verifier, secret) = (
            [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES)),
            [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
        )
        guard crypto_sign_keypair(&verifier, &secret) == 0 else { return nil }
        return SealKey(secret: secret)
    }

    func signature(of message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
        return signature
    }
}

/// Where the keys of an installation lie.
public struct SealKeys: Sendable {
    public let folder: String

    public init(folder: String) { self.folder = folder }

    public var secretPath: String { "\(folder)/ledger.key" }
    public var publicPath: String { "\(folder)/ledger.pub" }

    /// The secret key; nil when there is none yet. A file that holds no key is refused.
    public func secret() throws -> SealKey? {
        guard FileManager.default.fileExists(atPath: secretPath) else { return nil }
        guard let text = FileManager.default.contents(atPath: secretPath).map({ String(decoding: $0, as: UTF8.self) }),
            let bytes = Digest.bytes(hex: text.filter { !$0.isWhitespace }), let key = SealKey(secret: bytes)
        else { throw SealRefusal.noKey(secretPath) }
        return key
    }

    /// The public keys, oldest first; empty when there are none.
    public func verifiers() throws -> [SealKey.Verifier] {
        guard FileManager.default.fileExists(atPath: publicPath) else { return [] }
        guard let text = FileManager.default.contents(atPath: publicPath) else { throw SealRefusal.noKey(publicPath) }
        return try String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline).map { line in
            guard let key = Digest.bytes(hex: String(line)).flatMap(SealKey.Verifier.init) else {
                throw SealRefusal.noKey(publicPath)
            }
            return key
        }
    }

    /// The key there is, or a new one. Two programs that start together end with the same one.
    public func secretOrNew() throws -> (key: SealKey, isNew: Bool) {
        if let key = try secret() {
            try publish(key.verifier)
            return (key, false)
        }
        guard let key = SealKey.new() else { throw SealRefusal.notWritten(secretPath) }
        try Self.make(folder)
        let draft = "\(secretPath).\(UUID().uuidString)"
        defer { unlink(draft) }
        try Self.write(Digest.hex(key.secret) + "\n", to: draft, flags: O_CREAT | O_EXCL, mode: 0o600)
        // A link, unlike a rename, leaves what another program has put there first.
        if link(draft, secretPath) != 0 {
            guard errno == EEXIST, let other = try secret() else { throw SealRefusal.notWritten(secretPath) }
            try publish(other.verifier)
            return (other, false)
        }
        try publish(key.verifier)
        return (key, true)
    }

    private func publish(_ verifier: SealKey.Verifier) throws {
        guard try !verifiers().contains(verifier) else { return }
        try Self.write(Digest.hex(verifier.bytes) + "\n", to: publicPath, flags: O_CREAT | O_APPEND, mode: 0o644)
    }

    static func make(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw SealRefusal.notWritten(folder) }
    }

    private static func write(_ text: String, to path: String, flags: Int32, mode: mode_t) throws {
        let file = open(path, O_WRONLY | O_CLOEXEC | flags, mode)
        guard file >= 0 else { throw SealRefusal.notWritten(path) }
        defer { close(file) }
        guard Array(text.utf8).withUnsafeBytes({ Foundation.write(file, $0.baseAddress, $0.count) }) == text.utf8.count,
            fsync(file) == 0
        else { throw SealRefusal.notWritten(path) }
    }
}

/// Why the ledger cannot be signed.
public enum SealRefusal: Explained, Equatable {
    case noKey(String)
    case notWritten(String)

    public var explanation: Explanation {
        switch self {
        case .noKey(let path):
            Explanation(
                notice: "Tệp \(path) không chứa khóa ký nhật ký. Khôi phục tệp khóa từ nơi cất giữ rồi chạy lại.",
                log: "no signing key in file",
                english: "\(path) holds no signing key. Put the right file back and try again.")
        case .notWritten(let path):
            Explanation(
                notice: "Không ghi được \(path). Kiểm tra quyền ghi và dung lượng đĩa rồi chạy lại.",
                log: "seal file not written",
                english: "\(path) could not be written. Check permissions and free space.")
        }
    }
}

/// Where the signing key and the seals of an installation lie: outside its database.
public struct SealPlaces: Sendable {
    public let keys: SealKeys
    public let seals: SealFile

    public init(keys: SealKeys, seals: SealFile) { (self.keys, self.seals) = (keys, seals) }

    /// The usual ones, in a data folder.
    public init(folder: String) {
        self.init(keys: SealKeys(folder: "\(folder)/keys"), seals: SealFile(path: "\(folder)/ledger-seals.log"))
    }

    /// What seals are checked with.
    public func proof() throws -> LedgerAudit.Proof {
        var verifiers = try keys.verifiers()
        if let key = try keys.secret(), !verifiers.contains(key.verifier) { verifiers.append(key.verifier) }
        return LedgerAudit.Proof(verifiers: verifiers, file: seals)
    }
}
