/// Whether letters can be a syllable of Vietnamese.
///
/// Only words in small letters that carry Vietnamese marks are judged: names, foreign words and short words never are.
enum Syllable {
    static func isPlausible(_ word: String) -> Bool {
        guard word.utf8.count > word.unicodeScalars.count, word.unicodeScalars.count <= 12 else { return true }
        var (letters, tone): (String, Int) = ("", 0)
        for scalar in word.unicodeScalars {
            guard let (base, mark) = parts[scalar] else { return true }
            // Two tones on one syllable are a slip.
            if mark > 0, tone > 0 { return false }
            tone = max(tone, mark)
            letters.unicodeScalars.append(base)
        }
        guard
            word.unicodeScalars.contains(where: {
                parts[$0].map { $0.1 > 0 || "ăâđêôơư".unicodeScalars.contains($0.0) } ?? false
            })
        else { return true }
        let onset = onsets.first { letters.hasPrefix($0) && rhymes.contains(String(letters.dropFirst($0.count))) }
        guard let onset else { return special.contains(letters) }
        let rhyme = letters.dropFirst(onset.count)
        // After ng and g stands no e, ê, i without h; ngh and gh stand before nothing else.
        let isFront = rhyme.first.map { "eêi".contains($0) } ?? false
        if onset == "ngh" || onset == "gh" || onset == "k" {
            guard isFront || onset == "k" && rhyme.first == "y" else { return false }
        }
        if onset == "ng", isFront { return false }
        if onset == "c", isFront { return false }
        // Stops carry only the rising and the heavy tone.
        let isStop = ["c", "ch", "p", "t"].contains { rhyme.hasSuffix($0) }
        return !isStop || tone == 1 || tone == 5
    }

    private static let onsets = [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
        "n", "p", "q", "r", "s", "t", "v", "x", "",
    ]

    /// Letters of `gì`, `quý` and the like, which fit no table.
    private static let special: Set = ["gi", "gin", "ging", "giêng", "giêt", "quôc", "quyên", "quyêt"]

    private static let rhymes: Set<String> = Set(
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
        i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo \
        oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông \
        uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu yt \
        ue uêu uan uang uat uai oong êng ưp iên oa
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Letter without its tone, and the tone: 0 none, 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng.
    private static let parts: [Unicode.Scalar: (Unicode.Scalar, Int)] = {
        var table: [Unicode.Scalar: (Unicode.Scalar, Int)] = [:]
        for letter in "bcdđghklmnpqrstvx".unicodeScalars { table[letter] = (letter, 0) }
        for row in [
            "aáàảãạ", "ăắằẳẵặ", "âấầẩẫậ", "eéèẻẽẹ", "êếềểễệ", "iíìỉĩị", "oóòỏõọ", "ôốồổỗộ", "ơớờởỡợ", "uúùủũụ",
            "ưứừửữự", "yýỳỷỹỵ",
        ] {
            let letters = Array(row.unicodeScalars)
            for (tone, letter) in letters.enumerated() { table[letter] = (letters[0], tone) }
        }
        return table
    }()
}
