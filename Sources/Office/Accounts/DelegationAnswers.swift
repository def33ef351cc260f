import Database
import HTTP
import Markup
import Vocabulary

/// The answers of acting for someone.
enum DelegationAnswers {
    /// Lends one's own roles.
    static func give(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            try call.write { try give(from: visitor.account, within: .nothing, call, $0) }
        } catch let refusal as any Explained where !(refusal is FrameRefusal) {
            return try AccountAnswers.minePage(call, part: .delegation, refusal: refusal)
        }
        return call.redirect(to: AccountPage.mine, saying: "Đã ủy quyền.")
    }

    /// Lends somebody's roles, by who manages both accounts.
    static func give(for id: ID<Account>, _ call: Call) throws -> Response {
        try AccountCardAnswers.doing(id, call, saying: "Đã ủy quyền.", part: .delegation) { operation, scope in
            try AccountRights.mustSee(id, within: scope, operation)
            try give(from: id, within: scope, call, operation)
        }
    }

    private static func give(from principal: ID<Account>, within scope: Scope, _ call: Call, _ operation: Operation)
        throws
    {
        let form = call.request.form
        let deputy = try Delegation.deputy(form["nguoi-nhan"] ?? "", for: principal, operation)
        let first = try TypedDay.read(form["tu-ngay"], field: "tu-ngay") ?? operation.today
        guard let last = try TypedDay.read(form["den-ngay"], field: "den-ngay") else {
            throw DayRefusal(typed: form["den-ngay"] ?? "", field: "den-ngay")
        }
        let new = Delegation.New(
            roles: Set(form.all("vai-tro").compactMap(Role.init(code:))), from: first, to: last,
            because: form["ly-do"] ?? "")
        try Delegation.give(new, from: principal, to: deputy, within: scope, by: operation)
    }

    static func end(_ id: ID<Delegation>, _ call: Call) throws -> Response {
        try call.write { try Delegation.end(id, within: .nothing, by: $0) }
        return call.redirect(to: AccountPage.mine, saying: "Đã kết thúc ủy quyền.")
    }

    static func end(_ id: ID<Delegation>, on account: ID<Account>, _ call: Call) throws -> Response {
        try AccountCardAnswers.doing(account, call, saying: "Đã kết thúc ủy quyền.", part: .none) { operation, scope in
            try Delegation.end(id, within: scope, by: operation)
        }
    }
}
