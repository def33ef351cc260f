import Vocabulary

/// Why a time could not be set or moved.
public enum TimingRefusal: Explained, Equatable {
    case noEvent
    case noName
    case badTime(String)
    case sameTime
    case noReason
    case changedMeanwhile
    case noOffset
    case farOffset
    case noAnchor
    case circle(String)
    case closed
    case notWaiting
    case needsDay
    case noPaper
    case notRecurring
    case noOccurrence(Day)
    case noWords

    public var explanation: Explanation {
        switch self {
        case .noEvent: Explanation(notice: "Không tìm thấy sự kiện này.", log: "event not found")
        case .noName: Explanation(notice: "Hãy ghi tên sự kiện.", log: "event without name")
        case .badTime(let text):
            Explanation(
                notice:
                    "Không hiểu thời gian “\(text)”. Hãy ghi như: 07/06/2027, 13 giờ 30 ngày 07/06/2027, tháng 6, quý II.",
                log: "bad time of an event")
        case .sameTime: Explanation(notice: "Thời gian mới giống thời gian hiện nay.", log: "same time")
        case .noReason: Explanation(notice: "Hãy ghi lý do; người xem sau cần biết vì sao.", log: "no reason")
        case .changedMeanwhile:
            Explanation(
                notice: "Có người vừa đổi sự kiện này. Hãy xem lại thời gian hiện nay rồi dời tiếp.",
                log: "event changed meanwhile")
        case .noOffset: Explanation(notice: "Hãy ghi số ngày, ví dụ 3.", log: "no offset")
        case .farOffset:
            Explanation(notice: "Số ngày phải từ 0 đến 366.", log: "offset out of range")
        case .noAnchor:
            Explanation(notice: "Hãy chọn sự kiện hoặc việc mà thời gian của việc này phụ thuộc.", log: "no anchor")
        case .circle(let chain):
            Explanation(
                notice: "Không gắn được: hai việc sẽ chờ lẫn nhau (\(chain)). Hãy chọn việc khác.",
                log: "circle of anchors")
        case .closed:
            Explanation(notice: "Việc đã khép lại nên không đổi thời gian được.", log: "task is closed")
        case .notWaiting:
            Explanation(notice: "Việc này không chờ kế hoạch của nơi khác.", log: "task does not wait")
        case .needsDay:
            Explanation(
                notice: "Hãy ghi thời gian có ngày, tháng hoặc quý, ví dụ 15/09/2027.", log: "time without a day")
        case .noPaper:
            Explanation(notice: "Hãy ghi số, ngày của văn bản đã định thời gian.", log: "no settling paper")
        case .notRecurring: Explanation(notice: "Việc này không lặp lại theo kỳ.", log: "task is not recurring")
        case .noOccurrence(let day):
            Explanation(notice: "Ngày \(day.vietnamese) không phải là kỳ của việc này.", log: "no such occurrence")
        case .noWords:
            Explanation(notice: "Hãy ghi kết quả của kỳ này hoặc vì sao bỏ qua.", log: "occurrence without words")
        }
    }
}
