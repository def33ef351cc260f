import Database
import Office
import Vocabulary

/// Ngày kỷ niệm: a day of every year that movements aim at, with the year it began.
public struct Anniversary: Equatable, Sendable {
    public let id: ID<Anniversary>
    public let name: String
    public let month: Int
    public let day: Int
    public let since: Int?
    /// Path of the unit whose own day it is; nil for days of the whole country.
    public let branch: String?

    static let columns: SQL = "y.id, y.name, y.month, y.day, y.since, y.branch"

    init(_ row: Row) throws {
        id = try row("id")
        name = try row("name")
        month = try row("month")
        day = try row("day")
        since = try row("since")
        branch = try row("branch")
    }

    /// Its day of a year; nil for 29 February of other years.
    public func day(of year: Int) -> Day? { Day(year: year, month: month, day: day) }

    /// How many years it has been; nil where nobody knows since when, or before.
    public func years(in year: Int) -> Int? { since.flatMap { year > $0 ? year - $0 : nil } }

    /// Năm tròn: 5, 10, 15 … years, which are kept with more than the others.
    public func isRound(in year: Int) -> Bool { years(in: year).map { $0 % 5 == 0 } ?? false }

    /// `Ngày Chiến thắng Điện Biên Phủ (72 năm)`
    public func words(in year: Int) -> String { name + (years(in: year).map { " (\($0) năm)" } ?? "") }
}

/// What is typed about an anniversary.
public struct AnniversaryEntry: Equatable, Sendable {
    public var name: String
    public var month: Int
    public var day: Int
    public var since: Int?

    public init(_ name: String, month: Int, day: Int, since: Int? = nil) {
        (self.name, self.month, self.day, self.since) = (name, month, day, since)
    }
}

/// The anniversaries of an installation: those of the country, and each province's own.
public enum Anniversaries {
    /// Those of the country and those of units in whose branch the visitor is, by month and day.
    public static func all(for visitor: Visitor, _ db: any Reader) throws -> [Anniversary] {
        let own = visitor.unit?.path ?? "/"
        return try db.all(
            """
            SELECT \(sql: Anniversary.columns) FROM anniversary y
            WHERE y.branch IS NULL OR (y.branch <= \(own) AND \(own) < y.branch || '~')
            ORDER BY y.month, y.day, y.name LIMIT 1000
            """
        ).map(Anniversary.init)
    }

    @discardableResult
    public static func add(_ entry: AnniversaryEntry, branch: String?, by operation: Operation) throws -> ID<
        Anniversary
    > {
        let entry = try checked(entry)
        let id = ID<Anniversary>(
            try operation.insert(
                """
                INSERT INTO anniversary (name, month, day, since, branch)
                VALUES (\(entry.name), \(entry.month), \(entry.day), \(entry.since), \(branch))
                """))
        try operation.record("anniversary.add", on: Subject("anniversary", id), after: facts(entry))
        return id
    }

    public static func remove(_ id: ID<Anniversary>, by operation: Operation) throws {
        let row = try operation.first("SELECT \(sql: Anniversary.columns) FROM anniversary y WHERE y.id = \(id)")
        guard let row else { throw AnniversaryRefusal.unknown }
        let old = try Anniversary(row)
        try operation.run("DELETE FROM anniversary WHERE id = \(id)")
        try operation.record(
            "anniversary.remove", on: Subject("anniversary", id),
            before: facts(AnniversaryEntry(old.name, month: old.month, day: old.day, since: old.since)))
    }

    /// The days of the country that come with the program, into an installation that has none yet.
    @discardableResult
    public static func fill(from entries: [AnniversaryEntry], by operation: Operation) throws -> Int {
        guard try operation.first("SELECT id FROM anniversary LIMIT 1") == nil, !entries.isEmpty else { return 0 }
        try operation.insertMany(
            into: "anniversary", columns: ["name", "month", "day", "since", "branch"],
            rows: entries.map { [$0.name.sqlValue, $0.month.sqlValue, $0.day.sqlValue, $0.since.sqlValue, .null] })
        try operation.record(
            "anniversary.fill", on: Subject("anniversary", 0), after: ["days": String(entries.count)])
        return entries.count
    }

    public static func isFilled(_ db: any Reader) throws -> Bool {
        try db.first("SELECT id FROM anniversary LIMIT 1") != nil
    }

    private static func checked(_ entry: AnniversaryEntry) throws -> AnniversaryEntry {
        var entry = entry
        entry.name = entry.name.nfc.trimmed
        guard !entry.name.isEmpty else { throw AnniversaryRefusal.noName }
        // 2028 has a 29 February.
        guard Day(year: 2028, month: entry.month, day: entry.day) != nil else { throw AnniversaryRefusal.badDay }
        if let since = entry.since, !(1...2200).contains(since) { throw AnniversaryRefusal.badYear }
        return entry
    }

    private static func facts(_ entry: AnniversaryEntry) -> [String: String?] {
        ["name": entry.name, "day": "\(entry.day)/\(entry.month)", "since": entry.since.map(String.init)]
    }
}

/// Why an anniversary could not be kept.
public enum AnniversaryRefusal: Explained, Equatable {
    case unknown, noName, badDay, badYear

    public var explanation: Explanation {
        switch self {
        case .unknown: Explanation(notice: "Không tìm thấy ngày kỷ niệm này.", log: "unknown anniversary")
        case .noName: Explanation(notice: "Hãy ghi tên ngày kỷ niệm.", log: "anniversary without name")
        case .badDay: Explanation(notice: "Hãy ghi ngày như 07/05.", log: "bad day of an anniversary")
        case .badYear: Explanation(notice: "Năm bắt đầu phải là số, ví dụ 1954.", log: "bad year of an anniversary")
        }
    }
}
