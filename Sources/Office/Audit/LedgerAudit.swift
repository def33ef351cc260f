import Database
import Dispatch
import Foundation
import Synchronization
import Vocabulary

/// What `verify` finds out about the ledger: the chain, every seal against the chain, the file of seals against the table.
public struct LedgerAudit: Equatable, Sendable {
    public private(set) var faults: [Ledger.Fault] = []
    /// What a person should know and what need not be tampering.
    public private(set) var notices: [String] = []
    public private(set) var entries: Int64 = 0
    /// The last entry under a good seal; 0 where none is sealed.
    public private(set) var sealedTo: Int64 = 0

    /// What a seal can be checked with.
    public struct Proof: Sendable {
        public let verifiers: [SealKey.Verifier]
        public let file: SealFile

        public init(verifiers: [SealKey.Verifier], file: SealFile) { (self.verifiers, self.file) = (verifiers, file) }
    }

    /// The chain alone where no `proof` is at hand.
    public init(_ db: any Reader, proof: Proof? = nil) throws {
        try walkChain(db)
        if let proof {
            try walkSeals(proof.verifiers, db)
            try compareFile(proof.file, db)
        }
        faults.sort { $0.sequence < $1.sequence }
    }

    private mutating func fault(_ sequence: Int64, _ message: String) {
        // A thief who touched everything would make a list nobody reads.
        if faults.count < 200 { faults.append(Ledger.Fault(sequence: sequence, message: message)) }
    }

    // MARK: The chain, and what the seals say about it

