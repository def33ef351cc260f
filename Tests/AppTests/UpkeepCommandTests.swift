import Database
import Fixtures
import Foundation
import Office
import Testing

@testable import App

@Suite("Commands and the data folder") struct UpkeepCommandTests {
    @Test("migrate brings an older database up to date and refuses a newer one untouched")
    func migrate() throws {
        let folder = DataFolder()
        #expect(folder.run("account", "add", "an", "--name", "An", "--role", "quan-tri").status == 0)
        #expect(folder.run("migrate").out.wholeMatch(of: /Cơ sở dữ liệu đúng phiên bản: \d+ bước\.\n/) != nil)
        try folder.store().write {
            _ = try $0.run("INSERT INTO schema_migration (name, applied) VALUES ('work/9999-later', 1)")
        }
        let rows: () throws -> [String] = {
            try folder.store().read { db in
                try db.all("SELECT type, name, sql FROM sqlite_schema ORDER BY name").map { "\($0)" }
                    + db.all("SELECT * FROM schema_migration ORDER BY name").map { "\($0)" }
                    + db.all("SELECT login, password FROM account").map { "\($0)" }
            }
        }
        let before = try rows()
        for command in [["migrate"], ["account", "list"], ["account", "reset", "an"], ["sample"]] {
            let ran = folder.run(command)
            #expect(ran.status == 1, "\(command)")
            #expect(ran.err.hasPrefix("Cơ sở dữ liệu này do phiên bản mới hơn tạo ra"), "\(command): \(ran.err)")
        }
        #expect(folder.run("migrate", "--lang", "en").err.hasPrefix("This database was made by a newer version."))
        #expect(try rows() == before)
    }

    @Test(
        "an upgrade that fails in its middle says so, leaves all as it was, and the older version goes on",
        arguments: Engine.available)
    func failingUpgrade(_ engine: Engine) throws {
        let folder = try DataFolder(engine)
        defer { folder.drop() }
        #expect(folder.run("account", "add", "an", "--name", "An", "--role", "quan-tri").status == 0)
        // As if two steps were new: the first of them changes tables, the other finds its table there already, and fails.
        let (first, last) = ("office/0082-backup-makers", "work/0060-task-reminders")
        try folder.store().write { db in
            for statement in [
                "ALTER TABLE backup_run DROP COLUMN maker", "ALTER TABLE backup_run DROP COLUMN beat",
                "ALTER TABLE backup_run DROP COLUMN starts",
            ] as [SQL] { try db.run(statement) }
            #expect(try db.run("DELETE FROM schema_migration WHERE name IN (\(first), \(last))") == 2)
        }
        let rows: () throws -> [String] = {
            try folder.store().read { db in
                let schema: SQL =
                    engine == .sqlite
                    ? "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
                    : """
                    SELECT table_name, column_name, data_type FROM information_schema.columns
                    WHERE table_schema = current_schema() ORDER BY 1, 2
                    """
                return try db.all(schema).map { "\($0.values)" }
                    + db.all("SELECT name, applied FROM schema_migration ORDER BY name").map { "\($0.values)" }
                    + db.all("SELECT login, password FROM account").map { "\($0.values)" }
            }
        }
        let before = try rows()
        #expect(!before.contains { $0.contains("backup_run") && $0.contains("beat") })
        let ran = folder.run("migrate")
        #expect(ran.status == 1 && ran.out == "")
        #expect(
            ran.err.hasPrefix(
                "Nâng cấp cơ sở dữ liệu không được ở bước \(last) nên đã hoàn lại toàn bộ: dữ liệu vẫn như trước."),
            "\(ran.err)")
        #expect(ran.err.contains("task_reminder"))
        #expect(folder.run("migrate", "--lang", "en").err.hasPrefix("The upgrade failed at \(last)"))
        #expect(try rows() == before)
        // The older version knows neither step, and finds its database as it left it.
        let older = Installation.migrations.filter { $0.name != first && $0.name != last }
        try folder.store().migrate(older)
        #expect(try folder.store().read { try Ledger.faults($0) } == [])
        guard engine == .sqlite else { return }
        let copies = try folder.content().keys.filter { $0.hasPrefix("before-upgrade-") }
        #expect(copies.count == 2)
        for _ in 1...3 { _ = folder.run("migrate") }
        #expect(try folder.content().keys.filter { $0.hasPrefix("before-upgrade-") }.count == 2)
    }

    @Test(
        "a folder without data is refused and not made",
        arguments: [["migrate"], ["verify"], ["account", "list"], ["account", "reset", "an"]])
    func noData(_ command: [String]) {
        let folder = DataFolder()
        let ran = folder.run(command)
        #expect(ran.status == 1)
        #expect(
            ran.err
                == "Thư mục \(folder.path) chưa có dữ liệu. Chạy “vinhdanh sample” để tạo tỉnh mẫu, hoặc chỉ đúng thư mục bằng --data.\n"
        )
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test("a file where the folder should be, and a file that is no database, are refused in words")
    func notAFolder() throws {
        let file = DataFolder()
        try "không phải thư mục".write(toFile: file.path, atomically: true, encoding: .utf8)
        let ran = file.run("sample")
        #expect(ran.status == 1)
        #expect(ran.err == "Không tạo được thư mục \(file.path). Kiểm tra quyền ghi rồi chạy lại.\n")

        let spoilt = DataFolder()
        try FileManager.default.createDirectory(atPath: spoilt.path, withIntermediateDirectories: true)
        let database = spoilt.path + "/vinhdanh.sqlite"
        try String(repeating: "không phải cơ sở dữ liệu ", count: 500).write(
            toFile: database, atomically: true, encoding: .utf8)
        for command in [["verify"], ["migrate"], ["sample"], ["account", "list"]] {
            let ran = spoilt.run(command)
            #expect(ran.status == 1, "\(command)")
            #expect(ran.err.hasPrefix("Không mở được tệp cơ sở dữ liệu \(database)."), "\(command): \(ran.err)")
        }
    }

    @Test("a database address that leads nowhere is refused without its password")
    func noServer() {
        let url = "postgres://vd:bi-mat@127.0.0.1:1/vinhdanh"
        let ran = Ran("account", "list", "--postgres", url, "--data", TestFolder.newPath("data"))
        #expect(ran.status == 1)
        #expect(ran.err.hasPrefix("Không kết nối được máy chủ PostgreSQL."))
        #expect(!ran.err.contains("bi-mat"))
    }
}
