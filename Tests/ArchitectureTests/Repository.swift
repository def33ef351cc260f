import Foundation
import Testing

/// The files of this repository, as text.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct File: Sendable {
        /// From the root: `Sources/Work/…`.
        let path: String
        let text: String
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        /// The target a source file belongs to.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    }

    /// Every text file below `folders`, without what is built or downloaded.
    static func files(in folders: [String], endings: Set<String>) -> [File] {
        folders.flatMap { folder -> [File] in
            let base = root.appendingPathComponent(folder)
            let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
            return paths.sorted().compactMap { path in
                guard endings.contains((path as NSString).pathExtension), !path.contains("__pycache__"),
                    let text = try? String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)
                else { return nil }
                return File(path: "\(folder)/\(path)", text: text)
            }
        }
    }

    static let sources = files(in: ["Sources"], endings: ["swift"])
    static let tests = files(in: ["Tests"], endings: ["swift"])

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Compares a page of the documentation with what the program says; `VINHDANH_RECORD=1` writes it instead.
    static func compare(_ path: String, with text: String, _ place: SourceLocation = #_sourceLocation) throws {
        if ProcessInfo.processInfo.environment["VINHDANH_RECORD"] != nil {
            try text.write(to: root.appendingPathComponent(path), atomically: true, encoding: .utf8)
        }
        let kept = (try? self.text(path)) ?? ""
        #expect(kept == text, "\(path) is old: run the test again with VINHDANH_RECORD=1", sourceLocation: place)
    }
}
