import Database
import Rulebook
import Vocabulary

/// The past of many at once, as the rules of the law ask for it: so many queries whether for one or for sixty thousand.
extension Honours {
    /// Of people by key; whoever asks has made sure that the visitor sees them. Everybody asked for has an answer.
    public static func facts(ofPeople people: [ID<Person>], _ db: any Reader) throws -> [ID<Person>: SubjectFacts] {
        var all: [ID<Person>: SubjectFacts] = [:]
        try inParts(people) { some in
            let read = try FactsReading<Person>.people("IN (\(list: some))", some, db)
            all.merge(read.facts) { $1 }
        }
        return all
    }

    /// Of units by key: their own honours and ratings, not those of their people. What their predecessors were given is theirs
    /// only where the law says so, and is not among it.
    public static func facts(ofUnits units: [ID<Unit>], _ db: any Reader) throws -> [ID<Unit>: SubjectFacts] {
        var all: [ID<Unit>: SubjectFacts] = [:]
        try inParts(units) { some in
            let read = try FactsReading<Unit>.units("IN (\(list: some))", some, db)
            all.merge(read.facts) { $1 }
        }
        return all
    }

    /// Of everybody who holds a post in a unit of the branch on the day, whose path begins so.
    public static func facts(ofPeopleBelow path: String, on day: Day, _ db: any Reader) throws
        -> [ID<Person>: SubjectFacts]
    {
        try facts(ofPeopleIn: .branches([path]), on: day, db)
    }

    /// The same of several branches.
    static func facts(ofPeopleIn branches: Scope, on day: Day, _ db: any Reader) throws -> [ID<Person>: SubjectFacts] {
        let branch: SQL = "SELECT so.person \(sql: posts(in: branches, on: day))"
        let people: [ID<Person>] = try db.values("SELECT DISTINCT b.person FROM (\(sql: branch)) b ORDER BY 1")
        return try FactsReading<Person>.people("IN (\(sql: branch))", people, db).facts
    }

    /// `FROM` and `WHERE` over the posts `so`, held on the day by living people `sp` in units `su` of the branches, that last
    /// longest.
    static func posts(in branches: Scope, on day: Day) -> SQL {
        """
        FROM unit su JOIN post so ON so.unit = su.id JOIN person sp ON sp.id = so.person
        WHERE \(sql: branches.condition(path: "su.path")) AND so.is_final = 1 AND sp.state = 'active'
          AND (so.last_day IS NULL OR so.last_day >= \(day)) AND (so.first_day IS NULL OR so.first_day <= \(day))
        """
    }

    /// Of every unit of the branch that exists on the day.
    public static func facts(ofUnitsBelow path: String, on day: Day, _ db: any Reader) throws
        -> [ID<Unit>: SubjectFacts]
    {
        let branch: SQL = "SELECT su.id \(sql: units(in: .branches([path]), on: day))"
        let units: [ID<Unit>] = try db.values(branch + " ORDER BY su.id")
        return try FactsReading<Unit>.units("IN (\(sql: branch))", units, db).facts
    }

    /// `FROM` and `WHERE` over the units `su` of branches that exist on the day.
    static func units(in branches: Scope, on day: Day) -> SQL {
        """
        FROM unit su WHERE \(sql: branches.condition(path: "su.path"))
          AND (su.last_day IS NULL OR su.last_day >= \(day)) AND (su.first_day IS NULL OR su.first_day <= \(day))
        """
    }

    /// Statements take so many keys at most.
    private static func inParts<Entity>(_ ids: [ID<Entity>], _ body: ([ID<Entity>]) throws -> Void) throws {
        var rest = Set(ids).sorted()[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            try body(some)
        }
    }
}

/// Facts of subjects of one kind while they are read.
private struct FactsReading<Subject> {
    var facts: [ID<Subject>: SubjectFacts]
    /// Sixty thousand people have a few dozen awards between them.
    private var slugs: [String: Award.Slug] = [:]

    private init(_ subjects: [ID<Subject>]) {
        facts = Dictionary(uniqueKeysWithValues: subjects.map { ($0, SubjectFacts()) })
    }

    // MARK: Whose

    static func people(_ those: SQL, _ people: [ID<Person>], _ db: any Reader) throws -> FactsReading<Person> {
        var reading = FactsReading<Person>(people)
        try reading.read("h.person", those, db)
        try reading.readInitiatives(those, db)
        try reading.readDiscipline(those, db)
        try reading.readPosts(those, db)
        return reading
    }

    static func units(_ those: SQL, _ units: [ID<Unit>], _ db: any Reader) throws -> FactsReading<Unit> {
        var reading = FactsReading<Unit>(units)
        try reading.read("h.holder_unit", those, db)
        let declared = try Declarations(db)
        try db.each("SELECT u.id, u.path FROM unit u WHERE u.id \(sql: those)") { row in
            reading.declare(try row(0), declared.complete(at: try row(1)))
        }
        return reading
    }

    /// What people and units have alike; `subject` is the column that names them.
    private mutating func read(_ subject: SQL, _ those: SQL, _ db: any Reader) throws {
        try readHonours(subject, those, db)
        try readRatings(subject, those, db)
        try readMatters(subject, those, db)
    }

    // MARK: Tables

