import Foundation

/// The seals outside the database: one a line, only ever added to. Who puts an older database back cannot make this
/// file older too without being seen by whoever keeps a copy of it.
public struct SealFile: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    public var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Adds lines and waits until they are on the disk. Lines that a crash had let through already are not repeated; half
    /// a line is completed.
    func append(_ lines: [String]) throws {
        let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SealRefusal.notWritten(path) }
        defer { close(file) }
        let tail = try Self.tail(of: file, path)
        let known = Set(tail.whole)
        var rest = ""
        for line in lines where !known.contains(line) {
            if rest.isEmpty, !tail.half.isEmpty {
                // Half a line that is not the beginning of this one was written by nobody of ours: it stays, to be seen.
                rest = line.hasPrefix(tail.half) ? String(line.dropFirst(tail.half.count)) + "\n" : "\n\(line)\n"
            } else {
                rest += line + "\n"
            }
        }
        let bytes = Array(rest.utf8)
        let written = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(file) == 0 else { throw SealRefusal.notWritten(path) }
    }

    /// The last whole lines, and what stands after the last line end.
    private static func tail(of file: Int32, _ path: String) throws -> (whole: [String], half: String) {
        let size = lseek(file, 0, SEEK_END)
        guard size >= 0 else { throw SealRefusal.notWritten(path) }
        let length = min(Int(size), 64 * 1024)
        var bytes = [UInt8](repeating: 0, count: length)
        guard pread(file, &bytes, length, size - off_t(length)) == length else { throw SealRefusal.notWritten(path) }
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let half = lines.popLast().map(String.init) ?? ""
        return (lines.map(String.init), half)
    }

    /// Hands over line by line, without their ends.
    func lines(_ body: (String) throws -> Void) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw SealRefusal.notWritten(path) }
        defer { try? file.close() }
        var rest: [UInt8] = []
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            rest.append(contentsOf: piece)
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: 0x0A) {
                try body(String(decoding: rest[start..<end], as: UTF8.self))
                start = end + 1
            }
            rest.removeSubrange(..<start)
        }
        if !rest.isEmpty { try body(String(decoding: rest, as: UTF8.self)) }
    }
}
