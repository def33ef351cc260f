import Markup
import Office
import Vocabulary

/// The HTML of the calendar of a month and of a year, and of the anniversaries.
enum CalendarViewPages {
    struct Month {
        let month: ProgrammeMonth
        let today: Day
        let daysOff: [Day: String]
    }

    private static func address(_ year: Int, _ month: Int?) -> Address {
        let base = Address(ViewsPage.calendar.path).with("nam", year)
        return month.map { base.with("thang", $0) } ?? base.with("xem", "nam")
    }

    private static func views(_ year: Int, month: Int?) -> HTML {
        Views(
            "Cách xem lịch",
            [
                Link("Tháng", address(year, month ?? 1), isCurrent: month != nil),
                Link("Năm", address(year, nil), isCurrent: month == nil),
                Link("Ngày kỷ niệm", ViewsPage.anniversaries.path),
                Link("Đưa vào điện thoại", ViewsPage.feeds.path),
            ]
        ).html
    }

    static func month(_ page: Month) -> HTML {
        let month = page.month
        let (before, after) = (month.first.adding(days: -1), month.last.adding(days: 1))
        let turns: HTML = """
            \(Link("‹ Tháng \(before.month)", address(before.year, before.month)))\
             · \(Link("hôm nay", Address(ViewsPage.calendar.path)))\
             · \(Link("Tháng \(after.month) ›", address(after.year, after.month)))
            """
        let total = month.counts.values.reduce(0) { $0 + $1.count }
        return """
            \(PageHead(
                "Lịch công tác tháng \(month.month)/\(month.year)",
                facts: "\(number: total) việc đến hạn · <span class=\"screen\">\(turns)</span>", actions: [.print("In", .plain)]))
            \(views(month.year, month: month.month))
            \(MonthSheet(
                year: month.year, month: month.month, today: page.today, daysOff: page.daysOff, days: days(page)))
            """
    }

    private static func days(_ page: Month) -> [Day: [MonthSheet.Entry]] {
        let month = page.month
        var days: [Day: [MonthSheet.Entry]] = [:]
        for anniversary in month.anniversaries {
            guard let day = anniversary.day(of: month.year) else { continue }
            days[day, default: []].append(
                .init(
                    anniversary.words(in: month.year), to: nil,
                    kind: anniversary.isRound(in: month.year) ? .feast : .quiet))
        }
        for event in month.events {
            guard let span = event.days else { continue }
            var day = max(span.lowerBound, month.first)
            while day <= min(span.upperBound, month.last) {
                days[day, default: []].append(
                    .init(event.name.shortened(70), to: TimingPage.event(event.id).path, kind: .event))
                day = day.adding(days: 1)
            }
        }
        for (day, lines) in month.lines {
            for line in lines {
                let isLate = Task.isLate(line.state, due: line.due, on: page.today)
                days[day, default: []].append(
                    .init(
                        line.text.shortened(70), to: ProgrammePage.task(line.task).path,
                        kind: isLate ? .late : line.state == .done ? .done : .task))
            }
            let rest = (month.counts[day]?.count ?? lines.count) - lines.count
            if rest > 0 {
                let all = TaskFilter(year: month.year, day: day).address(ProgrammePage.programme.path)
                days[day, default: []].append(.init("và \(rest.dotted) việc khác", to: all.text, kind: .quiet))
            }
        }
        return days
    }

    // MARK: Year

    struct Year {
        let year: ProgrammeYear
        let today: Day
    }

