import Vocabulary

/// Totals whose parts are told in the same sentence, and money whose parts are told.
enum PartSums {
    /// What is counted in plans of this subject.
    private static let nouns: Set = [
        "lop", "nguoi", "giai", "doan", "khoi", "cum", "buoi", "bai", "dot", "phien", "to", "doi", "xa", "phuong",
        "huyen", "cuoc",
        "suat", "co", "truong", "chi", "tiet", "nhom",
    ]
    private static let longNouns: Set = [
        "dai bieu", "don vi", "tap the", "ca nhan", "dong chi", "thi sinh", "bang khen", "giay khen", "hoi nghi",
        "mo hinh", "chuyen de", "can bo", "hoc vien", "diem cau",
    ]

    /// `02 lớp: 01 lớp cho …; 01 lớp cho …`; `12 giải (01 giải Nhất, …)`.
    static func inSentence(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        text.passages.flatMap { passage -> [PlanDraft.Finding] in
            let words = passage.words
            var (findings, at): ([PlanDraft.Finding], Int) = ([], 0)
            while at < words.count {
                defer { at += 1 }
                guard let total = words[at].number, total > 1,
                    at == 0 || !["den", "-", "moi", "tu", "/", "."].contains(words[at - 1].key),
                    let noun = noun(words, at + 1), let start = opening(words, at + 1 + noun.count)
                else { continue }
                let end = close(words, start)
                let region = words[(start + 1)..<end]
                let parts = counts(of: noun, in: region)
                guard parts.count >= 2, !region.contains(where: { ["moi", "tu", "den"].contains($0.key) }) else {
                    continue
                }
                let isPart = region.hasAny(["trong do"]) || words[(at + 1)...start].contains { $0.key == "do" }
                let sum = parts.reduce(0) { $0 &+ $1 }
                guard isPart ? sum > total : sum != total else { continue }
                let name = words[(at + 1)..<(at + 1 + noun.count)].written
                findings.append(
                    .warn(
                        .countMismatch, [words[at].line, words[end - 1].line].places,
                        "\(total) \(name) stated, the parts sum to \(sum)",
                        "Văn bản ghi \(total) \(name); các phần cộng lại được \(sum). Đề nghị kiểm tra lại số lượng."))
                at = end - 1
            }
            return findings
        }
    }

    private static func noun(_ words: [PlanText.Word], _ at: Int) -> [String]? {
        guard at < words.count else { return nil }
        if at + 1 < words.count, longNouns.contains("\(words[at].key) \(words[at + 1].key)") {
            return [words[at].key, words[at + 1].key]
        }
        return nouns.contains(words[at].key) ? [words[at].key] : nil
    }

    /// The bracket, colon or `gồm` that opens the parts, at most three words behind the noun.
    private static func opening(_ words: [PlanText.Word], _ from: Int) -> Int? {
        guard from < words.count else { return nil }
        for at in from..<min(from + 4, words.count) {
            if ["(", ":"].contains(words[at].key) { return at }
            if words[at].key == "gom" { return at + 1 < words.count && words[at + 1].key == ":" ? at + 1 : at }
            guard words[at].isWord || words[at].key == "," else { return nil }
        }
        return nil
    }

    /// The word behind the parts.
    private static func close(_ words: [PlanText.Word], _ start: Int) -> Int {
        var depth = 0
        for at in start..<min(words.count, start + 200) {
            switch words[at].key {
            case "(": depth += 1
            case ")":
                depth -= 1
                if depth <= 0 { return at }
            case ".": if depth == 0, at + 1 >= words.count || !words[at + 1].isGlued { return at }
            default: continue
            }
        }
        return min(words.count, start + 200)
    }

    /// Numbers in front of this noun, not those in further brackets.
    private static func counts(of noun: [String], in words: ArraySlice<PlanText.Word>) -> [Int] {
        var (depth, result): (Int, [Int]) = (0, [])
        for at in words.indices {
            if words[at].key == "(" { depth += 1 }
            if words[at].key == ")" { depth -= 1 }
            if depth == 0, let number = words[at].number, words.stand(noun, at: at + 1) { result.append(number) }
        }
        return result
    }

    /// `24 đại biểu (12 huyện, mỗi huyện 02 người)`: number of units by the quota of one.
    static func products(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        let people: Set = ["dai", "nguoi", "hoc", "can"]
        return text.places(of: "moi").compactMap { place in
            let words = text.passages[place.passage].words
            guard words.count < 120, words.filter({ $0.key == "moi" }).count == 1, place.word + 2 < words.count else {
                return nil
            }
            let unit = words[place.word + 1].key == "don" ? ["don", "vi"] : [words[place.word + 1].key]
            let after = place.word + 1 + unit.count
            guard after + 1 < words.count, let quota = words[after].number, people.contains(words[after + 1].key) else {
                return nil
            }
            let units = counts(of: unit, in: words[...].withoutBrackets)
            let totals = words.indices.filter { at in
                at != after && words[at].number != nil && at + 1 < words.count && people.contains(words[at + 1].key)
            }.compactMap { words[$0].number }
            guard units.count == 1, totals.count == 1, units[0] < 100_000, quota < 1000, units[0] * quota != totals[0]
            else { return nil }
            return .warn(
                .countMismatch, [words[0].line, words[words.count - 1].line].places,
                "\(units[0]) x \(quota) is \(units[0] * quota), not \(totals[0])",
                "\(units[0]) × \(quota) = \(units[0] * quota) nhưng văn bản ghi \(totals[0]). Đề nghị kiểm tra lại số lượng."
            )
        }
    }

    static func fund(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        guard let fund = draft.fund, let total = fund.amount, fund.parts.count >= 2 else { return [] }
        let amounts = fund.parts.compactMap(\.amount)
        let sum = amounts.reduce(0) { $0 &+ $1 }
        let lines = fund.lines.map { [$0.first, $0.last].places } ?? [1]
        let isPart = text.places(of: "trong do").contains {
            ((fund.lines?.first ?? 0)...(fund.lines?.last ?? 0)).contains(text.line($0))
        }
        guard sum > total || amounts.count == fund.parts.count && !isPart && sum != total else { return [] }
        return [
            .warn(
                .countMismatch, lines, "\(total) stated, the parts of the money sum to \(sum)",
                "Tổng kinh phí ghi \(total.grouped) đồng; các khoản cộng lại được \(sum.grouped) đồng. Đề nghị kiểm tra lại."
            )
        ]
    }
}

extension ArraySlice where Element == PlanText.Word {
    /// Brackets taken away, their words kept.
    fileprivate var withoutBrackets: ArraySlice<PlanText.Word> { filter { $0.key != "(" && $0.key != ")" }[...] }
}

extension Int {
    /// `12.500.000`
    var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (at, digit) in digits.enumerated() {
            if at > 0, (digits.count - at) % 3 == 0 { text += "." }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + text
    }
}
