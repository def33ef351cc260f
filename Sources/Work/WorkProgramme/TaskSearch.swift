import Database
import Office
import Vocabulary

/// What the search box finds: tasks, plans, units, by beginnings of words without marks.
public struct TaskSearch: Equatable, Sendable {
    public struct Task: Equatable, Sendable {
        public let line: TaskLine
        public let year: Int
    }

    public struct FoundUnit: Equatable, Sendable {
        public let id: ID<Unit>
        public let name: String
        /// The other name that was found; nil where the name itself was.
        public let alias: String?
        /// Ended units are told apart.
        public let lastDay: Day?
    }

    public let words: String
    public let tasks: [Task]
    /// At most one more than `TaskTotals.most`.
    public let taskCount: Int
    public let plans: [Plan]
    public let units: [FoundUnit]

    public var isEmpty: Bool { tasks.isEmpty && plans.isEmpty && units.isEmpty }

    public static let mostTasks = 30
    static let mostOthers = 10

    public static func find(_ typed: String, for visitor: Visitor, _ db: any Reader) throws -> TaskSearch {
        let typed = String(typed.trimmed.prefix(120))
        let words = TaskQuery.words(typed)
        guard !words.isEmpty else {
            return TaskSearch(words: typed, tasks: [], taskCount: 0, plans: [], units: [])
        }
        let query = try TaskQuery(plain: [], selective: words + TaskQuery.own(visitor), for: visitor, db)
        let tasks = try tasks(query, limit: mostTasks, db)
        return TaskSearch(
            words: typed, tasks: tasks, taskCount: tasks.count < mostTasks ? tasks.count : try query.count(db),
            plans: try plans(typed, visitor, db), units: try units(typed, visitor, db))
    }

    /// Tasks only, those of a year and outside a plan: to choose the item that a plan carries out.
    static func items(_ typed: String, year: Int, outside plan: ID<Plan>, for visitor: Visitor, _ db: any Reader) throws
        -> [Task]
    {
        let words = TaskQuery.words(typed)
        guard !words.isEmpty else { return [] }
        let query = try TaskQuery(
            plain: ["t.year = \(year)", "t.plan <> \(plan)"], selective: words + TaskQuery.own(visitor),
            for: visitor, db)
        return try tasks(query, limit: mostOthers, db)
    }

    private static func tasks(_ query: TaskQuery, limit: Int, _ db: any Reader) throws -> [Task] {
        // Newest first: by year and day where few were found, by key where the table is walked.
        let order: SQL = query.isStartedFromKeys ? "t.year DESC, t.due_sort, t.id" : "t.id DESC"
        let rows = try db.all(
            "SELECT t.year, \(sql: TaskLine.columns) \(sql: query.fromWhere) ORDER BY \(sql: order) LIMIT \(limit)")
        return try rows.map { Task(line: try TaskLine($0), year: try $0("year")) }
    }

    /// Plans are few: the newest are compared one by one.
    private static func plans(_ typed: String, _ visitor: Visitor, _ db: any Reader) throws -> [Plan] {
        let sought = TaskRows.searchWords(typed)
        let number = typed.folded
        let newest = try db.all(
            """
            SELECT \(sql: Plan.columns) FROM plan p WHERE \(sql: PlanScope.condition(for: visitor))
            ORDER BY p.year DESC, p.id DESC LIMIT 1000
            """
        ).map(Plan.init)
        let found = newest.filter { plan in
            if let own = plan.number?.folded, own.hasPrefix(number) { return true }
            let words = TaskRows.searchWords(plan.title)
            return sought.allSatisfy { word in words.contains { $0.hasPrefix(word) } }
        }
        return Array(found.prefix(mostOthers))
    }

    private static func units(_ typed: String, _ visitor: Visitor, _ db: any Reader) throws -> [FoundUnit] {
        let fold = UnitName.fold(typed)
        guard !fold.isEmpty else { return [] }
        let rows = try db.all(
            """
            SELECT u.id, u.name, u.last_day, n.name AS called, n.sort FROM unit_name n JOIN unit u ON u.id = n.unit
            WHERE (n.fold \(startsWith: fold) OR n.fold \(contains: " " + fold))
              AND \(sql: visitor.scope(.readProgramme).condition(path: "u.path"))
            ORDER BY CASE WHEN u.last_day IS NULL THEN 0 ELSE 1 END, u.name_key, u.id LIMIT \(mostOthers * 4)
            """)
        var found: [FoundUnit] = []
        for row in rows {
            let id: ID<Unit> = try row("id")
            guard !found.contains(where: { $0.id == id }), found.count < mostOthers else { continue }
            let (name, called): (String, String) = (try row("name"), try row("called"))
            found.append(
                FoundUnit(
                    id: id, name: name, alias: UnitName.fold(name).contains(fold) ? nil : called,
                    lastDay: try row("last_day")))
        }
        return found
    }
}
