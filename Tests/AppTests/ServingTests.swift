import Fixtures
import Glibc
import HTTP
import Office
import Testing
import Vocabulary

@testable import App

// One after the other: a process has one server that its figures are about.
@Suite("The application behind its socket", .serialized) struct ServingTests {
    /// A server with every page of the application over the store of a test.
    private func serving(_ body: (TestClient, TestProvince, Assets) throws -> Void) throws {
        let province = try TestProvince(.sqlite, onDisk: true)
        let assets = try Assets(folder: AssetsTests.folder)
        let router = Installation(office: province.office, dataFolder: "").router(assets: assets) { number, error in
            Issue.record("fault \(number): \(error)")
        }
        let server = Server(
            port: 0, threads: 2, route: { router.admit($0) }, answer: { router.answer($0) },
            refusal: { router.page(for: $0) })
        Measures.shared.watch { server.metrics }
        let port = try server.start()
        defer { server.stop() }
        try body(TestClient(port: port), province, assets)
    }

    @Test("says that it is well, and gives its figures to a watcher")
    func health() throws {
        try serving { client, _, _ in
            let health = try client.get("/healthz")
            #expect(health.status == 200)
            #expect(health.body == "ok\n")
            _ = try client.get("/khong-co")
            // An answer is counted when its last byte is out, which its reader may see first.
            var metrics = try client.get("/metrics")
            for _ in 0..<500
            where !(metrics.body.contains(/class="4xx"} [1-9]/) && metrics.body.contains(/class="2xx"} [1-9]/)) {
                usleep(10_000)
                metrics = try client.get("/metrics")
            }
            #expect(metrics.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            for line in metrics.body.split(separator: "\n") {
                #expect(
                    line.hasPrefix("# ")
                        || line.wholeMatch(of: /vinhdanh_[a-z_]+(?:\{[a-z]+="[^"]+"\})? [0-9.e+-]+/) != nil, "\(line)")
            }
            for figure in [
                "http_answers_total{class=\"2xx\"}", "http_answers_total{class=\"4xx\"}", "http_seconds_count",
                "resident_bytes",
            ] {
                let value = metrics.body.split(separator: "\n").first { $0.hasPrefix("vinhdanh_\(figure) ") }?.split(
                    separator: " "
                ).last
                #expect((value.flatMap { Double($0) } ?? 0) > 0, "\(figure)")
            }
        }
    }

    @Test("gives style, script and icon for ever under their addresses, and nothing under others")
    func assets() throws {
        try serving { client, _, assets in
            for path in [assets.frame.style, assets.frame.script, assets.frame.icon] {
                let file = try #require(assets[path])
                let answer = try client.get(path)
                #expect(answer.status == 200)
                #expect(answer.bytes == file.bytes)
                #expect(answer.header("Content-Type") == file.contentType)
                #expect(answer.header("Cache-Control") == "public, max-age=31536000, immutable")
                #expect(answer.header("ETag") == file.tag)
                let known = try client.get(path, headers: [("If-None-Match", file.tag)])
                #expect(known.status == 304 && known.bytes.isEmpty)
            }
            for path in ["/tinh/vinhdanh.css", "/tinh/holidays.json", "/tinh/..%2fholidays.json", "/tinh/"] {
                #expect([400, 404].contains(try client.get(path).status), "\(path)")
            }
        }
    }

    @Test("signs a person in, keeps strangers out and says so in whole pages")
    func pages() throws {
        try serving { client, province, _ in
            #expect(try client.get("/chuong-trinh").header("Location") == "/dang-nhap?ve=/chuong-trinh")
            let signIn = try client.get("/dang-nhap")
            #expect(signIn.header("Cache-Control") == "no-store")
            #expect(signIn.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") ?? false)
            let answer = try client.post(
                "/dang-nhap", form: [("ten", Role.specialist.code), ("mat-khau", TestProvince.password), ("ve", "")])
            #expect(answer.header("Location") == "/")
            let home = try client.follow(client.get("/"))
            #expect(home.status == 200)
            #expect(home.body.contains("Đặng Hạnh Nguyên"))
            #expect(try client.head("/chuong-trinh").bytes.isEmpty)
            let missing = try client.get("/khong-co")
            #expect(missing.status == 404 && missing.body.contains("Về trang đầu"))
            let large = try client.post("/dang-xuat", form: [("_ma", String(repeating: "x", count: 300_000))])
            #expect(large.status == 413 && large.body.contains("Về trang đầu"))
            #expect(try client.get("/tim?tim=%00").status == 400)
            #expect(try province.faults() == [])
        }
    }

    @Test("takes a plan from its upload to the programme")
    func upload() throws {
        try serving { client, province, _ in
            client.cookies = try province.client(.specialist).cookies
            let token = try province.formToken(client)
            let file = TestClient.File(
                "tep", name: "kế hoạch.txt", contentType: "text/plain", bytes: Array(TestPlan().text.utf8))
            let form = [("don-vi", province.province.id.description), ("nam", "2026"), ("_ma", token)]
            let sent = try client.upload("/chuong-trinh/nhap", file: file, form: form)
            #expect(sent.header("Location") == "/ban-nhap/1")
            try province.settle(ID(1))
            let adopted = try client.post("/ban-nhap/1/nhan", form: [("_ma", token)])
            #expect(adopted.header("Location") == "/chuong-trinh/ke-hoach/1")
            #expect(try client.follow(adopted).body.contains(TestPlan.course.text))
            #expect(try province.faults() == [])
        }
    }
}
