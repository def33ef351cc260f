import Foundation
import Rulebook
import Vocabulary

/// `law check`: verdicts for one proposal; makes no data folder.
struct LawCheckCommand: Command {
    let name = "law check"
    let arguments = "CASE.json [--json] [--law DIR]"
    let summary = (
        vietnamese: "kiểm tra một đề nghị khen thưởng theo pháp luật: từng điều kiện, điều luật, căn cứ",
        english: "checks one proposal against the law: each condition, with its article and evidence"
    )
    let options = [
        Option("--json", "in một giá trị JSON"),
        Option("--law", takesValue: true, "thư mục tệp pháp luật khác, thay cho Law của bản cài đặt"),
    ]

    func run(_ call: CommandCall) throws {
        let path = try call.word(0, "tên tệp")
        let law = try LawFolder.law(call)
        let proposal = try Proposal(json: CaseFile.bytes(path), named: CaseFile.name(path), law)
        let answer = law.answer(proposal)
        if call.isJSON {
            call.output.bytes(answer.json())
        } else {
            call.output.line(Self.text(answer))
        }
    }

    private static func text(_ answer: Answer) -> String {
        var lines = ["Kết luận: \(answer.verdict.vietnamese)"]
        if !answer.regime.isEmpty { lines.append("Quy định áp dụng: \(answer.regime.joined(separator: ", "))") }
        lines += told(answer.findings)
        if let bonus = answer.bonus {
            lines.append(
                "Tiền thưởng: \(bonus.multipleText) × \(bonus.baseSalary) = \(bonus.amount) đồng (\(bonus.citation))")
        }
        if let new = answer.underNewText {
            lines.append("Theo quy định từ 01/10/2026: \(new.verdict.vietnamese)")
            lines += told(new.findings)
        }
        return lines.joined(separator: "\n")
    }

    private static func told(_ findings: [Finding]) -> [String] {
        findings.flatMap { finding in
            let doubt = finding.confidence == .unconfirmed ? " (\(finding.confidence.vietnamese))" : ""
            return [
                "  \(finding.check.vietnamese) [\(finding.check.rawValue)]: \(finding.verdict.vietnamese)\(doubt)",
                "    \(finding.explanation)", "    \(finding.citation)",
            ] + finding.evidence.map { "    – \($0)" }
        }
    }
}

/// `law test`: tables of cases against the law; for whoever changes a rule.
struct LawTestCommand: Command {
    let name = "law test"
    let arguments = "PATH [--json] [--law DIR]"
    let summary = (
        vietnamese: "thử các ca trong một tệp hoặc thư mục bảng ca (.txt) với pháp luật",
        english: "tries the cases of a table, or of a folder of tables (.txt), against the law"
    )
    let options = [
        Option("--json", "in một giá trị JSON"),
        Option("--law", takesValue: true, "thư mục tệp pháp luật khác, thay cho Law của bản cài đặt"),
    ]

    private struct Result: Encodable {
        let cases: Int
        let slips: [String]
    }

    func run(_ call: CommandCall) throws {
        let path = try call.word(0, "tệp hoặc thư mục bảng ca")
        let law = try LawFolder.law(call)
        var trial = CaseTrial()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.filter { $0.hasSuffix(".txt") }
            .sorted()
        for file in names?.map({ path + "/" + $0 }) ?? [path] {
            try trial.run(String(decoding: CaseFile.bytes(file), as: UTF8.self), named: CaseFile.name(file), law)
        }
        if call.isJSON { try call.output.json(Result(cases: trial.count, slips: trial.slips.map(\.description))) }
        if !trial.slips.isEmpty { throw LawTestRefusal(trial: trial) }
        if !call.isJSON { call.output.line("\(trial.count) ca, tất cả đúng như chờ đợi.") }
    }
}

/// Some case of a table is not as expected.
struct LawTestRefusal: Explained, Equatable {
    let trial: CaseTrial

    var explanation: Explanation {
        let lines = trial.slips.map(\.description).joined(separator: "\n")
        return Explanation(
            notice: "\(lines)\n\(trial.count) ca, \(trial.slips.count) chỗ khác chờ đợi.",
            log: "\(trial.slips.count) slips in \(trial.count) cases")
    }
}

/// A file given on the command line, read whole, with a bound.
enum CaseFile {
    static let largest = 16 << 20

    static func bytes(_ path: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw CaseFileRefusal.unreadable(name(path)) }
        defer { handle.closeFile() }
        guard let data = try? handle.read(upToCount: largest + 1) ?? Data() else {
            throw CaseFileRefusal.unreadable(name(path))
        }
        guard data.count <= largest else { throw CaseFileRefusal.tooLarge(name(path)) }
        return Array(data)
    }

    static func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
}

/// The file of a case cannot be read.
enum CaseFileRefusal: Explained, Equatable {
    case unreadable(String)
    case tooLarge(String)

    var explanation: Explanation {
        switch self {
        case .unreadable(let name):
            Explanation(
                notice: "\(name): không đọc được tệp này; xem lại đường dẫn và quyền đọc.",
                log: "case file cannot be read",
                english: "\(name): this file cannot be read; check its path and permissions.")
        case .tooLarge(let name):
            Explanation(
                notice: "\(name): tệp quá lớn (trên 16 MB).", log: "case file too large",
                english: "\(name): this file is too large (over 16 MB).")
        }
    }
}
