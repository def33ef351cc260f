import Database
import Vocabulary

/// A page of the register of blocs as of a year, by name.
public struct BlocList: Equatable, Sendable {
    public struct Line: Equatable, Sendable {
        public let id: ID<Bloc>
        public let kind: Bloc.Kind
        public let name: String
        public let memberCount: Int
        public let head: String?
        public let flags: Int?
        public let certificates: Int?
    }

    public struct Filter: Equatable, Sendable {
        public var year: Int
        public var kind: Bloc.Kind?
        public var words: String

        public init(year: Int, kind: Bloc.Kind? = nil, words: String = "") {
            (self.year, self.kind, self.words) = (year, kind, words)
        }

        public var isFiltered: Bool { kind != nil || !words.trimmed.isEmpty }
    }

    public let lines: [Line]
    public let total: Int
    public let before: ID<Bloc>?
    public let after: ID<Bloc>?

    public static let pageSize = 50

    /// Two queries, whatever the page holds.
    public static func page(
        _ filter: Filter, _ cursor: KeysetCursor<ID<Bloc>>? = nil, in scope: Scope, size: Int = pageSize,
        _ db: any Reader
    ) throws -> BlocList {
        let total: Int = try db.value("SELECT count(*) \(sql: from(filter, scope))")
        let page = try KeysetPage(cursor, size: size, key: \Line.id) { limit in
            try db.all(walking(filter, cursor, scope, limit: limit)).map { row in
                Line(
                    id: try row("id"), kind: try row("kind"), name: try row("name"), memberCount: try row("members"),
                    head: try row("head"), flags: try row("flags"), certificates: try row("certificates"))
            }
        }
        return BlocList(lines: page.rows, total: total, before: page.before, after: page.after)
    }

    private static func from(_ filter: Filter, _ scope: Scope) -> SQL {
        let kind: SQL = filter.kind.map { "AND b.kind = \($0)" } ?? ""
        let folded = filter.words.nfc.trimmed.folded
        let words: SQL = folded.isEmpty ? "" : "AND b.name_fold \(contains: folded)"
        return """
            FROM bloc b JOIN unit u ON u.id = b.unit
            JOIN bloc_version v ON v.bloc = b.id AND v.first_year <= \(filter.year)
              AND (v.last_year IS NULL OR v.last_year >= \(filter.year))
            WHERE \(sql: scope.condition(path: "u.path")) \(sql: kind) \(sql: words)
            """
    }

    static func walking(_ filter: Filter, _ cursor: KeysetCursor<ID<Bloc>>?, _ scope: Scope, limit: Int) -> SQL {
        let (comparison, down): (SQL, SQL) = cursor?.isBackwards ?? false ? ("<", " DESC") : (">", "")
        let beyond: SQL =
            cursor.map {
                "AND (b.name_key, b.id) \(sql: comparison) (SELECT s.name_key, s.id FROM bloc s WHERE s.id = \($0.key))"
            } ?? ""
        return """
            SELECT b.id, b.kind, b.name, (SELECT count(*) FROM bloc_member m WHERE m.version = v.id) AS members,
              (SELECT h.name FROM bloc_year y JOIN unit h ON h.id = y.head
               WHERE y.bloc = b.id AND y.year = \(filter.year)) AS head,
              (SELECT y.flags FROM bloc_year y WHERE y.bloc = b.id AND y.year = \(filter.year)) AS flags,
              (SELECT y.certificates FROM bloc_year y WHERE y.bloc = b.id AND y.year = \(filter.year)) AS certificates
            \(sql: from(filter, scope)) \(sql: beyond) ORDER BY b.name_key\(sql: down), b.id\(sql: down) LIMIT \(limit)
            """
    }
}
