import Database
import Vocabulary

/// Transfers between units: what is asked, and each write as one operation.
public enum Transfers {
    /// Seen by both units; `scope` is where the visitor reads people.
    private static func isWithin(_ scope: Scope) -> SQL {
        "(\(sql: scope.condition(path: "fu.path")) OR \(sql: scope.condition(path: "tu.path")))"
    }

    /// A page of transfers, those that wait first, then the newest.
    public static func page(
        in scope: Scope, _ cursor: KeysetCursor<ID<Transfer>>? = nil, size: Int = PersonList.pageSize, _ db: any Reader
    ) throws -> KeysetPage<Transfer, ID<Transfer>> {
        try KeysetPage(cursor, size: size, key: \Transfer.id) { limit in
            try db.all(walking(in: scope, cursor, limit: limit)).map(Transfer.init)
        }
    }

    static func walking(in scope: Scope, _ cursor: KeysetCursor<ID<Transfer>>?, limit: Int) -> SQL {
        let goesDown = !(cursor?.isBackwards ?? false)
        let (comparison, down): (SQL, SQL) = goesDown ? ("<", " DESC") : (">", "")
        let beyond: SQL =
            cursor.map {
                """
                AND (t.is_open, t.id) \(sql: comparison) (SELECT s.is_open, s.id FROM transfer s WHERE s.id = \($0.key))
                """
            } ?? ""
        return """
            SELECT \(sql: Transfer.columns) \(sql: Transfer.source) WHERE \(sql: isWithin(scope)) \(sql: beyond)
            ORDER BY t.is_open\(sql: down), t.id\(sql: down) LIMIT \(limit)
            """
    }

    /// How many wait for an answer by somebody with this scope of managing.
    public static func waiting(for scope: Scope, _ db: any Reader) throws -> Int {
        try db.value(
            """
            SELECT count(*) FROM (SELECT 1 AS n FROM transfer t JOIN unit tu ON tu.id = t.to_unit
            WHERE t.is_open = 1 AND \(sql: scope.condition(path: "tu.path")) LIMIT \(PersonList.most + 1)) c
            """)
    }

    /// Transfers of one person that still wait.
    public static func waiting(of person: ID<Person>, in scope: Scope, _ db: any Reader) throws -> [Transfer] {
        try db.all(
            """
            SELECT \(sql: Transfer.columns) \(sql: Transfer.source)
            WHERE t.person = \(person) AND t.is_open = 1 AND \(sql: isWithin(scope)) ORDER BY t.id
            """
        ).map(Transfer.init)
    }

    public static func transfer(_ id: ID<Transfer>, in scope: Scope, _ db: any Reader) throws -> Transfer {
        let row = try db.first(
            "SELECT \(sql: Transfer.columns) \(sql: Transfer.source) WHERE t.id = \(id) AND \(sql: isWithin(scope))")
        guard let row else { throw TransferRefusal.notFound }
        return try Transfer(row)
    }

    // MARK: Writing

    /// The sending unit proposes. The receiving unit may be any that exists on that day.
    public static func propose(_ new: NewTransfer, in scope: Scope, by operation: Operation) throws -> ID<Transfer> {
        let post = try Posts.post(new.post, in: scope, on: operation.today, operation)
        try PersonRows.lock(post.person, operation)
        try Posts.mustBeActive(post.person, in: scope, operation)
        guard post.lastDay == nil else { throw TransferRefusal.postEnds }
        guard new.to != post.unit else { throw TransferRefusal.sameUnit }
        if let first = post.firstDay, new.onDay <= first { throw TransferRefusal.beforePost(first) }
        let waiting: String? = try operation.value(
            """
            SELECT u.name FROM transfer t JOIN unit u ON u.id = t.to_unit WHERE t.post = \(post.id) AND t.is_open = 1
            """)
        if let waiting { throw TransferRefusal.alreadyWaiting(to: waiting) }
        let next = try Posts.checked(
            NewPost(unit: new.to, title: new.title, group: new.group, firstDay: new.onDay), of: post.person,
            in: .everything, operation)
        let basis = new.basis?.nfc.trimmed ?? ""
        let id = ID<Transfer>(
            try operation.insert(
                """
                INSERT INTO transfer (person, post, old_title, from_unit, to_unit, title, post_group, on_day, basis, state,
                    proposed, proposer)
                VALUES (\(post.person), \(post.id), \(post.title), \(post.unit), \(new.to), \(next.title), \(next.group),
                    \(new.onDay), \(basis.isEmpty ? nil : basis), 'waiting', \(operation.now), \(operation.actor.name))
                """))
        try operation.record(
            "transfer.propose", on: Subject("person", post.person),
            after: [
                "from": post.unit.description, "to": new.to.description, "title": next.title, "day": new.onDay.iso,
            ], why: basis.isEmpty ? nil : basis)
        return id
    }

