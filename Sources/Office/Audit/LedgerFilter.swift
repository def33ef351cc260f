import Database
import Markup
import Vocabulary

/// Which entries of the ledger a person asks for. The address holds it, so that any view can be sent as a link.
public struct LedgerFilter: Equatable, Sendable {
    /// `task`; with `subject`, one thing.
    public var kind: String?
    public var subject: Int64?
    /// An account by its number, or a login or name as typed; `he-thong` for the command line.
    public var person: String
    public var act: String?
    /// As typed; kept when it is no day.
    public var from: String
    public var to: String

    public init(
        kind: String? = nil, subject: Int64? = nil, person: String = "", act: String? = nil, from: String = "",
        to: String = ""
    ) {
        (self.kind, self.subject, self.person, self.act, self.from, self.to) = (kind, subject, person, act, from, to)
    }

    public init(_ value: (String) -> String?) {
        func word(_ name: String) -> String? { value(name)?.nfc.trimmed.nonEmpty }
        self.init(
            kind: word("loai"), subject: word("so").flatMap { Int64($0) }, person: word("nguoi") ?? "",
            act: word("hanh-dong"), from: word("tu") ?? "", to: word("den") ?? "")
    }

    public var isEmpty: Bool { self == LedgerFilter() }

    static let system = "he-thong"

    public func address(_ path: String) -> Address {
        Address(path).with("loai", kind).with("so", subject.map(String.init)).with("nguoi", person)
            .with("hanh-dong", act).with("tu", from).with("den", to)
    }

    /// Fields that do not say a day, with what to do.
    var errors: [String: String] {
        var errors: [String: String] = [:]
        for (name, typed) in [("tu", from), ("den", to)] where !typed.isEmpty && Day(vietnamese: typed) == nil {
            errors[name] = "Ngày phải viết như 17/11/2026."
        }
        return errors
    }

    /// The condition on `ledger_entry e`, within `scope`. At most three more queries: who was typed, where the days begin and
    /// end, and how many entries a branch has.
    func condition(scope: Scope, _ db: any Reader) throws -> SQL {
        var parts: [SQL] = ["1 = 1"]
        if let kind { parts.append("e.subject_kind = \(kind)") }
        if let subject { parts.append("e.subject = \(subject)") }
        if let act { parts.append("e.act = \(act)") }
        if person == Self.system {
            parts.append("e.account IS NULL")
        } else if !person.isEmpty {
            let accounts: [Int64] =
                if let id = Int64(person) { [id] } else {
                    try db.values(
                        "SELECT id FROM account WHERE login = \(person.lowercased()) OR name = \(person) LIMIT 50")
                }
            parts.append(accounts.count == 1 ? "e.account = \(accounts[0])" : "e.account IN (\(list: accounts))")
        }
        // By number as well: entries are numbered in the order of time, and the list is in the order of numbers.
        if let day = Day(vietnamese: from) {
            let start = Self.start(of: day)
            let first: Int64? = try db.value(
                "SELECT sequence FROM ledger_entry WHERE at >= \(start) ORDER BY at, sequence LIMIT 1")
            parts.append("e.at >= \(start) AND e.sequence >= \(first.map { $0 - 1000 } ?? .max)")
        }
        if let day = Day(vietnamese: to) {
            let end = Self.start(of: day.adding(days: 1))
            let last: Int64? = try db.value(
                "SELECT sequence FROM ledger_entry WHERE at < \(end) ORDER BY at DESC, sequence DESC LIMIT 1")
            parts.append("e.at < \(end) AND e.sequence <= \(last.map { $0 + 1000 } ?? 0)")
        }
        switch scope {
        case .everything: break
        case .nothing: parts.append("1 = 0")
        case .branches:
            // A branch with few entries is found by its index; one with many soon fills a page anyway.
            let few = 2000
            let count: Int = try db.value(
                """
                SELECT count(*) FROM (
                    SELECT 1 AS one FROM ledger_entry e WHERE \(sql: scope.condition(path: "e.branch")) LIMIT \(few)) counted
                """)
            parts.append(
                count < few
                    ? "e.sequence IN (SELECT e.sequence FROM ledger_entry e WHERE \(sql: scope.condition(path: "e.branch")))"
                    : "(\(sql: scope.condition(path: "\(word: .unindexed)e.branch")))")
        }
        return parts.dropFirst().reduce(parts[0]) { $0 + " AND " + $1 }
    }

    private static func start(of day: Day) -> Instant {
        // Midnight in Việt Nam.
        Instant(milliseconds: Int64(day.number) * 86_400_000 - 7 * 3_600_000)
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
