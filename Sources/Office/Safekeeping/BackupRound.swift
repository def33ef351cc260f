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
    /// Called when a trial fails by no refusal: the page says only that it did.
    public let onFault: @Sendable (any Error) -> Void

    public init(
        office: Office, dataFolder: String, restoration: Restoration, postgres: String?,
        onFault: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        (self.office, self.dataFolder, self.restoration, self.postgres) = (office, dataFolder, restoration, postgres)
        self.onFault = onFault
    }

    /// Looks every five seconds. A backup takes hours, its lease two minutes: who makes one prolongs it.
    public var job: Job {
        Job(
            "backup", "Sao lưu", .every(seconds: 5), leaseSeconds: BackupMaker.silenceSeconds,
            isNeeded: { office, db in
                let now = office.world.now()
                return try Self.isDue(at: now, db) || !BackupMaker.hopeless(at: now, db).isEmpty
            }
        ) { run in
            try self.giveUp(by: run.actor)
            guard try office.read({ try Self.isDue(at: office.world.now(), $0) }) else {
                return "Đã bỏ một lần sao lưu bị ngắt nhiều lần."
            }
            return try self.run(by: run.actor) { try run.keep() }
        }
    }

    /// What was interrupted again and again is not begun once more.
    private func giveUp(by actor: Actor) throws {
        guard try !office.read({ try BackupMaker.hopeless(at: office.world.now(), $0) }).isEmpty else { return }
        try office.write(by: actor) { operation in
            for id in try BackupMaker.hopeless(at: operation.now, operation) {
                try fail(
                    id, "id = \(id) AND state = 'running'",
                    "Bị ngắt giữa chừng \(BackupMaker.mostStarts) lần. Kiểm tra dung lượng đĩa và bộ nhớ của máy chủ.",
                    operation)
            }
        }
    }

    private func fail(_ id: ID<BackupRun>, _ condition: SQL, _ words: String, _ operation: Operation) throws {
        let count = try operation.run(
            """
            UPDATE backup_run SET state = 'failed', ended = \(operation.now), words = \(words) WHERE \(sql: condition)
            """)
        guard count == 1 else { return }
        try Notices.tell(
            NewNotice(
                .upkeep, about: Subject("backup", id), link: BackupPage.overview.path, "Sao lưu không được",
                detail: words, to: [.everyHolder(of: .manageInstallation)]), by: operation)
        try operation.record("backup.fail", on: Subject("backup", id))
    }

    static func isDue(at now: Instant, _ db: any Reader) throws -> Bool {
        if try BackupMaker.next(at: now, db) != nil { return true }
        guard try BackupRun.underWay(db) == nil else { return false }
        guard let plan = try BackupPlan.saved(db), plan.isOn else { return false }
        // A failed one is not tried again before the next slot by itself: the page is red, and a person presses the button.
        let slot = plan.slot(before: now)
        return try db.first("SELECT id FROM backup_run WHERE cause = 'scheduled' AND asked >= \(slot) LIMIT 1") == nil
    }

    /// One backup: the one that waits or was interrupted, or a scheduled one. Returns a sentence.
    ///
    /// - Parameter pulse: called every few seconds meanwhile.
    @discardableResult
    public func run(by actor: Actor, pulse: @escaping @Sendable () throws -> Bool = { true }) throws -> String {
        let waiting = try office.read { try BackupMaker.next(at: office.world.now(), $0) }
        let id = try waiting ?? office.write(by: actor) { try BackupRun.ask(.scheduled, by: $0) }
        let token = Digest.hex(office.world.randomBytes(8))
        let taken = try office.store.write { try BackupMaker.take(id, at: office.world.now(), token: token, $0) }
        guard let maker = taken else { throw BackupRefusal.underWay }
        let life = Pulse(every: BackupMaker.pulseSeconds) { [office] in
            let isMine = try office.store.write { try maker.beat(at: office.world.now(), $0) }
            return try pulse() && isMine
        }
        defer { life.stop() }
        do {
            return try make(maker, by: actor)
        } catch {
            let words = (error as? any Explained)?.explanation.notice ?? "Phần mềm gặp lỗi khi sao lưu."
            try office.write(by: actor) { try fail(id, maker.condition, words, $0) }
            throw error
        }
    }

    private func make(_ maker: BackupMaker, by actor: Actor) throws -> String {
        let plan = try office.read { try BackupPlan.saved($0) } ?? BackupPlan()
        let folder = plan.place(in: dataFolder)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw BackupRefusal.notWritten(folder) }
        let passphrase = try plan.passphraseFile.map(BackupFile.passphrase(from:))
        forget(maker, in: folder)
        let path = "\(folder)/\(name(maker, isSealed: passphrase != nil))"
        let backup = Backup(
            of: office, office.sealPlaces ?? SealPlaces(folder: dataFolder), dataFolder: dataFolder)
        let made = try backup.make(at: path, passphrase: passphrase)
        let (isTried, words) = trial(path, passphrase, made)
        let now = office.world.now()
        try office.write(by: actor) { operation in
            let count = try operation.run(
                """
                UPDATE backup_run SET state = 'done', ended = \(now), path = \(path), bytes = \(made.bytes),
                    is_sealed = \(passphrase != nil), rows_count = \(made.manifest.rows), entries = \(made.manifest.ledger),
                    files = \(made.manifest.fileCount), words = \(words), tried = \(isTried ? now : nil)
                WHERE \(sql: maker.condition)
                """)
            guard count == 1 else {
                unlink(path)
                throw BackupRefusal.takenOver
            }
            let removed = try letGo(plan, operation)
            try operation.record(
                "backup.done", on: Subject("backup", maker.run),
                after: [
                    "file": (path as NSString).lastPathComponent, "bytes": String(made.bytes),
                    "rows": String(made.manifest.rows), "entries": String(made.manifest.ledger),
                    "files": String(made.manifest.fileCount), "tried": isTried ? "yes" : "no",
                    "removed": removed > 0 ? String(removed) : nil,
                ])
        }
        return "Đã sao lưu \(made.manifest.rows) dòng, \(made.manifest.fileCount) tệp."
    }

    /// What an earlier maker of the same backup finished writing before it died: no row names it.
    private func forget(_ maker: BackupMaker, in folder: String) {
        guard maker.start > 1 else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names {
            if let match = name.wholeMatch(of: /vinhdanh-[0-9-]{15}-([0-9]+)(?:-lan[0-9]+)?\.(?:vinhdanh|tar\.zst)/),
                match.1 == maker.run.description
            {
                unlink("\(folder)/\(name)")
            }
        }
    }

    private func name(_ maker: BackupMaker, isSealed: Bool) -> String {
        let now = office.world.now()
        let (hour, minute) = now.clock
        let again = maker.start > 1 ? "-lan\(maker.start)" : ""
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return
            "vinhdanh-\(now.day.iso)-\(two(hour))\(two(minute))-\(maker.run)\(again).\(isSealed ? "vinhdanh" : "tar.zst")"
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
            let refusal = error as? any Explained
            if refusal == nil { onFault(error) }
            words +=
                "Chưa khôi phục thử được: "
                + (refusal?.explanation.notice ?? "phần mềm gặp lỗi; quản trị xem nhật ký của máy chủ.")
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
