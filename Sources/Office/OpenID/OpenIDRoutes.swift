import HTTP
import Markup
import Vocabulary

/// Sign-in through the province's own provider, links of accounts, and its settings.
public enum OpenIDPage: Page, Equatable {
    case start
    case back
    case link
    case unlink
    case prove
    case settings
    case save
    case policy
    case linkAccount(ID<Account>)
    case unlinkAccount(ID<Account>)

    public var path: String {
        switch self {
        case .start: "/dang-nhap/chung"
        case .back: OpenIDProvider.returnPath
        case .link: "/tai-khoan/lien-ket"
        case .unlink: "/tai-khoan/lien-ket/go"
        case .prove: "/xac-nhan/chung"
        case .settings, .save: "/quan-tri/dang-nhap"
        case .policy: "/quan-tri/dang-nhap/hai-buoc"
        case .linkAccount(let id): "/quan-tri/tai-khoan/\(id)/xac-thuc/lien-ket"
        case .unlinkAccount(let id): "/quan-tri/tai-khoan/\(id)/xac-thuc/go-lien-ket"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .start, .back, .link, .prove, .settings: .get
        default: .post
        }
    }

    public var needs: Need {
        switch self {
        case .start, .back: .nothing
        case .link, .unlink, .prove: .signedIn
        case .settings, .save, .policy: .permission(.manageInstallation)
        case .linkAccount, .unlinkAccount: .permission(.manageAccounts)
        }
    }

    /// Who opens another way in must be who they say.
    public var proof: Proof {
        switch self {
        case .unlink, .save, .policy, .linkAccount, .unlinkAccount: .recent
        default: .none
        }
    }

    /// What asks the provider waits for it.
    public var lane: Lane {
        switch self {
        case .start, .back, .link, .prove, .save: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int { 16 * 1024 }

    /// One's own affairs: closed to an administrator who sees the program as somebody else.
    public var isPersonal: Bool { needs == .signedIn }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .start: try OpenIDAnswers.start(call)
        case .back: try OpenIDAnswers.back(call)
        case .link: try OpenIDAnswers.link(call)
        case .unlink: try OpenIDAnswers.unlink(call)
        case .prove: try OpenIDAnswers.prove(call)
        case .settings: try OpenIDAnswers.settings(call)
        case .save: try OpenIDAnswers.save(call)
        case .policy: try OpenIDAnswers.policy(call)
        case .linkAccount(let id): try OpenIDAnswers.linkAccount(id, call)
        case .unlinkAccount(let id): try OpenIDAnswers.unlinkAccount(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> OpenIDPage? {
        switch (method, path.joined(separator: "/")) {
        case (.get, "dang-nhap/chung"): return .start
        case (.get, "dang-nhap/chung/ve"): return .back
        case (.get, "tai-khoan/lien-ket"): return .link
        case (.post, "tai-khoan/lien-ket/go"): return .unlink
        case (.get, "xac-nhan/chung"): return .prove
        case (.get, "quan-tri/dang-nhap"): return .settings
        case (.post, "quan-tri/dang-nhap"): return .save
        case (.post, "quan-tri/dang-nhap/hai-buoc"): return .policy
        default: break
        }
        guard method == .post, path.count == 5, path[0] == "quan-tri", path[1] == "tai-khoan", path[3] == "xac-thuc",
            let id = ID<Account>(path[2])
        else { return nil }
        switch path[4] {
        case "lien-ket": return .linkAccount(id)
        case "go-lien-ket": return .unlinkAccount(id)
        default: return nil
        }
    }

    public static let room = Room(
        name: "Office/OpenID",
        navigation: [
            NavigationItem("Đăng nhập", path: OpenIDPage.settings.path, needs: .manageInstallation, place: 125)
        ],
        examples: [
            OpenIDPage.start, .back, .link, .unlink, .prove, .settings, .save, .policy, .linkAccount(ID(1)),
            .unlinkAccount(ID(1)),
        ],
        recognise: { recognise($0, $1) })
}
