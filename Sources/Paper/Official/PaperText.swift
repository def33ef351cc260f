/// Words of a paper that is written here, some of them bold or italic. A line feed begins a new line.
public struct PaperText: Equatable, Sendable, ExpressibleByStringInterpolation {
    public struct Run: Equatable, Sendable {
        public var text: String
        public var isBold: Bool
        public var isItalic: Bool

        public init(_ text: String, bold: Bool = false, italic: Bool = false) {
            (self.text, isBold, isItalic) = (text, bold, italic)
        }
    }

    public var runs: [Run]

    public init(_ runs: [Run]) { self.runs = runs }
    public init(_ text: String) { runs = [Run(text)] }
    public init(stringLiteral text: String) { self.init(text) }

    public static func bold(_ text: String) -> PaperText { PaperText([Run(text, bold: true)]) }
    public static func italic(_ text: String) -> PaperText { PaperText([Run(text, italic: true)]) }
    public static func + (left: PaperText, right: PaperText) -> PaperText { PaperText(left.runs + right.runs) }

    /// Without the difference of its runs.
    public var plain: String { runs.map(\.text).joined() }

    /// What XML and typesetters can hold: no control characters, line ends as line feeds, a tab as a space.
    static func clean(_ text: String) -> String {
        // Nearly every text is clean: bytes are looked at first. 0xEF opens U+FFFE and U+FFFF.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 && $0 != 0xEF || $0 == 0x0A }) { return text }
        var result = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: if !wasReturn { result.append("\n") }
            case 0x0D, 0x2028, 0x2029, 0x85: result.append("\n")
            case 0x09: result.append(" ")
            case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: break
            default: result.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        return String(result)
    }

    var clean: PaperText { PaperText(runs.map { Run(Self.clean($0.text), bold: $0.isBold, italic: $0.isItalic) }) }

    /// The same words, the last of them followed by this mark in place of the stops that stand there.
    func ending(in mark: String) -> PaperText {
        var result = self
        while let last = result.runs.last {
            let kept = last.text.reversed().drop { $0.isWhitespace || ".;,/".contains($0) }.reversed()
            result.runs[result.runs.count - 1].text = String(kept)
            if !kept.isEmpty || result.runs.count == 1 { break }
            result.runs.removeLast()
        }
        if result.runs.isEmpty { return PaperText(mark) }
        result.runs[result.runs.count - 1].text += mark
        return result
    }
}
