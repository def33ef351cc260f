import Markup
import Office
import struct Office.Unit
import Vocabulary

/// The HTML of the timeline: a bar over the months of the year for each task.
enum TimelinePages {
    struct One {
        let filter: TaskFilter
        let list: TaskList
        let starts: [ID<Task>: Day]
        let units: [(id: ID<Unit>, name: String)]
        let today: Day
    }

    private static let width = 480

    static func one(_ page: One) -> HTML {
        let (filter, list) = (page.filter, page.list)
        let address = filter.address(ViewsPage.timeline.path)
        let rows = RuledTable(
            "Dòng thời gian", count: list.lines.isEmpty ? nil : "\(list.lines.count) việc của trang này, theo hạn",
            columns: [
                Column("Nhiệm vụ", .name) { line in
                    "\(Link(line.text.shortened(120), ProgrammePage.task(line.id).path))<small>\(line.lead ?? "–")</small>"
                },
                Column("Hạn", .text, .w7) { $0.due.map { HTML(text: TaskWords.day($0, page.today)) } ?? "–" },
                Column("Tình trạng", .text, .w9) { TaskWords.state($0, today: page.today).html },
                Column("Tháng 1 đến 12", .text, .w18) { bar($0, page) },
            ], rows: list.lines
        ).with {
            $0.hasRule = false
            $0.isFixed = false
            $0.empty = Empty("Không có việc nào có hạn hợp với bộ lọc.")
        }
        return """
            \(PageHead(
                "Dòng thời gian năm \(filter.year)", facts: HTML(text: filter.title),
                trail: [Link("Chương trình năm \(filter.year)", Address(ProgrammePage.programme.path).with("nam", filter.year))],
                here: "Dòng thời gian", actions: [.print("In", .plain)]))
            \(filters(page))
            \(rows)
            \(if: list.before != nil || list.after != nil, Pager(
                address, words: "\(list.lines.count) việc của trang này", before: list.before?.description,
                after: list.after?.description).html)
            """
    }

    private static func filters(_ page: One) -> HTML {
        let filter = page.filter
        return FilterBar(
            "Lọc dòng thời gian", base: TaskFilter(year: filter.year, sort: .due).address(ViewsPage.timeline.path),
            filters: [
                .init(
                    "quy", "Quý",
                    .choice(
                        [.init("", "Cả năm")] + (1...4).map { .init("\($0)", "Quý \($0.roman)") },
                        selected: filter.quarter.map(String.init))),
                .init(
                    "don-vi", "Đơn vị",
                    .choice(
                        [.init("", "Mọi đơn vị")] + page.units.map { .init($0.id.description, $0.name.shortened(44)) },
                        selected: filter.unit?.description)),
                .init(
                    "tinh-trang", "Tình trạng",
                    .choice(
                        [.init("", "Mọi tình trạng")]
                            + TaskFilter.Status.allCases.map { .init($0.rawValue, $0.vietnamese) },
                        selected: filter.status?.rawValue)),
                .init("chu", "Có chữ", .text(filter.words, kind: .search, length: 16)),
            ], isFiltered: filter.isNarrowed, aside: [.copyLink()]
        ).html
    }

    /// From the first day that the time can mean to the due day; a tick for today.
    private static func bar(_ line: TaskLine, _ page: One) -> HTML {
        guard let due = line.due else { return "–" }
        let year = page.filter.year
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
            return "–"
        }
        let days = last.days(since: first) + 1
        func place(_ day: Day) -> Int { min(max(day.days(since: first), 0), days) * width / days }
        let start = place(min(page.starts[line.id] ?? due, due))
        let end = max(place(due.adding(days: 1)), start + 4)
        let kind: HTML =
            line.isLate(on: page.today) ? "ch-late" : line.state == .done ? "ch-done" : "ch-hollow"
        let ticks = (1...11).compactMap { Day(year: year, month: $0 + 1, day: 1) }.map { "M\(place($0)) 0v18" }.joined()
        return """
            <svg class="time" viewBox="0 0 \(width) 18" role="img" aria-label="từ \((page.starts[line.id] ?? due).short) đến \(due.short)">\
            <path class="ch-line" d="\(ticks)"/><rect class="\(kind)" x="\(start)" y="4" width="\(end - start)" height="10"/>\
            \(if: page.today.year == year, "<path class=\"ch-mark\" d=\"M\(place(page.today)) 0v18\"/>")</svg>
            """
    }
}
