import Database
import Vocabulary

/// A page of the province's documents, newest first.
public struct LawLibraryList: Equatable, Sendable {
    public struct Filter: Equatable, Sendable {
        /// Words without marks; nothing asks for all.
        public var words: String
        /// In force on that day; nil: whatever its days.
        public var day: Day?

        public init(words: String = "", day: Day? = nil) { (self.words, self.day) = (words, day) }

        public var isFiltered: Bool { !words.trimmed.isEmpty || day != nil }
    }

    public let lines: [LawDocument]
    public let total: Int
    public let before: ID<LawDocument>?
    public let after: ID<LawDocument>?

    public static let pageSize = 50

    /// Two queries, whatever the page holds.
    public static func page(
        _ filter: Filter, _ cursor: KeysetCursor<ID<LawDocument>>? = nil, in scope: Scope, size: Int = pageSize,
        _ db: any Reader
    ) throws -> LawLibraryList {
        let total: Int = try db.value("SELECT count(*) \(sql: from(filter, scope))")
        let page = try KeysetPage(cursor, size: size, key: \LawDocument.id) { limit in
            try db.all(walking(filter, cursor, scope, limit: limit)).map(LawDocument.init)
        }
        return LawLibraryList(lines: page.rows, total: total, before: page.before, after: page.after)
    }

    private static func from(_ filter: Filter, _ scope: Scope) -> SQL {
        let words = filter.words.nfc.trimmed.folded.split(whereSeparator: \.isWhitespace).prefix(8)
        let having = words.map { word -> SQL in "AND d.words_fold \(contains: String(word))" }.joined(separator: " ")
        let day: SQL =
            filter.day.map { "AND d.first_day <= \($0) AND (d.last_day IS NULL OR d.last_day >= \($0))" } ?? ""
        return """
            \(sql: LawLibrary.joined)
            WHERE d.withdrawn IS NULL AND \(sql: scope.condition(path: "u.path")) \(sql: having) \(sql: day)
            """
    }

    static func walking(
        _ filter: Filter, _ cursor: KeysetCursor<ID<LawDocument>>?, _ scope: Scope, limit: Int
    ) -> SQL {
        let (comparison, down): (SQL, SQL) = cursor?.isBackwards ?? false ? (">", "") : ("<", " DESC")
        let beyond: SQL =
            cursor.map {
                "AND (d.issued_on, d.id) \(sql: comparison) (SELECT s.issued_on, s.id FROM law_document s WHERE s.id = \($0.key))"
            } ?? ""
        return """
            SELECT \(sql: LawDocument.columns) \(sql: from(filter, scope)) \(sql: beyond)
            ORDER BY d.issued_on\(sql: down), d.id\(sql: down) LIMIT \(limit)
            """
    }
}
