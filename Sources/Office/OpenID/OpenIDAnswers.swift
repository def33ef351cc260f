import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the pages of sign-in through a provider.
enum OpenIDAnswers {
    // MARK: There and back

    static func start(_ call: Call) throws -> Response {
        let wanted = (call.request.query["ve"] ?? "/").asOwnPath
        if call.visitor != nil { return .redirect(to: wanted) }
        return try leave(.signIn, account: nil, wanted: wanted, call)
    }

    static func link(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        guard isOurs(call.request) else { return refused(OpenIDRefusal.fromElsewhere, call) }
        // Not by the page's own proof: a form may not lead from here to another site, a link may.
        guard visitor.proof.isRecent(at: call.office.world.now()) else {
            return .redirect(
                to: Address(SecondFactorPage.proofForm.path).with("ve", AccountPage.mine.path + "#lien-ket").text)
        }
        return try leave(.link, account: visitor.account, wanted: AccountPage.mine.path, call)
    }

    static func prove(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        guard isOurs(call.request) else { return refused(OpenIDRefusal.fromElsewhere, call) }
        return try leave(.prove, account: visitor.account, wanted: "/", call)
    }

    /// Another site may not begin these: they change what the account is linked to, or what its session has proved.
    private static func isOurs(_ request: Request) -> Bool {
        if let site = request.headers["Sec-Fetch-Site"] { return site == "same-origin" || site == "none" }
        // Older browsers do not say; our pages tell each other where the reader comes from.
        guard let host = request.headers["Host"] else { return false }
        return request.headers["Referer"]?.firstRange(of: "://\(host)/") != nil
    }

    private static func leave(
        _ purpose: OpenIDAttempt.Purpose, account: ID<Account>?, wanted: String, _ call: Call
    ) throws -> Response {
        do {
            let provider = try provider(call)
            let metadata = try call.office.directory.metadata(of: provider.issuer, now: call.office.world.now())
            let ticket = try OpenIDAttempt.start(purpose, account: account, wanted: wanted, in: call.office)
            let address = OpenIDAttempt.address(ticket, purpose, provider, metadata.authorizationEndpoint)
            return Response(status: 303, headers: [("Location", address)])
                .settingCookie(OpenIDAttempt.cookie, ticket.cookie, maxAge: OpenIDAttempt.seconds, path: "/dang-nhap")
        } catch let refusal as OpenIDRefusal { return refused(refusal, call) }
    }

    private static func provider(_ call: Call) throws -> OpenIDProvider {
        let found = try call.read { try OpenIDProvider.stored(call.office.sealing, $0) }
        guard let found, found.isOn else { throw OpenIDRefusal.off }
        return found
    }

    static func back(_ call: Call) throws -> Response {
        do {
            return try finish(call).removingCookie(OpenIDAttempt.cookie, path: "/dang-nhap")
        } catch let refusal as OpenIDRefusal {
            return refused(refusal, call).removingCookie(OpenIDAttempt.cookie, path: "/dang-nhap")
        } catch let refusal as AccountRefusal {
            return refused(refusal, call).removingCookie(OpenIDAttempt.cookie, path: "/dang-nhap")
        }
    }

    private static func finish(_ call: Call) throws -> Response {
        let query = call.request.query
        let ticket = OpenIDAttempt.Ticket(cookie: call.request.cookies[OpenIDAttempt.cookie], state: query["state"])
        let attempt = try OpenIDAttempt.take(ticket, in: call.office)
        let provider = try provider(call)
        // RFC 9207: an answer that names its issuer must name this one.
        guard query["iss"].map({ $0 == provider.issuer }) ?? true else { throw OpenIDRefusal.badToken("iss parameter") }
        guard let code = query["code"], query["error"] == nil else { throw OpenIDRefusal.declined }
        let token = try OpenIDSignIn.token(code: code, attempt, provider, in: call.office)
        switch attempt.purpose {
        case .signIn: return try signIn(token, attempt, provider, call)
        case .link:
            try mustBeSame(attempt, call)
            try call.write {
                try OpenIDIdentity.link(
                    call.signedIn().account, issuer: provider.issuer, subject: token.subject, by: $0)
            }
            return call.redirect(to: AccountPage.mine, saying: "Đã liên kết với tài khoản đăng nhập chung.")
        case .prove:
            try mustBeSame(attempt, call)
            try proved(token, provider, call)
            return call.page("Đã xác nhận", OpenIDPages.proved())
        }
    }

