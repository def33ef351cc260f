import Foundation
import Markup
import Testing

/// A stored text of what a component writes: `Tests/Snapshots/Markup/NAME.html`.
///
/// `VINHDANH_RECORD=1 swift test --filter MarkupTests` writes new ones; the difference is read in the commit.
func expectSnapshot(_ html: HTML, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Snapshots/Markup")
    let file = folder.appendingPathComponent(name + ".html")
    if ProcessInfo.processInfo.environment["VINHDANH_RECORD"] != nil {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(html.bytes).write(to: file)
        return
    }
    let stored = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let written = html.text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = zip(stored, written).enumerated().first { $0.element.0 != $0.element.1 }
    if let first {
        #expect(
            first.element.1 == first.element.0, "\(name).html line \(first.offset + 1)", sourceLocation: sourceLocation)
    } else {
        #expect(written.count == stored.count, "\(name).html", sourceLocation: sourceLocation)
    }
}
