import Database
import Foundation
import Vocabulary

/// Lịch sao lưu: when, where, how many are kept.
public struct BackupPlan: Equatable, Sendable {
    public var isOn = false
    public var hour = 22
    public var minute = 30
    /// Absolute, or a name within the data folder.
    public var folder = "backups"
    /// The last backup of so many days, weeks and months is kept.
    public var daily = 7
    public var weekly = 4
    public var monthly = 12
    public var passphraseFile: String?
    /// Without a good backup for so many hours the page turns red.
    public var worryHours = 36

    public init() {}

    static let columns: SQL =
        "is_on, hour, minute, folder, daily, weekly, monthly, passphrase_file, worry_hours"

    init(_ row: Row) throws {
        isOn = try row(0)
        (hour, minute, folder) = try (row(1), row(2), row(3))
        (daily, weekly, monthly) = try (row(4), row(5), row(6))
        (passphraseFile, worryHours) = try (row(7), row(8))
    }

    /// The one of the installation; nil when none was ever saved.
    public static func saved(_ db: any Reader) throws -> BackupPlan? {
        try db.first("SELECT \(sql: columns) FROM backup_plan WHERE id = 1").map(BackupPlan.init)
    }

    public func save(by operation: Operation) throws {
        let old = try Self.saved(operation)
        try check()
        guard old != self else { return }
        try operation.run(
            """
            INSERT INTO backup_plan (id, \(sql: Self.columns)) VALUES (
                1, \(isOn), \(hour), \(minute), \(folder), \(daily), \(weekly), \(monthly), \(passphraseFile), \(worryHours))
            ON CONFLICT (id) DO UPDATE SET is_on = excluded.is_on, hour = excluded.hour, minute = excluded.minute,
                folder = excluded.folder, daily = excluded.daily, weekly = excluded.weekly, monthly = excluded.monthly,
                passphrase_file = excluded.passphrase_file, worry_hours = excluded.worry_hours
            """)
        try operation.record(
            "backup.plan", on: Subject("backup", 0), before: old?.facts ?? [:], after: facts)
    }

    private var facts: [String: String?] {
        [
            "isOn": isOn ? "yes" : "no", "time": hourWords, "folder": folder, "kept": "\(daily), \(weekly), \(monthly)",
            "passphraseFile": passphraseFile, "worryHours": String(worryHours),
        ]
    }

    var hourWords: String { "\(hour) giờ \(minute < 10 ? "0" : "")\(minute)" }

    /// Throws what cannot be right; the folder is made when the first backup is.
    func check() throws {
        guard (0...23).contains(hour), (0...59).contains(minute) else { throw BackupPlanRefusal.badTime }
        guard [daily, weekly, monthly].allSatisfy({ (0...500).contains($0) }), daily + weekly + monthly > 0 else {
            throw BackupPlanRefusal.badNumber
        }
        guard (1...8760).contains(worryHours) else { throw BackupPlanRefusal.badHours }
        guard !folder.isEmpty, folder.hasPrefix("/") || !folder.split(separator: "/").contains("..") else {
            throw BackupPlanRefusal.badFolder
        }
        if folder.hasPrefix("/"), FileManager.default.fileExists(atPath: folder),
            !FileManager.default.isWritableFile(atPath: folder)
        {
            throw BackupPlanRefusal.badFolder
        }
        if let passphraseFile {
            do { _ = try BackupFile.passphrase(from: passphraseFile) } catch { throw BackupPlanRefusal.badPassphrase }
        }
    }

    func place(in dataFolder: String) -> String { folder.hasPrefix("/") ? folder : "\(dataFolder)/\(folder)" }

    /// The last moment before `now` at which a backup should have begun.
    func slot(before now: Instant) -> Instant {
        let today = Instant(now.day, hour: hour, minute: minute)
        return today <= now ? today : Instant(now.day.adding(days: -1), hour: hour, minute: minute)
    }

    /// Which of these are no longer kept, newest first given.
    func superseded(_ runs: [BackupRun]) -> [BackupRun] {
        var kept: Set<ID<BackupRun>> = []
        func keep(_ count: Int, by period: (Day) -> Int) {
            var periods: Set<Int> = []
            for run in runs where periods.count < count && periods.insert(period(run.asked.day)).inserted {
                kept.insert(run.id)
            }
        }
        keep(daily) { $0.number }
        // Weeks begin on Monday; day 0 of the calendar was a Thursday.
        keep(weekly) { ($0.number + 3) / 7 }
        keep(monthly) { $0.year * 12 + $0.month }
        return runs.filter { !kept.contains($0.id) }
    }
}

/// Why a plan cannot be saved.
public enum BackupPlanRefusal: Explained, Equatable {
    case badTime, badNumber, badHours, badFolder, badPassphrase

    /// The field of the form that it is about.
    var field: String {
        switch self {
        case .badTime: "gio"
        case .badNumber: "ngay"
        case .badHours: "lo"
        case .badFolder: "thu-muc"
        case .badPassphrase: "mat-khau"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .badTime: Explanation(notice: "Giờ phải viết như 22:30.", log: "backup time out of range")
        case .badNumber:
            Explanation(
                notice: "Số bản giữ lại là số từ 0 đến 500, và phải giữ ít nhất một bản.",
                log: "backup numbers out of range")
        case .badHours: Explanation(notice: "Số giờ là số từ 1 đến 8.760.", log: "worry hours out of range")
        case .badFolder:
            Explanation(
                notice: "Thư mục không ghi được. Viết đường dẫn đầy đủ mà phần mềm được ghi, hoặc một tên như backups.",
                log: "backup folder not usable")
        case .badPassphrase:
            Explanation(
                notice: "Tệp mật khẩu không đọc được hoặc ngắn hơn 12 ký tự. Để trống nếu không mã hóa.",
                log: "backup pass-phrase file not usable")
        }
    }
}
