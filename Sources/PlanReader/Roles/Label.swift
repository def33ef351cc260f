/// The label of a labelled line: `Chủ trì:`, `Thời gian thực hiện:`.
enum Label: Equatable, Sendable {
    case lead, advisor, implementer, coordinators, time, content, product, cost, place, audience, other

    private static let words: [(Label, [Needle])] = [
        (.coordinators, ["phối hợp"]),
        (.lead, ["chủ trì", "phụ trách", "phân công", "chịu trách nhiệm", "đầu mối", "giao"]),
        (.advisor, ["tham mưu"]),
        (.implementer, ["thực hiện", "người thực hiện"]),
        (.time, ["thời gian", "thời hạn", "tiến độ", "thời điểm", "hoàn thành", "hạn hoàn thành"]),
        (.product, ["sản phẩm", "kết quả", "sản phẩm đầu ra"]),
        (.cost, ["kinh phí", "dự toán"]),
        (.place, ["địa điểm"]),
        (.audience, ["thành phần", "đối tượng", "số lượng", "đại biểu"]),
        (.content, ["nội dung", "yêu cầu", "hình thức", "cách thức", "mục tiêu", "chỉ tiêu", "ghi chú"]),
    ]
    /// What a label may open with before its noun.
    private static let openers: [Needle] = [
        "cơ quan", "đơn vị", "bộ phận", "cá nhân", "người", "tập thể", "lãnh đạo", "tổ chức", "ban",
    ]

    /// The label at the start of a text and where its value starts; nil for a line without one.
    static func read(_ text: Wording) -> (label: Label, value: Int)? {
        let limit = min(text.count, 70)
        guard let colon = (0..<limit).first(where: { text.lower[$0] == ":" }) else { return nil }
        // "8:30" is an hour.
        if colon + 1 < text.count, text.isDigit(colon + 1), colon > 0, text.isDigit(colon - 1) { return nil }
        var start = 0
        if let mark = ItemMark.read(text), mark.body < colon { start = mark.body }
        guard colon - start >= 4, let label = kind(Wording(text.text(from: start, to: colon))) else { return nil }
        return (label, text.skippingSpaces(colon + 1))
    }

    private static func kind(_ name: Wording) -> Label? {
        guard name.count <= 44, !name.lower.contains(where: { $0 == "." || $0 == ";" }) else { return nil }
        var start = 0
        for opener in openers where name.has(opener, at: 0) {
            start = name.skippingSpaces(opener.count)
            if name.lower.count > start, name.lower[start] == "," || name.lower[start] == "/" {
                for second in openers {
                    let at = name.skippingSpaces(start + 1)
                    if name.has(second, at: at) { start = name.skippingSpaces(at + second.count) }
                }
            }
            break
        }
        if name.has("chịu trách nhiệm", at: start) { return .lead }
        for (label, needles) in words {
            for needle in needles where name.has(needle, at: start) {
                let rest = name.count - start - needle.count
                // "Phân công lãnh đạo phụ trách và công chức …:" is a sentence, not a label.
                guard rest <= 26 else { continue }
                if label == .coordinators, name.contains("chủ trì") { return .lead }
                if label == .implementer, start == 0, needle == "thực hiện", rest > 2 { continue }
                if label == .lead, start == 0, needle == "giao", rest > 12 { continue }
                return label
            }
        }
        return start == 0 ? nil : (name.count - start <= 2 ? .implementer : nil)
    }
}
