import Markup
import Paper
import Vocabulary

/// The HTML of the second factor.
enum SecondFactorPages {
    typealias Token = [(name: String, value: String)]

    // MARK: The second step of sign-in

    static func code(wanted: String, refusal: SecondFactorRefusal?) -> HTML {
        let field = Field(
            "ma", "Mã 6 chữ số", hint: "Mở ứng dụng xác thực trên điện thoại và nhập mã đang hiện.",
            .text("", kind: .code, length: 8, autocomplete: "one-time-code")
        ).with(errors: refusal.map { ["ma": $0.explanation.notice] } ?? [:])
        return """
            \(PageHead("Mã xác thực", facts: "Bước hai của đăng nhập: mật khẩu đã đúng, còn mã trên điện thoại."))
            \(ErrorSummary("Chưa đăng nhập được", fields: [field]))
            <div class="narrow">
            \(Form(to: SecondFactorPage.finish.path, hidden: [("ve", wanted)], content: """
                \(field)
                \(Details("Không có điện thoại bên mình? Dùng mã dự phòng", content: """
                    \(Field("ma-du-phong", "Mã dự phòng", hint: "Dạng abcde-fghij-kmnpq, in ra khi bật xác thực hai bước; mỗi mã dùng một lần.", isOptional: true, .text("", length: 20, autocomplete: "off")))
                    """))
                \(Actions([.submit("Đăng nhập", .primary, busy: "Đang kiểm tra…"), .link("Đăng nhập lại từ đầu", AccountPage.signIn.path)], hasGap: true))
                """))
            <p class="small soft gap">Mất cả điện thoại lẫn mã dự phòng: nhờ quản trị đặt lại xác thực hai bước.</p>
            </div>
            """
    }

    static func expired() -> HTML {
        """
        \(PageHead("Mã xác thực"))
        \(Note(.care, SecondFactorRefusal.pendingExpired.explanation.notice))
        <p class="gap"><a class="btn go" href="\(url: AccountPage.signIn.path)">Đăng nhập lại</a></p>
        """
    }

    // MARK: One's own

    struct Mine {
        let visitor: Visitor
        let state: SecondFactor.State
        let policy: SignInPolicy
        /// While it waits for the first code.
        let secret: [UInt8]?
        let refusal: SecondFactorRefusal?
        /// The field that the refusal is about.
        let field: String?

        var errors: [String: String] {
            guard let refusal, let field else { return [:] }
            return [field: refusal.explanation.notice]
        }
        /// A refusal about no field.
        var loose: SecondFactorRefusal? { field == nil ? refusal : nil }
    }

    static func mine(_ mine: Mine, token: Token) -> HTML {
        let head = PageHead(
            "Xác thực hai bước", trail: [Link("Tài khoản của tôi", AccountPage.mine.path)], here: "Xác thực hai bước")
        let notices: HTML = """
            \(mine.loose.map { Note(.bad, $0.explanation.notice) })
            \(if: mine.visitor.proof.mustEnrol, Note(.care, "Hãy bật xác thực hai bước trước khi làm việc.", body: "Quản trị và thư ký hội đồng làm được những việc ảnh hưởng đến cả tỉnh, nên mật khẩu thôi chưa đủ.").html)
            \(if: mine.policy == .sample, Note(.plain, "\(SignInPolicy.sample.vietnamese).", body: "Ở cơ quan thật, quản trị và thư ký hội đồng phải bật.").html)
            """
        if mine.state.isOn { return isOn(mine, head, notices, token) }
        guard let secret = mine.secret else {
            return """
                \(head)\(notices)
                <div class="narrow">
                <p>Sau mật khẩu, phần mềm hỏi thêm mã 6 chữ số hiện trên điện thoại của ông/bà. Người biết mật khẩu mà không có điện thoại thì không vào được.</p>
                <p class="gap-s">Cần một ứng dụng xác thực (ví dụ FreeOTP, Aegis, Google Authenticator, Microsoft Authenticator). Ứng dụng không cần mạng hay sim. Không dùng điện thoại thông minh: cài ứng dụng cùng loại trên máy tính của mình.</p>
                <div class="acts gap">\(PostButton(.submit("Bắt đầu", .primary), to: SecondFactorPage.begin.path, hidden: token))</div>
                </div>
                """
        }
        return enrolment(mine, secret, head, notices, token)
    }

