import Database
import Office
import PlanReader
import Vocabulary

/// Mục của phần nhiệm vụ: a heading with rows below it.
public struct ManuscriptSection: Equatable, Sendable {
    public let id: ID<ManuscriptSection>
    public let title: String
    public let version: Int

    static func all(of id: ID<Manuscript>, _ db: any Reader) throws -> [ManuscriptSection] {
        try db.all(
            "SELECT id, title, version FROM manuscript_section WHERE manuscript = \(id) ORDER BY position, id"
        ).map { ManuscriptSection(id: try $0("id"), title: try $0("title"), version: try $0("version")) }
    }
}

/// Dòng nhiệm vụ of a plan that is being written.
public struct ManuscriptRow: Equatable, Sendable {
    public enum Decision: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case waiting, kept, changed, added, dropped

        public var vietnamese: String {
            switch self {
            case .waiting: "Chưa xem"
            case .kept: "Giữ"
            case .changed: "Đã sửa"
            case .added: "Việc mới"
            case .dropped: "Đã bỏ"
            }
        }
    }

    /// Due at that distance from another row.
    public struct Hanging: Equatable, Sendable {
        public let other: ID<ManuscriptRow>
        public let distance: TaskAnchor.Distance

        public init(other: ID<ManuscriptRow>, distance: TaskAnchor.Distance) {
            (self.other, self.distance) = (other, distance)
        }
    }

    /// What became of the task it was copied from.
    public struct Source: Equatable, Sendable {
        public let task: ID<Task>
        public let text: String
        public let time: String
        public let state: Task.State
        public let due: Day?
        public let closedOn: Day?
        /// Of a task that was dropped.
        public let reason: String?
    }

    public let id: ID<ManuscriptRow>
    public let section: ID<ManuscriptSection>
    public let text: String
    public let time: PlannedTime
    public let lead: String?
    public let advisor: String?
    public let coordinators: [String]
    public let product: String?
    public let kind: PlanDraft.WorkKind
    public let decision: Decision
    /// What moving it to another year changed or left open, in words.
    public let moved: String?
    public let hanging: Hanging?
    public let source: Source?
    public let version: Int
    public let who: String

    static let columns: SQL = """
        r.id, r.section, r.text, r.time, r.lead, r.advisor, r.coordinators, r.product, r.kind, r.decision, r.moved, r.other, \
        r.days, r.working, r.source, r.old_text, r.old_time, r.version, r.who, t.state, t.due_day, t.closed_on, \
        (SELECT s.words FROM task_step s WHERE s.task = t.id AND s.act = 'dropped' ORDER BY s.id DESC LIMIT 1) AS reason
        """

    init(_ row: Row) throws {
        id = try row("id")
        section = try row("section")
        text = try row("text")
        time = try PlannedTime(stored: row("time"))
        lead = try row("lead")
        advisor = try row("advisor")
        coordinators = try DraftItem.list(row("coordinators"))
        product = try row("product")
        kind = try row("kind")
        decision = try row("decision")
        moved = try row("moved")
        if let other: ID<ManuscriptRow> = try row("other") {
            let working: Int = try row("working")
            hanging = Hanging(
                other: other, distance: TaskAnchor.Distance(days: try row("days"), isWorking: working == 1))
        } else {
            hanging = nil
        }
        if let task: ID<Task> = try row("source") {
            source = Source(
                task: task, text: try row("old_text") ?? "", time: try row("old_time") ?? "", state: try row("state"),
                due: try row("due_day"), closedOn: try row("closed_on"), reason: try row("reason"))
        } else {
            source = nil
        }
        version = try row("version")
        who = try row("who")
    }

    /// Every row in the order of the paper, those that were dropped too.
    static func all(of id: ID<Manuscript>, _ db: any Reader) throws -> [ManuscriptRow] {
        try db.all(
            """
            SELECT \(sql: columns) FROM manuscript_row r JOIN manuscript_section s ON s.id = r.section
            LEFT JOIN task t ON t.id = r.source
            WHERE r.manuscript = \(id) ORDER BY s.position, s.id, r.position, r.id
            """
        ).map(ManuscriptRow.init)
    }

    static func one(_ row: ID<ManuscriptRow>, of id: ID<Manuscript>, _ db: any Reader) throws -> ManuscriptRow {
        let found = try db.first(
            """
            SELECT \(sql: columns) FROM manuscript_row r LEFT JOIN task t ON t.id = r.source
            WHERE r.id = \(row) AND r.manuscript = \(id)
            """)
        guard let found else { throw PlanWritingRefusal.notFound }
        return try ManuscriptRow(found)
    }

    public var isDropped: Bool { decision == .dropped }

    /// Every body it names.
    public var names: [String] { ([lead, advisor].compactMap(\.self)) + coordinators }
}

