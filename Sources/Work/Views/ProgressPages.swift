import Markup
import Office
import struct Office.Unit
import Vocabulary

/// The HTML of progress charts and of what changed since a day.
enum ProgressPages {
    struct Progress {
        let year: Int
        let progress: ProgrammeProgress
        let years: [Int]
    }

    static func progress(_ page: Progress) -> HTML {
        let (year, progress) = (page.year, page.progress)
        let others = page.years.filter { $0 != year }.prefix(4).sorted().map { other in
            Link("năm \(other)", Address(ViewsPage.progress.path).with("nam", other)).html
        }
        return """
            \(PageHead(
                "Tiến độ năm \(year)",
                facts: "\(number: progress.board.all) việc có hạn\(if: !others.isEmpty, " · <span class=\"screen\">xem \(others.joined(", "))</span>")",
                trail: [Link("Chương trình năm \(year)", Address(ProgrammePage.programme.path).with("nam", year))],
                here: "Tiến độ", actions: [.print("In", .plain)]))
            \(Section("Theo quý", content: "\(quarters(page))\(Squares.key)"))
            \(Section("Theo tháng", content: YearChart("Việc theo tháng", months: progress.months.enumerated().map { index, totals in
                TaskTables.squares("Tháng \(index + 1)", totals)
            }).html))
            \(leads(page))
            \(plans(page))
            \(if: progress.isCut, "<p class=\"small soft\">Chỉ vẽ \(ProgrammeProgress.mostBars) đơn vị, kế hoạch đầu.</p>")
            """
    }

    private static func row(_ name: HTML, _ label: String, _ totals: TaskTotals, _ list: TaskFilter) -> HTML {
        let path = ProgrammePage.programme.path
        func number(_ count: Int, _ words: String, _ status: TaskFilter.Status?) -> HTML? {
            guard count > 0 else { return nil }
            return Link("\(count.dotted) \(words)", list.with { $0.status = status }.address(path)).html
        }
        let numbers = [
            number(totals.done, "xong", .done), number(totals.late, "quá hạn", .late),
            number(totals.doing + totals.toDo, "chưa đến hạn", .open),
        ].compactMap(\.self)
        return """
            <tr><th scope="row" class="plain">\(name)</th><td>\(TaskTables.squares(label, totals, perRow: 30))</td>\
            <td class="small">\(numbers.isEmpty ? "–" : numbers.joined(" · "))</td></tr>

            """
    }

    private static func table(_ caption: String, _ rows: [HTML]) -> HTML {
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(caption)\"><table class=\"bars\"><caption class=\"hide\">\(caption)</caption><tbody>\n\(rows)</tbody></table></div>\n"
    }

    private static func quarters(_ page: Progress) -> HTML {
        table(
            "Tiến độ theo quý",
            page.progress.board.quarters.map { quarter in
                let list = TaskFilter(year: page.year, quarter: quarter.number, sort: .due)
                let name = Link("Quý \(quarter.number.roman)", list.address(ProgrammePage.programme.path)).html
                return row(name, "Quý \(quarter.number.roman)", quarter.totals, list)
            })
    }

    private static func leads(_ page: Progress) -> HTML {
        let leads = page.progress.leads
        guard !leads.isEmpty else { return .empty }
        return Section(
            "Theo đơn vị chủ trì", count: "\(leads.count) đơn vị, nơi có việc quá hạn ở trên",
            content: table(
                "Tiến độ theo đơn vị chủ trì",
                leads.map { lead in
                    let list = TaskFilter(year: page.year, unit: lead.unit, role: .lead, sort: .due)
                    let name: HTML =
                        lead.unit.map {
                            Link(lead.name, Address(ViewsPage.unit($0).path).with("nam", page.year)).html
                        } ?? HTML(text: lead.name)
                    return lead.unit == nil
                        ? "<tr><th scope=\"row\" class=\"plain\">\(name)</th><td>\(TaskTables.squares(lead.name, lead.totals, perRow: 30))</td><td class=\"small\">\(lead.totals.parts.joined(separator: " · "))</td></tr>\n"
                        : row(name, lead.name, lead.totals, list)
                })
        ).html
    }

