import Vocabulary

/// Why something about a task could not be noted.
public enum FollowingRefusal: Explained, Equatable {
    case notFound
    case noWords(what: String)
    case tooLong(Int)
    case badDay(String)
    case pastDay
    case noPaper
    case noReason
    case closedTask
    case closed
    case ended(unit: String, Day)
    case unknownUnit(String)
    case nobody
    case tooMany(Int)
    case notAsked
    case badAnswer
    case badChannel
    case notLate
    case noAccount
    case badRemindDays
    case noSource
    case noMember

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy mục này.", log: "not found")
        case .noWords(let what): Explanation(notice: "Hãy ghi \(what).", log: "empty words")
        case .tooLong(let most):
            Explanation(notice: "Dài quá \(most.description) ký tự. Hãy ghi gọn lại.", log: "words too long")
        case .badDay(let text):
            Explanation(notice: "“\(text)” không phải là ngày. Hãy ghi như 15/03/2027.", log: "bad day")
        case .pastDay: Explanation(notice: "Ngày đã qua. Hãy chọn từ hôm nay trở đi.", log: "day is past")
        case .noPaper:
            Explanation(notice: "Hãy ghi số, ngày của văn bản, ví dụ: Tờ trình số 15/TTr-SNV.", log: "no paper")
        case .noReason: Explanation(notice: "Hãy ghi lý do; người xem sau cần biết vì sao.", log: "no reason")
        case .closedTask:
            Explanation(notice: "Nhiệm vụ đã khép lại. Muốn làm tiếp, hãy mở lại và ghi lý do.", log: "task is closed")
        case .closed:
            Explanation(
                notice: "Mục này đã khép lại hoặc vừa được người khác xử lý. Hãy xem lại.", log: "already closed")
        case .ended(let unit, let day):
            Explanation(
                notice: "\(unit) đã kết thúc hoạt động ngày \(day.vietnamese). Hãy chọn đơn vị kế thừa.",
                log: "unit has ended")
        case .unknownUnit(let name):
            Explanation(
                notice: "Không tìm thấy đơn vị “\(name)”. Hãy chọn trong gợi ý hoặc ghi đúng mã.", log: "unknown unit")
        case .nobody:
            Explanation(notice: "Hãy chọn ít nhất một đơn vị hoặc một người.", log: "nobody chosen")
        case .tooMany(let most):
            Explanation(notice: "Mỗi lần nhiều nhất \(most.description). Hãy chia làm nhiều lần.", log: "too many")
        case .notAsked:
            Explanation(notice: "Ông/bà không có trong danh sách được xin ý kiến này.", log: "not asked")
        case .badAnswer: Explanation(notice: "Hãy chọn một trong ba cách trả lời.", log: "bad answer")
        case .badChannel: Explanation(notice: "Hãy chọn cách đôn đốc.", log: "bad channel")
        case .notLate:
            Explanation(
                notice: "Các đơn vị đã chọn không còn việc nào quá hạn. Hãy xem lại danh sách.", log: "nothing late")
        case .noAccount: Explanation(notice: "Có người đã chọn không còn tài khoản. Hãy chọn lại.", log: "no account")
        case .noSource:
            Explanation(
                notice: "Hãy ghi căn cứ: phiếu, văn bản hoặc cuộc gọi ngày nào.", log: "answer without a source")
        case .noMember:
            Explanation(
                notice: "Có thành viên đã chọn không còn trong Hội đồng. Hãy chọn lại.", log: "council member not found"
            )
        case .badRemindDays: Explanation(notice: "Số ngày nhắc trước phải từ 0 đến 30.", log: "bad days")
        }
    }
}

/// What the operations of this room ask of every text and day.
enum FollowingCheck {
    static let mostWords = 4000

    static func words(_ text: String, _ what: String) throws -> String {
        let text = text.nfc.replacing("\r\n", with: "\n").trimmed
        guard !text.isEmpty else { throw FollowingRefusal.noWords(what: what) }
        guard text.count <= mostWords else { throw FollowingRefusal.tooLong(mostWords) }
        return text
    }

    /// A day as typed; nil for nothing typed.
    static func day(_ typed: String) throws -> Day? {
        let typed = typed.trimmed
        guard !typed.isEmpty else { return nil }
        guard let day = Day(vietnamese: typed) ?? Day(iso: typed) else { throw FollowingRefusal.badDay(typed) }
        return day
    }
}
