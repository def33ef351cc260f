import Database
import Vocabulary

/// What a room adds to the letter of the day: things that wait for this person.
public struct DigestSource: Sendable {
    /// It stands in the letter of who wants this kind there.
    public let kind: NoticeKind
    /// `Việc quá hạn`
    public let title: String
    /// Lines for a visitor on a day, within what they may see: at most so many, and how many there are in all.
    public let lines: @Sendable (Visitor, Day, Int, any Reader) throws -> (lines: [String], count: Int)

    public init(
        _ kind: NoticeKind, _ title: String,
        lines: @escaping @Sendable (Visitor, Day, Int, any Reader) throws -> (lines: [String], count: Int)
    ) {
        (self.kind, self.title, self.lines) = (kind, title, lines)
    }
}

/// Thư tổng hợp: one letter a day and person with what is new and what is due; none when there is nothing.
public enum DailyLetter {
    static let kind = "tong-hop"
    private static let mostLines = 10
    private static let mostNotices = 30
    /// What waited longer is old news: it stands in the inbox.
    private static let daysOfNews = 7

    /// A person whose letter of today is due.
    struct Addressee: Equatable {
        let account: ID<Account>
        let name: String
        let setting: NoticeSetting
    }

    /// Who has an address, wants letters today, has passed the hour, and had none today.
    static func addressees(at now: Instant, _ calendar: WorkingDays, _ db: any Reader) throws -> [Addressee] {
        var found: [Addressee] = []
        try db.each(
            """
            SELECT a.id, a.name AS person, p.email, s.account AS chose, \(sql: NoticeSetting.columns)
            FROM account a LEFT JOIN notice_setting s ON s.account = a.id
            LEFT JOIN person p ON p.id = a.person AND p.state = 'active'
            LEFT JOIN notice_digest d ON d.account = a.id
            WHERE a.state = 'open' AND (d.day IS NULL OR d.day < \(now.day))
              AND (s.address IS NOT NULL OR (s.account IS NULL AND p.email IS NOT NULL))
            ORDER BY a.id
            """
        ) { row in
            let setting = try NoticeSetting.ofListener(row)
            guard setting.address != nil, setting.digestHour <= now.clock.hour, setting.allows(now.day, calendar) else {
                return
            }
            found.append(Addressee(account: try row("id"), name: try row("person"), setting: setting))
        }
        return found
    }

    /// Puts the letter of one person into the outbox, if there is anything to say; true when there was.
    static func write(
        to addressee: Addressee, sources: [DigestSource], at now: Instant, _ db: any Writer
    ) throws -> Bool {
        let noted = try db.run(
            """
            INSERT INTO notice_digest (account, day) VALUES (\(addressee.account), \(now.day))
            ON CONFLICT (account) DO UPDATE SET day = excluded.day WHERE notice_digest.day < excluded.day
            """)
        guard noted == 1, let address = addressee.setting.address else { return false }
        let news = try news(addressee.account, at: now, db)
        var parts = news.lines.isEmpty ? [] : [part("Thông báo mới", news.lines, news.count)]
        if let visitor = try Visitor.of(addressee.account, on: now.day, db) {
            let choices = try NoticeSetting.choices(of: addressee.account, db)
            for source in sources where (choices[source.kind.code] ?? source.kind.standard).contains(.digest) {
                let (lines, count) = try source.lines(visitor, now.day, mostLines, db)
                if !lines.isEmpty { parts.append(part(source.title, lines, count)) }
            }
        }
        try db.run(
            "UPDATE notice_receipt SET digest = 'sent' WHERE account = \(addressee.account) AND digest = 'waiting'")
        guard !parts.isEmpty else { return false }
        let mail = NewMail(
            account: addressee.account, address: address, name: addressee.name, kind: kind,
            subject: "Việc ngày \(now.day.vietnamese): \(parts.map(\.head).joined(separator: ", "))",
            body: parts.map(\.body).joined(separator: "\n\n"), link: "/")
        try MailBox.put([mail], at: now, db)
        return true
    }

