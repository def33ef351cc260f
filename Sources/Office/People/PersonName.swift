import Vocabulary

/// How a name is checked, and in which forms it is found.
public enum PersonName {
    static let most = 120

    /// The name as it is kept: NFC, single spaces. Throws for what no name has: digits, and letters that only look Latin.
    public static func checked(_ typed: String) throws(PersonRefusal) -> String {
        // Nearly every name comes as it is kept.
        if isPlain(typed) { return typed }
        let name = typed.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty else { throw .noName }
        guard name.count <= most else { throw .nameTooLong }
        for character in name where !isAllowed(character) {
            throw .strangeLetter(String(character))
        }
        return name
    }

    /// Latin letters with any marks, and what stands between the parts of a name.
    private static func isAllowed(_ character: Character) -> Bool {
        if character == " " || character == "-" || character == "'" || character == "’" || character == "." {
            return true
        }
        return character.unicodeScalars.allSatisfy(isLatin)
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: true
        default: false
        }
    }

    /// Composed Latin letters with single spaces between them, no longer than a name may be.
    private static func isPlain(_ text: String) -> Bool {
        var (count, isAfterSpace) = (0, true)
        for scalar in text.unicodeScalars {
            let isSpace = scalar == " "
            guard isSpace ? !isAfterSpace : isLatin(scalar) else { return false }
            isAfterSpace = isSpace
            count += 1
        }
        return count <= most && !isAfterSpace
    }

    /// `nguyen van an`: without marks; equal for `Hoà` and `Hòa`. Two people with equal folds may be one.
    public static func fold(_ name: String) -> String {
        let folded = name.folded
        let isPlain = folded.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x20 }
        return isPlain ? folded : words(folded).joined(separator: " ")
    }

    /// Marks kept, one spelling of the tone: `hoà` and `hòa` become `hòa`.
    static func exact(_ text: String) -> String {
        words(text.nfc.lowercased()).map(newToNormal).joined(separator: " ")
    }

    private static func words(_ text: String) -> [String] {
        text.unicodeScalars.split { !isWritten($0) }.map(String.init)
    }

    private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20: false
        // Marks of a decomposed text belong to their letter.
        case 0x30...0x39, 0x300...0x36F: true
        default: isLatin(scalar) || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    /// Where the tone of an open `oa`, `oe`, `uy` is written on the second letter, it moves to the first. Not after q, whose
    /// u belongs to the consonant.
    private static func newToNormal(_ word: String) -> String {
        guard let last = word.utf8.last, last >= 0x80, let ending = endings[String(word.suffix(2))] else { return word }
        let head = word.dropLast(2)
        if head.last == "q" { return word }
        return head + ending
    }

    private static let endings: [String: String] = [
        "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
        "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
    ]

    /// Every turn of the name that begins with one of its words, the passed words behind a comma: `an, nguyen van`. So each
    /// is a range of one index, by whichever word one begins to type, and still holds the whole name.
    static func turns(_ words: String) -> [String] {
        let parts = words.utf8.split(separator: 0x20).map { Substring($0) }
        return parts.indices.map { start in
            parts[start...].joined(separator: " ") + ", " + parts[..<start].joined(separator: " ")
        }
    }
}
