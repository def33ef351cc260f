import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("The list of honours") struct HonourListTests {
    private static func register(_ engine: Engine) throws -> HonoursWorld {
        let world = try HonoursWorld(engine)
        for (index, name) in ["Nguyễn Văn An", "Trần An Nguyên", "Nguyễn Thị Bình", "Lò Văn Ân", "An Thị An"]
            .enumerated()
        {
            let person = try world.people.add(name, index == 3 ? "BAO" : "STC")
            for year in [2023, 2024, 2025] {
                var honour = try world.honour(person, name, index % 2 == 0 ? .of("ldtt") : .of("cstd-co-so"), year)
                if index == 3 { (honour.unit, honour.unitText) = (try world.people.unit("BAO"), "Báo Hoàng Giang") }
                try world.add(
                    world.decision("9\(index)\(year)/QĐ-UBND", "\(year)-12-2\(index)"), [honour])
            }
        }
        return world
    }

    private func ids(_ world: HonoursWorld, _ filter: HonourFilter, in scope: Scope = .everything, size: Int = 50)
        throws
        -> [Int64]
    {
        try world.office.read { db in
            var (ids, cursor): ([Int64], HonourList.Cursor?) = ([], nil)
            repeat {
                let page = try HonourList.page(filter, cursor, in: scope, size: size, db)
                ids += page.lines.map(\.id)
                cursor = page.after.map { .after($0) }
            } while cursor != nil && ids.count < 100
            return ids
        }
    }

    private func names(_ world: HonoursWorld, _ filter: HonourFilter, in scope: Scope = .everything) throws -> [String]
    {
        let ids = try ids(world, filter, in: scope)
        return try world.office.read { try HonourLine.all(ids, $0) }.map { "\($0.name) \($0.years?.description ?? "")" }
    }

    private static func filter(_ change: (inout HonourFilter) -> Void) -> HonourFilter {
        var filter = HonourFilter()
        change(&filter)
        return filter
    }

    @Test(
        "finds names without marks, those with the very marks first, and numbers and achievements",
        arguments: Engine.available)
    func finds(_ engine: Engine) throws {
        let world = try Self.register(engine)
        #expect(try ids(world, HonourFilter()).count == 15)
        let an = try names(world, Self.filter { $0.words = "an" })
        #expect(an.count == 12 && Set(an).count == 12)
        #expect(try names(world, Self.filter { $0.words = "Ân" }).first == "Lò Văn Ân 2023")
        #expect(try Set(names(world, Self.filter { $0.words = "nguyen an" })).count == 6)
        #expect(try names(world, Self.filter { $0.words = "922024/q" }) == ["Nguyễn Thị Bình 2024"])
        #expect(try names(world, Self.filter { $0.achievement = "nhiem vu 2024" }).count == 5)
        #expect(try names(world, Self.filter { $0.achievement = "khong co" }) == [])
        #expect(
            try names(world, Self.filter { ($0.award, $0.year) = (.of("cstd-co-so"), 2025) }) == [
                "Lò Văn Ân 2025", "Trần An Nguyên 2025",
            ])
    }

    @Test("pages forwards and backwards without losing or doubling a row", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let world = try Self.register(engine)
        let filters = [
            HonourFilter(), Self.filter { $0.isDescending = false }, Self.filter { $0.sort = .name },
            Self.filter { $0.words = "an" }, Self.filter { $0.words = "nguyen an" }, Self.filter { $0.words = "9" },
            Self.filter { $0.award = .of("ldtt") }, Self.filter { $0.achievement = "nhiem vu" },
        ]
        for filter in filters {
            for scope in [Scope.everything, .branches([world.people.province.province.path])] {
                let whole = try ids(world, filter, in: scope)
                #expect(!whole.isEmpty && Set(whole).count == whole.count, "\(filter)")
                #expect(try ids(world, filter, in: scope, size: 2) == whole, "\(filter)")
                try world.office.read { db in
                    var last = try HonourList.page(filter, nil, in: scope, size: 2, db)
                    while let after = last.after {
                        last = try HonourList.page(filter, .after(after), in: scope, size: 2, db)
                    }
                    var back = last.lines.map(\.id)
                    var cursor = last.before
                    while let before = cursor {
                        let page = try HonourList.page(filter, .before(before), in: scope, size: 2, db)
                        back = page.lines.map(\.id) + back
                        cursor = page.before
                    }
                    #expect(back == whole, "backwards \(filter) \(scope)")
                    #expect(try HonourList.count(filter, in: scope, db) == whole.count, "\(filter)")
                }
            }
        }
    }

    @Test(
        "walks its indexes on long registers: no row is sorted",
        arguments: [
            "an", "Nguyễn", "nguyen van",
        ])
    func walks(_ words: String) throws {
        let world = try HonoursWorld(.sqlite)
        try world.office.read { db in
            let query = HonourQuery.large(Self.filter { $0.words = words })
            for nearness in [HonourQuery.Nearness.exact, .folded] {
                let plan = try db.all(
                    "EXPLAIN QUERY PLAN "
                        + HonourList.statement(query, nearness, query.window(db), from: nil, false, limit: 20))
                let steps = try plan.map { try $0("detail") as String }
                #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
            }
            for filter in [HonourFilter(), Self.filter { $0.award = .of("ldtt") }, Self.filter { $0.sort = .name }] {
                let plan = try db.all(
                    "EXPLAIN QUERY PLAN " + HonourList.walking(HonourQuery.large(filter), nil, limit: 20))
                let steps = try plan.map { try $0("detail") as String }
                #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
            }
        }
    }

    @Test("keeps what is out of reach out of rows and counts", arguments: Engine.available)
    func reach(_ engine: Engine) throws {
        let world = try Self.register(engine)
        let press = try world.people.scope("BAO")
        #expect(try names(world, HonourFilter(), in: press) == ["Lò Văn Ân 2025", "Lò Văn Ân 2024", "Lò Văn Ân 2023"])
        #expect(try world.office.read { try HonourList.count(HonourFilter(), in: press, $0) } == 3)
        #expect(try ids(world, HonourFilter(), in: .nothing) == [])
    }

    @Test("asks as often for one row as for a page of them", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try Self.register(engine)
        func statements(_ size: Int) throws -> Int {
            try world.office.read { db in
                try Recorder.recording { try HonourList.page(HonourFilter(), nil, in: .everything, size: size, db) }.1
                    .count
            }
        }
        #expect(try statements(1) == statements(15))
    }
}
