@testable import Database
import Fixtures
import Testing
import Vocabulary

@Suite("Đếm và giải thích câu lệnh") struct QueryTests {
    @Test("records the statements of this thread, and of nothing else", arguments: Engine.available)
    func recording(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        let (count, statements) = try Recorder.recording {
            let (id, inner) = try Recorder.recording {
                try store.write { db in try db.insert("INSERT INTO unit (name) VALUES (\("a"))") }
            }
            #expect(id == 1)
            #expect(inner.count == 1)
            try onOtherThread { _ = try store.read { db in try db.all("SELECT 2") } }
            return try store.read { db in try db.value("SELECT count(*) FROM unit WHERE name = \("a")") as Int }
        }
        #expect(count == 1)
        let placeholder = engine == .sqlite ? "?" : "$1"
        #expect(
            statements == [
                "INSERT INTO unit (name) VALUES (\(placeholder)) RETURNING id",
                "SELECT count(*) FROM unit WHERE name = \(placeholder)",
            ])
        #expect(throws: CancellationError.self) { try Recorder.recording { throw CancellationError() } }
        #expect(Recorder.recording {}.1 == [])
    }

    @Test("tells which index serves a list", arguments: Engine.available)
    func explaining(_ engine: Engine) throws {
        let store = try engine.fresh([tasks, Migration("test/0002", ["CREATE INDEX task_rank ON task (rank, id)"])])
        try store.read { db throws in
            let served = try db.explain("SELECT name FROM task WHERE rank = \(3) ORDER BY id LIMIT \(20)")
            #expect(served.contains("task_rank"))
            let unserved = try db.explain("SELECT id, name FROM task WHERE name = \("x") ORDER BY name LIMIT \(20)")
            #expect(!unserved.contains("task_rank"))
            #expect(try db.value("SELECT 1") == 1)
        }
        let byPrefix = try store.read { db in try db.explain("SELECT name FROM unit WHERE name \(startsWith: "an")") }
        #expect(byPrefix.contains(engine == .sqlite ? "SEARCH unit USING" : "Index"))
    }

    @Test("inserts many rows at once", arguments: Engine.available)
    func insertMany(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        try store.write { db throws in
            #expect(
                try db.insertMany(
                    into: "unit", columns: ["id", "name"],
                    rows: [[.integer(41), .text("a")], [.integer(42), .text("b")]]) == 2)
            #expect(try db.insert("INSERT INTO unit (name) VALUES ('c')") == 43)
            let rows = (1...5000).map { [SQLValue.integer(41), .text("việc\t\($0)"), .integer(Int64($0))] }
            #expect(try db.insertMany(into: "task", columns: ["unit", "name", "rank"], rows: rows) == 5000)
            #expect(try db.insertMany(into: "task", columns: ["unit", "name", "rank"], rows: []) == 0)
        }
        try store.refreshStatistics()
        let row = try store.read { db in try db.one("SELECT count(*), sum(rank), max(name) FROM task") }
        #expect(row.values == [.integer(5000), .integer(12_502_500), .text("việc\t999")])
    }

    @Test("keeps none of many rows when one breaks a rule", arguments: Engine.available)
    func insertManyBroken(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        let rows: [[SQLValue]] = [[.text("a")], [.text("a")]]
        let fault = #expect(throws: DatabaseFault.self) {
            try store.write { db in try db.insertMany(into: "unit", columns: ["name"], rows: rows) }
        }
        #expect(fault?.constraint == .unique)
        try store.write { db throws in
            #expect(throws: DatabaseFault.self) {
                try db.attempt { try db.insertMany(into: "unit", columns: ["name"], rows: rows) }
            }
            #expect(throws: DatabaseFault.self) {
                try db.attempt { try db.insertMany(into: "unit", columns: ["name"], rows: [[.text("b"), .null]]) }
            }
            #expect(throws: DatabaseFault.self) {
                try db.insertMany(into: "unit; DROP TABLE task", columns: ["name"], rows: rows)
            }
            try db.run("INSERT INTO unit (name) VALUES ('c')")
        }
        #expect(try store.read { db in try db.values("SELECT name FROM unit") } == ["c"])
    }

    @Test("keeps a bounded number of prepared statements", arguments: Engine.available)
    func cacheBound(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        try store.read { db throws in
            for count in 1...400 {
                #expect(try db.value("SELECT 1 WHERE 1 IN (\(list: Array(1...count)))") == 1)
            }
        }
        let connection = try store.readers.begin(.read)
        defer { store.readers.giveBack(connection) }
        try connection.rollback()
        switch connection {
        case let connection as SQLiteConnection: #expect(connection.cachedStatements == 256)
        case let connection as PostgresConnection:
            #expect(connection.cachedStatements == 256)
            try connection.begin(.read)
            let rows = try connection.rows("SELECT count(*) FROM pg_prepared_statements", upTo: 1, .read)
            #expect(rows.map(\.values) == [[.integer(256)]])
            try connection.rollback()
        default: Issue.record("an engine without a cache")
        }
    }

    @Test("sees a column that a later statement adds", arguments: Engine.available)
    func changedColumns(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        #expect(try store.write { db in try db.all("SELECT * FROM unit WHERE id = \(1)") } == [])
        try store.write { db throws in
            try db.run("INSERT INTO unit (name) VALUES ('a')")
            try db.run("ALTER TABLE unit ADD COLUMN code TEXT")
        }
        // PostgreSQL gives up the connection that had prepared the statement; the next one knows the column.
        _ = try? store.write { db in try db.one("SELECT * FROM unit WHERE id = \(1)") }
        let again = try store.write { db in try db.one("SELECT * FROM unit WHERE id = \(1)") }
        #expect(again.names == ["id", "name", "code"])
    }

    @Test("drops the statement unused for longest, never a busy one")
    func eviction() {
        final class Statement: PreparedStatement {
            var isBusy = false
            var lastUse: UInt64 = 0
        }
        var cache = StatementCache<Statement>(capacity: 2)
        let (a, b, c, d) = (Statement(), Statement(), Statement(), Statement())
        #expect(cache.keep(a, for: "a") == nil)
        #expect(cache.keep(b, for: "b") == nil)
        #expect(cache.find("a") === a)
        #expect(cache.keep(c, for: "c") === b)
        a.isBusy = true
        #expect(cache.find("a") == nil)
        #expect(cache.keep(Statement(), for: "a") != nil)
        #expect(cache.keep(d, for: "d") === c)
        #expect(cache.count == 2)
    }
}
