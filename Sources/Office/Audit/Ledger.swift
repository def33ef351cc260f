import Database
import Vocabulary

/// Nhật ký kiểm toán: who did what, when, from where; only ever added to.
public enum Ledger {
    /// What the first entry follows.
    static let genesis = [UInt8](repeating: 0, count: 32)

    /// The entries about one thing, newest first.
    public static func entries(about subject: Subject, limit: Int = 100, _ db: any Reader) throws -> [LedgerEntry] {
        try db.all(
            """
            SELECT \(sql: LedgerEntry.columns) FROM ledger_entry
            WHERE subject_kind = \(subject.kind) AND subject = \(subject.id)
            ORDER BY sequence DESC LIMIT \(limit)
            """
        ).map(LedgerEntry.init)
    }

    /// A break in the chain, in words for the person who runs `vinhdanh verify`.
    public struct Fault: Equatable, Sendable {
        public let sequence: Int64
        public let message: String
        public init(sequence: Int64, message: String) { (self.sequence, self.message) = (sequence, message) }
    }

    /// Walks the chain and compares the seals with it. Empty when every entry is as it was written and the chain ends
    /// where its head says.
    public static func faults(_ db: any Reader) throws -> [Fault] { try LedgerAudit(db).faults }

    /// Whether it was ever signed.
    public static func isSealed(_ db: any Reader) throws -> Bool { try LedgerSeal.last(db) != nil }
}

extension LedgerKind {
    /// Kinds of the office itself that no room of its own has.
    public static let office: [LedgerKind] = [.person, .retention, .sample, .ledger, .installation, .mail]

    static let ledger = LedgerKind(
        "ledger", "Nhật ký", acts: ["ledger.key": "dùng khóa ký mới"], facts: ["key": "khóa"])
}
