import Foundation
import Testing

@testable import Rulebook

@Suite("Tables of cases") struct CaseTests {
    static let folder = TestLaw.root.appendingPathComponent("Tests/Law").path
    static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
        $0.hasSuffix(".txt")
    }
    .sorted()

    private static func text(_ file: String) throws -> String {
        try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
    }

    @Test("come out as they say", arguments: files)
    func cases(_ file: String) throws {
        var trial = CaseTrial()
        try trial.run(Self.text(file), named: file, TestLaw.law)
        #expect(trial.count > 0)
        #expect(trial.slips.map(\.description) == [])
    }

    @Test("are at least 150, and touch every check and every shape of rule")
    func reach() throws {
        let rows = try Self.files.flatMap { try CaseTable(Self.text($0), named: $0).rows }
        #expect(rows.count >= 150)
        var asked: [Check: Set<String>] = [:]
        for row in rows {
            for expected in row.expected {
                if case .check(let check) = expected.what { asked[check, default: []].insert(expected.text) }
            }
        }
        for check in Check.allCases {
            let verdicts: Set = asked[check] ?? []
            #expect(
                verdicts.isSuperset(of: check == .regime ? ["met", "unknown"] : ["met", "unmet", "unknown"]),
                "\(check.rawValue)")
        }
        #expect(Set(TestLaw.law.rules.map(\.shapeName)) == Set(Shapes.all.map { $0.name }))
    }

    @Test("tell a slip with its place")
    func slips() throws {
        var trial = CaseTrial()
        try trial.run(
            """
            # Thử
            fund = {"currentExpenditure": 1000, "allotted": 10, "area": "delta"}
            | ca | fund.allotted | => C-FUND-CEIL |
            |---|---|---|
            | đúng | 10 | met |
            | sai | 11 | met |
            """, named: "thu.txt", TestLaw.law)
        #expect(trial.count == 2)
        #expect(trial.slips.map(\.description) == ["thu.txt:6 (sai): C-FUND-CEIL là unmet, chờ đợi met"])
    }
}
