import Vocabulary

/// Bảng tính: an Excel or csv file, read row by row however long it is.
///
/// Nothing of it is kept but the texts that cells share: a hundred thousand rows cost a few megabytes.
public final class Spreadsheet {
    public struct Sheet: Equatable, Sendable {
        public let name: String
        public let isHidden: Bool
    }

    /// In the order of the workbook. A csv file has one.
    public let sheets: [Sheet]
    /// What was noticed while the file was opened, in Vietnamese: an old encoding, a wrong extension.
    public let notes: [String]
    public let format: PaperDocument.Format
    private let source: SourceFile
    private let content: Content

    private enum Content {
        case workbook(ZipArchive, parts: [String?], SharedTexts, [XlsxStylesHandler.Style], from1904: Bool)
        case csv(String)
    }

    /// Opens a file. What the content is decides; the extension of `name` (or of the path) only warns.
    public init(path: String, name: String? = nil, limits: PaperLimits = .spreadsheet) throws(SpreadsheetRefusal) {
        do throws(PaperRefusal) {
            let source = try SourceFile(path: path, name: name, limits: limits, tools: .system)
            self.source = source
            switch source.kind {
            case .zip:
                let archive = try ZipArchive(source, format: .xlsx)
                let root = try PackageParts(of: "", in: archive, format: .xlsx)
                let main = root["officeDocument"] ?? "xl/workbook.xml"
                guard archive.has(main), main.lowercased().hasPrefix("xl/") else {
                    throw source.refusal(Self.reason(archive, source))
                }
                let parts = try PackageParts(of: main, in: archive, format: .xlsx)
                let workbook = WorkbookHandler()
                try archive.parse(main, into: workbook, format: .xlsx)
                var texts = SharedTexts()
                let strings = SharedStringsHandler(limit: limits.characters * 3) { texts.append($0) }
                try archive.parse(parts["sharedStrings"] ?? "xl/sharedStrings.xml", into: strings, format: .xlsx)
                let styles = XlsxStylesHandler()
                try archive.parse(parts["styles"] ?? "xl/styles.xml", into: styles, format: .xlsx)
                let tables = workbook.sheets.filter { sheet in
                    parts.byID[sheet.id].map { $0.lowercased().contains("worksheets/") } ?? false
                }
                guard !tables.isEmpty else { throw source.refusal(.noText) }
                sheets = tables.map { Sheet(name: $0.name, isHidden: $0.isHidden) }
                content = .workbook(
                    archive, parts: tables.map { parts.byID[$0.id] }, texts, styles.styles,
                    from1904: workbook.startsIn1904)
                format = .xlsx
                let isNamedSo = ["xlsx", "xlsm", ""].contains(source.fileExtension)
                notes =
                    isNamedSo
                    ? [] : ["Tệp có đuôi .\(source.fileExtension) nhưng bên trong là xlsx; đã đọc theo nội dung."]
            case .text:
                let (text, notes) = try TextReader.text(of: source)
                guard text.contains(where: { !$0.isWhitespace }) else { throw source.refusal(.noText) }
                (content, format, self.notes) = (.csv(text), .csv, notes)
                sheets = [Sheet(name: source.name, isHidden: false)]
            case .compound:
                let isEncrypted = CompoundFile(try source.bytes())?.streams["EncryptedPackage"] != nil
                throw source.refusal(isEncrypted ? .encrypted : .unknown("tệp Excel 97–2003 (xls)"))
            case .image(let kind): throw source.refusal(.image(kind))
            case .other(let kind): throw source.refusal(.unknown(kind))
            case .unknown: throw source.refusal(source.fileExtension == "xlsx" ? .damaged(.xlsx) : .unknown(nil))
            case .pdf, .rtf: throw source.refusal(.unknown(source.kind.vietnamese))
            }
        } catch {
            throw SpreadsheetRefusal(error)
        }
    }

