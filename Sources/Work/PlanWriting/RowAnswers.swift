import Database
import HTTP
import Markup
import Office
import PlanReader
import Vocabulary

/// The rows of a plan: looked at one by one, written anew, put in order; their sections.
enum RowAnswers {
    static func list(_ id: ID<Manuscript>, _ call: Call) throws -> Response { try list(id, call, Typed()) }

    private static func list(_ id: ID<Manuscript>, _ call: Call, _ typed: Typed) throws -> Response {
        let page = try call.reviewed(id)
        let view = RowPages.View(rawValue: call.request.query["xem"] ?? "") ?? .all
        return call.page("Nhiệm vụ", RowPages.list(page, view, typed), status: typed.status)
    }

    static func keepWaiting(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        try call.press(id, back: PlanWritingPage.rows(id).path, saying: "Đã giữ mọi việc chưa xem.") {
            try Manuscripts.keepWaiting(of: id, by: $0)
        }
    }

    /// Back to the row, or to the one after it, in the same way of looking.
    static func act(_ act: PlanWritingPage.Act, _ row: ID<ManuscriptRow>, _ id: ID<Manuscript>, _ call: Call) throws
        -> Response
    {
        let view = call.request.form["xem"]
        let back = Address(PlanWritingPage.rows(id).path).with("xem", view).text + "#v\(row)"
        switch act {
        case .keep, .drop, .back:
            let done = [
                PlanWritingPage.Act.keep: "Đã giữ.", .drop: "Đã bỏ khỏi kế hoạch; lấy lại được ở mục “Đã bỏ”.",
                .back: "Đã lấy lại.",
            ]
            return try call.press(id, back: back, saying: done[act]) { operation in
                let old = try ManuscriptRow.one(row, of: id, operation)
                let kept: ManuscriptRow.Decision = old.source == nil ? .added : .kept
                try Manuscripts.decide(act == .drop ? .dropped : kept, row, of: id, by: operation)
            }
        case .up, .down:
            return try call.press(id, back: back, saying: nil) {
                try Manuscripts.moveRow(row, of: id, act == .up ? .up : .down, by: $0)
            }
        case .replace, .unsend: throw PlanWritingRefusal.notFound
        }
    }

    // MARK: One row

    static func new(_ id: ID<Manuscript>, _ call: Call) throws -> Response { try form(nil, id, call, Typed()) }

    static func edit(_ row: ID<ManuscriptRow>, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        try form(row, id, call, Typed())
    }

    private static func form(_ row: ID<ManuscriptRow>?, _ id: ID<Manuscript>, _ call: Call, _ typed: Typed) throws
        -> Response
    {
        let visitor = try call.signedIn()
        let (sheet, units) = try call.read { db in
            (
                try ManuscriptSheet(Manuscript.of(id, for: visitor, db), db),
                try Organisations.all(in: visitor.province, on: call.today, db).map(\.name)
            )
        }
        let found = sheet.rows.first { $0.id == row }
        guard row == nil || found != nil else { throw PlanWritingRefusal.notFound }
        let page = RowPages.One(
            sheet: sheet, row: found, section: call.request.query["muc"], units: units, typed: typed,
            hidden: call.hiddenToken)
        return call.page(row == nil ? "Thêm nhiệm vụ" : "Sửa nhiệm vụ", RowPages.one(page), status: typed.status)
    }

    private static func edit(_ form: Parameters, old: ManuscriptRow?, year: Int) throws -> Manuscripts.RowEdit {
        func value(_ name: String) -> String { form[name] ?? "" }
        guard let section = ID<ManuscriptSection>(value("muc")) else { throw PlanWritingRefusal.notFound }
        let words = value("thoi-gian").nfc.trimmed
        var time: PlannedTime
        if let old, words == RowPages.words(old.time) {
            time = old.time
        } else if words.isEmpty {
            time = .unstated
        } else {
            time = PlanReader.time(words, year: year)
            guard time.kind != .unstated || time.external != nil else { throw TimeRefusal.notUnderstood(words) }
        }
        var hanging: ManuscriptRow.Hanging?
        if let other = ID<ManuscriptRow>(value("theo-viec")) {
            let typed = value("so-ngay").trimmed
            guard let days = Int(typed.isEmpty ? "0" : typed), (0...TaskAnchors.mostDays).contains(days) else {
                throw PlanWritingRefusal.badDays(typed)
            }
            hanging = .init(
                other: other,
                distance: .init(
                    days: value("truoc-sau") == "truoc" ? -days : days, isWorking: value("ngay-lam-viec") != ""))
        }
        return Manuscripts.RowEdit(
            section: section, text: value("noi-dung"), time: time, hanging: hanging, lead: value("chu-tri"),
            advisor: value("tham-muu"), coordinators: value("phoi-hop"), product: value("san-pham"),
            kind: PlanDraft.WorkKind(rawValue: value("loai")))
    }

