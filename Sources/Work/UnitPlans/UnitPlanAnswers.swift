import Database
import HTTP
import Markup
import class Office.Operation
import Office
import Vocabulary

/// The answers of the page of one unit's plan: sending, giving back, what its items answer.
enum UnitPlanAnswers {
    static func show(_ id: ID<UnitPlan>, _ call: Call) throws -> Response {
        try show(id, call, typed: UnitPlanPages.Typed())
    }

    private static func show(_ id: ID<UnitPlan>, _ call: Call, typed: UnitPlanPages.Typed) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            let (plan, request) = try UnitPlan.of(id, for: visitor, db)
            let mayManage = request.mayManage(visitor)
            let editing = mayManage ? call.request.query["muc"].flatMap { ID<UnitPlanItem>($0) } : nil
            let isGone = plan.ended.map { $0 < call.today } ?? false
            return UnitPlanPages.One(
                plan: plan, request: request, steps: try UnitPlan.steps(of: id, db),
                items: try UnitPlanItem.all(of: id, db),
                choices: editing == nil ? [] : try UnitPlanItems.choices(request.plan, db), editing: editing,
                heirs: isGone ? try EndedUnits.heirs(of: plan.unit, on: call.today, db) : nil,
                maySend: visitor.may(.workOnTasks)
                    && (mayManage
                        || request.closed == nil && OpinionRequest.ownUnits(visitor).contains(plan.unit)),
                mayManage: mayManage, seesAll: request.isWhole(for: visitor), typed: typed, today: call.today,
                hidden: call.hiddenToken)
        }
        return call.page(
            "Kế hoạch của \(page.plan.name)",
            "\(call.paperHead())\(UnitPlanPages.one(page))\(call.paperFoot("kế hoạch của \(page.plan.name)"))",
            status: typed.errors.isEmpty ? 200 : 422)
    }

    /// The newest file.
    static func file(_ id: ID<UnitPlan>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let file = try call.read { db in
            try UnitPlan.of(id, for: visitor, db).plan.file.flatMap { try StoredFile.with($0, db) }
        }
        guard let file, call.office.shelf.contains(file.sha256) else { throw FrameRefusal.notFound }
        return .file(
            path: call.office.shelf.path(of: file.sha256), size: Int(file.bytes),
            contentType: "application/octet-stream", downloadName: file.name)
    }

    static func send(_ id: ID<UnitPlan>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        var field = "tep"
        do {
            let workingDays = try call.read { db in
                _ = try UnitPlan.of(id, for: visitor, db)
                return try call.office.workingDays(db)
            }
            guard
                let upload = call.request.uploads.first(where: {
                    $0.field == "tep" && $0.size > 0 && !$0.filename.isEmpty
                })
            else { throw UnitPlanRefusal.noFile }
            let typed = (call.request.form["ngay"] ?? "").trimmed
            let day = Day(vietnamese: typed) ?? Day(iso: typed)
            field = "ngay"
            if day == nil, !typed.isEmpty { throw UnitPlanRefusal.badDay(typed) }
            if let day, day > call.today { throw UnitPlanRefusal.future }
            field = "tep"
            let reading = try UnitPlanReading(path: upload.path, name: upload.filename, workingDays: workingDays)
            try call.office.shelf.keep(upload.path, hash: upload.sha256)
            try call.write { operation in
                let file = try StoredFile.note(
                    name: upload.filename, sha256: upload.sha256, bytes: Int64(upload.size), by: operation)
                try UnitPlans.send(id, reading, file: file, on: day, for: visitor, by: operation)
            }
            let words =
                reading.why.map { "Đã gửi. \($0) Cơ quan nhận sẽ tự xem tệp." }
                ?? "Đã gửi kế hoạch, đọc được \(reading.draft?.tasks.count ?? 0) việc."
            return call.redirect(to: UnitPlanPage.unit(id), saying: words)
        } catch let refusal as UnitPlanRefusal where refusal != .notFound {
            return try show(
                id, call,
                typed: .init(
                    values: ["ngay": call.request.form["ngay"] ?? ""], errors: [field: refusal.explanation.notice]))
        }
    }

    static func giveBack(_ id: ID<UnitPlan>, _ call: Call) throws -> Response {
        let remark = call.request.form["ly-do"] ?? ""
        return try change(id, call, field: "ly-do", values: ["ly-do": remark]) { operation, visitor in
            try UnitPlans.giveBack(id, because: remark, for: visitor, by: operation)
            return "Đã trả lại và báo cho đơn vị."
        }
    }

    static func remove(_ id: ID<UnitPlan>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let request = try call.read { try UnitPlan.of(id, for: visitor, $0).request.id }
        return try change(id, call, leadsTo: .one(request)) { operation, visitor in
            try UnitPlans.remove(id, for: visitor, by: operation)
            return "Đã bỏ đơn vị khỏi yêu cầu."
        }
    }

    static func handOver(_ id: ID<UnitPlan>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let request = try call.read { try UnitPlan.of(id, for: visitor, $0).request.id }
        return try change(id, call, leadsTo: .one(request)) { operation, visitor in
            let heirs = try UnitPlans.handOver(id, for: visitor, by: operation)
            return "Yêu cầu đã chuyển sang \(heirs.joined(separator: ", "))."
        }
    }

    static func decide(_ item: ID<UnitPlanItem>, of id: ID<UnitPlan>, _ call: Call) throws -> Response {
        let chosen = call.request.form["viec"] ?? ""
        return try change(id, call, field: "viec", anchor: "#muc-\(item)") { operation, visitor in
            let task = ID<Task>(chosen)
            if task == nil, !chosen.isEmpty { throw UnitPlanRefusal.noSuchItem }
            try UnitPlanItems.decide(item, of: id, answers: task, for: visitor, by: operation)
            return task == nil ? "Đã ghi: không cụ thể hóa việc nào." : "Đã xác nhận."
        }
    }

    static func confirmAll(_ id: ID<UnitPlan>, _ call: Call) throws -> Response {
        try change(id, call, anchor: "#cac-viec") { operation, visitor in
            let count = try UnitPlanItems.confirmAll(of: id, for: visitor, by: operation)
            return count == 0 ? "Không còn gợi ý nào chờ." : "Đã xác nhận \(count) gợi ý."
        }
    }

    private static func change(
        _ id: ID<UnitPlan>, _ call: Call, field: String = "", values: [String: String] = [:],
        leadsTo page: UnitPlanPage? = nil, anchor: String = "", _ body: (Operation, Visitor) throws -> String
    ) throws -> Response {
        let visitor = try call.signedIn()
        do {
            let done = try call.write { try body($0, visitor) }
            return call.redirect(to: (page ?? .unit(id)).path + anchor, saying: done)
        } catch let refusal as UnitPlanRefusal where refusal != .notFound {
            return try show(id, call, typed: .init(values: values, errors: [field: refusal.explanation.notice]))
        }
    }
}

