import Database
import Vocabulary

/// Cách nhận thông báo: how one person wants to be told, and when letters may come.
public struct NoticeSetting: Equatable, Sendable {
    public var address: MailAddress?
    /// Weekdays on which letters may come, 1 Monday … 7 Sunday.
    public var days: Set<Int>
    /// No letters on days off of the office's calendar, nor on exchanged ones.
    public var rests: Bool
    /// Letters of their own come from this hour until before that one.
    public var hours: Range<Int>
    /// The letter of the day comes at this hour.
    public var digestHour: Int

    public init(
        address: MailAddress? = nil, days: Set<Int> = [1, 2, 3, 4, 5], rests: Bool = true, hours: Range<Int> = 6..<21,
        digestHour: Int = 7
    ) {
        (self.address, self.days, self.rests) = (address, days, rests)
        (self.hours, self.digestHour) = (hours, digestHour)
    }

    static let columns: SQL = "s.address, s.days, s.rests, s.first_hour, s.last_hour, s.digest_hour"

    init(_ row: Row) throws {
        let (address, mask): (String?, Int) = (try row("address"), try row("days"))
        let (first, last): (Int, Int) = (try row("first_hour"), try row("last_hour"))
        self.init(
            address: address.flatMap { MailAddress($0) }, days: Set((1...7).filter { mask & (1 << ($0 - 1)) != 0 }),
            rests: try row("rests"), hours: first..<max(last, first + 1), digestHour: try row("digest_hour"))
    }

    var mask: Int { days.reduce(0) { $0 | 1 << ($1 - 1) } }

    /// Whether letters may come on a day.
    public func allows(_ day: Day, _ calendar: WorkingDays) -> Bool {
        guard rests else { return days.contains(day.weekday) }
        // A Saturday worked in exchange is a working day for who works from Monday to Friday.
        if calendar.workedInstead.contains(day) { return !days.isDisjoint(with: [1, 2, 3, 4, 5]) }
        return days.contains(day.weekday) && calendar.daysOff[day] == nil
    }

    /// The first moment from `now` on at which a letter may come; nil when no day is chosen.
    public func nextAllowed(from now: Instant, _ calendar: WorkingDays) -> Instant? {
        guard !days.isEmpty else { return nil }
        var day = now.day
        // Tết and what is exchanged around it is shorter than this.
        for _ in 0..<60 {
            if allows(day, calendar) {
                let opens = Instant(day, hour: hours.lowerBound)
                let closes =
                    hours.upperBound == 24
                    ? Instant(day.adding(days: 1), hour: 0) : Instant(day, hour: hours.upperBound)
                if now < closes { return max(now, opens) }
            }
            day = day.adding(days: 1)
        }
        return nil
    }

    /// A person's settings; the standard ones, to the address in the register of people, where they chose nothing.
    public static func of(_ account: ID<Account>, _ db: any Reader) throws -> NoticeSetting {
        let row = try db.first(
            """
            SELECT p.email, s.account AS chose, \(sql: columns) FROM account a
            LEFT JOIN notice_setting s ON s.account = a.id
            LEFT JOIN person p ON p.id = a.person AND p.state = 'active' WHERE a.id = \(account)
            """)
        return try row.map(ofListener) ?? NoticeSetting()
    }

    /// From a row with `email` of the register and `chose`, which is NULL for who chose nothing.
    static func ofListener(_ row: Row) throws -> NoticeSetting {
        if try row("chose") as ID<Account>? != nil { return try NoticeSetting(row) }
        let email: String? = try row("email")
        return NoticeSetting(address: email.flatMap { MailAddress($0) })
    }

    /// The same of several people, in one query each five hundred.
    public static func all(of accounts: [ID<Account>], _ db: any Reader) throws -> [ID<Account>: NoticeSetting] {
        var settings: [ID<Account>: NoticeSetting] = [:]
        for start in stride(from: 0, to: accounts.count, by: 500) {
            let some = Array(accounts[start..<min(start + 500, accounts.count)])
            try db.each(
                """
                SELECT a.id, p.email, s.account AS chose, \(sql: columns) FROM account a
                LEFT JOIN notice_setting s ON s.account = a.id
                LEFT JOIN person p ON p.id = a.person AND p.state = 'active' WHERE a.id IN (\(list: some))
                """
            ) { settings[try $0("id")] = try ofListener($0) }
        }
        return settings
    }

    public static func choices(of account: ID<Account>, _ db: any Reader) throws -> [String: NoticeKind.Channels] {
        var choices: [String: NoticeKind.Channels] = [:]
        try db.each("SELECT kind, channels FROM notice_choice WHERE account = \(account)") { row in
            choices[try row("kind")] = NoticeKind.Channels(rawValue: try row("channels"))
        }
        return choices
    }

    /// Keeps what a person chose about themselves. The address is personal data and not repeated in the ledger.
    public static func save(
        _ setting: NoticeSetting, choices: [NoticeKind: NoticeKind.Channels], of account: ID<Account>,
        by operation: Operation
    ) throws {
        try operation.run(
            """
            INSERT INTO notice_setting (account, address, days, rests, first_hour, last_hour, digest_hour)
            VALUES (\(account), \(setting.address?.text), \(setting.mask), \(setting.rests), \(setting.hours.lowerBound),
                    \(setting.hours.upperBound), \(setting.digestHour))
            ON CONFLICT (account) DO UPDATE SET address = excluded.address, days = excluded.days, rests = excluded.rests,
                first_hour = excluded.first_hour, last_hour = excluded.last_hour, digest_hour = excluded.digest_hour
            """)
        for (kind, channels) in choices {
            let channels = kind.isMandatory ? channels.union(.inbox) : channels
            try operation.run(
                """
                INSERT INTO notice_choice (account, kind, channels) VALUES (\(account), \(kind.code), \(channels.rawValue))
                ON CONFLICT (account, kind) DO UPDATE SET channels = excluded.channels
                """)
        }
        try operation.record(
            "notice.choose", on: Subject("account", account),
            after: Dictionary(uniqueKeysWithValues: choices.map { ($0.key.code, String($0.value.rawValue)) }))
    }
}

/// Why a choice about notices was refused.
public enum NoticeRefusal: Explained, Equatable {
    case badAddress
    case noDay
    case badHours
    case notFound

    public var explanation: Explanation {
        switch self {
        case .badAddress: MailRefusal.badAddress.explanation
        case .noDay:
            Explanation(
                notice: "Chọn ít nhất một ngày trong tuần; nếu không muốn nhận thư, để trống ô địa chỉ thư.",
                log: "no day for letters")
        case .badHours:
            Explanation(notice: "Giờ cuối phải sau giờ đầu.", log: "hours of letters are empty")
        case .notFound: Explanation(notice: "Không có thông báo này.", log: "unknown notice")
        }
    }
}
