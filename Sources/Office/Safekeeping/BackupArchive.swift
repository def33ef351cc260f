import CArchive
import CSodium
import Foundation

/// Writes the parts of a backup as tar.zst into an envelope.
final class BackupArchiveWriter {
    private let archive: OpaquePointer
    private let sink: Sink

    /// Where the library's callback leaves bytes, and the error it met.
    private final class Sink {
        let envelope: EnvelopeWriter
        var failure: (any Error)?
        init(_ envelope: EnvelopeWriter) { self.envelope = envelope }
    }

    init(_ envelope: EnvelopeWriter) throws {
        guard let archive = archive_write_new() else { throw ArchiveFault(message: "no memory") }
        (self.archive, sink) = (archive, Sink(envelope))
        archive_write_set_format_pax_restricted(archive)
        archive_write_set_bytes_per_block(archive, 10_240)
        // Otherwise zeros would follow the last frame of zstd, which no reader takes for one.
        archive_write_set_bytes_in_last_block(archive, 1)
        guard archive_write_add_filter_zstd(archive) == ARCHIVE_OK,
            archive_write_set_filter_option(archive, "zstd", "compression-level", "3") == ARCHIVE_OK
        else { throw fault }
        let opened = archive_write_open(
            archive, Unmanaged.passUnretained(sink).toOpaque(), nil,
            { _, context, bytes, count in
                guard let context else { return -1 }
                let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
                do {
                    try sink.envelope.write(UnsafeRawBufferPointer(start: bytes, count: count))
                    return count
                } catch {
                    sink.failure = error
                    return -1
                }
            }, nil)
        guard opened == ARCHIVE_OK else { throw fault }
    }

    deinit { archive_write_free(archive) }

    private var fault: any Error {
        sink.failure ?? ArchiveFault(message: archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
    }

    func add(_ name: String, _ bytes: [UInt8]) throws {
        try begin(name, size: Int64(bytes.count))
        try bytes.withUnsafeBytes { try put($0) }
    }

    /// The file as it is now; the hash of what went in. A file that shrinks meanwhile is a fault.
    @discardableResult func add(_ name: String, file path: String) throws -> String {
        guard let file = FileHandle(forReadingAtPath: path) else { throw BackupRefusal.notReadable(path) }
        defer { try? file.close() }
        let size = try file.seekToEnd()
        try file.seek(toOffset: 0)
        try begin(name, size: Int64(size))
        var state = crypto_hash_sha256_state()
        crypto_hash_sha256_init(&state)
        var left = Int(size)
        while left > 0, let piece = try file.read(upToCount: min(left, 1 << 20)), !piece.isEmpty {
            try piece.withUnsafeBytes { bytes in
                _ = crypto_hash_sha256_update(&state, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
                try put(bytes)
            }
            left -= piece.count
        }
        guard left == 0 else { throw BackupRefusal.notReadable(path) }
        var hash = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&state, &hash)
        return Digest.hex(hash)
    }

    func finish() throws {
        guard archive_write_close(archive) == ARCHIVE_OK else { throw fault }
        try sink.envelope.finish()
    }

    private func begin(_ name: String, size: Int64) throws {
        guard let entry = archive_entry_new() else { throw ArchiveFault(message: "no memory") }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, name)
        archive_entry_set_size(entry, size)
        archive_entry_set_filetype(entry, regularFile)
        archive_entry_set_perm(entry, 0o600)
        guard archive_write_header(archive, entry) == ARCHIVE_OK else { throw fault }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws {
        guard !bytes.isEmpty else { return }
        guard archive_write_data(archive, bytes.baseAddress, bytes.count) == bytes.count else { throw fault }
    }
}

/// Reads the parts of a backup out of its envelope, one after the other.
final class BackupArchiveReader {
    private let archive: OpaquePointer
    private let source: Source

    private final class Source {
        let envelope: EnvelopeReader
        var failure: (any Error)?
        var piece: UnsafeMutableRawBufferPointer = .allocate(byteCount: Envelope.piece, alignment: 16)
        init(_ envelope: EnvelopeReader) { self.envelope = envelope }
        deinit { piece.deallocate() }
    }

    init(_ envelope: EnvelopeReader) throws {
        guard let archive = archive_read_new() else { throw ArchiveFault(message: "no memory") }
        (self.archive, source) = (archive, Source(envelope))
        guard archive_read_support_filter_zstd(archive) == ARCHIVE_OK,
            archive_read_support_format_tar(archive) == ARCHIVE_OK
        else { throw fault }
        let opened = archive_read_open(
            archive, Unmanaged.passUnretained(source).toOpaque(), nil,
            { _, context, bytes in
                guard let context else { return -1 }
                let source = Unmanaged<Source>.fromOpaque(context).takeUnretainedValue()
                do {
                    let piece = try source.envelope.next()
                    piece.withUnsafeBytes { source.piece.copyMemory(from: $0) }
                    bytes?.pointee = UnsafeRawPointer(source.piece.baseAddress)
                    return piece.count
                } catch {
                    source.failure = error
                    return -1
                }
            }, nil)
        guard opened == ARCHIVE_OK else { throw fault }
    }

    deinit { archive_read_free(archive) }

    private var fault: any Error {
        source.failure ?? ArchiveFault(message: archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
    }

    /// The next part; nil at the end, when the envelope has been read to its end too.
    func next() throws -> (name: String, size: Int64)? {
        var entry: OpaquePointer?
        switch archive_read_next_header(archive, &entry) {
        case ARCHIVE_OK:
            guard let entry, let name = archive_entry_pathname(entry),
                archive_entry_filetype(entry) == regularFile
            else { throw ArchiveFault(message: "an entry without a name or that is no file") }
            return (String(cString: name), archive_entry_size(entry))
        case ARCHIVE_EOF:
            // What stands behind the end of the archive is under the envelope's seal too.
            while try !source.envelope.next().isEmpty {}
            return nil
        default: throw fault
        }
    }

    /// The content of the part that `next` came to, piece by piece.
    func content(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var (bytes, count, offset): (UnsafeRawPointer?, Int, la_int64_t) = (nil, 0, 0)
        while true {
            switch archive_read_data_block(archive, &bytes, &count, &offset) {
            case ARCHIVE_OK: try body(UnsafeRawBufferPointer(start: bytes, count: count))
            case ARCHIVE_EOF: return
            default: throw fault
            }
        }
    }
}

/// The library could not write or read; the envelope has been checked, so this is a fault of ours or of the disk.
struct ArchiveFault: Error { let message: String }

/// `AE_IFREG`, a macro that Swift does not see.
private let regularFile: UInt32 = 0o100000
