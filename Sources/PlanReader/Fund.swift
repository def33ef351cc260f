/// Where the money comes from.
enum FundReader {
    static func read(_ outline: Outline, _ assignments: [PlanDraft.Assignment]) -> PlanDraft.Fund? {
        if let section = outline.sections.first(where: {
            Wording($0.title).contains(anyOf: ["kinh phí", "nguồn kinh phí", "dự toán", "tài chính"])
        }) {
            let passages = outline.elements[section.places].compactMap {
                if case .passage(let passage) = $0 { passage } else { nil }
            }
            if let fund = fund(passages, from: section.lines.first, assignments) { return fund }
        }
        for node in outline.nodes {
            let text = node.passage.bodyWording
            guard text.starts(withAnyOf: ["kinh phí", "nguồn kinh phí", "về kinh phí"]), !isOfTask(outline, node) else {
                continue
            }
            var passages = [node.passage]
            if text.count <= 40 { passages += node.children.prefix(6).map { outline.nodes[$0].passage } }
            if let fund = fund(passages, from: node.passage.lines.first, assignments) { return fund }
        }
        return nil
    }

    /// The cost of one task, beside its lead and its time.
    private static func isOfTask(_ outline: Outline, _ node: Outline.Node) -> Bool {
        guard let parent = node.parent else { return false }
        return outline.nodes[parent].children.contains { child in
            guard let label = Label.read(outline.nodes[child].passage.wording)?.label else { return false }
            return label == .lead || label == .implementer || label == .time || label == .coordinators
        }
    }

    private static func fund(_ passages: [Passage], from first: Int, _ assignments: [PlanDraft.Assignment]) -> PlanDraft
        .Fund?
    {
        let said = passages.prefix(12)
        guard let last = said.last else { return nil }
        let text = Wording(said.map(\.body).joined(separator: " "))
        guard text.count > 12 else { return nil }
        var fund = PlanDraft.Fund(source: source(text))
        fund.lines = .init(first, last.lines.last)
        let amounts = Money.all(in: text)
        fund.amount = total(text, amounts)
        if amounts.count > 1 {
            for passage in said {
                let wording = passage.bodyWording
                guard let amount = Money.all(in: wording).first, amount.value != fund.amount || said.count > 1,
                    passage.mark?.isBullet ?? false
                else { continue }
                let name = wording.text(from: 0, to: amount.range.lowerBound).trimmingEnd(":,- ")
                if !name.isEmpty { fund.parts.append(.init(name: name, amount: amount.value)) }
            }
            if fund.parts.count > 1, !fund.parts.contains(where: { $0.amount == fund.amount }),
                !text.contains(anyOf: ["tổng"])
            {
                fund.amount = fund.parts.compactMap(\.amount).reduce(0) { $0 &+ $1 }
            }
        }
        percent(text, &fund)
        fund.manager = manager(text)
        fund.basis = CitationReader.first(in: text).flatMap { basis in
            basis.number == nil ? nil : "\(basis.kind ?? "") số \(basis.number ?? "")".tidied
        }
        fund.appraiser =
            assignments.first {
                Wording($0.unit).contains("tài chính")
                    && $0.duties.contains { Wording($0).contains(anyOf: ["thẩm định"]) }
            }?.unit
        return fund
    }

    /// "từ nguồn …" up to the next clause, or the first clause.
    private static func source(_ text: Wording) -> String {
        var start = 0
        if let word = text.first(of: ["từ nguồn", "trích từ", "sử dụng từ", "lấy từ", "chi từ", "bố trí từ", "do"]),
            word.lowerBound > 0
        {
            start = text.has("do", at: word.lowerBound) ? 0 : text.skippingSpaces(word.upperBound)
        }
        var (end, depth) = (start, 0)
        while end < text.count {
            let sign = text.lower[end]
            if sign == "(" { depth += 1 }
            if sign == ")" { depth -= 1 }
            if depth <= 0,
                sign == "." && (end + 1 >= text.count || text.lower[end + 1] == " ") || depth <= 0 && sign == ";"
            {
                break
            }
            if depth <= 0, sign == ",", text.has("do", at: text.skippingSpaces(end + 1)) { break }
            if depth <= 0, end > start + 12, text.has("để", at: end) { break }
            end += 1
        }
        let name = text.text(from: start, to: end)
        return name.isEmpty ? text.text(from: 0, to: min(text.count, 200)) : name
    }

