import Foundation
import Testing

@testable import PlanReader

@Suite("Codes of findings") struct FindingCodesTests {
    @Test("every code stands in the documentation, once, and nothing else does")
    func documented() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../docs/plan-findings.md")
        let rows = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let told = rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(told.sorted() == Findings.Code.allCases.map(\.rawValue).sorted())
    }

    @Test("a paper that is no plan has no findings")
    func noPlan() {
        var draft = PlanDraft()
        draft.document.isPlan = false
        #expect(Findings.all(.text("Của UNND tỉnh, ngày 31/4/2026."), draft) == [])
    }

    @Test("one code is told twelve times at most, in the order of the text")
    func most() {
        let text = (1...30).map { "Đợt \($0) họp ngày 31/4/2026 của UNND tỉnh." }.joined(separator: "\n")
        let found = Findings.all(.text(text), PlanDraft()).filter { $0.code == "IMPOSSIBLE_DATE" || $0.code == "TYPO" }
        #expect(found.count == 24)
        #expect(found.map { $0.lines[0] } == found.map { $0.lines[0] }.sorted())
    }
}
