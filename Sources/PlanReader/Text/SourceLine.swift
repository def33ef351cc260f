import Paper
import Vocabulary

/// A line of the paper (or a whole paragraph, in files that keep them).
struct SourceLine: Equatable, Sendable {
    /// As in the file: its gaps may separate two columns.
    let raw: String
    /// Tidied, marks of bold type left out.
    let text: String
    let line: Int
    let page: Int?
    /// It came out of a table that only lays out the page.
    var column: Int? = nil

    init(raw: String, line: Int, page: Int?, column: Int? = nil) {
        self.raw = raw
        var text = raw.tidied
        if text.contains("**") { text = text.replacing("**", with: "").tidied }
        while text.hasPrefix("# ") || text.hasPrefix("##") { text = String(text.dropFirst()).tidied }
        self.text = text
        (self.line, self.page, self.column) = (line, page, column)
    }

    var isBlank: Bool { text.isEmpty }

    var isNumber: Bool { !text.isEmpty && text.utf8.count <= 3 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 } }

    /// The parts between wide gaps or tabs, with the place where each starts.
    var segments: [(text: String, start: Int)] {
        var (parts, current, start, spaces, at) = ([(String, Int)](), String.UnicodeScalarView(), 0, 0, 0)
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar.value == 0xA0 }
        for scalar in raw.unicodeScalars {
            if isSpace(scalar) {
                spaces += 1
            } else if scalar == "\t" {
                spaces += 8
            } else {
                if spaces >= 4, !current.isEmpty {
                    parts.append((String(current).tidied, start))
                    current = .init()
                } else if spaces > 0, !current.isEmpty {
                    current.append(" ")
                }
                if current.isEmpty { start = at }
                spaces = 0
                current.append(scalar)
            }
            at += scalar == "\t" ? 8 : 1
        }
        if !current.isEmpty { parts.append((String(current).tidied, start)) }
        return parts.map { ($0.0.replacing("**", with: ""), $0.1) }.filter { !$0.0.isEmpty }
    }
}

/// What the paper is made of, before paragraphs are put together.
enum Source: Equatable, Sendable {
    case line(SourceLine)
    case table(SourceTable)

    var line: Int {
        switch self {
        case .line(let line): line.line
        case .table(let table): table.rows.first?.line ?? 0
        }
    }
}

/// A table with borders, or rows of text that tabs cut into cells.
struct SourceTable: Equatable, Sendable {
    var rows: [PaperDocument.TableRow]
    /// Last line of each row.
    var ends: [Int]
    var isReal: Bool
}

enum SourceLines {
    /// Lines and tables in reading order. Tables that only lay out the page (two-column heads, signatures) become lines.
    static func of(_ paper: PaperDocument) -> [Source] {
        var result: [Source] = []
        result.reserveCapacity(paper.blocks.count)
        for block in paper.blocks {
            switch block {
            case .paragraph(let paragraph):
                let text = paragraph.text
                if text.utf8.contains(0x0A) {
                    for part in text.split(separator: "\n", omittingEmptySubsequences: true) {
                        result.append(.line(SourceLine(raw: String(part), line: paragraph.line, page: paragraph.page)))
                    }
                } else {
                    result.append(.line(SourceLine(raw: text, line: paragraph.line, page: paragraph.page)))
                }
            case .table(let table):
                if layoutOnly(table) {
                    result += lines(of: table).map(Source.line)
                } else {
                    result.append(.table(SourceTable(rows: table.rows, ends: table.rows.map(\.line), isReal: true)))
                }
            }
        }
        return result
    }

    private static let layoutWords: [Needle] = [
        "cộng hòa xã hội", "cộng hoà xã hội", "đảng cộng sản việt nam", "độc lập - tự do", "độc lập-tự do", "nơi nhận",
        "tm.", "kt.", "tl.", "tuq.",
    ]

    private static func layoutOnly(_ table: PaperDocument.Table) -> Bool {
        guard let width = table.rows.map(\.cells.count).max(), width <= 3, table.rows.count <= 8 else { return false }
        let text = table.rows.flatMap { $0.cells.compactMap { $0?.text } }.joined(separator: " ")
        guard text.utf8.count < 6000 else { return false }
        let wording = Wording(text.tidied)
        if ColumnHeads.find(in: SourceTable(rows: table.rows, ends: table.rows.map(\.line), isReal: true)) != nil {
            return false
        }
        return wording.contains(anyOf: layoutWords) || table.rows.count <= 2 && wording.contains("số:")
    }

    private static func lines(of table: PaperDocument.Table) -> [SourceLine] {
        let width = table.rows.map(\.cells.count).max() ?? 0
        var result: [SourceLine] = []
        for column in 0..<width {
            for row in table.rows where column < row.cells.count {
                for paragraph in row.cells[column]?.paragraphs ?? [] {
                    for part in paragraph.split(separator: "\n", omittingEmptySubsequences: true) {
                        result.append(SourceLine(raw: String(part), line: row.line, page: row.page, column: column))
                    }
                }
            }
        }
        return result
    }
}
