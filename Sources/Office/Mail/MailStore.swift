import Database
import Vocabulary

/// The outbox: what waits, what went, what could not.
public enum MailBox {
    /// Puts letters into the outbox, within the transaction of what caused them.
    public static func put(_ mails: [NewMail], at now: Instant, _ db: any Writer) throws {
        guard !mails.isEmpty else { return }
        try db.insertMany(
            into: "mail",
            columns: [
                "account", "address", "name", "kind", "subject", "body", "link", "added", "due", "state", "attempts",
                "words",
            ],
            rows: mails.map { mail in
                [
                    mail.account.sqlValue, mail.address.text.sqlValue, mail.name.sqlValue, mail.kind.sqlValue,
                    oneLine(mail.subject).sqlValue, mail.body.sqlValue, mail.link.sqlValue, now.sqlValue,
                    (mail.notBefore ?? now).sqlValue, Mail.State.waiting.sqlValue, .integer(0), .text(""),
                ]
            })
    }

    private static func oneLine(_ text: String) -> String {
        let line = text.nfc.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
        return line.isEmpty ? "Thông báo" : String(line.prefix(200))
    }

    /// Whether something is to be sent now: asked often.
    static func hasDue(at now: Instant, _ db: any Reader) throws -> Bool {
        try db.first("SELECT m.id FROM mail m WHERE m.state = 'waiting' AND m.due <= \(now) LIMIT 1") != nil
    }

    static func nextDue(at now: Instant, limit: Int, _ db: any Reader) throws -> [Mail] {
        try db.all(
            """
            SELECT \(sql: Mail.columns) FROM mail m WHERE m.state = 'waiting' AND m.due <= \(now)
            ORDER BY m.due, m.id LIMIT \(limit)
            """
        ).map(Mail.init)
    }

    // MARK: What the worker notes

    static func noteSent(_ id: ID<Mail>, at now: Instant, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE mail SET state = 'sent', attempts = attempts + 1, ended = \(now), words = ''
            WHERE id = \(id) AND state = 'waiting'
            """)
    }

    /// So often a letter is tried: over about three days.
    static let mostAttempts = 15

    /// Tried again after 1, 2, 4 … minutes, at most six hours; given up after `mostAttempts` or a refusal for good.
    static func noteFailure(_ mail: Mail, _ words: String, isFinal: Bool, at now: Instant, _ db: any Writer) throws {
        let attempts = mail.attempts + 1
        let words = String(words.prefix(400))
        if isFinal || attempts >= mostAttempts {
            try db.run(
                """
                UPDATE mail SET state = 'failed', attempts = \(attempts), ended = \(now), words = \(words)
                WHERE id = \(mail.id) AND state = 'waiting'
                """)
        } else {
            let again = now.adding(seconds: min(6 * 3600, 60 << min(attempts - 1, 10)))
            try db.run(
                """
                UPDATE mail SET attempts = \(attempts), due = \(again), words = \(words)
                WHERE id = \(mail.id) AND state = 'waiting'
                """)
        }
    }

    // MARK: The administrator's page

    public static let pageSize = 50

    /// Newest first, by keys.
    static func page(
        _ state: Mail.State?, _ cursor: KeysetCursor<ID<Mail>>? = nil, size: Int = pageSize, _ db: any Reader
    ) throws -> KeysetPage<Mail, ID<Mail>> {
        let isState: SQL = state.map { "m.state = \($0)" } ?? "1 = 1"
        let isBackwards = cursor?.isBackwards ?? false
        let bound: SQL = cursor.map { "AND m.id \(sql: isBackwards ? ">" : "<") \($0.key)" } ?? ""
        return try KeysetPage(cursor, size: size, key: \Mail.id) { limit in
            try db.all(
                """
                SELECT \(sql: Mail.columns) FROM mail m WHERE \(sql: isState) \(sql: bound)
                ORDER BY \(sql: isBackwards ? "m.id" : "m.id DESC") LIMIT \(limit)
                """
            ).map(Mail.init)
        }
    }

    /// How many letters stand in a state, at most one more than a thousand.
    static func count(_ state: Mail.State, _ db: any Reader) throws -> Int {
        try db.value("SELECT count(*) FROM (SELECT 1 AS n FROM mail m WHERE m.state = \(state) LIMIT 1001) c")
    }

    /// Back into the outbox; a letter that was sent is not sent twice.
    public static func sendAgain(_ id: ID<Mail>, by operation: Operation) throws {
        let count = try operation.run(
            """
            UPDATE mail SET state = 'waiting', attempts = 0, ended = NULL, due = \(operation.now)
            WHERE id = \(id) AND state IN ('failed', 'withdrawn')
            """)
        guard count == 1 else { throw MailRefusal.unknownMail }
        try operation.record("mail.again", on: Subject("mail", id))
    }

    /// All that could not be sent, once more; returns how many.
    public static func sendAllAgain(by operation: Operation) throws -> Int {
        let count = try operation.run(
            """
            UPDATE mail SET state = 'waiting', attempts = 0, ended = NULL, due = \(operation.now) WHERE state = 'failed'
            """)
        if count > 0 {
            try operation.record("mail.again", on: Subject("installation", 1), after: ["mails": String(count)])
        }
        return count
    }

    /// Not to be sent any more.
    public static func withdraw(_ id: ID<Mail>, by operation: Operation) throws {
        let count = try operation.run(
            """
            UPDATE mail SET state = 'withdrawn', ended = \(operation.now)
            WHERE id = \(id) AND state IN ('waiting', 'failed')
            """)
        guard count == 1 else { throw MailRefusal.unknownMail }
        try operation.record("mail.withdraw", on: Subject("mail", id))
    }

    /// Takes away what was sent or given up long ago: letters hold names and addresses.
    static let daysKept = 30

    static func tidy(before moment: Instant, _ db: any Writer) throws -> Int {
        try db.run("DELETE FROM mail WHERE state <> 'waiting' AND ended < \(moment)")
    }
}
