import Database
import Fixtures
import Office
import struct Office.Unit
import Testing
import Vocabulary
import Work

@Suite("Tasks of units that move or end") struct WorkTouchTests {
    private func branches(_ province: TestProvince) throws -> Set<String> {
        try province.read { Set(try $0.values("SELECT DISTINCT branch FROM task") as [String]) }
    }

    @Test("follow the branch of their plan's unit, and the book of tallies stays true", arguments: Engine.available)
    func moving(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let department = try province.unit("SNV")
        try province.adopt(TestPlan(), unit: department)
        #expect(try branches(province) == [department.path])
        let first = try #require(Day(vietnamese: "01/07/2025"))
        let above = try #require(province.units["VP"])
        try province.write { try Organisations.move(department.id, under: above, from: first, basis: nil, by: $0) }
        let moved = try province.unit("SNV")
        #expect(moved.path == "/\(province.province.id)/\(above)/\(department.id)/")
        #expect(try branches(province) == [moved.path])
        #expect(try province.faults() == [])
    }

    @Test("are told before their units end", arguments: Engine.available)
    func ending(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try province.adopt(TestPlan(), unit: province.unit("SNV"))
        let units: [ID<Unit>] = try province.read {
            try $0.values("SELECT DISTINCT unit FROM task_unit WHERE unit IS NOT NULL ORDER BY unit")
        }
        let open: Int = try province.read {
            try $0.value(
                """
                SELECT count(DISTINCT tu.task) FROM task_unit tu JOIN task t ON t.id = tu.task
                WHERE tu.unit IS NOT NULL AND t.state <> 'done' AND t.state <> 'dropped'
                """)
        }
        #expect(open > 0)
        let found = try province.read { try UnitTouch.found([WorkTouch.tasks], about: units, $0) }
        #expect(found.first.map { "\($0.count) \($0.noun)" } == "\(open) việc chưa xong")
        #expect(try province.read { try UnitTouch.found([WorkTouch.tasks], about: [], $0) } == [])
    }
}
