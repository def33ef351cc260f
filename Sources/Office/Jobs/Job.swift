import Database
import Vocabulary

/// Việc định kỳ: work that `serve` does by itself, at its time, on one node only. Rooms offer theirs; `App` lists them.
public struct Job: Sendable {
    public enum Schedule: Equatable, Sendable {
        /// So many seconds after the run before it began.
        case every(seconds: Int)
        /// Once a day at that hour of Việt Nam. A day on which no node ran is made up for when one starts.
        case daily(hour: Int, minute: Int)

        /// The first moment later than `now` at which it is due.
        public func next(after now: Instant) -> Instant {
            switch self {
            case .every(let seconds): return now.adding(seconds: max(1, seconds))
            case .daily(let hour, let minute):
                let today = Instant(now.day, hour: hour, minute: minute)
                return today > now ? today : Instant(now.day.adding(days: 1), hour: hour, minute: minute)
            }
        }

        /// `mỗi 5 phút`, `hằng ngày lúc 6 giờ 00`
        public var vietnamese: String {
            switch self {
            case .every(let seconds) where seconds < 120: "mỗi \(seconds) giây"
            case .every(let seconds) where seconds < 7200: "mỗi \(seconds / 60) phút"
            case .every(let seconds): "mỗi \(seconds / 3600) giờ"
            case .daily(let hour, let minute): "hằng ngày lúc \(hour) giờ \(minute < 10 ? "0" : "")\(minute)"
            }
        }
    }

    /// `notices.mail`: the key of its row, and what the ledger calls who did it (`system:notices.mail`).
    public let name: String
    /// What the administrator's page calls it.
    public let title: String
    public let schedule: Schedule
    /// How long another node leaves it alone before it takes this one for dead. A longer run prolongs it (`JobRun.keep`).
    public let leaseSeconds: Int
    /// Asked on a read only, before the job is taken, so that a frequent one with nothing to do writes nothing.
    let isNeeded: @Sendable (Office, any Reader) throws -> Bool
    /// Does it, in transactions of its own, and says in a short Vietnamese sentence what was done.
    let work: @Sendable (JobRun) throws -> String

    public init(
        _ name: String, _ title: String, _ schedule: Schedule, leaseSeconds: Int = 600,
        isNeeded: @escaping @Sendable (Office, any Reader) throws -> Bool = { _, _ in true },
        work: @escaping @Sendable (JobRun) throws -> String
    ) {
        (self.name, self.title, self.schedule, self.leaseSeconds) = (name, title, schedule, leaseSeconds)
        (self.isNeeded, self.work) = (isNeeded, work)
    }
}

/// One run of a job: what its work is handed.
public struct JobRun: Sendable {
    public let office: Office
    public let job: Job
    /// Whose lease it is: this process.
    let node: String
    let stopping: @Sendable () -> Bool

    /// The server is stopping: finish what is in hand and return.
    public var isStopping: Bool { stopping() }

    /// The system, as the ledger names it.
    public var actor: Actor { Actor(account: nil, name: "system:\(job.name)", origin: "job") }

    /// One operation by the job.
    public func write<Result>(_ body: (Operation) throws -> Result) throws -> Result {
        try office.write(by: actor, body)
    }

    /// Prolongs the lease by its whole length; false when another node has taken the job meanwhile, so stop.
    public func keep() throws -> Bool { try JobRow.keep(self) }
}
