import Database
import Office
import PlanReader
import Vocabulary

/// One row of the table of tasks.
public struct TaskLine: Equatable, Sendable {
    public struct Evidence: Equatable, Sendable {
        public let words: String
        /// Outside link; nil for papers and notes, which the task's page shows.
        public let address: String?
        /// How many there are in all.
        public let count: Int
    }

    public let id: ID<Task>
    public let plan: ID<Plan>
    /// `IV.3`
    public let reference: String
    public let text: String
    public let kind: PlanDraft.WorkKind
    public let timeWords: String
    public let due: Day?
    public let quarter: Int?
    public let lead: String?
    public internal(set) var coordinators: [String] = []
    public let state: Task.State
    public let closedOn: Day?
    /// The newest evidence.
    public internal(set) var evidence: Evidence?
    /// Nil where the work is not divided.
    public internal(set) var subtasks: Subtask.Count?

    static let columns: SQL = """
        t.id, t.plan, t.section, t.ordinal, t.text, t.kind, t.time_words, t.due_day, t.quarter, t.lead_text, t.state, t.closed_on
        """

    init(_ row: Row) throws {
        id = try row("id")
        plan = try row("plan")
        let (section, ordinal): (String, String?) = (try row("section"), try row("ordinal"))
        reference = ordinal.map { section.isEmpty ? $0 : "\(section).\($0)" } ?? section
        text = try row("text")
        kind = try row("kind")
        timeWords = try row("time_words")
        due = try row("due_day")
        quarter = try row("quarter")
        lead = try row("lead_text")
        state = try row("state")
        closedOn = try row("closed_on")
    }

    public func isLate(on day: Day) -> Bool { Task.isLate(state, due: due, on: day) }
}

/// A page of the table: rows in order, and whether there is more on either side.
public struct TaskList: Equatable, Sendable {
    public let lines: [TaskLine]
    /// Keys for the links `truoc` and `sau`; nil at an end.
    public let before: ID<Task>?
    public let after: ID<Task>?

    public static let pageSize = 50

    public typealias Cursor = KeysetCursor<ID<Task>>

    /// Four queries, one more where a selective condition is asked for; the same for one row and for a full page.
    public static func page(
        _ filter: TaskFilter, _ cursor: Cursor? = nil, for visitor: Visitor, today: Day, size: Int = pageSize,
        _ db: any Reader
    ) throws -> TaskList {
        let query = try TaskQuery(filter, for: visitor, today: today, db)
        return try page(of: query, sort: filter.sort, isDescending: filter.isDescending, cursor, size: size, db)
    }

    static func page(
        of query: TaskQuery, sort: TaskFilter.Sort, isDescending: Bool, _ cursor: Cursor?, size: Int, _ db: any Reader
    ) throws -> TaskList {
        let goesDown = isDescending != (cursor?.isBackwards ?? false)
        let page = try KeysetPage(cursor, size: size, key: \TaskLine.id) { limit in
            try db.all(
                statement(query, sort, goesDown: goesDown, from: cursor?.key, columns: TaskLine.columns, limit: limit)
            ).map(TaskLine.init)
        }
        var lines = page.rows
        try addDetails(to: &lines, db)
        return TaskList(lines: lines, before: page.before, after: page.after)
    }

    /// The statement of a page. Paging is by the keys of the last row, looked up by its `id`: a page deep in the list
    /// costs what the first one costs.
    static func statement(
        _ query: TaskQuery, _ sort: TaskFilter.Sort, goesDown: Bool, from start: ID<Task>?, columns: SQL, limit: Int
    ) -> SQL {
        let keys: [SQL] =
            switch sort {
            case .place: ["plan", "position", "id"]
            case .due: ["due_sort", "id"]
            case .lead: ["lead_key", "due_sort", "id"]
            case .state: ["state_sort", "due_sort", "id"]
            }
        func list(_ prefix: SQL, _ suffix: SQL = "") -> SQL { keys.map { prefix + $0 + suffix }.joined() }
        let beyond: SQL =
            start.map { id in
                let comparison: SQL = goesDown ? "<" : ">"
                return
                    "AND (\(sql: list("t."))) \(sql: comparison) (SELECT \(sql: list("s.")) FROM task s WHERE s.id = \(id))"
            } ?? ""
        return """
            SELECT \(sql: columns) \(sql: query.fromWhere) \(sql: beyond)
            ORDER BY \(sql: list("t.", goesDown ? " DESC" : "")) LIMIT \(limit)
            """
    }

