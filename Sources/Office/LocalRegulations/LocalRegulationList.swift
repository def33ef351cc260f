import Database
import Vocabulary

/// A page of the regulations that a visitor may see, the newest first.
public struct LocalRegulationList: Equatable, Sendable {
    public struct Filter: Equatable, Sendable {
        public var state: LocalRegulation.State?
        public var words: String

        public init(state: LocalRegulation.State? = nil, words: String = "") {
            (self.state, self.words) = (state, words)
        }

        public var isFiltered: Bool { state != nil || !words.trimmed.isEmpty }
    }

    public let lines: [LocalRegulation]
    public let total: Int
    public let before: ID<LocalRegulation>?
    public let after: ID<LocalRegulation>?

    public static let pageSize = 50

    /// Two queries, whatever the page holds. `scope`: approved ones; `drafts`: the others too.
    public static func page(
        _ filter: Filter = Filter(), _ cursor: KeysetCursor<ID<LocalRegulation>>? = nil, in scope: Scope, drafts: Scope,
        size: Int = pageSize, _ db: any Reader
    ) throws -> LocalRegulationList {
        let tests = tests(filter, scope, drafts)
        let total: Int = try db.value("SELECT count(*) \(sql: LocalRegulation.source) \(sql: tests)")
        let page = try KeysetPage(cursor, size: size, key: \LocalRegulation.id) { limit in
            let isBackwards = cursor?.isBackwards ?? false
            let beyond: SQL =
                cursor.map { isBackwards ? "AND r.id > \($0.key)" : "AND r.id < \($0.key)" } ?? ""
            return try db.all(
                """
                SELECT \(sql: LocalRegulation.columns) \(sql: LocalRegulation.source) \(sql: tests) \(sql: beyond)
                ORDER BY r.id\(sql: isBackwards ? "" : " DESC") LIMIT \(limit)
                """
            ).map(LocalRegulation.init)
        }
        return LocalRegulationList(lines: page.rows, total: total, before: page.before, after: page.after)
    }

    private static func tests(_ filter: Filter, _ scope: Scope, _ drafts: Scope) -> SQL {
        let state: SQL = filter.state.map { "AND r.state = \($0)" } ?? ""
        let text = filter.words.nfc.trimmed
        let key = LocalRegulations.key(ofNumber: text)
        let words: SQL =
            text.isEmpty ? "" : "AND (r.number_key \(contains: key) OR r.title_fold \(contains: text.folded))"
        return """
            WHERE (r.state = 'approved' AND \(sql: scope.condition(path: "u.path"))
                OR \(sql: drafts.condition(path: "u.path"))) \(sql: state) \(sql: words)
            """
    }
}
