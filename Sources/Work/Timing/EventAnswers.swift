import Database
import HTTP
import Markup
import Office
import PlanReader
import Vocabulary

/// The answers of an event's pages.
enum EventAnswers {
    static func event(_ id: ID<PlannedEvent>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            let event = try PlannedEvents.event(id, for: visitor, db)
            return EventPages.One(
                event: event, plan: try PlanScope.plan(event.plan, for: visitor, db),
                lines: try HangingTask.all(on: id, for: visitor, db), today: call.today,
                mayManage: visitor.may(.manageTasks))
        }
        return call.page(
            page.event.name.shortened(80),
            "\(call.paperHead())\(EventPages.one(page))\(call.paperFoot("sự kiện của \(page.plan.citation)"))")
    }

    // MARK: Adding

    static func new(_ call: Call) throws -> Response {
        try form(call, EventPages.Typed(plan: call.request.query["ke-hoach"] ?? ""), nil)
    }

    static func add(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let typed = EventPages.Typed(
            plan: form["ke-hoach"] ?? "", name: form["ten"] ?? "", kind: form["loai"] ?? "",
            time: form["thoi-gian"] ?? "", venue: form["dia-diem"] ?? "")
        do {
            let id = try call.write { operation in
                guard let plan = ID<Plan>(typed.plan) else { throw TaskRefusal.noPlan }
                let found = try PlanScope.plan(plan, for: visitor, operation)
                guard let time = PlannedTime(written: typed.time, year: found.year) else {
                    throw TimingRefusal.badTime(typed.time)
                }
                return try PlannedEvents.add(
                    typed.name, kind: typed.kind, time: time, venue: typed.venue, to: plan, by: operation)
            }
            return call.redirect(to: TimingPage.event(id), saying: "Đã thêm sự kiện.")
        } catch let refusal as TimingRefusal where refusal != .noEvent {
            let isName = refusal == .noName
            return try self.form(call, typed, [isName ? "ten" : "thoi-gian": refusal.explanation.notice])
        } catch TaskRefusal.noPlan {
            return try self.form(call, typed, ["ke-hoach": TaskRefusal.noPlan.explanation.notice])
        }
    }

    private static func form(_ call: Call, _ typed: EventPages.Typed, _ errors: [String: String]?) throws -> Response {
        let visitor = try call.signedIn()
        let plans = try call.read { db in
            let chosen = try ID<Plan>(typed.plan).map { try PlanScope.plan($0, for: visitor, db) }
            return try PlanScope.plans(of: chosen?.year ?? call.today.year, for: visitor, db)
        }
        let page = EventPages.New(
            plans: plans, typed: typed, errors: errors ?? [:], hidden: call.hiddenToken)
        return call.page("Thêm sự kiện", EventPages.new(page), status: errors == nil ? 200 : 422)
    }

    // MARK: Moving

    /// Asks for the new time; with one in the address, shows what would move.
    static func askMove(_ id: ID<PlannedEvent>, _ call: Call) throws -> Response {
        let typed = call.request.query["thoi-gian"] ?? ""
        return try moving(id, call, time: typed, reason: "", errors: [:])
    }

    static func move(_ id: ID<PlannedEvent>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let (typed, why) = (form["thoi-gian"] ?? "", form["ly-do"] ?? "")
        let known = form["moc"].flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
        do {
            let move = try call.write { operation in
                let event = try PlannedEvents.event(id, for: visitor, operation)
                let time = try time(typed, of: event, visitor, operation)
                return try EventMove.move(id, to: time, because: why, known: known, by: operation)
            }
            let count = move.lines.count(where: \.isChanged)
            return call.redirect(
                to: TimingPage.event(id),
                saying: "Đã dời sang \(move.time.words)" + (count > 0 ? "; \(count) việc dời theo." : "."))
        } catch let refusal as TimingRefusal where refusal != .noEvent {
            let field = refusal == .noReason ? "ly-do" : "thoi-gian"
            return try moving(
                id, call, time: typed, reason: why, errors: [field: refusal.explanation.notice],
                status: refusal == .changedMeanwhile ? 409 : 422)
        }
    }

    private static func time(_ typed: String, of event: PlannedEvent, _ visitor: Visitor, _ db: any Reader) throws
        -> PlannedTime
    {
        let year = try PlanScope.plan(event.plan, for: visitor, db).year
        guard let time = PlannedTime(written: typed, year: year), time.firstDay != nil else {
            throw TimingRefusal.badTime(typed)
        }
        return time
    }

    private static func moving(
        _ id: ID<PlannedEvent>, _ call: Call, time typed: String, reason: String, errors: [String: String],
        status: Int = 200
    ) throws -> Response {
        let visitor = try call.signedIn()
        var page = try call.read { db in
            let event = try PlannedEvents.event(id, for: visitor, db)
            return EventPages.Moving(event: event, typed: typed, reason: reason, errors: errors, today: call.today)
        }
        var answer = status
        if !typed.trimmed.isEmpty, errors["thoi-gian"] == nil {
            do {
                page.preview = try call.read { db in
                    try EventMove.preview(id, to: time(typed, of: page.event, visitor, db), db)
                }
            } catch let refusal as TimingRefusal where refusal != .noEvent {
                page.errors["thoi-gian"] = refusal.explanation.notice
                answer = 422
            }
        }
        page.hidden = call.hiddenToken
        return call.page("Dời ngày", EventPages.moving(page), status: answer)
    }
}

/// A task on an event's page.
struct HangingTask: Equatable, Sendable {
    let task: ID<Task>
    let text: String
    let lead: String?
    let words: String
    let due: Day?
    let state: Task.State
    let closedOn: Day?

    /// Those in the visitor's scope that hang on the event itself, by due day.
    static func all(on event: ID<PlannedEvent>, for visitor: Visitor, _ db: any Reader) throws -> [HangingTask] {
        try db.all(
            """
            SELECT t.id, t.text, t.lead_text, a.words, t.due_day, t.state, t.closed_on
            FROM task_anchor a JOIN task t ON t.id = a.task
            WHERE a.event = \(event) AND \(sql: TaskScope.condition(for: visitor)) ORDER BY t.due_sort, t.id LIMIT 500
            """
        ).map { row in
            HangingTask(
                task: try row("id"), text: try row("text"), lead: try row("lead_text"), words: try row("words"),
                due: try row("due_day"), state: try row("state"), closedOn: try row("closed_on"))
        }
    }
}
