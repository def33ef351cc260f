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
        let judged = Judged(Findings.all(paper, gold.draft), gold.warnings, "warn")
        #expect(judged.missing == [])
        #expect(judged.alarms == [])
    }

    @Test("all that is worth a look is found too", arguments: Seeds.names)
    func infos(_ name: String) throws {
        let (paper, gold) = try Seeds.read(name)
        #expect(Judged(Findings.all(paper, gold.draft), gold.warnings, "info").missing == [])
    }

    @Test("the same holds for what the reader itself makes of the paper", arguments: Seeds.names)
    func endToEnd(_ name: String) throws {
        let gold = try Seeds.read(name).gold
        let found = try PlanFiles.read(name + ".txt", in: Seeds.root.appending(path: "seeds")).warnings
        let judged = Judged(found, gold.warnings, "warn")
        #expect(judged.missing == [])
        #expect(judged.alarms == [])
        #expect(Judged(found, gold.warnings, "info").missing == [])
    }
}

/// Findings against a reference: what is not found within three lines, and what nobody asked for.
struct Judged {
    let missing: [GoldDraft.Expected]
    let alarms: [PlanDraft.Finding]

    init(_ found: [PlanDraft.Finding], _ wanted: [GoldDraft.Expected], _ severity: String) {
        func isNear(_ lines: [Int], _ others: [Int]) -> Bool {
            guard let from = lines.min(), let to = lines.max(), let first = others.min(), let last = others.max() else {
                return false
            }
            return from <= last + 3 && to >= first - 3
        }
        let loud = severity == "warn" ? found.filter { $0.severity == .warn } : found
        missing = wanted.filter { want in
            want.severity == severity && !loud.contains { $0.code == want.code && isNear($0.lines, want.lines) }
        }
        alarms = loud.filter { one in !wanted.contains { $0.code == one.code && isNear(one.lines, $0.lines) } }
    }
}
