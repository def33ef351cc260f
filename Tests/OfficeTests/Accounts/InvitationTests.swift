import Database
import Fixtures
import HTTP
import Office
import Testing
import Vocabulary

@Suite("Invitations") struct InvitationTests {
    private func invite(_ roles: [Role], _ province: TestProvince) throws -> [Invitation.Letter] {
        try province.office.write(by: province.actor(.administrator)) { operation in
            try Invitation.make(
                for: try roles.map { try province.account($0) }, within: .everything, by: operation)
        }
    }

    private func accept(_ code: String, after seconds: Int = 0, _ province: TestProvince) throws {
        _ = try Invitation.accept(
            code, passwordHash: Password.hash("bưởi chín ngoài vườn"), origin: "10.0.0.1",
            in: province.office(after: seconds))
    }

    @Test("a code serves one person once, however it is typed", arguments: Engine.available)
    func once(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let letter = try #require(try invite([.leader], province).first)
        #expect(letter.name == "Phan Trí Dũng" && letter.login == "lanh-dao" && letter.unitName == "Sở Nội vụ")
        #expect(letter.code.wholeMatch(of: /([a-z2-9]{4}-){4}[a-z2-9]{4}/) != nil)
        let open = try SignIn.attempt(
            login: "lanh-dao", password: TestProvince.password, origin: "10.0.0.1", in: province.office)
        try accept(letter.code.uppercased().replacing("-", with: " "), province)
        // The old password and the open session are gone; the new password needs no change.
        #expect(try SignIn.visitor(token: open.token, in: province.office) == nil)
        #expect(throws: AccountRefusal.wrongSignIn) {
            try SignIn.attempt(
                login: "lanh-dao", password: TestProvince.password, origin: "10.0.0.1", in: province.office)
        }
        let opened = try SignIn.attempt(
            login: "lanh-dao", password: "bưởi chín ngoài vườn", origin: "10.0.0.1", in: province.office)
        #expect(!opened.mustChangePassword)
        #expect(throws: InvitationRefusal.used) { try accept(letter.code, province) }
        let acts = try province.office.read {
            try Ledger.entries(about: Subject("account", province.account(.leader)), $0).map { "\($0.act) \($0.actor)" }
        }
        #expect(
            Array(acts.filter { $0.hasPrefix("invitation") }) == [
                "invitation.accept Phan Trí Dũng", "invitation.make Quản trị",
            ])
    }

    @Test(
        "a newer invitation, a withdrawal, the seventh day and a closed account make it void",
        arguments: Engine.available)
    func void(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.account(.leader)
        let first = try #require(try invite([.leader], province).first).code
        let second = try #require(try invite([.leader], province).first).code
        #expect(throws: InvitationRefusal.replaced) { try accept(first, province) }
        #expect(throws: InvitationRefusal.expired) { try accept(second, after: 7 * 86_400, province) }
        try province.office.write(by: province.actor(.administrator)) {
            try Invitation.revoke(of: id, within: .everything, by: $0)
        }
        #expect(throws: InvitationRefusal.replaced) { try accept(second, province) }
        let third = try #require(try invite([.leader], province).first).code
        try province.office.write(by: province.actor(.administrator)) { try Accounts.setOpen(false, id, by: $0) }
        #expect(throws: InvitationRefusal.replaced) { try accept(third, province) }
        #expect(throws: InvitationRefusal.unknown) { try accept("aaaa-bbbb-cccc-dddd-eeee", province) }
        #expect(throws: InvitationRefusal.closed("lanh-dao")) { try invite([.leader], province) }
        #expect(throws: InvitationRefusal.nobody) { try invite([], province) }
    }

    @Test("no code stands in the database, and no letter of many repeats one", arguments: Engine.available)
    func secrecy(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let letters = try invite([.leader, .specialist, .unitOfficer], province)
        // People in the Vietnamese order of their given names.
        #expect(letters.map(\.name) == ["Phan Trí Dũng", "Đặng Hạnh Nguyên", "Lục Minh Tâm"])
        #expect(Set(letters.map(\.code)).count == 3)
        let stored: [[UInt8]] = try province.office.read { try $0.values("SELECT code_hash FROM invitation") }
        for letter in letters {
            #expect(!stored.contains { String(decoding: $0, as: UTF8.self).contains(letter.code) })
        }
        let facts: [String?] = try province.office.read { try $0.values("SELECT facts_after FROM ledger_entry") }
        #expect(!facts.contains { fact in letters.contains { fact?.contains($0.code) ?? false } })
    }

    @Test("an account without a password is added, invited and entered by pages alone", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let admin = try province.client(.administrator)
        let letter = try province.post(
            "/quan-tri/tai-khoan",
            [
                ("ho-ten", "Lò Thị Mới"), ("dang-nhap", "moi.stc"), ("don-vi", "so tai chinh"),
                ("vai-tro", "can-bo-don-vi"), ("cach", "moi"),
            ], admin)
        #expect(letter.status == 200)
        let code = try #require(letter.body.firstMatch(of: /<code class="code">([a-z2-9-]+)<\/code>/)).1
        #expect(letter.body.contains("Lò Thị Mới"))
        // Nobody signs in to it before, and the answer is that of any wrong password.
        let guest = try province.client(nil)
        let early = try guest.post("/dang-nhap", form: [("ten", "moi.stc"), ("mat-khau", "")])
        #expect(early.status == 422)
        #expect(early.body.contains("không đúng"))
        let page = try guest.get("/loi-moi?ma=\(code)")
        #expect(page.body.contains("moi.stc"))
        func send(_ new: String, _ again: String) throws -> TestResponse {
            try guest.post("/loi-moi", form: [("ma", String(code)), ("moi", new), ("lai", again)])
        }
        #expect(try send("ngắn", "ngắn").body.contains("ít nhất 10 ký tự"))
        #expect(try send("moi.stc moi.stc", "khác hẳn đi mà").body.contains("không giống nhau"))
        #expect(try send("bưởi chín ngoài vườn", "bưởi chín ngoài vườn").header("Location") == "/dang-nhap")
        #expect(try send("bưởi chín ngoài vườn", "bưởi chín ngoài vườn").body.contains("đã dùng"))
        let signedIn = try guest.post("/dang-nhap", form: [("ten", "moi.stc"), ("mat-khau", "bưởi chín ngoài vườn")])
        #expect(signedIn.status == 303)
        #expect(try guest.get("/chuong-trinh").status == 200)
        // Refusals of the form keep what was typed.
        let refused = try province.post(
            "/quan-tri/tai-khoan",
            [("ho-ten", "Lò Thị Hai"), ("dang-nhap", "hai"), ("don-vi", "Sở Mây"), ("vai-tro", "can-bo-don-vi")], admin)
        #expect(refused.status == 422)
        #expect(refused.body.contains("Không tìm thấy đơn vị “Sở Mây”"))
        #expect(refused.body.contains("Lò Thị Hai"))
    }

    @Test("letters of many are printed from the list; a stronger account stops them all", arguments: Engine.available)
    func many(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let admin = try province.client(.administrator)
        let chosen = try [Role.leader, .delegate].map { ("nguoi", try province.account($0).description) }
        let letters = try province.post("/quan-tri/tai-khoan/thu-moi", chosen, admin)
        #expect(letters.body.matches(of: /class="letter"/).count == 2)
        #expect(try province.post("/quan-tri/tai-khoan/thu-moi", [], admin).status == 422)
        try province.office.write(by: province.actor(.administrator)) {
            try AccountRights.give(
                NewRole(.administrator, branch: province.units["STC"]), to: province.account(.unitOfficer),
                within: .everything, by: $0)
            try AccountRights.give(NewRole(.leader), to: province.account(.blocHead), within: .everything, by: $0)
        }
        let limited = try province.client(.unitOfficer)
        let both = try [Role.delegate, .blocHead].map { ("nguoi", try province.account($0).description) }
        let refused = try province.post("/quan-tri/tai-khoan/thu-moi", both, limited)
        #expect(refused.status == 422)
        #expect(refused.body.contains("ngoài phạm vi ông/bà được quản trị"))
    }
}
