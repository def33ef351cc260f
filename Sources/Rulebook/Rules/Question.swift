import Vocabulary

/// A case as the rules see it: the facts, the law, and the day whose law is asked.
final class Question {
    let proposal: Proposal
    let law: Law
    let award: Award?
    /// The day whose rules apply.
    let regimeDay: Day
    /// Nil where it is missing or lies before the first regime that is held.
    let acceptedOn: Day?
    /// Whether words and evidence are wanted; who only counts leaves them out.
    let tells: Bool
    /// Emulation titles are for merit unless said otherwise; for a form of commendation the basis is a fact that may be missing.
    let basis: Proposal.Basis?
    /// The version of the award whose rules apply; without a day of acceptance the last one.
    let version: (version: Award.Version, isConfirmed: Bool)?

    convenience init(_ proposal: Proposal, _ law: Law, regimeDay: Day, acceptedOn: Day?, tells: Bool) {
        let award = proposal.award.flatMap { law.awards[$0] }
        self.init(
            proposal, law, award, award?.version(on: acceptedOn == nil ? nil : regimeDay), regimeDay: regimeDay,
            acceptedOn: acceptedOn, tells: tells)
    }

    /// With the award and its version found already.
    init(
        _ proposal: Proposal, _ law: Law, _ award: Award?, _ version: (version: Award.Version, isConfirmed: Bool)?,
        regimeDay: Day, acceptedOn: Day?, tells: Bool
    ) {
        (self.proposal, self.law, self.regimeDay, self.acceptedOn) = (proposal, law, regimeDay, acceptedOn)
        (self.award, self.version, self.tells) = (award, version, tells)
        basis = proposal.basis ?? (award?.kind == .title ? .congTrang : nil)
    }

    func met(_ words: @autoclosure () -> String, _ evidence: @autoclosure () -> [String] = []) -> Judgement {
        tells ? Judgement(.met, words(), evidence()) : Judgement(.met, "")
    }

    func unmet(_ words: @autoclosure () -> String, _ evidence: @autoclosure () -> [String] = []) -> Judgement {
        tells ? Judgement(.unmet, words(), evidence()) : Judgement(.unmet, "")
    }

    func unknown(_ words: @autoclosure () -> String, _ evidence: @autoclosure () -> [String] = []) -> Judgement {
        tells ? Judgement(.unknown, words(), evidence()) : Judgement(.unknown, "")
    }

    /// A fact that nobody gave: what to bring.
    func missing(_ fact: @autoclosure () -> String) -> Judgement {
        unknown("Chưa có \(fact()); cần bổ sung để kết luận.")
    }

    /// `met` or `unmet` by a condition.
    func judge(
        _ isMet: Bool, _ words: @autoclosure () -> String, _ evidence: @autoclosure () -> [String] = []
    ) -> Judgement {
        isMet ? met(words(), evidence()) : unmet(words(), evidence())
    }

    /// The name of an award in the law of this question.
    func name(_ slug: Award.Slug) -> String {
        law.awards[slug]?.version(on: regimeDay).version.name ?? slug.description
    }

    func names(_ slugs: [Award.Slug]) -> String { slugs.map { name($0) }.joined(separator: " hoặc ") }

    /// `Chiến sĩ thi đua cơ sở năm 2023: 1204/QĐ-UBND`
    func evidence(_ honour: Proposal.Honour) -> String {
        let what = honour.award.map { name($0) } ?? "Khen thưởng chưa rõ loại"
        let year = honour.year.map { " \($0.vietnamese)" } ?? ""
        let paper =
            honour.decision ?? honour.decidedOn.map { "quyết định ngày \($0.vietnamese)" } ?? "chưa ghi số quyết định"
        return "\(what)\(year): \(paper)"
    }
}
