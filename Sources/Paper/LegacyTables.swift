import Vocabulary

/// TCVN 5712:1993, the ABC fonts. Those fonts have no capitals with tones: a capital word is written in small toned
/// letters (`KÕ HO¹CH`), or the whole text in a font that shows capitals (`.VnTimeH`). The full standard (VN1) puts them
/// at places which the fonts leave free or use as Windows does.
enum TCVN3 {
    /// Codes A1 to FF; “?” is a free place.
    private static let upper = Array(
        ("ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
            + "Ổỏõóọồổỗốộờởỡớợ" + "ùỖủũúụừửữứựỳỷỹýỵỐ").unicodeScalars)
    /// VN1 only: codes 80 to 9F, and the control codes 01 to 17.
    private static let high = Array("ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ".unicodeScalars)
    private static let low: [UInt32: Unicode.Scalar] = [
        0x01: "Ú", 0x02: "Ụ", 0x04: "Ừ", 0x05: "Ử", 0x06: "Ữ", 0x11: "Ứ", 0x12: "Ự", 0x13: "Ỳ", 0x14: "Ỷ", 0x15: "Ỹ",
        0x16: "Ý", 0x17: "Ỵ",
    ]
    private static let highBySource: [UInt32: Unicode.Scalar] = Dictionary(
        zip((0x80...0x9F).map { WesternPage.scalar(UInt8($0)) }, high), uniquingKeysWith: { first, _ in first })

    static func converted(_ text: String) -> String {
        let source = Array(text.unicodeScalars)
        let isFull = usesFullStandard(source)
        var result = String.UnicodeScalarView()
        /// Places of letters that the fonts write small in a capital word.
        var isUncertain: [Bool] = []
        for scalar in source {
            let value = scalar.value
            var letter = scalar
            var isConverted = true
            if 0xA1...0xFF ~= value {
                letter = upper[Int(value) - 0xA1]
            } else if isFull, let capital = low[value] ?? highBySource[value] {
                letter = capital
            } else {
                isConverted = false
            }
            result.append(letter)
            isUncertain.append(isConverted)
        }
        return CapitalWords.restored(result, isUncertain)
    }

    /// A code of 80–9F between two capitals is a letter there, never a quotation mark.
    private static func usesFullStandard(_ text: [Unicode.Scalar]) -> Bool {
        if text.contains(where: { low[$0.value] != nil }) { return true }
        guard text.count > 2 else { return false }
        for place in 1..<(text.count - 1) where highBySource[text[place].value] != nil {
            let isCapital = { (scalar: Unicode.Scalar) in "A"..."Z" ~= scalar }
            if isCapital(text[place - 1]), isCapital(text[place + 1]) { return true }
        }
        return false
    }
}

/// Gives capital words their capitals back.
enum CapitalWords {
    private enum Size { case capital, small, unclear }

    /// A word with two plain capitals and no plain small letter is a capital word; a shorter one (`KÕ`) follows the words
    /// beside it.
    static func restored(_ text: String.UnicodeScalarView, _ isUncertain: [Bool]) -> String {
        let letters = Array(text)
        guard letters.contains(where: { !$0.isASCII }) else { return String(text) }
        var words: [Range<Int>] = []
        var start: Int?
        for (place, letter) in letters.enumerated() {
            if letter.properties.isAlphabetic || 0x300...0x36F ~= letter.value {
                start = start ?? place
            } else if let begin = start {
                words.append(begin..<place)
                start = nil
            }
        }
        if let begin = start { words.append(begin..<letters.count) }

        let sizes = words.map { word -> Size in
            let plain = word.filter { !isUncertain[$0] }
            if plain.contains(where: { letters[$0].properties.isLowercase }) { return .small }
            return plain.count >= 2 ? .capital : .unclear
        }
        var result = String.UnicodeScalarView()
        var done = 0
        for (index, word) in words.enumerated() {
            result.append(contentsOf: letters[done..<word.lowerBound])
            done = word.upperBound
            var isCapital = sizes[index] == .capital
            if sizes[index] == .unclear {
                let before = sizes[..<index].last { $0 != .unclear },
                    after = sizes[(index + 1)...].first { $0 != .unclear }
                isCapital = (before ?? after) == .capital && (after ?? before) == .capital
            }
            for place in word {
                if isCapital, isUncertain[place] {
                    result.append(contentsOf: letters[place].properties.uppercaseMapping.unicodeScalars)
                } else {
                    result.append(letters[place])
                }
            }
        }
        result.append(contentsOf: letters[done...])
        return String(result).nfc
    }
}

/// VNI for Windows: a plain letter, then a code for its marks.
enum VNI {
    private static let alone: [Unicode.Scalar: Unicode.Scalar] = [
        "ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "í": "í", "Í": "Í", "ì": "ì", "Ì": "Ì", "æ": "ỉ",
        "Æ": "Ỉ",
        "ó": "ĩ", "Ó": "Ĩ", "ò": "ị", "Ò": "Ị", "î": "ỵ", "Î": "Ỵ",
    ]
    /// Marks by code (small form), and the letters that may bear them.
    private static let marks: [Unicode.Scalar: (letters: String, marks: String)] = [
        "ù": ("aeouyơư", "\u{301}"), "ø": ("aeouyơư", "\u{300}"), "û": ("aeouyơư", "\u{309}"),
        "õ": ("aeouyơư", "\u{303}"),
        "ï": ("aeouyơư", "\u{323}"),
        "â": ("aeo", "\u{302}"), "á": ("aeo", "\u{302}\u{301}"), "à": ("aeo", "\u{302}\u{300}"),
        "å": ("aeo", "\u{302}\u{309}"),
        "ã": ("aeo", "\u{302}\u{303}"), "ä": ("aeo", "\u{302}\u{323}"),
        "ê": ("a", "\u{306}"), "é": ("a", "\u{306}\u{301}"), "è": ("a", "\u{306}\u{300}"), "ú": ("a", "\u{306}\u{309}"),
        "ü": ("a", "\u{306}\u{303}"), "ë": ("a", "\u{306}\u{323}"),
    ]

    static func converted(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            if let base = last, let mark = marks[small],
                let plain = base.properties.lowercaseMapping.unicodeScalars.first,
                mark.letters.unicodeScalars.contains(plain)
            {
                result.append(contentsOf: mark.marks.unicodeScalars)
                last = nil
                continue
            }
            let letter = alone[scalar] ?? scalar
            result.append(letter)
            last = letter
        }
        return String(result).nfc
    }
}

/// Windows-1258: most tones are combining marks after the letter.
enum Windows1258 {
    private static let different: [UInt32: Unicode.Scalar] = [
        0xC3: "Ă", 0xCC: "\u{300}", 0xD0: "Đ", 0xD2: "\u{309}", 0xD5: "Ơ", 0xDD: "Ư", 0xDE: "\u{303}", 0xE3: "ă",
        0xEC: "\u{301}", 0xF0: "đ", 0xF2: "\u{323}", 0xF5: "ơ", 0xFD: "ư", 0xFE: "₫",
    ]

    static func converted(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(different[scalar.value] ?? scalar) }
        return String(result).nfc
    }
}
