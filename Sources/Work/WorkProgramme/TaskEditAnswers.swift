import Database
import HTTP
import Markup
import Office
import PlanReader
import Vocabulary

/// The answers of the forms that add a task by hand and correct one.
enum TaskEditAnswers {
    static func new(_ call: Call) throws -> Response {
        let query = call.request.query
        let asked = query["ke-hoach"].flatMap { ID<Plan>($0) }
        var page = try form(call, year: query["nam"].flatMap { Int($0) }, plan: asked)
        if page.plan == nil, page.plans.count == 1 { page.plan = page.plans[0].id }
        return call.page("Thêm việc", TaskEditPages.form(page))
    }

    static func add(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let edit = typed(form)
        let plan = form["ke-hoach"].flatMap { ID<Plan>($0) }
        do {
            let id = try call.write { operation in
                guard let plan else { throw TaskRefusal.noPlan }
                _ = try PlanScope.plan(plan, for: visitor, operation)
                return try edit.add(to: plan, by: operation)
            }
            return call.redirect(to: ProgrammePage.task(id), saying: "Đã thêm việc vào chương trình.")
        } catch let refusal as TaskRefusal where refusal != .notFound {
            var page = try Self.form(call, year: form["nam"].flatMap { Int($0) }, plan: plan)
            (page.edit, page.errors) = (edit, errors(refusal, edit))
            return call.page("Thêm việc", TaskEditPages.form(page), status: 422)
        }
    }

    static func edit(_ id: ID<Task>, _ call: Call) throws -> Response {
        let page = try correction(id, call)
        return call.page("Sửa việc", TaskEditPages.form(page))
    }

    static func correct(_ id: ID<Task>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let edit = typed(form)
        do {
            try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                if let stamp = form["moc"].flatMap(TaskStamp.init) { try stamp.check(id, by: operation) }
                try edit.correct(id, by: operation)
            }
        } catch let refusal as TaskRefusal where refusal != .notFound {
            var page = try correction(id, call)
            (page.edit, page.errors) = (edit, errors(refusal, edit))
            if case .changedMeanwhile = refusal { page.isStale = true }
            return call.page("Sửa việc", TaskEditPages.form(page), status: page.isStale ? 409 : 422)
        }
        return call.redirect(to: ProgrammePage.task(id), saying: "Đã sửa việc; câu trong văn bản vẫn giữ bên cạnh.")
    }

    // MARK: Forms

    private static func typed(_ form: Parameters) -> TaskEdit {
        TaskEdit(
            section: form["muc"] ?? "", ordinal: form["so"] ?? "", text: form["noi-dung"] ?? "",
            time: form["thoi-gian"] ?? "", kind: form["loai"].flatMap(PlanDraft.WorkKind.init(rawValue:)) ?? .other,
            lead: form["chu-tri"] ?? "", advisor: form["tham-muu"] ?? "", coordinators: form["phoi-hop"] ?? "")
    }

    private static func errors(_ refusal: TaskRefusal, _ edit: TaskEdit) -> [String: String] {
        var field = TaskEdit.field(of: refusal)
        if case .unclearUnit(let name, _) = refusal {
            field = edit.lead.contains(name) ? "chu-tri" : edit.advisor.contains(name) ? "tham-muu" : "phoi-hop"
        }
        return [field: refusal.explanation.notice]
    }

    private static func form(_ call: Call, year: Int?, plan: ID<Plan>?) throws -> TaskEditPages.Editing {
        let visitor = try call.signedIn()
        return try call.read { db in
            let chosen = plan.flatMap { id in try? PlanScope.plan(id, for: visitor, db) }
            let year = chosen?.year ?? year ?? call.today.year
            return TaskEditPages.Editing(
                task: nil, year: year, plan: chosen?.id, plans: try PlanScope.plans(of: year, for: visitor, db),
                units: try names(for: visitor, db), visitor: visitor, edit: TaskEdit())
        }
    }

    private static func correction(_ id: ID<Task>, _ call: Call) throws -> TaskEditPages.Editing {
        let visitor = try call.signedIn()
        return try call.read { db in
            let detail = try TaskDetail.of(id, for: visitor, db)
            return TaskEditPages.Editing(
                task: detail, year: detail.task.year, plan: detail.plan.id, plans: [detail.plan],
                units: try names(for: visitor, db), visitor: visitor, edit: TaskEdit(detail))
        }
    }

    /// Names to choose from while typing; others may be written too.
    private static func names(for visitor: Visitor, _ db: any Reader) throws -> [String] {
        try db.values(
            """
            SELECT u.name FROM unit u WHERE \(sql: visitor.scope(.readUnits).condition(path: "u.path")) AND u.last_day IS NULL
            ORDER BY u.name_key, u.id LIMIT \(TaskUnits.most)
            """)
    }
}
