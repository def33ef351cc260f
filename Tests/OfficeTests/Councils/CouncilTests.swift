import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

/// The province's council for 2026-2030.
private struct CouncilWorld {
    let people: PeopleWorld
    let council: ID<Council>
    let chair: ID<Person>
    let other: ID<Person>
    var office: Office { people.office }

    init(_ engine: Engine) throws {
        let people = try PeopleWorld(engine)
        (chair, other) = (try people.add("Phan Trí Dũng", "SNV"), try people.add("Lục Minh Tâm", "STC"))
        let new = NewCouncil(
            .emulation, level: .province, name: "Hội đồng Thi đua - Khen thưởng tỉnh", unit: try people.unit("HG"),
            standing: try people.unit("SNV"), decision: "120/QĐ-UBND", decidedOn: try day("05/01/2026"),
            firstDay: try day("05/01/2026"), lastDay: try day("31/12/2030"))
        council = try people.write { try Councils.establish(new, in: .everything, by: $0) }
        self.people = people
    }

    @discardableResult
    func add(_ person: ID<Person>, _ role: Council.Role, _ first: String, _ last: String? = nil) throws
        -> ID<CouncilMember>
    {
        try people.write {
            try Councils.add(
                person, as: role, to: council, from: try day(first), until: try last.map { try day($0) },
                in: .everything, by: $0)
        }
    }

    func serving(_ text: String) throws -> [String] {
        let then = try day(text)
        return try office.read { try Councils.members(of: council, $0) }.filter { $0.serves(on: then) }.map {
            "\($0.role.vietnamese) \($0.name)"
        }
    }
}

