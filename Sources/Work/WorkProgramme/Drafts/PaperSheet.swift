import Foundation
import Paper
import PlanReader

/// A paper as its review page and its tasks show it: numbered lines of text and rows of tables.
public struct PaperSheet: Equatable, Sendable, Codable {
    public struct Line: Equatable, Sendable, Codable {
        public var line: Int
        public var text: String
        /// The cells of a row of a table; nil for running text.
        public var cells: [String]?
        public var page: Int?
    }

    public var lines: [Line]
    /// Lines end where the page ended them; `quote` joins them.
    public var linesAreBroken: Bool
    public var notes: [String]

    public init(_ paper: PaperDocument) {
        linesAreBroken = paper.linesAreBroken
        notes = paper.notes
        lines = paper.blocks.flatMap { block -> [Line] in
            switch block {
            case .paragraph(let paragraph):
                [Line(line: paragraph.line, text: paragraph.text, cells: nil, page: paragraph.page)]
            case .table(let table):
                table.rows.map { row in
                    let cells = row.cells.map { $0?.text ?? "" }
                    return Line(
                        line: row.line, text: cells.filter { !$0.isEmpty }.joined(separator: " | "), cells: cells,
                        page: row.page)
                }
            }
        }
    }

    public init(stored: String) throws { self = try JSONDecoder().decode(PaperSheet.self, from: Data(stored.utf8)) }

    public var stored: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }

    /// The words that stand on these lines, joined as one passage.
    public func quote(_ range: PlanDraft.Lines) -> String {
        lines.filter { range.first <= $0.line && $0.line <= range.last }
            .map { line in
                // Cells of a row typed with tabs are parted as those of a table are.
                line.text.split(separator: "\t").map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
                    .filter { !$0.isEmpty }.joined(separator: " | ")
            }
            .filter { !$0.isEmpty }.joined(separator: " ")
    }
}
