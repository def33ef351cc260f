import Database
import Office
import struct Office.Unit
import Paper
import Vocabulary

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

    /// Throws where it ends before it starts or is longer than ten years.
    public static func period(_ first: Day, _ last: Day) throws -> ClosedRange<Day> {
        guard first <= last else { throw ReportRefusal.endsBeforeStart }
        guard last.days(since: first) <= 3660 else { throw ReportRefusal.tooLong }
        return first...last
    }
}
