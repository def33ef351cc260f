import Vocabulary

/// Why a question about the law was not understood.
enum LawRefusal: Explained, Equatable {
    case badDay(String)
    case daysInDisorder
    case badCount(String)
    case tooManyLines

    var explanation: Explanation {
        switch self {
        case .badDay(let text):
            Explanation(
                notice: "“\(text)” không phải một ngày có thật. Ghi như 01/07/2025.",
                log: "bad day in a question of law")
        case .daysInDisorder:
            Explanation(notice: "Ngày thứ hai phải sau ngày thứ nhất.", log: "days of a comparison in disorder")
        case .badCount(let text):
            Explanation(
                notice: "“\(text)” không phải số người, tập thể hợp lệ. Ghi một số từ 1 đến 1.000.000.",
                log: "bad count of recipients")
        case .tooManyLines:
            Explanation(
                notice: "Một bảng tính nhiều nhất 50 dòng. Hãy tải bảng này về rồi tính tiếp ở bảng khác.",
                log: "too many lines of bonuses")
        }
    }

    /// The day under a name of the address; nil where none is asked for.
    static func day(_ text: String?) throws -> Day? {
        let text = (text ?? "").trimmed
        guard !text.isEmpty else { return nil }
        guard let day = Day(vietnamese: text) ?? Day(iso: text) else { throw badDay(text) }
        return day
    }
}
