import Vocabulary

/// The body that makes the plan, where no block at the upper left names it: from the sentence of the preamble, or from the signature.
enum IssuerInText {
    private static let makers: [Needle] = [
        "ban hành kế hoạch", "xây dựng kế hoạch", "lập kế hoạch", "xây dựng chương trình", "ban hành chương trình",
        "đề ra kế hoạch",
    ]
    private static let levels: [Needle] = [
        "tỉnh", "huyện", "xã", "phường", "thành phố", "thị xã", "thị trấn", "quận", "đặc khu",
    ]

    /// Fills the issuer of a header that has none and marks it as inferred, unless the preamble names it in full.
    static func complete(_ facts: inout PlanDraft.Header, _ preamble: ArraySlice<Element>, _ elements: [Element]) {
        guard facts.issuer == nil else {
            facts.issuer = facts.issuer.map { spelled($0, elements) }
            return
        }
        if let named = maker(preamble) {
            let (name, full) = withPlace(named, facts, elements)
            facts.issuer = name
            facts.issuerInferred = !(full && Wording(name).contains(anyOf: levels))
        } else if let behind = facts.issuedWith?.issuer {
            facts.issuer = withPlace(behind, facts, elements).name
            facts.issuerInferred = true
        } else if let body = facts.signer?.onBehalfOf {
            facts.issuer = ofTitle(body, facts.title) ?? withPlace(Issuer.fullName(body), facts, elements).name
            facts.issuerInferred = true
        }
    }

    /// A board signs for its body: "… của Hội Nông dân tỉnh Hoàng Giang".
    private static func ofTitle(_ body: String, _ title: String?) -> String? {
        guard Wording(body).starts(withAnyOf: ["ban thường vụ", "ban chấp hành", "ban giám hiệu", "tập thể"]), let title
        else { return nil }
        let wording = Wording(title)
        guard let word = wording.last("của") else { return nil }
        let name = wording.text(from: word.upperBound)
        return Units.opens(Wording(name)) ? name : nil
    }

    private static func maker(_ preamble: ArraySlice<Element>) -> String? {
        for element in preamble.prefix(40) {
            guard case .passage(let passage) = element else { continue }
            let text = passage.wording
            guard let verb = text.first(of: makers) else { continue }
            var start = verb.lowerBound
            while start > 0, !",;.:".unicodeScalars.contains(text.lower[start - 1]) || insideBrackets(text, start - 1) {
                start -= 1
            }
            var name = text.text(from: start, to: verb.lowerBound)
            // A list inside a name: "Phòng Văn hóa, Khoa học và Thông tin".
            while !Units.opens(Wording(name)), start > 1 {
                start -= 1
                while start > 0, !",;.:".unicodeScalars.contains(text.lower[start - 1]) { start -= 1 }
                name = text.text(from: start, to: verb.lowerBound)
                if text.text(from: 0, to: start).isEmpty { break }
            }
            if let open = name.firstIndex(of: "(") { name = String(name[..<open]).tidied }
            if Units.opens(Wording(name)), name.unicodeScalars.count <= 120 { return name.trimmingEnd(",") }
        }
        return nil
    }

    private static func insideBrackets(_ text: Wording, _ at: Int) -> Bool {
        var depth = 0
        for place in stride(from: at, to: max(-1, at - 200), by: -1) {
            if text.lower[place] == ")" { depth += 1 }
            if text.lower[place] == "(" { depth -= 1 }
            if depth < 0 { return true }
        }
        return false
    }

    /// "Ủy ban nhân dân tỉnh" with the place of the paper: "Ủy ban nhân dân tỉnh Điện Biên".
    static func withPlace(_ name: String, _ facts: PlanDraft.Header, _ elements: [Element]) -> (
        name: String, full: Bool
    ) {
        let expanded = name.replacing("UBND", with: "Ủy ban nhân dân").replacing("HĐND", with: "Hội đồng nhân dân")
        let wording = Wording(expanded)
        guard let level = levels.first(where: { needle in wording.last(needle)?.upperBound == wording.count }) else {
            return (expanded, true)
        }
        let stem = wording.text(from: 0, to: wording.count - level.count)
        let word = wording.text(from: wording.count - level.count, to: wording.count).lowercased()
        if let title = facts.title, let place = properName(after: level, Wording(title)) {
            return ("\(stem) \(word) \(place)", false)
        }
        var counts: [String: Int] = [:]
        for element in elements.prefix(400) {
            guard case .passage(let passage) = element else { continue }
            if let place = properName(after: level, passage.wording) { counts[place, default: 0] += 1 }
        }
        for element in elements.suffix(60) {
            guard case .table(let table) = element else { continue }
            for row in table.rows.prefix(60) {
                for cell in row.cells {
                    if let cell, let place = properName(after: level, Wording(cell.text)) {
                        counts[place, default: 0] += 1
                    }
                }
            }
        }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        if let place = level == "tỉnh" || level == "thành phố" ? facts.place ?? best : best ?? facts.place {
            return ("\(stem) \(word) \(place)", false)
        }
        return (expanded, false)
    }

    /// "tỉnh Sơn La": the words with capitals behind the level.
    private static func properName(after level: Needle, _ text: Wording) -> String? {
        var from = 0
        while let found = text.first(level, from: from) {
            from = found.upperBound
            var (at, end) = (text.skippingSpaces(found.upperBound), found.upperBound)
            var words = 0
            while at < text.count, text.isUpper(at), words < 4 {
                var stop = at
                while stop < text.count, text.isLetter(stop) { stop += 1 }
                if stop - at > 1, (at..<stop).allSatisfy({ text.isUpper($0) }) { break }
                end = stop
                words += 1
                at = text.skippingSpaces(stop)
                if stop >= text.count || text.lower[stop] != " " { break }
            }
            if words >= 1, words <= 4 { return text.text(from: found.upperBound, to: end) }
        }
        return nil
    }

    /// The spelling that the text itself uses for a name printed in capitals.
    private static func spelled(_ name: String, _ elements: [Element]) -> String {
        let needle = Needle(name)
        for element in elements.prefix(40) {
            guard case .passage(let passage) = element, let found = passage.wording.first(needle) else { continue }
            let text = passage.wording.text(found)
            if !Capitals.only(Wording(text)) { return text.prefix(1).uppercased() + text.dropFirst() }
        }
        return name
    }
}
