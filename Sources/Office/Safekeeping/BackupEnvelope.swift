import CSodium
import Foundation

/// The outermost layer of a backup: every bit of the file is under a hash, or sealed with a pass-phrase.
///
/// Plain: the archive (tar.zst, which other tools open too) and at its end a frame that zstd skips, with the SHA-256 of
/// everything before. Sealed: a head with the salt and the cost of argon2id, then pieces of XChaCha20-Poly1305
/// (crypto_secretstream), the last one marked as such.
enum Envelope {
    static let sealedMark = Array("VINHDANH-SEALED-1\n".utf8)
    static let piece = 64 * 1024
    /// A skippable frame of zstd: mark, length, eight letters, the hash.
    static let trailerHead: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 40, 0, 0, 0] + Array("VDBACKUP".utf8)
    static let trailerSize = trailerHead.count + 32
    static let headSize =
        sealedMark.count + Int(crypto_pwhash_SALTBYTES) + 16 + Int(crypto_secretstream_xchacha20poly1305_HEADERBYTES)
    /// Of argon2id: about a second. A head that asks for much more is not ours.
    static let (passes, memory, mostMemory) = (UInt64(3), 256 << 20, 1 << 30)

    static func isSealed(_ path: String) throws -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { throw BackupRefusal.notReadable(path) }
        defer { try? file.close() }
        return try file.read(upToCount: sealedMark.count).map(Array.init) == sealedMark
    }

    static func key(_ passphrase: [UInt8], salt: [UInt8], passes: UInt64, memory: Int) -> [UInt8]? {
        var key = [UInt8](repeating: 0, count: Int(crypto_secretstream_xchacha20poly1305_KEYBYTES))
        let done = passphrase.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { words -> Int32 in
            guard let start = words.baseAddress else { return -1 }
            return crypto_pwhash(
                &key, UInt64(key.count), start, UInt64(words.count), salt, passes, memory,
                crypto_pwhash_ALG_ARGON2ID13)
        }
        return done == 0 ? key : nil
    }
}

/// Writes one envelope.
final class EnvelopeWriter {
    private enum Kind {
        case plain(crypto_hash_sha256_state)
        case sealed(crypto_secretstream_xchacha20poly1305_state, head: [UInt8])
    }

    private let path: String
    private let file: Int32
    private var kind: Kind
    private var waiting: [UInt8] = []
    private(set) var bytes: Int64 = 0

    /// Throws `.exists`, `.notWritten`.
    init(_ path: String, passphrase: [UInt8]?) throws {
        self.path = path
        var plain = crypto_hash_sha256_state()
        crypto_hash_sha256_init(&plain)
        kind = .plain(plain)
        file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw errno == EEXIST ? BackupRefusal.exists(path) : .notWritten(path) }
        waiting.reserveCapacity(Envelope.piece * 2)
        guard let passphrase else { return }
        var salt = [UInt8](repeating: 0, count: Int(crypto_pwhash_SALTBYTES))
        randombytes_buf(&salt, salt.count)
        guard
            let key = Envelope.key(passphrase, salt: salt, passes: Envelope.passes, memory: Envelope.memory)
        else { throw BackupRefusal.notWritten(path) }
        var state = crypto_secretstream_xchacha20poly1305_state()
        var start = [UInt8](repeating: 0, count: Int(crypto_secretstream_xchacha20poly1305_HEADERBYTES))
        crypto_secretstream_xchacha20poly1305_init_push(&state, &start, key)
        var head = Envelope.sealedMark + salt
        for number in [Envelope.passes, UInt64(Envelope.memory)] {
            withUnsafeBytes(of: number.littleEndian) { head.append(contentsOf: $0) }
        }
        head += start
        kind = .sealed(state, head: head)
        try put(head)
    }

    deinit { close(file) }

    func write(_ piece: UnsafeRawBufferPointer) throws {
        waiting.append(contentsOf: piece)
        while waiting.count > Envelope.piece { try push(Envelope.piece, isLast: false) }
    }

    /// What is left, the end mark, and everything on the disk.
    func finish() throws {
        try push(waiting.count, isLast: true)
        if case .plain(var state) = kind {
            var hash = [UInt8](repeating: 0, count: 32)
            crypto_hash_sha256_final(&state, &hash)
            try put(Envelope.trailerHead + hash)
        }
        guard fsync(file) == 0 else { throw BackupRefusal.notWritten(path) }
    }

    private func push(_ count: Int, isLast: Bool) throws {
        let piece = Array(waiting[..<count])
        waiting.removeFirst(count)
        switch kind {
        case .plain(var state):
            crypto_hash_sha256_update(&state, piece, UInt64(piece.count))
            kind = .plain(state)
            try put(piece)
        case .sealed(var state, let head):
            var sealed = [UInt8](repeating: 0, count: count + Int(crypto_secretstream_xchacha20poly1305_ABYTES))
            let tag = isLast ? UInt8(crypto_secretstream_xchacha20poly1305_TAG_FINAL) : 0
            crypto_secretstream_xchacha20poly1305_push(
                &state, &sealed, nil, piece, UInt64(count), head, UInt64(head.count), tag)
            kind = .sealed(state, head: head)
            try put(sealed)
        }
    }

    private func put(_ piece: [UInt8]) throws {
        var rest = piece[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw BackupRefusal.notWritten(path) }
            rest.removeFirst(count)
        }
        bytes += Int64(piece.count)
    }
}

/// Reads one envelope, piece by piece. A plain one has been checked whole before the first piece is handed out.
final class EnvelopeReader {
    private enum Kind {
        case plain(left: Int)
        case sealed(crypto_secretstream_xchacha20poly1305_state, head: [UInt8], isOver: Bool)
    }

