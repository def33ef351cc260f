import Markup
import Vocabulary

/// The HTML about mail.
enum MailPages {
    typealias Token = [(name: String, value: String)]

    struct Settings {
        var setting: MailSetting
        let waiting: Int
        let failed: Int
        /// How the last run of the worker went.
        let job: JobRow?
        let today: Day
        var refusal: MailRefusal?
        var tried = ""
        var tryRefusal: MailRefusal?

        var fields: [Field] {
            let errors = refusal.map { [$0.field: $0.explanation.notice] } ?? [:]
            return [
                Field("bat", "Gửi thư", hint: "Bỏ dấu thì thư đợi lại, không mất.", .tick(setting.isOn)),
                Field(
                    "may-chu", "Máy chủ thư (SMTP)", hint: "Ví dụ: mail.tinh.gov.vn", .text(setting.host, length: 40)),
                Field("cong", "Cổng", .text(setting.port == 0 ? "" : String(setting.port), kind: .number, length: 6)),
                Field(
                    "ma-hoa", "Mã hóa",
                    .radios(
                        MailSetting.Security.allCases.map { Control.Choice($0.rawValue, $0.vietnamese) },
                        selected: setting.security.rawValue)),
                Field(
                    "ten", "Tên đăng nhập máy chủ thư", hint: "Để trống nếu máy chủ không hỏi.", isOptional: true,
                    .text(setting.login, length: 40, autocomplete: "off")),
                Field(
                    "mat-khau", "Mật khẩu máy chủ thư",
                    hint: setting.hasPassword
                        ? "Đã có, được niêm phong và không hiện lại. Để trống để giữ nguyên."
                        : "Được niêm phong bằng khóa của thư mục dữ liệu.", isOptional: true,
                    .text("", kind: .password, autocomplete: "new-password")),
            ].map { $0.with(errors: errors) }
                + (setting.hasPassword ? [Field("bo-mat-khau", "Bỏ mật khẩu đang giữ", .tick(false))] : [])
                + [
                    Field(
                        "dia-chi", "Địa chỉ gửi", hint: "Ví dụ: thidua@tinh.gov.vn",
                        .text(setting.sender, kind: .email, length: 40, autocomplete: "off")),
                    Field("ten-gui", "Tên người gửi", .text(setting.senderName, length: 40)),
                    Field(
                        "trang", "Địa chỉ của phần mềm",
                        hint: "Đường dẫn trong thư bắt đầu bằng địa chỉ này. Ví dụ: https://thidua.tinh.gov.vn",
                        .text(setting.site, length: 40)),
                    Field(
                        "chung-thu", "Chứng thư tin cậy thêm (PEM)",
                        hint: "Chỉ khi máy chủ thư dùng chứng thư nội bộ.", isOptional: true,
                        .area(setting.certificates, rows: 3)),
                ].map { $0.with(errors: errors) }
        }
    }

    static func settings(_ model: Settings, token: Token) -> HTML {
        let fields = model.fields
        return """
            \(PageHead(
                "Gửi thư điện tử", facts: facts(model), actions: [.link("Thư đi", MailPage.outbox.path)]))
            \(ErrorSummary("Chưa lưu được", fields: fields))
            \(model.tryRefusal.map { Note(.bad, "Thư thử chưa gửi được.", body: "\($0.explanation.notice)") })
            \(worker(model))
            \(Section("Cấu hình", id: "cau-hinh", content: """
                <div class="narrow-left">
                \(Form(to: MailPage.save.path, hidden: token, extras: [.guardsWords], content: """
                    \(fields)\(Actions([.submit("Lưu", .primary)]))
                    """))
                </div>
                """))
            \(Section("Gửi thử", id: "gui-thu", content: """
                <p class="soft">Dùng cấu hình đã lưu, gửi ngay và báo kết quả, kể cả khi chưa bật gửi thư.</p>
                <div class="narrow-left">
                \(Form(to: MailPage.tryOut.path, hidden: token, content: """
                    \(Field("den", "Gửi đến địa chỉ", id: "den-thu", .text(model.tried, kind: .email, length: 40, autocomplete: "email")))\
                    \(Actions([.submit("Gửi thử", busy: "Đang gửi…")]))
                    """))
                </div>
                """))
            """
    }

    private static func facts(_ model: Settings) -> HTML {
        let waiting = model.waiting > 1000 ? "hơn 1.000 thư đang chờ" : "\(model.waiting.dotted) thư đang chờ"
        let failed = model.failed > 1000 ? "hơn 1.000 thư không gửi được" : "\(model.failed.dotted) thư không gửi được"
        return "\(model.setting.isOn ? "Đang bật" : "Đang tắt"), \(waiting), \(failed)."
    }

