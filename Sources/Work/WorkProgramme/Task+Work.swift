import Database
import Office
import Vocabulary

/// What is done with a task all year. Each is one operation: check, change, step in its history, entry in the ledger.
public enum TaskWork {
    /// A task as its operation found it.
    private struct Current {
        let state: Task.State
        let due: Day?
        var isOpen: Bool { state == .toDo || state == .doing }
    }

    private static func current(_ id: ID<Task>, _ operation: Operation) throws -> Current {
        guard let row = try operation.first("SELECT state, due_day FROM task WHERE id = \(id)") else {
            throw TaskRefusal.notFound
        }
        return Current(state: try row("state"), due: try row("due_day"))
    }

    private static func open(_ id: ID<Task>, _ operation: Operation) throws -> Current {
        let task = try current(id, operation)
        guard task.isOpen else { throw TaskRefusal.alreadyClosed }
        return task
    }

    private static func reason(_ text: String) throws -> String {
        let text = text.nfc.trimmed
        guard !text.isEmpty else { throw TaskRefusal.noReason }
        return text
    }

    private static func set(_ id: ID<Task>, _ state: Task.State, closedOn: Day?, _ operation: Operation) throws {
        try TaskTally.keeping(.task(id), operation) {
            try operation.run(
                "UPDATE task SET state = \(state), closed_on = \(closedOn), changed = \(operation.now) WHERE id = \(id)"
            )
        }
    }

    /// Marks the work as begun. Nothing happens when it was already.
    public static func start(_ id: ID<Task>, by operation: Operation) throws {
        guard try open(id, operation).state == .toDo else { return }
        try set(id, .doing, closedOn: nil, operation)
        try TaskRows.note("started", on: id, operation)
        try operation.record(
            "task.start", on: Subject("task", id), before: ["state": "toDo"], after: ["state": "doing"])
    }

    public static func comment(_ words: String, on id: ID<Task>, by operation: Operation) throws {
        let words = words.nfc.trimmed
        guard !words.isEmpty else { throw TaskRefusal.noWords(what: "ý kiến") }
        _ = try current(id, operation)
        try TaskRows.note("commented", on: id, words: words, operation)
        try operation.record("task.comment", on: Subject("task", id))
        try TaskNotices.commented(id, words, by: operation)
    }

    /// A working file, which is no evidence yet.
    public static func attach(_ file: ID<StoredFile>, named name: String, to id: ID<Task>, by operation: Operation)
        throws
    {
        _ = try current(id, operation)
        try TaskRows.note("attached", on: id, words: name, file: file, operation)
        try operation.record("task.attach", on: Subject("task", id), after: ["file": file.description])
    }

    /// Minh chứng: what shows that the work was done.
    public enum Evidence: Equatable, Sendable {
        /// An issued paper: its number and day in words, the file where there is one.
        case document(words: String, file: ID<StoredFile>?)
        case link(words: String, address: String)
        case note(String)
    }

    /// Adds evidence; an open task that had not begun has begun now.
    public static func add(_ evidence: Evidence, to id: ID<Task>, by operation: Operation) throws {
        let task = try open(id, operation)
        let (sort, words, address, file): (String, String, String?, ID<StoredFile>?) =
            switch evidence {
            case .document(let words, let file): ("document", words.nfc.trimmed, nil, file)
            case .link(let words, let address):
                ("link", words.nfc.trimmed.isEmpty ? address.trimmed : words.nfc.trimmed, address.trimmed, nil)
            case .note(let words): ("note", words.nfc.trimmed, nil, nil)
            }
        guard !words.isEmpty else { throw TaskRefusal.noWords(what: "minh chứng: số văn bản, đường dẫn hoặc ghi chú") }
        if let address, !(address.hasPrefix("https://") || address.hasPrefix("http://")) || address.contains(" ") {
            throw TaskRefusal.badAddress
        }
        try operation.run(
            """
            INSERT INTO task_evidence (task, sort, words, address, file, at, account)
            VALUES (\(id), \(sort), \(words), \(address), \(file), \(operation.now), \(operation.actor.account))
            """)
        if task.state == .toDo { try set(id, .doing, closedOn: nil, operation) }
        try TaskRows.note("evidenced", on: id, words: words, file: file, operation)
        try operation.record("task.evidence", on: Subject("task", id), after: ["sort": sort])
    }

