import Database
import HTTP
import Markup
import Vocabulary

/// The answers of this room's pages.
enum AccountAnswers {
    static func signInForm(_ call: Call) throws -> Response {
        guard call.visitor == nil else { return .redirect(to: "/") }
        return call.page(
            "Đăng nhập",
            AccountPages.signIn(
                login: "", wanted: call.request.query["ve"] ?? "", isLate: call.request.query["het"] != nil,
                otherWay: try otherWay(call), refusal: nil))
    }

    private static func otherWay(_ call: Call) throws -> String? { try call.read { try OpenIDProvider.button($0) } }

    static func openSession(_ call: Call) throws -> Response {
        let login = call.request.form["ten"] ?? ""
        let wanted = call.request.form["ve"] ?? ""
        let place = SignInPlace(call.request, newDevice: call.office.world)
        do {
            let opened = try SignIn.attempt(
                login: login, password: call.request.form["mat-khau"] ?? "", from: place, in: call.office)
            if opened.wantsCode {
                return keeping(place, SecondFactorAnswers.ask(opened, wanted: wanted))
            }
            let notice = opened.strangeTries.map {
                "Từ lần đăng nhập trước có \($0.words). Nếu không phải ông/bà gõ nhầm, hãy đổi mật khẩu và báo quản trị."
            }
            let inside = call.redirect(
                to: opened.mustChangePassword ? AccountPage.mine.path : wanted.asOwnPath, saying: notice
            )
            .settingCookie(Router.sessionCookie, opened.token, maxAge: SignIn.sessionSeconds)
            return keeping(place, inside)
        } catch let refusal as AccountRefusal {
            let page = AccountPages.signIn(
                login: login, wanted: wanted, otherWay: try otherWay(call), refusal: refusal)
            return call.page("Đăng nhập", page, status: refusal.isThrottling ? 429 : 422)
        }
    }

    /// The browser is known again by a cookie of its own.
    private static func keeping(_ place: SignInPlace, _ response: Response) -> Response {
        response.settingCookie(
            SignInPlace.cookie, place.deviceToken ?? "", maxAge: SignInGate.placeDays * 86_400,
            path: AccountPage.signIn.path)
    }

    static func endSession(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        if let token = call.request.cookies[Router.sessionCookie] {
            try SignIn.end(token: token, visitor: visitor, origin: call.request.remote, in: call.office)
        }
        return Response.redirect(to: AccountPage.signIn.path)
            .removingCookie(Router.sessionCookie)
    }

    static func mine(_ call: Call) throws -> Response { try minePage(call) }

    /// One's own page, with what was refused of one of its forms.
    static func minePage(
        _ call: Call, part: AccountPages.Mine.Part = .none, refusal: (any Explained)? = nil
    ) throws -> Response {
        let visitor = try call.signedIn()
        let now = call.office.world.now()
        let model = try call.read { db in
            AccountPages.Mine(
                visitor: visitor, held: try HeldRole.all(of: visitor.account, today: now.day, db),
                delegations: try Delegation.all(of: visitor.account, db),
                lendable: try Delegation.lendable(by: visitor.account, today: now.day, db),
                sessions: try OpenSession.all(of: visitor.account, this: call.sessionKey, now: now, db),
                tries: try StrangeTries.on(
                    SignIn.hash(visitor.login), since: now.adding(seconds: -24 * 3600), here: call.request.remote, db),
                secondFactor: SecondFactorPages.line(
                    try SecondFactor.state(of: visitor.account, db), try SignInPolicy.current(db)),
                openID: OpenIDPages.mine(
                    try OpenIDProvider.button(db), try OpenIDIdentity.ofProvider(visitor.account, db),
                    token: call.hiddenToken),
                today: now.day, part: part, refusal: refusal, form: call.request.form)
        }
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
            return try minePage(call, part: .password, refusal: refusal)
        }
    }

    static func endOwnSession(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            try call.write {
                try Accounts.endSession(call.request.form["phien"] ?? "", of: visitor.account, within: .nothing, by: $0)
            }
        } catch let refusal as RightsRefusal {
            return try minePage(call, refusal: refusal)
        }
        return call.redirect(to: AccountPage.mine, saying: "Đã kết thúc phiên.")
    }

    static func endAllSessions(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        try call.write { try Accounts.signOutEverywhere(visitor.account, by: $0) }
        return call.redirect(to: AccountPage.signIn, saying: "Đã đăng xuất mọi nơi.")
            .removingCookie(Router.sessionCookie)
    }
}

extension SignInPlace {
    /// Known to the browser under the path of sign-in only.
    static let cookie = "vd_may"

    /// The place a request comes from; a browser that has no name yet is given one.
    init(_ request: Request, newDevice world: World) {
        let known = SignInPlace(origin: "", deviceToken: request.cookies[Self.cookie]).deviceToken
        self.init(
            origin: request.remote, device: Device.words(request.headers["User-Agent"] ?? ""),
            deviceToken: known ?? Digest.hex(world.randomBytes(32)))
    }
}
