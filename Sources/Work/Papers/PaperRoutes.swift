import HTTP
import Markup
import Office
import Vocabulary

/// Papers that the programme goes out as: a view in the annex layout, the report of a period.
public enum ProgrammePaperPage: Page, Equatable {
    /// The rows of a view, whose filter the query holds.
    case view(PaperFile)
    case reports
    case report(ProgrammeReports.Kind, PaperFile)

    public var path: String {
        switch self {
        case .view(let file): "/chuong-trinh.\(file.rawValue)"
        case .reports: "/bao-cao"
        case .report(.programme, let file): "/bao-cao/chuong-trinh.\(file.rawValue)"
        case .report(.results, let file): "/bao-cao/ket-qua.\(file.rawValue)"
        }
    }

    public var needs: Need { .permission(.readProgramme) }

    public var lane: Lane { if case .reports = self { .fast } else { .slow } }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .view(let file): try PaperAnswers.view(file, call)
        case .reports: try PaperAnswers.reports(call)
        case .report(let kind, let file): try PaperAnswers.report(kind, file, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> ProgrammePaperPage? {
        guard method == .get, let first = path.first else { return nil }
        switch (first, path.count) {
        case ("chuong-trinh.docx", 1): return .view(.docx)
        case ("chuong-trinh.pdf", 1): return .view(.pdf)
        case ("chuong-trinh.xlsx", 1): return .view(.xlsx)
        case ("bao-cao", 1): return .reports
        case ("bao-cao", 2):
            let parts = path[1].split(separator: ".")
            guard parts.count == 2, let file = PaperFile(rawValue: String(parts[1])) else { return nil }
            switch parts[0] {
            case "chuong-trinh": return .report(.programme, file)
            case "ket-qua": return file == .xlsx ? nil : .report(.results, file)
            default: return nil
            }
        default: return nil
        }
    }

    public static let examples: [ProgrammePaperPage] = [
        .view(.docx), .view(.pdf), .view(.xlsx), .reports, .report(.programme, .docx), .report(.programme, .pdf),
        .report(.programme, .xlsx), .report(.results, .docx), .report(.results, .pdf),
    ]

    public static let room = Room(
        name: "Work/Papers",
        navigation: [NavigationItem("Báo cáo", path: "/bao-cao", needs: .readProgramme, place: 90)],
        examples: examples, recognise: { recognise($0, $1) })
}
