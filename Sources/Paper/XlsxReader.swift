/// Reads Excel files (xlsx): every visible sheet, cells as they are shown.
enum XlsxReader {
    static func read(_ source: SourceFile, _ archive: ZipArchive, main: String) throws(PaperRefusal) -> PaperDocument {
        let parts = try PackageParts(of: main, in: archive, format: .xlsx)
        let workbook = WorkbookHandler()
        guard try archive.parse(main, into: workbook, format: .xlsx) else { throw source.refusal(.damaged(.xlsx)) }
        var texts: [XlsxText] = []
        let strings = SharedStringsHandler(limit: source.limits.characters * 3) { texts.append($0) }
        try archive.parse(parts["sharedStrings"] ?? "xl/sharedStrings.xml", into: strings, format: .xlsx)
        let styles = XlsxStylesHandler()
        try archive.parse(parts["styles"] ?? "xl/styles.xml", into: styles, format: .xlsx)

        var blocks: [PaperDocument.Block] = []
        var notes: [String] = []
        var cells = 0
        for sheet in workbook.sheets {
            if sheet.isHidden {
                notes.append("Đã bỏ qua trang tính ẩn “\(sheet.name)”.")
                continue
            }
            guard let part = parts.byID[sheet.id] else { continue }
            let handler = XlsxSheet(
                texts, styles.styles, from1904: workbook.startsIn1904, limit: source.limits.cells,
                already: cells)
            try archive.parse(part, into: handler, format: .xlsx)
            cells = handler.cells
            if handler.hiddenRows > 0 { notes.append("Đã bỏ qua các dòng ẩn của trang tính “\(sheet.name)”.") }
            if handler.hidesColumns { notes.append("Đã bỏ qua các cột ẩn của trang tính “\(sheet.name)”.") }
            blocks += handler.grid.blocks()
        }
        let rows = blocks.reduce(0) { count, block in
            if case .table(let table) = block { count + table.rows.count } else { count + 1 }
        }
        if rows > source.limits.lines { throw source.refusal(.tooLong(limit: source.limits.lines)) }
        let document = PaperDocument(
            format: .xlsx, blocks: LetterheadTables.numbered(blocks, keepsPages: false), linesAreBroken: false,
            notes: notes)
        return document.repaired
    }
}
