import Vocabulary

/// Triển vọng: what the rulebook says of one award for one subject, before there is a dossier: the conditions that stand in
/// facts, and the earliest year. Papers, ballots, terms and who decides are asked of the dossier.
public struct Prospect: Equatable, Sendable {
    public let award: Award.Slug
    /// In the order of checks; without words where nobody asked for them.
    public let findings: [Finding]
    /// Whether a criterion of achievement of this award is among them. Where the files of the law hold none, the rest proves
    /// nothing.
    public let hasCriteria: Bool
    /// Nil where it is met already, or where nobody asked.
    public var earliest: Earliest?

    /// When every coming year goes well.
    public enum Earliest: Equatable, Sendable {
        /// Every condition would be met in this year.
        case reached(AchievementYear)
        /// From this year on nothing stands against it, but a rule is not confirmed or a fact is missing.
        case open(AchievementYear)
        /// Something stands against it in every year looked at.
        case notWithin(years: Int)
    }

    public var verdict: Verdict {
        let said = findings.reduce(Verdict.met) { .both($0, $1.verdict) }
        return said == .met && !hasCriteria ? .unknown : said
    }

    /// The award is not for this kind of subject, or does not exist on the day.
    public var isForOthers: Bool { findings.contains { $0.check == .subject && $0.verdict == .unmet } && !hasCriteria }

    public subscript(check: Check) -> Finding? { findings.first { $0.check == check } }
}

/// From which year on all facts of a kind are known; nil where nobody said so. What is not known whole proves nothing by its
/// absence.
public struct WholeFrom: Hashable, Sendable {
    public var honours: Int?
    public var ratings: Int?
    public var initiatives: Int?
    public var discipline: Int?
    public var matters: Int?

    public init(
        honours: Int? = nil, ratings: Int? = nil, initiatives: Int? = nil, discipline: Int? = nil, matters: Int? = nil
    ) {
        (self.honours, self.ratings, self.initiatives) = (honours, ratings, initiatives)
        (self.discipline, self.matters) = (discipline, matters)
    }

    /// Everything is known since ever.
    public static let always = WholeFrom(honours: 1, ratings: 1, initiatives: 1, discipline: 1, matters: 1)
}
