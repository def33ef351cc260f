import Vocabulary

/// The rows of a table saved as text, one at a time.
enum CsvRows {
    /// Rows with anything in them; the number is that of the record, which is the line where no cell holds line ends.
    static func each(_ text: String, mostRows: Int, _ body: (SheetRow) throws -> Bool) throws {
        var separator = CsvReader.separator(text).asciiValue ?? 0x2C
        var bytes = Array(text.utf8)[...]
        // Excel's own first line: `sep=;`
        if let line = text.prefix(16).split(whereSeparator: \.isNewline).first, line.lowercased().hasPrefix("sep="),
            let told = line.utf8.dropFirst(4).first
        {
            separator = told
            bytes = bytes.dropFirst(line.utf8.count)
        }
        var row = SheetRow(number: 1, cells: [])
        var field: [UInt8] = []
        var column = 0
        var isQuoted = false, wasQuoted = false
        var index = bytes.startIndex
        func endField() {
            let text = String(decoding: field, as: UTF8.self).cleaned
            if !text.isEmpty { row.cells.append(SheetCell(column: column, text: text)) }
            field.removeAll(keepingCapacity: true)
            column += 1
            wasQuoted = false
        }
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if isQuoted {
                if byte != 0x22 {
                    field.append(byte)
                } else if index < bytes.endIndex, bytes[index] == 0x22 {
                    field.append(0x22)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == 0x22, !wasQuoted, field.allSatisfy({ $0 == 0x20 }) {
                field.removeAll(keepingCapacity: true)
                (isQuoted, wasQuoted) = (true, true)
            } else if byte == separator {
                endField()
            } else if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D, index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
                endField()
                if !row.cells.isEmpty, try !body(row) { return }
                row = SheetRow(number: row.number + 1, cells: [])
                column = 0
                if row.number > mostRows { return }
            } else {
                field.append(byte)
            }
        }
        endField()
        if !row.cells.isEmpty { _ = try body(row) }
    }
}
