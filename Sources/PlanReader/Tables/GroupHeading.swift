import Vocabulary

/// A row or line that groups what follows: `II. Nhiệm vụ quý II`, `Tháng 3/2026`, `Thường xuyên trong năm`.
struct GroupHeading: Equatable, Sendable {
    var number: String?
    var title: String

    /// Nil where the text is no heading of that kind.
    static func read(_ text: String) -> GroupHeading? {
        let wording = Wording(text)
        guard !wording.isEmpty, wording.count <= 200 else { return nil }
        if let (mark, body) = ItemMark.read(wording) {
            switch mark {
            case .roman(let number), .capital(let number), .part(let number):
                return GroupHeading(number: number, title: wording.text(from: body))
            default:
                let title = wording.text(from: body)
                return isTime(Wording(title)) ? GroupHeading(number: mark.written, title: title) : nil
            }
        }
        // "III Nhiệm vụ thực hiện trong quý III"
        if let space = wording.lower.firstIndex(of: " "), space <= 5 {
            let number = wording.text(from: 0, to: space)
            let body = wording.skippingSpaces(space)
            if Roman.value(number) != nil, body < wording.count, wording.isUpper(body) {
                return GroupHeading(number: number, title: wording.text(from: body))
            }
        }
        return isTime(wording) ? GroupHeading(number: nil, title: text.trimmingEnd(":.")) : nil
    }

    private static let openers: [Needle] = [
        "nhiệm vụ", "các nhiệm vụ", "công việc", "công tác", "những nhiệm vụ", "trong", "hoạt động", "các hoạt động",
        "nội dung", "*", "thời gian",
        "kế hoạch", "thực hiện", "trọng tâm", "nhiệm vụ trọng tâm",
    ]

    /// The text names a month, a quarter or regular work and little else.
    static func isTime(_ text: Wording) -> Bool {
        guard text.count <= 90 else { return false }
        if TimePhrase.ongoing.contains(where: { text.contains($0) }), text.count <= 60 {
            return text.starts(withAnyOf: TimePhrase.ongoing + openers)
        }
        guard
            let found = TimeScanner(text).all().first(where: {
                $0.atom.kind == .month || $0.atom.kind == .quarter || isMonths($0.atom)
            })
        else { return false }
        if found.range.lowerBound <= 2 {
            // Behind "Tháng 9" a theme may follow: "Tháng 9: Truyền thống nhà trường".
            let rest = Wording(text.text(from: found.range.upperBound).trimmingStart(".:,-–("))
            let isMonthsGoOn = rest.wordStarts.allSatisfy { rest.isDigit($0) || rest.has("và", at: $0) }
            return rest.isEmpty || isMonthsGoOn
                || rest.starts(withAnyOf: ["năm", "chủ điểm", "chủ đề", "đến", "và", "học kỳ"])
                || text.count <= 60 && text.lower[min(found.range.upperBound, text.count - 1)] == ":"
                || Capitals.only(text)
        }
        return text.starts(withAnyOf: openers) && text.count - found.range.upperBound <= 12
    }

    private static func isMonths(_ atom: TimeAtom) -> Bool { if case .months = atom { true } else { false } }

    /// The time the heading gives to what stands under it.
    func time(_ context: TimeContext) -> PlannedTime? {
        let text = Wording(title)
        if text.contains(anyOf: TimePhrase.ongoing) {
            let years = TimeScanner(text).all().compactMap { $0.atom.kind == .period ? $0.atom.value(context) : nil }
            return PlannedTime(.ongoing, years.first ?? context.whole)
        }
        guard GroupHeading.isTime(text) else { return nil }
        var time = TimePhrase.read(title, context)
        time.phrase = nil
        return time.kind == .unstated ? nil : time
    }
}
