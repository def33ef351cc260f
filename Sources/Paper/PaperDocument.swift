/// A paper as it was read: paragraphs and tables in reading order, whatever kind of file it came in.
public struct PaperDocument: Equatable, Sendable {
    public enum Format: String, Equatable, Sendable, CaseIterable { case txt, docx, pdf, xlsx, doc, csv }

    /// One paragraph, or one line of a file whose lines are broken by the page (`linesAreBroken`).
    public struct Paragraph: Equatable, Sendable {
        /// NFC text. A tab in it is a real tab of the file; a list number that the word processor computes is
        /// written in front (`1. `, `a) `, `- `).
        public var text: String
        /// The line of a text file, from 1; a running number of paragraphs and table rows in other files.
        public var line: Int
        /// From 1; nil where the file has no pages.
        public var page: Int?

        public init(text: String, line: Int, page: Int? = nil) {
            (self.text, self.line, self.page) = (text, line, page)
        }
    }

    /// A cell with its own paragraphs. A merged cell stands once, at its upper left place.
    public struct Cell: Equatable, Sendable {
        public var paragraphs: [String]
        public var columns: Int
        public var rows: Int

        public init(_ paragraphs: [String], columns: Int = 1, rows: Int = 1) {
            (self.paragraphs, self.columns, self.rows) = (paragraphs, columns, rows)
        }

        /// Paragraphs and wrapped lines joined with one space.
        public var text: String { paragraphs.joined(separator: " ") }
    }

    public struct TableRow: Equatable, Sendable {
        /// By column from 0; nil where a merged cell of an earlier row or column covers the place.
        public var cells: [Cell?]
        public var line: Int
        public var page: Int?

        public init(cells: [Cell?], line: Int, page: Int? = nil) {
            (self.cells, self.line, self.page) = (cells, line, page)
        }
    }

    public struct Table: Equatable, Sendable {
        public var rows: [TableRow]
        public init(rows: [TableRow]) { self.rows = rows }
    }

    public enum Block: Equatable, Sendable {
        case paragraph(Paragraph)
        case table(Table)
    }

    public var format: Format
    public var blocks: [Block]
    /// Lines end where the page ends them (txt made from PDF, PDF): a reader joins them into paragraphs itself.
    /// Empty lines are then kept as empty paragraphs.
    public var linesAreBroken: Bool
    /// What the reader of the file noticed and a person should know (tracked changes accepted, text converted from TCVN3 …).
    public var notes: [String]

    public init(format: Format, blocks: [Block], linesAreBroken: Bool, notes: [String] = []) {
        (self.format, self.blocks, self.linesAreBroken, self.notes) = (format, blocks, linesAreBroken, notes)
    }

    /// `Paragraph.line` is a line a person can find in the file.
    public var hasLines: Bool { format == .txt }
}
