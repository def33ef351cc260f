import Vocabulary

/// Why an operation on units was refused.
public enum UnitRefusal: Explained, Equatable {
    case noName
    case noCode
    case codeTaken(String)
    case unknown(String)
    case ambiguous(String, [String])
    case lookAlike(LookAlike)
    case dissolvedBeforeItBegan
    case successorIsItself
    /// The unit did not exist on that day.
    case notThen(name: String, Day)
    /// The new name or place begins on the unit's first day: that is a correction.
    case fromFirstDay(Day)
    case sameName
    /// Another name is borne from that day on.
    case namesOverlap(from: Day)
    case aliasKnown(String)
    /// Two names in one.
    case semicolon
    /// The unit under which it should stand stands below it.
    case loop(String)
    case parentGone(name: String, last: Day)
    case parentNotYet(name: String, first: Day)
    case samePlace
    /// Another place is taken from that day on.
    case placesOverlap(from: Day)
    case hasChildren(Int, Day)
    case hasSuccessors
    case alreadyEnded(Day)
    case badDay(field: String)
    /// Only bodies outside the province stand under none.
    case noParent
    /// Somebody else put the unit right after the form was opened.
    case changedMeanwhile
    /// The parent that was typed is none; with what is wrong about it.
    case badParent(String)

    /// The field of a form that the refusal is about.
    public var field: String? {
        switch self {
        case .noName, .sameName: "ten"
        case .lookAlike, .namesOverlap: "ten"
        case .noCode, .codeTaken: "ma"
        case .aliasKnown, .semicolon: "ten-goi"
        case .dissolvedBeforeItBegan, .hasChildren, .hasSuccessors, .alreadyEnded: "ngay-cuoi"
        case .loop, .parentGone, .parentNotYet, .samePlace, .noParent, .badParent: "cap-tren"
        case .notThen, .fromFirstDay, .placesOverlap: "tu-ngay"
        case .badDay(let field): field
        case .unknown, .ambiguous, .successorIsItself, .changedMeanwhile: nil
        }
    }

    public var explanation: Explanation {
        switch self {
        case .noName:
            Explanation(
                notice: "Đơn vị chưa có tên. Hãy ghi tên đầy đủ như trong quyết định thành lập.",
                log: "unit without name")
        case .noCode:
            Explanation(notice: "Đơn vị chưa có mã. Hãy ghi một mã ngắn, ví dụ HG-SNV.", log: "unit without code")
        case .codeTaken(let code):
            Explanation(notice: "Mã đơn vị “\(code)” đã có đơn vị khác dùng. Hãy chọn mã khác.", log: "unit code taken")
        case .unknown(let text):
            Explanation(
                notice: "Không tìm thấy đơn vị “\(text)”. Hãy ghi đúng mã hoặc đúng tên đầy đủ của đơn vị.",
                log: "unit not found", english: "No unit is called “\(text)”. Give its code or its exact name.")
        case .ambiguous(let text, let codes):
            Explanation(
                notice: "Có \(codes.count) đơn vị cùng tên “\(text)”. Hãy ghi mã: \(codes.joined(separator: ", ")).",
                log: "unit name is ambiguous",
                english: "Several units are called “\(text)”. Give a code: \(codes.joined(separator: ", ")).")
        case .lookAlike(let found):
            Explanation(
                notice: "Trong tên, \(found.vietnamese). Tìm kiếm sẽ không thấy tên này; hãy xóa ký tự đó và gõ lại.",
                log: "look-alike letter in unit name")
        case .dissolvedBeforeItBegan:
            Explanation(
                notice: "Ngày kết thúc trước ngày bắt đầu hoạt động. Hãy kiểm tra lại hai ngày.",
                log: "period of unit is empty")
        case .successorIsItself:
            Explanation(notice: "Đơn vị kế thừa phải là đơn vị khác.", log: "unit succeeds itself")
        case .notThen(let name, let day):
            Explanation(
                notice:
                    "Ngày \(day.vietnamese), \(name) không hoạt động. Hãy chọn ngày trong thời gian đơn vị hoạt động.",
                log: "unit does not exist that day")
        case .fromFirstDay(let day):
            Explanation(
                notice:
                    "Đơn vị mới hoạt động từ \(day.vietnamese). Hãy chọn ngày sau ngày đó; nếu đã ghi nhầm ngay từ đầu, dùng “Sửa thông tin”.",
                log: "change begins on or before the unit's first day")
        case .sameName:
            Explanation(notice: "Tên mới giống tên đang dùng. Hãy ghi tên khác.", log: "unit keeps its name")
        case .namesOverlap(let day):
            Explanation(
                notice:
                    "Từ \(day.vietnamese) đơn vị đã mang một tên khác, hai khoảng thời gian sẽ chồng nhau. Hãy chọn ngày sau \(day.vietnamese).",
                log: "periods of names overlap")
        case .aliasKnown(let alias):
            Explanation(notice: "Đơn vị đã có tên gọi “\(alias)”.", log: "alias is known")
        case .semicolon:
            Explanation(
                notice: "Tên gọi khác không có dấu chấm phẩy. Hãy ghi mỗi tên gọi một lần.",
                log: "semicolon in an alias")
        default: placeExplanation
        }
    }