    private static func enrolment(
        _ mine: Mine, _ secret: [UInt8], _ head: PageHead, _ notices: HTML, _ token: Token
    ) -> HTML {
        let field = Field(
            "ma", "Mã đang hiện trong ứng dụng", hint: "6 chữ số, đổi sau mỗi 30 giây.",
            .text("", kind: .code, length: 8, autocomplete: "one-time-code")
        ).with(errors: mine.errors)
        let address = SecondFactor.address(secret: secret, login: mine.visitor.login)
        return """
            \(head)
            \(ErrorSummary("Chưa bật được", fields: [field]))\(notices)
            \(Section("1. Quét mã bằng ứng dụng", id: "quet", content: """
                <div class="code-to-scan gap-s">\(QRCode(address).map { QRPicture($0.rows, label: "Mã QR cho ứng dụng xác thực; nội dung bằng chữ ở ngay bên") })
                <div><p>Mở ứng dụng xác thực, chọn thêm tài khoản, quét mã này.</p>
                <p class="gap-s">Không quét được thì gõ khóa sau, kiểu “theo thời gian”:</p>
                <p class="gap-s"><code class="secret">\(Base32.grouped(secret))</code></p></div></div>
                """))
            \(Section("2. Nhập mã để kiểm tra", id: "kiem-tra", content: """
                <div class="narrow">\(Form(to: SecondFactorPage.confirm.path, hidden: token, content: """
                    \(field)\(Actions([.submit("Bật xác thực hai bước", .primary, busy: "Đang kiểm tra…")]))
                    """))</div>
                """))
            <div class="gap">\(Details("Lấy khóa khác", content: """
                <p class="gap-s">Mã QR này mới chỉ dùng cho ông/bà. Nếu người khác đã nhìn thấy, hãy lấy khóa khác rồi quét lại.</p>
                <div class="acts gap-s">\(PostButton(.submit("Lấy khóa khác"), to: SecondFactorPage.begin.path, hidden: token))</div>
                """))</div>
            """
    }

    private static func isOn(_ mine: Mine, _ head: PageHead, _ notices: HTML, _ token: Token) -> HTML {
        let fields = [
            Field("mat-khau", "Mật khẩu", .text("", kind: .password, autocomplete: "current-password")),
            Field(
                "ma", "Mã trên ứng dụng hoặc mã dự phòng",
                .text("", length: 20, autocomplete: "one-time-code")),
        ].map { $0.with(errors: mine.errors) }
        let left = mine.state.codesLeft
        return """
            \(head)
            \(ErrorSummary("Chưa tắt được", fields: fields))\(notices)
            \(Facts([
                ("Tình trạng", Status(.done, "Đang bật").html + "\(mine.state.confirmed.map { " từ \($0.vietnamese)" })"),
                ("Mã dự phòng", "còn \(left)/\(SecondFactor.recoveryCount) mã chưa dùng"),
            ]))
            \(if: left <= 3, Note(.care, left == 0 ? "Đã hết mã dự phòng." : "Chỉ còn \(left) mã dự phòng.", body: "Hãy lấy bộ mã mới, kẻo mất điện thoại là không vào được.").html)
            \(Section("Mã dự phòng", id: "du-phong", content: """
                <p class="soft">Lấy bộ mã mới khi sắp hết hoặc khi tờ mã cũ thất lạc. Bộ cũ hết hiệu lực ngay.</p>
                <div class="acts gap-s">\(PostButton(.submit("Lấy \(SecondFactor.recoveryCount) mã mới"), to: SecondFactorPage.newCodes.path, hidden: token))</div>
                """))
            \(Section("Tắt, hoặc đổi điện thoại", id: "tat", content: """
                <p class="soft">Đổi điện thoại: tắt ở đây, rồi bật lại bằng điện thoại mới.</p>
                <div class="narrow gap-s">\(Form(to: SecondFactorPage.turnOff.path, hidden: token, content: """
                    <input value="\(mine.visitor.login)" autocomplete="username" aria-label="Tên đăng nhập" hidden>
                    \(fields)\(Actions([.submit("Tắt xác thực hai bước", busy: "Đang kiểm tra…")]))
                    """))</div>
                """))
            """
    }

