import HTTP
import Markup
import Vocabulary

/// The HTML of the page of one account.
enum AccountCardPages {
    typealias Token = [(name: String, value: String)]

    /// Which form of the page a refusal belongs to.
    enum Part: Equatable { case none, edit, person, role, delegation }

    struct Card {
        let account: AccountCard
        let isSelf: Bool
        let mayReadPeople: Bool
        /// What was done to the account, and what its holder did; nil where the visitor does not read the ledger.
        let ledger: Address?
        let acts: Address?
        let mayView: Bool
        let units: [String]
        let today: Day
        /// A first password just set: shown once.
        var told: (login: String, password: String)?
        var refusal: (any Explained)?
        var part = Part.none
        /// What was typed into the refused form.
        var form = Parameters()

        func typed(_ part: Part, _ name: String) -> String? { self.part == part ? form[name] : nil }

        /// The refusal by the name of its field, for the form it belongs to.
        func errors(_ part: Part) -> [String: String] {
            guard self.part == part, let refusal, let name = fieldName(refusal) else { return [:] }
            return [name: refusal.explanation.notice]
        }

        private func fieldName(_ refusal: any Explained) -> String? {
            switch refusal {
            case let refusal as RightsRefusal: refusal.field
            case let refusal as AccountRefusal: refusal.field
            case is UnitRefusal: part == .role ? "pham-vi" : "don-vi"
            case let refusal as DayRefusal: refusal.field
            case is PersonRefusal: "ca-nhan"
            default: nil
            }
        }
    }

    static func card(_ card: Card, token: Token) -> HTML {
        let account = card.account
        let (edit, role, lend) = (editFields(card), roleFields(card), DelegationPages.fields(card))
        let person = personField(card)
        let fields = edit + [person] + role + lend
        return """
            \(PageHead(
                account.name, facts: "\(account.login)\(if: !account.unit.isEmpty, " · \(account.unit)")",
                trail: [Link("Tài khoản", AccountRegisterPage.list.path)], here: account.name, actions: heads(card)))
            \(ErrorSummary("Chưa lưu được", fields: fields))
            \(if: !fields.contains { $0.error != nil }, card.refusal.map { Note(.bad, $0.explanation.notice) }?.html ?? .empty)
            \(card.told.map(told))
            \(if: !account.isManageable, Note(.care, RightsRefusal.moreRights.explanation.notice).html)
            \(Columns(.wide, work: """
                \(roles(card, role, token))
                \(DelegationPages.section(card, lend, token))
                \(history(card))
                """, label: "Thông tin của tài khoản", context: """
                \(facts(card, token))
                \(if: account.isManageable, Details("Sửa họ tên, đơn vị", isOpen: card.part == .edit, content:
                    Form(to: AccountRegisterPage.edit(account.id).path, hidden: token, content: """
                        \(edit)\(Actions([.submit("Lưu")]))
                        """).html).html)
                \(if: account.isManageable, Details("Gắn với cá nhân", isOpen: card.part == .person, content:
                    Form(to: AccountRegisterPage.link(account.id).path, hidden: token, content: """
                        \(person)\(Actions([.submit("Lưu")]))
                        """).html).html)
                \(sessions(card, token))
                """))
            """
    }

    private static func heads(_ card: Card) -> [Action] {
        let ways = Action.link("Cách đăng nhập", SecondFactorPage.account(card.account.id).path)
        guard card.mayView, !card.isSelf, card.account.isManageable, card.account.isOpen else { return [ways] }
        return [ways, .link("Xem như người này", ViewAsPage.ask(card.account.id).path)]
    }

    static func told(_ login: String, _ password: String) -> HTML {
        """
        <div class="note good" role="status"><b>Mật khẩu lần đầu của \(login): <code>\(password)</code></b><br>\
        Chỉ hiện một lần này. Đưa tận tay hoặc đọc qua điện thoại; lần đăng nhập đầu, phần mềm sẽ yêu cầu đổi.</div>
        """
    }

    // MARK: Facts and what may be done at once

