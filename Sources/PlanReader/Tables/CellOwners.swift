import Paper

/// Which cell stands at a place: merged cells cover others.
struct CellOwners {
    private let rows: [PaperDocument.TableRow]
    private var owners: [[(row: Int, column: Int)?]]

    init(_ rows: [PaperDocument.TableRow]) {
        self.rows = rows
        owners = rows.map { $0.cells.map { _ in nil } }
        for (row, line) in rows.enumerated() {
            for (column, cell) in line.cells.enumerated() {
                guard let cell else { continue }
                for below in row..<min(rows.count, row + max(1, min(cell.rows, 500))) {
                    for beside in column..<min(rows[below].cells.count, column + max(1, min(cell.columns, 60)))
                    where rows[below].cells[beside] == nil || (below, beside) == (row, column) {
                        owners[below][beside] = (row, column)
                    }
                }
            }
        }
    }

    func cell(_ row: Int, _ column: Int) -> PaperDocument.Cell? {
        guard rows.indices.contains(row), rows[row].cells.indices.contains(column) else { return nil }
        return owners[row][column].flatMap { rows[$0.row].cells[$0.column] }
    }

    /// The row in which the cell of this place begins.
    func firstRow(_ row: Int, _ column: Int) -> Int {
        guard rows.indices.contains(row), rows[row].cells.indices.contains(column) else { return row }
        return owners[row][column]?.row ?? row
    }

    /// The column in which the cell of this place begins.
    func firstColumn(_ row: Int, _ column: Int) -> Int {
        guard rows.indices.contains(row), rows[row].cells.indices.contains(column) else { return column }
        return owners[row][column]?.column ?? column
    }
}
