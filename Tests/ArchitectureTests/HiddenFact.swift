import Database
import Fixtures
import Office
import Vocabulary
import Work

/// Something that some roles may not know. Each room that keeps things from somebody adds what it keeps.
struct HiddenFact: Sendable {
    let name: String
    let hiddenFrom: [Role]
    /// Words of the fact, for searches.
    let words: [String]
    let change: @Sendable (TestProvince) throws -> Void
    /// Addresses of the thing itself, in the province where it was changed.
    var probes: @Sendable (TestProvince) throws -> [String] = { _ in [] }

    static let all = [
        neighbour, taskOfAnotherUnit, progressOfAnotherUnit, draft, account, signIns, personOfAnotherUnit,
    ]

    /// Who sees only the tasks of their own unit, or none.
    static let ofOneUnit: [Role] = [
        .administrator, .unitOfficer, .blocHead, .councilMember, .accountant, .reporter, .delegate,
    ]

    static let neighbour = HiddenFact(
        name: "another province, its plan and its people",
        hiddenFrom: Role.allCases.filter { $0 != .administrator }, words: ["Láng Biên", "tap huan", "Tạ Bích Ngà"],
        change: { province in
            let (unit, _) = try province.neighbour()
            var plan = TestPlan([
                [TestPlan.Line("Tập huấn cán bộ Láng Biên", "Tháng 11/2026", "Sở Nội vụ tỉnh Láng Biên")]
            ])
            plan.number = "77/KH-UBND"
            // By who is nobody's colleague here: one's own acts stand in one's own data.
            try province.adopt(plan, named: "lang-bien.txt", unit: unit, as: .administrator)
        },
        probes: { province in
            try province.read { db in
                let task: Int64 = try db.value("SELECT max(id) FROM task")
                let plan: Int64 = try db.value("SELECT max(id) FROM plan")
                let file: Int64 = try db.value("SELECT max(id) FROM stored_file")
                return ["/viec/\(task)", "/viec/\(task)/sua", "/chuong-trinh/ke-hoach/\(plan)", "/tep/\(file)"]
            }
        })

    static let taskOfAnotherUnit = HiddenFact(
        name: "a task of another unit", hiddenFrom: ofOneUnit, words: ["phúc tra", "phuc tra"],
        change: { province in
            var plan = TestPlan([[TestPlan.Line("Phúc tra hồ sơ của Thanh tra", "Tháng 11/2026", "VP UBND tỉnh")]])
            plan.number = "78/KH-UBND"
            try province.adopt(plan, named: "phuc-tra.txt")
        }, probes: neighbour.probes)

    static let progressOfAnotherUnit = HiddenFact(
        name: "progress, words and evidence of another unit's task", hiddenFrom: ofOneUnit.filter { $0 != .accountant },
        words: ["bí mật riêng"],
        change: { province in
            let task = try province.read {
                try $0.value("SELECT id FROM task WHERE text LIKE '%tập huấn%' ORDER BY id LIMIT 1") as ID<Work.Task>
            }
            try province.write { operation in
                try TaskWork.comment("Ý kiến bí mật riêng.", on: task, by: operation)
                try TaskWork.add(.note("Minh chứng bí mật riêng."), to: task, by: operation)
                try TaskWork.finish(task, on: nil, by: operation)
            }
        },
        probes: { province in
            [
                "/viec/\(try province.read { try $0.value("SELECT id FROM task WHERE text LIKE '%tập huấn%' ORDER BY id LIMIT 1") as Int64 })"
            ]
        })

    static let draft = HiddenFact(
        name: "a plan under review", hiddenFrom: Role.allCases.filter { $0 != .specialist }, words: ["chưa ban hành"],
        change: { province in
            var plan = TestPlan([
                [TestPlan.Line("Việc chưa ban hành của Sở Tài chính", "Tháng 11/2026", "Sở Tài chính")]
            ])
            plan.number = "79/KH-UBND"
            _ = try province.draft(plan, named: "chua-ban-hanh.txt")
        },
        probes: { province in
            try province.read { db in
                let draft: Int64 = try db.value("SELECT max(id) FROM plan_draft")
                let file: Int64 = try db.value("SELECT max(id) FROM stored_file")
                return ["/ban-nhap/\(draft)", "/ban-nhap/\(draft)/tep", "/tep/\(file)"]
            }
        })

    static let account = HiddenFact(
        name: "accounts and their roles",
        hiddenFrom: Role.allCases.filter { $0 != .administrator && !$0.permissions.contains(.readLedger) },
        words: ["Hoa Bí Mật"],
        change: { province in
            let unit = try province.unit("STC").id
            try province.write(as: .administrator) { operation in
                let id = try Accounts.add(
                    login: "hoa.bi.mat", name: "Hoa Bí Mật", unit: unit, roles: [.unitOfficer], passwordHash: "x",
                    mustChange: true, by: operation)
                try Accounts.setOpen(false, id, by: operation)
            }
        },
        probes: { province in
            ["/quan-tri/tai-khoan/\(try province.read { try $0.value("SELECT max(id) FROM account") as Int64 })"]
        })

    static let signIns = HiddenFact(
        name: "when others sign in",
        hiddenFrom: Role.allCases.filter { $0 != .administrator && !$0.permissions.contains(.readLedger) },
        words: [],
        change: { province in
            _ = try SignIn.attempt(
                login: Role.administrator.code, password: TestProvince.password, origin: "127.0.0.9",
                in: province.office)
        })

    static let personOfAnotherUnit = HiddenFact(
        name: "a person of another unit, with a telephone number",
        // Who looks after the installation anonymises people after their time, and must see whom.
        hiddenFrom: Role.allCases.filter {
            $0 == .unitOfficer || $0 != .administrator && !$0.permissions.contains(.readPeople)
        },
        words: ["Bế Ẩn Danh", "be an", "0912345678"],
        change: { province in
            let unit = try province.unit("VP").id
            let details = PersonDetails(name: "Bế Ẩn Danh", birthYear: 1980, phone: "0912345678")
            _ = try province.write {
                try People.add(
                    NewPerson(details, post: NewPost(unit: unit, title: "Văn thư", group: .direct)), in: .everything,
                    by: $0)
            }
        },
        probes: { province in
            let person: Int64 = try province.read { try $0.value("SELECT max(id) FROM person") }
            return ["/nguoi/\(person)", "/nguoi/\(person)/sua"]
        })
}