    static func year(_ page: Year) -> HTML {
        let year = page.year
        var entries: [Int: [(day: Int, entry: YearCalendar.Entry)]] = [:]
        for anniversary in year.anniversaries {
            guard let day = anniversary.day(of: year.year) else { continue }
            entries[day.month, default: []].append(
                (day.civil.day, .init(day.short, anniversary.words(in: year.year), ViewsPage.anniversaries.path)))
        }
        for event in year.events {
            guard let day = event.time.firstDay else { continue }
            let isExact = event.days != nil
            entries[day.month, default: []].append(
                (
                    isExact ? day.civil.day : 32,
                    .init(isExact ? day.short : "", event.name.shortened(80), TimingPage.event(event.id).path)
                ))
        }
        for month in year.months where month.totals.standing > 0 {
            let all = TaskFilter(year: year.year, month: month.number, sort: .due).address(ProgrammePage.programme.path)
            let late = month.totals.late
            entries[month.number, default: []].append(
                (
                    99,
                    .init(
                        "", "\(month.totals.standing.dotted) việc đến hạn\(late > 0 ? ", \(late.dotted) quá hạn" : "")",
                        all.text, isLate: late > 0)
                ))
        }
        let others = [year.year - 1, year.year + 1].map { Link("năm \($0)", address($0, nil)).html }
        return """
            \(PageHead(
                "Lịch công tác năm \(year.year)", facts: "<span class=\"screen\">xem \(others.joined(", "))</span>",
                actions: [.print("In", .plain)]))
            \(views(year.year, month: nil))
            <div class="gap">\(YearCalendar(
                year.year,
                entries: entries.mapValues { month in month.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element.entry) },
                nowMonth: year.year == page.today.year ? page.today.month : nil))</div>
            """
    }

    // MARK: Anniversaries

    struct TypedAnniversary {
        var name = ""
        var day = ""
        var since = ""
    }

    struct Anniversaries {
        let list: [Anniversary]
        let today: Day
        let typed: TypedAnniversary
        let error: AnniversaryRefusal?
        let mayManage: Bool
        let hidden: [(name: String, value: String)]
    }

    static func anniversaries(_ page: Anniversaries) -> HTML {
        let year = page.today.year
        var columns: [Column<Anniversary>] = [
            Column("Ngày", .day, .w5) {
                "<b>\($0.day < 10 ? "0" : "")\($0.day)/\($0.month < 10 ? "0" : "")\($0.month)</b>"
            },
            Column("Tên", .name) { HTML(text: $0.name) },
            Column("Từ năm", .number, .w7) { $0.since.map { "\($0)" } ?? "–" },
            Column("Năm \(year)", .text, .w13) { one in
                one.years(in: year).map { "\($0) năm\(if: one.isRound(in: year), ", <b>năm tròn</b>")" } ?? "–"
            },
            Column("Của", .text, .w9) { $0.branch == nil ? "cả nước" : "tỉnh" },
        ]
        if page.mayManage {
            columns.append(
                Column("Bỏ", .action, .w7) { one in
                    PostButton(
                        .submit("Bỏ", .low), to: ViewsPage.removeAnniversary(one.id).path, hidden: page.hidden
                    ).html
                })
        }
        let fields = fields(page)
        let form: HTML =
            page.mayManage
            ? Section(
                "Thêm ngày kỷ niệm",
                content:
                    "<div class=\"narrow-left\">\(Form(to: ViewsPage.addAnniversary.path, hidden: page.hidden, content: "\(fields)\(Actions([.submit("Thêm ngày kỷ niệm")]))"))</div>"
            ).html : .empty
        return """
            \(PageHead(
                "Ngày kỷ niệm", facts: "Các ngày mà phong trào hướng tới; hiện trong lịch công tác.",
                trail: [Link("Lịch công tác", ViewsPage.calendar.path)], here: "Ngày kỷ niệm"))
            \(ErrorSummary("Ngày kỷ niệm chưa thêm được", fields: fields))
            \(RuledTable("Trong năm", count: "\(page.list.count) ngày", columns: columns, rows: page.list).with {
                $0.empty = Empty("Chưa có ngày kỷ niệm nào.")
            })
            <div class="gap">\(form)</div>
            """
    }

    private static func fields(_ page: Anniversaries) -> [Field] {
        guard page.mayManage else { return [] }
        let name = page.error.map { error -> String in
            switch error {
            case .noName, .unknown: "ten"
            case .badDay: "ngay"
            case .badYear: "tu-nam"
            }
        }
        let errors = name.flatMap { name in page.error.map { [name: $0.explanation.notice] } } ?? [:]
        return [
            Field("ten", "Tên", .text(page.typed.name, length: 50)),
            Field("ngay", "Ngày, tháng", hint: "Ví dụ 28/06.", .text(page.typed.day, length: 6)),
            Field(
                "tu-nam", "Từ năm", hint: "Để tính số năm; ví dụ 1909.", isOptional: true,
                .text(page.typed.since, kind: .number, length: 6)),
        ].map { $0.with(errors: errors) }
    }
}