    private mutating func walkChain(_ db: any Reader) throws {
        var (expected, previous, at) = (Int64(1), Ledger.genesis, Instant(milliseconds: .min / 2))
        var seals = SealWalk(db)
        var seal = try seals.next()
        var setBack = 0
        let hashing = EntryHashing()
        var batch: [LedgerEntry] = []
        batch.reserveCapacity(EntryHashing.batch)
        try db.each("SELECT \(sql: LedgerEntry.columns) FROM ledger_entry ORDER BY sequence") { row in
            let entry: LedgerEntry
            do { entry = try LedgerEntry(row) } catch let broken as DatabaseFault {
                // SQLite lets a thief put a text where a number belongs.
                return fault(expected, "Bút tích sau số \(expected - 1) không đọc được: \(broken.message)")
            }
            if entry.sequence != expected {
                fault(expected, "Nhật ký thiếu bút tích từ số \(expected) đến \(entry.sequence - 1).")
            } else if entry.previous != previous {
                fault(entry.sequence, "Bút tích số \(entry.sequence) không nối với bút tích trước nó.")
            }
            while let wanted = seal, wanted.sequence < entry.sequence {
                fault(wanted.sequence, "Bút tích số \(wanted.sequence) đã được ký nhưng không còn trong nhật ký.")
                seal = try seals.next()
            }
            if let wanted = seal, wanted.sequence == entry.sequence {
                if wanted.hash != entry.hash {
                    fault(
                        entry.sequence,
                        "Bút tích số \(entry.sequence) khác với lúc được ký: nhật ký từ đó trở về trước đã bị thay.")
                }
                seal = try seals.next()
            }
            if entry.at.milliseconds + 300_000 < at.milliseconds { setBack += 1 }
            (expected, previous, at) = (entry.sequence + 1, entry.hash, entry.at)
            entries += 1
            batch.append(entry)
            if batch.count == EntryHashing.batch {
                hashing.take(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        hashing.take(batch)
        for sequence in hashing.altered() { fault(sequence, "Bút tích số \(sequence) đã bị sửa sau khi ghi.") }
        while let wanted = seal {
            fault(wanted.sequence, "Bút tích số \(wanted.sequence) đã được ký nhưng không còn trong nhật ký.")
            seal = try seals.next()
        }
        let head = try db.first("SELECT sequence, hash FROM ledger_head WHERE id = 1")
        let (count, hash): (Int64, [UInt8]) = try head.map { (try $0(0), try $0(1)) } ?? (0, Ledger.genesis)
        if count != expected - 1 || (count > 0 && hash != previous) {
            fault(
                count, "Nhật ký phải kết thúc ở bút tích số \(count) nhưng lại dừng ở số \(expected - 1).")
        }
        if setBack > 0 {
            notices.append(
                "Đồng hồ máy chủ đã bị lùi \(setBack) lần: thời gian ghi của các bút tích sau đó có thể không đúng.")
        }
    }

    // MARK: The seals among themselves

    /// Each seal covers the one before it with its signature, so the last good signature of a key vouches for all
    /// before it.
    private mutating func walkSeals(_ verifiers: [SealKey.Verifier], _ db: any Reader) throws {
        let known = Dictionary(verifiers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var walk = SealWalk(db)
        var last: LedgerSeal?
        while let seal = try walk.next() {
            if seal.previous != last?.lineHash ?? Ledger.genesis {
                fault(seal.sequence, "Dấu ký ở bút tích số \(seal.sequence) không nối với dấu ký trước nó.")
            }
            if let last, last.key != seal.key { check(last, known) }
            if let last, last.at > seal.at, last.at.milliseconds - seal.at.milliseconds > 300_000 {
                notices.append("Dấu ký ở bút tích số \(seal.sequence) mang thời gian sớm hơn dấu ký trước nó.")
            }
            last = seal
        }
        if let last {
            check(last, known)
        } else if entries > 0 {
            notices.append("Nhật ký chưa có dấu ký nào: \(entries) bút tích mới được bảo vệ bằng chuỗi băm.")
        }
    }

    private mutating func check(_ seal: LedgerSeal, _ known: [String: SealKey.Verifier]) {
        guard let verifier = known[seal.key] else {
            return fault(seal.sequence, "Dấu ký ở bút tích số \(seal.sequence) do khóa lạ \(seal.key) ký.")
        }
        guard verifier.accepts(seal.signature, of: seal.message) else {
            return fault(seal.sequence, "Chữ ký ở bút tích số \(seal.sequence) không đúng.")
        }
        sealedTo = seal.sequence
    }

    // MARK: The file of seals

    private mutating func compareFile(_ file: SealFile, _ db: any Reader) throws {
        let unfiled = Set(try db.values("SELECT sequence FROM ledger_seal_unfiled") as [Int64])
        var walk = SealWalk(db)
        var seal = try walk.next()
        guard file.exists || seal == nil || unfiled.contains(seal?.sequence ?? 0) else {
            return fault(0, "Không có tệp dấu ký \(file.path).")
        }
        var (number, highest) = (0, Int64(0))
        if file.exists {
            try file.lines { line in
                number += 1
                let words = line.split(separator: " ")
                guard words.count == 7, words[0] == "vinhdanh-seal-1", let sequence = Int64(words[1]) else {
                    // Half of a line that is still to be completed.
                    if let seal, unfiled.contains(seal.sequence), seal.line.hasPrefix(line) { return }
                    return fault(highest, "Dòng \(number) của tệp dấu ký không đọc được.")
                }
                guard sequence > highest else {
                    return fault(sequence, "Dòng \(number) của tệp dấu ký không đúng thứ tự.")
                }
                highest = sequence
                while let missing = seal, missing.sequence < sequence {
                    fault(missing.sequence, "Tệp dấu ký thiếu dấu ký ở bút tích số \(missing.sequence).")
                    seal = try walk.next()
                }
                guard let found = seal, found.sequence == sequence else {
                    return fault(
                        sequence,
                        "Tệp dấu ký có dấu ký ở bút tích số \(sequence) mà cơ sở dữ liệu không có: cơ sở dữ liệu đã bị đưa về bản cũ hoặc bị xóa dòng."
                    )
                }
                if found.line != line {
                    fault(sequence, "Dòng \(number) của tệp dấu ký khác với cơ sở dữ liệu.")
                }
                seal = try walk.next()
            }
        }
        while let missing = seal {
            if !unfiled.contains(missing.sequence) {
                fault(missing.sequence, "Tệp dấu ký thiếu dấu ký ở bút tích số \(missing.sequence).")
            }
            seal = try walk.next()
        }
    }
}

/// Computes the hashes of entries beside the thread that reads them; a few batches wait at most.
private final class EntryHashing: Sendable {
    static let batch = 4096
    private let queue = DispatchQueue(label: "vn.vinhdanh.ledger", attributes: .concurrent)
    private let group = DispatchGroup()
    private let room = DispatchSemaphore(value: 4)
    private let found = Mutex<[Int64]>([])

    func take(_ entries: [LedgerEntry]) {
        guard !entries.isEmpty else { return }
        room.wait()
        queue.async(group: group) { [self] in
            var message = LedgerMessage()
            let wrong = entries.filter { message.hash(of: $0) != $0.hash }.map(\.sequence)
            if !wrong.isEmpty { found.withLock { if $0.count < 1000 { $0 += wrong } } }
            room.signal()
        }
    }

    /// The entries whose hash is another one, in order.
    func altered() -> [Int64] {
        group.wait()
        return found.withLock { $0.sorted() }
    }
}
