import Rulebook
import Vocabulary

/// What the office knows of somebody's past, as the rules of the law ask for it: part of a `Proposal`.
///
/// The lists hold what is known; whether they are whole is said by `isComplete`. They hold conduct too: who shows them to a
/// visitor asks for `readConduct` first.
public struct SubjectFacts: Equatable, Sendable {
    /// Honours that are held: neither revoked nor withdrawn, oldest first.
    public var history: [Proposal.Honour]?
    public var ratings: [Proposal.Rated]?
    public var initiatives: [Proposal.Initiative]?
    public var discipline: [Proposal.Discipline]?
    public var pending: [Proposal.Matter]?
    /// First day of the earliest post that is known; nil for units.
    public var joined: Day?
    public var group: Proposal.Group?
    public var isComplete: FactsComplete

    public init(
        history: [Proposal.Honour]? = [], ratings: [Proposal.Rated]? = [], initiatives: [Proposal.Initiative]? = [],
        discipline: [Proposal.Discipline]? = [], pending: [Proposal.Matter]? = [], joined: Day? = nil,
        group: Proposal.Group? = nil, isComplete: FactsComplete = FactsComplete()
    ) {
        (self.history, self.ratings, self.initiatives) = (history, ratings, initiatives)
        (self.discipline, self.pending, self.joined, self.group) = (discipline, pending, joined, group)
        self.isComplete = isComplete
    }
}

extension Proposal.Group {
    /// Nhóm of the law for a post: in an enterprise worker or entrepreneur, in the forces soldier, elsewhere official.
    ///
    /// Who only helps out (cộng tác viên) is not told from staff; a clerk corrects the group where it matters.
    init(_ post: Post.Group, in kind: Unit.Kind) {
        self =
            switch (kind, post) {
            case (_, .businessLeader): .entrepreneur
            case (.enterprise, .direct), (.cooperative, .direct): .worker
            case (.enterprise, _), (.cooperative, _): .entrepreneur
            case (.police, _), (.army, _): .soldier
            default: .official
            }
    }
}
