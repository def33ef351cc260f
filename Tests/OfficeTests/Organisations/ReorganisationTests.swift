import Database
import Fixtures
import Office
import Testing
import Vocabulary

/// A district with three communes, a school under one of them, and a plan to make two communes of the three.
private struct District {
    let province: TestProvince
    let district: ID<Unit>
    let communes: [ID<Unit>]
    let school: ID<Unit>
    let firstDay: Day

    init(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        self.province = province
        let root = province.province.id
        let district = try province.add("H1", "UBND huyện Mây Giang", under: root, level: .district)
        self.district = district
        communes = try ["Bến Mây", "Nà Lương", "Pác Hoàng"].enumerated().map {
            try province.add("C\($0.offset + 1)", "UBND xã \($0.element)", under: district)
        }
        school = try province.add("T1", "Trường Bến Mây", under: communes[0], level: .base, kind: .school)
        firstDay = try day("01/07/2025")
    }

    /// C1 and C2 become X1, C3 is divided between X1 and X2, the district is dissolved.
    func proposal(_ decision: String = "Nghị quyết số 27") -> ReorganisationProposal {
        func new(_ code: String, _ name: String) -> ReorganisationProposal.Heir {
            .new(
                NewUnit(
                    code: code, name: name, level: .commune, kind: .government, communeKind: .commune,
                    parent: province.province.id))
        }
        return ReorganisationProposal(
            title: "Sắp xếp năm 2025", decision: decision, firstDay: firstDay,
            heirs: [new("X1", "UBND xã Bến Mây"), new("X2", "UBND xã Pác Hoàng")],
            olds: [
                .init(communes[0], heirs: [0]), .init(communes[1], heirs: [0]), .init(communes[2], heirs: [0, 1]),
                .init(district, heirs: [0, 1], children: .up),
            ])
    }

    func carryOut(_ proposal: ReorganisationProposal? = nil) throws -> ID<Reorganisation> {
        try province.write {
            try Reorganisations.carryOut(proposal ?? self.proposal(), branch: province.province.path, by: $0)
        }
    }

    /// Every unit below the province with its parent, on a day.
    func tree(on day: Day) throws -> [String] {
        let tree = try province.office.read { try UnitTree.on(day, in: .everything, $0) }
        func lines(_ node: UnitTree.Node, _ depth: Int) -> [String] {
            [String(repeating: "  ", count: depth) + node.name] + node.children.flatMap { lines($0, depth + 1) }
        }
        return tree.roots.flatMap { lines($0, 0) }.filter {
            $0.contains("UBND xã") || $0.contains("huyện") || $0.contains("Trường")
        }
    }

    /// Everything that says how units stand; not the ledger and the paper of the reorganisation.
    func state() throws -> [String] {
        try province.office.read { db in
            try [
                "SELECT id, code, name, parent, path, first_day, last_day, ended_by FROM unit ORDER BY id",
                "SELECT unit, name, sort, first_day, last_day FROM unit_name ORDER BY unit, name, sort",
                "SELECT unit, parent, first_day, last_day FROM unit_place ORDER BY unit, first_day",
                "SELECT predecessor, successor, on_day, how, basis FROM unit_successor ORDER BY predecessor, successor",
            ].flatMap { try db.all($0 as SQL).map { "\($0.values)" } }
        }
    }
}

