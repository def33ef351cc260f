import Rulebook
import Vocabulary

/// Bảng xét cả đơn vị: everybody of a unit's branch, its collectives, or the member units of a bloc, against the titles of a
/// year, as one visitor may know it.
///
/// Says of each what `Eligibility` says of it alone. Who may not read conduct of all of them is answered without it.
struct EligibilityRoll {
    enum Whose {
        case unit(Unit)
        /// `flags`, `certificates`: chỉ tiêu of the year. `hidden`: members whose honours the visitor does not read.
        case bloc(Bloc, flags: Int?, certificates: Int?, hidden: Int)
    }

    /// One of the subjects: a person or a unit by key.
    struct Entry {
        let key: Int64
        let facts: SubjectFacts
        /// For soldiers and units of the forces, who have titles of their own.
        let isOfForces: Bool
        let asked: Prospects.Case
    }

    let whose: Whose
    let filter: RollFilter
    let law: Law
    let seesConduct: Bool
    /// Every subject in the order of names.
    let entries: [Entry]
    /// What can be asked about: titles first, each from the lowest level up.
    let choices: [Award]
    /// The titles of the year and the chosen award, as `choices` has them.
    let awards: [Award]
    /// The award of the list; nil where the law of the day holds none for this kind.
    let award: Award?
    let tallies: [Tally]
    /// What came out for the chosen award, for each entry; nil for those whom it does not concern.
    let outcomes: [RollOutcome?]

    /// How many of the subjects stand how with one award.
    struct Tally: Equatable {
        let award: Award
        let counts: [RollOutcome: Int]
        let quota: RollQuota?

        subscript(outcome: RollOutcome) -> Int { counts[outcome] ?? 0 }
    }

    private let asking: Prospects

    init(
        _ whose: Whose, _ filter: RollFilter, _ entries: [Entry], local: Proposal.LocalRegulation?, seesConduct: Bool,
        _ law: Law
    ) {
        (self.whose, self.filter, self.entries, self.law) = (whose, filter, entries, law)
        self.seesConduct = seesConduct
        let asking = Prospects(
            law, year: AchievementYear(filter.year), acceptedOn: filter.day, withConduct: seesConduct)
        self.asking = asking
        let forces = entries.contains(where: \.isOfForces)
        choices = Self.ordered(asking.judged(for: filter.kind)).filter {
            forces || !Self.ofForces.contains($0.slug) || $0.slug == filter.award
        }
        let titles = choices.filter { $0.kind == .title }
        let award = choices.first { $0.slug == filter.award } ?? titles.first ?? choices.first
        let awards = choices.filter { $0.kind == .title || $0.slug == award?.slug }
        (self.award, self.awards) = (award, awards)
        let verdicts = asking.verdicts(of: awards.map(\.slug), entries.map(\.asked))
        let year = AchievementYear(filter.year)
        let all = awards.enumerated().map { place, award in
            zip(entries, verdicts).map { entry, verdicts -> RollOutcome? in
                if entry.has(award.slug, year) { return .given }
                return entry.isOfForces || !Self.ofForces.contains(award.slug) ? RollOutcome(verdicts[place]) : nil
            }
        }
        outcomes = award.flatMap { award in awards.firstIndex { $0.slug == award.slug } }.map { all[$0] } ?? []
        let quotas = Quotas(whose, filter, entries, local, law, awards, all)
        tallies = zip(awards, all).map { award, outcomes in
            Tally(
                award: award, counts: Dictionary(outcomes.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +),
                quota: quotas.quota(of: award))
        }
    }

    /// Chiến sĩ tiên tiến, Đơn vị tiên tiến, Đơn vị quyết thắng: titles of the army and the police, which others are not asked about.
    static let ofForces: Set<Award.Slug> = [.of("cstt"), .of("dvtt"), .of("dvqt")]

    /// Titles before forms; low levels first, as one climbs.
    private static func ordered(_ awards: [Award]) -> [Award] {
        func rank(_ award: Award) -> Int {
            (award.kind == .title ? 0 : 20) + award.level.rung * 2
                + (ofForces.contains(award.slug) ? 1 : 0)
        }
        // The catalogue begins with the highest of a level.
        return awards.enumerated().sorted { (rank($0.element), -$0.offset) < (rank($1.element), -$1.offset) }
            .map(\.element)
    }

    func name(_ award: Award) -> String { award.version(on: filter.day).version.name }

    var tally: Tally? { tallies.first { $0.award.slug == award?.slug } }

    // MARK: The view

    /// Places of the entries in the order of the view, whatever came out.
    private var order: [Int] {
        let names = filter.isDescending && filter.sort == .name ? entries.indices.reversed() : Array(entries.indices)
        guard filter.sort == .outcome, !outcomes.isEmpty else { return names }
        var kinds = RollOutcome.allCases
        if filter.isDescending { kinds.reverse() }
        return kinds.flatMap { kind in names.filter { outcomes[$0] == kind } } + names.filter { outcomes[$0] == nil }
    }

