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
        _ filter: Filter, after: ID<Council>? = nil, before: ID<Council>? = nil, in scope: Scope, size: Int = pageSize,
        _ db: any Reader
    ) throws -> CouncilList {
        let total: Int = try db.value("SELECT count(*) \(sql: Councils.joined) \(sql: tests(filter, scope))")
        let isBackwards = before != nil
        var lines = try db.all(walking(filter, after: after, before: before, scope, limit: size + 1)).map(Council.init)
        let hasMore = lines.count > size
        if hasMore { lines.removeLast() }
        if isBackwards { lines.reverse() }
        return CouncilList(
            lines: lines, total: total,
            before: (isBackwards ? hasMore : after != nil) ? lines.first?.id : nil,
            after: (isBackwards || hasMore) ? lines.last?.id : nil)
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

    static func walking(
        _ filter: Filter, after: ID<Council>?, before: ID<Council>?, _ scope: Scope, limit: Int
    ) -> SQL {
        let beyond: SQL =
            if let before {
                "AND (c.name_key, c.id) < (SELECT o.name_key, o.id FROM council o WHERE o.id = \(before))"
            } else if let after {
                "AND (c.name_key, c.id) > (SELECT o.name_key, o.id FROM council o WHERE o.id = \(after))"
            } else { "" }
        let down: SQL = before == nil ? "" : " DESC"
        return """
            SELECT \(sql: Council.columns) \(sql: Councils.joined) \(sql: tests(filter, scope)) \(sql: beyond)
            ORDER BY c.name_key\(sql: down), c.id\(sql: down) LIMIT \(limit)
            """
    }
}