    private static func worker(_ model: Settings) -> HTML {
        guard let job = model.job, let ended = job.ended else { return .empty }
        let when = ended.since(today: model.today)
        return job.outcome == .failed
            ? Note(.bad, "Lần gửi gần nhất bị lỗi, \(when).", body: "\(job.words) Phần mềm tự thử lại.").html
            : Note(.good, "Lần gửi gần nhất \(when).", body: "\(job.words)").html
    }

    // MARK: The outbox

    struct Outbox {
        let state: Mail.State?
        let page: KeysetPage<Mail, ID<Mail>>
        let failed: Int
        let today: Day

        var address: Address { Address(MailPage.outbox.path).with("loai", state?.code) }
    }

    static func outbox(_ model: Outbox, token: Token) -> HTML {
        """
        \(PageHead(
            "Thư đi", facts: "Thư đã gửi được giữ \(MailBox.daysKept) ngày.",
            trail: [Link("Gửi thư", MailPage.settings.path)], here: "Thư đi"))
        \(FilterBar(
            "Lọc thư", base: Address(MailPage.outbox.path),
            filters: [
                .init(
                    "loai", "Tình trạng",
                    .choice(
                        [Control.Choice("", "Mọi thư")]
                            + Mail.State.allCases.map { Control.Choice($0.code, $0.vietnamese.withFirstCapital) },
                        selected: model.state?.code ?? ""))
            ], isFiltered: model.state != nil))
        \(if: model.failed > 0, """
            <div class="acts gap-s">\(PostButton(.submit("Gửi lại mọi thư không gửi được"), to: MailPage.allAgain.path, hidden: token))</div>
            """)
        \(table(model, token))
        \(Pager(
            model.address, words: "\(model.page.rows.count) thư", before: model.page.before?.description,
            after: model.page.after?.description))
        """
    }

    private static func table(_ model: Outbox, _ token: Token) -> HTML {
        RuledTable(
            "Thư", count: model.page.rows.isEmpty ? nil : "mới nhất trước",
            columns: [
                Column("Thời gian", .text, .w9) { (mail: Mail) -> HTML in "\(mail.added.since(today: model.today))" },
                Column("Thư", .name) { mail in
                    "\(mail.subject)<div class=\"plain soft small\">\(mail.name.isEmpty ? mail.address : "\(mail.name), \(mail.address)")</div>"
                },
                Column("Tình trạng", .text, .w18) { state($0, model.today) },
                Column("Việc làm được", .action, .w14, isOnPaper: false) { actions($0, token) },
            ], rows: model.page.rows
        ).with {
            $0.empty = Empty("Không có thư nào như vậy.", "Thư được viết ra khi có thông báo cho người chọn nhận thư.")
        }.html
    }

    private static func state(_ mail: Mail, _ today: Day) -> HTML {
        switch mail.state {
        case .waiting where mail.attempts > 0:
            "\(Status(.care, "Chờ gửi lại"))<div class=\"small\">\(mail.words); gửi lại \(mail.due.hour) ngày \(mail.due.day.vietnamese)</div>"
        case .waiting: "đang chờ gửi"
        case .sent: "đã gửi\(mail.ended.map { " \($0.since(today: today))" } ?? "")"
        case .failed: "\(Status(.stuck, "Không gửi được"))<div class=\"small\">\(mail.words)</div>"
        case .withdrawn: "đã bỏ"
        }
    }

    private static func actions(_ mail: Mail, _ token: Token) -> HTML {
        let subject = "thư “\(mail.subject)” gửi \(mail.address)"
        let again = PostButton(
            .submit("Gửi lại", .low, subject: subject), to: MailPage.again(mail.id).path, hidden: token)
        let withdraw = PostButton(
            .submit("Bỏ", .low, subject: subject), to: MailPage.withdraw(mail.id).path, hidden: token)
        switch mail.state {
        case .waiting: return withdraw.html
        case .failed: return "<div class=\"acts\">\(again)\(withdraw)</div>"
        case .withdrawn: return again.html
        case .sent: return .empty
        }
    }
}

extension String {
    /// With a capital first letter, the rest as it is.
    var withFirstCapital: String { prefix(1).uppercased() + dropFirst() }
}

extension MailRefusal {
    /// The field of the settings that it is about.
    fileprivate var field: String {
        switch self {
        case .badHost: "may-chu"
        case .badPort: "cong"
        case .badLogin: "ten"
        case .badSender: "dia-chi"
        case .badSite: "trang"
        case .badCertificates: "chung-thu"
        case .badAddress: "den"
        case .sealedElsewhere, .isOff, .serverFailed, .unknownMail: ""
        }
    }
}
