import Database
import Rulebook
import Vocabulary

/// Văn bản của tỉnh: a document that the province or a body of it has issued, and the days on which it is in force.
public struct LawDocument: Equatable, Sendable {
    public enum Kind: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case decision, regulation, directive, resolution, plan, guidance, rule, notice, other

        public var vietnamese: String {
            switch self {
            case .decision: "Quyết định"
            case .regulation: "Quy chế"
            case .directive: "Chỉ thị"
            case .resolution: "Nghị quyết"
            case .plan: "Kế hoạch"
            case .guidance: "Hướng dẫn"
            case .rule: "Quy định"
            case .notice: "Thông báo"
            case .other: "Văn bản"
            }
        }
    }

    public let id: ID<LawDocument>
    /// As it is written: `12/2025/QĐ-UBND`.
    public let number: String
    public let kind: Kind
    public let issuer: String
    public let issuedOn: Day
    /// Trích yếu
    public let subject: String
    public let firstDay: Day
    /// Nil while it is in force.
    public let lastDay: Day?
    public let replacedBy: ID<LawDocument>?
    /// When it was taken out as entered by mistake.
    public let withdrawn: Instant?

    static let columns: SQL = """
        d.id, d.number, d.kind, d.issuer, d.issued_on, d.subject, d.first_day, d.last_day, d.replaced_by, d.withdrawn
        """

    init(_ row: Row) throws {
        (id, number, kind, issuer) = (try row("id"), try row("number"), try row("kind"), try row("issuer"))
        (issuedOn, subject) = (try row("issued_on"), try row("subject"))
        (firstDay, lastDay) = (try row("first_day"), try row("last_day"))
        (replacedBy, withdrawn) = (try row("replaced_by"), try row("withdrawn"))
    }

    /// `Quyết định số 12/2025/QĐ-UBND`
    public var citation: String { "\(kind.vietnamese) số \(number)" }

    public func isInForce(on day: Day) -> Bool { firstDay <= day && (lastDay.map { day <= $0 } ?? true) }

    /// How numbers are compared: as people write them.
    static func key(_ number: String) -> String? { InstrumentNumber(written: number)?.key }
}

/// A document to be written, or what is written of it in place of what stood.
public struct NewLawDocument: Equatable, Sendable {
    public var number: String
    public var kind: LawDocument.Kind
    public var issuer: String
    public var issuedOn: Day
    public var subject: String
    public var firstDay: Day
    public var lastDay: Day?

    public init(
        _ number: String, _ kind: LawDocument.Kind, issuer: String, issuedOn: Day, subject: String, firstDay: Day,
        lastDay: Day? = nil
    ) {
        (self.number, self.kind, self.issuer, self.issuedOn) = (number, kind, issuer, issuedOn)
        (self.subject, self.firstDay, self.lastDay) = (subject, firstDay, lastDay)
    }
}

/// Why the library did not take something.
public enum LawLibraryRefusal: Explained, Equatable {
    case notFound
    case badNumber, noIssuer, noSubject, noReason, noFile
    case badDay(field: String)
    case tooLong(field: String)
    case beforeIssue, endBeforeStart
    /// The same number with another day, or the same document once more.
    case numberTaken(String, on: Day)
    case noHeir
    case heirIsItself
    case circle(String)
    case heirTooLate(Day)
    case ended(Day)

    public var field: String? {
        switch self {
        case .badNumber, .numberTaken: "so"
        case .noIssuer: "co-quan"
        case .noSubject: "trich-yeu"
        case .noReason: "ly-do"
        case .noFile: "tep"
        case .badDay(let field), .tooLong(let field): field
        case .beforeIssue: "tu"
        case .endBeforeStart, .ended: "den"
        case .noHeir, .heirIsItself, .circle, .heirTooLate: "thay-bang"
        case .notFound: nil
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notFound: Explanation(notice: "Không tìm thấy văn bản này.", log: "law document not found")
        case .badNumber:
            Explanation(notice: "Hãy ghi số, ký hiệu văn bản, ví dụ: 12/2025/QĐ-UBND.", log: "law document: number")
        case .noIssuer:
            Explanation(notice: "Hãy ghi cơ quan ban hành, ví dụ: UBND tỉnh.", log: "law document: issuer")
        case .noSubject: Explanation(notice: "Hãy ghi trích yếu của văn bản.", log: "law document: subject")
        case .noReason: Explanation(notice: "Hãy ghi lý do để nhật ký giữ lại.", log: "law document: reason")
        case .noFile: Explanation(notice: "Hãy chọn một tệp trên máy rồi gửi lại.", log: "law document: file")
        case .badDay:
            Explanation(notice: "Ngày chưa đúng. Hãy ghi theo mẫu 01/07/2025.", log: "law document: day")
        case .tooLong: Explanation(notice: "Nội dung quá dài. Hãy ghi ngắn lại.", log: "law document: too long")
        case .beforeIssue:
            Explanation(
                notice: "Ngày có hiệu lực không được trước ngày ban hành.", log: "law document: in force before issue")
        case .endBeforeStart:
            Explanation(
                notice: "Ngày hết hiệu lực không được trước ngày có hiệu lực.",
                log: "law document: ends before it begins")
        case .numberTaken(let number, let day):
            Explanation(
                notice:
                    "Thư viện đã có văn bản số \(number) của cơ quan này, ngày \(day.vietnamese). Kiểm tra lại số và ngày, hoặc mở văn bản đó để sửa.",
                log: "law document: number taken")
        case .noHeir:
            Explanation(
                notice:
                    "Không tìm thấy văn bản thay thế trong thư viện của tỉnh. Hãy nhập văn bản đó trước, rồi ghi đúng số.",
                log: "law document: no heir")
        case .heirIsItself:
            Explanation(notice: "Văn bản không thể thay thế chính nó.", log: "law document: heir is itself")
        case .circle(let number):
            Explanation(
                notice: "\(number) lại được văn bản này thay thế, thành vòng tròn. Kiểm tra lại số văn bản thay thế.",
                log: "law document: circle of heirs")
        case .heirTooLate(let day):
            Explanation(
                notice:
                    "Văn bản thay thế có hiệu lực từ \(day.vietnamese); ngày hết hiệu lực của văn bản này không được sau ngày đó.",
                log: "law document: ends after its heir begins")
        case .ended(let day):
            Explanation(
                notice: "Văn bản đã hết hiệu lực sau \(day.vietnamese). Muốn đổi ngày, dùng “Sửa”.",
                log: "law document: ended already")
        }
    }
}
