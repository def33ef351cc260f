import Database
import Office
import Vocabulary

/// What is done with the sub-tasks of a task. Each is one operation, noted in the history of the task.
public enum Subtasks {
    /// A sub-task as it is typed.
    public struct Typed: Equatable, Sendable {
        public var text: String
        public var due: Day?
        public var holder: Subtask.Holder

        public init(_ text: String, due: Day? = nil, holder: Subtask.Holder = .nobody) {
            (self.text, self.due, self.holder) = (text, due, holder)
        }
    }

    /// What the task itself says about when and whether its parts may be changed.
    private struct Parent {
        let text: String
        let due: Day?
        /// The day of the plan's paper.
        let issued: Day?
    }

    private static func parent(_ id: ID<Task>, _ operation: Operation) throws -> Parent {
        let row = try operation.first(
            """
            SELECT t.state, t.text, t.due_day, p.issued_on FROM task t JOIN plan p ON p.id = t.plan WHERE t.id = \(id)
            """)
        guard let row else { throw TaskRefusal.notFound }
        let state: Task.State = try row("state")
        guard state == .toDo || state == .doing else { throw SubtaskRefusal.closedTask }
        return Parent(text: try row("text"), due: try row("due_day"), issued: try row("issued_on"))
    }

    private static func current(_ id: ID<Subtask>, of task: ID<Task>, _ operation: Operation) throws -> Subtask {
        let row = try operation.first(
            "SELECT \(sql: Subtask.columns) FROM subtask b WHERE b.id = \(id) AND b.task = \(task)")
        guard let row else { throw SubtaskRefusal.notFound }
        return try Subtask(row)
    }

    private static func checked(_ typed: Typed, _ parent: Parent) throws -> Typed {
        var typed = typed
        typed.text = typed.text.nfc.trimmed
        guard !typed.text.isEmpty else { throw SubtaskRefusal.noText }
        guard typed.text.count <= 1000 else { throw SubtaskRefusal.tooLong(1000) }
        if let due = typed.due, let issued = parent.issued, due < issued { throw SubtaskRefusal.beforePlan(issued) }
        return typed
    }

    /// The name under which the holder is kept; refused for who has nothing to do with the task.
    private static func name(_ holder: Subtask.Holder, of task: ID<Task>, _ operation: Operation) throws -> String {
        switch holder {
        case .nobody: return ""
        case .named(let name): return String(name.nfc.trimmed.prefix(200))
        case .unit(let id):
            let units = try TaskPeople.of(task, on: operation.today, operation).units
            guard let unit = units.first(where: { $0.id == id }) else { throw SubtaskRefusal.notOfTask }
            return unit.name
        case .account(let id):
            let people = try TaskPeople.of(task, on: operation.today, operation).people
            guard let person = people.first(where: { $0.account == id }) else { throw SubtaskRefusal.notOfTask }
            return person.words
        }
    }

    /// Adds one at the end. Returns its key, and whether its day lies after the day of the task: allowed, but to be told.
    @discardableResult
    public static func add(_ typed: Typed, to task: ID<Task>, by operation: Operation) throws -> (
        id: ID<Subtask>, isAfterTask: Bool
    ) {
        let parent = try parent(task, operation)
        let typed = try checked(typed, parent)
        let known = try operation.one(
            "SELECT count(*) AS every, COALESCE(max(position), 0) AS last FROM subtask WHERE task = \(task)")
        let (count, last): (Int, Int) = (try known("every"), try known("last"))
        guard count < Subtask.most else { throw SubtaskRefusal.tooMany(Subtask.most) }
        let name = try name(typed.holder, of: task, operation)
        let id = ID<Subtask>(
            try operation.insert(
                """
                INSERT INTO subtask (task, position, text, due_day, unit, account, holder, is_done)
                VALUES (\(task), \(last + 1), \(typed.text), \(typed.due), \(typed.holder.unit), \(typed.holder.account),
                        \(name), 0)
                """))
        try TaskRows.note("divided", on: task, words: said(typed, name), operation)
        try operation.record(
            "subtask.add", on: Subject("task", task), after: ["subtask": id.description, "due": typed.due?.iso])
        try tell(typed, task, parent, operation)
        return (id, isAfter(typed.due, parent))
    }

    /// Puts words, day or holder right. Returns whether its day lies after the day of the task.
    @discardableResult
    public static func correct(_ id: ID<Subtask>, of task: ID<Task>, to typed: Typed, by operation: Operation) throws
        -> Bool
    {
        let parent = try parent(task, operation)
        let old = try current(id, of: task, operation)
        let typed = try checked(typed, parent)
        // Who holds it already may stay, also after they left the unit.
        let name = typed.holder == old.holder ? old.holderName : try name(typed.holder, of: task, operation)
        guard typed.text != old.text || typed.due != old.due || typed.holder != old.holder else {
            return isAfter(typed.due, parent)
        }
        try operation.run(
            """
            UPDATE subtask SET text = \(typed.text), due_day = \(typed.due), unit = \(typed.holder.unit),
                account = \(typed.holder.account), holder = \(name)
            WHERE id = \(id)
            """)
        try TaskRows.note("recast", on: task, words: said(typed, name), operation)
        try operation.record(
            "subtask.correct", on: Subject("task", task), before: ["subtask": id.description, "due": old.due?.iso],
            after: ["subtask": id.description, "due": typed.due?.iso])
        if typed.holder != old.holder { try tell(typed, task, parent, operation) }
        return isAfter(typed.due, parent)
    }

