import Foundation

/// Search without marks: what a person types (`dong thap`) finds what is written (`Đồng Tháp`).
extension StringProtocol {
    /// NFC form: each letter with its marks is one scalar.
    public var nfc: String {
        let text = String(self)
        return text.isPlainlyComposed ? text : text.precomposedStringWithCanonicalMapping
    }

    /// Lower case without marks, đ as d, dashes alike and without spaces round them, spaces single.
    /// `Khối – Cụm`, `khối-cụm` and `KHOI - CUM` are equal; `hoà` and `hòa` are equal. One letter stays one letter.
    public var folded: String { String(self).withoutMarks }
}

extension String {
    /// With a capital first letter, the rest as it is.
    public var capitalFirst: String { prefix(1).uppercased() + dropFirst() }

    /// Nothing but signs that every normal form leaves alone or that are composed already: nearly every text of ours.
    fileprivate var isPlainlyComposed: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x300, 0x1E00...0x1EFF, 0x2002...0x203F, 0x2580...0x25FF: true
            default: false
            }
        }
    }

    /// `folded`, for the one type of text that the compiler makes quick code for.
    fileprivate var withoutMarks: String {
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        var pendingSpace = false
        for scalar in unicodeScalars {
            let value = scalar.value
            if value < 0x80 {
                switch value {
                case 0x20, 0x09, 0x0A, 0x0D: pendingSpace = !result.isEmpty && result.last != 0x2D
                case 0x2D:
                    pendingSpace = false
                    result.append(0x2D)
                default:
                    if pendingSpace { result.append(0x20) }
                    pendingSpace = false
                    result.append(UInt8(value) | (0x41...0x5A ~= value ? 0x20 : 0))
                }
            } else if value < 0x1F00, FoldTable.letters[Int(value)] != 0 {
                if pendingSpace { result.append(0x20) }
                pendingSpace = false
                result.append(FoldTable.letters[Int(value)])
            } else if 0x300...0x36F ~= value {
                continue  // a mark of an NFD text
            } else if value == 0xA0 || 0x2000...0x200A ~= value || value == 0x202F {
                pendingSpace = !result.isEmpty && result.last != 0x2D
            } else if 0x2010...0x2015 ~= value || value == 0x2212 {
                pendingSpace = false
                result.append(0x2D)
            } else if 0x200B...0x200F ~= value || value == 0xFEFF || value == 0xAD {
                continue
            } else {
                if pendingSpace { result.append(0x20) }
                pendingSpace = false
                result.append(contentsOf: Array(String(scalar).lowercased().utf8))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

enum FoldTable {
    /// Base letter (ASCII) by scalar; 0 where the scalar is no Vietnamese letter.
    static let letters: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 0x1F00)
        let groups: [(Character, String)] = [
            ("a", "àáảãạăằắẳẵặâầấẩẫậ"), ("e", "èéẻẽẹêềếểễệ"), ("i", "ìíỉĩị"), ("o", "òóỏõọôồốổỗộơờớởỡợ"),
            ("u", "ùúủũụưừứửữự"), ("y", "ỳýỷỹỵ"), ("d", "đ"),
        ]
        for (base, letters) in groups {
            for letter in letters.unicodeScalars {
                table[Int(letter.value)] = base.asciiValue ?? 0
            }
            for letter in letters.uppercased().unicodeScalars {
                table[Int(letter.value)] = base.asciiValue ?? 0
            }
        }
        return table
    }()
}

extension StringProtocol {
    /// ASCII digits and nothing else; false where there is nothing at all.
    public var isDigits: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }

    /// Without white space at the ends.
    public var trimmed: String { String(self).withoutEnds }
}

extension String {
    fileprivate var withoutEnds: String {
        // Nothing to take away is nearly always told by the first byte and the last.
        if let first = utf8.first, let last = utf8.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last { return self }
        var text = self[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
