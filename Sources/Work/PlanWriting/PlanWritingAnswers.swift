import Database
import HTTP
import Markup
import Office
import struct Office.Unit
import Paper
import Rulebook
import Vocabulary

/// What was typed into a form and refused: it is shown again.
struct Typed {
    var values: [String: String] = [:]
    var errors: [String: String] = [:]
    /// What somebody else saved meanwhile.
    var stored: String?

    static func of(_ form: Parameters, _ names: [String]) -> [String: String] {
        Dictionary(names.map { ($0, form[$0] ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    func value(_ name: String, _ saved: String) -> String { values[name] ?? saved }
    var status: Int { errors.isEmpty ? 200 : 422 }
}

extension Call {
    /// The instruments that the office knows; nil where the files of the law are not at hand.
    func instruments() throws -> Instruments? { office.lawFolder == nil ? nil : try office.law.instruments }

    /// One operation on a plan that the visitor may write.
    func write<Result>(_ id: ID<Manuscript>, _ body: (Operation) throws -> Result) throws -> Result {
        let visitor = try signedIn()
        return try write { operation in
            let found = try Manuscript.of(id, for: visitor, operation)
            guard visitor.may(.preparePlans, at: found.branch) else { throw PlanWritingRefusal.notFound }
            return try body(operation)
        }
    }

    /// What a button does; a refusal is said on the page it stands on.
    func press(_ id: ID<Manuscript>, back: String, saying done: String?, _ body: (Operation) throws -> Void) throws
        -> Response
    {
        do {
            try write(id, body)
            return redirect(to: back, saying: done)
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            return redirect(to: back, saying: refusal.explanation.notice)
        }
    }

    func sheet(_ id: ID<Manuscript>) throws -> ManuscriptSheet {
        let visitor = try signedIn()
        return try read { try ManuscriptSheet(Manuscript.of(id, for: visitor, $0), $0) }
    }

    /// The plan with all that should be looked at.
    func reviewed(_ id: ID<Manuscript>) throws -> PlanWritingPages.Reviewed {
        let (visitor, instruments) = (try signedIn(), try instruments())
        let (sheet, calendar, names, cited) = try read { db in
            let sheet = try ManuscriptSheet(Manuscript.of(id, for: visitor, db), db)
            let cited = try instruments.map { try sheet.cited($0, db) }
            return (sheet, try office.workingDays(db), try ManuscriptNames(sheet, db), cited)
        }
        let mayMark = visitor.may(.preparePlans, at: sheet.manuscript.branch)
        return PlanWritingPages.Reviewed(
            sheet: sheet, review: try ManuscriptReview(sheet, calendar, instruments, names, cited: cited),
            calendar: calendar,
            mayWrite: mayMark && sheet.manuscript.isOpen, mayMark: mayMark, today: today, hidden: hiddenToken)
    }
}

/// The answers of the list, the beginning, the whole of one plan, its paper and its signature.
enum PlanWritingAnswers {
    static let states: [(key: String, state: Manuscript.State)] = [
        ("dang-soan", .drafting), ("da-ban-hanh", .signed), ("da-bo", .discarded),
    ]

    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let filter = ManuscriptList.Filter(
            state: states.first { $0.key == query["tinh-trang"] }?.state, year: query["nam"].flatMap { Int($0) },
            isByYear: query["sap"] == "nam")
        let cursor = ManuscriptList.Cursor { query[$0] }
        let page = try call.read { db in
            PlanWritingPages.List(
                filter: filter, list: try ManuscriptList.page(filter, from: cursor, for: visitor, db),
                years: try ManuscriptList.years(for: visitor, db),
                mayWrite: visitor.may(.preparePlans), today: call.today)
        }
        return call.page("Soạn kế hoạch", PlanWritingPages.list(page))
    }

    // MARK: Beginning

    static func new(_ call: Call) throws -> Response { try new(call, Typed(), []) }

    private static func new(_ call: Call, _ typed: Typed, _ chosen: Set<String>) throws -> Response {
        let visitor = try call.signedIn()
        let source = call.request.query["tu-nam"].flatMap { Int($0) }
        let page = try call.read { db in
            let years = try PlanScope.years(for: visitor, db)
            // A plan of several years has parts in years to come: next year's plan is made from this year's tasks.
            let latest = years.first { $0 <= call.today.year } ?? years.first ?? call.today.year
            let year = typed.values["tu-nam"].flatMap { Int($0) } ?? source ?? latest
            return PlanWritingPages.New(
                years: years, source: year, plans: try PlanScope.plans(of: year, for: visitor, db),
                units: try Organisations.all(in: visitor.province, on: call.today, db).filter {
                    visitor.may(.preparePlans, at: $0.path)
                }, own: visitor.province?.id ?? visitor.unit?.id, chosen: chosen, typed: typed,
                hidden: call.hiddenToken)
        }
        return call.page("Soạn kế hoạch mới", PlanWritingPages.new(page), status: typed.status)
    }

    static func begin(_ call: Call) throws -> Response {
        let (visitor, form) = (try call.signedIn(), call.request.form)
        let chosen = form.all("ke-hoach")
        do {
            let year = try ManuscriptCheck.year(form["nam"] ?? "")
            let id = try call.write { operation in
                guard let unit = try ID<Unit>(form["don-vi"] ?? "").flatMap({ try Organisations.unit($0, operation) }),
                    visitor.may(.preparePlans, at: unit.path), unit.exists(on: operation.today)
                else { throw PlanWritingRefusal.noUnit }
                if form["cach"] == "trang" {
                    return try Manuscripts.begin(year: year, for: unit, province: visitor.province, by: operation)
                }
                let plans = try chosen.compactMap { ID<Plan>($0) }.map {
                    try PlanScope.plan($0, for: visitor, operation).id
                }
                return try Manuscripts.begin(
                    year: year, from: plans, for: unit, province: visitor.province,
                    call.office.workingDays(operation), by: operation)
            }
            let isEmpty = form["cach"] == "trang"
            return call.redirect(
                to: isEmpty ? PlanWritingPage.one(id) : .rows(id),
                saying: isEmpty
                    ? "Đã mở một kế hoạch mới." : "Đã chép việc sang năm \(year). Hãy xem từng việc: giữ, sửa hoặc bỏ.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            let field =
                switch refusal {
                case .badYear: "nam"
                case .noUnit: "don-vi"
                default: "ke-hoach"
                }
            let typed = Typed(
                values: Typed.of(form, ["nam", "don-vi", "cach", "tu-nam"]),
                errors: [field: refusal.explanation.notice])
            return try new(call, typed, Set(chosen))
        } catch PlanRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    // MARK: One

    static func one(_ id: ID<Manuscript>, _ call: Call) throws -> Response { try one(id, call, Typed()) }

    private static func one(_ id: ID<Manuscript>, _ call: Call, _ typed: Typed) throws -> Response {
        let page = try call.reviewed(id)
        let about = call.request.query["viec"].flatMap { ID<ManuscriptRow>($0) }
        return call.page(
            page.sheet.manuscript.head.abstract.shortened(70), PlanWritingPages.one(page, about: about, typed),
            status: typed.status)
    }

    static func comment(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let (visitor, form) = (try call.signedIn(), call.request.form)
        do {
            try call.write { operation in
                _ = try Manuscript.of(id, for: visitor, operation)
                try Manuscripts.comment(
                    form["y-kien"] ?? "", row: ID<ManuscriptRow>(form["viec"] ?? ""), on: id, by: operation)
            }
            return call.redirect(to: PlanWritingPage.one(id).path + "#gop-y", saying: "Đã gửi ý kiến.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            return try one(
                id, call,
                Typed(values: Typed.of(form, ["y-kien", "viec"]), errors: ["y-kien": refusal.explanation.notice]))
        }
    }

    static func settle(_ comment: ID<ManuscriptComment>, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        try call.press(
            id, back: PlanWritingPage.one(id).path + "#gop-y", saying: "Đã ghi là tiếp thu, giải trình xong."
        ) {
            try Manuscripts.settle(comment, of: id, by: $0)
        }
    }

    static func askDiscard(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let sheet = try call.sheet(id)
        return call.page("Bỏ bản soạn", PlanWritingPages.askDiscard(sheet, call.hiddenToken))
    }

    static func discard(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        try call.press(id, back: PlanWritingPage.one(id).path, saying: "Đã bỏ bản soạn. Có thể lấy lại bất cứ lúc nào.")
        {
            try Manuscripts.discard(id, by: $0)
        }
    }

    static func restore(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        try call.press(id, back: PlanWritingPage.one(id).path, saying: "Đã lấy lại bản soạn.") {
            try Manuscripts.restore(id, by: $0)
        }
    }

    // MARK: The paper

    static func preview(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let page = try call.reviewed(id)
        return call.page("Xem bản soạn", PlanWritingPages.preview(page))
    }

    static func file(_ file: PaperFile, _ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let (sheet, calendar) = try call.read { db in
            (try ManuscriptSheet(Manuscript.of(id, for: visitor, db), db), try call.office.workingDays(db))
        }
        let paper = ManuscriptPaper(sheet: sheet, calendar: calendar).paper
        return try file.response(named: "\(paper.kind.name) \(sheet.manuscript.head.abstract.shortened(80))") { path in
            switch file {
            case .docx: try DocxWriting.write(paper, to: path)
            case .pdf: try PdfWriting.write(paper, to: path)
            case .xlsx: throw PlanWritingRefusal.notFound
            }
        }
    }

    // MARK: The signature

    static func sign(_ id: ID<Manuscript>, _ call: Call) throws -> Response { try sign(id, call, Typed()) }

    private static func sign(_ id: ID<Manuscript>, _ call: Call, _ typed: Typed) throws -> Response {
        let page = try call.reviewed(id)
        if let plan = page.sheet.manuscript.plan {
            return call.redirect(to: ProgrammePage.plan(plan), saying: "Kế hoạch này đã ban hành.")
        }
        return call.page("Ban hành kế hoạch", PlanWritingPages.sign(page, typed), status: typed.status)
    }

    static func publish(_ id: ID<Manuscript>, _ call: Call) throws -> Response {
        let (visitor, form) = (try call.signedIn(), call.request.form)
        do {
            let text = (form["so"] ?? "").trimmed
            guard let number = Int(text), (1...99_999).contains(number) else {
                throw PlanWritingRefusal.badNumber(text)
            }
            guard let day = try ManuscriptCheck.day(form["ngay"] ?? "") else { throw PlanWritingRefusal.badDay("") }
            let (sheet, calendar) = try call.read { db in
                (try ManuscriptSheet(Manuscript.of(id, for: visitor, db), db), try call.office.workingDays(db))
            }
            guard visitor.may(.preparePlans, at: sheet.manuscript.branch) else { throw PlanWritingRefusal.notFound }
            let signed = try Manuscripts.sign(sheet, number: number, on: day, calendar, in: call.office)
            let result = try call.write(id) { try Manuscripts.take(signed, of: id, by: $0) }
            return call.redirect(
                to: ProgrammePage.plan(result.plan),
                saying: "Đã ban hành; \(result.added + result.changed) nhiệm vụ đã vào chương trình.")
        } catch let refusal as PlanWritingRefusal where refusal != .notFound {
            let field =
                switch refusal {
                case .badDay, .futureDay: "ngay"
                default: "so"
                }
            return try sign(
                id, call,
                Typed(values: Typed.of(form, ["so", "ngay"]), errors: [field: refusal.explanation.notice]))
        } catch let refusal as DraftRefusal {
            return try sign(
                id, call, Typed(values: Typed.of(form, ["so", "ngay"]), errors: ["so": refusal.explanation.notice]))
        }
    }
}
