import Fixtures
import Glibc
import HTTP
import Testing

/// Starts a server for one test and stops it afterwards.
@discardableResult
func serving<Result>(
    limits: Limits = Limits(), route: @escaping @Sendable (RequestHead) -> Admission = { _ in .admit() },
    log: (@Sendable (AccessLine) -> Void)? = nil,
    answer: @escaping @Sendable (Request) -> Response, _ body: (Int, Server) throws -> Result
) throws -> Result {
    let server = Server(threads: 2, limits: limits, route: route, answer: answer, log: log)
    let port = try server.start()
    defer { server.stop() }
    return try body(port, server)
}

/// Waits until something that another thread does has come true, at most ten seconds.
func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<2000 {
        if condition() { return true }
        usleep(5_000)
    }
    return false
}

@Suite("A server") struct ServerTests {
    @Test("answers a page, a form, a file and a redirect") func basics() throws {
        try serving(answer: Self.echo) { port, _ in
            let client = TestClient(port: port)
            let page = try client.get("/hồ-sơ?loại=chiến sĩ&x=1&x=2")
            #expect(page.status == 200)
            #expect(page.body == "/hồ-sơ loại=chiến sĩ&x=1&x=2 ")
            let form = try client.post("/gửi", form: [("tên", "Nguyễn Văn A & B"), ("ghi chú", "dòng 1\r\ndòng 2")])
            #expect(form.body == "/gửi  tên=Nguyễn Văn A & B&ghi chú=dòng 1\r\ndòng 2")
            let file = TestClient.File("tệp", name: "Kế hoạch số 12.docx", bytes: Array("xin chào".utf8))
            let upload = try client.upload("/tệp", file: file, form: [("a", "b")])
            #expect(upload.body == "/tệp  a=b[Kế hoạch số 12.docx 9 8aaecd06d85c]")
        }
    }

    @Sendable static func echo(_ request: Request) -> Response {
        let join = { (all: Parameters) in all.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: "&") }
        let files = request.uploads.map { "[\($0.filename) \($0.size) \($0.sha256.prefix(12))]" }.joined()
        return .text("\(request.path) \(join(request.query)) \(join(request.form))\(files)")
    }
}
