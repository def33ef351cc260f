import Foundation
import Paper

@testable import PlanReader

/// The plans that the tests read: our own in `Tests/Plans`, and the shared ones beside the repository where they are.
enum PlanFiles {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let own = tests.appending(path: "Plans")
    static let shared = tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

    static func names(in folder: URL) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return all.filter { $0.hasSuffix(".txt") }.sorted()
    }

    static func bytes(_ name: String, in folder: URL) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    static func read(_ name: String, in folder: URL) throws -> PlanDraft {
        PlanReader.read(TextReader.document(from: try bytes(name, in: folder)))
    }
}
