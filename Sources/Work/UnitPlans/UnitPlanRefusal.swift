import Vocabulary

/// Why something about the collecting of units' plans could not be done.
public enum UnitPlanRefusal: Explained, Equatable {
    case notFound
    case noTitle
    case badYear(String)
    case noDay
    case badDay(String)
    case badRemindDays
    case noUnits
    case tooMany(Int)
    case unknownUnit(String)
    case ambiguousUnit(String, [String])
    /// A unit that has ended, and who carries on its work.
    case ended(unit: String, Day, heirs: [String])
    case outOfScope(String)
    case unknownPlan
    case noFile
    case notRead(String)
    case closed
    case notYetSent
    case sentAlready
    case future
    case noRemark
    case nobodyMissing
    case noWords
    case tooLong(Int)
    case noSuchItem
    case noHeir(String)

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy yêu cầu hoặc kế hoạch này.", log: "not found")
        case .noTitle: Explanation(notice: "Hãy ghi nội dung yêu cầu.", log: "no title")
        case .badYear(let text):
            Explanation(notice: "“\(text)” không phải là năm. Hãy ghi bốn chữ số, ví dụ 2027.", log: "bad year")
        case .noDay: Explanation(notice: "Hãy ghi hạn gửi, ví dụ 15/03/2027.", log: "no day")
        case .badDay(let text):
            Explanation(notice: "“\(text)” không phải là ngày. Hãy ghi như 15/03/2027.", log: "bad day")
        case .badRemindDays: Explanation(notice: "Số ngày nhắc trước phải từ 0 đến 60.", log: "bad days")
        case .noUnits:
            Explanation(
                notice: "Hãy chọn nhóm đơn vị, khối, cụm hoặc ghi tên ít nhất một đơn vị.", log: "no units chosen")
        case .tooMany(let most):
            Explanation(
                notice: "Mỗi yêu cầu gửi nhiều nhất \(most) đơn vị. Hãy chia làm nhiều yêu cầu.", log: "too many units")
        case .unknownUnit(let name):
            Explanation(
                notice: "Không tìm thấy đơn vị “\(name)”. Hãy ghi đúng tên hoặc mã.", log: "unknown unit")
        case .ambiguousUnit(let name, let codes):
            Explanation(
                notice: "“\(name)” là tên của nhiều đơn vị. Hãy ghi mã: \(codes.joined(separator: ", ")).",
                log: "ambiguous unit")
        case .ended(let unit, let day, let heirs):
            Explanation(
                notice: "\(unit) đã kết thúc hoạt động ngày \(day.vietnamese). \(Self.advice(heirs))",
                log: "unit has ended")
        case .outOfScope(let name):
            Explanation(
                notice: "\(name) không thuộc phạm vi ông/bà phụ trách nên không gửi yêu cầu được.",
                log: "unit out of scope")
        case .unknownPlan:
            Explanation(notice: "Kế hoạch đã chọn không còn. Hãy chọn lại.", log: "plan not found")
        case .noFile:
            Explanation(
                notice: "Chưa chọn tệp. Hãy chọn tệp kế hoạch (Word, PDF, Excel hoặc văn bản).", log: "no file")
        case .notRead(let why): Explanation(notice: why, log: "file not readable")
        case .closed:
            Explanation(
                notice: "Yêu cầu này đã khép lại nên không nhận thêm. Hãy liên hệ cơ quan lập yêu cầu.",
                log: "request is closed")
        case .notYetSent: Explanation(notice: "Đơn vị chưa gửi kế hoạch nên chưa có gì để trả lại.", log: "not sent")
        case .sentAlready:
            Explanation(notice: "Đơn vị đã gửi kế hoạch nên không bỏ khỏi yêu cầu được.", log: "sent already")
        case .future: Explanation(notice: "Ngày gửi ở sau hôm nay. Hãy ghi ngày đã nhận được.", log: "future day")
        case .noRemark:
            Explanation(notice: "Hãy ghi điều cần sửa; đơn vị sẽ đọc được.", log: "no remark")
        case .nobodyMissing:
            Explanation(notice: "Không còn đơn vị nào như vậy chưa gửi. Hãy xem lại danh sách.", log: "nobody missing")
        case .noWords: Explanation(notice: "Hãy ghi lời nhắc.", log: "no words")
        case .tooLong(let most):
            Explanation(notice: "Dài quá \(most) ký tự. Hãy ghi gọn lại.", log: "too long")
        case .noSuchItem:
            Explanation(
                notice: "Mục của kế hoạch cấp trên không còn hoặc không thuộc kế hoạch này. Hãy chọn lại.",
                log: "no such item")
        case .noHeir(let unit):
            Explanation(
                notice:
                    "Danh mục chưa ghi đơn vị nào kế thừa \(unit). Hãy ghi ở trang của đơn vị, hoặc bỏ khỏi yêu cầu.",
                log: "no heir")
        }
    }

    private static func advice(_ heirs: [String]) -> String {
        switch heirs.count {
        case 0: "Danh mục chưa ghi đơn vị kế thừa; hãy chọn đơn vị khác."
        case 1: "Đơn vị kế thừa là \(heirs[0]); hãy chọn đơn vị này."
        default: "Các đơn vị kế thừa là \(heirs.joined(separator: ", ")); hãy chọn trong số này."
        }
    }
}
