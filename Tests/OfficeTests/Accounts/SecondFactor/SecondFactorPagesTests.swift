import App
import Database
import Fixtures
import HTTP
import Testing
import Vocabulary

@testable import Office

@Suite("The pages of the second factor") struct SecondFactorPagesTests {
    private func client(_ one: Enrolled) -> TestClient {
        let router = Router(
            office: one.office, rooms: Installation.rooms,
            files: .init(style: "/tinh/a.css", script: "/tinh/a.js", icon: "/tinh/a.svg"),
            onFault: { print("fault \($0): \($1)") })
        return TestClient { router.answer($0) }
    }

    private func token(_ client: TestClient, _ one: Enrolled) throws -> String {
        let session = try #require(client.cookies[Router.sessionCookie])
        return try #require(try SignIn.visitor(token: session, in: one.office)).formToken
    }

    @Test("ask for the code after the password and lead on to where one was going")
    func twoSteps() throws {
        let one = try Enrolled(.sqlite)
        one.clock.move(60)
        let client = client(one)
        let first = try client.post(
            "/dang-nhap", form: [("ten", one.login), ("mat-khau", TestProvince.password), ("ve", "/chuong-trinh")])
        #expect(first.header("Location") == "/dang-nhap/ma?ve=/chuong-trinh")
        #expect(client.cookies[Router.sessionCookie] == nil)
        let page = try client.follow(first)
        #expect(page.status == 200)
        #expect(page.body.contains("autocomplete=\"one-time-code\"") && page.body.contains("inputmode=\"numeric\""))
        #expect(try client.get("/chuong-trinh").header("Location") == "/dang-nhap?ve=/chuong-trinh")
        let wrong = try client.post("/dang-nhap/ma", form: [("ma", "12345"), ("ve", "/chuong-trinh")])
        #expect(wrong.status == 422 && wrong.body.contains("Mã không đúng"))
        let right = try client.post("/dang-nhap/ma", form: [("ma", one.code), ("ve", "/chuong-trinh")])
        #expect(right.header("Location") == "/chuong-trinh")
        #expect(client.cookies[PendingSignIn.cookie] == nil)
        #expect(try client.get("/chuong-trinh").status == 200)
    }

