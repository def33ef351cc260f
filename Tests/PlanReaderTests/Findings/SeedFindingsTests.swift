import Foundation
import Paper
import Testing

@testable import PlanReader

/// The shared sample plans and their reference answers, where they lie beside the repository.
enum Seeds {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared")
        .standardizedFileURL
    static let names = [
        "000_ec95024b9d98cc19", "001_adb5ad4d0cff2121", "002_d2c97af57fe7b4d6", "003_79daf39f8e439139",
        "004_2ece6abe5734d57c",
    ]
    static var arePresent: Bool { FileManager.default.fileExists(atPath: root.appending(path: "seeds").path) }

    static func read(_ name: String) throws -> (paper: PaperDocument, gold: GoldDraft) {
        let text = try String(contentsOf: root.appending(path: "seeds/\(name).txt"), encoding: .utf8)
        let gold = try JSONDecoder().decode(
            GoldDraft.self, from: Data(contentsOf: root.appending(path: "gold/\(name).txt.json")))
        return (.text(text), gold)
    }
}

@Suite("Findings in the sample plans", .enabled(if: Seeds.arePresent)) struct SeedFindingsTests {
    @Test(
        "every slip that may cost something is found at its place, and nothing else is told so loud",
        arguments: Seeds.names)
    func warnings(_ name: String) throws {
        let (paper, gold) = try Seeds.read(name)
        let found = Findings.all(paper, gold.draft)
        func isNear(_ lines: [Int], _ others: [Int]) -> Bool {
            guard let from = lines.min(), let to = lines.max(), let first = others.min(), let last = others.max() else {
                return false
            }
            return from <= last + 3 && to >= first - 3
        }
        let wanted = gold.warnings.filter { $0.severity == "warn" }
        let loud = found.filter { $0.severity == .warn }
        let missing = wanted.filter { want in !loud.contains { $0.code == want.code && isNear($0.lines, want.lines) } }
        let alarms = loud.filter { one in !wanted.contains { $0.code == one.code && isNear(one.lines, $0.lines) } }
        #expect(missing == [])
        #expect(alarms == [])
        if ProcessInfo.processInfo.environment["FINDINGS_VERBOSE"] != nil {
            for one in found { print(one.severity == .warn ? "WARN" : "info", one.code, one.lines, one.messageVi) }
            let infos = gold.warnings.filter { $0.severity == "info" }
            let quiet = infos.filter { want in !found.contains { $0.code == want.code && isNear($0.lines, want.lines) }
            }
            print(name, "info of the reference found:", infos.count - quiet.count, "of", infos.count)
            for one in quiet { print("  not found", one.code, one.lines) }
        }
    }
}
