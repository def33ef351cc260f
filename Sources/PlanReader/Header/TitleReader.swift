/// The abstract behind the type line, and the decision that the plan is annexed to.
enum TitleReader {
    struct Reading {
        var text: String?
        var issuedWith: PlanDraft.IssuedWith?
        var next: Int
    }

    private static let stops: [Needle] = [
        "căn cứ", "kính gửi", "thực hiện kế hoạch số", "thực hiện quyết định", "thực hiện chỉ thị",
        "thực hiện công văn", "thực hiện nghị quyết",
        "thực hiện hướng dẫn", "thực hiện chương trình", "thực hiện luật", "nhằm", "để ", "trên cơ sở", "theo đề nghị",
        "thực hiện kế hoạch của",
        "thực hiện văn bản", "thực hiện nhiệm vụ", "thực hiện kế hoạch", "điều 1", "chủ tịch ủy ban", "giám đốc sở",
    ]

    static func read(_ sources: [Source], after place: Int, first: String, gap: Int) -> Reading {
        var parts = first.isEmpty ? [] : [first]
        var reading = Reading(text: nil, issuedWith: nil, next: place + 1)
        var (at, blanks) = (place + 1, 0)
        while at < sources.count, at < place + 40 {
            guard case .line(let line) = sources[at] else { break }
            if line.isBlank {
                blanks += 1
                at += 1
                continue
            }
            let text = line.text
            let wording = Wording(text.prefix(400))
            if text.unicodeScalars.allSatisfy({ "-_=*~.—–─ ".unicodeScalars.contains($0) }) {
                at += 1
                reading.next = at
                if !parts.isEmpty { break }
                continue
            }
            if wording.lower.first == "(" || wording.starts(withAnyOf: ["ban hành kèm theo", "kèm theo quyết định"]) {
                let (issued, next) = annexed(sources, from: at)
                guard let issued else { break }
                reading.issuedWith = issued
                reading.next = next
                at = next
                break
            }
            if isEnd(wording, parts, blanks: blanks, gap: gap, isWholeText: text.count) { break }
            parts.append(text)
            reading.next = at + 1
            blanks = 0
            at += 1
            if parts.count >= 8 { break }
        }
        let title = parts.joined(separator: " ").tidied.trimmingEnd("*_.;:").trimmingStart("*_")
        reading.text = title.isEmpty ? nil : title
        return reading
    }

    private static func isEnd(_ text: Wording, _ parts: [String], blanks: Int, gap: Int, isWholeText length: Int)
        -> Bool
    {
        if text.starts(withAnyOf: stops), !parts.isEmpty || text.starts(withAnyOf: ["căn cứ", "kính gửi"]) {
            return true
        }
        if let (mark, _) = ItemMark.read(text) {
            switch mark {
            case .roman, .number, .part, .capital, .article: return true
            default: break
            }
        }
        guard let last = parts.last else { return length > 320 }
        if blanks > gap + 1 || gap == 0 && blanks > 0 && !text.isLower(0) { return true }
        if length > 200 || last.hasSuffix(".") { return true }
        let wasCapitals = Capitals.only(Wording(last.prefix(200)))
        if wasCapitals, !Capitals.only(text), !text.isDigit(0), Wording(last).count > 20, blanks > gap { return true }
        // A sentence about the body that issues the plan.
        if text.contains(anyOf: ["ban hành kế hoạch", "xây dựng kế hoạch", "như sau"]), text.isUpper(0), length > 60 {
            return true
        }
        if text.isUpper(0), ["như sau", "sau đây"].contains(where: text.text(from: 0).trimmingEnd(":.").hasSuffix) {
            return true
        }
        return false
    }

    /// "(Ban hành kèm theo Quyết định số … ngày … của …)".
    static func annexed(_ sources: [Source], from start: Int) -> (PlanDraft.IssuedWith?, next: Int) {
        var (text, at, last) = ("", start, start)
        while at < sources.count, at < start + 10, case .line(let line) = sources[at] {
            if !line.isBlank {
                text += (text.isEmpty ? "" : " ") + line.text
                last = at
                if line.text.hasSuffix(")") || line.text.hasSuffix(").") { break }
            }
            at += 1
        }
        let wording = Wording(text.prefix(600))
        guard wording.contains("kèm theo"), let citation = CitationReader.first(in: wording) else {
            return (nil, start)
        }
        var issued = PlanDraft.IssuedWith(kind: citation.kind ?? "Quyết định")
        issued.number = citation.number
        issued.date = citation.date
        issued.issuer = citation.issuer?.trimmingEnd(")")
        if let day = wording.first("ngày") {
            let end = wording.first("của", from: day.upperBound)?.lowerBound ?? wording.count
            issued.dateText = wording.text(from: day.lowerBound, to: end).trimmingEnd(")")
        }
        issued.lines = .init(sources[start].line, sources[last].line)
        return (issued, last + 1)
    }
}
