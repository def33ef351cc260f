import Database
import Office
import Vocabulary

/// Xin ý kiến: a question about a task put to units and people, with a day until which they answer.
public struct OpinionRequest: Equatable, Sendable {
    public let id: ID<OpinionRequest>
    public let task: ID<Task>
    public let taskText: String
    public let question: String
    public let due: Day
    public let remindBefore: Int
    /// Only where the request itself says so.
    public let silenceAgrees: Bool
    public let asked: Instant
    public let account: ID<Account>?
    public let who: String
    public let closed: Instant?
    let branch: String

    static let columns: SQL = """
        q.id, q.task, t.text AS task_text, t.branch, q.question, q.due_day, q.remind_before, q.silence_agrees, q.asked, \
        q.account, q.who, q.closed
        """
    static let from: SQL = "FROM opinion_request q JOIN task t ON t.id = q.task"

    init(_ row: Row) throws {
        id = try row("id")
        task = try row("task")
        taskText = try row("task_text")
        branch = try row("branch")
        question = try row("question")
        due = try row("due_day")
        remindBefore = try row("remind_before")
        silenceAgrees = try row("silence_agrees") as Int == 1
        asked = try row("asked")
        account = try row("account")
        who = try row("who")
        closed = try row("closed")
    }

    /// Whether the visitor sees every answer: who asked, and who reads all tasks of the branch.
    func isWhole(for visitor: Visitor) -> Bool {
        account == visitor.account || visitor.may(.readAllTasks, at: branch)
    }

    /// Whether the visitor writes down the answers of who has no account: who asked, who manages the tasks, the secretary.
    func mayWriteDown(_ visitor: Visitor) -> Bool {
        account == visitor.account || visitor.may(.manageTasks, at: branch) || visitor.may(.manageCouncils, at: branch)
    }

    /// The units for which the visitor answers: the own one, and the one above an office.
    static func ownUnits(_ visitor: Visitor) -> [ID<Unit>] {
        guard let unit = visitor.unit, visitor.may(.workOnTasks) else { return [] }
        return [unit.id] + (unit.kind == .office ? [unit.parent].compactMap { $0 } : [])
    }

    /// A condition on `opinion o`: put to the visitor or to the visitor's unit.
    static func isAsked(_ visitor: Visitor) -> SQL {
        let units = ownUnits(visitor)
        let mine: SQL = "o.account = \(visitor.account)"
        return units.isEmpty ? mine : "(\(sql: mine) OR o.unit IN (\(list: units)))"
    }

    /// Those who are asked see the question even where they do not see the task.
    private static func condition(for visitor: Visitor) -> SQL {
        """
        ((\(sql: visitor.scope(.readAllTasks).condition(path: "t.branch"))) OR q.account = \(visitor.account) OR EXISTS
            (SELECT 1 FROM opinion o WHERE o.request = q.id AND \(sql: isAsked(visitor))))
        """
    }

    public static func of(_ id: ID<OpinionRequest>, for visitor: Visitor, _ db: any Reader) throws -> OpinionRequest {
        let row = try db.first(
            "SELECT \(sql: columns) \(sql: from) WHERE q.id = \(id) AND \(sql: condition(for: visitor))")
        guard let row else { throw FollowingRefusal.notFound }
        return try OpinionRequest(row)
    }

    public static func all(of task: ID<Task>, for visitor: Visitor, _ db: any Reader) throws -> [OpinionLine] {
        try lines("q.task = \(task) AND \(sql: condition(for: visitor))", "q.id DESC", 50, db)
    }

    /// Open requests put to the visitor or the visitor's unit that have no answer yet.
    public static func waiting(for visitor: Visitor, limit: Int = 30, _ db: any Reader) throws -> [OpinionLine] {
        try lines(
            """
            q.closed IS NULL AND q.id IN (SELECT o.request FROM opinion o WHERE o.answered IS NULL
                AND \(sql: isAsked(visitor)))
            """, "q.due_day, q.id", limit, db)
    }

    /// All that the visitor may see, newest first.
    public static func page(
        after start: ID<OpinionRequest>?, for visitor: Visitor, size: Int = 50, _ db: any Reader
    ) throws -> (lines: [OpinionLine], after: ID<OpinionRequest>?) {
        let beyond: SQL = start.map { "q.id < \($0) AND " } ?? ""
        let lines = try lines("\(sql: beyond)\(sql: condition(for: visitor))", "q.id DESC", size + 1, db)
        return (Array(lines.prefix(size)), lines.count > size ? lines[size - 1].request.id : nil)
    }

    private static func lines(_ condition: SQL, _ order: SQL, _ limit: Int, _ db: any Reader) throws -> [OpinionLine] {
        try db.all(
            """
            SELECT \(sql: columns), (SELECT count(*) FROM opinion c WHERE c.request = q.id) AS all_asked,
                (SELECT count(*) FROM opinion c WHERE c.request = q.id AND c.answered IS NOT NULL) AS answered
            \(sql: from) WHERE \(sql: condition) ORDER BY \(sql: order) LIMIT \(limit)
            """
        ).map { OpinionLine(request: try OpinionRequest($0), asked: try $0("all_asked"), answered: try $0("answered")) }
    }
}

/// A request in a list.
public struct OpinionLine: Equatable, Sendable {
    public let request: OpinionRequest
    public let asked: Int
    public let answered: Int
}

/// Ý kiến: what one of those asked said, or that nothing was said.
public struct Opinion: Equatable, Sendable {
    public enum Answer: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case agree, changes, disagree

        public var vietnamese: String {
            switch self {
            case .agree: "Nhất trí"
            case .changes: "Nhất trí, đề nghị sửa"
            case .disagree: "Không nhất trí"
            }
        }
    }

    public let id: ID<Opinion>
    public let unit: ID<Unit>?
    public let account: ID<Account>?
    public let name: String
    /// Asked by name: somebody without an account, whose answer is written down by the office.
    public var isByName: Bool { unit == nil && account == nil }
    public let answer: Answer?
    public let words: String?
    public let answered: Instant?
    /// Who wrote it down.
    public let who: String?
    /// What it was written down from, where that was not done by who answers.
    public let source: String?

    static let columns: SQL = "o.id, o.unit, o.account, o.name, o.answer, o.words, o.answered, o.who, o.source"

    init(_ row: Row) throws {
        id = try row("id")
        unit = try row("unit")
        account = try row("account")
        name = try row("name")
        answer = try row("answer")
        words = try row("words")
        answered = try row("answered")
        who = try row("who")
        source = try row("source")
    }

    /// Silence is told as such; only a request that says so takes it for agreement, and only after its day.
    public func standing(_ request: OpinionRequest, on day: Day) -> String {
        if let answer { return answer.vietnamese }
        guard day > request.due || request.closed != nil else { return "Chờ trả lời" }
        return request.silenceAgrees ? "Chưa trả lời, coi như nhất trí" : "Chưa trả lời"
    }

    /// All of a request, or only the visitor's own.
    public static func all(of request: OpinionRequest, for visitor: Visitor, _ db: any Reader) throws -> [Opinion] {
        let own: SQL = request.isWhole(for: visitor) ? "1 = 1" : OpinionRequest.isAsked(visitor)
        return try db.all(
            """
            SELECT \(sql: columns) FROM opinion o WHERE o.request = \(request.id) AND \(sql: own) ORDER BY o.id LIMIT 500
            """
        ).map(Opinion.init)
    }
}
