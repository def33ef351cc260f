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
        guard
            let index = names.firstIndex(of: name) ?? names.firstIndex(where: { $0.lowercased() == name.lowercased() })
        else {
            throw DatabaseFault(sql: sql, message: "no column \(name) among \(names.joined(separator: ", "))")
        }
        guard repeated.isEmpty || !repeated.contains(names[index]) else {
            throw DatabaseFault(sql: sql, message: "two columns are named \(name)")
        }
        return index
    }
}

/// One line of a result.
public struct Row: Sendable {
    let columns: Columns
    public let values: [SQLValue]

    public var names: [String] { columns.names }

    /// `try row("name")`: the type asked for decides; an optional takes NULL as nil.
    ///
    /// Throws a fault for an unknown or doubled name and for a value that the type does not know.
    public func callAsFunction<Value: SQLDecodable>(_ column: String) throws -> Value {
        try decode(columns.index(of: column))
    }

    /// `try row(0)`: by position, for results of few columns.
    public func callAsFunction<Value: SQLDecodable>(_ position: Int) throws -> Value {
        guard values.indices.contains(position) else {
            throw DatabaseFault(sql: columns.sql, message: "no column \(position) among \(values.count)")
        }
        return try decode(position)
    }

    private func decode<Value: SQLDecodable>(_ index: Int) throws -> Value {
        do {
            return try Value(sqlValue: values[index])
        } catch let fault as DatabaseFault {
            throw fault.at("column \(columns.names[index])", in: columns.sql)
        }
    }
}

extension Row: Equatable {
    public static func == (left: Row, right: Row) -> Bool {
        left.values == right.values && left.columns.names == right.columns.names
    }
}
