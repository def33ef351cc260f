extension PaperTable {
    /// The same table as a spreadsheet.
    ///
    /// - Parameters:
    ///   - sheet: name of the sheet, at most 31 characters.
    ///   - titles: lines above the table.
    public func writeXlsx(to path: String, sheet: String, titles: [String]) throws {
        let file = try XlsxWriting(
            to: path, sheet: sheet, titles: titles, columns: columns.map { .init($0.title, width: $0.width) })
        try rows { row in
            switch row {
            case .cells(let cells):
                try file.add(
                    cells.map { cell in
                        switch cell {
                        case .text(let text): .text(text)
                        case .rich(let text): .text(text.plain)
                        case .number(let number): .number(number)
                        case .day(let day): .day(day)
                        case .empty: .empty
                        }
                    })
            case .group(let title, let number): try file.addGroup(title, number: number)
            }
        }
        try file.close()
    }
}
