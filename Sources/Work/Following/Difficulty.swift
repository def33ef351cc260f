import Database
import Office
import Vocabulary

/// Khó khăn, vướng mắc: what a unit cannot settle by itself about a task, from the day it is raised until it is closed.
public struct Difficulty: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        /// For the standing body.
        case waiting
        case answered
        /// For the leader, or the People's Committee.
        case escalated
        case directed
        case closed

        public var vietnamese: String {
            switch self {
            case .waiting: "Chờ trả lời"
            case .answered: "Đã trả lời"
            case .escalated: "Chờ lãnh đạo"
            case .directed: "Đã có chỉ đạo"
            case .closed: "Đã khép"
            }
        }
    }

    public enum Act: String, SQLBindable, SQLDecodable, Sendable {
        case raised, answered, escalated, directed, closed, reopened

        public var vietnamese: String {
            switch self {
            case .raised: "Nêu vướng mắc"
            case .answered: "Trả lời"
            case .escalated: "Báo cáo lãnh đạo"
            case .directed: "Ý kiến chỉ đạo"
            case .closed: "Khép lại"
            case .reopened: "Mở lại"
            }
        }
    }

    public struct Step: Equatable, Sendable {
        public let at: Instant
        public let who: String
        public let act: Act
        public let words: String
        public let paper: String?
        public let due: Day?
    }

    public let id: ID<Difficulty>
    public let task: ID<Task>
    public let taskText: String
    public let lead: String?
    /// Who raised it.
    public let unit: ID<Unit>?
    public let unitName: String?
    public let text: String
    public let state: State
    /// Until when the next answer is wanted.
    public let due: Day?
    public let raised: Instant
    public let account: ID<Account>?
    public let who: String
    /// Path of the unit whose programme the task is in.
    let branch: String

    public var isOpen: Bool { state != .closed }

    public func isLate(on day: Day) -> Bool {
        (state == .waiting || state == .escalated) && due.map { $0 < day } ?? false
    }

    static let columns: SQL = """
        d.id, d.task, t.text AS task_text, t.lead_text, t.branch, d.unit, du.name AS unit_name, d.text, d.state, d.due_sort, \
        d.raised, d.account, d.who
        """
    static let from: SQL = "FROM difficulty d JOIN task t ON t.id = d.task LEFT JOIN unit du ON du.id = d.unit"

    init(_ row: Row) throws {
        id = try row("id")
        task = try row("task")
        taskText = try row("task_text")
        lead = try row("lead_text")
        branch = try row("branch")
        unit = try row("unit")
        unitName = try row("unit_name")
        text = try row("text")
        state = try row("state")
        let sort: String = try row("due_sort")
        due = sort == noDay ? nil : Day(iso: sort)
        raised = try row("raised")
        account = try row("account")
        who = try row("who")
    }

    /// Who reads all tasks sees what is raised in the branch, others what their own unit raised.
    static func condition(for visitor: Visitor) -> SQL {
        let all = visitor.scope(.readAllTasks).condition(path: "t.branch")
        let own = visitor.scope(.readProgramme).condition(path: "du.path")
        return "\(sql: TaskScope.condition(for: visitor)) AND (\(sql: all) OR (du.path IS NOT NULL AND \(sql: own)))"
    }

    public static func of(_ id: ID<Difficulty>, for visitor: Visitor, _ db: any Reader) throws -> Difficulty {
        let row = try db.first(
            "SELECT \(sql: columns) \(sql: from) WHERE d.id = \(id) AND \(sql: condition(for: visitor))")
        guard let row else { throw FollowingRefusal.notFound }
        return try Difficulty(row)
    }

    /// Those of one task, newest first.
    public static func all(of task: ID<Task>, for visitor: Visitor, _ db: any Reader) throws -> [Difficulty] {
        try db.all(
            """
            SELECT \(sql: columns) \(sql: from) WHERE d.task = \(task) AND \(sql: condition(for: visitor))
            ORDER BY d.id DESC LIMIT 50
            """
        ).map(Difficulty.init)
    }

    public static func steps(of id: ID<Difficulty>, _ db: any Reader) throws -> [Step] {
        try db.all(
            """
            SELECT at, who, act, words, paper, due_day FROM difficulty_step WHERE difficulty = \(id) ORDER BY id LIMIT 500
            """
        ).map { row in
            Step(
                at: try row("at"), who: try row("who"), act: try row("act"), words: try row("words"),
                paper: try row("paper"), due: try row("due_day"))
        }
    }
}

/// `due_sort` of what has no day.
let noDay = "9999-12-31"

/// A page of difficulties, the one that should be answered first at the top.
public struct DifficultyList: Equatable, Sendable {
    public struct Filter: Equatable, Sendable {
        /// Nil: all that are open.
        public var state: Difficulty.State?
        public var unit: ID<Unit>?
        /// Newest first instead of by the day of the answer.
        public var isNewestFirst = false

        public init(state: Difficulty.State? = nil, unit: ID<Unit>? = nil, isNewestFirst: Bool = false) {
            (self.state, self.unit, self.isNewestFirst) = (state, unit, isNewestFirst)
        }
    }

    public let lines: [Difficulty]
    /// Key of the last line, where there are more.
    public let after: ID<Difficulty>?

    public static let pageSize = 50

    /// One query, the same for one row and for a full page.
    public static func page(
        _ filter: Filter, after start: ID<Difficulty>? = nil, for visitor: Visitor, size: Int = pageSize,
        _ db: any Reader
    ) throws -> DifficultyList {
        let rows = try db.all(statement(filter, after: start, for: visitor, size: size))
        let lines = try rows.prefix(size).map(Difficulty.init)
        return DifficultyList(lines: lines, after: rows.count > size ? lines.last?.id : nil)
    }

    static func statement(
        _ filter: Filter, after start: ID<Difficulty>?, for visitor: Visitor, size: Int
    ) -> SQL {
        var conditions: [SQL] = [filter.state.map { "d.state = \($0)" } ?? "d.is_open = 1"]
        if let unit = filter.unit { conditions.append("d.unit = \(unit)") }
        if let start {
            conditions.append(
                filter.isNewestFirst
                    ? "d.id < \(start)"
                    : "(d.due_sort, d.id) > (SELECT s.due_sort, s.id FROM difficulty s WHERE s.id = \(start))")
        }
        conditions.append(Difficulty.condition(for: visitor))
        let order: SQL = filter.isNewestFirst ? "d.id DESC" : "d.due_sort, d.id"
        return """
            SELECT \(sql: Difficulty.columns) \(sql: Difficulty.from)
            WHERE \(sql: conditions.joined(separator: " AND ")) ORDER BY \(sql: order) LIMIT \(size + 1)
            """
    }

    /// The units that have raised any, for the filter.
    public static func units(for visitor: Visitor, _ db: any Reader) throws -> [(id: ID<Unit>, name: String)] {
        try db.all(
            """
            SELECT u.id, u.name FROM unit u WHERE EXISTS (SELECT 1 FROM difficulty d WHERE d.unit = u.id)
              AND \(sql: visitor.scope(.readProgramme).condition(path: "u.path")) ORDER BY u.name_key, u.id LIMIT 300
            """
        ).map { (try $0("id"), try $0("name")) }
    }
}
