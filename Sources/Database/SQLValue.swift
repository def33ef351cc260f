import Vocabulary

/// What a cell holds, on either engine.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// The type that PostgreSQL is told for this value.
    public var type: SQLType {
        switch self {
        case .null: .unknown
        case .integer: .integer
        case .real: .real
        case .text: .text
        case .blob: .blob
        }
    }
}

/// The types of the portable schema: BIGINT or INTEGER, DOUBLE PRECISION, TEXT, BLOB or BYTEA.
public enum SQLType: UInt8, Sendable, CaseIterable {
    case unknown = 1
    case integer, real, text, blob

    var marker: Unicode.Scalar { Unicode.Scalar(rawValue) }
}

/// A Swift value that a statement can bind.
///
/// An enum with a raw value only declares the conformance: `enum Stage: String, SQLBindable, SQLDecodable`.
public protocol SQLBindable: Sendable {
    var sqlValue: SQLValue { get }
    /// What PostgreSQL is told when the value is NULL; `.unknown` leaves it to the place where it stands.
    static var sqlType: SQLType { get }
}

/// A Swift value that a cell can become. Throws a `DatabaseFault` for a value that it does not know.
public protocol SQLDecodable {
    init(sqlValue: SQLValue) throws
}

extension SQLBindable {
    public static var sqlType: SQLType { .unknown }
}

extension SQLValue: SQLBindable, SQLDecodable {
    @inlinable public var sqlValue: SQLValue { self }
    @inlinable public init(sqlValue: SQLValue) { self = sqlValue }
}

extension Int64: SQLBindable, SQLDecodable {
    public static var sqlType: SQLType { .integer }
    @inlinable public var sqlValue: SQLValue { .integer(self) }
    @inlinable public init(sqlValue: SQLValue) throws {
        guard case .integer(let number) = sqlValue else { throw DatabaseFault.undecodable(sqlValue, as: "Int64") }
        self = number
    }
}

extension Int: SQLBindable, SQLDecodable {
    public static var sqlType: SQLType { .integer }
    @inlinable public var sqlValue: SQLValue { .integer(Int64(self)) }
    @inlinable public init(sqlValue: SQLValue) throws {
        guard case .integer(let number) = sqlValue else { throw DatabaseFault.undecodable(sqlValue, as: "Int") }
        self = Int(number)
    }
}

extension Double: SQLBindable, SQLDecodable {
    public static var sqlType: SQLType { .real }
    @inlinable public var sqlValue: SQLValue { .real(self) }
    @inlinable public init(sqlValue: SQLValue) throws {
        switch sqlValue {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        default: throw DatabaseFault.undecodable(sqlValue, as: "Double")
        }
    }
}

extension String: SQLBindable, SQLDecodable {
    public static var sqlType: SQLType { .text }
    @inlinable public var sqlValue: SQLValue { .text(self) }
    @inlinable public init(sqlValue: SQLValue) throws {
        guard case .text(let text) = sqlValue else { throw DatabaseFault.undecodable(sqlValue, as: "String") }
        self = text
    }
}

/// Stored as 0 or 1; any other number is a fault.
extension Bool: SQLBindable, SQLDecodable {
    public static var sqlType: SQLType { .integer }
    @inlinable public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
    @inlinable public init(sqlValue: SQLValue) throws {
        switch sqlValue {
        case .integer(0): self = false
        case .integer(1): self = true
        default: throw DatabaseFault.undecodable(sqlValue, as: "Bool")
        }
    }
}

extension Array: SQLBindable, SQLDecodable where Element == UInt8 {
    public static var sqlType: SQLType { .blob }
    @inlinable public var sqlValue: SQLValue { .blob(self) }
    @inlinable public init(sqlValue: SQLValue) throws {
        guard case .blob(let bytes) = sqlValue else { throw DatabaseFault.undecodable(sqlValue, as: "[UInt8]") }
        self = bytes
    }
}

/// NULL is nil.
extension Optional: SQLBindable where Wrapped: SQLBindable {
    public static var sqlType: SQLType { Wrapped.sqlType }
    @inlinable public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    @inlinable public init(sqlValue: SQLValue) throws {
        self = sqlValue == .null ? .none : .some(try Wrapped(sqlValue: sqlValue))
    }
}

/// TEXT, `2026-11-17`: sorts as the calendar does.
extension Day: SQLBindable, SQLDecodable {
    public static var sqlType: SQLType { .text }
    @inlinable public var sqlValue: SQLValue { .text(iso) }
    @inlinable public init(sqlValue: SQLValue) throws {
        guard case .text(let text) = sqlValue, let day = Day(iso: text) else {
            throw DatabaseFault.undecodable(sqlValue, as: "Day")
        }
        self = day
    }
}

/// BIGINT, milliseconds since 1970.
extension Instant: SQLBindable, SQLDecodable {
    public static var sqlType: SQLType { .integer }
    @inlinable public var sqlValue: SQLValue { .integer(milliseconds) }
    @inlinable public init(sqlValue: SQLValue) throws {
        guard case .integer(let number) = sqlValue else { throw DatabaseFault.undecodable(sqlValue, as: "Instant") }
        self.init(milliseconds: number)
    }
}

extension ID: SQLBindable, SQLDecodable {
    public static var sqlType: SQLType { .integer }
    @inlinable public var sqlValue: SQLValue { .integer(rawValue) }
    @inlinable public init(sqlValue: SQLValue) throws {
        guard case .integer(let number) = sqlValue else { throw DatabaseFault.undecodable(sqlValue, as: "ID") }
        self.init(number)
    }
}

extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    public static var sqlType: SQLType { RawValue.sqlType }
    @inlinable public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLDecodable where Self: RawRepresentable, RawValue: SQLDecodable {
    @inlinable public init(sqlValue: SQLValue) throws {
        guard let known = Self(rawValue: try RawValue(sqlValue: sqlValue)) else {
            throw DatabaseFault.undecodable(sqlValue, as: "\(Self.self)")
        }
        self = known
    }
}
