import HTTP
import Markup
import Vocabulary

/// The accounts of the office, for who manages them.
public enum AccountRegisterPage: Page, Equatable {
    case list
    case new
    case add
    case show(ID<Account>)
    case edit(ID<Account>)
    case link(ID<Account>)
    case reset(ID<Account>)
    case closing(ID<Account>)
    case close(ID<Account>)
    case reopen(ID<Account>)
    case giveRole(ID<Account>)
    case endRole(ID<Account>, ID<HeldRole>)
    case endSession(ID<Account>)
    case endSessions(ID<Account>)
    case invite
    case revokeInvitation(ID<Account>)

    public var path: String {
        let list = "/quan-tri/tai-khoan"
        return switch self {
        case .list, .add: list
        case .new: list + "/moi"
        case .show(let id): list + "/\(id)"
        case .edit(let id): list + "/\(id)/sua"
        case .link(let id): list + "/\(id)/ca-nhan"
        case .reset(let id): list + "/\(id)/dat-lai"
        case .closing(let id), .close(let id): list + "/\(id)/khoa"
        case .reopen(let id): list + "/\(id)/mo"
        case .giveRole(let id): list + "/\(id)/vai-tro"
        case .endRole(let id, let role): list + "/\(id)/vai-tro/\(role)/ket-thuc"
        case .endSession(let id): list + "/\(id)/ket-thuc-phien"
        case .endSessions(let id): list + "/\(id)/ket-thuc-moi-phien"
        case .invite: list + "/thu-moi"
        case .revokeInvitation(let id): list + "/\(id)/thu-hoi-loi-moi"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .new, .show, .closing: .get
        default: .post
        }
    }

    public var needs: Need { .permission(.manageAccounts) }

    /// Giving somebody a way in or a right, or taking it away, is not for a machine that was left open.
    public var proof: Proof {
        switch self {
        case .add, .reset, .close, .reopen, .giveRole, .endRole, .invite, .link: .recent
        default: .none
        }
    }

    /// Password hashing takes 80 ms and never holds an event thread.
    public var lane: Lane {
        switch self {
        case .add, .reset: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int { 32 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .list: try AccountRegisterAnswers.list(call)
        case .new: try AccountRegisterAnswers.new(call)
        case .add: try AccountRegisterAnswers.add(call)
        case .show(let id): try AccountCardAnswers.show(id, call)
        case .edit(let id): try AccountCardAnswers.edit(id, call)
        case .link(let id): try AccountCardAnswers.link(id, call)
        case .reset(let id): try AccountCardAnswers.reset(id, call)
        case .closing(let id): try AccountCardAnswers.closing(id, call)
        case .close(let id): try AccountCardAnswers.close(id, call)
        case .reopen(let id): try AccountCardAnswers.reopen(id, call)
        case .giveRole(let id): try AccountCardAnswers.giveRole(id, call)
        case .endRole(let id, let role): try AccountCardAnswers.endRole(role, of: id, call)
        case .endSession(let id): try AccountCardAnswers.endSession(id, call)
        case .endSessions(let id): try AccountCardAnswers.endSessions(id, call)
        case .invite: try InvitationAnswers.invite(call)
        case .revokeInvitation(let id): try InvitationAnswers.revoke(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> AccountRegisterPage? {
        guard path.starts(with: ["quan-tri", "tai-khoan"]) else { return nil }
        let rest = path.dropFirst(2).map(String.init)
        switch (method, rest.count) {
        case (.get, 0): return .list
        case (.post, 0): return .add
        case (.get, 1) where rest[0] == "moi": return .new
        case (.post, 1) where rest[0] == "thu-moi": return .invite
        default: break
        }
        guard let id = rest.first.flatMap({ ID<Account>($0) }) else { return nil }
        switch (method, rest.count, rest.dropFirst().first) {
        case (.get, 1, nil): return .show(id)
        case (.get, 2, "khoa"): return .closing(id)
        case (.post, 2, "khoa"): return .close(id)
        case (.post, 2, "sua"): return .edit(id)
        case (.post, 2, "ca-nhan"): return .link(id)
        case (.post, 2, "dat-lai"): return .reset(id)
        case (.post, 2, "mo"): return .reopen(id)
        case (.post, 2, "vai-tro"): return .giveRole(id)
        case (.post, 2, "ket-thuc-phien"): return .endSession(id)
        case (.post, 2, "ket-thuc-moi-phien"): return .endSessions(id)
        case (.post, 2, "thu-hoi-loi-moi"): return .revokeInvitation(id)
        case (.post, 4, "vai-tro") where rest[3] == "ket-thuc":
            return ID<HeldRole>(rest[2]).map { .endRole(id, $0) }
        default: return nil
        }
    }

    static let examples: [any Page] = [
        AccountRegisterPage.list, AccountRegisterPage.new, AccountRegisterPage.add, AccountRegisterPage.show(ID(1)),
        AccountRegisterPage.edit(ID(1)), AccountRegisterPage.link(ID(1)), AccountRegisterPage.reset(ID(1)),
        AccountRegisterPage.closing(ID(1)),
        AccountRegisterPage.close(ID(1)), AccountRegisterPage.reopen(ID(1)), AccountRegisterPage.giveRole(ID(1)),
        AccountRegisterPage.endRole(ID(1), ID(1)), AccountRegisterPage.endSession(ID(1)),
        AccountRegisterPage.endSessions(ID(1)), AccountRegisterPage.invite, AccountRegisterPage.revokeInvitation(ID(1)),
    ]
}
