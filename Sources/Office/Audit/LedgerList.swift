import Database
import Foundation
import Vocabulary

/// One line of the ledger as people read it.
public struct LedgerLine: Equatable, Sendable {
    public let entry: LedgerEntry
    /// What people call the thing; nil where it has no name any more.
    public let name: String?

    /// One fact that changed.
    public struct Change: Equatable, Sendable {
        public let fact: String
        public let before: String?
        public let after: String?
    }

    /// Facts that any entry may have.
    private static let common = ["onBehalfOf": "thay mặt tài khoản số"]

    /// What changed, in words of the room; facts in the order of the alphabet, as the entry keeps them.
    public func changes(_ book: LedgerBook) -> [Change] {
        let kind = book[entry.subject.kind]
        let (before, after) = (Self.facts(entry.before), Self.facts(entry.after))
        return Set(before.keys).union(after.keys).sorted().map { key in
            func words(_ value: String?) -> String? {
                value.map { kind?.values["\(key)=\($0)"] ?? Day(iso: $0)?.vietnamese ?? $0 }
            }
            return Change(
                fact: kind?.facts[key] ?? Self.common[key] ?? key, before: words(before[key] ?? nil),
                after: words(after[key] ?? nil))
        }.filter { $0.before != nil || $0.after != nil }
    }

    private static func facts(_ json: String?) -> [String: String?] {
        guard let json, let facts = try? JSONDecoder().decode([String: String?].self, from: Data(json.utf8)) else {
            return [:]
        }
        return facts
    }
}

/// A page of the ledger, newest first.
public struct LedgerList: Equatable, Sendable {
    public let lines: [LedgerLine]
    /// Numbers for the links to newer and older entries; nil at an end.
    public let newer: Int64?
    public let older: Int64?

    public static let pageSize = 50

    /// Older entries stand behind, newer ones before.
    public typealias Cursor = KeysetCursor<Int64>

    public static func page(
        _ filter: LedgerFilter, _ cursor: Cursor? = nil, for visitor: Visitor, book: LedgerBook, size: Int = pageSize,
        _ db: any Reader
    ) throws -> LedgerList {
        let condition = try filter.condition(scope: visitor.scope(.readLedger), db)
        let isBackwards = cursor?.isBackwards ?? false
        let beyond: SQL = cursor.map { "AND e.sequence \(sql: isBackwards ? ">" : "<") \($0.key)" } ?? ""
        let page = try KeysetPage(cursor, size: size, key: \LedgerEntry.sequence) { limit in
            try db.all(
                """
                SELECT \(sql: LedgerEntry.columns) FROM ledger_entry e WHERE \(sql: condition) \(sql: beyond)
                ORDER BY e.sequence \(sql: isBackwards ? "" : "DESC") LIMIT \(limit)
                """
            ).map(LedgerEntry.init)
        }
        let names = try names(of: page.rows, visitor, book, db)
        return LedgerList(
            lines: page.rows.map { LedgerLine(entry: $0, name: names[$0.subject]) }, newer: page.before,
            older: page.after)
    }

    /// One query for each kind of thing on the page.
    private static func names(
        of entries: [LedgerEntry], _ visitor: Visitor, _ book: LedgerBook, _ db: any Reader
    ) throws -> [Subject: String] {
        var names: [Subject: String] = [:]
        for (kind, entries) in Dictionary(grouping: entries, by: \.subject.kind)
        where book[kind]?.isOpen(to: visitor) ?? false {
            let ids = Array(Set(entries.map(\.subject.id)))
            for (id, name) in try book[kind]?.names(ids, db) ?? [:] { names[Subject(kind, id)] = name }
        }
        return names
    }

    /// Every entry of the filter, oldest first, for an export.
    public static func each(
        _ filter: LedgerFilter, scope: Scope, _ db: any Reader, _ body: (LedgerEntry) throws -> Void
    ) throws {
        let condition = try filter.condition(scope: scope, db)
        try db.each(
            "SELECT \(sql: LedgerEntry.columns) FROM ledger_entry e WHERE \(sql: condition) ORDER BY e.sequence"
        ) { try body(LedgerEntry($0)) }
    }
}
