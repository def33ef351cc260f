import Vocabulary

/// Why something could not be done with a task.
public enum TaskRefusal: Explained, Equatable {
    case notFound
    case alreadyClosed
    case notClosed
    case noEvidence
    case openSubtasks(Int)
    case noWords(what: String)
    case noReason
    case badAddress
    case badDay(String)
    case notLater(Day)
    case undated
    case noText
    case changedMeanwhile(by: String)
    case badTime(String)
    case noPlan
    case unclearUnit(String, [String])

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy nhiệm vụ này.", log: "task not found")
        case .alreadyClosed:
            Explanation(notice: "Nhiệm vụ đã khép lại. Muốn làm tiếp, hãy mở lại và ghi lý do.", log: "task is closed")
        case .notClosed: Explanation(notice: "Nhiệm vụ đang mở, không cần mở lại.", log: "task is open")
        case .noEvidence:
            Explanation(
                notice: "Cần ít nhất một minh chứng (văn bản, đường dẫn hoặc ghi chú) trước khi báo xong.",
                log: "no evidence")
        case .openSubtasks(let count):
            Explanation(
                notice: "Còn \(count) việc con chưa xong. Hãy xem lại, rồi xác nhận nếu vẫn báo xong.",
                log: "task has open subtasks")
        case .noWords(let what): Explanation(notice: "Hãy ghi \(what).", log: "empty words")
        case .noReason: Explanation(notice: "Hãy ghi lý do; người xem sau cần biết vì sao.", log: "no reason")
        case .badAddress:
            Explanation(notice: "Đường dẫn phải bắt đầu bằng http:// hoặc https://.", log: "bad address of evidence")
        case .badDay(let text):
            Explanation(notice: "“\(text)” không phải là ngày. Hãy ghi như 15/03/2027.", log: "bad day")
        case .notLater(let due):
            Explanation(notice: "Ngày mới phải sau hạn hiện nay (\(due.vietnamese)).", log: "new due day is not later")
        case .undated:
            Explanation(
                notice: "Việc thường xuyên hoặc không định ngày thì không có hạn để lùi.",
                log: "undated task cannot be postponed")
        case .noText: Explanation(notice: "Hãy ghi nội dung nhiệm vụ.", log: "task without text")
        case .badTime(let text):
            Explanation(
                notice:
                    "Không hiểu thời gian “\(text)”. Hãy ghi như: 15/03/2027, trước ngày 15/3, tháng 3, quý II, thường xuyên, "
                    + "khi cần thiết; hoặc để trống.", log: "bad planned time")
        case .noPlan: Explanation(notice: "Hãy chọn kế hoạch mà việc này thuộc về.", log: "task without plan")
        case .unclearUnit(let name, let units):
            Explanation(
                notice:
                    "Có \(units.count) đơn vị mang tên “\(name)”. Hãy ghi đủ tên: \(units.joined(separator: "; ")).",
                log: "unit name of task is ambiguous")
        case .changedMeanwhile(let who):
            Explanation(
                notice: "\(who) vừa sửa nhiệm vụ này. Hãy xem lại bản mới rồi gửi lại.", log: "task changed meanwhile")
        }
    }
}
