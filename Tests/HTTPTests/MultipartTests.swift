import Fixtures
import Glibc
import Synchronization
import Testing

@testable import HTTP

@Suite("A multipart form") struct MultipartTests {
    /// What the reader finds in `body` when it arrives in the given pieces.
    private func read(_ body: [UInt8], boundary: String = "b", pieces: [Int]) throws -> [String] {
        var reader = MultipartReader(boundary: boundary)
        var found: [String] = []
        var content: [UInt8] = []
        var start = 0
        for end in pieces + [body.count] {
            try Array(body[start..<end]).withUnsafeBytes { bytes in
                try reader.take(bytes) { (event) throws(RequestRefusal) in
                    switch event {
                    case .begin(let part): found.append("\(part.name)|\(part.filename ?? "-")|\(part.contentType)")
                    case .data(let bytes): content += bytes
                    case .end:
                        found.append(String(decoding: content, as: UTF8.self))
                        content = []
                    }
                }
            }
            start = end
        }
        try reader.finish()
        return found
    }

    private static let tricky =
        "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"một\"\r\n\r\n\r\n--b \t\r\n"
        + "content-type:text/plain\r\nCONTENT-DISPOSITION:form-data;name=two;filename=\"Kế hoạch.txt\"\r\nX: y\r\n\r\n"
        + "\r\n--\r\n--a\r\n-\r\n--\r--b\r\r\n\n--b--"

    @Test("reads the same however its bytes are split") func splits() throws {
        let body = Array((Self.tricky + "\r\n--b--\r\nepilogue\r\n--b\r\n").utf8)
        let whole = try read(body, pieces: [])
        #expect(
            whole == [
                "một|-|application/octet-stream", "", "two|Kế hoạch.txt|text/plain",
                "\r\n--\r\n--a\r\n-\r\n--\r--b\r\r\n\n--b--",
            ])
        for position in 0...body.count { try #expect(read(body, pieces: [position]) == whole) }
        for size in 1...40 {
            try #expect(read(body, pieces: Array(stride(from: size, to: body.count, by: size))) == whole)
        }
    }

    @Test(
        "that is broken is refused however its bytes are split",
        arguments: [
            "", "--b", "--b\r\n", "text without any delimiter", "--b\r\n\r\nno header\r\n--b--",
            "--b\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--b--",
            "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--", "--b\r\nnonsense\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--bx\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"a\"; x=\"\(String(repeating: "y", count: 9000))\"\r\n\r\nx\r\n--b--",
            "--b\(String(repeating: " ", count: 100))\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--",
        ])
    func broken(_ text: String) {
        let body = Array(text.utf8)
        for size in [1, 2, 3, 7, 64, max(1, body.count)] {
            #expect(throws: RequestRefusal.self) {
                try read(body, pieces: Array(stride(from: size, to: body.count, by: size)))
            }
        }
    }

    @Test(
        "names its boundary with or without quotes and other parameters",
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data;BOUNDARY=\"a b\"", "a b"),
            ("multipart/form-data; charset=utf-8; boundary=abc; x=y", "abc"), ("multipart/form-data", nil),
            ("multipart/form-data; boundary=", nil), ("multipart/mixed; boundary=abc", nil),
            ("multipart/form-data; boundary=\(String(repeating: "a", count: 71))", nil),
        ])
    func boundary(_ contentType: String, _ boundary: String?) {
        #expect(MultipartReader.boundary(of: HeaderParameters(contentType)) == boundary)
    }

    @Test(
        "gives file names as visitors see them",
        arguments: [
            ("filename=\"Quyết định số 5.pdf\"", "Quyết định số 5.pdf"),
            ("filename=\"a %22b%22 c.pdf\"", "a \"b\" c.pdf"), ("filename=\"a \\\"b\\\".pdf\"", "a \"b\".pdf"),
            ("filename=\"C:\\Users\\An\\tệp.doc\"", "tệp.doc"), ("filename=\"../../etc/passwd\"", "passwd"),
            ("filename=\"..\"", "_"), ("filename=\"a\u{1}b\tc\"", "abc"),
            ("filename=\"a;b.pdf\"; x=y", "a;b.pdf"), ("filename=trần.pdf", "trần.pdf"),
            ("filename=\"x.pdf\"; filename*=UTF-8''Quy%E1%BA%BFt.pdf", "Quyết.pdf"),
            ("filename*=utf-8'vi'a%20b; filename=\"x\"", "a b"), ("filename*=latin1''%E9; filename=\"x\"", "x"),
            ("filename=\"Ke\u{302}\u{301} hoa\u{323}ch.docx\"", "K\u{1EBF} ho\u{1EA1}ch.docx"),
        ])
    func filename(_ parameter: String, _ name: String) throws {
        let body = Array("--b\r\nContent-Disposition: form-data; name=\"f\"; \(parameter)\r\n\r\n\r\n--b--".utf8)
        let found = try read(body, pieces: [])
        #expect(
            found.first.map { Array($0.unicodeScalars) } == Array("f|\(name)|application/octet-stream".unicodeScalars))
    }

    @Test("of mutilated bytes is read or refused, never worse") func mutilated() {
        var seed: UInt64 = 20_241_120
        func chance(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % limit
        }
        let whole = Array((Self.tricky + "\r\n--b--\r\n").utf8)
        var outcomes = (read: 0, refused: 0)
        for _ in 0..<2000 {
            var body = whole
            for _ in 0...chance(4) {
                let position = chance(body.count)
                switch chance(3) {
                case 0: body[position] = UInt8(truncatingIfNeeded: chance(256))
                case 1: body.remove(at: position)
                default: body.insert(contentsOf: body[position..<min(position + 9, body.count)], at: chance(body.count))
                }
            }
            do {
                _ = try read(body, pieces: [chance(body.count)])
                outcomes.read += 1
            } catch { outcomes.refused += 1 }
        }
        #expect(outcomes.read > 100 && outcomes.refused > 100)
    }

    @Test("is read in linear time although it looks like delimiters throughout") func linear() throws {
        let content = [UInt8](repeating: 0, count: 0) + Array(String(repeating: "\r\n--", count: 500_000).utf8)
        let body =
            Array("--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n".utf8) + content + Array("\r\n--b--".utf8)
        let clock = ContinuousClock()
        let elapsed = try clock.measure {
            _ = try read(body, pieces: Array(stride(from: 1000, to: body.count, by: 1000)))
        }
        #expect(elapsed < .seconds(5))
    }
}

