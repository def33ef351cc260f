import Markup
import Office
import Vocabulary

/// The HTML of the search.
enum SearchPages {
    static func found(_ found: TaskSearch, visitor: Visitor, today: Day) -> HTML {
        let title = found.words.isEmpty ? "Tìm" : "Tìm “\(found.words)”"
        return """
            \(PageHead(title, facts: facts(found)))
            \(body(found, today))
            """
    }

    private static func facts(_ found: TaskSearch) -> HTML {
        guard !found.words.isEmpty else { return "Gõ vào ô tìm ở đầu trang. Không cần dấu; gõ đầu mỗi từ là đủ." }
        let tasks =
            found.taskCount > TaskTotals.most ? "hơn \(TaskTotals.most.dotted) việc" : "\(found.taskCount.dotted) việc"
        return "\(tasks), \(number: found.plans.count) kế hoạch, \(number: found.units.count) đơn vị"
    }

    private static func body(_ found: TaskSearch, _ today: Day) -> HTML {
        if found.words.isEmpty { return .empty }
        if found.isEmpty {
            return Empty(
                "Không tìm thấy gì với “\(found.words)”.",
                "Thử ít từ hơn, hoặc chỉ gõ đầu mỗi từ: “hoi dong”, “tap hu”."
            ).html
        }
        var sections: [HTML] = []
        if !found.plans.isEmpty {
            sections.append(
                Section(
                    "Kế hoạch", count: "\(found.plans.count)", id: "ke-hoach",
                    content: Lines(
                        found.plans.map { plan in
                            """
                            \(Link(plan.citation, ProgrammePage.plan(plan.id).path))\
                            \(plan.number == nil ? HTML.empty : "<br><span class=\"soft\">\(plan.title)</span>")
                            """
                        }
                    ).html
                ).html)
        }
        if !found.units.isEmpty {
            sections.append(
                Section(
                    "Đơn vị", count: "\(found.units.count)", id: "don-vi",
                    content: Lines(
                        found.units.map { unit in
                            let filter = TaskFilter(year: today.year, unit: unit.id)
                            let notes = [
                                unit.alias.map { "còn gọi là \($0)" },
                                unit.lastDay.map { "đến \($0.vietnamese)" },
                            ].compactMap { $0 }.joined(separator: "; ")
                            return """
                                \(Link(unit.name, filter.address(ProgrammePage.programme.path), subject: "các việc năm \(today.year)"))\
                                \(notes.isEmpty ? HTML.empty : " <span class=\"soft\">\(notes)</span>")
                                """
                        }
                    ).html
                ).html)
        }
        if !found.tasks.isEmpty {
            let shown = found.tasks.count < found.taskCount ? ", \(found.tasks.count) việc mới nhất" : ""
            let count = found.taskCount > TaskTotals.most ? "hơn \(TaskTotals.most.dotted)" : found.taskCount.dotted
            sections.append(
                RuledTable(
                    "Việc", count: "\(count) việc\(shown)",
                    columns: [
                        Column("Năm", .text, .w4) { (hit: TaskSearch.Task) -> HTML in "\(hit.year)" },
                        Column("Việc", .name) { TaskTables.name($0.line) },
                        Column("Chủ trì", .text, .w13) { HTML(text: $0.line.lead ?? "–") },
                        Column("Tình trạng", .text, .w13) { TaskTables.state($0.line, today: today) },
                    ], rows: found.tasks
                ).html)
        }
        return "<div class=\"gap\">\(sections)</div>"
    }
}