/// The answers of the reminder to all that owe a plan.
enum PlanReminderAnswers {
    static func draft(_ id: ID<PlanRequest>, _ call: Call) throws -> Response {
        try draft(id, call, typed: UnitPlanPages.Typed(values: ["bao": "1"]), chosen: nil)
    }

    private static func draft(
        _ id: ID<PlanRequest>, _ call: Call, typed: UnitPlanPages.Typed, chosen: Set<ID<UnitPlan>>?
    ) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            let request = try PlanRequest.managed(id, by: visitor, db)
            var lines: [UnitPlan] = []
            for standing in [UnitPlanFilter.Standing.returned, .missing] {
                lines += try UnitPlanList.page(
                    of: request, UnitPlanFilter(standing: standing), size: UnitPlanPages.mostReminded, db
                ).lines
            }
            lines = Array(lines.prefix(UnitPlanPages.mostReminded))
            return UnitPlanPages.Reminder(
                request: request, lines: lines, chosen: chosen ?? Set(lines.map(\.id)),
                words: typed.values["loi"]
                    ?? UnitPlans.reminder(
                        request, to: lines.map(\.name), from: visitor.unit?.name ?? request.who, today: call.today),
                typed: typed, today: call.today, hidden: call.hiddenToken)
        }
        return call.page(
            "Nhắc gửi kế hoạch", UnitPlanPages.reminder(page), status: typed.errors.isEmpty ? 200 : 422)
    }

    static func note(_ id: ID<PlanRequest>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let chosen = form.all("don-vi").compactMap { ID<UnitPlan>($0) }
        guard let channel = UrgingAnswers.channels.first(where: { $0.key == form["cach"] })?.channel else {
            let typed = UnitPlanPages.Typed(
                values: ["loi": form["loi"] ?? "", "bao": form["bao"] ?? ""],
                errors: ["cach": FollowingRefusal.badChannel.explanation.notice])
            return try draft(id, call, typed: typed, chosen: Set(chosen))
        }
        do {
            let count = try call.write { operation in
                try UnitPlans.remind(
                    chosen, of: id, form["loi"] ?? "", by: channel, telling: form["bao"] != nil, for: visitor,
                    by: operation)
            }
            return call.redirect(to: UnitPlanPage.one(id), saying: "Đã ghi nhắc \(count.dotted) đơn vị.")
        } catch let refusal as UnitPlanRefusal where refusal != .notFound {
            let typed = UnitPlanPages.Typed(
                values: ["loi": form["loi"] ?? "", "bao": form["bao"] ?? "", "cach": form["cach"] ?? ""],
                errors: [refusal == .nobodyMissing ? "" : "loi": refusal.explanation.notice])
            return try draft(id, call, typed: typed, chosen: Set(chosen))
        }
    }
}
