import Markup
import Rulebook
import Vocabulary

/// The HTML of the library.
enum LawLibraryPages {
    typealias Typed = LawLibraryAnswers.Typed
    typealias Token = [(name: String, value: String)]

    struct List {
        var words: String
        var day: String
        var mayManage: Bool
        var instruments: [Instrument] = []
        var page = LawLibraryList(lines: [], total: 0, before: nil, after: nil)
        var isFiltered = false
        var refusal: LawRefusal?
    }

    /// Papers of one kind that cite a document.
    struct Citing {
        let title: String
        let hits: [SearchHit]
    }

    struct One {
        let document: LawDocument
        let heir: LawDocument?
        let forerunners: [LawDocument]
        let files: [StoredFile]
        let citing: [Citing]
        let mayManage: Bool
        let entries: [LedgerEntry]
    }

    private static let trail = [Link("Luật", LawPage.start.path), Link("Thư viện văn bản", LawLibraryPage.list.path)]

    // MARK: List

    static func list(_ model: List, today: Day) -> HTML {
        let address = Address(LawLibraryPage.list.path).with("tim", model.words).with("ngay", model.day)
        return """
            \(PageHead(
                "Thư viện văn bản",
                facts: "\(model.instruments.count) văn bản trung ương, \(model.page.total.dotted) văn bản của tỉnh\(if: model.isFiltered, ", đã lọc").",
                trail: [Link("Luật", LawPage.start.path)], here: "Thư viện văn bản",
                actions: model.mayManage
                    ? [.print(), .link("Nhập văn bản", LawLibraryPage.new.path, .primary)] : [.print()]))
            \(model.refusal.map { Note(.bad, $0.explanation.notice) })
            \(FilterBar(
                "Tìm văn bản", base: Address(LawLibraryPage.list.path),
                filters: [
                    .init("tim", "Số hoặc chữ", .text(model.words, length: 20)),
                    .init("ngay", "Còn hiệu lực ngày", .day(model.day)),
                ], isFiltered: model.isFiltered || model.refusal != nil))
            <p class="small soft">\(Link("Còn hiệu lực hôm nay", Address(LawLibraryPage.list.path).with("tim", model.words).with("ngay", today.vietnamese)))</p>
            \(documents(model, today))
            \(pager(model, address))
            \(instruments(model, today))
            """
    }

    private static func pager(_ model: List, _ address: Address) -> HTML? {
        guard model.page.total > 0 else { return nil }
        return Pager(
            address, words: "\(model.page.lines.count) trên \(model.page.total.dotted) văn bản của tỉnh",
            before: model.page.before?.description, after: model.page.after?.description
        ).html
    }

    private static func documents(_ model: List, _ today: Day) -> HTML {
        RuledTable(
            "Văn bản của tỉnh", count: model.page.total.dotted,
            columns: [
                Column("Số", .name, .w14) { (one: LawDocument) in
                    "\(Link(one.citation, LawLibraryPage.show(one.id).path))<br><span class=\"soft small\">\(one.issuer)</span>"
                },
                Column("Ngày", .text, .w9) { "\($0.issuedOn.vietnamese)" }, Column("Về việc") { "\($0.subject)" },
                Column("Hiệu lực", .text, .w13) { days($0.firstDay, $0.lastDay) },
                Column("Hôm nay", .text, .w11) { state($0, today).html },
            ], rows: model.page.lines
        ).with {
            $0.id = "cua-tinh"
            $0.empty = Empty(
                model.isFiltered ? "Không có văn bản nào của tỉnh khớp." : "Chưa có văn bản nào của tỉnh.",
                model.mayManage ? "Dùng “Nhập văn bản” để thêm." : "Cán bộ pháp chế nhập văn bản vào đây.")
        }.html
    }

