import CPostgres

/// The types of PostgreSQL that a result can hold or a parameter has, by their fixed numbers.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let numeric: Oid = 1700
}

extension SQLType {
    var postgres: Oid {
        switch self {
        case .unknown: 0
        case .integer: PostgresType.int8
        case .real: PostgresType.float8
        case .text: PostgresType.text
        case .blob: PostgresType.bytea
        }
    }
}

/// Values in the binary form of the protocol, side by side in one buffer.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    /// Where each value begins; nil for NULL.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []

    init(_ values: [SQLValue], sql: String) throws {
        guard values.count <= 65_535 else {
            throw DatabaseFault(sql: sql, message: "\(values.count) values; a statement takes at most 65535")
        }
        starts.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        for value in values {
            try value.check(in: sql)
            let start = bytes.count
            switch value {
            case .null: break
            case .integer(let number): append(UInt64(bitPattern: number))
            case .real(let number): append(number.bitPattern)
            case .text(let text): bytes.append(contentsOf: text.utf8)
            case .blob(let blob): bytes.append(contentsOf: blob)
            }
            if case .null = value { starts.append(nil) } else { starts.append(start) }
            guard let length = Int32(exactly: bytes.count - start) else {
                throw DatabaseFault(sql: sql, message: "a value is longer than 2 GB")
            }
            lengths.append(length)
        }
        // An empty last value must still have an address, since no address means NULL.
        bytes.append(0)
    }

    private mutating func append(_ number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Count, values, lengths and formats as libpq takes them.
    func withPointers<T>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        let formats = [Int32](repeating: 1, count: starts.count)
        return bytes.withUnsafeBytes { raw in
            let pointers = starts.map { start in
                start.flatMap { raw.baseAddress.map { $0.assumingMemoryBound(to: CChar.self) }?.advanced(by: $0) }
            }
            return pointers.withUnsafeBufferPointer { pointers in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(Int32(pointers.count), pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}
