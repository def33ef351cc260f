import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of the pages of hand-overs.
enum HandoverAnswers {
    private static func day(_ form: Parameters) throws -> Day? {
        let typed = (form["ngay"] ?? "").trimmed
        guard !typed.isEmpty else { return nil }
        guard let day = Day(vietnamese: typed) ?? Day(iso: typed) else { throw HandoverRefusal.badDay(typed) }
        return day
    }

    private static func typed(_ form: Parameters, _ refusal: HandoverRefusal? = nil) -> HandoverPages.Typed {
        let values = ["nguoi-nhan", "ly-do", "ngay"].map { ($0, form[$0] ?? "") }
        return HandoverPages.Typed(
            values: Dictionary(values, uniquingKeysWith: { first, _ in first }),
            errors: refusal.map { [$0.field: $0.explanation.notice] } ?? [:])
    }

    // MARK: One task

    static func one(_ id: ID<Task>, _ call: Call) throws -> Response { try one(id, call, .init(), status: 200) }

    private static func one(_ id: ID<Task>, _ call: Call, _ typed: HandoverPages.Typed, status: Int) throws -> Response
    {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            let task = try TaskScope.task(id, for: visitor, db)
            let officers = try OfficerInCharge.all(of: id, db)
            let people = try TaskPeople.of(id, on: call.today, db)
            let paths = try Organisations.units(Set(people.units.map(\.id)), db).mapValues(\.path)
            let open = try people.units.filter { unit in
                try Handover.may(
                    visitor, from: officers.first { $0.unit == unit.id }?.account, unit: unit.id,
                    path: paths[unit.id] ?? "", db)
            }.map(\.id)
            return HandoverPages.One(
                task: task, officers: officers, history: try Handover.all(of: id, db),
                receivers: people.people.filter { open.contains($0.unit) }, typed: typed, today: call.today,
                hidden: call.hiddenToken)
        }
        return call.page("Người phụ trách", HandoverPages.one(page), status: status)
    }

    static func handOne(_ id: ID<Task>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        do {
            let name = try call.write { operation in
                _ = try TaskScope.task(id, for: visitor, operation)
                let keys = (form["nguoi-nhan"] ?? "").split(separator: "-")
                guard keys.count == 2, let unit = ID<Unit>(keys[0]), let receiver = ID<Account>(keys[1]) else {
                    throw HandoverRefusal.noReceiver
                }
                let holder = try OfficerInCharge.all(of: id, operation).first { $0.unit == unit }?.account
                guard holder?.description == form["tu-\(unit)"] else { throw HandoverRefusal.changedMeanwhile }
                try Handovers.hand(
                    [id], from: holder.map { .officer($0) } ?? .nobody(in: unit),
                    .init(to: receiver, because: form["ly-do"] ?? "", on: day(form)), only: unit, for: visitor,
                    by: operation)
                return try operation.value("SELECT name FROM account WHERE id = \(receiver)") as String
            }
            return call.redirect(to: ProgrammePage.task(id), saying: "Đã giao cho \(name) phụ trách.")
        } catch let refusal as HandoverRefusal {
            return try one(id, call, typed(form, refusal), status: refusal == .changedMeanwhile ? 409 : 422)
        }
    }

    // MARK: Several tasks

    private static func giver(_ key: String, _ visitor: Visitor) -> Handover.Giver {
        if key.hasPrefix("n"), let account = ID<Account>(key.dropFirst()) { return .officer(account) }
        if key.hasPrefix("d"), let unit = ID<Unit>(key.dropFirst()) { return .nobody(in: unit) }
        return .officer(visitor.account)
    }

    static func many(_ call: Call) throws -> Response {
        try many(call, giver(call.request.query["tu"] ?? "", call.signedIn()), chosen: nil, .init(), status: 200)
    }

    private static func many(
        _ call: Call, _ giver: Handover.Giver, chosen: Set<ID<Task>>?, _ typed: HandoverPages.Typed, status: Int
    ) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            let holder: ID<Account>? = if case .officer(let account) = giver { account } else { nil }
            let all = try Handover.candidates(giver, for: visitor, db)
            var allowed: [ID<Unit>: Bool] = [:]
            for one in all where allowed[one.unit] == nil {
                allowed[one.unit] = try Handover.may(visitor, from: holder, unit: one.unit, path: one.path, db)
            }
            let candidates = all.filter { allowed[$0.unit] == true }
            let own = try Organisations.units(Set(Officer.units(of: visitor.account, db)), db)
            return HandoverPages.Many(
                giver: giver, givers: try Handover.givers(for: visitor, db),
                units: own.sorted { $0.key < $1.key }.map { TaskPeople.Party(id: $0.key, name: $0.value.name) },
                candidates: candidates,
                receivers: try Officer.all(of: Set(candidates.map(\.unit)).sorted(), on: call.today, db),
                history: candidates.isEmpty && holder != visitor.account
                    ? [] : try Handover.all(with: holder ?? visitor.account, db),
                chosen: chosen, typed: typed, visitor: visitor.account, today: call.today, hidden: call.hiddenToken)
        }
        return call.page("Phân công, bàn giao việc", HandoverPages.many(page), status: status)
    }

    private static func asked(_ form: Parameters) throws -> (tasks: [ID<Task>], typed: Handovers.Typed) {
        (
            form.all("viec").compactMap { ID<Task>($0) },
            Handovers.Typed(
                to: form["nguoi-nhan"].flatMap { ID<Account>($0) }, because: form["ly-do"] ?? "", on: try day(form))
        )
    }

    static func preview(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let giver = giver(form["tu"] ?? "", visitor)
        do {
            let asked = try asked(form)
            let page = try call.read { db in
                let going = try Handovers.preview(
                    asked.tasks, from: giver, asked.typed, for: visitor, today: call.today, db)
                func name(_ account: ID<Account>?) throws -> String? {
                    try account.map { try db.value("SELECT name FROM account WHERE id = \($0)") }
                }
                let holder: ID<Account>? = if case .officer(let account) = giver { account } else { nil }
                return HandoverPages.Preview(
                    giver: giver, giverName: try name(holder), receiverName: try name(asked.typed.receiver) ?? "",
                    going: going, typed: typed(form), today: call.today, hidden: call.hiddenToken)
            }
            return call.page("Bàn giao: xem trước", HandoverPages.preview(page))
        } catch let refusal as HandoverRefusal {
            return try again(call, giver, form, refusal)
        }
    }

    private static func again(
        _ call: Call, _ giver: Handover.Giver, _ form: Parameters, _ refusal: HandoverRefusal
    ) throws -> Response {
        try many(
            call, giver, chosen: Set(form.all("viec").compactMap { ID<Task>($0) }), typed(form, refusal),
            status: refusal == .changedMeanwhile ? 409 : 422)
    }

    static func apply(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let giver = giver(form["tu"] ?? "", visitor)
        do {
            let asked = try asked(form)
            let count = try call.write { operation in
                try Handovers.hand(asked.tasks, from: giver, asked.typed, for: visitor, by: operation)
            }
            return call.redirect(
                to: Address(HandoverPage.many.path).with("tu", HandoverPages.key(giver)).text,
                saying: "Đã bàn giao \(count.dotted) việc.")
        } catch let refusal as HandoverRefusal {
            return try again(call, giver, form, refusal)
        }
    }
}
