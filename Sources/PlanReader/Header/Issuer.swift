import Vocabulary

/// The body that issues the paper and the one above it, from the block at the upper left.
enum Issuer {
    /// Words a new body begins with; a line without one goes on with the body before it.
    private static let bodies: [Needle] = [
        "ủy ban", "uỷ ban", "ubnd", "hội đồng", "hđnd", "hđtđkt", "sở", "phòng", "ban", "văn phòng", "trường",
        "trung tâm", "công an", "chi cục", "cục",
        "tổng công ty", "công ty", "bệnh viện", "liên đoàn", "đảng bộ", "đảng ủy", "tỉnh ủy", "huyện ủy", "thành ủy",
        "đảng cộng sản", "mặt trận", "đài",
        "báo", "bộ", "viện", "hội", "đoàn", "khối", "cụm", "trạm", "tổng cục", "chi nhánh", "ngân hàng", "kho bạc",
        "tòa án", "học viện", "đại học", "chính phủ",
        "thanh tra", "bảo hiểm", "thuế", "công đoàn", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "chi bộ", "chi đoàn",
        "liên hiệp", "liên minh", "tập đoàn", "khoa", "bảo tàng", "thư viện", "nhà văn hóa", "nhà hát", "quỹ",
    ]
    private static let councils = ["ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân"].map {
        Array($0.unicodeScalars)
    }
    private static let levels: [Needle] = ["tỉnh", "thành phố", "huyện", "thị xã", "xã", "phường", "đặc khu"]
    private static let notIssuers: [Needle] = [
        "cộng hòa", "cộng hoà", "độc lập", "số:", "số", "dự thảo", "v/v", "về việc", "hỏa tốc", "khẩn", "mật",
        "phụ lục",
    ]

    static func read(_ head: [HeadSegment]) -> (issuer: String?, superior: String?) {
        var bodies: [String] = []
        let firstSide = head.first { isName(Wording($0.text)) }?.side ?? 0
        for segment in head {
            let text = Wording(segment.text)
            if text.starts(with: "số"), !bodies.isEmpty { break }
            guard isName(text), segment.side == firstSide else { continue }
            let opens = Self.bodies.contains { text.has($0, at: 0) }
            // "ỦY BAN NHÂN DÂN" / "TỈNH ĐIỆN BIÊN" is one body; so is "BAN … " / "HỘI ĐỒNG" only when the line above is not closed.
            if opens || bodies.isEmpty {
                bodies.append(segment.text)
            } else {
                bodies[bodies.count - 1] += " " + segment.text
            }
        }
        guard let last = bodies.last else { return (nil, nil) }
        // "TỈNH ĐIỆN BIÊN" over "ỦY BAN NHÂN DÂN" is one body with its place above.
        if bodies.count == 2, Self.councils.contains(Wording(fullName(last)).lower),
            Wording(bodies[0]).starts(withAnyOf: Self.levels)
        {
            return (fullName(last + " " + bodies[0]), nil)
        }
        let superior = bodies.count > 1 ? bodies.dropLast().joined(separator: " ") : nil
        return (fullName(last), superior.map(fullName))
    }

    private static func isName(_ text: Wording) -> Bool {
        guard text.count >= 3, text.count <= 90, Capitals.only(text), !text.starts(withAnyOf: notIssuers) else {
            return false
        }
        return PaperKind.read(text.text(from: 0, to: text.count)) == nil && !text.contains("hạnh phúc")
            && !text.contains("việt nam độc lập")
            && !text.contains("xã hội chủ nghĩa")
    }

    /// UBND and HĐND written out; capitals as in a sentence.
    static func fullName(_ name: String) -> String {
        var words = name.split(separator: " ").map(String.init)
        words = words.flatMap { word -> [String] in
            switch word.uppercased() {
            case "UBND": ["ỦY", "BAN", "NHÂN", "DÂN"]
            case "HĐND": ["HỘI", "ĐỒNG", "NHÂN", "DÂN"]
            default: [word]
            }
        }
        let joined = words.joined(separator: " ")
        return Capitals.only(Wording(joined)) ? NameCase.sentence(joined) : joined
    }
}

