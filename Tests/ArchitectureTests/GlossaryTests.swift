import Foundation
import Testing

@Suite("The glossary") struct GlossaryTests {
    /// Names in code type of the first column: those in italics are reserved for rooms that do not stand yet.
    private static func names() throws -> (standing: [String], reserved: [String]) {
        var (standing, reserved): ([String], [String]) = ([], [])
        for line in try Repository.text("docs/glossary.md").split(separator: "\n") where line.hasPrefix("| ") {
            let cell = line.split(separator: "|")[0]
            let names = cell.matches(of: /`([A-Za-z][\w.]*)`/).map { String($0.1) }
            if cell.contains("*`") { reserved += names } else { standing += names }
        }
        return (standing, reserved)
    }

    @Test("names only what the code has")
    func standing() throws {
        let code = Repository.sources.map(\.text).joined(separator: "\n")
        let standing = try Self.names().standing
        #expect(standing.count > 20)
        let words = Set(code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        // `Unit.Level`: each part is a name of its own.
        let missing = standing.filter { !$0.split(separator: ".").allSatisfy { words.contains(String($0)) } }
        #expect(missing == [])
    }

    @Test("keeps reserved names for the rooms to come")
    func reserved() throws {
        let types = Set(
            Repository.sources.flatMap { file in
                file.text.matches(of: /(?m)^(?:public )?(?:final )?(?:struct|enum|class|protocol) (\w+)/).map {
                    String($0.1)
                }
            })
        #expect(try Self.names().reserved.filter { types.contains($0) } == [])
    }
}