    /// Shown once: nothing keeps the codes but their hashes.
    static func codes(_ codes: [String], login: String, isFirst: Bool) -> HTML {
        """
        \(PageHead("Mã dự phòng", facts: "\(if: isFirst, "Đã bật xác thực hai bước. ")Tài khoản \(login).", trail: [Link("Tài khoản của tôi", AccountPage.mine.path), Link("Xác thực hai bước", SecondFactorPage.mine.path)], here: "Mã dự phòng", actions: [.print("In trang này", .primary)]))
        \(Note(.care, "Mã chỉ hiện một lần.", body: "In hoặc chép lại, cất nơi khóa được. Khi không có điện thoại, mỗi mã thay cho một lần nhập mã trên ứng dụng."))
        <ol class="recovery gap">\(codes.map { "<li><code>\($0)</code></li>" })</ol>
        <p class="gap"><a class="btn" href="\(url: SecondFactorPage.mine.path)">Đã cất mã, tiếp tục</a></p>
        """
    }

    /// The line on one's own page.
    static func line(_ state: SecondFactor.State, _ policy: SignInPolicy) -> HTML {
        """
        \(Section("Xác thực hai bước", id: "xac-thuc", aside: Link(state.isOn ? "Mã dự phòng, đổi điện thoại" : "Bật xác thực hai bước", SecondFactorPage.mine.path).html, content: """
            <p class="soft">\(if: state.isOn, "Đang bật: khi đăng nhập, sau mật khẩu còn hỏi mã trên điện thoại.")\(if: !state.isOn, "Đang tắt. Bật lên thì người biết mật khẩu mà không có điện thoại của ông/bà cũng không vào được.")\(if: policy == .sample, " \(SignInPolicy.sample.vietnamese).")</p>
            """))
        """
    }

    // MARK: Of an account

    struct OfAccount {
        let id: ID<Account>
        let login: String
        let name: String
        let state: SecondFactor.State
        let policy: SignInPolicy
        let refusal: (any Explained)?
        let hasProvider: Bool
        let identity: OpenIDIdentity?
    }

    static func account(_ model: OfAccount, token: Token) -> HTML {
        let status = model.state.isOn ? Status(.done, "Đang bật") : Status(.todo, "Đang tắt")
        return """
            \(PageHead("Cách đăng nhập của \(model.name)", facts: "Tên đăng nhập \(model.login)", trail: [Link("Tài khoản", AccountRegisterPage.list.path), Link(model.name, AccountRegisterPage.show(model.id).path)], here: "Cách đăng nhập"))
            \(model.refusal.flatMap { ($0 as? OpenIDRefusal)?.field == nil ? Note(.bad, $0.explanation.notice) : nil })
            \(Section("Xác thực hai bước", id: "hai-buoc", content: """
                \(Facts([
                    ("Tình trạng", status.html + "\(model.state.confirmed.map { " từ \($0.vietnamese)" })"),
                    ("Quy định", "\(model.policy.vietnamese)"),
                ]))
                \(if: model.state.isOn, """
                    <p class="gap-s">Khi người này mất cả điện thoại lẫn mã dự phòng: kiểm tra đúng là họ (gặp mặt hoặc gọi số đã biết), rồi đặt lại. Mọi phiên của họ kết thúc; lần đăng nhập sau chỉ cần mật khẩu, và họ bật lại bằng điện thoại mới.</p>
                    <div class="acts gap-s">\(PostButton(.submit("Đặt lại xác thực hai bước", subject: "của \(model.name)"), to: SecondFactorPage.reset(model.id).path, hidden: token))</div>
                    """)
                """))
            \(if: model.hasProvider, OpenIDPages.account(model.id, model.name, model.identity, model.refusal as? OpenIDRefusal, token: token))
            """
    }
}
