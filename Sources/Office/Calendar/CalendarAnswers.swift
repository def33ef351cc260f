import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the pages of the calendar.
enum CalendarAnswers {
    /// What was typed about a day off; it stays when the form is refused.
    struct Form: Equatable {
        var day = ""
        var name = ""
        var kind = CalendarDay.Kind.other.rawValue
        var certainty = CalendarDay.Certainty.notice.rawValue
        var worked = ""
        var source = ""

        init() {}

        init(_ call: Call) {
            let form = call.request.form
            (day, name, kind) = (form["ngay"] ?? "", form["ten"] ?? "", form["loai"] ?? "")
            (certainty, worked, source) = (form["chac"] ?? "", form["lam-bu"] ?? "", form["can-cu"] ?? "")
        }

        init(_ day: CalendarDay) {
            (self.day, name, kind) = (day.day.vietnamese, day.name, day.kind.rawValue)
            (certainty, worked) = (day.certainty.rawValue, day.exchangedWith?.vietnamese ?? "")
            source = day.source ?? ""
        }

        func entry() throws -> CalendarEntry {
            guard let day = Day(vietnamese: day.trimmed) else { throw CalendarRefusal.badDay }
            let exchanged = Day(vietnamese: worked.trimmed)
            if exchanged == nil, !worked.trimmed.isEmpty { throw CalendarRefusal.badExchange }
            return CalendarEntry(
                day, name, CalendarDay.Kind(rawValue: kind) ?? .other,
                CalendarDay.Certainty(rawValue: certainty) ?? .notice, workedInstead: exchanged,
                source: source.trimmed.isEmpty ? nil : source)
        }
    }

    static func year(_ call: Call) throws -> Response { try yearPage(call, Form(), refusal: nil) }

    private static func yearPage(_ call: Call, _ typed: Form, refusal: CalendarRefusal?) throws -> Response {
        let visitor = try call.signedIn()
        let asked = call.request.query["nam"] ?? (call.request.form["nam"] ?? "")
        let year = Int(asked).flatMap { (1990...2100).contains($0) ? $0 : nil } ?? call.today.year
        let model = try call.read { db in
            CalendarPages.Year(
                year: year, days: try WorkingCalendar.days(of: year, db), known: try WorkingCalendar.years(db),
                workingDays: try call.office.workingDays(db), today: call.today,
                mayManage: visitor.may(.manageCalendar), typed: typed, refusal: refusal)
        }
        return call.page(
            "Lịch nghỉ năm \(year)", CalendarPages.year(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func add(_ call: Call) throws -> Response {
        let typed = Form(call)
        do {
            let entry = try typed.entry()
            try call.write { _ = try WorkingCalendar.add(entry, by: $0) }
            return back(entry.day, call, saying: "Đã thêm ngày \(entry.day.vietnamese) vào lịch.")
        } catch let refusal as CalendarRefusal {
            return try yearPage(call, typed, refusal: refusal)
        }
    }

    private static func back(_ day: Day, _ call: Call, saying notice: String) -> Response {
        call.redirect(to: Address(CalendarPage.year.path).with("nam", day.year).text, saying: notice)
    }

    private static func day(_ id: ID<CalendarDay>, _ call: Call) throws -> CalendarDay {
        do {
            return try call.read { try WorkingCalendar.day(id, $0) }
        } catch CalendarRefusal.unknown {
            throw FrameRefusal.notFound
        }
    }

    static func edit(_ id: ID<CalendarDay>, _ call: Call) throws -> Response {
        let day = try day(id, call)
        guard day.sort == .off else { throw FrameRefusal.notFound }
        return editPage(day, Form(day), call, refusal: nil)
    }

    private static func editPage(
        _ day: CalendarDay, _ typed: Form, _ call: Call, refusal: CalendarRefusal?
    ) -> Response {
        call.page(
            "Sửa ngày nghỉ \(day.day.vietnamese)",
            CalendarPages.edit(day, typed, refusal: refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func correct(_ id: ID<CalendarDay>, _ call: Call) throws -> Response {
        let (day, typed) = (try day(id, call), Form(call))
        do {
            let entry = try typed.entry()
            try call.write { try WorkingCalendar.correct(id, to: entry, by: $0) }
            return back(entry.day, call, saying: "Đã sửa ngày \(entry.day.vietnamese).")
        } catch let refusal as CalendarRefusal {
            return editPage(day, typed, call, refusal: refusal)
        }
    }

    static func confirm(_ id: ID<CalendarDay>, _ call: Call) throws -> Response {
        let day = try day(id, call)
        try call.write { try WorkingCalendar.confirm(id, source: nil, by: $0) }
        return back(day.day, call, saying: "Đã xác nhận ngày \(day.day.vietnamese); từ nay được tính là ngày nghỉ.")
    }

    static func setRemoved(_ isRemoved: Bool, _ id: ID<CalendarDay>, _ call: Call) throws -> Response {
        let day = try day(id, call)
        try call.write { try WorkingCalendar.setRemoved(isRemoved, id, by: $0) }
        return back(
            day.day, call,
            saying: isRemoved
                ? "Đã bỏ ngày \(day.day.vietnamese) khỏi lịch. Có thể khôi phục ở cuối trang."
                : "Đã khôi phục ngày \(day.day.vietnamese).")
    }
}
