import Database
import Office
import struct Office.Unit
import Paper
import Vocabulary

/// The head and foot of papers that an office issues: whose, from where, signed by whom.
struct OfficeHead: Equatable, Sendable {
    let superior: String?
    let issuer: String
    /// Behind the code of the kind: `UBND`, `SNV`.
    let symbol: String
    let place: String
    let isCommittee: Bool

    /// - Parameters:
    ///   - unit: the office; a province stands for its people's committee.
    ///   - province: the root of its branch.
    init(_ unit: Unit, province: Unit?) {
        let root = province ?? unit
        let isRoot = root.id == unit.id
        place =
            ["Tỉnh ", "Thành phố "].first { root.name.hasPrefix($0) }.map { String(root.name.dropFirst($0.count)) }
            ?? root.name
        let committee =
            root.name.hasPrefix("Tỉnh ") || root.name.hasPrefix("Thành phố ")
            ? "Ủy ban nhân dân \(root.name.loweredStart)" : root.name
        superior = isRoot ? nil : committee
        issuer = isRoot ? committee : unit.name
        isCommittee = isRoot || unit.name.hasPrefix("Ủy ban nhân dân") || unit.name.hasPrefix("UBND")
        symbol =
            isCommittee
            ? "UBND"
            : unit.shortName.flatMap { $0.isEmpty ? nil : $0 }
                ?? String(unit.name.split(separator: " ").compactMap(\.first).map { Character($0.uppercased()) })
    }

    func letterhead(_ kind: OfficialPaper.Kind, year: Int, month: Int?) -> OfficialPaper.Letterhead {
        OfficialPaper.Letterhead(
            superior: superior, issuer: issuer, number: nil, symbol: kind.symbol(symbol), place: place,
            issued: .open(year: year, month: month))
    }

    var signature: OfficialPaper.Signature {
        isCommittee
            ? .init([.onBehalf(of: "Ủy ban nhân dân")], post: "Chủ tịch", name: nil)
            : .init(post: "Thủ trưởng", name: nil)
    }

    var recipients: OfficialPaper.Recipients {
        .init(["Như trên", "Các cơ quan, đơn vị liên quan"], kept: ["VT", "TĐKT"])
    }
}

extension ProgrammePaper {
    /// The whole paper: head, a sentence, and the table as its annex.
    static func paper(_ content: ProgrammePaper, days: ClosedRange<Day>, head: OfficeHead, today: Day, _ db: any Reader)
        -> OfficialPaper
    {
        let words = spoken(days)
        return OfficialPaper(
            .programme, head.letterhead(.programme, year: today.year, month: today.month),
            abstract: "Công tác thi đua, khen thưởng \(words)",
            body: [
                .heading(.roman, "I", "Nội dung chương trình"),
                .paragraph(
                    PaperText(
                        "Chương trình công tác thi đua, khen thưởng \(words) gồm các nhiệm vụ của những kế hoạch đang thực hiện, nêu tại Phụ lục kèm theo."
                    )),
            ], signatures: [head.signature], recipients: head.recipients,
            annexes: [
                .init(title: "Nhiệm vụ \(words)", orientation: .landscape, body: [.table(content.table(db))])
            ])
    }
}

/// A report of the office to a file: what the page and the command line do alike.
public enum ProgrammeReports {
    public enum Kind: String, CaseIterable, Sendable {
        /// The annex table of all plans in the period.
        case programme
        /// What came of them.
        case results

        public var vietnamese: String {
            self == .programme ? "chương trình công tác" : "kết quả thực hiện chương trình"
        }
    }

    /// Writes one; the visitor decides what is in it, the unit whose paper it is.
    public static func write(
        _ kind: Kind, _ days: ClosedRange<Day>, of unit: Unit, province: Unit?, for visitor: Visitor,
        as file: PaperFile,
        to path: String, in office: Office
    ) throws {
        let today = office.world.today
        let head = OfficeHead(unit, province: province)
        try office.read { db in
            switch kind {
            case .programme:
                let content = try ProgrammePaper.period(days, for: visitor, today: today, db)
                switch file {
                case .docx:
                    try DocxWriting.write(
                        ProgrammePaper.paper(content, days: days, head: head, today: today, db), to: path)
                case .pdf:
                    try PdfWriting.write(
                        ProgrammePaper.paper(content, days: days, head: head, today: today, db), to: path)
                case .xlsx: try content.table(db).writeXlsx(to: path, sheet: "Chương trình", titles: content.titles)
                }
            case .results:
                let results = try ProgrammeResults.of(days, for: visitor, today: today, db)
                let paper = ProgrammeReport.paper(results, head: head, today: today)
                switch file {
                case .docx: try DocxWriting.write(paper, to: path)
                case .pdf: try PdfWriting.write(paper, to: path)
                case .xlsx: throw ReportRefusal.noSheet
                }
            }
        }
    }
}

/// Why a report could not be written.
public enum ReportRefusal: Explained, Equatable {
    case unknownKind(String)
    case badDay(String)
    case endsBeforeStart
    case tooLong
    case unknownFile(String)
    case noSheet
    case severalProvinces([String])
    case notWritten(String)

    public var explanation: Explanation {
        switch self {
        case .unknownKind(let kind):
            Explanation(
                notice:
                    "Không có báo cáo “\(kind)”. Chọn: \(ProgrammeReports.Kind.allCases.map(\.rawValue).joined(separator: ", ")).",
                log: "unknown report", english: "There is no report “\(kind)”.")
        case .badDay(let text):
            Explanation(
                notice: "“\(text)” không phải là ngày. Hãy ghi như 15/03/2027 hoặc 2027-03-15.", log: "bad day",
                english: "“\(text)” is no day; write it like 2027-03-15.")
        case .endsBeforeStart:
            Explanation(
                notice: "Ngày cuối ở trước ngày đầu. Hãy đổi lại.", log: "period ends before it starts",
                english: "The period ends before it starts.")
        case .tooLong:
            Explanation(
                notice: "Báo cáo gồm nhiều nhất 10 năm. Hãy chọn thời gian ngắn hơn.", log: "period too long",
                english: "A report covers at most ten years.")
        case .unknownFile(let name):
            Explanation(
                notice: "Tệp “\(name)” phải có đuôi .docx, .pdf hoặc .xlsx.", log: "unknown kind of file",
                english: "The file “\(name)” must end in .docx, .pdf or .xlsx.")
        case .noSheet:
            Explanation(
                notice: "Báo cáo kết quả chỉ có .docx và .pdf.", log: "no spreadsheet of this report",
                english: "This report comes as .docx and .pdf only.")
        case .severalProvinces(let names):
            Explanation(
                notice: "Dữ liệu có nhiều tỉnh: \(names.joined(separator: "; ")). Hãy chọn bằng --unit.",
                log: "several provinces", english: "There are several provinces; choose one with --unit.")
        case .notWritten(let path):
            Explanation(
                notice: "Không ghi được tệp \(path). Kiểm tra thư mục và quyền ghi.", log: "report not written",
                english: "The file \(path) could not be written.")
        }
    }
}
