import Database
import Foundation
import Vocabulary

/// Makes the backups that the plan or a person asks for, tries them, and lets old ones go. On one node at a time.
public struct BackupRound: Sendable {
    public let office: Office
    public let dataFolder: String
    public let restoration: Restoration
    /// The address of the database, for a trial on PostgreSQL.
    public let postgres: String?

    public init(office: Office, dataFolder: String, restoration: Restoration, postgres: String?) {
        (self.office, self.dataFolder, self.restoration, self.postgres) = (office, dataFolder, restoration, postgres)
    }

    /// Looks every five seconds; a backup of hours keeps its lease for as many.
    public var job: Job {
        Job(
            "backup", "Sao lưu", .every(seconds: 5), leaseSeconds: 4 * 3600,
            isNeeded: { office, db in try Self.isDue(at: office.world.now(), db) }
        ) { run in
            try self.run(by: run.actor)
        }
    }

    /// What a server that died was making will not be finished. On SQLite, which one server has: at its next start.
    public func recover(by actor: Actor) throws {
        guard office.store.dialect == .sqlite else { return }
        let left: [ID<BackupRun>] = try office.read {
            try $0.values("SELECT id FROM backup_run WHERE state = 'running' ORDER BY id")
        }
        guard !left.isEmpty else { return }
        try office.write(by: actor) { operation in
            for id in left {
                try operation.run(
                    """
                    UPDATE backup_run SET state = 'failed', ended = \(operation.now),
                        words = 'Bị ngắt giữa chừng vì phần mềm dừng.' WHERE id = \(id)
                    """)
                try operation.record("backup.fail", on: Subject("backup", id))
            }
        }
    }

    static func isDue(at now: Instant, _ db: any Reader) throws -> Bool {
        if try BackupRun.waiting(at: now, db) != nil { return true }
        guard try BackupRun.underWay(db) == nil else { return false }
        guard let plan = try BackupPlan.saved(db), plan.isOn else { return false }
        // A failed one is not tried again before the next slot by itself: the page is red, and a person presses the button.
        let slot = plan.slot(before: now)
        return try db.first("SELECT id FROM backup_run WHERE cause = 'scheduled' AND asked >= \(slot) LIMIT 1") == nil
    }

    /// One backup: the one that waits, or a scheduled one. Returns a sentence.
    @discardableResult public func run(by actor: Actor) throws -> String {
        let waiting = try office.read { try BackupRun.waiting(at: office.world.now(), $0) }
        let id = try waiting?.id ?? office.write(by: actor) { try BackupRun.ask(.scheduled, .running, by: $0) }
        try office.store.write { _ = try $0.run("UPDATE backup_run SET state = 'running' WHERE id = \(id)") }
        do {
            return try make(id, by: actor)
        } catch {
            let words = (error as? any Explained)?.explanation.notice ?? "Phần mềm gặp lỗi khi sao lưu."
            try office.write(by: actor) { operation in
                try operation.run(
                    "UPDATE backup_run SET state = 'failed', ended = \(operation.now), words = \(words) WHERE id = \(id)"
                )
                try operation.record("backup.fail", on: Subject("backup", id))
            }
            throw error
        }
    }

    private func make(_ id: ID<BackupRun>, by actor: Actor) throws -> String {
        let plan = try office.read { try BackupPlan.saved($0) } ?? BackupPlan()
        let folder = plan.place(in: dataFolder)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw BackupRefusal.notWritten(folder) }
        let passphrase = try plan.passphraseFile.map(BackupFile.passphrase(from:))
        let path = "\(folder)/\(name(id, isSealed: passphrase != nil))"
        let backup = Backup(
            of: office, office.sealPlaces ?? SealPlaces(folder: dataFolder), dataFolder: dataFolder)
        let made = try backup.make(at: path, passphrase: passphrase)
        let (isTried, words) = trial(path, passphrase, made)
        let now = office.world.now()
        try office.write(by: actor) { operation in
            try operation.run(
                """
                UPDATE backup_run SET state = 'done', ended = \(now), path = \(path), bytes = \(made.bytes),
                    is_sealed = \(passphrase != nil), rows_count = \(made.manifest.rows), entries = \(made.manifest.ledger),
                    files = \(made.manifest.fileCount), words = \(words), tried = \(isTried ? now : nil)
                WHERE id = \(id)
                """)
            let removed = try letGo(plan, operation)
            try operation.record(
                "backup.done", on: Subject("backup", id),
                after: [
                    "file": (path as NSString).lastPathComponent, "bytes": String(made.bytes),
                    "rows": String(made.manifest.rows), "entries": String(made.manifest.ledger),
                    "files": String(made.manifest.fileCount), "tried": isTried ? "yes" : "no",
                    "removed": removed > 0 ? String(removed) : nil,
                ])
        }
        return "Đã sao lưu \(made.manifest.rows) dòng, \(made.manifest.fileCount) tệp."
    }

    private func name(_ id: ID<BackupRun>, isSealed: Bool) -> String {
        let now = office.world.now()
        let (hour, minute) = now.clock
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "vinhdanh-\(now.day.iso)-\(two(hour))\(two(minute))-\(id).\(isSealed ? "vinhdanh" : "tar.zst")"
    }

    /// A backup that cannot be restored is none: said on the page, while the file stays for whoever can save it.
    private func trial(_ path: String, _ passphrase: [UInt8]?, _ made: Backup.Made) -> (isTried: Bool, words: String) {
        var words =
            made.manifest.missing.isEmpty
            ? "" : "\(made.manifest.missing.count) tệp không còn nguyên vẹn từ trước khi sao lưu. "
        do {
            _ = try restoration.trial(
                of: BackupFile(path), beside: path, postgres: postgres, passphrase: passphrase)
            return (true, words)
        } catch {
            words +=
                "Chưa khôi phục thử được: "
                + ((error as? any Explained)?.explanation.notice ?? "phần mềm gặp lỗi.")
            return (false, words)
        }
    }

    /// Files of older backups that the plan does not keep.
    private func letGo(_ plan: BackupPlan, _ operation: Operation) throws -> Int {
        let old = plan.superseded(try BackupRun.standing(operation))
        for run in old {
            if let path = run.path { unlink(path) }
            try operation.run("UPDATE backup_run SET removed = \(operation.now) WHERE id = \(run.id)")
        }
        return old.count
    }
}
