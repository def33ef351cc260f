import Database
import Office
import PlanReader
import Vocabulary

/// Everything the page of one task shows.
public struct TaskDetail: Equatable, Sendable {
    public struct Party: Equatable, Sendable {
        public let role: TaskRole
        /// The plan's words.
        public let name: String
        public let unit: ID<Unit>?
    }

    /// Where its sentence stands.
    public struct Source: Equatable, Sendable {
        public let quote: String
        public let lines: PlanDraft.Lines
        /// First and last page, where the file has pages.
        public let pages: ClosedRange<Int>?
        public let file: ID<StoredFile>?
        public let fileName: String?
    }

    public struct Evidence: Equatable, Sendable {
        public let sort: String
        public let words: String
        public let address: String?
        public let file: ID<StoredFile>?
        public let fileName: String?
        public let at: Instant
        public let who: String?
    }

    public struct Step: Equatable, Sendable {
        public enum Act: String, SQLBindable, SQLDecodable, Sendable {
            case adopted, added, revised, started, commented, attached, evidenced, finished, reopened, postponed
            case dropped, corrected, hung, released, settled, moved, reported
            case troubled, untroubled, urged, asked, opined
            case assigned, handed
            case divided, recast, partDone, partReopened, partRemoved
        }
        public let at: Instant
        public let who: String
        public let act: Act
        public let words: String?
        public let oldDue: Day?
        public let newDue: Day?
        public let file: ID<StoredFile>?
        public let fileName: String?
    }

    public let task: Task
    public let stamp: TaskStamp
    public let plan: Plan
    public let parties: [Party]
    public let advisorText: String?
    public let product: String?
    public let source: Source
    public let evidence: [Evidence]
    /// Newest first, at most `mostSteps`.
    public let steps: [Step]
    public let hasMoreSteps: Bool
    /// Detailed plans that carry it out.
    public let plansBelow: [Plan]

    static let mostSteps = 100

    public var comments: [Step] { steps.filter { $0.act == .commented } }
    public var files: [Step] { steps.filter { $0.act == .attached } }

    /// The task with all that belongs to it, where the visitor may see it. Seven queries.
    public static func of(_ id: ID<Task>, for visitor: Visitor, allSteps: Bool = false, _ db: any Reader) throws
        -> TaskDetail
    {
        let task = try TaskScope.task(id, for: visitor, db)
        let more = try db.one(
            """
            SELECT t.changed, t.advisor_text, t.product, t.quote, t.first_line, t.last_line, t.first_page, t.last_page, t.file,
                f.name AS file_name
            FROM task t LEFT JOIN stored_file f ON f.id = t.file WHERE t.id = \(id)
            """)
        let plan = try Plan(db.one("SELECT \(sql: Plan.columns) FROM plan p WHERE p.id = \(task.plan)"))
        let parties = try db.all(
            "SELECT role, name, unit FROM task_unit WHERE task = \(id) ORDER BY role, position"
        ).map { row in Party(role: try row("role"), name: try row("name"), unit: try row("unit")) }
        let evidence = try db.all(
            """
            SELECT e.sort, e.words, e.address, e.file, f.name AS file_name, e.at, a.name AS who FROM task_evidence e
            LEFT JOIN stored_file f ON f.id = e.file LEFT JOIN account a ON a.id = e.account
            WHERE e.task = \(id) ORDER BY e.id LIMIT 500
            """
        ).map { row in
            Evidence(
                sort: try row("sort"), words: try row("words"), address: try row("address"), file: try row("file"),
                fileName: try row("file_name"), at: try row("at"), who: try row("who"))
        }
        let limit = allSteps ? 2000 : mostSteps
        let steps = try db.all(
            """
            SELECT s.at, s.who, s.act, s.words, s.old_due, s.new_due, s.file, f.name AS file_name FROM task_step s
            LEFT JOIN stored_file f ON f.id = s.file WHERE s.task = \(id) ORDER BY s.id DESC LIMIT \(limit + 1)
            """
        ).map { row in
            Step(
                at: try row("at"), who: try row("who"), act: try row("act"), words: try row("words"),
                oldDue: try row("old_due"), newDue: try row("new_due"), file: try row("file"),
                fileName: try row("file_name"))
        }
        let below = try db.all(
            "SELECT \(sql: Plan.columns) FROM plan p WHERE p.parent_task = \(id) ORDER BY p.id LIMIT 50"
        ).map(Plan.init)
        let (first, last): (Int?, Int?) = (try more("first_page"), try more("last_page"))
        return TaskDetail(
            task: task, stamp: TaskStamp(changed: try more("changed")), plan: plan, parties: parties,
            advisorText: try more("advisor_text"), product: try more("product"),
            source: Source(
                quote: try more("quote"), lines: PlanDraft.Lines(try more("first_line"), try more("last_line")),
                pages: first.map { $0...max($0, last ?? $0) }, file: try more("file"),
                fileName: try more("file_name")),
            evidence: evidence, steps: Array(steps.prefix(limit)), hasMoreSteps: steps.count > limit,
            plansBelow: below)
    }
}
