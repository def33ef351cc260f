import Database
import Office
import Vocabulary

/// Everything the page of one plan in force shows besides its tasks.
public struct PlanDetail: Equatable, Sendable {
    public struct Version: Equatable, Sendable {
        public let number: Int
        public let file: ID<StoredFile>
        public let fileName: String
        public let sha256: String
        public let adopted: Instant
        public let who: String?
    }

    public struct Finding: Equatable, Sendable {
        public let isWarning: Bool
        public let message: String
        public let lines: [Int]
        public let isOpen: Bool
        /// Why it was kept as it is.
        public let reason: String?
    }

    /// The item of another plan that this one carries out.
    public struct Parent: Equatable, Sendable {
        public let task: ID<Task>
        public let text: String
        public let reference: String
        public let plan: Plan
    }

    /// A detailed plan that hangs on one of this plan's items.
    public struct Child: Equatable, Sendable {
        public let plan: Plan
        public let task: ID<Task>
        public let reference: String
        public let taskText: String
    }

    public let plan: Plan
    public let unitName: String
    /// Newest first.
    public let versions: [Version]
    public let findings: [Finding]
    public let parent: Parent?
    public let children: [Child]
    public let events: [PlannedEvent]
    public let shortNames: [ShortName]

    public static func of(_ id: ID<Plan>, for visitor: Visitor, _ db: any Reader) throws -> PlanDetail {
        let plan = try PlanScope.plan(id, for: visitor, db)
        let versions = try db.all(
            """
            SELECT v.version, v.file, f.name, f.sha256, v.adopted, a.name AS who FROM plan_version v
            JOIN stored_file f ON f.id = v.file LEFT JOIN account a ON a.id = v.account
            WHERE v.plan = \(id) ORDER BY v.version DESC
            """
        ).map { row in
            Version(
                number: try row("version"), file: try row("file"), fileName: try row("name"),
                sha256: try row("sha256"), adopted: try row("adopted"), who: try row("who"))
        }
        let findings = try db.all(
            """
            SELECT n.severity, n.message, n.lines, n.answer, n.reason FROM draft_finding n
            WHERE n.draft = (SELECT max(d.id) FROM plan_draft d WHERE d.plan = \(id) AND d.state = 'adopted')
            ORDER BY n.position
            """
        ).map { row in
            let (severity, lines, answer): (String, String, String) = (
                try row("severity"), try row("lines"), try row("answer")
            )
            return Finding(
                isWarning: severity == "warn", message: try row("message"),
                lines: lines.split(separator: " ").compactMap { Int($0) }, isOpen: answer == "open",
                reason: try row("reason"))
        }
        let parent = try plan.parentTask.flatMap { task -> Parent? in
            let row = try db.first(
                """
                SELECT t.text, t.section, t.ordinal, \(sql: Plan.columns) FROM task t JOIN plan p ON p.id = t.plan
                WHERE t.id = \(task) AND \(sql: TaskScope.condition(for: visitor))
                """)
            return try row.map { row in
                Parent(task: task, text: try row("text"), reference: try reference(row), plan: try Plan(row))
            }
        }
        let children = try db.all(
            """
            SELECT t.id AS task, t.text, t.section, t.ordinal, \(sql: Plan.columns) FROM plan p
            JOIN task t ON t.id = p.parent_task
            WHERE t.plan = \(id) AND \(sql: PlanScope.condition(for: visitor)) ORDER BY t.position, p.id LIMIT 200
            """
        ).map { row in
            Child(
                plan: try Plan(row), task: try row("task"), reference: try reference(row),
                taskText: try row("text"))
        }
        return PlanDetail(
            plan: plan, unitName: try db.value("SELECT name FROM unit WHERE id = \(plan.unit)"), versions: versions,
            findings: findings, parent: parent, children: children, events: try PlannedEvents.all(of: id, db),
            shortNames: try ShortName.all(of: id, db))
    }

    private static func reference(_ row: Row) throws -> String {
        let (section, ordinal): (String, String?) = (try row("section"), try row("ordinal"))
        return ordinal.map { section.isEmpty ? $0 : "\(section).\($0)" } ?? section
    }

