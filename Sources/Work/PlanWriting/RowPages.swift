import Markup
import Office
import PlanReader
import Vocabulary

/// The HTML of the rows: the review beside what became of last year's, and the form of one.
enum RowPages {
    typealias Hidden = [(name: String, value: String)]

    enum View: String, CaseIterable {
        case all = "tat-ca"
        case waiting = "chua-xem"
        case slips = "nen-xem"
        case dropped = "da-bo"
    }

    /// The words of a time as they stand in its field.
    static func words(_ time: PlannedTime) -> String { time.kind == .unstated ? "" : time.words }

    private static func shows(_ row: ManuscriptRow, _ view: View, _ page: PlanWritingPages.Reviewed) -> Bool {
        switch view {
        case .all: !row.isDropped
        case .waiting: row.decision == .waiting
        case .slips: !row.isDropped && (page.review.rows[row.id] ?? []).contains(where: \.isWarning)
        case .dropped: row.isDropped
        }
    }

    static func list(_ page: PlanWritingPages.Reviewed, _ view: View, _ typed: Typed) -> HTML {
        let (sheet, id) = (page.sheet, page.id)
        let base = Address(PlanWritingPage.rows(id).path)
        func link(_ words: String, _ to: View) -> Link {
            Link(
                "\(words) \(sheet.rows.count { shows($0, to, page) })",
                base.with("xem", to == .all ? nil : to.rawValue), isCurrent: view == to)
        }
        let views = Views(
            "Lọc nhiệm vụ",
            [link("Tất cả", .all), link("Chưa xem", .waiting), link("Nên xem lại", .slips), link("Đã bỏ", .dropped)])
        var number = 0
        let sections = sheet.sections.map { section -> HTML in
            let own = sheet.rows.filter { $0.section == section.id }
            if own.contains(where: { !$0.isDropped }) { number += 1 }
            let rows = own.filter { shows($0, view, page) }
            if rows.isEmpty, view != .all { return .empty }
            return self.section(section, own.contains { !$0.isDropped } ? number : nil, rows, page, view)
        }
        let field = Field("ten", "Tên mục mới", .text(typed.value("ten", ""), length: 60)).with(errors: typed.errors)
        let add = Form(
            to: PlanWritingPage.addSection(id).path, hidden: page.hidden,
            content: "\(field)\(Actions([.submit("Thêm mục")]))")
        let keep = PostButton(
            .submit("Giữ cả \(sheet.waiting) việc chưa xem"), to: PlanWritingPage.keepWaiting(id).path,
            hidden: page.hidden)
        let actions: [Action] =
            page.mayWrite && !sheet.sections.isEmpty
            ? [.link("Thêm nhiệm vụ", PlanWritingPage.newRow(id).path, .primary)] : []
        let isNothing = view != .all && !sheet.rows.contains { shows($0, view, page) }
        return """
            \(PlanWritingPages.head(
                "Nhiệm vụ", sheet,
                facts: "\(sheet.kept.count) việc trong kế hoạch\(if: sheet.waiting > 0, ", <b>\(sheet.waiting) chưa xem</b>")",
                actions: actions))
            \(ErrorSummary("Chưa thêm được", fields: [field]))
            \(views)
            \(if: page.mayWrite && sheet.waiting > 0, "<div class=\"acts gap-s\">\(keep)</div>")
            \(sections.joined())
            \(if: isNothing, Empty("Không có việc nào ở cách xem này.", "", Link("Xem tất cả", base)).html)
            \(if: page.mayWrite && view == .all, Section("Thêm mục", content: "<div class=\"narrow-left\">\(add)</div>").html)
            """
    }

