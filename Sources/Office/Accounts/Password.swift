import CSodium
import Dispatch
import Foundation
import Vocabulary

/// Passwords: argon2id through libsodium, 64 MiB and two passes; the stored text names its own parameters.
public enum Password {
    static let operations = UInt64(2)
    static let memory = 64 * 1024 * 1024
    /// NIST SP 800-63B: length matters, composition rules do not.
    public static let leastLength = 10
    static let mostBytes = 256

    private static let ready: Bool = sodium_init() >= 0

    /// One hash a core: more at once only keep each other, and the pages, waiting for memory.
    private static let places = DispatchSemaphore(value: max(1, ProcessInfo.processInfo.activeProcessorCount))

    private static func inTurn(_ hashing: () -> Int32) -> Bool {
        places.wait()
        defer { places.signal() }
        return hashing() == 0
    }

    /// The text to store. About 80 ms and 64 MiB: never on an event thread.
    public static func hash(_ password: String) throws -> String {
        guard ready else { throw PasswordFault.noSodium }
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let bytes = Array(password.nfc.utf8CString.dropLast())
        guard inTurn({ crypto_pwhash_str(&text, bytes, UInt64(bytes.count), operations, memory) }) else {
            throw PasswordFault.noMemory
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    public static func matches(_ password: String, stored: String) -> Bool {
        guard ready, password.utf8.count <= mostBytes else { return false }
        let bytes = Array(password.nfc.utf8CString.dropLast())
        return inTurn { crypto_pwhash_str_verify(stored, bytes, UInt64(bytes.count)) }
    }

    static func needsRehash(_ stored: String) -> Bool {
        crypto_pwhash_str_needs_rehash(stored, operations, memory) != 0
    }

    /// Refuses what is too short, too long or the login itself.
    public static func check(_ password: String, login: String) throws(AccountRefusal) {
        if password.count < leastLength { throw .passwordTooShort }
        if password.utf8.count > mostBytes { throw .passwordTooLong }
        if password.folded == login.folded || Set(password).count < 4 { throw .passwordTooPlain }
    }

    /// A first password that can be read out over the telephone: no letters or digits that look alike.
    public static func invented(_ world: World) -> String {
        let letters = Array("abcdefghkmnpqrstuvwxyz23456789")
        let picked = world.randomBytes(16).map { letters[Int($0) % letters.count] }
        return stride(from: 0, to: 16, by: 4).map { String(picked[$0..<$0 + 4]) }.joined(separator: "-")
    }
}

enum PasswordFault: Error { case noSodium, noMemory }
