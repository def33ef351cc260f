import Vocabulary

/// Refusals that belong to no room.
public enum FrameRefusal: Explained, Equatable {
    case signInFirst
    case notPermitted(Permission)
    case notFound
    case wrongMethod
    case staleForm
    case foreignForm
    /// A form, or a page of one's own, while seeing the program as somebody else.
    case viewOnly, viewClosed

    public var status: Int {
        switch self {
        case .signInFirst: 401
        case .notPermitted, .foreignForm, .viewOnly, .viewClosed: 403
        case .notFound: 404
        case .wrongMethod: 405
        case .staleForm: 409
        }
    }

    public var explanation: Explanation {
        switch self {
        case .signInFirst: Explanation(notice: "Vui lòng đăng nhập để xem trang này.", log: "not signed in")
        case .notPermitted(let permission):
            Explanation(
                notice:
                    "Tài khoản của ông/bà chưa có quyền \(permission.vietnamese). Nếu cần, đề nghị quản trị cấp quyền.",
                log: "not permitted: \(permission.rawValue)")
        case .notFound:
            Explanation(
                notice: "Không có trang này, hoặc nội dung đã được chuyển. Kiểm tra lại địa chỉ hoặc về trang đầu.",
                log: "not found")
        case .wrongMethod: Explanation(notice: "Trang này không nhận cách gửi đó.", log: "wrong method")
        case .staleForm:
            Explanation(
                notice:
                    "Phiên làm việc đã đổi từ khi mở biểu mẫu. Hãy mở lại trang rồi gửi lại; nội dung đã gõ vẫn được giữ trên máy này.",
                log: "stale form token")
        case .foreignForm:
            Explanation(notice: "Biểu mẫu được gửi từ nơi khác nên không được nhận.", log: "form from another origin")
        case .viewOnly:
            Explanation(
                notice:
                    "Đang xem như người khác nên không gửi, sửa, xóa được gì. Bấm “Thôi xem” ở đầu trang rồi làm bằng tài khoản của mình.",
                log: "write refused while viewing as another")
        case .viewClosed:
            Explanation(
                notice: "Trang riêng của người khác không xem thay được. Bấm “Thôi xem” để về tài khoản của mình.",
                log: "personal page refused while viewing as another")
        }
    }
}
