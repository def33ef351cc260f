import Vocabulary

/// When a rule is asked at all: which subject, group, basis, procedure, decider.
struct Condition: Equatable, Sendable {
    var subjects: [SubjectKind]?
    var groups: [Proposal.Group]?
    var bases: [Proposal.Basis]?
    var exceptBases: [Proposal.Basis]?
    var procedure: Proposal.Procedure?
    var deciders: [Decider]?
    let asksNothing: Bool

    enum Fit: Equatable {
        case yes, no
        /// It depends on a fact that is missing: which.
        case missing(String)

        func and(_ other: Fit) -> Fit {
            switch (self, other) {
            case (.no, _), (_, .no): .no
            case (.yes, _): other
            case (.missing, _): self
            }
        }
    }

    static let keys: Set = ["subjects", "groups", "bases", "exceptBases", "procedure", "deciders"]

    init(_ fields: Fields) throws(InputRefusal) {
        subjects = try fields.words("subjects")
        groups = try fields.words("groups")
        bases = try fields.words("bases")
        exceptBases = try fields.words("exceptBases")
        procedure = try fields.word("procedure")
        deciders = try fields.words("deciders")
        asksNothing =
            subjects == nil && groups == nil && bases == nil && exceptBases == nil && procedure == nil
            && deciders == nil
    }
}

extension Rule {
    /// One part that does not fit settles it, whatever else is missing.
    func fits(_ question: Question) -> Condition.Fit {
        if condition.asksNothing { return .yes }
        return procedureFit(question).and(deciderFit(question)).and(basisFit(question)).and(subjectFit(question))
            .and(groupFit(question))
    }

    private func procedureFit(_ question: Question) -> Condition.Fit {
        guard let procedure = condition.procedure else { return .yes }
        return question.proposal.procedure == procedure ? .yes : .no
    }

    private func deciderFit(_ question: Question) -> Condition.Fit {
        guard let deciders = condition.deciders else { return .yes }
        guard let decider = question.proposal.decider else {
            // Only an award that one of them may give at all.
            let isTheirs = question.award.map { award in
                question.law.powers.contains { deciders.contains($0.decider) && $0.awards.contains(award.slug) }
            }
            return isTheirs == true ? .missing("người có thẩm quyền quyết định") : .no
        }
        return deciders.contains(decider) ? .yes : .no
    }

    private func basisFit(_ question: Question) -> Condition.Fit {
        let (bases, exceptBases) = (condition.bases, condition.exceptBases)
        guard bases != nil || exceptBases != nil else { return .yes }
        guard let basis = question.basis else {
            return .missing("loại hình khen thưởng (công trạng, đột xuất, phong trào, …)")
        }
        if let bases, !bases.contains(basis) { return .no }
        if let exceptBases, exceptBases.contains(basis) { return .no }
        return .yes
    }

    private func subjectFit(_ question: Question) -> Condition.Fit {
        guard let subjects = condition.subjects else { return .yes }
        guard let kind = question.proposal.subject?.kind else {
            let possible = question.version?.version.subjects ?? []
            if possible.allSatisfy({ subjects.contains($0) }) { return .yes }
            return possible.contains { subjects.contains($0) }
                ? .missing("loại đối tượng (cá nhân, tập thể, hộ gia đình)") : .no
        }
        return subjects.contains(kind) ? .yes : .no
    }

    private func groupFit(_ question: Question) -> Condition.Fit {
        guard let groups = condition.groups else { return .yes }
        guard let group = question.proposal.subject?.group else {
            return .missing("nhóm đối tượng (cán bộ, công chức; công nhân; nông dân; …)")
        }
        return groups.contains(group) ? .yes : .no
    }
}
