import Database
import Foundation
import class Office.Operation
import Office
import struct Office.Unit
import PlanReader
import Vocabulary

/// Beginning a plan: empty, or from the tasks of another year.
extension Manuscripts {
    /// An empty plan with the head of the office that issues it.
    public static func begin(
        year: Int, for unit: Unit, province: Unit?, by operation: Operation
    ) throws -> ID<Manuscript> {
        let id = try insert(
            year: year, unit, province, abstract: "Công tác thi đua, khen thưởng năm \(year)", operation)
        _ = try insertSection("Nhiệm vụ năm \(year)", 0, id, operation)
        try operation.record(
            "manuscript.begin", on: Subject("manuscript", id), after: ["year": String(year)])
        return id
    }

    /// Next year's plan from this year's: tasks are copied with their times moved, each waits for a person's look.
    ///
    /// - Parameter sources: plans that the writer may read; the caller has made sure.
    public static func begin(
        year: Int, from plans: [ID<Plan>], for unit: Unit, province: Unit?, _ calendar: WorkingDays,
        by operation: Operation
    ) throws -> ID<Manuscript> {
        let sources = try plans.compactMap { plan in
            try operation.first("SELECT \(sql: Plan.columns) FROM plan p WHERE p.id = \(plan)").map(Plan.init)
        }
        guard let first = sources.first else { throw PlanWritingRefusal.noPlan }
        let years = year - first.year
        let id = try insert(
            year: year, unit, province, abstract: NextYear.words(shifting: first.title, by: years), operation)
        var (rows, sections): (Int, [String: ID<ManuscriptSection>]) = (0, [:])
        var copies: [ID<Task>: ID<ManuscriptRow>] = [:]
        for plan in sources {
            try operation.run("INSERT INTO manuscript_source (manuscript, plan) VALUES (\(id), \(plan.id))")
            let titles = try SourceReading(of: plan.id, operation)
            for task in try SourceTask.all(of: plan.id, operation) {
                guard rows < mostRows else { throw PlanWritingRefusal.tooMany(mostRows) }
                let title = NextYear.words(shifting: titles.title(of: task.section), by: years)
                let section =
                    try sections[title.folded] ?? insertSection(title, sections.count, id, operation)
                sections[title.folded] = section
                copies[task.id] = try copy(task, into: section, at: rows, years, calendar, id, operation)
                rows += 1
            }
        }
        guard rows > 0 else { throw PlanWritingRefusal.noRows }
        try hang(copies, operation)
        try copyAround(first, id, operation)
        try operation.record(
            "manuscript.begin", on: Subject("manuscript", id),
            after: [
                "year": String(year), "plans": sources.map(\.id.description).joined(separator: ", "),
                "rows": String(rows),
            ])
        return id
    }

    private static func insert(
        year: Int, _ unit: Unit, _ province: Unit?, abstract: String, _ operation: Operation
    ) throws -> ID<Manuscript> {
        let head = OfficeHead(unit, province: province)
        let signature = head.signature
        var onBehalf: String?
        for case .onBehalf(let body) in signature.authority { onBehalf = body }
        return ID(
            try operation.insert(
                """
                INSERT INTO manuscript (unit, year, kind, superior, issuer, symbol, place, planned_on, abstract, on_behalf, post,
                    kept, state, version, head_who, revision, added, changed, account, who)
                VALUES (\(unit.id), \(year), 'plan', \(head.superior), \(head.issuer), \("KH-" + head.symbol), \(head.place),
                    \(operation.today), \(abstract), \(onBehalf), \(signature.post), 'VT, TĐKT', 'drafting', 1,
                    \(operation.actor.name), 1, \(operation.now), \(operation.now), \(operation.actor.account),
                    \(operation.actor.name))
                """))
    }

    private static func copy(
        _ task: SourceTask, into section: ID<ManuscriptSection>, at position: Int, _ years: Int,
        _ calendar: WorkingDays, _ id: ID<Manuscript>, _ operation: Operation
    ) throws -> ID<ManuscriptRow> {
        let moved = NextYear.moved(task.time, by: years, calendar)
        return ID(
            try operation.insert(
                """
                INSERT INTO manuscript_row (manuscript, section, position, text, time, lead, advisor, coordinators, product, kind,
                    decision, source, old_text, old_time, moved, version, who)
                VALUES (\(id), \(section), \(position), \(NextYear.words(shifting: task.text, by: years)),
                    \(try moved.time.stored), \(task.lead), \(task.advisor), \(DraftItem.stored(task.coordinators)),
                    \(task.product), \(task.kind), 'waiting', \(task.id), \(task.text), \(task.timeWords), \(moved.note), 1,
                    \(operation.actor.name))
                """))
    }

    /// Copies hang on each other as their tasks did.
    private static func hang(_ copies: [ID<Task>: ID<ManuscriptRow>], _ operation: Operation) throws {
        let anchors = try operation.all(
            """
            SELECT \(sql: TaskAnchor.columns) FROM task_anchor a WHERE a.other IS NOT NULL
                AND a.task IN (SELECT r.source FROM manuscript_row r WHERE r.id IN (\(list: copies.values.sorted())))
            """
        ).map(TaskAnchor.init)
        for anchor in anchors {
            guard case .task(let other) = anchor.target, let row = copies[anchor.task], let to = copies[other] else {
                continue
            }
            try operation.run(
                """
                UPDATE manuscript_row SET other = \(to), days = \(anchor.distance.days),
                    working = \(anchor.distance.isWorking ? 1 : 0), moved = NULL WHERE id = \(row)
                """)
        }
    }

