import Database
import Fixtures
import Office
import Testing
import Vocabulary

/// The office of a test at another moment.
extension TestProvince {
    func office(after seconds: Int) -> Office {
        let later = office.world.now().adding(seconds: seconds)
        return Office(
            store: office.store, world: World(now: { later }, randomBytes: World.real.randomBytes), shelf: office.shelf)
    }

    func account(_ role: Role) throws -> ID<Account> {
        guard let id = accounts[role] else { throw TestFault.notSignedIn(0) }
        return id
    }

    func path(_ code: String) throws -> String { try unit(code).path }

    /// The visitor of a role as the program sees it after so many seconds.
    func visitor(_ role: Role, after seconds: Int) throws -> Visitor? {
        let later = office(after: seconds)
        let opened = try SignIn.attempt(
            login: role.code, password: Self.password, origin: "127.0.0.1", in: later)
        return try SignIn.visitor(token: opened.token, in: later)
    }
}

@Suite("Giving and ending roles") struct AccountRightsTests {
    private static let day = TestProvince.today

    private func give(_ new: NewRole, to role: Role, within scope: Scope = .everything, _ province: TestProvince) throws
    {
        _ = try province.office.write(by: province.actor(.administrator)) {
            try AccountRights.give(new, to: province.account(role), within: scope, by: $0)
        }
    }

    private func held(_ role: Role, _ province: TestProvince) throws -> [HeldRole] {
        try province.office.read { try HeldRole.all(of: province.account(role), today: Self.day, $0) }
    }

    @Test("a role holds for its branch, from its first to its last day", arguments: Engine.available)
    func period(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let branch = try province.unit("SNV")
        try give(
            NewRole(.leader, branch: branch.id, from: Self.day.adding(days: 1), to: Self.day.adding(days: 2)),
            to: .unitOfficer, province)
        func paths(after days: Int) throws -> Scope? {
            try province.visitor(.unitOfficer, after: days * 86_400)?.scope(.seeQuarter)
        }
        #expect(try (0...3).map(paths) == [.nothing, .branches([branch.path]), .branches([branch.path]), .nothing])
        // What the own role opens is added to, not replaced.
        let visitor = try #require(try province.visitor(.unitOfficer, after: 86_400))
        #expect(visitor.scope(.workOnTasks) == .branches([branch.path, try province.path("STC")].sorted()))
    }

