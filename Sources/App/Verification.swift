import Database
import Dispatch
import Foundation
import Office
import Synchronization
import Vocabulary
import Work

/// What `verify` found. Empty `faults`: everything is as it was written.
public struct Verification: Equatable, Sendable {
    public let entries: Int
    /// The last entry under a good signature.
    public let sealedTo: Int
    public let files: Int
    public let faults: [String]
    public let notices: [String]

    /// - Parameter proof: what the seals of the ledger are checked with; without it the chain alone is.
    public init(_ office: Office, proof: LedgerAudit.Proof? = nil) throws {
        var faults: [String] = []
        // Two thirds of the work is the database's look at itself: done on another core meanwhile.
        let invariants = Beside { try office.store.invariants() }
        let (audit, files) = try office.read { db in
            let audit = try LedgerAudit(db, proof: proof)
            faults += audit.faults.map(\.message)
            faults += try ProgrammeInvariants.faults(db)
            var files = 0
            try db.each("SELECT DISTINCT sha256 FROM stored_file ORDER BY sha256") { row in
                files += 1
                let hash: String = try row("sha256")
                if let fault = try Self.fault(of: hash, on: office.shelf) { faults.append(fault) }
            }
            return (audit, files)
        }
        (entries, sealedTo, notices) = (Int(audit.entries), Int(audit.sealedTo), audit.notices)
        self.files = files
        faults += try invariants.value().map { "Cơ sở dữ liệu: \($0)" }
        self.faults = faults
    }

    private static func fault(of hash: String, on shelf: FileShelf) throws -> String? {
        guard shelf.contains(hash) else { return "Tệp \(hash.prefix(12))… không còn trong kho." }
        return try FileDigest.sha256(path: shelf.path(of: hash)) == hash
            ? nil : "Tệp \(hash.prefix(12))… đã bị thay đổi."
    }
}

struct VerificationRefusal: Explained {
    let faults: [String]
    var explanation: Explanation {
        Explanation(
            notice: "Phát hiện \(faults.count) sai lệch:\n" + faults.map { "- \($0)" }.joined(separator: "\n")
                + "\nHãy giữ nguyên máy chủ, báo người phụ trách và đối chiếu với bản sao lưu gần nhất.",
            log: "verify found \(faults.count) faults")
    }
}

/// Work on a thread of its own, begun at once; asking for its value waits for it.
private final class Beside<Value: Sendable>: Sendable {
    private let group = DispatchGroup()
    private let result = Mutex<Result<Value, any Error>?>(nil)

    init(_ body: @escaping @Sendable () throws -> Value) {
        DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
            let made = Result { try body() }
            result.withLock { $0 = made }
        }
    }

    func value() throws -> Value {
        group.wait()
        guard let made = result.withLock({ $0 }) else { throw CancellationError() }
        return try made.get()
    }
}