    /// The receiving unit confirms: the old post ends the day before, the new one begins.
    public static func confirm(_ id: ID<Transfer>, in scope: Scope, by operation: Operation) throws {
        let transfer = try open(id, operation)
        guard scope.contains(transfer.toPath) else { throw TransferRefusal.notFound }
        try PersonRows.lock(transfer.person, operation)
        try Posts.mustBeActive(transfer.person, in: .everything, operation)
        let old = try Posts.post(transfer.post, in: .everything, on: operation.today, operation)
        guard old.lastDay == nil else { throw TransferRefusal.postEnds }
        let post = try Posts.checked(
            NewPost(unit: transfer.to, title: transfer.title, group: transfer.group, firstDay: transfer.onDay),
            of: transfer.person, in: .everything, operation)
        let last = transfer.onDay.adding(days: -1)
        if let first = old.firstDay, last < first { throw TransferRefusal.beforePost(first) }
        _ = try Posts.insert(post, of: transfer.person, operation)
        try Posts.end(transfer.post, of: transfer.person, on: last, operation)
        try answer(id, .confirmed, nil, operation)
        try PersonRows.touch(transfer.person, operation)
        try operation.record(
            "transfer.confirm", on: Subject("person", transfer.person),
            after: [
                "from": transfer.from.description, "to": transfer.to.description, "title": transfer.title,
                "day": transfer.onDay.iso,
            ])
    }

    /// The receiving unit declines; the post stays as it is.
    public static func decline(_ id: ID<Transfer>, because reason: String, in scope: Scope, by operation: Operation)
        throws
    {
        let transfer = try open(id, operation)
        guard scope.contains(transfer.toPath) else { throw TransferRefusal.notFound }
        try turnDown(transfer, .declined, because: reason, operation)
    }

    /// The sending unit takes its proposal back; the post stays as it is.
    public static func withdraw(_ id: ID<Transfer>, because reason: String, in scope: Scope, by operation: Operation)
        throws
    {
        let transfer = try open(id, operation)
        guard scope.contains(transfer.fromPath) else { throw TransferRefusal.notFound }
        try turnDown(transfer, .withdrawn, because: reason, operation)
    }

    private static func turnDown(
        _ transfer: Transfer, _ state: Transfer.State, because reason: String, _ operation: Operation
    ) throws {
        let reason = reason.nfc.trimmed
        guard !reason.isEmpty else { throw TransferRefusal.noReason }
        try answer(transfer.id, state, reason, operation)
        try operation.record(
            state == .declined ? "transfer.decline" : "transfer.withdraw", on: Subject("person", transfer.person),
            after: ["from": transfer.from.description, "to": transfer.to.description], why: reason)
    }

    private static func open(_ id: ID<Transfer>, _ operation: Operation) throws -> Transfer {
        _ = try operation.first("SELECT id FROM transfer WHERE id = \(id) \(word: .forUpdate)")
        let transfer = try transfer(id, in: .everything, operation)
        guard transfer.state == .waiting else { throw TransferRefusal.answeredAlready(transfer.state) }
        return transfer
    }

    private static func answer(_ id: ID<Transfer>, _ state: Transfer.State, _ reason: String?, _ operation: Operation)
        throws
    {
        try operation.run(
            """
            UPDATE transfer SET state = \(state), reason = \(reason), answered = \(operation.now),
                answerer = \(operation.actor.name)
            WHERE id = \(id)
            """)
    }
}
