import Vocabulary

/// A ruled table with the words of its cells; pieces of one table on several pages become one.
struct PdfTable {
    private(set) var rows: [PaperDocument.TableRow]
    private var xs: [Double]
    let top: Double

    init(_ grid: RuledGrid, _ words: [PdfWord]) {
        let (width, height) = (grid.xs.count - 1, grid.ys.count - 1)
        xs = grid.xs
        top = grid.box.y0
        var cells: [[PaperDocument.Cell?]] = Array(repeating: Array(repeating: nil, count: width), count: height)
        for place in grid.places {
            let own = words.filter {
                place.box.x0 <= $0.box.middle && $0.box.middle < place.box.x1 && place.box.y0 <= $0.box.centre
                    && $0.box.centre < place.box.y1
            }
            cells[place.row][place.column] = PaperDocument.Cell(
                Self.paragraphs(own, width: place.box.x1 - place.box.x0), columns: place.columns, rows: place.rows)
        }
        rows = cells.map { PaperDocument.TableRow(cells: $0, line: 0) }
    }

    var isEmpty: Bool { !rows.contains { $0.cells.contains { $0?.paragraphs.isEmpty == false } } }

    var table: PaperDocument.Table { PaperDocument.Table(rows: rows) }

    mutating func setPage(_ page: Int) { for index in rows.indices { rows[index].page = page } }

    /// Wrapped lines of a cell made whole: a new paragraph begins with a list mark, or where the line before had room.
    private static func paragraphs(_ words: [PdfWord], width: Double) -> [String] {
        guard let height = words.map(\.box.height).max() else { return [] }
        let lines = PdfRow.rows(words.map { PdfSegment([$0]) }).map { PdfSegment($0.words) }
        var result: [String] = []
        var last: PdfSegment?
        for line in lines {
            let text = line.text
            let begins = text.hasPrefix("- ") || text.hasPrefix("+ ") || text.hasPrefix("* ")
            let isNew = begins && text.dropFirst(2).first?.isUppercase == true
            let first = line.words.first.map { $0.box.x1 - $0.box.x0 } ?? 0
            let hadRoom = last.map { $0.box.x1 - $0.box.x0 + 0.3 * height + first < width - 14 } ?? true
            if isNew || hadRoom || result.isEmpty {
                result.append(text)
            } else {
                result[result.count - 1] += " " + text
            }
            last = line
        }
        return result
    }

    // MARK: A table over several pages

    /// Whether another piece has the same columns.
    func continues(in other: PdfTable) -> Bool {
        xs.count == other.xs.count && zip(xs, other.xs).allSatisfy { abs($0 - $1 - (xs[0] - other.xs[0])) < 4 }
    }

    /// Adds the piece of the next page: a repeated head is dropped, a row that the page has cut is made whole.
    mutating func append(_ other: PdfTable) {
        var more = other.rows[...]
        var head = 0
        while let next = more.first, head < rows.count, head < 4, Self.texts(next) == Self.texts(rows[head]),
            Self.texts(next).contains(where: { !$0.isEmpty })
        {
            more.removeFirst()
            head += 1
        }
        let usual = usuallyFilled()
        if let next = more.first, let last = rows.last {
            if isRest(next, usual) {
                for column in next.cells.indices {
                    guard let cell = next.cells[column], !cell.paragraphs.isEmpty else { continue }
                    add(cell.paragraphs, column: column)
                }
                more.removeFirst()
                shiftSpans(next)
            } else if next.cells.count == last.cells.count {
                for column in next.cells.indices.dropFirst() where usual[column] && Self.isBlank(next.cells[column]) {
                    guard let start = startOfCell(column), !Self.isBlank(rows[start].cells[column]) else { continue }
                    let extra = next.cells[column]?.rows ?? 1
                    let height = rows.count - start + extra
                    rows[start].cells[column]?.rows = height
                    more[more.startIndex].cells[column] = nil
                }
            }
        }
        rows += more
    }

    private static func texts(_ row: PaperDocument.TableRow) -> [String] { row.cells.map { ($0?.text ?? "").folded } }

    private static func isBlank(_ cell: PaperDocument.Cell?) -> Bool { cell.map { $0.paragraphs.isEmpty } ?? false }

    /// Columns that nearly every full row fills.
    private func usuallyFilled() -> [Bool] {
        let full = rows.filter { row in row.cells.count { $0?.paragraphs.isEmpty == false } >= 3 }
        return (0..<(rows.first?.cells.count ?? 0)).map { column in
            full.count >= 2
                && full.count { $0.cells[column] == nil || !Self.isBlank($0.cells[column]) } * 10 >= full.count * 8
        }
    }

    /// The rest of a row: no number of its own, where every row has one.
    private func isRest(_ next: PaperDocument.TableRow, _ usual: [Bool]) -> Bool {
        guard let last = rows.last, next.cells.count == last.cells.count, usual.first == true,
            Self.isBlank(next.cells[0]),
            next.cells[0]?.columns == 1, rows.count > 1
        else { return false }
        return next.cells.contains { !Self.isBlank($0) }
    }

    /// The row in which the cell of the last row's column began.
    private func startOfCell(_ column: Int) -> Int? {
        rows.indices.last { rows[$0].cells[column] != nil }
    }

    private mutating func add(_ paragraphs: [String], column: Int) {
        guard let start = startOfCell(column), var cell = rows[start].cells[column], let first = paragraphs.first else {
            return
        }
        let begins = first.hasPrefix("- ") && first.dropFirst(2).first?.isUppercase == true
        if let last = cell.paragraphs.last, !begins {
            cell.paragraphs[cell.paragraphs.count - 1] = last + " " + first
            cell.paragraphs += paragraphs.dropFirst()
        } else {
            cell.paragraphs += paragraphs
        }
        rows[start].cells[column] = cell
    }

    /// A cell of the rest that goes on below belongs to the rows that follow: its cell grows by them.
    private mutating func shiftSpans(_ next: PaperDocument.TableRow) {
        for (column, cell) in next.cells.enumerated() {
            guard let cell, cell.rows > 1, let start = startOfCell(column) else { continue }
            rows[start].cells[column]?.rows += cell.rows - 1
        }
    }
}
