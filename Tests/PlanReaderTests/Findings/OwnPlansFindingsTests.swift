import Testing

@testable import PlanReader

@Suite("Findings in our own plans") struct OwnPlansFindingsTests {
    /// What is truly amiss in them: a head without number and day, a table whose borders are lost, sums that do not hold.
    private static let known = [
        "annexed.txt": ["TABLE_WITHOUT_SEPARATORS"], "duties-conference.txt": ["MISSING_NUMBER", "MISSING_DATE"],
        "launch-counts.txt": ["COUNT_MISMATCH"], "draft-congress.txt": ["BLANK_PLACEHOLDER", "COUNT_MISMATCH"],
        "contest-levels.txt": ["COUNT_MISMATCH"],
        "cells-on-one-line.txt": ["TABLE_WITHOUT_SEPARATORS"],
        "quarter-rows.txt": ["SKIPPED_NUMBER", "TASK_OUTSIDE_QUARTER"],
    ]

    @Test("are loud only where something is amiss", arguments: PlanFiles.names(in: PlanFiles.own))
    func quiet(_ name: String) throws {
        let found = try PlanFiles.read(name, in: PlanFiles.own).warnings
        #expect(found.filter { $0.severity == .warn }.map(\.code) == Self.known[name] ?? [])
    }
}
