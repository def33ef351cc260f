import Vocabulary

/// C-FORMAT: whether a paper has the form that Decree 30/2020 asks for. Findings are told, nothing is corrected.
///
/// - Law: Nghị định số 30/2020/NĐ-CP, Phụ lục I.
public enum PaperFormat {
    /// A paper that is about to be written.
    public static func findings(in paper: OfficialPaper) -> [FormatFinding] {
        let flow = PaperFlow(paper)
        var lines: [FormatText.Line] = []
        for piece in flow.pieces {
            switch piece {
            case .paragraph(let one): lines += FormatText.Line.of(one)
            case .columns(let columns):
                for row in columns.rows { lines += (row.left + row.right).flatMap(FormatText.Line.of) }
            case .sheet, .table: break
            }
        }
        return FormatMeasures(paper.style).findings + FormatText(lines).findings
    }

    /// A paper in a file: DOCX by its sections, styles and fields, PDF by what stands where. Of other files only the words are
    /// looked at. Refuses what `PaperReader` refuses.
    public static func findings(
        path: String, name: String? = nil, limits: PaperLimits = .standard, tools: PaperTools = .system
    ) throws(PaperRefusal) -> [FormatFinding] {
        let document = try PaperReader.read(path: path, name: name, limits: limits, tools: tools)
        let source = try SourceFile(path: path, name: name, limits: limits, tools: tools)
        let measures: FormatMeasures
        switch document.format {
        case .docx: measures = try DocxMeasures.read(source)
        case .pdf: measures = try PdfMeasures.read(source)
        default: measures = FormatMeasures()
        }
        return measures.findings + FormatText(FormatText.Line.of(document)).findings
    }
}

/// Một chỗ chưa đúng thể thức: what is wrong, where, and what it should be.
public struct FormatFinding: Equatable, Sendable {
    public enum Rule: String, Equatable, Sendable, CaseIterable {
        case pageSize, margins, font, textSize, pageNumber
        case nation, motto, issuer, number, placeAndDay, kind, kindCode, abstract, bases, closing, signature
        case recipients, order, annex
    }

    public let rule: Rule
    /// Vietnamese, with what to do.
    public let message: String
    /// Vietnamese: the page, paragraph or component.
    public let place: String

    public init(_ rule: Rule, _ message: String, at place: String) {
        (self.rule, self.message, self.place) = (rule, message, place)
    }
}
