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

    /// Walks the whole chain. Empty when every entry is as it was written and the chain ends where its head says.
    public static func faults(_ db: any Reader) throws -> [Fault] {
        var faults: [Fault] = []
        var (expected, previous) = (Int64(1), genesis)
        try db.each("SELECT \(sql: LedgerEntry.columns) FROM ledger_entry ORDER BY sequence") { row in
            let entry = try LedgerEntry(row)
            if entry.sequence != expected {
                faults.append(
                    Fault(
                        sequence: expected,
                        message: "Nhật ký thiếu bút tích từ số \(expected) đến \(entry.sequence - 1)."))
            } else if entry.previous != previous {
                faults.append(
                    Fault(
                        sequence: entry.sequence,
                        message: "Bút tích số \(entry.sequence) không nối với bút tích trước nó."))
            }
            if entry.computedHash != entry.hash {
                faults.append(
                    Fault(sequence: entry.sequence, message: "Bút tích số \(entry.sequence) đã bị sửa sau khi ghi."))
            }
            (expected, previous) = (entry.sequence + 1, entry.hash)
        }
        let head = try db.first("SELECT sequence, hash FROM ledger_head WHERE id = 1")
        let (count, hash): (Int64, [UInt8]) = try head.map { (try $0("sequence"), try $0("hash")) } ?? (0, genesis)
        if count != expected - 1 || (count > 0 && hash != previous) {
            faults.append(
                Fault(
                    sequence: count,
                    message: "Nhật ký phải kết thúc ở bút tích số \(count) nhưng lại dừng ở số \(expected - 1)."))
        }
        return faults
    }
}
