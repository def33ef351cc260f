import Database
import Fixtures
import Office
import PlanReader
import Testing
import Vocabulary

import struct Office.Unit
import struct Work.Task

@testable import Work

private let fiveYears = """
    ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH LAM SƠN\tĐộc lập - Tự do - Hạnh phúc

    Số: 402/KH-UBND

    Lam Sơn, ngày 12 tháng 03 năm 2026

    KẾ HOẠCH
    Thực hiện phong trào thi đua yêu nước tỉnh Lam Sơn giai đoạn 2026-2030

    I. NHIỆM VỤ, THỜI GIAN VÀ ĐƠN VỊ THỰC HIỆN

    STT\tNhiệm vụ\tThời gian\tCơ quan chủ trì\tCơ quan phối hợp
    1\tBan hành Quy chế xét tôn vinh\tTháng 9/2026\tSở Nội vụ\tSở Tài chính
    2\tTổ chức sơ kết giữa kỳ\tTrước ngày 30/6/2028\tSở Nội vụ\tSở Tài chính
    3\tKiểm tra, giám sát việc thực hiện\tHằng năm\tSở Nội vụ\tSở Tài chính
    4\tRà soát, sửa đổi quy chế hoạt động\t2027-2028\tSở Nội vụ\tSở Tài chính

    """

@Suite("Plans of several years") struct YearlyPartsTests {
    private func tasks(_ plan: ID<Plan>, _ world: ProgrammeWorld) throws -> [String] {
        try world.office.read { db in
            try db.all(
                """
                SELECT year, section, ordinal, schedule, due_day, state FROM task WHERE plan = \(plan)
                ORDER BY year, position, id
                """
            ).map { row in
                let (year, ordinal, schedule): (Int, String?, String) = (
                    try row("year"), try row("ordinal"), try row("schedule")
                )
                let (due, state): (Day?, String) = (try row("due_day"), try row("state"))
                return "\(year) \(ordinal ?? "") \(schedule) \(due?.iso ?? "–")\(state == "toDo" ? "" : " " + state)"
            }
        }
    }

