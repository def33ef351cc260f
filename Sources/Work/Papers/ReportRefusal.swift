import Vocabulary

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
