import Foundation
import Vocabulary

/// Runs the jobs of an installation while `serve` runs: one thread looks what is due, each run has a thread of its own,
/// so that a mail server that hangs delays no backup. A row per job in the database lets one node at a time have it.
///
/// Unchecked: everything that changes is guarded by `condition`.
public final class JobRunner: @unchecked Sendable {
    private let office: Office
    private let jobs: [Job]
    private let node: String
    private let pause: TimeInterval
    private let onFault: @Sendable (String, any Error) -> Void
    private let condition = NSCondition()
    private var isStopping = false
    private var isWatching = false
    private var running: Set<String> = []
    /// The rows of this version's jobs are in the database.
    private var areNoted = false

    /// - Parameters:
    ///   - pause: seconds between two looks at what is due.
    ///   - onFault: called with the job's name when a run fails by no refusal.
    public init(
        _ office: Office, _ jobs: [Job], pause: TimeInterval = 5,
        onFault: @escaping @Sendable (String, any Error) -> Void
    ) {
        (self.office, self.jobs, self.pause, self.onFault) = (office, jobs, pause, onFault)
        node = Digest.hex(office.world.randomBytes(8))
    }

    /// Starts the watching thread.
    public func start() {
        guard condition.withLock({ !isStopping && !isWatching }) else { return }
        condition.withLock { isWatching = true }
        Thread.detachNewThread { [self] in
            while !waited() {
                for job in due() { begin(job) }
            }
            condition.withLock {
                isWatching = false
                condition.broadcast()
            }
        }
    }

    /// Starts nothing more and waits until what runs has ended, at most so many seconds. What is left then is cut off
    /// with the process; its lease runs out and it is done again, so jobs are written to be repeated.
    public func stop(patience: TimeInterval = 10) {
        let end = ProcessInfo.processInfo.systemUptime + patience
        condition.lock()
        defer { condition.unlock() }
        isStopping = true
        condition.broadcast()
        while isWatching || !running.isEmpty {
            let left = end - ProcessInfo.processInfo.systemUptime
            guard left > 0 else { return }
            _ = condition.wait(until: Date(timeIntervalSinceNow: left))
        }
    }

    /// Runs all that is due now, one after the other, on this thread: for tests and commands. Returns the names.
    @discardableResult public func runDue() -> [String] {
        due().filter { take($0) }.map { job in
            run(job)
            return job.name
        }
    }

    /// The pause between two looks; true when it is time to stop.
    private func waited() -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if !isStopping { _ = condition.wait(until: Date(timeIntervalSinceNow: pause)) }
        return isStopping
    }

    /// What is due and needed, by one read. The database may be away for a while: then nothing is.
    private func due() -> [Job] {
        do {
            let now = office.world.now()
            if !condition.withLock({ areNoted }) {
                try office.store.write { db in for job in jobs { try JobRow.note(job, at: now, db) } }
                condition.withLock { areNoted = true }
            }
            return try office.read { db in
                let rows = try JobRow.all(db)
                return try jobs.filter { job in
                    guard let row = rows[job.name], row.due <= now, !row.isRunning(at: now) else { return false }
                    return try job.isNeeded(office, db)
                }
            }
        } catch {
            onFault("jobs", error)
            return []
        }
    }

    private func take(_ job: Job) -> Bool {
        do {
            let now = office.world.now()
            return try office.store.write { try JobRow.take(job, node: node, at: now, $0) }
        } catch {
            onFault(job.name, error)
            return false
        }
    }

    private func begin(_ job: Job) {
        let isFree = condition.withLock { !isStopping && running.insert(job.name).inserted }
        guard isFree else { return }
        guard take(job) else {
            ended(job)
            return
        }
        Thread.detachNewThread { [self] in
            run(job)
            ended(job)
        }
    }

    private func ended(_ job: Job) {
        condition.withLock {
            running.remove(job.name)
            condition.broadcast()
        }
    }

    private func run(_ job: Job) {
        let run = JobRun(
            office: office, job: job, node: node, stopping: { [self] in condition.withLock { isStopping } })
        do {
            do {
                let words = try job.work(run)
                try office.store.write { try JobRow.finish(run, words: words, at: office.world.now(), $0) }
            } catch let refusal as any Explained {
                try fail(run, refusal.explanation.notice)
            } catch {
                onFault(job.name, error)
                try fail(run, "Phần mềm gặp lỗi; quản trị xem nhật ký của máy chủ.")
            }
        } catch {
            // The lease runs out by itself.
            onFault(job.name, error)
        }
    }

    private func fail(_ run: JobRun, _ words: String) throws {
        let failures = try office.store.write { try JobRow.fail(run, words: words, at: office.world.now(), $0) }
        // Once for a row of failures: at the first of a daily job, at the third of a frequent one.
        let limit = if case .daily = run.job.schedule { 1 } else { 3 }
        guard failures == limit else { return }
        try run.write { operation in
            let told = try Notices.tell(
                NewNotice(
                    .upkeep, about: Subject("installation", 1), link: JobPage.all.path,
                    "Việc định kỳ “\(run.job.title)” bị lỗi", detail: words,
                    to: [.everyHolder(of: .manageInstallation)]), by: operation)
            if told > 0 {
                try operation.record("job.fail", on: Subject("installation", 1), after: ["job": run.job.name])
            }
        }
    }
}
