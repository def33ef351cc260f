import Glibc

/// A file made for one answer or one reading. Only the program may open it, and it is removed with the last that holds it:
/// also where the answer is never sent, because the visitor left or is already told that nothing changed.
public final class PassingFile: Sendable {
    public let path: String

    /// An empty file in the folder for temporary files.
    ///
    /// - Parameter ending: of its name: `docx`.
    /// - Throws: `.fileNotMade`.
    public init(ending: String) throws(RequestRefusal) {
        let tail = ending.isEmpty ? "" : ".\(ending)"
        var template = Array("\(Self.folder)/\(Self.prefix)XXXXXX\(tail)".utf8CString)
        let descriptor = mkstemps(&template, Int32(tail.utf8.count))
        guard descriptor >= 0 else { throw .fileNotMade(code: errno) }
        close(descriptor)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { unlink(path) }

    /// The file stays at least as long as `body` runs.
    public func hold<Result>(_ body: (String) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(path) }
    }

    /// Bytes written so far.
    public var size: Int {
        var facts = stat()
        return lstat(path, &facts) == 0 ? Int(facts.st_size) : 0
    }

    static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

    private static let prefix = "vinhdanh-passing-"

    /// Removes those that a killed program left.
    static func removeStale() { StaleFiles.remove(in: folder, named: prefix) }
}

/// Files that a program left when it was killed.
enum StaleFiles {
    /// Removes from `folder` those older than a day whose names begin so.
    static func remove(in folder: String, named prefix: String) {
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        let yesterday = time(nil) - 86_400
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            var facts = stat()
            guard name.hasPrefix(prefix), lstat("\(folder)/\(name)", &facts) == 0, facts.st_mtim.tv_sec < yesterday
            else { continue }
            unlink("\(folder)/\(name)")
        }
    }
}
