import Markup
import Office
import Vocabulary

/// The HTML of the reports that can be made from the programme.
enum PaperPages {
    struct Reports {
        let from: String
        let to: String
        /// Nil while the period is not understood.
        let days: ClosedRange<Day>?
        let results: ProgrammeResults?
        let error: ReportRefusal?
        let today: Day
    }

    static func reports(_ page: Reports) -> HTML {
        let shown = page.days.map { ($0.lowerBound.vietnamese, $0.upperBound.vietnamese) } ?? (page.from, page.to)
        return """
            \(PageHead("Báo cáo", facts: "Lập từ số liệu của chương trình; tải về để sửa tiếp và trình ký."))
            \(page.error.map { Note(.bad, $0.explanation.notice) })
            \(FilterBar(
                "Thời gian báo cáo", base: Address(ProgrammePaperPage.reports.path),
                filters: [.init("tu", "Từ ngày", .day(shown.0)), .init("den", "Đến ngày", .day(shown.1))],
                isFiltered: !page.from.isEmpty || !page.to.isEmpty))
            \(quick(page))
            \(page.days.map { files($0) })
            \(page.results.map { preview($0, page.today) })
            """
    }

    private static func address(_ path: String, _ days: ClosedRange<Day>) -> Address {
        Address(path).with("tu", days.lowerBound.vietnamese).with("den", days.upperBound.vietnamese)
    }

    private static func quick(_ page: Reports) -> HTML {
        let year = page.today.year
        func link(_ words: String, _ first: Int, _ last: Int) -> HTML? {
            guard let start = Day(year: year, month: first, day: 1), let end = Day.last(ofMonth: last, year: year)
            else {
                return nil
            }
            return Link(words, address(ProgrammePaperPage.reports.path, start...end)).html
        }
        let links =
            (1...4).map { link("quý \($0.roman)", $0 * 3 - 2, $0 * 3) } + [
                link("6 tháng", 1, 6), link("cả năm", 1, 12),
            ]
        return "<p class=\"small soft\">Chọn nhanh, năm \(year): \(links.compactMap(\.self).joined(" · "))</p>"
    }

    private static func files(_ days: ClosedRange<Day>) -> HTML {
        func links(_ kind: ProgrammeReports.Kind, _ files: [PaperFile]) -> HTML {
            let links = files.map { file in
                Action.file(file.rawValue.uppercased(), address(ProgrammePaperPage.report(kind, file).path, days)).html
            }
            return "<span>\(links.joined(" "))</span>"
        }
        return """
            <section class="gap"><ul class="tasks">
            <li><span>Kết quả thực hiện chương trình \(ProgrammePaper.spoken(days))</span>\(links(.results, [.docx, .pdf]))\
            <small>Báo cáo: số liệu theo quý, theo đơn vị; việc quá hạn, việc thôi thực hiện và lý do; đánh giá dự thảo.</small></li>
            <li><span>Chương trình công tác \(ProgrammePaper.spoken(days))</span>\(links(.programme, [.docx, .pdf, .xlsx]))\
            <small>Phụ lục theo Nghị định 30/2020: mọi nhiệm vụ của các kế hoạch trong thời gian này.</small></li>
            </ul></section>

            """
    }

    private static func preview(_ results: ProgrammeResults, _ today: Day) -> HTML {
        Section(
            "Xem trước số liệu",
            content: """
                <p>\(ProgrammeReport.opening(results, today))</p>
                \(RuledTable(
                    "Theo đơn vị chủ trì", count: "\(results.leads.count) đơn vị",
                    columns: [
                        Column("Đơn vị", .name) { HTML(text: $0.name) },
                        Column("Tổng số", .number, .w7) { "\(number: $0.totals.all)" },
                        Column("Xong", .number, .w7) { "\(number: $0.totals.done)" },
                        Column("Quá hạn", .number, .w7) { "\(number: $0.totals.late)" },
                        Column("Thôi", .number, .w7) { "\(number: $0.totals.dropped)" },
                    ], rows: Array(results.leads.prefix(50))
                ).with { $0.empty = Empty("Không có việc nào đến hạn trong thời gian này.") })
                """
        ).html
    }
}
