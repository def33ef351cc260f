import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("The people of a unit") struct UnitPeopleTests {
    private static func world(_ engine: Engine) throws -> PeopleWorld {
        let world = try PeopleWorld(engine)
        try world.add("Nguyễn Văn Ân", "STC", first: Day(iso: "2020-01-01"))
        try world.add("Trần Thị Bình", "STC", "Giám đốc", group: .departmentLeader, first: Day(iso: "2024-01-01"))
        try world.add("Lê An", "STC", first: Day(iso: "2019-01-01"))
        try world.add("Vi Chi", "STC", first: Day(iso: "2018-01-01"), last: Day(iso: "2022-12-31"))
        try world.add("Đỗ Báo", "BAO")
        return world
    }

    private func page(
        _ world: PeopleWorld, on day: String, _ cursor: UnitPeople.Cursor? = nil, in scope: Scope = .everything,
        size: Int = 20
    ) throws -> UnitPeople {
        let day = try #require(Day(iso: day))
        return try world.office.read { db in
            try UnitPeople.page(
                try world.unit("STC"), on: day, cursor, in: scope, today: world.today, size: size, db)
        }
    }

    @Test("are those of the day, leaders first, then by name", arguments: Engine.available)
    func days(_ engine: Engine) throws {
        let world = try Self.world(engine)
        let today = try page(world, on: "2026-11-17")
        #expect(today.lines.map(\.name) == ["Trần Thị Bình", "Lê An", "Nguyễn Văn Ân"])
        #expect(today.lines.map(\.isLeader) == [true, false, false])
        #expect(today.count == 3)
        #expect(try page(world, on: "2022-12-31").lines.map(\.name) == ["Lê An", "Nguyễn Văn Ân", "Vi Chi"])
        #expect(try page(world, on: "2018-06-01").lines.map(\.name) == ["Vi Chi"])
        // Who has left for a unit that the visitor does not see is not told about.
        let officer = try world.scope("STC")
        #expect(try page(world, on: "2022-12-31", in: officer).count == 3)
        let gone = try page(world, on: "2018-06-01").lines[0].person
        try world.write {
            try Posts.add(
                NewPost(unit: try world.unit("BAO"), title: "Phóng viên", firstDay: Day(iso: "2023-01-01")), to: gone,
                in: .everything, by: $0)
        }
        #expect(try page(world, on: "2022-12-31", in: officer).lines.map(\.name) == ["Lê An", "Nguyễn Văn Ân"])
        #expect(try page(world, on: "2018-06-01", in: officer).count == 0)
        #expect(try page(world, on: "2022-12-31").count == 3)
    }

    @Test("come in pages, forwards and backwards", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let world = try Self.world(engine)
        let first = try page(world, on: "2026-11-17", size: 1)
        #expect(first.before == nil)
        let second = try page(world, on: "2026-11-17", first.after.map { .after($0) }, size: 1)
        let third = try page(world, on: "2026-11-17", second.after.map { .after($0) }, size: 1)
        #expect([first, second, third].flatMap(\.lines).map(\.name) == ["Trần Thị Bình", "Lê An", "Nguyễn Văn Ân"])
        #expect(third.after == nil)
        #expect(try page(world, on: "2026-11-17", third.before.map { .before($0) }, size: 1).lines == second.lines)
        let back = try page(world, on: "2026-11-17", second.before.map { .before($0) }, size: 1)
        #expect(back.lines == first.lines && back.before == nil)
    }

    @Test("are asked for as often for three as for one, from the index of the unit", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try Self.world(engine)
        try world.office.read { db in
            let counts = try ["STC", "BAO"].map { code in
                try Recorder.recording {
                    try UnitPeople.page(
                        try world.unit(code), on: world.today, in: .everything, today: world.today, db)
                }.1.count
            }
            #expect(counts == [2, 2])
            let plan = try db.explain(
                UnitPeople.walking(
                    try world.unit("STC"), on: world.today, .after(ID(1)), in: .everything, today: world.today,
                    limit: 20, db))
            // Of five posts PostgreSQL may as well take the other index that holds the unit.
            #expect(plan.contains("post_unit") || engine == .postgres && plan.contains("post_person"), "\(plan)")
        }
    }

    @Test("stand on its page for who reads them there, with a way to the spreadsheet for who manages them")
    func shown() throws {
        let world = try Self.world(.sqlite)
        func body(_ code: String, _ role: Role, _ query: String = "") throws -> String {
            try world.province.client(role).get("/don-vi/\(try world.unit(code))\(query)").body
        }
        let own = try body("STC", .unitOfficer)
        #expect(own.contains("Trần Thị Bình") && own.contains("3 người, ngày 17/11/2026"))
        #expect(own.contains("href=\"/trao-doi/nguoi\""))
        #expect(try body("STC", .unitOfficer, "?ngay=31/12/2022").contains("Vi Chi"))
        // Another unit's page is there, its people are not.
        let other = try body("BAO", .unitOfficer)
        #expect(!other.contains("Người của đơn vị") && !other.contains("Đỗ Báo"))
        let leader = try body("BAO", .leader)
        #expect(leader.contains("Đỗ Báo") && !leader.contains("href=\"/trao-doi/nguoi\""))
        // Who reads the ledger goes on to it.
        #expect(leader.contains("/nhat-ky?loai=unit"))
        #expect(!own.contains("/nhat-ky"))
    }
}

