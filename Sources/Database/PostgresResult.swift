import CPostgres

/// One answer of the server, released with this object.
final class PostgresResult {
    private let handle: OpaquePointer?

    init(_ handle: OpaquePointer?) { self.handle = handle }

    deinit { PQclear(handle) }

    var status: ExecStatusType { PQresultStatus(handle) }
    var rowCount: Int { Int(PQntuples(handle)) }

    /// Rows inserted, changed or deleted; 0 for anything else.
    var changed: Int {
        // `SELECT 3` counts rows read.
        guard rowsAreChanges, let digits = PQcmdTuples(handle) else { return 0 }
        return Int(String(cString: digits)) ?? 0
    }

    private var rowsAreChanges: Bool {
        guard let tag = PQcmdStatus(handle) else { return false }
        return ["INSERT", "UPDATE", "DELETE", "MERGE", "COPY"].contains { String(cString: tag).hasPrefix($0) }
    }

    /// `COMMIT`, `ROLLBACK`, `INSERT 0 1`
    var command: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

    /// The five letters and digits of the standard; nil when the server said nothing, as after a lost connection.
    var state: String? { field("C") }

    /// The short message, without the detail line, which repeats values.
    var message: String? { field("M") }

    private func field(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(handle, Int32(letter.value)).map { String(cString: $0) }
    }

    func columns(sql: String) -> Columns {
        Columns((0..<PQnfields(handle)).map { PQfname(handle, $0).map { String(cString: $0) } ?? "" }, sql: sql)
    }

    var columnCount: Int { Int(PQnfields(handle)) }

    /// The rows, at most `limit` of them.
    func rows(_ columns: Columns, upTo limit: Int? = nil) throws -> [Row] {
        let count = min(limit ?? .max, rowCount)
        var values: [SQLValue] = []
        values.reserveCapacity(count * columns.names.count)
        let types = columns.names.indices.map { PQftype(handle, Int32($0)) }
        for row in 0..<count {
            for (index, type) in types.enumerated() {
                guard let value = value(Int32(row), Int32(index), type) else {
                    throw DatabaseFault(
                        sql: columns.sql, message: "column \(columns.names[index]) holds a value that we cannot read")
                }
                values.append(value)
            }
        }
        return Cells(columns, values).rows
    }

    /// Nil for what no `SQLValue` can hold, such as a sum beyond 64 bits.
    private func value(_ row: Int32, _ column: Int32, _ type: Oid) -> SQLValue? {
        guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(handle, row, column)))
        switch type {
        case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.oid:
            return integer(bytes).map { .integer($0) }
        case PostgresType.bool: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case PostgresType.float8, PostgresType.float4:
            return Double(String(decoding: bytes, as: UTF8.self)).map { .real($0) }
        case PostgresType.numeric:
            // A sum of integers is numeric without decimals; an average has them even when it is whole.
            if !bytes.contains(UInt8(ascii: ".")) { return integer(bytes).map { .integer($0) } }
            return Double(String(decoding: bytes, as: UTF8.self)).map { .real($0) }
        case PostgresType.bytea: return hexadecimal(bytes).map { .blob($0) }
        default: return String(validating: bytes, as: UTF8.self).map { .text($0) }
        }
    }

    private func integer(_ digits: UnsafeRawBufferPointer) -> Int64? {
        let isNegative = digits.first == UInt8(ascii: "-")
        var number: Int64 = 0
        guard digits.count > (isNegative ? 1 : 0) else { return nil }
        for byte in digits.dropFirst(isNegative ? 1 : 0) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            // Counted downwards: the smallest number has no positive twin.
            let (shifted, overflow) = number.multipliedReportingOverflow(by: 10)
            let (next, underflow) = shifted.subtractingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !overflow, !underflow else { return nil }
            number = next
        }
        if isNegative { return number }
        return number == .min ? nil : -number
    }

    /// `\x00ff`
    private func hexadecimal(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count % 2 == 0, text.starts(with: #"\x"#.utf8) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2 - 1)
        for index in stride(from: 2, to: text.count, by: 2) {
            guard let high = nibble(text[index]), let low = nibble(text[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
