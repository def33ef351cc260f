import Database
import Office
import Vocabulary

/// The plans that are written here, page by page.
public enum ManuscriptList {
    public struct Filter: Equatable, Sendable {
        /// Nil: those that are being written.
        public var state: Manuscript.State?
        public var year: Int?
        /// By year and title instead of the last change.
        public var isByYear = false

        public init(state: Manuscript.State? = nil, year: Int? = nil, isByYear: Bool = false) {
            (self.state, self.year, self.isByYear) = (state, year, isByYear)
        }
    }

    public struct Line: Equatable, Sendable {
        public let manuscript: Manuscript
        public let rows: Int
        public let waiting: Int
        public let comments: Int
    }

    public typealias Cursor = KeysetCursor<ID<Manuscript>>

    public static let pageSize = 50

    /// One query, the same for one row and for a full page.
    public static func page(
        _ filter: Filter, from cursor: Cursor? = nil, for visitor: Visitor, size: Int = pageSize, _ db: any Reader
    ) throws -> KeysetPage<Line, ID<Manuscript>> {
        try KeysetPage(cursor, size: size, key: \Line.manuscript.id) { limit in
            try db.all(statement(filter, from: cursor, for: visitor, limit: limit)).map { row in
                Line(
                    manuscript: try Manuscript(row), rows: try row("rows"), waiting: try row("waiting"),
                    comments: try row("comments"))
            }
        }
    }

    static func statement(_ filter: Filter, from cursor: Cursor?, for visitor: Visitor, limit: Int) -> SQL {
        var conditions: [SQL] = ["m.state = \(filter.state ?? .drafting)"]
        if let year = filter.year { conditions.append("m.year = \(year)") }
        let key: SQL = filter.isByYear ? "year" : "changed"
        let (comparison, down): (SQL, SQL) = cursor?.isBackwards ?? false ? (">", "") : ("<", " DESC")
        if let cursor {
            conditions.append(
                """
                (m.\(sql: key), m.id) \(sql: comparison)
                    (SELECT s.\(sql: key), s.id FROM manuscript s WHERE s.id = \(cursor.key))
                """)
        }
        conditions.append(visitor.scope(.readPlanDrafts).condition(path: "u.path"))
        return """
            SELECT \(sql: Manuscript.columns),
                (SELECT count(*) FROM manuscript_row r WHERE r.manuscript = m.id AND r.decision <> 'dropped') AS rows,
                (SELECT count(*) FROM manuscript_row r WHERE r.manuscript = m.id AND r.decision = 'waiting') AS waiting,
                (SELECT count(*) FROM manuscript_comment c WHERE c.manuscript = m.id AND c.settled IS NULL) AS comments
            \(sql: Manuscript.from) WHERE \(sql: conditions.joined(separator: " AND "))
            ORDER BY m.\(sql: key)\(sql: down), m.id\(sql: down) LIMIT \(limit)
            """
    }

    /// The years that have any, newest first.
    public static func years(for visitor: Visitor, _ db: any Reader) throws -> [Int] {
        try db.values(
            """
            SELECT DISTINCT m.year \(sql: Manuscript.from)
            WHERE \(sql: visitor.scope(.readPlanDrafts).condition(path: "u.path")) ORDER BY m.year DESC LIMIT 30
            """)
    }
}
