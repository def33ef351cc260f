import Markup
import Rulebook
import Vocabulary

/// The HTML of initiatives.
enum InitiativePages {
    typealias Token = [(name: String, value: String)]

    /// What is asked about an initiative, with what was typed.
    struct Form {
        let typed: [String: String]
        let fields: [Field]
        /// About none of the fields.
        let general: String?

        init(_ typed: [String: String], _ units: [String], _ refusal: HonourRefusal?) {
            let plain = InitiativePages.fields(typed, units)
            let placed = refusal?.placed(among: plain.map(\.name))
            self.typed = typed
            fields = plain.map { $0.with(errors: placed?.errors ?? [:]) }
            general = placed?.general
        }
    }

    private static func fields(_ typed: [String: String], _ units: [String]) -> [Field] {
        func value(_ name: String) -> String { typed[name] ?? "" }
        return [
            Field("ten", "Tên sáng kiến, đề tài", .area(value("ten"), rows: 2)),
            Field(
                "loai", "Loại",
                .choice(
                    Proposal.Initiative.Kind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: value("loai"))),
            Field(
                "pham-vi", "Phạm vi ảnh hưởng được công nhận",
                .choice(
                    Proposal.Scope.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: value("pham-vi"))),
            Field("nam", "Năm", hint: "Như 2025 hoặc năm học 2024-2025.", .text(value("nam"), length: 12)),
            Field(
                "tac-gia", "Tác giả, đồng tác giả",
                hint:
                    "Mỗi dòng một người trong danh mục cá nhân, tác giả chính trước. Cùng tên thì ghi thêm đơn vị sau dấu phẩy.",
                .area(value("tac-gia"), rows: 3)),
            Field("so", "Số quyết định công nhận", isOptional: true, .text(value("so"), length: 24)),
            Field("ngay", "Ngày công nhận", isOptional: true, .day(value("ngay"))),
            Field("co-quan", "Cơ quan công nhận", isOptional: true, .text(value("co-quan"), length: 40)),
            Field("don-vi", "Đơn vị", .suggest(value("don-vi"), from: units, length: 40)),
        ]
    }

    static func entry(_ form: Form, token: Token) -> HTML {
        """
        \(PageHead(
            "Ghi sáng kiến, đề tài đã công nhận", trail: [Link("Khen thưởng", HonoursPage.list.path)], here: "Ghi sáng kiến",
            actions: [.link("Nhập bằng Excel", ExchangePage.start(InitiativesExchange()).path, .low)]))
        \(ErrorSummary("Chưa ghi được", fields: form.fields))
        \(form.general.map { Note(.bad, "Chưa ghi được.", body: "\($0)").html })
        <div class="narrow-left">\(Markup.Form(
            to: HonoursPage.addInitiative.path, hidden: token, extras: [.guardsWords], content: """
                \(form.fields)\(Actions([.submit("Ghi sáng kiến", .primary), .link("Thôi", HonoursPage.list.path)]))
                """))</div>
        """
    }

    // MARK: One

    struct One {
        let record: InitiativeRecord
        let authors: [InitiativeRecord.Author]
        /// Whose record the visitor may open.
        let open: Set<ID<Person>>
        let unit: String
        let mayManage: Bool
        let form: Form
        /// Why it could not be withdrawn, and the reason that was typed.
        let refusal: HonourRefusal?
        let why: String
        /// Somebody else changed it while it was typed.
        let isStale: Bool
        let entries: [LedgerEntry]
        let today: Day
    }

    static func one(_ model: One, token: Token) -> HTML {
        let record = model.record
        let head = PageHead(
            "Sáng kiến, đề tài", facts: "\(record.title)", trail: [Link("Khen thưởng", HonoursPage.list.path)],
            here: "Sáng kiến")
        let ended: HTML? = record.withdrawnWhy.map {
            Note(.bad, "Nhập nhầm, đã rút, không còn được tính.", body: "\($0)").html
        }
        guard model.mayManage else { return "\(head)\(ended)\(Facts(facts(model)))" }
        let why = Field("ly-do", "Lý do", .text(model.why, length: 30))
        let placed = model.refusal?.placed(among: [why.name])
        let field = why.with(errors: placed?.errors ?? [:])
        let form = Markup.Form(
            to: HonoursPage.correctInitiative(record.id).path,
            hidden: token + [("phien-ban", model.form.typed["phien-ban"] ?? "")], extras: [.guardsWords],
            content: "\(model.form.fields)\(Actions([.submit("Lưu", .primary), .link("Thôi", back(model).path)]))")
        let withdraw = Section(
            "Nhập nhầm",
            content: """
                <p class="soft">Sáng kiến không bị xóa: nó ở lại với lý do và không còn được tính.</p>
                \(Markup.Form(to: HonoursPage.withdrawInitiative(record.id).path, hidden: token, content: """
                    \(field)\(Actions([.submit("Rút sáng kiến ghi nhầm")]))
                    """))
                """)
        return """
            \(head)
            \(ErrorSummary("Chưa lưu được", fields: model.form.fields + [field]))
            \((model.form.general ?? placed?.general).map { Note(.bad, "Chưa lưu được.", body: general($0, model)).html })
            \(Columns(
                work: form.html, label: "Tác giả, rút",
                context: "\(Section("Tác giả", content: Lines(authors(model)).html))\(withdraw)\(CouncilPages.history(model.entries, of: .initiative))"))
            """
    }

    /// Whoever came too late reads what stands now before sending it once more.
    private static func general(_ words: String, _ model: One) -> HTML {
        guard model.isStale else { return "\(words)" }
        return "\(words) \(Link("Mở bản mới", HonoursPage.initiative(model.record.id).path))"
    }

    private static func back(_ model: One) -> any Page {
        model.authors.first { model.open.contains($0.person) }.map { LifePage.person($0.person) } ?? HonoursPage.list
    }

    private static func authors(_ model: One) -> [HTML] {
        model.authors.map { author in
            let name: HTML =
                model.open.contains(author.person)
                ? Link(author.name, LifePage.person(author.person).path).html : "\(author.name)"
            return "\(name)\(if: !author.isMain, "<small>đồng tác giả</small>")"
        }
    }

    private static func facts(_ model: One) -> [(name: String, value: HTML)] {
        let record = model.record
        return [
            ("Tên", "\(record.title)"), ("Loại", "\(record.kind.vietnamese)"),
            ("Phạm vi ảnh hưởng", "\(record.scope.vietnamese)"), ("Năm", "\(record.year.description)"),
            ("Tác giả", authors(model).joined("<br>")), ("Công nhận", "\(record.paper ?? "–")"),
            ("Cơ quan công nhận", "\(record.issuer ?? "–")"), ("Đơn vị", "\(model.unit)"),
        ]
    }
}
