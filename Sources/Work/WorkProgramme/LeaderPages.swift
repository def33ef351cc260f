import Markup
import Office
import Vocabulary

/// The HTML of the leader's page: the quarter on one sheet.
enum LeaderPages {
    struct Sheet {
        let quarter: LeaderQuarter
        let visitor: Visitor
        let today: Day
        let workingDaysLeft: Int
        var unitPlans = UnitPlansAtHome()

        var isNow: Bool { quarter.year == today.year && quarter.quarter == today.quarter }
    }

    static func sheet(_ page: Sheet) -> HTML {
        let quarter = page.quarter
        return """
            \(PageHead(
                "Quý \(quarter.quarter.roman) năm \(quarter.year)", facts: facts(page), actions: [.print("In một trang", .plain)]))
            \(opening(page))
            \(Columns(.wide, work: work(page), label: "Tiến độ", context: context(page)))
            """
    }

    private static func facts(_ page: Sheet) -> HTML {
        let quarter = page.quarter
        func link(_ year: Int, _ number: Int) -> HTML {
            let words = "quý \(number.roman)" + (year == page.today.year ? "" : "/\(year)")
            return Link(words, Address(ProgrammePage.quarter.path).with("nam", year).with("quy", number)).html
        }
        let before = quarter.quarter == 1 ? link(quarter.year - 1, 4) : link(quarter.year, quarter.quarter - 1)
        let after = quarter.quarter == 4 ? link(quarter.year + 1, 1) : link(quarter.year, quarter.quarter + 1)
        let left: HTML = page.isNow ? " · quý còn \(number: page.workingDaysLeft) ngày làm việc" : ""
        return "\(page.today.withWeekday)\(left)<span class=\"screen\"> · \(before) · \(after)</span>"
    }

    /// `Quý có 12 việc: 4 xong, 5 đang làm, 2 quá hạn, 1 chưa làm.`
    private static func opening(_ page: Sheet) -> HTML {
        let totals = page.quarter.totals
        guard totals.standing > 0 else {
            return OpeningSentence("Quý \(page.quarter.quarter.roman) chưa có việc nào trong chương trình.").html
        }
        let base = TaskFilter(year: page.quarter.year, quarter: page.quarter.quarter)
        func link(_ count: Int, _ words: StaticString, _ status: TaskFilter.Status) -> HTML? {
            guard count > 0 else { return nil }
            let address = base.with { $0.status = status }.address(ProgrammePage.programme.path)
            return "<a href=\"\(url: address)\">\(number: count) \(HTML(stringLiteral: words))</a>"
        }
        let parts = [
            link(totals.done, "xong", .done), link(totals.doing, "đang làm", .doing),
            link(totals.late, "quá hạn", .late).map { "<b>\($0)</b>" as HTML }, link(totals.toDo, "chưa làm", .toDo),
        ].compactMap { $0 }
        let drafts = page.quarter.drafts.count
        return OpeningSentence(
            """
            Quý có \(page.quarter.totals.isCapped ? "hơn " : "")\(number: totals.standing) việc: \(parts.joined(", ")).\
            \(if: drafts > 0, " <b><a href=\"#cho\">\(number: drafts) bản nháp kế hoạch</a></b> đang chờ.")
            """
        ).html
    }

    // MARK: Work

    private static func work(_ page: Sheet) -> HTML {
        """
        \(late(page))
        \(escalated(page))\(soon(page))
        \(waiting(page))\(UnitPlansAtHome.html(page.unitPlans, page.today))
        """
    }

    private static func escalated(_ page: Sheet) -> HTML {
        let list = page.quarter.escalated
        guard !list.lines.isEmpty else { return .empty }
        let all = Address(DifficultyPage.list.path).with("tinh-trang", "cho-lanh-dao")
        let more: HTML =
            list.after == nil ? .empty : "<p class=\"gap-s small screen\">\(Link("Xem tất cả", all))</p>"
        return "\(DifficultyPages.table("Chờ lãnh đạo", list.lines, page.today, id: "cho-lanh-dao"))\(more)\n"
    }

    private static func late(_ page: Sheet) -> HTML {
        let (late, today) = (page.quarter.late, page.today)
        let table = RuledTable(
            "Chậm, và ai đang nợ", count: "\(late.count.dotted) việc, chậm tính theo ngày",
            columns: [
                Column("Hạn", .day, .w5) { (line: TaskLine) -> HTML in line.due?.cell(today: today) ?? "–" },
                Column("Việc", .name) {
                    TaskTables.name($0, under: $0.reference.isEmpty ? nil : "mục \($0.reference)")
                },
                Column("Đang nợ", .text, .w8) { HTML(text: $0.lead ?? "chưa rõ chủ trì") },
                Column("Mới nhất", .text, .w9) { line -> HTML in latest(page.quarter.latest[line.id], today) },
                Column("Chậm", .action, .w5) { line -> HTML in
                    Status(.late, "\((line.due.map { today.days(since: $0) } ?? 0).dotted)\(noBreak)ngày").html
                },
            ], rows: late.lines
        ).with {
            $0.id = "qua-han"
            $0.empty = Empty("Không có việc nào chậm.")
        }
        let all = TaskFilter(year: page.quarter.year, status: .late, sort: .due).address(ProgrammePage.programme.path)
        return "\(table)\(more(late, all))"
    }