@Suite("People of a unit that ended") struct SuccessionTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    /// The Sở Tài chính ended on 30/06/2026; the Văn phòng took it over.
    private func ended(_ engine: Engine) throws -> (PeopleWorld, person: ID<Person>) {
        let world = try PeopleWorld(engine)
        let person = try world.add("Lê An", "STC", "Kế toán", first: Day(iso: "2019-01-01"))
        try world.add("Vi Chi", "STC", first: Day(iso: "2018-01-01"), last: Day(iso: "2022-12-31"))
        try world.add("Đỗ Báo", "BAO")
        try world.write { operation in
            try EmulationOfficers.appoint(
                person, in: try world.unit("STC"), since: try day("2025-01-01"), scope: .everything, by: operation)
            try Organisations.succeed(
                try world.unit("STC"), by: try world.unit("VP"), lastDay: try day("2026-06-30"), how: "merged",
                basis: nil, operation)
        }
        return (world, person)
    }

    @Test("goes on in the unit that took it over, in one step with one entry", arguments: Engine.available)
    func follow(_ engine: Engine) throws {
        let (world, person) = try ended(engine)
        let (old, heir) = (try world.unit("STC"), try world.unit("VP"))
        let unit = try world.province.unit("STC")
        #expect(try world.office.read { try Successions.left(in: unit, $0) } == 1)
        let moved = try world.write { try Successions.follow(old, to: heir, in: .everything, by: $0) }
        #expect(moved == 1)
        let posts = try world.posts(person)
        #expect(posts.map(\.unit) == [heir, old])
        #expect(posts.map(\.title) == ["Kế toán", "Kế toán"])
        #expect(posts.map(\.firstDay) == [try day("2026-07-01"), try day("2019-01-01")])
        #expect(posts.map(\.lastDay) == [nil, try day("2026-06-30")])
        try world.office.read { db in
            let finals: [Int] = try db.values("SELECT is_final FROM post WHERE person = \(person) ORDER BY id")
            #expect(finals == [0, 1])
            let officers = try EmulationOfficers.all(of: person, in: .everything, db)
            #expect(officers.map(\.unit) == [heir, old])
            #expect(officers.map(\.lastDay) == [nil, try day("2026-06-30")])
            let entries = try Ledger.entries(about: Subject("unit", old), db).filter { $0.act == "post.follow" }
            #expect(entries.count == 1)
            let left = try Successions.left(in: unit, db)
            #expect(left == 0)
        }
        // Who had left before stays where they were; a second time nobody is left.
        #expect(throws: SuccessionRefusal.nobody("Sở Tài chính")) {
            try world.write { try Successions.follow(old, to: heir, in: .everything, by: $0) }
        }
        #expect(try world.province.faults() == [])
    }

    @Test(
        "is refused elsewhere than to an heir, outside the scope, and while a transfer waits",
        arguments: Engine.available)
    func refused(_ engine: Engine) throws {
        let (world, person) = try ended(engine)
        let (old, heir) = (try world.unit("STC"), try world.unit("VP"))
        #expect(throws: SuccessionRefusal.noHeir("Sở Tài chính")) {
            try world.write { try Successions.follow(old, to: try world.unit("BAO"), in: .everything, by: $0) }
        }
        #expect(throws: SuccessionRefusal.noHeir("Sở Tài chính")) {
            try world.write { try Successions.follow(old, to: heir, in: try world.scope("STC"), by: $0) }
        }
        #expect(throws: PersonRefusal.notFound) {
            try world.write { try Successions.follow(old, to: heir, in: try world.scope("VP"), by: $0) }
        }
        let post = try #require(try world.posts(person).first)
        try world.write {
            _ = try Transfers.propose(
                NewTransfer(
                    post: post.id, to: try world.unit("BAO"), title: "Phóng viên", group: .direct,
                    onDay: world.today.adding(days: 3)), in: .everything, by: $0)
        }
        #expect(throws: SuccessionRefusal.transfersWait(1)) {
            try world.write { try Successions.follow(old, to: heir, in: .everything, by: $0) }
        }
    }

    @Test("is offered on the page of the unit, and done there")
    func page() throws {
        let (world, _) = try ended(.sqlite)
        let client = try world.province.client(.specialist)
        let path = "/don-vi/\(try world.unit("STC"))"
        #expect(try client.get(path).body.contains("name=\"ke-thua\""))
        let answer = try world.province.post(
            path + "/chuyen-nguoi", [("ke-thua", try world.unit("VP").description)], client)
        #expect(answer.status == 303)
        #expect(try !client.get(path).body.contains("name=\"ke-thua\""))
        #expect(try client.get("/don-vi/\(try world.unit("VP"))").body.contains("Lê An"))
        let officer = try world.province.client(.leader)
        #expect(try world.province.post(path + "/chuyen-nguoi", [("ke-thua", "1")], officer).status == 403)
    }
}