    private static func facts(_ card: Card, _ token: Token) -> HTML {
        let account = card.account
        let state: HTML =
            switch (account.isOpen, account.hasPassword, account.invitedUntil) {
            case (false, _, _): "<b>đã khóa</b>"
            case (true, false, let until?): "chờ nhận lời mời đến \(until.since(today: card.today))"
            case (true, false, nil): "chưa có mật khẩu: cần gửi lời mời"
            case (true, true, let until?):
                "đang dùng; có lời mời đặt lại mật khẩu đến \(until.since(today: card.today))"
            case (true, true, nil): "đang dùng"
            }
        func post(_ words: String, _ page: AccountRegisterPage, _ more: Token = []) -> HTML {
            PostButton(.submit(words, .low, subject: "– \(account.name)"), to: page.path, hidden: token + more).html
        }
        var acts: [HTML] = []
        if account.isManageable, account.isOpen {
            acts.append(
                post("Gửi lời mời", .invite, [("nguoi", account.id.description)]))
            if account.invitedUntil != nil { acts.append(post("Thu hồi lời mời", .revokeInvitation(account.id))) }
            if !card.isSelf { acts.append(post("Đặt mật khẩu tạm", .reset(account.id))) }
            acts.append(Action.link("Khóa tài khoản", AccountRegisterPage.closing(account.id).path, .low).html)
        } else if account.isManageable {
            acts.append(post("Mở lại", .reopen(account.id)))
        }
        return Section(
            "Tài khoản", id: "tai-khoan",
            content: """
                \(Facts([
                    ("Tên đăng nhập", "\(account.login)"), ("Đơn vị", "\(account.unit.isEmpty ? "không thuộc đơn vị nào" : account.unit)"),
                    ("Tình trạng", state),
                    ("Đăng nhập cuối", "\(account.lastSignIn?.since(today: card.today) ?? "chưa lần nào")"),
                    ("Cá nhân", "\(account.person ?? "chưa gắn")"),
                ]))
                \(if: !acts.isEmpty, "<div class=\"acts gap-s\">\(acts.joined(" "))</div>")
                """
        ).html
    }

    private static func editFields(_ card: Card) -> [Field] {
        let errors = card.errors(.edit)
        return [
            Field("ho-ten", "Họ và tên", .text(card.typed(.edit, "ho-ten") ?? card.account.name, length: 30)),
            Field(
                "don-vi", "Đơn vị", hint: "Gõ tên hoặc mã rồi chọn.",
                .suggest(card.typed(.edit, "don-vi") ?? card.account.unit, from: card.units, length: 30)),
        ].map { $0.with(errors: errors) }
    }

    private static func personField(_ card: Card) -> Field {
        Field(
            "ca-nhan", "Cá nhân trong danh sách",
            hint: card.mayReadPeople
                ? "Gõ đúng họ tên hoặc chọn; để trống thì thôi gắn."
                : "Gõ đủ họ tên của người giữ chức vụ ở đơn vị của tài khoản; để trống thì thôi gắn.",
            isOptional: true,
            .suggest(
                card.typed(.person, "ca-nhan") ?? card.account.person ?? "", from: card.account.people, length: 30)
        ).with(errors: card.errors(.person))
    }

    // MARK: Roles

    private static func roleFields(_ card: Card) -> [Field] {
        let errors = card.errors(.role)
        return [
            Field(
                "vai-tro", "Vai trò",
                .choice(
                    [.init("", "– chọn –")] + Role.allCases.map { .init($0.code, "\($0.vietnamese): \($0.hint)") },
                    selected: card.typed(.role, "vai-tro"))),
            Field(
                "pham-vi", "Phạm vi",
                hint: "Đơn vị và mọi đơn vị dưới nó. Để trống: cả tỉnh hoặc đơn vị mình, theo vai trò.",
                isOptional: true,
                .suggest(card.typed(.role, "pham-vi") ?? "", from: card.units, length: 40)),
            Field(
                "tu-ngay", "Từ ngày", .day(card.typed(.role, "tu-ngay") ?? card.today.vietnamese)),
            Field(
                "den-ngay", "Đến hết ngày", hint: "Để trống nếu chưa định.", isOptional: true,
                .day(card.typed(.role, "den-ngay") ?? "")),
        ].map { $0.with(errors: errors) }
    }

