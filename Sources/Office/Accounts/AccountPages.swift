import Markup
import Vocabulary

/// The HTML of this room.
enum AccountPages {
    /// The hidden fields of every form here.
    typealias Token = [(name: String, value: String)]

    static func signIn(login: String, wanted: String, refusal: AccountRefusal?) -> HTML {
        let error = refusal?.explanation.notice
        return """
            \(PageHead("Đăng nhập", facts: "Chương trình công tác thi đua, khen thưởng của cơ quan ông/bà."))
            \(error.map { ErrorSummary("Chưa đăng nhập được", [("ten", $0)]) })
            <div class="narrow">
            \(Form(to: AccountPage.openSession.path, hidden: [("ve", wanted)], content: """
                \(Field("ten", "Tên đăng nhập", .text(login, kind: .login, autocomplete: "username")))
                \(Field("mat-khau", "Mật khẩu", .text("", kind: .password, autocomplete: "current-password")))
                \(Actions([.submit("Đăng nhập", .primary, busy: "Đang kiểm tra…")]))
                """))
            <p class="small soft gap">Quên mật khẩu: nhờ quản trị của đơn vị đặt lại.</p>
            </div>
            """
    }

    struct Mine {
        let visitor: Visitor
        let sessions: Int
        let refusal: AccountRefusal?
    }

    static func mine(_ mine: Mine, token: Token) -> HTML {
        let errors = mine.refusal.map { [$0.field ?? "moi": $0.explanation.notice] } ?? [:]
        let fields = [
            Field("cu", "Mật khẩu hiện tại", .text("", kind: .password, autocomplete: "current-password")),
            Field(
                "moi", "Mật khẩu mới", hint: "Ít nhất \(Password.leastLength) ký tự; một câu dễ nhớ là tốt nhất.",
                .text("", kind: .password, autocomplete: "new-password")),
            Field("lai", "Nhập lại mật khẩu mới", .text("", kind: .password, autocomplete: "new-password")),
        ].map { $0.with(errors: errors) }
        return """
            \(PageHead("Tài khoản của tôi", facts: "\(mine.visitor.roles.map(\.vietnamese).sorted().joined(separator: ", ").withCapital)"))
            \(ErrorSummary("Chưa đổi được mật khẩu", fields: fields))
            \(if: mine.visitor.mustChangePassword, Note(.care, "Hãy đổi mật khẩu trước khi làm việc.", body: "Mật khẩu hiện tại do người khác đặt.").html)
            \(Facts([
                ("Họ và tên", "\(mine.visitor.name)"), ("Tên đăng nhập", "\(mine.visitor.login)"),
                ("Đơn vị", "\(mine.visitor.unit?.name ?? "không thuộc đơn vị nào (quản trị hệ thống)")"),
            ]))
            <div class="acts gap-s">\(PostButton(.submit("Đăng xuất"), to: AccountPage.endSession.path, hidden: token))</div>
            \(Section("Đổi mật khẩu", id: "doi-mat-khau", content: """
                <div class="narrow">
                \(Form(to: AccountPage.changePassword.path, hidden: token, content: """
                    <input value="\(mine.visitor.login)" autocomplete="username" aria-label="Tên đăng nhập" hidden>
                    \(fields)\(Actions([.submit("Đổi mật khẩu", .primary, busy: "Đang đổi…")]))
                    """))
                </div>
                """))
            \(Section("Phiên làm việc", count: "\(mine.sessions) phiên đang mở", id: "phien", content: """
                <p class="soft">Nếu nghi có người dùng tài khoản của mình, hoặc quên đăng xuất ở máy khác: đăng xuất mọi nơi rồi đổi mật khẩu.</p>
                <div class="acts gap-s">\(PostButton(.submit("Đăng xuất mọi nơi"), to: AccountPage.endAllSessions.path, hidden: token))</div>
                """))
            """
    }

    struct All {
        let accounts: [Account]
        let units: [Unit]
        var refusal: AccountRefusal?
        var typed = NewAccountForm()
        var invented: (login: String, password: String)?
    }

    /// What was typed into the form for a new account; it stays when the form is refused.
    struct NewAccountForm {
        var login = ""
        var name = ""
        var unit = ""
        var roles: Set<Role> = []

        func fields(_ units: [Unit], errors: [String: String]) -> [Field] {
            [
                Field("ho-ten", "Họ và tên", .text(name, length: 40)),
                Field(
                    "dang-nhap", "Tên đăng nhập", hint: "Chữ không dấu, chữ số, dấu chấm; ví dụ: hanh.snv",
                    .text(login, length: 24, autocomplete: "off")),
                Field(
                    "don-vi", "Đơn vị",
                    .choice(
                        [Control.Choice("", "– không thuộc đơn vị nào (chỉ quản trị) –")]
                            + units.map { Control.Choice($0.id.description, $0.name) }, selected: unit)),
                Field(
                    "vai-tro", "Vai trò",
                    .checks(
                        Role.allCases.map { Control.Choice($0.code, $0.vietnamese.withCapital, hint: $0.hint) },
                        selected: Set(roles.map(\.code)))),
            ].map { $0.with(errors: errors) }
        }
    }

