import Markup
import Office
import struct Office.Unit
import Paper
import PlanReader
import Vocabulary

/// The HTML of the list, the beginning, and the whole of one plan that is written here.
enum PlanWritingPages {
    typealias Hidden = [(name: String, value: String)]

    /// A plan with all that should be looked at.
    struct Reviewed {
        let sheet: ManuscriptSheet
        let review: ManuscriptReview
        let calendar: WorkingDays
        let mayWrite: Bool
        /// May note what was sent and read, after the signature too.
        let mayMark: Bool
        let today: Day
        let hidden: Hidden

        var id: ID<Manuscript> { sheet.manuscript.id }
    }

    static func head(_ title: String, _ sheet: ManuscriptSheet, facts: HTML = .empty, actions: [Action] = []) -> HTML {
        PageHead(
            title, facts: facts,
            trail: [
                Link("Soạn kế hoạch", PlanWritingPage.list.path),
                Link(sheet.manuscript.head.abstract.shortened(60), PlanWritingPage.one(sheet.manuscript.id).path),
            ], here: title, actions: actions
        ).html
    }

    /// What somebody else saved, beside what was typed.
    static func meanwhile(_ typed: Typed) -> HTML {
        guard let stored = typed.stored else { return .empty }
        return """
            \(Section("Bản đang lưu", content: "<p>\(DifficultyPages.lines(stored))</p>"))
            <h2 class="gap">Bản ông/bà đang gõ</h2>
            """
    }

    static func status(_ found: Manuscript) -> Status {
        switch found.state {
        case .drafting: Status(.doing, "Đang soạn")
        case .signed: Status(.done, "Đã ban hành")
        case .discarded: Status(.stuck, "Đã bỏ")
        }
    }

    // MARK: List

    struct List {
        let filter: ManuscriptList.Filter
        let list: KeysetPage<ManuscriptList.Line, ID<Manuscript>>
        let years: [Int]
        let mayWrite: Bool
        let today: Day

        var address: Address {
            Address(PlanWritingPage.list.path)
                .with("tinh-trang", PlanWritingAnswers.states.first { $0.state == filter.state }?.key)
                .with("nam", filter.year.map(String.init)).with("sap", filter.isByYear ? "nam" : nil)
        }
    }

    static func list(_ page: List) -> HTML {
        let filter = page.filter
        let bar = FilterBar(
            "Lọc kế hoạch đang soạn", base: Address(PlanWritingPage.list.path),
            filters: [
                .init(
                    "tinh-trang", "Tình trạng",
                    .choice(
                        PlanWritingAnswers.states.map {
                            .init($0.state == .drafting ? "" : $0.key, $0.state.vietnamese)
                        },
                        selected: PlanWritingAnswers.states.first { $0.state == filter.state }?.key)),
                .init(
                    "nam", "Năm",
                    .choice(
                        [.init("", "mọi năm")] + page.years.map { .init(String($0), String($0)) },
                        selected: filter.year.map(String.init))),
                .init(
                    "sap", "Sắp theo",
                    .choice(
                        [.init("", "mới sửa trước"), .init("nam", "năm")], selected: filter.isByYear ? "nam" : "")),
            ], isFiltered: filter != ManuscriptList.Filter())
        let table = RuledTable(
            "Kế hoạch", count: page.list.rows.isEmpty ? nil : "\(page.list.rows.count) kế hoạch",
            columns: [
                Column("Năm", .day, .w4) { HTML(text: String($0.manuscript.year)) },
                Column("Trích yếu", .name) { line in
                    """
                    \(Link(line.manuscript.head.abstract, PlanWritingPage.one(line.manuscript.id).path))\
                    <small>\(line.manuscript.head.issuer)</small>
                    """
                },
                Column("Nhiệm vụ", .text, .w11) { line in
                    """
                    \(line.rows) việc\(if: line.waiting > 0, ", <b>\(line.waiting) chưa xem</b>")\
                    \(if: line.comments > 0, "<small>\(line.comments) ý kiến chờ trả lời</small>")
                    """
                },
                Column("Sửa lần cuối", .text, .w11) { line in
                    "\(line.manuscript.changed.since(today: page.today))<small>\(line.manuscript.who)</small>"
                },
                Column("Tình trạng", .text, .w9) { status($0.manuscript).html },
            ], rows: page.list.rows
        ).with { table in
            table.hasRule = false
            table.empty = Empty(
                "Không có kế hoạch nào như vậy.",
                page.mayWrite ? "Soạn kế hoạch năm sau từ việc của năm nay, hoặc từ trang trắng." : "",
                page.mayWrite ? Link("Soạn kế hoạch mới", PlanWritingPage.new.path) : nil)
        }
        let pager = Pager(
            page.address, words: "\(page.list.rows.count) kế hoạch", before: page.list.before?.description,
            after: page.list.after?.description)
        return """
            \(PageHead("Soạn kế hoạch", facts: "Kế hoạch soạn, góp ý và ban hành tại đây; ban hành xong thì vào chương trình.",
                actions: page.mayWrite ? [.link("Soạn kế hoạch mới", PlanWritingPage.new.path, .primary)] : []))
            \(bar)\(table)
            \(if: page.list.after != nil || page.list.before != nil, pager.html)
            """
    }

