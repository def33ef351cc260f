import Database
import Synchronization
import Vocabulary

/// Lịch nghỉ: the calendar of working days, and each change of it as one operation.
public enum WorkingCalendar {
    /// Which days the office works. One query; `Office.workingDays` remembers the answer.
    public static func workingDays(_ db: any Reader) throws -> WorkingDays {
        var (off, worked): ([Day: String], Set<Day>) = ([:], [])
        try db.each("SELECT day, sort, name FROM calendar_day WHERE removed IS NULL AND certainty <> 'unsettled'") {
            row in
            let day: Day = try row("day")
            if (try row("sort") as CalendarDay.Sort) == .worked {
                worked.insert(day)
            } else {
                off[day] = try row("name")
            }
        }
        return WorkingDays(daysOff: off, workedInstead: worked)
    }

    /// Every day of a year, also those that were taken out and those that are not settled.
    public static func days(of year: Int, _ db: any Reader) throws -> [CalendarDay] {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
            return []
        }
        return try db.all(
            "SELECT \(sql: CalendarDay.columns) FROM calendar_day c WHERE c.day >= \(first) AND c.day <= \(last) ORDER BY c.day"
        ).map(CalendarDay.init)
    }

    /// First and last year with days in the calendar.
    public static func years(_ db: any Reader) throws -> ClosedRange<Int>? {
        let row = try db.one("SELECT min(day) AS first, max(day) AS last FROM calendar_day")
        guard let first: Day = try row("first"), let last: Day = try row("last") else { return nil }
        return first.year...last.year
    }

    public static func day(_ id: ID<CalendarDay>, _ db: any Reader) throws -> CalendarDay {
        let row = try db.first("SELECT \(sql: CalendarDay.columns) FROM calendar_day c WHERE c.id = \(id)")
        guard let row else { throw CalendarRefusal.unknown }
        return try CalendarDay(row)
    }

    private static func day(on day: Day, _ db: any Reader) throws -> CalendarDay? {
        try db.first("SELECT \(sql: CalendarDay.columns) FROM calendar_day c WHERE c.day = \(day)").map(
            CalendarDay.init)
    }

    // MARK: Changes

    /// A day off, and the day that is worked instead of it. A day that was taken out earlier is written anew.
    ///
    /// Throws `noName`, `taken`, `weekdayWorked`, `exchangeNeedsDay`, `compensationOnWeekend`.
    @discardableResult
    public static func add(_ entry: CalendarEntry, by operation: Operation) throws -> ID<CalendarDay> {
        let entry = try checked(entry)
        for day in [entry.day, entry.workedInstead].compactMap(\.self) {
            guard let known = try self.day(on: day, operation) else { continue }
            guard known.isRemoved else { throw CalendarRefusal.taken(day, known.name) }
            try operation.run("DELETE FROM calendar_day WHERE id = \(known.id)")
        }
        let id = try insert(entry, operation)
        try changed(operation)
        try operation.record("calendar.add", on: Subject("calendar", id), after: facts(entry), why: entry.source)
        return id
    }

    /// Puts a day off right; its exchanged day follows.
    public static func correct(_ id: ID<CalendarDay>, to entry: CalendarEntry, by operation: Operation) throws {
        let old = try day(id, operation)
        guard old.sort == .off else { throw CalendarRefusal.unknown }
        let entry = try checked(entry)
        let own = [old.day, old.exchangedWith].compactMap(\.self)
        for day in [entry.day, entry.workedInstead].compactMap(\.self) where !own.contains(day) {
            guard let known = try self.day(on: day, operation) else { continue }
            guard known.isRemoved else { throw CalendarRefusal.taken(day, known.name) }
            try operation.run("DELETE FROM calendar_day WHERE id = \(known.id)")
        }
        if let exchanged = old.exchangedWith {
            try operation.run("DELETE FROM calendar_day WHERE day = \(exchanged) AND sort = 'worked'")
        }
        try operation.run(
            """
            UPDATE calendar_day SET day = \(entry.day), name = \(entry.name), kind = \(entry.kind),
                certainty = \(entry.certainty), exchanged_with = \(entry.workedInstead), source = \(entry.source),
                removed = NULL
            WHERE id = \(id)
            """)
        try insertWorked(entry, operation)
        try changed(operation)
        try operation.record(
            "calendar.correct", on: Subject("calendar", id), before: facts(CalendarEntry(old)), after: facts(entry),
            why: entry.source)
    }

    /// Takes a day out, or brings it back; its exchanged day goes with it.
    public static func setRemoved(_ isRemoved: Bool, _ id: ID<CalendarDay>, by operation: Operation) throws {
        let day = try day(id, operation)
        guard day.isRemoved != isRemoved else { return }
        let moment = isRemoved ? operation.now : nil
        try operation.run(
            """
            UPDATE calendar_day SET removed = \(moment)
            WHERE id = \(id) OR (exchanged_with = \(day.day) AND day = \(day.exchangedWith))
            """)
        try changed(operation)
        let entry = facts(CalendarEntry(day))
        try operation.record(
            isRemoved ? "calendar.remove" : "calendar.restore", on: Subject("calendar", id),
            before: isRemoved ? entry : [:], after: isRemoved ? [:] : entry)
    }

    /// A day that was not settled is settled by a notice: from now on it counts.
    public static func confirm(_ id: ID<CalendarDay>, source: String?, by operation: Operation) throws {
        let day = try day(id, operation)
        guard day.certainty == .unsettled else { return }
        try operation.run(
            """
            UPDATE calendar_day SET certainty = 'notice', source = COALESCE(\(source), source)
            WHERE id = \(id) OR (exchanged_with = \(day.day) AND day = \(day.exchangedWith))
            """)
        try changed(operation)
        try operation.record(
            "calendar.confirm", on: Subject("calendar", id), before: ["certainty": day.certainty.rawValue],
            after: ["certainty": CalendarDay.Certainty.notice.rawValue, "day": day.day.iso], why: source)
    }

    /// Fills years that the calendar has no day of yet from the table that comes with the program; what an office has
    /// corrected is never touched. Returns how many days were added.
    @discardableResult
    public static func fill(from entries: [CalendarEntry], by operation: Operation) throws -> Int {
        let missing = try missing(entries, operation)
        guard !missing.isEmpty else { return 0 }
        for entry in missing where try day(on: entry.day, operation) == nil { _ = try insert(entry, operation) }
        try changed(operation)
        let years = Set(missing.map(\.day.year)).sorted().map(String.init)
        try operation.record(
            "calendar.fill", on: Subject("calendar", 0),
            after: ["years": years.joined(separator: " "), "days": String(missing.count)])
        return missing.count
    }

    /// The entries of years without any day.
    public static func missing(_ entries: [CalendarEntry], _ db: any Reader) throws -> [CalendarEntry] {
        let known: [String] = try db.values("SELECT DISTINCT substr(day, 1, 4) FROM calendar_day WHERE sort = 'off'")
        let years = Set(known.compactMap { Int($0) })
        return entries.filter { !years.contains($0.day.year) }
    }

    private static func checked(_ entry: CalendarEntry) throws -> CalendarEntry {
        var entry = entry
        entry.name = entry.name.nfc.trimmed
        entry.source = entry.source.map(\.nfc.trimmed).flatMap { $0.isEmpty ? nil : $0 }
        guard !entry.name.isEmpty else { throw CalendarRefusal.noName }
        if entry.kind == .exchange, entry.workedInstead == nil { throw CalendarRefusal.exchangeNeedsDay }
        if let worked = entry.workedInstead {
            if worked == entry.day { throw CalendarRefusal.exchangedWithItself }
            if worked.weekday <= 5 { throw CalendarRefusal.weekdayWorked(worked) }
            entry.kind = .exchange
        }
        if [.exchange, .compensation].contains(entry.kind), entry.day.weekday >= 6 {
            throw CalendarRefusal.compensationOnWeekend(entry.day)
        }
        return entry
    }

    private static func insert(_ entry: CalendarEntry, _ operation: Operation) throws -> ID<CalendarDay> {
        let id = try operation.insert(
            """
            INSERT INTO calendar_day (day, sort, name, kind, certainty, exchanged_with, source)
            VALUES (\(entry.day), 'off', \(entry.name), \(entry.kind), \(entry.certainty), \(entry.workedInstead),
                    \(entry.source))
            """)
        try insertWorked(entry, operation)
        return ID(id)
    }

    private static func insertWorked(_ entry: CalendarEntry, _ operation: Operation) throws {
        guard let worked = entry.workedInstead else { return }
        try operation.run(
            """
            INSERT INTO calendar_day (day, sort, name, kind, certainty, exchanged_with, source)
            VALUES (\(worked), 'worked', \("làm bù cho \(entry.day.vietnamese)"), 'exchange', \(entry.certainty), \(entry.day),
                    \(entry.source))
            ON CONFLICT (day) DO NOTHING
            """)
    }

    private static func changed(_ operation: Operation) throws {
        try operation.run("UPDATE calendar_version SET version = version + 1 WHERE id = 1")
    }

    private static func facts(_ entry: CalendarEntry) -> [String: String?] {
        [
            "day": entry.day.iso, "name": entry.name, "kind": entry.kind.rawValue,
            "certainty": entry.certainty.rawValue, "workedInstead": entry.workedInstead?.iso,
        ]
    }
}

