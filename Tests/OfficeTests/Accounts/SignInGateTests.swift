import Database
import Fixtures
import HTTP
import Office
import Testing
import Vocabulary

@Suite("Lock-out that locks nobody else out") struct SignInGateTests {
    private static let device = String(repeating: "ab", count: 32)

    private func attempt(
        _ login: String, _ password: String = "sai rồi mà", from origin: String, device: String? = nil,
        after seconds: Int = 0, _ province: TestProvince
    ) throws {
        _ = try SignIn.attempt(
            login: login, password: password, from: SignInPlace(origin: origin, deviceToken: device),
            in: province.office(after: seconds))
    }

    /// Wrong passwords for a login from many addresses, one each, until strange addresses must wait.
    private func attack(_ login: String, addresses: Int, _ province: TestProvince) throws -> (tried: Int, waited: Int) {
        var (tried, waited) = (0, 0)
        for number in 0..<addresses {
            do {
                try attempt(login, from: "10.9.\(number / 250).\(number % 250)", province)
            } catch AccountRefusal.wrongSignIn {
                tried += 1
            } catch AccountRefusal.waitABit {
                waited += 1
            }
        }
        return (tried, waited)
    }

    @Test(
        "many addresses get few tries at one login, and its owner is not slowed where known",
        arguments: Engine.available)
    func attacked(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try attempt("lanh-dao", TestProvince.password, from: "10.0.0.1", device: Self.device, province)
        let (tried, waited) = try attack("lanh-dao", addresses: 60, province)
        #expect(tried == 10)
        #expect(waited == 50)
        // The known address, and the known browser anywhere.
        try attempt("lanh-dao", TestProvince.password, from: "10.0.0.1", province)
        try attempt("lanh-dao", TestProvince.password, from: "172.16.0.1", device: Self.device, province)
        // Other people are not concerned at all.
        try attempt("chuyen-vien", TestProvince.password, from: "10.9.0.3", province)
    }

    @Test("a strange address waits on its own clock, which others cannot use up", arguments: Engine.available)
    func waits(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        _ = try attack("lanh-dao", addresses: 30, province)
        func fromHotel(_ after: Int) throws {
            try attempt("lanh-dao", TestProvince.password, from: "192.0.2.7", after: after, province)
        }
        #expect(throws: AccountRefusal.waitABit(seconds: 5)) { try fromHotel(0) }
        #expect(throws: AccountRefusal.waitABit(seconds: 2)) { try fromHotel(3) }
        // Whatever strangers do meanwhile, the turn comes.
        for second in 3...4 {
            #expect(throws: AccountRefusal.waitABit(seconds: 5)) {
                try attempt("lanh-dao", from: "198.51.100.\(second)", after: second, province)
            }
        }
        try fromHotel(5)
    }

    @Test("a wrong password after the wait begins the next one", arguments: Engine.available)
    func nextWait(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        _ = try attack("lanh-dao", addresses: 12, province)
        func wrong(_ after: Int) throws { try attempt("lanh-dao", from: "192.0.2.7", after: after, province) }
        #expect(throws: AccountRefusal.waitABit(seconds: 5)) { try wrong(0) }
        #expect(throws: AccountRefusal.wrongSignIn) { try wrong(5) }
        #expect(throws: AccountRefusal.waitABit(seconds: 4)) { try wrong(6) }
        // A quarter of an hour later all is forgotten.
        #expect(throws: AccountRefusal.wrongSignIn) { try wrong(16 * 60) }
    }

    @Test("a login that nobody has is treated like one that somebody has", arguments: Engine.available)
    func unknownLogin(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        #expect(try attack("khong-ai", addresses: 14, province) == (10, 4))
    }

    @Test("a neighbour behind the same address spoils nothing for a known browser", arguments: Engine.available)
    func neighbours(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try attempt("lanh-dao", TestProvince.password, from: "10.0.0.1", device: Self.device, province)
        for _ in 1...5 {
            #expect(throws: AccountRefusal.wrongSignIn) { try attempt("lanh-dao", from: "10.0.0.1", province) }
        }
        #expect(throws: AccountRefusal.tooManyAttempts(minutes: 15)) {
            try attempt("lanh-dao", TestProvince.password, from: "10.0.0.1", province)
        }
        try attempt("lanh-dao", TestProvince.password, from: "10.0.0.1", device: Self.device, province)
        // Its own wrong passwords count against it.
        for _ in 1...5 {
            #expect(throws: AccountRefusal.wrongSignIn) {
                try attempt("lanh-dao", from: "10.0.0.1", device: Self.device, province)
            }
        }
        #expect(throws: AccountRefusal.tooManyAttempts(minutes: 15)) {
            try attempt("lanh-dao", TestProvince.password, from: "10.0.0.1", device: Self.device, province)
        }
        // A browser that somebody else signed in with is not known for this account.
        #expect(throws: AccountRefusal.tooManyAttempts(minutes: 15)) {
            try attempt(
                "lanh-dao", TestProvince.password, from: "10.0.0.1", device: String(repeating: "cd", count: 32),
                province)
        }
    }

    @Test("a right password leaves no failed try behind", arguments: Engine.available)
    func rightPasswords(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        for _ in 1...8 { try attempt("lanh-dao", TestProvince.password, from: "10.0.0.1", province) }
        let left: Int = try province.office.read { try $0.value("SELECT count(*) FROM failed_sign_in") }
        #expect(left == 0)
    }

    @Test("the owner is told of strangers' tries after signing in, and not of own slips", arguments: Engine.available)
    func told(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        func signIn(_ after: Int) throws -> StrangeTries? {
            try SignIn.attempt(
                login: "lanh-dao", password: TestProvince.password, origin: "10.0.0.1",
                in: province.office(after: after)
            ).strangeTries
        }
        #expect(throws: AccountRefusal.wrongSignIn) { try attempt("lanh-dao", from: "10.0.0.1", province) }
        #expect(try signIn(1) == nil)
        for origin in ["203.0.113.5", "203.0.113.5", "203.0.113.9"] {
            #expect(throws: AccountRefusal.wrongSignIn) { try attempt("lanh-dao", from: origin, after: 2, province) }
        }
        let tries = try #require(try signIn(3))
        #expect(tries.words == "3 lần nhập sai mật khẩu từ 2 địa chỉ (203.0.113.5, 203.0.113.9)")
        #expect(try signIn(4) == nil)
    }

    @Test("the pages say how long to wait, and name the browser for the next time")
    func pages() throws {
        let province = try TestProvince(.sqlite)
        _ = try attack("lanh-dao", addresses: 12, province)
        let client = try province.client(nil)
        client.headers = [("X-Forwarded-For", "192.0.2.7")]
        let refused = try client.post("/dang-nhap", form: [("ten", "lanh-dao"), ("mat-khau", TestProvince.password)])
        #expect(refused.status == 429)
        #expect(refused.body.contains("đợi 5 giây"))
        let other = try client.post("/dang-nhap", form: [("ten", "chuyen-vien"), ("mat-khau", TestProvince.password)])
        #expect(other.status == 303)
        #expect(client.cookies["vd_may"]?.count == 64)
    }
}
