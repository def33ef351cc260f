import Database
import HTTP
import Markup
import Office
import Paper
import Vocabulary

/// A unit's reminder: its text to copy and its picture.
public enum UnitReminderPage: Page, Equatable {
    case one(ID<Unit>)
    case picture(ID<Unit>)

    public var path: String {
        switch self {
        case .one(let id): "/don-vi/\(id)/loi-nhac"
        case .picture(let id): "/don-vi/\(id)/loi-nhac.png"
        }
    }

    public var method: HTTP.Method { .get }
    public var needs: Need { .permission(.readProgramme) }

    /// Drawing takes some milliseconds.
    public var lane: Lane { if case .picture = self { .slow } else { .fast } }

    public func answer(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let office = visitor.unit?.name ?? "Cơ quan thường trực"
        switch self {
        case .one(let id):
            let reminder = try call.read { try UnitReminder.of(id, for: visitor, today: call.today, $0) }
            let height = reminder.isEmpty ? 0 : try reminder.card(from: office, today: call.today).drawn().height
            let content = Self.page(
                reminder, office, height: height, mayUrge: visitor.may(.manageTasks), today: call.today,
                hidden: call.hiddenToken)
            return call.page("Lời nhắc \(reminder.name)", content)
        case .picture(let id):
            let reminder = try call.read { try UnitReminder.of(id, for: visitor, today: call.today, $0) }
            guard !reminder.isEmpty else { throw FrameRefusal.notFound }
            let bytes = try reminder.card(from: office, today: call.today).png()
            return Response(
                headers: [("Content-Type", "image/png"), ("Cache-Control", "no-store")], body: .bytes(bytes))
        }
    }

    private static func page(
        _ reminder: UnitReminder, _ office: String, height: Int, mayUrge: Bool, today: Day,
        hidden: [(name: String, value: String)]
    ) -> HTML {
        let head = PageHead(
            "Lời nhắc gửi \(reminder.name)",
            facts: HTML(
                text:
                    "\(reminder.late.count.dotted) việc quá hạn, \(reminder.soon.count.dotted) việc đến hạn trong \(UnitReminder.days) ngày, tính đến \(today.withWeekday.loweredStart)"
            ),
            trail: [Link("Việc của \(reminder.name)", ViewsPage.unit(reminder.unit).path)], here: "Lời nhắc")
        guard !reminder.isEmpty else {
            return """
                \(head)
                \(Empty("Đơn vị không có việc nào quá hạn hay sắp đến hạn.", "Không có gì để nhắc."))
                """
        }
        let picture = UnitReminderPage.picture(reminder.unit).path
        let field = Field(
            "loi", "Lời nhắc ngắn", hint: "Chép rồi dán vào Zalo; sửa được trước khi chép.",
            .area(reminder.text(from: office, today: today), rows: 12))
        let words = "Ảnh nhắc việc gửi \(reminder.name): nội dung như lời nhắc bên cạnh"
        let urge: HTML =
            mayUrge && reminder.late.count > 0
            ? PostButton(
                .submit("Soạn lời đôn đốc, ghi nhật ký", .plain), to: UrgingPage.draft.path,
                hidden: hidden + [(name: "don-vi", value: reminder.unit.description)]
            ).html : .empty
        return """
            \(head)
            <div class="narrow-left">\(field)\(Actions([.copyText("Chép để dán vào Zalo", of: "loi", .primary)]))</div>
            \(Section("Ảnh để gửi Zalo", content: """
                <p class="small soft">Bấm giữ hoặc bấm chuột phải vào ảnh để chép, hay tải về rồi gửi.</p>\
                <p class="gap-s"><img class="card-picture" src="\(url: picture)" width="\(CardPicture.width)" \
                height="\(height)" alt="\(words)"></p>\
                \(Actions([.file("Tải ảnh", Address(picture), .plain)], hasGap: true))
                """))
            \(if: !urge.isEmpty, "<div class=\"gap screen\">\(urge)</div>")
            """
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> UnitReminderPage? {
        guard method == .get, path.count == 3, path[0] == "don-vi", let id = ID<Unit>(path[1]) else { return nil }
        return path[2] == "loi-nhac" ? .one(id) : path[2] == "loi-nhac.png" ? .picture(id) : nil
    }

    public static let examples: [UnitReminderPage] = [.one(ID(1)), .picture(ID(1))]

    public static let room = Room(
        name: "Work/Following/UnitReminders", examples: examples, recognise: { recognise($0, $1) })
}
