import Database
import Fixtures
import Foundation
import Testing

@Suite("vinhdanh verify") struct VerifyCommandTests {
    @Test("says that everything is as it was written, and changes nothing")
    func clean() throws {
        let folder = try DataFolder.withProvince()
        let ran = folder.run("verify")
        #expect(ran.status == 0)
        #expect(ran.err == "")
        #expect(
            ran.out.wholeMatch(of: /Nguyên vẹn: (\d+) bút tích \(đã ký đến số (\d+)\), \d+ tệp, cơ sở dữ liệu đúng\.\n/)
                .map { $0.1 == $0.2 }
                == true, "\(ran.out)")
        let json = folder.run("verify", "--json")
        #expect(json.out.contains(#""faults":[]"#))
    }

    private func faults(_ folder: DataFolder) -> [String] {
        let ran = folder.run("verify")
        #expect(ran.status == 1)
        #expect(ran.out == "")
        let lines = ran.err.split(separator: "\n").map(String.init)
        #expect(lines.first == "Phát hiện \(lines.count - 2) sai lệch:")
        #expect(
            lines.last
                == "Hãy giữ nguyên máy chủ, báo người phụ trách và đối chiếu với bản sao lưu gần nhất.")
        return lines.dropFirst().dropLast().map { String($0.dropFirst(2)) }
    }

    @Test("finds an entry of the ledger that was changed")
    func ledger() throws {
        let folder = try DataFolder.withProvince()
        try folder.store().write { db in
            try db.run("DROP TRIGGER ledger_entry_fixed")
            try db.run("UPDATE ledger_entry SET actor = 'Người khác' WHERE sequence = 5")
        }
        #expect(faults(folder) == ["Bút tích số 5 đã bị sửa sau khi ghi."])
    }

    @Test("finds a database that was put back to an older copy, by the file of seals")
    func older() throws {
        let folder = try DataFolder.withProvince()
        let database = folder.path + "/vinhdanh.sqlite"
        try folder.store().backup(to: database + ".old")
        #expect(folder.run("account", "add", "an", "--name", "An", "--role", "quan-tri").status == 0)
        #expect(folder.run("verify").status == 0)
        for name in [database, database + "-wal", database + "-shm"] {
            try? FileManager.default.removeItem(atPath: name)
        }
        try FileManager.default.moveItem(atPath: database + ".old", toPath: database)
        let found = faults(folder)
        #expect(found.count == 1)
        #expect(found[0].hasSuffix("cơ sở dữ liệu đã bị đưa về bản cũ hoặc bị xóa dòng."), "\(found)")
    }

    @Test("finds a signing key that was replaced")
    func key() throws {
        let folder = try DataFolder.withProvince()
        try FileManager.default.removeItem(atPath: folder.path + "/keys")
        #expect(folder.run("account", "add", "an", "--name", "An", "--role", "quan-tri").status == 0)
        let found = faults(folder)
        #expect(found.count == 1 && found[0].contains("do khóa lạ"), "\(found)")
        let told: String? = try folder.store().read {
            try $0.value("SELECT act FROM ledger_entry WHERE subject_kind = 'ledger'")
        }
        #expect(told == "ledger.key")
    }

    @Test("refuses data of an older version, which migrate brings up to date")
    func olderSchema() throws {
        let folder = try DataFolder.withProvince()
        try folder.store().write {
            _ = try $0.run("DELETE FROM schema_migration WHERE name = (SELECT max(name) FROM schema_migration)")
        }
        #expect(folder.run("verify").err.hasPrefix("Dữ liệu thuộc phiên bản cũ hơn phần mềm."))
    }

    @Test("finds a stored file that was changed, and one that is gone")
    func files() throws {
        let folder = try DataFolder.withProvince()
        let hashes: [String] = try folder.store().read {
            try $0.values("SELECT DISTINCT sha256 FROM stored_file ORDER BY sha256")
        }
        try #require(hashes.count >= 2)
        func path(_ hash: String) -> String { "\(folder.path)/files/\(hash.prefix(2))/\(hash.dropFirst(2))" }
        try "khác".write(toFile: path(hashes[0]), atomically: false, encoding: .utf8)
        try FileManager.default.removeItem(atPath: path(hashes[1]))
        #expect(
            faults(folder) == [
                "Tệp \(hashes[0].prefix(12))… đã bị thay đổi.", "Tệp \(hashes[1].prefix(12))… không còn trong kho.",
            ])
        #expect(folder.run("verify", "--json").status == 1)
    }

    @Test("finds a task that is called done without evidence, and one without history")
    func programme() throws {
        let folder = try DataFolder.withProvince()
        try folder.store().write { db in
            try db.run("DELETE FROM task_evidence WHERE task = (SELECT min(id) FROM task WHERE state = 'done')")
            try db.run("DELETE FROM task_step WHERE task = (SELECT max(id) FROM task)")
        }
        #expect(faults(folder) == ["1 việc ghi là xong nhưng không có minh chứng.", "1 việc không có lịch sử."])
    }
}
