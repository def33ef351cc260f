import Foundation
import Vocabulary

/// Kỳ xét: the same awards asked of many subjects on one day of acceptance.
///
/// What follows from the day alone, which rules hold and what each award is, is found once, so that a province is judged as fast as
/// its facts are read. Says what `Law.answer` says of each.
public struct Examination: Sendable {
    public let law: Law
    public let acceptedOn: Day
    /// In the order of the verdicts.
    public let awards: [Award.Slug]
    /// These only are asked.
    public let checks: Checks
    private let entries: [Entry]
    private let places: [Award.Slug: Int]

    /// One award, with what follows from the day alone.
    struct Entry: Sendable {
        let award: Award
        let version: (version: Award.Version, isConfirmed: Bool)
        /// With the rules of the day only.
        let checks: [CheckRules]
    }

    /// Awards that the catalogue does not have are left out.
    public init(_ law: Law, of awards: [Award.Slug], acceptedOn day: Day, checks: Checks) {
        (self.law, acceptedOn, self.checks) = (law, day, checks)
        entries = awards.compactMap { slug in
            law.awards[slug].map { award in
                Entry(
                    award: award, version: award.version(on: day),
                    checks: law.checks(of: slug).filter { checks.contains($0.check) }.map { $0.held(on: day) })
            }
        }
        let awards = entries.map(\.award.slug)
        self.awards = awards
        places = Dictionary(zip(awards, awards.indices)) { first, _ in first }
    }

    /// Nil for an award that is not asked about.
    func entry(_ award: Award.Slug) -> Entry? { places[award].map { entries[$0] } }

    /// The verdict for each award, without words; a check that is not met ends the asking.
    public func verdicts(of subject: Proposal) -> [Verdict] {
        var proposal = asked(subject)
        guard acceptedOn >= law.heldFrom else { return answers(of: subject, tells: false).map(\.verdict) }
        return entries.map { entry in
            proposal.award = entry.award.slug
            let question = question(proposal, entry, tells: false)
            var verdict = Verdict.met
            for check in entry.checks {
                verdict = .both(verdict, check.verdict(question) ?? .met)
                if verdict == .unmet { break }
            }
            return verdict
        }
    }

    /// The whole answer for each award.
    public func answers(of subject: Proposal, tells: Bool = true) -> [Answer] {
        var proposal = asked(subject)
        return entries.map { entry in
            proposal.award = entry.award.slug
            guard acceptedOn >= law.heldFrom else { return law.answer(proposal, tells: tells) }
            let question = question(proposal, entry, tells: tells)
            var answer = Answer(
                regime: law.regime(on: acceptedOn)?.instruments ?? [],
                findings: entry.checks.compactMap { $0.finding(question) })
            law.complete(&answer, proposal, acceptedOn, tells: tells)
            return answer
        }
    }

    /// The same of many, on all cores, in their order. The answers of each are let go once they are taken, so that those of a
    /// province need not stand in memory at once.
    public func answers<Result: Sendable>(
        of subjects: [Proposal], tells: Bool = true, _ take: @Sendable ([Answer]) -> Result
    ) -> [Result] {
        Self.inSlices(subjects) { slice in slice.map { take(answers(of: $0, tells: tells)) } }
    }

    private func asked(_ subject: Proposal) -> Proposal {
        var proposal = subject
        (proposal.acceptedOn, proposal.only) = (acceptedOn, checks)
        return proposal
    }

    private func question(_ proposal: Proposal, _ entry: Entry, tells: Bool) -> Question {
        Question(
            proposal, law, entry.award, entry.version, regimeDay: acceptedOn, acceptedOn: acceptedOn, tells: tells)
    }

    /// Slices of many on all cores; the answers in the order of the subjects.
    static func inSlices<Subject: Sendable, Result: Sendable>(
        _ subjects: [Subject], _ body: @Sendable (ArraySlice<Subject>) -> [Result]
    ) -> [Result] {
        let slice = 512
        let count = (subjects.count + slice - 1) / slice
        var parts = [[Result]](repeating: [], count: count)
        parts.withUnsafeMutableBufferPointer { buffer in
            // Each turn writes its own place.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: count) { turn in
                places[turn] = body(subjects[turn * slice..<min((turn + 1) * slice, subjects.count)])
            }
        }
        return parts.flatMap(\.self)
    }
}