    private static func latest(_ latest: LeaderQuarter.Latest?, _ today: Day) -> HTML {
        guard let latest else { return "–" }
        return """
            \(TaskWords.day(latest.at.day, today)): \(TaskPages.words(latest.act).lowercased())\
            <small>\(latest.who)\(latest.words.map { " – \($0.shortened(70))" })</small>
            """
    }

    private static func soon(_ page: Sheet) -> HTML {
        let (soon, today) = (page.quarter.soon, page.today)
        let table = RuledTable(
            "Đến hạn trong 7 ngày", count: "\(soon.count.dotted) việc",
            columns: [
                Column("Hạn", .day, .w5) { (line: TaskLine) -> HTML in line.due?.cell(today: today) ?? "–" },
                Column("Việc", .name) {
                    TaskTables.name($0, under: $0.reference.isEmpty ? nil : "mục \($0.reference)")
                },
                Column("Chủ trì", .text, .w11) { HTML(text: $0.lead ?? "–") },
                Column("Tình trạng", .text, .w13) { TaskTables.state($0, today: today) },
            ], rows: soon.lines
        ).with {
            $0.id = "sap-han"
            $0.empty = Empty("Bảy ngày tới chưa có việc nào đến hạn.")
        }
        let all = TaskFilter(year: page.quarter.year, status: .soon, sort: .due).address(ProgrammePage.programme.path)
        return "\(table)\(more(soon, all))"
    }

    private static func more(_ group: MyWork.Group, _ address: Address) -> HTML? {
        guard group.count > group.lines.count else { return nil }
        return "<p class=\"gap-s small screen\">\(Link("Xem cả \(group.count.dotted) việc", address))</p>"
    }

    private static func waiting(_ page: Sheet) -> HTML {
        guard !page.quarter.drafts.isEmpty else { return .empty }
        let opens = page.visitor.may(.preparePlans)
        return RuledTable(
            "Kế hoạch đang chờ", count: "\(page.quarter.drafts.count) bản nháp chưa nhận vào chương trình",
            columns: [
                Column("Sửa lần cuối", .day, .w5) { (draft: MyWork.WaitingDraft) -> HTML in
                    draft.changed.day.cell(today: page.today)
                },
                Column("Kế hoạch", .name) { draft -> HTML in
                    """
                    \(opens ? Link(draft.title, DraftPage.review(draft.id).path).html : HTML(text: draft.title))\
                    <small>năm \(draft.year), \(draft.tasks.dotted) việc</small>
                    """
                },
                Column("Điều cần biết", .text, .w18) { draft -> HTML in
                    if draft.warningsLeft > 0 {
                        return Status(.care, "\(draft.warningsLeft.dotted) chỗ nên xem trước khi ký").html
                    }
                    return draft.itemsLeft > 0
                        ? "\(draft.itemsLeft.dotted) việc chưa đối chiếu" : "đã đối chiếu xong"
                },
            ], rows: page.quarter.drafts
        ).with { $0.id = "cho" }.html
    }

    // MARK: Aside

    private static func context(_ page: Sheet) -> HTML {
        let quarter = page.quarter
        let leads = quarter.leads.map { lead -> HTML in
            row(
                lead.unit.map { unit in
                    Link(
                        lead.name,
                        TaskFilter(year: quarter.year, quarter: quarter.quarter, unit: unit, role: .lead).address(
                            ProgrammePage.programme.path)
                    ).html
                } ?? HTML(text: lead.name), lead.name, lead.totals, perRow: 8)
        }
        let byQuarter = quarter.board.quarters.map { item -> HTML in
            row("Quý \(item.number.roman)", "Quý \(item.number.roman)", item.totals, perRow: 12)
        }
        let who: HTML =
            leads.isEmpty
            ? Empty("Quý này chưa có việc có đơn vị chủ trì.").html
            : """
            <table class="bars"><caption class="hide">Việc quý \(quarter.quarter.roman) theo đơn vị chủ trì</caption><tbody>
            \(leads)</tbody></table>
            \(if: quarter.hasMoreLeads, "<p class=\"small soft\">Còn đơn vị khác; xem ở bảng quý.</p>")\(Squares.key)
            """
        let upcoming: HTML =
            quarter.upcoming.isEmpty
            ? .empty
            : Section(
                "Lịch đến cuối quý",
                content: Lines(
                    quarter.upcoming.map { line in
                        """
                        <b>\(line.due?.short ?? "–")</b> \(Link(line.text.shortened(90), ProgrammePage.task(line.id).path))
                        """
                    }
                ).html
            ).html
        let board = Address(ProgrammePage.programme.path).with("nam", quarter.year)
        return """
            \(Section("Ai làm đến đâu", aside: Link("Bảng quý", board).html, content: who))\
            \(Section("Cả năm \(quarter.year)", content: """
                <table class="bars"><caption class="hide">Việc năm \(quarter.year) theo quý</caption><tbody>
                \(byQuarter)</tbody></table>
                """))\(upcoming)
            """
    }

    private static func row(_ name: HTML, _ label: String, _ totals: TaskTotals, perRow: Int) -> HTML {
        """
        <tr><th scope="row" class="plain">\(name)</th><td>\(TaskTables.squares(label, totals, perRow: perRow))</td>\
        <td class="num">\(totals.done)/\(totals.standing)</td></tr>

        """
    }
}
