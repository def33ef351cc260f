/// Everything of a request but its body: what `route` decides on.
public struct RequestHead: Sendable {
    /// Never `.head`: the server asks handlers for `.get` and leaves the body out itself.
    public var method: Method
    /// Percent-decoded, valid UTF-8, begins with `/`, without control characters, `.` or `..` segments.
    public var path: String
    public var query: Parameters
    public var headers: Headers
    public var cookies: [String: String]
    /// The visitor's address: the last one of `X-Forwarded-For` when a proxy on this machine connects, else the peer.
    public var remote: String
    /// Whether the visitor reached the proxy on this machine over https.
    public var isForwardedSecure: Bool
    /// Whether only the header of the answer is wanted.
    public var isHead: Bool

    /// Reads method and target as they stand in the request line.
    ///
    /// - Parameters:
    ///   - target: path and query, percent-encoded, as bytes.
    ///   - peer: numeric address of the other end of the socket; forwarded headers are believed from loopback only.
    /// - Throws: `.addressTooLong`, `.malformed`, `.tooManyFields`.
    public init(
        method: Method, target: [UInt8], headers: Headers = Headers(), peer: String = "127.0.0.1",
        limits: Limits = Limits()
    ) throws(RequestRefusal) {
        guard target.count <= limits.targetBytes else { throw .addressTooLong(limit: limits.targetBytes) }
        isHead = method == .head
        self.method = isHead ? .get : method
        let question = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        path = try Self.path(target[..<question])
        let query = target[Swift.min(question + 1, target.endIndex)...]
        self.query = try query.isEmpty ? Parameters() : Parameters(parsing: query, atMost: limits.fieldCount)
        let cookies = headers.all("cookie")
        self.cookies = try cookies.isEmpty ? [:] : Cookie.parse(cookies, atMost: limits.cookieCount)
        let isBehindProxy = peer == "127.0.0.1" || peer == "::1" || peer == "::ffff:127.0.0.1"
        isForwardedSecure = isBehindProxy && headers["x-forwarded-proto"] == "https"
        remote = isBehindProxy ? headers.all("x-forwarded-for").last.flatMap(Self.lastAddress) ?? peer : peer
        self.headers = headers
    }

    /// The same for a target written as text; what an address may not hold is escaped first.
    public init(
        method: Method, target: String, headers: Headers = Headers(), peer: String = "127.0.0.1",
        limits: Limits = Limits()
    ) throws(RequestRefusal) {
        let bytes = Array(PercentEncoding.headerSafe(target).utf8)
        try self.init(method: method, target: bytes, headers: headers, peer: peer, limits: limits)
    }

    private static func path(_ bytes: ArraySlice<UInt8>) throws(RequestRefusal) -> String {
        guard bytes.first == UInt8(ascii: "/") else { throw .malformed("target does not begin with a slash") }
        guard let path = PercentEncoding.decode(bytes, plusIsSpace: false) else {
            throw .malformed("path is not percent-encoded UTF-8")
        }
        // An escaped slash would make a segment mean two things to two readers; so would a backslash.
        let slashes = bytes.count { $0 == UInt8(ascii: "/") }
        var decodedSlashes = 0
        for byte in path.utf8 {
            if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\") {
                throw .malformed("path holds a control character or a backslash")
            }
            if byte == UInt8(ascii: "/") { decodedSlashes += 1 }
        }
        guard slashes == decodedSlashes else { throw .malformed("path holds an escaped slash") }
        if path.utf8.contains(UInt8(ascii: ".")) {
            for segment in path.utf8.split(separator: UInt8(ascii: "/")) {
                if segment.elementsEqual(".".utf8) || segment.elementsEqual("..".utf8) {
                    throw .malformed("path holds a dot segment")
                }
            }
        }
        return path
    }

    private static func lastAddress(_ list: String) -> String? {
        guard let last = list.split(separator: ",").last?.drop(while: { $0 == " " }), (1...45).contains(last.utf8.count)
        else { return nil }
        let isAddress = last.utf8.allSatisfy {
            $0.hexValue != nil || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
        }
        return isAddress ? String(last) : nil
    }
}

/// A whole request: its head and its body, already read and within the limits.
public struct Request: Sendable {
    public var head: RequestHead
    /// The fields of an urlencoded or multipart form; empty for other bodies.
    public var form: Parameters
    /// The files of a multipart form, in order.
    public var uploads: [Upload]
    /// The bytes of the body; empty for multipart forms, which go to `form` and `uploads`.
    public var body: [UInt8]

    public init(head: RequestHead, form: Parameters = Parameters(), uploads: [Upload] = [], body: [UInt8] = []) {
        (self.head, self.form, self.uploads, self.body) = (head, form, uploads, body)
    }

    public var method: Method { head.method }
    public var path: String { head.path }
    public var query: Parameters { head.query }
    public var headers: Headers { head.headers }
    public var cookies: [String: String] { head.cookies }
    public var remote: String { head.remote }
    public var isForwardedSecure: Bool { head.isForwardedSecure }
}

/// A file of a form, on disk. It is removed when the response is done; move it (`rename`) to keep it.
public struct Upload: Sendable, Equatable {
    /// The name of the form field.
    public var field: String
    /// The file's name as the visitor sees it: NFC, without folders or control characters. Never a path to write to.
    public var filename: String
    /// What the browser claims; believe the content instead.
    public var contentType: String
    public var path: String
    public var size: Int
    /// Lower-case hexadecimal.
    public var sha256: String

    public init(field: String, filename: String, contentType: String, path: String, size: Int, sha256: String) {
        (self.field, self.filename, self.contentType) = (field, filename, contentType)
        (self.path, self.size, self.sha256) = (path, size, sha256)
    }
}
