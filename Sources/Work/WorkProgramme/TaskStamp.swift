import Database
import Office
import Vocabulary

/// What a form knew of a task when it was opened: a change by somebody else meanwhile is told, never overwritten.
public struct TaskStamp: Equatable, Sendable {
    public let changed: Instant

    public init(changed: Instant) { self.changed = changed }

    /// As a hidden field carries it; nil for anything else.
    public init?(_ text: String) {
        guard let milliseconds = Int64(text) else { return nil }
        self.init(changed: Instant(milliseconds: milliseconds))
    }

    public var text: String { String(changed.milliseconds) }

    /// Throws `changedMeanwhile`, naming who was last, unless the task is as the form knew it.
    public func check(_ id: ID<Task>, by operation: Operation) throws {
        guard let row = try operation.first("SELECT changed FROM task WHERE id = \(id) \(word: .forUpdate)") else {
            throw TaskRefusal.notFound
        }
        guard try row("changed") as Instant != changed else { return }
        let last = try operation.first(
            """
            SELECT who FROM task_step WHERE task = \(id) AND act NOT IN ('commented', 'attached') ORDER BY id DESC LIMIT 1
            """)
        throw TaskRefusal.changedMeanwhile(by: try last.map { try $0("who") } ?? "Người khác")
    }
}
