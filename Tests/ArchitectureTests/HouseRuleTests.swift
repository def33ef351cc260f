import Foundation
import Testing

@Suite("Rules of the house") struct HouseRuleTests {
    /// A line without its comment and without what stands in quotation marks.
    private static func code(_ line: Substring) -> String {
        let text = String(line).replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"")
        return text.firstRange(of: "//").map { String(text[..<$0.lowerBound]) } ?? text
    }

    private static func slips(_ files: [Repository.File], _ pattern: some RegexComponent) -> [String] {
        files.flatMap { file in
            file.lines.enumerated().filter { code($0.element).contains(pattern) }.map {
                "\(file.path):\($0.offset + 1)"
            }
        }
    }

    @Test("no source file is longer than 500 lines")
    func length() {
        #expect(Repository.sources.filter { $0.lines.count > 501 }.map(\.path) == [])
    }

    @Test("outside data never stops the program: no try!, as!, fatalError")
    func traps() {
        #expect(Self.slips(Repository.sources, /\btry!|\bas!|\bfatalError\(/) == [])
    }

    @Test("no error is swallowed by an empty catch")
    func catches() {
        #expect(Repository.sources.filter { $0.text.contains(/catch\s*\{\s*\}/) }.map(\.path) == [])
    }

    @Test("no type is called Manager, Helper, Utils, Common or Service")
    func names() {
        let pattern =
            /\b(?:class|struct|enum|protocol|actor|typealias) +\w*(?:Manager|Helper|Helpers|Util|Utils|Common|Service)\b/
        #expect(Self.slips(Repository.sources + Repository.tests, pattern) == [])
        let files = (Repository.sources + Repository.tests).map { ($0.path as NSString).lastPathComponent }
        #expect(files.filter { $0.contains(/(?:Manager|Helpers?|Utils?|Common|Service)\.swift$/) } == [])
    }

    @Test("rules ask a World for the time and for chance")
    func ambient() {
        let rules = Repository.sources.filter { ["Work", "Office", "PlanReader", "Markup"].contains($0.target) }
        #expect(Self.slips(rules, /\bDate\(\)|\.random\(|\bInstant\.now\b/) == [])
    }

    @Test("nothing names the machine it was written on, or a host that packages were fetched from")
    func places() {
        let files = Repository.files(
            in: ["Sources", "Tests", "docs", "scripts", "deploy"],
            endings: ["swift", "md", "py", "sh", "txt", "json", "css", "js", "conf", "service", ""])
        let own = "Tests/ArchitectureTests/HouseRuleTests.swift"
        let places =
            /\/work\/(?:wt|main|shared)|\/root\/|\/home\/\w+\/|\/opt\/swift\b|(?:pypi|npmjs|crates)\.(?:org|com|io)\/|proxy\.golang|(?:registry|artifactory|nexus)\.\w+\.\w+|localhost:\d{4}\/simple/
        #expect(files.count > 300)
        #expect(files.filter { $0.path != own && $0.text.contains(places) }.map(\.path) == [])
    }
}
