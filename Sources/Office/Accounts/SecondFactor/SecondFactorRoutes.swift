import HTTP
import Markup
import Vocabulary

/// The second step of sign-in, one's own second factor, that of an account, and proofs asked again.
public enum SecondFactorPage: Page, Equatable {
    case code
    case finish
    case mine
    case begin
    case confirm
    case newCodes
    case turnOff
    case account(ID<Account>)
    case reset(ID<Account>)
    case proofForm
    case prove

    public var path: String {
        switch self {
        case .code, .finish: "/dang-nhap/ma"
        case .mine: "/tai-khoan/xac-thuc"
        case .begin: "/tai-khoan/xac-thuc/bat-dau"
        case .confirm: "/tai-khoan/xac-thuc/bat"
        case .newCodes: "/tai-khoan/xac-thuc/ma-du-phong"
        case .turnOff: "/tai-khoan/xac-thuc/tat"
        case .account(let id): "/quan-tri/tai-khoan/\(id)/xac-thuc"
        case .reset(let id): "/quan-tri/tai-khoan/\(id)/xac-thuc/dat-lai"
        case .proofForm, .prove: "/xac-nhan"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .code, .mine, .account, .proofForm: .get
        default: .post
        }
    }

    public var needs: Need {
        switch self {
        case .code, .finish: .nothing
        case .mine, .begin, .confirm, .newCodes, .turnOff, .proofForm, .prove: .signedIn
        case .account, .reset: .permission(.manageAccounts)
        }
    }

    /// Who begins anew or resets must be who they say; turning off asks for password and code in its own form.
    public var proof: Proof {
        switch self {
        case .begin, .newCodes, .reset: .recent
        default: .none
        }
    }

    public var lane: Lane {
        switch self {
        case .turnOff, .prove: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int { 16 * 1024 }

    /// One's own affairs: closed to an administrator who sees the program as somebody else.
    public var isPersonal: Bool { needs != .permission(.manageAccounts) }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .code: try SecondFactorAnswers.codeForm(call)
        case .finish: try SecondFactorAnswers.finish(call)
        case .mine: try SecondFactorAnswers.mine(call)
        case .begin: try SecondFactorAnswers.begin(call)
        case .confirm: try SecondFactorAnswers.confirm(call)
        case .newCodes: try SecondFactorAnswers.newCodes(call)
        case .turnOff: try SecondFactorAnswers.turnOff(call)
        case .account(let id): try SecondFactorAnswers.account(id, call)
        case .reset(let id): try SecondFactorAnswers.reset(id, call)
        case .proofForm: try ProofAnswers.form(call)
        case .prove: try ProofAnswers.prove(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> SecondFactorPage? {
        switch (method, path.count, path.first, path.dropFirst().first) {
        case (.get, 2, "dang-nhap", "ma"): .code
        case (.post, 2, "dang-nhap", "ma"): .finish
        case (.get, 1, "xac-nhan", _): .proofForm
        case (.post, 1, "xac-nhan", _): .prove
        case (.get, 2, "tai-khoan", "xac-thuc"): .mine
        case (.post, 3, "tai-khoan", "xac-thuc"):
            switch path[2] {
            case "bat-dau": .begin
            case "bat": .confirm
            case "ma-du-phong": .newCodes
            case "tat": .turnOff
            default: nil
            }
        case (.get, 4, "quan-tri", "tai-khoan") where path[3] == "xac-thuc":
            ID<Account>(path[2]).map(SecondFactorPage.account)
        case (.post, 5, "quan-tri", "tai-khoan") where path[3] == "xac-thuc" && path[4] == "dat-lai":
            ID<Account>(path[2]).map(SecondFactorPage.reset)
        default: nil
        }
    }

    public static let room = Room(
        name: "Office/Accounts/SecondFactor",
        examples: [
            SecondFactorPage.code, .finish, .mine, .begin, .confirm, .newCodes, .turnOff, .account(ID(1)),
            .reset(ID(1)), .proofForm, .prove,
        ],
        recognise: { recognise($0, $1) })
}
