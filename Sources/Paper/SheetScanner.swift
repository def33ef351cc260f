import CExpat
import Vocabulary

/// Hears one sheet of any length and gives its rows as they end. Names of elements are compared as bytes: a workbook of a
/// hundred thousand people has six million of them.
final class SheetScanner {
    private let parser: OpaquePointer?
    private let texts: SharedTexts
    private let styles: [XlsxStylesHandler.Style]
    private let from1904: Bool
    /// Styles in fonts of old encodings.
    private let legacy: [Bool]

    /// Rows that ended since they were last taken.
    var rows: [SheetRow] = []
    var merges: [SheetMerge] = []
    var hiddenColumns: Set<Int> = []
    fileprivate(set) var fault: XMLFault?
    private(set) var cells = 0
    private let limit: Int

    private var row = SheetRow(number: 0, cells: [])
    private var depth = 0
    private var column = -1
    private var style = 0
    private var kind = Kind.number
    private var value: [UInt8] = []
    private var inline = XlsxText()
    private var font: String?
    private var hears = Hears.nothing
    private var isFormula = false
    private var isInCell = false
    private var isPhonetic = false

    private enum Kind { case number, shared, inline, formulaText, bool, error, isoDate }
    private enum Hears { case nothing, value, inline }

    static let mostMerges = 100_000

    init(_ texts: SharedTexts, _ styles: [XlsxStylesHandler.Style], from1904: Bool, limit: Int) {
        (self.texts, self.styles, self.from1904, self.limit) = (texts, styles, from1904, limit)
        legacy = styles.map { $0.font.flatMap(LegacyEncoding.ofFont) != nil }
        parser = XML_ParserCreate(nil)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(parser, sheetOpened, sheetClosed)
        XML_SetCharacterDataHandler(parser, sheetTold)
        XML_SetStartDoctypeDeclHandler(parser, sheetDeclared)
    }

    deinit { XML_ParserFree(parser) }

