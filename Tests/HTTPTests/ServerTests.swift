import Fixtures
import Glibc
import HTTP
import Synchronization
import Testing

@Suite("A server over time") struct ServerTimeTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func impatient() -> Limits {
        var limits = Limits()
        (limits.headerDeadlineSeconds, limits.idleSeconds, limits.bodySeconds) = (1, 2, 1)
        limits.bodyBytesPerSecond = 1 << 20
        return limits
    }

    /// Sends `text` byte by byte, ten a second, until the server closes; returns after how many seconds it did.
    private static func drip(_ text: String, on connection: TestConnection) -> Double {
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            for byte in text.utf8 {
                do { try connection.send([byte]) } catch { return }
                usleep(100_000)
            }
        }
        return elapsed / .seconds(1)
    }

    @Test("closes on a header that drips") func dripping() throws {
        try serving(limits: Self.impatient(), answer: { _ in .text("x") }) { port, server in
            let endless = "GET / HTTP/1.1\r\nHost: a\r\nX-A: " + String(repeating: "a", count: 100)
            let connection = try TestConnection(port: port)
            #expect(Self.drip(endless, on: connection) < 3)
            #expect(eventually { server.metrics.deadlinesMissed == 1 })
            #expect(eventually { server.metrics.connections == 0 })
        }
    }

    @Test("closes on a second request whose header drips") func drippingAgain() throws {
        try serving(limits: Self.impatient(), answer: { _ in .text("x") }) { port, server in
            let connection = try TestConnection(port: port)
            try connection.send(Self.get)
            try #expect(connection.response().body == "x")
            try connection.send("GET / HTTP/1.1\r\nHost: a\r\n")
            #expect(Self.drip("X-A: " + String(repeating: "a", count: 100), on: connection) < 3)
            #expect(eventually { server.metrics.deadlinesMissed == 1 })
        }
    }

    @Test("closes on a second request line that drips") func drippingLine() throws {
        try serving(limits: Self.impatient(), answer: { _ in .text("x") }) { port, server in
            let connection = try TestConnection(port: port)
            try connection.send(Self.get)
            _ = try connection.response()
            #expect(Self.drip("GET /" + String(repeating: "a", count: 100), on: connection) < 5)
            #expect(eventually { server.metrics.deadlinesMissed == 1 })
        }
    }

    @Test("closes on a body that drips") func drippingBody() throws {
        try serving(limits: Self.impatient(), answer: { _ in .text("x") }) { port, server in
            let connection = try TestConnection(port: port)
            try connection.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
            #expect(Self.drip(String(repeating: "a", count: 90), on: connection) < 3)
            #expect(eventually { server.metrics.deadlinesMissed == 1 })
        }
    }

    @Test("closes idle connections and half requests, and lets slow answers be") func idle() throws {
        var limits = Self.impatient()
        limits.slowThreads = 1
        let route: @Sendable (RequestHead) -> Admission = { _ in .admit(.slow) }
        try serving(
            limits: limits, route: route,
            answer: { _ in
                usleep(2_500_000)
                return .text("chậm")
            }
        ) { port, server in
            let silent = try TestConnection(port: port)
            let half = try TestConnection(port: port)
            try half.send("GET / HTTP/1.1\r\nHost: a\r\n")
            let slow = try TestConnection(port: port)
            try slow.send(Self.get)
            try #expect(slow.response().body == "chậm")
            #expect(silent.isClosedByServer())
            #expect(half.isClosedByServer())
        }
    }

    @Test("answers a request whose sender has closed his half") func halfClosed() throws {
        try serving(answer: { _ in .text("x") }) { port, server in
            let whole = try TestConnection(port: port)
            try whole.send(Self.get)
            whole.finishSending()
            try #expect(whole.response().body == "x")
            let half = try TestConnection(port: port)
            try half.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
            half.finishSending()
            #expect(half.isClosedByServer())
            #expect(eventually { server.metrics.answers[2] == 1 })
        }
    }

    @Test("answers pipelined requests in order on one connection") func pipelining() throws {
        try serving(answer: { .text($0.path + String(decoding: $0.body, as: UTF8.self)) }) { port, server in
            let connection = try TestConnection(port: port)
            try connection.send(
                "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
                    + "POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1\r\nf\r\n0\r\n\r\n"
                    + "GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let bodies = try (1...4).map { _ in try connection.response().body }
            #expect(bodies == ["/1", "/2abc", "/3def", "/4"])
            #expect(connection.isClosedByServer())
            #expect(eventually { server.metrics.answers == [0, 0, 4, 0, 0, 0] })
        }
    }
}

@Suite("A server under load") struct ServerLoadTests {
    /// Runs `count` threads and waits for them.
    private func together(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) {
        let workers = (0..<count).map { index in
            TestThread {
                do { try body(index) } catch { Issue.record(error) }
            }
        }
        for worker in workers { worker.join() }
    }

