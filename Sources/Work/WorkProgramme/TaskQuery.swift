import Database
import Office
import Vocabulary

/// The rows of a filter within a visitor's scope, as SQL that touches few rows of a long table.
///
/// Two ways lead to them: walking the index of the order asked for and testing each row, which is quick when many rows
/// match; or starting from a condition that few rows fulfil (a unit's tasks, a rare word) and sorting those. Which one
/// is decided by counting each selective condition up to a limit.
struct TaskQuery {
    /// A condition that an index can list: the keys of its tasks, and the same as a test of one task `t`.
    struct Condition {
        let keys: SQL
        let test: SQL
        /// The test as an index may serve it: for counts, where no order matters. Nil where another table is looked at.
        let served: SQL?
        /// How many keys there are, where that is written down.
        let size: SQL?
        var isCostly: Bool { served == nil }

        init(keys: SQL, test: SQL, served: SQL? = nil, size: SQL? = nil) {
            (self.keys, self.test, self.served, self.size) = (keys, test, served, size)
        }
    }

    /// Above so many tasks a condition is tested on the walk instead of being started from.
    static let fewTasks = 5000
    /// Up to so many the test is a list of keys made once; above, a look at each row.
    static let listedTasks = 20_000

    /// `task t`, or the keys to start from joined to it. SQLite keeps the order of a CROSS JOIN; PostgreSQL chooses.
    let source: SQL
    /// Holds for the rows; over `t`.
    let condition: SQL
    /// True when the rows come from a short list of keys.
    let isStartedFromKeys: Bool

    init(_ filter: TaskFilter, for visitor: Visitor, today: Day, _ db: any Reader) throws {
        try self.init(
            plain: Self.plain(filter, today), selective: Self.selective(filter, visitor, today) + Self.own(visitor),
            for: visitor, db)
    }

    /// Tasks that fulfil all of `plain` and `selective` and that the visitor may see.
    ///
    /// - Parameter few: from how many keys it may start; more where one pass over all rows is wanted anyway.
    init(
        plain: [SQL], selective: [Condition], few: Int = fewTasks, for visitor: Visitor, _ db: any Reader
    ) throws {
        var start: Int?
        var isListed = selective.map { _ in false }
        if !selective.isEmpty {
            let counts = selective.map { condition -> SQL in
                let most = condition.isCostly ? Self.listedTasks : few
                return condition.size.map { "(\(sql: $0))" }
                    ?? "(SELECT count(*) FROM (\(sql: condition.keys) LIMIT \(most + 1)) few)"
            }
            let row = try db.one("SELECT " + counts.joined())
            let found: [Int] = try selective.indices.map { try row($0) }
            start = found.indices.filter { found[$0] <= few }.min { found[$0] < found[$1] }
            isListed = found.map { $0 <= Self.listedTasks }
        }
        func test(_ index: Int) -> SQL {
            let condition = selective[index]
            return condition.isCostly && isListed[index] ? "t.id IN (\(sql: condition.keys))" : condition.test
        }
        let tests = selective.indices.filter { $0 != start }.map(test)
        let scope = TaskScope.condition(for: visitor)
        condition = (plain + tests + [scope]).joined(separator: " AND ")
        unordered =
            start == nil
            ? (plain + selective.indices.map { selective[$0].served ?? test($0) } + [scope]).joined(separator: " AND ")
            : nil
        isStartedFromKeys = start != nil
        source =
            start.map {
                "(SELECT DISTINCT task FROM (\(sql: selective[$0].keys)) listed) started CROSS JOIN task t"
            } ?? "task t"
        startTest = start == nil ? nil : "t.id = started.task"
    }

    private let startTest: SQL?
    private let unordered: SQL?

    /// The same rows in no order: for counts.
    var counted: SQL { unordered.map { "FROM task t WHERE \(sql: $0)" } ?? fromWhere }

    /// What a visitor who sees only a unit's own tasks starts from.
    static func own(_ visitor: Visitor) -> [Condition] {
        guard !visitor.may(.readAllTasks), case .branches(let paths) = TaskScope.ownUnits(of: visitor) else {
            return []
        }
        let all = units(paths)
        // Several units may share tasks, so only one unit's number is known.
        guard paths.count == 1, let path = paths.first else { return [all] }
        let circle = TaskTally.units(of: path)
        let size: SQL = "SELECT COALESCE(sum(c.tasks), 0) FROM task_tally c WHERE c.circle = \(circle)"
        return [Condition(keys: all.keys, test: all.test, size: size)]
    }

