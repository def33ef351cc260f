import Markup
import Office
import Vocabulary

/// The HTML of one's own work.
enum HomePages {
    struct Mine {
        let work: MyWork
        let visitor: Visitor
        let today: Day
        /// Any day of the month shown.
        let month: Day
        let daysOff: [Day: String]
        var unitPlans = UnitPlansAtHome()

        var watchesAll: Bool { visitor.may(.readAllTasks) }
    }

    static func mine(_ page: Mine) -> HTML {
        """
        \(PageHead(
            "Việc của tôi", facts: "\(page.today.withWeekday) · tuần \(page.today.week) · \(page.today.quarterName)",
            actions: actions(page)))
        \(opening(page))
        \(Columns(work: work(page), label: "Lịch và tiến độ", context: context(page)))
        """
    }

    private static func actions(_ page: Mine) -> [Action] {
        [.print("In danh sách", .plain)]
            + (page.visitor.may(.preparePlans) ? [.link("Nhập kế hoạch", DraftPage.upload.path, .primary)] : [])
    }

    private static func opening(_ page: Mine) -> HTML {
        let work = page.work
        var parts: [HTML] = []
        if work.late.count > 0 {
            parts.append("<b><a href=\"#qua-han\">\(number: work.late.count) việc quá hạn</a></b>")
        }
        if work.soon.count > 0 {
            parts.append("<a href=\"#sap-han\">\(number: work.soon.count) việc đến hạn trong 7 ngày</a>")
        }
        if !work.drafts.isEmpty, page.visitor.may(.preparePlans) {
            parts.append("<a href=\"#cho\">\(number: work.drafts.count) bản nháp chờ đối chiếu</a>")
        }
        if work.coordinating.count > 0 {
            parts.append(
                "\(parts.isEmpty ? "Đơn" : "đơn") vị <a href=\"#phoi-hop\">phối hợp \(number: work.coordinating.count) việc chưa xong</a>"
            )
        }
        guard !parts.isEmpty else {
            return OpeningSentence("Hôm nay không có việc nào quá hạn hay đến hạn trong 7 ngày.").html
        }
        return OpeningSentence("\(parts.joined(", ")).").html
    }

    private static func work(_ page: Mine) -> HTML {
        let asked: HTML =
            page.work.asked.isEmpty
            ? .empty
            : "\(OpinionPages.table("Xin ý kiến tôi", page.work.asked, page.today, id: "xin-y-kien"))\n"
        let parts = SubtaskPages.mine(page.work.subtasks, page.today)
        return
            "\(asked)\(parts)\(if: !parts.isEmpty, "\n")\(tasks(page))\(UnitPlansAtHome.html(page.unitPlans, page.today))"
    }

    private static func tasks(_ page: Mine) -> HTML {
        let (work, today) = (page.work, page.today)
        let base = TaskFilter(year: today.year, sort: .due)
        func list(_ change: (inout TaskFilter) -> Void) -> Address {
            base.with(change).address(ProgrammePage.programme.path)
        }
        let late = TaskTables.byDue(
            "Quá hạn", work.late.count == 0 ? nil : "\(work.late.count.dotted) việc, chậm tính theo ngày", work.late,
            today: today, id: "qua-han",
            more: Link("Xem cả \(work.late.count.dotted) việc", list { $0.status = .late }),
            empty: Empty("Không có việc nào quá hạn."))
        let soon = TaskTables.byDue(
            "Đến hạn trong 7 ngày",
            work.soon.count == 0
                ? nil
                : "\(work.soon.count.dotted) việc, đến \(today.adding(days: 7).weekdayName) \(today.adding(days: 7).short)",
            work.soon, today: today, id: "sap-han",
            more: Link("Xem cả \(work.soon.count.dotted) việc", list { $0.status = .soon }),
            empty: Empty("Bảy ngày tới chưa có việc nào đến hạn.", "Việc sắp tới hiện ở lịch bên."))
        if page.watchesAll { return "\(late)\n\(soon)\n\(waiting(page))" }
        let later = TaskTables.byDue(
            "Việc sắp tới",
            work.later.count == 0 ? nil : "\(work.later.count.dotted) việc đơn vị chủ trì hoặc tham mưu", work.later,
            today: today,
            id: "sap-toi", more: Link("Xem cả \(work.later.count.dotted) việc", list { $0.role = .lead }),
            empty: Empty("Chưa có việc nào sau 7 ngày tới."))
        let coordinating = TaskTables.byDue(
            "Đơn vị phối hợp", work.coordinating.count == 0 ? nil : "\(work.coordinating.count.dotted) việc chưa xong",
            work.coordinating, today: today,
            id: "phoi-hop",
            more: Link("Xem cả \(work.coordinating.count.dotted) việc", list { $0.role = .coordinator }),
            empty: Empty("Đơn vị không phối hợp việc nào chưa xong."))
        return "\(late)\n\(soon)\n\(later)\n\(coordinating)"
    }

