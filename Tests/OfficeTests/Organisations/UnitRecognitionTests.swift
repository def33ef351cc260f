import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("Units named in a plan") struct UnitRecognitionTests {
    @Test(
        "are found by name, abbreviation, alias and note in brackets", arguments: Engine.available,
        [
            ("Sở Nội vụ", "SNV"), ("sở nội vụ", "SNV"), ("SNV", "SNV"), ("Sở Nội vụ (Ban Thi đua, khen thưởng)", "SNV"),
            ("Ban TĐKT tỉnh", "BAN"), ("Ban TĐ-KT tỉnh", "BAN"), ("Ban Thi đua – Khen thưởng tỉnh", "BAN"),
            ("Văn phòng UBND tỉnh", "VP"), ("Văn phòng Uỷ ban nhân dân tỉnh", "VP"), ("VP UBND tỉnh", "VP"),
        ])
    func found(_ engine: Engine, _ example: (name: String, code: String)) throws {
        let province = try TestProvince(engine)
        let found = try province.office.read {
            try UnitRecognition.find(example.name, in: province.province, on: TestProvince.today, $0)
        }
        #expect(found == (try #require(province.units[example.code])).asOne)
    }

    @Test("are none where the register has no such name", arguments: Engine.available)
    func unknown(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        for name in ["Sở Xây dựng", "", "các đơn vị liên quan"] {
            #expect(
                try province.office.read { try UnitRecognition.find(name, in: nil, on: TestProvince.today, $0) }
                    == .none)
        }
    }

    @Test(
        "are asked about where two bear the name, and looked up first in the issuer's branch",
        arguments: Engine.available)
    func several(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let (neighbour, twin) = try province.office.write(by: .system(user: "test")) { operation in
            let neighbour = try Organisations.add(
                NewUnit(code: "LB", name: "Tỉnh láng giềng", level: .province, kind: .government), by: operation)
            let twin = try Organisations.add(
                NewUnit(code: "LB-SNV", name: "Sở Nội vụ", level: .province, kind: .department, parent: neighbour),
                by: operation)
            return (neighbour, twin)
        }
        let own = try #require(province.units["SNV"])
        let office = province.office
        #expect(
            try office.read { try UnitRecognition.find("Sở Nội vụ", in: province.province, on: TestProvince.today, $0) }
                == .one(own))
        #expect(
            try office.read { try UnitRecognition.find("Sở Nội vụ", in: nil, on: TestProvince.today, $0) }
                == .several([own, twin]))
        let branch = try office.read { try Organisations.unit(neighbour, $0) }
        #expect(
            try office.read { try UnitRecognition.find("Sở Nội vụ", in: branch, on: TestProvince.today, $0) }
                == .one(twin))
    }

    @Test("keep old names on old papers after they are dissolved", arguments: Engine.available)
    func dissolved(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let (last, root) = (try #require(Day(year: 2025, month: 6, day: 30)), try #require(province.units["HG"]))
        let district = try province.office.write(by: .system(user: "test")) { operation in
            let district = try Organisations.add(
                NewUnit(code: "H1", name: "UBND huyện Mây Giang", level: .district, kind: .government, parent: root),
                by: operation)
            let heir = try Organisations.add(
                NewUnit(code: "X1", name: "UBND xã Mây Giang", level: .commune, kind: .government, parent: root),
                by: operation)
            try Organisations.succeed(district, by: heir, lastDay: last, how: "dissolved", basis: nil, operation)
            return district
        }
        let office = province.office
        #expect(
            try office.read { try UnitRecognition.find("UBND huyện Mây Giang", in: province.province, on: last, $0) }
                == .one(district))
        #expect(
            try office.read {
                try UnitRecognition.find("UBND huyện Mây Giang", in: province.province, on: last.adding(days: 1), $0)
            } == .none)
    }

    @Test(
        "are refused with a reason: no name, a code taken, a period that ends before it begins",
        arguments: Engine.available)
    func refusals(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        func add(_ unit: NewUnit) throws {
            try province.office.write(by: .system(user: "test")) { _ = try Organisations.add(unit, by: $0) }
        }
        #expect(throws: UnitRefusal.noName) { try add(NewUnit(code: "A", name: "  ", level: .base, kind: .other)) }
        #expect(throws: UnitRefusal.codeTaken("SNV")) {
            try add(NewUnit(code: "SNV", name: "Sở khác", level: .base, kind: .other))
        }
        #expect(throws: UnitRefusal.dissolvedBeforeItBegan) {
            try add(
                NewUnit(
                    code: "B", name: "Đơn vị ngắn ngủi", level: .base, kind: .other, firstDay: TestProvince.today,
                    lastDay: TestProvince.today.adding(days: -1)))
        }
        #expect(throws: UnitRefusal.unknown("Sở Mây")) { try province.unit("Sở Mây") }
    }
}

extension ID<Unit> {
    fileprivate var asOne: UnitRecognition { .one(self) }
}
