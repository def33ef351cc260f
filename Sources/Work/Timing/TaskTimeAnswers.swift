import Database
import HTTP
import Markup
import Office
import PlanReader
import Vocabulary

/// The answers of the page of one task's time.
enum TaskTimeAnswers {
    static func show(_ id: ID<Task>, _ call: Call) throws -> Response { try show(id, call, TaskTimePages.Typed()) }

    private static func show(_ id: ID<Task>, _ call: Call, _ typed: TaskTimePages.Typed) throws -> Response {
        let visitor = try call.signedIn()
        var page = try call.read { db in
            let task = try TaskScope.task(id, for: visitor, db)
            var page = TaskTimePages.One(task: task, today: call.today, typed: typed)
            page.anchor = try anchored(task, for: visitor, db)
            page.occurrences = try TaskOccurrence.all(of: task, db)
            page.following = try EventMove.following(id, db)
            page.mayManage = visitor.may(.manageTasks)
            page.mayWork = try TaskScope.mayWork(on: id, visitor, db)
            if page.mayManage, task.isOpen { page.targets = try TaskTimeTarget.all(for: task, visitor, db) }
            return page
        }
        page.hidden = call.hiddenToken
        return call.page("Thời gian của việc", TaskTimePages.one(page), status: typed.errors.isEmpty ? 200 : 422)
    }

    private static func anchored(_ task: Task, for visitor: Visitor, _ db: any Reader) throws -> TaskTimePages.Anchored?
    {
        guard let anchor = try TaskAnchor.of(task.id, db) else { return nil }
        switch anchor.target {
        case .event(let event):
            // The plan of the task is visible, so is an event of it; one of another plan may not be.
            let found = try? PlannedEvents.event(event, for: visitor, db)
            return .init(
                anchor: anchor, name: found?.name ?? "sự kiện ngoài phạm vi của ông/bà",
                path: found.map { TimingPage.event($0.id).path }, when: found?.timeWords)
        case .task(let other):
            let found = try? TaskScope.task(other, for: visitor, db)
            return .init(
                anchor: anchor, name: found?.text ?? "việc ngoài phạm vi của ông/bà",
                path: found.map { ProgrammePage.task($0.id).path }, when: found?.due?.vietnamese)
        case .body(let body, let settled): return .init(anchor: anchor, name: body, path: nil, when: settled)
        }
    }

    // MARK: Writing

    private static func change(
        _ id: ID<Task>, _ call: Call, _ part: TaskTimePages.Typed.Part, saying done: String,
        _ body: (Operation, Task) throws -> Void
    ) throws -> Response {
        let visitor = try call.signedIn()
        do {
            try call.write { operation in
                let task = try TaskScope.task(id, for: visitor, operation)
                if part == .report, try !TaskScope.mayWork(on: id, visitor, operation) { throw TaskRefusal.notFound }
                try body(operation, task)
            }
        } catch let refusal as TimingRefusal {
            let form = call.request.form
            let values = Dictionary(
                [
                    "moc", "khoang", "huong", "loai-ngay", "noi-khac", "thoi-gian", "van-ban", "ky", "ket-qua",
                    "noi-dung",
                ]
                .map { ($0, form[$0] ?? "") }, uniquingKeysWith: { first, _ in first })
            return try show(
                id, call,
                TaskTimePages.Typed(
                    part: part, values: values, errors: [field(of: refusal): refusal.explanation.notice])
            )
        }
        return call.redirect(to: TimingPage.time(id), saying: done)
    }

    private static func field(of refusal: TimingRefusal) -> String {
        switch refusal {
        case .noOffset, .farOffset: "khoang"
        case .badTime, .needsDay: "thoi-gian"
        case .noPaper: "van-ban"
        case .noOccurrence, .notRecurring: "ky"
        case .noWords: "noi-dung"
        default: "moc"
        }
    }

    static func hang(_ id: ID<Task>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        return try change(id, call, .hang, saying: "Đã gắn thời gian.") { operation, _ in
            let chosen = form["moc"] ?? ""
            if chosen == "noi-khac" {
                let body = TaskAnchor.Target.body(form["noi-khac"] ?? "", settled: nil)
                return try TaskAnchors.hang(id, on: body, .init(days: 0), by: operation)
            }
            guard let target = try TaskTimeTarget.target(chosen, for: visitor, operation) else {
                throw TimingRefusal.noAnchor
            }
            let typed = (form["khoang"] ?? "").trimmed
            guard let days = form["huong"] == "cung" ? 0 : Int(typed), days >= 0 else { throw TimingRefusal.noOffset }
            try TaskAnchors.hang(
                id, on: target,
                .init(days: form["huong"] == "truoc" ? -days : days, isWorking: form["loai-ngay"] == "lam-viec"),
                by: operation)
        }
    }

