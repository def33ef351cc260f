/// What went wrong between us and the database: ours to repair, so it carries the statement and no values.
public struct DatabaseFault: Error, Equatable, CustomStringConvertible {
    /// The rule of a table that a statement broke; the same on both engines.
    public enum Constraint: Sendable, Equatable {
        case unique, foreignKey, check, notNull
    }

    /// The statement as the engine read it, with placeholders; empty when no statement was involved.
    public let sql: String
    /// What the engine said, or what we found.
    public let message: String
    /// SQLite's extended result code or PostgreSQL's SQLSTATE; nil when the fault is found on our side.
    public let code: String?
    public let constraint: Constraint?

    public init(sql: String = "", message: String, code: String? = nil, constraint: Constraint? = nil) {
        (self.sql, self.message, self.code, self.constraint) = (sql, message, code, constraint)
    }

    /// Two transactions met and this one gave way: the caller may run the whole operation again.
    public var isCollision: Bool { code.map { ["40001", "40P01", "55P03", "5", "6", "517"].contains($0) } ?? false }

    public var description: String {
        "database fault\(code.map { " \($0)" } ?? ""): \(message)\(sql.isEmpty ? "" : " in: \(sql)")"
    }

    @usableFromInline static func undecodable(_ value: SQLValue, as type: String) -> DatabaseFault {
        // An integer is a code or a key and helps to find the row; texts may be personal and stay out of the log.
        let shown =
            switch value {
            case .null: "NULL"
            case .integer(let number): "integer \(number)"
            case .real: "a real"
            case .text(let text): "a text of \(text.utf8.count) bytes"
            case .blob(let bytes): "a blob of \(bytes.count) bytes"
            }
        return DatabaseFault(message: "\(shown) is no \(type)")
    }

    /// The same fault, told where it happened.
    func at(_ place: String, in sql: String) -> DatabaseFault {
        DatabaseFault(sql: sql, message: "\(place): \(message)", code: code, constraint: constraint)
    }
}
