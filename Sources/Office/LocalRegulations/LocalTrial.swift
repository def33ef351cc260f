import Database
import Rulebook
import Vocabulary

/// Ca thử của quy chế: each case of a draft, as it is judged now and as it would be with the draft.
struct LocalTrial: Equatable, Sendable {
    struct Line: Equatable, Sendable {
        let name: String
        let acceptedOn: Day?
        let before: TriedCase
        let after: TriedCase

        var hasChanged: Bool { before.answer?.verdict != after.answer?.verdict || !changedChecks.isEmpty }

        /// Checks whose verdict is another one.
        var changedChecks: [Check] {
            let checks = Set((before.answer?.findings ?? []).map(\.check)).union(
                (after.answer?.findings ?? []).map(\.check))
            return checks.filter { before.answer?[$0]?.verdict != after.answer?[$0]?.verdict }.sorted {
                $0.rawValue < $1.rawValue
            }
        }
    }

    let lines: [Line]

    /// Throws nothing for cases that fail: they are shown.
    init(_ regulation: LocalRegulation, _ values: [LocalValue], from first: Day, _ law: Law, _ db: any Reader) throws {
        let (before, after) = try LocalTimeline.beside(regulation, values, from: first, db)
        guard let book = try? CaseBook(regulation.cases, named: "ca thử") else {
            lines = []
            return
        }
        let old = book.tried(law) { $0.flatMap(before.inForce) }
        let new = book.tried(law) { $0.flatMap(after.inForce) }
        lines = zip(old, new).map { Line(name: $0.name, acceptedOn: $1.acceptedOn, before: $0, after: $1) }
    }

    /// What is not as expected with the draft.
    var slips: [CaseTrial.Slip] { lines.flatMap(\.after.slips) }
    /// Cases with a slip.
    var redCount: Int { lines.filter { !$0.after.slips.isEmpty }.count }
    var changed: [Line] { lines.filter(\.hasChanged) }
}
