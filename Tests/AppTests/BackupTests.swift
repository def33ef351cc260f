import Database
import Fixtures
import Foundation
import Office
import Testing
import Vocabulary

@testable import App

@Suite("A backup") struct BackupTests {
    private func passphrase(_ words: String = "một câu dài để mã hóa") throws -> String {
        let path = TestFolder.newPath("passphrase")
        try (words + "\n").write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    /// A folder with three units, a stored file and a signed ledger.
    private func small(_ engine: Engine = .sqlite) throws -> DataFolder {
        let folder = try DataFolder(engine)
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try TestFolder.emptyProvince(folder.path, folder.store())
        #expect(folder.run("account", "add", "an", "--name", "An", "--role", "quan-tri").status == 0)
        let source = TestFolder.newPath("tệp.txt")
        try "nội dung của tệp".write(toFile: source, atomically: false, encoding: .utf8)
        let hash = try FileDigest.sha256(path: source)
        let office = Office(store: try folder.store(), shelf: FileShelf(folder: folder.path + "/files"))
        try office.shelf.keep(source, hash: hash)
        try office.write(by: .system(user: "test")) { operation in
            _ = try StoredFile.note(name: "tệp.txt", sha256: hash, bytes: 19, by: operation)
            try operation.record("task.attach", on: Subject("task", 1))
        }
        #expect(folder.run("account", "add", "binh", "--name", "Bình", "--role", "quan-tri").status == 0)
        return folder
    }

    /// Every row of every table.
    private func rows(_ folder: DataFolder) throws -> [String] {
        try folder.store().read { db in
            try db.counts().keys.sorted().map { "\($0) \(try db.counts()[$0] ?? 0)" }
                + db.all("SELECT * FROM account ORDER BY id").map { "\($0)" }
                + db.all("SELECT * FROM ledger_entry ORDER BY sequence").map { "\($0)" }
        }
    }

    @Test(
        "of a sample province becomes the same province in an empty place, and proves itself",
        arguments: Engine.available)
    func roundTrip(_ engine: Engine) throws {
        let folder = try DataFolder.withProvince(engine)
        defer { folder.drop() }
        let copies = TestFolder.newPath("copies")
        try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: true)
        let file = copies + "/copy.vinhdanh"
        let made = folder.run("backup", file, "--try")
        #expect(made.status == 0, "\(made.err)")
        #expect(made.out.contains("Khôi phục thử được: số liệu khớp, kiểm tra không thấy sai lệch."))
        let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(rights == 0o600)
        // Neither the copy nor its trial left anything beside it.
        #expect(try FileManager.default.contentsOfDirectory(atPath: copies) == ["copy.vinhdanh"])
        let restored = try DataFolder(engine)
        defer { restored.drop() }
        let ran = restored.run("restore", file)
        #expect(ran.status == 0, "\(ran.err)")
        #expect(try rows(restored) == rows(folder))
        #expect(restored.run("verify").status == 0)
        let (old, new) = (try folder.content(), try restored.content())
        #expect(new.filter { $0.key.hasPrefix("files/") } == old.filter { $0.key.hasPrefix("files/") })
        #expect(new["ledger-seals.log"] == old["ledger-seals.log"])
        #expect(new["keys/ledger.pub"] == old["keys/ledger.pub"])
        // The secret key stays behind: whoever holds the copy cannot sign. Work goes on with a new one, and says so.
        #expect(new["keys/ledger.key"] == nil)
        #expect(restored.run("account", "add", "moi", "--name", "Mới", "--role", "quan-tri").status == 0)
        #expect(restored.run("verify").status == 0)
        // Never over something.
        #expect(restored.run("restore", file).err.hasPrefix("\(restored.path) đã có dữ liệu."))
        if let url = restored.url {
            let elsewhere = Ran("restore", file, "--data", TestFolder.newPath("data"), "--postgres", url)
            #expect(elsewhere.err.hasPrefix("PostgreSQL đã có dữ liệu."))
            // Nor a copy of one engine into the other.
            #expect(DataFolder().run("restore", file).err.hasPrefix("Bản sao lưu này là của PostgreSQL"))
            #expect(try rows(restored).count > rows(folder).count)
        }
        #expect(folder.run("backup", file).err.hasPrefix("Đã có tệp \(file)."))
    }

