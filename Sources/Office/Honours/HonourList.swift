import Database
import Rulebook
import Vocabulary

/// A page of the list of honours: rows in order, and whether there is more on either side.
public struct HonourList: Equatable, Sendable {
    public let lines: [HonourLine]
    /// Keys for the links `truoc` and `sau`; nil at an end.
    public let before: Int64?
    public let after: Int64?

    public static let pageSize = 50
    /// Beyond this a count is said as “hơn 1.000”.
    public static let most = 1000

    public typealias Cursor = KeysetCursor<Int64>

    /// From where an address says that the list goes on.
    public static func cursor(_ value: (String) -> String?) -> Cursor? {
        Cursor(value) { text in ID<Honour>(text)?.rawValue }
    }

    /// The same number of queries for one row and for a full page.
    public static func page(
        _ filter: HonourFilter, _ cursor: Cursor? = nil, in scope: Scope, size: Int = pageSize, _ db: any Reader
    ) throws -> HonourList {
        let query = try HonourQuery(filter, in: scope, db)
        let page = try KeysetPage(cursor, size: size, key: \Int64.self) {
            try ids(query, cursor, limit: $0, query.window(db), db)
        }
        return HonourList(lines: try HonourLine.all(page.rows, db), before: page.before, after: page.after)
    }

    /// The first of them and how many there are: for the search everywhere, which counts its pages.
    static func nearest(
        _ words: String, in scope: Scope, offset: Int, limit: Int, counting: Int = most, _ db: any Reader
    ) throws -> (lines: [HonourLine], count: Int) {
        var filter = HonourFilter()
        filter.words = words
        let query = try HonourQuery(filter, in: scope, db)
        guard !filter.words.isEmpty else { return ([], 0) }
        let window = query.window(db)
        guard limit > 0 else { return ([], try counted(query, upTo: counting, window, db)) }
        let wanted = min(offset + limit, most)
        let all = try ids(query, nil, limit: wanted, window, db)
        return (
            try HonourLine.all(Array(all.dropFirst(offset)), db),
            all.count < wanted ? all.count : try counted(query, upTo: counting, window, db)
        )
    }

    /// How many there are, at most one more than `most`.
    public static func count(_ filter: HonourFilter, in scope: Scope, _ db: any Reader) throws -> Int {
        let query = try HonourQuery(filter, in: scope, db)
        return try counted(query, upTo: most, query.window(db), db)
    }

    private static func counted(
        _ query: HonourQuery, upTo most: Int, _ window: OnDemand<WordWindow>, _ db: any Reader
    ) throws -> Int {
        func count(_ rows: SQL, beside known: Int = 0) throws -> Int {
            try known + db.value("SELECT count(*) FROM (SELECT 1 AS n \(sql: rows) LIMIT \(most + 1 - known)) c")
        }
        if query.isSmall { return try count(small(query)) }
        if query.numbered != nil { return try count(numbers(query)) }
        guard !query.typed.isEmpty else {
            return try count("FROM honour h WHERE \(sql: query.tests(leadingWith: query.leading))")
        }
        let beginning = try count(beginning(query))
        guard beginning <= most, query.typed.words.count > 1 else { return beginning }
        return try count(query.turns(.scattered, window), beside: beginning)
    }

    /// Exact and folded ones together: what has the very marks begins so without them as well.
    private static func beginning(_ query: HonourQuery) -> SQL {
        let fold = query.typed.fold
        return """
            FROM honour_name_turn n CROSS JOIN honour h WHERE \(sql: PersonQuery.begins("n.fold", fold))
              AND NOT EXISTS (SELECT 1 FROM honour_name_turn e WHERE e.name = n.name AND e.fold >= \(fold)
                  AND e.fold < n.fold)
              AND h.name = n.name AND \(sql: query.tests())
            """
    }

    // MARK: Keys of a page

    static func ids(
        _ query: HonourQuery, _ cursor: Cursor?, limit: Int, _ window: OnDemand<WordWindow>, _ db: any Reader
    ) throws -> [Int64] {
        if query.isSmall { return try db.values(walkingSmall(query, cursor, limit: limit)) }
        if query.numbered != nil { return try db.values(walkingNumbers(query, cursor, limit: limit)) }
        if query.typed.isEmpty { return try db.values(walking(query, cursor, limit: limit)) }
        return try search(query, cursor, limit: limit, window, db)
    }

