/// A statement and the values bound to it. Text comes only from literals in the source; every value is bound.
///
/// - `\(value)` binds any `SQLBindable`; an optional binds its value or NULL of its type.
/// - `\(sql: other)` splices another statement, `\(list: values)` writes `?,?,?` (an empty list writes `NULL`, so
///   that `IN (\(list: []))` holds for no row).
/// - `\(word: .identity)` writes the engine's own word; `\(startsWith: text)` and `\(contains: text)` write a `LIKE`
///   whose wildcards are taken literally.
/// - A Swift `Int` is a BIGINT for PostgreSQL, so `substr(x, \(n))` needs `CAST(\(n) AS INTEGER)`.
public struct SQL: ExpressibleByStringInterpolation, Sendable, Equatable {
    /// The text with one control byte for each binding (its `SQLType`) and each `Dialect.Word`: the same on every
    /// engine, so it is also the key of the statement cache.
    var template: String
    public internal(set) var bindings: [SQLValue]

    init(template: String, bindings: [SQLValue] = []) { (self.template, self.bindings) = (template, bindings) }

    public init(stringLiteral literal: StaticString) { self.init(template: literal.description) }

    public init(stringInterpolation parts: StringInterpolation) { self = parts.sql }

    public static let empty = SQL(template: "")

    /// The statement as `dialect` reads it, with `?` or `$1` for each binding.
    public func text(_ dialect: Dialect) -> String { dialect.render(template).text }

    public var isEmpty: Bool { template.isEmpty }

    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(template: left.template + right.template, bindings: left.bindings + right.bindings)
    }

    public static func += (left: inout SQL, right: SQL) {
        left.template += right.template
        left.bindings += right.bindings
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var sql: SQL

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql = .empty
            sql.template.reserveCapacity(literalCapacity + interpolationCount)
            sql.bindings.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) { sql.template += literal.description }

        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value) {
            bind(value.sqlValue, Value.sqlType)
        }

        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            bind(value.sqlValue, Value.sqlType)
        }

        private mutating func bind(_ value: SQLValue, _ declared: SQLType) {
            // The declared type counts for NULL only: what is bound says itself what it is.
            let type = if case .null = value { declared } else { value.type }
            sql.template.unicodeScalars.append(type.marker)
            sql.bindings.append(value)
        }

        public mutating func appendInterpolation(sql other: SQL) { sql += other }

        public mutating func appendInterpolation(list values: some Sequence<some SQLBindable>) {
            var isFirst = true
            for value in values {
                if !isFirst { sql.template += "," }
                isFirst = false
                appendInterpolation(value)
            }
            if isFirst { sql.template += "NULL" }
        }

        public mutating func appendInterpolation(word: Dialect.Word) { sql.template.unicodeScalars.append(word.marker) }

        /// `name_fold \(startsWith: "nguyen v")`; letter case counts on both engines.
        public mutating func appendInterpolation(startsWith text: String) { like(literalPattern(text) + "%") }

        /// `name_fold \(contains: "van")`; letter case counts on both engines.
        public mutating func appendInterpolation(contains text: String) { like("%" + literalPattern(text) + "%") }

        private mutating func like(_ pattern: String) {
            sql.template += "LIKE "
            appendInterpolation(pattern)
            sql.template += #" ESCAPE '\'"#
        }

        private func literalPattern(_ text: String) -> String {
            var pattern = ""
            for scalar in text.unicodeScalars {
                if scalar == "%" || scalar == "_" || scalar == "\\" { pattern.unicodeScalars.append("\\") }
                pattern.unicodeScalars.append(scalar)
            }
            return pattern
        }
    }
}

extension Sequence<SQL> {
    /// `conditions.joined(separator: " AND ")`; the empty sequence gives the empty statement.
    public func joined(separator: SQL = ", ") -> SQL {
        var all = SQL.empty
        var isFirst = true
        for part in self {
            if !isFirst { all += separator }
            isFirst = false
            all += part
        }
        return all
    }
}