    /// What stood around the tasks: bases as they were (those that have ended since are flagged), recipients.
    private static func copyAround(_ plan: Plan, _ id: ID<Manuscript>, _ operation: Operation) throws {
        let reading = try SourceReading(of: plan.id, operation)
        for (index, text) in reading.bases.prefix(mostBases).enumerated() {
            try insertBasis(basis(text), index, id, operation)
        }
        try insert(Array(reading.recipients.prefix(mostRecipients)), .axis, after: 0, id, operation)
    }
}

/// A task of the plan that is copied.
private struct SourceTask {
    let id: ID<Task>
    let section: String
    let text: String
    let time: PlannedTime
    let timeWords: String
    let lead: String?
    let advisor: String?
    let coordinators: [String]
    let product: String?
    let kind: PlanDraft.WorkKind

    static func all(of plan: ID<Plan>, _ db: any Reader) throws -> [SourceTask] {
        var coordinators: [ID<Task>: [String]] = [:]
        try db.each(
            """
            SELECT tu.task, tu.name FROM task_unit tu JOIN task t ON t.id = tu.task
            WHERE t.plan = \(plan) AND tu.role = 'coordinator' ORDER BY tu.task, tu.position
            """
        ) { row in coordinators[try row("task"), default: []].append(try row("name")) }
        return try db.all(
            """
            SELECT t.id, t.section, t.text, t.time, t.time_words, t.lead_text, t.advisor_text, t.product, t.kind FROM task t
            WHERE t.plan = \(plan) ORDER BY t.position, t.id LIMIT \(Manuscripts.mostRows + 1)
            """
        ).map { row in
            let id: ID<Task> = try row("id")
            return SourceTask(
                id: id, section: try row("section"), text: try row("text"),
                time: try PlannedTime(stored: row("time")), timeWords: try row("time_words"),
                lead: try row("lead_text"), advisor: try row("advisor_text"), coordinators: coordinators[id] ?? [],
                product: try row("product"), kind: try row("kind"))
        }
    }
}

/// What the reader found around the tasks of an adopted plan.
private struct SourceReading {
    private struct Answer: Decodable {
        struct Document: Decodable {
            struct Basis: Decodable { let text: String }
            struct Section: Decodable {
                let number: String?
                let title: String
            }
            struct Group: Decodable {
                let ordinal: String
                let text: String
            }
            let legalBases: [Basis]?
            let recipients: [String]?
            let sections: [Section]?
            let groups: [Group]?
        }
        let document: Document
    }

    let bases: [String]
    let recipients: [String]
    private var titles: [String: String]

    init(of plan: ID<Plan>, _ db: any Reader) throws {
        let stored = try db.first(
            "SELECT reading FROM plan_draft WHERE plan = \(plan) AND state = 'adopted' ORDER BY id DESC LIMIT 1")
        guard let stored else {
            (bases, recipients, titles) = ([], [], [:])
            return
        }
        let document = try JSONDecoder().decode(Answer.self, from: Data((try stored("reading") as String).utf8))
            .document
        bases = (document.legalBases ?? []).map { $0.text.trimmingMarks }
        recipients = (document.recipients ?? []).map(\.trimmingMarks).filter {
            !$0.folded.hasPrefix("luu") && !$0.isEmpty
        }
        let sections = (document.sections ?? []).compactMap { section in section.number.map { ($0, section.title) } }
        let groups = (document.groups ?? []).map { ($0.ordinal, $0.text) }
        titles = Dictionary(sections + groups, uniquingKeysWith: { _, last in last }).mapValues(\.trimmingMarks)
        titles.merge(try Self.headings(of: plan, db)) { _, nearest in nearest }
    }

    /// The line above the first task of a section, where it bears the section's number: a heading within a table.
    private static func headings(of plan: ID<Plan>, _ db: any Reader) throws -> [String: String] {
        let sheet = try PaperSheet(stored: db.value("SELECT paper FROM plan WHERE id = \(plan)"))
        var headings: [String: String] = [:]
        for row in try db.all(
            "SELECT section, min(first_line) AS line FROM task WHERE plan = \(plan) AND section <> '' GROUP BY section")
        {
            let (section, first): (String, Int) = (try row("section"), try row("line"))
            guard let above = sheet.lines.last(where: { $0.line < first && !$0.text.trimmed.isEmpty }) else { continue }
            let words = above.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard words.hasPrefix(section) else { continue }
            let title = words.dropFirst(section.count).drop { " .):-–".contains($0) }
            if words.dropFirst(section.count).first.map({ " .):-–".contains($0) }) ?? false, !title.isEmpty {
                headings[section] = String(title).trimmingMarks
            }
        }
        return headings
    }

    func title(of section: String) -> String {
        if let title = titles[section], !title.isEmpty {
            return title == title.uppercased() ? title.capitalizedFirst : title
        }
        return section.isEmpty ? "Nhiệm vụ" : "Nhiệm vụ mục \(section)"
    }
}

extension String {
    fileprivate var trimmingMarks: String {
        var text = trimmed
        while let last = text.last, ";.,: ".contains(last) { text.removeLast() }
        return text
    }
}
