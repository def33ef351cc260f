import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of the pages of sub-tasks.
enum SubtaskAnswers {
    static func list(_ id: ID<Task>, _ call: Call) throws -> Response {
        let editing = call.request.query["sua"].flatMap { ID<Subtask>($0) }
        return try list(id, call, editing: editing, typed: .init(), status: 200)
    }

    private static func list(
        _ id: ID<Task>, _ call: Call, editing: ID<Subtask>?, typed: SubtaskPages.Typed, status: Int
    ) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            let subtasks = try Subtask.all(of: id, db)
            return SubtaskPages.List(
                task: try TaskScope.task(id, for: visitor, db), subtasks: subtasks,
                people: try TaskPeople.of(id, on: call.today, db), mayWork: visitor.may(.workOnTasks),
                editing: subtasks.first { $0.id == editing }, typed: typed, today: call.today, hidden: call.hiddenToken)
        }
        return call.page(
            "Việc con: \(page.task.text.shortened(70))",
            "\(call.paperHead())\(SubtaskPages.list(page))\(call.paperFoot("việc con của một việc"))", status: status)
    }

    private static func typed(_ form: Parameters) throws -> Subtasks.Typed {
        let day = (form["han"] ?? "").trimmed
        guard let due = day.isEmpty ? .some(nil) : Day(vietnamese: day) ?? Day(iso: day) else {
            throw SubtaskRefusal.badDay(day)
        }
        let (key, name) = (form["giao"] ?? "", (form["ten"] ?? "").trimmed)
        var holder: Subtask.Holder = name.isEmpty ? .nobody : .named(name)
        if key.hasPrefix("d"), let unit = ID<Unit>(key.dropFirst()) { holder = .unit(unit) }
        if key.hasPrefix("n"), let account = ID<Account>(key.dropFirst()) { holder = .account(account) }
        return Subtasks.Typed(form["noi-dung"] ?? "", due: due, holder: holder)
    }

    private static func refused(_ refusal: SubtaskRefusal, _ form: Parameters) -> SubtaskPages.Typed {
        let field: String =
            switch refusal {
            case .noText, .tooLong: "noi-dung"
            case .beforePlan, .badDay: "han"
            case .notOfTask: "giao"
            case .notFound, .closedTask, .tooMany: ""
            }
        let values = ["noi-dung", "han", "giao", "ten"].map { ($0, form[$0] ?? "") }
        return SubtaskPages.Typed(
            values: Dictionary(values, uniquingKeysWith: { first, _ in first }),
            errors: [field: refusal.explanation.notice])
    }

    static func add(_ id: ID<Task>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        do {
            let made = try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                return try Subtasks.add(typed(form), to: id, by: operation)
            }
            return call.redirect(to: SubtaskPage.list(id), saying: said("Đã thêm việc con.", made.isAfterTask))
        } catch let refusal as SubtaskRefusal {
            return try list(id, call, editing: nil, typed: refused(refusal, form), status: 422)
        }
    }

    static func correct(_ id: ID<Task>, _ subtask: ID<Subtask>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        do {
            let isAfter = try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                return try Subtasks.correct(subtask, of: id, to: typed(form), by: operation)
            }
            return call.redirect(to: SubtaskPage.list(id), saying: said("Đã lưu việc con.", isAfter))
        } catch let refusal as SubtaskRefusal {
            return try list(id, call, editing: subtask, typed: refused(refusal, form), status: 422)
        }
    }

    private static func said(_ done: String, _ isAfter: Bool) -> String {
        isAfter ? "\(done) Lưu ý: hạn của việc con sau hạn của cả việc." : done
    }

    /// A press of a button: done, open again, up, down, gone.
    static func change(
        _ id: ID<Task>, _ call: Call, saying done: String, _ body: (Operation) throws -> Void
    ) throws -> Response {
        let visitor = try call.signedIn()
        do {
            try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                try body(operation)
            }
        } catch let refusal as SubtaskRefusal {
            return try list(id, call, editing: nil, typed: .init(errors: ["": refusal.explanation.notice]), status: 422)
        }
        let back = call.request.form["ve"] == "viec" ? ProgrammePage.task(id).path : SubtaskPage.list(id).path
        return call.redirect(to: back, saying: done)
    }

    static func askRemove(_ id: ID<Task>, _ subtask: ID<Subtask>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let (task, found) = try call.read { db in
            (try TaskScope.task(id, for: visitor, db), try Subtask.all(of: id, db).first { $0.id == subtask })
        }
        guard let found else { throw FrameRefusal.notFound }
        return call.page("Bỏ việc con?", SubtaskPages.askRemove(task, found, hidden: call.hiddenToken))
    }
}