    private mutating func readHonours(_ subject: SQL, _ those: SQL, _ db: any Reader) throws {
        try db.each(
            """
            SELECT \(sql: subject), h.award, h.last_year, h.is_school, h.signed, d.number, h.basis, t.words
            FROM honour h JOIN honour_decision d ON d.id = h.decision LEFT JOIN honour_text t ON t.id = h.achievement
            WHERE \(sql: subject) \(sql: those) AND h.state = 'held' ORDER BY \(sql: subject), h.signed, h.id
            """
        ) { row in
            let basis: HonourBasis = try row(6)
            let honour = Proposal.Honour(
                award: try slug(row(1)), year: try Self.year(row(2), row(3)), decidedOn: try row(4),
                decision: try row(5),
                basis: basis.proposal, achievement: try row(7))
            facts[try row(0)]?.history?.append(honour)
        }
    }

    private mutating func readRatings(_ subject: SQL, _ those: SQL, _ db: any Reader) throws {
        try db.each(
            """
            SELECT \(sql: subject), h.year, h.is_school, h.rating FROM yearly_rating h
            WHERE \(sql: subject) \(sql: those) AND h.state = 'held' ORDER BY \(sql: subject), h.year, h.is_school
            """
        ) { row in
            let text: String = try row(3)
            guard let rating = Proposal.Rating(rawValue: text), let year = try Self.year(row(1), row(2)) else { return }
            facts[try row(0)]?.ratings?.append(Proposal.Rated(year, rating))
        }
    }

    private mutating func readMatters(_ subject: SQL, _ those: SQL, _ db: any Reader) throws {
        try db.each(
            """
            SELECT \(sql: subject), h.kind, h.opened, h.settled, h.signs FROM pending_matter h
            WHERE \(sql: subject) \(sql: those) AND h.state = 'held' ORDER BY \(sql: subject), h.opened, h.id
            """
        ) { row in
            let kind: String = try row(1)
            facts[try row(0)]?.pending?.append(
                Proposal.Matter(
                    kind: Proposal.Matter.Kind(rawValue: kind), from: try row(2), to: try row(3), signs: try row(4)))
        }
    }

    private static func year(_ number: Int?, _ isSchool: Bool) -> AchievementYear? {
        number.map { AchievementYear($0, isSchoolYear: isSchool) }
    }

    private mutating func slug(_ text: String) -> Award.Slug? {
        if let known = slugs[text] { return known }
        let slug = Award.Slug(stored: text)
        slugs[text] = slug
        return slug
    }

    private mutating func declare(_ subject: ID<Subject>, _ complete: FactsComplete) {
        for kind in FactsComplete.Kind.allCases {
            if let year = complete[kind] { facts[subject]?.isComplete.join(kind, from: year) }
        }
    }
}

extension FactsReading where Subject == Person {
    private mutating func readInitiatives(_ those: SQL, _ db: any Reader) throws {
        try db.each(
            """
            SELECT a.person, i.year, i.is_school, i.kind, i.scope, i.recognised FROM initiative_author a
            JOIN initiative i ON i.id = a.initiative
            WHERE a.person \(sql: those) AND i.state = 'held' ORDER BY a.person, i.year, i.id
            """
        ) { row in
            let (kind, scope): (String, String) = (try row(3), try row(4))
            facts[try row(0)]?.initiatives?.append(
                Proposal.Initiative(
                    year: try Self.year(row(1), row(2)), kind: Proposal.Initiative.Kind(rawValue: kind),
                    scope: Proposal.Scope(rawValue: scope), recognisedOn: try row(5)))
        }
    }

    private mutating func readDiscipline(_ those: SQL, _ db: any Reader) throws {
        try db.each(
            """
            SELECT d.person, d.kind, d.first_day, d.last_day FROM discipline d
            WHERE d.person \(sql: those) AND d.state = 'held' ORDER BY d.person, d.first_day, d.id
            """
        ) { row in
            let kind: String = try row(1)
            facts[try row(0)]?.discipline?.append(
                Proposal.Discipline(kind: Proposal.Discipline.Kind(rawValue: kind), from: try row(2), to: try row(3)))
        }
    }

    /// First day of service, group, and what was declared for the units where they work; of several posts the one that is
    /// held longest decides the group.
    private mutating func readPosts(_ those: SQL, _ db: any Reader) throws {
        let declared = try Declarations(db)
        var memory: [String: FactsComplete] = [:]
        var grouped: Set<ID<Person>> = []
        try db.each(
            """
            SELECT o.person, o.first_day, o.post_group, o.is_final, u.kind, u.path FROM post o JOIN unit u ON u.id = o.unit
            WHERE o.person \(sql: those) ORDER BY o.person, o.is_final DESC, o.id
            """
        ) { row in
            let person: ID<Person> = try row(0)
            guard facts[person] != nil else { return }
            if let first: Day = try row(1), facts[person]?.joined.map({ first < $0 }) ?? true {
                facts[person]?.joined = first
            }
            if grouped.insert(person).inserted { facts[person]?.group = Proposal.Group(try row(2), in: try row(4)) }
            guard try row(3) else { return }
            let path: String = try row(5)
            let complete = memory[path] ?? declared.complete(at: path)
            memory[path] = complete
            declare(person, complete)
        }
    }
}
