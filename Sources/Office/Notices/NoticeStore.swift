import Database
import Vocabulary

/// Something to be told.
public struct NewNotice: Equatable, Sendable {
    public var kind: NoticeKind
    /// What it is about, as the ledger names it.
    public var subject: Subject
    /// Where it leads: a path of this program.
    public var link: String
    /// One line: what happened, or what is wanted until when.
    public var words: String
    /// More lines, where one is not enough; those that begin with `- ` are a list.
    public var detail: String
    public var recipients: [Recipient]
    /// Whoever does it is told as well: what happens to one's own account may be another's doing.
    public var alsoToDoer = false

    public init(
        _ kind: NoticeKind, about subject: Subject, link: String, _ words: String, detail: String = "",
        to recipients: [Recipient]
    ) {
        (self.kind, self.subject, self.link) = (kind, subject, link)
        (self.words, self.detail, self.recipients) = (words, detail, recipients)
    }
}

/// Thông báo: telling people, and what each has been told.
public enum Notices {
    /// Tells in the transaction of the work that caused it: both happen or neither. The inbox has it at once; letters go
    /// into the outbox and leave afterwards. Whoever does the work is not told of it. Who is told for a role that somebody
    /// else acts with today (ủy quyền) is told together with that person.
    ///
    /// - Returns: how many people are told.
    @discardableResult
    public static func tell(_ notices: [NewNotice], by operation: Operation) throws -> Int {
        var told = 0
        // Asked for once, and only where somebody wants a letter.
        var calendar: WorkingDays?
        for notice in notices where !notice.recipients.isEmpty {
            told += try tell(notice, &calendar, operation)
        }
        return told
    }

    @discardableResult
    public static func tell(_ notice: NewNotice, by operation: Operation) throws -> Int {
        try tell([notice], by: operation)
    }

    /// Tells one person what happened to their own account: a role, a password, a second factor.
    ///
    /// - Parameter isSafety: told also to who did it, since it may have been done in their name.
    public static func tell(
        _ account: ID<Account>, _ words: String, isSafety: Bool = false,
        link: String = AccountPage.mine.path, by operation: Operation
    ) throws {
        var notice = NewNotice(
            .account, about: Subject("account", account), link: link, words,
            detail: isSafety && operation.actor.account == account
                ? "Nếu không phải ông/bà làm, hãy đổi mật khẩu và báo quản trị ngay."
                : "Nếu không rõ vì sao, xin hỏi quản trị ngay.", to: [.account(account)])
        notice.alsoToDoer = isSafety
        try tell(notice, by: operation)
    }

    /// A person to be told, with what they chose about this kind.
    private struct Listener {
        let account: ID<Account>
        let name: String
        let channels: NoticeKind.Channels
        let setting: NoticeSetting
        /// Whose deputy they are told as; nil for who is told themselves.
        let behalf: Behalf?
    }

    private struct Behalf {
        let account: ID<Account>
        let name: String
    }

    private static func tell(_ notice: NewNotice, _ calendar: inout WorkingDays?, _ operation: Operation) throws -> Int
    {
        let listeners = try listeners(notice, operation)
        guard !listeners.isEmpty else { return 0 }
        let words = notice.words.nfc.trimmed
        // What was typed into a form has the line ends of the web.
        let detail = notice.detail.nfc.replacing("\r\n", with: "\n").trimmed
        let id = ID<NoticeLine>(
            try operation.insert(
                """
                INSERT INTO notice (kind, subject_kind, subject, link, words, detail, at, who)
                VALUES (\(notice.kind.code), \(notice.subject.kind), \(notice.subject.id), \(notice.link), \(words),
                        \(detail), \(operation.now), \(operation.actor.name))
                """))
        try operation.insertMany(
            into: "notice_receipt", columns: ["notice", "account", "kind", "state", "digest", "behalf"],
            rows: listeners.map { listener in
                [
                    id.sqlValue, listener.account.sqlValue, notice.kind.code.sqlValue,
                    .text(listener.channels.contains(.inbox) ? "new" : "hidden"),
                    .text(listener.channels.contains(.digest) ? "waiting" : "none"),
                    (listener.behalf?.account).sqlValue,
                ]
            })
        let wanted = listeners.filter { $0.channels.contains(.mail) && $0.setting.address != nil }
        guard !wanted.isEmpty else { return listeners.count }
        let days = try calendar ?? WorkingCalendar.workingDays(operation)
        calendar = days
        let mails = wanted.compactMap { listener -> NewMail? in
            guard let address = listener.setting.address,
                let moment = listener.setting.nextAllowed(from: operation.now, days)
            else { return nil }
            let behalf = listener.behalf.map { "Ông/bà nhận thư này khi thay mặt \($0.name) theo ủy quyền." }
            let parts = [words, detail, behalf ?? ""].filter { !$0.isEmpty }
            return NewMail(
                account: listener.account, address: address, name: listener.name, kind: notice.kind.code,
                subject: words, body: parts.joined(separator: "\n\n"), link: notice.link,
                notBefore: moment)
        }
        try MailBox.put(mails, at: operation.now, operation)
        return listeners.count
    }

