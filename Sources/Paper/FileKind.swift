/// What the first bytes of a file say that it is.
enum FileKind: Equatable {
    case text, pdf, zip, compound, rtf
    case image(String)
    case other(String)
    case unknown

    init(_ head: [UInt8]) {
        for (magic, kind) in Self.magics where head.starts(with: magic) {
            self = kind
            return
        }
        // A text may begin with “BM.01”, so a bitmap also needs the zeros of its header.
        if head.starts(with: Array("BM".utf8)), head.prefix(32).contains(0) {
            self = .image("BMP")
        } else if head.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil {
            self = .pdf
        } else if head.count > 12, Array(head[8..<12]) == Array("WEBP".utf8) {
            self = .image("WebP")
        } else if head.count > 12, Array(head[4..<8]) == Array("ftyp".utf8) {
            self = .image("HEIC")
        } else if Self.looksLikeText(head) {
            self = Self.markup(head)
        } else {
            self = .unknown
        }
    }

    private static let magics: [([UInt8], FileKind)] = [
        ([0x50, 0x4B, 0x03, 0x04], .zip), ([0x50, 0x4B, 0x05, 0x06], .zip),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compound),
        (Array("{\\rtf".utf8), .rtf),
        ([0x89, 0x50, 0x4E, 0x47], .image("PNG")), ([0xFF, 0xD8, 0xFF], .image("JPEG")),
        (Array("GIF8".utf8), .image("GIF")), ([0x49, 0x49, 0x2A, 0x00], .image("TIFF")),
        ([0x4D, 0x4D, 0x00, 0x2A], .image("TIFF")),
        (Array("Rar!".utf8), .other("tệp nén RAR")), ([0x37, 0x7A, 0xBC, 0xAF], .other("tệp nén 7z")),
        ([0x1F, 0x8B], .other("tệp nén gzip")), ([0x7F, 0x45, 0x4C, 0x46], .other("chương trình máy tính")),
    ]

    /// A text has no control characters but those of line and page, unless it is UTF-16.
    private static func looksLikeText(_ head: [UInt8]) -> Bool {
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return true }
        if UTF16Guess.order(of: head) != nil { return true }
        let odd = head.count { $0 < 0x20 && !(0x09...0x0D ~= $0) && $0 != 0x1A && $0 != 0x1B }
        return !head.contains(0) && odd * 50 <= head.count
    }

    private static func markup(_ head: [UInt8]) -> FileKind {
        let start = String(decoding: head.prefix(512), as: UTF8.self).lowercased().drop {
            $0.isWhitespace || $0 == "\u{FEFF}"
        }
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return .other("trang web (HTML)") }
        if start.hasPrefix("<?xml") || start.hasPrefix("mime-version:") {
            return .other("tệp XML hoặc trang web lưu lại")
        }
        return .text
    }
}

extension FileKind {
    /// What a person calls it.
    var vietnamese: String {
        switch self {
        case .text: "văn bản thuần (txt)"
        case .pdf: "PDF"
        case .zip: "tệp nén zip"
        case .compound: "tệp Office 97–2003"
        case .rtf: "văn bản RTF"
        case .image(let kind): "ảnh \(kind)"
        case .other(let kind): kind
        case .unknown: "dữ liệu không rõ loại"
        }
    }
}

/// UTF-16 without a mark at its start: every other byte of Western letters is zero.
enum UTF16Guess {
    static func order(of head: [UInt8]) -> Bool? {
        let sample = head.prefix(2048)
        guard sample.count >= 16 else { return nil }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
        }
        // Vietnamese letters of U+1Exx leave few zeros, so a third is enough when the other half has none.
        let half = sample.count / 2
        if zeros.even == 0, zeros.odd * 3 >= half { return false }
        if zeros.odd == 0, zeros.even * 3 >= half { return true }
        return nil
    }
}
