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

extension Honours {
    /// Says that all facts of a kind about everybody of the unit's branch have been entered from that year on; nil takes it
    /// back.
    ///
    /// - Parameter scope: where the visitor manages honours, or conduct for facts of conduct.
    public static func declare(
        _ kind: FactsComplete.Kind, completeFrom year: Int?, for unit: ID<Unit>, in scope: Scope,
        by operation: Operation
    ) throws {
        let path: String? = try operation.value("SELECT path FROM unit WHERE id = \(unit)")
        guard let path, scope.contains(path) else { throw HonourRefusal.outside("Đơn vị này") }
        let old: Int? = try operation.value(
            "SELECT from_year FROM complete_facts WHERE unit = \(unit) AND kind = \(kind)")
        if let year {
            guard (1945...operation.today.year).contains(year) else { throw HonourRefusal.badYears(String(year)) }
            try operation.run(
                """
                INSERT INTO complete_facts (unit, kind, from_year, declared)
                VALUES (\(unit), \(kind), \(year), \(operation.now))
                ON CONFLICT (unit, kind) DO UPDATE SET from_year = excluded.from_year, declared = excluded.declared
                """)
        } else {
            try operation.run("DELETE FROM complete_facts WHERE unit = \(unit) AND kind = \(kind)")
        }
        try operation.record(
            "facts.declare", on: Subject("facts", unit), before: [kind.rawValue: old.map(String.init)],
            after: [kind.rawValue: year.map(String.init)])
    }

    /// What was declared for a unit itself, not for those above it.
    static func declared(for unit: ID<Unit>, _ db: any Reader) throws -> FactsComplete {
        var complete = FactsComplete()
        for row in try db.all("SELECT kind, from_year FROM complete_facts WHERE unit = \(unit)") {
            complete[try row("kind")] = try row("from_year")
        }
        return complete
    }

    /// What holds for a unit, with what was declared above it.
    public static func complete(at path: String, _ db: any Reader) throws -> FactsComplete {
        try Declarations(db).complete(at: path)
    }
}
