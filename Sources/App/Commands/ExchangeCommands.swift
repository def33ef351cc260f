import Foundation
import Office
import Vocabulary

/// `import`: a spreadsheet in. Nothing is written when a row is wrong, unless only the valid part is asked for.
struct ImportCommand: Command {
    let name = "import"
    let arguments = "KIND FILE [--sheet NAME] [--partial] [--json]"
    let summary = (
        vietnamese: "nhập một bảng tính (\(ExchangeCommands.codes))",
        english: "imports a spreadsheet (\(ExchangeCommands.codes))"
    )
    let options = [
        Option("--sheet", takesValue: true, "tên hoặc số thứ tự trang tính, khi tệp có nhiều trang"),
        Option("--partial", "chỉ nhập các dòng hợp lệ"),
        Option("--json", "in một giá trị JSON"),
    ]

    func run(_ call: CommandCall) throws {
        let kind = try ExchangeCommands.kind(call)
        let path = try call.word(1, "tệp bảng tính")
        let installation = try Installation.open(call, creating: false)
        let told = try SheetExchange.run(
            path: path, name: (path as NSString).lastPathComponent, sheet: call[option: "--sheet"],
            isPartial: call.has("--partial"), of: kind, among: Installation.exchangeKinds, in: installation.office,
            by: Installation.systemActor(call.environment))
        if call.isJSON {
            try call.output.json(told)
        } else {
            call.output.line(
                "\(told.applied ? "Đã nhập" : "Chưa nhập gì"): \(told.fresh) dòng mới, \(told.changed) thay đổi, "
                    + "\(told.same) không đổi, \(told.invalid) sai. Lượt nhập \(told.import).")
            for note in told.notes { call.output.line(note) }
        }
        for problem in told.problems { call.output.errorLine(problem) }
        if told.invalid > told.problems.count {
            call.output.errorLine("… và còn nữa; xem ở mục Nhập, xuất Excel, lượt nhập \(told.import).")
        }
        // Wrong rows were refused, also where the rest was taken.
        if told.invalid > 0, !call.has("--partial") { throw ExchangeRefusal.hasInvalid(told.invalid) }
    }
}

/// `export`: everything of a kind as a spreadsheet that can be imported unchanged.
struct ExportCommand: Command {
    let name = "export"
    let arguments = "KIND FILE [--template] [--json]"
    let summary = (
        vietnamese: "xuất một bảng tính (\(ExchangeCommands.codes))",
        english: "exports a spreadsheet (\(ExchangeCommands.codes))"
    )
    let options = [Option("--template", "chỉ bảng mẫu, không có dòng nào"), Option("--json", "in một giá trị JSON")]

    func run(_ call: CommandCall) throws {
        let kind = try ExchangeCommands.kind(call)
        let path = try call.word(1, "tệp bảng tính")
        let installation = try Installation.open(call, creating: false)
        let count = try SheetExchange.export(
            kind, to: path, isTemplate: call.has("--template"), in: installation.office)
        if call.isJSON {
            try call.output.json(["rows": count])
        } else {
            call.output.line("Đã xuất \(count) \(kind.noun) vào \(path).")
        }
    }
}

/// What both commands know.
private enum ExchangeCommands {
    static let codes = Installation.exchangeKinds.map(\.code).joined(separator: ", ")

    static func kind(_ call: CommandCall) throws -> any ExchangeKind {
        let code = try call.word(0, "loại bảng (\(codes))")
        guard let kind = Installation.exchangeKinds.first(where: { $0.code == code }) else {
            throw ExchangeRefusal.unknownKind(code)
        }
        return kind
    }
}