    func feed(_ bytes: ArraySlice<UInt8>, isLast: Bool) throws(XMLFault) {
        let status = bytes.withUnsafeBytes { raw in
            XML_Parse(parser, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), isLast ? 1 : 0)
        }
        if let fault { throw fault }
        if status == XML_STATUS_ERROR { throw .malformed }
    }

    fileprivate func stop(_ why: XMLFault) {
        fault = fault ?? why
        XML_StopParser(parser, XML_Bool(0))
    }

    // MARK: What is heard

    fileprivate func open(
        _ name: UnsafePointer<XML_Char>, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        depth += 1
        if depth > 64 { return stop(.malformed) }
        let name = local(name)
        switch name[0] {
        case 0x63 where name[1] == 0:  // c
            openCell(attributes)
        case 0x76 where name[1] == 0:  // v
            if isInCell { hears = .value }
        case 0x66 where name[1] == 0:  // f
            isFormula = isInCell
        case 0x74 where name[1] == 0:  // t
            if isInCell, kind == .inline, !isPhonetic { hears = .inline }
        case 0x72:
            if name[1] == 0 {
                font = nil
            } else if same(name, "row") {
                openRow(attributes)
            } else if same(name, "rFont") {
                each(attributes) { key, value in if same(key, "val") { font = String(cString: value) } }
            } else if same(name, "rPh") {
                isPhonetic = true
            }
        case 0x63:
            if same(name, "col") { openColumn(attributes) }
        case 0x6D:
            if same(name, "mergeCell"), merges.count < Self.mostMerges { openMerge(attributes) }
        default: break
        }
    }

    fileprivate func close(_ name: UnsafePointer<XML_Char>) {
        depth -= 1
        let name = local(name)
        switch name[0] {
        case 0x63 where name[1] == 0: closeCell()
        case 0x76 where name[1] == 0, 0x74 where name[1] == 0: hears = .nothing
        case 0x72:
            if same(name, "row") {
                if !row.cells.isEmpty { rows.append(row) }
                if cells > limit { stop(.full) }
            } else if same(name, "rPh") {
                isPhonetic = false
            }
        default: break
        }
    }

    fileprivate func text(_ bytes: UnsafeRawBufferPointer) {
        switch hears {
        case .nothing: break
        case .value: value.append(contentsOf: bytes)
        case .inline where font == nil && inline.pieces.isEmpty: value.append(contentsOf: bytes)
        case .inline:
            if !value.isEmpty { inline.append(String(decoding: value, as: UTF8.self), font: nil) }
            value.removeAll(keepingCapacity: true)
            inline.append(String(decoding: bytes, as: UTF8.self), font: font)
        }
    }

    private func openRow(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        var number = row.number + 1
        var isHidden = false
        each(attributes) { key, value in
            if key[0] == 0x72, key[1] == 0 {
                number = digits(value) ?? number
            } else if same(key, "hidden") {
                isHidden = isTrue(value)
            }
        }
        column = -1
        row = SheetRow(number: number, isHidden: isHidden, cells: [])
    }

    private func openCell(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        (style, kind, isFormula, isInCell, font) = (0, .number, false, true, nil)
        value.removeAll(keepingCapacity: true)
        if !inline.pieces.isEmpty { inline = XlsxText() }
        column += 1
        each(attributes) { key, text in
            guard key[1] == 0 else { return }
            switch key[0] {
            case 0x72: column = place(text)?.column ?? column
            case 0x73: style = digits(text) ?? 0
            case 0x74:
                if same(text, "s") {
                    kind = .shared
                } else if same(text, "inlineStr") {
                    kind = .inline
                } else if same(text, "str") {
                    kind = .formulaText
                } else if same(text, "b") {
                    kind = .bool
                } else if same(text, "e") {
                    kind = .error
                } else if same(text, "d") {
                    kind = .isoDate
                }
            default: break
            }
        }
    }

    private func closeCell() {
        isInCell = false
        guard (0..<16_384).contains(column), !value.isEmpty || kind == .inline || isFormula else { return }
        let own = styles.indices.contains(style) ? styles[style] : nil
        let font = own != nil && legacy[style] ? own?.font : nil
        var cell = SheetCell(column: column, text: "")
        cell.isFormula = isFormula
        switch kind {
        case .shared:
            guard let index = number(value) else { return }
            cell.text = texts.text(index, cellFont: font) ?? ""
        case .inline:
            // Most texts have no fonts of their own, and their cell has none of an old encoding.
            if inline.pieces.isEmpty, font == nil {
                cell.text = String(decoding: value, as: UTF8.self).cleaned
            } else {
                if inline.pieces.isEmpty { inline.append(String(decoding: value, as: UTF8.self), font: nil) }
                cell.text = inline.text(cellFont: font).cleaned
            }
        case .formulaText: cell.text = String(decoding: value, as: UTF8.self).cleaned
        case .bool: cell.text = value == [0x31] ? "TRUE" : "FALSE"
        case .error: (cell.text, cell.isError) = (String(decoding: value, as: UTF8.self), true)
        case .isoDate:
            cell.text = String(decoding: value, as: UTF8.self)
            cell.day = Day(iso: cell.text.prefix(10))
        case .number:
            let raw = String(decoding: value, as: UTF8.self)
            cell.number = Double(raw)
            let format = own?.format ?? .general
            cell.text = raw.isEmpty ? "" : format.written(raw, from1904: from1904)
            if case .date(true, true, true, _) = format, let serial = cell.number, serial >= 1, serial < 2_958_466 {
                let date = CellFormat.date(Int(serial) + (from1904 ? 1462 : 0))
                cell.day = Day(year: date.year, month: date.month, day: date.day)
            }
        }
        if cell.text.isEmpty, !isFormula { return }
        cells += 1
        row.cells.append(cell)
    }

    private func openColumn(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        var (first, last, isHidden) = (0, 0, false)
        each(attributes) { key, value in
            if same(key, "min") {
                first = digits(value) ?? 0
            } else if same(key, "max") {
                last = digits(value) ?? 0
            } else if same(key, "hidden") {
                isHidden = isTrue(value)
            }
        }
        // A hidden column up to the last that Excel has is only the grey rest of the sheet.
        if isHidden, first >= 1, last >= first, last - first < 100 { hiddenColumns.formUnion((first - 1)...(last - 1)) }
    }

    private func openMerge(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        each(attributes) { key, value in
            guard same(key, "ref") else { return }
            let ends = String(cString: value).split(separator: ":").compactMap { part in
                String(part).withCString { place($0) }
            }
            guard ends.count == 2, ends[0].row <= ends[1].row, ends[0].column <= ends[1].column else { return }
            merges.append(SheetMerge(rows: ends[0].row...ends[1].row, columns: ends[0].column...ends[1].column))
        }
    }
}