    private static let lanes: @Sendable (RequestHead) -> Admission = { $0.path == "/chậm" ? .admit(.slow) : .admit() }

    @Test("answers fast requests while slow ones wait") func lanes() throws {
        var limits = Limits()
        limits.slowThreads = 2
        try serving(
            limits: limits, route: Self.lanes,
            answer: { request in
                if request.path == "/chậm" { usleep(1_000_000) }
                return .text(request.path)
            }
        ) { port, server in
            let slow = try (0..<4).map { _ in
                let connection = try TestConnection(port: port)
                try connection.send("GET /ch%E1%BA%ADm HTTP/1.1\r\nHost: a\r\n\r\n")
                return connection
            }
            #expect(eventually { server.metrics.inFlight == 4 && server.metrics.slowRunning == 2 })
            #expect(eventually { server.metrics.slowWaiting == 2 })
            let clock = ContinuousClock()
            let client = TestClient(port: port)
            let elapsed = try clock.measure { for _ in 0..<20 { _ = try client.get("/nhanh") } }
            #expect(elapsed < .seconds(1))
            let answers = try slow.map { try $0.response().body }
            #expect(answers == Array(repeating: "/chậm", count: 4))
        }
    }

    @Test("refuses slow requests beyond its queue, and says when to come again") func busy() throws {
        var limits = Limits()
        (limits.slowThreads, limits.slowQueue) = (1, 2)
        try serving(
            limits: limits, route: Self.lanes,
            answer: { _ in
                usleep(1_000_000)
                return .text("xong")
            }
        ) { port, server in
            let connections = try (0..<5).map { index in
                let connection = try TestConnection(port: port)
                try connection.send("GET /ch%E1%BA%ADm HTTP/1.1\r\nHost: a\r\n\r\n")
                let inFlight = min(index + 1, 3)
                #expect(eventually { server.metrics.inFlight == inFlight && server.metrics.slowRunning == 1 })
                return connection
            }
            let responses = try connections.map { try $0.response() }
            #expect(responses.map(\.status) == [200, 200, 200, 503, 503])
            #expect(responses[4].header("Retry-After") == "5")
            #expect(responses[4].body == "Máy chủ đang bận xử lý việc khác. Xin chờ vài giây rồi thử lại.\n")
            #expect(eventually { server.metrics.slowRefused == 2 })
            try connections[4].send("GET /ch%E1%BA%ADm HTTP/1.1\r\nHost: a\r\n\r\n")
            try #expect(connections[4].response().status == 200)
        }
    }

    @Test("finishes what it is answering when stopped, and takes nothing new") func gracefulStop() throws {
        let finished = Mutex(0)
        let server = Server(
            threads: 2, route: Self.lanes,
            answer: { request in
                if request.path == "/chậm" { usleep(1_000_000) }
                finished.withLock { $0 += 1 }
                return .text("xong")
            })
        let port = try server.start()
        let idle = try TestConnection(port: port)
        try idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try idle.response()
        let slow = try (0..<3).map { _ in
            let connection = try TestConnection(port: port)
            try connection.send("GET /ch%E1%BA%ADm HTTP/1.1\r\nHost: a\r\n\r\n")
            return connection
        }
        #expect(eventually { server.metrics.inFlight == 3 })
        let stopping = TestThread { server.stop() }
        #expect(eventually { (try? TestClient.raw("GET / HTTP/1.1\r\nHost: a\r\n\r\n", port: port)) == nil })
        #expect(eventually { server.metrics.inFlight == 3 })
        let responses = try slow.map { try $0.response() }
        #expect(responses.map(\.body) == ["xong", "xong", "xong"])
        #expect(responses.map { $0.header("Connection")?.lowercased() } == ["close", "close", "close"])
        stopping.join()
        #expect(idle.isClosedByServer())
        #expect(finished.withLock { $0 } >= 4)
        #expect(throws: TestConnection.Fault.self) { try TestConnection(port: port) }
        server.stop()
    }