    /// Closes the task; refused without evidence, and with open sub-tasks unless that is meant.
    public static func finish(
        _ id: ID<Task>, on day: Day? = nil, leavingParts: Bool = false, by operation: Operation
    ) throws {
        let task = try open(id, operation)
        guard try operation.first("SELECT id FROM task_evidence WHERE task = \(id) LIMIT 1") != nil else {
            throw TaskRefusal.noEvidence
        }
        if !leavingParts, let parts = try Subtask.counts(of: [id], operation)[id], parts.open > 0 {
            throw TaskRefusal.openSubtasks(parts.open)
        }
        try set(id, .done, closedOn: min(day ?? operation.today, operation.today), operation)
        try TaskRows.note("finished", on: id, operation)
        try operation.record(
            "task.finish", on: Subject("task", id), before: ["state": task.state.rawValue], after: ["state": "done"])
        try Watching.tell("Xong", id, by: operation)
        try EventMove.follow(id, by: operation)
    }

    /// Gives a later due day, with a reason. The plan's own time stays beside it.
    public static func postpone(_ id: ID<Task>, to day: Day, because why: String, by operation: Operation) throws {
        let why = try reason(why)
        let task = try open(id, operation)
        guard let due = task.due else { throw TaskRefusal.undated }
        guard day > due else { throw TaskRefusal.notLater(due) }
        try TaskTally.keeping(.task(id), operation) {
            try operation.run(
                "UPDATE task SET due_day = \(day), due_sort = \(day.iso), changed = \(operation.now) WHERE id = \(id)")
        }
        try TaskRows.note("postponed", on: id, words: why, oldDue: due, newDue: day, operation)
        try operation.record(
            "task.postpone", on: Subject("task", id), before: ["due": due.iso], after: ["due": day.iso], why: why)
        try TaskNotices.tell(.taskMoved, "Lùi hạn đến \(day.vietnamese)", id, why: why, by: operation)
        try Watching.tell("Lùi hạn đến \(day.vietnamese)", id, why: why, by: operation)
        try EventMove.follow(id, by: operation)
    }

    /// The task will not be done, with a reason.
    public static func drop(_ id: ID<Task>, because why: String, by operation: Operation) throws {
        let why = try reason(why)
        let task = try open(id, operation)
        try set(id, .dropped, closedOn: operation.today, operation)
        try TaskRows.note("dropped", on: id, words: why, operation)
        try operation.record(
            "task.drop", on: Subject("task", id), before: ["state": task.state.rawValue], after: ["state": "dropped"],
            why: why)
        try TaskNotices.tell(.taskMoved, "Thôi thực hiện", id, why: why, by: operation)
        try Watching.tell("Thôi thực hiện", id, why: why, by: operation)
    }

    /// Opens a closed task again, with a reason; its evidence stays.
    public static func reopen(_ id: ID<Task>, because why: String, by operation: Operation) throws {
        let why = try reason(why)
        let task = try current(id, operation)
        guard !task.isOpen else { throw TaskRefusal.notClosed }
        try set(id, .doing, closedOn: nil, operation)
        try TaskRows.note("reopened", on: id, words: why, operation)
        try operation.record(
            "task.reopen", on: Subject("task", id), before: ["state": task.state.rawValue], after: ["state": "doing"],
            why: why)
        try TaskNotices.tell(.taskMoved, "Mở lại", id, why: why, by: operation)
        try Watching.tell("Mở lại", id, why: why, by: operation)
        try EventMove.follow(id, by: operation)
    }
}