    private var placeExplanation: Explanation {
        switch self {
        case .loop(let name):
            Explanation(
                notice:
                    "\(name) đang trực thuộc chính đơn vị này, nên không thể làm đơn vị cấp trên. Hãy chọn đơn vị khác.",
                log: "loop in the tree of units")
        case .parentGone(let name, let last):
            Explanation(
                notice:
                    "\(name) chỉ hoạt động đến \(last.vietnamese). Hãy chọn đơn vị cấp trên còn hoạt động, hoặc ngày sớm hơn.",
                log: "parent ends earlier")
        case .parentNotYet(let name, let first):
            Explanation(
                notice: "\(name) chỉ bắt đầu hoạt động từ \(first.vietnamese). Hãy chọn ngày từ đó trở đi.",
                log: "parent begins later")
        case .samePlace:
            Explanation(notice: "Đơn vị đang trực thuộc đúng đơn vị này rồi.", log: "unit keeps its place")
        case .placesOverlap(let day):
            Explanation(
                notice:
                    "Từ \(day.vietnamese) đơn vị đã được chuyển một lần, hai khoảng thời gian sẽ chồng nhau. Hãy chọn ngày sau \(day.vietnamese).",
                log: "periods of places overlap")
        case .hasChildren(let count, let day):
            Explanation(
                notice:
                    "Sau \(day.vietnamese) còn \(count) đơn vị trực thuộc. Hãy chuyển hoặc kết thúc các đơn vị đó trước, hoặc dùng “Sắp xếp đơn vị” để làm một lượt.",
                log: "unit with children ends")
        case .hasSuccessors:
            Explanation(
                notice:
                    "Đơn vị đã kết thúc theo một lần sắp xếp, có đơn vị kế thừa. Muốn đổi ngày, hãy hoàn tác lần sắp xếp đó.",
                log: "unit with successors")
        case .alreadyEnded(let day):
            Explanation(notice: "Đơn vị đã kết thúc hoạt động ngày \(day.vietnamese).", log: "unit has ended")
        case .noParent:
            Explanation(
                notice: "Chưa có đơn vị cấp trên. Hãy ghi tên hoặc mã đơn vị cấp trên trực tiếp.",
                log: "unit without parent")
        case .changedMeanwhile:
            Explanation(
                notice:
                    "Thông tin đơn vị vừa được sửa sau khi ông/bà mở trang này. Hãy xem lại trang đơn vị; bấm lưu lần nữa thì ghi theo biểu mẫu này.",
                log: "unit was changed meanwhile")
        case .badParent(let notice): Explanation(notice: notice, log: "no such parent")
        case .badDay:
            Explanation(notice: "Ngày chưa đúng. Hãy ghi theo mẫu 01/07/2025.", log: "not a day")
        default: Explanation(notice: "Chưa thực hiện được.", log: "unit refusal")
        }
    }
}
