import CSodium
import Foundation
import Vocabulary

/// Niêm phong: keeps secrets that the program must read again (the mail server's password, the seeds of second factors)
/// so that the database alone, or a copy of it, does not tell them. The key is a file of the data folder.
///
/// Nodes that share one PostgreSQL need the same key file. Whoever has both key and database can read the secrets.
public struct Sealing: Sendable {
    private let key: [UInt8]

    public static let fileName = "secret.key"

    /// Derives everything from these 32 bytes: for tests, and for an office without a data folder.
    public init(key: [UInt8]) { self.key = key }

    /// The key in `folder`, made at the first call and readable by its owner only.
    public init(folder: String, world: World) throws {
        let path = "\(folder)/\(Self.fileName)"
        if !FileManager.default.fileExists(atPath: path) { try Self.make(path, world.randomBytes(32)) }
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count == 32 else {
            throw SealingRefusal.badKeyFile(path)
        }
        key = Array(bytes)
    }

    /// Whole or not at all, and never over one that another process has made meanwhile.
    private static func make(_ path: String, _ key: [UInt8]) throws {
        let draft = "\(path).\(getpid())"
        defer { unlink(draft) }
        let isMade = FileManager.default.createFile(
            atPath: draft, contents: Data(key), attributes: [.posixPermissions: 0o600])
        guard isMade, link(draft, path) == 0 || errno == EEXIST else { throw SealingRefusal.keyFileNotMade(path) }
    }

    /// - Parameter purpose: what it is and whose (`totp/17`): sealed for one purpose, it opens for no other.
    public func seal(_ secret: [UInt8], for purpose: String, chance world: World) -> [UInt8] {
        let nonce = world.randomBytes(Int(crypto_secretbox_NONCEBYTES))
        var box = [UInt8](repeating: 0, count: secret.count + Int(crypto_secretbox_MACBYTES))
        crypto_secretbox_easy(&box, secret, UInt64(secret.count), nonce, derived(purpose))
        return nonce + box
    }

    /// Nil when it was sealed by another key or for another purpose, or was changed.
    public func open(_ sealed: [UInt8], for purpose: String) -> [UInt8]? {
        let (nonceLength, markLength) = (Int(crypto_secretbox_NONCEBYTES), Int(crypto_secretbox_MACBYTES))
        guard sealed.count >= nonceLength + markLength else { return nil }
        let (nonce, box) = (Array(sealed[..<nonceLength]), Array(sealed[nonceLength...]))
        var secret = [UInt8](repeating: 0, count: box.count - markLength)
        guard crypto_secretbox_open_easy(&secret, box, UInt64(box.count), nonce, derived(purpose)) == 0 else {
            return nil
        }
        return secret
    }

    private func derived(_ purpose: String) -> [UInt8] { Digest.blake2b(Array(purpose.utf8), key: key) }
}

/// Why the key of the installation could not be had.
public enum SealingRefusal: Explained, Equatable {
    case badKeyFile(String)
    case keyFileNotMade(String)

    public var explanation: Explanation {
        switch self {
        case .badKeyFile(let path):
            Explanation(
                notice: "Tệp khóa \(path) bị hỏng hoặc không đọc được. Hãy chép lại từ bản sao lưu của tệp đó.",
                log: "the key file is damaged or unreadable", english: "The key file \(path) is damaged or unreadable.")
        case .keyFileNotMade(let path):
            Explanation(
                notice: "Không tạo được tệp khóa \(path). Kiểm tra quyền ghi của thư mục dữ liệu rồi chạy lại.",
                log: "the key file could not be made", english: "The key file \(path) could not be made.")
        }
    }
}
