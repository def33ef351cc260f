import Foundation
import Office
import Vocabulary
import Work

/// `plan import`: reads a plan and adopts it as read. A second import of the plan prints the difference and needs `--apply`.
struct PlanImportCommand: Command {
    let name = "plan import"
    let arguments = "FILE --year Y --unit U [--apply] [--json]"
    let summary = (
        vietnamese: "đọc kế hoạch và nhận vào chương trình công tác",
        english: "reads a plan and adopts it into the work programme"
    )
    let options = [
        Option("--year", takesValue: true, "năm của chương trình"),
        Option("--unit", takesValue: true, "mã hoặc đúng tên đơn vị"),
        Option("--apply", "nhận bản mới của kế hoạch đã có"),
        Option("--json", "in một giá trị JSON"),
    ]

    private struct Answer: Encodable {
        var plan: Int64?
        var version: Int?
        var applied: Bool
        var added: Int
        var changed: Int
        var gone: Int
    }

    func run(_ call: CommandCall) throws {
        let path = try call.word(0, "tệp kế hoạch")
        guard let year = try call.number("--year", 1945...2200) else { throw UsageError("thiếu --year") }
        let unitName = try call.needed("--unit")
        let installation = try Installation.open(call, creating: false)
        let office = installation.office
        let reading = try PlanReading(
            path: path, name: (path as NSString).lastPathComponent,
            workingDays: office.read { try office.workingDays($0) })
        let hash = try FileDigest.sha256(path: path)
        try office.shelf.keep(path, hash: hash)
        let bytes = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? 0
        // One transaction: without --apply a newer version is only compared, and nothing of it stays.
        do {
            let result = try office.write(by: Installation.systemActor(call.environment)) {
                operation -> Adoption.Result in
                let unit = try Organisations.unit(codeOrName: unitName, operation)
                let file = try StoredFile.note(
                    name: (path as NSString).lastPathComponent, sha256: hash, bytes: bytes, by: operation)
                let draft: ID<Draft>
                switch try Draft.open(
                    reading, file: file, unit: unit, year: year, law: (try? office.law)?.instruments, by: operation)
                {
                case .new(let id), .waiting(let id): draft = id
                }
                if let difference = try Adoption.difference(of: Draft.with(draft, operation), operation),
                    !call.has("--apply")
                {
                    throw NeedsApply(comparison: difference)
                }
                return try Adoption.adopt(draft, settled: .asRead, by: operation)
            }
            try tell(
                Answer(
                    plan: result.plan.rawValue, version: result.version, applied: true, added: result.added,
                    changed: result.changed,
                    gone: result.gone), call)
        } catch let pending as NeedsApply {
            let difference = pending.comparison.difference
            if !call.isJSON { print(pending.comparison, call) }
            try tell(
                Answer(
                    applied: false, added: difference.added.count, changed: difference.changed.count,
                    gone: difference.gone.count),
                call)
        }
    }

    /// Rolls the transaction back with what was compared.
    private struct NeedsApply: Error { let comparison: Adoption.Comparison }

    private func tell(_ answer: Answer, _ call: CommandCall) throws {
        if call.isJSON { return try call.output.json(answer) }
        let counts = "\(answer.added) việc thêm, \(answer.changed) việc đổi, \(answer.gone) việc bớt"
        if answer.applied {
            call.output.line(
                "Đã nhận vào chương trình: kế hoạch \(answer.plan ?? 0), bản \(answer.version ?? 1); \(counts).")
        } else {
            call.output.line("Kế hoạch này đã có trong chương trình. Bản mới: \(counts). Thêm --apply để nhận.")
        }
    }

    private func print(_ comparison: Adoption.Comparison, _ call: CommandCall) {
        for index in comparison.difference.added { call.output.line("+ \(comparison.newSides[index].text)") }
        for pair in comparison.difference.changed {
            call.output.line("~ \(comparison.newSides[pair.new].text)")
            for change in pair.changes { call.output.line("    \(change.field): \(change.old) → \(change.new)") }
        }
        for index in comparison.difference.gone { call.output.line("- \(comparison.oldSides[index].text)") }
    }
}
