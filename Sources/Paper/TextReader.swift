import Vocabulary

/// Reads plain text: any Unicode form, any line end, and the Vietnamese encodings from before Unicode.
public enum TextReader {
    static func read(_ source: SourceFile) throws(PaperRefusal) -> PaperDocument {
        let (text, notes) = try text(of: source)
        return try document(text, notes: notes, source)
    }

    /// The text of a file and what was noticed while it was decoded.
    static func text(of source: SourceFile) throws(PaperRefusal) -> (text: String, notes: [String]) {
        let bytes = try source.bytes()
        guard let decoded = decode(bytes) else { throw source.refusal(.encoding) }
        if decoded.text.utf8.count > source.limits.characters * 3 {
            throw source.refusal(.tooLong(limit: source.limits.lines))
        }
        if let repaired = LegacyEncoding.repaired(decoded.text) {
            return (repaired.text.nfc, decoded.notes + [note(repaired.from)])
        }
        return (decoded.text.nfc, decoded.notes)
    }

    static func note(_ encoding: LegacyEncoding) -> String {
        "Đã chuyển chữ từ bảng mã \(encoding.rawValue) sang Unicode; đề nghị soát lại chữ hoa và tên riêng."
    }

    static func decode(_ bytes: [UInt8]) -> (text: String, notes: [String])? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(bytes[3...]) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes[2...], bigEndian: false), []) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes[2...], bigEndian: true), []) }
        if let bigEndian = UTF16Guess.order(of: bytes) { return (utf16(bytes[...], bigEndian: bigEndian), []) }
        return utf8(bytes[...])
    }

    private static func utf8(_ bytes: ArraySlice<UInt8>) -> (text: String, notes: [String])? {
        if let text = String(validating: bytes, as: UTF8.self) { return (text, []) }
        let lenient = String(decoding: bytes, as: UTF8.self)
        let letters = lenient.unicodeScalars.count { !$0.isASCII }
        let broken = lenient.unicodeScalars.count { $0 == "\u{FFFD}" }
        if broken * 20 < letters {
            return (lenient, ["Có \(broken) chỗ chữ bị hỏng trong tệp, được thay bằng dấu �."])
        }
        let western = LegacyEncoding.western(Array(bytes))
        guard let encoding = LegacyEncoding.recognise(western) else { return nil }
        return (encoding.converted(western), [note(encoding)])
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Text as a paper, whatever its bytes are: nothing is refused, unknown bytes become the replacement sign.
    public static func document(from bytes: [UInt8]) -> PaperDocument {
        let decoded = decode(bytes) ?? (String(decoding: bytes, as: UTF8.self), [])
        return PaperDocument(
            format: .txt, blocks: lines(of: decoded.text.nfc, atMost: .max) ?? [], linesAreBroken: true,
            notes: decoded.notes)
    }

    private static func document(_ text: String, notes: [String], _ source: SourceFile) throws(PaperRefusal)
        -> PaperDocument
    {
        guard text.contains(where: { !$0.isWhitespace }) else { throw source.refusal(.noText) }
        guard let blocks = lines(of: text, atMost: source.limits.lines) else {
            throw source.refusal(.tooLong(limit: source.limits.lines))
        }
        return PaperDocument(format: .txt, blocks: blocks, linesAreBroken: true, notes: notes)
    }

    /// Lines as an editor counts them: a form feed begins a page, never a line. nil where there are too many.
    private static func lines(of text: String, atMost limit: Int) -> [PaperDocument.Block]? {
        var blocks: [PaperDocument.Block] = []
        let hasPages = text.utf8.contains(0x0C)
        var line = 1, page = 1, startPage = 1
        var current = String.UnicodeScalarView()
        func end() {
            blocks.append(.paragraph(.init(text: String(current), line: line, page: hasPages ? startPage : nil)))
            current = String.UnicodeScalarView()
            line += 1
            startPage = page
        }
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": end()
            case "\n": if !isAfterReturn { end() }
            case "\u{0C}":
                page += 1
                if current.allSatisfy({ $0.properties.isWhitespace }) { startPage = page }
            case "\u{0}", "\u{FEFF}", "\u{200B}", "\u{AD}", "\u{1A}": break
            default: current.append(scalar)
            }
            isAfterReturn = scalar == "\r"
            if line > limit { return nil }
        }
        if !current.isEmpty { end() }
        return blocks
    }
}
