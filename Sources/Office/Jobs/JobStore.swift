import Database
import Vocabulary

/// What the database knows of one job. Bookkeeping, not an office's act: it leaves no entries in the ledger.
public struct JobRow: Equatable, Sendable {
    public enum Outcome: String, SQLBindable, SQLDecodable, Sendable { case done, failed }

    public let name: String
    public let title: String
    /// `mỗi 5 phút`
    public let timing: String
    public let due: Instant
    /// Until when a node has it; nil when nobody runs it.
    public let heldUntil: Instant?
    public let started: Instant?
    public let ended: Instant?
    public let outcome: Outcome?
    /// What the last run said, or why it failed.
    public let words: String
    public let lastGood: Instant?
    /// Failed runs since the last good one.
    public let failures: Int

    init(
        name: String, title: String, timing: String, due: Instant, heldUntil: Instant?, started: Instant?,
        ended: Instant?, outcome: Outcome?,
        words: String, lastGood: Instant?, failures: Int
    ) {
        (self.name, self.title, self.timing) = (name, title, timing)
        (self.due, self.heldUntil, self.started, self.ended) = (due, heldUntil, started, ended)
        (self.outcome, self.words, self.lastGood, self.failures) = (outcome, words, lastGood, failures)
    }

    static let columns: SQL =
        "name, title, timing, due, held_until, started, ended, outcome, words, last_good, failures"

    init(_ row: Row) throws {
        name = try row("name")
        title = try row("title")
        timing = try row("timing")
        due = try row("due")
        heldUntil = try row("held_until")
        started = try row("started")
        ended = try row("ended")
        outcome = try row("outcome")
        words = try row("words")
        lastGood = try row("last_good")
        failures = try row("failures")
    }

    public func isRunning(at now: Instant) -> Bool { heldUntil.map { $0 > now } ?? false }

    /// Every job that ever stood on a list, by name.
    public static func all(_ db: any Reader) throws -> [String: JobRow] {
        var rows: [String: JobRow] = [:]
        try db.each("SELECT \(sql: columns) FROM job") { row in
            let job = try JobRow(row)
            rows[job.name] = job
        }
        return rows
    }

    public static func of(_ name: String, _ db: any Reader) throws -> JobRow? {
        try db.first("SELECT \(sql: columns) FROM job WHERE name = \(name)").map(JobRow.init)
    }

    /// Has the job run as soon as a node looks, instead of at its hour.
    public static func askFor(_ name: String, at now: Instant, _ db: any Writer) throws {
        try db.run("UPDATE job SET due = \(now) WHERE name = \(name)")
    }

    // MARK: What the runner does

    /// A job seen for the first time is due at once where it runs at intervals, at its hour where it runs daily; one that
    /// is known keeps when it is due.
    static func note(_ job: Job, at now: Instant, _ db: any Writer) throws {
        let due =
            switch job.schedule {
            case .every: now
            case .daily: job.schedule.next(after: now)
            }
        try db.run(
            """
            INSERT INTO job (name, title, timing, due, words, failures)
            VALUES (\(job.name), \(job.title), \(job.schedule.vietnamese), \(due), '', 0)
            ON CONFLICT (name) DO UPDATE SET title = excluded.title, timing = excluded.timing
            """)
    }

    /// Takes a job that is due and that nobody holds; false when another node was quicker.
    static func take(_ job: Job, node: String, at now: Instant, _ db: any Writer) throws -> Bool {
        try db.run(
            """
            UPDATE job SET holder = \(node), held_until = \(now.adding(seconds: job.leaseSeconds)), started = \(now),
                due = \(job.schedule.next(after: now))
            WHERE name = \(job.name) AND due <= \(now) AND (held_until IS NULL OR held_until <= \(now))
            """) == 1
    }

    static func keep(_ run: JobRun) throws -> Bool {
        let until = run.office.world.now().adding(seconds: run.job.leaseSeconds)
        return try run.office.store.write { db in
            try db.run("UPDATE job SET held_until = \(until) WHERE name = \(run.job.name) AND holder = \(run.node)")
                == 1
        }
    }

    static func finish(_ run: JobRun, words: String, at now: Instant, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE job SET holder = NULL, held_until = NULL, ended = \(now), outcome = 'done', words = \(words),
                last_good = \(now), failures = 0
            WHERE name = \(run.job.name) AND holder = \(run.node)
            """)
    }

    /// A failed run is tried again after 1, 2, 4 … minutes, at most a quarter of an hour; a daily one no later than at its
    /// hour.
    ///
    /// - Returns: how often it failed in a row; 0 when another node has it by now.
    static func fail(_ run: JobRun, words: String, at now: Instant, _ db: any Writer) throws -> Int {
        guard let row = try db.first("SELECT failures FROM job WHERE name = \(run.job.name) AND holder = \(run.node)")
        else { return 0 }
        let failures = try row("failures") as Int + 1
        let pause = now.adding(seconds: min(900, 60 << min(failures - 1, 10)))
        let again =
            switch run.job.schedule {
            case .every: pause
            case .daily: min(pause, run.job.schedule.next(after: now))
            }
        try db.run(
            """
            UPDATE job SET holder = NULL, held_until = NULL, ended = \(now), outcome = 'failed', words = \(words),
                failures = \(failures), due = \(again)
            WHERE name = \(run.job.name) AND holder = \(run.node)
            """)
        return failures
    }
}
