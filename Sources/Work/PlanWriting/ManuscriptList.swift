import Database
import Office
import Vocabulary

/// A page of the plans that are written here.
public struct ManuscriptList: Equatable, Sendable {
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

    public let lines: [Line]
    /// Key of the last line, where there are more.
    public let after: ID<Manuscript>?

    public static let pageSize = 50

    /// One query, the same for one row and for a full page.
    public static func page(
        _ filter: Filter, after start: ID<Manuscript>? = nil, for visitor: Visitor, size: Int = pageSize,
        _ db: any Reader
    ) throws -> ManuscriptList {
        let rows = try db.all(statement(filter, after: start, for: visitor, size: size))
        let lines = try rows.prefix(size).map { row in
            Line(
                manuscript: try Manuscript(row), rows: try row("rows"), waiting: try row("waiting"),
                comments: try row("comments"))
        }
        return ManuscriptList(lines: lines, after: rows.count > size ? lines.last?.manuscript.id : nil)
    }

    static func statement(_ filter: Filter, after start: ID<Manuscript>?, for visitor: Visitor, size: Int) -> SQL {
        var conditions: [SQL] = ["m.state = \(filter.state ?? .drafting)"]
        if let year = filter.year { conditions.append("m.year = \(year)") }
        if let start {
            conditions.append(
                filter.isByYear
                    ? "(m.year, m.id) < (SELECT s.year, s.id FROM manuscript s WHERE s.id = \(start))"
                    : "(m.changed, m.id) < (SELECT s.changed, s.id FROM manuscript s WHERE s.id = \(start))")
        }
        conditions.append(visitor.scope(.readPlanDrafts).condition(path: "u.path"))
        let order: SQL = filter.isByYear ? "m.year DESC, m.id DESC" : "m.changed DESC, m.id DESC"
        return """
            SELECT \(sql: Manuscript.columns),
                (SELECT count(*) FROM manuscript_row r WHERE r.manuscript = m.id AND r.decision <> 'dropped') AS rows,
                (SELECT count(*) FROM manuscript_row r WHERE r.manuscript = m.id AND r.decision = 'waiting') AS waiting,
                (SELECT count(*) FROM manuscript_comment c WHERE c.manuscript = m.id AND c.settled IS NULL) AS comments
            \(sql: Manuscript.from) WHERE \(sql: conditions.joined(separator: " AND "))
            ORDER BY \(sql: order) LIMIT \(size + 1)
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
