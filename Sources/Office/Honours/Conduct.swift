import Database
import Rulebook
import Vocabulary

/// Kỷ luật và việc đang xem xét: what stands in the way of an award. Read and entered by few; the ledger says that something
/// was entered, not what.
public enum Conduct {
    public struct Discipline: Equatable, Sendable {
        public let id: ID<Discipline>
        public let person: ID<Person>
        public let kind: Proposal.Discipline.Kind
        public let first: Day
        /// Nil while it runs without a day.
        public let last: Day?
        public let paper: String?

        init(_ row: Row) throws {
            (id, person) = (try row("id"), try row("person"))
            let kind: String = try row("kind")
            self.kind = Proposal.Discipline.Kind(rawValue: kind) ?? .khienTrach
            (first, last, paper) = (try row("first_day"), try row("last_day"), try row("paper"))
        }
    }

    public struct Matter: Equatable, Sendable {
        public let id: ID<Matter>
        public let person: ID<Person>?
        public let unit: ID<Unit>?
        public let kind: Proposal.Matter.Kind
        public let signs: Bool?
        public let opened: Day
        public let settled: Day?
        public let outcome: String?
        public let paper: String?

        init(_ row: Row) throws {
            (id, person, unit) = (try row("id"), try row("person"), try row("holder_unit"))
            let kind: String = try row("kind")
            self.kind = Proposal.Matter.Kind(rawValue: kind) ?? .complaint
            (signs, opened, settled) = (try row("signs"), try row("opened"), try row("settled"))
            (outcome, paper) = (try row("outcome"), try row("paper"))
        }
    }

    /// Whom a matter is about.
    public enum Concerned: Hashable, Sendable {
        case person(ID<Person>)
        case unit(ID<Unit>)

        var person: ID<Person>? { if case .person(let id) = self { id } else { nil } }
        var unit: ID<Unit>? { if case .unit(let id) = self { id } else { nil } }
    }

    // MARK: Reading; whoever asks has made sure that the visitor reads conduct of that person or unit

    static func discipline(of person: ID<Person>, _ db: any Reader) throws -> [Discipline] {
        try db.all(
            """
            SELECT id, person, kind, first_day, last_day, paper FROM discipline
            WHERE person = \(person) AND state = 'held' ORDER BY first_day DESC, id DESC
            """
        ).map(Discipline.init)
    }

    static func matters(of subject: Concerned, _ db: any Reader) throws -> [Matter] {
        let whose: SQL =
            switch subject {
            case .person(let id): "person = \(id)"
            case .unit(let id): "holder_unit = \(id)"
            }
        return try db.all(
            """
            SELECT id, person, holder_unit, kind, signs, opened, settled, outcome, paper FROM pending_matter
            WHERE \(sql: whose) AND state = 'held' ORDER BY opened DESC, id DESC
            """
        ).map(Matter.init)
    }

    /// Whether the visitor's scope reaches a person or unit: as of people.
    static func isWithin(_ subject: Concerned, _ scope: Scope, on day: Day, _ db: any Reader) throws -> Bool {
        switch subject {
        case .person(let id):
            try db.first(
                "SELECT p.id FROM person p WHERE p.id = \(id) AND \(sql: People.isWithin(scope, on: day))") != nil
        case .unit(let id):
            try db.first(
                "SELECT u.id FROM unit u WHERE u.id = \(id) AND \(sql: scope.condition(path: "u.path"))") != nil
        }
    }

    private static func reach(_ subject: Concerned, _ scope: Scope, _ operation: Operation) throws {
        guard try isWithin(subject, scope, on: operation.today, operation) else { throw HonourRefusal.notFound }
    }

    // MARK: Writing

    public static func addDiscipline(
        of person: ID<Person>, _ kind: Proposal.Discipline.Kind, from first: Day, to last: Day?, paper: String?,
        in scope: Scope, by operation: Operation
    ) throws -> ID<Discipline> {
        try reach(.person(person), scope, operation)
        guard first <= operation.today else { throw HonourRefusal.futureDay(first) }
        if let last, last < first { throw HonourRefusal.endsBeforeItBegins }
        let paper = try Honours.optional(paper, "Văn bản", 120)
        let id = try operation.insert(
            """
            INSERT INTO discipline (person, kind, first_day, last_day, paper, state, version, added, changed)
            VALUES (\(person), \(kind.rawValue), \(first), \(last), \(paper), 'held', 1, \(operation.now), \(operation.now))
            """)
        try operation.record("discipline.add", on: Subject("discipline", id))
        return ID(id)
    }