    private static func signIn(
        _ token: IDToken, _ attempt: OpenIDAttempt, _ provider: OpenIDProvider, _ call: Call
    ) throws -> Response {
        // Its browser may be new here: no cookie of a known place is set, since no password was tried.
        let place = SignInPlace(
            origin: call.request.remote, device: Device.words(call.request.headers["User-Agent"] ?? ""))
        let opened = try OpenIDSignIn.open(token, provider, from: place, in: call.office)
        if opened.wantsCode { return SecondFactorAnswers.ask(opened, wanted: attempt.wanted) }
        return Response.redirect(to: attempt.wanted.asOwnPath)
            .settingCookie(Router.sessionCookie, opened.token, maxAge: SignIn.sessionSeconds)
    }

    /// Who comes back must still be who left.
    private static func mustBeSame(_ attempt: OpenIDAttempt, _ call: Call) throws {
        guard try call.signedIn().account == attempt.account else { throw OpenIDRefusal.notStarted }
    }

    private static func proved(_ token: IDToken, _ provider: OpenIDProvider, _ call: Call) throws {
        let visitor = try call.signedIn()
        let session = call.request.cookies[Router.sessionCookie].flatMap(SignIn.key) ?? []
        try call.write { operation in
            let identity = try OpenIDIdentity.of(visitor.account, issuer: provider.issuer, operation)
            guard let identity else { throw OpenIDRefusal.notLinked }
            guard identity.subject == token.subject else { throw OpenIDRefusal.otherPerson }
            // The provider's word does not stand in for the code of who has a second factor here.
            guard !visitor.proof.isEnrolled || provider.vouchesForSecondFactor(token) else {
                throw OpenIDRefusal.codeNeeded
            }
            try SessionProof.renew(
                session: session, withCode: provider.vouchesForSecondFactor(token), by: operation)
            try operation.record("session.prove", on: Subject("account", visitor.account))
        }
    }

    private static func refused(_ refusal: any Explained, _ call: Call) -> Response {
        if let refusal = refusal as? OpenIDRefusal {
            call.office.directory.note(refusal, at: call.office.world.now())
        }
        let page = OpenIDPages.refused(refusal, isSignedIn: call.visitor != nil)
        return call.page("Đăng nhập chung", page, status: 422)
    }

    // MARK: Links

