import HTTP
import Markup
import Vocabulary

/// The HTML of acting for someone: a part of one's own page and of the page of an account.
enum DelegationPages {
    typealias Token = [(name: String, value: String)]

    /// The form of a new delegation: what may be lent and what was typed.
    static func fields(
        lendable: [Role], today: Day, typed: (String) -> String?, chosen: Set<String>, errors: [String: String]
    ) -> [Field] {
        [
            Field(
                "nguoi-nhan", "Người nhận ủy quyền", hint: "Tên đăng nhập, hoặc đúng họ tên.", id: "uq-nguoi-nhan",
                .text(typed("nguoi-nhan") ?? "", length: 30, autocomplete: "off")),
            Field(
                "vai-tro", "Vai trò ủy quyền", id: "uq-vai-tro",
                .checks(
                    lendable.map { .init($0.code, $0.vietnamese.withCapital) },
                    selected: typed("nguoi-nhan") == nil ? Set(lendable.map(\.code)) : chosen)),
            Field("tu-ngay", "Từ ngày", id: "uq-tu-ngay", .day(typed("tu-ngay") ?? today.vietnamese)),
            Field("den-ngay", "Đến hết ngày", id: "uq-den-ngay", .day(typed("den-ngay") ?? "")),
            Field(
                "ly-do", "Lý do", hint: "Ví dụ: đi công tác, nghỉ phép.", id: "uq-ly-do",
                .text(typed("ly-do") ?? "", length: 40)),
        ].map { $0.with(errors: errors) }
    }

    static func fields(_ card: AccountCardPages.Card) -> [Field] {
        fields(
            lendable: card.account.lendable, today: card.today, typed: { card.typed(.delegation, $0) },
            chosen: Set(card.form.all("vai-tro")), errors: card.errors(.delegation))
    }

    static func section(_ card: AccountCardPages.Card, _ fields: [Field], _ token: Token) -> HTML {
        let account = card.account
        return section(
            account.delegations, of: account.id, lendable: account.isManageable ? account.lendable : [],
            today: card.today, isOpen: card.part == .delegation, fields,
            giveTo: DelegationPage.giveFor(account.id).path,
            end: account.isManageable ? { DelegationPage.endFor(account.id, $0).path } : nil, token)
    }

    /// - Parameter end: where ending one leads; nil where it may not be ended.
    static func section(
        _ delegations: [Delegation], of account: ID<Account>, lendable: [Role], today: Day, isOpen: Bool,
        _ fields: [Field], giveTo: String, end: ((ID<Delegation>) -> String)?, _ token: Token
    ) -> HTML {
        let table = RuledTable(
            "Ủy quyền",
            columns: [
                Column("Ai cho ai", .name) { (one: Delegation) in
                    one.principal == account
                        ? "Ủy quyền cho <b>\(one.deputyName)</b>" : "Thay mặt <b>\(one.principalName)</b>"
                },
                Column("Vai trò", .text, .w9) { "\($0.roles.map(\.vietnamese).joined(separator: ", "))" },
                Column("Thời hạn", .text, .w11) {
                    "\(AccountCardPages.period($0.firstDay, $0.lastDay))<br><span class=\"soft small\">\($0.reason)</span>"
                },
                Column("Tình trạng", .text, .w9) { "\(state($0, today))" },
                Column("Việc làm được", .action, .w7, isOnPaper: false) { one in
                    guard let end, one.state(on: today) != .past else { return .empty }
                    let other = one.principal == account ? one.deputyName : one.principalName
                    return PostButton(
                        .submit("Kết thúc", .low, subject: "ủy quyền với \(other)"), to: end(one.id), hidden: token
                    ).html
                },
            ], rows: delegations
        ).with {
            $0.id = "uy-quyen"
            $0.empty = Empty(
                "Chưa có ủy quyền nào.",
                "Khi vắng mặt, ủy quyền để người khác làm thay; nhật ký ghi rõ làm thay cho ai.")
        }
        return """
            \(table)
            \(if: !lendable.isEmpty, Details("Ủy quyền cho người khác", isOpen: isOpen, content: Form(to: giveTo, hidden: token, content: """
                \(fields)\(Actions([.submit("Ủy quyền")], note: "Không ủy quyền được quyền quản trị; người nhận không ủy quyền tiếp được."))
                """).html).html)
            """
    }

    private static func state(_ one: Delegation, _ today: Day) -> String {
        switch one.state(on: today) {
        case .valid: "đang hiệu lực"
        case .toCome: "chưa đến ngày"
        case .past: one.ended.map { "đã kết thúc \($0.since(today: today))" } ?? "đã hết hạn"
        }
    }
}
