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
    public let roles: [Role]
}

/// Why an operation on accounts was refused. None tells which half of a sign-in was wrong.
public enum AccountRefusal: Explained, Equatable {
    case wrongSignIn
    case tooManyAttempts(minutes: Int)
    case noLogin
    case noName
    case loginTaken(String)
    case noRole
    case unknown(String)
    case unitNeeded
    case passwordTooShort, passwordTooLong, passwordTooPlain, passwordsDiffer, wrongOldPassword
    case lastAdministrator

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
        }
    }
}
