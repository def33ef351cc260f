import HTTP

/// A browser for tests: keeps cookies, sends forms and files, and talks either straight to an answer closure or to a
/// server on this machine through a socket. Not for use by several threads at once.
public final class TestClient {
    private enum Transport {
        case direct(@Sendable (Request) -> Response)
        case socket(port: Int)
    }

    /// A file to upload.
    public struct File {
        public var field: String
        public var name: String
        public var contentType: String
        public var bytes: [UInt8]

        public init(
            _ field: String, name: String, contentType: String = "application/octet-stream", bytes: [UInt8]
        ) {
            (self.field, self.name, self.contentType, self.bytes) = (field, name, contentType, bytes)
        }
    }

    private let transport: Transport
    /// Sent with every request; what responses set and remove is followed.
    public var cookies: [String: String] = [:]
    /// Sent with every request, such as `("X-Forwarded-Proto", "https")`.
    public var headers: [(String, String)] = []

    /// Calls `answer` without any socket. Bodies are not limited, uploads lie in `/tmp` until the answer is there.
    public init(answer: @escaping @Sendable (Request) -> Response) { transport = .direct(answer) }

    /// Connects to a server on the loopback interface, anew for each request.
    public init(port: Int) { transport = .socket(port: port) }

    /// - Parameter target: path and query; what an address may not hold is escaped, so Vietnamese may be written.
    public func get(_ target: String, headers: [(String, String)] = []) throws -> TestResponse {
        try send(.get, target, headers: headers)
    }

    public func head(_ target: String, headers: [(String, String)] = []) throws -> TestResponse {
        try send(.head, target, headers: headers)
    }

    /// Sends a form as browsers do.
    public func post(
        _ target: String, form: [(String, String)] = [], headers: [(String, String)] = []
    ) throws -> TestResponse {
        let type = ("Content-Type", "application/x-www-form-urlencoded")
        return try send(.post, target, headers: headers + [type], body: Array(Parameters(form).encoded.utf8))
    }

    /// Sends a multipart form with files.
    public func upload(
        _ target: String, file: File, form: [(String, String)] = [], headers: [(String, String)] = []
    ) throws -> TestResponse {
        try upload(target, files: [file], form: form, headers: headers)
    }

    public func upload(
        _ target: String, files: [File], form: [(String, String)] = [], headers: [(String, String)] = []
    ) throws -> TestResponse {
        let boundary = "----vinhdanh7f3a91"
        let type = ("Content-Type", "multipart/form-data; boundary=\(boundary)")
        let body = Self.multipart(boundary: boundary, files: files, form: form)
        return try send(.post, target, headers: headers + [type], body: body)
    }

    /// Follows a redirect, once; returns anything else unchanged.
    public func follow(_ response: TestResponse) throws -> TestResponse {
        guard (300..<400).contains(response.status), let location = response.header("location") else { return response }
        return try get(location)
    }

    /// Sends any request.
    public func send(
        _ method: Method, _ target: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) throws -> TestResponse {
        var fields = self.headers + headers
        if !cookies.isEmpty {
            fields.append(("Cookie", cookies.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "; ")))
        }
        let response =
            switch transport {
            case .direct(let answer): try Self.direct(method, target, fields, body ?? [], answer)
            case .socket(let port): try Self.socket(port, method, target, fields, body)
            }
        keep(response.all("set-cookie"))
        return response
    }

    /// The body of a multipart form.
    public static func multipart(boundary: String, files: [File], form: [(String, String)] = []) -> [UInt8] {
        var body: [UInt8] = []
        func quoted(_ text: String) -> String {
            text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "%22")
        }
        for (name, value) in form {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(quoted(name))\"\r\n\r\n\(value)\r\n".utf8
        }
        for file in files {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(quoted(file.field))\"; ".utf8
            body += "filename=\"\(quoted(file.name))\"\r\nContent-Type: \(file.contentType)\r\n\r\n".utf8
            body += file.bytes
            body += "\r\n".utf8
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    private static func direct(
        _ method: Method, _ target: String, _ fields: [(String, String)], _ body: [UInt8],
        _ answer: @Sendable (Request) -> Response
    ) throws -> TestResponse {
        let all = [("Host", "127.0.0.1"), ("Content-Length", String(body.count))] + fields
        let head = try RequestHead(method: method, target: target, headers: Headers(all))
        let (request, files) = try Request.reading(body, head: head)
        defer { files.forEach(TestFile.remove) }
        let response = answer(request).settled(for: head)
        return try TestResponse(response, secure: head.isForwardedSecure, withoutBody: method == .head)
    }

    private static func socket(
        _ port: Int, _ method: Method, _ target: String, _ fields: [(String, String)], _ body: [UInt8]?
    ) throws -> TestResponse {
        let connection = try TestConnection(port: port)
        var text = "\(method.rawValue) \(Response.redirect(to: target).header("Location") ?? target) HTTP/1.1\r\n"
        text += "Host: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        if let body { text += "Content-Length: \(body.count)\r\n" }
        try connection.send(Array("\(text)\r\n".utf8) + (body ?? []))
        return try connection.response(withoutBody: method == .head)
    }

    private func keep(_ fields: [String]) {
        for field in fields {
            let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            let isRemoval = field.contains("; Max-Age=0")
            cookies[String(pair[0])] = isRemoval ? nil : String(pair[1])
        }
    }
}
