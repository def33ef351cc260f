import Database
import Office
import Vocabulary

/// Sổ đếm việc: how many tasks of a circle stand in each state on each due day, kept true in the transaction that changes
/// a task. A board of a hundred thousand tasks is then some hundred short rows.
///
/// A circle is what somebody sees: the tasks in the programmes of a branch, or those in which units of a branch take
/// part. A task stands in the circles of every unit above its own as well, so that a whole province is one circle.
public enum TaskTally {
    /// One row of the book.
    struct Place: Hashable {
        var circle = ""
        let year: Int
        let schedule: TaskSchedule
        /// 0 for tasks without one.
        let quarter: Int
        let state: Task.State
        /// `due_sort`
        let due: String
    }

    /// Which tasks a change touches.
    enum Part {
        case task(ID<Task>)
        case plan(ID<Plan>)
        case all

        fileprivate var condition: SQL {
            switch self {
            case .task(let id): "t.id = \(id)"
            case .plan(let id): "t.plan = \(id)"
            case .all: "1 = 1"
            }
        }
    }

    /// The circle of the programmes of a branch: `/` for all there are.
    static func programmes(of path: String) -> String { "b" + path }
    /// The circle of the tasks in which a unit of a branch leads, advises or coordinates.
    static func units(of path: String) -> String { "u" + path }

    // MARK: Writing

    /// Changes tasks and the book with them. Every operation that adds a task or moves its year, time, state or units
    /// does so in here.
    @discardableResult
    static func keeping<T>(_ part: Part, _ operation: Operation, _ change: () throws -> T) throws -> T {
        let before = try counts(of: part, operation)
        let result = try change()
        let after = try counts(of: part, operation)
        try add(after.merging(before.mapValues { -$0 }, uniquingKeysWith: +), operation)
        return result
    }

    /// Enters a task that has just been added.
    static func add(_ id: ID<Task>, _ operation: Operation) throws {
        try add(counts(of: .task(id), operation), operation)
    }

    /// Writes the book anew from the tasks, for who filled their table by other ways.
    public static func recount(_ operation: Operation) throws {
        try operation.run("DELETE FROM task_tally")
        try add(counts(of: .all, operation), operation)
    }

    private static func add(_ counts: [Place: Int], _ operation: Operation) throws {
        let changes = counts.filter { $0.value != 0 }.map { place, number -> SQL in
            """
            (\(place.circle), \(place.year), \(place.schedule), \(place.quarter), \(place.state), \(place.due), \(number))
            """
        }
        for start in stride(from: 0, to: changes.count, by: 100) {
            try operation.run(
                """
                INSERT INTO task_tally (circle, year, schedule, quarter, state, due_sort, tasks)
                VALUES \(sql: changes[start..<min(start + 100, changes.count)].joined())
                ON CONFLICT (circle, year, schedule, quarter, state, due_sort)
                DO UPDATE SET tasks = task_tally.tasks + excluded.tasks
                """)
        }
    }

    // MARK: Counting

    /// What the book must say of these tasks.
    static func counts(of part: Part, _ db: any Reader) throws -> [Place: Int] {
        var counts: [Place: Int] = [:]
        var last: (id: ID<Task>, place: Place)?
        var circles: Set<String> = []
        func end() {
            guard var place = last?.place else { return }
            for circle in circles {
                place.circle = circle
                counts[place, default: 0] += 1
            }
        }
        try db.each(
            """
            SELECT t.id, t.branch, t.year, t.schedule, t.quarter, t.state, t.due_sort, u.path
            FROM task t LEFT JOIN task_unit tu ON tu.task = t.id LEFT JOIN unit u ON u.id = tu.unit
            WHERE \(sql: part.condition) ORDER BY t.id
            """
        ) { row in
            let id: ID<Task> = try row("id")
            if id != last?.id {
                end()
                last = (
                    id,
                    Place(
                        year: try row("year"), schedule: try row("schedule"),
                        quarter: try row("quarter") as Int? ?? 0, state: try row("state"), due: try row("due_sort"))
                )
                circles = Set(Self.above(try row("branch")).map(programmes(of:)))
            }
            if let path: String = try row("path") {
                circles.formUnion(Self.above(path).dropFirst().map(units(of:)))
            }
        }
        end()
        return counts
    }

    /// `/1/5/` → `/`, `/1/`, `/1/5/`
    static func above(_ path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[...$0]) }
    }

    /// How many rows of the book differ from a count of the tasks.
    static func faults(_ db: any Reader) throws -> Int {
        var counts = try Self.counts(of: .all, db)
        var faults = 0
        try db.each("SELECT circle, year, schedule, quarter, state, due_sort, tasks FROM task_tally WHERE tasks <> 0") {
            row in
            let place = Place(
                circle: try row("circle"), year: try row("year"), schedule: try row("schedule"),
                quarter: try row("quarter"), state: try row("state"), due: try row("due_sort"))
            if counts.removeValue(forKey: place) != (try row("tasks") as Int) { faults += 1 }
        }
        return faults + counts.count
    }

    // MARK: Table

    static let migration = Migration(
        "work/0005-task-tally",
        [
            """
            CREATE TABLE task_tally (
                circle TEXT NOT NULL,
                year INTEGER NOT NULL,
                schedule TEXT NOT NULL,
                quarter INTEGER NOT NULL,
                state TEXT NOT NULL,
                due_sort TEXT NOT NULL,
                tasks INTEGER NOT NULL,
                PRIMARY KEY (circle, year, schedule, quarter, state, due_sort)
            ) \(word: .inKeyOrder)
            """,
            // Programmes of each branch; tasks in which units of each branch take part, every task once.
            """
            INSERT INTO task_tally (circle, year, schedule, quarter, state, due_sort, tasks)
            SELECT a.circle, t.year, t.schedule, COALESCE(t.quarter, 0), t.state, t.due_sort, count(*)
            FROM task t JOIN (
                SELECT b.branch, 'b' || u.path AS circle FROM (SELECT DISTINCT branch FROM task) b
                JOIN unit u ON b.branch >= u.path AND b.branch < u.path || '~'
                UNION ALL SELECT DISTINCT branch, 'b/' FROM task
            ) a ON a.branch = t.branch
            GROUP BY 1, 2, 3, 4, 5, 6
            """,
            """
            INSERT INTO task_tally (circle, year, schedule, quarter, state, due_sort, tasks)
            SELECT p.circle, t.year, t.schedule, COALESCE(t.quarter, 0), t.state, t.due_sort, count(*)
            FROM (
                SELECT DISTINCT tu.task, 'u' || a.path AS circle FROM task_unit tu JOIN unit u ON u.id = tu.unit
                JOIN unit a ON u.path >= a.path AND u.path < a.path || '~'
            ) p JOIN task t ON t.id = p.task
            GROUP BY 1, 2, 3, 4, 5, 6
            """,
        ])
}
