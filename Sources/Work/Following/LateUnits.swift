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
    /// Where the next page goes on; nil at the end.
    public let after: Cursor?
    /// Whether there are more late tasks than are looked at: the longest late ones are.
    public let isCapped: Bool

    /// After that unit, which owed so many tasks when its page was shown.
    public struct Cursor: Equatable, Sendable {
        public let count: Int
        public let unit: ID<Unit>

        public init(count: Int, unit: ID<Unit>) { (self.count, self.unit) = (count, unit) }

        /// `12-345`, as an address has it.
        public init?(_ text: String) {
            let parts = text.split(separator: "-")
            guard parts.count == 2, let count = Int(parts[0]), let unit = ID<Unit>(parts[1]) else { return nil }
            self.init(count: count, unit: unit)
        }

        public var text: String { "\(count)-\(unit)" }
    }

    public static let pageSize = 50
    public static let tasksPerUnit = 10
    /// Beyond so many late tasks the rest waits until these are less.
    static let mostTasks = 5000

    /// Units in which the visitor manages tasks, those with the most late tasks first. Five queries for any number.
    public static func of(
        _ visitor: Visitor, today: Day, units chosen: [ID<Unit>]? = nil, perUnit: Int = tasksPerUnit,
        after start: Cursor? = nil, size: Int = pageSize, _ db: any Reader
    ) throws -> LateUnits {
        let managed = visitor.scope(.manageTasks).condition(path: "t.branch")
        let only: SQL = chosen.map { "AND lu.unit IN (\(list: $0))" } ?? ""
        let beyond: SQL =
            start.map {
                """
                AND (ranked.tasks < \($0.count) OR (ranked.tasks = \($0.count)
                    AND (u.name_key, u.id) > (SELECT s.name_key, s.id FROM unit s WHERE s.id = \($0.unit))))
                """
            } ?? ""
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
            WHERE ranked.place <= \(perUnit) \(sql: beyond)
            ORDER BY ranked.tasks DESC, u.name_key, ranked.unit, ranked.place LIMIT \((size + 1) * perUnit)
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
        let hasMore = lines.count > size
        (lines, keys) = (Array(lines.prefix(size)), Array(keys.prefix(size)))
        try fill(&lines, keys, db)
        let all: Int = try db.value(
            """
            SELECT count(*) FROM (SELECT 1 AS n FROM task t WHERE t.state_sort = 1 AND t.due_sort < \(today)
                AND \(sql: managed) AND \(sql: TaskScope.condition(for: visitor)) LIMIT \(mostTasks + 1)) late
            """)
        return LateUnits(
            lines: lines, after: hasMore ? lines.last.map { Cursor(count: $0.count, unit: $0.unit) } : nil,
            isCapped: all > mostTasks)
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
