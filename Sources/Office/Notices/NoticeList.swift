import Database
import Vocabulary

/// One line of a person's inbox; its key is that of the receipt, so a line is one person's alone.
public struct NoticeLine: Equatable, Sendable {
    public let id: ID<NoticeLine>
    public let kind: String
    public let words: String
    public let detail: String
    public let link: String
    public let at: Instant
    public let who: String
    public let isNew: Bool
    /// Whose deputy one was told as; nil for who was told themselves.
    public let behalf: String?

    static let columns: SQL = "r.id, n.kind, n.words, n.detail, n.link, n.at, n.who, r.state, b.name AS behalf"

    init(_ row: Row) throws {
        id = try row("id")
        kind = try row("kind")
        words = try row("words")
        detail = try row("detail")
        link = try row("link")
        at = try row("at")
        who = try row("who")
        isNew = try row("state") as String == "new"
        behalf = try row("behalf")
    }

    public init(
        id: ID<NoticeLine>, kind: String, words: String, detail: String = "", link: String, at: Instant, who: String,
        isNew: Bool, behalf: String? = nil
    ) {
        (self.id, self.kind, self.words, self.detail) = (id, kind, words, detail)
        (self.link, self.at, self.who, self.isNew, self.behalf) = (link, at, who, isNew, behalf)
    }
}

/// A page of the inbox, newest first.
public struct NoticeList: Equatable, Sendable {
    public let lines: [NoticeLine]
    public let before: ID<NoticeLine>?
    public let after: ID<NoticeLine>?

    public static let pageSize = 30

    /// What the inbox is asked for; its address holds all of it.
    public struct Filter: Equatable, Sendable {
        public var kind: String?
        public var onlyNew: Bool
        public init(kind: String? = nil, onlyNew: Bool = false) { (self.kind, self.onlyNew) = (kind, onlyNew) }
    }

    /// One query, whatever the number of rows.
    public static func page(
        _ filter: Filter, of account: ID<Account>, from cursor: KeysetCursor<ID<NoticeLine>>? = nil,
        size: Int = pageSize,
        _ db: any Reader
    ) throws -> NoticeList {
        let isBackwards = cursor?.isBackwards ?? false
        var conditions: [SQL] = ["r.account = \(account)"]
        conditions.append(filter.onlyNew ? "r.state = 'new'" : "r.state <> 'hidden'")
        if let kind = filter.kind { conditions.append("r.kind = \(kind)") }
        if let cursor { conditions.append("r.id \(sql: isBackwards ? ">" : "<") \(cursor.key)") }
        let order: SQL = isBackwards ? "r.id" : "r.id DESC"
        let page = try KeysetPage(cursor, size: size, key: \NoticeLine.id) { limit in
            try db.all(
                """
                SELECT \(sql: NoticeLine.columns) FROM notice_receipt r JOIN notice n ON n.id = r.notice
                LEFT JOIN account b ON b.id = r.behalf
                WHERE \(sql: conditions.joined(separator: " AND ")) ORDER BY \(sql: order) LIMIT \(limit)
                """
            ).map(NoticeLine.init)
        }
        return NoticeList(lines: page.rows, before: page.before, after: page.after)
    }
}
