import Database
import Office
import PlanReader
import Vocabulary

/// Writes the items of one draft as tasks: names become units, lines become quotations.
struct TaskWriter {
    private let draft: Draft
    private let operation: Operation
    private let branch: String
    private let sheet: PaperSheet
    private let units: [String: ID<Unit>]

    init(draft: Draft, _ operation: Operation) throws {
        self.draft = draft
        self.operation = operation
        guard let unit = try Organisations.unit(draft.unit, operation) else {
            throw UnitRefusal.unknown(draft.unit.description)
        }
        branch = unit.path
        sheet = try Draft.sheet(of: draft.id, operation)
        units = try Dictionary(
            uniqueKeysWithValues: DraftName.all(of: draft.id, operation).compactMap { name in
                name.unit.map { (name.fold, $0) }
            })
    }

    private func task(_ item: DraftItem, _ position: Int) -> NewTask {
        let words =
            item.time.phrase == nil && item.time.kind == .unstated ? PlannedTime.unstated.words : item.time.words
        return NewTask(
            position: position, section: item.section, ordinal: item.ordinal, text: item.text, kind: item.kind,
            time: item.time,
            timeWords: words,
            parties: item.parties.map { NewTask.Party($0.role, $0.name, unit: units[UnitName.fold($0.name)]) },
            product: item.product, lines: item.lines, pages: sheet.pages(item.lines), quote: sheet.quote(item.lines))
    }

    func add(_ item: DraftItem, _ position: Int, in year: Int, to plan: ID<Plan>) throws {
        let id = try TaskRows.insert(
            task(item, position), plan: plan, branch: branch, year: year, file: draft.file, operation)
        try TaskRows.note("adopted", on: id, file: draft.file, operation)
    }

    /// The same words in a newer version: only where they stand changes.
    func place(_ id: ID<Task>, as item: DraftItem, _ position: Int) throws {
        try operation.run(
            """
            UPDATE task SET position = \(position), first_line = \(item.lines.first), last_line = \(item.lines.last),
                first_page = \(sheet.pages(item.lines)?.lowerBound), last_page = \(sheet.pages(item.lines)?.upperBound),
                quote = \(sheet.quote(item.lines)), file = \(draft.file)
            WHERE id = \(id)
            """)
    }

    func revise(
        _ id: ID<Task>, to item: DraftItem, _ position: Int, in year: Int, _ changes: [PlanDifference.Change]
    ) throws {
        let (old, due) = try operation.one("SELECT time, due_day FROM task WHERE id = \(id)").timeAndDue
        try TaskRows.revise(id, to: task(item, position), year: year, file: draft.file, operation)
        // A postponement holds until the plan itself says another time.
        if old == item.time, let due {
            try operation.run("UPDATE task SET due_day = \(due), due_sort = \(due.iso) WHERE id = \(id)")
        }
        let words = changes.map { "\($0.field): “\($0.old)” → “\($0.new)”" }.joined(separator: "; ")
        try TaskRows.note("revised", on: id, words: words, file: draft.file, operation)
    }

    /// A task that an earlier version left out and this one has again.
    func bringBack(_ id: ID<Task>, as item: DraftItem, _ position: Int, in year: Int, version: Int) throws {
        try TaskRows.revise(id, to: task(item, position), year: year, file: draft.file, operation)
        try operation.run(
            """
            UPDATE task SET state = CASE WHEN EXISTS (SELECT 1 FROM task_evidence e WHERE e.task = task.id)
                THEN 'doing' ELSE 'toDo' END, closed_on = NULL WHERE id = \(id)
            """)
        try TaskRows.note(
            "reopened", on: id, words: "Bản \(version) của kế hoạch lại có việc này.", file: draft.file, operation)
    }

    /// A task that the newer version no longer has: dropped with that reason; what was finished stays finished.
    func leaveOut(_ id: ID<Task>, version: Int) throws {
        let state: Task.State = try operation.value("SELECT state FROM task WHERE id = \(id)")
        guard state == .toDo || state == .doing else { return }
        try operation.run(
            """
            UPDATE task SET state = 'dropped', closed_on = \(operation.today), changed = \(operation.now) WHERE id = \(id)
            """)
        try TaskRows.note(
            "dropped", on: id, words: "Bản \(version) của kế hoạch không còn việc này.", file: draft.file, operation)
    }
}

extension Row {
    fileprivate var timeAndDue: (time: PlannedTime, due: Day?) {
        get throws { (try PlannedTime(stored: self("time")), try self("due_day")) }
    }
}

extension PaperSheet {
    /// The pages these lines stand on; nil where the file has none.
    func pages(_ range: PlanDraft.Lines) -> ClosedRange<Int>? {
        let pages = lines.filter { range.first <= $0.line && $0.line <= range.last }.compactMap(\.page)
        guard let first = pages.min(), let last = pages.max() else { return nil }
        return first...last
    }
}