@Suite("An upload") struct UploadTests {
    private static let host = "Host: a\r\n"

    /// Says what it received, and whether the files were there.
    @Sendable private static func inventory(_ request: Request) -> Response {
        let files = request.uploads.map { upload in
            "\(upload.field):\(upload.filename):\(upload.contentType):\(upload.size):\(TestFile.exists(upload.path))"
        }
        return .text((files + request.form.pairs.map { "\($0.name)=\($0.value)" }).joined(separator: "\n"))
    }

    @Test("lies on disk while the handler runs and is gone afterwards, unless moved") func temporary() throws {
        let seen = Mutex<[Upload]>([])
        let kept = "/tmp/vinhdanh-kept-\(getpid())"
        let answer: @Sendable (Request) -> Response = { request in
            seen.withLock { $0 += request.uploads }
            rename(request.uploads[1].path, kept)
            return Self.inventory(request)
        }
        let files = [
            TestClient.File("tệp", name: "một.txt", contentType: "text/plain", bytes: Array("xin chào".utf8)),
            TestClient.File("tệp", name: "hai.bin", bytes: (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }),
            TestClient.File("trống", name: "", bytes: []), TestClient.File("rỗng", name: "rỗng.txt", bytes: []),
        ]
        let expected = """
            tệp:một.txt:text/plain:9:true
            tệp:hai.bin:application/octet-stream:200000:false
            rỗng:rỗng.txt:application/octet-stream:0:true
            ghi chú=được
            """
        try serving(answer: answer) { port, _ in
            let response = try TestClient(port: port).upload("/", files: files, form: [("ghi chú", "được")])
            #expect(response.body == expected)
        }
        let direct = try TestClient(answer: answer).upload("/", files: files, form: [("ghi chú", "được")])
        #expect(direct.body == expected)
        let uploads = seen.withLock { $0 }
        #expect(uploads.map { TestFile.exists($0.path) } == [false, false, false, false, false, false])
        #expect(uploads[0].sha256 == "8aaecd06d85c7f743d3545e7b865f3053c647591f95919c1c0b003046d4757aa")
        try #expect(TestFile.read(kept) == files[1].bytes)
        TestFile.remove(kept)
    }

    @Test("of 150 megabytes passes without being held in memory") func flatMemory() throws {
        let megabyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        let route: @Sendable (RequestHead) -> Admission = { _ in .admit(maxBody: 160 << 20) }
        try serving(route: route, answer: Self.inventory) { port, server in
            let connection = try TestConnection(port: port)
            let head = Array("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"lớn\"\r\n\r\n".utf8)
            let tail = Array("\r\n--b--\r\n".utf8)
            let length = head.count + 150 * megabyte.count + tail.count
            try connection.send("POST / HTTP/1.1\r\n\(Self.host)Content-Length: \(length)\r\n")
            try connection.send("Content-Type: multipart/form-data; boundary=b\r\n\r\n")
            try connection.send(head + megabyte)
            let before = Self.residentBytes()
            for _ in 1..<150 { try connection.send(megabyte) }
            let after = Self.residentBytes()
            try connection.send(tail)
            let response = try connection.response()
            #expect(response.body == "f:lớn:application/octet-stream:157286400:true")
            // Other tests run in the same process, so half of the upload is the sharpest bound that holds.
            #expect(after - before < 75 << 20)
            #expect(eventually { server.metrics.receivedBytes == length })
        }
    }

