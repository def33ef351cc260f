import Foundation
import Paper
import Testing

@testable import PlanReader

@Suite("Plans of a province that does not exist") struct OwnPlansTests {
    /// Findings have references of their own; here the facts are compared.
    @Test("read as their references say", arguments: PlanFiles.names(in: PlanFiles.own))
    func references(_ name: String) throws {
        var draft = try PlanFiles.read(name, in: PlanFiles.own)
        draft.warnings = []
        let reference = String(decoding: try PlanFiles.bytes(name + ".json", in: PlanFiles.own), as: UTF8.self)
        #expect(String(decoding: draft.json(hasLines: true), as: UTF8.self) == reference)
    }

    @Test(
        "the same bytes give the same answer, in every kind of line end", arguments: PlanFiles.names(in: PlanFiles.own))
    func lineEnds(_ name: String) throws {
        let bytes = try PlanFiles.bytes(name, in: PlanFiles.own)
        let plain = PlanReader.read(TextReader.document(from: bytes)).json(hasLines: true)
        let windows = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        #expect(PlanReader.read(TextReader.document(from: windows)).json(hasLines: true) == plain)
    }

    @Test("without lines there are no source lines in the answer")
    func withoutLines() throws {
        let draft = try PlanFiles.read("commune.txt", in: PlanFiles.own)
        let json = String(decoding: draft.json(hasLines: false), as: UTF8.self)
        #expect(json.contains("\"sourceLines\": null"))
        #expect(!json.contains("\"sourceLines\": ["))
    }
}

@Suite("The shared plans") struct SharedPlansTests {
    private struct Reference: Decodable {
        struct Task: Decodable {
            var section: String; var ordinal: String?; var text: String; var lead: String?; var coordinators: [String];
            var sourceLines: [Int]
        }
        var tasks: [Task]
    }

    private static let seeds = PlanFiles.shared.appending(path: "seeds")

    @Test(
        "tasks stand where the references say",
        .enabled(if: !PlanFiles.names(in: seeds).isEmpty, "the shared folder is not beside the repository"),
        arguments: PlanFiles.names(in: seeds))
    func tasks(_ name: String) throws {
        let draft = try PlanFiles.read(name, in: Self.seeds)
        let data = try Data(contentsOf: PlanFiles.shared.appending(path: "gold").appending(path: name + ".json"))
        let reference = try JSONDecoder().decode(Reference.self, from: data)
        #expect(draft.tasks.map(\.ordinal) == reference.tasks.map(\.ordinal))
        #expect(draft.tasks.map(\.section) == reference.tasks.map(\.section))
        #expect(draft.tasks.map(\.lead) == reference.tasks.map(\.lead))
        #expect(draft.tasks.map { [$0.lines.first, $0.lines.last] } == reference.tasks.map(\.sourceLines))
    }
}
