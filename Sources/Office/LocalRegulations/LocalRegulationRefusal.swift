import Rulebook
import Vocabulary

/// Why something about a local regulation was refused.
public enum LocalRegulationRefusal: Explained, Equatable {
    /// What is wrong with one field of a form.
    public struct FieldSlip: Equatable, Sendable {
        public let field: String
        public let words: String
        public init(_ field: String, _ words: String) { (self.field, self.words) = (field, words) }
    }

    case notFound
    case fields([FieldSlip])
    /// Somebody else saved in between.
    case changedMeanwhile
    case notADraft(LocalRegulation.State)
    case notSubmitted(LocalRegulation.State)
    case notApproved
    case nothingInIt
    case casesFail(Int, first: String)
    case ownHand
    case overlaps(LocalKey, String)
    case noReason
    case alreadyOver
    case awardNotFound

    /// One field, one remark.
    static func field(_ field: String, _ words: String) -> LocalRegulationRefusal { .fields([FieldSlip(field, words)]) }

    /// Words by field, for pages.
    public var errors: [String: String] {
        switch self {
        case .fields(let slips): Dictionary(slips.map { ($0.field, $0.words) }, uniquingKeysWith: { first, _ in first })
        case .noReason: ["ly-do": explanation.notice]
        case .alreadyOver: ["den-ngay": explanation.notice]
        case .casesFail: ["ca": explanation.notice]
        case .overlaps: ["thay-the": explanation.notice]
        default: [:]
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy quy chế này.", log: "local regulation not found")
        case .awardNotFound:
            Explanation(notice: "Không tìm thấy danh hiệu, hình thức này.", log: "local award not found")
        case .fields(let slips):
            Explanation(
                notice: slips.map(\.words).joined(separator: " "),
                log: "local regulation: \(slips.map(\.field).joined(separator: ", "))")
        case .changedMeanwhile:
            Explanation(
                notice: "Người khác vừa lưu bản này. Hãy mở lại để xem chỗ đã đổi, rồi ghi tiếp.",
                log: "local regulation: another version")
        case .notADraft(let state):
            Explanation(
                notice: "Quy chế này \(state.vietnamese), không sửa được nữa.", log: "local regulation: not a draft")
        case .notSubmitted(let state):
            Explanation(
                notice: "Quy chế này \(state.vietnamese), không ở bước chờ duyệt.",
                log: "local regulation: not submitted")
        case .notApproved:
            Explanation(notice: "Quy chế này chưa được duyệt.", log: "local regulation: not approved")
        case .nothingInIt:
            Explanation(
                notice: "Quy chế chưa có giá trị hay danh hiệu nào. Hãy ghi ít nhất một mức trước khi trình.",
                log: "local regulation: empty")
        case .casesFail(let count, let first):
            Explanation(
                notice: "\(count) ca thử chưa đúng như chờ đợi: \(first). Hãy sửa ca hoặc giá trị rồi làm lại.",
                log: "local regulation: cases fail")
        case .ownHand:
            Explanation(
                notice: "Người soạn, người trình không tự duyệt quy chế. Đề nghị lãnh đạo khác duyệt.",
                log: "local regulation: own hand")
        case .overlaps(let key, let words):
            Explanation(
                notice:
                    "\(words) đã quy định nội dung này trong cùng thời gian. Hãy chọn thay thế quy chế đó, hoặc đổi ngày có hiệu lực.",
                log: "local regulation: overlapping \(key.rawValue)")
        case .noReason:
            Explanation(
                notice: "Hãy ghi lý do, để người soạn và người xem lịch sử hiểu vì sao.",
                log: "local regulation: no reason")
        case .alreadyOver:
            Explanation(
                notice: "Ngày cuối phải từ ngày có hiệu lực trở đi và trước ngày cuối đang ghi.",
                log: "local regulation: bad last day")
        }
    }
}
