import Database
import Office
import Vocabulary

/// Everything the review page shows of one draft, from a fixed number of queries.
public struct DraftSheet: Equatable, Sendable {
    public let draft: Draft
    public let fileName: String
    public let sheet: PaperSheet
    public let items: [DraftItem]
    public let names: [DraftName]
    public let findings: [DraftFinding]
    public let replaced: String?
    public let parent: String?
    /// Names of units that had ended before the paper's day, by their fold.
    public let ended: [String: EndedUnits.Ended]
    public let shortNames: [ShortName]
    /// Findings by the item they stand beside.
    private let placed: [ID<DraftItem>: [DraftFinding]]
    /// Findings about the paper as a whole or about lines of no item.
    public let loose: [DraftFinding]

    public init(_ id: ID<Draft>, for visitor: Visitor, _ db: any Reader) throws {
        draft = try DraftScope.draft(id, for: visitor, db)
        fileName = try StoredFile.with(draft.file, db)?.name ?? ""
        sheet = try Draft.sheet(of: id, db)
        items = try DraftItem.all(of: id, db)
        names = try DraftName.all(of: id, db)
        findings = try DraftFinding.all(of: id, db)
        let unknown = names.filter { $0.choice == .unknown }.map(\.fold)
        ended = try EndedUnits.named(
            folds: unknown, in: visitor.scope(.preparePlans), on: draft.issuedOn ?? draft.changed.day, db)
        shortNames = try ShortName.all(of: id, db)
        (placed, loose) = Self.place(findings, beside: items)
        replaced = try draft.replaces.flatMap { plan in
            try db.first("SELECT \(sql: Plan.columns) FROM plan p WHERE p.id = \(plan)").map { try Plan($0).citation }
        }
        parent = try draft.parentTask.flatMap { task in
            try db.first("SELECT \(sql: Task.columns) FROM task t WHERE t.id = \(task)").map(Task.init)
        }.map { "\($0.reference). \($0.text)" }
    }

    public var waiting: Int { items.count { $0.decision == .waiting } }
    public var openWarnings: [DraftFinding] { findings.filter { $0.isWarning && $0.answer == .open } }
    public var openNames: [DraftName] { names.filter(\.isOpen) }
    public var isSettled: Bool { waiting == 0 && openWarnings.isEmpty && openNames.isEmpty }

    /// Findings beside an item: those that are about its lines and about no earlier item's, so that each stands once.
    public func findings(at item: DraftItem) -> [DraftFinding] { placed[item.id] ?? [] }

    private static func place(
        _ findings: [DraftFinding], beside items: [DraftItem]
    ) -> (placed: [ID<DraftItem>: [DraftFinding]], loose: [DraftFinding]) {
        var placed: [ID<DraftItem>: [DraftFinding]] = [:]
        var loose: [DraftFinding] = []
        for finding in findings {
            let item = items.first { item in
                finding.lines.contains { item.lines.first <= $0 && $0 <= item.lines.last }
            }
            if let item { placed[item.id, default: []].append(finding) } else { loose.append(finding) }
        }
        return (placed, loose)
    }
}

/// Who may go through which draft: whoever prepares plans, within the branch of the draft's unit.
public enum DraftScope {
    public static func draft(_ id: ID<Draft>, for visitor: Visitor, _ db: any Reader) throws -> Draft {
        guard
            let row = try db.first(
                """
                SELECT \(sql: Draft.columns) FROM plan_draft d JOIN unit u ON u.id = d.unit
                WHERE d.id = \(id) AND \(sql: visitor.scope(.preparePlans).condition(path: "u.path"))
                """), visitor.may(.preparePlans)
        else { throw DraftRefusal.notFound }
        return try Draft(row)
    }

    /// A draft that waits, as lists show it.
    public struct Line: Equatable, Sendable {
        public let id: ID<Draft>
        public let title: String
        public let fileName: String
        public let year: Int
        public let changed: Instant
        public let waiting: Int
        public let warnings: Int
    }

    /// Drafts under review within the visitor's branch, the last touched first.
    public static func waiting(for visitor: Visitor, _ db: any Reader) throws -> [Line] {
        guard visitor.may(.preparePlans) else { return [] }
        return try db.all(
            """
            SELECT d.id, d.title, f.name AS file_name, d.year, d.changed,
                (SELECT count(*) FROM draft_item i WHERE i.draft = d.id AND i.decision = 'waiting') AS waiting,
                (SELECT count(*) FROM draft_finding g WHERE g.draft = d.id AND g.severity = 'warn' AND g.answer = 'open') AS warnings
            FROM plan_draft d JOIN unit u ON u.id = d.unit JOIN stored_file f ON f.id = d.file
            WHERE d.state = 'reviewing' AND \(sql: visitor.scope(.preparePlans).condition(path: "u.path"))
            ORDER BY d.changed DESC, d.id DESC LIMIT 50
            """
        ).map { row in
            Line(
                id: try row("id"), title: try row("title"), fileName: try row("file_name"), year: try row("year"),
                changed: try row("changed"), waiting: try row("waiting"), warnings: try row("warnings"))
        }
    }
}
