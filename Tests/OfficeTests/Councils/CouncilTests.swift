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
            try Councils.unassign(try #require(found.first?.id), of: world.council, in: .everything, by: $0)
        }
        #expect(try world.office.read { try CouncilAssignment.of(bloc: bloc, in: 2026, $0) } == [])
    }

    @Test("is in force within its term and seen within the scope", arguments: Engine.available)
    func listed(_ engine: Engine) throws {
        let world = try CouncilWorld(engine)
        func found(_ text: String, _ scope: Scope = .everything) throws -> Int {
            let then = try day(text)
            return try world.office.read { try Councils.inForce(on: then, in: scope, $0) }.lines.count
        }
        #expect(try found("04/01/2026") == 0)
        #expect(try found("05/01/2026") == 1)
        #expect(try found("05/01/2026", try world.people.scope("STC")) == 0)
        #expect(throws: CouncilRefusal.notFound) {
            let scope = try world.people.scope("STC")
            _ = try world.office.read { try Councils.council(world.council, in: scope, $0) }
        }
    }

    @Test("is kept on its pages", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
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
        #expect(try world.people.province.client(.unitOfficer).get(path).status == 403)
    }
}