    static func release(_ id: ID<Task>, _ call: Call) throws -> Response {
        try change(id, call, .hang, saying: "Đã thôi gắn; hạn giữ như hiện nay.") { operation, _ in
            try TaskAnchors.release(id, by: operation)
        }
    }

    static func settle(_ id: ID<Task>, _ call: Call) throws -> Response {
        let form = call.request.form
        return try change(id, call, .settle, saying: "Đã định thời gian.") { operation, task in
            let typed = form["thoi-gian"] ?? ""
            guard let time = PlannedTime(written: typed, year: task.year), time.kind != .unstated else {
                throw TimingRefusal.badTime(typed)
            }
            try TaskAnchors.settle(id, at: time, paper: form["van-ban"] ?? "", by: operation)
        }
    }

    static func report(_ id: ID<Task>, _ call: Call) throws -> Response {
        let form = call.request.form
        return try change(id, call, .report, saying: "Đã báo kết quả của kỳ.") { operation, _ in
            guard let day = Day(iso: form["ky"] ?? "") else { throw TimingRefusal.notRecurring }
            try TaskOccurrence.report(
                form["ket-qua"] == "bo-qua" ? .skipped : .done, form["noi-dung"] ?? "", for: day, of: id, by: operation)
        }
    }
}

/// What a task's time may hang on, as the form names it: `su-kien-3`, `viec-12`.
struct TaskTimeTarget: Equatable, Sendable {
    let value: String
    let words: String
    let group: String

    private static let most = 200

    /// Events and dated tasks of the same plan, then events of the other plans of the year.
    static func all(for task: Task, _ visitor: Visitor, _ db: any Reader) throws -> [TaskTimeTarget] {
        let events = try db.all(
            """
            SELECT e.id, e.name, e.time_words, e.plan, p.number, p.title FROM plan_event e JOIN plan p ON p.id = e.plan
            WHERE p.year = \(task.year) AND p.state = 'inForce' AND \(sql: PlanScope.condition(for: visitor))
            ORDER BY CASE WHEN e.plan = \(task.plan) THEN 0 ELSE 1 END, p.id, e.position LIMIT \(most)
            """
        ).map { row -> TaskTimeTarget in
            let (id, name, words): (ID<PlannedEvent>, String, String) = (
                try row("id"), try row("name"), try row("time_words")
            )
            let isOwn = try row("plan") as ID<Plan> == task.plan
            let title: String = try row("title")
            let plan: String = try row("number") ?? title.shortened(40)
            return TaskTimeTarget(
                value: "su-kien-\(id)", words: "\(name.shortened(70)) (\(words))",
                group: isOwn ? "Sự kiện của kế hoạch này" : "Sự kiện của \(plan)")
        }
        let tasks = try db.all(
            """
            SELECT t.id, t.text, t.section, t.ordinal, t.time_words FROM task t
            WHERE t.plan = \(task.plan) AND t.id <> \(task.id) AND t.schedule = 'dated' AND t.state <> 'dropped'
                AND \(sql: TaskScope.condition(for: visitor)) ORDER BY t.position, t.id LIMIT \(most)
            """
        ).map { row -> TaskTimeTarget in
            let (id, text, words): (ID<Task>, String, String) = (try row("id"), try row("text"), try row("time_words"))
            return TaskTimeTarget(
                value: "viec-\(id)", words: "\(text.shortened(70)) (\(words))", group: "Việc của kế hoạch này")
        }
        return events + tasks
    }

    static func target(_ value: String, for visitor: Visitor, _ db: any Reader) throws -> TaskAnchor.Target? {
        if value.hasPrefix("su-kien-"), let id = ID<PlannedEvent>(value.dropFirst(8)) {
            return .event(try PlannedEvents.event(id, for: visitor, db).id)
        }
        if value.hasPrefix("viec-"), let id = ID<Task>(value.dropFirst(5)) {
            return .task(try TaskScope.task(id, for: visitor, db).id)
        }
        return nil
    }
}
