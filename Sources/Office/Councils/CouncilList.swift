import Database
import Vocabulary

/// A page of the register of councils whose term holds on a day, by name.
public struct CouncilList: Equatable, Sendable {
    public struct Filter: Equatable, Sendable {
        public var day: Day
        public var kind: Council.Kind?
        public var level: Unit.Level?
        public var words: String

        public init(on day: Day, kind: Council.Kind? = nil, level: Unit.Level? = nil, words: String = "") {
            (self.day, self.kind, self.level, self.words) = (day, kind, level, words)
        }

        public var isFiltered: Bool { kind != nil || level != nil || !words.trimmed.isEmpty }
    }

    public let lines: [Council]
    public let total: Int
    public let before: ID<Council>?
    public let after: ID<Council>?

    public static let pageSize = 50

    /// Two queries, whatever the page holds.
    public static func page(
        _ filter: Filter, _ cursor: KeysetCursor<ID<Council>>? = nil, in scope: Scope, size: Int = pageSize,
        _ db: any Reader
    ) throws -> CouncilList {
        let total: Int = try db.value("SELECT count(*) \(sql: Councils.joined) \(sql: tests(filter, scope))")
        let page = try KeysetPage(cursor, size: size, key: \Council.id) { limit in
            try db.all(walking(filter, cursor, scope, limit: limit)).map(Council.init)
        }
        return CouncilList(lines: page.rows, total: total, before: page.before, after: page.after)
    }

    private static func tests(_ filter: Filter, _ scope: Scope) -> SQL {
        let kind: SQL = filter.kind.map { "AND c.kind = \($0)" } ?? ""
        let level: SQL = filter.level.map { "AND c.level = \($0)" } ?? ""
        let folded = filter.words.nfc.trimmed.folded
        let words: SQL = folded.isEmpty ? "" : "AND c.name_fold \(contains: folded)"
        return """
            WHERE c.first_day <= \(filter.day) AND (c.last_day IS NULL OR c.last_day >= \(filter.day))
              AND \(sql: scope.condition(path: "u.path")) \(sql: kind) \(sql: level) \(sql: words)
            """
    }

    static func walking(_ filter: Filter, _ cursor: KeysetCursor<ID<Council>>?, _ scope: Scope, limit: Int) -> SQL {
        let (comparison, down): (SQL, SQL) = cursor?.isBackwards ?? false ? ("<", " DESC") : (">", "")
        let beyond: SQL =
            cursor.map {
                "AND (c.name_key, c.id) \(sql: comparison) (SELECT s.name_key, s.id FROM council s WHERE s.id = \($0.key))"
            } ?? ""
        return """
            SELECT \(sql: Council.columns) \(sql: Councils.joined) \(sql: tests(filter, scope)) \(sql: beyond)
            ORDER BY c.name_key\(sql: down), c.id\(sql: down) LIMIT \(limit)
            """
    }
}
