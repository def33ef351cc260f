import Vocabulary

/// Sentences that stop too early.
enum IncompleteText {
    /// `đã ký kết giữa cơ quan …` without a second party.
    static func oneParty(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        ["ky ket giua", "phoi hop giua"].flatMap { text.places(of: $0) }.compactMap { place in
            let words = text.words(place).dropFirst(3)
            let clause = words.prefix { !["trong", "ve", ".", ";"].contains($0.key) }.prefix(60)
            // Cut off at `trong` or `về`, so that `và` of the object does not count.
            guard words.count > 3, clause.count < words.count,
                !clause.contains(where: { ["va", "voi", "-", ",", "cac", "hai", "/"].contains($0.key) })
            else { return nil }
            return .info(
                .incompleteText, [text.line(place)], "something between one party only",
                "“\(text.words(place).prefix(9).written)…”: thiếu bên thứ hai.")
        }
    }

    private static let openEnds: Set = [
        "và", "của", "các", "cho", "với", "theo", "về", "những", "tại", "bằng", "hoặc", "trong",
    ]

    /// A paragraph that ends in `và`, `của`, `các`.
    static func brokenOff(_ text: PlanText, _ draft: PlanDraft) -> [PlanDraft.Finding] {
        text.passages.compactMap { passage in
            guard let last = passage.words.last, passage.words.count >= 6, openEnds.contains(last.text),
                !passage.isCell || text.rows.contains(where: { $0.line == last.line && $0.isFromTable })
            else { return nil }
            // A table without borders breaks its cells anywhere.
            guard draft.task(at: passage.last) == nil || passage.isCell || !text.linesAreBroken else { return nil }
            return .info(
                .incompleteText, [passage.last], "the paragraph ends in \(last.text)",
                "Câu dừng ở “\(passage.words.suffix(4).written)”: có thể thiếu nội dung.")
        }
    }
}
