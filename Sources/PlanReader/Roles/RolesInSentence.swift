/// Who leads and who helps, told in a sentence: "giao Sở Nội vụ chủ trì, phối hợp với …".
struct RolesInSentence: Equatable, Sendable {
    var lead: String?
    var coordinators: [String] = []

    private static let givers: [Needle] = ["giao cho", "giao", "phân công", "yêu cầu", "đề nghị"]

    static func read(_ text: Wording) -> RolesInSentence {
        var roles = RolesInSentence()
        roles.lead = lead(text)
        roles.coordinators = helpers(text)
        return roles
    }

    /// "Giao X chủ trì", "X chủ trì", "do X chủ trì", "(X chủ trì)".
    private static func lead(_ text: Wording) -> String? {
        var from = 0
        while let word = text.first(
            of: [
                "chủ trì", "làm đầu mối", "là đầu mối", "chịu trách nhiệm chính", "là cơ quan chủ trì",
                "là đơn vị chủ trì",
            ], from: from)
        {
            from = word.upperBound
            let start = clauseStart(text, before: word.lowerBound)
            var name = text.text(from: start, to: word.lowerBound)
            var wording = Wording(name)
            for giver in givers {
                if let place = wording.last(giver), place.upperBound < wording.count {
                    name = wording.text(from: place.upperBound)
                    wording = Wording(name)
                }
            }
            for opener in ["do", "và"] as [Needle] where wording.starts(with: opener) {
                name = wording.text(from: opener.count)
                wording = Wording(name)
            }
            if Units.opens(wording), wording.count <= 160, Units.endOfName(wording, from: 0) == nil {
                return clean(name)
            }
            if wording.isEmpty || Wording(text.text(from: 0, to: word.lowerBound)).isEmpty {
                // "Chủ trì: Sở Nội vụ" inside a sentence.
                let value = text.skippingSpaces(word.upperBound)
                if value < text.count, text.lower[value] == ":" {
                    return clean(text.text(from: text.skippingSpaces(value + 1), to: clauseEnd(text, from: value + 1)))
                }
            }
        }
        // "Giao Sở Nội vụ tham mưu …", "Đề nghị Công an tỉnh thông tin …"
        for giver in ["giao cho", "giao", "đề nghị", "yêu cầu", "phân công"] as [Needle] {
            guard let word = text.first(giver), word.lowerBound == 0 || sentenceStarts(text, word.lowerBound) else {
                continue
            }
            let start = text.skippingSpaces(word.upperBound)
            if Units.opens(text, at: start), let end = Units.endOfName(text, from: start) {
                return clean(text.text(from: start, to: end))
            }
        }
        return nil
    }

    private static func sentenceStarts(_ text: Wording, _ at: Int) -> Bool {
        let before = text.text(from: max(0, at - 2), to: at)
        return before.hasSuffix(".") || before.hasSuffix(";") || before.hasSuffix(":") || text.isUpper(at)
    }

    /// "phối hợp với X tham mưu …": X up to the next verb or the end of the clause.
    static func helpers(_ text: Wording) -> [String] {
        guard let word = text.first("phối hợp") else { return [] }
        if word.upperBound < text.count, text.lower[word.upperBound] == "," || text.lower[word.upperBound] == "." {
            return []
        }
        var start = text.skippingSpaces(word.upperBound)
        for skip in ["chặt chẽ", "cùng", "với", "cùng với", ":", "của"] as [Needle] where text.has(skip, at: start) {
            start = text.skippingSpaces(start + skip.count)
        }
        for skip in ["với", "cùng"] as [Needle] where text.has(skip, at: start) {
            start = text.skippingSpaces(start + skip.count)
        }
        guard start < text.count,
            Units.opens(text, at: start) || text.has("với", at: text.skippingSpaces(word.upperBound))
        else { return [] }
        let end = min(Units.endOfName(text, from: start) ?? text.count, clauseEnd(text, from: start))
        let names = text.text(from: start, to: end)
        guard names.unicodeScalars.count <= 400 else { return [] }
        return splitRow(names)
    }

    /// `split`, and at a comma or "và" behind which the name of another office begins.
    static func splitRow(_ names: String) -> [String] {
        split(names).flatMap { part -> [String] in
            let text = Wording(part)
            var (found, from, depth) = ([String](), 0, 0)
            for at in 0..<text.count {
                if text.lower[at] == "(" { depth += 1 }
                if text.lower[at] == ")" { depth -= 1 }
                let next: Int
                if text.lower[at] == "," {
                    next = text.skippingSpaces(at + 1)
                } else if text.has("và", at: at), at > 0, text.lower[at - 1] == " " {
                    next = text.skippingSpaces(at + 2)
                } else {
                    continue
                }
                guard depth == 0, at > from, next < text.count, opensOffice(text, next), !isBare(text, from, at) else {
                    continue
                }
                found.append(clean(text.text(from: from, to: at)))
                from = next
            }
            found.append(clean(text.text(from: from)))
            return found
        }.filter { !$0.isEmpty }
    }

    private static func opensOffice(_ text: Wording, _ at: Int) -> Bool {
        guard Units.opens(text, at: at) else { return false }
        // "Văn phòng HĐND và UBND xã", "Văn phòng Đoàn ĐBQH và HĐND tỉnh" are one office.
        let served: [Needle] = ["ubnd", "hđnd", "ủy ban nhân dân", "hội đồng nhân dân"]
        if served.contains(where: { text.has($0, at: at) }), let office = text.last("văn phòng", to: at) {
            let between = Wording(text.text(from: office.upperBound, to: at))
            if between.isEmpty || between.contains(anyOf: ["hđnd", "đoàn", "hội đồng nhân dân"]) { return false }
        }
        return text.isUpper(at) || text.has("các", at: at)
    }

    /// "Đảng ủy, HĐND, UBND xã", "các sở, ban, ngành": the place or the rest of the name comes at the end.
    private static func isBare(_ text: Wording, _ start: Int, _ end: Int) -> Bool {
        let name = Wording(text.text(from: start, to: end))
        return name.wordStarts.count < 2 || Units.openers.contains { $0.scalars == name.lower }
            || name.starts(with: "các") && name.wordStarts.count < 3
    }

    /// Parts between `;`, list marks and the full stop at the end left out.
    static func split(_ names: String) -> [String] {
        names.split(separator: ";").map { clean(String($0)) }.filter { !$0.isEmpty }
    }

    static func clean(_ name: String) -> String {
        name.tidied.trimmingStart("-+–:,;•").trimmingEnd(".,;:-–")
    }

    private static func clauseStart(_ text: Wording, before end: Int) -> Int {
        var at = end - 1
        var depth = 0
        while at >= 0, end - at < 220 {
            let sign = text.lower[at]
            if sign == ")" { depth += 1 }
            if sign == "(" {
                if depth == 0 { return at + 1 }
                depth -= 1
            }
            if depth == 0, sign == ";" || sign == ":" || (sign == "." && at + 1 < end && text.lower[at + 1] == " ") {
                return at + 1
            }
            at -= 1
        }
        return max(0, at + 1)
    }

    private static func clauseEnd(_ text: Wording, from start: Int) -> Int {
        var (at, depth) = (start, 0)
        while at < text.count {
            let sign = text.lower[at]
            if sign == "(" { depth += 1 }
            if sign == ")" {
                if depth == 0 { return at }
                depth -= 1
            }
            if depth == 0,
                sign == ";" || sign == ":" || (sign == "." && (at + 1 >= text.count || text.lower[at + 1] == " "))
            {
                return at
            }
            at += 1
        }
        return text.count
    }
}