    @Test("say so when nothing waits for a code, and never lead to another site")
    func nothingWaits() throws {
        let one = try Enrolled(.sqlite)
        let client = client(one)
        #expect(try client.get("/dang-nhap/ma").status == 422)
        #expect(try client.post("/dang-nhap/ma", form: [("ma", one.code)]).body.contains("đăng nhập lại từ đầu"))
        for target in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            one.clock.move(60)
            client.cookies = [:]
            _ = try client.post("/dang-nhap", form: [("ten", one.login), ("mat-khau", TestProvince.password)])
            let answer = try client.post("/dang-nhap/ma", form: [("ma", one.code), ("ve", target)])
            #expect(answer.header("Location") == "/")
        }
    }

    @Test("lead administrators to set it up before anything else, where it is required")
    func required() throws {
        let one = try Enrolled(.sqlite)
        try one.office.write(by: one.province.actor(.administrator)) { try SignInPolicy.set(.required, by: $0) }
        let client = client(one)
        _ = try client.post("/dang-nhap", form: [("ten", "quan-tri"), ("mat-khau", TestProvince.password)])
        for path in ["/", "/quan-tri/tai-khoan", "/chuong-trinh"] {
            #expect(try client.get(path).header("Location") == "/tai-khoan/xac-thuc", "\(path)")
        }
        let refused = try client.post("/quan-tri/tai-khoan", form: [("_ma", token(client, one)), ("dang-nhap", "moi")])
        #expect(refused.header("Location") == "/tai-khoan/xac-thuc")
        #expect(try client.get("/tai-khoan").status == 200)
        let page = try client.get("/tai-khoan/xac-thuc")
        #expect(page.body.contains("Hãy bật xác thực hai bước trước khi làm việc."))
        _ = try client.post("/tai-khoan/xac-thuc/bat-dau", form: [("_ma", token(client, one))])
        let scan = try client.get("/tai-khoan/xac-thuc")
        #expect(scan.body.contains("<svg class=\"qr\""))
        let account = try #require(one.province.accounts[.administrator])
        let secret = try one.office.read { try SecondFactor.secret(of: account, one.office.sealing, $0) }
        #expect(scan.body.contains(Base32.grouped(secret)))
        let wrong = try client.post("/tai-khoan/xac-thuc/bat", form: [("_ma", token(client, one)), ("ma", "1")])
        #expect(wrong.status == 422 && wrong.body.contains("Chưa bật được"))
        let code = TimedCode.code(secret: secret, step: TimedCode.step(at: one.office.world.now()))
        let codes = try client.post("/tai-khoan/xac-thuc/bat", form: [("_ma", token(client, one)), ("ma", code)])
        #expect(codes.body.matches(of: /<li><code>[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}<\/code>/).count == 10)
        #expect(try client.get("/quan-tri/tai-khoan").status == 200)
        // Others are not bothered.
        let other = self.client(one)
        _ = try other.post("/dang-nhap", form: [("ten", "lanh-dao"), ("mat-khau", TestProvince.password)])
        #expect(try other.get("/chuong-trinh").status == 200)
    }

    @Test("turning off takes the password and a code")
    func turnOff() throws {
        let one = try Enrolled(.sqlite)
        one.clock.move(60)
        let client = client(one)
        _ = try client.post("/dang-nhap", form: [("ten", one.login), ("mat-khau", TestProvince.password)])
        _ = try client.post("/dang-nhap/ma", form: [("ma", one.code)])
        one.clock.move(60)
        func off(_ password: String, _ code: String) throws -> TestResponse {
            try client.post(
                "/tai-khoan/xac-thuc/tat", form: [("_ma", token(client, one)), ("mat-khau", password), ("ma", code)])
        }
        #expect(try off("không phải", one.code).body.contains("Mật khẩu không đúng."))
        #expect(try off(TestProvince.password, "12345").body.contains("Mã không đúng"))
        #expect(try one.office.read { try SecondFactor.state(of: one.account, $0).isOn })
        #expect(try off(TestProvince.password, one.code).status == 303)
        #expect(try !one.office.read { try SecondFactor.state(of: one.account, $0).isOn })
    }

    @Test("a risky act of an old proof asks again and then does what was sent", arguments: [true, false])
    func again(_ hasFactor: Bool) throws {
        let one = try Enrolled(.sqlite, hasFactor ? .administrator : .specialist)
        one.clock.move(60)
        let client = client(one)
        _ = try client.post("/dang-nhap", form: [("ten", "quan-tri"), ("mat-khau", TestProvince.password)])
        if hasFactor { _ = try client.post("/dang-nhap/ma", form: [("ma", one.code)]) }
        let form = try [
            ("_ma", token(client, one)), ("ho-ten", "Sầm \"Thị\" Mai"), ("dang-nhap", "mai"), ("vai-tro", "lanh-dao"),
            ("vai-tro", "chuyen-vien"), ("don-vi", "Sở Tài chính"), ("cach", "mat-khau"),
        ]
        one.clock.move(10 * 60)
        func accounts() throws -> Int { try one.office.read { try $0.value("SELECT count(*) FROM account") } }
        let before = try accounts()
        let asked = try client.post("/quan-tri/tai-khoan", form: form)
        #expect(asked.status == 200 && asked.body.contains("Nội dung vừa nhập được giữ nguyên"))
        #expect(try accounts() == before)
        // The form that waits is on the page as it was sent.
        let carried = asked.body.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/).map {
            (String($0.1), String($0.2).replacing("&quot;", with: "\""))
        }
        #expect(carried.map(\.0) == form.map(\.0) && carried.map(\.1) == form.map(\.1))
        let wrong = try client.post("/quan-tri/tai-khoan", form: carried + [("_xac-nhan", "12345")])
        #expect(wrong.status == 422 && wrong.body.contains("value=\"mai\""))
        #expect(try accounts() == before)
        let proof = hasFactor ? one.code : TestProvince.password
        let done = try client.post("/quan-tri/tai-khoan", form: carried + [("_xac-nhan", proof)])
        #expect(done.status == 200 && done.body.contains("mai"))
        #expect(try accounts() == before + 1)
        // For ten minutes nobody is asked again.
        one.clock.move(9 * 60)
        #expect(!(try client.post("/quan-tri/tai-khoan", form: form)).body.contains("Xác nhận và tiếp tục"))
    }

    @Test("proofs asked again are counted as sign-ins are")
    func throttledProofs() throws {
        let one = try Enrolled(.sqlite)
        let client = client(one)
        _ = try client.post("/dang-nhap", form: [("ten", "quan-tri"), ("mat-khau", TestProvince.password)])
        one.clock.move(10 * 60)
        let form = try [("_ma", token(client, one)), ("ve", "/quan-tri/tai-khoan")]
        for _ in 1...5 { #expect(try client.post("/xac-nhan", form: form + [("_xac-nhan", "sai rồi")]).status == 422) }
        #expect(try client.post("/xac-nhan", form: form + [("_xac-nhan", TestProvince.password)]).status == 429)
        one.clock.move(15 * 60)
        let right = try client.post("/xac-nhan", form: form + [("_xac-nhan", TestProvince.password)])
        #expect(right.header("Location") == "/quan-tri/tai-khoan")
    }
}
