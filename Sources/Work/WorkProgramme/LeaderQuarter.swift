import Database
import Office
import Vocabulary

/// Quý này: the quarter on one sheet, for who answers for all of it.
public struct LeaderQuarter: Equatable, Sendable {
    /// How far a lead is with its tasks of the quarter.
    public struct Lead: Equatable, Sendable {
        public let unit: ID<Unit>?
        public let name: String
        public let totals: TaskTotals
    }

    /// What was last done with a task.
    public struct Latest: Equatable, Sendable {
        public let at: Instant
        public let who: String
        public let act: TaskDetail.Step.Act
        public let words: String?
    }

    public let year: Int
    public let quarter: Int
    public let board: ProgrammeBoard
    public let late: MyWork.Group
    public let latest: [ID<Task>: Latest]
    public let soon: MyWork.Group
    /// The next ones until the quarter's end, after those due in seven days.
    public let upcoming: [TaskLine]
    public let drafts: [MyWork.WaitingDraft]
    /// Difficulties put to the leader, at most `mostEscalated`.
    public let escalated: DifficultyList
    /// Those with late tasks first; at most `mostLeads`.
    public let leads: [Lead]
    public let hasMoreLeads: Bool

    static let mostLeads = 10
    static let mostEscalated = 10

    public var totals: TaskTotals { board.quarters.first { $0.number == quarter }?.totals ?? TaskTotals() }

    /// The last day of the quarter.
    public var end: Day { Day.last(ofMonth: quarter * 3, year: year) ?? Day(number: 0) }

    public static func of(year: Int, quarter: Int, for visitor: Visitor, today: Day, _ db: any Reader) throws
        -> LeaderQuarter
    {
        let own = TaskQuery.own(visitor)
        let soonest = today.adding(days: 7)
        let end = Day.last(ofMonth: quarter * 3, year: year) ?? today
        func group(_ days: SQL, limit: Int) throws -> MyWork.Group {
            try MyWork.group(["t.state_sort = 1", days], own, for: visitor, limit: limit, db)
        }
        let late = try group("t.due_sort < \(today)", limit: 10)
        let leads = try leads(year, quarter, for: visitor, today: today, db)
        return LeaderQuarter(
            year: year, quarter: quarter, board: try ProgrammeBoard.of(year, for: visitor, today: today, db),
            late: late, latest: try latest(late.lines.map(\.id), db),
            soon: try group("t.due_sort BETWEEN \(today) AND \(soonest)", limit: 10),
            upcoming: try group("t.due_sort > \(soonest) AND t.due_sort <= \(end)", limit: 6).lines,
            drafts: try MyWork.drafts(visitor, db),
            escalated: try DifficultyList.page(.init(state: .escalated), for: visitor, size: mostEscalated, db),
            leads: Array(leads.prefix(mostLeads)),
            hasMoreLeads: leads.count > mostLeads)
    }

    private static func latest(_ tasks: [ID<Task>], _ db: any Reader) throws -> [ID<Task>: Latest] {
        var latest: [ID<Task>: Latest] = [:]
        try db.each(
            """
            SELECT task, at, who, act, words FROM task_step
            WHERE id IN (SELECT max(id) FROM task_step WHERE task IN (\(list: tasks)) GROUP BY task)
            """
        ) { row in
            latest[try row("task")] = Latest(
                at: try row("at"), who: try row("who"), act: try row("act"), words: try row("words"))
        }
        return latest
    }

    /// Counts the first tasks of the quarter, or of the dated ones of the year.
    static func leads(
        _ year: Int, _ quarter: Int?, for visitor: Visitor, today: Day, most: Int = 5000, _ db: any Reader
    ) throws -> [Lead] {
        let when: SQL = quarter.map { "t.quarter = \($0)" } ?? "t.schedule = 'dated'"
        let query = try TaskQuery(
            plain: ["t.year = \(year)", when], selective: TaskQuery.own(visitor), for: visitor, db)
        return try db.all(
            """
            SELECT counted.unit, counted.name, \(sql: TaskTotals.columns(today))
            FROM (SELECT tu.unit, COALESCE(u.name, tu.name) AS name, q.state, q.due_sort
                  FROM (SELECT t.id, t.state, t.due_sort \(sql: query.fromWhere) AND t.state <> 'dropped'
                        ORDER BY t.due_sort LIMIT \(most)) q
                  JOIN task_unit tu ON tu.task = q.id AND tu.role = 'lead' LEFT JOIN unit u ON u.id = tu.unit) counted
            GROUP BY counted.unit, counted.name
            """
        ).map { row in
            Lead(unit: try row("unit"), name: try row("name"), totals: try TaskTotals(row))
        }.sorted {
            ($1.totals.late, $1.totals.all, $0.name) < ($0.totals.late, $0.totals.all, $1.name)
        }
    }
}