    private static func total(_ text: Wording, _ amounts: [(value: Int, range: Range<Int>)]) -> Int? {
        if let word = text.first(of: [
            "tổng kinh phí", "tổng cộng", "tổng số tiền", "tổng dự toán", "tổng", "dự kiến kinh phí",
        ]), let after = amounts.first(where: { $0.range.lowerBound >= word.upperBound }) {
            return after.value
        }
        return amounts.first?.value
    }

    private static func percent(_ text: Wording, _ fund: inout PlanDraft.Fund) {
        guard let sign = text.lower.firstIndex(of: "%") else { return }
        var start = sign
        while start > 0, text.isDigit(start - 1) || text.lower[start - 1] == "," || text.lower[start - 1] == "." {
            start -= 1
        }
        fund.percent = Double(text.text(from: start, to: sign).replacing(",", with: "."))
        if let of = text.first(of: ["của", "trong", "từ"], from: sign, to: min(text.count, sign + 12)) {
            var end = of.upperBound
            while end < text.count, !"().;".unicodeScalars.contains(text.lower[end]),
                !(text.lower[end] == "," && text.has("do", at: text.skippingSpaces(end + 1)))
            { end += 1 }
            fund.percentOf = text.text(from: of.upperBound, to: end)
        }
    }

    private static func manager(_ text: Wording) -> String? {
        if let word = text.first(of: ["quản lý", "chịu trách nhiệm quản lý"]) {
            let before = Wording(text.text(from: max(0, word.lowerBound - 90), to: word.lowerBound))
            if let by = before.last("do"), Units.opens(before, at: before.skippingSpaces(by.upperBound)) {
                return RolesInSentence.clean(before.text(from: by.upperBound))
            }
            if let sentence = before.lower.lastIndex(of: "."),
                Units.opens(before, at: before.skippingSpaces(sentence + 1))
            {
                let start = before.skippingSpaces(sentence + 1)
                return RolesInSentence.clean(
                    before.text(from: start, to: (Units.endOfName(before, from: start) ?? before.count)))
            }
        }
        return nil
    }
}

/// Sums of money in đồng.
enum Money {
    /// `120.000.000 đồng`, `45 triệu đồng`, `1,5 tỷ đồng`.
    static func all(in text: Wording) -> [(value: Int, range: Range<Int>)] {
        var (found, at) = ([(value: Int, range: Range<Int>)](), 0)
        while at < text.count {
            guard text.isDigit(at), at == 0 || !text.isDigit(at - 1) && !text.isLetter(at - 1) else {
                at += 1
                continue
            }
            var end = at
            while end < text.count,
                text.isDigit(end)
                    || (text.lower[end] == "." || text.lower[end] == ",") && end + 1 < text.count
                        && text.isDigit(end + 1)
            { end += 1 }
            let figures = text.text(from: at, to: end)
            let unit = text.skippingSpaces(end)
            if let value = amount(figures, text, unit) { found.append((value, at..<end)) }
            at = max(end, at + 1)
        }
        return found
    }

    private static func amount(_ figures: String, _ text: Wording, _ unit: Int) -> Int? {
        let scales: [(Needle, Double)] = [("tỷ", 1e9), ("tỉ", 1e9), ("triệu", 1e6), ("nghìn", 1e3), ("ngàn", 1e3)]
        for (word, scale) in scales where text.has(word, at: unit) {
            let groups = figures.split(separator: ".")
            let plain =
                groups.count > 1 && groups.dropFirst().allSatisfy { $0.count == 3 }
                ? groups.joined() : figures.replacing(",", with: ".")
            guard let value = Double(plain.replacing(",", with: ".")), value < 1e9 else { return nil }
            return Int((value * scale).rounded())
        }
        guard
            text.has("đồng", at: unit) || text.has("đ", at: unit) || text.has("vnđ", at: unit)
                || text.has("vnd", at: unit)
        else { return nil }
        guard figures.utf8.count <= 20, let value = Int(figures.filter { $0.isNumber }), value >= 1000 else {
            return nil
        }
        return value
    }
}