/// Capitals of headings as they are written in a sentence.
enum NameCase {
    /// Place names follow these words.
    private static let places: Set<String> = ["tỉnh", "huyện", "xã", "phường", "quận", "trấn", "khu", "phố"]
    private static let followers: [String: Set<String>] = ["phố": ["thành"], "trấn": ["thị"], "khu": ["đặc"]]
    private static let common: Set<String> = [
        "ủy", "uỷ", "ban", "nhân", "dân", "hội", "đồng", "và", "tạo", "các", "của", "phòng", "chống", "học", "cơ", "sở",
        "thông", "tiểu", "trung", "phổ",
        "mầm", "non", "thcs", "thpt", "công", "tác", "đoàn", "khen", "thưởng", "đua", "vụ", "hóa", "hoá", "xã", "tâm",
        "tài", "chính", "liên", "bộ",
    ]
    private static let shorts: Set<String> = [
        "THCS", "THPT", "TH", "MTTQ", "HĐTĐKT", "TĐKT", "TĐ-KT", "PTDTBT", "PTDTNT", "TNHH", "MTV", "GDTX", "GDNN",
        "LĐLĐ", "TNCS", "CP", "TP",
    ]

    static func sentence(_ capitals: String) -> String {
        let words = capitals.split(separator: " ").map(String.init)
        var result: [String] = []
        var inPlace = false
        for (index, word) in words.enumerated() {
            let low = word.lowercased()
            let stem = low.trimmingEnd(",;")
            if shorts.contains(word.trimmingEnd(",;")) {
                result.append(word)
            } else if inPlace || index == 0 {
                result.append(title(word))
            } else if isSubject(words, index) {
                result.append(title(word))
            } else {
                result.append(low)
            }
            if places.contains(stem), index + 1 < words.count {
                let before = index > 0 ? words[index - 1].lowercased() : ""
                let needed = followers[stem]
                let isSociety = stem == "xã" && words[index + 1].lowercased().hasPrefix("hội")
                if needed.map({ $0.contains(before) }) ?? !isSociety, !(stem == "khu" && before != "đặc") {
                    inPlace = true
                }
            }
            if word.hasSuffix(",") || word == "-" { inPlace = false }
            // The name of a school: everything behind its level.
            if ["tiểu", "thcs", "thpt", "non", "th"].contains(stem), words.first?.uppercased() == "TRƯỜNG",
                stem != "tiểu"
            {
                inPlace = true
            }
            if stem == "học", index > 0, words[index - 1].lowercased() == "tiểu" { inPlace = true }
            if stem == "sở", words.first?.uppercased() == "TRƯỜNG" { inPlace = true }
        }
        return result.joined(separator: " ")
    }

    /// The word behind `Sở`, `Phòng`, `Ban`, `-`, `và` of a branch is written large: Sở Giáo dục và Đào tạo.
    private static func isSubject(_ words: [String], _ index: Int) -> Bool {
        let before = words[index - 1].lowercased()
        if words[index].lowercased() == "nhân" { return false }
        if index == 1 { return ["sở", "phòng", "bộ", "chi", "ban", "cục"].contains(before) }
        if before == "đoàn", index > 1, words[index - 2].lowercased() == "liên" { return true }
        if before == "hội" || before == "đồng", ["THI", "SÁNG"].contains(words[index]) { return true }
        let branch = ["sở", "phòng", "bộ", "ban", "hội"].contains(words[0].lowercased())
        return branch && ["và", "-", "–"].contains(before) || branch && words[index - 1].hasSuffix(",")
    }

    private static func title(_ word: String) -> String {
        word.split(separator: "-", omittingEmptySubsequences: false).map {
            $0.prefix(1).uppercased() + $0.dropFirst().lowercased()
        }.joined(separator: "-")
    }
}