    private static func instruments(_ model: List, _ today: Day) -> HTML {
        RuledTable(
            "Văn bản trung ương", count: "\(model.instruments.count)",
            columns: [
                Column("Số", .name, .w14) { (one: Instrument) in
                    "\(Link(one.citation, CitedDocument.instrument(one).path))<br><span class=\"soft small\">\(one.issuer)</span>"
                },
                Column("Ngày", .text, .w9) { "\($0.signed?.vietnamese ?? "–")" }, Column("Về việc") { "\($0.title)" },
                Column("Hiệu lực", .text, .w13) { days($0.period.start, $0.period.last) },
                Column("Hôm nay", .text, .w11) { state($0.state(on: today)).html },
            ], rows: model.instruments
        ).with {
            $0.id = "trung-uong"
            $0.empty = Empty("Không có văn bản trung ương nào khớp.")
        }.html
    }

    private static func days(_ first: Day, _ last: Day?) -> HTML {
        "từ \(first.vietnamese)\(last.map { "<br>đến hết \($0.vietnamese)" as HTML })"
    }

    private static func state(_ state: Instrument.State) -> Status {
        switch state {
        case .inForce: Status(.done, "Còn hiệu lực")
        case .notYet: Status(.todo, "Chưa có hiệu lực")
        case .ended: Status(.stuck, "Hết hiệu lực")
        case .unsettled: Status(.unsure, "Chưa rõ")
        }
    }

    private static func state(_ document: LawDocument, _ today: Day) -> Status {
        if today < document.firstDay { return state(.notYet(from: document.firstDay)) }
        return document.isInForce(on: today)
            ? state(.inForce) : Status(.stuck, "Hết hiệu lực")
    }

    // MARK: One

    static func instrument(_ one: Instrument, _ law: Law, _ citing: [Citing], today: Day) -> HTML {
        func link(_ number: String) -> HTML {
            guard let found = law.instruments[written: number] else { return "\(number)" }
            return Link(found.citation, CitedDocument.instrument(found).path).html
        }
        var facts: [(name: String, value: HTML)] = [
            ("Cơ quan ban hành", "\(one.issuer)"), ("Ngày ký", "\(one.signed?.vietnamese ?? "chưa rõ")"),
            ("Hiệu lực", days(one.period.start, one.period.last)), ("Hôm nay", state(one.state(on: today)).html),
        ]
        if !one.replaces.isEmpty { facts.append(("Thay thế", one.replaces.map(link).joined("; "))) }
        if !one.replacedBy.isEmpty { facts.append(("Được thay bằng", one.replacedBy.map(link).joined("; "))) }
        if !one.amends.isEmpty { facts.append(("Sửa đổi", one.amends.map(link).joined("; "))) }
        for doubt in one.doubts {
            facts.append(
                (
                    "Chưa rõ",
                    "\(doubt.period.start.vietnamese) – \(doubt.period.last?.vietnamese ?? "nay"): \(doubt.why)"
                ))
        }
        facts.append(("Mức tin cậy", "\(one.confidence.vietnamese); nguồn: \(one.source)"))
        let awards = law.awards(citing: one)
        let day = one.state(on: today) == .inForce ? today : one.period.start
        let all: HTML? =
            law.isCitedForEveryAward(one)
            ? "<p>Có quy tắc chung cho mọi danh hiệu, hình thức dẫn văn bản này.</p>" : nil
        return """
            \(PageHead(one.citation, facts: "\(one.title.capitalFirst)", trail: trail, here: one.number, actions: [.print()]))
            \(Facts(facts))
            \(Section(
                "Danh hiệu, hình thức dẫn văn bản này", count: "\(awards.count)", id: "danh-hieu",
                content: """
                    \(all)\
                    \(if: awards.isEmpty && all == nil, Empty("Chưa có quy tắc nào trong phần mềm dẫn văn bản này.").html)\
                    \(if: !awards.isEmpty, Lines(awards.map { award in
                        Link(
                            award.version(on: day).version.name,
                            Address(LawPage.award(award.slug.description).path).with("ngay", day.vietnamese)).html
                    }).html)
                    """))
            \(citing.map(papers))
            """
    }

    private static func papers(_ citing: Citing) -> HTML {
        Section(
            "\(citing.title) dẫn văn bản này", count: "\(citing.hits.count)",
            content: citing.hits.isEmpty
                ? Empty("Không có trong phạm vi của ông/bà.").html
                : Lines(citing.hits.map { "\(Link($0.title, $0.link))<br><span class=\"soft\">\($0.note)</span>" }).html
        ).html
    }