    // MARK: The item it carries out

    /// Hangs the plan on an item of another plan, or on none. The item may not belong to the plan itself or to one that
    /// hangs on it.
    public static func hang(_ id: ID<Plan>, on task: ID<Task>?, by operation: Operation) throws {
        guard let row = try operation.first("SELECT parent_task FROM plan WHERE id = \(id)") else {
            throw PlanRefusal.notFound
        }
        let old: ID<Task>? = try row("parent_task")
        guard old != task else { return }
        var above = task
        var steps = 0
        while let item = above {
            guard
                let row = try operation.first(
                    "SELECT p.id, p.parent_task FROM task t JOIN plan p ON p.id = t.plan WHERE t.id = \(item)")
            else { throw PlanRefusal.noSuchItem }
            guard try row("id") as ID<Plan> != id, steps < 50 else { throw PlanRefusal.ownItem }
            above = try row("parent_task")
            steps += 1
        }
        try operation.run("UPDATE plan SET parent_task = \(task) WHERE id = \(id)")
        try operation.record(
            "plan.hang", on: Subject("plan", id), before: ["parentTask": old?.description],
            after: ["parentTask": task?.description])
    }
}

/// Which plans a visitor sees: those of the branch, or those with a task in the visitor's scope.
public enum PlanScope {
    /// A condition on `plan p`.
    public static func condition(for visitor: Visitor) -> SQL {
        let all = visitor.scope(.readAllTasks)
        let ofBranch: SQL =
            "EXISTS (SELECT 1 FROM unit pu WHERE pu.id = p.unit AND \(sql: all.condition(path: "pu.path")))"
        if all != .nothing, TaskScope.ownUnits(of: visitor) == .nothing { return ofBranch }
        let ofTasks: SQL =
            "EXISTS (SELECT 1 FROM task t WHERE t.plan = p.id AND \(sql: TaskScope.condition(for: visitor)))"
        return all == .nothing ? ofTasks : "(\(sql: ofBranch) OR \(sql: ofTasks))"
    }

    public static func plan(_ id: ID<Plan>, for visitor: Visitor, _ db: any Reader) throws -> Plan {
        let row = try db.first(
            "SELECT \(sql: Plan.columns) FROM plan p WHERE p.id = \(id) AND \(sql: condition(for: visitor))")
        guard let row else { throw PlanRefusal.notFound }
        return try Plan(row)
    }

    /// Plans in force of a year, at most so many, oldest first: the year plan comes before the plans that detail it.
    public static func plans(of year: Int, for visitor: Visitor, limit: Int = 200, _ db: any Reader) throws -> [Plan] {
        try db.all(
            """
            SELECT \(sql: Plan.columns) FROM plan p
            WHERE (p.year = \(year) OR p.first_year <= \(year) AND p.last_year >= \(year)) AND p.state = 'inForce' AND \(sql: condition(for: visitor)) ORDER BY p.id LIMIT \(limit)
            """
        ).map(Plan.init)
    }

    /// The years that have a plan in force, newest first.
    public static func years(for visitor: Visitor, _ db: any Reader) throws -> [Int] {
        let rows = try db.all(
            """
            SELECT DISTINCT p.year, p.first_year, p.last_year FROM plan p WHERE \(sql: condition(for: visitor))
            ORDER BY p.year DESC LIMIT 90
            """)
        let years = try rows.flatMap { row in try [row("year")] + (row.span().map(Array.init) ?? []) }
        return Array(Set(years).sorted(by: >).prefix(30))
    }
}

/// Why something could not be done with a plan.
public enum PlanRefusal: Explained, Equatable {
    case notFound
    case noSuchItem
    case ownItem

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy kế hoạch này.", log: "plan not found")
        case .noSuchItem:
            Explanation(
                notice: "Việc được chọn không còn trong chương trình. Hãy tìm lại.", log: "parent item not found")
        case .ownItem:
            Explanation(
                notice:
                    "Việc được chọn thuộc chính kế hoạch này hoặc kế hoạch cụ thể hóa nó. Hãy chọn mục của kế hoạch cấp trên.",
                log: "parent item below the plan itself")
        }
    }
}
