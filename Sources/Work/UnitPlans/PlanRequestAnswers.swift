import Database
import HTTP
import Markup
import class Office.Operation
import Office
import Paper
import Vocabulary

/// The answers of the pages of requests.
enum PlanRequestAnswers {
    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        var filter = PlanRequestLine.Filter(year: query["nam"].flatMap { Int($0) })
        filter.isOpen = query["tinh-trang"] == "dang-thu" ? true : query["tinh-trang"] == "da-khep" ? false : nil
        let cursor = PlanRequestLine.Cursor { query[$0] }
        let page = try call.read { db in
            let found =
                visitor.may(.readAllTasks)
                ? try PlanRequestLine.page(filter, from: cursor, for: visitor, db) : nil
            return PlanRequestPages.List(
                owed: try OwedPlan.all(for: visitor, db), requests: found, filter: filter,
                years: try PlanRequestLine.years(for: visitor, db), mayAsk: UnitPlans.asker(visitor) != nil,
                proposals: UnitPlans.asker(visitor) == nil ? [] : try PlanDeadline.open(for: visitor, db),
                today: call.today)
        }
        return call.page("Thu kế hoạch của các đơn vị", PlanRequestPages.list(page))
    }

    // MARK: Asking

    static func new(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        var values: [String: String] = ["nam": String(call.today.year), "nhac": "5"]
        if let id = call.request.query["ke-hoach"].flatMap({ ID<Plan>($0) }) {
            try call.read { db in
                guard let plan = try? PlanScope.plan(id, for: visitor, db) else { return }
                values["ke-hoach"] = plan.id.description
                values["nam"] = String(plan.year)
                values["can-cu"] = plan.citation
                values["noi-dung"] =
                    "Gửi kế hoạch công tác thi đua, khen thưởng năm \(plan.year) của cơ quan, đơn vị, địa phương"
                values["han"] = try PlanDeadline.of(plan.id, db)?.due.vietnamese
            }
        }
        return try form(call, PlanRequestPages.Typed(values: values), targets: nil)
    }

    private static func form(_ call: Call, _ typed: PlanRequestPages.Typed, targets: [PlanRequestTargets.Target]?)
        throws -> Response
    {
        let visitor = try call.signedIn()
        guard let asker = UnitPlans.asker(visitor) else { throw UnitPlanRefusal.notFound }
        let year = Int(typed.values["nam"] ?? "") ?? call.today.year
        let page = try call.read { db in
            PlanRequestPages.New(
                asker: asker.name, plans: try PlanScope.plans(of: year, for: visitor, db),
                blocs: try blocs(visitor, year, db), typed: typed, targets: targets, hidden: call.hiddenToken)
        }
        return call.page("Yêu cầu gửi kế hoạch", PlanRequestPages.new(page), status: typed.errors.isEmpty ? 200 : 422)
    }

    private static func blocs(_ visitor: Visitor, _ year: Int, _ db: any Reader) throws -> [(
        id: ID<Bloc>, name: String
    )] {
        try BlocList.page(.init(year: year), in: visitor.scope(.manageTasks), size: 200, db).lines.map {
            ($0.id, $0.name)
        }
    }

    private static func targets(_ form: Parameters) -> PlanRequestTargets {
        PlanRequestTargets(
            groups: Set(form.all("nhom").compactMap(PlanRequestTargets.Group.init(rawValue:))),
            blocs: Set(form.all("khoi").compactMap { ID<Bloc>($0) }),
            names: (form["don-vi"] ?? "").split { $0.isNewline || $0 == ";" }.map { String($0).trimmed }.filter {
                !$0.isEmpty
            })
    }

    private static func day(_ typed: String) throws(UnitPlanRefusal) -> Day {
        let typed = typed.trimmed
        guard !typed.isEmpty else { throw .noDay }
        guard let day = Day(vietnamese: typed) ?? Day(iso: typed) else { throw .badDay(typed) }
        return day
    }

    private static func request(_ form: Parameters) throws(UnitPlanRefusal) -> UnitPlans.Request {
        let year = (form["nam"] ?? "").trimmed
        guard let number = Int(year), (1945...2200).contains(number) else { throw .badYear(year) }
        let plan = ID<Plan>(form["ke-hoach"] ?? "")
        if plan == nil, !(form["ke-hoach"] ?? "").isEmpty { throw .unknownPlan }
        return UnitPlans.Request(
            form["noi-dung"] ?? "", basis: form["can-cu"] ?? "", plan: plan, year: number,
            due: try day(form["han"] ?? ""), remindBefore: Int((form["nhac"] ?? "").trimmed) ?? -1,
            targets: targets(form))
    }

    /// First shows whom it would go to; sends when that was seen.
    static func ask(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        var typed = PlanRequestPages.Typed()
        for name in ["noi-dung", "can-cu", "ke-hoach", "nam", "han", "nhac", "don-vi"] {
            typed.values[name] = form[name]
        }
        typed.groups = Set(form.all("nhom"))
        typed.blocs = Set(form.all("khoi"))
        do {
            let request = try request(form)
            guard form["buoc"] == "gui" else {
                let units = try call.read { try UnitPlans.preview(request, for: visitor, today: call.today, $0) }
                return try self.form(call, typed, targets: units)
            }
            let id = try call.write { try UnitPlans.ask(request, for: visitor, by: $0) }
            return call.redirect(to: UnitPlanPage.one(id), saying: "Đã gửi yêu cầu và báo cho cán bộ các đơn vị.")
        } catch let refusal as UnitPlanRefusal where refusal != .notFound {
            typed.errors[PlanRequestPages.field(of: refusal)] = refusal.explanation.notice
            return try self.form(call, typed, targets: nil)
        }
    }

    // MARK: One request

    static func one(_ id: ID<PlanRequest>, _ call: Call) throws -> Response {
        try one(id, call, typed: PlanRequestPages.Typed())
    }

    private static func one(_ id: ID<PlanRequest>, _ call: Call, typed: PlanRequestPages.Typed) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let filter = UnitPlanFilter { query[$0] }
        let request = try call.read { try PlanRequest.of(id, for: visitor, $0) }
        // Who was only asked sees the own plan.
        guard request.isWhole(for: visitor) else {
            let own = try call.read { db in
                try OwedPlan.all(for: visitor, db).first { $0.request.id == id }?.plan.id
            }
            guard let own else { throw UnitPlanRefusal.notFound }
            return .redirect(to: UnitPlanPage.unit(own).path)
        }
        let page = try call.read { db in
            PlanRequestPages.One(
                request: request, counts: try UnitPlanCounts.of(id, db),
                plan: request.plan.flatMap { try? PlanScope.plan($0, for: visitor, db) }, filter: filter,
                list: try UnitPlanList.page(of: request, filter, UnitPlanList.Cursor { query[$0] }, db),
                unanswered: request.plan == nil
                    ? nil : try PlanCoverage.page(of: request, onlyUnanswered: true, size: 1, db),
                mayManage: request.mayManage(visitor), typed: typed, today: call.today, hidden: call.hiddenToken)
        }
        return call.page(
            request.title.shortened(80),
            """
            \(call.paperHead())\(PlanRequestPages.one(page))\
            \(call.paperFoot("tình hình gửi kế hoạch năm \(request.year)"))
            """, status: typed.errors.isEmpty ? 200 : 422)
    }

    static func addUnits(_ id: ID<PlanRequest>, _ call: Call) throws -> Response {
        try change(id, call, "don-vi") { operation, visitor in
            let count = try UnitPlans.add(targets(call.request.form), to: id, for: visitor, by: operation)
            return count == 0 ? "Các đơn vị này đã có trong yêu cầu." : "Đã thêm \(count) đơn vị vào yêu cầu."
        }
    }

    static func setDue(_ id: ID<PlanRequest>, _ call: Call) throws -> Response {
        try change(id, call, "han") { operation, visitor in
            let due = try day(call.request.form["han"] ?? "")
            try UnitPlans.setDue(due, of: id, for: visitor, by: operation)
            return "Hạn gửi là ngày \(due.vietnamese)."
        }
    }

    static func setClosed(_ isClosed: Bool, _ id: ID<PlanRequest>, _ call: Call) throws -> Response {
        try change(id, call, "") { operation, visitor in
            try UnitPlans.setClosed(isClosed, id, for: visitor, by: operation)
            return isClosed ? "Đã khép yêu cầu." : "Đã mở lại yêu cầu."
        }
    }

    private static func change(
        _ id: ID<PlanRequest>, _ call: Call, _ field: String,
        _ body: (Operation, Visitor) throws -> String
    ) throws -> Response {
        let visitor = try call.signedIn()
        do {
            let done = try call.write { try body($0, visitor) }
            return call.redirect(to: UnitPlanPage.one(id), saying: done)
        } catch let refusal as UnitPlanRefusal where refusal != .notFound {
            let form = call.request.form
            var typed = PlanRequestPages.Typed(
                values: ["don-vi": form["don-vi"] ?? "", "han": form["han"] ?? ""],
                errors: [field: refusal.explanation.notice])
            typed.groups = Set(form.all("nhom"))
            return try one(id, call, typed: typed)
        }
    }

    static func coverage(_ id: ID<PlanRequest>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let onlyUnanswered = query["xem"] == "chua"
        let page = try call.read { db in
            let request = try PlanRequest.of(id, for: visitor, db)
            guard request.isWhole(for: visitor) else { throw UnitPlanRefusal.notFound }
            return PlanRequestPages.Coverage(
                request: request, plan: request.plan.flatMap { try? PlanScope.plan($0, for: visitor, db) },
                coverage: try PlanCoverage.page(
                    of: request, onlyUnanswered: onlyUnanswered, after: query["sau"].flatMap { ID<Task>($0) }, db),
                onlyUnanswered: onlyUnanswered, today: call.today)
        }
        return call.page(
            "Mức cụ thể hóa",
            "\(call.paperHead())\(PlanRequestPages.coverage(page))\(call.paperFoot("mức cụ thể hóa kế hoạch"))")
    }

    // MARK: Papers

    static func table(_ id: ID<PlanRequest>, _ file: PaperFile, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let filter = UnitPlanFilter { call.request.query[$0] }
        let request = try whole(id, visitor, call)
        return try file.response(named: "Gửi kế hoạch năm \(request.year)") { path in
            try call.read { db in
                let paper = UnitPlanPaper(request: request, filter: filter, today: call.today)
                switch file {
                case .docx: try DocxWriting.write(paper.annex(db), to: path)
                case .pdf: try PdfWriting.write(paper.annex(db), to: path)
                case .xlsx: try paper.table(db).writeXlsx(to: path, sheet: "Gửi kế hoạch", titles: paper.titles)
                }
            }
        }
    }

    static func summary(_ id: ID<PlanRequest>, _ file: PaperFile, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let request = try whole(id, visitor, call)
        guard let unit = visitor.unit else { throw UnitPlanRefusal.notFound }
        return try file.response(named: "Tổng hợp ban hành kế hoạch năm \(request.year)") { path in
            try call.read { db in
                let summary = try UnitPlanSummary.of(request, today: call.today, db)
                let head = OfficeHead(unit, province: visitor.province)
                switch file {
                case .docx: try DocxWriting.write(summary.paper(head, db), to: path)
                case .pdf: try PdfWriting.write(summary.paper(head, db), to: path)
                case .xlsx:
                    try summary.byKind.writeXlsx(
                        to: path, sheet: "Tổng hợp",
                        titles: [summary.title, summary.opening])
                }
            }
        }
    }

    private static func whole(_ id: ID<PlanRequest>, _ visitor: Visitor, _ call: Call) throws -> PlanRequest {
        let request = try call.read { try PlanRequest.of(id, for: visitor, $0) }
        guard request.isWhole(for: visitor) else { throw UnitPlanRefusal.notFound }
        return request
    }
}