@Suite("A reorganisation") struct ReorganisationTests {
    @Test(
        "leaves the tree of the day before as it was and makes the new one from its first day",
        arguments: Engine.available)
    func trees(_ engine: Engine) throws {
        let world = try District(engine)
        let before = try world.tree(on: world.firstDay.adding(days: -1))
        let plan = try world.carryOut()
        #expect(try world.tree(on: world.firstDay.adding(days: -1)) == before)
        #expect(
            before == [
                "  UBND huyện Mây Giang", "    UBND xã Bến Mây", "      Trường Bến Mây", "    UBND xã Nà Lương",
                "    UBND xã Pác Hoàng",
            ])
        #expect(
            try world.tree(on: world.firstDay) == ["  UBND xã Bến Mây", "    Trường Bến Mây", "  UBND xã Pác Hoàng"])
        let ways = try world.province.office.read { db in
            try db.all(
                """
                SELECT a.code AS old, b.code AS heir, s.how, s.on_day, s.basis FROM unit_successor s
                JOIN unit a ON a.id = s.predecessor JOIN unit b ON b.id = s.successor ORDER BY a.code, b.code
                """
            ).map { row in
                let (old, heir, how): (String, String, String) = (try row("old"), try row("heir"), try row("how"))
                return "\(old) \(how) \(heir)"
            }
        }
        #expect(
            ways == [
                "C1 merged X1", "C2 merged X1", "C3 split X1", "C3 split X2", "H1 dissolved X1", "H1 dissolved X2",
            ])
        #expect(try world.province.faults() == [])
        let history = try world.province.office.read { try Ledger.entries(about: Subject("reorganisation", plan), $0) }
        #expect(history.map(\.act) == ["reorganisation.apply", "reorganisation.open"])
        #expect(history.first?.why == "Nghị quyết số 27")
    }

    @Test(
        "lets old papers find the old commune and new papers the new one of the same name", arguments: Engine.available)
    func names(_ engine: Engine) throws {
        let world = try District(engine)
        try _ = world.carryOut()
        let new = try world.province.unit("X1").id
        #expect(
            try world.province.found("UBND xã Bến Mây", on: world.firstDay.adding(days: -1)) == .one(world.communes[0]))
        #expect(try world.province.found("UBND xã Bến Mây", on: world.firstDay) == .one(new))
        let heirs = try world.province.office.read {
            try UnitDetail.heirs(of: world.communes[2], on: world.firstDay, $0)
        }
        #expect(heirs == [new, try world.province.unit("X2").id])
    }

    @Test("is taken back whole while nothing was built on it", arguments: Engine.available)
    func undo(_ engine: Engine) throws {
        let world = try District(engine)
        let before = try world.state()
        let plan = try world.carryOut()
        #expect(try world.state() != before)
        try world.province.write { try Reorganisations.undo(plan, by: $0) }
        #expect(try world.state() == before)
        #expect(try world.province.faults() == [])
        #expect(throws: ReorganisationRefusal.notApplied) {
            try world.province.write { try Reorganisations.undo(plan, by: $0) }
        }
        // And the same can be carried out again.
        try _ = world.carryOut()
        #expect(try world.tree(on: world.firstDay).count == 3)
    }

    @Test(
        "is not taken back when an account, a unit or another reorganisation stands on it", arguments: Engine.available)
    func builtOn(_ engine: Engine) throws {
        let account = try District(engine)
        var plan = try account.carryOut()
        try account.province.write { operation in
            _ = try Accounts.add(
                login: "canbo", name: "Vi Thục Khoa", unit: try Organisations.unit(codeOrName: "X1", operation).id,
                roles: [.unitOfficer], passwordHash: "x", mustChange: false, by: operation)
        }
        let before = try account.state()
        #expect(throws: ReorganisationRefusal.builtOn(["1 tài khoản đang dùng ở đơn vị mới"])) {
            try account.province.write { try Reorganisations.undo(plan, by: $0) }
        }
        #expect(try account.state() == before)

        let below = try District(engine)
        plan = try below.carryOut()
        _ = try below.province.add("T2", "Trường mới", under: try below.province.unit("X2").id, level: .base)
        #expect(throws: ReorganisationRefusal.builtOn(["1 đơn vị đã thêm dưới đơn vị mới"])) {
            try below.province.write { try Reorganisations.undo(plan, by: $0) }
        }

        let again = try District(engine)
        plan = try again.carryOut()
        var next = ReorganisationProposal(
            title: "Sắp xếp năm 2026", decision: "Nghị quyết số 30", firstDay: try day("01/01/2026"))
        next.heirs = [.existing(try again.province.unit("X1").id)]
        next.olds = [.init(try again.province.unit("X2").id, heirs: [0])]
        let later = try again.carryOut(next)
        #expect(throws: ReorganisationRefusal.builtOn(["1 đợt sắp xếp sau đó dùng các đơn vị này"])) {
            try again.province.write { try Reorganisations.undo(plan, by: $0) }
        }
        try again.province.write { try Reorganisations.undo(later, by: $0) }
        try again.province.write { try Reorganisations.undo(plan, by: $0) }
    }

    @Test("says everything that keeps it from being carried out, and changes nothing then", arguments: Engine.available)
    func problems(_ engine: Engine) throws {
        let world = try District(engine)
        let province = world.province
        try province.write { try Organisations.end(world.school, on: try day("31/12/2024"), basis: nil, by: $0) }
        let plan = try province.write { operation in
            let id = try Reorganisations.open(
                title: "Thử", decision: " ", firstDay: world.firstDay, branch: province.province.path, by: operation)
            try Reorganisations.addOlds([world.communes[0], world.district, world.school], to: id, by: operation)
            try Reorganisations.add(heir: .existing(world.communes[0]), to: id, by: operation)
            try Reorganisations.add(
                heir: .new(
                    NewUnit(code: "X1", name: "UBND xã Mới", level: .commune, kind: .government, parent: world.district)
                ),
                to: id, by: operation)
            return id
        }
        let before = try world.state()
        let problems = try province.office.read {
            try Reorganisations.problems(of: Reorganisations.with(plan, in: .everything, $0), $0)
        }
        #expect(
            problems == [
                .noDecision, .oldEndsAnyway("Trường Bến Mây", try day("31/12/2024")),
                .childrenWithoutHeir("UBND huyện Mây Giang", 2), .heirTakesNothing("UBND xã Bến Mây"),
                .heirIsOld("UBND xã Bến Mây"), .heirTakesNothing("UBND xã Mới"),
                .parentEnds(heir: "UBND xã Mới", parent: "UBND huyện Mây Giang"),
            ])
        #expect(throws: ReorganisationRefusal.noDecision) {
            try province.write { try Reorganisations.apply(plan, by: $0) }
        }
        #expect(try world.state() == before)
    }

    @Test("refuses a code that is taken, by a unit or within itself", arguments: Engine.available)
    func codes(_ engine: Engine) throws {
        let world = try District(engine)
        var proposal = world.proposal()
        proposal.heirs[1] = proposal.heirs[0]
        #expect(throws: UnitRefusal.codeTaken("X1")) { try world.carryOut(proposal) }
        proposal.heirs[1] = .new(NewUnit(code: "STC", name: "UBND xã Mới", level: .commune, kind: .government))
        #expect(throws: UnitRefusal.codeTaken("STC")) { try world.carryOut(proposal) }
    }

    @Test("shows beforehand what it touches in other rooms", arguments: Engine.available)
    func preview(_ engine: Engine) throws {
        let world = try District(engine)
        let province = world.province
        let plan = try province.write { operation in
            let id = try Reorganisations.open(
                title: "Sắp xếp", decision: "Nghị quyết số 27", firstDay: world.firstDay,
                branch: province.province.path, by: operation)
            try Reorganisations.addOlds(
                [world.communes[0], Organisations.unit(codeOrName: "STC", operation).id], to: id, by: operation)
            let heir = try Reorganisations.add(heir: .existing(world.communes[1]), to: id, by: operation)
            let olds = try Reorganisations.with(id, in: .everything, operation).olds.map(\.id)
            try Reorganisations.link(olds.map { ($0, [heir], .heir) }, in: id, by: operation)
            return id
        }
        let preview = try province.office.read { db in
            try ReorganisationPreview(
                Reorganisations.with(plan, in: .everything, db), touches: province.office.unitTouches, db)
        }
        #expect(preview.problems == [])
        #expect(
            preview.below.map { [$0.name, $0.under, $0.goesTo] } == [
                ["Trường Bến Mây", "UBND xã Bến Mây", "UBND xã Nà Lương"]
            ])
        let accounts: Int = try province.office.read {
            try $0.value("SELECT count(*) FROM account WHERE unit = \(province.units["STC"])")
        }
        #expect(accounts > 0)
        #expect(preview.found.map { "\($0.count) \($0.noun)" } == ["\(accounts) tài khoản đang dùng"])
    }

    @Test("of communes is not shown outside its branch", arguments: Engine.available)
    func scope(_ engine: Engine) throws {
        let world = try District(engine)
        let plan = try world.carryOut()
        let office = world.province.office
        let own = Scope.branches([world.province.province.path])
        #expect(try office.read { try Reorganisations.all(in: own, $0) }.map(\.id) == [plan])
        for scope in [Scope.nothing, .branches(["/99/"])] {
            #expect(try office.read { try Reorganisations.all(in: scope, $0) } == [])
            #expect(throws: ReorganisationRefusal.unknown) {
                try office.read { try Reorganisations.with(plan, in: scope, $0) }
            }
        }
    }
}
