/// Kinds of paper by their type line (Nghị định 30/2020/NĐ-CP, Phụ lục III).
enum PaperKind {
    static let plans: [String] = ["KẾ HOẠCH", "CHƯƠNG TRÌNH", "PHƯƠNG ÁN"] + longer
    /// Only where nothing else stands on the line: "KẾ HOẠCH PHỐI HỢP TỔ CHỨC …" is a plan with its abstract.
    private static let longer: [String] = [
        "KẾ HOẠCH LIÊN TỊCH", "KẾ HOẠCH PHỐI HỢP", "KẾ HOẠCH LIÊN NGÀNH", "CHƯƠNG TRÌNH CÔNG TÁC",
        "CHƯƠNG TRÌNH HÀNH ĐỘNG", "CHƯƠNG TRÌNH PHỐI HỢP",
    ]
    static let others: [String] = [
        "QUYẾT ĐỊNH", "BÁO CÁO", "TỜ TRÌNH", "THÔNG BÁO", "HƯỚNG DẪN", "CHỈ THỊ", "NGHỊ QUYẾT", "GIẤY MỜI", "BIÊN BẢN",
        "CÔNG ĐIỆN", "QUY CHẾ",
        "QUY ĐỊNH", "ĐỀ ÁN", "CÔNG VĂN", "HỢP ĐỒNG", "GIẤY GIỚI THIỆU", "GIẤY ỦY QUYỀN", "THÔNG CÁO", "DỰ ÁN",
        "KẾT LUẬN", "THƯ KÊU GỌI", "LUẬT",
        "NGHỊ ĐỊNH", "THÔNG TƯ", "PHIẾU", "ĐƠN",
    ]
    private static let all = (plans + others).map { (name: $0, needle: Needle($0)) }

    /// The type at the start of a line, and what follows it on the line.
    static func read(_ line: String) -> (type: String, rest: String)? {
        let text = line.trimmingStart("*_ ").trimmingEnd("*_:. ")
        let wording = Wording(text.prefix(400))
        guard wording.count >= 4, wording.isUpper(0) else { return nil }
        if Capitals.only(wording), let name = longer.first(where: { Needle($0).scalars == wording.lower }) {
            return (name, "")
        }
        for (name, needle) in all where wording.has(needle, at: 0) {
            let capitals = (0..<needle.count).allSatisfy { !wording.isLower($0) }
            let rest = wording.text(from: needle.count)
            if rest.isEmpty { return capitals || name == "KẾ HOẠCH" ? (name, "") : nil }
            // "KẾ HOẠCH TỔ CHỨC …" on one line; "Kế hoạch số 5 …" is a sentence.
            guard capitals, Wording(rest).isLetter(0) || rest.hasPrefix("(") else { return nil }
            if name == "LUẬT" || name == "ĐƠN" || name == "PHIẾU" || name == "DỰ ÁN" { return nil }
            return (name, rest)
        }
        return nil
    }
}
