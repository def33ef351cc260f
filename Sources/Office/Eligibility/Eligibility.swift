import Database
import Rulebook
import Vocabulary

/// What one person or unit may be given, as one visitor may know it.
///
/// Who may not read conduct is answered without it: discipline and open matters are taken away before the rules are asked, so
/// that no verdict depends on them.
struct Eligibility {
    let name: String
    let kind: SubjectKind
    let question: Question
    let prospects: [Prospect]
    /// Nil for people.
    let figures: Proposal.Collective?
    let group: Proposal.Group?
    let seesConduct: Bool
    let law: Law

    /// What was asked in the address.
    struct Question: Equatable {
        var day: Day
        var year: Int
        var assumptions: [Assumption]
    }

    init(
        name: String, _ kind: SubjectKind, _ facts: SubjectFacts, figures: Proposal.Collective? = nil,
        isOfForces: Bool = false, local: Proposal.LocalRegulation? = nil, seesConduct: Bool, _ question: Question,
        _ law: Law
    ) {
        (self.name, self.kind, self.question, self.law) = (name, kind, question, law)
        (self.figures, self.seesConduct, group) = (figures, seesConduct, facts.group)
        var asked = Self.asked(kind, facts, figures: figures, local: local, seesConduct: seesConduct)
        for assumption in question.assumptions { assumption.apply(to: &asked.subject, on: question.day) }
        var asking = Prospects(
            law, year: AchievementYear(question.year), acceptedOn: question.day, withConduct: seesConduct)
        // Titles of the army and the police, which others are not asked about; what somebody has of them stays.
        prospects = asking.all(asked.subject, asked.whole).filter { prospect in
            isOfForces || !EligibilityRoll.ofForces.contains(prospect.award)
                || (facts.history ?? []).contains { $0.award == prospect.award }
        }
    }

    /// What the rules are told of somebody, as the visitor may know it.
    static func asked(
        _ kind: SubjectKind, _ facts: SubjectFacts, figures: Proposal.Collective?, local: Proposal.LocalRegulation?,
        seesConduct: Bool
    ) -> Prospects.Case {
        var proposal = Proposal()
        proposal.subject = Proposal.Subject(kind: kind, group: facts.group, joined: facts.joined)
        proposal.history = facts.history
        proposal.ratings = facts.ratings
        proposal.initiatives = facts.initiatives
        (proposal.collective, proposal.local) = (figures, local)
        if seesConduct {
            proposal.discipline = facts.discipline
            proposal.pending = facts.pending
        }
        let complete = facts.isComplete
        return Prospects.Case(
            proposal,
            WholeFrom(
                honours: complete[.honours], ratings: complete[.ratings], initiatives: complete[.initiatives],
                discipline: seesConduct ? complete[.discipline] : nil, matters: seesConduct ? complete[.matters] : nil))
    }

    /// Throws `PersonRefusal.notFound` for whoever does not read the honours of the person.
    static func person(
        _ id: ID<Person>, _ question: Question, for visitor: Visitor, on today: Day, _ law: Law, _ db: any Reader
    ) throws -> Eligibility {
        let person = try People.person(id, in: visitor.scope(.readHonours), on: today, db)
        guard person.state == .active else { throw PersonRefusal.notFound }
        let conduct = visitor.scope(.readConduct)
        let seesConduct =
            try db.first("SELECT p.id FROM person p WHERE p.id = \(id) AND \(sql: People.isWithin(conduct, on: today))")
            != nil
        let facts = try Honours.facts(ofPeople: [id], db)[id] ?? SubjectFacts()
        // Of several posts that of the unit which decides the group.
        let path: String? = try db.first(
            """
            SELECT u.path FROM post o JOIN unit u ON u.id = o.unit WHERE o.person = \(id) ORDER BY o.is_final DESC, o.id LIMIT 1
            """
        ).map { try $0(0) }
        return Eligibility(
            name: person.name, .individual, facts, isOfForces: facts.group == .soldier,
            local: try path.flatMap { try LocalRegulations.inForce(on: question.day, at: $0, in: db) },
            seesConduct: seesConduct, question, law)
    }

    /// Throws `FrameRefusal.notFound` for whoever does not read the honours of the unit.
    static func unit(
        _ id: ID<Unit>, _ question: Question, for visitor: Visitor, _ law: Law, _ db: any Reader
    ) throws -> Eligibility {
        guard let unit = try Organisations.unit(id, db), visitor.may(.readHonours, at: unit.path) else {
            throw FrameRefusal.notFound
        }
        let seesConduct = visitor.may(.readConduct, at: unit.path)
        let facts = try Honours.facts(ofUnits: [id], db)[id] ?? SubjectFacts()
        let people = try Honours.facts(ofPeopleBelow: unit.path, on: question.day, db)
        return Eligibility(
            name: unit.name, .collective, facts,
            figures: figures(
                Array(people.values), facts.isComplete, year: question.year, on: question.day, withConduct: seesConduct),
            isOfForces: [.police, .army].contains(unit.kind),
            local: try LocalRegulations.inForce(on: question.day, at: unit.path, in: db), seesConduct: seesConduct,
            question, law)
    }

    /// What the people of a collective reached in a year; nil where that is not known of all of them: what is declared whole says
    /// nothing of a year that goes on, before its ratings and titles are entered. Who has Chiến sĩ thi đua cơ sở has the title
    /// below it too.
    static func figures(
        _ people: [SubjectFacts], _ complete: FactsComplete, year number: Int, on day: Day, withConduct: Bool
    ) -> Proposal.Collective {
        let year = AchievementYear(number)
        var figures = Proposal.Collective()
        guard !people.isEmpty else { return figures }
        figures.members = people.count
        let isOver = year.lastDay < day
        let ratings = people.map { one in one.ratings?.first { $0.year == year }?.rating }
        if isOver && complete.covers(.ratings, from: number) || ratings.allSatisfy({ $0 != nil }) {
            figures.completed = ratings.count { $0.map { $0 >= .completed } ?? false }
        }
        if complete.covers(.honours, from: number) {
            let fighter = Set([Award.Slug(stored: "cstd-co-so")].compactMap { $0 })
            let titled = fighter.union(["ldtt", "cstt"].compactMap { Award.Slug(stored: $0) })
            func count(_ wanted: Set<Award.Slug>) -> Int {
                people.count { one in
                    (one.history ?? []).contains { $0.year == year && ($0.award.map(wanted.contains) ?? false) }
                }
            }
            let reached = count(titled)
            if isOver || reached > 0 { (figures.ldtt, figures.cstdCoSo) = (reached, count(fighter)) }
        }
        if withConduct, complete.covers(.discipline, from: number) {
            figures.disciplined = people.count { one in
                (one.discipline ?? []).contains { one in
                    one.kind != .khienTrach && (one.from.map { $0 <= year.lastDay } ?? true)
                        && (one.to.map { $0 >= year.firstDay } ?? true)
                }
            }
        }
        return figures
    }
}
