import Database
import Fixtures
import Foundation
import Office
import struct Office.Unit
import Testing
import Vocabulary

@testable import App

@Suite("The units of the sample province") struct SampleUnitsTests {
    private static let before = Day(year: 2025, month: 6, day: 30) ?? Day(number: 0)

    /// How many units of each level a day had, and how many of the communes stood directly under the province.
    private func counts(_ office: Office, on day: Day) throws -> [String: Int] {
        let tree = try office.read { try UnitTree.on(day, in: .everything, most: 10_000, $0) }
        var counts: [String: Int] = [:]
        func count(_ node: UnitTree.Node, under level: Unit.Level?) {
            counts[node.level.rawValue, default: 0] += 1
            if node.level == .commune { counts["commune under \(level?.rawValue ?? "none")", default: 0] += 1 }
            if node.kind == .school, level != .commune { counts["school elsewhere", default: 0] += 1 }
            for child in node.children { count(child, under: node.level) }
        }
        for root in tree.roots { count(root, under: nil) }
        return counts
    }

    private func made(_ communes: Int, seed: UInt64 = 1) throws -> (Office, SampleUnits.Made) {
        let store = try Engine.sqlite.fresh(Installation.migrations)
        let office = Office(
            store: store, shelf: FileShelf(folder: TestFolder.newPath("files")), unitTouches: Installation.unitTouches)
        return (
            office,
            try office.write(by: .system(user: "test")) { try SampleUnits.add(communes: communes, seed: seed, by: $0) }
        )
    }

    @Test("are under districts on 30/06/2025 and under the province on 01/07/2025")
    func small() throws {
        let (office, made) = try made(12)
        #expect(made.communes.count == 12)
        let (before, after) = try (counts(office, on: Self.before), counts(office, on: Self.before.adding(days: 1)))
        #expect(before["district"] == 1)
        #expect(before["commune"] == 21)
        #expect(before["commune under district"] == 21)
        #expect(after["district"] == nil)
        #expect(after["commune"] == 12)
        #expect(after["commune under province"] == 12)
        #expect(try Verification(office).faults == [])
    }

    // The whole province takes some seconds in a debug build.
    @Test("are 34 bodies, 10 districts and 180 communes before, 102 communes after the reorganisation")
    func whole() throws {
        let (office, made) = try made(102)
        #expect(made.bodies.count == 34)
        #expect(made.districts.count == 10)
        #expect(made.communes.count == 102)
        #expect(made.oldCommunes.count == 169)
        let (before, after) = try (counts(office, on: Self.before), counts(office, on: Self.before.adding(days: 1)))
        #expect(before["district"] == 10)
        #expect(before["commune under district"] == 180)
        #expect(before["commune"] == 180)
        #expect(after["district"] == nil)
        #expect(after["commune under province"] == 102)
        #expect(after["commune"] == 102)
        #expect(after["base"] == before["base"])
        // The upper secondary school of the province.
        #expect([before["school elsewhere"], after["school elsewhere"]] == [1, 1])
        #expect(before["province"] == 36)
        #expect(after["province"] == 36)
        // Every unit that ended knows its heirs, and they all existed the day after.
        let orphans: Int = try office.read { db in
            try db.value(
                """
                SELECT count(*) FROM unit u WHERE u.last_day IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM unit_successor s JOIN unit h ON h.id = s.successor
                    WHERE s.predecessor = u.id AND (h.first_day = '2025-07-01' OR h.first_day IS NULL) AND h.last_day IS NULL)
                """)
        }
        #expect(orphans == 0)
        let ways = try office.read { db in
            try db.all("SELECT how, count(*) AS number FROM unit_successor GROUP BY how ORDER BY how").map {
                "\(try $0("how") as String) \(try $0("number") as Int)"
            }
        }
        #expect(ways.count == 4)
        #expect(try Verification(office).faults == [])
    }

    @Test("are the same for the same seed and bear other names for another one")
    func seeds() throws {
        func names(_ seed: UInt64) throws -> [String] {
            let (office, _) = try made(40, seed: seed)
            return try office.read { try $0.values("SELECT name FROM unit ORDER BY id") }
        }
        let one = try names(3)
        #expect(try names(3) == one)
        #expect(try names(4) != one)
        let communes = one.filter { $0.contains(" xã ") || $0.contains("phường") }
        #expect(Set(communes.map { $0.split(separator: " ").suffix(2).joined(separator: " ") }).count > 60)
    }
}