    @Test("can be stopped at any moment under load") func stopUnderLoad() throws {
        for round in 0..<10 {
            let server = Server(threads: 2, route: Self.lanes, answer: { .text($0.path) })
            let port = try server.start()
            let clients = (0..<8).map { index in
                TestThread {
                    // Each client goes on until the server is gone; that is the only way this ends.
                    while let connection = try? TestConnection(port: port, seconds: 5) {
                        let path = index.isMultiple(of: 2) ? "/ch%E1%BA%ADm" : "/"
                        while (try? connection.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")) != nil,
                            let response = try? connection.response()
                        {
                            // A slow request that arrives after the last one was finished is sent away, properly.
                            let isProper = response.status == 200 || response.status == 503 && index.isMultiple(of: 2)
                            if !isProper { Issue.record("status \(response.status)") }
                        }
                    }
                }
            }
            #expect(eventually { server.metrics.answers[2] > 0 })
            usleep(UInt32(round * 5_000))
            server.stop()
            for client in clients { client.join() }
            let metrics = server.metrics
            #expect(metrics.inFlight == 0)
            #expect(metrics.connections == 0)
            #expect(metrics.answers[2] > 0)
        }
    }

    /// For tests of how many at once, on a machine that may be busy with other tests.
    private static let patient: Limits = {
        var limits = Limits()
        (limits.headerDeadlineSeconds, limits.idleSeconds) = (120, 120)
        return limits
    }()

    @Test("serves three hundred connections that are open at once") func manyConnections() throws {
        try serving(limits: Self.patient, route: Self.lanes, answer: { .text($0.path) }) { port, server in
            let connections = try (0..<300).map { _ in try TestConnection(port: port) }
            for round in 0..<3 {
                for (index, connection) in connections.enumerated() {
                    try connection.send("GET /\(round)/\(index) HTTP/1.1\r\nHost: a\r\n\r\n")
                }
                for (index, connection) in connections.enumerated() {
                    let response = try connection.response()
                    #expect(response.body == "/\(round)/\(index)")
                }
            }
            #expect(eventually { server.metrics.connections == 300 })
            #expect(eventually { server.metrics.answers[2] == 900 })
        }
    }

    @Test("serves many clients at the same time, each with its own answer") func concurrency() throws {
        var limits = Self.patient
        limits.slowQueue = 1000
        try serving(limits: limits, route: Self.lanes, answer: { .text("\($0.path) \($0.form["a"] ?? "")") }) {
            port, server in
            together(16) { index in
                let client = TestClient(port: port)
                for round in 0..<40 {
                    let path = round.isMultiple(of: 3) ? "/chậm" : "/\(index)/\(round)"
                    let response = try client.post(path, form: [("a", "\(index)-\(round)")])
                    if response.body != "\(path) \(index)-\(round)" { Issue.record("got \(response)") }
                }
            }
            #expect(eventually { server.metrics.answers == [0, 0, 640, 0, 0, 0] })
            #expect(eventually { server.metrics.durations.reduce(0, +) == 640 })
        }
    }

    @Test("lets connections beyond its limit wait") func connectionLimit() throws {
        var limits = Self.patient
        limits.connections = 4
        try serving(limits: limits, answer: { _ in .text("x") }) { port, server in
            let connections = try (0..<12).map { _ in
                let connection = try TestConnection(port: port)
                try connection.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return connection
            }
            let bodies = try connections.map { try $0.response().body }
            #expect(bodies == Array(repeating: "x", count: 12))
        }
    }

    @Test("tells the log what was asked and nothing about who asked") func accessLog() throws {
        let lines = Mutex<[AccessLine]>([])
        try serving(
            route: { $0.path == "/cấm" ? .refuse(.text("!", status: 403)) : .admit(template: "/ho-so/:id") },
            log: { line in
                lines.withLock { $0.append(line) }
            }, answer: { _ in .text("mười byte.") }
        ) { port, _ in
            let client = TestClient(port: port)
            _ = try client.get("/ho-so/12?ten=an")
            _ = try client.head("/ho-so/12")
            _ = try client.post("/cấm")
            _ = try TestClient.raw("GET / HTTP/1.1\r\n\r\n", port: port)
        }
        var seen = lines.withLock { $0 }
        #expect(seen.allSatisfy { (0..<5_000_000).contains($0.microseconds) })
        for index in seen.indices { seen[index].microseconds = 0 }
        #expect(
            seen == [
                AccessLine(method: "GET", template: "/ho-so/:id", status: 200, microseconds: 0, bytes: 13),
                AccessLine(method: "HEAD", template: "/ho-so/:id", status: 200, microseconds: 0, bytes: 0),
                AccessLine(method: "POST", template: nil, status: 403, microseconds: 0, bytes: 1),
            ])
    }

    @Test("says in Vietnamese why it cannot start") func start() throws {
        try serving(answer: { _ in .text("x") }) { port, _ in
            #expect(throws: StartRefusal.portInUse(port)) {
                try Server(port: port, answer: { _ in .text("x") }).start()
            }
        }
        #expect(throws: StartRefusal.unknownHost("khong.co.invalid")) {
            try Server(host: "khong.co.invalid", answer: { _ in .text("x") }).start()
        }
        #expect(
            StartRefusal.portInUse(8080).explanation.notice
                == "Cổng 8080 đang có chương trình khác dùng. Hãy chọn cổng khác bằng --port.")
    }

    @Test("listens on IPv6 as well") func ipv6() throws {
        let server = Server(host: "::1", answer: { .text($0.remote) })
        let port = try server.start()
        #expect(port > 0)
        server.stop()
    }
}
