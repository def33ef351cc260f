import Markup
import Vocabulary

/// The HTML of the calendar of working days.
enum CalendarPages {
    typealias Token = [(name: String, value: String)]

    struct Year {
        let year: Int
        let days: [CalendarDay]
        let known: ClosedRange<Int>?
        let workingDays: WorkingDays
        let today: Day
        let mayManage: Bool
        let typed: CalendarAnswers.Form
        let refusal: CalendarRefusal?
    }

    static func year(_ model: Year, token: Token) -> HTML {
        let standing = model.days.filter { !$0.isRemoved }
        let removed = model.days.filter { $0.isRemoved && $0.sort == .off }
        let fields = fields(model.typed, model.refusal)
        return """
            \(PageHead(
                "Lịch nghỉ năm \(model.year)", facts: facts(model),
                actions: model.mayManage ? [.link("Thêm ngày nghỉ", "#them", .primary)] : []))
            \(if: model.mayManage, ErrorSummary("Chưa thêm được ngày nghỉ", fields: fields)?.html ?? .empty)
            \(if: model.refusal != nil && fields.allSatisfy { $0.error == nil }, model.refusal.map { Note(.bad, $0.explanation.notice) }?.html ?? .empty)
            \(years(model))
            \(unsettled(standing))
            \(table(model, standing, token))
            \(months(model))
            \(if: !removed.isEmpty && model.mayManage, removedTable(removed, token))
            \(if: model.mayManage, Section("Thêm ngày nghỉ", id: "them", content: """
                \(Form(to: CalendarPage.add.path, hidden: token + [("nam", String(model.year))], content: """
                    \(fields)\(Actions([.submit("Thêm vào lịch", .primary, busy: "Đang thêm…")]))
                    """))
                """).html)
            """
    }

    private static func facts(_ model: Year) -> HTML {
        guard let first = Day(year: model.year, month: 1, day: 1), let last = Day(year: model.year, month: 12, day: 31)
        else { return .empty }
        let working = model.workingDays.count(after: first.adding(days: -1), through: last)
        return "\(number: working) ngày làm việc. Mọi thời hạn theo ngày làm việc trong phần mềm tính theo lịch này."
    }

    private static func years(_ model: Year) -> HTML {
        let known = model.known ?? model.year...model.year
        // The year after the last one can be prepared.
        let shown = (max(known.lowerBound, model.year - 3)...max(known.upperBound, model.year) + 1).prefix(8)
        return Views(
            "Các năm",
            shown.map {
                Link("\($0)", Address(CalendarPage.year.path).with("nam", $0), isCurrent: $0 == model.year)
            }
        ).html
    }

    private static func unsettled(_ days: [CalendarDay]) -> HTML {
        let open = days.count { $0.certainty == .unsettled && $0.sort == .off }
        guard open > 0 else { return .empty }
        return Note(
            .care, "\(open) ngày chưa xác nhận, chưa được tính là ngày nghỉ.",
            body: "Khi có thông báo của cơ quan có thẩm quyền, xác nhận hoặc sửa từng ngày."
        ).html
    }

    private static func table(_ model: Year, _ days: [CalendarDay], _ token: Token) -> HTML {
        RuledTable(
            "Ngày nghỉ và ngày làm bù", count: "\(days.count) ngày",
            columns: [
                Column("Ngày", .day, .w9) { "<b>\($0.day)</b><small>\($0.day.weekdayName)</small>" },
                Column("Tên", .name) { "\($0.name)" },
                Column("Loại", .text, .w13) { day in
                    day.sort == .worked ? "<b>ngày làm bù</b>" : "\(kindWords(day))"
                },
                Column("Căn cứ", .text, .w13) { day in
                    day.certainty == .unsettled
                        ? Status(.care, "Chưa xác nhận").html
                        : "\(day.certainty.vietnamese)\(day.source.map { "<small>\($0)</small>" as HTML })"
                },
                Column("Việc làm được", .action, .w13, isOnPaper: false) { day in
                    model.mayManage && day.sort == .off ? actions(day, token) : .empty
                },
            ], rows: days
        ).with {
            $0.empty = Empty(
                "Lịch năm \(model.year) chưa có ngày nghỉ nào.",
                model.mayManage
                    ? "Thêm các ngày nghỉ khi có thông báo của năm." : "Thứ Bảy, Chủ nhật vẫn được tính là ngày nghỉ.")
        }.html
    }

