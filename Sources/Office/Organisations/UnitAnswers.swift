import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the register of units.
enum UnitAnswers {
    static func directory(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let filter = UnitFilter({ query[$0] }, today: call.today)
        let model = try call.read { db in
            UnitPages.Directory(
                page: try UnitDirectory.page(
                    filter, UnitDirectory.Cursor({ query[$0] }), in: visitor.scope(.readUnits), db),
                filter: filter, today: call.today, mayManage: visitor.may(.manageUnits),
                parent: try filter.parent.flatMap { try Organisations.unit($0, db) }?.name,
                dayError: dayError(query["ngay"]))
        }
        return call.page("Đơn vị", UnitPages.directory(model))
    }

    static func tree(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let day = query["ngay"].flatMap { Day(vietnamese: $0.trimmed) } ?? call.today
        let root = query["goc"].flatMap { ID<Unit>($0) }
        let model = try call.read { db in
            let scope = visitor.scope(.readUnits)
            return UnitPages.Tree(
                tree: try UnitTree.on(day, under: root, in: scope, db), today: call.today, root: root,
                trail: try root.map { try UnitTree.trail(to: $0, on: day, db) } ?? [],
                mayManage: visitor.may(.manageUnits), dayError: dayError(query["ngay"]))
        }
        return call.page("Cây đơn vị ngày \(day.vietnamese)", UnitPages.tree(model))
    }

    private static func dayError(_ typed: String?) -> String? {
        guard let typed = typed?.trimmed, !typed.isEmpty, Day(vietnamese: typed) == nil else { return nil }
        return "“\(typed)” không phải là một ngày, nên đang xem theo hôm nay. Hãy ghi theo mẫu 30/06/2025."
    }

    static func unit(_ id: ID<Unit>, _ call: Call) throws -> Response {
        try unitPage(id, call, refusal: nil, typed: "")
    }

