import Database
import Vocabulary

/// Tài khoản: one person's way in.
public struct Account: Equatable, Sendable {
    public let id: ID<Account>
    public let login: String
    public let name: String
    public let unit: ID<Unit>?
    public let unitName: String?
    public let isOpen: Bool
    /// Those that hold today.
    public let roles: [HeldRole]
}

/// Why an operation on accounts was refused. None tells which half of a sign-in was wrong.
public enum AccountRefusal: Explained, Equatable {
    case wrongSignIn
    case tooManyAttempts(minutes: Int)
    case waitABit(seconds: Int)
    case noRoleToday
    case noLogin
    case noName
    case loginTaken(String)
    case noRole
    case unknown(String)
    case unitNeeded, unitOutside
    case passwordTooShort, passwordTooLong, passwordTooPlain, passwordsDiffer, wrongOldPassword
    case lastAdministrator
    case ownAccount

    public var explanation: Explanation {
        switch self {
        case .wrongSignIn:
            Explanation(
                notice: "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bàn phím (CapsLock, bộ gõ) rồi thử lại.",
                log: "wrong sign-in")
        case .tooManyAttempts(let minutes):
            Explanation(
                notice:
                    "Đã nhập sai nhiều lần. Vui lòng đợi \(minutes) phút rồi thử lại, hoặc nhờ quản trị đặt lại mật khẩu.",
                log: "sign-in throttled")
        case .waitABit(let seconds):
            Explanation(
                notice:
                    "Tên đăng nhập này đang bị thử mật khẩu từ nhiều nơi. Nếu là chính chủ ở máy mới: đợi \(seconds) giây rồi bấm Đăng nhập lại. Máy đã từng đăng nhập thì không phải đợi.",
                log: "sign-in from a strange address waits")
        case .noRoleToday:
            Explanation(
                notice:
                    "Mật khẩu đúng, nhưng hôm nay tài khoản không có vai trò nào còn hiệu lực. Đề nghị quản trị giao vai trò.",
                log: "account has no role today")
        case .noLogin:
            Explanation(
                notice: "Tên đăng nhập gồm 2–64 chữ cái không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới.",
                log: "bad login")
        case .noName: Explanation(notice: "Hãy ghi họ và tên của người dùng.", log: "account without name")
        case .loginTaken(let login):
            Explanation(notice: "Tên đăng nhập “\(login)” đã có người dùng. Hãy chọn tên khác.", log: "login taken")
        case .noRole:
            Explanation(
                notice: "Chọn ít nhất một vai trò: \(Role.allCases.map(\.vietnamese).joined(separator: ", ")).",
                log: "account without role")
        case .unknown(let login):
            Explanation(
                notice: "Không có tài khoản “\(login)”.", log: "unknown account",
                english: "No account is called “\(login)”.")
        case .unitNeeded:
            Explanation(notice: "Vai trò này cần chọn đơn vị công tác.", log: "role needs a unit")
        case .unitOutside:
            Explanation(
                notice: "Đơn vị này ngoài phạm vi ông/bà được quản trị. Hãy chọn đơn vị trong phạm vi của mình.",
                log: "unit outside the branch of who manages accounts")
        case .passwordTooShort:
            Explanation(
                notice: "Mật khẩu cần ít nhất \(Password.leastLength) ký tự. Có thể dùng một câu dễ nhớ.",
                log: "short password")
        case .passwordTooLong: Explanation(notice: "Mật khẩu quá dài, tối đa 256 byte.", log: "long password")
        case .passwordTooPlain:
            Explanation(notice: "Mật khẩu quá dễ đoán. Hãy dùng câu khác với tên đăng nhập.", log: "plain password")
        case .passwordsDiffer:
            Explanation(notice: "Hai lần nhập mật khẩu mới không giống nhau.", log: "passwords differ")
        case .wrongOldPassword: Explanation(notice: "Mật khẩu hiện tại không đúng.", log: "wrong old password")
        case .lastAdministrator:
            Explanation(
                notice: "Đây là quản trị cuối cùng. Hãy trao quyền quản trị cho người khác trước.",
                log: "last administrator")
        case .ownAccount:
            Explanation(
                notice: "Đây là tài khoản của chính ông/bà. Đổi mật khẩu ở trang “Tài khoản của tôi”.",
                log: "reset of one's own password")
        }
    }
}

extension AccountRefusal {
    /// Whether a later try may pass: the answer says so by its status.
    var isThrottling: Bool {
        switch self {
        case .tooManyAttempts, .waitABit: true
        default: false
        }
    }
}
