import CSodium
import Foundation
import Vocabulary

/// A file that should be a backup.
public struct BackupFile: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// At least twelve characters, without the line end.
    public static func passphrase(from path: String) throws -> [UInt8] {
        guard let text = FileManager.default.contents(atPath: path).map({ String(decoding: $0, as: UTF8.self) }) else {
            throw BackupRefusal.weakPassphrase(path)
        }
        let words = text.trimmingCharacters(in: .newlines).nfc
        guard words.count >= 12 else { throw BackupRefusal.weakPassphrase(path) }
        return Array(words.utf8)
    }

    /// Reads everything and compares every hash; writes nothing.
    @discardableResult public func check(passphrase: [UInt8]?) throws -> BackupManifest {
        try walk(passphrase: passphrase, known: nil) { _ in { _ in } }
    }

    /// Puts the parts into a folder. The file has been checked as a whole before the first of them is written.
    func extract(to folder: String, passphrase: [UInt8]?, known: Set<String>) throws -> BackupManifest {
        _ = try walk(passphrase: passphrase, known: known) { _ in { _ in } }
        return try walk(passphrase: passphrase, known: known) { name in
            let target = "\(folder)/\(name)"
            try FileManager.default.createDirectory(
                atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            let file = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw BackupRefusal.notWritten(target) }
            let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
            return { bytes in
                do { try handle.write(contentsOf: bytes) } catch { throw BackupRefusal.notWritten(target) }
            }
        }
    }

    private typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    private func walk(
        passphrase: [UInt8]?, known: Set<String>?, _ sink: (String) throws -> (UnsafeRawBufferPointer) throws -> Void
    ) throws -> BackupManifest {
        do {
            let archive = try BackupArchiveReader(EnvelopeReader(path, passphrase: passphrase))
            let manifest = try manifest(archive)
            guard manifest.format == 1 else { throw BackupRefusal.newerVersion(["format \(manifest.format)"]) }
            if let known {
                let unknown = manifest.migrations.filter { !known.contains($0) }
                guard unknown.isEmpty else { throw BackupRefusal.newerVersion(unknown) }
            }
            guard manifest.hasOnlyOwnNames else { throw BackupRefusal.damaged(path) }
            for part in manifest.parts {
                guard let found = try archive.next(), found.name == part.name, found.size == part.bytes else {
                    throw BackupRefusal.damaged(path)
                }
                var state = crypto_hash_sha256_state()
                crypto_hash_sha256_init(&state)
                let sink = try sink(part.name)
                try archive.content { bytes in
                    crypto_hash_sha256_update(
                        &state, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
                    try sink(bytes)
                }
                var hash = [UInt8](repeating: 0, count: 32)
                crypto_hash_sha256_final(&state, &hash)
                guard Digest.hex(hash) == part.sha256 else { throw BackupRefusal.damaged(path) }
            }
            guard try archive.next() == nil else { throw BackupRefusal.damaged(path) }
            return manifest
        } catch is ArchiveFault {
            throw BackupRefusal.damaged(path)
        }
    }

    private func manifest(_ archive: BackupArchiveReader) throws -> BackupManifest {
        guard let first = try archive.next(), first.name == BackupManifest.name, first.size < 1 << 30 else {
            throw BackupRefusal.notABackup(path)
        }
        var bytes: [UInt8] = []
        try archive.content { bytes.append(contentsOf: $0) }
        do {
            return try JSONDecoder().decode(BackupManifest.self, from: Data(bytes))
        } catch { throw BackupRefusal.damaged(path) }
    }
}