    private static func plans(_ page: Progress) -> HTML {
        let plans = page.progress.plans
        guard !plans.isEmpty else { return .empty }
        return Section(
            "Theo kế hoạch", count: "\(plans.count) kế hoạch",
            content: table(
                "Tiến độ theo kế hoạch",
                plans.map { plan in
                    row(
                        Link(plan.name.shortened(60), ProgrammePage.plan(plan.plan).path).html, plan.name, plan.totals,
                        TaskFilter(year: page.year, plan: plan.plan, sort: .due))
                })
        ).html
    }

    // MARK: Changes

    struct Changes {
        let since: Day
        let sort: ProgrammeChanges.Sort?
        let unit: ID<Unit>?
        let units: [(id: ID<Unit>, name: String)]
        let changes: ProgrammeChanges
        let isFirst: Bool
        let today: Day
        let error: String?
    }

    static func changes(_ page: Changes) -> HTML {
        let address = Address(ViewsPage.changes.path).with("tu", page.since.vietnamese)
            .with("loai", page.sort?.rawValue).with("don-vi", page.unit?.description)
        return """
            \(PageHead(
                "Thay đổi từ \(page.since.vietnamese)", facts: "Việc mới, sửa, lùi hạn, xong; mới nhất ở trên.",
                trail: [Link("Chương trình", ProgrammePage.programme.path)], here: "Thay đổi", actions: [.print("In", .plain)]))
            \(page.error.map { Note(.bad, $0) })
            \(FilterBar(
                "Lọc thay đổi", base: Address(ViewsPage.changes.path),
                filters: [
                    .init("tu", "Từ ngày", .day(page.since.vietnamese)),
                    .init(
                        "loai", "Loại",
                        .choice(
                            [.init("", "Mọi thay đổi")]
                                + ProgrammeChanges.Sort.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                            selected: page.sort?.rawValue)),
                    .init(
                        "don-vi", "Đơn vị",
                        .choice(
                            [.init("", "Mọi đơn vị")]
                                + page.units.map { .init($0.id.description, $0.name.shortened(44)) },
                            selected: page.unit?.description)),
                ], isFiltered: page.sort != nil || page.unit != nil, aside: [.copyLink()]))
            \(table(page))
            \(page.changes.after.map { "<p class=\"gap-s\">\(Link("Trang sau", address.with("sau", String($0))))</p>" })
            """
    }

    private static func table(_ page: Changes) -> HTML {
        RuledTable(
            "Thay đổi", count: page.changes.lines.isEmpty ? nil : "\(page.changes.lines.count) dòng của trang này",
            columns: [
                Column("Lúc", .day, .w7) { line in
                    "<b>\(TaskWords.day(line.at.day, page.today))</b><small>\(line.at.hour)</small>"
                },
                Column("Việc", .name) { line in
                    "\(Link(line.text, ProgrammePage.task(line.task).path))<small>\(line.lead ?? "")</small>"
                },
                Column("Thay đổi", .text, .w18) { line in
                    let days = [line.oldDue, line.newDue].compactMap { $0.map { TaskWords.day($0, page.today) } }
                    return """
                        \(TaskPages.words(line.act))\(if: !days.isEmpty, " \(days.joined(separator: " → "))")\
                        \(line.words.map { "<small>\($0.shortened(200))</small>" })
                        """
                },
                Column("Ai", .text, .w13) { HTML(text: $0.who) },
            ], rows: page.changes.lines
        ).with {
            $0.hasRule = false
            $0.empty =
                page.isFirst
                ? Empty("Không có thay đổi nào từ ngày này.", "Hãy chọn ngày sớm hơn hoặc bỏ bớt điều kiện.")
                : Empty("Đã hết thay đổi.")
        }.html
    }
}
