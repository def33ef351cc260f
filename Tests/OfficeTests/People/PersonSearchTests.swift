import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("People in the search everywhere") struct PersonSearchTests {
    private static func register(_ engine: Engine) throws -> PeopleWorld {
        let world = try PeopleWorld(engine)
        for (name, unit, title) in [
            ("Trần Hoà", "STC", "Kế toán"), ("Lê Hòa Bình", "BAO", "Phóng viên"),
            ("Hoàng Văn Hoa", "SNV", "Chuyên viên"),
            ("Nguyễn Thị Hóa", "STC", "Chuyên viên"), ("Nguyễn Văn An", "VP", "Văn thư"),
        ] {
            try world.add(name, unit, title)
        }
        return world
    }

    private func find(_ world: PeopleWorld, _ typed: String, _ role: Role, offset: Int = 0, limit: Int = 10) throws
        -> SearchFound
    {
        let visitor = try world.province.visitor(role)
        return try world.office.read { db in
            try PersonSearch.source.find(
                SearchQuestion(typed, offset: offset, limit: limit), visitor, world.today, db)
        }
    }

    @Test("finds without marks, the very marks first and either spelling of a tone", arguments: Engine.available)
    func marks(_ engine: Engine) throws {
        let world = try Self.register(engine)
        func names(_ typed: String) throws -> [String] { try find(world, typed, .specialist).hits.map(\.title) }
        let all: Set = ["Trần Hoà", "Lê Hòa Bình", "Hoàng Văn Hoa", "Nguyễn Thị Hóa"]
        #expect(try Set(names("hoa")) == all)
        for typed in ["hoà", "Hòa", "HÒA"] {
            #expect(try Set(names(typed).prefix(2)) == ["Trần Hoà", "Lê Hòa Bình"], "\(typed)")
            #expect(try Set(names(typed)) == all, "\(typed)")
        }
        #expect(try names("hoá").first == "Nguyễn Thị Hóa")
        #expect(try names("hoa nguyen") == ["Nguyễn Thị Hóa"])
        #expect(try names("xyz") == [])
        let found = try find(world, "le hoa", .specialist)
        #expect(
            found.hits == [
                SearchHit(
                    "Lê Hòa Bình", link: found.hits[0].link,
                    note: "Phóng viên, Báo và Phát thanh, Truyền hình Hoàng Giang")
            ])
    }

    @Test("keeps to the branch of who asks: neither hits nor counts tell of others", arguments: Engine.available)
    func scoped(_ engine: Engine) throws {
        let world = try Self.register(engine)
        // The officer of the Sở Tài chính.
        let officer = try find(world, "hoa", .unitOfficer)
        #expect(Set(officer.hits.map(\.title)) == ["Trần Hoà", "Nguyễn Thị Hóa"])
        #expect(officer.count == 2)
        #expect(try find(world, "le hoa", .unitOfficer) == .nothing)
        #expect(PersonSearch.source.needs == .readPeople)
    }

    @Test("counts what a page does not show, and pages without losing or doubling anybody", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let world = try Self.register(engine)
        for scope in [Scope.everything, .branches([world.province.province.path])] {
            try world.office.read { db in
                func page(_ typed: String, _ offset: Int, _ limit: Int) throws -> (names: [String], count: Int) {
                    let found = try PersonList.nearest(
                        typed, in: scope, on: world.today, offset: offset, limit: limit, db)
                    return (found.lines.map(\.name), found.count)
                }
                for typed in ["hoa", "hoà", "h", "n", "an nguyen", "nguyen h"] {
                    let whole = try page(typed, 0, 100)
                    #expect(whole.count == whole.names.count)
                    var paged: [String] = []
                    for offset in whole.names.indices {
                        let one = try page(typed, offset, 1)
                        #expect(one.count == whole.count, "\(typed) \(offset)")
                        paged += one.names
                    }
                    #expect(paged == whole.names, "\(typed)")
                }
            }
        }
    }

    @Test(
        "counts no further than it is told, and lists nobody where only the count is wanted",
        arguments: Engine.available)
    func counting(_ engine: Engine) throws {
        let world = try Self.register(engine)
        let visitor = try world.province.visitor(.unitOfficer)
        for scope in [Scope.everything, visitor.scope(.readPeople)] {
            try world.office.read { db in
                func count(_ limit: Int, _ counting: Int) throws -> Int {
                    let found = try PersonList.nearest(
                        "hoa", in: scope, on: world.today, offset: 0, limit: limit, counting: counting, db)
                    #expect(limit > 0 || found.lines.isEmpty)
                    return found.count
                }
                let all = scope == .everything ? 4 : 2
                try #expect([count(0, 10), count(10, 10)] == [all, all])
                try #expect([count(0, 1), count(1, 1)] == [2, 2])
            }
        }
    }

    @Test("reads from the index of posts alone whether those who are counted are seen", arguments: Engine.available)
    func countedByIndex(_ engine: Engine) throws {
        let world = try Self.register(engine)
        let plan = try world.office.read { db in
            let query = try PersonQuery(
                PersonFilter(words: "hoa"), in: .branches([world.province.province.path]), on: world.today, db)
            return try db.explain(query.beginning)
        }
        #expect(plan.contains("post_") && !plan.contains("person p"), "\(plan)")
        if engine == .sqlite { #expect(plan.contains("COVERING INDEX post_person"), "\(plan)") }
    }

    @Test("asks as often for three as for one", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        for typed in ["nguyen", "an nguyen"] {
            var counts: [Int] = []
            for people in [1, 3] {
                let world = try PeopleWorld(engine)
                for number in 0..<people { try world.add("Nguyễn An \(["Bình", "Chi", "Duy"][number])", "STC") }
                let (found, statements) = try world.office.read { db in
                    try Recorder.recording {
                        try PersonList.nearest(
                            typed, in: .everything, on: world.today, offset: 0, limit: people, db)
                    }
                }
                #expect(found.count == people)
                counts.append(statements.count)
            }
            #expect(counts[0] == counts[1], "\(typed)")
        }
    }

    @Test("is part of the page of the search, its letters marked")
    func page() throws {
        let world = try Self.register(.sqlite)
        let body = try world.province.client(.specialist).get("/tim?tim=tran+hoa").body
        #expect(body.contains("1 cá nhân"))
        #expect(body.contains("<mark>Trần</mark> <mark>Hoà</mark>"))
        let administrator = try world.province.client(.administrator).get("/tim?tim=tran+hoa&loai=nguoi").body
        #expect(!administrator.contains("Hoà") && !administrator.contains("cá nhân"))
    }
}
