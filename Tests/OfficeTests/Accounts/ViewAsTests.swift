import Database
import Fixtures
import HTTP
import Office
import Testing
import Vocabulary

@Suite("Seeing as another") struct ViewAsTests {
    private func start(_ target: Role, _ client: TestClient, _ province: TestProvince, reason: String = "hỗ trợ") throws
        -> TestResponse
    {
        let id = try province.account(target)
        return try province.post("/quan-tri/tai-khoan/\(id)/xem-nhu", [("ly-do", reason)], client)
    }

    @Test("shows exactly what the person sees, marked, and takes no form", arguments: Engine.available)
    func sees(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let (admin, person) = (try province.client(.administrator), try province.client(.specialist))
        #expect(try start(.specialist, admin, province).header("Location") == "/")
        let (seen, own) = (try admin.get("/chuong-trinh"), try person.get("/chuong-trinh"))
        #expect(seen.status == 200)
        #expect(seen.body.contains("Đang xem như Đặng Hạnh Nguyên"))
        #expect(own.body.contains("Thêm") == seen.body.contains("Thêm"))
        #expect(try admin.get("/quan-tri/tai-khoan").status == 403)
        // Every form is refused, even those of the person; nothing changes.
        let before = try province.counts()
        for path in ["/viec/moi", "/tai-khoan/mat-khau", "/dang-xuat", "/tai-khoan/uy-quyen", "/loi-moi"] {
            let answer = try province.post(path, [("ten", "x")], admin)
            #expect(answer.status == 403, "\(path)")
            #expect(answer.body.contains("Đang xem như người khác nên không gửi"))
        }
        #expect(try province.counts() == before)
        // What is one's own stays closed.
        let mine = try admin.get("/tai-khoan")
        #expect(mine.status == 403)
        #expect(mine.body.contains("Trang riêng của người khác"))
    }

    @Test(
        "ends by its button, and both ends stand in the ledger with the administrator's name",
        arguments: Engine.available)
    func ends(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let admin = try province.client(.administrator)
        _ = try start(.specialist, admin, province, reason: "nhờ qua điện thoại")
        let id = try province.account(.specialist)
        #expect(try province.post("/thoi-xem", admin).header("Location") == "/quan-tri/tai-khoan/\(id)")
        #expect(try admin.get("/quan-tri/tai-khoan").status == 200)
        let entries = try province.office.read { try Ledger.entries(about: Subject("account", id), $0) }
            .filter { $0.act.hasPrefix("view") }
        #expect(entries.map(\.act) == ["view.end", "view.start"])
        #expect(entries.map(\.actor) == ["Quản trị", "Quản trị"])
        #expect(entries.last?.why == "nhờ qua điện thoại")
        // Once more does nothing.
        #expect(try province.post("/thoi-xem", admin).header("Location") == "/")
    }

    @Test("ends by itself after half an hour, which the next sign-in notes", arguments: Engine.available)
    func lapses(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let admin = try province.client(.administrator)
        _ = try start(.specialist, admin, province)
        let token = try #require(admin.cookies[Router.sessionCookie])
        func visitor(after seconds: Int) throws -> Visitor? {
            try SignIn.visitor(token: token, in: province.office(after: seconds))
        }
        #expect(try visitor(after: 1799)?.login == "chuyen-vien")
        #expect(try visitor(after: 1799)?.onlooker?.name == "Quản trị")
        #expect(try visitor(after: 1800)?.login == "quan-tri")
        #expect(try visitor(after: 1800)?.onlooker == nil)
        _ = try SignIn.attempt(
            login: "lanh-dao", password: TestProvince.password, origin: "10.0.0.2", in: province.office(after: 1800))
        let acts = try province.office.read {
            try Ledger.entries(about: Subject("account", province.account(.specialist)), $0).map(\.act)
        }
        #expect(acts.first == "view.end")
        #expect(try province.faults() == [])
    }

    @Test("ends with its session, and when the person's account is closed", arguments: Engine.available)
    func endsWithSession(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.account(.specialist)
        func ends() throws -> Int {
            try province.office.read { try Ledger.entries(about: Subject("account", id), $0) }.count {
                $0.act == "view.end"
            }
        }
        let admin = try province.client(.administrator)
        _ = try start(.specialist, admin, province)
        try province.office.write(by: .system(user: "test")) {
            try Accounts.signOutEverywhere(province.account(.administrator), within: .everything, by: $0)
        }
        #expect(try ends() == 1)
        let again = try province.client(.administrator)
        _ = try start(.specialist, again, province)
        try province.office.write(by: .system(user: "test")) { try Accounts.setOpen(false, id, by: $0) }
        #expect(try ends() == 2)
        // The administrator is back at once.
        #expect(try again.get("/quan-tri/tai-khoan").status == 200)
        #expect(try province.faults() == [])
    }

    @Test("is refused without a reason, for oneself, and where the person reaches further", arguments: Engine.available)
    func refusals(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let admin = try province.client(.administrator)
        #expect(try start(.specialist, admin, province, reason: " ").body.contains("Hãy ghi lý do"))
        #expect(try start(.administrator, admin, province).body.contains("chính ông/bà"))
        // An administrator of one branch does not look through who reaches beyond it, and does not see other branches.
        try province.office.write(by: province.actor(.administrator)) {
            try AccountRights.give(
                NewRole(.administrator, branch: province.units["STC"]), to: province.account(.unitOfficer),
                within: .everything, by: $0)
            try AccountRights.give(NewRole(.leader), to: province.account(.blocHead), within: .everything, by: $0)
        }
        let limited = try province.client(.unitOfficer)
        #expect(try start(.blocHead, limited, province).body.contains("ngoài phạm vi ông/bà được quản trị"))
        #expect(try start(.specialist, limited, province).status == 404)
        #expect(try start(.administrator, limited, province).status == 404)
        #expect(try start(.delegate, limited, province).status == 303)
        // Nobody else may at all.
        #expect(try start(.delegate, try province.client(.leader), province).status == 403)
    }
}
