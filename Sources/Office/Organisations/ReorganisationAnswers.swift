import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the pages of reorganisations.
enum ReorganisationAnswers {
    static func all(_ call: Call) throws -> Response {
        let day = Day(year: call.today.year, month: 7, day: 1)?.vietnamese ?? ""
        return try allPage(call, HeadForm(title: "", decision: "", day: day), refusal: nil)
    }

    private static func allPage(_ call: Call, _ typed: HeadForm, refusal: ReorganisationRefusal?) throws -> Response {
        let scope = try call.signedIn().scope(.manageUnits)
        let all = try call.read { try Reorganisations.all(in: scope, $0) }
        return call.page(
            "Sắp xếp đơn vị", ReorganisationPages.all(all, typed, refusal: refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    /// What is typed about a reorganisation as a whole.
    struct HeadForm {
        var title: String
        var decision: String
        var day: String

        init(title: String, decision: String, day: String) {
            (self.title, self.decision, self.day) = (title, decision, day)
        }

        init(_ plan: Reorganisation) {
            self.init(title: plan.title, decision: plan.decision, day: plan.firstDay.vietnamese)
        }

        init(_ call: Call) {
            let form = call.request.form
            self.init(title: form["ten"] ?? "", decision: form["can-cu"] ?? "", day: form["ngay"] ?? "")
        }

        func firstDay() throws -> Day {
            guard let day = Day(vietnamese: day.trimmed) else { throw ReorganisationRefusal.badDay }
            return day
        }
    }

    static func open(_ call: Call) throws -> Response {
        let typed = HeadForm(call)
        let visitor = try call.signedIn()
        let scope = visitor.scope(.manageUnits)
        let branch =
            [visitor.province?.path, visitor.unit?.path].compactMap(\.self).first { scope.contains($0) } ?? "/"
        do {
            let id = try call.write {
                try Reorganisations.open(
                    title: typed.title, decision: typed.decision, firstDay: typed.firstDay(), branch: branch, by: $0)
            }
            return call.redirect(to: ReorganisationPage.show(id))
        } catch let refusal as ReorganisationRefusal {
            return try allPage(call, typed, refusal: refusal)
        }
    }

    /// The plan, where the visitor may work on it; otherwise as if it did not exist.
    private static func plan(_ id: ID<Reorganisation>, _ call: Call, _ db: any Reader) throws -> Reorganisation {
        do {
            return try Reorganisations.with(id, in: call.signedIn().scope(.manageUnits), db)
        } catch ReorganisationRefusal.unknown {
            throw FrameRefusal.notFound
        }
    }

    static func show(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        try showPage(id, call, nil, refusal: nil)
    }

    private static func showPage(
        _ id: ID<Reorganisation>, _ call: Call, _ typed: HeadForm?, refusal: ReorganisationRefusal?
    ) throws -> Response {
        let (found, problems) = try call.read { db -> (Reorganisation, [ReorganisationRefusal]) in
            let found = try plan(id, call, db)
            return (found, found.state == .draft ? try Reorganisations.problems(of: found, db) : [])
        }
        let model = ReorganisationPages.One(
            plan: found, problems: problems, head: typed ?? HeadForm(found), refusal: refusal)
        return call.page(
            found.title, ReorganisationPages.one(model, token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }

    static func setHead(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        let typed = HeadForm(call)
        do {
            return try change(id, .show(id), call, saying: "Đã lưu thông tin chung.") {
                try Reorganisations.setHead(
                    id, title: typed.title, decision: typed.decision, firstDay: typed.firstDay(), by: $0)
            }
        } catch let refusal as ReorganisationRefusal {
            return try showPage(id, call, typed, refusal: refusal)
        }
    }

    /// One step of the preparation, and on to a page.
    static func change(
        _ id: ID<Reorganisation>, _ next: ReorganisationPage, _ call: Call, saying notice: String? = nil,
        _ body: (Operation) throws -> Void
    ) throws -> Response {
        _ = try call.read { try plan(id, call, $0) }
        try call.write(body)
        return call.redirect(to: next, saying: notice)
    }

    // MARK: The parts

    static func choose(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        try choosePage(id, call, refusal: nil)
    }

    private static func choosePage(
        _ id: ID<Reorganisation>, _ call: Call, refusal: ReorganisationRefusal?
    ) throws -> Response {
        let query = call.request.query
        let scope = try call.signedIn().scope(.manageUnits)
        let model = try call.read { db -> ReorganisationPages.Choosing in
            let found = try plan(id, call, db)
            var filter = UnitFilter({ query[$0] }, today: found.lastDay)
            filter.day = found.lastDay
            filter.existence = .then
            let page = try UnitDirectory.page(filter, UnitDirectory.Cursor({ query[$0] }), in: scope, db)
            return ReorganisationPages.Choosing(plan: found, filter: filter, page: page, refusal: refusal)
        }
        return call.page(
            "Đơn vị kết thúc hoạt động", ReorganisationPages.choose(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func addOlds(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        let chosen = call.request.form.all("don-vi").compactMap { ID<Unit>($0) }
        do {
            return try change(id, .choose(id), call, saying: "Đã chọn thêm \(chosen.count) đơn vị.") { operation in
                let units = try Organisations.units(Set(chosen), operation)
                let scope = try call.signedIn().scope(.manageUnits)
                let mine = chosen.filter { units[$0].map { scope.shows($0) } ?? false }
                try Reorganisations.addOlds(mine, to: id, by: operation)
            }
        } catch ReorganisationRefusal.nothingChosen {
            return try choosePage(id, call, refusal: .nothingChosen)
        }
    }

    static func heirs(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        try heirsPage(id, call, ReorganisationPages.HeirForm(), refusal: nil)
    }

    private static func heirsPage(
        _ id: ID<Reorganisation>, _ call: Call, _ typed: ReorganisationPages.HeirForm, refusal: UnitRefusal?
    ) throws -> Response {
        let visitor = try call.signedIn()
        let scope = visitor.scope(.manageUnits)
        let model = try call.read { db -> ReorganisationPages.Heirs in
            let found = try plan(id, call, db)
            var typed = typed
            // What the first of the ending units is, its heir most often is too.
            if let old = found.olds.first, !typed.isFilled {
                (typed.new.level, typed.new.kind) = (old.unit.level.rawValue, old.unit.kind.rawValue)
                if old.unit.level == .commune { typed.new.communeKind = Unit.CommuneKind.commune.rawValue }
                typed.new.parent = visitor.province?.name ?? ""
            }
            let known: [String] = try db.values(
                """
                SELECT u.name FROM unit u WHERE \(sql: scope.condition(path: "u.path"))
                  AND \(sql: found.firstDay.lies(in: "u")) ORDER BY u.name_key, u.id LIMIT 300
                """)
            return ReorganisationPages.Heirs(plan: found, typed: typed, known: known, refusal: refusal)
        }
        return call.page(
            "Đơn vị kế thừa", ReorganisationPages.heirs(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func addHeir(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        let form = call.request.form
        let typed = ReorganisationPages.HeirForm(
            isNew: form["cach"] != "co-san", existing: form["co-san"] ?? "", new: UnitForm { form[$0] ?? "" })
        do {
            return try change(id, .heirs(id), call, saying: "Đã thêm đơn vị kế thừa.") { operation in
                let scope = try call.signedIn().scope(.manageUnits)
                if typed.isNew {
                    try Reorganisations.add(heir: .new(typed.new.unit(in: scope, operation)), to: id, by: operation)
                } else {
                    guard let unit = try UnitForm.parent(typed.existing, in: scope, operation) else {
                        throw UnitRefusal.noName
                    }
                    try Reorganisations.add(heir: .existing(unit), to: id, by: operation)
                }
            }
        } catch let refusal as UnitRefusal {
            return try heirsPage(id, call, typed, refusal: refusal)
        }
    }

    static func links(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        let found = try call.read { try plan(id, call, $0) }
        return call.page("Ai kế thừa ai", ReorganisationPages.links(found, token: call.hiddenToken))
    }

    static func setLinks(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        let form = call.request.form
        return try change(id, .show(id), call, saying: "Đã lưu quan hệ kế thừa.") { operation in
            let plan = try Reorganisations.with(id, in: .everything, operation)
            try Reorganisations.link(
                plan.olds.map { old in
                    (
                        old.id, form.all("ke-thua-\(old.id)").compactMap { ID<Reorganisation.Heir>($0) },
                        form["truc-thuoc-\(old.id)"].flatMap(Reorganisation.ChildRule.init(rawValue:)) ?? old.children
                    )
                }, in: id, by: operation)
        }
    }

    // MARK: Looking, carrying out, taking back

    static func preview(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        let preview = try call.read { db in
            try ReorganisationPreview(plan(id, call, db), touches: call.office.unitTouches, db)
        }
        return call.page(
            "Xem trước: \(preview.plan.title)", ReorganisationPages.preview(preview, token: call.hiddenToken))
    }

    static func apply(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        do {
            return try change(id, .show(id), call, saying: "Đã thực hiện sắp xếp đơn vị.") {
                try Reorganisations.apply(id, by: $0)
            }
        } catch is ReorganisationRefusal {
            // The preview says everything that keeps it from being carried out.
            return call.redirect(
                to: ReorganisationPage.preview(id), saying: "Chưa thực hiện được. Hãy xem các chỗ cần sửa.")
        }
    }

    static func askUndo(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        let (found, built) = try call.read { db -> (Reorganisation, [String]) in
            let found = try plan(id, call, db)
            guard found.state == .applied else { return (found, ["chưa thực hiện"]) }
            return (found, try Reorganisations.builtOn(id, touches: call.office.unitTouches, db))
        }
        return call.page("Hoàn tác: \(found.title)", ReorganisationPages.askUndo(found, built, token: call.hiddenToken))
    }

    static func undo(_ id: ID<Reorganisation>, _ call: Call) throws -> Response {
        try change(id, .show(id), call, saying: "Đã hoàn tác. Cây đơn vị trở lại như trước khi sắp xếp.") {
            try Reorganisations.undo(id, by: $0)
        }
    }
}
