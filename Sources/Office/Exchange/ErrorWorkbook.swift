import Database
import Paper
import Vocabulary

/// Bảng trả lại: the file as it came, its wrong cells marked, and a last column that says what is wrong with each row.
enum ErrorWorkbook {
    /// Notes that hang on cells are kept in memory until the file is done; the column of errors says the rest.
    private static let mostNotes = 5_000

    static func write(
        _ current: SheetImport, _ kind: any ExchangeKind, _ sheets: OpenedSheets, to path: String, _ db: any Reader
    ) throws {
        guard let sheetIndex = current.sheet, let headRow = current.headRow else { throw ExchangeRefusal.noHead }
        let survey = try sheets.survey(sheetIndex)
        let firstRow = headRow + current.headDepth
        let book = try XlsxBook(to: path)
        let sheet = try book.sheet(sheets.spreadsheet.sheets[sheetIndex].name)
        var last = survey.top.flatMap { $0.cells.map(\.column) }.max() ?? 0
        // An earlier column of errors is written anew.
        let old = survey.top.first { $0.number == headRow }?.cells.first { $0.text == HeadReading.errorHead }?.column
        if let old, old == last { last -= 1 }
        let errorColumn = last + 1
        let columns = Dictionary(
            uniqueKeysWithValues: current.mapping.compactMap { column, code in
                kind.columns.place(code).map { (column, $0) }
            })
        for column in 0...last {
            let own = columns[column].map { kind.columns[$0] }
            sheet.column(
                column, width: own?.width ?? 14, style: XlsxStyle(),
                isHidden: column == current.keyColumn || survey.hiddenColumns.contains(column))
        }
        sheet.column(errorColumn, width: 60, style: XlsxStyle(.plain))
        sheet.printAcross()
        var problems = ProblemRows(current.id, db)
        var notes = 0
        var headIsFrozen = false
        try sheets.spreadsheet.rows(of: sheetIndex) { row in
            if row.number - 1 > sheet.row { sheet.skip(row.number - 1 - sheet.row) }
            let isHead = row.number >= headRow && row.number < firstRow
            let found = row.number >= firstRow ? try problems.about(row.number) : []
            let byColumn = Dictionary(grouping: found.filter { $0.column != nil }, by: { $0.column ?? 0 })
            var cells: [(XlsxBookSheet.Cell, XlsxStyle)] = []
            for column in 0...last {
                let isBad = columns[column].map { byColumn[$0] != nil } ?? false
                let look: XlsxStyle.Look = isHead ? .head : isBad ? .bad : .plain
                cells.append(cell(row[column], look, wraps: row.number >= headRow))
            }
            if row.number == headRow {
                cells.append((.text(HeadReading.errorHead), XlsxStyle(.head)))
            } else if !found.isEmpty {
                let words = found.map { problem in
                    problem.column.map { "\(kind.columns[$0].title): \(problem.words)" } ?? problem.words.asSentence
                }
                cells.append((.text(words.joined(separator: " ")), XlsxStyle(.remark)))
            }
            try sheet.add(cells)
            if row.number == headRow, !headIsFrozen {
                sheet.freeze(headRow: headRow - 1 + current.headDepth - 1)
                headIsFrozen = true
            }
            for (column, place) in columns where notes < mostNotes {
                guard let own = byColumn[place] else { continue }
                sheet.note(own.map(\.words).joined(separator: " ").asSentence, column: column)
                notes += 1
            }
            return true
        }
        try book.close()
    }

    /// Titles above the table run on over their empty neighbours.
    private static func cell(_ cell: SheetCell?, _ look: XlsxStyle.Look, wraps: Bool) -> (
        XlsxBookSheet.Cell, XlsxStyle
    ) {
        guard let cell else { return (.empty, XlsxStyle(look)) }
        if let day = cell.day { return (.day(day), XlsxStyle(look, .day)) }
        if let number = cell.number, cell.text == String(Int(exactly: number) ?? .min) {
            return (.number(number), XlsxStyle(look))
        }
        return (.text(cell.text), XlsxStyle(look, wraps: wraps))
    }
}

/// What is wrong with the rows of an import, in their order, a batch at a time.
private struct ProblemRows {
    private let id: ID<SheetImport>
    private let db: any Reader
    private var batch: ArraySlice<(number: Int, problems: [ExchangeProblem])> = []
    private var last = 0
    private var isDone = false

    init(_ id: ID<SheetImport>, _ db: any Reader) { (self.id, self.db) = (id, db) }

    mutating func about(_ number: Int) throws -> [ExchangeProblem] {
        while true {
            if let first = batch.first {
                if first.number > number { return [] }
                batch.removeFirst()
                if first.number == number { return first.problems }
                continue
            }
            if isDone { return [] }
            let rows = try db.all(
                """
                SELECT number, problems FROM sheet_import_row
                WHERE sheet_import = \(id) AND state = \(SheetImport.RowState.invalid) AND number > \(last)
                ORDER BY number LIMIT 1000
                """)
            batch = try rows.map { (try $0("number"), PackedCells.problems(try $0("problems"))) }[...]
            if let end = batch.last { last = end.number } else { isDone = true }
        }
    }
}
