import Database
import HTTP
import Markup
import Vocabulary

/// The answers of this room's pages.
enum AccountAnswers {
    static func signInForm(_ call: Call) throws -> Response {
        guard call.visitor == nil else { return .redirect(to: "/") }
        return call.page(
            "Đăng nhập", AccountPages.signIn(login: "", wanted: call.request.query["ve"] ?? "", refusal: nil))
    }

    static func openSession(_ call: Call) throws -> Response {
        let login = call.request.form["ten"] ?? ""
        let wanted = call.request.form["ve"] ?? ""
        do {
            let opened = try SignIn.attempt(
                login: login, password: call.request.form["mat-khau"] ?? "", origin: call.request.remote,
                in: call.office)
            let target = wanted.hasPrefix("/") && !wanted.hasPrefix("//") && !wanted.contains("\\") ? wanted : "/"
            return Response.redirect(to: opened.mustChangePassword ? AccountPage.mine.path : target)
                .settingCookie(
                    Router.sessionCookie, opened.token, maxAge: SignIn.sessionSeconds)
        } catch let refusal as AccountRefusal {
            let page = AccountPages.signIn(login: login, wanted: wanted, refusal: refusal)
            let isThrottled = refusal != .wrongSignIn
            return call.page("Đăng nhập", page, status: isThrottled ? 429 : 422)
        }
    }

    static func endSession(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        if let token = call.request.cookies[Router.sessionCookie] {
            try SignIn.end(token: token, visitor: visitor, origin: call.request.remote, in: call.office)
        }
        return Response.redirect(to: AccountPage.signIn.path)
            .removingCookie(Router.sessionCookie)
    }

    static func mine(_ call: Call) throws -> Response { try minePage(call, refusal: nil) }

    private static func minePage(_ call: Call, refusal: AccountRefusal?) throws -> Response {
        let visitor = try call.signedIn()
        let sessions: Int = try call.read { db in
            try db.value(
                "SELECT count(*) FROM session WHERE account = \(visitor.account) AND expires > \(call.office.world.now())"
            )
        }
        let model = AccountPages.Mine(visitor: visitor, sessions: sessions, refusal: refusal)
        return call.page(
            "Tài khoản của tôi", AccountPages.mine(model, token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }

    static func changePassword(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        do {
            let stored: String = try call.read {
                try $0.value("SELECT password FROM account WHERE id = \(visitor.account)")
            }
            guard Password.matches(form["cu"] ?? "", stored: stored) else { throw AccountRefusal.wrongOldPassword }
            let new = form["moi"] ?? ""
            try Password.check(new, login: visitor.login)
            guard new == form["lai"] else { throw AccountRefusal.passwordsDiffer }
            let hash = try Password.hash(new)
            let session = call.request.cookies[Router.sessionCookie].flatMap(SignIn.key)
            try call.write {
                try Accounts.setPassword(of: visitor.account, hash: hash, mustChange: false, keeping: session, by: $0)
            }
            return call.redirect(to: AccountPage.mine, saying: "Đã đổi mật khẩu. Các phiên khác đã được đăng xuất.")
        } catch let refusal as AccountRefusal {
            return try minePage(call, refusal: refusal)
        }
    }

    static func endAllSessions(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        try call.write { try Accounts.signOutEverywhere(visitor.account, by: $0) }
        return call.redirect(to: AccountPage.signIn, saying: "Đã đăng xuất mọi nơi.")
            .removingCookie(Router.sessionCookie)
    }

    // MARK: Accounts of the office

    static func all(_ call: Call) throws -> Response { try allPage(call) { _ in } }

    private static func allPage(_ call: Call, status: Int = 200, _ change: (inout AccountPages.All) -> Void) throws
        -> Response
    {
        var model = try call.read { db in
            try AccountPages.All(accounts: Accounts.all(db), units: Organisations.all(on: call.today, db))
        }
        change(&model)
        return call.page("Tài khoản", AccountPages.all(model, token: call.hiddenToken), status: status)
    }

    static func add(_ call: Call) throws -> Response {
        let form = call.request.form
        let typed = AccountPages.NewAccountForm(
            login: form["dang-nhap"] ?? "", name: form["ho-ten"] ?? "", unit: form["don-vi"] ?? "",
            roles: Set(form.all("vai-tro").compactMap(Role.init(code:))))
        let password = Password.invented(call.office.world)
        do {
            let hash = try Password.hash(password)
            _ = try call.write {
                try Accounts.add(
                    login: typed.login, name: typed.name, unit: ID<Unit>(typed.unit), roles: typed.roles,
                    passwordHash: hash,
                    mustChange: true, by: $0)
            }
        } catch let refusal as AccountRefusal {
            return try allPage(call, status: 422) {
                $0.refusal = refusal
                $0.typed = typed
            }
        }
        return try allPage(call) { $0.invented = (typed.login.folded.trimmed, password) }
    }

    static func reset(_ id: ID<Account>, _ call: Call) throws -> Response {
        let password = Password.invented(call.office.world)
        let hash = try Password.hash(password)
        let login: String = try call.write { operation in
            guard let row = try operation.first("SELECT login FROM account WHERE id = \(id)") else {
                throw AccountRefusal.unknown(id.description)
            }
            try Accounts.setPassword(of: id, hash: hash, mustChange: true, by: operation)
            return try row("login")
        }
        return try allPage(call) { $0.invented = (login, password) }
    }

    static func setOpen(_ isOpen: Bool, _ id: ID<Account>, _ call: Call) throws -> Response {
        do {
            try call.write { try Accounts.setOpen(isOpen, id, by: $0) }
        } catch let refusal as AccountRefusal {
            return try allPage(call, status: 422) { $0.refusal = refusal }
        }
        return call.redirect(
            to: AccountPage.all, saying: isOpen ? "Đã mở lại tài khoản." : "Đã khóa tài khoản và kết thúc các phiên.")
    }
}
