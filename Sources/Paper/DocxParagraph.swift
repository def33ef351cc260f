import Vocabulary

/// A paragraph of a Word file while it is heard.
struct DocxParagraph {
    struct Run {
        var style: String?
        var font: String?
        var isHidden: Bool?
        var isCapital: Bool?
    }

    /// Text of one encoding: the letter and the mark of a VNI letter may come in two runs.
    struct Piece {
        var text: String
        let encoding: LegacyEncoding?
        let isCapital: Bool
    }

    struct Line {
        var pieces: [Piece] = []
        var page: Int?

        /// Clean NFC text, empty where there is nothing to read.
        var text: String {
            var result = ""
            for piece in pieces {
                let text = piece.encoding?.converted(piece.text) ?? DocxParagraph.clean(piece.text)
                result += piece.isCapital ? text.uppercased() : text
            }
            return DocxParagraph.trimmed(result.nfc)
        }
    }

    var style: String?
    var numbering: Int?
    var level: Int?
    var run = Run()
    var lines = [Line()]
    /// Its mark was deleted: the text goes on in the next paragraph.
    var isJoined = false
    /// What stands in text boxes that are anchored here.
    var boxes: [PaperDocument.Block] = []

    mutating func append(_ text: String, _ encoding: LegacyEncoding?, isCapital: Bool, page: Int) {
        let last = lines.count - 1
        if lines[last].page == nil { lines[last].page = page }
        if let piece = lines[last].pieces.last, piece.encoding == encoding, piece.isCapital == isCapital {
            lines[last].pieces[lines[last].pieces.count - 1].text += text
        } else {
            lines[last].pieces.append(Piece(text: text, encoding: encoding, isCapital: isCapital))
        }
    }

    /// Puts the lines of a joined paragraph in front.
    mutating func prefix(_ before: [Line]) {
        guard var joint = before.last, let first = lines.first else { return }
        joint.pieces += first.pieces
        joint.page = joint.page ?? first.page
        lines = before.dropLast() + [joint] + lines.dropFirst()
    }

    /// Without white space at its ends, but with the tabs there of a table row that was typed with tabs: empty cells.
    static func trimmed(_ text: String) -> String {
        let core = text.trimmed
        guard text.utf8.count(where: { $0 == 9 }) >= 2, !core.isEmpty, core.utf8.contains(9) || text.last == "\t" else {
            return core
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { $0 != " " && $0 != "\u{A0}" }),
            let last = scalars.lastIndex(where: { $0 != " " && $0 != "\u{A0}" })
        else { return core }
        return String(text[first..<scalars.index(after: last)])
    }

    /// Without soft hyphens and other invisible signs; signs of symbol fonts as the signs that they show.
    static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: break
            case 0xF020...0xF0FF: result.append(contentsOf: symbol(scalar.value).unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    static func symbol(_ code: String?, font: String?) -> String {
        guard let value = code.flatMap({ UInt32($0, radix: 16) }) else { return "" }
        if font?.lowercased().contains("wingding") == true {
            return switch value & 0xFF {
            case 0xA8, 0x6F, 0x71: "☐"
            case 0xFE, 0x52, 0xFC: "☑"
            default: "-"
            }
        }
        return symbol(value)
    }

    private static func symbol(_ value: UInt32) -> String {
        if value < 0xF000 { return Unicode.Scalar(value).map { String($0) } ?? "" }
        let low = value & 0xFF
        return low < 0x7F ? Unicode.Scalar(low).map { String($0) } ?? "" : "-"
    }
}

extension StringProtocol {
    /// Without the white space at both ends, non-breaking space included.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(self[first..<scalars.index(after: last)])
    }
}