    /// Marks it as done or as open again. Work has begun on a task with a part that is done.
    public static func set(_ id: ID<Subtask>, of task: ID<Task>, isDone: Bool, by operation: Operation) throws {
        _ = try parent(task, operation)
        let old = try current(id, of: task, operation)
        guard old.isDone != isDone else { return }
        let (at, who): (Instant?, String?) = isDone ? (operation.now, operation.actor.name) : (nil, nil)
        try operation.run(
            "UPDATE subtask SET is_done = \(isDone), done_at = \(at), done_by = \(who) WHERE id = \(id)")
        try TaskRows.note(isDone ? "partDone" : "partReopened", on: task, words: old.text.shortened(300), operation)
        try operation.record(
            isDone ? "subtask.finish" : "subtask.reopen", on: Subject("task", task),
            after: ["subtask": id.description])
        if isDone { try TaskWork.start(task, by: operation) }
    }

    /// One place up or down among its siblings.
    public static func move(_ id: ID<Subtask>, of task: ID<Task>, up: Bool, by operation: Operation) throws {
        _ = try parent(task, operation)
        _ = try current(id, of: task, operation)
        var order = try Subtask.all(of: task, operation).map(\.id)
        guard let at = order.firstIndex(of: id) else { throw SubtaskRefusal.notFound }
        let other = up ? at - 1 : at + 1
        guard order.indices.contains(other) else { return }
        order.swapAt(at, other)
        for (place, key) in order.enumerated() {
            try operation.run(
                "UPDATE subtask SET position = \(place + 1) WHERE id = \(key) AND position <> \(place + 1)")
        }
        try operation.record("subtask.move", on: Subject("task", task), after: ["subtask": id.description])
    }

    /// Takes it away; the history of the task keeps its words.
    public static func remove(_ id: ID<Subtask>, of task: ID<Task>, by operation: Operation) throws {
        _ = try parent(task, operation)
        let old = try current(id, of: task, operation)
        try operation.run("DELETE FROM subtask WHERE id = \(id)")
        try TaskRows.note("partRemoved", on: task, words: old.text.shortened(300), operation)
        try operation.record("subtask.remove", on: Subject("task", task), before: ["subtask": id.description])
    }

    // MARK: Parts of operations

    private static func isAfter(_ due: Day?, _ parent: Parent) -> Bool {
        guard let due, let last = parent.due else { return false }
        return due > last
    }

    private static func said(_ typed: Typed, _ name: String) -> String {
        let more = [name.isEmpty ? nil : name, typed.due.map { "hạn \($0.vietnamese)" }].compactMap { $0 }
        return typed.text.shortened(300) + (more.isEmpty ? "" : " (\(more.joined(separator: ", ")))")
    }

    private static func tell(_ typed: Typed, _ task: ID<Task>, _ parent: Parent, _ operation: Operation) throws {
        let recipient: Recipient
        switch typed.holder {
        case .nobody, .named: return
        case .unit(let id): recipient = .officers(of: id)
        case .account(let id): recipient = .account(id)
        }
        try Notices.tell(
            NewNotice(
                .taskGiven, about: Subject("task", task), link: SubtaskPage.list(task).path,
                "Việc con\(typed.due.map { " trước \($0.vietnamese)" } ?? ""): \(typed.text.shortened(140))",
                detail: "Thuộc việc: \(parent.text.shortened(300))", to: [recipient]), by: operation)
    }
}

extension Subtask.Holder {
    var unit: ID<Unit>? { if case .unit(let id) = self { id } else { nil } }
    var account: ID<Account>? { if case .account(let id) = self { id } else { nil } }
}

/// Why something could not be done with a sub-task.
public enum SubtaskRefusal: Explained, Equatable {
    case notFound, closedTask, noText, tooLong(Int), beforePlan(Day), badDay(String), notOfTask, tooMany(Int)

    public var explanation: Explanation {
        switch self {
        case .notFound:
            Explanation(notice: "Việc con này vừa được bỏ. Hãy xem lại danh sách.", log: "subtask not found")
        case .closedTask:
            Explanation(
                notice: "Nhiệm vụ đã khép lại nên việc con không đổi được. Muốn làm tiếp, hãy mở lại nhiệm vụ.",
                log: "task of the subtask is closed")
        case .noText: Explanation(notice: "Hãy ghi nội dung việc con.", log: "subtask without text")
        case .tooLong(let most):
            Explanation(notice: "Dài quá \(most) ký tự. Hãy ghi gọn lại.", log: "subtask text too long")
        case .beforePlan(let day):
            Explanation(
                notice:
                    "Hạn phải từ ngày ban hành kế hoạch (\(day.vietnamese)) trở đi. Hãy xem lại ngày, nhất là năm.",
                log: "subtask is due before the plan's day")
        case .badDay(let text):
            Explanation(notice: "“\(text)” không phải là ngày. Hãy ghi như 15/03/2027.", log: "bad day")
        case .notOfTask:
            Explanation(
                notice:
                    "Người hoặc đơn vị này không còn tham gia việc. Hãy chọn lại, hoặc ghi tên vào ô bên dưới.",
                log: "holder is no party of the task")
        case .tooMany(let most):
            Explanation(notice: "Mỗi việc có nhiều nhất \(most) việc con.", log: "too many subtasks")
        }
    }
}
