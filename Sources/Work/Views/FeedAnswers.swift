import Database
import HTTP
import Markup
import Office
import Vocabulary

/// The answers of calendar addresses.
enum FeedAnswers {
    static func list(_ call: Call) throws -> Response { try list(call, new: nil, refusal: nil) }

    private static func list(_ call: Call, new secret: String?, refusal: CalendarFeedRefusal?) throws -> Response {
        let visitor = try call.signedIn()
        let page = try call.read { db in
            FeedPages.List(
                feeds: try CalendarFeed.all(of: visitor.account, db), units: try TaskUnits.all(for: visitor, db),
                newPath: secret.map { ViewsPage.feed($0).path }, site: call.site, refusal: refusal,
                today: call.today, hidden: call.hiddenToken)
        }
        return call.page("Địa chỉ lịch", FeedPages.list(page), status: refusal == nil ? 200 : 422)
    }

    static func make(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let unit = call.request.form["don-vi"].flatMap { ID<Unit>($0) }
        do {
            let secret = try call.write { try CalendarFeed.make(unit: unit, for: visitor, by: $0) }
            return try list(call, new: secret, refusal: nil)
        } catch let refusal as CalendarFeedRefusal {
            return try list(call, new: nil, refusal: refusal)
        }
    }

    static func revoke(_ id: ID<CalendarFeed>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        try call.write { try CalendarFeed.revoke(id, of: visitor.account, by: $0) }
        return call.redirect(to: ViewsPage.feeds, saying: "Đã thu hồi: địa chỉ đó không đọc được nữa.")
    }

    /// A calendar of the last year and the next two; what the account may no longer see is no longer in it.
    static func feed(_ secret: String, _ call: Call) throws -> Response {
        let today = call.today
        let bytes = try call.read { db -> [UInt8]? in
            guard let owner = try CalendarFeed.owner(secret, db),
                let visitor = try Visitor.of(owner.account, on: today, db), visitor.may(.readProgramme)
            else { return nil }
            return try CalendarFeedText.of(unit: owner.unit, for: visitor, today: today, db)
        }
        guard let bytes else {
            return .text(
                "Địa chỉ lịch này không còn dùng được. Hãy vào Vinh Danh, mục Lịch công tác, để lấy địa chỉ mới.",
                status: 404)
        }
        return Response(headers: [("Content-Type", "text/calendar; charset=utf-8")], body: .bytes(bytes))
    }
}

/// What stands in a calendar.
enum CalendarFeedText {
    private static let most = 5000

    static func of(unit: ID<Unit>?, for visitor: Visitor, today: Day, _ db: any Reader) throws -> [UInt8] {
        let unitName: String? = try unit.flatMap { try Organisations.unit($0, db)?.name }
        var calendar = CalendarText(name: "Chương trình \(unitName ?? visitor.name)")
        let days = today.adding(days: -366)...today.adding(days: 731)
        let ofUnit: SQL =
            unit.map { "AND EXISTS (SELECT 1 FROM task_unit tu WHERE tu.task = t.id AND tu.unit = \($0))" } ?? ""
        try db.each(
            """
            SELECT t.id, t.text, t.due_day, t.first_day, t.time_words, t.lead_text, t.state, t.changed FROM task t
            WHERE t.schedule = 'dated' AND t.due_sort BETWEEN \(days.lowerBound) AND \(days.upperBound)
                AND t.state <> 'dropped' AND \(sql: TaskScope.condition(for: visitor)) \(sql: ofUnit)
            ORDER BY t.due_sort, t.id LIMIT \(most)
            """
        ) { row in
            let (id, text, due): (ID<Task>, String, Day) = (try row("id"), try row("text"), try row("due_day"))
            let state: Task.State = try row("state")
            let lead: String? = try row("lead_text")
            let words: String = try row("time_words")
            let detail = ["Kế hoạch ghi: \(words)", lead.map { "Chủ trì: \($0)" }, "Tình trạng: \(state.vietnamese)"]
            calendar.event(
                "viec-\(id)", (state == .done ? "✓ " : "") + text, from: due, through: due,
                detail: detail.compactMap(\.self).joined(separator: "\n"), changed: try row("changed"))
        }
        for event in try ProgrammeMonth.events(days, for: visitor, db) {
            guard let span = event.days else { continue }
            calendar.event(
                "su-kien-\(event.id)", event.name, from: span.lowerBound, through: span.upperBound,
                detail: "Thời gian: \(event.timeWords)", place: event.venue, changed: event.changed)
        }
        for anniversary in try Anniversaries.all(for: visitor, db) {
            for year in today.year...today.year + 1 {
                guard let day = anniversary.day(of: year) else { continue }
                calendar.event(
                    "ky-niem-\(anniversary.id)-\(year)", anniversary.words(in: year), from: day, through: day,
                    changed: Instant(day, hour: 0))
            }
        }
        return calendar.bytes
    }
}
