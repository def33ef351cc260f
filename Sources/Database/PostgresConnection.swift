import CPostgres

/// A statement prepared on the server under a name.
final class PostgresStatement: PreparedStatement {
    let name: String
    let text: String
    let types: [SQLType]
    var columns: Columns?
    // The whole answer arrives before the next statement, so none is ever between two steps.
    var isBusy = false
    var lastUse: UInt64 = 0

    init(name: String, text: String, types: [SQLType]) { (self.name, self.text, self.types) = (name, text, types) }
}

/// One connection to a PostgreSQL server.
final class PostgresConnection: Connection {
    private let handle: OpaquePointer
    private var cache = StatementCache<PostgresStatement>(capacity: 256)
    private var names = 0
    /// A prepared statement no longer fits the schema: the connection must not serve another transaction.
    private var isStale = false
    var hasFailed = false

    let dialect = Dialect.postgres

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQfinish(handle) }

    var isReusable: Bool {
        !isStale && PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE
    }
    var cachedStatements: Int { cache.count }

    func begin(_ access: Access) throws {
        hasFailed = false
        try command(access == .write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    func commit() throws {
        let result = try command("COMMIT")
        // The server turns COMMIT of a failed transaction into ROLLBACK without an error.
        guard result.command == "COMMIT" else { throw Session.spoilt }
    }

    func rollback() throws {
        if PQtransactionStatus(handle) != PQTRANS_IDLE { try command("ROLLBACK") }
    }

    func rows(_ sql: SQL, upTo limit: Int?, _ access: Access) throws -> [Row] {
        let (result, statement) = try execute(sql)
        guard result.columnCount > 0 else { return [] }
        let columns = statement.columns ?? result.columns(sql: statement.text)
        statement.columns = columns
        return try result.rows(columns, upTo: limit)
    }

    func stream(_ sql: SQL, _ access: Access, _ body: (Row) throws -> Void) throws {
        // A cursor takes questions only; what a writer streams may also be a change with RETURNING.
        guard access == .read else { return try rows(sql, upTo: nil, access).forEach(body) }
        let (text, types) = dialect.render(sql.template)
        Recorder.note(text)
        names += 1
        let cursor = "cursor\(names)"
        try executeOnce("DECLARE \(cursor) NO SCROLL CURSOR FOR \(text)", types, sql.bindings)
        let batch = 1000
        var columns: Columns?
        while true {
            let result = try command("FETCH \(batch) FROM \(cursor)")
            let known = columns ?? result.columns(sql: text)
            columns = known
            try result.rows(known).forEach(body)
            if result.rowCount < batch { break }
        }
        try command("CLOSE \(cursor)")
    }

    func run(_ sql: SQL) throws -> Int { try execute(sql).result.changed }

    func control(_ sql: SQL) throws { try command(dialect.render(sql.template).text) }

    func lock(_ name: String) throws {
        // With the schema's name: two installations in one database do not wait for each other.
        _ = try execute("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || \(name), 0))")
    }

    /// COPY: each row in the text form of the protocol, in pieces of about 64 KB.
    func insertMany(into table: String, columns: [String], rows: some Sequence<[SQLValue]>) throws -> Int {
        let text = "COPY \(table) (\(columns.joined(separator: ","))) FROM STDIN"
        Recorder.note(text)
        let started = PostgresResult(PQexec(handle, text))
        guard started.status == PGRES_COPY_IN else { throw fault(started, in: text) }
        var lines = CopyLines(columns: columns.count, sql: text)
        do {
            for row in rows {
                try lines.append(row)
                if lines.bytes.count >= 65_536 { try send(&lines, text) }
            }
            try send(&lines, text)
        } catch {
            PQputCopyEnd(handle, "the rows cannot be sent")
            while let rest = PQgetResult(handle) { PQclear(rest) }
            hasFailed = true
            throw error
        }
        guard PQputCopyEnd(handle, nil) == 1 else { throw fault(PostgresResult(nil), in: text) }
        let result = PostgresResult(PQgetResult(handle))
        while let rest = PQgetResult(handle) { PQclear(rest) }
        guard result.status == PGRES_COMMAND_OK else { throw fault(result, in: text) }
        if columns.contains("id") {
            _ = try execute(
                SQL(
                    template:
                        "SELECT setval(pg_get_serial_sequence('\(table)', 'id'), max(id)) FROM \(table) HAVING max(id) > 0"
                ))
        }
        return result.changed
    }

    private func send(_ lines: inout CopyLines, _ text: String) throws {
        let sent = lines.bytes.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: CChar.self) { PQputCopyData(handle, $0.baseAddress, Int32($0.count)) }
        }
        guard sent == 1 else { throw fault(PostgresResult(nil), in: text) }
        lines.bytes.removeAll(keepingCapacity: true)
    }

    /// A statement without values, neither cached nor recorded.
    @discardableResult func command(_ text: String) throws -> PostgresResult {
        let result = PostgresResult(PQexec(handle, text))
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(result.status) else { throw fault(result, in: text) }
        return result
    }

    @discardableResult
    private func executeOnce(_ text: String, _ types: [SQLType], _ values: [SQLValue]) throws -> PostgresResult {
        let types = types.map(\.postgres)
        let result = try PostgresParameters(values, sql: text).withPointers { count, values, lengths, formats in
            PostgresResult(PQexecParams(handle, text, count, types, values, lengths, formats, 0))
        }
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(result.status) else { throw fault(result, in: text) }
        return result
    }

    private func execute(_ sql: SQL) throws -> (result: PostgresResult, statement: PostgresStatement) {
        let statement = try cache.find(sql.template) ?? prepare(sql.template)
        Recorder.note(statement.text)
        let parameters = try PostgresParameters(sql.bindings, sql: statement.text)
        let result = parameters.withPointers { count, values, lengths, formats in
            PostgresResult(PQexecPrepared(handle, statement.name, count, values, lengths, formats, 0))
        }
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(result.status) else {
            throw fault(result, in: statement.text)
        }
        return (result, statement)
    }

    private func prepare(_ template: String) throws -> PostgresStatement {
        let (text, types) = dialect.render(template)
        guard !text.utf8.contains(0) else { throw DatabaseFault(sql: text, message: "a statement holds NUL") }
        names += 1
        let statement = PostgresStatement(name: "s\(names)", text: text, types: types)
        let oids = types.map(\.postgres)
        let result = PostgresResult(PQprepare(handle, statement.name, text, Int32(oids.count), oids))
        guard result.status == PGRES_COMMAND_OK else { throw fault(result, in: text) }
        if let dropped = cache.keep(statement, for: template) { try command("DEALLOCATE \(dropped.name)") }
        return statement
    }

    /// What the server says about its last answer, which also spoils the transaction.
    private func fault(_ result: PostgresResult, in text: String) -> DatabaseFault {
        hasFailed = true
        let state = result.state
        let constraint: DatabaseFault.Constraint? =
            switch state {
            case "23505": .unique
            case "23503": .foreignKey
            case "23514": .check
            case "23502": .notNull
            default: nil
            }
        // "cached plan must not change result type": another node has migrated.
        if state == "0A000" { isStale = true }
        let message = result.message ?? PQerrorMessage(handle).map { String(cString: $0) } ?? "no answer"
        return DatabaseFault(sql: text, message: message, code: state, constraint: constraint)
    }
}

