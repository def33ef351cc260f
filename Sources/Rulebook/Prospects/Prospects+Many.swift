import Vocabulary

/// Many subjects at once, on all cores.
extension Prospects {
    /// One of the subjects: its facts, and from when on they are whole.
    public struct Case: Equatable, Sendable {
        public var subject: Proposal
        public var whole: WholeFrom

        public init(_ subject: Proposal, _ whole: WholeFrom) { (self.subject, self.whole) = (subject, whole) }
    }

    /// What `prospect` says of each case and each award, without words: a row for each case, in the order of the awards.
    public func verdicts(of awards: [Award.Slug], _ cases: [Case]) -> [[Verdict]] {
        Examination.inSlices(cases) { slice in
            var own = self
            return slice.map { one in awards.map { own.verdict($0, one.subject, one.whole) } }
        }
    }

    /// What `prospect` says of each case, with words.
    public func prospects(_ award: Award.Slug, _ cases: [Case]) -> [Prospect] {
        Examination.inSlices(cases) { slice in
            var own = self
            return slice.map { own.prospect(award, $0.subject, $0.whole) }
        }
    }
}
