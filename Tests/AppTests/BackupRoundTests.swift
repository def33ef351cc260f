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
            office: office, dataFolder: place.folder, restoration: Installation.restoration,
            postgres: nil)
    }

    @Test("are made when asked for and at their hour, tried, noted, and let go")
    func asked() throws {
        let place = try WritingProvince(.sqlite)
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
        #expect(first.cause == .scheduled && first.tried != nil && first.words == "")
        let path = try #require(first.path)
        #expect(try BackupFile(path).check(passphrase: nil).counts["account"] == place.province.accounts.count)
        _ = try office.write(by: place.province.actor(.administrator)) { try BackupRun.ask(.asked, by: $0) }
        _ = try round.run(by: .system(user: "test"))
        let runs = try office.read { try BackupRun.latest(10, $0) }
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
        let run = try #require(try office.read { try BackupRun.latest(1, $0) }.first)
        #expect(run.state == .failed && run.words.hasPrefix("Không ghi được /proc/khong-ghi-duoc."))
        let admin = try place.province.client(.administrator)
        #expect(try admin.get("/quan-tri/sao-luu").body.contains("Không ghi được /proc/khong-ghi-duoc."))
    }
}
