import Paper
import Testing

@testable import PlanReader

@Suite("Findings in hostile text") struct HostileTextTests {
    static let plan: PlanDraft = {
        var draft = PlanDraft()
        draft.document.year = 2026
        draft.document.title = "Công tác thi đua năm 2026"
        return draft
    }()

    @Test(
        "end soon, whatever is handed in",
        arguments: [
            ("a", 4_000_000), ("31/4/2024 ", 3_000), ("(((“\"- ", 3_000), ("1.\n", 9_000),
            ("phong trào giai đoạn 2016 - 2020 ", 1_000),
            ("\u{0}\t\u{0}\t\u{0}\n", 9_000), ("12 lớp (", 4_000), ("", 1), ("\u{0}", 1), ("\n", 100_000),
            ("kèm theo, ", 4_000),
            ("sau 3 ngày ", 3_000), ("mỗi xã 2 người ", 2_000), ("của của\n", 3_000), ("Số ngày tháng năm\n", 2_000),
            ("I\tQuý I\t\tSở\n", 2_000),
        ])
    func ends(_ piece: String, _ times: Int) {
        let text = String(repeating: piece, count: times)
        let start = ContinuousClock.now
        let found = Findings.all(.text(text), Self.plan)
        let took = ContinuousClock.now - start
        #expect(found.count <= Findings.most * Findings.Code.allCases.count)
        #expect(took < .seconds(10), "\(piece): \(took)")
    }

    @Test("are looked for only where the text is not too long, and say so")
    func unread() {
        let text = String(repeating: "Phong trào thi đua.\n", count: PlanText.mostLines) + "\nSố ngày 31/4/2024"
        let long = Findings.all(.text(text, isBroken: false), Self.plan).filter {
            ["TEXT_TOO_LONG", "IMPOSSIBLE_DATE"].contains($0.code)
        }
        #expect(long.map(\.code) == ["TEXT_TOO_LONG"])
    }
}
