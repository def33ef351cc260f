import Vocabulary

/// Văn bản hành chính: a paper as an office issues it, to be written as DOCX or PDF in the layout of Decree 30/2020.
///
/// - Law: Nghị định số 30/2020/NĐ-CP, Phụ lục I.
public struct OfficialPaper {
    public var kind: Kind
    public var letterhead: Letterhead
    /// Trích yếu nội dung, in sentence case: “Công tác thi đua, khen thưởng năm 2027”.
    public var abstract: String
    /// Kính gửi: of letters, submissions and reports.
    public var addressees: [String] = []
    /// Thẩm quyền ban hành: who decides, above the legal bases of a decision (“Chủ tịch Ủy ban nhân dân tỉnh”).
    public var decidingAuthority: String?
    /// Căn cứ ban hành, each with its “Căn cứ”; the marks at their ends are put right.
    public var bases: [String] = []
    /// Nội dung. Its last paragraph gets the closing `./.`.
    public var body: [Block]
    /// One stands right of the recipients; two (minutes: secretary, chair) stand side by side above them.
    public var signatures: [Signature] = []
    public var recipients: Recipients?
    public var annexes: [Annex] = []
    public var style = PaperStyle()
    /// Text of a QR code at the foot of the PDF.
    public var code: String?

    public init(
        _ kind: Kind, _ letterhead: Letterhead, abstract: String, addressees: [String] = [],
        decidingAuthority: String? = nil, bases: [String] = [], body: [Block], signatures: [Signature] = [],
        recipients: Recipients? = nil, annexes: [Annex] = [], style: PaperStyle = PaperStyle(), code: String? = nil
    ) {
        (self.kind, self.letterhead, self.abstract, self.addressees) = (kind, letterhead, abstract, addressees)
        (self.decidingAuthority, self.bases, self.body, self.signatures) = (decidingAuthority, bases, body, signatures)
        (self.recipients, self.annexes, self.style, self.code) = (recipients, annexes, style, code)
    }

    /// Tên loại văn bản.
    public enum Kind: String, Equatable, Sendable, CaseIterable {
        case decision, plan, submission, report, minutes, invitation, directive, notice, guidance, regulation, rule
        case programme, scheme
        /// Công văn: without a name of its kind; its abstract stands under the number.
        case letter

        /// `Kế hoạch`
        public var name: String {
            switch self {
            case .decision: "Quyết định"
            case .plan: "Kế hoạch"
            case .submission: "Tờ trình"
            case .report: "Báo cáo"
            case .minutes: "Biên bản"
            case .invitation: "Giấy mời"
            case .directive: "Chỉ thị"
            case .notice: "Thông báo"
            case .guidance: "Hướng dẫn"
            case .regulation: "Quy chế"
            case .rule: "Quy định"
            case .programme: "Chương trình"
            case .scheme: "Đề án"
            case .letter: "Công văn"
            }
        }

        /// Chữ viết tắt tên loại: `KH`; nil for a letter.
        public var code: String? {
            switch self {
            case .decision: "QĐ"
            case .plan: "KH"
            case .submission: "TTr"
            case .report: "BC"
            case .minutes: "BB"
            case .invitation: "GM"
            case .directive: "CT"
            case .notice: "TB"
            case .guidance: "HD"
            case .regulation: "QC"
            case .rule: "QyĐ"
            case .programme: "CTr"
            case .scheme: "ĐA"
            case .letter: nil
            }
        }

        /// `KH-UBND`; of a letter, the abbreviations of issuer and drafting unit: `UBND-NC`.
        public func symbol(_ issuer: String, unit: String? = nil) -> String {
            code.map { "\($0)-\(issuer)" } ?? [issuer, unit].compactMap(\.self).joined(separator: "-")
        }
    }

    /// One piece of the content.
    public enum Block {
        case heading(Level, String, String)
        /// “Điều 1.” in bold, then its words.
        case article(String, PaperText)
        case paragraph(PaperText)
        /// A paragraph behind a mark: `- `, `+ `, `a) `.
        case item(PaperText, mark: String)
        case table(PaperTable)

        /// A line of a list.
        public static func item(_ text: PaperText) -> Block { .item(text, mark: "-") }
    }

    /// Bố cục: what a heading opens.
    public enum Level: Equatable, Sendable, CaseIterable {
        /// Phần, chương: a line of its own above its title, centred.
        case part, chapter
        /// Mục of a paper with articles, centred.
        case section
        /// Điều
        case article
        /// `I.` in capitals.
        case roman
        /// `1.` in bold.
        case clause
        /// `a)`, upright.
        case point
    }
}
