import CSodium
import Glibc

/// A file of a form while it arrives: written to disk and hashed in one go.
final class UploadFile {
    private let part: MultipartReader.Part
    private let descriptor: Int32
    private let path: String
    private var hash = crypto_hash_sha256_state()
    private var size = 0

    /// Makes an empty file in `folder`. Throws `.uploadNotStored`.
    init(_ part: MultipartReader.Part, in folder: String) throws(RequestRefusal) {
        var template = Array("\(folder)/\(Self.prefix)XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .uploadNotStored(code: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.part = part
        crypto_hash_sha256_init(&hash)
    }

    deinit { close(descriptor) }

    /// Throws `.uploadNotStored` when the disk is full.
    func append(_ bytes: ArraySlice<UInt8>) throws(RequestRefusal) {
        let failure: Int32 = bytes.withUnsafeBufferPointer { all in
            crypto_hash_sha256_update(&hash, all.baseAddress, UInt64(all.count))
            var written = 0
            while written < all.count {
                let count = write(descriptor, all.baseAddress.map { $0 + written }, all.count - written)
                if count < 0, errno != EINTR { return errno }
                written += max(count, 0)
            }
            return 0
        }
        guard failure == 0 else { throw .uploadNotStored(code: failure) }
        size += bytes.count
    }

    func finish() -> Upload {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&hash, &digest)
        return Upload(
            field: part.name, filename: part.filename ?? "", contentType: part.contentType, path: path, size: size,
            sha256: digest.hexadecimal)
    }

    /// Removes the file, unless somebody moved it.
    static func remove(_ path: String) { unlink(path) }

    private static let prefix = "vinhdanh-upload-"

    /// Removes files that a server left in `folder` when it was killed: those older than a day.
    static func removeStale(in folder: String) { StaleFiles.remove(in: folder, named: prefix) }

    /// Where the file lies, so that it can be removed whatever happens.
    var location: String { path }
}