    static func one(_ model: One, today: Day, token: Token) -> HTML {
        let one = model.document
        func link(_ document: LawDocument) -> HTML {
            "\(Link(document.citation, LawLibraryPage.show(document.id).path)) ngày \(document.issuedOn.vietnamese)"
        }
        var facts: [(name: String, value: HTML)] = [
            ("Cơ quan ban hành", "\(one.issuer)"), ("Ngày ban hành", "\(one.issuedOn.vietnamese)"),
            ("Hiệu lực", days(one.firstDay, one.lastDay)), ("Hôm nay", state(one, today).html),
        ]
        if let heir = model.heir { facts.append(("Được thay bằng", link(heir))) }
        if !model.forerunners.isEmpty { facts.append(("Thay thế", model.forerunners.map(link).joined("; "))) }
        let actions: [Action] =
            model.mayManage
            ? [
                .link("Rút", LawLibraryPage.withdrawForm(one.id).path, .low),
                .link("Sửa", LawLibraryPage.correctForm(one.id).path),
                .link("Ghi hết hiệu lực", LawLibraryPage.endForm(one.id).path),
            ] : [.print()]
        return """
            \(PageHead(one.citation, facts: "\(one.subject)", trail: trail, here: one.number, actions: actions))
            \(Facts(facts))
            \(files(model, token))
            \(model.citing.map(papers))
            \(history(model))
            """
    }

    private static func files(_ model: One, _ token: Token) -> HTML {
        let id = model.document.id
        let lines = model.files.map { file -> HTML in
            let remove: HTML? =
                model.mayManage
                ? PostButton(
                    Action.submit("Bỏ tệp", .low, subject: file.name), to: LawLibraryPage.detach(id).path,
                    hidden: token + [("tep", file.id.description)]
                ).html : nil
            return "\(Link(file.name, LawLibraryPage.file(id, file.id).path)) \(remove)"
        }
        let form: HTML? =
            model.mayManage
            ? Form(
                to: LawLibraryPage.attach(id).path, hidden: token, extras: [.uploads],
                content: """
                    \(Field("tep", "Đính kèm tệp", hint: "Bản chính văn: PDF, Word, ảnh quét; nhiều nhất 50 MB.", .file(accepts: ".pdf,.doc,.docx,.jpg,.png,.tif")))\
                    \(Action.submit("Đính kèm", busy: "Đang gửi…"))
                    """
            ).html : nil
        return Section(
            "Tệp", count: "\(model.files.count)", id: "tep-dinh-kem",
            content: "\(lines.isEmpty ? Empty("Chưa có tệp nào.").html : Lines(lines).html)\(form)"
        ).html
    }

    private static func history(_ model: One) -> HTML {
        CouncilPages.history(model.entries, of: .lawDocument)
    }

    // MARK: Forms

    private static func form(
        _ title: String, facts: HTML, trail: [Link], to: String, back: String, verb: String, busy: String,
        _ fields: [Field], _ refusal: LawLibraryRefusal?, _ token: Token
    ) -> HTML {
        let errors = refusal.flatMap { refusal in refusal.field.map { [$0: refusal.explanation.notice] } } ?? [:]
        let fields = fields.map { $0.with(errors: errors) }
        let isLoose = refusal.map { one in !fields.contains { $0.name == one.field } } ?? false
        return """
            \(PageHead(title, facts: facts, trail: trail, here: title))
            \(ErrorSummary("Chưa ghi được", fields: fields))
            \(if: isLoose, refusal.map { Note(.bad, $0.explanation.notice).html } ?? .empty)
            \(Form(to: to, hidden: token, extras: [.guardsWords], content: """
                \(fields)\(Actions([.submit(verb, .primary, busy: busy), .link("Thôi", back, .low)]))
                """))
            """
    }