/// The whole of a manuscript, from a fixed number of queries.
public struct ManuscriptSheet: Sendable {
    public let manuscript: Manuscript
    public let texts: [Manuscript.Part: ManuscriptText]
    public let bases: [ManuscriptBasis]
    public let sections: [ManuscriptSection]
    public let rows: [ManuscriptRow]
    public let recipients: [ManuscriptRecipient]
    public let comments: [ManuscriptComment]
    /// `II.3` of each row that stands in the paper.
    public let references: [ID<ManuscriptRow>: String]

    public init(_ manuscript: Manuscript, _ db: any Reader) throws {
        self.manuscript = manuscript
        let id = manuscript.id
        texts = try ManuscriptText.all(of: id, db)
        bases = try ManuscriptBasis.all(of: id, db)
        sections = try ManuscriptSection.all(of: id, db)
        rows = try ManuscriptRow.all(of: id, db)
        recipients = try ManuscriptRecipient.all(of: id, db)
        comments = try ManuscriptComment.all(of: id, db)
        references = Self.references(sections, rows)
    }

    private static func references(_ sections: [ManuscriptSection], _ rows: [ManuscriptRow])
        -> [ID<ManuscriptRow>: String]
    {
        var references: [ID<ManuscriptRow>: String] = [:]
        var number = 0
        for section in sections {
            let own = rows.filter { $0.section == section.id && !$0.isDropped }
            guard !own.isEmpty else { continue }
            number += 1
            for (index, row) in own.enumerated() { references[row.id] = "\(number.roman).\(index + 1)" }
        }
        return references
    }

    /// Sections that have rows, as the paper has them.
    public var filled: [(section: ManuscriptSection, rows: [ManuscriptRow])] {
        sections.compactMap { section in
            let own = rows.filter { $0.section == section.id && !$0.isDropped }
            return own.isEmpty ? nil : (section, own)
        }
    }

    public var kept: [ManuscriptRow] { filled.flatMap(\.rows) }
    public var waiting: Int { rows.count { $0.decision == .waiting } }

    func words(_ part: Manuscript.Part) -> String { texts[part]?.words ?? "" }

    // MARK: Times that hang on another row

    /// The time as the paper says it: a row that hangs on another has that one's day moved, where it has one.
    public func time(of row: ManuscriptRow, _ calendar: WorkingDays) -> PlannedTime {
        guard let hanging = row.hanging else { return row.time }
        guard let day = day(of: row, calendar, depth: 0) else {
            var open = PlannedTime(.relative)
            let name = references[hanging.other].map { "mục \($0)" } ?? "việc đã bỏ"
            open.phrase = "\(hanging.distance.words) \(name)"
            open.relative = PlannedTime.Offset(
                anchor: name, offsetDays: hanging.distance.isWorking ? nil : hanging.distance.days,
                offsetWorkingDays: hanging.distance.isWorking ? hanging.distance.days : nil, phrase: open.phrase)
            return open
        }
        return PlannedTime(.date, day.iso)
    }

    private func day(of row: ManuscriptRow, _ calendar: WorkingDays, depth: Int) -> Day? {
        guard let hanging = row.hanging else { return row.time.dueDay }
        guard depth < 50, let other = rows.first(where: { $0.id == hanging.other }), !other.isDropped else {
            return nil
        }
        if other.hanging == nil, let first = other.time.firstDay, let last = other.time.dueDay, first <= last {
            return hanging.distance.day(from: first...last, calendar)
        }
        return day(of: other, calendar, depth: depth + 1).map { hanging.distance.day(from: $0...$0, calendar) }
    }

    func hangingWords(_ row: ManuscriptRow) -> String? {
        row.hanging.map { hanging in
            "\(hanging.distance.words) \(references[hanging.other].map { "mục \($0)" } ?? "một việc đã bỏ")"
        }
    }
}
