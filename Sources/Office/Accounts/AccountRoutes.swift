import HTTP
import Markup
import Vocabulary

/// Sign-in and one's own account.
public enum AccountPage: Page, Equatable {
    case signIn
    case openSession
    case endSession
    case mine
    case changePassword
    case endOwnSession
    case endAllSessions

    public var path: String {
        switch self {
        case .signIn, .openSession: "/dang-nhap"
        case .endSession: "/dang-xuat"
        case .mine: "/tai-khoan"
        case .changePassword: "/tai-khoan/mat-khau"
        case .endOwnSession: "/tai-khoan/ket-thuc-phien"
        case .endAllSessions: "/tai-khoan/dang-xuat-moi-noi"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .signIn, .mine: .get
        default: .post
        }
    }

    public var needs: Need {
        switch self {
        case .signIn, .openSession: .nothing
        default: .signedIn
        }
    }

    /// Password hashing takes 80 ms and never holds an event thread.
    public var lane: Lane {
        switch self {
        case .openSession, .changePassword: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int { 16 * 1024 }

    public var isPersonal: Bool { true }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .signIn: try AccountAnswers.signInForm(call)
        case .openSession: try AccountAnswers.openSession(call)
        case .endSession: try AccountAnswers.endSession(call)
        case .mine: try AccountAnswers.mine(call)
        case .changePassword: try AccountAnswers.changePassword(call)
        case .endOwnSession: try AccountAnswers.endOwnSession(call)
        case .endAllSessions: try AccountAnswers.endAllSessions(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> AccountPage? {
        switch (method, path.count, path.first, path.dropFirst().first) {
        case (.get, 1, "dang-nhap", _): .signIn
        case (.post, 1, "dang-nhap", _): .openSession
        case (.post, 1, "dang-xuat", _): .endSession
        case (.get, 1, "tai-khoan", _): .mine
        case (.post, 2, "tai-khoan", "mat-khau"): .changePassword
        case (.post, 2, "tai-khoan", "ket-thuc-phien"): .endOwnSession
        case (.post, 2, "tai-khoan", "dang-xuat-moi-noi"): .endAllSessions
        default: nil
        }
    }

    public static let room = Room(
        name: "Office/Accounts", migrations: [],
        navigation: [
            NavigationItem("Tài khoản", path: AccountRegisterPage.list.path, needs: .manageAccounts, place: 120)
        ],
        ledger: [.account],
        examples: [
            AccountPage.signIn, AccountPage.openSession, AccountPage.endSession, AccountPage.mine,
            AccountPage.changePassword, AccountPage.endOwnSession, AccountPage.endAllSessions,
        ] + AccountRegisterPage.examples + DelegationPage.examples + InvitationPage.examples + ViewAsPage.examples,
        recognise: { method, path in
            recognise(method, path) ?? AccountRegisterPage.recognise(method, path)
                ?? DelegationPage.recognise(method, path) ?? InvitationPage.recognise(method, path)
                ?? ViewAsPage.recognise(method, path)
        })
}
