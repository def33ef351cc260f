import CSQLite
import Foundation

extension Store {
    /// Copies the database as it is at this moment into a new file while readers and the writer go on.
    ///
    /// SQLite only. The file appears when the copy is whole. Throws `StoreRefusal.backupExists`, `.unopenable` and
    /// `.backupUnsupported`.
    public func backup(to target: String) throws {
        guard dialect == .sqlite else { throw StoreRefusal.backupUnsupported }
        guard !FileManager.default.fileExists(atPath: target) else { throw StoreRefusal.backupExists(path: target) }
        let partial = target + ".partial"
        unlink(partial)
        defer { unlink(partial) }
        let file = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreRefusal.unopenable(path: target, reason: String(cString: strerror(errno))) }
        defer { close(file) }
        if let path {
            try SQLiteConnection.open(path).copy(to: partial)
        } else {
            let connection = try readers.begin(.read)
            defer { readers.giveBack(connection) }
            try connection.commit()
            try (connection as? SQLiteConnection)?.copy(to: partial)
        }
        guard fsync(file) == 0, rename(partial, target) == 0 else {
            throw StoreRefusal.unopenable(path: target, reason: String(cString: strerror(errno)))
        }
    }

    /// Lets the engine look at its indexes anew, so that it chooses well: after an import of many rows.
    public func refreshStatistics() throws {
        // On SQLite from a sample of each index, which is enough and quick.
        try write { db in
            if dialect == .sqlite { _ = try db.all("PRAGMA analysis_limit = 1000") }
            try db.run("ANALYZE")
        }
    }

    /// Makes the schema of a backup that is to be restored here, and what the server must have besides. PostgreSQL only.
    public func makeSchema(_ schema: String, extensions: [String]) throws {
        try write { db in
            try db.run(SQL(template: "CREATE SCHEMA IF NOT EXISTS \(Self.quoted(schema))"))
            for name in extensions {
                try db.run(
                    SQL(template: "CREATE EXTENSION IF NOT EXISTS \(Self.quoted(name)) SCHEMA \(Self.quoted(schema))"))
            }
        }
    }

    /// Takes away a schema with everything in it, and leaves it empty if it is the one that is always there.
    public func dropSchema(_ name: String) throws {
        try write { db in
            try db.run(SQL(template: "DROP SCHEMA IF EXISTS \(Self.quoted(name)) CASCADE"))
            if name == "public" { try db.run("CREATE SCHEMA public") }
        }
    }

    private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

    /// What is wrong inside the database, in the engine's words; empty when nothing is. PostgreSQL watches itself.
    public func invariants() throws -> [String] {
        guard dialect == .sqlite else { return [] }
        return try read { db in
            // It looks every row up in every index, so it wants more pages at hand than a page of ours does.
            _ = try db.all("PRAGMA cache_size = -128000")
            defer { _ = try? db.all("PRAGMA cache_size = -8000") }
            let damage = try (db.values("PRAGMA integrity_check") as [String]).filter { $0 != "ok" }
            let orphans = try db.all("PRAGMA foreign_key_check").map { row in
                "table \(try row(0) as String) row \(try row(1) as Int?, default: "?") has no parent in \(try row(2) as String)"
            }
            return damage + orphans
        }
    }
}

extension Reader {
    /// How many rows each table of ours has.
    public func counts() throws -> [String: Int] {
        let tables: [String] =
            switch dialect {
            case .sqlite:
                try values(
                    """
                    SELECT m.name FROM pragma_table_list m WHERE m.schema = 'main' AND m.type = 'table'
                    AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name
                    """)
            case .postgres: try values("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()")
            }
        var counts: [String: Int] = [:]
        for table in tables {
            let name = "\"\(table.replacing("\"", with: "\"\""))\""
            counts[table] = try value(SQL(template: "SELECT count(*) FROM \(name)"))
        }
        return counts
    }
}

extension SQLiteConnection {
    /// One step over all pages: a single snapshot, which in WAL mode holds up nobody.
    fileprivate func copy(to path: String) throws {
        let target = try SQLiteConnection.open(path)
        guard let copying = sqlite3_backup_init(target.database, "main", database, "main") else {
            throw DatabaseFault(message: "backup: \(String(cString: sqlite3_errmsg(target.database)))")
        }
        let stepped = sqlite3_backup_step(copying, -1)
        sqlite3_backup_finish(copying)
        guard stepped == SQLITE_DONE else {
            throw DatabaseFault(message: "backup: \(String(cString: sqlite3_errstr(stepped)))", code: "\(stepped)")
        }
    }
}