    private func isShown(_ place: Int) -> Bool {
        guard !outcomes.isEmpty, let outcome = outcomes[place] else { return false }
        return filter.outcome.map { outcome == $0 } ?? true
    }

    /// All rows of the view.
    var shown: [Int] { order.filter(isShown) }

    /// A row that no longer belongs to the view still says where its page goes on.
    func page(_ cursor: KeysetCursor<Int64>?, size: Int) -> KeysetPage<Int, Int64> {
        let order = order
        let place = cursor.flatMap { cursor in order.firstIndex { entries[$0].key == cursor.key } }
        let cursor = place == nil ? nil : cursor
        return KeysetPage(cursor, size: size, key: { entries[$0].key }) { limit in
            guard let place, let cursor else { return Array(order.lazy.filter(isShown).prefix(limit)) }
            return cursor.isBackwards
                ? Array(order[..<place].reversed().lazy.filter(isShown).prefix(limit))
                : Array(order[(place + 1)...].lazy.filter(isShown).prefix(limit))
        }
    }

    /// What is said about some entries, in their order.
    func told(_ places: [Int]) -> [Prospect] {
        guard let award else { return [] }
        return asking.prospects(award.slug, places.map { entries[$0].asked })
    }

    /// The decision by which an entry has the chosen award of the year.
    func decision(_ place: Int) -> Proposal.Honour? {
        guard let award else { return nil }
        return entries[place].honour(award.slug, AchievementYear(filter.year))
    }

    // MARK: What to declare

    /// Facts that most of those of whom nothing can be told lack; nil where it can be told of most.
    var undeclared: [FactsComplete.Kind]? {
        let open = zip(entries, outcomes).filter { $1 == .unknown }.map(\.0)
        guard open.count * 2 > outcomes.count(where: { $0 != nil }) else { return nil }
        return FactsComplete.Kind.allCases.filter { kind in
            guard seesConduct || !kind.isConduct, filter.kind == .individual || kind != .initiatives else {
                return false
            }
            return open.count { !$0.facts.isComplete.covers(kind, from: filter.year) } * 2 > open.count
        }
    }
}

extension RollOutcome {
    init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .met: .met
            case .unmet: .unmet
            case .unknown: .unknown
            }
    }
}

extension EligibilityRoll.Entry {
    func honour(_ award: Award.Slug, _ year: AchievementYear) -> Proposal.Honour? {
        facts.history?.first { $0.award == award && $0.year == year }
    }

    func has(_ award: Award.Slug, _ year: AchievementYear) -> Bool { honour(award, year) != nil }
}

/// The quotas of a roll: whose title below counts, and what the bloc was given.
private struct Quotas {
    let whose: EligibilityRoll.Whose
    let filter: RollFilter
    let local: Proposal.LocalRegulation?
    let law: Law
    /// Who has the title below, and who has it or meets its conditions.
    let base: Int
    let hopefulBase: Int
    let isWhole: Bool

    init(
        _ whose: EligibilityRoll.Whose, _ filter: RollFilter, _ entries: [EligibilityRoll.Entry],
        _ local: Proposal.LocalRegulation?, _ law: Law, _ awards: [Award], _ outcomes: [[RollOutcome?]]
    ) {
        (self.whose, self.filter, self.local, self.law) = (whose, filter, local, law)
        let year = AchievementYear(filter.year)
        // Who has Chiến sĩ thi đua cơ sở has the title below it too.
        let below: [Award.Slug] = [.of("ldtt"), .of("cstt"), .of("cstd-co-so")]
        let have = entries.map { entry in below.contains { entry.has($0, year) } }
        var hopeful = have
        for (award, outcomes) in zip(awards, outcomes) where below.prefix(2).contains(award.slug) {
            for place in outcomes.indices where outcomes[place] == .met { hopeful[place] = true }
        }
        base = have.count { $0 }
        hopefulBase = hopeful.count { $0 }
        isWhole = entries.allSatisfy { $0.facts.isComplete.covers(.honours, from: filter.year) }
    }

    func quota(of award: Award) -> RollQuota? {
        if case .bloc(_, _, let certificates?, _) = whose, award.slug == .of("bk-tinh") {
            return RollQuota(limit: .ofBloc(certificates))
        }
        guard let rule = law.quota(of: award.slug, on: filter.day, local) else { return nil }
        switch rule.measure {
        case .leftToProvince: return RollQuota(limit: .leftToProvince(source: rule.source))
        case .ofBloc:
            guard case .bloc(_, let flags, _, _) = whose else { return RollQuota(limit: .throughBloc) }
            return RollQuota(limit: .ofBloc(flags))
        case .share:
            guard let percent = rule.percent, let most = rule.most(of: base),
                let hopefulMost = rule.most(of: hopefulBase)
            else { return nil }
            return RollQuota(
                limit: .share(
                    .init(
                        percent: percent, source: rule.source, isConfirmed: rule.confidence != .unconfirmed,
                        base: base, most: most, hopefulBase: hopefulBase, hopefulMost: hopefulMost, isWhole: isWhole)))
        }
    }
}
