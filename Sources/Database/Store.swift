/// A database: SQLite in a file or in memory, or PostgreSQL.
public final class Store: Sendable {
    public let dialect: Dialect
    /// The path of the SQLite file; nil for memory and PostgreSQL.
    public let path: String?
    let readers: Pool
    let writers: Pool
    /// The address of a PostgreSQL database, with its password.
    let address: String?

    init(_ dialect: Dialect, path: String? = nil, address: String? = nil, readers: Pool, writers: Pool) {
        (self.dialect, self.path, self.address) = (dialect, path, address)
        (self.readers, self.writers) = (readers, writers)
    }

    /// Runs `body` on one snapshot: what others write meanwhile is not seen.
    ///
    /// Throws what `body` throws; a statement that writes, and a read or write inside another one, are faults.
    public func read<T>(_ body: (any Reader) throws -> T) throws -> T {
        try transaction(.read, on: readers) { try body($0) }
    }

    /// Runs `body` in one transaction: kept when it returns, undone when it throws. On SQLite the only writer.
    ///
    /// On PostgreSQL (READ COMMITTED) a check that others could overtake needs `lock` or `FOR UPDATE`, and two writers
    /// may collide: a fault with `isCollision`, never repeated behind the caller's back.
    @discardableResult
    public func write<T>(_ body: (any Writer) throws -> T) throws -> T {
        try transaction(.write, on: writers) { try body($0) }
    }

    private func transaction<T>(_ access: Access, on pool: Pool, _ body: (Session) throws -> T) throws -> T {
        let thread = ThreadNotes.current
        // A thread that waits for a second connection while it holds the first can stop the whole pool.
        guard !thread.stores.contains(ObjectIdentifier(self)) else {
            throw DatabaseFault(message: "a transaction inside another one; use the reader or writer at hand")
        }
        thread.stores.append(ObjectIdentifier(self))
        defer { thread.stores.removeLast() }
        let connection = try pool.begin(access)
        let session = Session(connection, access)
        defer {
            session.close()
            pool.giveBack(connection)
        }
        do {
            let result = try body(session)
            guard !connection.hasFailed || access == .read else { throw Session.spoilt }
            try connection.commit()
            return result
        } catch {
            // What cannot be rolled back is not reusable and is closed, which rolls back: the first error counts.
            try? connection.rollback()
            throw error
        }
    }
}
