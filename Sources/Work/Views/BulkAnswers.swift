import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of changing several tasks at once: choose, look, do.
enum BulkAnswers {
    static func choose(_ call: Call) throws -> Response {
        let query = call.request.query
        return try choose(call, TaskFilter({ query[$0] }, today: call.today), BulkPages.Typed(), refusal: nil)
    }

    private static func choose(_ call: Call, _ filter: TaskFilter, _ typed: BulkPages.Typed, refusal: BulkRefusal?)
        throws
        -> Response
    {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            BulkPages.Choosing(
                filter: filter,
                list: try TaskList.page(filter, for: visitor, today: call.today, size: BulkChange.most, db),
                units: try TaskUnits.all(for: visitor, db).map(\.name), typed: typed, refusal: refusal,
                today: call.today, hidden: call.hiddenToken)
        }
        return call.page("Đổi nhiều việc", BulkPages.choose(page), status: refusal == nil ? 200 : 422)
    }

    private static func typed(_ form: Parameters) -> BulkPages.Typed {
        BulkPages.Typed(
            act: form["viec-lam"] ?? "", day: form["ngay"] ?? "", days: form["so-ngay"] ?? "",
            lead: form["chu-tri"] ?? "", reason: form["ly-do"] ?? "",
            tasks: form.all("viec").compactMap { ID<Task>($0) })
    }

    static func preview(_ call: Call) throws -> Response {
        let form = call.request.form
        let typed = typed(form)
        do {
            return try preview(call, typed, error: nil)
        } catch let refusal as BulkRefusal {
            return try choose(call, TaskFilter({ form[$0] }, today: call.today), typed, refusal: refusal)
        }
    }

    private static func preview(_ call: Call, _ typed: BulkPages.Typed, error: BulkRefusal?) throws -> Response {
        let visitor = try call.signedIn()
        let act = try typed.asked()
        let change = try call.read { try BulkChange.preview(act, on: typed.tasks, for: visitor, $0) }
        let page = BulkPages.Previewing(
            change: change, typed: typed, error: error, hidden: call.hiddenToken)
        return call.page(
            "Đổi nhiều việc: xem trước", BulkPages.preview(page),
            status: error == nil ? 200 : error == .changedMeanwhile ? 409 : 422)
    }

    static func apply(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let typed = typed(form)
        let stamp = form["moc"].flatMap { Int64($0) }.map { Instant(milliseconds: $0) } ?? Instant(milliseconds: 0)
        do {
            let act = try typed.asked()
            let count = try call.write { operation in
                try BulkChange.apply(
                    act, to: typed.tasks, because: typed.reason, known: stamp, for: visitor, by: operation)
            }
            return call.redirect(to: ProgrammePage.programme, saying: "Đã đổi \(count) việc.")
        } catch let refusal as BulkRefusal {
            return try preview(call, typed, error: refusal)
        } catch let refusal as TaskRefusal {
            return try preview(call, typed, error: .task(refusal))
        }
    }
}

extension BulkPages.Typed {
    func asked() throws -> BulkChange.Act {
        switch act {
        case "lui-den":
            guard let day = Day(vietnamese: day.trimmed) else { throw BulkRefusal.badDay }
            return .postpone(day)
        case "lui-them":
            guard let days = Int(days.trimmed) else { throw BulkRefusal.badDays }
            return .shift(days)
        case "chu-tri": return .lead(lead)
        case "thoi": return .drop
        default: throw BulkRefusal.nothingToDo
        }
    }
}
