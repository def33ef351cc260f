import Database
import Office
import Vocabulary

/// Bảng quý: the year's dated tasks by quarter, the late ones first.
public struct ProgrammeBoard: Equatable, Sendable {
    public struct Quarter: Equatable, Sendable {
        public let number: Int
        public let totals: TaskTotals
        /// At most three: late, then to come, then done.
        public let lines: [Line]
    }

    public struct Line: Equatable, Sendable {
        public let id: ID<Task>
        public let text: String
        public let due: Day?
        public let state: Task.State

        public func isLate(on day: Day) -> Bool { Task.isLate(state, due: due, on: day) }
    }

    public let year: Int
    public let quarters: [Quarter]
    /// Việc thường xuyên, việc chưa định thời gian: how many, at most one more than `TaskTotals.most`.
    public let regular: Int
    public let undated: Int

    public var all: Int { quarters.reduce(0) { $0 + $1.totals.standing } }

    static let linesPerQuarter = 3

    /// Three queries, one more for who sees only a unit's own tasks. Each count stops at `TaskTotals.most`.
    public static func of(_ year: Int, for visitor: Visitor, today: Day, _ db: any Reader) throws -> ProgrammeBoard {
        let query = try TaskQuery(
            plain: ["t.year = \(year)"], selective: TaskQuery.own(visitor), few: TaskQuery.listedTasks,
            for: visitor, db)
        let totals =
            try query.isStartedFromKeys ? grouped(query, today, db) : counted(query, today, db)
        let lines = try lines(query, db)
        let others = try db.one(
            """
            SELECT (SELECT count(*) FROM (SELECT 1 AS n \(sql: query.fromWhere) AND t.schedule = 'regular'
                    LIMIT \(TaskTotals.most + 1)) r) AS regular,
                   (SELECT count(*) FROM (SELECT 1 AS n \(sql: query.fromWhere) AND t.schedule = 'undated'
                    LIMIT \(TaskTotals.most + 1)) u) AS undated
            """)
        return ProgrammeBoard(
            year: year,
            quarters: (1...4).map { number in
                Quarter(number: number, totals: totals[number] ?? TaskTotals(), lines: lines[number] ?? [])
            }, regular: try others("regular"), undated: try others("undated"))
    }

    /// One pass over few tasks.
    private static func grouped(_ query: TaskQuery, _ today: Day, _ db: any Reader) throws -> [Int: TaskTotals] {
        var totals: [Int: TaskTotals] = [:]
        try db.each(
            """
            SELECT counted.quarter, \(sql: TaskTotals.columns(today))
            FROM (SELECT t.quarter, t.state, t.due_sort \(sql: query.fromWhere) AND t.quarter IS NOT NULL) counted
            GROUP BY counted.quarter
            """
        ) { totals[try $0("quarter")] = try TaskTotals($0) }
        return totals
    }

    /// Sixteen short walks of one index, whatever the length of the year.
    private static func counted(_ query: TaskQuery, _ today: Day, _ db: any Reader) throws -> [Int: TaskTotals] {
        let states: [SQL] = [
            "t.state = 'done'", "t.state = 'doing' AND t.due_sort >= \(today)",
            "t.state = 'toDo' AND t.due_sort >= \(today)", "t.state IN ('toDo', 'doing') AND t.due_sort < \(today)",
        ]
        let counts = (1...4).flatMap { quarter in
            states.map { state -> SQL in
                """
                (SELECT count(*) FROM (SELECT 1 AS n \(sql: query.fromWhere) AND t.quarter = \(quarter) AND \(sql: state)
                 LIMIT \(TaskTotals.most + 1)) c)
                """
            }
        }
        let row = try db.one("SELECT " + counts.joined())
        var totals: [Int: TaskTotals] = [:]
        for quarter in 1...4 {
            let found: [Int] = try (0..<4).map { try row((quarter - 1) * 4 + $0) }
            totals[quarter] = TaskTotals(
                done: found[0], doing: found[1], late: found[3], toDo: found[2],
                isCapped: found.contains { $0 > TaskTotals.most })
        }
        return totals
    }

    private static func lines(_ query: TaskQuery, _ db: any Reader) throws -> [Int: [Line]] {
        let parts = (1...4).map { quarter -> SQL in
            """
            SELECT * FROM (SELECT t.quarter, t.state_sort, t.due_sort, t.id, t.text, t.due_day, t.state
                \(sql: query.fromWhere) AND t.quarter = \(quarter) AND t.state <> 'dropped'
                ORDER BY t.state_sort, t.due_sort, t.id LIMIT \(linesPerQuarter)) q
            """
        }
        var lines: [Int: [Line]] = [:]
        try db.each(parts.joined(separator: " UNION ALL ") + " ORDER BY 1, 2, 3, 4") { row in
            lines[try row("quarter"), default: []].append(
                Line(id: try row("id"), text: try row("text"), due: try row("due_day"), state: try row("state")))
        }
        return lines
    }
}
