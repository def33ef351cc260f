import CSQLite
import Foundation

/// What a commit on SQLite survives. Both survive the death of the process.
public enum Durability: String, Sendable {
    /// The loss of power too: the disk is awaited at each commit.
    case full
    /// At a loss of power the last transactions may be gone; the database stays whole.
    case normal
}

extension Store {
    /// Opens the database in the file at `path`, made when missing and readable by its owner only, or a new one in
    /// memory (`:memory:`, one connection for all).
    ///
    /// Throws `StoreRefusal.unopenable`.
    public static func sqlite(at path: String, durability: Durability = .full, readers: Int = 8) throws -> Store {
        if path == ":memory:" {
            let connection = try SQLiteConnection.open(path)
            let pool = Pool(size: 1) { throw DatabaseFault(message: "the database in memory was lost") }
            pool.keep(connection)
            return Store(.sqlite, readers: pool, writers: pool)
        }
        // Made here so that others on the machine cannot read it; SQLite gives its companions the same rights.
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreRefusal.unopenable(path: path, reason: String(cString: strerror(errno))) }
        close(file)
        let openWriter: @Sendable () throws -> SQLiteConnection = {
            let connection = try SQLiteConnection.open(path)
            do {
                // Indexes of large tables are sorted in files, which SQLite takes away before anybody sees them.
                try connection.set(
                    """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = \(durability.rawValue); PRAGMA temp_store = FILE
                    """)
            } catch let fault as DatabaseFault {
                throw StoreRefusal.unopenable(path: path, reason: fault.message)
            }
            return connection
        }
        let writers = Pool(size: 1, openWriter)
        writers.keep(try openWriter())
        let readers = Pool(size: max(1, readers)) {
            let connection = try SQLiteConnection.open(path)
            try connection.set("PRAGMA query_only = ON")
            return connection
        }
        return Store(.sqlite, path: path, readers: readers, writers: writers)
    }
}

extension SQLiteConnection {
    static func open(_ path: String) throws -> SQLiteConnection {
        var handle: OpaquePointer?
        // Each connection is used by one thread at a time, so SQLite needs no lock of its own.
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let result = sqlite3_open_v2(path, &handle, flags, nil)
        guard result == SQLITE_OK, let handle else {
            let reason = handle.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(result))
            sqlite3_close_v2(handle)
            throw StoreRefusal.unopenable(path: path, reason: reason)
        }
        sqlite3_busy_timeout(handle, 30_000)
        for (option, on) in [
            (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
            (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_DQS_DDL, 0),
        ] { vinhdanh_sqlite_switch(handle, option, Int32(on)) }
        let connection = SQLiteConnection(handle)
        do {
            // LIKE minds the case of ASCII letters, as on PostgreSQL, and can use an index. Eight megabytes of pages each.
            try connection.set(
                """
                PRAGMA case_sensitive_like = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;
                PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 67108864
                """)
        } catch let fault as DatabaseFault {
            throw StoreRefusal.unopenable(path: path, reason: fault.message)
        }
        return connection
    }
}
