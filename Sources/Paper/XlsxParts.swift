import Vocabulary

/// Text with the fonts of its runs, so that old encodings are converted.
struct XlsxText {
    private(set) var pieces: [DocxParagraph.Piece] = []

    mutating func append(_ text: String, font: String?) {
        let legacy = font.flatMap(LegacyEncoding.ofFont)
        let isCapital = legacy?.isCapital ?? false
        if let last = pieces.last, last.encoding == legacy?.encoding, last.isCapital == isCapital {
            pieces[pieces.count - 1].text += text
        } else {
            pieces.append(.init(text: text, encoding: legacy?.encoding, isCapital: isCapital))
        }
    }

    /// `cellFont` holds where the runs do not name a font.
    func text(cellFont: String?) -> String {
        var pieces = pieces
        if let legacy = cellFont.flatMap(LegacyEncoding.ofFont) {
            pieces = pieces.map { piece in
                piece.encoding == nil
                    ? .init(text: piece.text, encoding: legacy.encoding, isCapital: legacy.isCapital) : piece
            }
        }
        return DocxParagraph.Line(pieces: pieces).text
    }
}

/// `sharedStrings.xml`: texts that cells name by number, handed over in their order.
final class SharedStringsHandler: XMLHandler {
    private let take: (XlsxText) -> Void
    private var text = XlsxText()
    private var font: String?
    private var isText = false
    private var isPhonetic = false
    private var letters = 0
    private let limit: Int

    init(limit: Int, _ take: @escaping (XlsxText) -> Void) { (self.limit, self.take) = (limit, take) }

    var isFull: Bool { letters > limit }

    func open(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "x:si": (text, font) = (XlsxText(), nil)
        case "x:r": font = nil
        case "x:rFont": font = attributes["val"]
        case "x:rPh": isPhonetic = true
        case "x:t": isText = !isPhonetic
        default: break
        }
    }

    func text(_ told: String) {
        guard isText else { return }
        letters += told.utf8.count
        text.append(told, font: font)
    }

    func close(_ name: String) {
        switch name {
        case "x:t": isText = false
        case "x:rPh": isPhonetic = false
        case "x:si": take(text)
        default: break
        }
    }
}

/// `styles.xml`: the number format and the font of each cell style.
final class XlsxStylesHandler: XMLHandler {
    struct Style { var format: CellFormat; var font: String? }

    private(set) var styles: [Style] = []
    private var codes: [Int: String] = [:]
    private var fonts: [String?] = []
    private var isFont = false
    private var isCellFormats = false
    let isFull = false

    func open(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "x:numFmt": if let id = attributes.int("numFmtId") { codes[id] = attributes["formatCode"] }
        case "x:fonts": isFont = true
        case "x:font": if isFont { fonts.append(nil) }
        case "x:name": if isFont, let last = fonts.indices.last { fonts[last] = attributes["val"] }
        case "x:cellXfs": isCellFormats = true
        case "x:xf":
            guard isCellFormats else { return }
            let id = attributes.int("numFmtId") ?? 0
            let font = attributes.int("fontId").flatMap { fonts.indices.contains($0) ? fonts[$0] : nil }
            styles.append(Style(format: codes[id].map(CellFormat.init(code:)) ?? .builtIn(id), font: font))
        default: break
        }
    }

    func close(_ name: String) {
        if name == "x:fonts" { isFont = false }
        if name == "x:cellXfs" { isCellFormats = false }
    }

    func text(_ text: String) {}
}

/// `workbook.xml`: the sheets in their order.
final class WorkbookHandler: XMLHandler {
    private(set) var sheets: [(name: String, id: String, isHidden: Bool)] = []
    private(set) var startsIn1904 = false
    let isFull = false

    func open(_ name: String, _ attributes: XMLAttributes) {
        if name == "x:sheet" {
            let state = attributes["state"] ?? "visible"
            sheets.append((attributes["name"] ?? "", attributes["r:id"] ?? "", state != "visible"))
        }
        if name == "x:workbookPr" { startsIn1904 = ["1", "true"].contains(attributes["date1904"]) }
    }

    func close(_ name: String) {}
    func text(_ text: String) {}
}
