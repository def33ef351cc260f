import Database
import Foundation
import Vocabulary

/// Who makes a backup, and whether they still do. A maker shows every few seconds that it lives, so that its death, or that
/// of its machine, is known to the others within two minutes on either engine.
///
/// No lock of a session: on PostgreSQL it outlives a machine that lost its network, and SQLite has none.
struct BackupMaker: Sendable {
    let run: ID<BackupRun>
    /// Of this attempt alone: an earlier maker that wakes up again cannot finish it.
    let token: String
    /// The first attempt is 1.
    let start: Int

    static let silenceSeconds = 120
    static let pulseSeconds: TimeInterval = 15
    /// What kills its makers (no memory, a full disk) is not begun for ever.
    static let mostStarts = 3

    private static func isSilent(at now: Instant) -> SQL {
        "(state = 'running' AND coalesce(beat, 0) <= \(now.adding(seconds: -silenceSeconds)))"
    }

    /// The first that waits to be made, or whose maker fell silent before it was begun too often.
    static func next(at now: Instant, _ db: any Reader) throws -> ID<BackupRun>? {
        try db.value(
            """
            SELECT id FROM backup_run
            WHERE state = 'waiting' OR (\(sql: isSilent(at: now)) AND starts < \(mostStarts)) ORDER BY id LIMIT 1
            """)
    }

    /// Those that are not begun again.
    static func hopeless(at now: Instant, _ db: any Reader) throws -> [ID<BackupRun>] {
        try db.values(
            "SELECT id FROM backup_run WHERE \(sql: isSilent(at: now)) AND starts >= \(mostStarts) ORDER BY id")
    }

    /// Takes one of `next`; nil when another was quicker. Bookkeeping: its end is what the ledger tells.
    static func take(_ id: ID<BackupRun>, at now: Instant, token: String, _ db: any Writer) throws -> BackupMaker? {
        let row = try db.first(
            """
            UPDATE backup_run SET state = 'running', maker = \(token), beat = \(now), starts = starts + 1
            WHERE id = \(id) AND (state = 'waiting' OR (\(sql: isSilent(at: now)) AND starts < \(mostStarts)))
            RETURNING starts
            """)
        return try row.map { BackupMaker(run: id, token: token, start: try $0(0)) }
    }

    /// Names the rows that this maker may still change.
    var condition: SQL { "id = \(run) AND maker = \(token) AND state = 'running'" }

    /// A sign of life; false when it is another's by now.
    func beat(at now: Instant, _ db: any Writer) throws -> Bool {
        try db.run("UPDATE backup_run SET beat = \(now) WHERE \(sql: condition)") == 1
    }
}

/// Calls something again and again on a thread of its own, until it is stopped or the call returns false.
///
/// Unchecked: what changes is guarded by `condition`.
final class Pulse: @unchecked Sendable {
    private let condition = NSCondition()
    private var isStopped = false

    init(every seconds: TimeInterval, _ body: @escaping @Sendable () throws -> Bool) {
        Thread.detachNewThread { [self] in
            while pause(seconds) {
                // The database may be away for a moment: the next one counts.
                if (try? body()) == false { return }
            }
        }
    }

    func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
        }
    }

    private func pause(_ seconds: TimeInterval) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        condition.lock()
        defer { condition.unlock() }
        while !isStopped, condition.wait(until: end) {}
        return !isStopped
    }
}
