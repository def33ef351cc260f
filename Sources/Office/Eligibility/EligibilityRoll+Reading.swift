import Database
import Rulebook
import Vocabulary

/// Where a roll comes from: so many queries whether for ten people or for sixty thousand.
extension EligibilityRoll {
    /// Throws `FrameRefusal.notFound` for whoever does not read the honours of the unit, or does not know the bloc.
    static func of(_ filter: RollFilter, _ whose: RollFilter.Whose, for visitor: Visitor, _ law: Law, _ db: any Reader)
        throws -> EligibilityRoll
    {
        switch whose {
        case .unit(let id): try unit(id, filter, visitor, law, db)
        case .bloc(let id): try bloc(id, filter, visitor, law, db)
        }
    }

    private static func unit(
        _ id: ID<Unit>, _ filter: RollFilter, _ visitor: Visitor, _ law: Law, _ db: any Reader
    ) throws -> EligibilityRoll {
        guard let unit = try Organisations.unit(id, db), visitor.may(.readHonours, at: unit.path) else {
            throw FrameRefusal.notFound
        }
        let seesConduct = visitor.may(.readConduct, at: unit.path)
        let local = try LocalRegulations.inForce(on: filter.day, at: unit.path, in: db)
        let branch = Scope.branches([unit.path])
        let entries: [Entry]
        if filter.kind == .individual {
            entries = try people(in: branch, filter, local, seesConduct, db)
        } else {
            let units = try db.all(
                "SELECT su.id, su.path, su.kind \(sql: Honours.units(in: branch, on: filter.day)) ORDER BY su.name_key, su.id"
            ).map(Collective.init)
            entries = try collectives(
                units, try Honours.facts(ofUnitsBelow: unit.path, on: filter.day, db), in: branch, filter, seesConduct,
                db
            ) { _ in local }
        }
        return EligibilityRoll(
            .unit(unit), filter, entries, local: local, seesConduct: seesConduct, law)
    }

    private static func bloc(
        _ id: ID<Bloc>, _ filter: RollFilter, _ visitor: Visitor, _ law: Law, _ db: any Reader
    ) throws -> EligibilityRoll {
        let bloc: Bloc
        do {
            bloc = try Blocs.bloc(id, in: visitor.scope(.readBlocs), db)
        } catch BlocRefusal.notFound { throw FrameRefusal.notFound }
        let version = try Blocs.version(of: id, in: filter.year, db)
        let all = try version.map { version in
            try db.all(
                """
                SELECT u.id, u.path, u.kind FROM bloc_member m JOIN unit u ON u.id = m.unit
                WHERE m.version = \(version.id) ORDER BY u.name_key, u.id
                """
            ).map(Collective.init)
        }
        let members = (all ?? []).filter { visitor.may(.readHonours, at: $0.path) }
        let seesConduct = !members.isEmpty && members.allSatisfy { visitor.may(.readConduct, at: $0.path) }
        var provinces: [String: Proposal.LocalRegulation?] = [:]
        for member in members where provinces[member.province] == nil {
            provinces[member.province] = .some(
                try LocalRegulations.inForce(on: filter.day, at: member.path, in: db))
        }
        let branches = members.isEmpty ? Scope.nothing : Scope.branches(members.map(\.path))
        let entries = try collectives(
            members, try Honours.facts(ofUnits: members.map(\.id), db), in: branches, filter, seesConduct, db
        ) { provinces[$0] ?? nil }
        let year = try Blocs.years(of: id, db).first { $0.year == filter.year }
        return EligibilityRoll(
            .bloc(
                bloc, flags: year?.flags, certificates: year?.certificates, hidden: (all?.count ?? 0) - members.count),
            filter, entries, local: nil, seesConduct: seesConduct, law)
    }

    private static func people(
        in branch: Scope, _ filter: RollFilter, _ local: Proposal.LocalRegulation?, _ seesConduct: Bool,
        _ db: any Reader
    ) throws -> [Entry] {
        let facts = try Honours.facts(ofPeopleIn: branch, on: filter.day, db)
        let order: [ID<Person>] = try db.values(
            """
            SELECT p.id FROM person p
            WHERE p.id IN (SELECT so.person \(sql: Honours.posts(in: branch, on: filter.day)))
            ORDER BY p.name_key, p.id
            """)
        return order.map { id in
            let facts = facts[id] ?? SubjectFacts()
            return Entry(
                key: id.rawValue, facts: facts, isOfForces: facts.group == .soldier,
                asked: Eligibility.asked(.individual, facts, figures: nil, local: local, seesConduct: seesConduct))
        }
    }

    /// A unit that is judged as a collective.
    private struct Collective {
        let id: ID<Unit>
        let path: String
        let kind: Unit.Kind
        /// The key of the root of its branch.
        var province: String { path.split(separator: "/").first.map(String.init) ?? "" }

        init(_ row: Row) throws { (id, path, kind) = (try row("id"), try row("path"), try row("kind")) }
    }

    private static func collectives(
        _ units: [Collective], _ facts: [ID<Unit>: SubjectFacts], in branches: Scope, _ filter: RollFilter,
        _ seesConduct: Bool, _ db: any Reader, _ local: (String) -> Proposal.LocalRegulation?
    ) throws -> [Entry] {
        let people = try peopleByUnit(Set(units.map(\.path)), in: branches, on: filter.day, db)
        return units.map { unit in
            let own = facts[unit.id] ?? SubjectFacts()
            let figures = Eligibility.figures(
                people[unit.path] ?? [], own.isComplete, year: filter.year, on: filter.day, withConduct: seesConduct)
            return Entry(
                key: unit.id.rawValue, facts: own, isOfForces: [.police, .army].contains(unit.kind),
                asked: Eligibility.asked(
                    .collective, own, figures: figures, local: local(unit.province), seesConduct: seesConduct))
        }
    }

    /// Everybody of each of these units and of all below it, once.
    private static func peopleByUnit(
        _ paths: Set<String>, in branches: Scope, on day: Day, _ db: any Reader
    ) throws -> [String: [SubjectFacts]] {
        let facts = try Honours.facts(ofPeopleIn: branches, on: day, db)
        var seen: [String: Set<ID<Person>>] = [:]
        var above: [String: [String]] = [:]
        try db.each("SELECT so.person, su.path \(sql: Honours.posts(in: branches, on: day))") { row in
            let (person, path): (ID<Person>, String) = (try row(0), try row(1))
            let those = above[path] ?? prefixes(path).filter(paths.contains)
            above[path] = those
            for one in those { seen[one, default: []].insert(person) }
        }
        return seen.mapValues { people in people.compactMap { facts[$0] } }
    }

    /// `1/4/9/` lies in `1/`, `1/4/` and itself.
    private static func prefixes(_ path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[...$0]) }
    }
}