    @Test("announced as two gigabytes is refused before it is sent") func announced() throws {
        try serving(answer: Self.inventory) { port, server in
            let connection = try TestConnection(port: port)
            try connection.send("POST / HTTP/1.1\r\n\(Self.host)Content-Length: 2147483648\r\n")
            try connection.send("Content-Type: multipart/form-data; boundary=b\r\n\r\n")
            let response = try connection.response()
            #expect(response.status == 413)
            #expect(
                response.body == "Nội dung gửi lên quá lớn, tối đa 1 MB. Hãy chia nhỏ hoặc nén tệp rồi gửi lại.\n")
            #expect(response.header("Connection")?.lowercased() == "close")
            #expect(eventually { server.metrics.receivedBytes == 0 })
        }
    }

    @Test("that is too large is answered though the browser sends it all before it reads") func drained() throws {
        try serving(answer: Self.inventory) { port, _ in
            let connection = try TestConnection(port: port)
            let megabyte = [UInt8](repeating: 0, count: 1 << 20)
            try connection.send("POST / HTTP/1.1\r\n\(Self.host)Content-Length: \(20 << 20)\r\n\r\n")
            for _ in 0..<20 { try connection.send(megabyte) }
            let response = try connection.response()
            #expect(response.status == 413)
        }
    }

    @Test("in chunks is refused when it has become too large, and cut when it goes on") func chunked() throws {
        var limits = Limits()
        limits.bodyBytes = 100_000
        limits.lingerBytes = 1 << 20
        try serving(limits: limits, answer: Self.inventory) { port, _ in
            let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0, count: 0x10000) + Array("\r\n".utf8)
            let head = "POST / HTTP/1.1\r\n\(Self.host)Transfer-Encoding: chunked\r\n\r\n"
            let modest = try TestConnection(port: port)
            try modest.send(head)
            for _ in 0..<4 { try modest.send(chunk) }
            try modest.send("0\r\n\r\n")
            try #expect(modest.response().status == 413)

            let endless = try TestConnection(port: port)
            try endless.send(head)
            #expect(throws: TestConnection.Fault.self) {
                for _ in 0..<2000 { try endless.send(chunk) }
            }
        }
    }

    @Test("keeps a connection alive when a small body is refused") func keepAlive() throws {
        try serving(
            route: { $0.path == "/cấm" ? .refuse(.text("không", status: 403)) : .admit(maxBody: 10) },
            answer: Self.inventory
        ) { port, _ in
            let connection = try TestConnection(port: port)
            try connection.send("POST /c%E1%BA%A5m HTTP/1.1\r\n\(Self.host)Content-Length: 100\r\n\r\n")
            try connection.send([UInt8](repeating: 0, count: 100))
            try #expect(connection.response().status == 403)
            try connection.send("POST / HTTP/1.1\r\n\(Self.host)Content-Length: 11\r\n\r\nabcdefghijk")
            try #expect(connection.response().status == 413)
            try connection.send("POST / HTTP/1.1\r\n\(Self.host)Content-Length: 10\r\n\r\nabcdefghij")
            try #expect(connection.response().status == 200)
            try connection.send(
                "POST /c%E1%BA%A5m HTTP/1.1\r\n\(Self.host)Content-Length: 9\r\nExpect: 100-continue\r\n\r\n")
            try #expect(connection.response().status == 403)
        }
    }

    @Test("that breaks a limit or the format is refused and leaves no file") func limits() throws {
        var limits = Limits()
        limits.fieldCount = 3
        limits.fileCount = 2
        limits.bodyBytes = 5000
        let folder = "/tmp/vinhdanh-uploads-\(getpid())"
        mkdir(folder, 0o700)
        defer { rmdir(folder) }
        limits.uploadFolder = folder
        try serving(limits: limits, route: { _ in .admit(maxBody: 1 << 20) }, answer: Self.inventory) { port, _ in
            let client = TestClient(port: port)
            let file = TestClient.File("f", name: "a", bytes: [1, 2, 3])
            let fields = (0..<4).map { ("f\($0)", "x") }
            try #expect(client.upload("/", files: [file, file], form: Array(fields.prefix(3))).status == 200)
            try #expect(client.upload("/", files: [file, file, file]).status == 400)
            try #expect(client.upload("/", file: file, form: fields).status == 400)
            try #expect(client.post("/", form: fields).status == 400)
            let long = [("f", String(repeating: "x", count: 6000))]
            try #expect(client.upload("/", file: file, form: long).status == 413)
            try #expect(client.post("/", form: long).status == 413)
            let type = ("Content-Type", "multipart/form-data; boundary=b")
            let part = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nabc"
            try #expect(client.send(.post, "/", headers: [type], body: Array(part.utf8)).status == 400)
            let field = Array("--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n".utf8)
            let bad = field + [0xFF] + Array("\r\n--b--".utf8)
            try #expect(client.send(.post, "/", headers: [type], body: bad).status == 400)
            // The files of the last answer go after it was sent.
            #expect(eventually { rmdir(folder) == 0 })
            try #expect(client.upload("/", file: file).status == 500)
        }
    }

    private static func residentBytes() -> Int {
        let pages = (try? TestFile.read("/proc/self/statm")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Int(pages.split(separator: " ").dropFirst().first ?? "").map { $0 * sysconf(Int32(_SC_PAGESIZE)) } ?? 0
    }
}
