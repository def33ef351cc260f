import Database
import Vocabulary

/// One row of the list of people.
public struct PersonLine: Equatable, Sendable {
    public let id: ID<Person>
    public let name: String
    public let gender: Person.Gender?
    /// Posts that are held or to come, else the last one.
    public internal(set) var posts: [Post] = []

    static let columns: SQL = "p.id, p.name, p.gender"

    init(_ row: Row) throws {
        id = try row("id")
        name = try row("name")
        gender = try row("gender")
    }
}

/// A page of the list: rows in order, and whether there is more on either side.
public struct PersonList: Equatable, Sendable {
    public let lines: [PersonLine]
    /// Keys for the links `truoc` and `sau`; nil at an end.
    public let before: ID<Person>?
    public let after: ID<Person>?

    public static let pageSize = 50
    /// Beyond this a count is said as “hơn 1.000”.
    public static let most = 1000

    public typealias Cursor = KeysetCursor<ID<Person>>

    /// The same number of queries for one row and for a full page.
    public static func page(
        _ filter: PersonFilter, _ cursor: Cursor? = nil, in scope: Scope, on day: Day, size: Int = pageSize,
        _ db: any Reader
    ) throws -> PersonList {
        let query = try PersonQuery(filter, in: scope, on: day, db)
        let page = try KeysetPage(cursor, size: size, key: \PersonLine.id) { limit in
            try query.typed.isEmpty || query.isSmall
                ? walk(query, cursor, limit: limit, db) : search(query, cursor, limit: limit, query.window(db), db)
        }
        var lines = page.rows
        let held = try Posts.held(by: lines.map(\.id), on: day, db)
        for index in lines.indices { lines[index].posts = held[lines[index].id] ?? [] }
        return PersonList(lines: lines, before: page.before, after: page.after)
    }

    /// How many there are, at most one more than `most`; not for what was typed, where counting would cost more than the
    /// page.
    public static func count(_ filter: PersonFilter, in scope: Scope, on day: Day, _ db: any Reader) throws -> Int? {
        let query = try PersonQuery(filter, in: scope, on: day, db)
        guard query.typed.isEmpty || query.isSmall else { return nil }
        return try db.value("SELECT count(*) FROM (SELECT 1 AS n \(sql: query.people) LIMIT \(most + 1)) c")
    }

    /// The nearest to what was typed, and how many there are (at most one more than `counting`): for the search everywhere,
    /// which counts its pages.
    public static func nearest(
        _ words: String, in scope: Scope, on day: Day, offset: Int, limit: Int, counting: Int = most, _ db: any Reader
    ) throws -> (lines: [PersonLine], count: Int) {
        let query = try PersonQuery(PersonFilter(words: words), in: scope, on: day, db)
        guard !query.typed.isEmpty else { return ([], 0) }
        let wanted = min(offset + limit, most)
        let window = query.window(db)
        guard limit > 0 else { return ([], try counted(query, upTo: counting, window, db)) }
        let all =
            try query.isSmall ? walk(query, nil, limit: wanted, db) : search(query, nil, limit: wanted, window, db)
        var lines = Array(all.dropFirst(offset))
        let held = try Posts.held(by: lines.map(\.id), on: day, db)
        for index in lines.indices { lines[index].posts = held[lines[index].id] ?? [] }
        return (lines, all.count < wanted ? all.count : try counted(query, upTo: counting, window, db))
    }

    private static func counted(
        _ query: PersonQuery, upTo most: Int, _ window: OnDemand<WordWindow>, _ db: any Reader
    ) throws -> Int {
        func count(_ people: SQL, beside known: Int = 0) throws -> Int {
            try known + db.value("SELECT count(*) FROM (\(sql: people) LIMIT \(most + 1 - known)) c")
        }
        if query.isSmall { return try count("SELECT 1 AS n \(sql: query.people)") }
        let beginning = try count(query.beginning)
        guard beginning <= most, query.typed.words.count > 1 else { return beginning }
        return try count(query.scattered(window(), someBegin: beginning > 0), beside: beginning)
    }

    // MARK: By name or change

    /// Paging is by the keys of the last row, looked up by its `id`: a page deep in the list costs what the first one costs.
    static func walk(_ query: PersonQuery, _ cursor: Cursor?, limit: Int, _ db: any Reader) throws -> [PersonLine] {
        try db.all(walking(query, cursor, limit: limit)).map(PersonLine.init)
    }

