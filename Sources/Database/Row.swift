/// The names of a result's columns, resolved once per prepared statement.
final class Columns: Sendable {
    let names: [String]
    let sql: String
    private let repeated: Set<String>

    init(_ names: [String], sql: String) {
        (self.names, self.sql) = (names, sql)
        var seen: Set<String> = []
        repeated = Set(names.filter { !seen.insert($0).inserted })
    }

    /// Results are narrow, so comparing names in order is quicker than hashing the one asked for.
    func index(of name: String) throws -> Int {
        guard let index = place(of: name) ?? names.firstIndex(where: { $0.lowercased() == name.lowercased() }) else {
            throw DatabaseFault(sql: sql, message: "no column \(name) among \(names.joined(separator: ", "))")
        }
        guard repeated.isEmpty || !repeated.contains(names[index]) else {
            throw DatabaseFault(sql: sql, message: "two columns are named \(name)")
        }
        return index
    }

    private func place(of name: String) -> Int? {
        for index in 0..<names.count where names[index] == name { return index }
        return nil
    }
}

/// The cells of all rows of one answer in one array: a list of fifty rows is two allocations, not fifty.
final class Cells: Sendable {
    let columns: Columns
    let values: [SQLValue]

    init(_ columns: Columns, _ values: [SQLValue]) { (self.columns, self.values) = (columns, values) }

    var rows: [Row] {
        let width = columns.names.count
        guard width > 0 else { return [] }
        return (0..<values.count / width).map { Row(cells: self, start: $0 * width) }
    }
}

/// One line of a result.
public struct Row: Sendable {
    let cells: Cells
    let start: Int

    public var names: [String] { cells.columns.names }
    public var values: [SQLValue] { Array(cells.values[start..<start + names.count]) }

    /// `try row("name")`: the type asked for decides; an optional takes NULL as nil.
    ///
    /// Throws a fault for an unknown or doubled name and for a value that the type does not know.
    @inlinable public func callAsFunction<Value: SQLDecodable>(_ column: String) throws -> Value {
        let (cell, index) = try self.cell(column)
        do {
            return try Value(sqlValue: cell)
        } catch { throw located(error, index) }
    }

    /// `try row(0)`: by position, for results of few columns.
    @inlinable public func callAsFunction<Value: SQLDecodable>(_ position: Int) throws -> Value {
        let cell = try self.cell(position)
        do {
            return try Value(sqlValue: cell)
        } catch { throw located(error, position) }
    }

    @usableFromInline func cell(_ column: String) throws -> (SQLValue, Int) {
        let index = try cells.columns.index(of: column)
        return (cells.values[start + index], index)
    }

    @usableFromInline func cell(_ position: Int) throws -> SQLValue {
        guard names.indices.contains(position) else {
            throw DatabaseFault(sql: cells.columns.sql, message: "no column \(position) among \(names.count)")
        }
        return cells.values[start + position]
    }

    @usableFromInline func located(_ error: any Error, _ index: Int) -> any Error {
        (error as? DatabaseFault)?.at("column \(names[index])", in: cells.columns.sql) ?? error
    }
}

extension Row: Equatable {
    public static func == (left: Row, right: Row) -> Bool { left.values == right.values && left.names == right.names }
}
