import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the page of one account.
enum AccountCardAnswers {
    static func show(_ id: ID<Account>, _ call: Call) throws -> Response { try page(id, call) }

    /// The page, with what was told, typed or refused.
    static func page(_ id: ID<Account>, _ call: Call, _ change: (inout AccountCardPages.Card) -> Void = { _ in })
        throws -> Response
    {
        let visitor = try call.signedIn()
        let scope = visitor.scope(.manageAccounts)
        var model = try call.read { db in
            AccountCardPages.Card(
                account: try AccountCard.of(
                    id, within: scope, for: visitor, this: call.sessionKey, now: call.office.world.now(), db),
                isSelf: id == visitor.account, mayReadPeople: visitor.may(.readPeople),
                ledger: visitor.may(.readLedger) ? LedgerPage.about(Subject("account", id)) : nil,
                acts: visitor.may(.readLedger) ? LedgerPage.by(id) : nil,
                mayView: visitor.may(.viewAsOthers),
                units: try TypedUnit.suggestions(within: scope, on: call.today, db), today: call.today)
        }
        change(&model)
        return call.page(
            model.account.name, AccountCardPages.card(model, token: call.hiddenToken),
            status: model.refusal == nil ? 200 : 422)
    }

    /// Runs one operation and goes back to the page, or shows there what was refused.
    static func doing(
        _ id: ID<Account>, _ call: Call, saying notice: String, part: AccountCardPages.Part,
        _ body: (Operation, Scope) throws -> Void
    ) throws -> Response {
        let scope = try call.signedIn().scope(.manageAccounts)
        do {
            try call.write { try body($0, scope) }
        } catch let refusal as any Explained where !(refusal is FrameRefusal) {
            return try page(id, call) {
                $0.refusal = refusal
                $0.part = part
                $0.form = call.request.form
            }
        }
        return call.redirect(to: AccountRegisterPage.show(id), saying: notice)
    }

    static func edit(_ id: ID<Account>, _ call: Call) throws -> Response {
        let form = call.request.form
        return try doing(id, call, saying: "Đã lưu họ tên và đơn vị.", part: .edit) { operation, scope in
            let unit = try TypedUnit.find(form["don-vi"] ?? "", within: scope, on: call.today, operation)
            try Accounts.edit(id, name: form["ho-ten"] ?? "", unit: unit?.id, within: scope, by: operation)
        }
    }

    static func link(_ id: ID<Account>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        return try doing(id, call, saying: "Đã lưu cá nhân của tài khoản.", part: .person) { operation, scope in
            try AccountRights.mustManage(id, within: scope, operation)
            let reach = try AccountPerson.Reach.of(id, for: visitor, operation)
            let person = try AccountPerson.find(
                call.request.form["ca-nhan"] ?? "", for: id, reach, today: call.today, operation)
            try AccountPerson.link(id, to: person, reach, within: scope, by: operation)
        }
    }

    static func giveRole(_ id: ID<Account>, _ call: Call) throws -> Response {
        let form = call.request.form
        return try doing(id, call, saying: "Đã giao vai trò.", part: .role) { operation, scope in
            guard let role = form["vai-tro"].flatMap(Role.init(code:)) else { throw AccountRefusal.noRole }
            let first = try TypedDay.read(form["tu-ngay"], field: "tu-ngay")
            let last = try TypedDay.read(form["den-ngay"], field: "den-ngay")
            let branch = try TypedUnit.find(form["pham-vi"] ?? "", within: scope, on: first ?? call.today, operation)
            try AccountRights.give(
                NewRole(role, branch: branch?.id, from: first, to: last), to: id, within: scope, by: operation)
        }
    }

    static func endRole(_ role: ID<HeldRole>, of id: ID<Account>, _ call: Call) throws -> Response {
        try doing(id, call, saying: "Đã kết thúc vai trò.", part: .none) { operation, scope in
            try AccountRights.end(role, of: id, within: scope, why: call.request.form["ly-do"], by: operation)
        }
    }

    static func reset(_ id: ID<Account>, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        guard visitor.account != id else { return try page(id, call) { $0.refusal = AccountRefusal.ownAccount } }
        let password = Password.invented(call.office.world)
        let hash = try Password.hash(password)
        do {
            try call.write {
                try Accounts.reset(id, hash: hash, within: visitor.scope(.manageAccounts), by: $0)
            }
        } catch let refusal as RightsRefusal {
            return try page(id, call) { $0.refusal = refusal }
        }
        return try page(id, call) { $0.told = ($0.account.login, password) }
    }

    static func closing(_ id: ID<Account>, _ call: Call) throws -> Response {
        try closingPage(id, call, refusal: nil)
    }

    private static func closingPage(_ id: ID<Account>, _ call: Call, refusal: (any Explained)?) throws -> Response {
        let scope = try call.signedIn().scope(.manageAccounts)
        let card = try call.read {
            try AccountCard.of(id, within: scope, this: nil, now: call.office.world.now(), $0)
        }
        return call.page(
            "Khóa tài khoản",
            AccountCardPages.closing(
                card, today: call.today, refusal: refusal?.explanation.notice, token: call.hiddenToken),
            status: refusal == nil ? 200 : 422)
    }

    static func close(_ id: ID<Account>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageAccounts)
        do {
            try call.write {
                try Accounts.setOpen(false, id, within: scope, why: call.request.form["ly-do"], by: $0)
            }
        } catch let refusal as any Explained where !(refusal is FrameRefusal) {
            return try closingPage(id, call, refusal: refusal)
        }
        return call.redirect(
            to: AccountRegisterPage.show(id), saying: "Đã khóa tài khoản và kết thúc các phiên.")
    }

    static func reopen(_ id: ID<Account>, _ call: Call) throws -> Response {
        try doing(id, call, saying: "Đã mở lại tài khoản.", part: .none) { operation, scope in
            try Accounts.setOpen(true, id, within: scope, by: operation)
        }
    }

    static func endSession(_ id: ID<Account>, _ call: Call) throws -> Response {
        try doing(id, call, saying: "Đã kết thúc phiên.", part: .none) { operation, scope in
            try Accounts.endSession(call.request.form["phien"] ?? "", of: id, within: scope, by: operation)
        }
    }

    static func endSessions(_ id: ID<Account>, _ call: Call) throws -> Response {
        try doing(id, call, saying: "Đã kết thúc mọi phiên.", part: .none) { operation, scope in
            try Accounts.signOutEverywhere(id, within: scope, by: operation)
        }
    }
}

/// A day as a person types it into a field.
enum TypedDay {
    /// Nil where nothing is typed.
    static func read(_ text: String?, field: String) throws(DayRefusal) -> Day? {
        let text = (text ?? "").trimmed
        guard !text.isEmpty else { return nil }
        guard let day = Day(vietnamese: text) ?? Day(iso: text) else { throw DayRefusal(typed: text, field: field) }
        return day
    }
}

/// A day that the calendar does not have, or that is not written as one.
struct DayRefusal: Explained, Equatable {
    let typed: String
    let field: String

    var explanation: Explanation {
        Explanation(
            notice: "“\(typed)” không phải một ngày. Ghi ngày/tháng/năm, ví dụ 01/12/2026.", log: "not a day")
    }
}

extension Call {
    /// The key of this session in the database.
    var sessionKey: [UInt8]? { request.cookies[Router.sessionCookie].flatMap(SignIn.key) }
}