    @Test(
        "have each task in the part of its year, and what belongs to no one year in each", arguments: Engine.available)
    func parts(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let plan = try ProgrammeWorld.adopt(fiveYears, name: "402.txt", year: 2026, in: world.office)
        #expect(
            try tasks(plan, world) == [
                "2026 1 dated 2026-09-30", "2026 3 regular –", "2027 3 regular –", "2027 4 dated 2027-12-31",
                "2028 2 dated 2028-06-29", "2028 3 regular –", "2028 4 dated 2028-12-31", "2029 3 regular –",
                "2030 3 regular –",
            ])
        let visitor = try world.visitor(.nguyen)
        let (plans, years, parts, listed) = try world.office.read { db in
            (
                try PlanScope.plans(of: 2029, for: visitor, db).map(\.id), try PlanScope.years(for: visitor, db),
                try PlanYearPart.all(of: plan, for: visitor, today: ProgrammeWorld.today, db),
                try TaskList.page(
                    TaskFilter(year: 2028), for: visitor, today: ProgrammeWorld.today, size: 50, db
                ).lines.map(\.text)
            )
        }
        #expect(plans == [plan])
        #expect(years == [2030, 2029, 2028, 2027, 2026])
        #expect(
            parts.map { "\($0.year) \($0.totals.all) \($0.totals.late) \($0.regular)" } == [
                "2026 2 1 1", "2027 2 0 1", "2028 3 0 1", "2029 1 0 1", "2030 1 0 1",
            ])
        #expect(listed == ["Tổ chức sơ kết giữa kỳ", "Rà soát, sửa đổi quy chế hoạt động"])
        #expect(try world.office.store.invariants() == [])
        #expect(try world.office.read { try TaskTally.faults($0) } == 0)
    }

    @Test("a newer version keeps what was done in each year's part", arguments: Engine.available)
    func version(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let plan = try ProgrammeWorld.adopt(fiveYears, name: "402.txt", year: 2026, in: world.office)
        let done: ID<Task> = try world.office.read { db in
            try db.value("SELECT id FROM task WHERE plan = \(plan) AND ordinal = '3' AND year = 2027")
        }
        try world.write(.nguyen) { operation in
            try TaskWork.add(.note("Đã kiểm tra"), to: done, by: operation)
            try TaskWork.finish(done, by: operation)
        }
        let newer = fiveYears.replacing("Trước ngày 30/6/2028", with: "Trước ngày 30/9/2029")
        let again = try ProgrammeWorld.adopt(newer, name: "402-moi.txt", year: 2026, in: world.office)
        #expect(again == plan)
        #expect(
            try tasks(plan, world) == [
                "2026 1 dated 2026-09-30", "2026 3 regular –", "2027 3 regular – done", "2027 4 dated 2027-12-31",
                "2028 3 regular –", "2028 4 dated 2028-12-31", "2029 2 dated 2029-09-29", "2029 3 regular –",
                "2030 3 regular –",
            ])
        #expect(try world.office.read { try TaskTally.faults($0) } == 0)
    }

    @Test("a task that is added or corrected goes into the part of its time", arguments: Engine.available)
    func byHand(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let plan = try ProgrammeWorld.adopt(fiveYears, name: "402.txt", year: 2026, in: world.office)
        let id = try world.write(.nguyen) { operation in
            try TaskEdit(
                section: "V", ordinal: "1", text: "Sơ kết thêm", time: "Tháng 5/2029", kind: .report, lead: "Sở Nội vụ",
                advisor: "", coordinators: ""
            ).add(to: plan, by: operation)
        }
        func year() throws -> Int { try world.office.read { try $0.value("SELECT year FROM task WHERE id = \(id)") } }
        #expect(try year() == 2029)
        let visitor = try world.visitor(.nguyen)
        var edit = TaskEdit(try world.office.read { try TaskDetail.of(id, for: visitor, $0) })
        edit.time = "Quý I/2027"
        let moved = edit
        try world.write(.nguyen) { try moved.correct(id, by: $0) }
        #expect(try year() == 2027)
        #expect(try world.office.read { try TaskTally.faults($0) } == 0)
    }

    @Test("the span is asked where the plan names one, and must hold the programme's year")
    func asked() throws {
        let world = try ProgrammeWorld(.sqlite)
        let office = try world.browser(.nguyen)
        let province: ID<Unit> = try world.office.read { try Organisations.unit(codeOrName: "LS", $0).id }
        let sent = try office.upload(
            "/chuong-trinh/nhap", file: .init("tep", name: "402.txt", bytes: Array(fiveYears.utf8)),
            [("don-vi", province.description), ("nam", "")])
        let review = try #require(sent.header("Location"))
        _ = try office.post("\(review)/nhan-het")
        let page = try office.get("\(review)/nhan")
        #expect(page.body.contains("Kế hoạch ghi giai đoạn 2026-2030"))
        #expect(page.body.contains("phần từng năm 2026-2030"))
        let refused = try office.post("\(review)/nhan", [("tu-nam", "2027"), ("den-nam", "2030")])
        #expect(refused.status == 422 && refused.body.contains("Năm 2026 nằm ngoài giai đoạn 2027-2030"))
        let bad = try office.post("\(review)/nhan", [("tu-nam", "2026"), ("den-nam", "hai năm")])
        #expect(bad.status == 422 && bad.body.contains("value=\"hai năm\""))
        let done = try office.post("\(review)/nhan", [("tu-nam", "2026"), ("den-nam", "2028")])
        let plan = try office.get(try #require(done.header("Location")))
        #expect(plan.status == 200 && plan.body.contains("Phần từng năm") && plan.body.contains("giai đoạn 2026-2028"))
        let next = try office.get(try #require(done.header("Location")) + "?nam=2028")
        #expect(next.body.contains("Tổ chức sơ kết giữa kỳ"))
        #expect(!plan.body.contains("Tổ chức sơ kết giữa kỳ"))
        #expect(world.faults.all == [])
    }

    @Test("a title that names one year within a longer time is a plan of that year")
    func oneYear() {
        var header = PlanDraft.Header()
        header.period = "2021-2025"
        header.title = "Thực hiện phong trào giai đoạn 2021-2025 năm 2024"
        #expect(YearlyParts.span(header) == nil)
        header.title = "Thực hiện phong trào giai đoạn 2021 - 2025"
        #expect(YearlyParts.span(header) == 2021...2025)
    }
}

@Suite("Whose plan it is") struct PlanIssuerKindTests {
    @Test(
        "is guessed from the head of the document",
        arguments: [
            ("Ủy ban nhân dân tỉnh An Giang", "12/KH-UBND", PlanIssuerKind.committee),
            ("Chủ tịch Ủy ban nhân dân tỉnh Sơn La", nil, .committee),
            ("Hội đồng Thi đua - Khen thưởng huyện Hồng Ngự", nil, .council),
            ("HĐTĐKT tỉnh", nil, .council), ("Hội đồng Sáng kiến tỉnh", nil, .initiativeCouncil),
            ("Sở Nội vụ", "9/KH-SNV", .other), (nil, "3/KH-HĐTĐKT", .council), (nil, "3/KH-UBND", .committee),
            (nil, nil, .other),
        ] as [(String?, String?, PlanIssuerKind)])
    func guess(_ issuer: String?, _ number: String?, _ kind: PlanIssuerKind) {
        #expect(PlanIssuerKind.guess(issuer: issuer, number: number) == kind)
    }

    @Test("filters the programme, and a person corrects it", arguments: Engine.available)
    func filter(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let council = fiveYears.replacing(
            "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH LAM SƠN\tĐộc lập - Tự do - Hạnh phúc",
            with:
                "UBND TỈNH LAM SƠN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH\tĐộc lập - Tự do - Hạnh phúc"
        ).replacing("402/KH-UBND", with: "5/KH-HĐTĐKT").replacing(" giai đoạn 2026-2030", with: " năm 2026").replacing(
            "Trước ngày 30/6/2028", with: "Tháng 10/2026"
        ).replacing("2027-2028", with: "Quý IV/2026")
        let plan = try ProgrammeWorld.adopt(council, name: "hd.txt", year: 2026, in: world.office)
        let visitor = try world.visitor(.nguyen)
        func count(_ kind: PlanIssuerKind?) throws -> [Int] {
            var filter = TaskFilter(year: 2026)
            filter.issuerKind = kind
            return try world.office.read { db in
                [
                    try TaskList.page(filter, for: visitor, today: ProgrammeWorld.today, size: 50, db).lines.count,
                    try TaskTotals.of(filter, for: visitor, today: ProgrammeWorld.today, db).all,
                ]
            }
        }
        #expect(try count(nil) == [11, 11])
        #expect(try count(.council) == [3, 3])
        #expect(try count(.committee) == [8, 8])
        #expect(try count(.initiativeCouncil) == [0, 0])
        let found = try world.office.read { try PlanScope.plan(plan, for: visitor, $0) }
        #expect(found.issuerKind == .council)
        let page = try world.browser(.nguyen).get("/chuong-trinh?nam=2026&ban-hanh=hd-tdkt")
        #expect(page.body.contains("Cơ quan ban hành") && page.body.contains("kế hoạch của Hội đồng"))
        #expect(try world.browser(.nguyen).get("/chuong-trinh/ke-hoach/\(plan)").body.contains("kế hoạch của hội đồng"))
        #expect(world.faults.all == [])
    }
}

@Suite("Names in a draft") struct DraftNamesTests {
    private static let text = fiveYears.replacing(
        "I. NHIỆM VỤ, THỜI GIAN VÀ ĐƠN VỊ THỰC HIỆN",
        with:
            "Giao Sở Tài chính tỉnh Lam Sơn (sau đây gọi tắt là Sở) theo dõi kinh phí.\n\nI. NHIỆM VỤ, THỜI GIAN VÀ ĐƠN VỊ THỰC HIỆN"
    ).replacing(
        "1\tBan hành Quy chế xét tôn vinh\tTháng 9/2026\tSở Nội vụ\tSở Tài chính",
        with: "1\tBan hành Quy chế xét tôn vinh\tTháng 9/2026\tSở\tBáo Lam Sơn")

    @Test(
        "a defined short name means its unit in that plan; a unit that has ended is told with its heir",
        arguments: Engine.available)
    func names(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        try world.office.write(by: .system(user: "test")) { operation in
            let (old, new) = (
                try Organisations.unit(codeOrName: "LS-BAO", operation),
                try Organisations.unit(codeOrName: "LS-VP", operation)
            )
            try Organisations.succeed(
                old.id, by: new.id, lastDay: Day(iso: "2025-12-31") ?? ProgrammeWorld.today, how: "merged",
                basis: "Nghị quyết 5", operation)
        }
        let office = try world.browser(.nguyen)
        let province: ID<Unit> = try world.office.read { try Organisations.unit(codeOrName: "LS", $0).id }
        let sent = try office.upload(
            "/chuong-trinh/nhap", file: .init("tep", name: "402.txt", bytes: Array(Self.text.utf8)),
            [("don-vi", province.description), ("nam", "2026")])
        let review = try #require(sent.header("Location"))
        let draft = try #require(ID<Draft>(review.split(separator: "/").last.map(String.init) ?? ""))
        let names = try world.office.read { db in
            try DraftName.all(of: draft, db).map { "\($0.name): \($0.unitName ?? "–") \($0.choice.rawValue)" }
        }
        #expect(names.contains("Sở: Sở Tài chính recognised"))
        #expect(names.contains("Báo Lam Sơn: – unknown"))
        let page = try office.get(review)
        #expect(page.body.contains("“Báo Lam Sơn” đã kết thúc hoạt động ngày 31/12/2025."))
        #expect(page.body.contains("Chọn Văn phòng UBND tỉnh"))
        let heir: ID<Unit> = try world.office.read { try Organisations.unit(codeOrName: "LS-VP", $0).id }
        _ = try office.post(
            "\(review)/don-vi", [("ten", UnitName.fold("Báo Lam Sơn")), ("chon", heir.description)])
        let after = try world.office.read { db in
            try DraftName.all(of: draft, db).map { "\($0.name): \($0.unitName ?? "–")" }
        }
        #expect(after.contains("Báo Lam Sơn: Văn phòng UBND tỉnh"))
        _ = try office.post("\(review)/nhan-het")
        for finding in try world.office.read({ try DraftFinding.all(of: draft, $0) }) where finding.isWarning {
            _ = try office.post(
                "\(review)/canh-bao/\(finding.id)", [("tra-loi", "kept"), ("ly-do", "Đúng như bản ký")])
        }
        let done = try office.post("\(review)/nhan", [("tu-nam", ""), ("den-nam", "")])
        let plan = try office.get(try #require(done.header("Location")))
        #expect(plan.body.contains("Tên gọi tắt") && plan.body.contains("Sở Tài chính tỉnh Lam Sơn"))
        #expect(world.faults.all == [])
    }
}

@Suite("Many tasks in one view") struct ManyTasksTests {
    @Test("five thousand are paged, with as many queries as for ten", arguments: Engine.available)
    func many(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let visitor = try world.visitor(.nguyen)
        func page() throws -> (lines: Int, queries: Int) {
            try world.office.read { db in
                let (list, queries) = try Recorder.recording {
                    try TaskList.page(TaskFilter(year: 2026), for: visitor, today: ProgrammeWorld.today, db)
                }
                return (list.lines.count, queries.count)
            }
        }
        let few = try page()
        let first = try world.task("I.1")
        try world.office.write(by: .system(user: "test")) { operation in
            try operation.run(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                INSERT INTO task (plan, branch, position, section, ordinal, text, kind, time, time_words, first_day, due_day,
                    due_sort, year, quarter, schedule, lead_text, lead_key, first_line, last_line, quote, state, changed)
                SELECT t.plan, t.branch, 100 + n.i, t.section, t.ordinal, t.text, t.kind, t.time, t.time_words, t.first_day,
                    t.due_day, t.due_sort, t.year, t.quarter, t.schedule, t.lead_text, t.lead_key, t.first_line, t.last_line,
                    t.quote, t.state, t.changed
                FROM n CROSS JOIN task t WHERE t.id = \(first)
                """)
            try TaskTally.recount(operation)
            try operation.record("task.add", on: Subject("task", 1))
        }
        let many = try page()
        #expect(few.queries == many.queries)
        #expect(many.lines == TaskList.pageSize)
        let browser = try world.browser(.nguyen)
        for path in [
            "/chuong-trinh?nam=2026&tinh-trang=qua-han", "/chuong-trinh/ke-hoach/\(world.plan)", "/viec-cua-toi",
        ] {
            let answer = try browser.get(path)
            #expect(answer.status == 200, "\(path)")
            // A page of many tasks is no longer than one of some: half a megabyte would be too much for a phone.
            #expect(answer.body.utf8.count < 500_000, "\(path) \(answer.body.utf8.count)")
        }
        #expect(try browser.get("/chuong-trinh?nam=2026").body.contains("hơn 1.000 việc"))
        #expect(world.faults.all == [])
    }
}
