import Database
import HTTP
import Markup
import Office
import Paper
import Vocabulary

/// The answers of the papers.
enum PaperAnswers {
    static func view(_ file: PaperFile, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let filter = TaskFilter({ call.request.query[$0] }, today: call.today)
        return try file.response(named: "Chương trình \(filter.year) - \(filter.title)") { path in
            try call.read { db in
                let content = try ProgrammePaper.view(
                    filter, isGrouped: file != .xlsx, for: visitor, today: call.today, db)
                switch file {
                case .docx: try DocxWriting.write(content.annex(db), to: path)
                case .pdf: try PdfWriting.write(content.annex(db), to: path)
                case .xlsx: try content.table(db).writeXlsx(to: path, sheet: filter.title, titles: content.titles)
                }
            }
        }
    }

    // MARK: Reports

    static func reports(_ call: Call) throws -> Response {
        do {
            return try reports(call, days(call.request.query, call.today), error: nil)
        } catch let refusal as ReportRefusal {
            return try reports(call, nil, error: refusal)
        }
    }

    /// - Parameter days: nil while the period is not understood, which `error` says.
    private static func reports(_ call: Call, _ days: ClosedRange<Day>?, error: ReportRefusal?) throws -> Response {
        let visitor = try call.signedIn()
        let query = call.request.query
        let results = try days.map { days in
            try call.read { try ProgrammeResults.of(days, for: visitor, today: call.today, $0) }
        }
        let page = PaperPages.Reports(
            from: query["tu"] ?? "", to: query["den"] ?? "", days: days, results: results, error: error,
            today: call.today)
        return call.page("Báo cáo", PaperPages.reports(page), status: error == nil ? 200 : 422)
    }

    static func report(_ kind: ProgrammeReports.Kind, _ file: PaperFile, _ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        let days: ClosedRange<Day>
        do {
            days = try Self.days(call.request.query, call.today)
        } catch let refusal as ReportRefusal {
            return try reports(call, nil, error: refusal)
        }
        guard let unit = visitor.unit else { throw FrameRefusal.notFound }
        // Who sees all tasks writes for the whole province.
        let office = visitor.may(.readAllTasks) ? visitor.province ?? unit : unit
        return try file.response(
            named: "\(kind.vietnamese.capitalFirst) \(ProgrammePaper.spoken(days))".replacing("/", with: "-")
        ) { path in
            try ProgrammeReports.write(
                kind, days, of: office, province: visitor.province, for: visitor, as: file, to: path, in: call.office)
        }
    }

    /// The period asked for; this year where none is.
    static func days(_ query: Parameters, _ today: Day) throws -> ClosedRange<Day> {
        func day(_ name: String) throws -> Day? {
            let text = (query[name] ?? "").trimmed
            guard !text.isEmpty else { return nil }
            guard let day = Day(vietnamese: text) ?? Day(iso: text) else { throw ReportRefusal.badDay(text) }
            return day
        }
        let first = try day("tu") ?? Day(year: today.year, month: 1, day: 1) ?? today
        let last = try day("den") ?? Day(year: first.year, month: 12, day: 31) ?? today
        return try ProgrammeReports.period(first, last)
    }
}
