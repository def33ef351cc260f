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
    /// Việc thường xuyên, việc chưa định thời gian: how many.
    public let regular: Int
    public let undated: Int

    public var all: Int { quarters.reduce(0) { $0 + $1.totals.standing } }

    static let linesPerQuarter = 3

    /// Counts come from the book of tallies (`TaskTally`), so two queries, one more for who sees only a unit's own tasks;
    /// who sees several such circles has the tasks counted.
    public static func of(_ year: Int, for visitor: Visitor, today: Day, _ db: any Reader) throws -> ProgrammeBoard {
        let query = try TaskQuery(
            plain: ["t.year = \(year)"], selective: TaskQuery.own(visitor), few: TaskQuery.listedTasks,
            for: visitor, db)
        let counted =
            try CountedCircles(of: visitor)?.totals(year, today: today, db) ?? grouped(query, today: today, db)
        let lines = try lines(query, db)
        func total(of schedule: TaskSchedule) -> Int {
            counted.reduce(0) { $1.schedule == schedule ? $0 + $1.totals.all : $0 }
        }
        return ProgrammeBoard(
            year: year,
            quarters: (1...4).map { number in
                let parts = counted.filter { $0.quarter == number }.map(\.totals)
                return Quarter(number: number, totals: TaskTotals(quarter: parts), lines: lines[number] ?? [])
            }, regular: total(of: .regular), undated: total(of: .undated))
    }

    /// Every task looked at.
    private static func grouped(_ query: TaskQuery, today: Day, _ db: any Reader) throws -> [CountedCircles.Totals] {
        try db.all(
            """
            SELECT counted.schedule, counted.quarter, \(sql: TaskTotals.columns(today))
            FROM (SELECT t.schedule, COALESCE(t.quarter, 0) AS quarter, t.state, t.due_sort \(sql: query.fromWhere)) counted
            GROUP BY counted.schedule, counted.quarter
            """
        ).map { (try $0("schedule"), try $0("quarter"), try TaskTotals($0)) }
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