    /// The last day of its effect becomes known, or is another.
    public static func endDiscipline(_ id: ID<Discipline>, on last: Day, in scope: Scope, by operation: Operation)
        throws
    {
        let old = try discipline(id, scope, operation)
        guard last >= old.first else { throw HonourRefusal.endsBeforeItBegins }
        try operation.run(
            """
            UPDATE discipline SET last_day = \(last), version = version + 1, changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record("discipline.end", on: Subject("discipline", id))
    }

    public static func withdrawDiscipline(_ id: ID<Discipline>, why: String, in scope: Scope, by operation: Operation)
        throws
    {
        let why = try Honours.reason(why)
        _ = try discipline(id, scope, operation)
        try operation.run(
            """
            UPDATE discipline SET state = 'withdrawn', withdrawn_why = \(why), version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record("discipline.withdraw", on: Subject("discipline", id))
    }

    static func discipline(_ id: ID<Discipline>, _ scope: Scope, _ operation: Operation) throws -> Discipline {
        let row = try operation.first(
            """
            SELECT id, person, kind, first_day, last_day, paper FROM discipline WHERE id = \(id) AND state = 'held'
            """)
        guard let found = try row.map(Discipline.init) else { throw HonourRefusal.notFound }
        try reach(.person(found.person), scope, operation)
        return found
    }

    public static func openMatter(
        about subject: Concerned, _ kind: Proposal.Matter.Kind, signs: Bool?, on opened: Day, paper: String?,
        in scope: Scope, by operation: Operation
    ) throws -> ID<Matter> {
        try reach(subject, scope, operation)
        guard opened <= operation.today else { throw HonourRefusal.futureDay(opened) }
        let paper = try Honours.optional(paper, "Văn bản", 120)
        let id = try operation.insert(
            """
            INSERT INTO pending_matter (person, holder_unit, kind, signs, opened, paper, state, version, added, changed)
            VALUES (\(subject.person), \(subject.unit), \(kind.rawValue), \(signs), \(opened), \(paper), 'held', 1,
                \(operation.now), \(operation.now))
            """)
        try operation.record("matter.open", on: Subject("matter", id))
        return ID(id)
    }

    public static func settleMatter(
        _ id: ID<Matter>, on day: Day, outcome: String?, in scope: Scope, by operation: Operation
    ) throws {
        let old = try matter(id, scope, operation)
        guard day <= operation.today else { throw HonourRefusal.futureDay(day) }
        guard day >= old.opened else { throw HonourRefusal.endsBeforeItBegins }
        let outcome = try Honours.optional(outcome, "Kết quả", 300)
        try operation.run(
            """
            UPDATE pending_matter SET settled = \(day), outcome = \(outcome), version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record("matter.settle", on: Subject("matter", id))
    }

    public static func withdrawMatter(_ id: ID<Matter>, why: String, in scope: Scope, by operation: Operation) throws {
        let why = try Honours.reason(why)
        _ = try matter(id, scope, operation)
        try operation.run(
            """
            UPDATE pending_matter SET state = 'withdrawn', withdrawn_why = \(why), version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record("matter.withdraw", on: Subject("matter", id))
    }

    static func matter(_ id: ID<Matter>, _ scope: Scope, _ operation: Operation) throws -> Matter {
        let row = try operation.first(
            """
            SELECT id, person, holder_unit, kind, signs, opened, settled, outcome, paper FROM pending_matter
            WHERE id = \(id) AND state = 'held'
            """)
        guard let found = try row.map(Matter.init) else { throw HonourRefusal.notFound }
        if let person = found.person { try reach(.person(person), scope, operation) }
        if let unit = found.unit { try reach(.unit(unit), scope, operation) }
        return found
    }
}