    /// Counts at most one more than `most`.
    func count(upTo most: Int = TaskTotals.most, _ db: any Reader) throws -> Int {
        try db.value("SELECT count(*) FROM (SELECT 1 AS n \(sql: counted) LIMIT \(most + 1)) c")
    }

    /// `FROM … WHERE …`, more conditions may follow with AND.
    var fromWhere: SQL {
        "FROM \(sql: source) WHERE \(sql: [startTest, condition].compactMap { $0 }.joined(separator: " AND "))"
    }

    // MARK: Conditions

    /// Conditions that the index of the order begins with.
    private static func plain(_ filter: TaskFilter, _ today: Day) -> [SQL] {
        let state = leadingState(filter, today).map { [$0] } ?? []
        if filter.schedule == .dated, let quarter = filter.quarter, filter.sort == .due || filter.sort == .state {
            return ["t.year = \(filter.year)", "t.quarter = \(quarter)"] + state + range(filter)
        }
        return ["t.year = \(filter.year)", "t.schedule = \(filter.schedule)"] + state + range(filter)
    }

    /// A state for which the index of states lists rows in the order asked for.
    private static func leadingState(_ filter: TaskFilter, _ today: Day) -> SQL? {
        guard filter.sort == .due || filter.sort == .state else { return nil }
        return switch filter.status {
        case nil, .toDo, .doing: nil
        case .done: "t.state_sort = 2"
        case .dropped: "t.state_sort = 3"
        case .open?, .late?, .soon?: filter.status.map { holds($0, today) }
        }
    }

    /// A month or a day, where the order is by due day anyway.
    private static func range(_ filter: TaskFilter) -> [SQL] {
        guard filter.sort == .due, let days = filter.days else { return [] }
        return ["t.due_sort BETWEEN \(days.lowerBound) AND \(days.upperBound)"]
    }

    /// On the walk only the index of the order may lead, so no index is to serve the tests.
    private static func selective(_ filter: TaskFilter, _ visitor: Visitor, _ today: Day) -> [Condition] {
        var conditions: [Condition] = []
        func add(_ indexed: SQL, _ test: SQL) {
            conditions.append(
                Condition(
                    keys: "SELECT t.id AS task FROM task t WHERE t.year = \(filter.year) AND \(sql: indexed)",
                    test: test, served: indexed))
        }
        if let plan = filter.plan {
            conditions.append(
                Condition(
                    keys: "SELECT t.id AS task FROM task t WHERE t.plan = \(plan)",
                    test: "\(word: .unindexed)t.plan = \(plan)", served: "t.plan = \(plan)"))
        }
        if let unit = filter.unit {
            conditions.append(Self.unit(unit, roles: [filter.role].compactMap { $0 }))
        } else if let role = filter.role, let own = visitor.unit {
            conditions.append(Self.unit(own.path, roles: [role]))
        }
        if let status = filter.status, leadingState(filter, today) == nil {
            let isOpen: SQL = "t.state IN ('toDo', 'doing')"
            add(
                holds(status, isOpen: isOpen, state: "t.state", due: "t.due_sort", today),
                holds(
                    status, isOpen: "\(word: .unindexed)t.state_sort = 1", state: "\(word: .unindexed)t.state",
                    due: "\(word: .unindexed)t.due_sort", today))
        }
        if let kind = filter.issuerKind {
            let plans: SQL = "(SELECT ip.id FROM plan ip WHERE ip.issuer_kind = \(kind))"
            add("t.plan IN \(sql: plans)", "\(word: .unindexed)t.plan IN \(sql: plans)")
        }
        if let mine = filter.mine { conditions.append(Self.mine(mine, visitor)) }
        if let kind = filter.kind { add("t.kind = \(kind)", "\(word: .unindexed)t.kind = \(kind)") }
        if filter.sort != .due, let days = filter.days {
            let range: SQL = "BETWEEN \(days.lowerBound) AND \(days.upperBound)"
            add("t.schedule = 'dated' AND t.due_sort \(sql: range)", "\(word: .unindexed)t.due_sort \(sql: range)")
        }
        if filter.schedule == .dated, let quarter = filter.quarter, filter.sort == .place || filter.sort == .lead {
            add("t.quarter = \(quarter)", "\(word: .unindexed)t.quarter = \(quarter)")
        }
        return conditions + words(filter.words)
    }

