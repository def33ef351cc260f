import Markup
import Vocabulary

/// The HTML of sign-in through a provider.
enum OpenIDPages {
    typealias Token = [(name: String, value: String)]

    /// The other way in, on the page of sign-in.
    static func otherWay(_ button: String, wanted: String) -> HTML {
        """
        <div class="gap"><p class="soft small">hoặc</p>
        <p class="gap-s">\(Action.link(button, Address(OpenIDPage.start.path).with("ve", wanted.asOwnPath == "/" ? nil : wanted)))</p></div>
        """
    }

    static func refused(_ refusal: any Explained, isSignedIn: Bool) -> HTML {
        """
        \(PageHead("Đăng nhập chung"))
        \(Note(.bad, refusal.explanation.notice))
        <p class="gap">\(isSignedIn ? Action.link("Về tài khoản của tôi", AccountPage.mine.path) : Action.link("Về trang đăng nhập", AccountPage.signIn.path))</p>
        """
    }

    /// The other way to prove it: in a tab of its own, so that the form that waits here is not lost.
    static func proveElsewhere() -> HTML {
        """
        <p class="gap"><a class="btn" href="\(url: OpenIDPage.prove.path)" target="_blank" rel="noopener">Xác nhận bằng tài khoản chung (mở thẻ mới)</a></p>
        """
    }

    /// In a tab of its own, beside the page that waits.
    static func proved() -> HTML {
        """
        \(PageHead("Đã xác nhận"))
        \(Note(.good, "Đã xác nhận đúng là ông/bà.", body: "Đóng thẻ này, về thẻ trước và bấm “Xác nhận và tiếp tục” (không cần nhập gì)."))
        """
    }

    /// The section on one's own page; nothing where no provider is set up.
    static func mine(_ button: String?, _ identity: OpenIDIdentity?, token: Token) -> HTML {
        guard button != nil || identity != nil else { return .empty }
        let words: HTML =
            identity.map { "Đã liên kết từ \($0.linked.vietnamese): ông/bà vào được bằng tài khoản chung." }
            ?? "Chưa liên kết. Liên kết một lần thì lần sau vào được bằng tài khoản chung, không cần mật khẩu ở đây."
        return Section(
            "Đăng nhập chung", id: "lien-ket",
            content: """
                <p class="soft">\(words)</p>
                <div class="acts gap-s">\(if: identity == nil, Action.link("Liên kết với tài khoản chung", OpenIDPage.link.path).html)\
                \(if: identity != nil, PostButton(.submit("Gỡ liên kết"), to: OpenIDPage.unlink.path, hidden: token).html)</div>
                """
        ).html
    }

    /// The section on the page of an account, for who manages accounts.
    static func account(
        _ id: ID<Account>, _ name: String, _ identity: OpenIDIdentity?, _ refusal: OpenIDRefusal?, token: Token
    )
        -> HTML
    {
        let field = Field(
            "dinh-danh", "Mã định danh (sub)", hint: "Người dùng đọc mã này trên trang báo “chưa có tài khoản”.",
            .text("", length: 40, autocomplete: "off")
        ).with(errors: refusal.flatMap { refusal in refusal.field.map { [$0: refusal.explanation.notice] } } ?? [:])
        return Section(
            "Đăng nhập chung", id: "lien-ket",
            content: identity.map { identity in
                """
                \(Facts([("Mã định danh", "<code>\(identity.subject)</code>"), ("Liên kết từ", "\(identity.linked.vietnamese)")]))
                <div class="acts gap-s">\(PostButton(.submit("Gỡ liên kết", subject: "của \(name)"), to: OpenIDPage.unlinkAccount(id).path, hidden: token))</div>
                """
            }
                ?? """
                <p class="soft">Chưa liên kết. Kiểm tra đúng người trước khi liên kết: ai giữ mã định danh này ở hệ thống đăng nhập chung sẽ vào được tài khoản.</p>
                <div class="narrow gap-s">\(Form(to: OpenIDPage.linkAccount(id).path, hidden: token, content: """
                    \(field)\(Actions([.submit("Liên kết")]))
                    """))</div>
                """
        ).html
    }

    // MARK: Settings

    struct Settings {
        let provider: OpenIDProvider
        let hasSecret: Bool
        let policy: SignInPolicy
        /// Who would have to set up a second factor at the next sign-in.
        let missing: Int
        let trouble: OpenIDDirectory.Trouble?
        let today: Day
        let refusal: OpenIDRefusal?
    }