    private static func section(
        _ section: ManuscriptSection, _ number: Int?, _ rows: [ManuscriptRow], _ page: PlanWritingPages.Reviewed,
        _ view: View
    ) -> HTML {
        let title = number.map { "\($0.roman). \(section.title)" } ?? section.title
        func press(_ words: String, _ act: PlanWritingPage.Act) -> HTML {
            PostButton(
                .submit(words, .low, subject: "mục \(section.title)"),
                to: PlanWritingPage.sectionAct(page.id, section.id, act).path, hidden: page.hidden
            ).html
        }
        var aside: HTML = .empty
        if page.mayWrite, view != .dropped {
            let address = Address(PlanWritingPage.newRow(page.id).path).with("muc", section.id.description)
            aside = """
                <div class="acts">\(Link("Thêm việc", address, subject: "vào mục \(section.title)"))\
                \(Link("Đổi tên", PlanWritingPage.section(page.id, section.id).path, subject: section.title))\
                \(press("Lên", .up))\(press("Xuống", .down))\(if: rows.isEmpty, press("Bỏ mục", .drop))</div>
                """
        }
        let hasSource = page.sheet.rows.contains { $0.source != nil }
        var columns: [Column<ManuscriptRow>] = [
            Column("TT", .day, .w4) { HTML(text: page.sheet.references[$0.id] ?? "–") },
            Column("Nội dung", .name) { content($0, page) },
            Column("Thời gian", .text, .w11) { time($0, page) },
            Column("Chủ trì, phối hợp", .text, .w13) { parties($0) },
        ]
        if hasSource { columns.append(Column("Việc cũ", .text, .w11) { source($0, page) }) }
        columns.append(Column("Việc làm", .action, .w9, isOnPaper: false) { acts($0, page, view) })
        let table = RuledTable(title, columns: columns, rows: rows).with { table in
            (table.hasRule, table.isCaptionHidden) = (false, true)
            table.rowID = { "v\($0.id)" }
        }
        return Section(
            title, count: "\(rows.count) việc", id: "m\(section.id)", aside: aside,
            content: rows.isEmpty ? Empty("Mục chưa có việc nào.").html : table.html
        ).html
    }

    private static func content(_ row: ManuscriptRow, _ page: PlanWritingPages.Reviewed) -> HTML {
        let words: HTML =
            page.mayWrite && !row.isDropped
            ? Link(row.text, PlanWritingPage.row(page.id, row.id).path).html : HTML(text: row.text)
        var below: [HTML] = []
        if let old = row.source, old.text != row.text { below.append("<small>năm trước: \(old.text)</small>") }
        if let product = row.product { below.append("<small>sản phẩm: \(product)</small>") }
        below += (page.review.rows[row.id] ?? []).map { finding in
            "<small>\(if: finding.isWarning, "\(Status(.care, "Nên xem")) ")\(finding.message)</small>"
        }
        below += page.sheet.comments.filter { $0.row == row.id && $0.settledBy == nil }.map { comment in
            "<small>\(Status(.yours, comment.who)) \(comment.words.shortened(200))</small>"
        }
        return "\(words)\(below)"
    }

    private static func time(_ row: ManuscriptRow, _ page: PlanWritingPages.Reviewed) -> HTML {
        let time = page.sheet.time(of: row, page.calendar)
        let words = Self.words(time)
        return """
            \(words.isEmpty ? "chưa ghi" : words.capitalFirst)\
            \(page.sheet.hangingWords(row).map { "<small>\($0)</small>" })\
            \(row.moved.map { "<small>\($0)</small>" })
            """
    }

    private static func parties(_ row: ManuscriptRow) -> HTML {
        """
        \(row.lead ?? "–")\(row.advisor.map { "<small>tham mưu: \($0)</small>" })\
        \(if: !row.coordinators.isEmpty, "<small>phối hợp: \(row.coordinators.joined(separator: "; "))</small>")
        """
    }

