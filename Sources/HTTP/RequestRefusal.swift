import Vocabulary

/// Why the server itself declines a request, before or instead of any handler.
public enum RequestRefusal: Explained, Equatable {
    /// The request breaks the protocol; the text says how, for the log.
    case malformed(String)
    case unknownMethod
    case addressTooLong(limit: Int)
    case headersTooLarge
    case bodyTooLarge(limit: Int)
    case tooManyFields(limit: Int)
    /// The slow lane is full.
    case busy
    /// The temporary folder for uploads cannot be written.
    case uploadNotStored(code: Int32)
    /// The folder for temporary files cannot be written.
    case fileNotMade(code: Int32)
    /// A handler made a response that cannot be sent; the text says why, for the log.
    case faultyResponse(String)

    public var status: Int {
        switch self {
        case .malformed, .tooManyFields: 400
        case .bodyTooLarge: 413
        case .addressTooLong: 414
        case .headersTooLarge: 431
        case .uploadNotStored, .fileNotMade, .faultyResponse: 500
        case .unknownMethod: 501
        case .busy: 503
        }
    }

    /// After how many seconds trying again makes sense; nil when it does not.
    public var retryAfter: Int? { self == .busy ? 5 : nil }

    public var explanation: Explanation {
        switch self {
        case .malformed(let how):
            Explanation(
                notice: "Yêu cầu không đúng quy cách nên không đọc được. Hãy tải lại trang rồi thử lại.",
                log: "malformed request: \(how)", english: "The request is malformed. Reload the page and try again.")
        case .unknownMethod:
            Explanation(
                notice: "Máy chủ không hỗ trợ kiểu yêu cầu này. Hãy quay lại trang trước.",
                log: "method not supported", english: "The server does not support this kind of request.")
        case .addressTooLong(let limit):
            Explanation(
                notice: "Địa chỉ quá dài. Hãy bớt điều kiện lọc rồi thử lại.",
                log: "request target over \(limit) bytes", english: "The address is too long. Use fewer filters.")
        case .headersTooLarge:
            Explanation(
                notice: "Phần đầu của yêu cầu quá lớn. Hãy xoá cookie của trang này rồi đăng nhập lại.",
                log: "header section too large", english: "The request header is too large. Clear this site's cookies.")
        case .bodyTooLarge(let limit):
            Explanation(
                notice: "Nội dung gửi lên quá lớn, tối đa \(Self.size(limit)). Hãy chia nhỏ hoặc nén tệp rồi gửi lại.",
                log: "body over \(limit) bytes",
                english: "The upload is too large. Split or compress the file and send it again.")
        case .tooManyFields(let limit):
            Explanation(
                notice: "Biểu mẫu có quá nhiều ô, tối đa \(limit). Hãy gửi thành nhiều lần.",
                log: "more than \(limit) fields", english: "The form has too many fields. Send it in several parts.")
        case .busy:
            Explanation(
                notice: "Máy chủ đang bận xử lý việc khác. Xin chờ vài giây rồi thử lại.",
                log: "slow lane is full", english: "The server is busy. Wait a few seconds and try again.")
        case .uploadNotStored(let code):
            Explanation(
                notice: "Máy chủ không lưu được tệp gửi lên. Hãy báo quản trị viên kiểm tra dung lượng đĩa.",
                log: "upload could not be written, errno \(code)",
                english: "The server could not store the upload. Ask the administrator to check the disk.")
        case .fileNotMade(let code):
            Explanation(
                notice: "Máy chủ không tạo được tệp để tải về. Hãy báo quản trị viên kiểm tra dung lượng đĩa.",
                log: "file for a visitor could not be made, errno \(code)",
                english: "The server could not make the file. Ask the administrator to check the disk.")
        case .faultyResponse(let why):
            Explanation(
                notice: "Máy chủ gặp lỗi khi trả lời. Hãy thử lại; nếu vẫn lỗi, xin báo quản trị viên.",
                log: "faulty response: \(why)",
                english: "The server failed to answer. Try again or tell the administrator.")
        }
    }

    /// The refusal as plain text, for servers whose App gives no page of its own.
    public static let plainPage: @Sendable (RequestRefusal) -> Response = { refusal in
        .text(refusal.explanation.notice + "\n", status: refusal.status)
    }

    private static func size(_ bytes: Int) -> String {
        switch bytes {
        case (1 << 30)...: "\(bytes >> 30) GB"
        case (1 << 20)...: "\(bytes >> 20) MB"
        case (1 << 10)...: "\(bytes >> 10) KB"
        default: "\(bytes) byte"
        }
    }
}
