/// What a handler answers. Content-Length, Date and Connection are added by the server.
public struct Response: Sendable {
    public enum Body: Sendable, Equatable {
        case bytes([UInt8])
        /// A file on disk, sent without passing through memory.
        case file(path: String, size: Int)
    }

    public var status: Int
    public var headers: [(String, String)]
    public var cookies: [Cookie] = []
    public var body: Body
    /// The file of the body, where it was made for this answer: it goes when the answer has gone.
    private var passing: PassingFile?

    public init(status: Int = 200, headers: [(String, String)] = [], body: Body = .bytes([])) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    /// An HTML page.
    public static func page(_ html: [UInt8], status: Int = 200) -> Response {
        Response(status: status, headers: [("Content-Type", "text/html; charset=utf-8")], body: .bytes(html))
    }

    public static func text(_ text: String, status: Int = 200) -> Response {
        Response(
            status: status, headers: [("Content-Type", "text/plain; charset=utf-8")], body: .bytes(Array(text.utf8)))
    }

    public static func json(_ bytes: [UInt8], status: Int = 200) -> Response {
        Response(status: status, headers: [("Content-Type", "application/json")], body: .bytes(bytes))
    }

    /// 303 to a page of this site. Anything that is not a path of this site makes the response faulty (500).
    public static func redirect(to path: String) -> Response {
        let isOurs = path.hasPrefix("/") && !path.hasPrefix("//") && !path.hasPrefix("/\\")
        let isClean = path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        return Response(
            status: 303, headers: [("Location", isOurs && isClean ? PercentEncoding.headerSafe(path) : "\n")])
    }

    /// A file of `size` bytes. With `downloadName` the browser offers to save it under that (Vietnamese) name.
    public static func file(path: String, size: Int, contentType: String, downloadName: String? = nil) -> Response {
        let response = Response(headers: [("Content-Type", contentType)], body: .file(path: path, size: size))
        return downloadName.map(response.offered(as:)) ?? response
    }

    /// A file that was made for this answer.
    public static func file(_ passing: PassingFile, contentType: String, downloadName: String) -> Response {
        var response = file(
            path: passing.path, size: passing.size, contentType: contentType, downloadName: downloadName)
        response.passing = passing
        return response
    }

    /// The same answer, offered by the browser as a download of that name.
    public func offered(as name: String) -> Response {
        let plain = String(decoding: name.utf8.map { $0.isPlainNameCharacter ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
        return with(
            "Content-Disposition", "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentEncoding.encode(name))"
        )
    }

    /// The value of a header; nil when it is not set.
    public func header(_ name: String) -> String? {
        headers.first { Self.same($0.0, name) }?.1
    }

    /// The same answer with `name` set to `value`, replacing an earlier one.
    /// A value with a line break or another control character makes the response faulty: the visitor gets a 500.
    public func with(_ name: String, _ value: String) -> Response {
        var changed = self
        changed.headers.removeAll { Self.same($0.0, name) }
        changed.headers.append((name, value))
        return changed
    }

    public func settingCookie(_ name: String, _ value: String, maxAge: Int? = nil, path: String = "/") -> Response {
        var changed = self
        changed.cookies.append(Cookie(name, value, maxAge: maxAge, path: path))
        return changed
    }

    /// Makes the browser forget a cookie.
    public func removingCookie(_ name: String, path: String = "/") -> Response {
        settingCookie(name, "", maxAge: 0, path: path)
    }

    /// Every field as it goes out, cookies included.
    /// - Throws: `.faultyResponse` when a field would break the header (no header injection) or the status is no status.
    public func fields(secure: Bool) throws(RequestRefusal) -> [(String, String)] {
        guard (200...599).contains(status) else { throw .faultyResponse("status \(status)") }
        for (name, value) in headers {
            guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter) else { throw .faultyResponse("header name") }
            guard !value.utf8.contains(where: \.isForbiddenInValue) else { throw .faultyResponse("value of \(name)") }
        }
        var fields = headers
        for cookie in cookies {
            guard let field = cookie.field(secure: secure) else { throw .faultyResponse("cookie \(cookie.name)") }
            fields.append(("Set-Cookie", field))
        }
        return fields
    }

    private static func same(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count && zip(one.utf8, other.utf8).allSatisfy { $0.lowercased == $1.lowercased }
    }
}

extension UInt8 {
    fileprivate var isPlainNameCharacter: Bool {
        (0x20...0x7E).contains(self) && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
            && self != UInt8(ascii: "%")
    }
}