    private static func news(_ account: ID<Account>, at now: Instant, _ db: any Reader) throws -> (
        lines: [String], count: Int
    ) {
        let since = now.adding(seconds: -daysOfNews * 86_400)
        let from: SQL = """
            FROM notice_receipt r JOIN notice n ON n.id = r.notice
            WHERE r.account = \(account) AND r.digest = 'waiting' AND r.state <> 'read' AND n.at > \(since)
            """
        let lines = try db.all(
            """
            SELECT n.words, (SELECT b.name FROM account b WHERE b.id = r.behalf) AS behalf
            \(sql: from) ORDER BY r.id DESC LIMIT \(mostNotices)
            """
        ).map { row in
            try row("words") + ((row("behalf") as String?).map { " (thay mặt \($0))" } ?? "")
        }
        let count = lines.count < mostNotices ? lines.count : try db.value("SELECT count(*) \(sql: from)")
        return (lines, count)
    }

    private static func part(_ title: String, _ lines: [String], _ count: Int) -> (head: String, body: String) {
        let rest = count > lines.count ? ["- và \(count - lines.count) mục khác"] : []
        let all = lines.map { "- " + $0.split(whereSeparator: \.isNewline).joined(separator: " ") } + rest
        return ("\(count) \(title.lowercased())", (["\(title) (\(count)):"] + all).joined(separator: "\n"))
    }
}

extension Visitor {
    /// The visitor that an account would be today by its own roles: for what is told without a session. Nil when the
    /// account is closed or has no role.
    public static func of(_ account: ID<Account>, on day: Day, _ db: any Reader) throws -> Visitor? {
        let rows = try db.all(
            """
            SELECT a.id AS account, a.name AS person, a.login, r.role, b.path AS branch, \(sql: Unit.columns)
            FROM account a JOIN account_role r ON r.account = a.id
            LEFT JOIN unit u ON u.id = a.unit LEFT JOIN unit b ON b.id = r.branch
            WHERE a.id = \(account) AND a.state = 'open' AND \(sql: HeldRole.holds(on: day))
            ORDER BY r.id
            """)
        guard let row = rows.first else { return nil }
        let unit = try row("id") as ID<Unit>? == nil ? nil : Unit(row)
        let root = unit.flatMap { $0.path.split(separator: "/").first }.flatMap { ID<Unit>($0) }
        return Visitor(
            account: account, name: try row("person"), login: try row("login"),
            grants: try rows.map { Grant(try $0("role"), branch: try $0("branch"), home: unit?.path) }, unit: unit,
            province: try root == unit?.id ? unit : root.flatMap { try Organisations.unit($0, db) })
    }
}

/// The jobs of this room.
public enum NoticeJobs {
    public static func all(_ rooms: [Room]) -> [Job] { [letters(rooms), tidying] }

    static func letters(_ rooms: [Room]) -> Job {
        let sources = rooms.flatMap(\.digest)
        return Job(
            "notices.digest", "Viết thư tổng hợp", .every(seconds: 600),
            isNeeded: { _, db in try MailSetting.current(db).isOn }
        ) { run in
            let now = run.office.world.now()
            let addressees = try run.office.read { db in
                try DailyLetter.addressees(at: now, run.office.workingDays(db), db)
            }
            var written = 0
            for addressee in addressees {
                guard !run.isStopping, try run.keep() else { break }
                let isWritten = try run.office.store.write { db in
                    try DailyLetter.write(to: addressee, sources: sources, at: now, db)
                }
                if isWritten { written += 1 }
            }
            return "Đã viết \(written) thư tổng hợp."
        }
    }

    static let tidying = Job("notices.tidy", "Dọn thông báo cũ", .daily(hour: 2, minute: 30)) { run in
        let moment = run.office.world.now().adding(seconds: -Notices.daysKept * 86_400)
        let count = try run.office.store.write { try Notices.tidy(before: moment, $0) }
        return "Đã dọn \(count) thông báo cũ hơn một năm."
    }
}