    private static func reason(_ archive: ZipArchive, _ source: SourceFile) -> PaperRefusal.Reason {
        if archive.has("mimetype"), archive.has("content.xml") { return .unknown("tệp OpenDocument (ods)") }
        if archive.has("xl/workbook.bin") { return .unknown("tệp Excel nhị phân (xlsb)") }
        if archive.has("word/document.xml") { return .unknown("văn bản Word") }
        return source.fileExtension == "xlsx" ? .damaged(.xlsx) : .unknown(source.kind.vietnamese)
    }

    /// Hands over the rows that hold anything, in order, until the body has had enough.
    ///
    /// - Parameter merges: vertical merges whose text is to stand in every row that they cover.
    public func rows(of sheet: Int, filling merges: [SheetMerge] = [], _ body: (SheetRow) throws -> Bool) throws {
        var filler = MergeFiller(merges)
        try scan(sheet) { try body(filler.filled($0)) }
    }

    /// One pass over a sheet, keeping its first rows.
    public func survey(of sheet: Int, top: Int = 60) throws -> SheetSurvey {
        var survey = SheetSurvey()
        var used: Set<Int> = []
        let scanner = try scan(sheet) { row in
            if survey.top.count < top { survey.top.append(row) }
            survey.rows += 1
            survey.cells += row.cells.count
            if row.isHidden {
                survey.hiddenRowCount += 1
                if survey.hiddenRows.count < 10 { survey.hiddenRows.append(row.number) }
            }
            for cell in row.cells {
                used.insert(cell.column)
                if cell.isFormula {
                    survey.formulas += 1
                    if survey.formulaPlaces.count < 5 {
                        survey.formulaPlaces.append("\(SheetColumn.name(cell.column))\(row.number)")
                    }
                }
            }
            return true
        }
        survey.merges = scanner?.merges ?? []
        survey.hiddenColumns = (scanner?.hiddenColumns ?? []).filter(used.contains).sorted()
        return survey
    }

    @discardableResult
    private func scan(_ sheet: Int, _ body: (SheetRow) throws -> Bool) throws -> SheetScanner? {
        guard sheets.indices.contains(sheet) else { return nil }
        switch content {
        case .csv(let text):
            try CsvRows.each(text, mostRows: source.limits.lines, body)
            return nil
        case .workbook(let archive, let parts, let texts, let styles, let from1904):
            guard let part = parts[sheet] else { return nil }
            let scanner = SheetScanner(texts, styles, from1904: from1904, limit: source.limits.cells)
            // The body's own error waits until the archive is closed again.
            var failure: (any Error)?
            do throws(PaperRefusal) {
                _ = try archive.stream(part, format: .xlsx) { bytes, isLast throws(XMLFault) in
                    try scanner.feed(bytes, isLast: isLast)
                    do {
                        for row in scanner.rows where try !body(row) { return false }
                    } catch {
                        failure = error
                        return false
                    }
                    scanner.rows.removeAll(keepingCapacity: true)
                    return true
                }
            } catch {
                throw SpreadsheetRefusal(error)
            }
            if let failure { throw failure }
            return scanner
        }
    }
}

/// Writes the text of a merged cell into every row that it covers, as a reader sees it.
private struct MergeFiller {
    private var waiting: ArraySlice<SheetMerge>
    private var active: [(merge: SheetMerge, cell: SheetCell)] = []

    init(_ merges: [SheetMerge]) {
        waiting = merges.filter { $0.rows.count > 1 }.sorted { $0.rows.lowerBound < $1.rows.lowerBound }[...]
    }

    mutating func filled(_ row: SheetRow) -> SheetRow {
        let index = row.number - 1
        if !active.isEmpty { active.removeAll { $0.merge.rows.upperBound < index } }
        var row = row
        for (merge, cell) in active where row[merge.columns.lowerBound] == nil {
            let place = row.cells.firstIndex { $0.column > cell.column } ?? row.cells.endIndex
            row.cells.insert(cell, at: place)
        }
        while let next = waiting.first, next.rows.lowerBound <= index {
            if next.rows.lowerBound == index, let cell = row[next.columns.lowerBound] { active.append((next, cell)) }
            waiting.removeFirst()
        }
        return row
    }
}
