import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of the calendar and of the anniversaries.
enum CalendarViewAnswers {
    static func calendar(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let year = ViewsAnswers.year(call)
        if query["xem"] == "nam" {
            let page = try call.read { db in
                CalendarViewPages.Year(
                    year: try ProgrammeYear.of(year, for: visitor, today: call.today, db), today: call.today)
            }
            return call.page(
                "Lịch công tác năm \(year)",
                "\(call.paperHead())\(CalendarViewPages.year(page))\(call.paperFoot("lịch công tác năm \(year)"))",
                shape: .landscape)
        }
        let month = query["thang"].flatMap { Int($0) }.flatMap { (1...12).contains($0) ? $0 : nil } ?? call.today.month
        let page = try call.read { db in
            CalendarViewPages.Month(
                month: try ProgrammeMonth.of(year: year, month: month, for: visitor, today: call.today, db),
                today: call.today, daysOff: try call.office.workingDays(db).daysOff)
        }
        return call.page(
            "Lịch công tác tháng \(month)/\(year)",
            "\(call.paperHead())\(CalendarViewPages.month(page))\(call.paperFoot("lịch công tác tháng \(month)/\(year)"))",
            shape: .landscape)
    }

    // MARK: Anniversaries

    static func anniversaries(_ call: Call) throws -> Response {
        try anniversaries(call, CalendarViewPages.TypedAnniversary(), error: nil)
    }

    private static func anniversaries(
        _ call: Call, _ typed: CalendarViewPages.TypedAnniversary, error: AnniversaryRefusal?
    ) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            CalendarViewPages.Anniversaries(
                list: try Work.Anniversaries.all(for: visitor, db), today: call.today, typed: typed, error: error,
                mayManage: visitor.may(.manageCalendar), hidden: call.hiddenToken)
        }
        return call.page("Ngày kỷ niệm", CalendarViewPages.anniversaries(page), status: error == nil ? 200 : 422)
    }

    static func add(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        let typed = CalendarViewPages.TypedAnniversary(
            name: form["ten"] ?? "", day: form["ngay"] ?? "", since: form["tu-nam"] ?? "")
        do {
            let entry = try typed.entry()
            try call.write { _ = try Work.Anniversaries.add(entry, branch: visitor.province?.path, by: $0) }
            return call.redirect(to: ViewsPage.anniversaries, saying: "Đã thêm “\(entry.name.trimmed)”.")
        } catch let refusal as AnniversaryRefusal {
            return try anniversaries(call, typed, error: refusal)
        }
    }

    static func remove(_ id: ID<Anniversary>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            try call.write { operation in
                guard try Work.Anniversaries.all(for: visitor, operation).contains(where: { $0.id == id }) else {
                    throw FrameRefusal.notFound
                }
                try Work.Anniversaries.remove(id, by: operation)
            }
        } catch AnniversaryRefusal.unknown {
            throw FrameRefusal.notFound
        }
        return call.redirect(to: ViewsPage.anniversaries, saying: "Đã bỏ ngày kỷ niệm.")
    }
}

extension CalendarViewPages.TypedAnniversary {
    func entry() throws -> AnniversaryEntry {
        let parts = day.trimmed.split(separator: "/").map { Int($0) }
        guard parts.count == 2, let day = parts[0], let month = parts[1] else {
            throw AnniversaryRefusal.badDay
        }
        let typedYear = since.trimmed
        let year = Int(typedYear)
        if year == nil, !typedYear.isEmpty { throw AnniversaryRefusal.badYear }
        return AnniversaryEntry(name, month: month, day: day, since: year)
    }
}