    static func settings(_ model: Settings, token: Token) -> HTML {
        let errors =
            model.refusal.flatMap { refusal in refusal.field.map { [$0: refusal.explanation.notice] } } ?? [:]
        let fields = fields(model).map { $0.with(errors: errors) }
        let choice = policyField(model.policy).with(errors: errors)
        return """
            \(PageHead("Đăng nhập", facts: "Cách mọi người vào phần mềm: xác thực hai bước và đăng nhập chung của tỉnh."))
            \(ErrorSummary("Chưa lưu được", fields: [choice] + fields))
            \(model.refusal.flatMap { $0.field == nil ? Note(.bad, $0.explanation.notice) : nil })
            \(policy(model, choice, token))
            \(Section("Đăng nhập chung", count: model.provider.isOn ? "đang mở" : "đang đóng", id: "dang-nhap-chung", content: """
                <p class="soft">Dùng hệ thống đăng nhập sẵn có của tỉnh (OpenID Connect). Mật khẩu ở đây vẫn dùng được, phòng khi hệ thống kia hỏng. Không tài khoản nào tự sinh ra: người lạ được mời gặp quản trị.</p>
                \(Facts([("Địa chỉ quay về", "<code>\(model.provider.returnAddress)</code>")]))
                <p class="soft small">Khai địa chỉ quay về này ở nơi cấp (redirect URI).</p>
                \(model.trouble.map { trouble in
                    "<p class=\"soft small\">Trục trặc gần nhất với nơi cấp, \(trouble.at.since(today: model.today)): <code>\(trouble.words)</code></p>" as HTML
                })
                <div class="narrow-left gap-s">\(Form(to: OpenIDPage.save.path, hidden: token, content: """
                    \(fields)\(Actions([.submit("Lưu", .primary, busy: "Đang hỏi nơi cấp…")]))
                    """))</div>
                """))
            """
    }

    private static func policyField(_ policy: SignInPolicy) -> Field {
        Field(
            "hai-buoc", "Quy định",
            .radios(
                [
                    Control.Choice(
                        "required", SignInPolicy.required.vietnamese,
                        hint: "Ai chưa bật được đưa tới trang bật trước khi làm việc khác."),
                    Control.Choice(
                        "voluntary", SignInPolicy.voluntary.vietnamese,
                        hint: "Chỉ nên chọn khi nơi cấp đăng nhập chung đã hỏi hai bước."),
                ], selected: policy.rawValue))
    }

    private static func policy(_ model: Settings, _ choice: Field, _ token: Token) -> HTML {
        let missing: HTML =
            model.missing == 0
            ? "Mọi quản trị và thư ký hội đồng đã bật." : "\(model.missing.dotted) quản trị, thư ký hội đồng chưa bật."
        return Section(
            "Xác thực hai bước", id: "hai-buoc-muc",
            content: """
                \(if: model.policy == .sample, Note(.plain, "\(SignInPolicy.sample.vietnamese).", body: "Chọn quy định như ở cơ quan thật để thử.").html)
                <p class="soft">\(missing)</p>
                <div class="narrow-left gap-s">\(Form(to: OpenIDPage.policy.path, hidden: token, content: """
                    \(choice)\(Actions([.submit("Lưu quy định")]))
                    """))</div>
                """
        ).html
    }

    private static func fields(_ model: Settings) -> [Field] {
        let provider = model.provider
        return [
            Field("mo", "Mở đăng nhập chung", .tick(provider.isOn)),
            Field(
                "noi-cap", "Địa chỉ nơi cấp (issuer)", hint: "Ví dụ https://dang-nhap.tinh.gov.vn/realms/tinh",
                .text(provider.issuer, length: 50, autocomplete: "off")),
            Field("ma", "Mã phần mềm (client id)", .text(provider.client, length: 30, autocomplete: "off")),
            Field(
                "mat-khau", "Mật khẩu phần mềm (client secret)",
                hint: model.hasSecret
                    ? "Đã có, được niêm phong; để trống thì giữ nguyên." : "Để trống nếu nơi cấp không trao.",
                isOptional: true, .text("", kind: .password, autocomplete: "off")),
        ] + (model.hasSecret ? [Field("bo-mat-khau", "Bỏ mật khẩu đang lưu", .tick(false))] : []) + [
            Field("nut", "Chữ trên nút", .text(provider.button, length: 40)),
            Field(
                "dia-chi", "Địa chỉ của phần mềm này", hint: "Như mọi người gõ vào trình duyệt, không có / ở cuối.",
                .text(provider.ownAddress, length: 50, autocomplete: "off")),
            Field(
                "thuoc-tinh", "Thuộc tính mang tên đăng nhập",
                hint:
                    "Để trống: chỉ ai đã được liên kết mới vào. Ghi email (chỉ tính khi nơi cấp đã xác minh) hoặc thuộc tính khác mà người dùng không tự sửa được: lần đầu, ai có tên đăng nhập trùng sẽ tự liên kết. Quản trị và thư ký hội đồng luôn phải liên kết trước.",
                isOptional: true, .text(provider.claim, length: 24, autocomplete: "off")),
            Field(
                "ten-mien", "Tên miền thư",
                hint:
                    "Ví dụ hoanggiang.gov.vn: hanh@hoanggiang.gov.vn là tên đăng nhập hanh ở đây; tên miền khác không vào. Để trống: so cả thuộc tính.",
                isOptional: true, .text(provider.domain, length: 24, autocomplete: "off")),
            Field("pham-vi", "Phạm vi (scopes)", .text(provider.scopes, length: 30, autocomplete: "off")),
            Field(
                "tin-hai-buoc", "Tin xác thực hai bước của nơi cấp",
                hint: "Nơi cấp báo đã hỏi hai bước (amr, acr) thì ở đây không hỏi mã nữa.",
                .tick(provider.trustsSecondFactor)),
            Field(
                "muc", "Mức acr được tin", hint: "Nhiều mức cách nhau dấu cách.", isOptional: true,
                .text(provider.levels.joined(separator: " "), length: 30, autocomplete: "off")),
        ]
    }
}
