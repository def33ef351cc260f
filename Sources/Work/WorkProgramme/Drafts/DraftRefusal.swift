import Office
import Vocabulary

/// Why something could not be done with a draft.
public enum DraftRefusal: Explained, Equatable {
    case notFound
    case notAPlan(type: String?)
    case nothingFound
    case adoptedAlready(plan: ID<Plan>, title: String)
    case closed
    case noTitle
    case badYear(String)
    case badSpan(String, String)
    case yearOutsideSpan(Int, ClosedRange<Int>)
    case badDay(String)
    case noParent
    case noText
    case tooLong(most: Int)
    case tooManyParts(most: Int)
    case nothingToSplit
    case nothingToMerge
    case noReason
    case itemsWaiting(Int)
    case findingsOpen(Int)
    case namesOpen(Int)
    case nothingAccepted

    /// The words typed for an item, not the item, are the trouble: the form comes back with them.
    var isAboutWords: Bool {
        switch self {
        case .noText, .tooLong: true
        default: false
        }
    }

    /// The years typed for the plan are the trouble.
    var isAboutYears: Bool {
        switch self {
        case .badSpan, .yearOutsideSpan: true
        default: false
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notFound:
            Explanation(notice: "Không tìm thấy bản nháp này; có thể đã được nhận hoặc bỏ.", log: "draft not found")
        case .notAPlan(let type):
            Explanation(
                notice:
                    "Văn bản này là \(type.map { "“\($0)”" } ?? "loại khác"), không phải kế hoạch, nên không có nhiệm vụ để nhận. "
                    + "Hãy chọn tệp kế hoạch.", log: "paper is no plan",
                english:
                    "This paper is \(type.map { "“\($0)”" } ?? "of another kind"), not a plan. Choose the plan's file.")
        case .nothingFound:
            Explanation(
                notice:
                    "Không đọc được nhiệm vụ nào trong tệp. Kiểm tra xem có đúng tệp kế hoạch, hoặc gửi bản Word thay cho bản chụp.",
                log: "no task found", english: "No task was found in the file.")
        case .adoptedAlready(_, let title):
            Explanation(
                notice: "Đúng tệp này đã được nhận vào chương trình: \(title). Không có gì mới để nhận.",
                log: "same file adopted already",
                english: "This very file is in the programme already: \(title).")
        case .closed: Explanation(notice: "Bản nháp đã khép lại, không sửa được nữa.", log: "draft is closed")
        case .noTitle: Explanation(notice: "Hãy ghi trích yếu của kế hoạch.", log: "no title")
        case .badYear(let text):
            Explanation(notice: "“\(text)” không phải là năm. Hãy ghi bốn chữ số, ví dụ 2027.", log: "bad year")
        case .badSpan(let first, let last):
            Explanation(
                notice:
                    "“\(first)–\(last)” không phải là giai đoạn. Hãy ghi năm đầu và năm cuối, cách nhau không quá 20 năm; để trống cả hai nếu kế hoạch chỉ có một năm.",
                log: "bad span of years")
        case .yearOutsideSpan(let year, let span):
            Explanation(
                notice: "Năm \(year) nằm ngoài giai đoạn \(span.years). Hãy sửa năm của chương trình hoặc giai đoạn.",
                log: "year outside of the span")
        case .badDay(let text):
            Explanation(notice: "“\(text)” không phải là ngày. Hãy ghi như 15/03/2027, hoặc để trống.", log: "bad day")
        case .noParent:
            Explanation(
                notice: "Việc đã chọn không thuộc kế hoạch cùng năm của tỉnh. Hãy chọn việc khác, hoặc để trống.",
                log: "no such parent task")
        case .noText: Explanation(notice: "Hãy ghi nội dung nhiệm vụ.", log: "item without text")
        case .tooLong(let most):
            Explanation(
                notice: "Nội dung quá dài, tối đa \(most) ký tự. Hãy rút gọn rồi gửi lại.", log: "text over \(most)")
        case .tooManyParts(let most):
            Explanation(
                notice: "Mỗi lần chỉ tách được tối đa \(most) việc. Hãy tách nhiều lần.", log: "split over \(most)")
        case .nothingToSplit:
            Explanation(
                notice: "Để tách, hãy ghi mỗi nhiệm vụ trên một dòng, ít nhất hai dòng.", log: "nothing to split")
        case .nothingToMerge: Explanation(notice: "Không có nhiệm vụ nào ở dưới để gộp.", log: "nothing to merge")
        case .noReason: Explanation(notice: "Hãy ghi lý do giữ nguyên; người ký sẽ đọc được.", log: "no reason")
        case .itemsWaiting(let count):
            Explanation(
                notice:
                    "Còn \(count) việc chưa xem. Hãy nhận, sửa hoặc bỏ từng việc, hay bấm “Nhận tất cả việc chưa xem”.",
                log: "items waiting")
        case .findingsOpen(let count):
            Explanation(
                notice: "Còn \(count) cảnh báo chưa trả lời. Hãy sửa hoặc giữ nguyên kèm lý do.", log: "findings open")
        case .namesOpen(let count):
            Explanation(
                notice: "Còn \(count) tên đơn vị chưa rõ. Hãy chọn đơn vị, thêm đơn vị mới hoặc giữ nguyên chữ.",
                log: "names open")
        case .nothingAccepted:
            Explanation(
                notice: "Chưa nhận việc nào. Muốn bỏ cả bản nháp, hãy bấm “Bỏ bản nháp”.", log: "nothing accepted")
        }
    }
}
