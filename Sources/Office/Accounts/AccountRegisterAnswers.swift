import Database
import HTTP
import Markup
import Vocabulary

/// The answers of the list of accounts and of the form for a new one.
enum AccountRegisterAnswers {
    static func list(_ call: Call) throws -> Response { try listPage(call) }

    /// The list again, with what was refused of it.
    static func listPage(_ call: Call, refusal: (any Explained)? = nil) throws -> Response {
        let scope = try call.signedIn().scope(.manageAccounts)
        let filter = AccountFilter { call.request.query[$0] }
        let cursor = AccountList.Cursor { call.request.query[$0] }
        let model = try call.read { db in
            var (branch, unknown): (Unit?, String?) = (nil, nil)
            do {
                branch = try TypedUnit.find(filter.unit, within: scope, on: call.today, db)
            } catch let refusal as UnitRefusal {
                unknown = refusal.explanation.notice
            }
            return AccountListPages.List(
                filter: filter, unknownUnit: unknown,
                // A unit that is not there has no accounts.
                page: try AccountList.page(
                    filter, branch: unknown == nil ? branch?.path : "/0/", cursor, within: scope, today: call.today, db),
                units: try TypedUnit.suggestions(within: scope, on: call.today, db), today: call.today,
                refusal: refusal?.explanation.notice)
        }
        return call.page(
            "Tài khoản", AccountListPages.list(model, token: call.hiddenToken), status: refusal == nil ? 200 : 422,
            shape: .landscape)
    }

    static func new(_ call: Call) throws -> Response { try newPage(AccountListPages.NewAccount(), call) }

    private static func newPage(
        _ typed: AccountListPages.NewAccount, _ call: Call, refusal: (any Explained)? = nil
    ) throws -> Response {
        let scope = try call.signedIn().scope(.manageAccounts)
        var typed = typed
        typed.refusal = refusal
        typed.units = try call.read { try TypedUnit.suggestions(within: scope, on: call.today, $0) }
        return call.page(
            "Thêm tài khoản", AccountListPages.new(typed, token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }

    static func add(_ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.manageAccounts)
        let form = call.request.form
        let typed = AccountListPages.NewAccount(
            login: form["dang-nhap"] ?? "", name: form["ho-ten"] ?? "", unit: form["don-vi"] ?? "",
            roles: Set(form.all("vai-tro").compactMap(Role.init(code:))), invites: form["cach"] != "mat-khau")
        let password = typed.invites ? nil : Password.invented(call.office.world)
        do {
            let hash = try password.map { try Password.hash($0) }
            let (id, letters) = try call.write { operation -> (ID<Account>, [Invitation.Letter]) in
                let unit = try TypedUnit.find(typed.unit, within: scope, on: call.today, operation)
                let id = try Accounts.add(
                    login: typed.login, name: typed.name, unit: unit?.id,
                    roles: Role.allCases.filter(typed.roles.contains).map { NewRole($0) }, passwordHash: hash,
                    mustChange: true, within: scope, by: operation)
                return (id, typed.invites ? try Invitation.make(for: [id], within: scope, by: operation) : [])
            }
            guard let password else { return InvitationAnswers.letters(letters, call) }
            return try AccountCardAnswers.page(id, call) { $0.told = (typed.login.folded.trimmed, password) }
        } catch let refusal as AccountRefusal {
            return try newPage(typed, call, refusal: refusal)
        } catch let refusal as RightsRefusal {
            return try newPage(typed, call, refusal: refusal)
        } catch let refusal as UnitRefusal {
            return try newPage(typed, call, refusal: refusal)
        }
    }
}
