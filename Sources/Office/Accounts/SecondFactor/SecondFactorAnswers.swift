import Database
import HTTP
import Markup
import Paper
import Vocabulary

/// The answers of the second factor's pages.
enum SecondFactorAnswers {
    // MARK: The second step of sign-in

    /// After a right first step: to the page that asks for the code, and later to `wanted`.
    static func ask(_ opened: SignIn.Opened, wanted: String) -> Response {
        let wanted = wanted.asOwnPath == "/" ? nil : wanted
        return .redirect(to: Address(SecondFactorPage.code.path).with("ve", wanted).text)
            .settingCookie(PendingSignIn.cookie, opened.token, maxAge: PendingSignIn.seconds)
    }

    static func codeForm(_ call: Call) throws -> Response {
        guard call.visitor == nil else { return .redirect(to: (call.request.query["ve"] ?? "/").asOwnPath) }
        return try codePage(call, wanted: call.request.query["ve"] ?? "", refusal: nil)
    }

    private static func codePage(_ call: Call, wanted: String, refusal: SecondFactorRefusal?) throws -> Response {
        let token = call.request.cookies[PendingSignIn.cookie] ?? ""
        guard refusal != .pendingExpired,
            try call.read({ try PendingSignIn.find(token, now: call.office.world.now(), $0) }) != nil
        else {
            return call.page("Mã xác thực", SecondFactorPages.expired(), status: 422)
                .removingCookie(PendingSignIn.cookie)
        }
        let status =
            switch refusal {
            case nil: 200
            case .tooManyAttempts: 429
            default: 422
            }
        return call.page("Mã xác thực", SecondFactorPages.code(wanted: wanted, refusal: refusal), status: status)
    }

    static func finish(_ call: Call) throws -> Response {
        let form = call.request.form
        let wanted = form["ve"] ?? ""
        let typed = [form["ma"], form["ma-du-phong"]].compactMap(\.self).map(\.trimmed).first { !$0.isEmpty } ?? ""
        do {
            let opened = try PendingSignIn.finish(
                call.request.cookies[PendingSignIn.cookie] ?? "", code: typed,
                from: SignInPlace(call.request, newDevice: call.office.world), in: call.office)
            return Response.redirect(to: opened.mustChangePassword ? AccountPage.mine.path : wanted.asOwnPath)
                .settingCookie(Router.sessionCookie, opened.token, maxAge: SignIn.sessionSeconds)
                .removingCookie(PendingSignIn.cookie)
        } catch let refusal as SecondFactorRefusal {
            return try codePage(call, wanted: wanted, refusal: refusal)
        }
    }

    // MARK: One's own

    static func mine(_ call: Call) throws -> Response { try minePage(call, refusal: nil, field: nil) }

    private static func minePage(_ call: Call, refusal: SecondFactorRefusal?, field: String?) throws -> Response {
        let visitor = try call.signedIn()
        let model = try call.read { db in
            let state = try SecondFactor.state(of: visitor.account, db)
            let secret =
                state.isBegun && !state.isOn
                ? try SecondFactor.secret(of: visitor.account, call.office.sealing, db) : nil
            return SecondFactorPages.Mine(
                visitor: visitor, state: state, policy: try SignInPolicy.current(db), secret: secret, refusal: refusal,
                field: field)
        }
        let status = refusal == nil ? 200 : 422
        return call.page(
            "Xác thực hai bước", SecondFactorPages.mine(model, token: call.hiddenToken), status: status)
    }

    static func begin(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            try call.write { try SecondFactor.begin(visitor.account, call.office.sealing, by: $0) }
        } catch let refusal as SecondFactorRefusal {
            return try minePage(call, refusal: refusal, field: nil)
        }
        return call.redirect(to: SecondFactorPage.mine)
    }

    static func confirm(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            let session = call.request.cookies[Router.sessionCookie].flatMap(SignIn.key) ?? []
            let codes = try call.write { operation in
                try SessionProof.renew(session: session, withCode: true, by: operation)
                return try SecondFactor.confirm(
                    visitor.account, code: call.request.form["ma"] ?? "", call.office.sealing, by: operation)
            }
            return codesPage(codes, isFirst: true, call)
        } catch let refusal as SecondFactorRefusal {
            return try minePage(call, refusal: refusal, field: "ma")
        }
    }

    static func newCodes(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            return codesPage(
                try call.write { try SecondFactor.renewCodes(visitor.account, by: $0) }, isFirst: false, call)
        } catch let refusal as SecondFactorRefusal {
            return try minePage(call, refusal: refusal, field: nil)
        }
    }

    private static func codesPage(_ codes: [String], isFirst: Bool, _ call: Call) -> Response {
        call.page("Mã dự phòng", SecondFactorPages.codes(codes, login: call.visitor?.login ?? "", isFirst: isFirst))
    }

    static func turnOff(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let form = call.request.form
        do {
            let stored: String = try call.read { db in
                try ProofAttempts.check(
                    visitor.account, from: call.request.remote, isRecovery: false, now: call.office.world.now(), db)
                return try db.value("SELECT password FROM account WHERE id = \(visitor.account)")
            }
            guard Password.matches(form["mat-khau"] ?? "", stored: stored) else {
                try ProofAttempts.note(visitor.account, from: call.request.remote, in: call.office)
                throw SecondFactorRefusal.wrongPassword
            }
            try SecondFactor.pass(
                form["ma"] ?? "", of: visitor.account, as: visitor.actor(from: call.request.remote), in: call.office
            ) { try SecondFactor.remove(visitor.account, by: $0) }
        } catch let refusal as SecondFactorRefusal {
            return try minePage(call, refusal: refusal, field: refusal == .wrongPassword ? "mat-khau" : "ma")
        }
        return call.redirect(to: SecondFactorPage.mine, saying: "Đã tắt xác thực hai bước.")
    }

    // MARK: Of an account

    static func account(_ id: ID<Account>, _ call: Call) throws -> Response { try accountPage(id, call, refusal: nil) }

    static func accountPage(_ id: ID<Account>, _ call: Call, refusal: (any Explained)?) throws -> Response {
        let model = try call.read { db in
            try AccountRights.mustSee(id, within: call.signedIn().scope(.manageAccounts), db)
            guard let row = try db.first("SELECT login, name FROM account WHERE id = \(id)") else {
                throw FrameRefusal.notFound
            }
            return SecondFactorPages.OfAccount(
                id: id, login: try row("login"), name: try row("name"), state: try SecondFactor.state(of: id, db),
                policy: try SignInPolicy.current(db), refusal: refusal,
                hasProvider: try OpenIDProvider.stored(nil, db) != nil,
                identity: try OpenIDIdentity.ofProvider(id, db))
        }
        return call.page(
            "Cách đăng nhập của \(model.name)", SecondFactorPages.account(model, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func reset(_ id: ID<Account>, _ call: Call) throws -> Response {
        do {
            try call.write { operation in
                try AccountRights.mustManage(
                    id, within: call.signedIn().scope(.manageAccounts), operation)
                try SecondFactor.reset(id, by: operation)
            }
        } catch let refusal as SecondFactorRefusal {
            return try accountPage(id, call, refusal: refusal)
        } catch let refusal as RightsRefusal {
            return try accountPage(id, call, refusal: refusal)
        }
        return call.redirect(
            to: SecondFactorPage.account(id),
            saying: "Đã đặt lại xác thực hai bước và kết thúc các phiên của tài khoản.")
    }
}
