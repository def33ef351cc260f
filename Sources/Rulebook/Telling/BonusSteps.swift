import Vocabulary

/// The bonus of one recipient step by step, or why none can be told.
public enum BonusSteps: Equatable, Sendable {
    /// `raw`: the product in đồng before it is rounded up, in hundredths.
    case computed(Bonus, rawHundredths: Int)
    case none(String)

    /// In đồng; nil where none can be told.
    public var amount: Int? {
        if case .computed(let bonus, _) = self { bonus.amount } else { nil }
    }
}

extension Law {
    /// Tiền thưởng of an award to one recipient, by the day on which the decision is signed.
    public func bonusSteps(
        of award: Award.Slug, to kind: SubjectKind, _ group: Proposal.Group? = nil, on day: Day
    ) -> BonusSteps {
        var proposal = Proposal()
        proposal.award = award
        proposal.subject = Proposal.Subject(kind: kind, group: group)
        proposal.decidedOn = day
        switch bonusResult(proposal, acceptedBeforeHeld: false) {
        case .none(let why): return .none(why)
        case .bonus(let bonus): return .computed(bonus, rawHundredths: bonus.multiple * bonus.baseSalary)
        }
    }
}