    private static let fields = [
        "muc", "noi-dung", "thoi-gian", "theo-viec", "so-ngay", "truoc-sau", "ngay-lam-viec", "chu-tri", "tham-muu",
        "phoi-hop", "san-pham", "loai",
    ]

    private static func typed(_ refusal: any Explained, _ form: Parameters) -> Typed {
        let field =
            switch refusal {
            case is TimeRefusal: "thoi-gian"
            case PlanWritingRefusal.badDays: "so-ngay"
            case PlanWritingRefusal.circle, PlanWritingRefusal.otherGone: "theo-viec"
            default: "noi-dung"
            }
        return Typed(values: Typed.of(form, fields), errors: [field: refusal.explanation.notice])
    }

    static func add(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        do {
            let year = try call.sheet(id).manuscript.year
            let row = try call.write(id) {
                try Manuscripts.addRow(edit(form, old: nil, year: year), to: id, by: $0)
            }
            if form["nua"] != nil {
                let next = Address(PlanWritingPage.newRow(id).path).with("muc", form["muc"])
                return call.redirect(to: next.text, saying: "Đã thêm nhiệm vụ.")
            }
            return call.redirect(to: PlanWritingPage.rows(id).path + "#v\(row)", saying: "Đã thêm nhiệm vụ.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            return try Self.form(nil, id, call, typed(refusal, form))
        } catch let refusal as TimeRefusal {
            return try Self.form(nil, id, call, typed(refusal, form))
        }
    }

    static func save(_ row: ID<ManuscriptRow>, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        do {
            let sheet = try call.sheet(id)
            let old = sheet.rows.first { $0.id == row }
            try call.write(id) { operation in
                try Manuscripts.editRow(
                    row, to: edit(form, old: old, year: sheet.manuscript.year), of: id,
                    version: Int(form["ban"] ?? "") ?? 0, by: operation)
            }
            return call.redirect(to: PlanWritingPage.rows(id).path + "#v\(row)", saying: "Đã lưu nhiệm vụ.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            var typed = typed(refusal, form)
            if case .changed = refusal, let saved = try call.sheet(id).rows.first(where: { $0.id == row }) {
                typed.stored = [
                    saved.text, RowPages.words(saved.time), saved.lead ?? "",
                    saved.coordinators.joined(separator: "; "), saved.product ?? "",
                ].filter { !$0.isEmpty }.joined(separator: "\n")
            }
            return try Self.form(row, id, call, typed)
        } catch let refusal as TimeRefusal {
            return try Self.form(row, id, call, typed(refusal, form))
        }
    }

    // MARK: Sections

    static func addSection(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        do {
            let section = try call.write(id) { try Manuscripts.addSection(form["ten"] ?? "", to: id, by: $0) }
            return call.redirect(to: PlanWritingPage.rows(id).path + "#m\(section)", saying: "Đã thêm mục.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            return try list(
                id, call, Typed(values: Typed.of(form, ["ten"]), errors: ["ten": refusal.explanation.notice]))
        }
    }

    static func section(_ section: ID<ManuscriptSection>, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        try self.section(section, id, call, Typed())
    }

    private static func section(
        _ section: ID<ManuscriptSection>, _ id: ID<Manuscript>, _ call: Call, _ typed: Typed
    ) throws -> Response {
        let sheet = try call.sheet(id)
        guard let found = sheet.sections.first(where: { $0.id == section }) else { throw PlanWritingRefusal.notFound }
        return call.page("Mục", RowPages.section(sheet, found, typed, call.hiddenToken), status: typed.status)
    }

    static func saveSection(_ section: ID<ManuscriptSection>, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        do {
            try call.write(id) { operation in
                try Manuscripts.renameSection(
                    section, form["ten"] ?? "", of: id, version: Int(form["ban"] ?? "") ?? 0, by: operation)
            }
            return call.redirect(to: PlanWritingPage.rows(id).path + "#m\(section)", saying: "Đã lưu tên mục.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            var typed = Typed(values: Typed.of(form, ["ten"]), errors: ["ten": refusal.explanation.notice])
            if case .changed = refusal { typed.stored = try call.sheet(id).sections.first { $0.id == section }?.title }
            return try self.section(section, id, call, typed)
        }
    }

    static func act(
        _ act: PlanWritingPage.Act, _ section: ID<ManuscriptSection>, _ id: ID<Manuscript>, _ call: Call
    ) throws -> Response {
        let back = PlanWritingPage.rows(id).path
        switch act {
        case .up, .down:
            return try call.press(id, back: back + "#m\(section)", saying: nil) {
                try Manuscripts.moveSection(section, of: id, act == .up ? .up : .down, by: $0)
            }
        case .drop:
            return try call.press(id, back: back, saying: "Đã bỏ mục.") {
                try Manuscripts.removeSection(section, of: id, by: $0)
            }
        case .keep, .back, .replace, .unsend: throw PlanWritingRefusal.notFound
        }
    }
}
