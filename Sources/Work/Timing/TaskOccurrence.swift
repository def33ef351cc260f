import Database
import Office
import Vocabulary

/// Kỳ: one round of a task that comes again every week, month, quarter or year. The task itself is never late; each round
/// is reported for itself.
public struct TaskOccurrence: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable {
        case done, skipped

        public var vietnamese: String { self == .done ? "đã làm" : "bỏ qua" }
    }

    /// What was said of a round.
    public struct Report: Equatable, Sendable {
        public let state: State
        public let words: String
        public let at: Instant
        public let who: String
    }

    /// The last day of the round.
    public let day: Day
    public let report: Report?

    /// The rounds of a time in a year: the days that the plan names, else the last day of each week, month, quarter, year.
    /// Empty for times that do not come again, and for daily ones.
    public static func days(of time: PlannedTime, in year: Int) -> [Day] {
        let named = time.dates.compactMap { Day(iso: $0) }
        if !named.isEmpty { return named.sorted() }
        switch time.recurrence {
        case .weekly:
            guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
                return []
            }
            let friday = first.adding(days: (12 - first.weekday) % 7)
            return stride(from: friday.number, through: last.number, by: 7).map { Day(number: $0) }
        case .monthly: return (1...12).compactMap { Day.last(ofMonth: $0, year: year) }
        case .quarterly: return [3, 6, 9, 12].compactMap { Day.last(ofMonth: $0, year: year) }
        case .yearly: return [Day.last(ofMonth: 12, year: year)].compactMap(\.self)
        case .daily, nil: return []
        }
    }

    /// The rounds of a task with what was reported, in order.
    public static func all(of task: Task, _ db: any Reader) throws -> [TaskOccurrence] {
        var reports: [Day: Report] = [:]
        try db.each("SELECT day, state, words, at, who FROM task_occurrence WHERE task = \(task.id)") { row in
            reports[try row("day")] = Report(
                state: try row("state"), words: try row("words"), at: try row("at"), who: try row("who"))
        }
        let days = Set(days(of: task.time, in: task.year)).union(reports.keys)
        return days.sorted().map { TaskOccurrence(day: $0, report: reports[$0]) }
    }

    /// Says what came of a round; a second report replaces the first, which the task's history keeps.
    public static func report(
        _ state: State, _ words: String, for day: Day, of id: ID<Task>, by operation: Operation
    ) throws {
        guard let row = try operation.first("SELECT \(sql: Task.columns) FROM task t WHERE t.id = \(id)") else {
            throw TaskRefusal.notFound
        }
        let task = try Task(row)
        guard task.state == .toDo || task.state == .doing else { throw TimingRefusal.closed }
        let days = days(of: task.time, in: task.year)
        guard !days.isEmpty else { throw TimingRefusal.notRecurring }
        guard days.contains(day) else { throw TimingRefusal.noOccurrence(day) }
        let words = words.nfc.trimmed
        guard !words.isEmpty else { throw TimingRefusal.noWords }
        try operation.run(
            """
            INSERT INTO task_occurrence (task, day, state, words, at, account, who)
            VALUES (\(id), \(day), \(state), \(words), \(operation.now), \(operation.actor.account), \(operation.actor.name))
            ON CONFLICT (task, day) DO UPDATE SET state = excluded.state, words = excluded.words, at = excluded.at,
                account = excluded.account, who = excluded.who
            """)
        if task.state == .toDo {
            try TaskTally.keeping(.task(id), operation) {
                try operation.run("UPDATE task SET state = 'doing', changed = \(operation.now) WHERE id = \(id)")
            }
        }
        try TaskRows.note("reported", on: id, words: "kỳ \(day.vietnamese) \(state.vietnamese): \(words)", operation)
        try operation.record(
            "task.report", on: Subject("task", id), after: ["day": day.iso, "round": state.rawValue])
    }
}
