import Fixtures
import Glibc
import HTTP
import Synchronization
import Testing

@Suite("A response") struct ResponseTests {
    @Sendable static func answer(_ request: Request) -> Response {
        switch request.path {
        case "/thẻ": .page(Array("<p>trang</p>".utf8)).with("Cache-Control", "no-cache").tagged()
        case "/vào": .redirect(to: "/hồ-sơ?trang=2").settingCookie("phien", "s3cret", maxAge: 3600)
        case "/ra": Response.text("").removingCookie("phien")
        case "/tiêm": Response.text("x").with("X-Name", request.query["v"] ?? "")
        case "/tiêm-bánh": Response.text("x").settingCookie("a", request.query["v"] ?? "")
        case "/ngoài": .redirect(to: request.query["v"] ?? "")
        case "/mất": .file(path: "/nonexistent", size: 5, contentType: "text/plain")
        default: .text(request.cookies["phien"] ?? "ẩn danh")
        }
    }

    /// The same test through a socket and without.
    private func both(_ body: (TestClient) throws -> Void) throws {
        try body(TestClient(answer: Self.answer))
        try serving(answer: Self.answer) { port, _ in try body(TestClient(port: port)) }
    }

    @Test("is not sent twice to a browser that has it") func entityTag() throws {
        try both { client in
            let first = try client.get("/thẻ")
            let tag = try #require(first.header("ETag"))
            #expect(tag.count == 34)
            for known in [tag, "W/\(tag)", "\"x\", W/\(tag)", "*"] {
                let second = try client.get("/thẻ", headers: [("If-None-Match", known)])
                #expect(second.status == 304)
                #expect(second.bytes.isEmpty)
                #expect(second.header("ETag") == tag)
                #expect(second.header("Cache-Control") == "no-cache")
                #expect(second.header("Content-Type") == nil)
            }
            try #expect(client.get("/thẻ", headers: [("If-None-Match", "\"x\"")]).body == "<p>trang</p>")
            try #expect(client.send(.post, "/thẻ", headers: [("If-None-Match", tag)], body: []).status == 200)
        }
    }

    @Test("to HEAD has the header of the page and no body") func head() throws {
        try both { client in
            let page = try client.head("/thẻ")
            #expect(page.status == 200)
            #expect(page.bytes.isEmpty)
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
        }
        try serving(answer: Self.answer) { port, server in
            let head = try TestClient(port: port).head("/thẻ")
            #expect(head.header("Content-Length") == "12")
            #expect(eventually { server.metrics.sentBytes == 0 })
        }
    }

    @Test("redirects within the site and sets cookies that scripts cannot read") func cookies() throws {
        try both { client in
            let entered = try client.post("/vào")
            #expect(entered.status == 303)
            #expect(entered.header("Location") == "/h%E1%BB%93-s%C6%A1?trang=2")
            #expect(entered.all("Set-Cookie") == ["phien=s3cret; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax"])
            try #expect(client.follow(entered).body == "s3cret")
            try #expect(client.get("/ra").all("Set-Cookie") == ["phien=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"])
            try #expect(client.get("/").body == "ẩn danh")
            client.headers = [("X-Forwarded-Proto", "https")]
            try #expect(client.post("/vào").header("Set-Cookie")?.hasSuffix("; SameSite=Lax; Secure") == true)
        }
    }

    @Test(
        "that a stranger's text would split is replaced by an error",
        arguments: [
            "/tiêm?v=a%0d%0aSet-Cookie:%20x=1", "/tiêm?v=a%0ab", "/tiêm?v=a%0db", "/tiêm?v=%01", "/tiêm-bánh?v=a;b",
            "/tiêm-bánh?v=a%0ab", "/ngoài?v=//ác.example/", "/ngoài?v=https://ác.example/", "/ngoài?v=/%5cxyz",
            "/ngoài?v=",
            "/ngoài?v=/a%0d%0ab", "/mất",
        ])
    func injection(_ target: String) throws {
        try serving(answer: Self.answer) { port, _ in
            let response = try TestClient(port: port).get(target)
            #expect(response.status == 500)
            #expect(response.body == "Máy chủ gặp lỗi khi trả lời. Hãy thử lại; nếu vẫn lỗi, xin báo quản trị viên.\n")
            #expect(response.all("Set-Cookie") == [])
        }
    }

    @Test("can be a file with a Vietnamese name, which goes with the answer, sent or not") func file() throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        let paths = Mutex<[String]>([])
        let answer: @Sendable (Request) -> Response = { request in
            guard let passing = try? PassingFile(ending: "pdf"), let file = fopen(passing.path, "w") else {
                return .text("", status: 500)
            }
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
            var facts = stat()
            stat(passing.path, &facts)
            // Nobody else on the machine reads it.
            guard facts.st_mode & 0o777 == 0o600 else { return .text("", status: 500) }
            paths.withLock { $0.append(passing.path) }
            let response = Response.file(
                passing, contentType: "application/pdf", downloadName: "Quyết định \"số 5\".pdf")
            return request.path == "/" ? response : response.with("X-Faulty", "\n")
        }
        try serving(answer: answer) { port, _ in
            let response = try TestClient(port: port).get("/")
            #expect(response.bytes == bytes)
            #expect(
                response.header("Content-Disposition")
                    == "attachment; filename=\"Quy___t _____nh _s___ 5_.pdf\"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20%22s%E1%BB%91%205%22.pdf"
            )
            try #expect(TestClient(port: port).head("/").status == 200)
            try #expect(TestClient(port: port).get("/hong").status == 500)
            let made = paths.withLock(\.self)
            #expect(made.count == 3 && made.allSatisfy { $0.hasSuffix(".pdf") })
            #expect(eventually { made.allSatisfy { !TestFile.exists($0) } })
        }
    }

    @Test("of ten megabytes arrives whole") func large() throws {
        let bytes = (0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 >> 3) }
        try serving(answer: { _ in .json(bytes) }) { port, _ in
            let response = try TestClient(port: port).get("/")
            #expect(response.bytes == bytes)
        }
    }
}
