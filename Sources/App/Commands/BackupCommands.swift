import Database
import Foundation
import Office
import Vocabulary

/// `backup`: everything in one file, while the program serves.
struct BackupCommand: Command {
    let name = "backup"
    let arguments = "FILE [--passphrase-file F] [--try] [--json]"
    let summary = (
        vietnamese: "sao lưu toàn bộ vào một tệp, trong khi phần mềm đang chạy",
        english: "writes everything into one verified file while the program serves"
    )
    let options = [
        Option("--passphrase-file", takesValue: true, "mã hóa bằng mật khẩu trong tệp này (ít nhất 12 ký tự)"),
        Option("--try", "khôi phục thử ngay sau khi sao lưu"),
        Option("--json", "in một giá trị JSON"),
    ]

    func run(_ call: CommandCall) throws {
        let path = try call.word(0, "tên tệp")
        let installation = try Installation.open(call, creating: false)
        let passphrase = try call.passphrase()
        try installation.sealer?.seal()
        let made = try installation.backup.make(at: path, passphrase: passphrase)
        if call.has("--try") {
            _ = try Installation.restoration.trial(
                of: BackupFile(path), beside: path, postgres: call[option: "--postgres"], passphrase: passphrase)
        }
        try call.tell(made.manifest, path, bytes: made.bytes, verb: "Đã sao lưu", isTried: call.has("--try"))
    }
}

/// `backup scheduled`: one by the settings of the page, now; for timers of the operating system.
struct BackupScheduledCommand: Command {
    let name = "backup scheduled"
    let arguments = ""
    let summary = (
        vietnamese: "sao lưu ngay theo thư mục và số bản giữ lại đã đặt ở trang Sao lưu, rồi khôi phục thử",
        english: "makes a backup by the settings of the page now, and restores it on trial"
    )
    let options: [Option] = []

    func run(_ call: CommandCall) throws {
        let installation = try Installation.open(call, creating: false)
        guard let backups = installation.backups else { return }
        try installation.sealer?.seal()
        call.output.line(try backups.run(by: Installation.systemActor(call.environment)))
        let run = try installation.office.read { try BackupRun.lastGood($0) }
        if let path = run?.path { call.output.line(path) }
        if let run, !run.words.isEmpty { call.output.line("Lưu ý: \(run.words)") }
    }
}

/// `restore`: a backup becomes an installation again, in an empty place or not at all.
struct RestoreCommand: Command {
    let name = "restore"
    let arguments = "FILE [--try] [--passphrase-file F] [--json]"
    let summary = (
        vietnamese: "khôi phục một bản sao lưu vào nơi trống",
        english: "restores a backup into an empty place, and proves it by verify and counts"
    )
    let options = [
        Option("--try", "khôi phục thử rồi bỏ đi; với PostgreSQL cần --postgres và quyền tạo cơ sở dữ liệu"),
        Option("--passphrase-file", takesValue: true, "mật khẩu của bản sao lưu đã mã hóa"),
        Option("--json", "in một giá trị JSON"),
    ]

    func run(_ call: CommandCall) throws {
        let path = try call.word(0, "tên tệp")
        let (file, passphrase) = (BackupFile(path), try call.passphrase())
        let (restoration, postgres) = (Installation.restoration, call[option: "--postgres"])
        let manifest =
            call.has("--try")
            ? try restoration.trial(of: file, beside: path, postgres: postgres, passphrase: passphrase)
            : try restoration.restore(file, to: call.dataFolder, postgres: postgres, passphrase: passphrase)
        let size = try FileDigest.size(path: path)
        try call.tell(
            manifest, path, bytes: size, verb: call.has("--try") ? "Khôi phục thử được" : "Đã khôi phục", isTried: false
        )
    }
}

extension Installation {
    /// What copies this installation.
    var backup: Backup {
        Backup(
            of: office, office.sealPlaces ?? SealPlaces(folder: dataFolder), dataFolder: dataFolder)
    }

    /// What makes installations of this version out of backups.
    static let restoration = Restoration(migrations: migrations) { store, shelf, proof in
        try Verification(Office(store: store, shelf: shelf, unitTouches: unitTouches, book: book), proof: proof).faults
    }
}

extension CommandCall {
    fileprivate func passphrase() throws -> [UInt8]? {
        try self[option: "--passphrase-file"].map(BackupFile.passphrase(from:))
    }

    fileprivate func tell(_ manifest: BackupManifest, _ path: String, bytes: Int64, verb: String, isTried: Bool) throws
    {
        struct Told: Encodable {
            let file: String, bytes: Int64, engine: String, madeAt: String, entries: Int64, files: Int,
                missing: [String]
            let counts: [String: Int]
            let tried: Bool
        }
        if isJSON {
            return try output.json(
                Told(
                    file: path, bytes: bytes, engine: manifest.engine,
                    madeAt: Instant(milliseconds: manifest.madeAt).iso, entries: manifest.ledger,
                    files: manifest.fileCount, missing: manifest.missing, counts: manifest.counts, tried: isTried))
        }
        output.line(
            "\(verb) \(path): \(manifest.rows) dòng trong \(manifest.counts.count) bảng, \(manifest.ledger) bút tích, \(manifest.fileCount) tệp; \(bytes) byte."
        )
        for (table, count) in manifest.counts.sorted(by: { $0.key < $1.key }) where count > 0 {
            output.line("  \(table): \(count)")
        }
        if isTried { output.line("Khôi phục thử được: số liệu khớp, kiểm tra không thấy sai lệch.") }
        for hash in manifest.missing {
            output.line("Lưu ý: tệp \(hash.prefix(12))… không còn nguyên vẹn từ trước khi sao lưu.")
        }
    }
}
