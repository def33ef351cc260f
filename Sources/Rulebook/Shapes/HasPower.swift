import Vocabulary

/// Who decides has the power on the day of signing, by the table of `Law/powers.json`.
struct HasPower: RuleShape {
    static let name = "hasPower"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String {
        "Người ký quyết định có thẩm quyền tặng danh hiệu, hình thức này vào ngày ký (xem “Ai quyết định”)."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let award = question.award else { return nil }
        guard let decider = question.proposal.decider else { return question.missing("người có thẩm quyền quyết định") }
        let powers = question.law.powers.filter { $0.decider == decider && $0.awards.contains(award.slug) }
        guard !powers.isEmpty else {
            return question.unmet("\(decider.vietnamese) không có thẩm quyền quyết định \(question.name(award.slug)).")
        }
        guard let day = question.proposal.decidedOn else { return question.missing("ngày ký quyết định") }
        guard let power = powers.first(where: { $0.period.contains(day) }) else {
            let from = powers.map(\.period.start).filter { $0 > day }.min()
            let last = powers.compactMap(\.period.last).filter { $0 < day }.max()
            let when =
                last.map { "chỉ có thẩm quyền đến \($0.vietnamese)" } ?? from.map {
                    "chỉ có thẩm quyền từ \($0.vietnamese)"
                }
                ?? "không có thẩm quyền"
            var judgement = question.unmet(
                "\(decider.vietnamese) \(when) với \(question.name(award.slug)); quyết định ký ngày \(day.vietnamese).")
            judgement.citation = powers.first?.citation
            return judgement
        }
        var judgement =
            if let last = power.lapsesAfter, last < day {
                question.unknown(
                    "Văn bản giao thẩm quyền hết hiệu lực sau \(last.vietnamese), chưa có văn bản thay thế; chưa xác định được."
                )
            } else {
                question.met("\(decider.vietnamese) có thẩm quyền ngày \(day.vietnamese).")
            }
        judgement.citation = power.citation
        return judgement
    }
}
