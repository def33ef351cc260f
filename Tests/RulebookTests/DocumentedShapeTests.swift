import Foundation
import Testing

@testable import Rulebook

// The example of docs/law.md, letter for letter.
/// The movement lasted at most so many years.
///
/// - Law: none; an example.
/// - Parameter years: at least 1.
struct ShortMovement: RuleShape {
    static let name = "shortMovement"
    static let keys: Set = ["years"]
    let years: Int

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        years = try parameters.neededWhole("years", atLeast: 1)
    }

    func words(_ names: AwardNames) -> String { "Phong trào kéo dài nhiều nhất \(years) năm." }

    func judge(_ question: Question) -> Judgement? {
        guard let lasted = question.proposal.collective?.movementYears else {
            return question.missing("thời gian của phong trào")
        }
        return question.judge(lasted <= years, "Phong trào kéo dài \(lasted) năm; tối đa \(years) năm.")
    }
}

@Suite("The example of a shape in docs/law.md") struct DocumentedShapeTests {
    @Test("is the one that is compiled here")
    func same() throws {
        let page = try String(contentsOf: TestLaw.root.appendingPathComponent("docs/law.md"), encoding: .utf8)
        let start = try #require(page.firstRange(of: "```swift\n"))
        let rest = page[start.upperBound...]
        let example = try #require(rest.firstRange(of: "\n```").map { String(rest[..<$0.lowerBound]) })
        let own = try String(contentsOfFile: #filePath, encoding: .utf8)
        // The formatter may break a line in two: what counts is what is written.
        func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }
        #expect(plain(own).contains(plain(example)))
    }

    @Test("is read from a file of the law and judges")
    func works() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("law-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: TestLaw.folder, toPath: folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("criteria.json")
        let rule = """
            "rules": [
            {"check": "C-MEMBERS", "awards": ["co-quan-khu"], "shape": "shortMovement", "parameters": {"years": 4},
            "citation": "Điều 26 Luật số 06/2022/QH15", "confidence": "K"},
            """
        let text = try String(contentsOf: file, encoding: .utf8).replacing("\"rules\": [", with: rule)
        try text.write(to: file, atomically: true, encoding: .utf8)
        let law = try Law(folder: folder.path, shapes: Shapes.all + [ShortMovement.self])
        var trial = CaseTrial()
        try trial.run(
            """
            # Phong trào ngắn
            award = co-quan-khu
            acceptedOn = 2025-02-03
            | ca | collective.movementYears | => C-MEMBERS |
            | bốn năm | 4 | met |
            | năm năm | 5 | unmet |
            | chưa rõ | - | unknown |
            """, named: "vi-du.txt", law)
        #expect(trial.count == 3 && trial.slips.map(\.description) == [])
    }

    @Test("the table of cases of the page holds")
    func table() throws {
        let page = try String(contentsOf: TestLaw.root.appendingPathComponent("docs/law.md"), encoding: .utf8)
        let start = try #require(page.firstRange(of: "```text\n"))
        let rest = page[start.upperBound...]
        let end = try #require(rest.firstRange(of: "\n```"))
        var trial = CaseTrial()
        try trial.run(String(rest[..<end.lowerBound]), named: "docs/law.md", TestLaw.law)
        #expect(trial.count == 3 && trial.slips.map(\.description) == [])
    }
}
