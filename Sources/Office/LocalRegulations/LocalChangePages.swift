import Markup
import Rulebook
import Vocabulary

/// The HTML of what a regulation changes.
enum LocalChangePages {
    /// Units on one page.
    private static let pageSize = 100

    static func changes(_ model: LocalRegulationPages.One, year: Int, _ quotas: LocalQuotas?, page: Int) -> HTML {
        let regulation = model.regulation
        let base = Address(LocalRegulationPage.changes(regulation.id).path)
        let changed = model.trial.changed.count
        return """
            \(PageHead(
                "Xem thay đổi gì", facts: "\(regulation.title)",
                trail: [LocalRegulationPages.trail, Link(regulation.words, LocalRegulationPage.show(regulation.id).path)],
                here: "Thay đổi",
                actions: (quotas.map { _ in
                    [
                        .file(
                            "Excel",
                            Address(LocalRegulationPage.changesFile(regulation.id).path).with("nam", String(year)))
                    ]
                } ?? []) + [.print()]))
            \(OpeningSentence("""
                \(changed) trong \(model.trial.lines.count) ca thử đổi kết luận\(quotas.map {
                    "; \($0.changed) trong \($0.lines.count) đơn vị năm \(year) đổi số được đề nghị" as HTML
                }).
                """))
            \(cases(model.trial))
            \(FilterBar(
                "Chọn năm dữ liệu", base: base,
                filters: [.init("nam", "Năm", .text(String(year), kind: .number, length: 4))], isFiltered: false))
            \(quotas.map { table($0, year, base.with("nam", String(year)), page: page) } ?? "<p>Bạn chưa được xem khen thưởng đã có của các đơn vị.</p>")
            """
    }

    private static func cases(_ trial: LocalTrial) -> HTML {
        RuledTable(
            "Ca thử đổi kết luận", count: "\(trial.changed.count) trong \(trial.lines.count) ca",
            columns: [
                Column("Ca", .name) { (line: LocalTrial.Line) in
                    """
                    \(line.name)\(line.changedChecks.map { check in
                        "<br><span class=\"soft small\">\(line.after.answer?[check]?.explanation ?? "")</span>" as HTML
                    })
                    """
                },
                Column("Tiếp nhận", .text, .w9) { "\($0.acceptedOn?.vietnamese ?? "–")" },
                Column("Trước", .text, .w9) { LocalRegulationPages.verdict($0.before) },
                Column("Sau", .text, .w9) { LocalRegulationPages.verdict($0.after) },
            ], rows: trial.changed
        ).with { $0.empty = Empty("Không ca thử nào đổi kết luận.", "Thêm ca hai bên mức mới để thấy khác biệt.") }.html
    }

    private static func table(_ quotas: LocalQuotas, _ year: Int, _ address: Address, page: Int) -> HTML {
        let page = min(max(1, page), max(1, (quotas.lines.count + pageSize - 1) / pageSize))
        let shown = Array(quotas.lines.dropFirst((page - 1) * pageSize).prefix(pageSize))
        func most(_ number: Int?) -> HTML { number.map { "\($0.dotted)" } ?? "chưa rõ" }
        let over = (quotas.count(.unmet, after: false), quotas.count(.unmet, after: true))
        let table = RuledTable(
            "Chiến sĩ thi đua cơ sở năm \(year)",
            count:
                "vượt tỷ lệ: trước \(over.0), sau \(over.1) đơn vị; nếu tiếp nhận ngày \(quotas.accepted.vietnamese)",
            columns: [
                Column("Đơn vị", .name) { (line: LocalQuotas.Line) in "\(line.unit)" },
                Column("Lao động tiên tiến", .number, .w8) { "\($0.base.dotted)" },
                Column("CSTĐ cơ sở", .number, .w7) { "\($0.fighters.dotted)" },
                Column("Tối đa trước", .number, .w7) { most($0.mostBefore) },
                Column("Tối đa sau", .number, .w7) { most($0.mostAfter) },
                Column("Trước", .text, .w8) { LocalRegulationPages.status($0.before).html },
                Column("Sau", .text, .w8) { LocalRegulationPages.status($0.after).html },
            ], rows: shown
        ).with {
            $0.hasRule = false
            $0.empty = Empty("Chưa có khen thưởng nào của năm \(year).", "Chọn năm khác, hoặc nhập khen thưởng đã có.")
        }
        return """
            \(table)
            \(if: quotas.lines.count > pageSize, Pager(
                address, page: page, size: pageSize, total: quotas.lines.count, noun: "đơn vị").html)
            """
    }
}
