import Vocabulary

/// The years to come if each goes well, by the law of the day asked about: the best rating, initiatives, every title that
/// nothing stands against, every rung of the ladder the first time it can be had. The engine says what can be had; no number of
/// years is written here.
struct ComingYears {
    /// How far one looks.
    static let reach = 30
    private(set) var earliest: [Award.Slug: Prospect.Earliest] = [:]

    init(_ law: Law, _ subject: Proposal, _ today: Prospects, awards: [Award.Slug]) {
        var known = subject
        known.basis = .congTrang
        let order = law.ordered(awards).filter { awards.contains($0) }
        let yearly = Set(order.flatMap { law.supports(of: $0).yearly })
        let rungs = Set(order.flatMap { law.supports(of: $0).rungs })
        var held = Set(
            (known.history ?? []).filter { $0.basis == nil || $0.basis == .congTrang }.compactMap(\.award))
        for ahead in 0...Self.reach {
            let year = today.year.adding(ahead)
            let accepted = today.acceptedOn.adding(calendarYears: ahead)
            if ahead > 0 { known.goWell(in: year, by: accepted) }
            if ahead > 0, order.allSatisfy({ earliest[$0] != nil }) { break }
            for slug in order where ahead > 0 || rungs.contains(slug) || yearly.contains(slug) {
                let serves = yearly.contains(slug) || rungs.contains(slug) && !held.contains(slug)
                if earliest[slug] != nil, !serves { continue }
                let verdict = Self.verdict(slug, known, law, today, year, accepted)
                if ahead > 0, verdict != .unmet { note(slug, verdict, year) }
                guard verdict != .unmet, ahead > 0 || verdict == .met else { continue }
                let isNew = rungs.contains(slug) && !held.contains(slug)
                guard yearly.contains(slug) || isNew else { continue }
                if known.history?.contains(where: { $0.award == slug && $0.year == year }) ?? true { continue }
                // Given after this dossier and before the next one.
                known.history?.append(
                    Proposal.Honour(
                        award: slug, year: year, decidedOn: max(accepted, year.lastDay), basis: .congTrang))
                held.insert(slug)
            }
        }
        for slug in order where earliest[slug] == nil { earliest[slug] = .notWithin(years: Self.reach) }
    }

    private mutating func note(_ slug: Award.Slug, _ verdict: Verdict, _ year: AchievementYear) {
        switch earliest[slug] {
        case nil: earliest[slug] = verdict == .met ? .reached(year) : .open(year)
        default: break
        }
    }

    /// By the rules of the day asked about, with the facts of a later year.
    private static func verdict(
        _ slug: Award.Slug, _ known: Proposal, _ law: Law, _ today: Prospects, _ year: AchievementYear, _ accepted: Day
    ) -> Verdict {
        var proposal = known
        proposal.award = slug
        proposal.year = year
        proposal.acceptedOn = accepted
        let question = Question(proposal, law, regimeDay: today.acceptedOn, acceptedOn: accepted, tells: false)
        var verdict = Verdict.met
        // One achievement twice is no matter of coming years.
        for check in law.checks(of: slug) where today.asked.contains(check.check) && check.check != .double {
            if let finding = check.finding(question) { verdict = .both(verdict, finding.verdict) }
        }
        return verdict
    }
}

extension Proposal {
    /// A year in which everything was done as well as can be.
    fileprivate mutating func goWell(in year: AchievementYear, by accepted: Day) {
        let day = min(year.lastDay, accepted)
        ratings?.append(Rated(year, .excellent))
        initiatives?.append(
            contentsOf: Array(
                repeating: Initiative(year: year, kind: .sangKien, scope: .toanQuoc, recognisedOn: day), count: 9))
        // What is open now is settled by then.
        pending = pending?.map { matter in
            var matter = matter
            matter.to = matter.to ?? day
            return matter
        }
        guard var people = collective else { return }
        (people.completed, people.ldtt, people.cstdCoSo) = (people.members, people.members, people.members)
        people.disciplined = 0
        collective = people
    }
}

extension Day {
    /// The same day so many years later; 29/02 becomes 28/02.
    fileprivate func adding(calendarYears years: Int) -> Day {
        AchievementYear.day(year + years, month, 1).adding(days: day(in: year + years) - 1)
    }

    private func day(in other: Int) -> Int {
        let own = number - AchievementYear.day(year, month, 1).number
        let length =
            (month == 12
                ? 31 : AchievementYear.day(other, month + 1, 1).number - AchievementYear.day(other, month, 1).number)
        return min(own + 1, length)
    }
}