    @Test(
        "an ended role ends at once and stays as history, and what it was stands in the ledger",
        arguments: Engine.available)
    func ends(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try give(NewRole(.secretary), to: .leader, province)
        let given = try #require(try held(.leader, province).first { $0.role == .secretary })
        #expect(try province.visitor(.leader).roles == [.leader, .secretary])
        let id = try province.account(.leader)
        try province.office.write(by: province.actor(.administrator)) {
            try AccountRights.end(given.id, of: id, within: .everything, why: "thôi nhiệm vụ", by: $0)
        }
        #expect(try province.visitor(.leader).roles == [.leader])
        #expect(try held(.leader, province).map(\.role) == [.leader, .secretary])
        #expect(try held(.leader, province).map { $0.state(on: Self.day) } == [.valid, .past])
        let entries = try province.office.read { try Ledger.entries(about: Subject("account", id), $0) }
        #expect(Array(entries.map(\.act).filter { $0.hasPrefix("role") }) == ["role.end", "role.give"])
        #expect(entries.first { $0.act == "role.end" }?.why == "thôi nhiệm vụ")
        #expect(throws: RightsRefusal.notRunning) {
            try province.office.write(by: province.actor(.administrator)) {
                try AccountRights.end(given.id, of: id, within: .everything, by: $0)
            }
        }
        #expect(throws: RightsRefusal.noSuchRole) {
            try province.office.write(by: province.actor(.administrator)) {
                try AccountRights.end(given.id, of: province.account(.specialist), within: .everything, by: $0)
            }
        }
    }

    @Test("what cannot be is refused with its reason", arguments: Engine.available)
    func refusals(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let day = Self.day
        let cases: [(NewRole, Role, RightsRefusal)] = [
            (NewRole(.leader, from: day.adding(days: -1)), .specialist, .startInThePast),
            (NewRole(.leader, to: day.adding(days: -1)), .specialist, .endInThePast),
            (
                NewRole(.leader, from: day.adding(days: 9), to: day.adding(days: 8)), .specialist, .endBeforeStart
            ),
            (NewRole(.specialist), .administrator, .roleNeedsUnit(.specialist)),
            (NewRole(.specialist), .specialist, .alreadyHeld(.specialist)),
            (NewRole(.specialist, from: day.adding(days: 40)), .specialist, .alreadyHeld(.specialist)),
            (NewRole(.observer), .specialist, .cannotCombine(.observer, .specialist)),
            (NewRole(.leader), .observer, .cannotCombine(.leader, .observer)),
            (NewRole(.secretary), .reporter, .cannotCombine(.secretary, .reporter)),
        ]
        for (new, role, refusal) in cases {
            #expect(throws: refusal, "\(new) to \(role)") { try give(new, to: role, province) }
            #expect(!refusal.explanation.notice.isEmpty)
        }
        // The same role for another branch, or after the other's last day, is another matter.
        try give(NewRole(.specialist, branch: province.units["STC"]), to: .specialist, province)
        try give(NewRole(.observer), to: .delegate, province)
    }

    @Test("a branch that is gone on the first day is refused by name", arguments: Engine.available)
    func goneBranch(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.write(as: .administrator) {
            try Organisations.add(
                NewUnit(
                    code: "CU", name: "Huyện Cũ", level: .district, kind: .government, parent: province.units["HG"],
                    lastDay: Day(year: 2025, month: 6, day: 30)), by: $0)
        }
        #expect(throws: RightsRefusal.branchEnded("Huyện Cũ")) {
            try give(NewRole(.leader, branch: id), to: .unitOfficer, province)
        }
    }

    @Test(
        "who manages a branch gives only within it, and touches nobody who reaches beyond", arguments: Engine.available)
    func limited(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let finance = Scope.branches([try province.path("STC")])
        // Within: the officer of the branch.
        try give(NewRole(.blocHead, branch: province.units["STC"]), to: .unitOfficer, within: finance, province)
        // A role that reaches the province, and a branch elsewhere.
        for new in [NewRole(.specialist), NewRole(.leader, branch: province.units["SNV"]), NewRole(.administrator)] {
            #expect(throws: RightsRefusal.beyondReach) { try give(new, to: .unitOfficer, within: finance, province) }
        }
        // An administrator of the branch may be made there, and may in turn be managed.
        try give(NewRole(.administrator, branch: province.units["STC"]), to: .unitOfficer, within: finance, province)
        // Somebody of another unit does not exist from here.
        #expect(throws: FrameRefusal.notFound) {
            try give(NewRole(.unitOfficer, branch: province.units["STC"]), to: .specialist, within: finance, province)
        }
        // Somebody of the branch whose rights reach further is seen but not touched.
        try give(NewRole(.leader), to: .blocHead, province)
        let strong = try province.account(.blocHead)
        let touches: [(Operation) throws -> Void] = [
            { try AccountRights.give(NewRole(.delegate), to: strong, within: finance, by: $0) },
            { try Accounts.reset(strong, hash: "x", within: finance, by: $0) },
            { try Accounts.setOpen(false, strong, within: finance, by: $0) },
            { try Accounts.edit(strong, name: "Tên Khác", unit: province.units["STC"], within: finance, by: $0) },
            { try Accounts.signOutEverywhere(strong, within: finance, by: $0) },
            { _ = try Invitation.make(for: [strong], within: finance, by: $0) },
        ]
        for touch in touches {
            #expect(throws: RightsRefusal.moreRights) {
                try province.office.write(by: province.actor(.administrator), touch)
            }
        }
    }

    @Test("a branch administrator adds accounts of the branch only", arguments: Engine.available)
    func addsWithin(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let finance = Scope.branches([try province.path("STC")])
        func add(_ unit: String?, _ roles: [NewRole]) throws {
            try province.office.write(by: province.actor(.administrator)) {
                _ = try Accounts.add(
                    login: "moi.vao", name: "Lò Thị Mới", unit: unit.flatMap { province.units[$0] }, roles: roles,
                    passwordHash: nil, mustChange: true, within: finance, by: $0)
            }
        }
        #expect(throws: AccountRefusal.unitOutside) { try add("SNV", [NewRole(.unitOfficer)]) }
        #expect(throws: AccountRefusal.unitNeeded) { try add(nil, [NewRole(.administrator)]) }
        #expect(throws: RightsRefusal.beyondReach) { try add("STC", [NewRole(.specialist)]) }
        #expect(throws: RightsRefusal.cannotCombine(.observer, .unitOfficer)) {
            try add("STC", [NewRole(.unitOfficer), NewRole(.observer, branch: province.units["STC"])])
        }
        try add("STC", [NewRole(.unitOfficer)])
    }

    @Test("somebody who may do all that the last administrator may must be left today", arguments: Engine.available)
    func lastAdministrator(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let admin = try province.account(.administrator)
        let role = try #require(try held(.administrator, province).first).id
        func end() throws {
            try province.office.write(by: province.actor(.administrator)) {
                try AccountRights.end(role, of: admin, within: .everything, by: $0)
            }
        }
        #expect(throws: AccountRefusal.lastAdministrator) { try end() }
        // One who begins tomorrow, and one of a branch, are not enough.
        try give(NewRole(.administrator, branch: province.units["STC"]), to: .unitOfficer, province)
        #expect(throws: AccountRefusal.lastAdministrator) { try end() }
        func addAdministrator(_ login: String, from first: Day?) throws -> ID<Account> {
            try province.office.write(by: .system(user: "test")) {
                try Accounts.add(
                    login: login, name: "Quản trị hai", unit: nil, roles: [NewRole(.administrator, from: first)],
                    passwordHash: "x", mustChange: false, within: .everything, by: $0)
            }
        }
        _ = try addAdministrator("mai", from: Self.day.adding(days: 1))
        #expect(throws: AccountRefusal.lastAdministrator) { try end() }
        let second = try addAdministrator("nay", from: nil)
        try province.office.write(by: .system(user: "test")) { try Accounts.setOpen(false, second, by: $0) }
        #expect(throws: AccountRefusal.lastAdministrator) { try end() }
        try province.office.write(by: .system(user: "test")) { try Accounts.setOpen(true, second, by: $0) }
        try end()
        #expect(throws: AccountRefusal.lastAdministrator) {
            try province.office.write(by: .system(user: "test")) { try Accounts.setOpen(false, second, by: $0) }
        }
    }

    @Test("a person without a role today is told so, after the right password only", arguments: Engine.available)
    func roleless(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let role = try #require(try held(.reporter, province).first).id
        try province.office.write(by: province.actor(.administrator)) {
            try AccountRights.end(role, of: province.account(.reporter), within: .everything, by: $0)
        }
        func attempt(_ password: String) throws {
            _ = try SignIn.attempt(login: "phong-vien", password: password, origin: "10.0.0.1", in: province.office)
        }
        #expect(throws: AccountRefusal.noRoleToday) { try attempt(TestProvince.password) }
        #expect(throws: AccountRefusal.wrongSignIn) { try attempt("sai rồi mà sao") }
    }

    @Test("a move to another unit may not carry rights further than could be given", arguments: Engine.available)
    func edits(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.account(.unitOfficer)
        func edit(_ name: String, _ unit: ID<Unit>?, within scope: Scope = .everything) throws {
            try province.office.write(by: province.actor(.administrator)) {
                try Accounts.edit(id, name: name, unit: unit, within: scope, by: $0)
            }
        }
        #expect(throws: AccountRefusal.noName) { try edit("  ", province.units["STC"]) }
        #expect(throws: AccountRefusal.unitNeeded) { try edit("Lục Minh Tâm", nil) }
        #expect(throws: AccountRefusal.unitOutside) {
            try edit("Lục Minh Tâm", province.units["SNV"], within: .branches([try province.path("STC")]))
        }
        try edit(" Lục  Minh Tầm ", province.units["BAO"])
        let visitor = try province.visitor(.unitOfficer)
        #expect(visitor.name == "Lục Minh Tầm")
        #expect(visitor.scope(.workOnTasks) == .branches([try province.path("BAO")]))
        let found = try province.office.read {
            var filter = AccountFilter()
            filter.words = "minh tam"
            return try AccountList.page(filter, branch: nil, within: .everything, today: Self.day, $0).lines.map(\.id)
        }
        #expect(found == [id])
    }
}

