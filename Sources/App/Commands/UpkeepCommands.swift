import Database
import Foundation
import Office
import Vocabulary
import Work

/// `migrate`: the schema to this version, or refuse untouched.
struct MigrateCommand: Command {
    let name = "migrate"
    let arguments = ""
    let summary = (
        vietnamese: "đưa cơ sở dữ liệu lên phiên bản này, hoặc từ chối mà không đụng gì",
        english: "brings the schema to this version, or refuses untouched"
    )
    let options: [Option] = []

    func run(_ call: CommandCall) throws {
        let installation = try Installation.open(call, creating: false)
        call.output.line(
            "Cơ sở dữ liệu đúng phiên bản: \(try installation.office.store.appliedMigrations().count) bước.")
    }
}

/// `verify`: the ledger, the stored files, the database; exit status 1 and a list when something is wrong.
struct VerifyCommand: Command {
    let name = "verify"
    let arguments = "[--json]"
    let summary = (
        vietnamese: "kiểm tra nhật ký, tệp đính kèm và cơ sở dữ liệu",
        english: "checks the ledger, stored files and the database"
    )
    let options = [Option("--json", "in một giá trị JSON")]

    func run(_ call: CommandCall) throws {
        let installation = try Installation.open(call, creating: false, migrating: false)
        guard try installation.office.store.pendingMigrations(of: Installation.migrations).isEmpty else {
            throw InstallationRefusal.olderSchema
        }
        let report = try Verification(installation.office, proof: SealPlaces(call).proof())
        if call.isJSON {
            try call.output.json([
                "entries": [String(report.entries)], "files": [String(report.files)], "faults": report.faults,
                "notices": report.notices, "sealedTo": [String(report.sealedTo)],
            ])
        } else if report.faults.isEmpty {
            call.output.line(
                "Nguyên vẹn: \(report.entries) bút tích (đã ký đến số \(report.sealedTo)), \(report.files) tệp, cơ sở dữ liệu đúng."
            )
            for notice in report.notices { call.output.line("Lưu ý: \(notice)") }
        }
        if !report.faults.isEmpty { throw VerificationRefusal(faults: report.faults) }
    }
}

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
        faults += try office.store.invariants().map { "Cơ sở dữ liệu: \($0)" }
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
