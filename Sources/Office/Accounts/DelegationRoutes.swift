import HTTP
import Markup
import Vocabulary

/// Acting for someone: by the person, or by who manages the accounts of both.
public enum DelegationPage: Page, Equatable {
    case give
    case giveFor(ID<Account>)
    case end(ID<Delegation>)
    case endFor(ID<Account>, ID<Delegation>)

    public var path: String {
        switch self {
        case .give: "/tai-khoan/uy-quyen"
        case .giveFor(let id): "/quan-tri/tai-khoan/\(id)/uy-quyen"
        case .end(let id): "/tai-khoan/uy-quyen/\(id)/ket-thuc"
        case .endFor(let account, let id): "/quan-tri/tai-khoan/\(account)/uy-quyen/\(id)/ket-thuc"
        }
    }

    public var method: HTTP.Method { .post }

    public var needs: Need {
        switch self {
        case .give, .end: .signedIn
        case .giveFor, .endFor: .permission(.manageAccounts)
        }
    }

    public var bodyLimit: Int { 16 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .give: try DelegationAnswers.give(call)
        case .giveFor(let id): try DelegationAnswers.give(for: id, call)
        case .end(let id): try DelegationAnswers.end(id, call)
        case .endFor(let account, let id): try DelegationAnswers.end(id, on: account, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> DelegationPage? {
        guard method == .post else { return nil }
        let path = path.map(String.init)
        switch path.count {
        case 2 where path == ["tai-khoan", "uy-quyen"]: return .give
        case 4 where path[0] == "tai-khoan" && path[1] == "uy-quyen" && path[3] == "ket-thuc":
            return ID<Delegation>(path[2]).map { .end($0) }
        case 4 where path[0] == "quan-tri" && path[1] == "tai-khoan" && path[3] == "uy-quyen":
            return ID<Account>(path[2]).map { .giveFor($0) }
        case 6
        where path[0] == "quan-tri" && path[1] == "tai-khoan" && path[3] == "uy-quyen" && path[5] == "ket-thuc":
            guard let account = ID<Account>(path[2]), let id = ID<Delegation>(path[4]) else { return nil }
            return .endFor(account, id)
        default: return nil
        }
    }

    static let examples: [any Page] = [
        DelegationPage.give, DelegationPage.giveFor(ID(1)), DelegationPage.end(ID(1)),
        DelegationPage.endFor(ID(1), ID(1)),
    ]
}
