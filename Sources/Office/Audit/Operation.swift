import Database
import Vocabulary

/// One write by one actor, in one transaction that ends with at least one entry in the ledger.
public final class Operation: Writer {
    private let writer: any Writer
    public let actor: Actor
    public let world: World
    /// What every room keeps about units.
    let unitTouches: [UnitTouch]
    /// The moment of the operation: every row it writes bears the same.
    public let now: Instant
    /// Whose right the operation rests on, where only a delegation gave it.
    private var onBehalfOf: ID<Account>?
    private(set) var isRecorded = false
    private var hasChanged = false
    private let book: LedgerBook

    /// Every change left its entry; true as well when nothing changed.
    var isAccounted: Bool { isRecorded || !hasChanged }

    init(_ writer: any Writer, actor: Actor, world: World, unitTouches: [UnitTouch], book: LedgerBook) {
        (self.writer, self.actor, self.world, self.now) = (writer, actor, world, world.now())
        onBehalfOf = actor.onBehalfOf
        self.unitTouches = unitTouches
        self.book = book
    }

    public var today: Day { now.day }

    /// What follows rests on a right of `principal`: found out when the thing is at hand, since the own rights may open
    /// other things of its kind.
    public func act(onBehalfOf principal: ID<Account>) { onBehalfOf = principal }

    /// Adds an entry to the chain. `before` and `after` hold only what changed; personal data that the row itself keeps
    /// is not repeated here.
    public func record(
        _ act: String, on subject: Subject, before: [String: String?] = [:], after: [String: String?] = [:],
        why: String? = nil
    ) throws {
        let head = try writer.first("SELECT sequence, hash FROM ledger_head WHERE id = 1")
        let facts = onBehalfOf.map { after.merging(["onBehalfOf": $0.description]) { $1 } } ?? after
        let entry = try LedgerEntry(
            sequence: (head.map { try $0("sequence") as Int64 } ?? 0) + 1, at: now, actor: actor, act: act,
            subject: subject, before: LedgerFacts.json(before), after: LedgerFacts.json(facts), why: why,
            branch: book.branch(of: subject, writer),
            previous: head.map { try $0("hash") } ?? Ledger.genesis)
        try writer.run(
            """
            INSERT INTO ledger_entry (\(sql: LedgerEntry.columns)) VALUES (
                \(entry.sequence), \(entry.at), \(entry.account), \(entry.actor), \(entry.origin), \(entry.act),
                \(entry.subject.kind), \(entry.subject.id), \(entry.before), \(entry.after), \(entry.why),
                \(entry.previous), \(entry.hash), \(entry.format), \(entry.branch))
            """)
        try writer.run(
            """
            INSERT INTO ledger_head (id, sequence, hash) VALUES (1, \(entry.sequence), \(entry.hash))
            ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
            """)
        isRecorded = true
    }

    // MARK: The writer underneath

    public var dialect: Dialect { writer.dialect }
    public func all(_ sql: SQL, upTo limit: Int?) throws -> [Row] { try writer.all(sql, upTo: limit) }
    public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws { try writer.each(sql, body) }
    @discardableResult public func run(_ sql: SQL) throws -> Int {
        let count = try writer.run(sql)
        if count > 0 { hasChanged = true }
        return count
    }
    public func insert(_ sql: SQL) throws -> Int64 {
        hasChanged = true
        return try writer.insert(sql)
    }
    @discardableResult public func insertMany(into table: String, columns: [String], rows: some Sequence<[SQLValue]>)
        throws
        -> Int
    {
        hasChanged = true
        return try writer.insertMany(into: table, columns: columns, rows: rows)
    }
    @discardableResult public func rebuildingIndexes<T>(of table: String, _ body: () throws -> T) throws -> T {
        try writer.rebuildingIndexes(of: table, body)
    }
    public func attempt<T>(_ body: () throws -> T) throws -> T { try writer.attempt(body) }
    public func lock(_ name: String) throws { try writer.lock(name) }
}
