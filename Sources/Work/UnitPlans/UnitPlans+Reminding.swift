import Database
import Office
import Vocabulary

extension UnitPlans {
    /// The words of a reminder to all that still owe a plan, ready for a group of Zalo or a letter.
    public static func reminder(_ request: PlanRequest, to names: [String], from office: String, today: Day) -> String {
        let late = today.days(since: request.due)
        let when =
            late > 0
            ? "việc gửi kế hoạch đã quá hạn \(late.dotted) ngày (hạn \(request.due.vietnamese))"
            : late == 0
                ? "hôm nay, \(request.due.vietnamese), là hạn gửi kế hoạch"
                : "hạn gửi kế hoạch là ngày \(request.due.vietnamese)"
        let shown = names.prefix(60).map { "- \($0)" }
        let rest = names.count > shown.count ? ["- và \((names.count - shown.count).dotted) đơn vị khác"] : []
        let basis = request.basis.isEmpty ? "" : " (\(request.basis.shortened(200)))"
        return """
            Kính gửi các đơn vị chưa gửi kế hoạch năm \(request.year):
            \((shown + rest).joined(separator: "\n"))

            Theo yêu cầu “\(request.title)”\(basis), \(when).
            \(office) đề nghị các đơn vị có tên trên gửi kế hoạch trong phần mềm, mục “Thu kế hoạch”, \
            trước ngày \(max(request.due, today.adding(days: 3)).vietnamese).
            Trân trọng.
            """
    }

    /// Notes that the units were reminded, and tells their officers. Units that have sent meanwhile are left out.
    ///
    /// - Returns: how many were reminded.
    @discardableResult
    public static func remind(
        _ plans: [ID<UnitPlan>], of id: ID<PlanRequest>, _ words: String, by channel: Urging.Channel,
        telling: Bool = true, for visitor: Visitor, by operation: Operation
    ) throws -> Int {
        let request = try PlanRequest.managed(id, by: visitor, operation)
        guard request.closed == nil else { throw UnitPlanRefusal.closed }
        let words = words.nfc.replacing("\r\n", with: "\n").trimmed
        guard !words.isEmpty else { throw UnitPlanRefusal.noWords }
        guard words.count <= mostWords * 2 else { throw UnitPlanRefusal.tooLong(mostWords * 2) }
        guard !plans.isEmpty else { throw UnitPlanRefusal.nobodyMissing }
        let owing = try operation.all(
            """
            SELECT id, unit FROM unit_plan WHERE request = \(id) AND state <> 'sent' AND id IN (\(list: plans)) ORDER BY id
            """
        ).map { (plan: try $0("id") as ID<UnitPlan>, unit: try $0("unit") as ID<Unit>) }
        guard !owing.isEmpty else { throw UnitPlanRefusal.nobodyMissing }
        try noteReminder(owing.map(\.plan), channel.vietnamese, operation)
        try operation.record(
            "planRequest.remind", on: Subject("plan_request", id),
            after: ["channel": channel.rawValue, "reminded": String(owing.count)])
        guard telling else { return owing.count }
        try Notices.tell(
            owing.map { one in
                NewNotice(
                    .unitPlans, about: Subject("plan_request", id), link: UnitPlanPage.unit(one.plan).path,
                    "Nhắc gửi kế hoạch năm \(request.year), hạn \(request.due.vietnamese)",
                    detail: request.title.shortened(200), to: [.officers(of: one.unit)])
            }, by: operation)
        return owing.count
    }

    private static func noteReminder(_ plans: [ID<UnitPlan>], _ words: String, _ operation: Operation) throws {
        try operation.run(
            """
            UPDATE unit_plan SET reminders = reminders + 1, reminded_on = \(operation.today) WHERE id IN (\(list: plans))
            """)
        for plan in plans { try note(.reminded, on: plan, words: words, operation) }
    }

    // MARK: By itself

    public static let job = Job("work.unit-plans", "Nhắc gửi kế hoạch đơn vị", .daily(hour: 6, minute: 30)) { run in
        let told = try run.write { try remindDue(by: $0) }
        return "Đã nhắc \(told.units) đơn vị gửi kế hoạch, báo \(told.over) yêu cầu hết hạn còn thiếu."
    }

    /// Before the day those who owe a plan are reminded, once; after it who asked is told who is missing, once.
    static func remindDue(by operation: Operation) throws -> (units: Int, over: Int) {
        let today = operation.today
        var (units, over) = (0, 0)
        let soon = try operation.all(
            """
            SELECT id, due_day, remind_before, title FROM plan_request
            WHERE closed IS NULL AND reminded IS NULL AND remind_before > 0
              AND due_day BETWEEN \(today) AND \(today.adding(days: 60)) ORDER BY due_day, id LIMIT 200
            """)
        for row in soon {
            let (id, due, before): (ID<PlanRequest>, Day, Int) = (
                try row("id"), try row("due_day"), try row("remind_before")
            )
            guard due.adding(days: -before) <= today else { continue }
            let title: String = try row("title")
            let owing = try owing(id, operation)
            try operation.run("UPDATE plan_request SET reminded = \(today) WHERE id = \(id)")
            guard !owing.isEmpty else { continue }
            try noteReminder(owing.map(\.plan), "tự động, trước hạn", operation)
            units += owing.count
            try Notices.tell(
                owing.map { one in
                    NewNotice(
                        .unitPlans, about: Subject("plan_request", id), link: UnitPlanPage.unit(one.plan).path,
                        "Còn \(due.days(since: today)) ngày đến hạn gửi kế hoạch: \(title.shortened(120))",
                        to: [.officers(of: one.unit)])
                }, by: operation)
        }
        let late = try operation.all(
            """
            SELECT id, account, title FROM plan_request
            WHERE closed IS NULL AND missing_told IS NULL AND due_day < \(today) ORDER BY due_day, id LIMIT 200
            """)
        for row in late {
            let (id, title): (ID<PlanRequest>, String) = (try row("id"), try row("title"))
            let owing = try owing(id, operation)
            try operation.run("UPDATE plan_request SET missing_told = \(today) WHERE id = \(id)")
            guard !owing.isEmpty, let asker: ID<Account> = try row("account") else { continue }
            over += 1
            try Notices.tell(
                NewNotice(
                    .unitPlans, about: Subject("plan_request", id),
                    link: UnitPlanFilter(standing: .missing).address(UnitPlanPage.one(id).path).text,
                    "Hết hạn, còn \(owing.count) đơn vị chưa gửi kế hoạch: \(title.shortened(100))",
                    detail: owing.prefix(20).map { "- " + $0.name }.joined(separator: "\n"), to: [.account(asker)]),
                by: operation)
        }
        if !soon.isEmpty || !late.isEmpty {
            try operation.record(
                "planRequest.auto", on: Subject("installation", 1),
                after: ["reminded": String(units), "over": String(over)])
        }
        return (units, over)
    }

    private static func owing(_ id: ID<PlanRequest>, _ db: any Reader) throws -> [(
        plan: ID<UnitPlan>, unit: ID<Unit>, name: String
    )] {
        try db.all(
            "SELECT id, unit, name FROM unit_plan WHERE request = \(id) AND state <> 'sent' ORDER BY name_key, id"
        ).map { (try $0("id"), try $0("unit"), try $0("name")) }
    }
}