    // MARK: Beginning

    struct New {
        let years: [Int]
        let source: Int
        let plans: [Plan]
        let units: [Unit]
        let own: ID<Unit>?
        let chosen: Set<String>
        let typed: Typed
        let hidden: Hidden
    }

    static func new(_ page: New) -> HTML {
        let typed = page.typed
        let isEmpty = page.plans.isEmpty || typed.values["cach"] == "trang"
        let fields: [Field] = [
            Field(
                "nam", "Kế hoạch của năm",
                .text(typed.value("nam", String(page.source + 1)), kind: .number, length: 6)),
            Field(
                "don-vi", "Chương trình của",
                .choice(
                    page.units.map { .init($0.id.description, $0.name) },
                    selected: typed.value("don-vi", page.own?.description ?? ""))),
            Field(
                "cach", "Bắt đầu từ",
                .radios(
                    [
                        .init(
                            "chep", "Nhiệm vụ của năm \(page.source)",
                            hint: "Thời gian chuyển sang năm sau; mỗi việc được xem lại trước khi vào kế hoạch."),
                        .init("trang", "Trang trắng", hint: "Có sẵn phần đầu của cơ quan, chưa có việc nào."),
                    ], selected: isEmpty ? "trang" : "chep")),
            Field(
                "ke-hoach", "Lấy việc từ",
                hint: page.plans.isEmpty ? "Năm \(page.source) chưa có kế hoạch nào đang thực hiện." : nil,
                .checks(
                    page.plans.map { plan in
                        .init(plan.id.description, plan.title, hint: plan.number == nil ? nil : plan.citation)
                    },
                    selected: page.chosen.isEmpty && typed.errors.isEmpty
                        ? Set(page.plans.prefix(1).map(\.id.description)) : page.chosen)),
        ].map { $0.with(errors: typed.errors) }
        let shown = page.plans.isEmpty ? Array(fields.dropLast()) : fields
        let form = Form(
            to: PlanWritingPage.begin.path, hidden: page.hidden + [("tu-nam", String(page.source))],
            content: """
                \(shown)\(Actions([
                    .submit("Bắt đầu soạn", .primary, busy: "Đang chép việc…"), .link("Thôi", PlanWritingPage.list.path),
                ]))
                """)
        let others = page.years.filter { $0 != page.source }.map { year in
            Link("năm \(year)", Address(PlanWritingPage.new.path).with("tu-nam", year)).html
        }
        return """
            \(PageHead("Soạn kế hoạch mới", trail: [Link("Soạn kế hoạch", PlanWritingPage.list.path)], here: "Kế hoạch mới"))
            \(ErrorSummary("Chưa bắt đầu được", fields: shown))
            \(if: !others.isEmpty, "<p class=\"small soft\">Lấy việc của năm khác: \(others.joined(" · "))</p>")
            <div class="narrow-left">\(form)</div>
            """
    }

    // MARK: One

    static func one(_ page: Reviewed, about: ID<ManuscriptRow>?, _ typed: Typed) -> HTML {
        let (sheet, found, id) = (page.sheet, page.sheet.manuscript, page.id)
        var actions: [Action] = [.link("Xem trước, tải về", PlanWritingPage.preview(id).path)]
        if page.mayWrite {
            actions.append(
                sheet.waiting == 0 && !sheet.kept.isEmpty
                    ? .link("Ban hành", PlanWritingPage.sign(id).path, .primary)
                    : .refused("Ban hành", because: "", .primary).described(by: "con-lai"))
        }
        let facts: HTML = """
            \(status(found)) · năm \(found.year) · \(found.unitName) · \
            \(found.issuedOn.map { "ban hành \($0)" } ?? "dự kiến ban hành \(found.head.plannedOn)") · \
            \(found.who) sửa \(found.changed.since(today: page.today))
            """
        return """
            \(PageHead(
                found.head.abstract, facts: facts, trail: [Link("Soạn kế hoạch", PlanWritingPage.list.path)],
                here: "Kế hoạch năm \(found.year)", actions: actions))
            \(ErrorSummary("Chưa gửi được", fields: typed.errors.isEmpty ? [] : [commentFields(page, about, typed)[1]]))
            \(standing(page))
            \(Columns(.wide, work: parts(page), label: "Góp ý", context: comments(page, about, typed)))
            """
    }

