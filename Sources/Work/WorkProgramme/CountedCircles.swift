import Database
import Office
import Vocabulary

/// What the book says of the tasks that a visitor sees.
struct CountedCircles {
    private let circles: [String]

    /// Nil for who sees several circles that may share tasks: those are counted one by one.
    init?(of visitor: Visitor) {
        let all = visitor.scope(.readAllTasks)
        let own: [String] = if case .branches(let paths) = TaskScope.ownUnits(of: visitor) { paths } else { [] }
        switch (all, own.count) {
        case (.everything, 0): circles = [TaskTally.programmes(of: "/")]
        case (.branches(let paths), 0): circles = paths.map(TaskTally.programmes(of:))
        case (.nothing, 0...1): circles = own.map(TaskTally.units(of:))
        default: return nil
        }
    }

    /// `counted`, rows of the book of one year; more conditions may follow with AND.
    private func rows(_ year: Int) -> SQL {
        "FROM task_tally counted WHERE counted.circle IN (\(list: circles)) AND counted.year = \(year)"
    }

    /// How the tasks of one list and quarter (0: none) stand.
    typealias Totals = (schedule: TaskSchedule, quarter: Int, totals: TaskTotals)

    /// In one query.
    func totals(_ year: Int, today: Day, _ db: any Reader) throws -> [Totals] {
        try db.all(
            """
            SELECT counted.schedule, counted.quarter, \(sql: TaskTotals.columns(today, summed: true)) \(sql: rows(year))
            GROUP BY counted.schedule, counted.quarter
            """
        ).map { (try $0("schedule"), try $0("quarter"), try TaskTotals($0)) }
    }

    /// How many tasks fulfil a filter, by state; nil where the filter asks for what the book does not know.
    func totals(_ filter: TaskFilter, today: Day, _ db: any Reader) throws -> TaskTotals? {
        guard filter.unit == nil, filter.role == nil, filter.plan == nil, filter.kind == nil, filter.mine == nil,
            filter.issuerKind == nil,
            filter.words.isEmpty
        else { return nil }
        var conditions: [SQL] = ["counted.schedule = \(filter.schedule)"]
        if filter.schedule == .dated, let quarter = filter.quarter { conditions.append("counted.quarter = \(quarter)") }
        if let days = filter.days {
            conditions.append("counted.due_sort BETWEEN \(days.lowerBound) AND \(days.upperBound)")
        }
        if let status = filter.status {
            conditions.append(
                TaskQuery.holds(
                    status, isOpen: "counted.state IN ('toDo', 'doing')", state: "counted.state",
                    due: "counted.due_sort",
                    today))
        }
        let row = try db.one(
            """
            SELECT \(sql: TaskTotals.columns(today, summed: true)) \(sql: rows(filter.year))
            AND \(sql: conditions.joined(separator: " AND "))
            """)
        return try TaskTotals(row)
    }

    /// How the dated tasks of each month (`month`: `2026-11`) stand.
    func months(_ year: Int, today: Day, _ db: any Reader) throws -> [Row] {
        try db.all(
            """
            SELECT substr(counted.due_sort, 1, 7) AS month, \(sql: TaskTotals.columns(today, summed: true))
            \(sql: rows(year)) AND counted.schedule = 'dated' GROUP BY substr(counted.due_sort, 1, 7)
            """)
    }

    /// How many tasks that still stand are due on each day of a span, and how many of them are open.
    func days(_ days: ClosedRange<Day>, year: Int, _ db: any Reader) throws -> [Day: (standing: Int, open: Int)] {
        var found: [Day: (standing: Int, open: Int)] = [:]
        try db.each(
            """
            SELECT counted.due_sort, COALESCE(sum(counted.tasks), 0) AS standing,
                COALESCE(sum(counted.tasks) FILTER (WHERE counted.state IN ('toDo', 'doing')), 0) AS open
            \(sql: rows(year)) AND counted.schedule = 'dated' AND counted.state <> 'dropped'
                AND counted.due_sort BETWEEN \(days.lowerBound) AND \(days.upperBound)
            GROUP BY counted.due_sort
            """
        ) { row in
            let standing: Int = try row("standing")
            if standing > 0 { found[try row("due_sort")] = (standing, try row("open")) }
        }
        return found
    }
}
