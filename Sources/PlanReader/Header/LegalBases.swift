/// One paper cited by kind, number, day and body.
enum CitationReader {
    static let kinds: [String] = [
        "Luật", "Bộ luật", "Nghị định", "Thông tư", "Thông tư liên tịch", "Quyết định", "Kế hoạch", "Chỉ thị",
        "Nghị quyết", "Công văn", "Hướng dẫn", "Quy chế",
        "Quy định", "Thông báo", "Chương trình", "Pháp lệnh", "Kết luận", "Đề án", "Hiến pháp", "Văn bản", "Điều lệ",
        "Tờ trình", "Báo cáo", "Công điện",
    ]
    static let needles = kinds.map { (name: $0, needle: Needle($0)) }

    /// The first citation of a text; its kind, number, day and issuer where they are told.
    static func first(in text: Wording) -> PlanDraft.LegalBasis? {
        var best: (name: String, at: Int)?
        for (name, needle) in needles {
            guard let found = text.first(needle) else { continue }
            if best.map({ found.lowerBound < $0.at || found.lowerBound == $0.at && name.count > $0.name.count }) ?? true
            {
                best = (name, found.lowerBound)
            }
        }
        var basis = PlanDraft.LegalBasis(text: text.text(from: 0))
        guard let best else { return nil }
        basis.kind = best.name
        let start = best.at + best.name.unicodeScalars.count
        var afterNumber = start
        if let word = text.first("số", from: start, to: min(text.count, start + 90)) {
            let at = text.skippingSpaces(word.upperBound)
            basis.number = NumberAndSymbol.symbol(
                text, from: at < text.count && text.lower[at] == ":" ? text.skippingSpaces(at + 1) : at)
            afterNumber = word.upperBound
        } else {
            basis.number = NumberAndSymbol.symbol(text, from: text.skippingSpaces(start))
        }
        // Only its own day: not that of a paper cited behind "về việc".
        let limit =
            text.first(of: ["về việc", "về", "quy định", "sửa đổi", "hướng dẫn", "của"], from: afterNumber + 2)?
            .lowerBound ?? text.count
        if let day = text.first("ngày", from: start, to: min(text.count, max(limit, start + 60))),
            limit >= day.lowerBound || basis.number != nil && limit > start + 50,
            let found = TimeScanner(text).read(day.lowerBound).first, case .day(_, .some, .some) = found.atom
        {
            basis.date = found.atom.value(TimeContext())
        }
        basis.issuer = issuer(text, from: start)
        return basis
    }

    private static func issuer(_ text: Wording, from start: Int) -> String? {
        guard let word = text.first("của", from: start, to: min(text.count, start + 120)) else { return nil }
        let from = text.skippingSpaces(word.upperBound)
        let end =
            text.first(
                of: [
                    "về việc", "về", "quy định", "ban hành", "hướng dẫn", "sửa đổi", "phê duyệt", "nước cộng hòa",
                    "nước cộng hoà", "triển khai", "tổ chức",
                ], from: from)?.lowerBound
            ?? text.place(of: ",;.)", from: from) ?? text.count
        let name = text.text(from: from, to: end).trimmingEnd(",;.)")
        guard !name.isEmpty, name.unicodeScalars.count <= 120 else { return nil }
        let wording = Wording(name)
        if wording.starts(with: "chính phủ") { return "Chính phủ" }
        if wording.starts(with: "quốc hội") { return "Quốc hội" }
        // "Hội đồng … (TĐ-KT) Tỉnh": the short name says nothing new.
        if let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") {
            return (String(name[..<open]) + String(name[name.index(after: close)...])).tidied
        }
        return name
    }
}

/// The preamble: what the plan is based on.
enum LegalBases {
    private static let ends: [Needle] = [
        "đề nghị", "yêu cầu", "thông báo", "hướng dẫn", "báo cáo", "quyết định", "xây dựng", "ban hành", "lập", "đề ra",
        "tổ chức triển khai", "triển khai",
    ]

    /// One basis for each paper behind "Căn cứ" (or "Thực hiện", with a number), in order.
    static func read(_ elements: ArraySlice<Element>) -> [PlanDraft.LegalBasis] {
        var bases: [PlanDraft.LegalBasis] = []
        for element in elements.prefix(80) {
            guard case .passage(let passage) = element else { break }
            switch passage.mark {
            case .roman?, .part?, .number?, .capital?, .article?:
                if bases.isEmpty, passage.mark?.level != 20 { break }
                return bases
            default: break
            }
            let text = passage.bodyWording
            let start: Int
            if text.starts(with: "căn cứ") {
                start = text.skippingSpaces(6)
            } else if text.starts(withAnyOf: [
                "thực hiện", "theo", "thi hành", "triển khai", "xét đề nghị", "xét tờ trình",
            ]) {
                guard let citation = CitationReader.first(in: Wording(text.text(from: 0, to: min(text.count, 160)))),
                    citation.number != nil
                else { continue }
                start = text.skippingSpaces(
                    text.first(of: ["thực hiện", "theo", "thi hành", "triển khai thực hiện", "triển khai", "xét"])?
                        .upperBound
                        ?? 0)
            } else {
                continue
            }
            for part in parts(text, from: start) {
                var basis = CitationReader.first(in: part) ?? PlanDraft.LegalBasis(text: part.text(from: 0))
                basis.text = part.text(from: 0).trimmingEnd(".;,")
                basis.lines = passage.lines
                bases.append(basis)
            }
        }
        return bases
    }

    /// Parts between `;` that are papers of their own; the closing "… xây dựng Kế hoạch" left out.
    private static func parts(_ text: Wording, from start: Int) -> [Wording] {
        var parts: [Wording] = []
        var from = start
        var at = start
        while at <= text.count {
            if at == text.count || text.lower[at] == ";"
                || text.lower[at] == "." && at + 2 < text.count && text.lower[at + 1] == " " && text.isUpper(at + 2)
            {
                let part = Wording(text.text(from: from, to: at))
                let own = part.starts(with: "căn cứ") ? Wording(part.text(from: 6)) : part
                if parts.isEmpty || CitationReader.needles.contains(where: { own.has($0.needle, at: 0) })
                    || part.starts(with: "căn cứ")
                {
                    if let cut = cut(own) { parts.append(cut) }
                } else if let last = parts.last, !isSentence(own) {
                    parts[parts.count - 1] = Wording(last.text(from: 0) + "; " + own.text(from: 0))
                } else {
                    break
                }
                if at < text.count, text.lower[at] == "." { break }
                from = at + 1
            }
            at += 1
        }
        return parts.filter { !$0.isEmpty }
    }

    private static func isSentence(_ part: Wording) -> Bool {
        Units.opens(part) && part.contains(anyOf: ends) || part.contains("như sau")
    }

    /// "…, Hội đồng … xây dựng Kế hoạch …": only what stands before the office that makes the plan.
    private static func cut(_ part: Wording) -> Wording? {
        var from = 0
        while let comma = part.place(of: ",", from: from) {
            let next = part.skippingSpaces(comma + 1)
            if next < part.count, part.isUpper(next), Units.opens(part, at: next),
                let verb = Units.endOfName(part, from: next, within: 160),
                ends.contains(where: { part.has($0, at: verb) })
            {
                return Wording(part.text(from: 0, to: comma))
            }
            from = comma + 1
        }
        return part
    }
}