// MARK: Bytes of names and values

/// The name without its prefix.
private func local(_ name: UnsafePointer<XML_Char>) -> UnsafePointer<XML_Char> {
    var (start, at) = (name, name)
    while at[0] != 0 {
        if at[0] == 0x3A { start = at + 1 }
        at += 1
    }
    return start
}

private func same(_ name: UnsafePointer<XML_Char>, _ word: StaticString) -> Bool {
    let start = word.utf8Start
    for index in 0..<word.utf8CodeUnitCount where UInt8(bitPattern: name[index]) != start[index] { return false }
    return name[word.utf8CodeUnitCount] == 0
}

private func each(
    _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?,
    _ body: (UnsafePointer<XML_Char>, UnsafePointer<XML_Char>) -> Void
) {
    guard var next = attributes else { return }
    while let key = next[0], let value = next[1] {
        body(key, value)
        next += 2
    }
}

private func digits(_ text: UnsafePointer<XML_Char>) -> Int? {
    var (number, at) = (0, text)
    while at[0] != 0 {
        guard 0x30...0x39 ~= at[0], number < 100_000_000 else { return nil }
        number = number * 10 + Int(at[0] - 0x30)
        at += 1
    }
    return at == text ? nil : number
}

private func number(_ bytes: [UInt8]) -> Int? {
    var number = 0
    for byte in bytes {
        guard 0x30...0x39 ~= byte, number < 100_000_000 else { return nil }
        number = number * 10 + Int(byte - 0x30)
    }
    return bytes.isEmpty ? nil : number
}

private func isTrue(_ text: UnsafePointer<XML_Char>) -> Bool { same(text, "1") || same(text, "true") }

/// Row and column of `AB12`, from 0.
private func place(_ text: UnsafePointer<XML_Char>) -> (row: Int, column: Int)? {
    var (row, column, at) = (0, 0, text)
    while at[0] != 0 {
        switch at[0] {
        case 0x41...0x5A: column = column * 26 + Int(at[0] - 64)
        case 0x30...0x39: row = row * 10 + Int(at[0] - 48)
        case 0x24: break
        default: return nil
        }
        if column > 20_000 || row > 2_000_000 { return nil }
        at += 1
    }
    return column > 0 ? (row - 1, column - 1) : nil
}

// Callbacks are global functions: closures could be given an executor check that traps on a C stack.

private func scanner(_ data: UnsafeMutableRawPointer?) -> SheetScanner? {
    guard let data else { return nil }
    let scanner = Unmanaged<SheetScanner>.fromOpaque(data).takeUnretainedValue()
    return scanner.fault == nil ? scanner : nil
}

private func sheetOpened(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
) {
    if let name { scanner(data)?.open(name, attributes) }
}

private func sheetClosed(_ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?) {
    if let name { scanner(data)?.close(name) }
}

private func sheetTold(_ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<XML_Char>?, _ count: Int32) {
    guard let text, count > 0 else { return }
    scanner(data)?.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
}

private func sheetDeclared(
    _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?, _ system: UnsafePointer<XML_Char>?,
    _ identifier: UnsafePointer<XML_Char>?, _ hasSubset: Int32
) {
    scanner(data)?.stop(.doctype)
}
