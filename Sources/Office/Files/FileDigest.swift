import CSodium
import Foundation

/// SHA-256 of a file, read piece by piece.
public enum FileDigest {
    public static func sha256(_ bytes: [UInt8]) -> String {
        var hash = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&hash, bytes, UInt64(bytes.count))
        return Digest.hex(hash)
    }

    public static func size(path: String) throws -> Int64 {
        var info = stat()
        guard stat(path, &info) == 0 else { throw ShelfFault.notKept(errno) }
        return Int64(info.st_size)
    }

    public static func sha256(path: String) throws -> String {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var state = crypto_hash_sha256_state()
        crypto_hash_sha256_init(&state)
        while let piece = try file.read(upToCount: 256 * 1024), !piece.isEmpty {
            piece.withUnsafeBytes { bytes in
                _ = crypto_hash_sha256_update(&state, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
            }
        }
        var hash = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&state, &hash)
        return Digest.hex(hash)
    }
}
