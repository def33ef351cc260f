import Database
import Fixtures
import Foundation
import Testing
import Vocabulary

@Suite("SQLite: tệp, sao lưu, tắt đột ngột") struct SQLiteTests {
    @Test("opens its file again with what was written")
    func reopening() throws {
        let path = TestFolder.newPath("store.sqlite")
        for number in 1...3 {
            let store = try Store.sqlite(at: path, durability: .normal)
            try store.migrate([tasks])
            #expect(
                try store.write { db in try db.insert("INSERT INTO unit (name) VALUES (\("\(number)"))") } == number)
        }
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(rights == 0o600)
    }

    @Test("explains why a file cannot be opened")
    func unopenable() throws {
        let noDatabase = TestFolder.newPath("text.sqlite")
        try Data(repeating: 65, count: 5000).write(to: URL(filePath: noDatabase))
        for path in [noDatabase, "/nowhere/store.sqlite", NSTemporaryDirectory()] {
            let refusal = #expect(throws: StoreRefusal.self) { try Store.sqlite(at: path) }
            #expect(refusal?.explanation.notice.contains(path) == true)
        }
        #expect(try Data(contentsOf: URL(filePath: noDatabase)).count == 5000)
    }

    @Test("copies itself while a writer goes on, and the copy is whole", arguments: [true, false])
    func backup(_ onDisk: Bool) throws {
        let store = try Engine.sqlite.fresh([tasks], onDisk: onDisk)
        let rows = (1...20_000).map { [SQLValue.text("Đơn vị \($0)")] }
        try store.write { db in try db.insertMany(into: "unit", columns: ["name"], rows: rows) }
        let target = TestFolder.newPath("copy.sqlite")
        let writing = Thread {
            for number in 1...200 {
                _ = try? store.write { db throws in
                    try db.run("INSERT INTO unit (name) VALUES (\("x\(number)"))")
                    try db.run("INSERT INTO unit (name) VALUES (\("y\(number)"))")
                }
            }
        }
        writing.start()
        try store.backup(to: target)
        #expect(throws: StoreRefusal.backupExists(path: target)) { try store.backup(to: target) }
        #expect(throws: StoreRefusal.self) { try store.backup(to: "/nowhere/copy.sqlite") }
        while !writing.isFinished { usleep(1000) }
        #expect(try store.read { db in try db.value("SELECT count(*) FROM unit") } == 20_400)
        let copy = try Store.sqlite(at: target)
        #expect(try copy.invariants() == [])
        #expect(try copy.appliedMigrations() == ["test/0001-tasks"])
        let copied: Int = try copy.read { db in try db.value("SELECT count(*) FROM unit") }
        #expect(copied >= 20_000 && copied % 2 == 0)
    }

    @Test("tells of rows without their parent")
    func orphans() throws {
        let path = TestFolder.newPath("store.sqlite")
        let store = try Store.sqlite(at: path)
        try store.migrate([tasks])
        #expect(try store.invariants() == [])
        // The shell does not watch foreign keys unless told to.
        try shell([path, "INSERT INTO task (id, unit, name) VALUES (5, 9, 'x')"]).waitUntilExit()
        #expect(try store.invariants() == ["table task row 5 has no parent in unit"])
    }

    @Test("waits for another process that writes")
    func otherProcess() throws {
        let path = TestFolder.newPath("store.sqlite")
        let store = try Store.sqlite(at: path)
        try store.migrate([tasks])
        let process = try shell([
            path,
            "BEGIN IMMEDIATE; INSERT INTO unit (name) VALUES ('other'); SELECT writefile('\(path).begun', ''); "
                + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) FROM n; COMMIT",
        ])
        while !FileManager.default.fileExists(atPath: path + ".begun"), process.isRunning { usleep(1000) }
        try store.write { db in try db.run("INSERT INTO unit (name) VALUES ('own')") }
        process.waitUntilExit()
        #expect(try store.read { db in try db.values("SELECT name FROM unit ORDER BY id") } == ["other", "own"])
    }

    @Test("is whole after a writer was killed in the middle of its work")
    func killed() throws {
        let path = TestFolder.newPath("store.sqlite")
        let store = try Store.sqlite(at: path)
        try store.migrate([tasks])
        let script = TestFolder.newPath("script.sql")
        let statements = (1...20_000).map { number in
            "BEGIN; INSERT INTO unit (name) VALUES ('\(number)a'); INSERT INTO unit (name) VALUES ('\(number)b'); COMMIT;"
        }
        try statements.joined(separator: "\n").write(toFile: script, atomically: true, encoding: .utf8)
        let process = try shell([path, ".read '\(script)'"])
        func count() throws -> Int { try store.read { db in try db.value("SELECT count(*) FROM unit") } }
        while try count() < 20, process.isRunning { usleep(500) }
        let seen = try count()
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let again = try Store.sqlite(at: path)
        let kept: Int = try again.read { db in try db.value("SELECT count(*) FROM unit") }
        #expect(kept >= seen && kept % 2 == 0)
        #expect(try again.invariants() == [])
        #expect(try again.write { db in try db.run("INSERT INTO unit (name) VALUES ('after')") } == 1)
    }

    private func shell(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-bail"] + arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
    }
}
