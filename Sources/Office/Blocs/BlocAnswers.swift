import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the pages of blocs.
enum BlocAnswers {
    /// What was typed; it stays when the form is refused.
    struct Typed: Equatable {
        var values: [String: String] = [:]

        subscript(name: String) -> String { values[name] ?? "" }

        static let names = [
            "ten", "loai", "don-vi", "so", "ngay", "nam", "thanh-vien", "truong", "pho", "pho-hai", "pho-ba", "co",
            "bang-khen", "ly-do",
        ]

        init(_ values: [String: String] = [:]) { self.values = values }

        init(_ call: Call) {
            let form = call.request.form
            for name in Self.names { values[name] = form[name] }
        }

        /// Throws `badYear`.
        func year() throws -> Int {
            guard let year = Int(self["nam"].trimmed), (1990...2100).contains(year) else { throw BlocRefusal.badYear }
            return year
        }

        func quota(_ name: String) throws -> Int? {
            let text = self[name].trimmed
            if text.isEmpty { return nil }
            guard let number = Int(text), (0...1000).contains(number) else { throw BlocRefusal.badQuota }
            return number
        }

        func decision(on day: Day, _ db: any Reader) throws -> BlocDecision {
            guard let decided = Day(vietnamese: self["ngay"].trimmed) else { throw BlocRefusal.badDay }
            return BlocDecision(
                number: self["so"], day: decided, firstYear: try year(),
                members: try BlocAnswers.units(self["thanh-vien"], field: "thanh-vien", on: day, db))
        }
    }

    /// One unit a line; the first one that is not recognised is said with its words. Members may lie anywhere.
    static func units(_ text: String, field: String, on day: Day, _ db: any Reader) throws -> [ID<Unit>] {
        try text.split(whereSeparator: \.isNewline).prefix(300).compactMap { line in
            try unit(String(line), field: field, within: .everything, on: day, db)?.id
        }
    }

    static func unit(_ text: String, field: String, within scope: Scope, on day: Day, _ db: any Reader) throws -> Unit?
    {
        do {
            return try TypedUnit.find(text, within: scope, on: day, db)
        } catch let refusal as UnitRefusal {
            throw BlocRefusal.unit(field: field, words: refusal.explanation.notice)
        }
    }

