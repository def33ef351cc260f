import Vocabulary

/// Điều kiện: one thing that the law asks for an award on a day, in plain words, with its article.
public struct Requirement: Equatable, Sendable {
    public let check: Check
    /// Parts of one check must all be met; in each the first requirement that fits the case is asked.
    public let part: String
    /// What is asked.
    public let words: String
    /// For whom and when it is asked: `cá nhân; cán bộ, công chức, viên chức; khen công trạng`; nil: always.
    public let condition: String?
    /// Asked only where none of those before it in its part fits.
    public let isForOthers: Bool
    public let citation: String
    public let confidence: Confidence
    /// The last day of what it rests on, where that has passed and no successor is held: nothing can be told.
    public let lapsedAfter: Day?

    /// What is asked is told; the article says where.
    public var isConfirmed: Bool { confidence != .unconfirmed && lapsedAfter == nil }
}

extension Law {
    /// What is asked of a dossier for an award that is accepted on a day, in the order of the checks; without what can never be
    /// asked about it: of subjects that do not get it, of decisions by who may not decide on it.
    public func requirements(of slug: Award.Slug, on day: Day) -> [Requirement] {
        let subjects = awards[slug]?.version(on: day).version.subjects ?? []
        let deciders = powers(over: slug, on: day).map(\.decider)
        return requirements(checks(of: slug), on: day) { condition in
            (condition.subjects.map { !Set($0).isDisjoint(with: subjects) } ?? true)
                && (condition.deciders.map { !Set($0).isDisjoint(with: deciders) } ?? true)
        }
    }

    /// What is asked of funds and of the legal bases of papers, whatever the award.
    public func generalRequirements(on day: Day) -> [Requirement] {
        requirements(checksWithoutAward, on: day) { _ in true }
    }

    private func requirements(_ checks: [CheckRules], on day: Day, where isAsked: (Condition) -> Bool) -> [Requirement]
    {
        let names = AwardNames(awards: awards, day: day)
        return checks.flatMap { check in
            check.parts.flatMap { part -> [Requirement] in
                var hasEarlier = false
                return part.filter { $0.accepted.contains(day) && isAsked($0.condition) }.map { rule in
                    defer { hasEarlier = true }
                    return rule.requirement(names, isForOthers: hasEarlier, on: day)
                }
            }
        }
    }

    /// Who may decide on an award that is signed on a day.
    public func powers(over slug: Award.Slug, on day: Day) -> [Power] {
        powers.filter { $0.awards.contains(slug) && $0.period.contains(day) }
    }

    /// Days on which something about an award changed: its versions, what is asked, who decides, what is paid; oldest first.
    public func turns(of slug: Award.Slug) -> [Day] {
        guard let award = awards[slug] else { return [] }
        var days = Set(regimes.map(\.period.start) + bonuses.salaries.map(\.from))
        func add(_ period: Period) {
            days.insert(period.start)
            if let end = period.end { days.insert(end) }
        }
        for version in award.versions { add(version.period) }
        for power in powers where power.awards.contains(slug) { add(power.period) }
        for rule in checks(of: slug).flatMap({ $0.parts.joined() }) { add(rule.accepted) }
        return days.filter { day in
            day >= heldFrom && (day == heldFrom || !comparison(from: day.adding(days: -1), to: day, only: slug).isSame)
        }.sorted()
    }

    /// Awards whose rules, powers or names cite an instrument on any day, in the order of the catalogue.
    public func awards(citing instrument: Instrument) -> [Award] {
        func cites(_ text: String) -> Bool { text.contains(instrument.number) }
        return awards.all.filter { award in
            award.versions.contains { cites($0.article) }
                || powers.contains { $0.awards.contains(award.slug) && cites($0.citation) }
                || checks(of: award.slug).contains {
                    $0.parts.joined().contains { isOfFew($0) && cites($0.citation) }
                }
        }
    }

    /// Whether a rule is for some awards only, not for most of the catalogue.
    private func isOfFew(_ rule: Rule) -> Bool { rule.awards.map { $0.count * 2 <= awards.all.count } ?? false }

    /// Whether rules for every award, or for most, cite it.
    public func isCitedForEveryAward(_ instrument: Instrument) -> Bool {
        rules.contains { !isOfFew($0) && $0.check.needsAward && $0.citation.contains(instrument.number) }
    }
}

extension Rule {
    func requirement(_ names: AwardNames, isForOthers: Bool, on day: Day) -> Requirement {
        Requirement(
            check: check, part: part, words: shape.words(names), condition: condition.words, isForOthers: isForOthers,
            citation: citation, confidence: confidence, lapsedAfter: lapsesAfter.flatMap { $0 < day ? $0 : nil })
    }
}

extension Condition {
    /// `cá nhân; khen công trạng; thủ tục thông thường`; nil where it asks nothing.
    var words: String? {
        guard !asksNothing else { return nil }
        var parts: [String] = []
        if let subjects { parts.append(subjects.map(\.vietnamese).joined(separator: ", ")) }
        if let groups { parts.append(groups.map(\.vietnamese).joined(separator: "; ")) }
        if let bases { parts.append("khen \(bases.map(\.vietnamese).joined(separator: ", "))") }
        if let exceptBases { parts.append("trừ khen \(exceptBases.map(\.vietnamese).joined(separator: ", "))") }
        if let procedure { parts.append(procedure.vietnamese) }
        if let deciders {
            parts.append("do \(deciders.map(\.vietnamese).joined(separator: ", ")) quyết định")
        }
        return parts.joined(separator: "; ")
    }
}
