/// What a closure is handed: a connection within its transaction, useless once the transaction is over.
final class Session: Writer {
    private let connection: any Connection
    private let access: Access
    private var isOpen = true
    private var depth = 0

    init(_ connection: any Connection, _ access: Access) { (self.connection, self.access) = (connection, access) }

    var dialect: Dialect { connection.dialect }

    func close() { isOpen = false }

    func all(_ sql: SQL, upTo limit: Int?) throws -> [Row] {
        try check()
        return try connection.rows(sql, upTo: limit, access)
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try check()
        try connection.stream(sql, access, body)
    }

    @discardableResult func run(_ sql: SQL) throws -> Int {
        try check()
        return try connection.run(sql)
    }

    @discardableResult
    func insertMany(into table: String, columns: [String], rows: some Sequence<[SQLValue]>) throws -> Int {
        try check()
        for name in [table] + columns where !Self.isName(name) {
            throw DatabaseFault(message: "\(name) is no plain name of a table or column")
        }
        return try connection.insertMany(into: table, columns: columns, rows: rows)
    }

    @discardableResult func rebuildingIndexes<T>(of table: String, _ body: () throws -> T) throws -> T {
        try check()
        guard Self.isName(table) else { throw DatabaseFault(message: "\(table) is no plain name of a table") }
        guard dialect == .sqlite else { return try body() }
        let indexes: [(name: String, definition: String)] = try all(
            """
            SELECT name, sql FROM sqlite_schema
            WHERE type = 'index' AND tbl_name = \(table) AND sql LIKE 'CREATE INDEX %' ORDER BY name
            """
        ).map { (try $0("name"), try $0("sql")) }
        for index in indexes { try connection.control("DROP INDEX " + SQL(template: index.name)) }
        do {
            let result = try body()
            for index in indexes { try connection.control(SQL(template: index.definition)) }
            return result
        } catch {
            // Whoever catches this must not keep a table without its indexes.
            connection.hasFailed = true
            throw error
        }
    }

    @discardableResult func attempt<T>(_ body: () throws -> T) throws -> T {
        try check()
        depth += 1
        defer { depth -= 1 }
        let name = SQL(template: "attempt\(depth)")
        try connection.control("SAVEPOINT " + name)
        do {
            let result = try body()
            guard !connection.hasFailed else { throw Session.spoilt }
            try connection.control("RELEASE SAVEPOINT " + name)
            return result
        } catch {
            connection.hasFailed = false
            do {
                try connection.control("ROLLBACK TO SAVEPOINT " + name)
                try connection.control("RELEASE SAVEPOINT " + name)
            } catch {
                // The connection is gone, or SQLite has rolled back everything (a full disk): nothing lives on.
                connection.hasFailed = true
            }
            throw error
        }
    }

    func lock(_ name: String) throws {
        try check()
        try connection.lock(name)
    }

    static let spoilt = DatabaseFault(message: "an earlier statement of this transaction failed; nothing was kept")

    private func check() throws {
        guard isOpen else { throw DatabaseFault(message: "a reader or writer was used after its transaction") }
        guard !connection.hasFailed else { throw Session.spoilt }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }
}
