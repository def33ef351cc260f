enum Access { case read, write }

/// One session with an engine, used by one thread at a time.
protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// An engine's statement failed in this transaction and no `attempt` has undone it.
    var hasFailed: Bool { get set }

    /// No transaction is open and the other side answers: the next borrower may have it.
    var isReusable: Bool { get }

    func begin(_ access: Access) throws
    func commit() throws
    func rollback() throws

    /// At most `limit` rows. `access` is `.read` where the statement must not write.
    func rows(_ sql: SQL, upTo limit: Int?, _ access: Access) throws -> [Row]
    /// Row by row, with batches where the engine would otherwise hand over everything.
    func stream(_ sql: SQL, _ access: Access, _ body: (Row) throws -> Void) throws
    func run(_ sql: SQL) throws -> Int
    /// A bare statement of ours, such as SAVEPOINT, which no recorder sees.
    func control(_ sql: SQL) throws
    func insertMany(into table: String, columns: [String], rows: some Sequence<[SQLValue]>) throws -> Int
    func lock(_ name: String) throws
}