    static func all(_ model: All, token: Token) -> HTML {
        let errors = model.refusal.flatMap { refusal in refusal.field.map { [$0: refusal.explanation.notice] } } ?? [:]
        let fields = model.typed.fields(model.units, errors: errors)
        return """
            \(PageHead(
                "Tài khoản", facts: "Mỗi người một tài khoản. Người thôi việc thì khóa, không xóa: nhật ký còn ghi tên.",
                actions: [.link("Thêm tài khoản", "#them", .plain)]))
            \(ErrorSummary("Chưa thêm được tài khoản", fields: fields))
            \(if: errors.isEmpty, model.refusal.map { Note(.bad, $0.explanation.notice) }?.html ?? .empty)
            \(model.invented.map { told in """
                <div class="note good" role="status"><b>Mật khẩu lần đầu của \(told.login): <code>\(told.password)</code></b><br>\
                Chỉ hiện một lần này. Đưa tận tay hoặc đọc qua điện thoại; lần đăng nhập đầu, phần mềm sẽ yêu cầu đổi.</div>
                """ as HTML })
            \(table(model.accounts, token))
            \(Section("Thêm tài khoản", id: "them", content: """
                \(Form(to: AccountPage.add.path, hidden: token, content: """
                    \(fields)\(Actions([.submit("Thêm tài khoản", .primary, busy: "Đang thêm…")]))
                    """))
                """))
            """
    }

    private static func table(_ accounts: [Account], _ token: Token) -> HTML {
        RuledTable(
            "Các tài khoản", count: "\(accounts.count) tài khoản, theo tên",
            columns: [
                Column("Họ và tên", .name) { "\($0.name)" },
                Column("Tên đăng nhập", .text, .w9) { "\($0.login)" },
                Column("Đơn vị", .text, .w18) { "\($0.unitName ?? "–")" },
                Column("Vai trò", .text, .w9) { "\($0.roles.map(\.vietnamese).joined(separator: ", "))" },
                Column("Tình trạng", .text, .w8) { $0.isOpen ? "đang dùng" : "<b>đã khóa</b>" },
                Column("Việc làm được", .action, .w18, isOnPaper: false) { actions($0, token) },
            ], rows: accounts
        ).with {
            $0.empty = Empty("Chưa có tài khoản nào.", "Thêm người đầu tiên ở dưới.")
        }.html
    }

    private static func actions(_ account: Account, _ token: Token) -> HTML {
        let turn =
            account.isOpen
            ? PostButton(
                .submit("Khóa", .low, subject: "tài khoản của \(account.name)"), to: AccountPage.close(account.id).path,
                hidden: token)
            : PostButton(
                .submit("Mở lại", .low, subject: "tài khoản của \(account.name)"),
                to: AccountPage.reopen(account.id).path, hidden: token)
        let reset = PostButton(
            .submit("Đặt lại mật khẩu", .low, subject: "của \(account.name)"), to: AccountPage.reset(account.id).path,
            hidden: token)
        return "<div class=\"acts\">\(reset)\(turn)</div>"
    }
}

extension AccountRefusal {
    /// The field of a form on these pages that the refusal is about; nil where it is about none.
    var field: String? {
        switch self {
        case .noLogin, .loginTaken: "dang-nhap"
        case .noName: "ho-ten"
        case .noRole: "vai-tro"
        case .unitNeeded: "don-vi"
        case .wrongOldPassword: "cu"
        case .passwordTooShort, .passwordTooLong, .passwordTooPlain: "moi"
        case .passwordsDiffer: "lai"
        case .wrongSignIn, .tooManyAttempts, .unknown, .lastAdministrator: nil
        }
    }
}

extension Role {
    /// What a holder of the role does, for who gives it.
    fileprivate var hint: String {
        switch self {
        case .administrator: "tài khoản, đơn vị, nhật ký; không thuộc đơn vị nào cũng được"
        case .specialist: "nhập kế hoạch, theo dõi và điều chỉnh việc của mọi đơn vị"
        case .leader: "xem việc của mọi đơn vị, trang của quý, điều chỉnh việc"
        case .unitOfficer: "cập nhật việc và danh sách cá nhân của đơn vị mình"
        case .legalOfficer: "xem việc, hội đồng, khối; sau này soát quy chế và tiêu chuẩn"
        case .blocHead: "cập nhật việc của khối do đơn vị mình làm trưởng"
        case .councilMember: "xem hội đồng, việc của đơn vị mình; sau này biểu quyết"
        case .secretary: "giữ danh sách hội đồng, theo dõi mọi việc"
        case .accountant: "xem việc của đơn vị mình; sau này là quỹ khen thưởng"
        case .reporter: "cập nhật việc tuyên truyền của đơn vị mình"
        case .delegate: "chỉ tài khoản của mình; sau này là giấy mời và chương trình hội nghị"
        case .observer: "xem tất cả trong phạm vi, kể cả nhật ký; không sửa gì"
        }
    }
}

extension String {
    /// With a capital first letter, the rest as it is.
    fileprivate var withCapital: String { prefix(1).uppercased() + dropFirst() }
}