    private static func listeners(_ notice: NewNotice, _ operation: Operation) throws -> [Listener] {
        let recipients = Set(notice.recipients).map { $0.accounts(on: operation.today) }
        let rows = try operation.all(
            """
            WITH told AS (\(sql: recipients.joined(separator: " UNION "))),
            heard AS (
                SELECT told.account, CAST(NULL AS BIGINT) AS behalf FROM told
                UNION
                SELECT d.deputy, d.principal FROM told
                JOIN account lender ON lender.id = told.account AND lender.state = 'open'
                JOIN delegation d ON d.principal = told.account AND \(sql: Delegation.holds(on: operation.today))
                JOIN delegation_role dr ON dr.delegation = d.id AND dr.role = told.role
            )
            SELECT a.id, a.name AS person, h.behalf, b.name AS behalf_name, c.channels, p.email, s.account AS chose,
                \(sql: NoticeSetting.columns)
            FROM heard h JOIN account a ON a.id = h.account LEFT JOIN account b ON b.id = h.behalf
            LEFT JOIN notice_choice c ON c.account = a.id AND c.kind = \(notice.kind.code)
            LEFT JOIN notice_setting s ON s.account = a.id
            LEFT JOIN person p ON p.id = a.person AND p.state = 'active'
            WHERE a.state = 'open' ORDER BY a.id, h.behalf NULLS FIRST
            """)
        var heard: Set<ID<Account>> = []
        return try rows.compactMap { row in
            let account: ID<Account> = try row("id")
            let behalf = try (row("behalf") as ID<Account>?).map { Behalf(account: $0, name: try row("behalf_name")) }
            // In one's own right first; for several principals once. What a principal did is no news to their deputy.
            guard behalf == nil || behalf?.account != operation.actor.account,
                notice.alsoToDoer || account != operation.actor.account, heard.insert(account).inserted
            else { return nil }
            let chosen: Int? = try row("channels")
            var channels = chosen.map { NoticeKind.Channels(rawValue: $0) } ?? notice.kind.standard
            if notice.kind.isMandatory { channels.insert(.inbox) }
            guard !channels.isEmpty else { return nil }
            return Listener(
                account: account, name: try row("person"), channels: channels,
                setting: try NoticeSetting.ofListener(row), behalf: behalf)
        }
    }

    // MARK: One person's inbox. Reading it is nobody's act: it leaves no entry in the ledger.

    /// Unread notices, at most one more than 99; by an index alone.
    public static func unread(of account: ID<Account>, _ db: any Reader) throws -> Int {
        try db.value("SELECT \(sql: unreadColumn("\(account)"))")
    }

    /// The same as a column of a larger query; `account` is its account's key.
    private static func unreadColumn(_ account: SQL) -> SQL {
        """
        (SELECT count(*) FROM (SELECT 1 AS n FROM notice_receipt nr WHERE nr.account = \(sql: account) AND nr.state = 'new'
         LIMIT 100) unread)
        """
    }

    /// Marks one as read and says where it leads. Throws `notFound` for one that is not this person's.
    public static func open(_ id: ID<NoticeLine>, for account: ID<Account>, at now: Instant, _ db: any Writer) throws
        -> String
    {
        let row = try db.first(
            """
            SELECT n.link FROM notice_receipt r JOIN notice n ON n.id = r.notice
            WHERE r.id = \(id) AND r.account = \(account) AND r.state <> 'hidden'
            """)
        guard let row else { throw NoticeRefusal.notFound }
        try db.run(
            "UPDATE notice_receipt SET state = 'read', read_at = \(now) WHERE id = \(id) AND state = 'new'")
        return try row("link")
    }

    /// Marks all of a kind (all where none is given) as read, up to the newest one that the page showed.
    public static func markAll(
        _ kind: String?, upTo newest: ID<NoticeLine>, for account: ID<Account>, at now: Instant, _ db: any Writer
    ) throws -> Int {
        let isKind: SQL = kind.map { "AND kind = \($0)" } ?? ""
        return try db.run(
            """
            UPDATE notice_receipt SET state = 'read', read_at = \(now)
            WHERE account = \(account) AND state = 'new' AND id <= \(newest) \(sql: isKind)
            """)
    }

    /// Takes away what is older than a year: notices lead to things, they are not their history.
    static let daysKept = 365

    static func tidy(before moment: Instant, _ db: any Writer) throws -> Int {
        try db.run("DELETE FROM notice WHERE at < \(moment)")
    }
}
