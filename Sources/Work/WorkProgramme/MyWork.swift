import Database
import Office
import Vocabulary

/// Việc của tôi: what one must do now, and what comes.
public struct MyWork: Equatable, Sendable {
    /// A short list and how many there are in all (at most one more than `TaskTotals.most`).
    public struct Group: Equatable, Sendable {
        public let lines: [TaskLine]
        public let count: Int
    }

    /// A draft that waits until somebody has gone through it.
    public struct WaitingDraft: Equatable, Sendable {
        public let id: ID<Draft>
        public let title: String
        public let year: Int
        public let changed: Instant
        public let account: ID<Account>?
        public let tasks: Int
        public let itemsLeft: Int
        public let warningsLeft: Int
    }

    /// Lead and adviser for who works in a unit, every task in scope for who watches over all.
    public let late: Group
    public let soon: Group
    /// Open tasks due later; empty for who watches over all.
    public let later: Group
    /// Open tasks in which the unit only coordinates; empty for who watches over all.
    public let coordinating: Group
    public let drafts: [WaitingDraft]
    /// Xin ý kiến tôi: questions put to the visitor or the unit, without an answer yet.
    public let asked: [OpinionLine]
    /// Sub-tasks given to the visitor or the unit.
    public let subtasks: [Subtask.Mine]
    public let board: ProgrammeBoard
    public let month: [Day: DayOfMonth]

    public struct DayOfMonth: Equatable, Sendable {
        public let count: Int
        public let isLate: Bool
    }

    static let mostLines = 30

    /// - Parameter month: any day of the month to show.
    public static func of(_ visitor: Visitor, today: Day, month: Day, _ db: any Reader) throws -> MyWork {
        let watchesAll = visitor.may(.readAllTasks)
        let none = Group(lines: [], count: 0)
        let soonest = today.adding(days: 7)
        func group(_ days: SQL, _ roles: [TaskRole]) throws -> Group {
            let own: [TaskQuery.Condition] =
                if !watchesAll, case .branches(let paths) = TaskScope.ownUnits(of: visitor) {
                    [TaskQuery.units(paths, roles: roles)]
                } else {
                    []
                }
            return try Self.group(["t.state_sort = 1", days], own, for: visitor, limit: mostLines, db)
        }
        return MyWork(
            late: try group("t.due_sort < \(today)", [.lead, .advisor]),
            soon: try group("t.due_sort BETWEEN \(today) AND \(soonest)", [.lead, .advisor]),
            later: watchesAll
                ? none : try group("t.due_sort > \(soonest) AND t.schedule = 'dated'", [.lead, .advisor]),
            coordinating: watchesAll ? none : try group("t.schedule = 'dated'", [.coordinator]),
            drafts: try drafts(visitor, db), asked: try OpinionRequest.waiting(for: visitor, db),
            subtasks: try Subtask.waiting(for: visitor, db),
            board: try ProgrammeBoard.of(today.year, for: visitor, today: today, db),
            month: try days(of: month, for: visitor, today: today, db))
    }

    /// The first tasks by due day that fulfil all conditions.
    static func group(
        _ plain: [SQL], _ selective: [TaskQuery.Condition], for visitor: Visitor, limit: Int, _ db: any Reader
    ) throws -> Group {
        // Without a walk of the whole year for what one unit has to do.
        let query = try TaskQuery(
            plain: plain, selective: selective, few: TaskQuery.listedTasks, for: visitor, db)
        let page = try TaskList.page(of: query, sort: .due, isDescending: false, nil, size: limit, db)
        return Group(lines: page.lines, count: page.after == nil ? page.lines.count : try query.count(db))
    }

    /// Drafts in the visitor's branch that are still being gone through, oldest first.
    static func drafts(_ visitor: Visitor, _ db: any Reader) throws -> [WaitingDraft] {
        guard visitor.may(.preparePlans) else { return [] }
        return try db.all(
            """
            SELECT d.id, d.title, d.year, d.changed, d.account,
                (SELECT count(*) FROM draft_item i WHERE i.draft = d.id AND i.decision <> 'rejected') AS tasks,
                (SELECT count(*) FROM draft_item i WHERE i.draft = d.id AND i.decision = 'waiting') AS items,
                (SELECT count(*) FROM draft_finding n WHERE n.draft = d.id AND n.severity = 'warn' AND n.answer = 'open')
                    AS warnings
            FROM plan_draft d JOIN unit u ON u.id = d.unit
            WHERE d.state = 'reviewing' AND \(sql: visitor.scope(.preparePlans).condition(path: "u.path")) ORDER BY d.changed, d.id LIMIT 20
            """
        ).map { row in
            WaitingDraft(
                id: try row("id"), title: try row("title"), year: try row("year"), changed: try row("changed"),
                account: try row("account"), tasks: try row("tasks"), itemsLeft: try row("items"),
                warningsLeft: try row("warnings"))
        }
    }

    /// What is due on the days of a month; who sees several circles has at most five thousand tasks counted.
    static func days(of month: Day, for visitor: Visitor, today: Day, _ db: any Reader) throws -> [Day:
        DayOfMonth]
    {
        let (year, number, _) = month.civil
        guard let first = Day(year: year, month: number, day: 1), let last = Day.last(ofMonth: number, year: year)
        else { return [:] }
        if let known = try CountedCircles(of: visitor)?.days(first...last, year: year, db) {
            return known.reduce(into: [:]) {
                $0[$1.key] = DayOfMonth(count: $1.value.standing, isLate: $1.value.open > 0 && $1.key < today)
            }
        }
        let query = try TaskQuery(
            plain: ["t.year = \(year)", "t.schedule = 'dated'", "t.due_sort BETWEEN \(first) AND \(last)"],
            selective: TaskQuery.own(visitor), few: TaskQuery.listedTasks, for: visitor, db)
        var days: [Day: DayOfMonth] = [:]
        try db.each(
            """
            SELECT due_sort, count(*) AS tasks, sum(state_sort) AS states
            FROM (SELECT t.due_sort, CASE WHEN t.state_sort = 1 THEN 1 ELSE 0 END AS state_sort \(sql: query.fromWhere)
                  AND t.state <> 'dropped' LIMIT 5000) c
            GROUP BY due_sort
            """
        ) { row in
            let day: Day = try row("due_sort")
            let open: Int = try row("states")
            days[day] = DayOfMonth(count: try row("tasks"), isLate: open > 0 && day < today)
        }
        return days
    }
}