    private static func unitPage(
        _ id: ID<Unit>, _ call: Call, refusal: UnitRefusal?, typed: String
    ) throws -> Response {
        let visitor = try call.signedIn()
        let day = call.request.query["ngay"].flatMap { Day(vietnamese: $0.trimmed) } ?? call.today
        let model = try notFoundWhenUnknown {
            try call.read { db in
                let detail = try UnitDetail.of(id, on: day, in: visitor.scope(.readUnits), db)
                let mayManage = visitor.may(.manageUnits) && visitor.scope(.manageUnits).shows(detail.unit)
                let seesHistory = mayManage || visitor.may(.readLedger)
                return UnitPages.One(
                    detail: detail, today: call.today, day: day,
                    trail: try UnitTree.trail(to: id, on: detail.unit.lastDay.map { min($0, day) } ?? day, db),
                    history: seesHistory ? try Ledger.entries(about: Subject("unit", id), limit: 60, db) : [],
                    people: try UnitPeopleSection.of(
                        detail.unit, on: day, { call.request.query[$0] }, for: visitor, today: call.today, db),
                    ledger: visitor.may(.readLedger, at: detail.unit.path)
                        ? LedgerPage.about(Subject("unit", id)) : nil,
                    links: call.rooms.flatMap(\.unitLinks).filter { visitor.may($0.needs, at: detail.unit.path) }
                        .map { Link($0.title, $0.path(id), subject: detail.unit.name) },
                    mayManage: mayManage, refusal: refusal, typedAlias: typed)
            }
        }
        return call.page(
            model.detail.unit.name, UnitPages.one(model, token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }

    // MARK: Adding

    static func newForm(_ call: Call) throws -> Response {
        var typed = UnitForm()
        if let parent = call.request.query["duoi"].flatMap({ ID<Unit>($0) }) {
            typed.parent = try call.read { try Organisations.unit(parent, $0)?.name } ?? ""
        }
        return try newPage(call, typed, refusal: nil)
    }

    private static func newPage(_ call: Call, _ typed: UnitForm, refusal: (any Explained)?) throws -> Response {
        let known = try call.read { try parents(call, $0) }
        return call.page(
            "Thêm đơn vị", UnitPages.new(typed, parents: known, refusal: refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func add(_ call: Call) throws -> Response {
        let form = call.request.form
        let typed = UnitForm { form[$0] ?? "" }
        do {
            let id = try call.write { operation in
                try Organisations.add(
                    try typed.unit(in: try call.signedIn().scope(.manageUnits), operation), by: operation)
            }
            return call.redirect(to: UnitPage.unit(id), saying: "Đã thêm đơn vị vào danh mục.")
        } catch let refusal as UnitRefusal {
            return try newPage(call, typed, refusal: refusal)
        }
    }

    /// Names for the choice of a parent: units of today that one may manage.
    private static func parents(_ call: Call, _ db: any Reader) throws -> [String] {
        let scope = try call.signedIn().scope(.manageUnits)
        return try db.values(
            """
            SELECT u.name FROM unit u WHERE \(sql: scope.condition(path: "u.path")) AND \(sql: call.today.lies(in: "u"))
            ORDER BY CASE u.level WHEN 'province' THEN 1 WHEN 'commune' THEN 2 ELSE 3 END, u.name_key, u.id LIMIT 300
            """)
    }

    // MARK: Changing

    static func ask(_ change: UnitPage.Change, _ id: ID<Unit>, _ call: Call) throws -> Response {
        let unit = try call.read { try manageable(id, call, $0) }
        return try changePage(change, unit, ChangeForm(unit), call, refusal: nil)
    }

    private static func changePage(
        _ change: UnitPage.Change, _ unit: Unit, _ typed: ChangeForm, _ call: Call, refusal: (any Explained)?
    ) throws -> Response {
        let known = try call.read { change == .move ? try parents(call, $0) : [] }
        let model = UnitPages.Changing(change: change, unit: unit, typed: typed, parents: known, refusal: refusal)
        return call.page(
            "\(change.title): \(unit.name)", UnitPages.change(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func make(_ change: UnitPage.Change, _ id: ID<Unit>, _ call: Call) throws -> Response {
        let unit = try call.read { try manageable(id, call, $0) }
        let form = call.request.form
        var typed = ChangeForm { form[$0] ?? "" }
        do {
            try call.write { [typed] operation in
                try typed.apply(change, to: unit, in: try call.signedIn().scope(.manageUnits), operation)
            }
        } catch let refusal as UnitRefusal {
            if refusal == .changedMeanwhile {
                typed.seen = ChangeForm(try call.read { try manageable(id, call, $0) }).seen
            }
            return try changePage(change, unit, typed, call, refusal: refusal)
        }
        return call.redirect(to: UnitPage.unit(id), saying: change.done)
    }

    static func addAlias(_ id: ID<Unit>, _ call: Call) throws -> Response {
        _ = try call.read { try manageable(id, call, $0) }
        let alias = call.request.form["ten-goi"] ?? ""
        do {
            try call.write { try Organisations.add(alias: alias, to: id, by: $0) }
        } catch let refusal as UnitRefusal {
            return try unitPage(id, call, refusal: refusal, typed: alias)
        }
        return call.redirect(to: UnitPage.unit(id), saying: "Đã thêm tên gọi khác.")
    }

    static func removeAlias(_ name: ID<NamePeriod>, of id: ID<Unit>, _ call: Call) throws -> Response {
        _ = try call.read { try manageable(id, call, $0) }
        try notFoundWhenUnknown { try call.write { try Organisations.remove(alias: name, of: id, by: $0) } }
        return call.redirect(to: UnitPage.unit(id), saying: "Đã bỏ tên gọi. Nếu bỏ nhầm, hãy thêm lại ở ô bên dưới.")
    }

    /// The unit, where the visitor may change it; otherwise as if it did not exist.
    static func manageable(_ id: ID<Unit>, _ call: Call, _ db: any Reader) throws -> Unit {
        guard let unit = try Organisations.unit(id, db), try call.signedIn().scope(.manageUnits).shows(unit) else {
            throw FrameRefusal.notFound
        }
        return unit
    }

    private static func notFoundWhenUnknown<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let refusal as UnitRefusal {
            guard case .unknown = refusal else { throw refusal }
            throw FrameRefusal.notFound
        }
    }
}
