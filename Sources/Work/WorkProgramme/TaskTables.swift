import Markup
import Office
import Vocabulary

/// Tables of tasks that several pages share.
enum TaskTables {
    /// Hạn, việc, tình trạng: the short list of home pages. `more` leads to the whole list when it is longer.
    static func byDue(
        _ title: String, _ count: String?, _ group: MyWork.Group, today: Day, id: String, more: Link?, empty: Empty
    ) -> HTML {
        let table = RuledTable(
            title, count: count,
            columns: [
                Column("Hạn", .day, .w5) { $0.due?.cell(today: today) ?? "–" },
                Column("Việc", .name) { name($0) },
                Column("Chủ trì", .text, .w13) { HTML(text: $0.lead ?? "–") },
                Column("Tình trạng", .text, .w13) { state($0, today: today) },
            ], rows: group.lines
        ).with {
            $0.id = id
            $0.empty = empty
        }
        return "\(table)\(group.count > group.lines.count ? more.map { "<p class=\"gap-s small\">\($0)</p>" } : nil)"
    }

    /// The text as the link to its page, its place in the plan and how many of its parts are done under it.
    static func name(_ line: TaskLine, under: String? = nil) -> HTML {
        let words = [under ?? place(line), line.subtasks?.words].compactMap { $0 }.filter { !$0.isEmpty }
        return """
            \(Link(line.text, ProgrammePage.task(line.id).path))\(if: !words.isEmpty, "<small>\(words.joined(separator: " · "))</small>")
            """
    }

    /// `mục IV.3 · kế hoạch ghi “tháng 11”`
    static func place(_ line: TaskLine) -> String? {
        let parts = [
            line.reference.isEmpty ? nil : "mục \(line.reference)",
            line.timeWords.isEmpty ? nil : "kế hoạch ghi: \(line.timeWords)",
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    static func state(_ line: TaskLine, today: Day) -> HTML {
        let left = TaskWords.timeLeft(line.due, line.state, today: today)
        return "\(TaskWords.state(line, today: today))\(left.map { "<small>\($0)</small>" })"
    }

    /// `Sở Tài chính, Sở Y tế và 3 nơi khác`
    static func names(_ names: [String], atMost most: Int = 2) -> String {
        guard names.count > most + 1 else { return names.joined(separator: ", ") }
        return names.prefix(most).joined(separator: ", ") + " và \(names.count - most) nơi khác"
    }

    static func squares(_ label: String, _ totals: TaskTotals, perRow: Int = 12) -> Squares {
        Squares(label, done: totals.done, doing: totals.doing, late: totals.late, todo: totals.toDo, perRow: perRow)
    }
}

extension String {
    /// At most so many characters, cut between words.
    func shortened(_ most: Int) -> String {
        guard count > most else { return self }
        let cut = prefix(most)
        let end = cut.lastIndex(of: " ") ?? cut.endIndex
        return cut[..<end].trimmed + "…"
    }
}

extension Call {
    /// The head of a printed page of this visitor's office.
    func paperHead() -> HTML {
        guard let visitor, let unit = visitor.unit else { return .empty }
        let province = visitor.province?.name ?? unit.name
        let place =
            ["Tỉnh ", "Thành phố "].first { province.hasPrefix($0) }.map { String(province.dropFirst($0.count)) }
            ?? province
        let isProvince = visitor.province?.id == unit.id
        return PaperHead(
            superior: isProvince ? nil : "UBND " + province.uppercased(), issuer: unit.name.uppercased(), place: place,
            day: today
        ).html
    }

    func paperFoot(_ source: String) -> HTML { PaperFoot(source: source, printed: office.world.now()).html }
}
