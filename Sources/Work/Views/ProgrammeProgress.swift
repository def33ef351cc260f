import Database
import Office
import Vocabulary

/// Tiến độ: how the tasks of a year stand by quarter, month, lead unit and plan; each number has an address of its rows.
public struct ProgrammeProgress: Equatable, Sendable {
    public struct OfPlan: Equatable, Sendable {
        public let plan: ID<Plan>
        public let name: String
        public let totals: TaskTotals
    }

    public let board: ProgrammeBoard
    public let months: [TaskTotals]
    public let leads: [LeaderQuarter.Lead]
    public let plans: [OfPlan]
    /// There are more leads or plans than are shown.
    public let isCut: Bool

    static let mostBars = 40
    /// By unit and plan so many tasks are looked at, those due first.
    static let mostTasks = 20_000

    /// Six queries.
    public static func of(_ year: Int, for visitor: Visitor, today: Day, _ db: any Reader) throws -> ProgrammeProgress {
        let months = try ProgrammeYear.months(year, for: visitor, today: today, db)
        let leads = try LeaderQuarter.leads(year, nil, for: visitor, today: today, most: mostTasks, db)
        let plans = try plans(year, for: visitor, today: today, db)
        return ProgrammeProgress(
            board: try ProgrammeBoard.of(year, for: visitor, today: today, db),
            months: (1...12).map { months[$0] ?? TaskTotals() }, leads: Array(leads.prefix(mostBars)),
            plans: Array(plans.prefix(mostBars)), isCut: leads.count > mostBars || plans.count > mostBars)
    }

    private static func plans(_ year: Int, for visitor: Visitor, today: Day, _ db: any Reader) throws -> [OfPlan] {
        let query = try TaskQuery(
            plain: ["t.year = \(year)"], selective: TaskQuery.own(visitor), few: TaskQuery.listedTasks, for: visitor, db
        )
        return try db.all(
            """
            SELECT p.id, COALESCE(p.number, p.title) AS name, \(sql: TaskTotals.columns(today))
            FROM (SELECT t.plan, t.state, t.due_sort \(sql: query.counted) LIMIT \(mostTasks)) counted
            JOIN plan p ON p.id = counted.plan GROUP BY p.id, COALESCE(p.number, p.title) ORDER BY p.id
            """
        ).map { row in
            let name: String = try row("name")
            return OfPlan(plan: try row("id"), name: name, totals: try TaskTotals(row))
        }
    }
}
