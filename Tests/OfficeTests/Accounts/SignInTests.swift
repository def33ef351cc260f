import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("Sign-in") struct SignInTests {
    private func attempt(
        _ login: String, _ password: String, _ province: TestProvince, from origin: String = "10.0.0.1"
    ) throws
        -> SignIn.Opened
    { try SignIn.attempt(login: login, password: password, origin: origin, in: province.office) }

    @Test("opens a session that knows the person, the roles and the province", arguments: Engine.available)
    func opens(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let opened = try attempt("chuyen-vien", TestProvince.password, province)
        let visitor = try #require(try SignIn.visitor(token: opened.token, in: province.office))
        #expect(visitor.name == "Đặng Hạnh Nguyên")
        #expect(visitor.roles == [.specialist])
        #expect(visitor.unit?.code == "BAN")
        #expect(visitor.province?.code == "HG")
        #expect(visitor.scope(.readAllTasks) == .branches([province.province.path]))
    }

    @Test("says the same for an unknown login, a wrong password and a closed account", arguments: Engine.available)
    func sameWords(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let closed = try #require(province.accounts[.unitOfficer])
        try province.office.write(by: province.actor(.administrator)) { try Accounts.setOpen(false, closed, by: $0) }
        for (login, password) in [
            ("khong-ai", "gì cũng được"), ("chuyen-vien", "sai rồi mà"), ("can-bo-don-vi", TestProvince.password),
        ] {
            #expect(throws: AccountRefusal.wrongSignIn) { try attempt(login, password, province) }
        }
    }

    @Test("slows down one address after five wrong passwords and nobody else", arguments: Engine.available)
    func throttled(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        for _ in 1...5 {
            #expect(throws: AccountRefusal.wrongSignIn) { try attempt("chuyen-vien", "sai rồi mà", province) }
        }
        #expect(throws: AccountRefusal.tooManyAttempts(minutes: 15)) {
            try attempt("chuyen-vien", TestProvince.password, province)
        }
        #expect(throws: Never.self) { try attempt("chuyen-vien", TestProvince.password, province, from: "10.0.0.2") }
        #expect(throws: Never.self) { try attempt("lanh-dao", TestProvince.password, province) }
    }

    @Test("ends here, everywhere, and when the password changes", arguments: Engine.available)
    func ends(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let office = province.office
        let id = try #require(province.accounts[.specialist])
        let (one, two, three) = try (
            attempt("chuyen-vien", TestProvince.password, province).token,
            attempt("chuyen-vien", TestProvince.password, province).token,
            attempt("chuyen-vien", TestProvince.password, province).token
        )
        let visitor = try #require(try SignIn.visitor(token: one, in: office))
        try SignIn.end(token: one, visitor: visitor, origin: "10.0.0.1", in: office)
        #expect(try [one, two, three].map { try SignIn.visitor(token: $0, in: office) != nil } == [false, true, true])
        let hash = try Password.hash("một mật khẩu khác hẳn")
        try office.write(by: visitor.actor(from: "10.0.0.1")) {
            try Accounts.setPassword(of: id, hash: hash, mustChange: false, keeping: SignIn.key(of: two), by: $0)
        }
        #expect(try [two, three].map { try SignIn.visitor(token: $0, in: office) != nil } == [true, false])
        try office.write(by: visitor.actor(from: "10.0.0.1")) { try Accounts.signOutEverywhere(id, by: $0) }
        #expect(try SignIn.visitor(token: two, in: office) == nil)
    }

    @Test("keeps no token in the database and takes no token that it did not give", arguments: Engine.available)
    func tokens(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let opened = try attempt("chuyen-vien", TestProvince.password, province)
        let stored: [[UInt8]] = try province.office.read { try $0.values("SELECT token_hash FROM session") }
        #expect(stored.map { Digest.hex($0) } != [opened.token])
        for token in [
            "", "00", String(repeating: "0", count: 64), opened.token.dropLast() + "x",
            String(repeating: "z", count: 64),
        ] {
            #expect(try SignIn.visitor(token: String(token), in: province.office) == nil)
        }
    }
}

@Suite("Accounts") struct AccountTests {
    @Test("are refused without login, name, role or unit, and when the login is taken", arguments: Engine.available)
    func refusals(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        func add(_ login: String, _ name: String, _ roles: Set<Role>, unit: ID<Unit>?) throws {
            try province.office.write(by: province.actor(.administrator)) {
                _ = try Accounts.add(
                    login: login, name: name, unit: unit, roles: roles, passwordHash: "x", mustChange: true, by: $0)
            }
        }
        let unit = province.units["STC"]
        #expect(throws: AccountRefusal.noLogin) { try add("a b", "Sầm Thị Mai", [.leader], unit: unit) }
        #expect(throws: AccountRefusal.noName) { try add("mai", " ", [.leader], unit: unit) }
        #expect(throws: AccountRefusal.noRole) { try add("mai", "Sầm Thị Mai", [], unit: unit) }
        #expect(throws: AccountRefusal.unitNeeded) { try add("mai", "Sầm Thị Mai", [.leader], unit: nil) }
        #expect(throws: AccountRefusal.loginTaken("lanh-dao")) {
            try add("Lanh-Dao", "Sầm Thị Mai", [.leader], unit: unit)
        }
        #expect(throws: Never.self) { try add("mai", "Sầm Thị Mai", [.leader], unit: unit) }
    }

    @Test("the last administrator cannot be closed", arguments: Engine.available)
    func lastAdministrator(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try #require(province.accounts[.administrator])
        #expect(throws: AccountRefusal.lastAdministrator) {
            try province.office.write(by: province.actor(.administrator)) { try Accounts.setOpen(false, id, by: $0) }
        }
    }

    @Test(
        "passwords are refused when short, plain or the login itself",
        arguments: [
            ("ngắn quá", AccountRefusal.passwordTooShort), ("aaaaaaaaaaaa", .passwordTooPlain),
            ("dang.hanh.nguyen", .passwordTooPlain),
            (String(repeating: "dài ", count: 100), .passwordTooLong),
        ])
    func passwords(_ password: String, _ refusal: AccountRefusal) {
        #expect(throws: refusal) { try Password.check(password, login: "dang.hanh.nguyen") }
    }
}