    private static func standing(_ page: Reviewed) -> HTML {
        let (sheet, id) = (page.sheet, page.id)
        switch sheet.manuscript.state {
        case .signed:
            let plan = sheet.manuscript.plan.map { ProgrammePage.plan($0).path } ?? ""
            return Note(
                .good, "Đã ban hành.",
                body: "Nhiệm vụ đã vào \(Link("chương trình", plan)); nơi nhận vẫn ghi tiếp được."
            ).html
        case .discarded:
            let back = PostButton(.submit("Lấy lại"), to: PlanWritingPage.restore(id).path, hidden: page.hidden)
            return "\(Note(.care, "Bản soạn này đã bỏ."))\(if: page.mayMark, "<div class=\"acts gap-s\">\(back)</div>")"
        case .drafting:
            guard page.mayWrite else { return .empty }
            var left: [HTML] = []
            if sheet.kept.isEmpty { left.append("chưa có nhiệm vụ nào") }
            if sheet.waiting > 0 {
                let address = Address(PlanWritingPage.rows(id).path).with("xem", RowPages.View.waiting.rawValue)
                left.append(Link("\(sheet.waiting) nhiệm vụ chưa xem", address).html)
            }
            guard !left.isEmpty else { return .empty }
            return Note(.care, nil, id: "con-lai", body: "Trước khi ban hành: \(left.joined(", ")).").html
        }
    }

    private static func parts(_ page: Reviewed) -> HTML {
        let (sheet, id, may) = (page.sheet, page.id, page.mayWrite)
        func row(_ words: String, _ to: PlanWritingPage, _ status: Status, _ reason: HTML? = nil, opens: Bool? = nil)
            -> Markup.TaskList.Row
        {
            .init(opens ?? may ? Link(words, to.path).html : HTML(text: words), status, reason: reason)
        }
        func text(_ part: Manuscript.Part, needed: Bool) -> Markup.TaskList.Row {
            let words = sheet.words(part)
            let status =
                words.isEmpty
                ? (needed ? Status(.todo, "Chưa viết") : Status(.todo, "Để trống")) : Status(.done, "Đã viết")
            return row(part.vietnamese, .text(id, part), status, words.isEmpty ? nil : HTML(text: words.shortened(140)))
        }
        let bases = sheet.bases.filter { !$0.isDropped }
        let ended = page.review.bases.values.count { if case .ended = $0 { true } else { false } }
        let basisStatus =
            ended > 0
            ? Status(.late, "\(ended) hết hiệu lực")
            : bases.isEmpty ? Status(.todo, "Chưa có") : Status(.done, "\(bases.count) căn cứ")
        let slips = page.review.rows.values.reduce(0) { $0 + $1.count { $0.isWarning } }
        let rowStatus =
            sheet.waiting > 0
            ? Status(.care, "\(sheet.waiting) chưa xem")
            : sheet.kept.isEmpty ? Status(.todo, "Chưa có") : Status(.done, "\(sheet.kept.count) việc")
        let sent = sheet.recipients.count { $0.sentOn != nil }
        let rows: [Markup.TaskList.Row] = [
            row(
                "Phần đầu và phần ký", .head(id), Status(.done, "Đã có"),
                "\(sheet.manuscript.head.issuer) · \(sheet.manuscript.head.place) · \(sheet.manuscript.head.post)"),
            row("Căn cứ ban hành", .bases(id), basisStatus),
            text(.purpose, needed: true), text(.requirements, needed: true), text(.content, needed: false),
            row(
                "Nhiệm vụ và phụ lục", .rows(id), rowStatus,
                slips > 0 ? "\(slips) chỗ nên xem lại" : nil, opens: true),
            text(.funding, needed: false), text(.organisation, needed: true),
            row(
                "Nơi nhận", .recipients(id),
                sheet.recipients.isEmpty
                    ? Status(.todo, "Chưa có") : Status(.done, "\(sheet.recipients.count) nơi nhận"),
                sent > 0 ? "\(sent) đã gửi" : nil, opens: page.mayMark),
        ]
        let discard: HTML =
            may
            ? "<p class=\"gap-s small\">\(Link("Bỏ bản soạn này…", PlanWritingPage.askDiscard(id).path))</p>" : .empty
        return """
            \(Section("Các phần", content: Markup.TaskList(rows).html))
            \(findings("Toàn văn bản", page.review.whole))
            \(format(page.review.format))
            \(discard)
            """
    }

    static func findings(_ title: String, _ findings: [ManuscriptReview.Finding]) -> HTML {
        guard !findings.isEmpty else { return .empty }
        let items = findings.sorted { $0.isWarning && !$1.isWarning }.map { finding -> HTML in
            "<li>\(if: finding.isWarning, "<b>Nên xem:</b> ")\(finding.message)</li>"
        }
        return Section(
            title, count: "\(findings.count) điều phần mềm thấy", content: "<ul class=\"dots\">\(items)</ul>"
        ).html
    }

    static func format(_ findings: [FormatFinding]) -> HTML {
        guard !findings.isEmpty else { return .empty }
        let items = findings.map { finding -> HTML in "<li>\(finding.message) <small>\(finding.place)</small></li>" }
        return Section(
            "Thể thức", count: "\(findings.count) chỗ chưa đúng Nghị định 30/2020/NĐ-CP",
            content: "<ul class=\"dots\">\(items)</ul>"
        ).html
    }

    // MARK: Comments

    private static func commentFields(_ page: Reviewed, _ about: ID<ManuscriptRow>?, _ typed: Typed) -> [Field] {
        let rows = page.sheet.kept.map { row in
            Control.Choice(
                row.id.description, "\(page.sheet.references[row.id] ?? "") \(row.text.shortened(60))")
        }
        return [
            Field(
                "viec", "Về",
                .choice(
                    [.init("", "cả kế hoạch")] + rows, selected: typed.value("viec", about?.description ?? ""))),
            Field("y-kien", "Ý kiến", .area(typed.value("y-kien", ""), rows: 4)).with(errors: typed.errors),
        ]
    }

    private static func comments(_ page: Reviewed, _ about: ID<ManuscriptRow>?, _ typed: Typed) -> HTML {
        let comments = page.sheet.comments
        let items = comments.map { comment -> HTML in
            let row = comment.row.flatMap { row in page.sheet.references[row].map { "mục \($0)" } }
            let settle = PostButton(
                .submit("Đã tiếp thu", .low, subject: "ý kiến của \(comment.who)"),
                to: PlanWritingPage.settle(page.id, comment.id).path, hidden: page.hidden)
            return """
                <b>\(comment.who)</b> <span class="soft small">\(comment.at.since(today: page.today))\
                \(row.map { " · về \($0)" })</span><br>\(DifficultyPages.lines(comment.words))\
                \(comment.settledBy.map { "<br><span class=\"soft small\">\($0) đã tiếp thu, giải trình</span>" })\
                \(if: comment.settledBy == nil && page.mayWrite, " \(settle)")
                """
        }
        let form = Form(
            to: PlanWritingPage.comment(page.id).path, hidden: page.hidden, extras: [.guardsWords],
            content: "\(commentFields(page, about, typed))\(Actions([.submit("Gửi ý kiến")]))")
        let waiting = comments.count { $0.settledBy == nil }
        return Section(
            "Góp ý", count: waiting > 0 ? "\(waiting) chờ tiếp thu" : nil, id: "gop-y",
            content: """
                \(items.isEmpty ? "<p class=\"soft\">Chưa có ý kiến nào.</p>" : Lines(items).html)\
                \(if: page.sheet.manuscript.isOpen, "<div class=\"gap-s\">\(form)</div>")
                """
        ).html
    }

    static func askDiscard(_ sheet: ManuscriptSheet, _ hidden: Hidden) -> HTML {
        let id = sheet.manuscript.id
        return """
            \(head("Bỏ bản soạn", sheet))
            \(Confirmation(
                sheet.manuscript.head.abstract,
                consequences: ["Bản soạn không còn trong danh sách đang soạn.", "Chữ đã viết còn nguyên; lấy lại được bất cứ lúc nào."],
                verb: "Bỏ bản soạn", to: PlanWritingPage.discard(id).path, hidden: hidden,
                back: Link("Quay lại", PlanWritingPage.one(id).path)))
            """
    }
}