@Suite("The register of councils") struct CouncilTests {
    @Test("keeps who served when, after somebody was replaced", arguments: Engine.available)
    func replaces(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        let seat = try world.add(world.chair, .chair, "05/01/2026")
        try world.people.write {
            try Councils.replace(seat, by: world.other, from: try day("01/07/2026"), in: .everything, by: $0)
        }
        #expect(try world.serving("30/06/2026") == ["Chủ tịch Phan Trí Dũng"])
        #expect(try world.serving("01/07/2026") == ["Chủ tịch Lục Minh Tâm"])
        #expect(throws: CouncilRefusal.hasEnded) {
            try world.people.write { try Councils.end(seat, on: try day("01/08/2026"), in: .everything, by: $0) }
        }
        let acts = try world.office.read { try Ledger.entries(about: Subject("council", world.council), $0) }.map(\.act)
        #expect(acts.reversed() == ["council.establish", "council.addMember", "council.replaceMember"])
    }

    @Test("refuses a member twice, a second chair, and days outside the term", arguments: Engine.available)
    func refuses(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        try world.add(world.chair, .chair, "05/01/2026", "30/06/2026")
        #expect(throws: CouncilRefusal.alreadyMember("Phan Trí Dũng")) {
            try world.add(world.chair, .member, "30/06/2026")
        }
        #expect(throws: CouncilRefusal.chairTaken("Phan Trí Dũng")) { try world.add(world.other, .chair, "01/06/2026") }
        #expect(throws: CouncilRefusal.outsideTerm(try day("05/01/2026"), try day("31/12/2030"))) {
            try world.add(world.other, .member, "04/01/2026")
        }
        #expect(throws: CouncilRefusal.endsBeforeItBegins) {
            try world.add(world.other, .member, "02/02/2026", "01/02/2026")
        }
        try world.add(world.chair, .member, "01/07/2026")
        #expect(try world.serving("01/07/2026") == ["Thành viên Phan Trí Dũng"])
    }

    @Test("assigns members to blocs by year", arguments: Engine.available)
    func assigns(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        let member = try world.add(world.other, .member, "05/01/2026", "31/12/2026")
        let decision = BlocDecision(
            number: "35/QĐ-UBND", day: try day("15/01/2026"), firstYear: 2026,
            members: [try world.people.unit("STC"), try world.people.unit("BAO")])
        let bloc = try world.people.write {
            try Blocs.found(.bloc, "Khối A", under: try world.people.unit("HG"), by: decision, in: .everything, by: $0)
        }
        func assign(_ year: Int) throws {
            try world.people.write { try Councils.assign(member, to: bloc, in: year, in: .everything, by: $0) }
        }
        try assign(2026)
        #expect(throws: CouncilRefusal.alreadyAssigned) { try assign(2026) }
        #expect(throws: CouncilRefusal.notServing(2027)) { try assign(2027) }
        let found = try world.office.read { try CouncilAssignment.of(bloc: bloc, in: 2026, $0) }
        #expect(found.map(\.personName) == ["Lục Minh Tâm"])
        try world.people.write {
            try Councils.unassign(
                try #require(found.first?.id), of: world.council, because: "Phân công nhầm", in: .everything, by: $0)
        }
        #expect(try world.office.read { try CouncilAssignment.of(bloc: bloc, in: 2026, $0) } == [])
    }

    @Test("is in force within its term and seen within the scope", arguments: Engine.available)
    func listed(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        func found(_ text: String, _ scope: Scope = .everything) throws -> Int {
            let then = try day(text)
            return try world.office.read { try CouncilList.page(.init(on: then), in: scope, $0) }.total
        }
        #expect(try found("04/01/2026") == 0)
        #expect(try found("05/01/2026") == 1)
        #expect(try found("05/01/2026", try world.people.scope("STC")) == 0)
        #expect(throws: CouncilRefusal.notFound) {
            let scope = try world.people.scope("STC")
            _ = try world.office.read { try Councils.council(world.council, in: scope, $0) }
        }
    }

    private func add(_ names: [String], to world: CouncilWorld) throws {
        for name in names {
            let new = NewCouncil(
                .initiative, level: .base, name: name, unit: try world.people.unit("STC"), decision: "9/QĐ",
                decidedOn: try day("01/02/2026"), firstDay: try day("01/02/2026"))
            _ = try world.people.write { try Councils.establish(new, in: .everything, by: $0) }
        }
    }

    @Test("is listed in pages, both ways, by words and level", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        try add(["Hội đồng sáng kiến A", "Hội đồng sáng kiến B", "Hội đồng sáng kiến C"], to: world)
        let filter = CouncilList.Filter(on: try day("01/06/2026"))
        try world.office.read { (db: any Reader) throws -> Void in
            let first = try CouncilList.page(filter, in: .everything, size: 2, db)
            #expect(first.lines.map(\.name) == ["Hội đồng sáng kiến A", "Hội đồng sáng kiến B"])
            #expect(first.total == 4)
            #expect(first.before == nil)
            let second = try CouncilList.page(filter, first.after.map { .after($0) }, in: .everything, size: 2, db)
            #expect(second.lines.map(\.name) == ["Hội đồng sáng kiến C", "Hội đồng Thi đua - Khen thưởng tỉnh"])
            #expect(second.after == nil)
            let back = try CouncilList.page(filter, second.before.map { .before($0) }, in: .everything, size: 2, db)
            #expect(back == first)
            var narrow = filter
            (narrow.level, narrow.words) = (.base, "sang kien b")
            let found = try CouncilList.page(narrow, in: .everything, db)
            #expect(found.lines.map(\.name) == ["Hội đồng sáng kiến B"])
        }
    }

    @Test("asks as often for three rows as for one, and walks the index of names", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        let filter = CouncilList.Filter(on: try day("01/06/2026"))
        func count() throws -> (rows: Int, statements: Int) {
            let (page, statements) = try world.office.read { db in
                try Recorder.recording { try CouncilList.page(filter, in: .everything, db) }
            }
            return (page.lines.count, statements.count)
        }
        let one = try count()
        try add(["Hội đồng sáng kiến A", "Hội đồng sáng kiến B"], to: world)
        let three = try count()
        #expect((one.rows, three.rows) == (1, 3))
        #expect(one.statements == three.statements)
        if engine == .sqlite {
            func plan() throws -> String {
                try world.office.read {
                    try $0.explain(CouncilList.walking(filter, nil, .everything, limit: 51))
                }
            }
            #expect(try plan().contains("council_by_name"))
            #expect(try !plan().contains("TEMP B-TREE"))
        }
    }

    @Test("has its facts corrected with a reason, its seats within the new term", arguments: Engine.available)
    func corrects(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        try world.add(world.chair, .chair, "05/01/2026")
        var new = NewCouncil(
            .emulation, level: .province, name: "Hội đồng TĐKT tỉnh", unit: try world.people.unit("HG"),
            standing: try world.people.unit("VP"), decision: "121/QĐ-UBND", decidedOn: try day("05/01/2026"),
            firstDay: try day("05/01/2026"), lastDay: try day("31/12/2030"))
        func correct(_ reason: String) throws {
            try world.people.write {
                try Councils.correct(world.council, to: new, because: reason, in: .everything, by: $0)
            }
        }
        #expect(throws: CouncilRefusal.noReason) { try correct("  ") }
        try correct("Ghi nhầm số")
        let council = try world.office.read { try Councils.council(world.council, in: .everything, $0) }
        #expect((council.name, council.decision) == ("Hội đồng TĐKT tỉnh", "121/QĐ-UBND"))
        #expect(council.standingName == "Văn phòng UBND tỉnh")
        let entry = try #require(
            try world.office.read { try Ledger.entries(about: Subject("council", world.council), $0) }.first)
        #expect((entry.act, entry.why) == ("council.correct", "Ghi nhầm số"))
        #expect(entry.before?.contains("120/QĐ-UBND") ?? false)
        new.firstDay = try day("06/01/2026")
        #expect(throws: CouncilRefusal.seatOutside("Phan Trí Dũng")) { try correct("Ghi nhầm ngày") }
    }

    @Test("has a seat corrected or taken away with a reason", arguments: Engine.available)
    func correctsSeats(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        try world.add(world.chair, .chair, "05/01/2026")
        let seat = try world.add(world.other, .member, "05/01/2026")
        func correct(_ role: Council.Role, _ first: String, _ reason: String = "Ghi nhầm") throws {
            try world.people.write {
                try Councils.correctMember(
                    seat, as: role, from: try day(first), until: nil, because: reason, in: .everything, by: $0)
            }
        }
        #expect(throws: CouncilRefusal.noReason) { try correct(.secretary, "05/01/2026", "") }
        #expect(throws: CouncilRefusal.chairTaken("Phan Trí Dũng")) { try correct(.chair, "05/01/2026") }
        try correct(.secretary, "01/02/2026")
        #expect(try world.serving("31/01/2026") == ["Chủ tịch Phan Trí Dũng"])
        #expect(try world.serving("01/02/2026") == ["Chủ tịch Phan Trí Dũng", "Thư ký Lục Minh Tâm"])
        try world.people.write {
            try Councils.removeMember(seat, because: "Không có trong quyết định", in: .everything, by: $0)
        }
        #expect(try world.serving("01/02/2026") == ["Chủ tịch Phan Trí Dũng"])
        let acts = try world.office.read { try Ledger.entries(about: Subject("council", world.council), $0) }.map(\.act)
        #expect(acts.prefix(2) == ["council.removeMember", "council.correctMember"])
    }

    @Test("finds a member by unit or number among more namesakes than fit a page", arguments: Engine.available)
    func namesakes(_ engine: Engine) throws {
        let people = try PeopleWorld(engine)
        for _ in 0..<60 { try people.add("Nguyễn Văn An", "BAO") }
        let meant = try people.add("Nguyễn Văn An", "STC")
        func find(_ typed: String, _ scope: Scope = .everything) throws -> ID<Person> {
            try people.office.read { try NamedPerson.find(typed, within: scope, on: people.today, $0) }
        }
        #expect(try find("nguyen van an, Sở Tài chính") == meant)
        #expect(try find("Nguyễn Văn An, STC") == meant)
        #expect(try find("bất kỳ (hồ sơ \(meant))") == meant)
        #expect(try find("Nguyễn Văn An", try people.scope("STC")) == meant)
        let refusal = #expect(throws: NamedPerson.Refusal.self) { try find("Nguyễn Văn An") }
        guard case .several("Nguyễn Văn An", 61, let some) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(some.last == "Nguyễn Văn An, Sở Tài chính (hồ sơ \(meant))")
        #expect(try find(some.last ?? "") == meant)
        #expect(throws: NamedPerson.Refusal.unknown("Nguyễn Văn Ân")) {
            try find("Nguyễn Văn Ân", try people.scope("VP"))
        }
    }

    @Test("is kept on its pages", arguments: Engine.available)
    func kept(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        let keeper = try world.people.province.client(.specialist)
        let token = ("_ma", try world.people.province.formToken(keeper))
        let path = "/hoi-dong/\(world.council)"
        let unknown = try keeper.post(
            "\(path)/thanh-vien", form: [token, ("nguoi", "Không <Ai>"), ("tu-ngay", "05/01/2026")])
        #expect(unknown.status == 422)
        #expect(unknown.body.contains("value=\"Không &lt;Ai&gt;\""))
        let added = try keeper.post(
            "\(path)/thanh-vien",
            form: [token, ("nguoi", "luc minh tam"), ("vai-tro", "secretary"), ("tu-ngay", "05/01/2026")])
        #expect(added.header("Location") == path)
        let page = try keeper.get(path)
        #expect(page.body.contains("Lục Minh Tâm"))
        #expect(page.body.contains("Thư ký"))
        let fields = [
            token, ("ten", "Hội đồng TĐKT"), ("loai", "emulation"), ("cap", "province"), ("don-vi", "HG"),
            ("so", "120/QĐ-UBND"), ("ngay", "05/01/2026"), ("tu-ngay", "05/01/2026"),
        ]
        #expect(try keeper.get("\(path)/sua").status == 200)
        let unreasoned = try keeper.post("\(path)/sua", form: fields)
        #expect(unreasoned.status == 422)
        #expect(unreasoned.body.contains("Hãy ghi lý do"))
        #expect(try keeper.post("\(path)/sua", form: fields + [("ly-do", "Gọi tắt")]).status == 303)
        let changed = try keeper.get(path).body
        #expect(changed.contains("Sửa thông tin hội đồng: “Gọi tắt”"))
        let seat = try #require(
            try world.office.read { try Councils.members(of: world.council, $0) }.first?.id)
        #expect(try keeper.get("/hoi-dong/thanh-vien/\(seat)").status == 200)
        let removed = try keeper.post("/hoi-dong/thanh-vien/\(seat)/xoa", form: [token, ("ly-do", "Nhầm người")])
        #expect(removed.header("Location") == path)
        #expect(try world.people.province.client(.unitOfficer).get(path).status == 403)
    }
}
