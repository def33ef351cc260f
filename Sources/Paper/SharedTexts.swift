import Vocabulary

/// The texts that cells of a workbook name by number, in one buffer: a hundred thousand names are a few megabytes.
struct SharedTexts {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Those with runs in fonts of old encodings.
    private var legacy: [Int: XlsxText] = [:]

    var count: Int { ends.count }

    mutating func append(_ text: XlsxText) {
        if text.pieces.allSatisfy({ $0.encoding == nil }) {
            for piece in text.pieces { bytes.append(contentsOf: piece.text.utf8) }
        } else {
            legacy[ends.count] = text
        }
        ends.append(bytes.count)
    }

    mutating func append(plain: [UInt8]) {
        bytes.append(contentsOf: plain)
        ends.append(bytes.count)
    }

    func text(_ index: Int, cellFont: String?) -> String? {
        guard ends.indices.contains(index) else { return nil }
        if let text = legacy[index] { return text.text(cellFont: cellFont) }
        let plain = String(decoding: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
        guard let cellFont, LegacyEncoding.ofFont(cellFont) != nil else { return plain.cleaned }
        var text = XlsxText()
        text.append(plain, font: cellFont)
        return text.text(cellFont: cellFont)
    }
}

extension String {
    /// NFC without white space at the ends. Most texts are so already, and asking their bytes is cheap: marks that stand
    /// alone (U+0300 to U+036F) begin with CC or CD, white space beyond ASCII with C2, E1, E2 or E3.
    var cleaned: String {
        var hasMarks = false, hasStrangeEnds = false
        for byte in utf8 where byte >= 0xC2 {
            if byte == 0xCC || byte == 0xCD { hasMarks = true }
            if byte == 0xC2 || byte == 0xE2 || byte == 0xE3 { hasStrangeEnds = true }
        }
        let text = hasMarks ? nfc : self
        guard let first = text.utf8.first, let last = text.utf8.last else { return text }
        return first <= 0x20 || last <= 0x20 || hasStrangeEnds ? text.trimmed : text
    }
}
