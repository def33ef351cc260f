/// Questions to one snapshot of the database. Valid only inside the closure that it was handed to.
public protocol Reader {
    var dialect: Dialect { get }

    /// The rows of a statement, at most `limit` of them when given.
    func all(_ sql: SQL, upTo limit: Int?) throws -> [Row]

    /// Hands over row by row without holding the whole result: for exports. Inside a `read` PostgreSQL gives
    /// batches; other statements may run in between on both engines.
    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws
}

extension Reader {
    public func all(_ sql: SQL) throws -> [Row] { try all(sql, upTo: nil) }

    /// The first row, nil when there is none. Further rows are not fetched on SQLite; write `LIMIT 1` for PostgreSQL.
    public func first(_ sql: SQL) throws -> Row? { try all(sql, upTo: 1).first }

    /// The only row. No row and several rows are faults.
    public func one(_ sql: SQL) throws -> Row {
        let rows = try all(sql, upTo: 2)
        guard rows.count == 1 else {
            throw DatabaseFault(
                sql: sql.text(dialect),
                message: rows.isEmpty ? "one row expected, none found" : "one row expected, several found")
        }
        return rows[0]
    }

    /// The first column of the only row. An optional type takes NULL and no row at all as nil.
    public func value<Value: SQLDecodable>(_ sql: SQL) throws -> Value {
        let rows = try all(sql, upTo: 2)
        if rows.isEmpty, let nothing = Value.self as? any OptionalValue.Type, let none = nothing.nothing as? Value {
            return none
        }
        guard rows.count == 1 else {
            throw DatabaseFault(
                sql: sql.text(dialect),
                message: rows.isEmpty ? "one row expected, none found" : "one row expected, several found")
        }
        return try rows[0](0)
    }

    /// The first column of every row.
    public func values<Value: SQLDecodable>(_ sql: SQL) throws -> [Value] { try all(sql).map { try $0(0) } }

    /// How the engine would find the rows: `SEARCH task USING INDEX task_unit …`, `Index Scan using task_unit …`.
    ///
    /// PostgreSQL is told to avoid reading whole tables meanwhile, since it would on the small tables of a test: the
    /// answer says which index can serve the statement.
    public func explain(_ sql: SQL) throws -> String {
        switch dialect {
        case .sqlite:
            return try all("EXPLAIN QUERY PLAN " + sql).map { try $0("detail") as String }.joined(separator: "\n")
        case .postgres:
            _ = try all("SET LOCAL enable_seqscan = off")
            let lines: [String] = try values("EXPLAIN " + sql)
            _ = try all("SET LOCAL enable_seqscan = on")
            return lines.joined(separator: "\n")
        }
    }
}

/// Lets `value` tell an optional type without a second overload, which would make `let x: Int? = …` ambiguous.
private protocol OptionalValue { static var nothing: Any { get } }
extension Optional: OptionalValue { static var nothing: Any { Wrapped?.none as Any } }

/// Changes within one transaction: all of them happen or none.
///
/// A statement that fails spoils the transaction on both engines, even when the fault is caught: what follows is
/// refused and nothing is kept. Wrap in `attempt` what may fail and be survived.
public protocol Writer: Reader {
    /// Runs a statement and returns how many rows it inserted, changed or deleted (0 for definitions).
    @discardableResult func run(_ sql: SQL) throws -> Int

    /// Inserts many rows by the engine's quickest way and returns how many. Each row has the columns' order.
    ///
    /// With explicit values for `id`, later rows are numbered above them.
    @discardableResult func insertMany(into table: String, columns: [String], rows: some Sequence<[SQLValue]>) throws
        -> Int

    /// Runs `body`, which adds more rows to a table than it holds. SQLite makes the table's indexes anew afterwards, each in
    /// one pass, instead of searching its place in them for every row; until then nothing finds rows by them.
    @discardableResult func rebuildingIndexes<T>(of table: String, _ body: () throws -> T) throws -> T

    /// Undoes what `body` did when it throws, and lets the transaction live on.
    @discardableResult func attempt<T>(_ body: () throws -> T) throws -> T

    /// Waits until no other transaction holds this name, on any node, and holds it until the end of this one.
    /// SQLite has one writer anyway.
    func lock(_ name: String) throws
}

extension Writer {
    /// Runs an `INSERT …` without `RETURNING` into a table with an `id`, and returns the new one.
    @discardableResult public func insert(_ sql: SQL) throws -> Int64 { try one(sql + " RETURNING id")(0) }
}
