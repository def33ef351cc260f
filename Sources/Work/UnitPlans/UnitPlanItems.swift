import Database
import Office
import PlanReader
import Vocabulary

/// Mục của kế hoạch đơn vị: one task of a unit's plan, and the item of the superior plan that it answers.
public struct UnitPlanItem: Equatable, Sendable {
    /// A suggestion waits for a person's word; a confirmed one counts.
    public enum Answer: String, SQLBindable, SQLDecodable, Sendable { case none, suggested, confirmed }

    public let id: ID<UnitPlanItem>
    public let reference: String
    public let text: String
    public let timeWords: String
    public let lead: String?
    public let lines: PlanDraft.Lines
    public let answer: Answer
    public let isDecided: Bool
    /// How alike they are, 0…1.
    public let score: Double
    public let task: ID<Task>?
    public let taskText: String?
    public let taskReference: String?

    init(_ row: Row) throws {
        id = try row("id")
        reference = try row("reference")
        text = try row("text")
        timeWords = try row("time_words")
        lead = try row("lead")
        lines = PlanDraft.Lines(try row("first_line"), try row("last_line"))
        answer = try row("answer")
        isDecided = try row("is_decided") as Int == 1
        score = try row("score")
        task = try row("task")
        taskText = try row("task_text")
        let (section, ordinal): (String?, String?) = (try row("section"), try row("ordinal"))
        taskReference = section.map { section in
            ordinal.map { section.isEmpty ? $0 : "\(section).\($0)" } ?? section
        }
    }

    /// All items of a unit's plan in their order; a plan has some hundred at most.
    public static func all(of plan: ID<UnitPlan>, _ db: any Reader) throws -> [UnitPlanItem] {
        try db.all(
            """
            SELECT i.id, i.reference, i.text, i.time_words, i.lead, i.first_line, i.last_line, i.answer, i.is_decided, i.score,
                i.task, t.text AS task_text, t.section, t.ordinal
            FROM unit_plan_item i LEFT JOIN task t ON t.id = i.task
            WHERE i.unit_plan = \(plan) ORDER BY i.position LIMIT \(UnitPlanItems.most)
            """
        ).map(UnitPlanItem.init)
    }
}

/// Reading units' plans beside the superior plan.
public enum UnitPlanItems {
    static let most = 2000

    /// Items of the superior plan, for a person to choose from.
    public struct Choice: Equatable, Sendable {
        public let task: ID<Task>
        public let reference: String
        public let text: String
    }

    public static func choices(_ plan: ID<Plan>?, _ db: any Reader) throws -> [Choice] {
        guard let plan else { return [] }
        return try db.all(
            """
            SELECT \(sql: Task.columns) FROM task t WHERE t.plan = \(plan) AND t.state <> 'dropped'
            ORDER BY t.position, t.id LIMIT \(most)
            """
        ).map { row in
            let task = try Task(row)
            return Choice(task: task.id, reference: task.reference, text: task.text)
        }
    }

    /// Writes down what was read, each item with the likeliest answer; what a person said about the same words stays.
    static func replace(
        of id: ID<UnitPlan>, by draft: PlanDraft?, plan: ID<Plan>?, _ operation: Operation
    ) throws {
        var decided: [String: ID<Task>?] = [:]
        for row in try operation.all(
            "SELECT text, task FROM unit_plan_item WHERE unit_plan = \(id) AND is_decided = 1 ORDER BY position")
        {
            let (text, task): (String, ID<Task>?) = (try row("text"), try row("task"))
            decided.updateValue(task, forKey: text.folded)
        }
        try operation.run("DELETE FROM unit_plan_item WHERE unit_plan = \(id)")
        let tasks = (draft?.tasks ?? []).prefix(most)
        let choices = try choices(plan, operation)
        let guesses = PlanMatch.suggestions(
            for: tasks.map(\.text), among: choices.map { .init(reference: $0.reference, text: $0.text) })
        for (position, task) in tasks.enumerated() {
            let guess = guesses[position]
            let said = decided[task.text.nfc.folded]
            let (answer, target): (UnitPlanItem.Answer, ID<Task>?) =
                if let said {
                    (said == nil ? .none : .confirmed, said)
                } else {
                    (guess == nil ? .none : .suggested, guess.map { choices[$0.item].task })
                }
            try operation.run(
                """
                INSERT INTO unit_plan_item (unit_plan, position, reference, text, time_words, lead, first_line, last_line, task,
                    score, answer, is_decided)
                VALUES (\(id), \(position), \(Self.reference(task)), \(task.text.nfc), \(task.when.words), \(task.lead),
                    \(task.lines.first), \(task.lines.last), \(target), \(guess?.score ?? 0), \(answer),
                    \(said == nil ? 0 : 1))
                """)
        }
    }

    private static func reference(_ task: PlanDraft.Task) -> String {
        task.ordinal.map { task.section.isEmpty ? $0 : "\(task.section).\($0)" } ?? task.section
    }

