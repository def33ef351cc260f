import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("Kế hoạch của đơn vị") struct UnitPlanTests {
    @Test("a plan sent on the due day is in time, one sent the next day a day late; a missing one is late from then on")
    func states() throws {
        let due = try #require(Day(iso: "2024-03-15"))
        let next = due.adding(days: 1)
        #expect(UnitPlanStanding(due: due, sent: due, today: next) == .sent)
        #expect(UnitPlanStanding(due: due, sent: next, today: next) == .sentLate(days: 1))
        #expect(UnitPlanStanding(due: due, sent: nil, today: due) == .missing(late: 0))
        #expect(UnitPlanStanding(due: due, sent: nil, today: next) == .missing(late: 1))
    }

    @Test("a task is offered the item whose rare words it shares, or the one it names; nothing where little is shared")
    func matches() {
        let items: [PlanMatch.Item] = [
            .init(reference: "II.1", text: "Tổ chức lớp tập huấn nghiệp vụ thi đua, khen thưởng năm 2024"),
            .init(reference: "II.2", text: "Tổ chức hội nghị tổng kết công tác thi đua, khen thưởng năm 2024"),
        ]
        let found = PlanMatch.suggestions(
            for: [
                "Cử cán bộ dự lớp tập huấn nghiệp vụ thi đua, khen thưởng",
                "Việc khác, thực hiện mục II.2 của Kế hoạch",
                "Sửa chữa trụ sở",
            ], among: items)
        #expect(found.map { $0?.item } == [0, 1, nil])
    }
}

/// Two units of Tỉnh Lam Sơn are asked, by the plan in force, until 30/11/2026; today is 17/11/2026.
private struct Collecting {
    let world: ProgrammeWorld
    let request: ID<PlanRequest>

    init(_ engine: Engine, due: Day = day(30, 11), names: [String] = ["LS-STC", "LS-BAO"]) throws {
        world = try ProgrammeWorld(engine)
        let (world, visitor) = (world, try world.visitor(.nguyen))
        request = try world.write(.nguyen) { operation in
            try UnitPlans.ask(
                .init(
                    "Gửi kế hoạch năm 2026", basis: "Công văn 12/SNV", plan: world.plan, year: 2026, due: due,
                    targets: .init(names: names)), for: visitor, by: operation)
        }
    }

    func plan(_ unit: String) throws -> ID<UnitPlan> {
        try world.office.read { db in
            try db.value(
                """
                SELECT p.id FROM unit_plan p JOIN unit u ON u.id = p.unit
                WHERE p.request = \(request) AND u.code = \(unit)
                """)
        }
    }

    static let paper = """
        UBND TỈNH LAM SƠN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        SỞ TÀI CHÍNH\tĐộc lập - Tự do - Hạnh phúc

        Số: 9/KH-STC

        Lam Sơn, ngày 16 tháng 11 năm 2026

        KẾ HOẠCH
        Công tác thi đua, khen thưởng năm 2026 của Sở Tài chính

        I. NHIỆM VỤ

        STT\tNội dung công việc\tThời gian\tChủ trì\tPhối hợp
        1\tCử cán bộ dự lớp tập huấn nghiệp vụ thi đua, khen thưởng\tTháng 5/2026\tVăn phòng\t
        2\tSửa chữa trụ sở cơ quan\tTháng 6/2026\tVăn phòng\t
        3\tBáo cáo tổng kết năm 2026\tTháng 12/2026\tVăn phòng\t

        """

    func send(_ unit: String, _ text: String = paper, as person: ProgrammeWorld.Person, on day: Day? = nil) throws {
        let path = TestFolder.newPath("kh.txt")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let sha = try FileDigest.sha256(path: path)
        try world.office.shelf.keep(path, hash: sha)
        let (reading, visitor) = (try UnitPlanReading(path: path, name: "kh.txt"), try world.visitor(person))
        let id = try plan(unit)
        try world.write(person) { operation in
            let file = try StoredFile.note(name: "kh.txt", sha256: sha, bytes: Int64(text.utf8.count), by: operation)
            try UnitPlans.send(id, reading, file: file, on: day, for: visitor, by: operation)
        }
    }

