import Markup
import Vocabulary

extension NoticePages {
    struct Choices {
        let form: NoticeChoiceForm
        let kinds: [NoticeKind]
        /// Whether this installation sends letters at all.
        let sendsMail: Bool
        var refusal: NoticeRefusal?

        var fields: [Field] {
            let weekdays = (1...7).map { number in
                Control.Choice(
                    String(number),
                    number == 7 ? "Chủ nhật" : "Thứ \(["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"][number - 1])")
            }
            func hours(_ range: ClosedRange<Int>) -> [Control.Choice] {
                range.map { Control.Choice(String($0), "\($0) giờ") }
            }
            let errors = refusal.map { [$0.field: $0.explanation.notice] } ?? [:]
            return [
                Field(
                    "thu", "Địa chỉ thư điện tử", hint: "Để trống nếu chỉ xem trong phần mềm.", isOptional: true,
                    .text(form.address, kind: .email, length: 40, autocomplete: "email")),
                Field("ngay", "Ngày nhận thư", .checks(weekdays, selected: Set(form.days.map(String.init)))),
                Field("nghi", "Không gửi vào ngày nghỉ, lễ, Tết theo lịch làm việc", .tick(form.rests)),
                Field("tu", "Thư ngay: từ", .choice(hours(0...23), selected: form.first)),
                Field(
                    "den", "Thư ngay: đến trước", hint: "Ngoài các giờ này, thư đợi đến giờ nhận kế tiếp.",
                    .choice(hours(1...24), selected: form.last)),
                Field(
                    "tong-hop", "Thư tổng hợp lúc", hint: "Mỗi ngày nhiều nhất một thư; không có gì mới thì không gửi.",
                    .choice(hours(0...23), selected: form.digest)),
            ].map { $0.with(errors: errors) }
        }
    }

    static func choices(_ model: Choices, token: Token) -> HTML {
        let fields = model.fields
        return """
            \(PageHead(
                "Cách nhận thông báo", facts: "Chọn cho riêng mình: loại nào, bằng cách nào, ngày giờ nào.",
                trail: [Link("Thông báo", NoticePage.inbox.path)], here: "Cách nhận"))
            \(ErrorSummary("Chưa lưu được", fields: fields))
            \(if: !model.sendsMail, Note(.care, "Phần mềm chưa được bật gửi thư.", body: "Lựa chọn về thư sẽ có hiệu lực khi quản trị bật.").html)
            \(Form(to: NoticePage.choose.path, hidden: token, extras: [.guardsWords], content: """
                \(table(model))
                \(Section("Thư điện tử", id: "thu-dien-tu", content: "<div class=\"narrow\">\(fields)</div>"))
                \(Actions([.submit("Lưu", .primary)]))
                """))
            """
    }

    private static func table(_ model: Choices) -> HTML {
        func box(_ kind: NoticeKind, _ channel: NoticeKind.Channels, _ words: String) -> HTML {
            let isOn = model.form.channels[kind]?.contains(channel) ?? false
            if kind.isMandatory, channel == .inbox { return "<span class=\"soft small\">luôn có</span>" }
            return """
                <input type="checkbox" name="kenh-\(kind.code)" value="\(channel.rawValue)"\(if: isOn, " checked") \
                aria-label="\(kind.title): \(words)">
                """
        }
        return RuledTable(
            "Loại thông báo",
            columns: [
                Column("Loại", .name) { (kind: NoticeKind) -> HTML in
                    "\(kind.title)<div class=\"plain soft small\">Khi \(kind.when).</div>"
                },
                Column("Trong phần mềm", .text, .w9) { box($0, .inbox, "trong phần mềm") },
                Column("Thư ngay", .text, .w7) { box($0, .mail, "thư ngay") },
                Column("Thư tổng hợp", .text, .w9) { box($0, .digest, "thư tổng hợp") },
            ], rows: model.kinds
        ).html
    }
}

extension NoticeRefusal {
    /// The field that it is about.
    fileprivate var field: String {
        switch self {
        case .badAddress: "thu"
        case .noDay: "ngay"
        case .badHours: "den"
        case .notFound: ""
        }
    }
}