    /// Coordinators, the newest evidence and the sub-tasks of every row of the page, in one query each.
    static func addDetails(to lines: inout [TaskLine], _ db: any Reader) throws {
        let ids = lines.map(\.id)
        var coordinators: [ID<Task>: [String]] = [:]
        try db.each(
            """
            SELECT task, name FROM task_unit WHERE task IN (\(list: ids)) AND role = 'coordinator'
            ORDER BY task, position
            """
        ) { coordinators[try $0("task"), default: []].append(try $0("name")) }
        var evidence: [ID<Task>: TaskLine.Evidence] = [:]
        try db.each("SELECT task, words, address FROM task_evidence WHERE task IN (\(list: ids)) ORDER BY task, id") {
            row in
            let task: ID<Task> = try row("task")
            evidence[task] = TaskLine.Evidence(
                words: try row("words"), address: try row("address"), count: (evidence[task]?.count ?? 0) + 1)
        }
        let parts = try Subtask.counts(of: ids, db)
        for index in lines.indices {
            lines[index].subtasks = parts[lines[index].id]
            lines[index].coordinators = coordinators[lines[index].id] ?? []
            lines[index].evidence = evidence[lines[index].id]
        }
    }
}

/// How the tasks of a filter stand: the foot of the table and the squares of a quarter.
public struct TaskTotals: Equatable, Sendable {
    public var done = 0
    public var doing = 0
    public var late = 0
    public var toDo = 0
    public var dropped = 0
    /// Different leads.
    public var leads = 0
    /// More tasks than were counted.
    public var isCapped = false

    /// Beyond this the count is said as “hơn 1.000”.
    public static let most = 1000

    public init(
        done: Int = 0, doing: Int = 0, late: Int = 0, toDo: Int = 0, dropped: Int = 0, leads: Int = 0,
        isCapped: Bool = false
    ) {
        (self.done, self.doing, self.late, self.toDo) = (done, doing, late, toDo)
        (self.dropped, self.leads, self.isCapped) = (dropped, leads, isCapped)
    }

    public var all: Int { done + doing + late + toDo + dropped }
    /// Without those that will not be done.
    public var standing: Int { done + doing + late + toDo }

    /// `12 việc`, `hơn 1.000 việc`
    public var words: String { isCapped ? "hơn \(Self.most.dotted) việc" : "\(all.dotted) việc" }

    /// `4 xong · 5 đang làm · 2 quá hạn · 1 chưa làm`
    public var parts: [String] {
        let parts = [
            (done, "xong"), (doing, "đang làm"), (late, "quá hạn"), (toDo, "chưa làm"), (dropped, "thôi thực hiện"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0.dotted) \($0.1)" }
    }

    /// Counts at most `most` tasks. The book of tallies answers where it can; else the index is counted first, and rows are
    /// looked at only where their states and leads will be shown.
    public static func of(_ filter: TaskFilter, for visitor: Visitor, today: Day, _ db: any Reader) throws -> TaskTotals
    {
        try of(filter, TaskQuery(filter, for: visitor, today: today, db), for: visitor, today: today, db)
    }

    static func of(
        _ filter: TaskFilter, _ query: TaskQuery, for visitor: Visitor, today: Day, _ db: any Reader
    ) throws -> TaskTotals {
        if let known = try CountedCircles(of: visitor)?.totals(filter, today: today, db) {
            if known.all > most { return TaskTotals(capping: known) }
        } else if !query.isStartedFromKeys {
            let found = try query.count(db)
            if found > most { return TaskTotals(toDo: found, isCapped: true) }
        }
        let row = try db.one(
            """
            SELECT \(sql: columns(today)), count(DISTINCT counted.lead_text) AS leads, count(*) AS found
            FROM (SELECT t.state, t.due_sort, t.lead_text \(sql: query.counted) LIMIT \(most + 1)) counted
            """)
        var totals = try TaskTotals(row)
        totals.leads = try row("leads")
        let found: Int = try row("found")
        totals.isCapped = found > most
        return totals
    }

    /// Known, and so many that the page says “hơn 1.000”.
    private init(capping known: TaskTotals) {
        self = known
        isCapped = true
    }

    /// The tasks of a quarter that still stand.
    init(quarter parts: [TaskTotals]) {
        self.init(
            done: parts.reduce(0) { $0 + $1.done }, doing: parts.reduce(0) { $0 + $1.doing },
            late: parts.reduce(0) { $0 + $1.late }, toDo: parts.reduce(0) { $0 + $1.toDo })
        isCapped = [done, doing, late, toDo].contains { $0 > Self.most }
    }

    /// Columns over `state` and `due_sort` of `counted`, each row of which is a task, or as many as its `tasks` says.
    static func columns(_ today: Day, summed: Bool = false) -> SQL {
        func count(_ condition: SQL) -> SQL {
            summed
                ? "COALESCE(sum(counted.tasks) FILTER (WHERE \(sql: condition)), 0)"
                : "count(*) FILTER (WHERE \(sql: condition))"
        }
        return """
            \(sql: count("counted.state = 'done'")) AS done, \(sql: count("counted.state = 'dropped'")) AS dropped,
            \(sql: count("counted.state = 'doing' AND counted.due_sort >= \(today)")) AS doing,
            \(sql: count("counted.state = 'toDo' AND counted.due_sort >= \(today)")) AS todo,
            \(sql: count("counted.state IN ('toDo', 'doing') AND counted.due_sort < \(today)")) AS late
            """
    }

    init(_ row: Row) throws {
        self.init(
            done: try row("done"), doing: try row("doing"), late: try row("late"), toDo: try row("todo"),
            dropped: try row("dropped"))
    }
}