    private static func fields(_ typed: Typed) -> [Field] {
        [
            Field("so", "Số, ký hiệu", hint: "Ví dụ: 12/2025/QĐ-UBND", .text(typed["so"], length: 24)),
            Field(
                "loai", "Loại văn bản",
                .choice(LawDocument.Kind.allCases.map { .init($0.rawValue, $0.vietnamese) }, selected: typed["loai"])),
            Field(
                "co-quan", "Cơ quan ban hành",
                .suggest(
                    typed["co-quan"],
                    from: [
                        "Ủy ban nhân dân tỉnh", "Hội đồng nhân dân tỉnh", "Tỉnh ủy",
                        "Hội đồng Thi đua - Khen thưởng tỉnh", "Sở Nội vụ",
                    ],
                    length: 40)),
            Field("ngay", "Ngày ban hành", .day(typed["ngay"])),
            Field(
                "trich-yeu", "Trích yếu", hint: "Về việc gì, như ghi trên văn bản.", .area(typed["trich-yeu"], rows: 3)),
            Field(
                "tu", "Có hiệu lực từ", hint: "Để trống nếu có hiệu lực từ ngày ban hành.", isOptional: true,
                .day(typed["tu"])),
            Field("den", "Hiệu lực đến hết ngày", isOptional: true, .day(typed["den"])),
        ]
    }

    private static func reason(_ typed: Typed) -> Field {
        Field("ly-do", "Lý do", hint: "Nhật ký giữ lý do cùng nội dung cũ và mới.", .text(typed["ly-do"], length: 60))
    }

    static func new(_ typed: Typed, _ refusal: LawLibraryRefusal?, token: Token) -> HTML {
        form(
            "Nhập văn bản của tỉnh",
            facts: "Quyết định, quy chế, hướng dẫn… của tỉnh mà kế hoạch và hồ sơ dẫn làm căn cứ.",
            trail: trail, to: LawLibraryPage.add.path, back: LawLibraryPage.list.path, verb: "Nhập văn bản",
            busy: "Đang nhập…", fields(typed), refusal, token)
    }

    private static func trail(_ document: LawDocument) -> [Link] {
        trail + [Link(document.number, LawLibraryPage.show(document.id).path)]
    }

    static func correct(_ document: LawDocument, _ typed: Typed, _ refusal: LawLibraryRefusal?, token: Token) -> HTML {
        form(
            "Sửa văn bản", facts: "Sửa chỗ nhập sai; nhật ký giữ nội dung cũ.", trail: trail(document),
            to: LawLibraryPage.correct(document.id).path, back: LawLibraryPage.show(document.id).path,
            verb: "Lưu chỗ sửa", busy: "Đang lưu…", fields(typed) + [reason(typed)], refusal, token)
    }

    static func end(
        _ document: LawDocument, _ typed: Typed, _ known: [String], _ refusal: LawLibraryRefusal?, token: Token
    ) -> HTML {
        form(
            "Ghi hết hiệu lực", facts: "\(document.citation) ngày \(document.issuedOn.vietnamese).",
            trail: trail(document),
            to: LawLibraryPage.end(document.id).path, back: LawLibraryPage.show(document.id).path,
            verb: "Ghi hết hiệu lực", busy: "Đang ghi…",
            [
                Field("den", "Hiệu lực đến hết ngày", hint: "Ngày cuối cùng còn hiệu lực.", .day(typed["den"])),
                Field(
                    "thay-bang", "Thay bằng văn bản", hint: "Số của văn bản đã có trong thư viện.", isOptional: true,
                    .suggest(typed["thay-bang"], from: known, length: 40)),
            ], refusal, token)
    }

    static func withdraw(_ document: LawDocument, _ typed: Typed, _ refusal: LawLibraryRefusal?, token: Token) -> HTML {
        form(
            "Rút văn bản nhập nhầm",
            facts:
                "\(document.citation) sẽ không còn trong thư viện; nhật ký vẫn giữ. Văn bản hết hiệu lực thì dùng “Ghi hết hiệu lực”.",
            trail: trail(document), to: LawLibraryPage.withdraw(document.id).path,
            back: LawLibraryPage.show(document.id).path, verb: "Rút văn bản", busy: "Đang rút…", [reason(typed)],
            refusal,
            token)
    }
}
