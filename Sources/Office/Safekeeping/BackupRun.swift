import Database
import Foundation
import Vocabulary

/// Một lần sao lưu: asked for, under way, done or failed.
public struct BackupRun: Equatable, Sendable {
    public enum Cause: String, SQLBindable, SQLDecodable, Sendable { case scheduled, asked }
    public enum State: String, SQLBindable, SQLDecodable, Sendable { case waiting, running, done, failed }

    public let id: ID<BackupRun>
    public let cause: Cause
    public let state: State
    public let asked: Instant
    public let ended: Instant?
    public let path: String?
    public let bytes: Int64?
    public let isSealed: Bool
    public let rows: Int64?
    public let entries: Int64?
    public let files: Int64?
    public let words: String
    public let tried: Instant?
    public let removed: Instant?
    /// How often it was begun: more than once where a maker died.
    public let starts: Int

    static let columns: SQL = """
        id, cause, state, asked, ended, path, bytes, is_sealed, rows_count, entries, files, words, tried, removed,
        starts
        """

    init(_ row: Row) throws {
        (id, cause, state, asked) = try (row(0), row(1), row(2), row(3))
        (ended, path, bytes) = try (row(4), row(5), row(6))
        isSealed = try (row(7) as Bool?) ?? false
        (rows, entries, files, words) = try (row(8), row(9), row(10), row(11))
        (tried, removed, starts) = try (row(12), row(13), row(14))
    }

    /// The newest first.
    public static func page(
        _ cursor: KeysetCursor<ID<BackupRun>>? = nil, size: Int, _ db: any Reader
    ) throws -> KeysetPage<BackupRun, ID<BackupRun>> {
        try KeysetPage(cursor, size: size, key: \.id) { limit in
            let (comparison, down): (SQL, SQL) = cursor?.isBackwards ?? false ? (">", "") : ("<", " DESC")
            let beyond: SQL = cursor.map { "WHERE id \(sql: comparison) \($0.key)" } ?? ""
            return try db.all(
                "SELECT \(sql: columns) FROM backup_run \(sql: beyond) ORDER BY id\(sql: down) LIMIT \(limit)"
            ).map(BackupRun.init)
        }
    }

    public static func lastGood(_ db: any Reader) throws -> BackupRun? {
        try db.first("SELECT \(sql: columns) FROM backup_run WHERE state = 'done' ORDER BY id DESC LIMIT 1")
            .map(BackupRun.init)
    }

    public static func with(_ id: ID<BackupRun>, _ db: any Reader) throws -> BackupRun? {
        try db.first("SELECT \(sql: columns) FROM backup_run WHERE id = \(id)").map(BackupRun.init)
    }

    /// Those whose files should still be there, newest first.
    static func standing(_ db: any Reader) throws -> [BackupRun] {
        try db.all(
            "SELECT \(sql: columns) FROM backup_run WHERE state = 'done' AND removed IS NULL ORDER BY id DESC"
        ).map(BackupRun.init)
    }

    static func underWay(_ db: any Reader) throws -> BackupRun? {
        try db.first(
            "SELECT \(sql: columns) FROM backup_run WHERE state IN ('waiting', 'running') ORDER BY id LIMIT 1"
        ).map(BackupRun.init)
    }

    /// Asks for one; `serve` makes it within seconds. Refused while another is under way.
    public static func ask(_ cause: Cause, by operation: Operation) throws -> ID<BackupRun> {
        // Two nodes may ask at once.
        try operation.lock("backup")
        guard try underWay(operation) == nil else { throw BackupRefusal.underWay }
        let id = ID<BackupRun>(
            try operation.insert(
                "INSERT INTO backup_run (cause, state, asked, words) VALUES (\(cause), 'waiting', \(operation.now), '')"
            )
        )
        try operation.record("backup.ask", on: Subject("backup", id), after: ["cause": cause.rawValue])
        return id
    }
}

extension LedgerKind {
    static let backup = LedgerKind(
        "backup", "Sao lưu",
        acts: [
            "backup.plan": "đặt lịch sao lưu", "backup.ask": "bắt đầu sao lưu", "backup.done": "sao lưu xong",
            "backup.fail": "sao lưu không được", "backup.download": "tải bản sao lưu",
        ],
        facts: [
            "isOn": "tự sao lưu", "time": "giờ", "folder": "thư mục", "kept": "giữ theo ngày, tuần, tháng",
            "passphraseFile": "tệp mật khẩu", "worryHours": "báo đỏ sau số giờ", "cause": "do", "file": "tệp",
            "bytes": "dung lượng", "rows": "số dòng", "entries": "số bút tích", "files": "số tệp",
            "tried": "khôi phục thử",
            "removed": "số bản cũ đã bỏ",
        ],
        values: [
            "isOn=yes": "có", "isOn=no": "không", "cause=scheduled": "lịch", "cause=asked": "người dùng",
            "tried=yes": "được",
            "tried=no": "chưa được",
        ])
}
