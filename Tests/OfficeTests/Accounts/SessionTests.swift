import Database
import Fixtures
import HTTP
import Office
import Testing
import Vocabulary

@Suite("Sessions") struct SessionTests {
    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

    private func signIn(_ login: String, agent: String, _ province: TestProvince) throws -> TestClient {
        let client = try province.client(nil)
        client.headers = [("User-Agent", agent)]
        _ = try client.post("/dang-nhap", form: [("ten", login), ("mat-khau", TestProvince.password)])
        return client
    }

    private func sessions(_ role: Role, this client: TestClient?, _ province: TestProvince) throws -> [OpenSession] {
        try province.office.read {
            try OpenSession.all(
                of: province.account(role), this: client?.cookies[Router.sessionCookie].flatMap(SignIn.key),
                now: province.office.world.now(), $0)
        }
    }

    @Test("are listed with their device, this one marked, and ended one by one", arguments: Engine.available)
    func listed(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let here = try signIn("chuyen-vien", agent: Self.firefox, province)
        let there = try signIn(
            "chuyen-vien",
            agent:
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
            province)
        let all = try sessions(.specialist, this: here, province)
        #expect(Set(all.map(\.device)) == ["Firefox trên Linux", "Chrome trên Android"])
        #expect(all.filter(\.isThis).map(\.device) == ["Firefox trên Linux"])
        let page = try here.get("/tai-khoan").body
        #expect(page.contains("Firefox trên Linux") && page.contains("phiên này"))
        let other = try #require(all.first { !$0.isThis })
        #expect(try province.post("/tai-khoan/ket-thuc-phien", [("phien", other.key)], here).status == 303)
        #expect(try there.get("/tai-khoan").status == 303)
        #expect(try here.get("/tai-khoan").status == 200)
        // Not there any more, not a key, and somebody else's.
        let stranger = try signIn("lanh-dao", agent: Self.firefox, province)
        for key in [other.key, "xyz", try sessions(.leader, this: nil, province).first?.key ?? ""] {
            #expect(try province.post("/tai-khoan/ket-thuc-phien", [("phien", key)], here).status == 422)
        }
        #expect(try stranger.get("/tai-khoan").status == 200)
    }

    @Test("of others are ended by who manages their account", arguments: Engine.available)
    func others(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let admin = try province.client(.administrator)
        let id = try province.account(.specialist)
        let (one, two) = (
            try signIn("chuyen-vien", agent: Self.firefox, province), try signIn("chuyen-vien", agent: "", province)
        )
        let key = try #require(try sessions(.specialist, this: one, province).first { $0.isThis }).key
        #expect(
            try province.post("/quan-tri/tai-khoan/\(id)/ket-thuc-phien", [("phien", key)], admin).status == 303)
        #expect([try one.get("/tai-khoan").status, try two.get("/tai-khoan").status] == [303, 200])
        #expect(try province.post("/quan-tri/tai-khoan/\(id)/ket-thuc-moi-phien", admin).status == 303)
        #expect(try two.get("/tai-khoan").status == 303)
    }

    @Test("note that they are in use, at most every five minutes", arguments: Engine.available)
    func seen(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let client = try province.client(.specialist)
        let token = try #require(client.cookies[Router.sessionCookie])
        let start = province.office.world.now()
        func request(after seconds: Int) throws -> Instant? {
            let router = Router(
                office: province.office(after: seconds), rooms: [AccountPage.room],
                files: province.router().files, onFault: { Issue.record("fault \($0): \($1)") })
            _ = router.answer(
                try Request(
                    head: RequestHead(
                        method: .get, target: "/tai-khoan",
                        headers: Headers([("Cookie", "\(Router.sessionCookie)=\(token)")]))))
            SessionUse.settle()
            return try SignIn.visitor(token: token, in: province.office(after: seconds))?.sessionSeen
        }
        #expect(try request(after: 299) == start)
        #expect(try request(after: 300) == start.adding(seconds: 300))
        #expect(try request(after: 500) == start.adding(seconds: 300))
    }
}
