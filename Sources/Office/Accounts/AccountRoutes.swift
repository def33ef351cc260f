import HTTP
import Markup
import Vocabulary

/// Sign-in, one's own account, and the accounts of the office.
public enum AccountPage: Page, Equatable {
    case signIn
    case openSession
    case endSession
    case mine
    case changePassword
    case endAllSessions
    case all
    case add
    case reset(ID<Account>)
    case close(ID<Account>)
    case reopen(ID<Account>)

    public var path: String {
        switch self {
        case .signIn, .openSession: "/dang-nhap"
        case .endSession: "/dang-xuat"
        case .mine: "/tai-khoan"
        case .changePassword: "/tai-khoan/mat-khau"
        case .endAllSessions: "/tai-khoan/dang-xuat-moi-noi"
        case .all, .add: "/quan-tri/tai-khoan"
        case .reset(let id): "/quan-tri/tai-khoan/\(id)/dat-lai"
        case .close(let id): "/quan-tri/tai-khoan/\(id)/khoa"
        case .reopen(let id): "/quan-tri/tai-khoan/\(id)/mo"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .signIn, .mine, .all: .get
        default: .post
        }
    }

    public var needs: Need {
        switch self {
        case .signIn, .openSession: .nothing
        case .endSession, .mine, .changePassword, .endAllSessions: .signedIn
        case .all, .add, .reset, .close, .reopen: .permission(.manageAccounts)
        }
    }

    /// Password hashing takes 80 ms and never holds an event thread.
    public var lane: Lane {
        switch self {
        case .openSession, .changePassword, .add, .reset: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int { 16 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .signIn: try AccountAnswers.signInForm(call)
        case .openSession: try AccountAnswers.openSession(call)
        case .endSession: try AccountAnswers.endSession(call)
        case .mine: try AccountAnswers.mine(call)
        case .changePassword: try AccountAnswers.changePassword(call)
        case .endAllSessions: try AccountAnswers.endAllSessions(call)
        case .all: try AccountAnswers.all(call)
        case .add: try AccountAnswers.add(call)
        case .reset(let id): try AccountAnswers.reset(id, call)
        case .close(let id): try AccountAnswers.setOpen(false, id, call)
        case .reopen(let id): try AccountAnswers.setOpen(true, id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> AccountPage? {
        switch (method, path.count, path.first, path.dropFirst().first) {
        case (.get, 1, "dang-nhap", _): .signIn
        case (.post, 1, "dang-nhap", _): .openSession
        case (.post, 1, "dang-xuat", _): .endSession
        case (.get, 1, "tai-khoan", _): .mine
        case (.post, 2, "tai-khoan", "mat-khau"): .changePassword
        case (.post, 2, "tai-khoan", "dang-xuat-moi-noi"): .endAllSessions
        case (.get, 2, "quan-tri", "tai-khoan"): .all
        case (.post, 2, "quan-tri", "tai-khoan"): .add
        case (.post, 4, "quan-tri", "tai-khoan"):
            ID<Account>(path[2]).flatMap { id in
                switch path[3] {
                case "dat-lai": AccountPage.reset(id)
                case "khoa": .close(id)
                case "mo": .reopen(id)
                default: nil
                }
            }
        default: nil
        }
    }

    public static let room = Room(
        name: "Office/Accounts", migrations: [],
        navigation: [NavigationItem("Tài khoản", path: AccountPage.all.path, needs: .manageAccounts, place: 120)],
        examples: [
            AccountPage.signIn, .openSession, .endSession, .mine, .changePassword, .endAllSessions, .all, .add,
            .reset(ID(1)),
            .close(ID(1)), .reopen(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
