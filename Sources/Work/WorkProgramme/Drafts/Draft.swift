import Database
import Office
import PlanReader
import Vocabulary

/// Bản nháp đối chiếu: a plan that was read and waits until a person has gone through it.
public struct Draft: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable { case reviewing, adopted, discarded }

    public let id: ID<Draft>
    public let unit: ID<Unit>
    public let year: Int
    public let file: ID<StoredFile>
    public let type: String
    public let title: String
    public let number: String?
    public let issuedOn: Day?
    public let issuer: String?
    public let issuerKind: PlanIssuerKind
    /// The years of a plan of several; nil for a plan of one year.
    public let span: ClosedRange<Int>?
    public let parentTask: ID<Task>?
    public let replaces: ID<Plan>?
    public let state: State
    public let plan: ID<Plan>?
    public let changed: Instant

    static let columns: SQL = """
        d.id, d.unit, d.year, d.file, d.type, d.title, d.number, d.issued_on, d.issuer, d.issuer_kind, d.first_year, \
        d.last_year, d.parent_task, d.replaces, d.state, d.plan, d.changed
        """

    init(_ row: Row) throws {
        id = try row("id")
        unit = try row("unit")
        year = try row("year")
        file = try row("file")
        type = try row("type")
        title = try row("title")
        number = try row("number")
        issuedOn = try row("issued_on")
        issuer = try row("issuer")
        issuerKind = try row("issuer_kind")
        span = try row.span()
        parentTask = try row("parent_task")
        replaces = try row("replaces")
        state = try row("state")
        plan = try row("plan")
        changed = try row("changed")
    }

    public static func with(_ id: ID<Draft>, _ db: any Reader) throws -> Draft {
        guard let row = try db.first("SELECT \(sql: columns) FROM plan_draft d WHERE d.id = \(id)") else {
            throw DraftRefusal.notFound
        }
        return try Draft(row)
    }

    public static func sheet(of id: ID<Draft>, _ db: any Reader) throws -> PaperSheet {
        try PaperSheet(stored: db.value("SELECT paper FROM plan_draft WHERE id = \(id)"))
    }
}

/// One task of a draft, beside the lines it came from.
public struct DraftItem: Equatable, Sendable {
    public enum Decision: String, SQLBindable, SQLDecodable, Sendable { case waiting, accepted, rejected }
    public enum Origin: String, SQLBindable, SQLDecodable, Sendable { case read, edited, split, merged, added }

    public let id: ID<DraftItem>
    public var position: Int
    public var section: String
    public var ordinal: String?
    public var text: String
    public var time: PlannedTime
    public var lead: String?
    public var advisor: String?
    public var coordinators: [String]
    public var product: String?
    public var kind: PlanDraft.WorkKind
    public var lines: PlanDraft.Lines
    public var confidence: Double
    public var inferred: [String]
    public var decision: Decision
    public var origin: Origin

    static let columns: SQL = """
        i.id, i.position, i.section, i.ordinal, i.text, i.time, i.lead, i.advisor, i.coordinators, i.product, i.kind, \
        i.first_line, i.last_line, i.confidence, i.inferred, i.decision, i.origin
        """

    init(_ row: Row) throws {
        id = try row("id")
        position = try row("position")
        section = try row("section")
        ordinal = try row("ordinal")
        text = try row("text")
        time = try PlannedTime(stored: row("time"))
        lead = try row("lead")
        advisor = try row("advisor")
        coordinators = try Self.list(row("coordinators"))
        product = try row("product")
        kind = try row("kind")
        lines = try PlanDraft.Lines(row("first_line"), row("last_line"))
        confidence = try row("confidence")
        inferred = try Self.list(row("inferred"))
        decision = try row("decision")
        origin = try row("origin")
    }

    public static func all(of draft: ID<Draft>, _ db: any Reader) throws -> [DraftItem] {
        try db.all("SELECT \(sql: columns) FROM draft_item i WHERE i.draft = \(draft) ORDER BY i.position").map(
            DraftItem.init)
    }

    static func list(_ stored: String) -> [String] { stored.split(separator: "\n").map(String.init) }
    static func stored(_ list: [String]) -> String {
        list.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }.filter { !$0.isEmpty }.joined(
            separator: "\n")
    }

    /// Every body it names, in the order lead, adviser, coordinators.
    public var parties: [(role: TaskRole, name: String)] {
        [lead].compactMap { $0 }.map { (.lead, $0) } + [advisor].compactMap { $0 }.map { (.advisor, $0) }
            + coordinators.map { (.coordinator, $0) }
    }

    /// The reader was unsure, or something a task needs is missing: the page asks to look twice.
    public var isDoubtful: Bool { confidence < 0.6 || !inferred.isEmpty }
}

/// A name of a draft and the unit it means.
public struct DraftName: Equatable, Sendable {
    public enum Choice: String, SQLBindable, SQLDecodable, Sendable {
        /// Found by the register; chosen by a person; two units match; none does; kept as words.
        case recognised, chosen, several, unknown, words
    }

    public let fold: String
    public let name: String
    public let unit: ID<Unit>?
    public let unitName: String?
    public let choice: Choice

    public var isOpen: Bool { choice == .several }

    public static func all(of draft: ID<Draft>, _ db: any Reader) throws -> [DraftName] {
        try db.all(
            """
            SELECT n.fold, n.name, n.unit, n.choice, u.name AS unit_name FROM draft_name n LEFT JOIN unit u ON u.id = n.unit
            WHERE n.draft = \(draft) ORDER BY n.fold
            """
        ).map { row in
            DraftName(
                fold: try row("fold"), name: try row("name"), unit: try row("unit"), unitName: try row("unit_name"),
                choice: try row("choice"))
        }
    }
}

/// A slip found in the plan, and what the person made of it.
public struct DraftFinding: Equatable, Sendable {
    public enum Answer: String, SQLBindable, SQLDecodable, Sendable { case open, kept, corrected }

    public let id: ID<DraftFinding>
    public let code: String
    public let isWarning: Bool
    public let message: String
    public let lines: [Int]
    public let answer: Answer
    public let reason: String?

    public static func all(of draft: ID<Draft>, _ db: any Reader) throws -> [DraftFinding] {
        try db.all(
            "SELECT id, code, severity, message, lines, answer, reason FROM draft_finding WHERE draft = \(draft) ORDER BY position"
        ).map { row in
            let severity: String = try row("severity")
            let lines: String = try row("lines")
            return DraftFinding(
                id: try row("id"), code: try row("code"), isWarning: severity == "warn", message: try row("message"),
                lines: lines.split(separator: " ").compactMap { Int($0) }, answer: try row("answer"),
                reason: try row("reason"))
        }
    }
}
