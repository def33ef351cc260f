import HTTP
import Markup
import Office
import Rulebook
import Vocabulary

/// Legal bases: which hold on the plan's day, what replaced those that do not, and those that are offered.
enum BasisAnswers {
    static func list(_ id: ID<Manuscript>, _ call: Call) throws -> Response { try list(id, call, Typed()) }

    private static func list(_ id: ID<Manuscript>, _ call: Call, _ typed: Typed) throws -> Response {
        let (sheet, instruments) = (try call.sheet(id), try call.instruments())
        let offered = instruments.map { ManuscriptReview.offered(sheet, $0) }
        let cited = try instruments.map { instruments in try call.read { try sheet.cited(instruments, $0) } }
        let page = PlanWritingPages.Bases(
            sheet: sheet,
            standings: cited.map { cited in
                Dictionary(
                    sheet.bases.map {
                        ($0.id, ManuscriptReview.Standing(cited.standing(of: $0.text, on: sheet.manuscript.day)))
                    }, uniquingKeysWith: { first, _ in first })
            } ?? [:], offered: offered, typed: typed, hidden: call.hiddenToken)
        return call.page("Căn cứ ban hành", PlanWritingPages.bases(page), status: typed.status)
    }

    static func add(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        let chosen = form.all("van-ban")
        do {
            let instruments = try call.instruments()
            let lines = chosen.compactMap { instruments?[written: $0] }.map(ManuscriptReview.citation)
            let typed = form["can-cu"] ?? ""
            try call.write(id) {
                try Manuscripts.addBases((lines + [typed]).joined(separator: "\n"), to: id, by: $0)
            }
            return call.redirect(to: PlanWritingPage.bases(id), saying: "Đã thêm căn cứ.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            return try list(
                id, call,
                Typed(values: Typed.of(form, ["can-cu"]), errors: ["can-cu": refusal.explanation.notice]))
        }
    }

    static func edit(_ basis: ID<ManuscriptBasis>, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        try edit(basis, id, call, Typed())
    }

    private static func edit(
        _ basis: ID<ManuscriptBasis>, _ id: ID<Manuscript>, _ call: Call, _ typed: Typed
    ) throws -> Response {
        let sheet = try call.sheet(id)
        guard let found = sheet.bases.first(where: { $0.id == basis }) else { throw PlanWritingRefusal.notFound }
        let field = Field("can-cu", "Căn cứ", .area(typed.value("can-cu", found.text), rows: 4)).with(
            errors: typed.errors)
        let form = Form(
            to: PlanWritingPage.saveBasis(id, basis).path,
            hidden: call.hiddenToken + [("ban", String(found.version))], extras: [.guardsWords],
            content:
                "\(field)\(Actions([.submit("Lưu căn cứ", .primary), .link("Thôi", PlanWritingPage.bases(id).path)]))")
        let html: HTML = """
            \(PlanWritingPages.head("Sửa căn cứ", sheet))
            \(ErrorSummary("Chưa lưu được", fields: [field]))\(PlanWritingPages.meanwhile(typed))\(form)
            """
        return call.page("Sửa căn cứ", html, status: typed.status)
    }

    static func save(_ basis: ID<ManuscriptBasis>, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let form = call.request.form
        do {
            try call.write(id) { operation in
                try Manuscripts.editBasis(
                    basis, form["can-cu"] ?? "", of: id, version: Int(form["ban"] ?? "") ?? 0, by: operation)
            }
            return call.redirect(to: PlanWritingPage.bases(id), saying: "Đã lưu căn cứ.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            var typed = Typed(values: Typed.of(form, ["can-cu"]), errors: ["can-cu": refusal.explanation.notice])
            if case .changed = refusal {
                typed.stored = try call.sheet(id).bases.first { $0.id == basis }?.text
            }
            return try edit(basis, id, call, typed)
        }
    }

    static func act(
        _ act: PlanWritingPage.Act, _ basis: ID<ManuscriptBasis>, _ id: ID<Manuscript>, _ call: Call
    ) throws -> Response {
        let back = PlanWritingPage.bases(id).path
        switch act {
        case .drop:
            return try call.press(id, back: back, saying: "Đã bỏ căn cứ; lấy lại được ở cuối trang.") {
                try Manuscripts.dropBasis(basis, true, of: id, by: $0)
            }
        case .back:
            return try call.press(id, back: back, saying: "Đã lấy lại căn cứ.") {
                try Manuscripts.dropBasis(basis, false, of: id, by: $0)
            }
        case .up, .down:
            return try call.press(id, back: back, saying: nil) {
                try Manuscripts.moveBasis(basis, of: id, act == .up ? .up : .down, by: $0)
            }
        case .replace:
            let instruments = try call.instruments()
            return try call.press(id, back: back, saying: "Đã thay bằng văn bản còn hiệu lực.") { operation in
                let found = try Manuscripts.found(basis, of: id, operation)
                let manuscript = try Manuscript.with(id, operation)
                let cited = try instruments.map {
                    try PlanBases.cited([found.text], $0, province: manuscript.branch, operation)
                }
                guard case .ended(_, let heirs) = cited?.standing(of: found.text, on: manuscript.day), !heirs.isEmpty
                else { throw PlanWritingRefusal.noHeir(found.text.shortened(60)) }
                try Manuscripts.replaceBasis(
                    basis, by: heirs.map { ManuscriptReview.citation($0) }, of: id, by: operation)
            }
        case .keep, .unsend: throw PlanWritingRefusal.notFound
        }
    }
}
