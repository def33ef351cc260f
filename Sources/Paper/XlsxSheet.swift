import Vocabulary

/// Hears one sheet: its cells as they are shown, merged areas, what is hidden.
final class XlsxSheet: XMLHandler {
    private let strings: [XlsxText]
    private let styles: [XlsxStylesHandler.Style]
    private let from1904: Bool
    private let limit: Int
    private var row = 0
    private var column = 0
    private var kind = "n"
    private var style = 0
    private var value = ""
    private var inline = XlsxText()
    private var font: String?
    private var isValue = false
    private var isInline = false
    private var rowIsHidden = false
    private var hiddenColumns: Set<Int> = []

    private(set) var grid = SheetGrid()
    private(set) var hiddenRows = 0
    /// Cells so far, of this sheet and those before it.
    private(set) var cells: Int

    init(_ strings: [XlsxText], _ styles: [XlsxStylesHandler.Style], from1904: Bool, limit: Int, already: Int) {
        (self.strings, self.styles, self.from1904, self.limit, cells) = (strings, styles, from1904, limit, already)
    }

    var isFull: Bool { cells > limit }
    var hidesColumns: Bool { !hiddenColumns.isEmpty }

    func open(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "x:col":
            // A hidden column up to the last that Excel has is only the grey rest of the sheet.
            if ["1", "true"].contains(attributes["hidden"]), let first = attributes.int("min"),
                let last = attributes.int("max"),
                first >= 1, last - first < 100, last >= first
            {
                hiddenColumns.formUnion((first - 1)...(last - 1))
            }
        case "x:row":
            row = attributes.int("r").map { $0 - 1 } ?? row + 1
            column = -1
            rowIsHidden = ["1", "true"].contains(attributes["hidden"])
        case "x:c":
            column = attributes["r"].flatMap(Self.column) ?? column + 1
            kind = attributes["t"] ?? "n"
            style = attributes.int("s") ?? 0
            (value, inline, font) = ("", XlsxText(), nil)
        case "x:v": isValue = true
        case "x:is": isInline = true
        case "x:t": isValue = isInline
        case "x:rFont": font = attributes["val"]
        case "x:rPh": isInline = false
        case "x:mergeCell":
            let ends = (attributes["ref"] ?? "").split(separator: ":").compactMap { Self.place(String($0)) }
            if ends.count == 2 { grid.merges.append((ends[0], ends[1])) }
        default: break
        }
    }

    func text(_ text: String) {
        guard isValue else { return }
        if isInline { inline.append(text, font: font) } else { value += text }
    }

    func close(_ name: String) {
        switch name {
        case "x:v", "x:t": isValue = false
        case "x:rPh": isInline = true
        case "x:is": isInline = false
        case "x:c":
            let text = shown
            if text.isEmpty { return }
            cells += 1
            if rowIsHidden {
                hiddenRows += 1
            } else if !hiddenColumns.contains(column), row >= 0, (0..<16_384).contains(column) {
                grid.cells[row, default: [:]][column] = text.split(whereSeparator: \.isNewline).map { $0.trimmed }
                    .filter { !$0.isEmpty }
            }
        default: break
        }
    }

    private var shown: String {
        let own = styles.indices.contains(style) ? styles[style] : nil
        switch kind {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else { return "" }
            return strings[index].text(cellFont: own?.font)
        case "inlineStr": return inline.text(cellFont: own?.font)
        case "str": return value.nfc.trimmed
        case "b": return value == "1" ? "TRUE" : "FALSE"
        case "e": return ""
        case "d": return value
        default: return value.isEmpty ? "" : (own?.format ?? .general).written(value, from1904: from1904)
        }
    }

    /// Column of `AB12`, from 0.
    private static func column(_ reference: String) -> Int? { place(reference)?.column }

    private static func place(_ reference: String) -> (row: Int, column: Int)? {
        var column = 0, row = 0
        for byte in reference.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): column = column * 26 + Int(byte - 64)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): row = row * 10 + Int(byte - 48)
            case UInt8(ascii: "$"): break
            default: return nil
            }
            if column > 20_000 || row > 2_000_000 { return nil }
        }
        return column > 0 ? (row - 1, column - 1) : nil
    }
}
