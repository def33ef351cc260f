import Glibc

/// The file to be read: where it lies, what its user calls it, what it is, and what reading it may cost.
struct SourceFile {
    let path: String
    let name: String
    let size: Int
    let kind: FileKind
    let limits: PaperLimits
    let tools: PaperTools

    init(path: String, name: String?, limits: PaperLimits, tools: PaperTools) throws(PaperRefusal) {
        let name = name ?? path.split(separator: "/").last.map(String.init) ?? path
        var status = stat()
        guard !path.utf8.contains(0), stat(path, &status) == 0 else {
            throw PaperRefusal(file: name, reason: errno == EACCES ? .unreadable : .missing)
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw PaperRefusal(file: name, reason: .folder)
        case S_IFREG: break
        default: throw PaperRefusal(file: name, reason: .unknown(nil))
        }
        let size = Int(status.st_size)
        if size == 0 { throw PaperRefusal(file: name, reason: .empty) }
        if size > limits.bytes { throw PaperRefusal(file: name, reason: .tooLarge(bytes: size, limit: limits.bytes)) }
        guard let head = Self.bytes(of: path, atMost: 4096) else { throw PaperRefusal(file: name, reason: .unreadable) }
        (self.path, self.name, self.size, self.limits, self.tools) = (path, name, size, limits, tools)
        kind = FileKind(head)
    }

    /// The same limits and name for another file, as a converted copy.
    func replaced(by path: String) throws(PaperRefusal) -> SourceFile {
        try SourceFile(path: path, name: name, limits: limits, tools: tools)
    }

    func refusal(_ reason: PaperRefusal.Reason) -> PaperRefusal { PaperRefusal(file: name, reason: reason) }

    /// Lower case, without the dot; empty where there is none.
    var fileExtension: String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    func bytes() throws(PaperRefusal) -> [UInt8] {
        guard let bytes = Self.bytes(of: path, atMost: limits.bytes + 1) else { throw refusal(.unreadable) }
        if bytes.count > limits.bytes { throw refusal(.tooLarge(bytes: bytes.count, limit: limits.bytes)) }
        return bytes
    }

    private static func bytes(of path: String, atMost limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(limit, 1 << 16))
        while bytes.count < limit {
            let count = read(descriptor, &chunk, min(chunk.count, limit - bytes.count))
            if count < 0 {
                if errno == EINTR { continue }
                return nil
            }
            if count == 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }
}
