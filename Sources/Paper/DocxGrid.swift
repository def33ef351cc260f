/// A Word table while it is heard: rows of cells with their spans, made a grid at its end.
struct DocxGrid {
    private struct Place {
        var column: Int
        var span: Int
        var continues: Bool
        var paragraphs: [String]
    }

    private var rows: [(places: [Place], page: Int)] = []
    private var row: [Place] = []
    private var column = 0
    private var page = 1
    private var isInRow = false
    /// Of the open cell.
    var span = 1
    var continues = false
    var continuesLeft = false
    var rowIsDeleted = false

    /// Word allows 63 columns; a hostile file may claim millions.
    private static let widest = 100

    mutating func openRow(page: Int) {
        (row, column, self.page, rowIsDeleted, isInRow) = ([], 0, page, false, true)
    }

    mutating func skipColumns(_ count: Int) { column = min(Self.widest, column + max(0, count)) }

    mutating func openCell() { (span, continues, continuesLeft) = (1, false, false) }

    mutating func closeCell(_ paragraphs: [String]) {
        guard isInRow, column < Self.widest else { return }
        let width = max(1, min(span, Self.widest - column))
        if continuesLeft, let last = row.indices.last {
            row[last].span += width
            row[last].paragraphs += paragraphs
        } else {
            row.append(Place(column: column, span: width, continues: continues, paragraphs: paragraphs))
        }
        column += width
    }

    mutating func closeRow() {
        if isInRow, !rowIsDeleted, !row.isEmpty { rows.append((row, page)) }
        (row, isInRow) = ([], false)
    }

    /// The table without its empty rows at the end; nil places are those that a merged cell covers.
    func table() -> PaperDocument.Table {
        let width = rows.map { $0.places.map { $0.column + $0.span }.max() ?? 0 }.max() ?? 0
        var result: [PaperDocument.TableRow] = []
        /// Row in which the merged cell of a column began.
        var began: [Int?] = Array(repeating: nil, count: width)
        for (places, page) in rows {
            var cells: [PaperDocument.Cell?] = Array(repeating: PaperDocument.Cell([]), count: width)
            for place in places {
                for covered in place.column..<(place.column + place.span) { cells[covered] = nil }
                if place.continues, let start = began[place.column], var head = result[start].cells[place.column],
                    head.columns == place.span, start + head.rows == result.count
                {
                    head.rows += 1
                    head.paragraphs += place.paragraphs
                    result[start].cells[place.column] = head
                } else {
                    cells[place.column] = PaperDocument.Cell(place.paragraphs, columns: place.span)
                    for covered in place.column..<(place.column + place.span) { began[covered] = nil }
                    began[place.column] = result.count
                }
            }
            result.append(PaperDocument.TableRow(cells: cells, line: 0, page: page))
        }
        return PaperDocument.Table(rows: result)
    }

    /// Paragraphs of a cell; a table inside it becomes one paragraph a row.
    static func paragraphs(_ blocks: [PaperDocument.Block]) -> [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .paragraph(let paragraph): [paragraph.text]
            case .table(let table):
                table.rows.map { row in row.cells.compactMap { $0?.text }.filter { !$0.isEmpty }.joined(separator: "\t")
                }
                .filter { !$0.isEmpty }
            }
        }
    }
}
