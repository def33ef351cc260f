import Database
import Office
import Vocabulary

/// Danh sách chậm: the units that owe late tasks, each with its tasks and when it was urged last.
public struct LateUnits: Equatable, Sendable {
    public struct Line: Equatable, Sendable {
        public let unit: ID<Unit>
        public let name: String
        /// How many late tasks it leads.
        public let count: Int
        /// The first ones by due day.
        public internal(set) var tasks: [TaskLine]
        public internal(set) var urged: Int
        public internal(set) var lastUrged: Day?
    }

    public let lines: [Line]
    /// Whether there are more units than shown.
    public let hasMore: Bool

    static let mostUnits = 100
    public static let tasksPerUnit = 10
    /// Beyond so many late tasks the rest waits until these are less.
    static let mostTasks = 5000

    /// Units in which the visitor manages tasks, those with the most late tasks first. Four queries for any number.
    public static func of(
        _ visitor: Visitor, today: Day, units chosen: [ID<Unit>]? = nil, perUnit: Int = tasksPerUnit, _ db: any Reader
    ) throws -> LateUnits {
        let managed = visitor.scope(.manageTasks).condition(path: "t.branch")
        let only: SQL = chosen.map { "AND lu.unit IN (\(list: $0))" } ?? ""
        let rows = try db.all(
            """
            SELECT ranked.unit, ranked.task, ranked.place, ranked.tasks, u.name FROM (
                SELECT lu.unit, q.id AS task,
                    row_number() OVER (PARTITION BY lu.unit ORDER BY q.due_sort, q.id) AS place,
                    count(*) OVER (PARTITION BY lu.unit) AS tasks
                FROM (SELECT t.id, t.due_sort FROM task t
                      WHERE t.state_sort = 1 AND t.due_sort < \(today) AND \(sql: managed)
                        AND \(sql: TaskScope.condition(for: visitor))
                      ORDER BY t.due_sort, t.id LIMIT \(mostTasks)) q
                JOIN task_unit lu ON lu.task = q.id AND lu.role = 'lead' AND lu.unit IS NOT NULL \(sql: only)
            ) ranked JOIN unit u ON u.id = ranked.unit
            WHERE ranked.place <= \(perUnit)
            ORDER BY ranked.tasks DESC, u.name_key, ranked.unit, ranked.place LIMIT \((mostUnits + 1) * perUnit)
            """)
        var (lines, keys): ([Line], [[ID<Task>]]) = ([], [])
        for row in rows {
            let unit: ID<Unit> = try row("unit")
            if lines.last?.unit != unit {
                lines.append(
                    Line(
                        unit: unit, name: try row("name"), count: try row("tasks"), tasks: [], urged: 0, lastUrged: nil)
                )
                keys.append([])
            }
            keys[keys.count - 1].append(try row("task"))
        }
        let hasMore = lines.count > mostUnits
        (lines, keys) = (Array(lines.prefix(mostUnits)), Array(keys.prefix(mostUnits)))
        try fill(&lines, keys, db)
        return LateUnits(lines: lines, hasMore: hasMore)
    }

    private static func fill(_ lines: inout [Line], _ keys: [[ID<Task>]], _ db: any Reader) throws {
        let all = keys.flatMap { $0 }
        guard !all.isEmpty else { return }
        var tasks: [ID<Task>: TaskLine] = [:]
        for start in stride(from: 0, to: all.count, by: 500) {
            let some = Array(all[start..<min(start + 500, all.count)])
            try db.each("SELECT \(sql: TaskLine.columns) FROM task t WHERE t.id IN (\(list: some))") { row in
                let line = try TaskLine(row)
                tasks[line.id] = line
            }
        }
        var urged: [ID<Unit>: (count: Int, last: Day)] = [:]
        try db.each(
            """
            SELECT unit, count(*) AS times, max(day) AS last FROM urging WHERE unit IN (\(list: lines.map(\.unit)))
            GROUP BY unit
            """
        ) { urged[try $0("unit")] = (try $0("times"), try $0("last")) }
        for index in lines.indices {
            lines[index].tasks = keys[index].compactMap { tasks[$0] }
            lines[index].urged = urged[lines[index].unit]?.count ?? 0
            lines[index].lastUrged = urged[lines[index].unit]?.last
        }
    }
}
