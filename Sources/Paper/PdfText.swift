import Vocabulary

/// Places on a page in points, y downwards.
struct PdfBox: Equatable {
    var x0: Double, y0: Double, x1: Double, y1: Double
    var height: Double { y1 - y0 }
    var middle: Double { (x0 + x1) / 2 }
    var centre: Double { (y0 + y1) / 2 }

    func joined(_ other: PdfBox) -> PdfBox {
        PdfBox(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
    }
}

struct PdfWord: Equatable {
    var text: String
    var box: PdfBox
}

/// Words that stand in one line of one column.
struct PdfSegment: Equatable {
    var words: [PdfWord]
    var box: PdfBox

    init(_ words: [PdfWord]) {
        self.words = words
        box = words.dropFirst().reduce(words.first?.box ?? PdfBox(x0: 0, y0: 0, x1: 0, y1: 0)) { $0.joined($1.box) }
    }

    /// Words with single spaces; parts of one word in two fonts have no gap and get none.
    var text: String {
        var text = ""
        var last: PdfBox?
        for word in words {
            if let last, word.box.x0 - last.x1 > 0.09 * word.box.height { text += " " }
            text += word.text
            last = word.box
        }
        return text.nfc
    }
}

struct PdfPage {
    var width = 0.0
    var height = 0.0
    /// Lines as poppler has put them together: never across columns that it sees.
    var segments: [PdfSegment] = []
    var rules: [PdfRule] = []
}

/// Hears `pdftotext -bbox-layout`.
final class PdfTextHandler: XMLHandler {
    private(set) var pages: [PdfPage] = []
    private var words: [PdfWord] = []
    private var word: PdfWord?
    private var letters = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { letters > limit }

    func open(_ name: String, _ attributes: XMLAttributes) {
        func number(_ key: String) -> Double {
            let value = attributes[key].flatMap(Double.init) ?? 0
            return value.isFinite && abs(value) < 100_000 ? value : 0
        }
        switch name {
        case "page": pages.append(PdfPage(width: number("width"), height: number("height")))
        case "line": words = []
        case "word":
            word = PdfWord(
                text: "", box: PdfBox(x0: number("xMin"), y0: number("yMin"), x1: number("xMax"), y1: number("yMax")))
        default: break
        }
    }

    func text(_ text: String) {
        if word != nil {
            word?.text += text
            letters += text.utf8.count
        }
    }

    func close(_ name: String) {
        switch name {
        case "word":
            if let word, !word.text.isEmpty, word.box.height > 0 { words.append(word) }
            word = nil
        case "line":
            if let last = pages.indices.last, !words.isEmpty { pages[last].segments.append(PdfSegment(words)) }
            words = []
        default: break
        }
    }
}
