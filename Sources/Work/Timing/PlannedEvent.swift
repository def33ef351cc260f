import Database
import Office
import Vocabulary

/// Sự kiện: something of a plan that has a day of its own, such as a class or a conference, on which other times may hang.
public struct PlannedEvent: Equatable, Sendable {
    public let id: ID<PlannedEvent>
    public let plan: ID<Plan>
    public let name: String
    /// As the plan reader names it: `training`, `conference` …
    public let kind: String
    public let time: PlannedTime
    /// The time in the words of the plan, or of whoever moved it.
    public let timeWords: String
    public let venue: String?
    public let changed: Instant

    /// First and last day; nil while only a month, a quarter or nothing is said: what hangs on it then waits.
    public var days: ClosedRange<Day>? { time.exactDays }

    static let columns: SQL = "e.id, e.plan, e.name, e.kind, e.time, e.time_words, e.venue, e.changed"

    init(_ row: Row) throws {
        id = try row("id")
        plan = try row("plan")
        name = try row("name")
        kind = try row("kind")
        time = try PlannedTime(stored: row("time"))
        timeWords = try row("time_words")
        venue = try row("venue")
        changed = try row("changed")
    }

    public var kindWords: String { Self.words(of: kind) }

    static func words(of kind: String) -> String {
        switch kind {
        case "training": "tập huấn"
        case "conference": "hội nghị"
        case "clusterConference": "hội nghị cụm, khối"
        case "congress": "đại hội"
        case "ceremony": "lễ trao tặng"
        case "launch": "lễ phát động"
        case "councilSession": "họp Hội đồng thi đua, khen thưởng"
        case "initiativeCouncil": "họp Hội đồng sáng kiến"
        case "contest": "cuộc thi"
        case "inspection": "kiểm tra, giám sát"
        case "studyTrip": "học tập kinh nghiệm"
        default: "sự kiện"
        }
    }
}

extension PlannedTime {
    /// The days themselves where the time names days; nil for months, quarters, years and times without a day.
    public var exactDays: ClosedRange<Day>? {
        let values = values.isEmpty ? value.map { [$0] } ?? [] : values
        guard !values.isEmpty, [.date, .period, .relative].contains(kind), bound == nil else { return nil }
        var days: [Day] = []
        for text in values.flatMap({ $0.split(separator: "/") }) {
            guard let day = Day(iso: text.prefix { $0 != "T" }) else { return nil }
            days.append(day)
        }
        guard let first = days.min(), let last = days.max() else { return nil }
        return first...last
    }
}

/// Events of the plans in force.
public enum PlannedEvents {
    /// Those of a plan, in the order of the paper.
    public static func all(of plan: ID<Plan>, _ db: any Reader) throws -> [PlannedEvent] {
        try db.all(
            "SELECT \(sql: PlannedEvent.columns) FROM plan_event e WHERE e.plan = \(plan) ORDER BY e.position, e.id"
        ).map(PlannedEvent.init)
    }

    /// The event, where the visitor sees its plan; refused otherwise like one that does not exist.
    public static func event(_ id: ID<PlannedEvent>, for visitor: Visitor, _ db: any Reader) throws -> PlannedEvent {
        let row = try db.first(
            """
            SELECT \(sql: PlannedEvent.columns) FROM plan_event e JOIN plan p ON p.id = e.plan
            WHERE e.id = \(id) AND \(sql: PlanScope.condition(for: visitor))
            """)
        guard let row else { throw TimingRefusal.noEvent }
        return try PlannedEvent(row)
    }

    static func event(_ id: ID<PlannedEvent>, _ db: any Reader) throws -> PlannedEvent {
        let row = try db.first("SELECT \(sql: PlannedEvent.columns) FROM plan_event e WHERE e.id = \(id)")
        guard let row else { throw TimingRefusal.noEvent }
        return try PlannedEvent(row)
    }

    /// Adds one by hand, as the last of its plan.
    @discardableResult
    public static func add(
        _ name: String, kind: String, time: PlannedTime, venue: String?, to plan: ID<Plan>, by operation: Operation
    ) throws -> ID<PlannedEvent> {
        let name = name.nfc.trimmed
        guard !name.isEmpty else { throw TimingRefusal.noName }
        let id = try insert(
            name, kind: kind, time: time, words: time.words, venue: venue, lines: nil, to: plan, operation)
        try operation.record(
            "event.add", on: Subject("event", id),
            after: ["plan": plan.description, "name": name, "time": time.words])
        return id
    }

    static func insert(
        _ name: String, kind: String, time: PlannedTime, words: String, venue: String?, lines: [Int]?,
        to plan: ID<Plan>, _ operation: Operation
    ) throws -> ID<PlannedEvent> {
        let venue = venue.map(\.nfc.trimmed).flatMap { $0.isEmpty ? nil : $0 }
        let position: Int = try operation.value(
            "SELECT COALESCE(max(position), -1) + 1 FROM plan_event WHERE plan = \(plan)")
        return ID(
            try operation.insert(
                """
                INSERT INTO plan_event (plan, position, name, kind, time, time_words, first_day, last_day, venue, first_line,
                    last_line, changed)
                VALUES (\(plan), \(position), \(name), \(kind), \(try time.stored), \(words), \(time.firstDay),
                    \(time.dueDay), \(venue), \(lines?.first), \(lines?.last), \(operation.now))
                """))
    }

    /// An event as a task's time names it; one of another plan, which not everybody sees, only by that plan's number.
    static func reference(to event: ID<PlannedEvent>, from task: ID<Task>, _ db: any Reader) throws -> String {
        let row = try db.first(
            """
            SELECT e.name, e.plan, p.number, (SELECT t.plan FROM task t WHERE t.id = \(task)) AS own
            FROM plan_event e JOIN plan p ON p.id = e.plan WHERE e.id = \(event)
            """)
        guard let row else { throw TimingRefusal.noEvent }
        guard try row("plan") as ID<Plan> != row("own") else { return try row("name") }
        return "sự kiện của \(try row("number") as String? ?? "kế hoạch khác")"
    }

    static func setTime(of id: ID<PlannedEvent>, to time: PlannedTime, _ words: String, _ operation: Operation) throws {
        try operation.run(
            """
            UPDATE plan_event SET time = \(try time.stored), time_words = \(words), first_day = \(time.firstDay),
                last_day = \(time.dueDay), changed = \(operation.now) WHERE id = \(id)
            """)
    }
}