    /// A person says which item of the superior plan this one answers, or that it answers none.
    public static func decide(
        _ item: ID<UnitPlanItem>, of id: ID<UnitPlan>, answers task: ID<Task>?, for visitor: Visitor,
        by operation: Operation
    ) throws {
        let (_, request) = try UnitPlan.of(id, for: visitor, operation)
        guard request.mayManage(visitor) else { throw UnitPlanRefusal.notFound }
        if let task {
            let known = try operation.first(
                "SELECT id FROM task WHERE id = \(task) AND plan = \(request.plan) AND state <> 'dropped'")
            guard known != nil else { throw UnitPlanRefusal.noSuchItem }
        }
        let changed = try operation.run(
            """
            UPDATE unit_plan_item SET task = \(task), answer = \(task == nil ? UnitPlanItem.Answer.none : .confirmed),
                is_decided = 1
            WHERE id = \(item) AND unit_plan = \(id)
            """)
        guard changed == 1 else { throw UnitPlanRefusal.notFound }
        try operation.record(
            "unitPlan.answer", on: Subject("unit_plan", id),
            after: ["item": item.description, "task": task?.description])
    }

    /// Every suggestion of one unit's plan is taken. Returns how many.
    @discardableResult
    public static func confirmAll(of id: ID<UnitPlan>, for visitor: Visitor, by operation: Operation) throws -> Int {
        let (_, request) = try UnitPlan.of(id, for: visitor, operation)
        guard request.mayManage(visitor) else { throw UnitPlanRefusal.notFound }
        let count = try operation.run(
            """
            UPDATE unit_plan_item SET answer = 'confirmed', is_decided = 1
            WHERE unit_plan = \(id) AND answer = 'suggested'
            """)
        guard count > 0 else { return 0 }
        try operation.record("unitPlan.answers", on: Subject("unit_plan", id), after: ["items": String(count)])
        return count
    }
}

/// Mức cụ thể hóa: an item of the superior plan, and how many units' plans answer it.
public struct PlanCoverage: Equatable, Sendable {
    public struct Line: Equatable, Sendable {
        public let task: ID<Task>
        public let reference: String
        public let text: String
        public let timeWords: String
        public let lead: String?
        /// Units with a confirmed answer; those with a suggestion only.
        public let confirmed: Int
        public let suggested: Int
    }

    public let lines: [Line]
    public let after: ID<Task>?
    /// Items in all, and those that no unit answers as far as somebody has confirmed.
    public let all: Int
    public let unanswered: Int

    public static let pageSize = 50

    /// - Parameter onlyUnanswered: those that no unit plan answers.
    public static func page(
        of request: PlanRequest, onlyUnanswered: Bool, after start: ID<Task>? = nil, size: Int = pageSize,
        _ db: any Reader
    ) throws -> PlanCoverage {
        guard let plan = request.plan else { return PlanCoverage(lines: [], after: nil, all: 0, unanswered: 0) }
        func units(_ answer: UnitPlanItem.Answer) -> SQL {
            """
            (SELECT count(DISTINCT i.unit_plan) FROM unit_plan_item i JOIN unit_plan p ON p.id = i.unit_plan
             WHERE i.task = t.id AND i.answer = \(answer) AND p.request = \(request.id))
            """
        }
        let none: SQL = """
            NOT EXISTS (SELECT 1 FROM unit_plan_item i JOIN unit_plan p ON p.id = i.unit_plan
                WHERE i.task = t.id AND i.answer = 'confirmed' AND p.request = \(request.id))
            """
        let ofPlan: SQL = "t.plan = \(plan) AND t.state <> 'dropped'"
        let beyond: SQL =
            start.map { "AND (t.position, t.id) > (SELECT s.position, s.id FROM task s WHERE s.id = \($0))" } ?? ""
        let rows = try db.all(
            """
            SELECT \(sql: Task.columns), \(sql: units(.confirmed)) AS confirmed, \(sql: units(.suggested)) AS suggested
            FROM task t WHERE \(sql: ofPlan) \(sql: onlyUnanswered ? "AND " + none : "") \(sql: beyond)
            ORDER BY t.position, t.id LIMIT \(size + 1)
            """)
        let lines = try rows.prefix(size).map { row in
            let task = try Task(row)
            return Line(
                task: task.id, reference: task.reference, text: task.text, timeWords: task.timeWords,
                lead: task.leadText, confirmed: try row("confirmed"), suggested: try row("suggested"))
        }
        return PlanCoverage(
            lines: lines, after: rows.count > size ? lines.last?.task : nil,
            all: try db.value("SELECT count(*) FROM task t WHERE \(sql: ofPlan)"),
            unanswered: try db.value("SELECT count(*) FROM task t WHERE \(sql: ofPlan) AND \(sql: none)"))
    }
}
