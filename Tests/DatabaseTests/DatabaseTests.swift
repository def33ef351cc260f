import Database
import Fixtures
import Testing
import Vocabulary

@Suite("Kho dữ liệu: đọc và ghi") struct StoreTests {
    @Test("keeps what was written and gives it back", arguments: Engine.available)
    func roundTrip(_ engine: Engine) throws {
        let store = try engine.fresh([
            Migration(
                "test/0001",
                [
                    "CREATE TABLE task (id \(word: .identity), name TEXT NOT NULL, due TEXT, data \(word: .blob))"
                ])
        ])
        let name = "Đại hội 'thi đua'; DROP TABLE task"
        let id = try store.write { db in
            try db.insert(
                "INSERT INTO task (name, due, data) VALUES (\(name), \(Day(iso: "2026-11-17")), \([1, 0, 255] as [UInt8]))"
            )
        }
        let row = try store.read { db in try db.one("SELECT * FROM task WHERE id = \(id)") }
        #expect(row.values == [.integer(1), .text(name), .text("2026-11-17"), .blob([1, 0, 255])])
    }
}
