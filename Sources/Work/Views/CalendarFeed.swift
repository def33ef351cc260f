import Database
import Office
import Vocabulary

/// Địa chỉ lịch: a secret address under which a calendar program reads due days; it can be taken back at any time.
public struct CalendarFeed: Equatable, Sendable {
    public let id: ID<CalendarFeed>
    public let unit: ID<Unit>?
    public let unitName: String?
    public let made: Instant

    /// Those of an account that still work, oldest first.
    public static func all(of account: ID<Account>, _ db: any Reader) throws -> [CalendarFeed] {
        try db.all(
            """
            SELECT f.id, f.unit, u.name, f.made FROM calendar_feed f LEFT JOIN unit u ON u.id = f.unit
            WHERE f.account = \(account) AND f.revoked IS NULL ORDER BY f.id LIMIT 100
            """
        ).map { row in
            CalendarFeed(
                id: try row("id"), unit: try row("unit"), unitName: try row("name"), made: try row("made"))
        }
    }

    public static let most = 20

    /// Makes an address; its secret is told once and kept nowhere.
    public static func make(unit: ID<Unit>?, for visitor: Visitor, by operation: Operation) throws -> String {
        if let unit {
            guard let found = try Organisations.unit(unit, operation),
                visitor.scope(.readProgramme).contains(found.path)
            else { throw FrameRefusal.notFound }
        }
        guard try all(of: visitor.account, operation).count < most else { throw CalendarFeedRefusal.tooMany(most) }
        let secret = Digest.hex(operation.world.randomBytes(24))
        let id = ID<CalendarFeed>(
            try operation.insert(
                """
                INSERT INTO calendar_feed (account, unit, secret_hash, made)
                VALUES (\(visitor.account), \(unit), \(hash(secret)), \(operation.now))
                """))
        try operation.record("feed.make", on: Subject("feed", id), after: ["unit": unit?.description])
        return secret
    }

    public static func revoke(_ id: ID<CalendarFeed>, of account: ID<Account>, by operation: Operation) throws {
        let changed = try operation.run(
            "UPDATE calendar_feed SET revoked = \(operation.now) WHERE id = \(id) AND account = \(account) AND revoked IS NULL"
        )
        guard changed == 1 else { throw FrameRefusal.notFound }
        try operation.record("feed.revoke", on: Subject("feed", id))
    }

    /// Whose calendar an address is; nil for one that was never made, was taken back, or whose account is closed.
    static func owner(_ secret: String, _ db: any Reader) throws -> (
        id: ID<CalendarFeed>, account: ID<Account>, unit: ID<Unit>?
    )? {
        try db.first(
            "SELECT id, account, unit FROM calendar_feed WHERE secret_hash = \(hash(secret)) AND revoked IS NULL"
        ).map { (try $0("id"), try $0("account"), try $0("unit")) }
    }

    private static func hash(_ secret: String) -> String { Digest.hex(Digest.blake2b(Array(secret.utf8))) }
}

/// Why an address could not be made.
public enum CalendarFeedRefusal: Explained, Equatable {
    case tooMany(Int)

    public var explanation: Explanation {
        switch self {
        case .tooMany(let most):
            Explanation(
                notice: "Mỗi tài khoản có nhiều nhất \(most) địa chỉ lịch. Hãy thu hồi địa chỉ không dùng.",
                log: "too many calendar feeds")
        }
    }
}

/// Writes calendars as RFC 5545 has them.
struct CalendarText {
    private var lines: [String] = []

    init(name: String) {
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vinh Danh//Chuong trinh//VI", "CALSCALE:GREGORIAN"]
        add("NAME", name)
        add("X-WR-CALNAME", name)
        lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-WR-TIMEZONE:Asia/Ho_Chi_Minh"]
    }

    /// A thing of whole days. `end` is its last day.
    mutating func event(
        _ key: String, _ summary: String, from start: Day, through end: Day, detail: String = "", place: String? = nil,
        changed: Instant
    ) {
        lines.append("BEGIN:VEVENT")
        add("UID", "\(key)@vinh-danh")
        lines.append("DTSTAMP:\(Self.utc(changed))")
        lines.append("DTSTART;VALUE=DATE:\(Self.date(start))")
        // The end of RFC 5545 is the first day that is free again.
        lines.append("DTEND;VALUE=DATE:\(Self.date(end.adding(days: 1)))")
        add("SUMMARY", summary)
        if !detail.isEmpty { add("DESCRIPTION", detail) }
        if let place, !place.isEmpty { add("LOCATION", place) }
        lines.append("TRANSP:TRANSPARENT")
        lines.append("END:VEVENT")
    }

    var bytes: [UInt8] {
        Array((lines + ["END:VCALENDAR"]).map(Self.folded).joined(separator: "\r\n").utf8) + [13, 10]
    }

    private mutating func add(_ name: String, _ value: String) {
        let escaped = value.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
            .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n")
        lines.append("\(name):\(String(escaped.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))")
    }

    /// At most 75 bytes a line, never within a letter; the next ones begin with a space.
    private static func folded(_ line: String) -> String {
        var (result, width) = ("", 0)
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if width + size > 74 {
                result += "\r\n "
                width = 1
            }
            result.unicodeScalars.append(scalar)
            width += size
        }
        return result
    }

    private static func date(_ day: Day) -> String { day.iso.filter { $0 != "-" } }

    private static func utc(_ instant: Instant) -> String {
        let seconds = instant.milliseconds / 1000
        let (days, rest) = (seconds / 86_400, seconds % 86_400)
        func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
        return date(Day(number: Int(days))) + "T" + two(rest / 3600) + two(rest / 60 % 60) + two(rest % 60) + "Z"
    }
}
