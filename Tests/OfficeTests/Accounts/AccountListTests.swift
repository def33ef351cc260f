import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("The list of accounts") struct AccountListTests {
    private static let day = TestProvince.today

    private func logins(
        _ province: TestProvince, within scope: Scope = .everything, branch: String? = nil,
        _ change: (inout AccountFilter) -> Void = { _ in }
    ) throws -> [String] {
        var filter = AccountFilter()
        change(&filter)
        return try province.office.read {
            try AccountList.page(filter, branch: branch, within: scope, today: Self.day, $0).lines.map(\.login)
        }
    }

    /// Accounts beside those of the roles, straight into the tables.
    private func addMany(_ count: Int, _ province: TestProvince) throws {
        let given = ["An", "Bình", "Chi", "Dương", "Đạt", "Giang", "Hà", "Khánh"]
        try province.office.store.write { db in
            let unit = province.units["STC"]
            for number in 0..<count {
                let name = "Nguyễn Số \(number) \(given[number % given.count])"
                let id = ID<Account>(
                    try db.insert(
                        """
                        INSERT INTO account (login, name, name_key, unit, password, must_change, state, added, last_sign_in)
                        VALUES (\("so\(number)"), \(name), \(VietnameseOrder.personKey(name)), \(unit), 'x', 0, 'open', 0,
                                \(number / 3))
                        """))
                try db.run(
                    """
                    INSERT INTO account_role (account, role, first_day)
                    VALUES (\(id), \(number % 5 == 0 ? Role.reporter : .unitOfficer), '2026-01-01')
                    """)
                try AccountWords.keep(name: name, login: "so\(number)", of: id, db)
            }
        }
    }

    @Test("narrows by every filter, names in the Vietnamese order", arguments: Engine.available)
    func filters(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        #expect(
            try logins(province)
                == [
                    "dai-bieu", "lanh-dao", "thanh-vien-hoi-dong", "thu-ky-hoi-dong", "phap-che", "chuyen-vien",
                    "quan-tri",
                    "can-bo-don-vi", "ke-toan", "thanh-tra", "truong-khoi", "phong-vien",
                ].sorted { left, right in
                    VietnameseOrder.personKey(Self.names[left] ?? "").lexicographicallyPrecedes(
                        VietnameseOrder.personKey(Self.names[right] ?? ""))
                })
        #expect(try logins(province) { $0.words = "dang NGUYEN" } == ["chuyen-vien"])
        #expect(try logins(province) { $0.words = "lanh-d" } == ["lanh-dao"])
        #expect(try logins(province) { $0.words = "khong co ai" } == [])
        #expect(try logins(province) { $0.role = .secretary } == ["thu-ky-hoi-dong"])
        #expect(
            try Set(logins(province, branch: province.path("STC"))) == ["can-bo-don-vi", "truong-khoi", "dai-bieu"])
        #expect(
            try Set(logins(province, within: .branches([province.path("BAO")]))) == [
                "thanh-vien-hoi-dong", "phong-vien",
            ])
        #expect(try logins(province, within: .nothing) == [])
        #expect(try logins(province) { $0.state = .closed } == [])
        try province.office.write(by: province.actor(.administrator)) { operation in
            try Accounts.setOpen(false, province.account(.delegate), by: operation)
            let held = try HeldRole.all(of: province.account(.reporter), today: Self.day, operation)
            for one in held {
                try AccountRights.end(one.id, of: one.account, within: .everything, by: operation)
            }
        }
        #expect(try logins(province) { $0.state = .closed } == ["dai-bieu"])
        #expect(try logins(province) { $0.state = .roleless } == ["phong-vien"])
        #expect(try logins(province) { $0.role = .reporter } == [])
        _ = try province.visitor(.leader)
        #expect(try !logins(province) { $0.state = .waiting }.contains("lanh-dao"))
        #expect(
            try logins(province) {
                $0.sort = .lastSignIn
                $0.isDescending = true
            }.first == "lanh-dao")
        #expect(try logins(province) { $0.sort = .login } == logins(province).sorted())
    }

    private static let names = [
        "quan-tri": "Quản trị", "chuyen-vien": "Đặng Hạnh Nguyên", "lanh-dao": "Phan Trí Dũng",
        "can-bo-don-vi": "Lục Minh Tâm", "phap-che": "Hà Pháp Luật", "truong-khoi": "Nông Khối Trưởng",
        "thanh-vien-hoi-dong": "Ma Hội Đồng", "thu-ky-hoi-dong": "Vũ Thư Ký", "ke-toan": "Lý Kế Toán",
        "phong-vien": "Triệu Phóng Viên", "dai-bieu": "Đàm Đại Biểu", "thanh-tra": "Cao Thanh Tra",
    ]

    @Test("reads its own address back")
    func address() {
        var filter = AccountFilter()
        (filter.words, filter.role, filter.unit, filter.state) = ("hạnh", .legalOfficer, "Sở Nội vụ (SNV)", .waiting)
        (filter.sort, filter.isDescending) = (.lastSignIn, true)
        let address = filter.address("/x")
        #expect(AccountFilter { address[$0] } == filter)
        #expect(AccountFilter { ["vai-tro": "vua", "sap": "z", "tinh-trang": "?"][$0] } == AccountFilter())
    }

    @Test("pages forth and back by every order, each account once", arguments: Engine.available)
    func paging(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try addMany(33, province)
        for sort in AccountFilter.Sort.allCases {
            for isDescending in [false, true] {
                var filter = AccountFilter()
                (filter.sort, filter.isDescending) = (sort, isDescending)
                try province.office.read { db in
                    func page(_ cursor: AccountList.Cursor?, _ size: Int) throws -> AccountList {
                        try AccountList.page(
                            filter, branch: nil, cursor, within: .everything, today: Self.day, size: size, db)
                    }
                    let whole = try page(nil, 100).lines.map(\.id)
                    #expect(whole.count == 45)
                    var forth: [[ID<Account>]] = []
                    var next: AccountList.Cursor?
                    var last: AccountList
                    repeat {
                        last = try page(next, 10)
                        forth.append(last.lines.map(\.id))
                        next = last.after.map { .after($0) }
                    } while next != nil && forth.count < 9
                    #expect(forth.flatMap { $0 } == whole)
                    let back = try last.before.map { try page(.before($0), 10) }
                    #expect(back?.lines.map(\.id) == forth.dropLast().last)
                }
            }
        }
    }

    @Test("asks as often for many accounts as for one", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try addMany(20, province)
        func statements(_ path: String) throws -> Int {
            let client = try province.client(.administrator)
            let (answer, statements) = try Recorder.recording { try client.get(path) }
            #expect(answer.status == 200)
            return statements.count
        }
        #expect(
            try statements("/quan-tri/tai-khoan?chu=luc+minh") == statements("/quan-tri/tai-khoan?chu=nguyen"))
        // One account's page: the same with one role and session as with several.
        let id = try province.account(.leader)
        let before = try statements("/quan-tri/tai-khoan/\(id)")
        for _ in 1...3 { _ = try province.client(.leader) }
        try province.office.write(by: province.actor(.administrator)) { operation in
            for code in ["STC", "BAO"] {
                try AccountRights.give(
                    NewRole(.secretary, branch: province.units[code]), to: id, within: .everything, by: operation)
            }
        }
        // Names of branches in the history are one more question, whatever their number.
        #expect(try statements("/quan-tri/tai-khoan/\(id)") <= before + 1)
    }

    @Test("is served by an index in every order and by every narrow filter", arguments: Engine.available)
    func indexes(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try addMany(1500, province)
        try province.office.store.write { db in
            if db.dialect == .postgres {
                try db.run("ANALYZE account")
                try db.run("ANALYZE account_word")
                try db.run("ANALYZE account_role")
            }
        }
        let forms: [((inout AccountFilter) -> Void, String)] = [
            ({ _ in }, "account_name_key"), ({ $0.sort = .lastSignIn }, "account_last_sign_in"),
            ({ $0.sort = .login }, engine == .sqlite ? "sqlite_autoindex_account_1" : "account_login_key"),
        ]
        for (change, index) in forms {
            var filter = AccountFilter()
            change(&filter)
            let plan = try province.office.read { db in
                try db.explain(
                    AccountList.statement(
                        AccountList.source(filter, branch: nil, within: .everything, Self.day), filter.sort,
                        goesDown: false, from: ID(20), limit: 51))
            }
            #expect(plan.contains(index), "\(plan)")
            #expect(!plan.contains("TEMP B-TREE FOR ORDER BY") && !plan.contains("Sort Key"), "\(plan)")
        }
        var words = AccountFilter()
        words.words = "luc"
        let plan = try province.office.read { db in
            try db.explain(
                AccountList.statement(
                    AccountList.source(words, branch: nil, within: .everything, Self.day), .name, goesDown: false,
                    from: nil, limit: 51))
        }
        #expect(plan.contains(engine == .sqlite ? "sqlite_autoindex_account_word_1" : "account_word_pkey"), "\(plan)")
        let list = try province.office.read {
            try AccountList.page(AccountFilter(), branch: nil, within: .everything, today: Self.day, $0)
        }
        #expect(list.words == "hơn 1.000 tài khoản")
    }

    @Test("a unit is chosen by code, name, short name or suggestion, within one's scope", arguments: Engine.available)
    func units(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        func find(_ typed: String, within scope: Scope = .everything) throws -> String? {
            try province.office.read { try TypedUnit.find(typed, within: scope, on: Self.day, $0)?.code }
        }
        for typed in ["SNV", "Sở Nội vụ", "so noi vu", " Sở  Nội vụ ", "Sở Nội vụ (SNV)"] {
            #expect(try find(typed) == "SNV", "\(typed)")
        }
        #expect(try find("") == nil)
        #expect(throws: UnitRefusal.unknown("Sở Mây")) { try find("Sở Mây") }
        #expect(throws: UnitRefusal.unknown("SNV")) { try find("SNV", within: .branches([try province.path("STC")])) }
        for (code, parent) in [("PNV1", "STC"), ("PNV2", "BAO")] {
            _ = try province.write(as: .administrator) {
                try Organisations.add(
                    NewUnit(
                        code: code, name: "Phòng Tổng hợp", level: .province, kind: .office,
                        parent: province.units[parent]), by: $0)
            }
        }
        #expect(throws: UnitRefusal.ambiguous("Phòng Tổng hợp", ["PNV1", "PNV2"])) { try find("Phòng Tổng hợp") }
        #expect(try find("phong tong hop", within: .branches([try province.path("STC")])) == "PNV1")
        let finance = Scope.branches([try province.path("STC")])
        let suggested = try province.office.read { try TypedUnit.suggestions(within: finance, on: Self.day, $0) }
        #expect(suggested == ["Sở Tài chính (STC)", "Phòng Tổng hợp (PNV1)"])
    }
}