    /// What became of the task it was copied from.
    private static func source(_ row: ManuscriptRow, _ page: PlanWritingPages.Reviewed) -> HTML {
        guard let source = row.source else { return Status(.yours, "Việc mới").html }
        let late = Task.isLate(source.state, due: source.due, on: page.today)
        let status: Status =
            switch source.state {
            case .done: Status(.done, "Xong\(source.closedOn.map { " \($0.short)" } ?? "")")
            case .dropped: Status(.stuck, "Thôi thực hiện")
            case .doing, .toDo:
                late
                    ? .late(source.due.map { page.today.days(since: $0) } ?? 0)
                    : source.state == .doing ? .doing : .todo
            }
        return """
            \(status)<small>\(source.time)</small>\
            \(if: source.state == .dropped, source.reason.map { "<small>\($0)</small>" } ?? .empty)
            """
    }

    private static func acts(_ row: ManuscriptRow, _ page: PlanWritingPages.Reviewed, _ view: View) -> HTML {
        let subject = "việc “\(row.text.shortened(50))”"
        let hidden = page.hidden + (view == .all ? [] : [("xem", view.rawValue)])
        func press(_ words: String, _ act: PlanWritingPage.Act, _ weight: Action.Weight = .low) -> HTML {
            PostButton(
                .submit(words, weight, subject: subject), to: PlanWritingPage.rowAct(page.id, row.id, act).path,
                hidden: hidden
            ).html
        }
        let state: HTML =
            switch row.decision {
            case .waiting: Status(.todo, row.decision.vietnamese).html
            case .kept, .changed, .added: Status(.done, row.decision.vietnamese).html
            case .dropped: Status(.stuck, row.decision.vietnamese).html
            }
        guard page.mayWrite else {
            let say = Link(
                "Góp ý", Address(PlanWritingPage.one(page.id).path).with("viec", row.id.description).text + "#gop-y",
                subject: subject)
            return "\(state)\(if: page.sheet.manuscript.isOpen && !row.isDropped, "<br>\(say)")"
        }
        let buttons: HTML
        switch row.decision {
        case .waiting: buttons = "\(press("Giữ", .keep, .plain))\(press("Bỏ", .drop))"
        case .kept, .changed, .added:
            buttons = "\(press("Bỏ", .drop))\(if: view == .all, "\(press("Lên", .up))\(press("Xuống", .down))")"
        case .dropped: buttons = press("Lấy lại", .back, .plain)
        }
        return "\(state)<div class=\"acts\">\(buttons)</div>"
    }

    // MARK: One

    struct One {
        let sheet: ManuscriptSheet
        let row: ManuscriptRow?
        /// The section that was asked for.
        let section: String?
        let units: [String]
        let typed: Typed
        let hidden: Hidden
    }