    func lines(_ filter: UnitPlanFilter = UnitPlanFilter()) throws -> [String] {
        let visitor = try world.visitor(.nguyen)
        return try world.office.read { db in
            let found = try PlanRequest.of(request, for: visitor, db)
            return try UnitPlanList.page(of: found, filter, nil, db).lines.map {
                "\($0.name): \($0.standing(due: found.due, today: ProgrammeWorld.today).vietnamese)"
            }
        }
    }
}

private func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) ?? Day(number: 0) }

private func inbox(_ person: ProgrammeWorld.Person, _ world: ProgrammeWorld) throws -> [String] {
    let visitor = try world.visitor(person)
    return try world.office.read { try NoticeList.page(.init(), of: visitor.account, $0).lines.map(\.words) }
}

@Suite("Thu kế hoạch đơn vị") struct UnitPlanCollectingTests {
    @Test(
        "units are asked and told, send, are given back what must be put right, and are counted",
        arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let here = try Collecting(engine)
        let world = here.world
        #expect(try inbox(.tam, world).first == "Gửi kế hoạch trước hết ngày 30/11/2026: Gửi kế hoạch năm 2026")
        #expect(try here.lines() == ["Báo Lam Sơn: Chưa gửi", "Sở Tài chính: Chưa gửi"])
        try here.send("LS-STC", as: .tam)
        #expect(try inbox(.nguyen, world).first == "Sở Tài chính đã gửi kế hoạch: Gửi kế hoạch năm 2026")
        #expect(try here.lines(.init(standing: .missing)) == ["Báo Lam Sơn: Chưa gửi"])
        #expect(try here.lines(.init(standing: .sent)) == ["Sở Tài chính: Đã gửi"])
        let (nguyen, plan) = (try world.visitor(.nguyen), try here.plan("LS-STC"))
        #expect(throws: UnitPlanRefusal.noRemark) {
            try world.write(.nguyen) { try UnitPlans.giveBack(plan, because: " ", for: nguyen, by: $0) }
        }
        try world.write(.nguyen) { try UnitPlans.giveBack(plan, because: "Thiếu thời gian", for: nguyen, by: $0) }
        #expect(try here.lines(.init(standing: .returned)) == ["Sở Tài chính: Trả lại để sửa"])
        #expect(try inbox(.tam, world).first == "Kế hoạch được trả lại để sửa: Gửi kế hoạch năm 2026")
        world.clock.advance(seconds: 20 * 86_400)
        // The first day counts: the better file of December does not make the unit late.
        try here.send("LS-STC", Collecting.paper + "\nSửa theo ý kiến.\n", as: .tam)
        let counts = try world.office.read { try UnitPlanCounts.of(here.request, $0) }
        #expect(counts == UnitPlanCounts(all: 2, missing: 1))
        try here.send("LS-BAO", as: .khoa)
        #expect(
            try world.office.read { try UnitPlanCounts.of(here.request, $0) }
                == UnitPlanCounts(all: 2, missing: 0, late: 1))
        let steps = try world.office.read { try UnitPlan.steps(of: plan, $0) }
        #expect(steps.map(\.act) == [.sent, .returned, .sent, .asked])
        #expect(try world.office.store.invariants() == [])
    }

    @Test("a paper of another year than the one asked for is taken, and pointed out to sender and reader")
    func otherYear() throws {
        let here = try Collecting(.sqlite)
        let path = "/ke-hoach-don-vi/\(try here.plan("LS-STC"))"
        func said(_ years: String) throws -> [Bool] {
            let paper = Collecting.paper.replacingOccurrences(
                of: "khen thưởng năm 2026 của", with: "khen thưởng \(years) của")
            try here.send("LS-STC", paper, as: .tam)
            return try [ProgrammeWorld.Person.tam, .nguyen].map {
                try here.world.browser($0).get(path).body.contains("yêu cầu là kế hoạch năm 2026")
            }
        }
        #expect(try said("năm 2025") == [true, true])
        #expect(try said("năm 2026") == [false, false])
        #expect(try said("giai đoạn 2025-2030") == [false, false])
        #expect(try said("của đơn vị") == [false, false])
    }

    @Test("a paper that came by post is entered with its day, never one to come", arguments: Engine.available)
    func onBehalf(_ engine: Engine) throws {
        let here = try Collecting(engine, due: day(10, 11))
        #expect(throws: UnitPlanRefusal.future) { try here.send("LS-STC", as: .nguyen, on: day(18, 11)) }
        try here.send("LS-STC", as: .nguyen, on: day(10, 11))
        try here.send("LS-BAO", as: .nguyen, on: day(13, 11))
        #expect(try here.lines() == ["Báo Lam Sơn: Đã gửi, muộn 3 ngày", "Sở Tài chính: Đã gửi"])
        // A unit cannot make its plan older.
        let other = try Collecting(engine, due: day(10, 11))
        try other.send("LS-STC", as: .tam, on: day(1, 11))
        #expect(try other.lines(.init(standing: .late)) == ["Sở Tài chính: Đã gửi, muộn 7 ngày"])
    }

    @Test("others' requests and plans are as if they did not exist", arguments: Engine.available)
    func scope(_ engine: Engine) throws {
        let here = try Collecting(engine)
        let (world, plan) = (here.world, try here.plan("LS-STC"))
        for person in [ProgrammeWorld.Person.stranger, .khoa, .admin] {
            let visitor = try world.visitor(person)
            #expect(throws: UnitPlanRefusal.notFound) {
                try world.office.read { _ = try UnitPlan.of(plan, for: visitor, $0) }
            }
            #expect(throws: UnitPlanRefusal.notFound) { try here.send("LS-STC", as: person) }
        }
        let stranger = try world.visitor(.stranger)
        #expect(throws: UnitPlanRefusal.notFound) {
            try world.write(.stranger) { try UnitPlans.setClosed(true, here.request, for: stranger, by: $0) }
        }
        #expect(
            try world.office.read { try PlanRequestLine.page(.init(), for: stranger, $0).rows.isEmpty })
        #expect(try world.office.read { try OwedPlan.all(for: stranger, $0).isEmpty })
        #expect(throws: UnitPlanRefusal.unknownUnit("LS-STC")) {
            try world.write(.stranger) { operation in
                try UnitPlans.ask(
                    .init("Gửi", year: 2026, due: day(30, 11), targets: .init(names: ["LS-STC"])), for: stranger,
                    by: operation)
            }
        }
        // Nothing of another's task may be confirmed as an answer either.
        let nguyen = try world.visitor(.nguyen)
        try here.send("LS-STC", as: .tam)
        let item = try #require(try world.office.read { try UnitPlanItem.all(of: plan, $0).first })
        #expect(throws: UnitPlanRefusal.noSuchItem) {
            try world.write(.nguyen) {
                try UnitPlanItems.decide(item.id, of: plan, answers: ID(9999), for: nguyen, by: $0)
            }
        }
    }

    @Test(
        "items are read, answers suggested, confirmed by a person, and kept when the plan comes again",
        arguments: Engine.available)
    func answers(_ engine: Engine) throws {
        let here = try Collecting(engine)
        let (world, nguyen) = (here.world, try here.world.visitor(.nguyen))
        try here.send("LS-STC", as: .tam)
        let plan = try here.plan("LS-STC")
        func items() throws -> [String] {
            try world.office.read { db in
                try UnitPlanItem.all(of: plan, db).map { "\($0.reference) \($0.answer) \($0.taskReference ?? "–")" }
            }
        }
        #expect(try items() == ["I.1 suggested II.1", "I.2 none –", "I.3 suggested IV.4"])
        func coverage(_ onlyUnanswered: Bool = true) throws -> PlanCoverage {
            try world.office.read { db in
                try PlanCoverage.page(
                    of: PlanRequest.of(here.request, for: nguyen, db), onlyUnanswered: onlyUnanswered, db)
            }
        }
        // A guess answers nothing yet.
        #expect(try coverage().unanswered == 10)
        let found = try world.office.read { try UnitPlanItem.all(of: plan, $0) }
        try world.write(.nguyen) {
            try UnitPlanItems.decide(found[0].id, of: plan, answers: found[0].task, for: nguyen, by: $0)
            try UnitPlanItems.decide(found[2].id, of: plan, answers: nil, for: nguyen, by: $0)
        }
        #expect(try items() == ["I.1 confirmed II.1", "I.2 none –", "I.3 none –"])
        #expect(try coverage().unanswered == 9)
        #expect(try coverage().lines.map(\.reference).contains("II.1") == false)
        try here.send("LS-STC", Collecting.paper + "\nBản sửa.\n", as: .tam)
        #expect(try items() == ["I.1 confirmed II.1", "I.2 none –", "I.3 none –"])
        // A file that is no plan is kept, and nothing is answered by it.
        try here.send("LS-STC", "CÔNG VĂN\nVề việc gửi kế hoạch.\n", as: .tam)
        #expect(try items() == [])
        #expect(try coverage().unanswered == 10)
    }

    @Test(
        "who owes a plan is reminded before the day, once; who asked is told after it, once",
        arguments: Engine.available)
    func job(_ engine: Engine) throws {
        let here = try Collecting(engine, due: day(20, 11))
        let world = here.world
        try here.send("LS-STC", as: .tam)
        func run() throws -> [Int] {
            let told = try world.office.write(by: .system(user: "test")) { try UnitPlans.remindDue(by: $0) }
            return [told.units, told.over]
        }
        #expect(try run() == [1, 0])
        #expect(try run() == [0, 0])
        #expect(try inbox(.khoa, world).first == "Còn 3 ngày đến hạn gửi kế hoạch: Gửi kế hoạch năm 2026")
        #expect(try !inbox(.tam, world).contains { $0.hasPrefix("Còn 3 ngày") })
        world.clock.advance(seconds: 4 * 86_400)
        #expect(try run() == [0, 1])
        #expect(try run() == [0, 0])
        #expect(
            try inbox(.nguyen, world).first == "Hết hạn, còn 1 đơn vị chưa gửi kế hoạch: Gửi kế hoạch năm 2026")
    }

    @Test("those still missing are reminded by hand, and a text is ready for Zalo", arguments: Engine.available)
    func reminding(_ engine: Engine) throws {
        let here = try Collecting(engine, due: day(10, 11))
        let (world, nguyen) = (here.world, try here.world.visitor(.nguyen))
        try here.send("LS-STC", as: .tam)
        let plans = [try here.plan("LS-STC"), try here.plan("LS-BAO")]
        let count = try world.write(.nguyen) {
            try UnitPlans.remind(plans, of: here.request, "Xin gửi ngay", by: .zalo, for: nguyen, by: $0)
        }
        #expect(count == 1)
        #expect(try inbox(.khoa, world).first == "Nhắc gửi kế hoạch năm 2026, hạn 10/11/2026")
        let request = try world.office.read { try PlanRequest.of(here.request, for: nguyen, $0) }
        let words = UnitPlans.reminder(
            request, to: ["Báo Lam Sơn"], from: "Sở Nội vụ", today: ProgrammeWorld.today)
        #expect(words.contains("- Báo Lam Sơn\n") && words.contains("đã quá hạn 7 ngày (hạn 10/11/2026)"))
        #expect(throws: UnitPlanRefusal.nobodyMissing) {
            try world.write(.nguyen) {
                try UnitPlans.remind([plans[0]], of: here.request, "x", by: .zalo, for: nguyen, by: $0)
            }
        }
    }

    @Test(
        "a unit that has ended is refused with its heir, and an open request passes on to it",
        arguments: Engine.available)
    func ended(_ engine: Engine) throws {
        let here = try Collecting(engine)
        let (world, nguyen) = (here.world, try here.world.visitor(.nguyen))
        try world.office.write(by: .system(user: "test")) { operation in
            let (old, new) = (
                try Organisations.unit(codeOrName: "LS-BAO", operation),
                try Organisations.unit(codeOrName: "LS-VP", operation)
            )
            try Organisations.succeed(
                old.id, by: new.id, lastDay: day(31, 10), how: "merged", basis: "Nghị quyết 5", operation)
        }
        for typed in ["LS-BAO", "Báo Lam Sơn"] {
            #expect(
                throws: UnitPlanRefusal.ended(
                    unit: "Báo Lam Sơn", day(31, 10), heirs: ["Văn phòng UBND tỉnh"])
            ) {
                try world.write(.nguyen) { operation in
                    try UnitPlans.ask(
                        .init("Gửi", year: 2026, due: day(30, 11), targets: .init(names: [typed])), for: nguyen,
                        by: operation)
                }
            }
        }
        let plan = try here.plan("LS-BAO")
        let heirs = try world.write(.nguyen) { try UnitPlans.handOver(plan, for: nguyen, by: $0) }
        #expect(heirs == ["Văn phòng UBND tỉnh"])
        #expect(try here.lines() == ["Sở Tài chính: Chưa gửi", "Văn phòng UBND tỉnh: Chưa gửi"])
    }

    @Test(
        "the table pages by an index in both orders, with as many queries for three rows as for one",
        arguments: Engine.available)
    func paging(_ engine: Engine) throws {
        let here = try Collecting(engine, names: ["LS-STC", "LS-BAO", "LS-VP", "LS-SNV"])
        let (world, nguyen) = (here.world, try here.world.visitor(.nguyen))
        try here.send("LS-STC", as: .nguyen, on: day(3, 11))
        try here.send("LS-VP", as: .nguyen, on: day(1, 11))
        let request = try world.office.read { try PlanRequest.of(here.request, for: nguyen, $0) }
        func walk(_ filter: UnitPlanFilter) throws -> [String] {
            var (names, cursor): ([String], UnitPlanList.Cursor?) = ([], nil)
            repeat {
                let page = try world.office.read { try UnitPlanList.page(of: request, filter, cursor, size: 1, $0) }
                names += page.lines.map(\.name)
                cursor = page.after.map { .after($0) }
            } while cursor != nil
            return names
        }
        var filter = UnitPlanFilter()
        let byName = ["Báo Lam Sơn", "Sở Nội vụ", "Sở Tài chính", "Văn phòng UBND tỉnh"]
        #expect(try walk(filter) == byName)
        filter.isDescending = true
        #expect(try walk(filter) == byName.reversed())
        (filter.sort, filter.isDescending) = (.sent, false)
        #expect(try walk(filter).prefix(2) == ["Văn phòng UBND tỉnh", "Sở Tài chính"])
        filter.words = "tai chinh"
        #expect(try walk(filter) == ["Sở Tài chính"])
        let counts = try [1, 3].map { size in
            try world.office.read { db in
                try Recorder.recording { try UnitPlanList.page(of: request, UnitPlanFilter(), nil, size: size, db) }.1
                    .count
            }
        }
        #expect(counts == [2, 2])
        if engine == .sqlite {
            let plan = try world.office.read { db in
                try db.all(
                    """
                    EXPLAIN QUERY PLAN \(sql: UnitPlanList.statement(
                        of: request, UnitPlanFilter(), goesDown: false, from: nil, limit: 50))
                    """
                ).map { try $0("detail") as String }.joined(separator: "\n")
            }
            #expect(plan.contains("unit_plan_by_name") && !plan.contains("TEMP B-TREE"), "\(plan)")
        }
    }

    @Test(
        "groups and blocs name each unit once, without the one that asks and those that have ended",
        arguments: Engine.available)
    func targets(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let nguyen = try world.visitor(.nguyen)
        let bloc = try world.office.write(by: .system(user: "test")) { operation in
            let units = try ["LS-STC", "LS-BAO", "LS-VP"].map {
                try Organisations.unit(codeOrName: $0, operation).id
            }
            let root = try Organisations.unit(codeOrName: "LS", operation)
            let bloc = try Blocs.found(
                .bloc, "Khối tham mưu", under: root.id,
                by: BlocDecision(number: "5/QĐ-UBND", day: day(2, 1), firstYear: 2026, members: units), in: .everything,
                by: operation)
            try Organisations.succeed(
                units[1], by: units[2], lastDay: day(31, 10), how: "merged", basis: nil, operation)
            return bloc
        }
        func found(_ targets: PlanRequestTargets, year: Int = 2026) throws -> [String] {
            try world.office.read { db in
                try UnitPlans.preview(
                    .init("Gửi", year: year, due: day(30, 11), targets: targets), for: nguyen,
                    today: ProgrammeWorld.today, db
                ).map(\.name)
            }
        }
        #expect(try found(.init(blocs: [bloc])) == ["Sở Tài chính", "Văn phòng UBND tỉnh"])
        #expect(
            try found(.init(groups: [.departments], blocs: [bloc], names: ["LS-STC", "LS"])) == [
                "Sở Nội vụ", "Sở Tài chính", "Văn phòng UBND tỉnh",
            ])
        #expect(throws: UnitPlanRefusal.noUnits) { try found(.init(blocs: [bloc]), year: 2025) }
        #expect(throws: UnitPlanRefusal.noUnits) { try found(.init(groups: [.schools])) }
        #expect(throws: UnitPlanRefusal.unknownUnit("DN-STC")) { try found(.init(names: ["DN-STC"])) }
    }

    @Test("pages keep what was typed, ask before they send, and are not found by others")
    func pages() throws {
        let here = try Collecting(.sqlite, due: day(10, 11))
        let world = here.world
        let office = try world.browser(.nguyen)
        let first = try office.post(
            "/thu-ke-hoach/moi", [("noi-dung", "Gửi kế hoạch"), ("nam", "2026"), ("han", "hôm nào"), ("nhac", "5")])
        #expect(first.status == 422 && first.body.contains("“hôm nào” không phải là ngày"))
        let form = [
            ("noi-dung", "Gửi kế hoạch quý"), ("nam", "2026"), ("han", "30/11/2026"), ("nhac", "5"),
            ("nhom", "so-nganh"),
        ]
        let preview = try office.post("/thu-ke-hoach/moi", form + [("buoc", "xem")])
        #expect(preview.status == 200 && preview.body.contains("Yêu cầu sẽ gửi đến 4 đơn vị"))
        let sent = try office.follow(office.post("/thu-ke-hoach/moi", form + [("buoc", "gui")]))
        #expect(sent.status == 200 && sent.body.contains("0/4 đơn vị đã gửi kế hoạch"))
        // From the first page of the office: one click to the request, one to those who are missing.
        let home = try office.get("/viec-cua-toi")
        #expect(home.body.contains("/thu-ke-hoach/\(here.request)?tinh-trang=chua-gui"))
        let missing = try office.get("/thu-ke-hoach/\(here.request)?tinh-trang=chua-gui")
        #expect(missing.body.contains("Chưa gửi, quá hạn 7 ngày"))
        let plan = try here.plan("LS-STC")
        let unit = try world.browser(.tam)
        #expect(try unit.get("/viec-cua-toi").body.contains("/ke-hoach-don-vi/\(plan)"))
        #expect(try unit.get("/thu-ke-hoach/\(here.request)").header("Location") == "/ke-hoach-don-vi/\(plan)")
        let refused = try unit.post("/ke-hoach-don-vi/\(plan)/gui")
        #expect(refused.status == 422 && refused.body.contains("Chưa chọn tệp"))
        #expect(try world.browser(.khoa).get("/ke-hoach-don-vi/\(plan)").status == 404)
        #expect(try world.browser(.stranger).get("/thu-ke-hoach/\(here.request)").status == 404)
        #expect(try unit.get("/thu-ke-hoach/\(here.request)/nhac").status == 403)
        for file in ["danh-sach.xlsx", "danh-sach.docx", "tong-hop.docx", "tong-hop.pdf", "tong-hop.xlsx"] {
            #expect(try office.get("/thu-ke-hoach/\(here.request)/\(file)").status == 200)
            #expect(try unit.get("/thu-ke-hoach/\(here.request)/\(file)").status == 404)
        }
        #expect(world.faults.all == [])
    }
}