extension WorkingDays {
    /// Those of a table that no database holds; what is not settled does not count.
    public init(_ entries: [CalendarEntry]) {
        let settled = entries.filter { $0.certainty != .unsettled }
        self.init(
            daysOff: Dictionary(settled.map { ($0.day, $0.name) }, uniquingKeysWith: { first, _ in first }),
            workedInstead: Set(settled.compactMap(\.workedInstead)))
    }
}

extension CalendarEntry {
    public init(_ day: CalendarDay) {
        self.init(
            day.day, day.name, day.kind, day.certainty, workedInstead: day.sort == .off ? day.exchangedWith : nil,
            source: day.source)
    }
}

/// Remembers the working days of one installation. The version that is read in the caller's transaction says whether
/// they still hold, so that a change on another node is seen at once.
final class CalendarMemory: Sendable {
    private let known = Mutex<(version: Int64, days: WorkingDays)?>(nil)

    func workingDays(_ db: any Reader) throws -> WorkingDays {
        // What a transaction wrote may never come to be: it is not remembered.
        if db is any Writer { return try WorkingCalendar.workingDays(db) }
        let version: Int64 = try db.value("SELECT version FROM calendar_version WHERE id = 1")
        if let kept = known.withLock({ $0 }), kept.version == version { return kept.days }
        let days = try WorkingCalendar.workingDays(db)
        // An older snapshot never replaces a newer one.
        known.withLock { if version >= $0?.version ?? 0 { $0 = (version, days) } }
        return days
    }
}
