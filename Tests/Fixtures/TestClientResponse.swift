import Glibc
import HTTP

/// What a test client received.
public struct TestResponse: Equatable, CustomStringConvertible {
    public var status: Int
    /// Names in lower case, in the order sent.
    public var headers: [(name: String, value: String)]
    public var bytes: [UInt8]

    /// The body as text.
    public var body: String { String(decoding: bytes, as: UTF8.self) }

    public init(status: Int, headers: [(name: String, value: String)], bytes: [UInt8]) {
        (self.status, self.headers, self.bytes) = (status, headers, bytes)
    }

    /// What a browser would receive of `response`. Throws when the response cannot be sent.
    public init(_ response: Response, secure: Bool, withoutBody: Bool) throws {
        let fields = try response.fields(secure: secure).map { (name: $0.0.lowercased(), value: $0.1) }
        var bytes: [UInt8] = []
        switch response.body {
        case .bytes(let content): bytes = content
        case .file(let path, let size): bytes = Array(try TestFile.read(path).prefix(size))
        }
        self.init(status: response.status, headers: fields, bytes: withoutBody ? [] : bytes)
    }

    /// The first value of a header.
    public func header(_ name: String) -> String? {
        headers.first { $0.name == name.lowercased() }?.value
    }

    /// Every value of a header.
    public func all(_ name: String) -> [String] {
        headers.filter { $0.name == name.lowercased() }.map(\.value)
    }

    public var description: String {
        ["\(status)"].joined() + headers.map { "\n\($0.name): \($0.value)" }.joined() + "\n\n" + body
    }

    public static func == (one: TestResponse, other: TestResponse) -> Bool { one.description == other.description }
}

/// Files of tests.
public enum TestFile {
    /// A file could not be read or written.
    public struct Fault: Error { let path: String, code: Int32 }

    public static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw Fault(path: path, code: errno) }
        defer { fclose(file) }
        var content: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&block, 1, block.count, file), count > 0 { content += block.prefix(count) }
        return content
    }

    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    public static func remove(_ path: String) { unlink(path) }
}
