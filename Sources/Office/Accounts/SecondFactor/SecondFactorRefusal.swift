import Vocabulary

/// Why a second factor or a repeated proof was refused.
public enum SecondFactorRefusal: Explained, Equatable {
    case wrongCode
    case wrongProof(wantsCode: Bool)
    case tooManyAttempts(minutes: Int)
    case pendingExpired
    case onAlready
    case off
    case notBegun
    case unreadable
    case wrongPassword

    public var explanation: Explanation {
        switch self {
        case .wrongCode:
            Explanation(
                notice:
                    "Mã không đúng hoặc đã dùng. Đợi ứng dụng hiện mã mới rồi nhập lại; nếu vẫn sai, kiểm tra giờ của điện thoại.",
                log: "wrong code")
        case .wrongProof(let wantsCode):
            wantsCode
                ? Self.wrongCode.explanation
                : Explanation(notice: "Mật khẩu không đúng. Nội dung đã nhập vẫn còn, hãy thử lại.", log: "wrong proof")
        case .tooManyAttempts(let minutes):
            Explanation(
                notice:
                    "Đã nhập sai nhiều lần. Vui lòng đợi \(minutes) phút rồi thử lại, hoặc dùng một mã dự phòng.",
                log: "codes throttled")
        case .pendingExpired:
            Explanation(
                notice: "Đã quá thời gian nhập mã. Hãy đăng nhập lại từ đầu.", log: "no sign-in waits for a code")
        case .onAlready:
            Explanation(
                notice: "Xác thực hai bước đang bật. Muốn dùng điện thoại khác, hãy tắt rồi bật lại.",
                log: "second factor is on already")
        case .off:
            Explanation(notice: "Tài khoản này chưa bật xác thực hai bước.", log: "second factor is off")
        case .notBegun:
            Explanation(notice: "Hãy bấm “Bắt đầu” để lấy mã QR trước.", log: "second factor was not begun")
        case .unreadable:
            Explanation(
                notice:
                    "Không đọc được khóa của xác thực hai bước vì máy chủ thiếu hoặc sai tệp khóa. Đề nghị quản trị chép lại tệp khóa, hoặc đặt lại xác thực hai bước.",
                log: "secret of a second factor does not open: wrong or missing key file")
        case .wrongPassword:
            Explanation(notice: "Mật khẩu không đúng.", log: "wrong password")
        }
    }
}
