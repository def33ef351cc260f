import Database
import Rulebook
import Vocabulary

/// Xếp loại mức độ hoàn thành nhiệm vụ: of one person or unit in one year.
public struct YearlyRating: Equatable, Sendable {
    public let id: ID<YearlyRating>
    public let year: AchievementYear
    public let rating: Proposal.Rating
    public let unit: ID<Unit>
    public let unitName: String
    public let paper: String?
    public let version: Int

    static let columns: SQL = """
        r.id, r.year, r.is_school, r.rating, r.unit, u.name AS unit_name, r.paper, r.version
        """

    init(_ row: Row) throws {
        id = try row("id")
        year = AchievementYear(try row("year"), isSchoolYear: try row("is_school"))
        let text: String = try row("rating")
        rating = Proposal.Rating(rawValue: text) ?? .notCompleted
        unit = try row("unit")
        unitName = try row("unit_name")
        paper = try row("paper")
        version = try row("version")
    }

    /// Whose rating: a person while in a unit, or a unit.
    public enum Subject: Hashable, Sendable {
        case person(ID<Person>, in: ID<Unit>)
        case unit(ID<Unit>)

        var person: ID<Person>? { if case .person(let id, _) = self { id } else { nil } }
        var holderUnit: ID<Unit>? { if case .unit(let id) = self { id } else { nil } }
        /// Through which it is seen.
        var unit: ID<Unit> {
            switch self {
            case .person(_, let unit), .unit(let unit): unit
            }
        }
    }

    /// Newest first; of those within the scope, or all where the person is in it already.
    static func all(of person: ID<Person>, _ db: any Reader) throws -> [YearlyRating] {
        try all("r.person = \(person)", db)
    }

    static func all(of unit: ID<Unit>, _ db: any Reader) throws -> [YearlyRating] {
        try all("r.holder_unit = \(unit)", db)
    }

    private static func all(_ whose: SQL, _ db: any Reader) throws -> [YearlyRating] {
        try db.all(
            """
            SELECT \(sql: columns) FROM yearly_rating r JOIN unit u ON u.id = r.unit
            WHERE \(sql: whose) AND r.state = 'held' ORDER BY r.year DESC, r.is_school DESC, r.id DESC
            """
        ).map(YearlyRating.init)
    }
}

extension Honours {
    /// A rating to be entered.
    public struct NewRating: Equatable, Sendable {
        public var subject: YearlyRating.Subject
        public var year: AchievementYear
        public var rating: Proposal.Rating
        public var paper: String?

        public init(
            _ subject: YearlyRating.Subject, _ year: AchievementYear, _ rating: Proposal.Rating, paper: String? = nil
        ) {
            (self.subject, self.year, self.rating, self.paper) = (subject, year, rating, paper)
        }

        /// Of the state.
        static let firstYear = 1945

        func checked(today: Day) throws(HonourRefusal) -> NewRating {
            guard year.firstDay <= today else { throw .futureYear(year.vietnamese) }
            guard year.number >= Self.firstYear else { throw .badYears(year.description) }
            var copy = self
            copy.paper = try Honours.optional(paper, "Văn bản", 120)
            return copy
        }
    }

    static let ratingColumns = [
        "person", "holder_unit", "unit", "year", "is_school", "rating", "paper", "state", "version", "added", "changed",
    ]

    static func ratingRow(_ new: NewRating, _ now: Instant) -> [SQLValue] {
        [
            new.subject.person.sqlValue, new.subject.holderUnit.sqlValue, new.subject.unit.sqlValue,
            new.year.number.sqlValue, new.year.isSchoolYear.sqlValue, .text(new.rating.rawValue), new.paper.sqlValue,
            .text("held"), .integer(1), now.sqlValue, now.sqlValue,
        ]
    }

    /// One rating a year.
    public static func rate(_ new: NewRating, in scope: Scope, by operation: Operation) throws -> ID<YearlyRating> {
        let new = try new.checked(today: operation.today)
        try reach(new.subject.person, new.subject.unit, in: scope, operation)
        let known = try operation.first(
            """
            SELECT id FROM yearly_rating WHERE year = \(new.year.number) AND is_school = \(new.year.isSchoolYear)
              AND state = 'held' AND (person = \(new.subject.person) OR holder_unit = \(new.subject.holderUnit))
            """)
        guard known == nil else { throw HonourRefusal.ratedAlready(new.year.vietnamese) }
        let id = ID<YearlyRating>(
            try operation.insert(
                """
                INSERT INTO yearly_rating (person, holder_unit, unit, year, is_school, rating, paper, state, version, added,
                    changed)
                VALUES (\(new.subject.person), \(new.subject.holderUnit), \(new.subject.unit), \(new.year.number),
                    \(new.year.isSchoolYear), \(new.rating.rawValue), \(new.paper), 'held', 1, \(operation.now),
                    \(operation.now))
                """))
        try operation.record(
            "rating.add", on: Subject("rating", id),
            after: ["year": new.year.description, "rating": new.rating.rawValue])
        return id
    }

    /// Another rating for the same year, with the reason.
    public static func correctRating(
        _ id: ID<YearlyRating>, to rating: Proposal.Rating, paper: String?, why: String, knowing version: Int,
        in scope: Scope, by operation: Operation
    ) throws {
        let why = try reason(why)
        _ = try operation.first("SELECT id FROM yearly_rating WHERE id = \(id) \(word: .forUpdate)")
        let (old, paper) = (try storedRating(id, in: scope, operation), try optional(paper, "Văn bản", 120))
        guard old.version == version else { throw HonourRefusal.changedMeanwhile }
        try operation.run(
            """
            UPDATE yearly_rating SET rating = \(rating.rawValue), paper = \(paper), version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record(
            "rating.correct", on: Subject("rating", id), before: ["rating": old.rating.rawValue],
            after: ["rating": rating.rawValue], why: why)
    }

    public static func withdrawRating(_ id: ID<YearlyRating>, why: String, in scope: Scope, by operation: Operation)
        throws
    {
        let why = try reason(why)
        _ = try storedRating(id, in: scope, operation)
        try operation.run(
            """
            UPDATE yearly_rating SET state = 'withdrawn', withdrawn_why = \(why), version = version + 1,
                changed = \(operation.now) WHERE id = \(id)
            """)
        try operation.record("rating.withdraw", on: Subject("rating", id), why: why)
    }

    private static func storedRating(_ id: ID<YearlyRating>, in scope: Scope, _ db: any Reader) throws -> YearlyRating {
        let row = try db.first(
            """
            SELECT \(sql: YearlyRating.columns) FROM yearly_rating r JOIN unit u ON u.id = r.unit
            WHERE r.id = \(id) AND r.state = 'held' AND \(sql: scope.condition(path: "u.path"))
            """)
        guard let row else { throw HonourRefusal.notFound }
        return try YearlyRating(row)
    }

    /// Refused like somebody who does not exist where neither posts nor unit are in reach.
    static func reach(_ person: ID<Person>?, _ unit: ID<Unit>, in scope: Scope, _ db: any Reader) throws {
        let path: String? = try db.value("SELECT path FROM unit WHERE id = \(unit)")
        guard let path, scope.contains(path) else { throw HonourRefusal.outside("Đơn vị này") }
        guard let person, scope != .everything else { return }
        let found = try db.first(
            """
            SELECT 1 FROM post o JOIN unit u ON u.id = o.unit
            WHERE o.person = \(person) AND \(sql: scope.condition(path: "u.path")) LIMIT 1
            """)
        guard found != nil else { throw HonourRefusal.outside("Người này") }
    }
}
