import Database
import HTTP
import Markup
import Vocabulary

/// Đã nhập đủ: what an office says to be whole, of a unit and all below it.
enum CompletenessAnswers {
    static func show(_ id: ID<Unit>, _ call: Call) throws -> Response { try page(id, call, nil, []) }

    private static func page(
        _ id: ID<Unit>, _ call: Call, _ refusal: HonourRefusal?, _ typed: [(kind: FactsComplete.Kind, text: String)]
    ) throws -> Response {
        let visitor = try call.signedIn()
        let (unit, own, all) = try call.read { db in
            guard let unit = try Organisations.unit(id, db), visitor.may(.readHonours, at: unit.path) else {
                throw HonourRefusal.notFound
            }
            return (unit, try Honours.declared(for: id, db), try Honours.complete(at: unit.path, db))
        }
        func may(_ kind: FactsComplete.Kind) -> Bool {
            visitor.may(kind.isConduct ? .manageConduct : .manageHonours, at: unit.path)
        }
        let columns: [Column<FactsComplete.Kind>] = [
            Column("Loại thông tin", .name) { "\($0.vietnamese.capitalFirst)" },
            Column("Đã nhập đủ từ năm", .text, .w18) { kind in
                guard let year = all[kind] else { return "chưa khai" }
                return "\(year)\(if: own[kind] != year, "<small>theo đơn vị cấp trên</small>")"
            },
        ]
        let kinds = FactsComplete.Kind.allCases.filter(may)
        let fields = kinds.map { kind -> Field in
            let typed = typed.first { $0.kind == kind }?.text
            return Field(
                kind.rawValue, kind.vietnamese.capitalFirst, hint: "Để trống là chưa khai.",
                error: typed != nil && refusal != nil && Int(typed ?? "") == nil && !(typed ?? "").isEmpty
                    ? refusal?.explanation.notice : nil, isOptional: true,
                .text(typed ?? own[kind].map(String.init) ?? "", kind: .number, length: 4))
        }
        let form: HTML =
            kinds.isEmpty
            ? .empty
            : Section(
                "Khai cho \(unit.name)",
                content: """
                    <div class="narrow-left">\(Markup.Form(
                        to: HonoursPage.declare(id).path, hidden: call.hiddenToken, content: """
                            \(fields)\(Actions([.submit("Lưu khai báo", .primary)]))
                            """))</div>
                    """
            ).html
        return call.page(
            "Đã nhập đủ",
            """
            \(PageHead(
                "Thông tin đã nhập đủ", facts: "\(unit.name) và các đơn vị trực thuộc.",
                trail: [Link("Khen thưởng", HonoursPage.list.path), Link(unit.name, LifePage.unit(id).path)], here: "Đã nhập đủ"))
            \(refusal.map { refusal in ErrorSummary("Chưa lưu được", kinds.prefix(1).map { (id: $0.rawValue, words: refusal.explanation.notice) }).html })
            \(Note(.plain, "Vì sao cần khai.", body: "Khi chưa khai đã nhập đủ, việc không thấy một quyết định trong sổ không có nghĩa là chưa từng có; phần mềm sẽ trả lời “chưa rõ” thay vì “không đạt”."))
            \(RuledTable("Hiện có", columns: columns, rows: FactsComplete.Kind.allCases))
            \(form)
            """, status: refusal == nil ? 200 : 422)
    }

    static func declare(_ id: ID<Unit>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let typed = FactsComplete.Kind.allCases.compactMap { kind in
            form[kind.rawValue].map { (kind: kind, text: $0.trimmed) }
        }
        do {
            try call.write { operation in
                let old = try Honours.declared(for: id, operation)
                for (kind, text) in typed {
                    let year = Int(text)
                    if year == nil, !text.isEmpty { throw HonourRefusal.badYears(text) }
                    let scope = visitor.scope(kind.isConduct ? .manageConduct : .manageHonours)
                    if old[kind] != year {
                        try Honours.declare(kind, completeFrom: year, for: id, in: scope, by: operation)
                    }
                }
            }
            return call.redirect(to: HonoursPage.completeness(id), saying: "Đã lưu khai báo.")
        } catch HonourRefusal.outside {
            throw HonourRefusal.notFound
        } catch let refusal as HonourRefusal where refusal != .notFound {
            return try page(id, call, refusal, typed)
        }
    }
}
