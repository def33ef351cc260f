import Markup
import Vocabulary

/// The HTML of invitations: letters to print, and the page where a code becomes a password.
enum InvitationPages {
    /// - Parameter site: `https://tdkt.hoanggiang.gov.vn`; empty where it is not known.
    static func letters(_ letters: [Invitation.Letter], site: String, province: String?, today: Day) -> HTML {
        """
        <div class="screen">
        \(PageHead(
            letters.count == 1 ? "Thư mời" : "\(letters.count) thư mời",
            facts: "Mã chỉ hiện ở trang này, một lần. In ra, hoặc chép liên kết gửi riêng cho từng người.",
            trail: [Link("Tài khoản", AccountRegisterPage.list.path)], here: "Thư mời",
            actions: [.print("In thư mời", .primary)]))
        </div>
        \(letters.map { letter($0, site, province, today) })
        """
    }

    private static func letter(_ letter: Invitation.Letter, _ site: String, _ province: String?, _ today: Day) -> HTML {
        """
        <article class="letter">
        <p class="paper-only"><b>\(province ?? "Vinh Danh")</b></p>
        <h2>Thư mời dùng phần mềm Vinh Danh</h2>
        <p>Kính gửi: ông/bà <b>\(letter.name)</b>\(letter.unitName.map { ", \($0)" })</p>
        <p>Ông/bà được cấp tài khoản để làm việc trên phần mềm quản lý thi đua, khen thưởng. Xin làm theo ba bước:</p>
        <ol>
        <li>Mở trình duyệt trên máy tính hoặc điện thoại, gõ địa chỉ <b class="nowrap">\(site)\(InvitationPage.open.path)</b></li>
        <li>Gõ mã mời (chữ hoa hay chữ thường đều được):<br><code class="code">\(letter.code)</code></li>
        <li>Tự đặt mật khẩu, ít nhất \(Password.leastLength) ký tự; một câu dễ nhớ là tốt nhất. Từ đó đăng nhập bằng \
        tên <b>\(letter.login)</b> và mật khẩu ấy.</li>
        </ol>
        <p>Mã dùng được một lần, đến hết \(letter.expires.hour) ngày \(letter.expires.day.vietnamese). Không đưa mã và mật khẩu cho \
        người khác, kể cả quản trị. Quá hạn hoặc mất thư: báo quản trị để nhận thư mới.</p>
        <p class="screen small">Liên kết để gửi riêng: \
        <input class="wide-link" readonly value="\(site)\(InvitationPage.link(letter.code).text)" aria-label="Liên kết mời \(letter.name)"></p>
        <p class="paper-only soft small">In ngày \(today.vietnamese).</p>
        </article>

        """
    }

    /// What a guest came with, and what was wrong with it.
    struct Opened {
        var code = ""
        /// Nil until the code is known to be good.
        var guest: Invitation.Guest?
        var refusal: (any Explained)?
    }

    static func open(_ opened: Opened) -> HTML {
        var errors: [String: String] = [:]
        if let refusal = opened.refusal {
            errors[(refusal as? AccountRefusal)?.field ?? "ma"] = refusal.explanation.notice
        }
        let code = Field(
            "ma", "Mã mời", hint: "Năm nhóm bốn chữ trên thư mời.",
            .text(opened.code, length: 26, autocomplete: "one-time-code")
        ).with(errors: errors)
        let password = [
            Field(
                "moi", "Mật khẩu mới", hint: "Ít nhất \(Password.leastLength) ký tự; một câu dễ nhớ là tốt nhất.",
                .text("", kind: .password, autocomplete: "new-password")),
            Field("lai", "Nhập lại mật khẩu mới", .text("", kind: .password, autocomplete: "new-password")),
        ].map { $0.with(errors: errors) }
        let fields = opened.guest == nil ? [code] + password : password
        return """
            \(PageHead("Nhận lời mời", facts: "Đặt mật khẩu của riêng mình để bắt đầu dùng phần mềm."))
            \(ErrorSummary("Chưa nhận được lời mời", fields: fields))
            \(opened.guest.map { guest in
                Facts([("Họ và tên", "\(guest.name)"), ("Tên đăng nhập", "<b>\(guest.login)</b>")]).html
            })
            <div class="narrow gap">
            \(Form(
                to: InvitationPage.accept.path, hidden: opened.guest == nil ? [] : [("ma", opened.code)],
                content: """
                    \(opened.guest.map { "<input value=\"\($0.login)\" autocomplete=\"username\" aria-label=\"Tên đăng nhập\" hidden>" as HTML })
                    \(fields)\(Actions([.submit("Đặt mật khẩu", .primary, busy: "Đang đặt…")]))
                    """))
            <p class="small soft gap">Đã có mật khẩu: \(Link("đăng nhập", AccountPage.signIn.path)).</p>
            </div>
            """
    }
}