    /// By day or by name, along an index.
    static func walking(_ query: HonourQuery, _ cursor: Cursor?, limit: Int) -> SQL {
        let goesDown = query.filter.isDescending != (cursor?.isBackwards ?? false)
        let (down, comparison): (SQL, SQL) = goesDown ? (" DESC", "<") : ("", ">")
        if query.filter.sort == .name {
            let beyond: SQL =
                cursor.map {
                    """
                    AND (s.name_key, s.id, h.signed, h.id) \(sql: comparison) (SELECT cs.name_key, cs.id, c.signed, c.id
                        FROM honour c JOIN honour_name cs ON cs.id = c.name WHERE c.id = \($0.key))
                    """
                } ?? ""
            let from: SQL =
                cursor.map {
                    """
                    AND s.name_key \(sql: comparison)= (SELECT cs.name_key FROM honour c JOIN honour_name cs ON cs.id = c.name
                        WHERE c.id = \($0.key))
                    """
                } ?? ""
            return """
                SELECT h.id FROM honour_name s CROSS JOIN honour h
                WHERE h.name = s.id AND \(sql: query.tests()) \(sql: from) \(sql: beyond)
                ORDER BY s.name_key\(sql: down), s.id\(sql: down), h.signed\(sql: down), h.id\(sql: down) LIMIT \(limit)
                """
        }
        let beyond: SQL =
            cursor.map {
                """
                AND (h.signed, h.id) \(sql: comparison) (SELECT c.signed, c.id FROM honour c WHERE c.id = \($0.key))
                """
            } ?? ""
        return """
            SELECT h.id FROM honour h WHERE \(sql: query.tests(leadingWith: query.leading)) \(sql: beyond)
            ORDER BY h.signed\(sql: down), h.id\(sql: down) LIMIT \(limit)
            """
    }

    private static func small(_ query: HonourQuery) -> SQL {
        let numbered: SQL =
            query.numbered.map { "AND EXISTS (SELECT 1 FROM honour_decision d WHERE d.id = h.decision AND \(sql: $0))" }
            ?? ""
        return """
            FROM (SELECT h.id FROM \(sql: query.source ?? "honour h")) few CROSS JOIN honour h
            WHERE h.id = few.id AND \(sql: query.tests()) \(sql: query.named) \(sql: numbered)
            """
    }

    /// Few rows, put in order.
    static func walkingSmall(_ query: HonourQuery, _ cursor: Cursor?, limit: Int) -> SQL {
        let goesDown = query.filter.isDescending != (cursor?.isBackwards ?? false)
        let (down, comparison): (SQL, SQL) = goesDown ? (" DESC", "<") : ("", ">")
        let byName = query.filter.sort == .name
        func keys(_ honour: SQL) -> SQL {
            let name: SQL =
                byName ? "(SELECT sn.name_key FROM honour_name sn WHERE sn.id = \(sql: honour).name), " : .empty
            return "\(sql: name)\(sql: honour).signed, \(sql: honour).id"
        }
        let beyond: SQL =
            cursor.map {
                "AND (\(sql: keys("h"))) \(sql: comparison) (SELECT \(sql: keys("c")) FROM honour c WHERE c.id = \($0.key))"
            } ?? ""
        let name: SQL =
            byName ? "(SELECT sn.name_key FROM honour_name sn WHERE sn.id = h.name)\(sql: down), " : .empty
        return """
            SELECT h.id \(sql: small(query)) \(sql: beyond)
            ORDER BY \(sql: name)h.signed\(sql: down), h.id\(sql: down) LIMIT \(limit)
            """
    }

    private static func numbers(_ query: HonourQuery) -> SQL {
        """
        FROM honour_decision d CROSS JOIN honour h
        WHERE \(sql: query.numbered ?? "1 = 1") AND h.decision = d.id AND \(sql: query.tests())
        """
    }

