import Database
import Fixtures
import Foundation
import Testing

/// Takes seconds: a dozen real programs start, and die.
@Suite("A command that is killed in the middle") struct KillTests {
    /// The program that was built with these tests.
    static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("vinhdanh").path

    private static let tasks = 150

    private func start(_ plan: String, _ folder: DataFolder) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = ["plan", "import", plan, "--year", "2026", "--unit", "HG", "--data", folder.path]
        process.environment = Ran.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func plan(_ number: Int) throws -> String {
        var plan = TestPlan(tasks: Self.tasks)
        plan.number = "\(number)/KH-UBND"
        plan.title = "Công tác thi đua, khen thưởng đợt \(number) năm 2026"
        return try plan.write()
    }

    /// How many tasks a plan has; nil where there is no such plan.
    private func count(_ number: Int, _ folder: DataFolder) throws -> Int? {
        try folder.store().read { db in
            let plan: Int64? = try db.value("SELECT id FROM plan WHERE number = \("\(number)/KH-UBND")")
            return try plan.map { try db.value("SELECT count(*) FROM task WHERE plan = \($0)") }
        }
    }

    @Test("leaves a plan wholly adopted or not at all, and a store that verify finds whole")
    func kills() throws {
        try #require(FileManager.default.isExecutableFile(atPath: Self.program), "no program beside the tests")
        let folder = DataFolder()
        try TestFolder.emptyProvince(folder.path)
        let began = Date()
        let whole = try start(plan(0), folder)
        whole.waitUntilExit()
        #expect(whole.terminationStatus == 0)
        let usual = Date().timeIntervalSince(began)
        var state: UInt64 = 20_261_117
        var outcomes: [Int?] = []
        for number in 1...10 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let share = 0.1 + 0.95 * Double(state >> 40) / Double(1 << 24)
            let process = try start(plan(number), folder)
            Thread.sleep(forTimeInterval: min(usual * share, 2.5))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let isDone = process.terminationReason == .exit && process.terminationStatus == 0
            let verified = folder.run("verify")
            #expect(verified.status == 0, "kill \(number): \(verified.err)")
            let found = try count(number, folder)
            #expect(found == nil || found == Self.tasks, "kill \(number)")
            #expect(!isDone || found == Self.tasks, "kill \(number): acknowledged and lost")
            outcomes.append(found)
        }
        // Nothing is in the way of the next one: neither a lock nor a half-kept file.
        let last = outcomes.lastIndex { $0 == nil }.map { $0 + 1 } ?? 11
        let again = try start(plan(last), folder)
        again.waitUntilExit()
        #expect(again.terminationStatus == 0)
        #expect(try count(last, folder) == Self.tasks)
        #expect(folder.run("verify").status == 0)
    }
}
