import Database
import Rulebook
import Vocabulary

/// Sáng kiến, đề tài, mưu trí sáng tạo đã được công nhận.
public struct InitiativeRecord: Equatable, Sendable {
    public struct Author: Equatable, Sendable {
        public let person: ID<Person>
        public let name: String
        /// Tác giả, else đồng tác giả.
        public let isMain: Bool
    }

    public let id: ID<InitiativeRecord>
    public let title: String
    public let kind: Proposal.Initiative.Kind
    public let scope: Proposal.Scope
    public let year: AchievementYear
    public let number: String?
    public let recognised: Day?
    public let issuer: String?
    public let branch: ID<Unit>
    public let branchPath: String
    /// It was entered wrongly; nil while it stands.
    public let withdrawnWhy: String?
    public let version: Int

    /// Of `initiative i` and its unit `u`.
    static let columns: SQL = """
        i.id, i.title, i.kind, i.scope, i.year, i.is_school, i.number, i.recognised, i.issuer, i.branch,
        u.path AS branch_path, i.withdrawn_why, i.version
        """

    init(_ row: Row) throws {
        id = try row("id")
        title = try row("title")
        let (kind, scope): (String, String) = (try row("kind"), try row("scope"))
        self.kind = Proposal.Initiative.Kind(rawValue: kind) ?? .sangKien
        self.scope = Proposal.Scope(rawValue: scope) ?? .coSo
        year = AchievementYear(try row("year"), isSchoolYear: try row("is_school"))
        number = try row("number")
        recognised = try row("recognised")
        issuer = try row("issuer")
        branch = try row("branch")
        branchPath = try row("branch_path")
        withdrawnWhy = try row("withdrawn_why")
        version = try row("version")
    }

    /// What a form for putting it right begins with.
    func new(by authors: [ID<Person>]) -> Honours.NewInitiative {
        Honours.NewInitiative(
            title, kind: kind, scope: scope, year: year, number: number, recognised: recognised, issuer: issuer,
            branch: branch, authors: authors)
    }

    /// `1234/QĐ-UBND ngày 15/11/2025`
    var paper: String? {
        switch (number, recognised) {
        case (let number?, let day?): "\(number) ngày \(day.vietnamese)"
        case (let number?, nil): number
        case (nil, let day?): "ngày \(day.vietnamese)"
        case (nil, nil): nil
        }
    }

    /// Newest first.
    static func all(of person: ID<Person>, _ db: any Reader) throws -> [(initiative: InitiativeRecord, isMain: Bool)] {
        try db.all(
            """
            SELECT \(sql: columns), a.is_main FROM initiative_author a JOIN initiative i ON i.id = a.initiative
            JOIN unit u ON u.id = i.branch WHERE a.person = \(person) AND i.state = 'held' ORDER BY i.year DESC, i.id DESC
            """
        ).map { (try InitiativeRecord($0), try $0("is_main")) }
    }

    /// Those of a person that were entered wrongly.
    static func withdrawn(of person: ID<Person>, _ db: any Reader) throws -> [InitiativeRecord] {
        try db.all(
            """
            SELECT \(sql: columns) FROM initiative_author a JOIN initiative i ON i.id = a.initiative
            JOIN unit u ON u.id = i.branch WHERE a.person = \(person) AND i.state = 'withdrawn'
            ORDER BY i.year DESC, i.id DESC
            """
        ).map(InitiativeRecord.init)
    }

    static func authors(of ids: [ID<InitiativeRecord>], _ db: any Reader) throws -> [ID<InitiativeRecord>: [Author]] {
        guard !ids.isEmpty else { return [:] }
        var found: [ID<InitiativeRecord>: [Author]] = [:]
        for row in try db.all(
            """
            SELECT a.initiative, a.person, p.name, a.is_main FROM initiative_author a JOIN person p ON p.id = a.person
            WHERE a.initiative IN (\(list: ids)) ORDER BY a.initiative, a.is_main DESC, a.id
            """)
        {
            found[try row("initiative"), default: []].append(
                Author(person: try row("person"), name: try row("name"), isMain: try row("is_main")))
        }
        return found
    }
}

extension Honours {
    /// An initiative to be entered; the first author is the main one.
    public struct NewInitiative: Equatable, Sendable {
        public var title: String
        public var kind: Proposal.Initiative.Kind
        public var scope: Proposal.Scope
        public var year: AchievementYear
        public var number: String?
        public var recognised: Day?
        public var issuer: String?
        public var branch: ID<Unit>
        public var authors: [ID<Person>]

        public init(
            _ title: String, kind: Proposal.Initiative.Kind = .sangKien, scope: Proposal.Scope, year: AchievementYear,
            number: String? = nil, recognised: Day? = nil, issuer: String? = nil, branch: ID<Unit>,
            authors: [ID<Person>]
        ) {
            (self.title, self.kind, self.scope, self.year) = (title, kind, scope, year)
            (self.number, self.recognised, self.issuer) = (number, recognised, issuer)
            (self.branch, self.authors) = (branch, authors)
        }

        func checked(today: Day) throws(HonourRefusal) -> NewInitiative {
            var copy = self
            copy.title = try Honours.line(title, "Tên sáng kiến", 500)
            guard !copy.title.isEmpty else { throw .noTitle }
            copy.number = try Honours.optional(number, "Số quyết định", Honours.longestNumber)
            copy.issuer = try Honours.optional(issuer, "Cơ quan công nhận", 200)
            guard year.firstDay <= today else { throw .futureYear(year.vietnamese) }
            guard year.number >= 1945 else { throw .badYears(year.description) }
            if let recognised, recognised > today { throw .futureDay(recognised) }
            guard !authors.isEmpty else { throw .noAuthors }
            var seen: Set<ID<Person>> = []
            copy.authors = authors.filter { seen.insert($0).inserted }
            return copy
        }
    }
}