    static func unlink(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            try call.write {
                try OpenIDIdentity.unlink(visitor.account, issuer: issuer($0), endingSessions: false, by: $0)
            }
        } catch let refusal as OpenIDRefusal { return refused(refusal, call) }
        return call.redirect(to: AccountPage.mine, saying: "Đã gỡ liên kết.")
    }

    private static func issuer(_ db: any Reader) throws -> String {
        guard let provider = try OpenIDProvider.stored(nil, db) else { throw OpenIDRefusal.off }
        return provider.issuer
    }

    static func linkAccount(_ id: ID<Account>, _ call: Call) throws -> Response {
        try change(id, call, saying: "Đã liên kết tài khoản.") { operation in
            try OpenIDIdentity.link(
                id, issuer: issuer(operation), subject: (call.request.form["dinh-danh"] ?? "").trimmed, by: operation)
        }
    }

    static func unlinkAccount(_ id: ID<Account>, _ call: Call) throws -> Response {
        try change(id, call, saying: "Đã gỡ liên kết của tài khoản.") {
            try OpenIDIdentity.unlink(id, issuer: issuer($0), endingSessions: true, by: $0)
        }
    }

    private static func change(
        _ id: ID<Account>, _ call: Call, saying notice: String, _ body: (Operation) throws -> Void
    ) throws -> Response {
        do {
            try call.write { operation in
                try AccountRights.mustManage(id, within: call.signedIn().scope(.manageAccounts), operation)
                try body(operation)
            }
        } catch let refusal as OpenIDRefusal {
            return try SecondFactorAnswers.accountPage(id, call, refusal: refusal)
        } catch let refusal as RightsRefusal {
            return try SecondFactorAnswers.accountPage(id, call, refusal: refusal)
        }
        return call.redirect(to: SecondFactorPage.account(id), saying: notice)
    }

    // MARK: Settings

    static func settings(_ call: Call) throws -> Response { try settingsPage(call, typed: nil, refusal: nil) }

    private static func settingsPage(_ call: Call, typed: OpenIDProvider?, refusal: OpenIDRefusal?) throws -> Response {
        let model = try call.read { db in
            OpenIDPages.Settings(
                provider: try typed ?? OpenIDProvider.stored(nil, db) ?? .unset(ownAddress: ownAddress(call.request)),
                hasSecret: try OpenIDProvider.hasSecret(db), policy: try SignInPolicy.current(db),
                missing: try SignInPolicy.missing(on: call.today, db), trouble: call.office.directory.trouble,
                today: call.today, refusal: refusal)
        }
        return call.page(
            "Đăng nhập", OpenIDPages.settings(model, token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }

    /// As the administrator reaches it now; a proposal only.
    private static func ownAddress(_ request: Request) -> String {
        guard let host = request.headers["Host"] else { return "" }
        let isHere = host.hasPrefix("127.0.0.1") || host.hasPrefix("localhost")
        return (isHere && !request.isForwardedSecure ? "http://" : "https://") + host
    }

    static func save(_ call: Call) throws -> Response {
        let form = call.request.form
        func text(_ name: String) -> String { (form[name] ?? "").trimmed }
        let typed = OpenIDProvider(
            isOn: form["mo"] == "1", issuer: text("noi-cap"), client: text("ma"), secret: nil, scopes: text("pham-vi"),
            claim: text("thuoc-tinh"), domain: text("ten-mien"), button: text("nut"), ownAddress: text("dia-chi"),
            trustsSecondFactor: form["tin-hai-buoc"] == "1",
            levels: text("muc").split(separator: " ").map(String.init))
        let newSecret = form["bo-mat-khau"] == "1" ? "" : (form["mat-khau"] ?? "").isEmpty ? nil : form["mat-khau"]
        do {
            try typed.checked()
            call.office.directory.forget()
            // A way in that nobody can take is noticed now, by who sets it up.
            if typed.isOn { _ = try call.office.directory.metadata(of: typed.issuer, now: call.office.world.now()) }
            try call.write { try typed.save(newSecret: newSecret, call.office.sealing, by: $0) }
        } catch let refusal as OpenIDRefusal {
            // What was typed wrong here closes nothing for those who use what is set.
            call.office.directory.forget()
            let words: OpenIDRefusal = if case .unreachable(let why) = refusal { .noAnswer(why) } else { refusal }
            return try settingsPage(call, typed: typed, refusal: words)
        }
        return call.redirect(
            to: OpenIDPage.settings,
            saying: typed.isOn ? "Đã lưu; đăng nhập chung đang mở." : "Đã lưu; đăng nhập chung đang đóng.")
    }

    static func policy(_ call: Call) throws -> Response {
        guard let policy = call.request.form["hai-buoc"].flatMap(SignInPolicy.init(rawValue:)), policy != .sample else {
            return try settingsPage(call, typed: nil, refusal: .noPolicy)
        }
        try call.write { try SignInPolicy.set(policy, by: $0) }
        return call.redirect(to: OpenIDPage.settings, saying: "Đã lưu quy định về xác thực hai bước.")
    }
}
