import Vocabulary

/// Tỷ lệ, số lượng: how many of a unit or a bloc may be given an award, as the rules of a day and the local regulation say.
public struct QuotaRule: Equatable, Sendable {
    public enum Measure: Equatable, Sendable {
        /// At most so many hundredths of a percent of those who have the title below.
        case share(Int)
        /// The law leaves the share to the province, which has not said it.
        case leftToProvince
        /// As many as were given to the bloc.
        case ofBloc
    }

    public let measure: Measure
    /// Where the measure stands: the article, or the local regulation.
    public let source: String
    public let confidence: Confidence

    /// `15 %`; nil where there is no share.
    public var percent: String? {
        guard case .share(let hundredths) = measure else { return nil }
        return Percent.words(hundredths)
    }

    /// How many of so many; nil where there is no share.
    public func most(of base: Int) -> Int? {
        guard case .share(let hundredths) = measure else { return nil }
        return base * hundredths / 10_000
    }
}

extension Law {
    /// Nil where nothing limits how many may be given.
    public func quota(of award: Award.Slug, on day: Day, _ local: Proposal.LocalRegulation?) -> QuotaRule? {
        let rules = checks(of: award).filter { $0.check == .quota }.flatMap { $0.parts.joined() }
        guard let rule = rules.first(where: { $0.accepted.contains(day) }) else { return nil }
        switch rule.shape {
        case let share as ShareOfBase:
            if let fixed = share.percent.fixed {
                return QuotaRule(measure: .share(fixed), source: rule.citation, confidence: rule.confidence)
            }
            if let key = share.percent.local, let local, let percent = local[key] {
                // What is not confirmed is whether the law has a ceiling of its own; the province has decided.
                return QuotaRule(measure: .share(percent), source: local.vietnamese(key), confidence: .known)
            }
            return QuotaRule(measure: .leftToProvince, source: rule.citation, confidence: rule.confidence)
        case is WithinLimit: return QuotaRule(measure: .ofBloc, source: rule.citation, confidence: rule.confidence)
        default: return nil
        }
    }
}
