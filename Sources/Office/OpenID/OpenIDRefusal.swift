import Vocabulary

/// Why a sign-in through the provider, or a change of it, was refused.
public enum OpenIDRefusal: Explained, Equatable {
    case off
    case notStarted
    case fromElsewhere
    case declined
    case unreachable(String)
    case badToken(String)
    case unknownIdentity(login: String?, subject: String)
    case otherSubject
    case closed
    case takenByOther
    case linkedAlready
    case notLinked
    case otherPerson
    case codeNeeded
    case secretUnreadable
    case badIssuer, badOwnAddress, noClient, badScopes, badClaim, noButton
    case badDomain
    case noPolicy
    case noAnswer(String)
    case discoveryDiffers
    case busy
    case badSubject

    public var explanation: Explanation {
        switch self {
        case .off:
            Explanation(
                notice: "Cơ quan chưa mở đăng nhập chung. Hãy đăng nhập bằng tên và mật khẩu.",
                log: "sign-in through a provider is off")
        case .notStarted:
            Explanation(
                notice: "Lần đăng nhập này đã quá 10 phút hoặc mở ở trình duyệt khác. Hãy bấm lại nút đăng nhập.",
                log: "no attempt of this browser with that state")
        case .fromElsewhere:
            Explanation(
                notice: "Việc này chỉ bắt đầu được từ trang của phần mềm. Hãy mở “Tài khoản của tôi” và bấm nút ở đó.",
                log: "begun from another site")
        case .declined:
            Explanation(
                notice: "Hệ thống đăng nhập chung chưa cho phép. Hãy thử lại, hoặc đăng nhập bằng mật khẩu.",
                log: "the provider answered with an error")
        case .unreachable(let why):
            Explanation(
                notice:
                    "Không liên lạc được với hệ thống đăng nhập chung. Hãy thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu.",
                log: "provider unreachable: \(why)")
        case .busy:
            Explanation(
                notice:
                    "Hệ thống đăng nhập chung đang trả lời chậm. Hãy thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu.",
                log: "too many questions to the provider at once, or it failed a moment ago")
        case .badToken(let why):
            Explanation(
                notice:
                    "Không kiểm tra được trả lời của hệ thống đăng nhập chung nên chưa cho vào. Hãy thử lại; nếu vẫn vậy, báo quản trị.",
                log: "ID token refused: \(why)")
        case .unknownIdentity(let login, let subject):
            Explanation(
                notice:
                    "Hệ thống đăng nhập chung đã xác nhận ông/bà\(login.map { " (\($0))" } ?? ""), nhưng ở đây chưa có tài khoản nào gắn với người đó. Nhờ quản trị tạo hoặc liên kết tài khoản; mã định danh cần đọc cho quản trị: \(subject)",
                log: "unknown identity")
        case .otherSubject:
            Explanation(
                notice:
                    "Tài khoản mang tên này đã liên kết với một người khác ở hệ thống đăng nhập chung. Nhờ quản trị kiểm tra và gỡ liên kết cũ.",
                log: "login claim belongs to an account with another subject")
        case .closed:
            Explanation(
                notice: "Tài khoản của ông/bà ở đây đã khóa. Nhờ quản trị mở lại.",
                log: "account of the identity is closed")
        case .takenByOther:
            Explanation(
                notice:
                    "Người đó ở hệ thống đăng nhập chung đã liên kết với một tài khoản khác. Nhờ quản trị kiểm tra.",
                log: "identity is linked to another account")
        case .linkedAlready:
            Explanation(
                notice: "Tài khoản này đã có liên kết. Gỡ liên kết cũ trước.", log: "account has an identity already")
        case .notLinked:
            Explanation(notice: "Tài khoản này chưa liên kết.", log: "account has no identity")
        case .otherPerson:
            Explanation(
                notice:
                    "Hệ thống đăng nhập chung trả lời là một người khác. Hãy xác nhận bằng đúng tài khoản của mình.",
                log: "proof by another identity")
        case .codeNeeded:
            Explanation(
                notice: "Tài khoản này bật xác thực hai bước: hãy về thẻ trước và nhập mã trên ứng dụng.",
                log: "the provider's word is no second factor here")
        case .secretUnreadable:
            Explanation(
                notice: "Không đọc được mật khẩu của đăng nhập chung vì máy chủ thiếu hoặc sai tệp khóa. Báo quản trị.",
                log: "client secret does not open: wrong or missing key file")
        case .badIssuer:
            Explanation(
                notice: "Địa chỉ nơi cấp phải bắt đầu bằng https:// và không có dấu ? hoặc #.", log: "bad issuer")
        case .badOwnAddress:
            Explanation(
                notice: "Địa chỉ của phần mềm phải bắt đầu bằng https:// và không có dấu / ở cuối.",
                log: "bad own address")
        case .noClient:
            Explanation(notice: "Hãy ghi mã phần mềm (client id) do nơi cấp trao.", log: "no client")
        case .badScopes:
            Explanation(notice: "Phạm vi phải có từ “openid”.", log: "scopes without openid")
        case .badClaim:
            Explanation(notice: "Tên thuộc tính chỉ gồm chữ không dấu, chữ số, gạch dưới.", log: "bad claim")
        case .badDomain:
            Explanation(
                notice: "Tên miền chỉ gồm chữ không dấu, chữ số, dấu chấm, và cần có thuộc tính để đọc.",
                log: "bad domain of the e-mail rule")
        case .noPolicy: Explanation(notice: "Hãy chọn một trong hai quy định.", log: "no policy chosen")
        case .noButton: Explanation(notice: "Hãy ghi chữ trên nút, tối đa 80 ký tự.", log: "no button")
        case .noAnswer(let why):
            Explanation(
                notice: "Không liên lạc được với nơi cấp ở địa chỉ này. Kiểm tra địa chỉ và đường mạng của máy chủ.",
                log: "provider unreachable: \(why)")
        case .discoveryDiffers:
            Explanation(
                notice: "Địa chỉ đó trả lời, nhưng tự xưng tên khác. Chép đúng “issuer” của nơi cấp, cả dấu / ở cuối.",
                log: "issuer of the discovery document differs")
        case .badSubject:
            Explanation(notice: "Hãy chép đúng mã định danh (sub), 1–255 ký tự.", log: "bad subject")
        }
    }

    /// The field of the form that it is about.
    var field: String? {
        switch self {
        case .badIssuer, .discoveryDiffers, .noAnswer: "noi-cap"
        case .badOwnAddress: "dia-chi"
        case .noClient: "ma"
        case .badScopes: "pham-vi"
        case .badClaim: "thuoc-tinh"
        case .badDomain: "ten-mien"
        case .noPolicy: "hai-buoc"
        case .noButton: "nut"
        case .badSubject: "dinh-danh"
        default: nil
        }
    }
}