    private static func waiting(_ page: Mine) -> HTML {
        guard page.visitor.may(.preparePlans) else { return .empty }
        return RuledTable(
            "Chờ tôi", count: "\(page.work.drafts.count) bản nháp, cũ nhất ở trên",
            columns: [
                Column("Sửa lần cuối", .day, .w5) { $0.changed.day.cell(today: page.today) },
                Column("Việc", .name) { (draft: MyWork.WaitingDraft) -> HTML in
                    """
                    \(Link(draft.title, DraftPage.review(draft.id).path))<small>kế hoạch năm \(draft.year), \(draft.tasks.dotted) việc</small>
                    """
                },
                Column("Tình trạng", .text, .w18) { draft -> HTML in
                    let left = [
                        draft.itemsLeft > 0 ? "\(draft.itemsLeft.dotted) việc chưa xem" : nil,
                        draft.warningsLeft > 0 ? "\(draft.warningsLeft.dotted) cảnh báo chưa trả lời" : nil,
                    ].compactMap { $0 }
                    let status =
                        left.isEmpty ? Status(.yours, "Chờ nhận vào chương trình") : Status(.yours, "Chờ đối chiếu")
                    return "\(status)\(left.isEmpty ? nil : "<small>\(left.joined(separator: ", "))</small>" as HTML?)"
                },
            ], rows: page.work.drafts
        ).with {
            $0.id = "cho"
            $0.empty = Empty(
                "Không có bản nháp nào chờ đối chiếu.",
                "Kế hoạch vừa nhập sẽ nằm ở đây đến khi được nhận vào chương trình.",
                Link("Nhập kế hoạch", DraftPage.upload.path))
        }.html
    }

    // MARK: Aside

    private static func context(_ page: Mine) -> HTML {
        let own = page.work.drafts.filter { $0.account == page.visitor.account }
        let drafts: HTML =
            own.isEmpty
            ? .empty
            : Section(
                "Bản nháp của tôi",
                content: Lines(
                    own.map { draft in
                        """
                        \(Link(draft.title, DraftPage.review(draft.id).path))<br>\
                        <span class="soft small">lưu \(draft.changed.since(today: page.today))</span>
                        """
                    }
                ).html
            ).html
        return "\(calendar(page))\(lists(page))\(progress(page))\(drafts)"
    }

    /// What one chose or was given, whatever unit it belongs to.
    private static func lists(_ page: Mine) -> HTML {
        let base = TaskFilter(year: page.today.year, sort: .due)
        var links = TaskFilter.Mine.allCases.map { mine in
            let words = "Việc " + mine.vietnamese.loweredStart
            return Link(words, base.with { $0.mine = mine }.address(ProgrammePage.programme.path)).html
        }
        if page.visitor.may(.workOnTasks) {
            links.append(Link("Phân công, bàn giao việc", HandoverPage.many.path).html)
        }
        return Section("Danh sách riêng", content: Lines(links).html).html
    }

    private static func calendar(_ page: Mine) -> HTML {
        let (year, month, _) = page.month.civil
        var marks: [Day: MonthCalendar.Mark] = [:]
        for (day, found) in page.work.month {
            let address = TaskFilter(year: year, day: day).address(ProgrammePage.programme.path)
            marks[day] = MonthCalendar.Mark("\(found.count.dotted) việc", address.text, isLate: found.isLate)
        }
        func turn(_ words: String, _ name: String, _ day: Day?) -> Link? {
            day.map { day in
                let (year, month, _) = day.civil
                return Link(
                    words, "/viec-cua-toi?thang=\(year)-\(month < 10 ? "0" : "")\(month)",
                    subject: "\(name) tháng \(month)/\(year)")
            }
        }
        let first = Day(year: year, month: month, day: 1)
        let last = Day.last(ofMonth: month, year: year)
        let calendar = MonthCalendar(
            year: year, month: month, today: page.today, marks: marks, count: "hạn của các việc", daysOff: page.daysOff,
            previous: turn("‹", "xem", first?.adding(days: -1)), next: turn("›", "xem", last?.adding(days: 1)))
        return "<section>\(calendar)</section>\n"
    }

    static func progress(_ page: Mine) -> HTML {
        let board = page.work.board
        let rows = board.quarters.map { quarter -> HTML in
            """
            <tr><th scope="row" class="plain">Quý \(quarter.number.roman)</th>\
            <td>\(TaskTables.squares("Quý \(quarter.number.roman)", quarter.totals, perRow: 11))</td></tr>

            """
        }
        return Section(
            "Chương trình \(board.year)", aside: Link("Bảng quý", ProgrammePage.programme.path).html,
            content: """
                <table class="bars"><caption class="hide">Tiến độ theo quý</caption><tbody>
                \(rows)</tbody></table>
                \(Squares.key)
                """
        ).html
    }
}

extension Day {
    /// The week of the year by ISO 8601: the first one has the year's first Thursday.
    var week: Int {
        let thursday = adding(days: 4 - weekday)
        let first = Day(year: thursday.year, month: 1, day: 1) ?? thursday
        return thursday.days(since: first) / 7 + 1
    }
}