    private let path: String
    private let file: FileHandle
    private var kind: Kind

    init(_ path: String, passphrase: [UInt8]?) throws {
        self.path = path
        guard let file = FileHandle(forReadingAtPath: path) else { throw BackupRefusal.notReadable(path) }
        self.file = file
        kind = .plain(left: 0)
        if try Envelope.isSealed(path) {
            guard let passphrase else { throw BackupRefusal.passphraseNeeded }
            kind = try Self.opened(file, path, passphrase)
        } else {
            kind = .plain(left: try Self.checked(file, path))
        }
    }

    deinit { try? file.close() }

    /// The next piece; empty at the end. Throws `.damaged`.
    func next() throws -> [UInt8] {
        switch kind {
        case .plain(let left):
            let piece = try file.read(upToCount: min(left, Envelope.piece)).map(Array.init) ?? []
            guard left == 0 || !piece.isEmpty else { throw BackupRefusal.damaged(path) }
            kind = .plain(left: left - piece.count)
            return piece
        case .sealed(_, _, isOver: true):
            guard try file.read(upToCount: 1)?.isEmpty ?? true else { throw BackupRefusal.damaged(path) }
            return []
        case .sealed(var state, let head, isOver: false):
            let overhead = Int(crypto_secretstream_xchacha20poly1305_ABYTES)
            let sealed = try file.read(upToCount: Envelope.piece + overhead).map(Array.init) ?? []
            guard sealed.count >= overhead else { throw BackupRefusal.damaged(path) }
            var piece = [UInt8](repeating: 0, count: sealed.count - overhead)
            var tag: UInt8 = 0
            guard
                crypto_secretstream_xchacha20poly1305_pull(
                    &state, &piece, nil, &tag, sealed, UInt64(sealed.count), head, UInt64(head.count)) == 0
            else { throw BackupRefusal.damaged(path) }
            let isLast = tag == UInt8(crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            kind = .sealed(state, head: head, isOver: isLast)
            // An empty last piece: ask once more, which looks for what should not be there.
            return piece.isEmpty && isLast ? try next() : piece
        }
    }

    /// Compares the hash at the end with the file; returns how many bytes stand before it.
    private static func checked(_ file: FileHandle, _ path: String) throws -> Int {
        let size = Int(try file.seekToEnd())
        let inner = size - Envelope.trailerSize
        guard inner > 0 else { throw BackupRefusal.notABackup(path) }
        try file.seek(toOffset: UInt64(inner))
        let trailer = try file.read(upToCount: Envelope.trailerSize).map(Array.init) ?? []
        guard trailer.starts(with: Envelope.trailerHead) else { throw BackupRefusal.notABackup(path) }
        try file.seek(toOffset: 0)
        var state = crypto_hash_sha256_state()
        crypto_hash_sha256_init(&state)
        var left = inner
        while left > 0, let piece = try file.read(upToCount: min(left, 1 << 20)), !piece.isEmpty {
            crypto_hash_sha256_update(&state, Array(piece), UInt64(piece.count))
            left -= piece.count
        }
        var hash = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&state, &hash)
        guard left == 0, trailer.suffix(32).elementsEqual(hash) else { throw BackupRefusal.damaged(path) }
        try file.seek(toOffset: 0)
        return inner
    }

    private static func opened(_ file: FileHandle, _ path: String, _ passphrase: [UInt8]) throws -> Kind {
        let head = try file.read(upToCount: Envelope.headSize).map(Array.init) ?? []
        guard head.count == Envelope.headSize else { throw BackupRefusal.damaged(path) }
        let mark = Envelope.sealedMark.count
        let salt = Array(head[mark..<mark + Int(crypto_pwhash_SALTBYTES)])
        func number(_ start: Int) -> UInt64 {
            (0..<8).reduce(0) { $0 | UInt64(head[start + $1]) << (8 * UInt64($1)) }
        }
        let (passes, memory) = (number(mark + salt.count), number(mark + salt.count + 8))
        guard (1...10).contains(passes), (8192...UInt64(Envelope.mostMemory)).contains(memory),
            let key = Envelope.key(passphrase, salt: salt, passes: passes, memory: Int(memory))
        else { throw BackupRefusal.damaged(path) }
        var state = crypto_secretstream_xchacha20poly1305_state()
        let start = Array(head.suffix(Int(crypto_secretstream_xchacha20poly1305_HEADERBYTES)))
        guard crypto_secretstream_xchacha20poly1305_init_pull(&state, start, key) == 0 else {
            throw BackupRefusal.damaged(path)
        }
        // The first piece tells a wrong pass-phrase from a damaged file further on.
        let place = try file.offset()
        let trial = EnvelopeTrial(state: state, head: head)
        guard try trial.opens(file) else { throw BackupRefusal.wrongPassphrase(path) }
        try file.seek(toOffset: place)
        return .sealed(state, head: head, isOver: false)
    }
}

/// Whether the first piece opens with a key.
private struct EnvelopeTrial {
    var state: crypto_secretstream_xchacha20poly1305_state
    let head: [UInt8]

    func opens(_ file: FileHandle) throws -> Bool {
        var state = state
        let overhead = Int(crypto_secretstream_xchacha20poly1305_ABYTES)
        let sealed = try file.read(upToCount: Envelope.piece + overhead).map(Array.init) ?? []
        guard sealed.count >= overhead else { return false }
        var piece = [UInt8](repeating: 0, count: sealed.count - overhead)
        var tag: UInt8 = 0
        return crypto_secretstream_xchacha20poly1305_pull(
            &state, &piece, nil, &tag, sealed, UInt64(sealed.count), head, UInt64(head.count)) == 0
    }
}
