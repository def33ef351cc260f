import Database
import Office
import Vocabulary

/// Dời sự kiện: what moves when an event moves, shown first and then done in one transaction.
public struct EventMove: Equatable, Sendable {
    /// One task that hangs on the event, directly or over other tasks.
    public struct Line: Equatable, Sendable {
        public enum Remark: Equatable, Sendable {
            /// Done or dropped: nothing changes.
            case closed
            /// The event has no day any more, or not yet: the task waits.
            case waits
            case dayOff(String)
            case beforePlan(Day)
            /// Postponed by hand to a later day, which stays.
            case postponed(Day)
        }

        public let task: ID<Task>
        public let text: String
        public let lead: String?
        public let words: String
        /// 1 for what hangs on the event itself.
        public let depth: Int
        public let old: Day?
        public let new: Day?
        public let remarks: [Remark]

        public var isChanged: Bool { old != new && !remarks.contains(.closed) }
    }

    public let event: PlannedEvent
    public let time: PlannedTime
    public let lines: [Line]

    /// What the move would do; nothing is written.
    public static func preview(_ event: ID<PlannedEvent>, to time: PlannedTime, _ db: any Reader) throws -> EventMove {
        let event = try PlannedEvents.event(event, db)
        guard time.kind != .unstated else { throw TimingRefusal.badTime("") }
        guard time != event.time else { throw TimingRefusal.sameTime }
        return EventMove(
            event: event, time: time, lines: try lines("a.event = \(event.id)", from: time.exactDays, db))
    }

    /// Moves the event and all that hangs on it.
    ///
    /// - Parameter known: when the event last changed, as the form knew it.
    @discardableResult
    public static func move(
        _ id: ID<PlannedEvent>, to time: PlannedTime, because why: String, known: Instant? = nil,
        by operation: Operation
    ) throws -> EventMove {
        let why = why.nfc.trimmed
        guard !why.isEmpty else { throw TimingRefusal.noReason }
        let move = try preview(id, to: time, operation)
        if let known, known != move.event.changed { throw TimingRefusal.changedMeanwhile }
        try PlannedEvents.setTime(of: id, to: time, time.words, operation)
        try write(move.lines, because: "dời từ \(move.event.timeWords) sang \(time.words)", of: move.event, operation)
        try operation.record(
            "event.move", on: Subject("event", id), before: ["time": move.event.timeWords],
            after: ["time": time.words, "tasks": String(move.lines.count(where: \.isChanged))], why: why)
        return move
    }

    /// What hangs on a task moves with it: called by every operation that gives a task another day.
    static func follow(_ task: ID<Task>, by operation: Operation) throws {
        let row = try operation.one("SELECT due_day, closed_on FROM task WHERE id = \(task)")
        let due: Day? = try row("closed_on") ?? row("due_day")
        let lines = try lines("a.other = \(task)", from: due.map { $0...$0 }, operation)
        for line in lines where line.isChanged {
            let name = try TaskAnchors.reference(to: task, from: line.task, operation)
            try write([line], because: "theo \(name)", operation)
        }
    }

    /// What hangs on an event follows the time that a newer version of its plan gave it.
    static func follow(_ id: ID<PlannedEvent>, by operation: Operation) throws {
        let event = try PlannedEvents.event(id, operation)
        let lines = try lines("a.event = \(id)", from: event.days, operation)
        try write(lines, because: "kế hoạch ghi \(event.timeWords)", of: event, operation)
    }

    /// What would move with a task, for its form.
    static func following(_ task: ID<Task>, _ db: any Reader) throws -> Int {
        try lines("a.other = \(task)", from: nil, db).count { !$0.remarks.contains(.closed) }
    }