    private static func foundOr404<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch BlocRefusal.notFound { throw FrameRefusal.notFound }
    }

    static func list(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let year = query["nam"].flatMap { Int($0.trimmed) }.flatMap { (1990...2100).contains($0) ? $0 : nil }
        let filter = BlocList.Filter(
            year: year ?? call.today.year, kind: query["loai"].flatMap { Bloc.Kind(rawValue: $0) },
            words: query["tim"] ?? "")
        let page = try call.read {
            try BlocList.page(
                filter, KeysetCursor { query[$0] }, in: visitor.scope(.readBlocs), $0)
        }
        return call.page(
            "Khối, cụm thi đua", BlocPages.list(page, filter, today: call.today, mayManage: visitor.may(.manageBlocs)))
    }

    static func show(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let asked = call.request.query["nam"].flatMap { Int($0.trimmed) }
        let year = asked.flatMap { (1990...2100).contains($0) ? $0 : nil } ?? call.today.year
        let model = try foundOr404 {
            try call.read { db in
                let bloc = try Blocs.bloc(id, in: visitor.scope(.readBlocs), db)
                let versions = try Blocs.versions(of: id, db)
                let version = versions.first { $0.holds(in: year) }
                let path: String = try db.value("SELECT path FROM unit WHERE id = \(bloc.unit)")
                let mayManage = visitor.may(.manageBlocs) && visitor.scope(.manageBlocs).contains(path)
                return BlocPages.One(
                    bloc: bloc, versions: versions, version: version,
                    members: try version.map { try Blocs.members(of: $0.id, db) } ?? [],
                    years: try Blocs.years(of: id, db), year: year,
                    mayManage: mayManage,
                    eligibility: visitor.may(.readHonours)
                        ? EligibilityPage.roll(of: id, year: year, today: call.today) : nil,
                    council: try CouncilAssignment.of(bloc: id, in: year, db),
                    entries: mayManage ? try Ledger.entries(about: Subject("bloc", id), limit: 30, db) : [])
            }
        }
        return call.page(model.bloc.name, BlocPages.one(model))
    }

    // MARK: Founding

    static func new(_ call: Call) throws -> Response {
        try newPage(call, Typed(["nam": String(call.today.year), "loai": Bloc.Kind.bloc.rawValue]), nil)
    }

    private static func newPage(_ call: Call, _ typed: Typed, _ refusal: BlocRefusal?) throws -> Response {
        let scope = try call.signedIn().scope(.manageBlocs)
        let known = try call.read { try TypedUnit.suggestions(within: scope, on: call.today, $0) }
        return call.page(
            "Thêm khối, cụm", BlocPages.new(typed, known, refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func found(_ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageBlocs), Typed(call))
        do {
            let id = try call.write { operation in
                guard let kind = Bloc.Kind(rawValue: typed["loai"]) else { throw BlocRefusal.noName }
                let unit = try unit(typed["don-vi"], field: "don-vi", within: scope, on: call.today, operation)
                guard let unit else {
                    throw BlocRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị phụ trách trong danh mục.")
                }
                return try Blocs.found(
                    kind, typed["ten"], under: unit.id, by: try typed.decision(on: call.today, operation), in: scope,
                    by: operation)
            }
            return call.redirect(to: BlocPage.show(id), saying: "Đã thêm \(typed["ten"].trimmed).")
        } catch let refusal as BlocRefusal {
            return try newPage(call, typed, refusal)
        }
    }

    // MARK: Changes of one bloc

    private static func managed(_ id: ID<Bloc>, _ call: Call, _ db: any Reader) throws -> Bloc {
        try foundOr404 { try Blocs.bloc(id, in: try call.signedIn().scope(.manageBlocs), db) }
    }

    static func decision(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let members = try call.read { db in
            let newest = try Blocs.versions(of: try managed(id, call, db).id, db).first
            return try newest.map { try Blocs.members(of: $0.id, db) } ?? []
        }
        let typed = Typed([
            "nam": String(call.today.year + 1), "thanh-vien": members.map(\.typed).joined(separator: "\n"),
        ])
        return try decisionPage(id, call, typed, nil)
    }

    private static func decisionPage(_ id: ID<Bloc>, _ call: Call, _ typed: Typed, _ refusal: BlocRefusal?) throws
        -> Response
    {
        let bloc = try call.read { try managed(id, call, $0) }
        return call.page(
            "Quyết định mới về thành viên", BlocPages.decision(bloc, typed, refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func decide(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageBlocs), Typed(call))
        _ = try call.read { try managed(id, call, $0) }
        do {
            try call.write {
                try Blocs.decide(try typed.decision(on: call.today, $0), on: id, in: scope, by: $0)
            }
        } catch let refusal as BlocRefusal {
            return try decisionPage(id, call, typed, refusal)
        }
        return call.redirect(
            to: Address(BlocPage.show(id).path).with("nam", typed["nam"].trimmed).text,
            saying: "Đã ghi quyết định \(typed["so"].trimmed).")
    }

    /// For the year asked for, else the first one from now on that has no head; the first deputy is put forward.
    static func handOverForm(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let years = try call.read { try Blocs.years(of: try managed(id, call, $0).id, $0) }
        let led = Set(years.filter { $0.head != nil }.map(\.year))
        let asked = call.request.query["nam"].flatMap { Int($0.trimmed) }
        let next = (call.today.year...call.today.year + 20).first { !led.contains($0) } ?? call.today.year
        let year = asked.flatMap { (1990...2100).contains($0) ? $0 : nil } ?? next
        let last = years.first { $0.year < year && $0.head != nil }
        let typed = Typed([
            "nam": String(year), "truong": last?.deputies.first.map { $0.unit.description } ?? "",
        ])
        return try handOverPage(id, call, typed, nil)
    }

    private static func handOverPage(
        _ id: ID<Bloc>, _ call: Call, _ typed: Typed, _ refusal: BlocRefusal?, isCorrection: Bool = false
    ) throws -> Response {
        let year = (try? typed.year()) ?? call.today.year
        let (bloc, members, last) = try call.read { db in
            let bloc = try managed(id, call, db)
            let version = try Blocs.version(of: id, in: year, db)
            return (
                bloc, try version.map { try Blocs.members(of: $0.id, db) } ?? [],
                try Blocs.years(of: id, db).first { $0.year < year && $0.head != nil }
            )
        }
        let model = BlocPages.HandOver(
            bloc: bloc, year: year, members: members, last: last, typed: typed, refusal: refusal,
            isCorrection: isCorrection)
        return call.page(
            isCorrection ? "Sửa bàn giao năm \(year)" : "Bàn giao năm \(year)",
            BlocPages.handOver(model, token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }

    private static func leaders(_ typed: Typed) throws -> (year: Int, head: ID<Unit>, deputies: [ID<Unit>]) {
        let year = try typed.year()
        guard let head = ID<Unit>(typed["truong"]) else { throw BlocRefusal.noHead }
        return (year, head, ["pho", "pho-hai", "pho-ba"].compactMap { ID<Unit>(typed[$0]) })
    }

    static func handOver(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageBlocs), Typed(call))
        let bloc = try call.read { try managed(id, call, $0) }
        do {
            let (year, head, deputies) = try leaders(typed)
            try call.write { try Blocs.handOver(id, to: head, deputies: deputies, for: year, in: scope, by: $0) }
            return back(id, year, call, "Đã bàn giao \(bloc.kind.head) năm \(year).")
        } catch let refusal as BlocRefusal {
            return try handOverPage(id, call, typed, refusal)
        }
    }

    private static func back(_ id: ID<Bloc>, _ year: Int, _ call: Call, _ notice: String) -> Response {
        call.redirect(to: Address(BlocPage.show(id).path).with("nam", year).text, saying: notice)
    }

    // MARK: Correcting and undoing

    static func correctForm(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let asked = call.request.query["nam"].flatMap { Int($0.trimmed) } ?? call.today.year
        let years = try call.read { try Blocs.years(of: try managed(id, call, $0).id, $0) }
        guard let year = years.first(where: { $0.year == asked }), let head = year.head else {
            throw FrameRefusal.notFound
        }
        var values = ["nam": String(asked), "truong": head.unit.description]
        for (name, deputy) in zip(["pho", "pho-hai", "pho-ba"], year.deputies) {
            values[name] = deputy.unit.description
        }
        return try handOverPage(id, call, Typed(values), nil, isCorrection: true)
    }

    static func correct(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageBlocs), Typed(call))
        _ = try call.read { try managed(id, call, $0) }
        do {
            let (year, head, deputies) = try leaders(typed)
            try call.write {
                try Blocs.correctHandOver(
                    id, to: head, deputies: deputies, for: year, because: typed["ly-do"], in: scope, by: $0)
            }
            return back(id, year, call, "Đã sửa bàn giao năm \(year). Nhật ký giữ cả nội dung cũ.")
        } catch let refusal as BlocRefusal {
            return try handOverPage(id, call, typed, refusal, isCorrection: true)
        }
    }

    /// With a year its hand-over, without one the newest decision.
    static func undoForm(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        try undoPage(id, call, Typed(["nam": call.request.query["nam"] ?? ""]), nil)
    }

    private static func undoPage(_ id: ID<Bloc>, _ call: Call, _ typed: Typed, _ refusal: BlocRefusal?) throws
        -> Response
    {
        let (bloc, versions, years) = try call.read { db in
            (try managed(id, call, db), try Blocs.versions(of: id, db), try Blocs.years(of: id, db))
        }
        let year = try typed["nam"].isEmpty ? nil : typed.year()
        let handed = years.first { $0.year == year && $0.head != nil }
        guard year == nil ? versions.count > 1 : handed != nil, let newest = versions.first else {
            throw FrameRefusal.notFound
        }
        return call.page(
            "Hủy việc ghi nhầm",
            BlocPages.undo(bloc, handed, newest, typed, refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func undoHandOver(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageBlocs), Typed(call))
        _ = try call.read { try managed(id, call, $0) }
        do {
            let year = try typed.year()
            try call.write { try Blocs.undoHandOver(id, for: year, because: typed["ly-do"], in: scope, by: $0) }
            return back(id, year, call, "Đã hủy bàn giao năm \(year).")
        } catch let refusal as BlocRefusal {
            return try undoPage(id, call, typed, refusal)
        }
    }

    static func undoDecision(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageBlocs), Typed(call))
        _ = try call.read { try managed(id, call, $0) }
        do {
            try call.write { try Blocs.undoDecision(id, because: typed["ly-do"], in: scope, by: $0) }
        } catch let refusal as BlocRefusal {
            return try undoPage(id, call, typed, refusal)
        }
        return call.redirect(to: BlocPage.show(id), saying: "Đã hủy quyết định. Quyết định trước lại có hiệu lực.")
    }

    static func quotaForm(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let asked = call.request.query["nam"].flatMap { Int($0.trimmed) } ?? call.today.year
        let year = try call.read { try Blocs.years(of: try managed(id, call, $0).id, $0) }.first { $0.year == asked }
        let typed = Typed([
            "nam": String(asked), "co": year?.flags?.description ?? "",
            "bang-khen": year?.certificates?.description ?? "",
        ])
        return try quotaPage(id, call, typed, nil)
    }

    private static func quotaPage(_ id: ID<Bloc>, _ call: Call, _ typed: Typed, _ refusal: BlocRefusal?) throws
        -> Response
    {
        let (bloc, stands) = try call.read { db in
            let bloc = try managed(id, call, db)
            let year = try Blocs.years(of: id, db).first { String($0.year) == typed["nam"].trimmed }
            return (bloc, year?.flags != nil || year?.certificates != nil)
        }
        return call.page(
            "Chỉ tiêu khen thưởng",
            BlocPages.quota(bloc, typed, refusal, needsReason: stands, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func setQuota(_ id: ID<Bloc>, _ call: Call) throws -> Response {
        let (scope, typed) = (try call.signedIn().scope(.manageBlocs), Typed(call))
        _ = try call.read { try managed(id, call, $0) }
        do {
            let year = try typed.year()
            let (flags, certificates) = (try typed.quota("co"), try typed.quota("bang-khen"))
            try call.write {
                try Blocs.setQuota(
                    id, flags: flags, certificates: certificates, for: year, because: typed["ly-do"], in: scope, by: $0)
            }
            return call.redirect(
                to: Address(BlocPage.show(id).path).with("nam", year).text, saying: "Đã ghi chỉ tiêu năm \(year).")
        } catch let refusal as BlocRefusal {
            return try quotaPage(id, call, typed, refusal)
        }
    }
}
