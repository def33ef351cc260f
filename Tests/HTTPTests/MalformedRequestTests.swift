import Fixtures
import HTTP
import Testing

@Suite("A request that breaks the protocol") struct MalformedRequestTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let request: String
        var status = 400
        var testDescription: String { name }
    }

    private static let host = "Host: vinhdanh.test\r\n"

    static let cases = [
        Case(
            name: "length and chunks",
            request: "POST / HTTP/1.1\r\n\(host)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Case(
            name: "chunks and length",
            request: "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"),
        Case(
            name: "two lengths", request: "POST / HTTP/1.1\r\n\(host)Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"
        ),
        Case(
            name: "the same length twice",
            request: "POST / HTTP/1.1\r\n\(host)Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd"),
        Case(name: "a list of lengths", request: "POST / HTTP/1.1\r\n\(host)Content-Length: 4, 4\r\n\r\nabcd"),
        Case(name: "a signed length", request: "POST / HTTP/1.1\r\n\(host)Content-Length: +4\r\n\r\nabcd"),
        Case(name: "an empty length", request: "POST / HTTP/1.1\r\n\(host)Content-Length:\r\n\r\n"),
        Case(
            name: "two encodings",
            request:
                "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Case(
            name: "an unknown encoding",
            request: "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Case(
            name: "a list of encodings",
            request: "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        Case(name: "no host", request: "GET / HTTP/1.1\r\n\r\n"),
        Case(name: "no host in HTTP/1.0", request: "GET / HTTP/1.0\r\n\r\n"),
        Case(name: "two hosts", request: "GET / HTTP/1.1\r\n\(host)Host: other\r\n\r\n"),
        Case(name: "a blank before the colon", request: "GET / HTTP/1.1\r\nHost : vinhdanh.test\r\n\r\n"),
        Case(name: "a blank before another colon", request: "GET / HTTP/1.1\r\n\(host)X-A : b\r\n\r\n"),
        Case(name: "a header without a name", request: "GET / HTTP/1.1\r\n\(host): b\r\n\r\n"),
        Case(name: "a NUL in a value", request: "GET / HTTP/1.1\r\n\(host)X-A: a\0b\r\nX-B: c\r\n\r\n"),
        Case(name: "a NUL at the end of a value", request: "GET / HTTP/1.1\r\n\(host)X-A: a\0\r\nX-B: c\r\n\r\n"),
        Case(name: "a NUL in the last value", request: "GET / HTTP/1.1\r\n\(host)X-A: a\0bcd\r\n\r\n"),
        Case(name: "a NUL in a name", request: "GET / HTTP/1.1\r\n\(host)X\0A: a\r\n\r\n"),
        Case(name: "a NUL in the host", request: "GET / HTTP/1.1\r\nHost: a\0.test\r\n\r\n"),
        Case(name: "a NUL in the target", request: "GET /a\0b HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "a NUL in the query", request: "GET /a?b\0c=d HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "a control character in a value", request: "GET / HTTP/1.1\r\n\(host)X-A: a\u{1}b\r\n\r\n"),
        Case(name: "a bare CR in a value", request: "GET / HTTP/1.1\r\n\(host)X-A: a\rX-B: c\r\n\r\n"),
        Case(name: "a folded header", request: "GET / HTTP/1.1\r\n\(host)X-A: a\r\n b\r\n\r\n"),
        Case(name: "a folded last header", request: "GET / HTTP/1.1\r\nX-A: a\r\n\(host) b\r\n\r\n"),
        Case(name: "a whole address as target", request: "GET http://vinhdanh.test/ HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "a broken escape", request: "GET /%zz HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "half an escape", request: "GET /a%4 HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "an escaped NUL", request: "GET /a%00b HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "an escaped line break", request: "GET /a%0d%0aSet-Cookie:x HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "bytes that are not UTF-8", request: "GET /%c3%28 HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "an overlong escape of a slash", request: "GET /%c0%af HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "a way out of the folder", request: "GET /a/../../etc/passwd HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "an escaped way out", request: "GET /%2e%2e/etc HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "an escaped slash", request: "GET /a%2fb HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "a backslash", request: "GET /a%5cb HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "a query that is not UTF-8", request: "GET /?a=%ff HTTP/1.1\r\n\(host)\r\n"),
        Case(name: "an unknown method", request: "BREW / HTTP/1.1\r\n\(host)\r\n", status: 501),
        Case(
            name: "an address that is too long",
            request: "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n\(host)\r\n", status: 414),
        Case(
            name: "too many headers",
            request: "GET / HTTP/1.1\r\n\(host)\((0..<200).map { "X-\($0): 1\r\n" }.joined())\r\n", status: 431),
        Case(
            name: "a header section that is too long",
            request: "GET / HTTP/1.1\r\n\(host)X-A: \(String(repeating: "a", count: 40_000))\r\n\r\n", status: 431),
        Case(
            name: "too many cookies",
            request: "GET / HTTP/1.1\r\n\(host)Cookie: \((0..<60).map { "c\($0)=1" }.joined(separator: "; "))\r\n\r\n"),
        Case(
            name: "too many parameters",
            request: "GET /?\(String(repeating: "a&", count: 1001)) HTTP/1.1\r\n\(host)\r\n"),
    ]

    @Test("is refused and never reaches a handler", arguments: cases)
    func refused(_ broken: Case) throws {
        try serving(answer: { _ in .text("reached") }) { port, server in
            let response = try TestClient.raw(broken.request, port: port)
            #expect(response.status == broken.status)
            #expect(response.body != "reached")
            #expect(eventually { server.metrics.answers[2] == 0 })
        }
    }

    @Test("is answered in Vietnamese and the connection ends")
    func notice() throws {
        try serving(answer: { _ in .text("reached") }) { port, _ in
            let connection = try TestConnection(port: port)
            try connection.send(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            let response = try connection.response()
            #expect(response.body == "Yêu cầu không đúng quy cách nên không đọc được. Hãy tải lại trang rồi thử lại.\n")
            #expect(response.header("connection")?.lowercased() == "close")
            #expect(connection.isClosedByServer())
        }
    }

    @Test("does not make the request behind it count")
    func smuggling() throws {
        try serving(answer: { _ in .text("reached") }) { port, server in
            let connection = try TestConnection(port: port)
            try connection.send(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                    + "GET /quản-trị HTTP/1.1\r\nHost: a\r\n\r\n")
            try #expect(connection.response().status == 400)
            #expect(throws: TestConnection.Fault.self) { try connection.response() }
            #expect(eventually { server.metrics.answers == [0, 0, 0, 0, 1, 0] })
        }
    }

    @Test(
        "leaves well-formed oddities alone",
        arguments: [
            "GET / HTTP/1.1\r\nhost: a\r\n\r\n", "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX-Empty:\r\n\r\n", "GET / HTTP/1.1\r\nX-Empty: \r\nHost:a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a  \r\nX-Tab: a\tb \r\n\r\n", "GET /? HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nCookie: a=1; b\r\n\r\n", "GET / HTTP/1.1\nHost: a\n\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET /a?b=c&d&=e&&f==g HTTP/1.1\r\nHost: a\r\n\r\n",
        ])
    func accepted(_ request: String) throws {
        try serving(answer: { _ in .text("reached") }) { port, _ in
            let response = try TestClient.raw(request, port: port)
            #expect(response.body == "reached")
        }
    }
}