@Suite("The person of an account") struct AccountPersonTests {
    @Test(
        "is linked by who reads people, or by the full name typed in the unit of the account",
        arguments: Engine.available)
    func linked(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let people = try province.office.write(by: province.actor(.specialist)) { operation in
            try ["STC", "STC", "SNV"].map { code in
                try People.add(
                    NewPerson(
                        PersonDetails(name: "Bàn Thị Mỷ"),
                        post: NewPost(
                            unit: try Organisations.unit(codeOrName: code, operation).id, title: "Chuyên viên",
                            group: .direct)), in: .everything, by: operation)
            }
        }
        try province.office.write(by: province.actor(.administrator)) {
            _ = try AccountRights.give(
                NewRole(.administrator), to: province.account(.specialist), within: .everything, by: $0)
        }
        let (both, admin) = (try province.client(.specialist), try province.client(.administrator))
        let page = "/quan-tri/tai-khoan/\(try province.account(.unitOfficer))"
        func link(_ typed: String, _ client: TestClient, to path: String? = nil) throws -> TestResponse {
            try province.post((path ?? page) + "/ca-nhan", [("ca-nhan", typed)], client)
        }
        #expect(try link("Bàn Thị Mỷ", both).body.contains("Có 3 người cùng tên"))
        #expect(try link("Không Có Ai", both).body.contains("Không tìm thấy người này"))
        #expect(try link("Bàn Thị Mỷ (số \(people[0]))", both).status == 303)
        let shown = try both.get(page).body
        #expect(shown.contains("Bàn Thị Mỷ (số \(people[0]))"))
        // The other one of the unit is suggested, the one of another unit is not.
        let other = try both.get("/quan-tri/tai-khoan/\(try province.account(.delegate))").body
        #expect(other.contains("(số \(people[1]))") && !other.contains("(số \(people[2]))"))
        #expect(
            try link("Bàn Thị Mỷ (số \(people[0]))", both, to: "/quan-tri/tai-khoan/\(try province.account(.delegate))")
                .body.contains("đã gắn với một tài khoản khác"))
        // Who only looks after accounts sees the link, is offered no names and opens no page of people.
        #expect(try admin.get(page).body.contains("Bàn Thị Mỷ (số \(people[0]))"))
        #expect(try !admin.get("/quan-tri/tai-khoan/\(try province.account(.delegate))").body.contains("Bàn Thị Mỷ"))
        #expect(try admin.get("/nguoi/\(people[0])").status == 403)
        // The link may be saved again, and taken away.
        #expect(try link("Bàn Thị Mỷ (số \(people[0]))", admin).status == 303)
        #expect(try link("", admin).status == 303)
        #expect(try both.get(page).body.contains("chưa gắn"))
        // Whom they name must be typed in full, and hold a post in the unit of the account.
        #expect(try link("Mỷ", admin).body.contains("Không tìm thấy người này"))
        #expect(try link("Ai Đó (số \(people[1]))", admin).body.contains("Không tìm thấy người này"))
        #expect(try link("Bàn Thị Mỷ (số \(people[2]))", admin).body.contains("Không tìm thấy người này"))
        #expect(try link("ban thi my", admin).body.contains("Có 2 người cùng tên"))
        #expect(try link("Bàn Thị Mỷ (số \(people[1]))", admin).status == 303)
        #expect(try both.get(page).body.contains("Bàn Thị Mỷ (số \(people[1]))"))
        #expect(try province.faults() == [])
    }
}
