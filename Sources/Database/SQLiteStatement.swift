import CSQLite
import Foundation

/// A prepared statement of one SQLite connection.
final class SQLiteStatement: PreparedStatement {
    let handle: OpaquePointer
    let text: String
    let isReadOnly: Bool
    var isBusy = false
    var lastUse: UInt64 = 0
    private let parameters: Int
    private var columns: Columns?
    private var preparations: Int32 = 0

    init(_ handle: OpaquePointer, text: String) {
        (self.handle, self.text) = (handle, text)
        isReadOnly = sqlite3_stmt_readonly(handle) != 0
        parameters = Int(sqlite3_bind_parameter_count(handle))
    }

    deinit { sqlite3_finalize(handle) }

    func reset() {
        sqlite3_reset(handle)
        if parameters > 0 { sqlite3_clear_bindings(handle) }
        isBusy = false
    }

    func bind(_ values: [SQLValue]) throws {
        guard values.count == parameters else {
            throw DatabaseFault(sql: text, message: "\(values.count) values for \(parameters) placeholders")
        }
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            try value.check(in: text)
            let result =
                switch value {
                case .null: sqlite3_bind_null(handle, place)
                case .integer(let number): sqlite3_bind_int64(handle, place, number)
                case .real(let number): sqlite3_bind_double(handle, place, number)
                case .text(var text):
                    text.withUTF8 { bytes in
                        // An empty buffer may have no address, which SQLite would read as NULL.
                        bytes.isEmpty
                            ? sqlite3_bind_text(handle, place, "", 0, transient)
                            : bytes.withMemoryRebound(to: CChar.self) {
                                sqlite3_bind_text64(
                                    handle, place, $0.baseAddress, UInt64($0.count), transient, UInt8(SQLITE_UTF8))
                            }
                    }
                case .blob(let bytes):
                    bytes.isEmpty
                        ? sqlite3_bind_zeroblob(handle, place, 0)
                        : bytes.withUnsafeBytes {
                            sqlite3_bind_blob64(handle, place, $0.baseAddress, UInt64($0.count), transient)
                        }
                }
            guard result == SQLITE_OK else {
                throw DatabaseFault(sql: text, message: String(cString: sqlite3_errstr(result)), code: "\(result)")
            }
        }
    }

    /// Reads the row that the last step stopped at.
    func appendCells(of columns: Columns, to values: inout [SQLValue]) throws {
        for index in 0..<columns.names.count {
            guard let value = cell(Int32(index)) else {
                throw DatabaseFault(sql: text, message: "column \(columns.names[index]) holds text that is no UTF-8")
            }
            values.append(value)
        }
    }

    private func cell(_ index: Int32) -> SQLValue? {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, index))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, index)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
            // Decoding mends broken bytes quietly, and is several times as quick as validating: so compare.
            let text = String(decoding: bytes, as: UTF8.self)
            return text.isExactly(bytes) ? .text(text) : nil
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, index)
            return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))))
        default: return .null
        }
    }

    /// To be asked after the first step, at which SQLite prepares a statement anew when the schema has changed: that
    /// may change the columns of `SELECT *`.
    func currentColumns() -> Columns {
        let preparations = sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0)
        if let columns, preparations == self.preparations { return columns }
        let names = (0..<sqlite3_column_count(handle)).map { index in
            sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
        }
        let columns = Columns(names, sql: text)
        (self.columns, self.preparations) = (columns, preparations)
        return columns
    }
}

/// Tells SQLite to copy what is bound.
private nonisolated(unsafe) let transient = unsafeBitCast(-1 as Int, to: sqlite3_destructor_type.self)

extension String {
    fileprivate func isExactly(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard utf8.count == bytes.count, let start = bytes.baseAddress else { return isEmpty && bytes.isEmpty }
        return utf8.withContiguousStorageIfAvailable { memcmp($0.baseAddress!, start, $0.count) == 0 } ?? false
    }
}

extension SQLValue {
    /// Faults for what one of the engines cannot keep: PostgreSQL has no NUL in a text, SQLite turns NaN into NULL.
    func check(in sql: String) throws {
        switch self {
        case .text(let text) where text.utf8.contains(0):
            throw DatabaseFault(sql: sql, message: "a text holds the character NUL")
        case .real(let number) where number.isNaN:
            throw DatabaseFault(sql: sql, message: "a real is not a number")
        default: break
        }
    }
}
