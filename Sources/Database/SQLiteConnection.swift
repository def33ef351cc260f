import CSQLite

/// One connection to a SQLite database.
final class SQLiteConnection: Connection {
    private let handle: OpaquePointer
    private var cache = StatementCache<SQLiteStatement>(capacity: 256)
    var hasFailed = false

    let dialect = Dialect.sqlite

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit {
        cache.removeAll()
        sqlite3_close_v2(handle)
    }

    var database: OpaquePointer { handle }
    var isReusable: Bool { sqlite3_get_autocommit(handle) != 0 }
    var cachedStatements: Int { cache.count }

    func begin(_ access: Access) throws {
        hasFailed = false
        try control(access == .write ? "BEGIN IMMEDIATE" : "BEGIN")
    }

    func commit() throws { try control("COMMIT") }

    func rollback() throws {
        // Some errors (a full disk) have rolled back already.
        if !isReusable { try control("ROLLBACK") }
    }

    func rows(_ sql: SQL, upTo limit: Int?, _ access: Access) throws -> [Row] {
        var values: [SQLValue] = []
        let columns = try walk(sql, upTo: limit, access) { statement, columns in
            try statement.appendCells(of: columns, to: &values)
        }
        return columns.map { Cells($0, values).rows } ?? []
    }

    func stream(_ sql: SQL, _ access: Access, _ body: (Row) throws -> Void) throws {
        try walk(sql, upTo: nil, access) { statement, columns in
            var values: [SQLValue] = []
            try statement.appendCells(of: columns, to: &values)
            try body(Row(cells: Cells(columns, values), start: 0))
        }
    }

    /// Stops at each row; nil when there is none.
    @discardableResult
    private func walk(
        _ sql: SQL, upTo limit: Int?, _ access: Access, _ body: (SQLiteStatement, Columns) throws -> Void
    ) throws -> Columns? {
        try withStatement(sql) { statement in
            if access == .read, !statement.isReadOnly {
                throw DatabaseFault(sql: statement.text, message: "a reader was asked to write")
            }
            Recorder.note(statement.text)
            var hasMore = try step(statement)
            guard hasMore else { return nil }
            let columns = statement.currentColumns()
            var count = 0
            while hasMore, count != limit {
                try body(statement, columns)
                count += 1
                if count != limit { hasMore = try step(statement) }
            }
            // A change with RETURNING tells of broken foreign keys only at its end. A step beyond the end would run
            // the statement a second time.
            while hasMore, !statement.isReadOnly { hasMore = try step(statement) }
            return columns
        }
    }

    func run(_ sql: SQL) throws -> Int {
        try withStatement(sql) { statement in
            Recorder.note(statement.text)
            let before = sqlite3_total_changes64(handle)
            while try step(statement) {}
            // For a definition `changes` still tells of the statement before.
            return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
        }
    }

    func insertMany(into table: String, columns: [String], rows: some Sequence<[SQLValue]>) throws -> Int {
        let places = columns.map { _ in "?" }.joined(separator: ",")
        let text = "INSERT INTO \(table) (\(columns.joined(separator: ","))) VALUES (\(places))"
        let statement = try prepare(text, flags: 0)
        Recorder.note(text)
        var count = 0
        for row in rows {
            try statement.bind(row)
            while try step(statement) {}
            statement.reset()
            count += 1
        }
        return count
    }

    func control(_ sql: SQL) throws {
        try withStatement(sql) { statement in while try step(statement) {} }
    }

    func lock(_ name: String) throws {}

    /// Runs settings of ours that are no part of a transaction.
    func set(_ text: String) throws {
        guard sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK else { throw fault(in: text) }
    }

    private func withStatement<T>(_ sql: SQL, _ body: (SQLiteStatement) throws -> T) throws -> T {
        let statement: SQLiteStatement
        if let known = cache.find(sql.template) {
            statement = known
        } else {
            statement = try prepare(dialect.render(sql.template).text, flags: UInt32(SQLITE_PREPARE_PERSISTENT))
            _ = cache.keep(statement, for: sql.template)
        }
        statement.isBusy = true
        defer { statement.reset() }
        try statement.bind(sql.bindings)
        return try body(statement)
    }

    private func step(_ statement: SQLiteStatement) throws -> Bool {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw fault(in: statement.text)
        }
    }

    private func prepare(_ text: String, flags: UInt32) throws -> SQLiteStatement {
        guard !text.utf8.contains(0) else { throw DatabaseFault(sql: text, message: "a statement holds NUL") }
        var prepared: OpaquePointer?
        var rest = ""
        let result = text.withCString { start in
            var tail: UnsafePointer<CChar>?
            let result = sqlite3_prepare_v3(handle, start, -1, flags, &prepared, &tail)
            rest = tail.map { String(cString: $0) } ?? ""
            return result
        }
        guard result == SQLITE_OK else { throw fault(in: text) }
        guard let prepared else { throw DatabaseFault(sql: text, message: "a statement is empty") }
        let statement = SQLiteStatement(prepared, text: text)
        guard rest.utf8.allSatisfy({ $0 == UInt8(ascii: ";") || $0 <= UInt8(ascii: " ") }) else {
            throw DatabaseFault(sql: text, message: "several statements at once")
        }
        return statement
    }

    /// What SQLite says about its last call, which also spoils the transaction.
    private func fault(in text: String) -> DatabaseFault {
        hasFailed = true
        let code = sqlite3_extended_errcode(handle)
        let constraint: DatabaseFault.Constraint? =
            switch code {
            case 2067, 1555, 2579: .unique  // of an index, of the primary key, of the row number
            case 787: .foreignKey
            case 275: .check
            case 1299: .notNull
            default: nil
            }
        return DatabaseFault(
            sql: text, message: String(cString: sqlite3_errmsg(handle)), code: "\(code)", constraint: constraint)
    }
}
