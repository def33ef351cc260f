import Database
import HTTP
import Markup
import Vocabulary

/// The answers of seeing the program as another person does.
enum ViewAsAnswers {
    static func ask(_ id: ID<Account>, _ call: Call) throws -> Response { try askPage(id, call, refusal: nil) }

    private static func askPage(_ id: ID<Account>, _ call: Call, refusal: (any Explained)?) throws -> Response {
        let visitor = try call.signedIn()
        let card = try call.read {
            try AccountCard.of(
                id, within: visitor.scope(.viewAsOthers), this: nil, now: call.office.world.now(), $0)
        }
        return call.page(
            "Xem như \(card.name)",
            ViewAsPages.ask(
                card, reason: call.request.form["ly-do"] ?? "", refusal: refusal, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func start(_ id: ID<Account>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        guard let session = call.sessionKey else { throw FrameRefusal.signInFirst }
        do {
            try call.write {
                try ViewAs.start(
                    id, session: session, viewer: visitor, reason: call.request.form["ly-do"] ?? "", by: $0)
            }
        } catch let refusal as RightsRefusal {
            return try askPage(id, call, refusal: refusal)
        }
        return .redirect(to: "/")
    }

    /// Back to one's own account; nothing happens where nobody is viewed.
    static func end(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        guard let onlooker = visitor.onlooker, let session = call.sessionKey else { return .redirect(to: "/") }
        let actor = Actor(account: onlooker.account, name: onlooker.name, origin: call.request.remote)
        try call.office.write(by: actor) { try ViewAs.end(session: session, by: $0) }
        return call.redirect(
            to: AccountRegisterPage.show(visitor.account), saying: "Đã thôi xem như \(visitor.name).")
    }
}

/// The HTML of seeing the program as another person does.
enum ViewAsPages {
    static func ask(
        _ account: AccountCard, reason: String, refusal: (any Explained)?, token: [(name: String, value: String)]
    ) -> HTML {
        let field = Field(
            "ly-do", "Lý do", hint: "Ghi vào nhật ký của tài khoản này; ví dụ: hỗ trợ qua điện thoại.",
            error: refusal.flatMap { ($0 as? RightsRefusal)?.field == "ly-do" ? $0.explanation.notice : nil },
            .text(reason, length: 40))
        return """
            \(PageHead(
                "Xem như \(account.name)", trail: [
                    Link("Tài khoản", AccountRegisterPage.list.path),
                    Link(account.name, AccountRegisterPage.show(account.id).path),
                ], here: "Xem như người này"))
            \(ErrorSummary("Chưa xem được", fields: [field]))
            \(if: field.error == nil, refusal.map { Note(.bad, $0.explanation.notice) }?.html ?? .empty)
            \(Confirmation(
                "Xem phần mềm đúng như \(account.name) thấy?",
                consequences: [
                    "Chỉ xem: mọi nút gửi, sửa, xóa đều không dùng được.",
                    "Tự kết thúc sau \(ViewAs.minutes) phút; thôi xem lúc nào cũng được bằng nút ở đầu mỗi trang.",
                    "Lúc bắt đầu, lúc kết thúc và lý do được ghi vào nhật ký. Trang riêng của người đó không mở được.",
                ], verb: "Bắt đầu xem", to: ViewAsPage.start(account.id).path, hidden: token,
                back: Link("Thôi", AccountRegisterPage.show(account.id).path), fields: [field]))
            """
    }

    /// At the head of every page while somebody is viewed.
    static func banner(_ visitor: Visitor, _ onlooker: Onlooker, token: [(name: String, value: String)]) -> HTML {
        """
        <div class="asif" role="status"><p><b>Đang xem như \(visitor.name)</b> (chỉ xem, tự kết thúc lúc \(onlooker.until.hour)). \
        Người xem: \(onlooker.name).</p>\(PostButton(.submit("Thôi xem"), to: ViewAsPage.end.path, hidden: token))</div>

        """
    }

    /// At the head of every page of who acts for somebody.
    static func acting(for names: [String]) -> HTML {
        """
        <div class="asif quiet"><p>Đang thay mặt <b>\(names.joined(separator: ", "))</b>. \
        \(Link("Xem ủy quyền", AccountPage.mine.path + "#uy-quyen"))</p></div>

        """
    }
}
