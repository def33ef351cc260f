import Markup
import Office
import Vocabulary

/// The HTML of all that plans ask of one unit.
enum UnitDutyPages {
    struct One {
        let duties: UnitDuties
        let years: [Int]
        let urgings: [Urging]
        let today: Day
    }

    static func one(_ page: One) -> HTML {
        let duties = page.duties
        let base = Address(ViewsPage.unit(duties.unit).path).with("nam", duties.year)
        let quarters =
            [Link("Cả năm", base, isCurrent: duties.quarter == nil)]
            + (1...4).map { Link("Quý \($0.roman)", base.with("quy", $0), isCurrent: duties.quarter == $0) }
        let others = page.years.filter { $0 != duties.year }.prefix(4).sorted().map { year in
            Link("năm \(year)", Address(ViewsPage.unit(duties.unit).path).with("nam", year)).html
        }
        return """
            \(PageHead(
                duties.name,
                facts: """
                    Việc các kế hoạch giao, \(duties.quarter.map { "quý \($0.roman) " })năm \(duties.year)\
                    \(if: !others.isEmpty, " · <span class=\"screen\">xem \(others.joined(", "))</span>")
                    """,
                trail: [Link("Đơn vị", UnitPage.directory.path), Link(duties.name, UnitPage.unit(duties.unit).path)],
                here: "Việc được giao",
                actions: [.link("Lời nhắc, ảnh Zalo", UnitReminderPage.one(duties.unit).path), .print("In", .plain)]))
            \(Views("Thời gian", quarters))
            \(opening(page))
            \(Columns(work: work(page), label: "Tiến độ", context: context(page)))
            """
    }

    private static func opening(_ page: One) -> HTML {
        let duties = page.duties
        let parts = duties.parts.filter { $0.totals.all > 0 }.map { part -> HTML in
            "<a href=\"#\(anchor(part.role))\">\(part.role.vietnamese) \(part.totals.words)</a>"
        }
        guard !parts.isEmpty || !duties.regular.isEmpty else {
            return OpeningSentence("Chưa có kế hoạch nào giao việc cho đơn vị trong thời gian này.").html
        }
        let late = duties.parts.first { $0.role == .lead }?.totals.late ?? 0
        let list = TaskFilter(
            year: duties.year, quarter: duties.quarter, unit: duties.unit, role: .lead, status: .late, sort: .due)
        return OpeningSentence(
            """
            \(parts.joined(", "))\(if: late > 0, "; <b>\(Link("\(late.dotted) việc quá hạn", list.address(ProgrammePage.programme.path)))</b>").
            """
        ).html
    }

    private static func anchor(_ role: TaskRole) -> String {
        TaskFilter.roles.first { $0.value == role }?.key ?? "viec"
    }

    private static func work(_ page: One) -> HTML {
        let duties = page.duties
        let tables = duties.parts.filter { !$0.lines.isEmpty }.map { part -> HTML in
            let list = TaskFilter(
                year: duties.year, quarter: duties.quarter, unit: duties.unit, role: part.role, sort: .due)
            return TaskTables.byDue(
                part.role.vietnamese.capitalFirst,
                "\(part.totals.words): \(part.totals.parts.joined(separator: ", "))",
                MyWork.Group(lines: part.lines, count: part.totals.all), today: page.today, id: anchor(part.role),
                more: Link("Xem cả \(part.totals.words)", list.address(ProgrammePage.programme.path)),
                empty: Empty("Không có việc nào."))
        }
        let regular: HTML =
            duties.regular.isEmpty
            ? .empty
            : RuledTable(
                "Thường xuyên", count: "không tính quá hạn",
                columns: [
                    Column("Việc", .name) { TaskTables.name($0) },
                    Column("Kế hoạch ghi", .text, .w13) { HTML(text: $0.timeWords) },
                    Column("Tình trạng", .text, .w9) { TaskTables.state($0, today: page.today) },
                ], rows: duties.regular
            ).html
        let urged: HTML = page.urgings.isEmpty ? .empty : UrgingPages.history(page.urgings, page.today)
        return "\(tables.joined("\n"))\n\(regular)\(urged)"
    }

    private static func context(_ page: One) -> HTML {
        let duties = page.duties
        let rows = duties.quarters.enumerated().map { index, totals -> HTML in
            let list = TaskFilter(year: duties.year, quarter: index + 1, unit: duties.unit, role: .lead, sort: .due)
            return """
                <tr><th scope="row" class="plain">\(Link("Quý \((index + 1).roman)", list.address(ProgrammePage.programme.path)))</th>\
                <td>\(TaskTables.squares("Quý \((index + 1).roman)", totals, perRow: 11))</td></tr>

                """
        }
        return Section(
            "Việc chủ trì theo quý",
            content: """
                <table class="bars"><caption class="hide">Tiến độ theo quý</caption><tbody>
                \(rows)</tbody></table>
                \(Squares.key)
                """
        ).html
    }
}
