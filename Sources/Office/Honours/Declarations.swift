import Database
import Vocabulary

/// What the office has said to be entered whole: few rows, read at once.
struct Declarations {
    private struct One {
        let path: String
        let kind: FactsComplete.Kind
        let from: Int
    }

    private let all: [One]

    init(_ db: any Reader) throws {
        all = try db.all(
            """
            SELECT u.path, c.kind, c.from_year FROM complete_facts c JOIN unit u ON u.id = c.unit ORDER BY c.id
            """
        ).map { One(path: try $0("path"), kind: try $0("kind"), from: try $0("from_year")) }
    }

    /// What holds for the unit with this path: its own declarations and those of all above it.
    func complete(at path: String) -> FactsComplete {
        var complete = FactsComplete()
        for one in all where path.hasPrefix(one.path) { complete.join(one.kind, from: one.from) }
        return complete
    }
}