    static func one(_ page: One) -> HTML {
        let (sheet, row, typed) = (page.sheet, page.row, page.typed)
        let id = sheet.manuscript.id
        let others = sheet.kept.filter { $0.id != row?.id }.map { other in
            Control.Choice(
                other.id.description, "\(sheet.references[other.id] ?? "") \(other.text.shortened(70))")
        }
        let distance = row?.hanging?.distance
        let kinds = PlanDraft.WorkKind.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) }
        let fields: [Field] = [
            Field("noi-dung", "Nội dung nhiệm vụ", .area(typed.value("noi-dung", row?.text ?? ""), rows: 3)),
            Field(
                "muc", "Thuộc mục",
                .choice(
                    sheet.sections.map { .init($0.id.description, $0.title) },
                    selected: typed.value("muc", row?.section.description ?? page.section ?? ""))),
            Field(
                "thoi-gian", "Thời gian",
                hint: "Như trong kế hoạch: tháng 5/\(sheet.manuscript.year), quý II, trước ngày 15/3, thường xuyên.",
                isOptional: true, .text(typed.value("thoi-gian", row.map { words($0.time) } ?? ""), length: 40)),
            Field("chu-tri", "Cơ quan chủ trì", .suggest(typed.value("chu-tri", row?.lead ?? ""), from: page.units)),
            Field(
                "tham-muu", "Cơ quan tham mưu", isOptional: true,
                .suggest(typed.value("tham-muu", row?.advisor ?? ""), from: page.units)),
            Field(
                "phoi-hop", "Cơ quan phối hợp", hint: "Mỗi dòng một cơ quan.", isOptional: true,
                .area(typed.value("phoi-hop", row?.coordinators.joined(separator: "\n") ?? ""), rows: 3)),
            Field(
                "san-pham", "Sản phẩm", isOptional: true,
                .text(typed.value("san-pham", row?.product ?? ""), length: 40)),
            Field(
                "loai", "Loại việc",
                .choice(
                    [.init("", "theo nội dung")] + kinds, selected: typed.value("loai", row?.kind.rawValue ?? ""))),
        ].map { $0.with(errors: typed.errors) }
        let hanging: [Field] = [
            Field(
                "theo-viec", "Tính theo việc", isOptional: true,
                .choice(
                    [.init("", "không, thời gian ghi ở trên")] + others,
                    selected: typed.value("theo-viec", row?.hanging?.other.description ?? ""))),
            Field(
                "so-ngay", "Số ngày", isOptional: true,
                .text(
                    typed.value("so-ngay", distance.map { String(abs($0.days)) } ?? ""), kind: .number, length: 5)),
            Field(
                "truoc-sau", "Trước hay sau việc đó",
                .choice(
                    [.init("sau", "sau"), .init("truoc", "trước")],
                    selected: typed.value("truoc-sau", (distance?.days ?? 0) < 0 ? "truoc" : "sau"))),
            Field(
                "ngay-lam-viec", "chỉ đếm ngày làm việc",
                .tick(typed.value("ngay-lam-viec", distance?.isWorking == true ? "1" : "") != "")),
        ].map { $0.with(errors: typed.errors) }
        let isHung = row?.hanging != nil || ["theo-viec", "so-ngay"].contains { typed.errors[$0] != nil }
        var submits: [Action] = [.submit("Lưu nhiệm vụ", .primary)]
        if row == nil { submits.append(.submit("Lưu và thêm việc nữa", name: "nua", value: "1")) }
        submits.append(.link("Thôi", PlanWritingPage.rows(id).path))
        let form = Form(
            to: row.map { PlanWritingPage.saveRow(id, $0.id).path } ?? PlanWritingPage.addRow(id).path,
            hidden: page.hidden + (row.map { [("ban", String($0.version))] } ?? []), extras: [.guardsWords],
            content: """
                \(fields)\(Details("Thời gian tính theo một việc khác của kế hoạch", isOpen: isHung, content: "\(hanging)"))\
                \(Actions(submits, hasGap: true))
                """)
        let title = row == nil ? "Thêm nhiệm vụ" : "Sửa nhiệm vụ"
        let old: HTML =
            row?.source.map { source in
                Note(
                    .plain, "Năm trước:",
                    body: "\(source.text) · \(source.time) · \(Link("xem việc", ProgrammePage.task(source.task).path))"
                ).html
            } ?? .empty
        return """
            \(PlanWritingPages.head(title, sheet))
            \(ErrorSummary("Chưa lưu được", fields: fields + hanging))
            \(old)\(PlanWritingPages.meanwhile(typed))
            <div class="narrow-left gap-s">\(form)</div>
            """
    }

    static func section(_ sheet: ManuscriptSheet, _ section: ManuscriptSection, _ typed: Typed, _ hidden: Hidden)
        -> HTML
    {
        let id = sheet.manuscript.id
        let field = Field("ten", "Tên mục", .text(typed.value("ten", section.title), length: 60)).with(
            errors: typed.errors)
        let form = Form(
            to: PlanWritingPage.saveSection(id, section.id).path, hidden: hidden + [("ban", String(section.version))],
            content:
                "\(field)\(Actions([.submit("Lưu tên mục", .primary), .link("Thôi", PlanWritingPage.rows(id).path)]))")
        return """
            \(PlanWritingPages.head("Đổi tên mục", sheet))
            \(ErrorSummary("Chưa lưu được", fields: [field]))\(PlanWritingPages.meanwhile(typed))
            <div class="narrow-left">\(form)</div>
            """
    }
}
