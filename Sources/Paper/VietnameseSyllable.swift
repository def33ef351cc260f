import Vocabulary

/// Âm tiết: initial consonants, a rhyme and at most one tone.
enum VietnameseSyllable {
    static func isOne(_ word: Substring) -> Bool {
        var letters = ""
        var tones = 0
        for letter in word.lowercased().nfc {
            if let (plain, isToned) = plainLetters[letter] {
                letters.append(plain)
                tones += isToned ? 1 : 0
            } else if letter.isASCII, letter.isLetter {
                letters.append(letter)
            } else {
                return false
            }
        }
        guard tones <= 1, letters.count <= 7 else { return false }
        // “gì” and “quý”: the vowel of gi and qu may be the only one.
        return onsets.contains { letters.hasPrefix($0) && rhymes.contains(letters.dropFirst($0.count)) }
    }

    private static let plainLetters: [Character: (Character, Bool)] = {
        var table: [Character: (Character, Bool)] = ["đ": ("đ", false)]
        for row in [
            "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ",
            "ưừửữứự",
            "yỳỷỹýỵ",
        ] {
            for (place, letter) in row.enumerated() { table[letter] = (row.first ?? letter, place > 0) }
        }
        return table
    }()

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
