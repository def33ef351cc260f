import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("A decision that was entered wrongly") struct DecisionEndingTests {
    /// A decision with two held lines, one revoked, one withdrawn by itself.
    private struct World {
        let honours: HonoursWorld
        let an: ID<Person>
        let decision: ID<HonourDecision>
        let lines: [Int64]
        var office: Office { honours.office }

        init(_ engine: Engine) throws {
            let honours = try HonoursWorld(engine)
            self.honours = honours
            an = try honours.people.add("Nguyễn Văn An", "STC")
            let binh = try honours.people.add("Lò Văn Bình", "STC")
            let entered = try honours.add(
                honours.decision(),
                [
                    honours.honour(an, "Nguyễn Văn An"), honours.honour(nil, "Y Blan"),
                    honours.honour(binh, "Lò Văn Bình"), honours.honour(nil, "Nhầm Từ Đầu"),
                ])
            (decision, lines) = (entered.decision, entered.honours)
            try honours.people.write {
                try Honours.revoke(
                    entered.honours[2], on: HonoursWorld.day("2026-05-01"), why: "Khai không đúng", in: .everything,
                    by: $0)
            }
            try honours.people.write {
                try Honours.withdraw(entered.honours[3], why: "Không có trong quyết định", in: .everything, by: $0)
            }
        }

        func states() throws -> [String] {
            try office.read { db in
                try HonourLine.all(where: "h.decision = \(decision)", order: "h.id", db).map {
                    "\($0.state.rawValue) \($0.endedOn?.iso ?? "-") \($0.endedWhy ?? "-")"
                }
            }
        }

        func standing() throws -> Honours.Standing { try office.read { try Honours.standing(of: decision, $0) } }

        func withdraw(
            _ why: String = "Nhập nhầm tỉnh khác", knowing known: Honours.Standing? = nil, in scope: Scope = .everything
        ) throws {
            let known = try known ?? standing()
            try honours.people.write { try Honours.withdraw(decision, why: why, knowing: known, in: scope, by: $0) }
        }

        func restore(_ why: String = "Rút nhầm", version: Int? = nil, in scope: Scope = .everything) throws {
            let version = try version ?? standing().version
            try honours.people.write { try Honours.restore(decision, why: why, knowing: version, in: scope, by: $0) }
        }

        func counted() throws -> Int? {
            try office.read { try Honours.facts(ofPeople: [an], $0)[an]?.history?.count }
        }
    }

    private static let before = [
        "held - -", "held - -", "revoked 2026-05-01 Khai không đúng", "withdrawn - Không có trong quyết định",
    ]

    @Test("goes whole with its reason and comes back as it was; nothing vanishes", arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let world = try World(engine)
        #expect(try world.states() == Self.before)
        #expect(try world.standing() == Honours.Standing(version: 1, lines: 3, revoked: 1))
        try world.withdraw()
        #expect(
            try world.states() == Array(repeating: "withdrawn - Nhập nhầm tỉnh khác", count: 3) + [Self.before[3]])
        #expect(try world.counted() == 0)
        let listed = try world.office.read { try HonourList.count(HonourFilter(), in: .everything, $0) }
        #expect(listed == 0)
        let withdrawn = try world.office.read { try WithdrawnDecisions.page(in: .everything, $0).lines }
        #expect(withdrawn.map(\.id) == [world.decision] && withdrawn[0].withdrawnWhy == "Nhập nhầm tỉnh khác")
        #expect(throws: HonourRefusal.alreadyEnded) { try world.withdraw() }
        #expect(throws: HonourRefusal.decisionWithdrawn) {
            try world.honours.people.write {
                try Honours.restore(world.lines[0], why: "x", world.honours.awards, in: .everything, by: $0)
            }
        }
        try world.restore()
        #expect(try world.states() == Self.before)
        #expect(try world.counted() == 1)
        #expect(throws: HonourRefusal.stands) { try world.restore() }
        #expect(try world.office.read { try WithdrawnDecisions.page(in: .everything, $0).lines } == [])
        // And once more: nothing of the first time stands in the way.
        try world.withdraw("Lần nữa")
        try world.restore()
        #expect(try world.states() == Self.before)
        let entries = try world.office.read {
            try Ledger.entries(about: Subject("honourDecision", world.decision), $0)
        }
        #expect(
            entries.reversed().map(\.act) == [
                "honourDecision.add", "honourDecision.withdraw", "honourDecision.restore", "honourDecision.withdraw",
                "honourDecision.restore",
            ])
        #expect(entries.reversed()[1].why == "Nhập nhầm tỉnh khác")
    }

    @Test("is withdrawn with a reason, as it was seen, by who keeps it", arguments: Engine.available)
    func refused(_ engine: Engine) throws {
        let world = try World(engine)
        let seen = try world.standing()
        #expect(throws: HonourRefusal.noReason) { try world.withdraw("  ") }
        let people = world.honours.people
        for code in ["STC", "BAO"] {
            #expect(throws: HonourRefusal.notFound) { try world.withdraw(in: people.scope(code)) }
        }
        // Somebody adds a line meanwhile.
        try world.honours.add(world.honours.decision(), [world.honours.honour(nil, "Hà Thị Sau")])
        #expect(throws: HonourRefusal.changedMeanwhile) { try world.withdraw(knowing: seen) }
        #expect(try world.states().prefix(3) == Self.before.prefix(3))
        try world.withdraw()
        #expect(throws: HonourRefusal.changedMeanwhile) { try world.restore(version: 1) }
        #expect(throws: HonourRefusal.notFound) { try world.restore(in: people.scope("STC")) }
        #expect(throws: HonourRefusal.noReason) { try world.restore("") }
    }

    @Test("may be entered rightly then, and is not restored beside that", arguments: Engine.available)
    func enteredAgain(_ engine: Engine) throws {
        let world = try World(engine)
        try world.withdraw()
        let again = try world.honours.add(
            world.honours.decision(), [world.honours.honour(world.an, "Nguyễn Văn An")])
        #expect(again.isNewDecision && again.decision != world.decision)
        #expect(throws: HonourRefusal.enteredAgain(number: "91234/QĐ-UBND")) { try world.restore() }
        let standing = try world.office.read { try Honours.standing(of: again.decision, $0) }
        try world.honours.people.write {
            try Honours.withdraw(again.decision, why: "Cũng nhầm", knowing: standing, in: .everything, by: $0)
        }
        try world.honours.add(
            world.honours.decision("95678/QĐ-UBND"), [world.honours.honour(world.an, "Nguyễn Văn An")])
        #expect(
            throws: HonourRefusal.twice(
                name: "Nguyễn Văn An", award: "Chiến sĩ thi đua cơ sở", "năm 2025", decision: "95678/QĐ-UBND")
        ) { try world.restore() }
        #expect(try world.counted() == 1)
    }

    @Test("A revoked line that was withdrawn is restored as revoked", arguments: Engine.available)
    func revoked(_ engine: Engine) throws {
        let world = try World(engine)
        func write(_ body: (Operation) throws -> Void) throws { try world.honours.people.write(body) }
        try write { try Honours.withdraw(world.lines[2], why: "Nhầm", in: .everything, by: $0) }
        try write { try Honours.restore(world.lines[2], why: "Đúng", world.honours.awards, in: .everything, by: $0) }
        #expect(try world.states()[2] == Self.before[2])
        try write { try Honours.restore(world.lines[2], why: "Vô can", world.honours.awards, in: .everything, by: $0) }
        #expect(try world.states()[2] == "held - -")
        #expect(throws: HonourRefusal.stands) {
            try write { try Honours.restore(world.lines[2], why: "x", world.honours.awards, in: .everything, by: $0) }
        }
    }

    @Test("is asked about on its page, withdrawn, found again and restored", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let world = try World(engine)
        let province = world.honours.people.province
        let client = try province.client(.specialist)
        let token = ("_ma", try province.formToken(client))
        let path = "/khen-thuong/quyet-dinh/\(world.decision)"
        let asked = try client.get(path + "/rut")
        #expect(asked.status == 200 && asked.body.contains("3 dòng, trong đó 1 dòng đã bị hủy bỏ"))
        let seen = [("phien-ban", "1"), ("so-dong", "3"), ("so-huy", "1"), token]
        let blank = try client.post(path + "/rut", form: seen + [("ly-do", " ")])
        #expect(blank.status == 422 && blank.body.contains("Hãy ghi lý do."))
        let stale = try client.post(
            path + "/rut", form: [("phien-ban", "1"), ("so-dong", "2"), ("so-huy", "1"), ("ly-do", "Nhầm sổ"), token])
        #expect(stale.status == 409 && stale.body.contains("Nhầm sổ"))
        let done = try client.post(path + "/rut", form: seen + [("ly-do", "Nhầm sổ")])
        #expect(done.status == 303)
        let page = try client.follow(done).body
        #expect(page.contains("Đã rút cả quyết định") && page.contains("Nhầm sổ"))
        #expect(page.components(separatedBy: "đã rút cùng quyết định").count == 4)
        #expect(!page.contains("Sửa, rút") && !page.contains("/sua\""))
        #expect(try client.get("/khen-thuong/da-rut").body.contains(path))
        #expect(try client.get(path + "/rut").status == 303)
        #expect(try client.post(path + "/phuc-hoi", form: [("phien-ban", "2"), ("ly-do", ""), token]).status == 422)
        #expect(try client.post(path + "/phuc-hoi", form: [("phien-ban", "1"), ("ly-do", "x"), token]).status == 409)
        #expect(try client.post(path + "/phuc-hoi", form: [("phien-ban", "2"), ("ly-do", "x"), token]).status == 303)
        #expect(try world.states() == Self.before)
        // A unit sees its people in the province's decision and cannot withdraw it.
        let officer = try province.client(.unitOfficer)
        #expect(try officer.get(path).status == 200)
        #expect(try officer.get(path + "/rut").status == 404)
        let officerToken = ("_ma", try province.formToken(officer))
        #expect(
            try officer.post(
                path + "/rut",
                form: [("phien-ban", "3"), ("so-dong", "3"), ("so-huy", "1"), ("ly-do", "x"), officerToken]
            ).status == 404)
        #expect(try officer.get("/khen-thuong/da-rut").status == 200)
    }

    @Test("What was withdrawn is walked page by page with one query", arguments: Engine.available)
    func walked(_ engine: Engine) throws {
        let world = try World(engine)
        var all: [ID<HonourDecision>] = []
        for number in 1...3 {
            let id = try world.honours.add(
                world.honours.decision("\(number)/QĐ-UBND"), [world.honours.honour(nil, "Y Blan")]
            ).decision
            let standing = try world.office.read { try Honours.standing(of: id, $0) }
            try world.honours.people.write {
                try Honours.withdraw(id, why: "Nhầm", knowing: standing, in: .everything, by: $0)
            }
            all.insert(id, at: 0)
        }
        try world.office.read { db in
            let first = try WithdrawnDecisions.page(in: .everything, size: 2, db)
            #expect(first.lines.map(\.id) == Array(all.prefix(2)) && first.before == nil)
            let next = try WithdrawnDecisions.page(.after(try #require(first.after)), in: .everything, size: 2, db)
            #expect(next.lines.map(\.id) == [all[2]] && next.after == nil)
            let back = try WithdrawnDecisions.page(.before(try #require(next.before)), in: .everything, size: 2, db)
            #expect(back.lines == first.lines)
            #expect(try WithdrawnDecisions.page(in: world.honours.people.scope("STC"), db).lines == [])
        }
    }
}
