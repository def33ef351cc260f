import Database
import Rulebook
import Vocabulary

/// What a regulation changes in a year that is known: for each unit its Chiến sĩ thi đua cơ sở against those it is counted from.
struct LocalQuotas: Equatable, Sendable {
    struct Line: Equatable, Sendable {
        let unit: String
        let fighters: Int
        let base: Int
        /// How many the unit may have; nil where nobody says.
        let mostBefore: Int?
        let mostAfter: Int?
        let before: Verdict
        let after: Verdict

        var hasChanged: Bool { before != after || mostBefore != mostAfter }
    }

    let lines: [Line]
    let accepted: Day

    var changed: Int { lines.count { $0.hasChanged } }
    func count(_ verdict: Verdict, after: Bool) -> Int { lines.count { (after ? $0.after : $0.before) == verdict } }

    /// As if the dossiers of that year were accepted on the first day of the regulation. Two queries, whatever the province holds.
    static func of(
        _ year: Int, _ regulation: LocalRegulation, _ values: [LocalValue], from first: Day, _ law: Law,
        in scope: Scope,
        _ db: any Reader
    ) throws -> LocalQuotas {
        let (old, new) = try LocalTimeline.beside(regulation, values, from: first, db)
        let (before, after) = (old.inForce(on: first), new.inForce(on: first))
        let rows = try db.all(
            """
            SELECT u.name, u.name_key,
                count(DISTINCT CASE WHEN h.award = 'cstd-co-so' THEN COALESCE(h.person, -h.name) END) AS fighters,
                -- Who has Chiến sĩ thi đua cơ sở has the title below it too.
                count(DISTINCT COALESCE(h.person, -h.name)) AS base
            FROM honour h JOIN unit u ON u.id = h.unit
            WHERE h.award IN ('cstd-co-so', 'ldtt', 'cstt') AND h.state = 'held' AND h.subject_kind = 'individual'
              AND h.last_year = \(year) AND \(sql: Scope.branches([regulation.path]).condition(path: "u.path"))
              AND \(sql: scope.condition(path: "u.path"))
            GROUP BY u.id, u.name, u.name_key ORDER BY u.name_key, u.id
            """)
        var asked = Proposal()
        asked.award = .of("cstd-co-so")
        (asked.acceptedOn, asked.year, asked.only) = (first, AchievementYear(year), Checks([Check.quota]))
        let lines = try rows.map { row in
            let (fighters, base): (Int, Int) = (try row("fighters"), try row("base"))
            func verdict(_ local: Proposal.LocalRegulation?) -> Verdict {
                var proposal = asked
                var quota = Proposal.Quota()
                (quota.candidates, quota.base) = (fighters, base)
                (proposal.quota, proposal.local) = (quota, local)
                return law.answer(proposal, tells: false).verdict
            }
            func most(_ local: Proposal.LocalRegulation?) -> Int? {
                law.quota(of: .of("cstd-co-so"), on: first, local)?.most(of: base)
            }
            return Line(
                unit: try row("name"), fighters: fighters, base: base, mostBefore: most(before), mostAfter: most(after),
                before: verdict(before), after: verdict(after))
        }
        return LocalQuotas(lines: lines, accepted: first)
    }
}
