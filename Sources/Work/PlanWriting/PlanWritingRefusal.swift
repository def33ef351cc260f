import Vocabulary

/// Why something could not be done with a plan that is being written.
public enum PlanWritingRefusal: Explained, Equatable {
    case notFound
    case noWords(what: String)
    case tooLong(Int)
    case tooMany(Int)
    case badYear(String)
    case badDay(String)
    case badDays(String)
    case badNumber(String)
    case noUnit
    case noPlan
    /// Somebody else has saved the same part since it was opened.
    case changed(by: String)
    case signed
    case discarded
    case circle(String)
    case otherGone
    case atItsEnd
    case filledSection
    case rowsWaiting(Int)
    case noRows
    case futureDay
    case nobodyChosen
    case readBeforeSent(String, Day)
    case noHeir(String)

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy mục này.", log: "not found")
        case .noWords(let what): Explanation(notice: "Hãy ghi \(what).", log: "empty words")
        case .tooLong(let most):
            Explanation(notice: "Dài quá \(most.description) ký tự. Hãy ghi gọn lại.", log: "words too long")
        case .tooMany(let most):
            Explanation(notice: "Một kế hoạch có nhiều nhất \(most.description) dòng như vậy.", log: "too many")
        case .badYear(let text):
            Explanation(notice: "“\(text)” không phải là năm. Hãy ghi như 2027.", log: "bad year")
        case .badDay(let text):
            Explanation(notice: "“\(text)” không phải là ngày. Hãy ghi như 15/01/2027.", log: "bad day")
        case .badDays(let text):
            Explanation(notice: "“\(text)” không phải là số ngày. Hãy ghi từ 0 đến 366.", log: "bad days")
        case .badNumber(let text):
            Explanation(
                notice: "“\(text)” không phải là số văn bản. Chỉ ghi phần số, ví dụ: 15.", log: "bad number")
        case .noUnit: Explanation(notice: "Hãy chọn đơn vị trong danh sách.", log: "no unit")
        case .noPlan:
            Explanation(
                notice: "Hãy chọn ít nhất một kế hoạch để lấy việc, hoặc chọn soạn từ trang trắng.", log: "no plan")
        case .changed(let who):
            Explanation(
                notice:
                    "\(who) vừa lưu phần này. Chữ ông/bà gõ vẫn còn ở dưới; hãy so với bản đang lưu rồi bấm lưu lại.",
                log: "changed meanwhile")
        case .signed:
            Explanation(
                notice: "Kế hoạch đã ban hành nên không sửa ở đây. Muốn đổi, hãy sửa việc trong chương trình.",
                log: "signed already")
        case .discarded:
            Explanation(notice: "Bản soạn đã bỏ. Hãy lấy lại trước khi sửa.", log: "discarded")
        case .circle(let chain):
            Explanation(
                notice: "Các việc chờ nhau thành vòng: \(chain). Hãy chọn việc khác để tính ngày.",
                log: "circular dependency")
        case .otherGone:
            Explanation(notice: "Việc được chọn để tính ngày không còn. Hãy chọn việc khác.", log: "other row gone")
        case .atItsEnd: Explanation(notice: "Dòng này đã ở đầu hoặc cuối mục.", log: "cannot move further")
        case .filledSection:
            Explanation(
                notice: "Mục còn nhiệm vụ. Hãy chuyển hoặc bỏ các nhiệm vụ trước.", log: "section has rows")
        case .rowsWaiting(let count):
            Explanation(
                notice: "Còn \(count.description) việc chưa xem. Hãy giữ, sửa hoặc bỏ từng việc trước khi ban hành.",
                log: "rows waiting")
        case .noRows:
            Explanation(notice: "Kế hoạch chưa có nhiệm vụ nào. Hãy thêm nhiệm vụ trước.", log: "no rows")
        case .futureDay:
            Explanation(notice: "Ngày này chưa đến. Hãy ghi ngày thực tế, không sau hôm nay.", log: "future day")
        case .nobodyChosen: Explanation(notice: "Hãy chọn ít nhất một nơi nhận.", log: "nobody chosen")
        case .readBeforeSent(let name, let day):
            Explanation(
                notice: "\(name) được gửi ngày \(day.vietnamese); ngày đọc không thể trước ngày gửi.",
                log: "read before sent")
        case .noHeir(let text):
            Explanation(
                notice: "Chưa biết văn bản nào thay thế “\(text)”. Hãy bỏ căn cứ này và ghi căn cứ mới.",
                log: "no heir of instrument")
        }
    }
}
