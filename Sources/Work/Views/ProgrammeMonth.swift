import Database
import Office
import Vocabulary

/// Lịch tháng: what is due, what takes place and what is kept on each day of a month.
public struct ProgrammeMonth: Equatable, Sendable {
    public struct Line: Equatable, Sendable {
        public let task: ID<Task>
        public let text: String
        public let state: Task.State
        public let due: Day
    }

    public let year: Int
    public let month: Int
    /// How many tasks that stand are due on a day, and whether one of them is late.
    public let counts: [Day: MyWork.DayOfMonth]
    /// The first ones of each day, open ones before the others.
    public let lines: [Day: [Line]]
    public let events: [PlannedEvent]
    public let anniversaries: [Anniversary]

    public static let linesPerDay = 3

    public var first: Day { Day(year: year, month: month, day: 1) ?? Day(number: 0) }
    public var last: Day { Day.last(ofMonth: month, year: year) ?? first }

    /// Four queries, five for who sees several circles, however many tasks a month has.
    public static func of(year: Int, month: Int, for visitor: Visitor, today: Day, _ db: any Reader) throws
        -> ProgrammeMonth
    {
        let first = Day(year: year, month: month, day: 1) ?? today
        let last = Day.last(ofMonth: month, year: year) ?? today
        let counts = try MyWork.days(of: first, for: visitor, today: today, db)
        return ProgrammeMonth(
            year: year, month: month, counts: counts,
            lines: try lines(counts.keys.sorted(), year, for: visitor, db),
            events: try events(first...last, for: visitor, db),
            anniversaries: try Anniversaries.all(for: visitor, db).filter { $0.month == month })
    }

    private static func lines(_ days: [Day], _ year: Int, for visitor: Visitor, _ db: any Reader) throws -> [Day:
        [Line]]
    {
        guard !days.isEmpty else { return [:] }
        let query = try TaskQuery(
            plain: ["t.year = \(year)", "t.schedule = 'dated'"], selective: TaskQuery.own(visitor),
            few: TaskQuery.listedTasks, for: visitor, db)
        let parts = days.map { day -> SQL in
            """
            SELECT * FROM (SELECT t.due_sort, t.state_sort, t.id, t.text, t.state, t.due_day
                \(sql: query.fromWhere) AND t.due_sort = \(day.iso) AND t.state <> 'dropped'
                ORDER BY t.id LIMIT \(linesPerDay)) q
            """
        }
        var lines: [Day: [Line]] = [:]
        try db.each(parts.joined(separator: " UNION ALL ") + " ORDER BY 1, 2, 3") { row in
            let due: Day = try row("due_day")
            lines[due, default: []].append(
                Line(task: try row("id"), text: try row("text"), state: try row("state"), due: due))
        }
        return lines
    }

    static func events(_ days: ClosedRange<Day>, for visitor: Visitor, _ db: any Reader) throws -> [PlannedEvent] {
        try db.all(
            """
            SELECT \(sql: PlannedEvent.columns) FROM plan_event e JOIN plan p ON p.id = e.plan
            WHERE e.first_day <= \(days.upperBound) AND e.last_day >= \(days.lowerBound) AND p.state = 'inForce'
                AND \(sql: PlanScope.condition(for: visitor))
            ORDER BY e.first_day, e.id LIMIT 200
            """
        ).map(PlannedEvent.init)
    }
}

/// Lịch năm: for each month its anniversaries, its events, and how many tasks are due.
public struct ProgrammeYear: Equatable, Sendable {
    public struct Month: Equatable, Sendable {
        public let number: Int
        public let totals: TaskTotals
    }

    public let year: Int
    public let months: [Month]
    public let events: [PlannedEvent]
    public let anniversaries: [Anniversary]

    /// Three queries.
    public static func of(_ year: Int, for visitor: Visitor, today: Day, _ db: any Reader) throws -> ProgrammeYear {
        let totals = try months(year, for: visitor, today: today, db)
        let first = Day(year: year, month: 1, day: 1) ?? today
        let last = Day(year: year, month: 12, day: 31) ?? today
        return ProgrammeYear(
            year: year, months: (1...12).map { Month(number: $0, totals: totals[$0] ?? TaskTotals()) },
            events: try ProgrammeMonth.events(first...last, for: visitor, db),
            anniversaries: try Anniversaries.all(for: visitor, db))
    }

    /// From the book of tallies; who sees several circles has the tasks looked at.
    static func months(_ year: Int, for visitor: Visitor, today: Day, _ db: any Reader) throws -> [Int: TaskTotals] {
        let rows: [Row]
        if let circles = CountedCircles(of: visitor) {
            rows = try circles.months(year, today: today, db)
        } else {
            let query = try TaskQuery(
                plain: ["t.year = \(year)", "t.schedule = 'dated'"], selective: TaskQuery.own(visitor),
                few: TaskQuery.listedTasks, for: visitor, db)
            rows = try db.all(
                """
                SELECT substr(counted.due_sort, 1, 7) AS month, \(sql: TaskTotals.columns(today))
                FROM (SELECT t.due_sort, t.state \(sql: query.counted) LIMIT 20000) counted
                GROUP BY substr(counted.due_sort, 1, 7)
                """)
        }
        var found: [Int: TaskTotals] = [:]
        for row in rows {
            let month: String = try row("month")
            guard month.hasPrefix("\(year)-"), let number = Int(month.suffix(2)) else { continue }
            found[number] = try TaskTotals(row)
        }
        return found
    }
}