    private static func roles(_ card: Card, _ fields: [Field], _ token: Token) -> HTML {
        let account = card.account
        let table = RuledTable(
            "Vai trò", count: nil,
            columns: [
                Column("Vai trò", .name, .w9) { (held: HeldRole) in "\(held.role.vietnamese.withCapital)" },
                Column("Phạm vi") { "\($0.branchName ?? ($0.role.reachesProvince ? "cả tỉnh" : "đơn vị mình"))" },
                Column("Thời hạn", .text, .w11) { "\(period($0.firstDay, $0.lastDay))" },
                Column("Tình trạng", .text, .w9) { "\(state($0, card.today))" },
                Column("Việc làm được", .action, .w7, isOnPaper: false) { held in
                    guard account.isManageable, held.state(on: card.today) != .past else { return .empty }
                    return PostButton(
                        .submit("Kết thúc", .low, subject: "vai trò \(held.role.vietnamese)"),
                        to: AccountRegisterPage.endRole(account.id, held.id).path, hidden: token
                    ).html
                },
            ], rows: account.held
        ).with {
            $0.id = "vai-tro-dang-co"
            $0.empty = Empty("Chưa có vai trò nào.", "Không có vai trò thì không đăng nhập được.")
        }
        return """
            \(table)
            \(if: account.isManageable, Details("Giao vai trò", isOpen: card.part == .role, content:
                Form(to: AccountRegisterPage.giveRole(account.id).path, hidden: token, content: """
                    \(fields)\(Actions([.submit("Giao vai trò", .primary)]))
                    """).html).html)
            """
    }

    static func period(_ first: Day, _ last: Day?) -> String {
        guard let last else { return "từ \(first.vietnamese)" }
        return first == last ? "ngày \(first.vietnamese)" : "\(first.vietnamese) đến \(last.vietnamese)"
    }

    private static func state(_ held: HeldRole, _ today: Day) -> String {
        switch held.state(on: today) {
        case .valid: "đang hiệu lực"
        case .toCome: "chưa đến ngày"
        case .past: held.ended.map { "đã kết thúc \($0.since(today: today))" } ?? "đã hết hạn"
        }
    }

    // MARK: Sessions and history

    private static func sessions(_ card: Card, _ token: Token) -> HTML {
        let account = card.account
        return SessionPages.section(
            account.sessions, today: card.today,
            end: account.isManageable || card.isSelf ? AccountRegisterPage.endSession(account.id).path : nil,
            endAll: account.isManageable || card.isSelf ? AccountRegisterPage.endSessions(account.id).path : nil,
            token: token)
    }

    private static func history(_ card: Card) -> HTML {
        let history = card.account.history
        let links = [
            card.ledger.map { Link("Xem đủ", $0, subject: "nhật ký về tài khoản này").html },
            card.acts.map { Link("Việc người này đã làm", $0).html },
        ].compactMap { $0 }
        return Section(
            "Nhật ký", count: history.isEmpty ? nil : "\(history.count) mục mới nhất", id: "nhat-ky",
            aside: links.joined(" · "),
            content: history.isEmpty
                ? Empty("Chưa có gì.").html
                : Trace(
                    history.map { line in
                        Trace.Step(
                            [line.at.day.vietnamese, line.at.hour], "\(line.what)",
                            who: "\(line.who)\(line.why.map { ": \($0)" } ?? "")")
                    }
                ).html
        ).html
    }

    // MARK: Closing

    static func closing(_ account: AccountCard, today: Day, refusal: String?, token: Token) -> HTML {
        let lent = account.delegations.count { $0.state(on: today) != .past }
        return """
            \(PageHead(
                "Khóa tài khoản", trail: [
                    Link("Tài khoản", AccountRegisterPage.list.path),
                    Link(account.name, AccountRegisterPage.show(account.id).path),
                ], here: "Khóa tài khoản"))
            \(refusal.map { Note(.bad, $0).html })
            \(Confirmation(
                "Khóa tài khoản của \(account.name)?",
                consequences: [
                    "Người này không đăng nhập được nữa; \(account.sessions.count) phiên đang mở kết thúc ngay.",
                    "Lời mời chưa dùng hết giá trị\(lent > 0 ? "; \(lent) ủy quyền đang hoặc sắp có hiệu lực kết thúc" : "").",
                    "Việc đã làm và nhật ký vẫn còn tên. Mở lại được bất cứ lúc nào.",
                ], verb: "Khóa tài khoản", to: AccountRegisterPage.close(account.id).path, hidden: token,
                back: Link("Thôi", AccountRegisterPage.show(account.id).path),
                fields: [Field("ly-do", "Lý do", hint: "Ghi vào nhật ký.", isOptional: true, .text("", length: 40))]))
            """
    }
}
