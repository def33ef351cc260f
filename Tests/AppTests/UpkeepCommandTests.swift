import Database
import Fixtures
import Foundation
import Testing

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

    @Test("an upgrade that fails in its middle leaves the data as it was, with a copy from before")
    func failingUpgrade() throws {
        let folder = DataFolder()
        #expect(folder.run("account", "add", "an", "--name", "An", "--role", "quan-tri").status == 0)
        // As if the last two steps were new: the first of them finds its tables there already, and fails.
        try folder.store().write { db in
            try db.run("DELETE FROM schema_migration WHERE name IN (SELECT max(name) FROM schema_migration)")
        }
        let rows: () throws -> [String] = {
            try folder.store().read { db in
                try db.all("SELECT type, name, sql FROM sqlite_schema ORDER BY name").map { "\($0)" }
                    + db.all("SELECT * FROM schema_migration ORDER BY name").map { "\($0)" }
                    + db.all("SELECT login, password FROM account").map { "\($0)" }
            }
        }
        let before = try rows()
        #expect(folder.run("migrate").status == 1)
        #expect(try rows() == before)
        let copies = try folder.content().keys.filter { $0.hasPrefix("before-upgrade-") }
        #expect(copies.count == 1)
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
