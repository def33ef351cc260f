import HTTP
import Markup
import Vocabulary

/// The HTML of this room.
enum AccountPages {
    /// The hidden fields of every form here.
    typealias Token = [(name: String, value: String)]

    /// - Parameter isLate: a form came after its session had ended.
    static func signIn(
        login: String, wanted: String, isLate: Bool = false, otherWay: String? = nil, refusal: AccountRefusal?
    ) -> HTML {
        let error = refusal?.explanation.notice
        return """
            \(PageHead("Đăng nhập", facts: "Chương trình công tác thi đua, khen thưởng của cơ quan ông/bà."))
            \(error.map { ErrorSummary("Chưa đăng nhập được", [("ten", $0)]) })
            \(if: isLate, Note(.care, "Phiên làm việc đã hết, lần gửi vừa rồi chưa được ghi.", body: "Đăng nhập lại để trở về trang đang làm.").html)
            <div class="narrow">
            \(Form(to: AccountPage.openSession.path, hidden: [("ve", wanted)], content: """
                \(Field("ten", "Tên đăng nhập", .text(login, kind: .login, autocomplete: "username")))
                \(Field("mat-khau", "Mật khẩu", .text("", kind: .password, autocomplete: "current-password")))
                \(Actions([.submit("Đăng nhập", .primary, busy: "Đang kiểm tra…")]))
                """))
            \(otherWay.map { OpenIDPages.otherWay($0, wanted: wanted) })
            <p class="small soft gap">Quên mật khẩu: nhờ quản trị của đơn vị đặt lại.</p>
            </div>
            """
    }

    struct Mine {
        /// Which form of the page a refusal belongs to.
        enum Part: Equatable { case none, password, delegation }

        let visitor: Visitor
        let held: [HeldRole]
        let delegations: [Delegation]
        let lendable: [Role]
        let sessions: [OpenSession]
        let tries: StrangeTries?
        let secondFactor: HTML
        let openID: HTML
        let today: Day
        let part: Part
        let refusal: (any Explained)?
        let form: Parameters

        func errors(_ part: Part) -> [String: String] {
            guard self.part == part, let refusal else { return [:] }
            let name: String? =
                switch refusal {
                case let refusal as AccountRefusal: refusal.field ?? "moi"
                case let refusal as RightsRefusal: refusal.field
                case let refusal as DayRefusal: refusal.field
                default: nil
                }
            return name.map { [$0: refusal.explanation.notice] } ?? [:]
        }
    }

    static func mine(_ mine: Mine, token: Token) -> HTML {
        let passwords = [
            Field("cu", "Mật khẩu hiện tại", .text("", kind: .password, autocomplete: "current-password")),
            Field(
                "moi", "Mật khẩu mới", hint: "Ít nhất \(Password.leastLength) ký tự; một câu dễ nhớ là tốt nhất.",
                .text("", kind: .password, autocomplete: "new-password")),
            Field("lai", "Nhập lại mật khẩu mới", .text("", kind: .password, autocomplete: "new-password")),
        ].map { $0.with(errors: mine.errors(.password)) }
        let lend = DelegationPages.fields(
            lendable: mine.lendable, today: mine.today, typed: { mine.part == .delegation ? mine.form[$0] : nil },
            chosen: Set(mine.form.all("vai-tro")), errors: mine.errors(.delegation))
        let what = mine.part == .delegation ? "Chưa ủy quyền được" : "Chưa đổi được mật khẩu"
        let hasField = (passwords + lend).contains { $0.error != nil }
        return """
            \(PageHead(
                "Tài khoản của tôi", facts: "\(mine.visitor.login)\(mine.visitor.unit.map { " · \($0.name)" } ?? "")",
                actions: [.link("Dữ liệu của tôi", OwnDataPage.show.path)]))
            \(ErrorSummary(what, fields: passwords + lend))
            \(if: !hasField, mine.refusal.map { Note(.bad, $0.explanation.notice) }?.html ?? .empty)
            \(if: mine.visitor.mustChangePassword, Note(.care, "Hãy đổi mật khẩu trước khi làm việc.", body: "Mật khẩu hiện tại do người khác đặt.").html)
            \(mine.tries.map { Note(.care, "Trong 24 giờ qua có \($0.words).", body: "Nếu không phải ông/bà gõ nhầm: đổi mật khẩu và báo quản trị.") })
            \(Facts([
                ("Họ và tên", "\(mine.visitor.name)"), ("Tên đăng nhập", "\(mine.visitor.login)"),
                ("Đơn vị", "\(mine.visitor.unit?.name ?? "không thuộc đơn vị nào (quản trị hệ thống)")"),
                ("Vai trò", roles(mine)),
            ]))
            <div class="acts gap-s">\(PostButton(.submit("Đăng xuất"), to: AccountPage.endSession.path, hidden: token))</div>
            \(Section("Đổi mật khẩu", id: "doi-mat-khau", content: """
                <div class="narrow">
                \(Form(to: AccountPage.changePassword.path, hidden: token, content: """
                    <input value="\(mine.visitor.login)" autocomplete="username" aria-label="Tên đăng nhập" hidden>
                    \(passwords)\(Actions([.submit("Đổi mật khẩu", .primary, busy: "Đang đổi…")]))
                    """))
                </div>
                """))
            \(mine.secondFactor)
            \(mine.openID)
            \(if: !mine.lendable.isEmpty || !mine.delegations.isEmpty, DelegationPages.section(
                mine.delegations, of: mine.visitor.account, lendable: mine.lendable, today: mine.today,
                isOpen: mine.part == .delegation, lend, giveTo: DelegationPage.give.path,
                end: { DelegationPage.end($0).path }, token))
            \(SessionPages.section(
                mine.sessions, today: mine.today, end: AccountPage.endOwnSession.path,
                endAll: AccountPage.endAllSessions.path, token: token))
            <p class="soft small gap-s">Nếu nghi có người dùng tài khoản của mình, hoặc quên đăng xuất ở máy khác: đăng xuất mọi nơi rồi đổi mật khẩu.</p>
            """
    }

    /// The roles that hold and that will, each with its branch and its last day.
    private static func roles(_ mine: Mine) -> HTML {
        let held = mine.held.filter { $0.state(on: mine.today) != .past }
        guard !held.isEmpty else { return "không có vai trò của riêng mình" }
        return held.map { one -> HTML in
            let end = one.lastDay.map { ", đến hết \($0.vietnamese)" } ?? ""
            let start = one.state(on: mine.today) == .toCome ? ", từ \(one.firstDay.vietnamese)" : ""
            return "\(one.role.vietnamese)\(one.branchName.map { " tại \($0)" } ?? "")\(start)\(end)"
        }.joined("<br>")
    }
}

extension AccountRefusal {
    /// The field of a form on these pages that the refusal is about; nil where it is about none.
    var field: String? {
        switch self {
        case .noLogin, .loginTaken: "dang-nhap"
        case .noName: "ho-ten"
        case .noRole: "vai-tro"
        case .unitNeeded, .unitOutside: "don-vi"
        case .wrongOldPassword: "cu"
        case .passwordTooShort, .passwordTooLong, .passwordTooPlain: "moi"
        case .passwordsDiffer: "lai"
        case .wrongSignIn, .tooManyAttempts, .waitABit, .noRoleToday, .unknown, .lastAdministrator, .ownAccount: nil
        }
    }
}
