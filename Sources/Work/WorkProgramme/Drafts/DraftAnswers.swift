import Database
import HTTP
import Markup
import Office
import PlanReader
import Vocabulary

/// The answers of the upload, review and adoption pages.
enum DraftAnswers {
    // MARK: Upload

    static func upload(_ call: Call) throws -> Response { try uploadPage(call, DraftPages.UploadForm(), refusal: nil) }

    private static func uploadPage(_ call: Call, _ form: DraftPages.UploadForm, refusal: Refused?) throws -> Response {
        let visitor = try call.signedIn()
        let model = try call.read { db in
            try DraftPages.Upload(
                form: form.filled(unit: visitor.province?.id),
                units: plannable(visitor, on: call.today, db),
                waiting: DraftScope.waiting(for: visitor, db), refusal: refusal)
        }
        return call.page(
            "Nhập kế hoạch", DraftPages.upload(model, token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }

    /// Units that may have a programme of their own: the province, its bodies, the communes.
    private static func plannable(_ visitor: Visitor, on day: Day, _ db: any Reader) throws -> [Unit] {
        try Organisations.all(in: visitor.province, on: day, db)
    }

    static func receive(_ call: Call) throws -> Response {
        let fields = call.request.form
        let form = DraftPages.UploadForm(unit: fields["don-vi"] ?? "", year: fields["nam"] ?? "")
        do {
            guard let upload = call.request.uploads.first(where: { $0.field == "tep" }), !upload.filename.isEmpty
            else { throw UploadRefusal.noFile }
            guard upload.size > 0 else { throw UploadRefusal.emptyFile(upload.filename) }
            let asked = form.year.trimmed
            if !asked.isEmpty, !(1945...2200).contains(Int(asked) ?? 0) { throw DraftRefusal.badYear(asked) }
            let workingDays = try call.read { try call.office.workingDays($0) }
            let reading = try PlanReading(path: upload.path, name: upload.filename, workingDays: workingDays)
            let header = reading.draft.document
            let year = Int(asked) ?? YearlyParts.span(header)?.lowerBound ?? header.year ?? call.today.year
            try call.office.shelf.keep(upload.path, hash: upload.sha256)
            let opening = try call.write { operation in
                guard let id = ID<Unit>(form.unit), let unit = try Organisations.unit(id, operation),
                    try plannable(call.signedIn(), on: operation.today, operation).contains(where: { $0.id == id })
                else { throw UnitRefusal.unknown(form.unit) }
                let file = try StoredFile.note(
                    name: upload.filename, sha256: upload.sha256, bytes: Int64(upload.size), by: operation)
                return try Draft.open(
                    reading, file: file, unit: unit, year: year, law: call.knownInstruments, by: operation)
            }
            switch opening {
            case .new(let id):
                return call.redirect(
                    to: DraftPage.review(id),
                    saying: "Đã đọc xong \(reading.draft.tasks.count) nhiệm vụ. Chưa có gì vào chương trình.")
            case .waiting(let id):
                return call.redirect(to: DraftPage.review(id), saying: "Tệp này đang đối chiếu dở; mở lại đúng chỗ cũ.")
            }
        } catch let refusal as any Explained {
            var field = "tep"
            if case .badYear? = refusal as? DraftRefusal { field = "nam" }
            if refusal is UnitRefusal { field = "don-vi" }
            return try uploadPage(call, form, refusal: Refused(refusal, field: field))
        }
    }

    // MARK: Review

    static func review(_ id: ID<Draft>, _ call: Call) throws -> Response {
        try reviewPage(id, call, editing: call.request.query["viec"].flatMap { ID<DraftItem>($0) }, refusal: nil)
    }

    private static func reviewPage(
        _ id: ID<Draft>, _ call: Call, editing: ID<DraftItem>?, typed: DraftPages.ItemForm? = nil, refusal: Refused?
    ) throws -> Response {
        let visitor = try call.signedIn()
        let (sheet, units, bases) = try call.read { db in
            let sheet = try DraftSheet(id, for: visitor, db)
            let bases = try PlanBasisPages.model(sheet.draft, call.knownInstruments, db)
            return (sheet, try Organisations.all(in: visitor.province, db), bases)
        }
        if sheet.draft.state == .adopted, let plan = sheet.draft.plan {
            return call.redirect(to: "/chuong-trinh/ke-hoach/\(plan)")
        }
        guard sheet.draft.state == .reviewing else { throw DraftRefusal.closed }
        var model = DraftPages.ReviewModel(
            sheet: sheet, units: units, view: DraftPages.View(rawValue: call.request.query["xem"] ?? "") ?? .all,
            editing: editing,
            typed: typed, refusal: refusal)
        model.bases = bases
        return call.page(
            "Đối chiếu \(sheet.draft.title)", DraftPages.review(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    /// The original as it was uploaded.
    static func paper(_ id: ID<Draft>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let file = try call.read { db in try StoredFile.with(DraftScope.draft(id, for: visitor, db).file, db) }
        guard let file, call.office.shelf.contains(file.sha256) else { throw FrameRefusal.notFound }
        return .file(
            path: call.office.shelf.path(of: file.sha256), size: Int(file.bytes),
            contentType: "application/octet-stream",
            downloadName: file.name)
    }

    /// One operation on a draft the visitor may review.
    private static func operate<Result>(_ id: ID<Draft>, _ call: Call, _ body: (Operation) throws -> Result) throws
        -> Result
    {
        let visitor = try call.signedIn()
        return try call.write { operation in
            _ = try DraftScope.draft(id, for: visitor, operation)
            return try body(operation)
        }
    }

    /// Back to the review, at the next item nobody has looked at, in the same view.
    private static func back(to id: ID<Draft>, after item: ID<DraftItem>?, _ call: Call, saying notice: String? = nil)
        throws -> Response
    {
        let items = try call.read { try DraftItem.all(of: id, $0) }
        let place = items.firstIndex { $0.id == item } ?? -1
        let next = items.indices.first { $0 > place && items[$0].decision == .waiting } ?? max(place, 0)
        let view = call.request.form["xem"].map { "?xem=\(DraftPages.View(rawValue: $0)?.rawValue ?? "tat-ca")" } ?? ""
        return call.redirect(to: "\(DraftPage.review(id).path)\(view)#v\(next + 1)", saying: notice)
    }

    static func decide(_ decision: DraftItem.Decision, _ item: ID<DraftItem>, of id: ID<Draft>, _ call: Call) throws
        -> Response
    {
        try operate(id, call) { try Draft.decide(decision, item, of: id, by: $0) }
        return try back(to: id, after: item, call)
    }

    static func edit(_ item: ID<DraftItem>, of id: ID<Draft>, _ call: Call) throws -> Response {
        let form = DraftPages.ItemForm(call.request.form)
        do {
            try operate(id, call) { operation in
                let draft = try Draft.with(id, operation)
                guard let old = try DraftItem.all(of: id, operation).first(where: { $0.id == item }) else {
                    throw DraftRefusal.notFound
                }
                try Draft.edit(item, of: id, to: form.edit(of: old, year: draft.year), by: operation)
            }
        } catch let refusal as DraftRefusal where refusal.isAboutWords {
            return try reviewPage(id, call, editing: item, typed: form, refusal: Refused(refusal, field: "noi-dung"))
        } catch let refusal as TimeRefusal {
            return try reviewPage(id, call, editing: item, typed: form, refusal: Refused(refusal, field: "thoi-gian"))
        }
        return try back(to: id, after: item, call, saying: "Đã sửa và nhận.")
    }

    static func split(_ item: ID<DraftItem>, of id: ID<Draft>, _ call: Call) throws -> Response {
        let lines = (call.request.form["tung-viec"] ?? "").split(whereSeparator: \.isNewline).map(String.init)
        do {
            try operate(id, call) { try Draft.split(item, of: id, into: lines, by: $0) }
        } catch let refusal as DraftRefusal where refusal != .notFound {
            return try reviewPage(id, call, editing: item, refusal: Refused(refusal, field: "tung-viec"))
        }
        return try back(to: id, after: item, call, saying: "Đã tách thành \(lines.count) việc.")
    }

    static func merge(_ item: ID<DraftItem>, of id: ID<Draft>, _ call: Call) throws -> Response {
        try operate(id, call) { try Draft.mergeWithNext(item, of: id, by: $0) }
        return try back(to: id, after: item, call, saying: "Đã gộp với việc kế tiếp.")
    }

    static func acceptWaiting(of id: ID<Draft>, _ call: Call) throws -> Response {
        let count = try operate(id, call) { try Draft.acceptWaiting(of: id, by: $0) }
        return call.redirect(to: DraftPage.review(id), saying: "Đã nhận \(count) việc chưa xem.")
    }

    static func name(of id: ID<Draft>, _ call: Call) throws -> Response {
        let form = call.request.form
        let fold = form["ten"] ?? ""
        try operate(id, call) { operation in
            switch form["chon"] ?? "" {
            case "giu": try Draft.choose(nil, for: fold, of: id, by: operation)
            case "moi":
                let draft = try Draft.with(id, operation)
                try Draft.addUnit(NewUnit(form, under: draft.unit, number: operation), for: fold, of: id, by: operation)
            case let text:
                let branch = try call.signedIn().province?.path ?? "/"
                guard let unit = try ID<Unit>(text).flatMap({ try Organisations.unit($0, operation) }),
                    unit.path.hasPrefix(branch)
                else { throw UnitRefusal.unknown(text) }
                try Draft.choose(unit.id, for: fold, of: id, by: operation)
            }
        }
        return call.redirect(to: DraftPage.review(id).path + "#don-vi", saying: "Đã ghi nhớ tên đơn vị.")
    }

    static func finding(_ finding: ID<DraftFinding>, of id: ID<Draft>, _ call: Call) throws -> Response {
        let form = call.request.form
        let answer = DraftFinding.Answer(rawValue: form["tra-loi"] ?? "") ?? .open
        do {
            try operate(id, call) { try Draft.answer(finding, of: id, answer, reason: form["ly-do"], by: $0) }
        } catch let refusal as DraftRefusal where refusal == .noReason || refusal.isAboutWords {
            return try reviewPage(id, call, editing: nil, refusal: Refused(refusal, field: "ly-do-\(finding)"))
        }
        let item = form["viec"].flatMap { ID<DraftItem>($0) }
        return item == nil
            ? call.redirect(to: DraftPage.review(id).path + "#canh-bao", saying: nil)
            : try back(to: id, after: item, call)
    }

    // MARK: Header, adoption, discarding

    static func header(_ id: ID<Draft>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let draft = try call.read { try DraftScope.draft(id, for: visitor, $0) }
        return try headerPage(draft, DraftPages.HeaderForm(draft), call, refusal: nil)
    }

    private static func headerPage(_ draft: Draft, _ form: DraftPages.HeaderForm, _ call: Call, refusal: Refused?)
        throws -> Response
    {
        let parents = try call.read { db in try ParentChoice.all(for: draft, db) }
        return call.page(
            "Thông tin kế hoạch", DraftPages.header(draft, form, parents, refusal: refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func saveHeader(_ id: ID<Draft>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let draft = try call.read { try DraftScope.draft(id, for: visitor, $0) }
        let form = DraftPages.HeaderForm(call.request.form)
        do {
            let facts = try form.facts()
            try operate(id, call) { operation in
                try Draft.setHeader(
                    of: id, title: form.title, number: facts.number, issuedOn: facts.issuedOn, issuer: facts.issuer,
                    year: facts.year,
                    parentTask: facts.parent, issuerKind: PlanIssuerKind(key: form.issuerKind), by: operation)
            }
        } catch let refusal as DraftRefusal {
            return try headerPage(
                draft, form, call, refusal: Refused(refusal, field: DraftPages.HeaderForm.field(of: refusal)))
        }
        return call.redirect(to: DraftPage.review(id), saying: "Đã lưu thông tin kế hoạch.")
    }

    static func confirm(_ id: ID<Draft>, _ call: Call) throws -> Response { try confirm(id, call, typed: nil, nil) }

    private static func confirm(
        _ id: ID<Draft>, _ call: Call, typed: DraftPages.SpanForm?, _ refusal: DraftRefusal?
    ) throws -> Response {
        let visitor = try call.signedIn()
        let (sheet, comparison, named) = try call.read { db in
            let sheet = try DraftSheet(id, for: visitor, db)
            return (sheet, try Adoption.difference(of: sheet.draft, db), try Draft.namedYears(of: id, db))
        }
        guard sheet.draft.state == .reviewing else { throw DraftRefusal.closed }
        let span = DraftPages.Span(
            named: named, form: typed ?? DraftPages.SpanForm(sheet.draft.span), refusal: refusal)
        return call.page(
            "Nhận vào chương trình", DraftPages.confirm(sheet, comparison, span, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func adopt(_ id: ID<Draft>, _ call: Call) throws -> Response {
        let form = call.request.form
        let typed = form["tu-nam"].map { DraftPages.SpanForm(first: $0, last: form["den-nam"] ?? "") }
        let result: Adoption.Result
        do {
            result = try operate(id, call) { operation in
                if let typed {
                    let year = try Draft.with(id, operation).year
                    let span = try YearlyParts.checked(typed.first, typed.last, year: year)
                    try Draft.setSpan(of: id, to: span, by: operation)
                }
                return try Adoption.adopt(id, settled: .byReview, by: operation)
            }
        } catch let refusal as DraftRefusal where refusal.isAboutYears {
            return try confirm(id, call, typed: typed, refusal)
        }
        let words =
            result.version == 1
            ? "Đã nhận \(result.added) việc vào chương trình."
            : "Đã nhận bản \(result.version): thêm \(result.added), đổi \(result.changed), bớt \(result.gone) việc."
        return call.redirect(to: "/chuong-trinh/ke-hoach/\(result.plan)", saying: words)
    }

    static func askDiscard(_ id: ID<Draft>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let draft = try call.read { try DraftScope.draft(id, for: visitor, $0) }
        return call.page("Bỏ bản nháp", DraftPages.discard(draft, token: call.hiddenToken))
    }

    static func discard(_ id: ID<Draft>, _ call: Call) throws -> Response {
        try operate(id, call) { try Draft.discard(id, by: $0) }
        return call.redirect(to: DraftPage.upload, saying: "Đã bỏ bản nháp. Tệp gốc vẫn còn trong kho.")
    }
}

/// Why an upload brought nothing to read.
enum UploadRefusal: Explained, Equatable {
    case noFile
    case emptyFile(String)

    var explanation: Explanation {
        switch self {
        case .noFile:
            Explanation(
                notice: "Chưa chọn tệp. Hãy chọn tệp kế hoạch (Word, PDF, Excel hoặc văn bản).", log: "no file in form")
        case .emptyFile(let name):
            Explanation(
                notice: "Tệp “\(name)” không có nội dung (0 byte). Hãy mở tệp gốc, lưu lại rồi chọn lại.",
                log: "empty file")
        }
    }
}

/// Why a form was refused, and at which of its fields.
struct Refused: Equatable {
    let words: String
    let field: String?

    init(_ refusal: any Explained, field: String? = nil) { (words, self.field) = (refusal.explanation.notice, field) }
}
