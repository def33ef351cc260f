import Database
import Office
import Vocabulary

/// Kết quả thực hiện chương trình: how the tasks that fell due in a period stand, and why some were not done.
public struct ProgrammeResults: Equatable, Sendable {
    public struct Quarter: Equatable, Sendable {
        public let year: Int
        public let quarter: Int
        public let totals: TaskTotals
    }

    public struct Line: Equatable, Sendable {
        public let text: String
        public let lead: String?
        public let due: Day?
        /// What was last said of it: the reason of a dropped task.
        public let reason: String?
    }

    public let days: ClosedRange<Day>
    public let totals: TaskTotals
    public let plans: Int
    public let regular: Int
    public let quarters: [Quarter]
    /// Those with late tasks first.
    public let leads: [LeaderQuarter.Lead]
    public let late: [Line]
    public let dropped: [Line]
    /// What falls due in the ninety days after the period.
    public let next: [Line]

    static let mostLines = 300

    /// Eight queries.
    public static func of(_ days: ClosedRange<Day>, for visitor: Visitor, today: Day, _ db: any Reader) throws
        -> ProgrammeResults
    {
        func query(_ plain: [SQL]) throws -> TaskQuery {
            try TaskQuery(
                plain: plain, selective: TaskQuery.own(visitor), few: TaskQuery.listedTasks, for: visitor, db)
        }
        let due: [SQL] = [
            "t.schedule = 'dated'", "t.due_sort BETWEEN \(days.lowerBound) AND \(days.upperBound)",
        ]
        let all = try query(due)
        let quarters = try db.all(
            """
            SELECT counted.year, counted.quarter, \(sql: TaskTotals.columns(today))
            FROM (SELECT substr(t.due_sort, 1, 4) AS year, (CAST(substr(t.due_sort, 6, 2) AS INTEGER) + 2) / 3 AS quarter,
                t.state, t.due_sort \(sql: all.counted)) counted
            GROUP BY counted.year, counted.quarter ORDER BY counted.year, counted.quarter
            """
        ).map { row in
            let year: String = try row("year")
            return Quarter(year: Int(year) ?? 0, quarter: try row("quarter"), totals: try TaskTotals(row))
        }
        let leads = try db.all(
            """
            SELECT counted.unit, counted.name, \(sql: TaskTotals.columns(today))
            FROM (SELECT tu.unit, COALESCE(u.name, tu.name) AS name, q.state, q.due_sort
                  FROM (SELECT t.id, t.state, t.due_sort \(sql: all.counted)) q
                  JOIN task_unit tu ON tu.task = q.id AND tu.role = 'lead' LEFT JOIN unit u ON u.id = tu.unit) counted
            GROUP BY counted.unit, counted.name
            """
        ).map { row in
            LeaderQuarter.Lead(unit: try row("unit"), name: try row("name"), totals: try TaskTotals(row))
        }.sorted { ($1.totals.late, $1.totals.all, $0.name) < ($0.totals.late, $0.totals.all, $1.name) }
        let parts = quarters.map(\.totals)
        let after = days.upperBound
        return ProgrammeResults(
            days: days,
            totals: TaskTotals(
                done: parts.reduce(0) { $0 + $1.done }, doing: parts.reduce(0) { $0 + $1.doing },
                late: parts.reduce(0) { $0 + $1.late }, toDo: parts.reduce(0) { $0 + $1.toDo },
                dropped: parts.reduce(0) { $0 + $1.dropped }),
            plans: try db.value("SELECT count(DISTINCT t.plan) \(sql: all.counted)"),
            regular: try db.value(
                "SELECT count(*) \(sql: try query(["t.schedule = 'regular'", "t.year BETWEEN \(days.lowerBound.year) AND \(after.year)", "t.state <> 'dropped'"]).counted)"
            ),
            quarters: quarters, leads: leads,
            late: try lines(try query(due + ["t.state_sort = 1", "t.due_sort < \(today)"]), db),
            dropped: try lines(try query(due + ["t.state = 'dropped'"]), db),
            next: try lines(
                try query([
                    "t.schedule = 'dated'", "t.due_sort > \(after)", "t.due_sort <= \(after.adding(days: 92))",
                    "t.state_sort = 1",
                ]), limit: 20, db))
    }

    private static func lines(_ query: TaskQuery, limit: Int = mostLines, _ db: any Reader) throws -> [Line] {
        try db.all(
            """
            SELECT q.text, q.lead_text, q.due_day,
                (SELECT s.words FROM task_step s WHERE s.id =
                    (SELECT max(r.id) FROM task_step r WHERE r.task = q.id AND r.act IN ('postponed', 'dropped', 'commented')))
                AS reason
            FROM (SELECT t.id, t.text, t.lead_text, t.due_day, t.due_sort \(sql: query.fromWhere)
                  ORDER BY t.due_sort, t.id LIMIT \(limit)) q
            ORDER BY q.due_sort, q.id
            """
        ).map { row in
            Line(text: try row("text"), lead: try row("lead_text"), due: try row("due_day"), reason: try row("reason"))
        }
    }
}