    static func walkingNumbers(_ query: HonourQuery, _ cursor: Cursor?, limit: Int) -> SQL {
        let isBackwards = cursor?.isBackwards ?? false
        let (down, comparison): (SQL, SQL) = isBackwards ? (" DESC", "<") : ("", ">")
        let beyond: SQL =
            cursor.map {
                """
                AND (d.number_key, d.signed, d.id, h.id) \(sql: comparison) (SELECT cd.number_key, cd.signed, cd.id, c.id
                    FROM honour c JOIN honour_decision cd ON cd.id = c.decision WHERE c.id = \($0.key))
                """
            } ?? ""
        return """
            SELECT h.id \(sql: numbers(query)) \(sql: beyond)
            ORDER BY d.number_key\(sql: down), d.signed\(sql: down), d.id\(sql: down), h.id\(sql: down) LIMIT \(limit)
            """
    }

    // MARK: By what was typed

    /// The nearest names first, in the order of the turns; the honours of one name from the first to the last.
    private static func search(
        _ query: HonourQuery, _ cursor: Cursor?, limit: Int, _ window: OnDemand<WordWindow>, _ db: any Reader
    ) throws -> [Int64] {
        let isBackwards = cursor?.isBackwards ?? false
        typealias Nearness = HonourQuery.Nearness
        var start: Place?
        if let cursor {
            start = try place(of: cursor.key, Nearness.all(for: query.typed), query, window, db)
            if start == nil { return [] }
        }
        var ids: [Int64] = []
        for phase in Nearness.walk(for: query.typed, from: start?.nearness, isBackwards: isBackwards)
        where ids.count < limit {
            ids += try db.values(
                statement(
                    query, phase, window,
                    from: start.flatMap { $0.nearness == phase ? $0 : nil },
                    isBackwards, limit: limit - ids.count))
        }
        return ids
    }

    /// Where an honour stands in the answer.
    struct Place {
        let nearness: HonourQuery.Nearness
        let turn: String
        let name: Int64
        let signed: Day
        let id: Int64
    }

    static func statement(
        _ query: HonourQuery, _ phase: HonourQuery.Nearness, _ window: OnDemand<WordWindow>, from: Place?,
        _ isBackwards: Bool, limit: Int
    ) throws -> SQL {
        let order = HonourQuery.order(phase)
        let (down, comparison): (SQL, SQL) = isBackwards ? (" DESC", "<") : ("", ">")
        let beyond: SQL =
            from.map { from in
                """
                AND \(sql: order) \(sql: comparison)= \(from.turn) AND (\(sql: order), n.name, h.signed, h.id)
                  \(sql: comparison) (\(from.turn), \(from.name), \(from.signed), \(from.id))
                """
            } ?? ""
        let turns = try query.turns(phase, window)
        return """
            SELECT h.id \(sql: turns) \(sql: beyond)
            ORDER BY \(sql: order)\(sql: down), n.name\(sql: down), h.signed\(sql: down), h.id\(sql: down) LIMIT \(limit)
            """
    }

    private static func place(
        of honour: Int64, _ phases: [HonourQuery.Nearness], _ query: HonourQuery,
        _ window: OnDemand<WordWindow>, _ db: any Reader
    ) throws -> Place? {
        let row = try db.first("SELECT name, signed FROM honour WHERE id = \(honour)")
        guard let row else { return nil }
        let (name, signed): (Int64, Day) = (try row("name"), try row("signed"))
        let turns: [(fold: String, exact: String)] = try db.all(
            "SELECT fold, exact FROM honour_name_turn WHERE name = \(name)"
        ).map { (try $0("fold"), try $0("exact")) }
        for phase in phases {
            let (written, sought) =
                switch phase {
                case .exact: (turns.map(\.exact), query.typed.exact)
                case .folded: (turns.map(\.fold), query.typed.fold)
                case .scattered: (turns.map(\.fold), try window().word)
                }
            let found = written.filter { $0.utf8.starts(with: sought.utf8) }
            if let turn = found.min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                return Place(nearness: phase, turn: turn, name: name, signed: signed, id: honour)
            }
        }
        return nil
    }
}
