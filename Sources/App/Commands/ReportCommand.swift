import Foundation
import Office
import Vocabulary
import Work

import struct Office.Unit

/// `report`: a paper of a period as Word, PDF or spreadsheet.
struct ReportCommand: Command {
    let name = "report"
    let arguments = "KIND --from D --to D --out FILE [--unit U] [--json]"
    let summary = (
        vietnamese: "lập báo cáo (programme: phụ lục chương trình; results: kết quả thực hiện) thành docx, pdf, xlsx",
        english: "writes a report (programme: the annex of all plans; results: what came of them) as docx, pdf, xlsx"
    )
    let options = [
        Option("--from", takesValue: true, "ngày đầu, như 2027-01-01 hoặc 01/01/2027"),
        Option("--to", takesValue: true, "ngày cuối"),
        Option("--out", takesValue: true, "tệp .docx, .pdf hoặc .xlsx"),
        Option("--unit", takesValue: true, "mã hoặc tên đầy đủ của đơn vị, khi dữ liệu có nhiều tỉnh"),
        Option("--json", "in một giá trị JSON"),
    ]

    func run(_ call: CommandCall) throws {
        let word = try call.word(
            0, "loại báo cáo (\(ProgrammeReports.Kind.allCases.map(\.rawValue).joined(separator: ", ")))")
        guard let kind = ProgrammeReports.Kind(rawValue: word) else { throw ReportRefusal.unknownKind(word) }
        let days = try ProgrammeReports.period(day("--from", call), day("--to", call))
        guard let path = call[option: "--out"] else { throw UsageError("thiếu --out FILE") }
        guard let file = PaperFile(path: path) else { throw ReportRefusal.unknownFile(path) }
        let folder = (path as NSString).deletingLastPathComponent
        guard FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder) else {
            throw ReportRefusal.notWritten(path)
        }
        let installation = try Installation.open(call, creating: false)
        let (unit, root) = try unit(call, installation.office)
        // All that the unit's branch has, as who reads every task of it would see it.
        let visitor = Visitor(
            account: ID(0), name: "hệ thống", login: "", grants: [Grant(.leader, branch: unit.path, home: unit.path)],
            unit: unit, province: root)
        try ProgrammeReports.write(
            kind, days, of: unit, province: root, for: visitor, as: file, to: path, in: installation.office)
        if call.isJSON {
            try call.output.json(["file": path])
        } else {
            call.output.line("Đã ghi \(kind.vietnamese) vào \(path).")
        }
    }

    private func day(_ option: String, _ call: CommandCall) throws -> Day {
        guard let text = call[option: option] else { throw UsageError("thiếu \(option) D") }
        guard let day = Day(iso: text) ?? Day(vietnamese: text) else { throw ReportRefusal.badDay(text) }
        return day
    }

    /// The unit asked for, or the one province there is.
    private func unit(_ call: CommandCall, _ office: Office) throws -> (Unit, Unit?) {
        try office.read { db in
            func root(of unit: Unit) throws -> Unit? {
                try unit.path.split(separator: "/").first.flatMap { ID<Unit>($0) }.flatMap {
                    try Organisations.unit($0, db)
                }
            }
            if let asked = call[option: "--unit"] {
                let unit = try Organisations.unit(codeOrName: asked, db)
                return (unit, try root(of: unit))
            }
            let roots = try Organisations.all(on: office.world.today, db).filter {
                $0.parent == nil && $0.level == .province
            }
            guard roots.count == 1 else { throw ReportRefusal.severalProvinces(roots.map(\.name)) }
            return (roots[0], roots[0])
        }
    }
}
