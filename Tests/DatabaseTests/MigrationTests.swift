import Database
import Fixtures
import Testing
import Vocabulary

@Suite("Nâng cấp lược đồ") struct MigrationTests {
    let first = Migration("test/0001", ["CREATE TABLE a (id \(word: .identity))"])
    let second = Migration("test/0002") { db in
        try db.run("CREATE TABLE b (id \(word: .identity), a BIGINT NOT NULL REFERENCES a (id))")
        try db.run("INSERT INTO b (a) VALUES (\(db.insert("INSERT INTO a (id) VALUES (1)")))")
    }
    let broken = Migration(
        "test/0003",
        [
            "CREATE TABLE c (id \(word: .identity))", "INSERT INTO b (a) VALUES (77)",
        ])

    @Test("applies what is missing, in order, once", arguments: Engine.available)
    func order(_ engine: Engine) throws {
        let store = try engine.fresh([first], onDisk: true)
        #expect(try store.appliedMigrations() == ["test/0001"])
        for _ in 1...2 { try store.migrate([first, second]) }
        #expect(try store.appliedMigrations() == ["test/0001", "test/0002"])
        #expect(try store.read { db in try db.values("SELECT a FROM b") } == [1])
    }

    @Test("leaves the older version when one migration of an upgrade fails", arguments: Engine.available)
    func failing(_ engine: Engine) throws {
        let store = try engine.fresh([first])
        #expect(try store.pendingMigrations(of: [first, second, broken]) == ["test/0002", "test/0003"])
        let refusal = #expect(throws: StoreRefusal.self) { try store.migrate([first, second, broken]) }
        guard case .upgradeFailed("test/0003", _) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(refusal?.explanation.notice.contains("đã hoàn lại toàn bộ: dữ liệu vẫn như trước.") == true)
        #expect(try store.appliedMigrations() == ["test/0001"])
        #expect(throws: DatabaseFault.self) { try store.read { db in try db.all("SELECT * FROM b") } }
        // The older program opens what is left, and the mended newer one brings it up to date.
        try store.migrate([first])
        try store.migrate([first, second])
        #expect(try store.read { db in try db.value("SELECT count(*) FROM b") } == 1)
    }

    @Test("refuses a database of a newer version and leaves it as it is", arguments: Engine.available)
    func newer(_ engine: Engine) throws {
        let store = try engine.fresh([first, second])
        let other = Migration("test/0000", ["CREATE TABLE z (id \(word: .identity))"])
        let refusal = #expect(throws: StoreRefusal.self) { try store.migrate([other, first]) }
        #expect(refusal == .newerSchema(["test/0002"]))
        #expect(refusal?.explanation.notice.hasPrefix("Cơ sở dữ liệu này do phiên bản mới hơn tạo ra") == true)
        #expect(try store.appliedMigrations() == ["test/0001", "test/0002"])
        #expect(throws: DatabaseFault.self) { try store.read { db in try db.all("SELECT * FROM z") } }
    }

    @Test("faults on two migrations of one name", arguments: Engine.available)
    func doubled(_ engine: Engine) throws {
        let store = try engine.fresh()
        #expect(throws: DatabaseFault.self) { try store.migrate([first, first]) }
        #expect(try store.appliedMigrations() == [])
    }

    @Test("lets several nodes start at once", arguments: Engine.available)
    func together(_ engine: Engine) async throws {
        let store = try engine.fresh(onDisk: true)
        let (first, second) = (first, second)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...4 { group.addTask { try onOtherThread { try store.migrate([first, second]) } } }
            try await group.waitForAll()
        }
        #expect(try store.read { db in try db.values("SELECT a FROM b") } == [1])
    }
}
