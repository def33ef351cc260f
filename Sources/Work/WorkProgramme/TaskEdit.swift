import Database
import Office
import PlanReader
import Vocabulary

/// A task as a person types it: added by hand, or corrected after adoption. Times and names are in the words of plans.
public struct TaskEdit: Equatable, Sendable {
    public var section: String
    public var ordinal: String
    public var text: String
    public var time: String
    public var kind: PlanDraft.WorkKind
    public var lead: String
    public var advisor: String
    /// One name a line.
    public var coordinators: String

    public init(
        section: String = "", ordinal: String = "", text: String = "", time: String = "",
        kind: PlanDraft.WorkKind = .other, lead: String = "", advisor: String = "", coordinators: String = ""
    ) {
        (self.section, self.ordinal, self.text, self.time) = (section, ordinal, text, time)
        (self.kind, self.lead, self.advisor, self.coordinators) = (kind, lead, advisor, coordinators)
    }

    /// A task as its form shows it first.
    public init(_ detail: TaskDetail) {
        func names(_ role: TaskRole) -> [String] { detail.parties.filter { $0.role == role }.map(\.name) }
        self.init(
            section: detail.task.section, ordinal: detail.task.ordinal ?? "", text: detail.task.text,
            time: detail.task.time.kind == .unstated ? "" : detail.task.time.words, kind: detail.task.kind,
            lead: names(.lead).joined(separator: "; "), advisor: names(.advisor).joined(separator: "; "),
            coordinators: names(.coordinator).joined(separator: "\n"))
    }

    /// Which field a refusal belongs to.
    public static func field(of refusal: TaskRefusal) -> String {
        switch refusal {
        case .noText: "noi-dung"
        case .badTime: "thoi-gian"
        case .noPlan: "ke-hoach"
        case .unclearUnit: "chu-tri"
        default: ""
        }
    }

    // MARK: Operations

    /// Adds a task to a plan in force, as its last one. Returns its key.
    public func add(to plan: ID<Plan>, by operation: Operation) throws -> ID<Task> {
        guard
            let row = try operation.first(
                """
                SELECT p.year, p.first_year, p.last_year, u.path FROM plan p JOIN unit u ON u.id = p.unit WHERE p.id = \(plan) AND p.state = 'inForce'
                """)
        else { throw TaskRefusal.noPlan }
        let (first, span, branch): (Int, ClosedRange<Int>?, String) = (
            try row("year"), try row.span(), try row("path")
        )
        let base = span.map { $0.contains(operation.today.year) ? operation.today.year : first } ?? first
        let position: Int = try operation.value(
            "SELECT COALESCE(max(position), -1) + 1 FROM task WHERE plan = \(plan)")
        let new = try task(position: position, year: base, branch: branch, keeping: nil, operation)
        let year = YearlyParts.year(of: new.time, within: span) ?? base
        let id = try TaskRows.insert(new, plan: plan, branch: branch, year: year, file: nil, operation)
        try TaskTally.add(id, operation)
        try TaskRows.note("added", on: id, operation)
        try operation.record("task.add", on: Subject("task", id), after: ["plan": plan.description, "text": new.text])
        try TaskNotices.tell(.taskGiven, "Việc mới", id, by: operation)
        return id
    }

