import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of the pages of reminders.
enum ReminderAnswers {
    /// The office whose rules the visitor manages: the province, where the right reaches over all of it.
    private static func office(_ visitor: Visitor) throws -> Unit {
        guard let province = visitor.province, visitor.may(.manageTasks, at: province.path) else {
            throw FrameRefusal.notFound
        }
        return province
    }

    static func rules(_ call: Call) throws -> Response { try rules(call, .init(), status: 200) }

    private static func rules(_ call: Call, _ typed: ReminderPages.Typed, status: Int) throws -> Response {
        let office = try office(call.signedIn())
        let page = try call.read { db in
            ReminderPages.Rules(
                office: office.name, rules: try ReminderRules.of(office.id, db), typed: typed, hidden: call.hiddenToken)
        }
        return call.page("Quy tắc nhắc việc", ReminderPages.rules(page), status: status)
    }

    private static func asked(_ form: Parameters) throws -> ReminderRule {
        guard let time = ReminderPages.times.first(where: { $0.key == form["thoi-gian"] })?.time,
            let audience = ReminderPages.audiences.first(where: { $0.key == form["cho"] })?.audience,
            let side = ["truoc": ReminderRule.Side.before, "sau": .after][form["moc"] ?? ""]
        else { throw ReminderRefusal.incomplete }
        guard let days = Int((form["so-ngay"] ?? "").trimmed) else { throw ReminderRefusal.badDays }
        return ReminderRule(time, side, days, to: audience)
    }

    static func change(
        _ call: Call, saying done: String, _ body: (ID<Unit>, Operation) throws -> Void
    ) throws -> Response {
        let office = try office(call.signedIn()).id
        do {
            try call.write { try body(office, $0) }
            return call.redirect(to: ReminderPage.rules, saying: done)
        } catch let refusal as ReminderRefusal {
            let form = call.request.form
            let values = ["thoi-gian", "moc", "so-ngay", "cho"].map { ($0, form[$0] ?? "") }
            return try rules(
                call,
                .init(
                    values: Dictionary(values, uniquingKeysWith: { first, _ in first }),
                    error: (
                        refusal == .badDays ? "so-ngay" : refusal == .known ? "thoi-gian" : "",
                        refusal.explanation.notice
                    )),
                status: 422)
        }
    }

    static func add(_ call: Call) throws -> Response {
        try change(call, saying: "Đã thêm quy tắc.") { office, operation in
            try ReminderRules.add(asked(call.request.form), to: office, by: operation)
        }
    }

    static func set(isOn: Bool, _ call: Call) throws -> Response {
        try change(call, saying: isOn ? "Đã bật quy tắc." : "Đã tắt quy tắc.") { office, operation in
            try ReminderRules.set(asked(call.request.form), isOn: isOn, in: office, by: operation)
        }
    }

    static func preview(_ call: Call) throws -> Response {
        let office = try office(call.signedIn())
        let query = call.request.query
        let typed = (query["ngay"] ?? "").trimmed
        let asked = Day(vietnamese: typed) ?? Day(iso: typed)
        var error: String?
        if !typed.isEmpty, asked == nil {
            error = "“\(typed)” không phải là ngày. Hãy ghi như 15/03/2027."
        }
        let day = asked ?? call.today
        let start = query["sau"].flatMap { Int($0) } ?? 0
        let page = try call.read { db in
            let plan =
                day < call.today
                ? try ReminderPlan.told(on: day, office: office.id, db)
                : try ReminderPlan.of(day, today: call.today, office: office.id, db)
            let letters = Array(
                plan.letters.drop { $0.heard.account.rawValue <= Int64(start) }.prefix(ReminderPages.pageSize))
            let last = letters.last?.heard.account
            return ReminderPages.Preview(
                day: day, today: call.today, typed: typed.isEmpty ? day.vietnamese : typed, error: error, plan: plan,
                people: try ReminderPlan.people(letters.map(\.heard.account), db), letters: letters,
                after: last == plan.letters.last?.heard.account ? nil : last.map { Int($0.rawValue) },
                isFirst: start == 0)
        }
        return call.page(
            "Ai nhận gì ngày \(day.vietnamese)",
            "\(call.paperHead())\(ReminderPages.preview(page))\(call.paperFoot("nhắc việc ngày \(day.vietnamese)"))",
            status: error == nil ? 200 : 422)
    }
}