    @Test("with a pass-phrase opens with it alone, and brings the keys along", arguments: Engine.available)
    func sealed(_ engine: Engine) throws {
        let folder = try small(engine)
        defer { folder.drop() }
        let (file, words) = (TestFolder.newPath("copy.vinhdanh"), try passphrase())
        #expect(folder.run("backup", file, "--passphrase-file", words, "--try").status == 0)
        let bytes = try #require(FileManager.default.contents(atPath: file))
        for name in ["vinhdanh.sqlite", "vinhdanh.dump", "manifest"] {
            #expect(bytes.range(of: Data(name.utf8)) == nil)
        }
        #expect(DataFolder().run("restore", file).err.hasPrefix("Bản sao lưu này được mã hóa."))
        let other = try passphrase("một câu dài nhưng khác")
        #expect(DataFolder().run("restore", file, "--passphrase-file", other).err.contains("mật khẩu sai"))
        #expect(
            folder.run("backup", file + "2", "--passphrase-file", try passphrase("ngắn")).err.contains(
                "ngắn hơn 12 ký tự"))
        let restored = try DataFolder(engine)
        defer { restored.drop() }
        #expect(restored.run("restore", file, "--passphrase-file", words).status == 0)
        #expect(try rows(restored) == rows(folder))
        let (old, new) = (try folder.content(), try restored.content())
        #expect(new["keys/ledger.key"] == old["keys/ledger.key"])
        #expect(new["secret.key"] == old["secret.key"])
        #expect(restored.run("account", "add", "moi", "--name", "Mới", "--role", "quan-tri").status == 0)
        #expect(restored.run("verify").status == 0)
    }

    /// Restores a spoilt file; what is said, after looking that nothing is left behind.
    private func refusal(_ bytes: Data, _ options: [String] = [], into url: String? = nil) throws -> String {
        let place = TestFolder.newPath("place")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: place) }
        let file = TestFolder.newPath("spoilt.vinhdanh")
        defer { unlink(file) }
        try bytes.write(to: URL(fileURLWithPath: file))
        let ran = Ran(
            ["restore", file, "--data", place + "/data"] + options + (url.map { ["--postgres", $0] } ?? []))
        #expect(ran.status == 1 && ran.out == "")
        #expect(try FileManager.default.contentsOfDirectory(atPath: place) == [])
        if let url { #expect(try Store.postgres(url, connections: 1).read { try $0.counts() } == [:]) }
        return ran.err
    }

    @Test("with one flipped bit anywhere is refused, and nothing is left behind", arguments: Engine.available)
    func flipped(_ engine: Engine) throws {
        let (folder, target) = (try small(engine), try DataFolder(engine))
        defer {
            folder.drop()
            target.drop()
        }
        let file = TestFolder.newPath("copy.vinhdanh")
        #expect(folder.run("backup", file).status == 0)
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        var state: UInt64 = 7
        func chance(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        let places = [0, 4, 40, whole.count - 1, whole.count - 33, whole.count - 41, whole.count - 48]
        for place in places + (0..<40).map({ _ in chance(whole.count) }) {
            var spoilt = whole
            spoilt[place] ^= 1 << UInt8(chance(8))
            let said = try refusal(spoilt, into: target.url)
            #expect(said.contains("đã bị hỏng") || said.contains("không phải là bản sao lưu"), "byte \(place): \(said)")
        }
    }

    @Test("with one flipped bit anywhere is refused too when it is encrypted")
    func flippedSealed() throws {
        let folder = try small()
        let (file, words) = (TestFolder.newPath("copy.vinhdanh"), try passphrase())
        #expect(folder.run("backup", file, "--passphrase-file", words).status == 0)
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        // The mark, the salt, the cost, the start, the first piece, the middle, the last bytes.
        for place in [3, 20, 34, 42, 50, 80, 1000, whole.count / 2, whole.count - 1] {
            var spoilt = whole
            spoilt[place] ^= 4
            let said = try refusal(spoilt, ["--passphrase-file", words])
            #expect(!said.contains("Phần mềm gặp lỗi"), "byte \(place): \(said)")
        }
        for spoilt in [whole + Data([0]), whole.dropLast(1), whole.prefix(whole.count / 2), whole.prefix(90)] {
            _ = try refusal(Data(spoilt), ["--passphrase-file", words])
        }
    }

    @Test("that was cut short, or is no backup at all, is refused")
    func truncated() throws {
        let folder = try small()
        let file = TestFolder.newPath("copy.vinhdanh")
        #expect(folder.run("backup", file).status == 0)
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        for length in [0, 1, 47, 48, 49, 1000, whole.count / 2, whole.count - 48, whole.count - 1] {
            _ = try refusal(Data(whole.prefix(length)))
        }
        _ = try refusal(whole + Data([0]))
        #expect(try refusal(Data("không phải bản sao lưu".utf8)).contains("không phải là bản sao lưu"))
        #expect(
            Ran("restore", TestFolder.newPath("khong-co"), "--data", TestFolder.newPath("d")).err.hasPrefix(
                "Không đọc được"))
    }

    @Test("of a newer version is refused before anything is written")
    func newer() throws {
        let folder = try small()
        let store = try folder.store()
        try store.write { _ = try $0.run("INSERT INTO schema_migration (name, applied) VALUES ('work/9999-later', 1)") }
        let file = TestFolder.newPath("copy.vinhdanh")
        let office = Office(store: store, shelf: FileShelf(folder: folder.path + "/files"))
        _ = try Backup(of: office, SealPlaces(folder: folder.path), dataFolder: folder.path).make(
            at: file, passphrase: nil)
        let said = try refusal(Data(contentsOf: URL(fileURLWithPath: file)))
        #expect(said.hasPrefix("Bản sao lưu do phiên bản mới hơn tạo ra."))
    }

    @Test("says which stored files were gone before it was made, and is restored without them")
    func missing() throws {
        let folder = try small()
        try FileManager.default.removeItem(atPath: folder.path + "/files")
        let file = TestFolder.newPath("copy.vinhdanh")
        let made = folder.run("backup", file)
        #expect(made.status == 0)
        #expect(made.out.contains("không còn nguyên vẹn từ trước khi sao lưu."))
        #expect(DataFolder().run("restore", file).status == 0)
    }

    @Test("of a ledger that was tampered with does not become an installation", arguments: Engine.available)
    func tampered(_ engine: Engine) throws {
        let (folder, target) = (try small(engine), try DataFolder(engine))
        defer {
            folder.drop()
            target.drop()
        }
        try folder.store().write { db in
            try db.run(
                engine == .sqlite
                    ? "DROP TRIGGER ledger_entry_fixed" : "ALTER TABLE ledger_entry DISABLE TRIGGER USER")
            try db.run("UPDATE ledger_entry SET actor = 'Người khác' WHERE sequence = 2")
        }
        let file = TestFolder.newPath("copy.vinhdanh")
        #expect(folder.run("backup", file).status == 0)
        let said = try refusal(Data(contentsOf: URL(fileURLWithPath: file)), into: target.url)
        #expect(said.contains("Bút tích số 2 đã bị sửa sau khi ghi."))
    }

    @Test("made while others write is whole: rows, files and ledger of one moment", arguments: Engine.available)
    func underLoad(_ engine: Engine) async throws {
        let place = try WritingProvince(engine)
        let writers = place.startWriting(threads: 3)
        defer { writers.stop() }
        for round in 1...3 {
            let file = TestFolder.newPath("copy.vinhdanh")
            let made = try place.backup.make(at: file, passphrase: nil)
            let restored = try place.restore(BackupFile(file))
            defer { restored.remove() }
            #expect(made.manifest.missing == [])
            #expect(made.manifest.counts["stored_file"] == made.manifest.fileCount)
            try restored.office.read { db in
                #expect(try db.counts() == made.manifest.counts, "round \(round)")
                // Each operation wrote one file and one entry: at no moment is one there without the other.
                let entries: Int = try db.value("SELECT count(*) FROM ledger_entry WHERE act = 'task.attach'")
                #expect(entries == made.manifest.fileCount, "round \(round)")
            }
            #expect(try Verification(restored.office, proof: restored.proof).faults == [], "round \(round)")
        }
        writers.stop()
        #expect(writers.written > 3)
    }
}