    /// Corrects what was adopted; the sentence of the paper stays beside it. A postponed due day stays unless the time is
    /// another one now.
    public func correct(_ id: ID<Task>, by operation: Operation) throws {
        guard
            let row = try operation.first(
                """
                SELECT \(sql: Task.columns), t.branch, t.position, t.product, t.first_line, t.last_line, t.first_page,
                    t.last_page, t.quote, t.file, p.first_year, p.last_year
                FROM task t JOIN plan p ON p.id = t.plan WHERE t.id = \(id)
                """)
        else { throw TaskRefusal.notFound }
        let old = try Task(row)
        let parties = try operation.all("SELECT role, name FROM task_unit WHERE task = \(id) ORDER BY role, position")
            .map {
                row -> (role: TaskRole, name: String) in (try row("role"), try row("name"))
            }
        var new = try task(
            position: row("position"), year: old.year, branch: row("branch"), keeping: old, operation)
        let (first, last): (Int?, Int?) = (try row("first_page"), try row("last_page"))
        (new.product, new.quote) = (try row("product"), try row("quote"))
        new.lines = PlanDraft.Lines(try row("first_line"), try row("last_line"))
        new.pages = first.map { $0...max($0, last ?? $0) }
        let changes = Self.changes(old, parties, new)
        guard !changes.isEmpty else { return }
        // In a plan of several years a task goes with its time.
        let year = try new.time == old.time ? nil : YearlyParts.year(of: new.time, within: row.span())
        try TaskTally.keeping(.task(id), operation) {
            try TaskRows.revise(id, to: new, year: year ?? old.year, file: row("file"), operation)
            if new.time == old.time, let due = old.due {
                try operation.run("UPDATE task SET due_day = \(due), due_sort = \(due.iso) WHERE id = \(id)")
            }
        }
        let words = changes.map { "\($0.field): “\($0.old)” → “\($0.new)”" }.joined(separator: "; ")
        try TaskRows.note("corrected", on: id, words: words, operation)
        try operation.record(
            "task.correct", on: Subject("task", id),
            before: Dictionary(uniqueKeysWithValues: changes.map { ($0.field, $0.old) }),
            after: Dictionary(uniqueKeysWithValues: changes.map { ($0.field, $0.new) }))
        if new.time != old.time { try TaskAnchors.retyped(id, by: operation) }
    }

    private func task(position: Int, year: Int, branch: String, keeping old: Task?, _ operation: Operation) throws
        -> NewTask
    {
        let text = text.nfc.trimmed
        guard !text.isEmpty else { throw TaskRefusal.noText }
        var planned: PlannedTime
        if let old, old.time.words == time.nfc.trimmed {
            planned = old.time
        } else {
            guard let written = PlannedTime(written: time, year: year) else { throw TaskRefusal.badTime(time.trimmed) }
            planned = written
        }
        let ordinal = ordinal.nfc.trimmed
        return NewTask(
            position: position, section: section.nfc.trimmed, ordinal: ordinal.isEmpty ? nil : ordinal, text: text,
            kind: kind, time: planned,
            timeWords: old.flatMap { $0.time == planned ? $0.timeWords : nil } ?? planned.words,
            parties: try parties(branch, operation), lines: PlanDraft.Lines(0, 0), quote: "")
    }

    private func parties(_ branch: String, _ operation: Operation) throws -> [NewTask.Party] {
        let root = try operation.first("SELECT id FROM unit WHERE path = \(branch)").map { row -> ID<Unit> in
            try row("id")
        }
        let province = try root.flatMap { try Organisations.unit($0, operation) }
        func named(_ text: String, _ role: TaskRole) throws -> [NewTask.Party] {
            try text.nfc.split(whereSeparator: { $0.isNewline || $0 == ";" }).map(\.trimmed).filter { !$0.isEmpty }.map
            {
                name in
                switch try UnitRecognition.find(name, in: province, on: operation.today, operation) {
                case .one(let unit): return NewTask.Party(role, name, unit: unit)
                case .none: return NewTask.Party(role, name, unit: nil)
                case .several(let units):
                    let names = try Organisations.units(Set(units), operation).values.map(\.name).sorted()
                    throw TaskRefusal.unclearUnit(name, names)
                }
            }
        }
        return try named(lead, .lead) + named(advisor, .advisor) + named(coordinators, .coordinator)
    }

    private static func changes(_ old: Task, _ parties: [(role: TaskRole, name: String)], _ new: NewTask)
        -> [PlanDifference.Change]
    {
        func names(_ role: TaskRole) -> String {
            parties.filter { $0.role == role }.map(\.name).joined(separator: "; ")
        }
        let reference = new.ordinal.map { new.section.isEmpty ? $0 : "\(new.section).\($0)" } ?? new.section
        let pairs: [(String, String, String)] = [
            ("Mục", old.reference, reference), ("Nội dung", old.text, new.text),
            ("Thời gian", old.timeWords, new.timeWords), ("Loại việc", old.kind.vietnamese, new.kind.vietnamese),
            ("Chủ trì", names(.lead), new.words(.lead) ?? ""), ("Tham mưu", names(.advisor), new.words(.advisor) ?? ""),
            ("Phối hợp", names(.coordinator), new.words(.coordinator) ?? ""),
        ]
        return pairs.filter { $0.1 != $0.2 }.map { PlanDifference.Change(field: $0.0, old: $0.1, new: $0.2) }
    }
}
