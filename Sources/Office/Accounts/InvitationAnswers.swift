import Database
import HTTP
import Markup
import Vocabulary

/// The answers of invitations.
enum InvitationAnswers {
    /// Letters for those chosen in the list, or for one account from its page.
    static func invite(_ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageAccounts)
        let chosen = call.request.form.all("nguoi").compactMap { ID<Account>($0) }
        do {
            let letters = try call.write { try Invitation.make(for: chosen, within: scope, by: $0) }
            return Self.letters(letters, call)
        } catch let refusal as any Explained where !(refusal is FrameRefusal) {
            return try AccountRegisterAnswers.listPage(call, refusal: refusal)
        }
    }

    /// The only page that ever shows the codes.
    static func letters(_ letters: [Invitation.Letter], _ call: Call) -> Response {
        return call.page(
            "Thư mời",
            InvitationPages.letters(letters, site: call.site, province: call.visitor?.province?.name, today: call.today)
        )
    }

    static func revoke(_ id: ID<Account>, _ call: Call) throws -> Response {
        try AccountCardAnswers.doing(id, call, saying: "Đã thu hồi lời mời.", part: .none) { operation, scope in
            try Invitation.revoke(of: id, within: scope, by: operation)
        }
    }

    // MARK: The guest

    static func open(_ call: Call) throws -> Response {
        let code = String((call.request.query["ma"] ?? "").prefix(80))
        guard !code.trimmed.isEmpty else { return page(InvitationPages.Opened(), call) }
        do {
            let guest = try call.read { try Invitation.guest(of: code, now: call.office.world.now(), $0) }
            return page(InvitationPages.Opened(code: code, guest: guest), call)
        } catch let refusal as InvitationRefusal {
            return page(InvitationPages.Opened(code: code, refusal: refusal), call)
        }
    }

    static func accept(_ call: Call) throws -> Response {
        let form = call.request.form
        let code = String((form["ma"] ?? "").prefix(80))
        var opened = InvitationPages.Opened(code: code)
        do {
            let guest = try call.read { try Invitation.guest(of: code, now: call.office.world.now(), $0) }
            opened.guest = guest
            let new = form["moi"] ?? ""
            try Password.check(new, login: guest.login)
            guard new == form["lai"] else { throw AccountRefusal.passwordsDiffer }
            let hash = try Password.hash(new)
            _ = try Invitation.accept(code, passwordHash: hash, origin: call.request.remote, in: call.office)
            return call.redirect(
                to: AccountPage.signIn,
                saying: "Đã đặt mật khẩu. Đăng nhập bằng tên \(guest.login) và mật khẩu vừa đặt.")
        } catch let refusal as InvitationRefusal {
            opened.refusal = refusal
        } catch let refusal as AccountRefusal {
            opened.refusal = refusal
        }
        return page(opened, call)
    }

    private static func page(_ opened: InvitationPages.Opened, _ call: Call) -> Response {
        var response = call.page(
            "Nhận lời mời", InvitationPages.open(opened), status: opened.refusal == nil ? 200 : 422)
        // The code in the address goes to no other site.
        response.headers.append(("Referrer-Policy", "no-referrer"))
        return response
    }
}
