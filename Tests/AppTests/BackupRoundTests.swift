import Database
import Fixtures
import Foundation
import Office
import Testing
import Vocabulary

@testable import App

@Suite("Backups that make themselves") struct BackupRoundTests {
    private func round(_ place: WritingProvince) throws -> BackupRound {
        try FileManager.default.createDirectory(atPath: place.folder, withIntermediateDirectories: true)
        let office = place.province.office
        return BackupRound(
            office: office, dataFolder: place.folder, restoration: Installation.restoration, postgres: place.url
        ) { Issue.record($0) }
    }

    private func runs(_ office: Office) throws -> [BackupRun] {
        try office.read { try BackupRun.page(size: 10, $0).rows }
    }

    @Test("are made when asked for and at their hour, tried, noted, and let go", arguments: Engine.available)
    func asked(_ engine: Engine) throws {
        let place = try WritingProvince(engine)
        let (office, round) = (place.province.office, try round(place))
        let runner = JobRunner(office, [round.job]) { job, error in Issue.record("\(job): \(error)") }
        #expect(runner.runDue() == [])
        try office.write(by: place.province.actor(.administrator)) { operation in
            var plan = BackupPlan()
            (plan.isOn, plan.hour, plan.minute, plan.daily, plan.weekly, plan.monthly) = (true, 1, 0, 1, 0, 0)
            try plan.save(by: operation)
        }
        // The clock of the test stands at ten: the slot of one o'clock has passed without one.
        #expect(runner.runDue() == ["backup"])
        let first = try #require(try office.read { try BackupRun.lastGood($0) })
        #expect(first.words == "")
        #expect(first.cause == .scheduled && first.tried != nil)
        let path = try #require(first.path)
        #expect(try BackupFile(path).check(passphrase: nil).counts["account"] == place.province.accounts.count)
        _ = try office.write(by: place.province.actor(.administrator)) { try BackupRun.ask(.asked, by: $0) }
        _ = try round.run(by: .system(user: "test"))
        let runs = try runs(office)
        #expect(runs.map(\.cause) == [.asked, .scheduled])
        // One a day is kept: the file of the first is gone, and the page knows.
        #expect(runs[1].removed != nil && !FileManager.default.fileExists(atPath: path))
        #expect(FileManager.default.fileExists(atPath: runs[0].path ?? ""))
        let acts: [String] = try office.read {
            try $0.values("SELECT act FROM ledger_entry WHERE subject_kind = 'backup' ORDER BY sequence")
        }
        #expect(
            acts == ["backup.plan", "backup.ask", "backup.done", "backup.ask", "backup.done"])
    }

    @Test("whose maker died are made by whoever looks next, and what it left goes", arguments: Engine.available)
    func interrupted(_ engine: Engine) throws {
        let place = try WritingProvince(engine)
        let (office, round) = (place.province.office, try round(place))
        let runner = JobRunner(office, [round.job]) { job, error in Issue.record("\(job): \(error)") }
        #expect(runner.runDue() == [])
        let id = try office.write(by: place.province.actor(.administrator)) { try BackupRun.ask(.asked, by: $0) }
        // As a node leaves it that is killed while it writes: the row, a folder, a file that no row names.
        let now = office.world.now()
        func leave(silentFor seconds: Int, starts: Int) throws {
            try office.store.write { db in
                _ = try db.run(
                    """
                    UPDATE backup_run SET state = 'running', maker = 'x', starts = \(starts),
                        beat = \(now.adding(seconds: -seconds)) WHERE id = \(id)
                    """)
            }
        }
        let folder = place.folder + "/backups"
        let (left, orphan) = (folder + "/.vinhdanh-AbCdEf", folder + "/vinhdanh-2026-11-17-0959-\(id).tar.zst")
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        try Data("nửa bản".utf8).write(to: URL(filePath: left + "/copy.part"))
        try Data("bản không ai biết".utf8).write(to: URL(filePath: orphan))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: left)
        try leave(silentFor: 60, starts: 1)
        #expect(runner.runDue() == [])
        // Another cannot be asked for meanwhile.
        #expect(throws: BackupRefusal.underWay) {
            try office.write(by: place.province.actor(.administrator)) { try BackupRun.ask(.asked, by: $0) }
        }
        try leave(silentFor: 120, starts: 1)
        #expect(runner.runDue() == ["backup"])
        let run = try #require(try runs(office).first)
        #expect(run.words == "")
        #expect(run.id == id && run.state == .done && run.tried != nil && run.starts == 2)
        #expect(run.path?.hasSuffix("-\(id)-lan2.tar.zst") == true)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder)
                == [(run.path ?? "") as NSString].map(\.lastPathComponent))
    }

    @Test("that died three times are given up, and who runs the installation is told", arguments: Engine.available)
    func givenUp(_ engine: Engine) throws {
        let place = try WritingProvince(engine)
        let (office, round) = (place.province.office, try round(place))
        let runner = JobRunner(office, [round.job]) { job, error in Issue.record("\(job): \(error)") }
        #expect(runner.runDue() == [])
        let id = try office.write(by: place.province.actor(.leader)) { try BackupRun.ask(.asked, by: $0) }
        try office.store.write { db in
            _ = try db.run(
                "UPDATE backup_run SET state = 'running', maker = 'x', beat = 0, starts = 3 WHERE id = \(id)")
        }
        #expect(runner.runDue() == ["backup"])
        let run = try #require(try runs(office).first)
        #expect(run.state == .failed && run.words.hasPrefix("Bị ngắt giữa chừng 3 lần."))
        let administrator = try #require(place.province.accounts[.administrator])
        #expect(try office.read { try Notices.unread(of: administrator, $0) } == 1)
        // The next can be asked for.
        _ = try office.write(by: place.province.actor(.administrator)) { try BackupRun.ask(.asked, by: $0) }
    }

    @Test("that were taken over meanwhile keep no file of the slow one", arguments: Engine.available)
    func takenOver(_ engine: Engine) throws {
        let place = try WritingProvince(engine)
        let office = place.province.office
        let id = try office.write(by: place.province.actor(.administrator)) { try BackupRun.ask(.asked, by: $0) }
        // The proof of the trial is the moment in which the other node takes it.
        let restoration = Restoration(migrations: Installation.migrations) { _, _, _ in
            try office.store.write {
                _ = try $0.run("UPDATE backup_run SET maker = 'khác', starts = 2 WHERE id = \(id)")
            }
            return []
        }
        try FileManager.default.createDirectory(atPath: place.folder, withIntermediateDirectories: true)
        let slow = BackupRound(office: office, dataFolder: place.folder, restoration: restoration, postgres: place.url)
        #expect(throws: BackupRefusal.takenOver) { try slow.run(by: .system(user: "test")) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder + "/backups") == [])
        let run = try #require(try runs(office).first)
        #expect(run.state == .running && run.words == "")
    }

    @Test("say why they could not be made")
    func failed() throws {
        let place = try WritingProvince(.sqlite)
        let (office, round) = (place.province.office, try round(place))
        try office.write(by: place.province.actor(.administrator)) { operation in
            var plan = BackupPlan()
            plan.folder = "/proc/khong-ghi-duoc"
            try plan.save(by: operation)
        }
        #expect(throws: BackupRefusal.notWritten("/proc/khong-ghi-duoc")) { try round.run(by: .system(user: "test")) }
        let run = try #require(try office.read { try BackupRun.page(size: 1, $0).rows }.first)
        #expect(run.state == .failed && run.words.hasPrefix("Không ghi được /proc/khong-ghi-duoc."))
        let admin = try place.province.client(.administrator)
        #expect(try admin.get("/quan-tri/sao-luu").body.contains("Không ghi được /proc/khong-ghi-duoc."))
    }
}