    static func walking(_ query: PersonQuery, _ cursor: Cursor?, limit: Int) -> SQL {
        let goesDown = query.filter.isDescending != (cursor?.isBackwards ?? false)
        // What was typed exactly comes first, in either direction of the rest.
        let ranked = !query.typed.isEmpty
        let key: SQL = query.filter.sort == .name ? "name_key" : "changed"
        let keys: (SQL) -> SQL = { prefix in "\(sql: prefix)\(sql: key), \(sql: prefix)id" }
        let rank: SQL = ranked ? ", \(sql: query.isExact) AS nearness" : ""
        let inner: SQL = """
            SELECT \(sql: PersonLine.columns), p.\(sql: key) AS sort_key \(sql: rank) \(sql: query.people)
            """
        let down: SQL = goesDown ? " DESC" : ""
        guard ranked else {
            let beyond: SQL =
                cursor.map {
                    let comparison: SQL = goesDown ? "<" : ">"
                    return """
                        AND (\(sql: keys("p."))) \(sql: comparison) (SELECT \(sql: keys("s.")) FROM person s WHERE s.id = \($0.key))
                        """
                } ?? ""
            return """
                \(sql: inner) \(sql: beyond) ORDER BY p.\(sql: key)\(sql: down), p.id\(sql: down) LIMIT \(limit)
                """
        }
        let comparison: SQL = goesDown ? "<" : ">"
        let backwards = cursor?.isBackwards ?? false
        let beyond: SQL =
            cursor.map {
                """
                , last AS (SELECT nearness, sort_key, id FROM found WHERE id = \($0.key))
                SELECT found.id, found.name, found.gender FROM found CROSS JOIN last
                WHERE found.nearness \(sql: backwards ? "<" : ">") last.nearness OR (found.nearness = last.nearness
                  AND (found.sort_key, found.id) \(sql: comparison) (last.sort_key, last.id))
                """
            } ?? "SELECT found.id, found.name, found.gender FROM found"
        return """
            WITH found AS (\(sql: inner)) \(sql: beyond)
            ORDER BY found.nearness\(sql: backwards ? " DESC" : ""), found.sort_key\(sql: down), found.id\(sql: down)
            LIMIT \(limit)
            """
    }

    // MARK: By what was typed

    /// The nearest names first; within a nearness in the order of the turns, so that the index is read only as far as the
    /// page goes.
    private static func search(
        _ query: PersonQuery, _ cursor: Cursor?, limit: Int, _ window: OnDemand<WordWindow>, _ db: any Reader
    ) throws -> [PersonLine] {
        let isBackwards = cursor?.isBackwards ?? false
        typealias Nearness = PersonQuery.Nearness
        var start: (nearness: PersonQuery.Nearness, turn: String)?
        if let cursor {
            start = try place(of: cursor.key, Nearness.all(for: query.typed), query, window, db)
            if start == nil { return [] }
        }
        var lines: [PersonLine] = []
        for phase in Nearness.walk(for: query.typed, from: start?.nearness, isBackwards: isBackwards)
        where lines.count < limit {
            let from = start.flatMap { start in
                start.nearness == phase ? cursor.map { (turn: start.turn, id: $0.key) } : nil
            }
            lines += try db.all(
                statement(
                    query, phase, window, from: from, isBackwards, limit: limit - lines.count)
            ).map(PersonLine.init)
        }
        return lines
    }

    static func statement(
        _ query: PersonQuery, _ phase: PersonQuery.Nearness, _ window: OnDemand<WordWindow>,
        from: (turn: String, id: ID<Person>)?, _ isBackwards: Bool, limit: Int
    ) throws -> SQL {
        let order = PersonQuery.order(phase)
        let down: SQL = isBackwards ? " DESC" : ""
        let beyond: SQL =
            from.map { from in
                let comparison: SQL = isBackwards ? "<" : ">"
                return "AND (\(sql: order), n.person) \(sql: comparison) (\(from.turn), \(from.id))"
            } ?? ""
        let turns = try query.turns(phase, window)
        return """
            SELECT \(sql: PersonLine.columns) \(sql: turns) \(sql: beyond)
            ORDER BY \(sql: order)\(sql: down), n.person\(sql: down) LIMIT \(limit)
            """
    }

    /// Where a person stands in the answer: the nearness in which they are found, and the turn that was found.
    private static func place(
        of person: ID<Person>, _ phases: [PersonQuery.Nearness], _ query: PersonQuery,
        _ window: OnDemand<WordWindow>, _ db: any Reader
    ) throws -> (nearness: PersonQuery.Nearness, turn: String)? {
        let turns: [(fold: String, exact: String)] = try db.all(
            "SELECT fold, exact FROM person_name WHERE person = \(person)"
        ).map { (try $0("fold"), try $0("exact")) }
        for phase in phases {
            let (written, sought) =
                switch phase {
                case .exact: (turns.map(\.exact), query.typed.exact)
                case .folded: (turns.map(\.fold), query.typed.fold)
                case .scattered: (turns.map(\.fold), try window().word)
                }
            let turns = written.filter { $0.utf8.starts(with: sought.utf8) }
            if let turn = turns.min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { return (phase, turn) }
        }
        return nil
    }
}
