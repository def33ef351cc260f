import Database
import Office
import Vocabulary

/// What gives a task its day: it is due so many days before or after an event or another task, or waits for the plan of
/// another body.
public struct TaskAnchor: Equatable, Sendable {
    public enum Target: Equatable, Sendable {
        case event(ID<PlannedEvent>)
        case task(ID<Task>)
        /// The words that name the other body's plan; the paper that settled the time, once there is one.
        case body(String, settled: String?)
    }

    /// Days between the target and the due day.
    public struct Distance: Equatable, Sendable {
        /// Negative before it, 0 on the same day.
        public var days: Int
        public var isWorking: Bool

        public init(days: Int, isWorking: Bool = false) { (self.days, self.isWorking) = (days, isWorking) }

        /// Before an event counts from its first day, after it from its last.
        func day(from span: ClosedRange<Day>, _ calendar: WorkingDays) -> Day {
            let start = days < 0 ? span.lowerBound : span.upperBound
            return isWorking ? calendar.adding(days, to: start) : start.adding(days: days)
        }

        /// `3 ngày làm việc sau`
        public var words: String {
            guard days != 0 else { return "cùng ngày với" }
            return "\(abs(days)) ngày\(isWorking ? " làm việc" : "") \(days < 0 ? "trước" : "sau")"
        }
    }

    public let task: ID<Task>
    public let target: Target
    public let distance: Distance
    /// The words of the plan, or how the office typed it.
    public let words: String

    static let columns: SQL = "a.task, a.event, a.other, a.body, a.days, a.working, a.words, a.settled"

    init(_ row: Row) throws {
        task = try row("task")
        if let event: ID<PlannedEvent> = try row("event") {
            target = .event(event)
        } else if let other: ID<Task> = try row("other") {
            target = .task(other)
        } else {
            target = .body(try row("body"), settled: try row("settled"))
        }
        distance = Distance(days: try row("days"), isWorking: try row("working") as Int == 1)
        words = try row("words")
    }

    public static func of(_ task: ID<Task>, _ db: any Reader) throws -> TaskAnchor? {
        try db.first("SELECT \(sql: columns) FROM task_anchor a WHERE a.task = \(task)").map(TaskAnchor.init)
    }
}

/// Hanging a task's time on something, and letting it go.
public enum TaskAnchors {
    static let mostDays = 366

    /// The task is due at that distance from an event or another task; its day follows at once and with every later move.
    ///
    /// Throws `circle` where the other task hangs, over any number of steps, on this one.
    public static func hang(
        _ task: ID<Task>, on target: TaskAnchor.Target, _ distance: TaskAnchor.Distance, by operation: Operation
    ) throws {
        try open(task, operation)
        guard abs(distance.days) <= mostDays else { throw TimingRefusal.farOffset }
        let (name, words): (String, String)
        switch target {
        case .event(let event):
            name = try PlannedEvents.reference(to: event, from: task, operation)
            words = "\(distance.words) \(name)"
        case .task(let other):
            try refuseCircle(task, other, operation)
            name = try reference(to: other, from: task, operation)
            words = "\(distance.words) \(name)"
        case .body(let body, _):
            let body = body.nfc.trimmed
            guard !body.isEmpty else { throw TimingRefusal.noAnchor }
            (name, words) = (body, body)
        }
        try write(task, target, distance, words, isRead: false, operation)
        let old = try time(of: task, operation)
        var time = old
        time.relative = PlannedTime.Offset(
            anchor: name, offsetDays: distance.isWorking ? nil : distance.days,
            offsetWorkingDays: distance.isWorking ? distance.days : nil, phrase: words)
        (time.kind, time.bound, time.phrase, time.recurrence) = (.relative, nil, words, nil)
        if case .body = target {
            (time.kind, time.value, time.relative, time.external) = (.asNeeded, words, nil, words)
        }
        let due = try EventMove.due(of: task, operation)
        try set(task, time, due: due, words: words, operation)
        try TaskRows.note("hung", on: task, words: words, newDue: due, operation)
        try operation.record(
            "task.hang", on: Subject("task", task), before: ["time": old.words],
            after: ["time": words, "due": due?.iso])
        try EventMove.follow(task, by: operation)
    }

    /// The time stands by itself again, on the day it has now.
    public static func release(_ task: ID<Task>, by operation: Operation) throws {
        try open(task, operation)
        guard let anchor = try TaskAnchor.of(task, operation) else { throw TimingRefusal.noAnchor }
        try operation.run("DELETE FROM task_anchor WHERE task = \(task)")
        let due: Day? = try operation.value("SELECT due_day FROM task WHERE id = \(task)")
        if let due { try set(task, PlannedTime(.date, due.iso), due: due, words: due.vietnamese, operation) }
        try TaskRows.note("released", on: task, words: anchor.words, newDue: due, operation)
        try operation.record(
            "task.release", on: Subject("task", task), before: ["time": anchor.words], after: ["due": due?.iso])
    }