    /// The due day that its anchor gives a task; nil while that has no day.
    static func due(of task: ID<Task>, _ db: any Reader) throws -> Day? {
        guard let anchor = try TaskAnchor.of(task, db) else { return nil }
        let calendar = try WorkingCalendar.workingDays(db)
        switch anchor.target {
        case .event(let event):
            return try PlannedEvents.event(event, db).days.map { anchor.distance.day(from: $0, calendar) }
        case .task(let other):
            let row = try db.one("SELECT due_day, closed_on FROM task WHERE id = \(other)")
            let due: Day? = try row("closed_on") ?? row("due_day")
            return due.map { anchor.distance.day(from: $0...$0, calendar) }
        case .body: return nil
        }
    }

    // MARK: Lines

    /// One query for the whole chain, whatever hangs on it.
    private static func lines(_ start: SQL, from span: ClosedRange<Day>?, _ db: any Reader) throws -> [Line] {
        let rows = try db.all(
            """
            WITH RECURSIVE hung (task, depth) AS (
                SELECT a.task, 1 FROM task_anchor a WHERE \(sql: start)
                UNION ALL
                SELECT a.task, h.depth + 1 FROM hung h JOIN task_anchor a ON a.other = h.task WHERE h.depth < 100
            )
            SELECT h.depth, t.id, t.text, t.lead_text, t.time, t.due_day, t.closed_on, t.state, a.other, a.days, a.working,
                a.words, p.issued_on
            FROM hung h JOIN task t ON t.id = h.task JOIN task_anchor a ON a.task = t.id JOIN plan p ON p.id = t.plan
            ORDER BY h.depth, t.due_sort, t.id
            """)
        guard !rows.isEmpty else { return [] }
        let calendar = try WorkingCalendar.workingDays(db)
        var days: [ID<Task>: Day] = [:]
        return try rows.map { row in
            let (id, depth): (ID<Task>, Int) = (try row("id"), try row("depth"))
            let old: Day? = try row("due_day")
            let state: Task.State = try row("state")
            let isClosed = state == .done || state == .dropped
            let distance = TaskAnchor.Distance(days: try row("days"), isWorking: try row("working") as Int == 1)
            let base: ClosedRange<Day>? =
                depth == 1 ? span : (try row("other") as ID<Task>?).flatMap { days[$0] }.map { $0...$0 }
            var (new, remarks): (Day?, [Line.Remark]) = (base.map { distance.day(from: $0, calendar) }, [])
            if isClosed {
                (new, remarks) = (old, [.closed])
                days[id] = try row("closed_on") ?? old
            } else {
                let stood = try PlannedTime(stored: row("time")).dueDay
                if let old, let planned = stood, old > planned, let moved = new, old > moved {
                    (new, remarks) = (old, [.postponed(old)])
                }
                if let new {
                    if let off = calendar.reasonOff(new) { remarks.append(.dayOff(off)) }
                    if let issued: Day = try row("issued_on"), new < issued { remarks.append(.beforePlan(issued)) }
                } else {
                    remarks.append(.waits)
                }
                days[id] = new
            }
            return Line(
                task: id, text: try row("text"), lead: try row("lead_text"), words: try row("words"), depth: depth,
                old: old, new: new, remarks: remarks)
        }
    }

    private static func write(_ lines: [Line], because why: String, of event: PlannedEvent, _ operation: Operation)
        throws
    {
        for line in lines where line.isChanged {
            let name = try PlannedEvents.reference(to: event.id, from: line.task, operation)
            try write([line], because: "\(name): \(why)", operation)
        }
    }

    private static func write(_ lines: [Line], because why: String, _ operation: Operation) throws {
        for line in lines where line.isChanged {
            let time = try TaskAnchors.time(of: line.task, operation)
            try TaskAnchors.set(line.task, time, due: line.new, words: nil, operation)
            try TaskRows.note(
                "moved", on: line.task, words: why, oldDue: line.old, newDue: line.new, operation)
            let day = line.new.map { "hạn mới \($0.vietnamese)" } ?? "chờ định ngày"
            try TaskNotices.tell(.taskMoved, "Dời theo, \(day)", line.task, why: why, by: operation)
        }
    }
}