    private static func mine(_ mine: TaskFilter.Mine, _ visitor: Visitor) -> Condition {
        switch mine {
        case .inCharge:
            Condition(
                keys: "SELECT m.task FROM task_officer m WHERE m.account = \(visitor.account)",
                test: "EXISTS (SELECT 1 FROM task_officer m WHERE m.task = t.id AND m.account = \(visitor.account))")
        case .watched:
            Condition(
                keys: "SELECT m.task FROM task_watch m WHERE m.account = \(visitor.account)",
                test: "EXISTS (SELECT 1 FROM task_watch m WHERE m.task = t.id AND m.account = \(visitor.account))")
        }
    }

    /// Whether a task `t` stands so on a day.
    static func holds(_ status: TaskFilter.Status, _ today: Day) -> SQL {
        holds(status, isOpen: "t.state_sort = 1", state: "t.state", due: "t.due_sort", today)
    }

    static func holds(_ status: TaskFilter.Status, isOpen: SQL, state: SQL, due: SQL, _ today: Day) -> SQL {
        switch status {
        case .open: "\(sql: isOpen)"
        case .late: "\(sql: isOpen) AND \(sql: due) < \(today)"
        case .soon: "\(sql: isOpen) AND \(sql: due) BETWEEN \(today) AND \(today.adding(days: 7))"
        case .toDo: "\(sql: state) = 'toDo'"
        case .doing: "\(sql: state) = 'doing'"
        case .done: "\(sql: state) = 'done'"
        case .dropped: "\(sql: state) = 'dropped'"
        }
    }

    /// Tasks of the units of a branch, in some roles or in any. In the order of a CROSS JOIN: where each task is wanted once,
    /// SQLite would rather walk all parts that units have in tasks.
    static func unit(_ path: String, roles: [TaskRole] = []) -> Condition { units([path], roles: roles) }

    /// The same for several branches.
    static func units(_ paths: [String], roles: [TaskRole] = []) -> Condition {
        let bound: SQL = "\(sql: Scope.branches(paths).condition(path: "u.path")) \(sql: inRoles(roles))"
        return Condition(
            keys: "SELECT tu.task FROM unit u CROSS JOIN task_unit tu WHERE tu.unit = u.id AND \(sql: bound)",
            test: """
                EXISTS (SELECT 1 FROM task_unit tu JOIN unit u ON u.id = tu.unit WHERE tu.task = t.id AND \(sql: bound))
                """)
    }

    /// The same for a unit known by its key.
    private static func unit(_ id: ID<Unit>, roles: [TaskRole]) -> Condition {
        let below: SQL = "u.path >= own.path AND u.path < own.path || '~'"
        return Condition(
            keys: """
                SELECT tu.task FROM unit own CROSS JOIN unit u CROSS JOIN task_unit tu
                WHERE own.id = \(id) AND \(sql: below) AND tu.unit = u.id \(sql: inRoles(roles))
                """,
            test: """
                EXISTS (SELECT 1 FROM task_unit tu JOIN unit u ON u.id = tu.unit JOIN unit own ON own.id = \(id)
                        WHERE tu.task = t.id AND \(sql: below) \(sql: inRoles(roles)))
                """)
    }

    private static func inRoles(_ roles: [TaskRole]) -> SQL { roles.isEmpty ? "" : "AND tu.role IN (\(list: roles))" }

    /// One condition for each word typed: tasks with a word that begins so.
    static func words(_ typed: String) -> [Condition] {
        TaskRows.searchWords(typed).prefix(8).map { word in
            let bound: SQL = "w.word >= \(word) AND w.word < \(word + "\u{10FFFF}")"
            return Condition(
                keys: "SELECT w.task FROM task_word w WHERE \(sql: bound)",
                test: "EXISTS (SELECT 1 FROM task_word w WHERE w.task = t.id AND \(sql: bound))")
        }
    }
}
