import Vocabulary

/// Âm tiết: initial consonants, a rhyme and at most one tone.
enum VietnameseSyllable {
    static func isOne(_ word: Substring) -> Bool {
        let isComposed = !word.unicodeScalars.contains { 0x300...0x36F ~= $0.value }
        return isOne((isComposed ? word : Substring(word.nfc)).unicodeScalars)
    }

    /// Letters without tones are packed into one number, a byte each: every word of a paper is asked.
    private static func isOne(_ scalars: Substring.UnicodeScalarView) -> Bool {
        var letters: UInt64 = 0
        var (count, tones) = (0, 0)
        for scalar in scalars {
            guard scalar.value < 0x1F00 else { return false }
            let entry = table[Int(scalar.value)]
            guard entry.letter != 0, count < 7 else { return false }
            letters = letters << 8 | UInt64(entry.letter)
            count += 1
            if entry.isToned { tones += 1 }
        }
        guard tones <= 1 else { return false }
        // “gì” and “quý”: the vowel of gi and qu may be the only one.
        return packedOnsets.contains { onset in
            let rest = 8 * (count - onset.count)
            return rest > 0 && letters >> UInt64(rest) == onset.letters
                && packedRhymes.contains(letters & ((1 << UInt64(rest)) - 1))
        }
    }

    private struct Entry {
        var letter: UInt8 = 0
        var isToned = false
    }

    /// By scalar, in both cases; 0 for what is no letter of a syllable.
    private static let table: [Entry] = {
        var table = [Entry](repeating: Entry(), count: 0x1F00)
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
            table[Int(letter)].letter = letter
            table[Int(letter) - 32].letter = letter
        }
        let rows = [
            "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ",
            "ưừửữứự", "yỳỷỹýỵ", "đ",
        ]
        for row in rows {
            for (place, pair) in zip(row.unicodeScalars, row.uppercased().unicodeScalars).enumerated() {
                for scalar in [pair.0, pair.1] {
                    table[Int(scalar.value)] = Entry(letter: code(row.unicodeScalars.first), isToned: place > 0)
                }
            }
        }
        return table
    }()

    /// A byte for each letter without its tone.
    private static func code(_ scalar: Unicode.Scalar?) -> UInt8 {
        switch scalar {
        case nil: 0
        case "ă"?: 1
        case "â"?: 2
        case "ê"?: 3
        case "ô"?: 4
        case "ơ"?: 5
        case "ư"?: 6
        case "đ"?: 7
        case let letter?: UInt8(truncatingIfNeeded: letter.value)
        }
    }

    private static func packed(_ letters: some StringProtocol) -> UInt64 {
        letters.unicodeScalars.reduce(0) { $0 << 8 | UInt64(code($1)) }
    }

    private static let packedOnsets = onsets.map { (letters: packed($0), count: $0.unicodeScalars.count) }
    private static let packedRhymes = Set(rhymes.map { packed($0) })

    private static let onsets = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
        "qu", "r",
        "s", "t", "th", "tr", "v", "x",
    ]

    private static let rhymes: Set<Substring> = {
        let open =
            "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu oa oe oi ôi ơi ua uê ui uy uơ ưa ưi ưu oai oao oay oeo "
            + "iêu uôi ươi ươu uây uya uyu yêu"
        let closed =
            "a:c,ch,m,n,ng,nh,p,t ă:c,m,n,ng,p,t â:c,m,n,ng,p,t e:c,m,n,ng,p,t ê:ch,m,n,nh,p,t i:ch,m,n,nh,p,t "
            + "o:c,m,n,ng,p,t ô:c,m,n,ng,p,t ơ:m,n,p,t u:c,m,n,ng,p,t ư:c,m,n,ng,t y:ch,m,n,nh,p,t "
            + "iê:c,m,n,ng,p,t yê:m,n,ng,t oa:c,ch,m,n,ng,nh,p,t oă:c,m,n,ng,t oe:n,t oo:c,ng uâ:n,ng,t uê:ch,nh "
            + "uô:c,m,n,ng,t uy:ch,n,nh,p,t uyê:n,t uơ:n ươ:c,m,n,ng,p,t"
        var all = Set(open.split(separator: " "))
        for group in closed.split(separator: " ") {
            let parts = group.split(separator: ":")
            guard parts.count == 2 else { continue }
            for coda in parts[1].split(separator: ",") { all.insert(parts[0] + coda) }
        }
        return all
    }()
}