    private static func kindWords(_ day: CalendarDay) -> String {
        guard let worked = day.exchangedWith else { return day.kind.vietnamese }
        return "nghỉ hoán đổi, làm bù \(worked.weekdayName) \(worked.vietnamese)"
    }

    private static func actions(_ day: CalendarDay, _ token: Token) -> HTML {
        let subject = "ngày \(day.day.vietnamese)"
        let confirm: HTML =
            day.certainty == .unsettled
            ? PostButton(.submit("Xác nhận", subject: subject), to: CalendarPage.confirm(day.id).path, hidden: token)
                .html
            : .empty
        return """
            <div class="acts">\(confirm)\(Link("Sửa", CalendarPage.edit(day.id).path, subject: subject))\
            \(PostButton(.submit("Bỏ", .low, subject: subject), to: CalendarPage.remove(day.id).path, hidden: token))</div>
            """
    }

    private static func removedTable(_ days: [CalendarDay], _ token: Token) -> HTML {
        RuledTable(
            "Đã bỏ khỏi lịch", count: "\(days.count) ngày, không được tính",
            columns: [
                Column("Ngày", .day, .w9) { "<b>\($0.day)</b><small>\($0.day.weekdayName)</small>" },
                Column("Tên", .name) { "\($0.name)" },
                Column("Việc làm được", .action, .w13, isOnPaper: false) { day in
                    PostButton(
                        .submit("Khôi phục", .low, subject: "ngày \(day.day.vietnamese)"),
                        to: CalendarPage.restore(day.id).path, hidden: token
                    ).html
                },
            ], rows: days
        ).html
    }

    /// The twelve months with the days off in them.
    private static func months(_ model: Year) -> HTML {
        let months = (1...12).map { month in
            MonthCalendar(
                year: model.year, month: month, today: model.today, marks: [:], daysOff: model.workingDays.daysOff
            ).html
        }
        return Section(
            "Cả năm trên một trang", count: "ngày nghỉ lễ gạch ngang", id: "ca-nam",
            content: "<div class=\"months\">\(months)</div>"
        ).html
    }

    // MARK: Form

    private static func fields(_ typed: CalendarAnswers.Form, _ refusal: CalendarRefusal?) -> [Field] {
        let errors = refusal.flatMap { refusal in refusal.field.map { [$0: refusal.explanation.notice] } } ?? [:]
        return [
            Field("ngay", "Ngày nghỉ", hint: "Ví dụ: 02/09/2026", .day(typed.day)),
            Field("ten", "Tên ngày nghỉ", .text(typed.name, length: 40)),
            Field(
                "loai", "Loại",
                .choice(
                    CalendarDay.Kind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: typed.kind)),
            Field(
                "lam-bu", "Ngày làm bù", hint: "Chỉ khi hoán đổi: ngày thứ Bảy hoặc Chủ nhật phải làm thay.",
                isOptional: true,
                .day(typed.worked)),
            Field(
                "chac", "Mức chắc chắn", hint: "Ngày chưa xác nhận không được tính là ngày nghỉ.",
                .choice(
                    CalendarDay.Certainty.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: typed.certainty)),
            Field(
                "can-cu", "Văn bản", hint: "Số thông báo, quyết định.", isOptional: true,
                .text(typed.source, length: 40)),
        ].map { $0.with(errors: errors) }
    }

    static func edit(_ day: CalendarDay, _ typed: CalendarAnswers.Form, refusal: CalendarRefusal?, token: Token) -> HTML
    {
        let fields = fields(typed, refusal)
        let back = Address(CalendarPage.year.path).with("nam", day.day.year)
        return """
            \(PageHead(
                "Sửa ngày nghỉ", facts: "\(day.day.withWeekday), \(day.name)",
                trail: [Link("Lịch nghỉ năm \(day.day.year)", back)], here: "Sửa ngày nghỉ"))
            \(ErrorSummary("Chưa sửa được", fields: fields))
            \(Form(to: CalendarPage.correct(day.id).path, hidden: token, content: """
                \(fields)\(Actions([.submit("Lưu", .primary, busy: "Đang lưu…"), .link("Thôi", back, .low)]))
                """))
            """
    }
}
