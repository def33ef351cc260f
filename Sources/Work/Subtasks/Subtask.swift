import Database
import Office
import Vocabulary

/// Việc con: a step of a task, with its own day and whoever does it.
public struct Subtask: Equatable, Sendable {
    /// Who does it. The name is kept as it was on the day it was given.
    public enum Holder: Hashable, Sendable {
        case nobody
        case unit(ID<Unit>)
        case account(ID<Account>)
        /// Somebody the program does not know.
        case named(String)
    }

    public let id: ID<Subtask>
    public let task: ID<Task>
    public let text: String
    public let due: Day?
    public let holder: Holder
    /// Empty for nobody.
    public let holderName: String
    public let isDone: Bool
    public let doneAt: Instant?
    public let doneBy: String?

    public func isLate(on day: Day) -> Bool { !isDone && due.map { $0 < day } ?? false }

    static let columns: SQL =
        "b.id, b.task, b.text, b.due_day, b.unit, b.account, b.holder, b.is_done, b.done_at, b.done_by"

    init(_ row: Row) throws {
        id = try row("id")
        task = try row("task")
        text = try row("text")
        due = try row("due_day")
        holderName = try row("holder")
        if let unit: ID<Unit> = try row("unit") {
            holder = .unit(unit)
        } else if let account: ID<Account> = try row("account") {
            holder = .account(account)
        } else {
            holder = holderName.isEmpty ? .nobody : .named(holderName)
        }
        isDone = try row("is_done")
        doneAt = try row("done_at")
        doneBy = try row("done_by")
    }

    /// A task has at most so many.
    public static let most = 100

    /// Those of a task that the caller may see, in their order.
    public static func all(of task: ID<Task>, _ db: any Reader) throws -> [Subtask] {
        try db.all(
            "SELECT \(sql: columns) FROM subtask b WHERE b.task = \(task) ORDER BY b.position, b.id LIMIT \(most)"
        ).map(Subtask.init)
    }

    /// How many there are and how many of them are done.
    public struct Count: Equatable, Sendable {
        public var done: Int
        public var all: Int
        public init(done: Int, all: Int) { (self.done, self.all) = (done, all) }

        public var open: Int { all - done }
        /// `2/5 việc con`
        public var words: String { "\(done)/\(all) việc con" }
    }

    /// By task, in one query; tasks without any are left out.
    static func counts(of tasks: [ID<Task>], _ db: any Reader) throws -> [ID<Task>: Count] {
        var counts: [ID<Task>: Count] = [:]
        try db.each(
            """
            SELECT task, count(*) AS every, sum(is_done) AS done FROM subtask WHERE task IN (\(list: tasks)) GROUP BY task
            """
        ) { row in counts[try row("task")] = Count(done: try row("done"), all: try row("every")) }
        return counts
    }

    /// Open ones of open tasks that are given to the visitor or to the visitor's unit, by day.
    public static func waiting(for visitor: Visitor, limit: Int = 30, _ db: any Reader) throws -> [Mine] {
        let units = OpinionRequest.ownUnits(visitor)
        let mine: SQL =
            units.isEmpty
            ? "b.account = \(visitor.account)" : "(b.account = \(visitor.account) OR b.unit IN (\(list: units)))"
        return try db.all(
            """
            SELECT \(sql: columns), t.text AS task_text FROM subtask b JOIN task t ON t.id = b.task
            WHERE b.is_done = 0 AND t.state_sort = 1 AND \(sql: mine) AND \(sql: TaskScope.condition(for: visitor))
            ORDER BY COALESCE(b.due_day, \(noDay)), b.id LIMIT \(limit)
            """
        ).map { Mine(subtask: try Subtask($0), taskText: try $0("task_text")) }
    }

    /// One in the list of one's own work.
    public struct Mine: Equatable, Sendable {
        public let subtask: Subtask
        public let taskText: String
    }
}

/// Người có thể nhận: the units of a task and the people who work on tasks in them. They see the task already.
public struct TaskPeople: Equatable, Sendable {
    public struct Party: Equatable, Sendable {
        public let id: ID<Unit>
        public let name: String
    }

    public let units: [Party]
    public let people: [Officer]

    /// Lead first, then advisers and coordinators. Two queries.
    public static func of(_ task: ID<Task>, on day: Day, _ db: any Reader) throws -> TaskPeople {
        let units = try db.all(
            """
            SELECT u.id, u.name, min(CASE tu.role WHEN 'lead' THEN 1 WHEN 'advisor' THEN 2 ELSE 3 END) AS place
            FROM task_unit tu JOIN unit u ON u.id = tu.unit WHERE tu.task = \(task) GROUP BY u.id, u.name
            ORDER BY 3, u.name, u.id LIMIT 100
            """
        ).map { Party(id: try $0("id"), name: try $0("name")) }
        return TaskPeople(units: units, people: try Officer.all(of: units.map(\.id), on: day, db))
    }
}
