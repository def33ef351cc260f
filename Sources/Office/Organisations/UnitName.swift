import Vocabulary

/// How plans write a unit's name, reduced to what tells units apart.
public enum UnitName {
    /// Spelled-out words for the short words of offices that have one meaning before a unit's name.
    private static let words: [(String, String)] = [
        ("tdkt", "thi dua khen thuong"), ("td-kt", "thi dua khen thuong"), ("hdtdkt", "hoi dong thi dua khen thuong"),
        ("hdtd-kt", "hoi dong thi dua khen thuong"), ("btdkt", "ban thi dua khen thuong"), ("ubnd", "uy ban nhan dan"),
        ("hdnd", "hoi dong nhan dan"), ("mttq", "mat tran to quoc"), ("ubmttq", "uy ban mat tran to quoc"),
        ("vp", "van phong"), ("gddt", "giao duc va dao tao"), ("gd&dt", "giao duc va dao tao"),
        ("gd-dt", "giao duc va dao tao"),
        ("vhttdl", "van hoa the thao va du lich"), ("ldld", "lien doan lao dong"), ("ptth", "phat thanh truyen hinh"),
        ("pt-th", "phat thanh truyen hinh"), ("pt&th", "phat thanh truyen hinh"), ("snv", "so noi vu"),
        ("pnv", "phong noi vu"),
        ("tw", "trung uong"), ("hd", "hoi dong"), ("khcn", "khoa hoc va cong nghe"), ("kh&cn", "khoa hoc va cong nghe"),
        ("nnmt", "nong nghiep va moi truong"), ("ttdt", "thong tin dien tu"),
    ]

    /// Folded, short words spelled out, commas and dashes dropped: `Ban TĐ-KT tỉnh` and `Ban Thi đua, Khen thưởng tỉnh`
    /// are equal. A note in brackets stays; `outside(_:)` takes it off.
    public static func fold(_ name: some StringProtocol) -> String {
        var words: [String] = []
        for word in name.folded.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "." || $0 == ";" }) {
            words.append(spelled(word))
        }
        return words.joined(separator: " ").replacing("-", with: " ").split(separator: " ").joined(separator: " ")
    }

    private static func spelled(_ word: Substring) -> String {
        var core = word
        if core.first == "(" { core = core.dropFirst() }
        if core.last == ")" { core = core.dropLast() }
        guard let long = words.first(where: { core == $0.0 })?.1 else { return String(word) }
        return String(word[..<core.startIndex]) + long + String(word[core.endIndex...])
    }

    /// `Sở Nội vụ (Ban Thi đua, khen thưởng)` → `Sở Nội vụ` and `Ban Thi đua, khen thưởng`.
    public static func bracketed(_ name: String) -> (outside: String, inside: String)? {
        guard let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") else { return nil }
        let outside = (name[..<open] + name[name.index(after: close)...]).split(separator: " ").joined(separator: " ")
        let inside = name[name.index(after: open)..<close].trimmed
        return outside.isEmpty || inside.isEmpty ? nil : (outside, inside)
    }
}