/// Rows as `COPY … FROM STDIN` reads them.
private struct CopyLines {
    var bytes: [UInt8] = []
    let columns: Int
    let sql: String

    init(columns: Int, sql: String) {
        (self.columns, self.sql) = (columns, sql)
        bytes.reserveCapacity(80_000)
    }

    mutating func append(_ row: [SQLValue]) throws {
        guard row.count == columns else {
            throw DatabaseFault(sql: sql, message: "\(row.count) values for \(columns) columns")
        }
        for (index, value) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            try value.check(in: sql)
            switch value {
            case .null: bytes.append(contentsOf: #"\N"#.utf8)
            case .integer(let number): bytes.append(contentsOf: String(number).utf8)
            case .real(let number):
                bytes.append(contentsOf: (number.isInfinite ? number < 0 ? "-Infinity" : "Infinity" : "\(number)").utf8)
            case .text(let text): append(escaped: text)
            case .blob(let blob):
                bytes.append(contentsOf: #"\\x"#.utf8)
                let digits = Array("0123456789abcdef".utf8)
                for byte in blob {
                    bytes.append(digits[Int(byte >> 4)])
                    bytes.append(digits[Int(byte & 15)])
                }
            }
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(escaped text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
            case UInt8(ascii: "\t"): bytes.append(contentsOf: #"\t"#.utf8)
            case UInt8(ascii: "\n"): bytes.append(contentsOf: #"\n"#.utf8)
            case UInt8(ascii: "\r"): bytes.append(contentsOf: #"\r"#.utf8)
            default: bytes.append(byte)
            }
        }
    }
}
