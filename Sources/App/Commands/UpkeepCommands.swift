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