    /// The plan of the other body is there: the task gets its time, with the paper that says so.
    public static func settle(_ task: ID<Task>, at time: PlannedTime, paper: String, by operation: Operation) throws {
        try open(task, operation)
        guard let anchor = try TaskAnchor.of(task, operation), case .body(let body, _) = anchor.target else {
            throw TimingRefusal.notWaiting
        }
        let paper = paper.nfc.trimmed
        guard !paper.isEmpty else { throw TimingRefusal.noPaper }
        guard let due = time.dueDay else { throw TimingRefusal.needsDay }
        try operation.run("UPDATE task_anchor SET settled = \(paper) WHERE task = \(task)")
        var time = time
        time.external = body
        let words = time.words
        try set(task, time, due: due, words: words, operation)
        try TaskRows.note("settled", on: task, words: "\(words), theo \(paper)", newDue: due, operation)
        try operation.record(
            "task.settle", on: Subject("task", task), before: ["time": anchor.words],
            after: ["time": words, "due": due.iso, "paper": paper])
        try EventMove.follow(task, by: operation)
    }

    // MARK: Parts of operations

    /// A time that was typed anew stands by itself; what hangs on the task follows.
    static func retyped(_ task: ID<Task>, by operation: Operation) throws {
        try operation.run("DELETE FROM task_anchor WHERE task = \(task)")
        try EventMove.follow(task, by: operation)
    }

    static func write(
        _ task: ID<Task>, _ target: TaskAnchor.Target, _ distance: TaskAnchor.Distance, _ words: String, isRead: Bool,
        _ operation: Operation
    ) throws {
        var (event, other, body): (ID<PlannedEvent>?, ID<Task>?, String?) = (nil, nil, nil)
        switch target {
        case .event(let id): event = id
        case .task(let id): other = id
        case .body(let text, _): body = text
        }
        try operation.run("DELETE FROM task_anchor WHERE task = \(task)")
        try operation.run(
            """
            INSERT INTO task_anchor (task, event, other, body, days, working, words, origin)
            VALUES (\(task), \(event), \(other), \(body), \(distance.days), \(distance.isWorking ? 1 : 0), \(words),
                    \(isRead ? "read" : "typed"))
            """)
    }

    /// Gives a task a time and a due day; a task without a day is in the list of those.
    static func set(_ task: ID<Task>, _ time: PlannedTime, due: Day?, words: String?, _ operation: Operation) throws {
        var time = time
        if time.relative != nil { (time.value, time.values, time.derived) = (due?.iso, [], due != nil) }
        let schedule: TaskSchedule = due != nil ? .dated : time.schedule == .regular ? .regular : .undated
        let year: Int = try operation.value("SELECT year FROM task WHERE id = \(task)")
        // The year of the programme stays: a task of December that slips into January is still this year's.
        let quarter = due.map { $0.year == year ? $0.quarter : $0.year < year ? 1 : 4 }
        try TaskTally.keeping(.task(task), operation) {
            try operation.run(
                """
                UPDATE task SET time = \(try time.stored), first_day = \(time.firstDay ?? due), due_day = \(due),
                    due_sort = \(due?.iso ?? "9999-12-31"), schedule = \(schedule), quarter = \(quarter),
                    changed = \(operation.now)
                WHERE id = \(task)
                """)
            if let words { try operation.run("UPDATE task SET time_words = \(words) WHERE id = \(task)") }
        }
    }

    /// A task as another one's time names it: by its place, never by its text, since who sees the one may not see the other.
    static func reference(to other: ID<Task>, from task: ID<Task>, _ db: any Reader) throws -> String {
        let row = try db.one(
            """
            SELECT t.section, t.ordinal, p.number, p.id AS plan, (SELECT o.plan FROM task o WHERE o.id = \(task)) AS own
            FROM task t JOIN plan p ON p.id = t.plan WHERE t.id = \(other)
            """)
        let (section, ordinal): (String, String?) = (try row("section"), try row("ordinal"))
        let place = ordinal.map { section.isEmpty ? $0 : "\(section).\($0)" } ?? section
        let words = place.isEmpty ? "một việc khác" : "mục \(place)"
        guard try row("plan") as ID<Plan> != row("own") else { return words }
        return words + " của \(try row("number") as String? ?? "kế hoạch khác")"
    }

    static func time(of task: ID<Task>, _ db: any Reader) throws -> PlannedTime {
        try PlannedTime(stored: db.value("SELECT time FROM task WHERE id = \(task)"))
    }

    private static func open(_ task: ID<Task>, _ db: any Reader) throws {
        guard let row = try db.first("SELECT state FROM task WHERE id = \(task)") else { throw TaskRefusal.notFound }
        let state: Task.State = try row("state")
        guard state == .toDo || state == .doing else { throw TimingRefusal.closed }
    }

    private static func refuseCircle(_ task: ID<Task>, _ other: ID<Task>, _ db: any Reader) throws {
        let chain = try db.all(
            """
            WITH RECURSIVE up (task, depth) AS (
                SELECT CAST(\(other) AS BIGINT), 0
                UNION ALL
                SELECT a.other, u.depth + 1 FROM up u JOIN task_anchor a ON a.task = u.task
                WHERE a.other IS NOT NULL AND u.depth < 100
            )
            SELECT t.id, t.text FROM up u JOIN task t ON t.id = u.task ORDER BY u.depth
            """
        ).map { row -> (id: ID<Task>, text: String) in (try row("id"), try row("text")) }
        guard !chain.isEmpty else { throw TimingRefusal.noAnchor }
        guard let end = chain.firstIndex(where: { $0.id == task }) else { return }
        throw TimingRefusal.circle(chain[...end].map { $0.text.shortened(40) }.joined(separator: " → "))
    }
}
