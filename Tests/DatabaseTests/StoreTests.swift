import Database
import Fixtures
import Foundation
import Testing
import Vocabulary

let tasks = Migration(
    "test/0001-tasks",
    [
        "CREATE TABLE unit (id \(word: .identity), name TEXT NOT NULL UNIQUE)",
        """
        CREATE TABLE task (
          id \(word: .identity), unit BIGINT NOT NULL REFERENCES unit (id), name TEXT NOT NULL, rank INTEGER NOT NULL DEFAULT 0,
          CHECK (rank >= 0), UNIQUE (unit, name))
        """,
    ])

@Suite("Kho dữ liệu: đọc, ghi, giao dịch") struct StoreTests {
    struct Stop: Error {}

    @Test("keeps what a write did when it returns, and nothing when it throws", arguments: Engine.available)
    func rollback(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        try store.write { db in try db.run("INSERT INTO unit (name) VALUES ('Sở Nội vụ')") }
        #expect(throws: Stop.self) {
            try store.write { db throws in
                try db.run("INSERT INTO unit (name) VALUES ('Ban Thi đua')")
                throw Stop()
            }
        }
        #expect(try store.read { db in try db.values("SELECT name FROM unit") } == ["Sở Nội vụ"])
    }

    @Test("counts the rows that a statement changed", arguments: Engine.available)
    func counts(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        try store.write { db throws in
            #expect(try db.run("INSERT INTO unit (name) VALUES ('a'), ('b'), ('c')") == 3)
            #expect(try db.run("UPDATE unit SET name = name || '1' WHERE name <> \("b")") == 2)
            #expect(try db.run("CREATE INDEX unit_name ON unit (name)") == 0)
            #expect(try db.run("DELETE FROM unit WHERE name = 'none'") == 0)
            #expect(try db.run("INSERT INTO unit (name) VALUES ('b') ON CONFLICT DO NOTHING") == 0)
            #expect(try db.run("DELETE FROM unit") == 3)
        }
    }

    @Test("never gives a key out twice", arguments: Engine.available)
    func identity(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        let keys = try store.write { db throws in
            let first = try db.insert("INSERT INTO unit (name) VALUES ('a')")
            try db.run("DELETE FROM unit")
            return [first, try db.insert("INSERT INTO unit (name) VALUES ('b')")]
        }
        #expect(keys == [1, 2])
    }

    @Test("asks for one row, the first row or a value, and says when there is none", arguments: Engine.available)
    func shapes(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        try store.write { db in try db.run("INSERT INTO unit (name) VALUES ('a'), ('b')") }
        try store.read { db throws in
            #expect(try db.first("SELECT name FROM unit ORDER BY name")?("name") == "a")
            #expect(try db.first("SELECT name FROM unit WHERE id = \(9)") == nil)
            #expect(try db.value("SELECT name FROM unit WHERE id = \(9)") as String? == nil)
            #expect(try db.value("SELECT max(id) FROM unit WHERE id > \(9)") as Int? == nil)
            #expect(try db.value("SELECT name FROM unit WHERE id = \(2)") as String? == "b")
            #expect(try db.one("SELECT name FROM unit WHERE id = \(2)")(0) == "b")
            #expect(throws: DatabaseFault.self) { try db.one("SELECT name FROM unit WHERE id = \(9)") }
            #expect(throws: DatabaseFault.self) { try db.one("SELECT name FROM unit") }
            #expect(throws: DatabaseFault.self) { try db.value("SELECT id FROM unit WHERE id = \(9)") as Int }
        }
    }

    @Test("streams rows while other statements run, the same one too", arguments: Engine.available)
    func streaming(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        let names = (1...2500).map { "Đơn vị \($0)" }
        try store.write { db throws in
            try db.insertMany(into: "unit", columns: ["name"], rows: names.map { [.text($0)] })
        }
        var streamed: [String] = []
        try store.read { db throws in
            try db.each("SELECT id, name FROM unit ORDER BY id") { row in
                streamed.append(try row("name"))
                let id: Int = try row("id")
                guard id % 1000 == 0 else { return }
                #expect(try db.value("SELECT name FROM unit WHERE id = \(id)") == row("name") as String)
                try db.each("SELECT id, name FROM unit ORDER BY id LIMIT 1") { row throws in #expect(try row("id") == 1)
                }
                #expect(try db.first("SELECT id, name FROM unit ORDER BY id")?("id") == 1)
            }
        }
        #expect(streamed == names)
        #expect(throws: Stop.self) {
            try store.read { db in try db.each("SELECT id FROM unit") { _ in throw Stop() } }
        }
        try store.write { db throws in
            var sum = 0
            try db.each("SELECT id FROM unit WHERE id <= \(10)") { sum += try $0("id") }
            #expect(sum == 55)
        }
    }

    @Test("does not let a reader write", arguments: Engine.available)
    func readOnly(_ engine: Engine) throws {
        for onDisk in [false, true] {
            let store = try engine.fresh([tasks], onDisk: onDisk)
            #expect(throws: DatabaseFault.self) {
                try store.read { db in _ = try db.all("INSERT INTO unit (name) VALUES ('a') RETURNING id") }
            }
            #expect(try store.read { db in try db.value("SELECT count(*) FROM unit") } == 0)
        }
    }

    @Test("faults on a transaction inside another one of the same store", arguments: Engine.available)
    func nesting(_ engine: Engine) throws {
        let (store, other) = (try engine.fresh([tasks]), try engine.fresh([tasks]))
        #expect(throws: DatabaseFault.self) { try store.write { _ in try store.write { _ in } } }
        #expect(throws: DatabaseFault.self) { try store.write { _ in try store.read { _ in } } }
        #expect(throws: DatabaseFault.self) { try store.read { _ in try store.read { _ in } } }
        #expect(try store.read { _ in try other.read { db in try db.value("SELECT 1") } } == 1)
        #expect(try store.write { db in try db.value("SELECT 1") } == 1)
    }

    @Test("faults on a reader or writer that outlives its transaction", arguments: Engine.available)
    func outliving(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        let reader = try store.read { db in db }
        let writer = try store.write { db in db }
        #expect(throws: DatabaseFault.self) { try reader.all("SELECT 1") }
        #expect(throws: DatabaseFault.self) { try writer.run("DELETE FROM unit") }
    }

    @Test("keeps nothing of a transaction in which a statement failed unnoticed", arguments: Engine.available)
    func spoilt(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        let fault = #expect(throws: DatabaseFault.self) {
            try store.write { db throws in
                try db.run("INSERT INTO unit (name) VALUES ('a')")
                _ = try? db.run("INSERT INTO unit (name) VALUES ('a')")
            }
        }
        #expect(fault?.message == "an earlier statement of this transaction failed; nothing was kept")
        #expect(throws: DatabaseFault.self) {
            try store.write { db throws in
                _ = try? db.run("INSERT INTO nowhere (name) VALUES ('a')")
                try db.run("INSERT INTO unit (name) VALUES ('b')")
            }
        }
        #expect(try store.read { db in try db.value("SELECT count(*) FROM unit") } == 0)
    }

    @Test("survives what fails inside an attempt, and undoes only that", arguments: Engine.available)
    func attempts(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        try store.write { db throws in
            try db.run("INSERT INTO unit (name) VALUES ('a')")
            let fault = #expect(throws: DatabaseFault.self) {
                try db.attempt {
                    try db.run("INSERT INTO unit (name) VALUES ('b')")
                    try db.attempt { try db.run("INSERT INTO unit (name) VALUES ('c')") }
                    try db.run("INSERT INTO unit (name) VALUES ('a')")
                }
            }
            #expect(fault?.constraint == .unique)
            #expect(throws: Stop.self) {
                try db.attempt {
                    try db.run("INSERT INTO unit (name) VALUES ('d')")
                    throw Stop()
                }
            }
            let kept = try db.attempt { try db.insert("INSERT INTO unit (name) VALUES ('e')") }
            #expect(try db.value("SELECT name FROM unit WHERE id = \(kept)") == "e")
        }
        #expect(try store.read { db in try db.values("SELECT name FROM unit ORDER BY name") } == ["a", "e"])
    }

    @Test(
        "has the indexes of a table as before when it was filled without them, failed or not",
        arguments: Engine.available)
    func rebuiltIndexes(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        try store.write { db throws in
            try db.run("CREATE INDEX unit_by_length ON unit (name, id)")
            let count = try db.rebuildingIndexes(of: "unit") {
                try db.insertMany(into: "unit", columns: ["name"], rows: (1...9).map { [.text("u\($0)")] })
            }
            #expect(count == 9)
            #expect(throws: Stop.self) {
                try db.attempt {
                    try db.rebuildingIndexes(of: "unit") {
                        try db.run("DELETE FROM unit")
                        throw Stop()
                    }
                }
            }
            #expect(throws: DatabaseFault.self) { try db.rebuildingIndexes(of: "unit; --") {} }
        }
        let (indexes, names): (Int, [String]) = try store.read { db in
            let indexes: SQL =
                switch db.dialect {
                case .sqlite: "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = 'unit_by_length'"
                case .postgres:
                    "SELECT count(*) FROM pg_indexes WHERE indexname = 'unit_by_length' AND schemaname = current_schema"
                }
            return (
                try db.value(indexes), try db.values("SELECT name FROM unit WHERE name > 'u7' ORDER BY name, id")
            )
        }
        #expect(indexes == 1)
        #expect(names == ["u8", "u9"])
        // PostgreSQL drops none. Caught without `attempt`, nothing is kept rather than a table without its indexes.
        guard engine == .sqlite else { return }
        let fault = #expect(throws: DatabaseFault.self) {
            try store.write { db throws in try? db.rebuildingIndexes(of: "unit") { throw Stop() } }
        }
        #expect(fault?.message == "an earlier statement of this transaction failed; nothing was kept")
    }

    @Test("names the broken rule alike on both engines", arguments: Engine.available)
    func constraints(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        try store.write { db throws in
            try db.run("INSERT INTO unit (id, name) VALUES (7, 'a')")
            try db.run("INSERT INTO task (unit, name) VALUES (7, 'x')")
        }
        let breaches: [(SQL, DatabaseFault.Constraint?)] = [
            ("INSERT INTO unit (name) VALUES (\("a"))", .unique),
            ("INSERT INTO unit (id, name) VALUES (7, 'b')", .unique),
            ("INSERT INTO task (unit, name) VALUES (7, 'x')", .unique),
            ("INSERT INTO task (unit, name) VALUES (8, 'x')", .foreignKey),
            ("DELETE FROM unit WHERE id = 7", .foreignKey),
            ("INSERT INTO task (unit, name, rank) VALUES (7, 'y', -1)", .check),
            ("INSERT INTO unit (name) VALUES (\(nil as String?))", .notNull),
            ("INSERT INTO nowhere (name) VALUES (1)", nil),
            ("SELEC 1", nil),
            ("INSERT INTO unit (name) VALUES ('z'); DELETE FROM task", nil),
        ]
        for (sql, constraint) in breaches {
            let fault = #expect(throws: DatabaseFault.self, "\(sql.text(.sqlite))") {
                try store.write { db in try db.run(sql) }
            }
            #expect(fault?.constraint == constraint, "\(sql.text(.sqlite))")
            #expect(fault?.sql == sql.text(store.dialect))
        }
        let returned = #expect(throws: DatabaseFault.self) {
            try store.write { db in try db.insert("INSERT INTO task (unit, name) VALUES (8, 'x')") }
        }
        #expect(returned?.constraint == .foreignKey)
        #expect(try store.read { db in try db.value("SELECT count(*) FROM task") } == 1)
    }

    @Test("faults on a rule that is only checked at the commit", arguments: Engine.available)
    func deferredRule(_ engine: Engine) throws {
        let store = try engine.fresh([
            Migration(
                "test/1",
                [
                    "CREATE TABLE post (id \(word: .identity), next BIGINT REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED)"
                ])
        ])
        let fault = #expect(throws: DatabaseFault.self) {
            try store.write { db in try db.run("INSERT INTO post (next) VALUES (\(99))") }
        }
        #expect(fault?.constraint == .foreignKey)
        #expect(try store.write { db in try db.insert("INSERT INTO post (next) VALUES (NULL)") } > 0)
    }

    @Test("reads one snapshot however much is written meanwhile", arguments: Engine.available)
    func snapshot(_ engine: Engine) throws {
        let store = try engine.fresh([tasks], onDisk: true)
        try store.write { db in try db.run("INSERT INTO unit (name) VALUES ('a')") }
        let counts = try store.read { db -> [Int] in
            let before: Int = try db.value("SELECT count(*) FROM unit")
            try onOtherThread { try store.write { db in _ = try db.run("INSERT INTO unit (name) VALUES ('b')") } }
            return [before, try db.value("SELECT count(*) FROM unit")]
        }
        #expect(counts == [1, 1])
        #expect(try store.read { db in try db.value("SELECT count(*) FROM unit") } == 2)
    }

    @Test("orders and compares text by its bytes on both engines", arguments: Engine.available)
    func order(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        let names = ["b", "A", "a", "Z", "é", "ă", "Đ", "đ", "_", " a", "a b", "ab", "", "10", "9", "🏅", "\u{ffff}"]
        try store.write { db throws in
            try db.insertMany(into: "unit", columns: ["name"], rows: names.map { [.text($0)] })
        }
        let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        try store.read { db throws in
            #expect(try db.values("SELECT name FROM unit ORDER BY name") == sorted)
            for name in names {
                let below: [String] = try db.values("SELECT name FROM unit WHERE name < \(name) ORDER BY name")
                #expect(below == Array(sorted.prefix { $0.utf8.lexicographicallyPrecedes(name.utf8) }))
            }
        }
    }

    @Test("finds by LIKE with letter case, wildcards taken literally", arguments: Engine.available)
    func like(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        let names = ["an binh", "An Binh", "50% xong", "50 xong", #"c:\dir"#, "a_b", "axb"]
        try store.write { db throws in
            try db.insertMany(into: "unit", columns: ["name"], rows: names.map { [.text($0)] })
        }
        try store.read { db throws in
            func find(_ condition: SQL) throws -> [String] {
                try db.values("SELECT name FROM unit WHERE name \(sql: condition) ORDER BY id")
            }
            #expect(try find("\(startsWith: "an")") == ["an binh"])
            #expect(try find("\(contains: "inh")") == ["an binh", "An Binh"])
            #expect(try find("\(startsWith: "50%")") == ["50% xong"])
            #expect(try find("\(startsWith: "a_")") == ["a_b"])
            #expect(try find("\(contains: #":\"#)") == [#"c:\dir"#])
        }
    }

    @Test("replaces a row of the same key on both engines", arguments: Engine.available)
    func upsert(_ engine: Engine) throws {
        let store = try engine.fresh([tasks])
        let names = try store.write { db -> [String] in
            for _ in 1...2 {
                try db.run(
                    """
                    INSERT INTO unit (name) VALUES (\("a"))
                    ON CONFLICT (name) DO UPDATE SET name = excluded.name || '!'
                    """)
            }
            try db.run("INSERT INTO unit (name) VALUES ('b')")
            let joined: String = try db.value(
                "SELECT \(word: .joinedText)(name, ', ') FROM (SELECT name FROM unit ORDER BY name \(word: .forUpdate)) AS u"
            )
            return try [joined] + db.values("SELECT name FROM unit ORDER BY id")
        }
        #expect(names == ["a!, b", "a!", "b"])
    }
}

/// Runs `body` on a thread of its own and waits for it.
func onOtherThread(_ body: @escaping @Sendable () throws -> Void) throws {
    let outcome = Outcome()
    let thread = Thread {
        outcome.result = Result { try body() }
        outcome.done.signal()
    }
    thread.start()
    outcome.done.wait()
    try outcome.result?.get()
}

/// Written by one thread before the signal, read by the other after it.
private final class Outcome: @unchecked Sendable {
    var result: Result<Void, any Error>?
    let done = DispatchSemaphore(value: 0)
}
