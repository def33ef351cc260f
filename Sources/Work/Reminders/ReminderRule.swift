import Database
import Office
import Vocabulary

/// Quy tắc nhắc việc: so many days before or after the due day of a kind of time, somebody is told.
public struct ReminderRule: Hashable, Sendable {
    /// Kinds of time as an office speaks of them.
    public enum Time: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        /// Every time with a due day.
        case any
        case day, month, quarter, period
        /// Counted from an event or another task.
        case event
        /// Rounds of a task that comes again.
        case recurring

        public var vietnamese: String {
            switch self {
            case .any: "mọi việc có hạn"
            case .day: "hạn là một ngày"
            case .month: "hạn là cả tháng"
            case .quarter: "hạn là cả quý"
            case .period: "hạn là một khoảng thời gian"
            case .event: "hạn tính theo sự kiện, việc khác"
            case .recurring: "từng kỳ của việc lặp lại"
            }
        }
    }

    public enum Side: String, SQLBindable, SQLDecodable, Sendable, CaseIterable { case before, after }

    /// Whom it tells.
    public enum Audience: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        /// The officer in charge; all officers of the lead unit while nobody is.
        case officer
        case unit
        case manager
        case leader
        case watchers

        public var vietnamese: String {
            switch self {
            case .officer: "người phụ trách (chưa giao ai: mọi cán bộ đơn vị chủ trì)"
            case .unit: "mọi cán bộ đơn vị chủ trì"
            case .manager: "người quản lý chương trình"
            case .leader: "lãnh đạo"
            case .watchers: "người theo dõi việc"
            }
        }
    }

    public var time: Time
    public var side: Side
    public var days: Int
    public var audience: Audience
    public var isOn: Bool

    public init(_ time: Time, _ side: Side, _ days: Int, to audience: Audience, isOn: Bool = true) {
        (self.time, self.side, self.days, self.audience, self.isOn) = (time, side, days, audience, isOn)
    }

    /// `trước hạn 7 ngày`, `đúng ngày đến hạn`, `sau hạn 1 ngày`
    public var when: String {
        days == 0 ? "đúng ngày đến hạn" : "\(side == .before ? "trước" : "sau") hạn \(days.dotted) ngày"
    }

    /// For an office that has chosen nothing.
    public static let standard: [ReminderRule] = [
        ReminderRule(.any, .before, 7, to: .unit), ReminderRule(.any, .after, 1, to: .unit),
        ReminderRule(.any, .after, 1, to: .manager), ReminderRule(.any, .after, 1, to: .watchers),
        ReminderRule(.recurring, .before, 3, to: .unit),
    ]

    /// Whether it is about such a time. What comes again has no due day of its own, so that `any` leaves it alone.
    func covers(_ kind: Time) -> Bool { time == kind || (time == .any && kind != .recurring) }

    /// The day on which it would speak, were every day worked.
    func day(due: Day) -> Day { due.adding(days: side == .before ? -days : days) }
}

/// The rules of one office, which is the root of a branch: a province.
public struct ReminderRules: Equatable, Sendable {
    public struct Line: Equatable, Sendable {
        /// Nil for a standard rule.
        public let id: ID<ReminderRule>?
        public let rule: ReminderRule
    }

    public let lines: [Line]
    /// Whether the office has rules of its own.
    public let isOwn: Bool

    static let most = 60

    public static func of(_ office: ID<Unit>, _ db: any Reader) throws -> ReminderRules {
        guard try db.first("SELECT office FROM reminder_office WHERE office = \(office)") != nil else {
            return ReminderRules(lines: ReminderRule.standard.map { Line(id: nil, rule: $0) }, isOwn: false)
        }
        let lines = try db.all(
            """
            SELECT id, time_kind, side, days, audience, is_on FROM reminder_rule WHERE office = \(office) LIMIT \(most)
            """
        ).map { Line(id: try $0("id"), rule: try rule($0)) }
        return ReminderRules(
            lines: lines.sorted { order($0.rule) < order($1.rule) }, isOwn: true)
    }

    private static func order(_ rule: ReminderRule) -> (Int, Int, Int, String) {
        let place = ReminderRule.Time.allCases.firstIndex(of: rule.time) ?? 0
        return (
            place, rule.side == .before ? 0 : 1, rule.side == .before ? -rule.days : rule.days, rule.audience.rawValue
        )
    }

    private static func rule(_ row: Row) throws -> ReminderRule {
        ReminderRule(
            try row("time_kind"), try row("side"), try row("days"), to: try row("audience"), isOn: try row("is_on"))
    }

    /// Those that are on, by office; offices without any of their own are left out.
    static func own(_ db: any Reader) throws -> [ID<Unit>: [ReminderRule]] {
        var rules: [ID<Unit>: [ReminderRule]] = [:]
        try db.each("SELECT office FROM reminder_office") { rules[try $0("office")] = [] }
        try db.each("SELECT office, time_kind, side, days, audience, is_on FROM reminder_rule WHERE is_on = 1") {
            row in
            rules[try row("office"), default: []].append(try rule(row))
        }
        return rules
    }

    // MARK: Operations

    /// From now on the office has rules of its own: the standard ones at first.
    private static func own(_ office: ID<Unit>, _ operation: Operation) throws {
        let made = try operation.run(
            """
            INSERT INTO reminder_office (office, changed) VALUES (\(office), \(operation.now))
            ON CONFLICT (office) DO NOTHING
            """)
        guard made == 1 else { return }
        try operation.insertMany(
            into: "reminder_rule", columns: ["office", "time_kind", "side", "days", "audience", "is_on"],
            rows: ReminderRule.standard.map { rule in
                [
                    office.sqlValue, rule.time.sqlValue, rule.side.sqlValue, rule.days.sqlValue,
                    rule.audience.sqlValue, rule.isOn.sqlValue,
                ]
            })
    }

    @discardableResult
    public static func add(_ rule: ReminderRule, to office: ID<Unit>, by operation: Operation) throws
        -> ID<ReminderRule>
    {
        guard (0...180).contains(rule.days) else { throw ReminderRefusal.badDays }
        guard rule.days > 0 || rule.side == .before else { throw ReminderRefusal.badDays }
        try own(office, operation)
        let known = try of(office, operation)
        guard known.lines.count < most else { throw ReminderRefusal.tooMany(most) }
        let isThere = known.lines.contains {
            ($0.rule.time, $0.rule.side, $0.rule.days, $0.rule.audience)
                == (rule.time, rule.side, rule.days, rule.audience)
        }
        guard !isThere else { throw ReminderRefusal.known }
        let id = ID<ReminderRule>(
            try operation.insert(
                """
                INSERT INTO reminder_rule (office, time_kind, side, days, audience, is_on)
                VALUES (\(office), \(rule.time), \(rule.side), \(rule.days), \(rule.audience), \(rule.isOn))
                """))
        try operation.record("reminder.add", on: Subject("reminder_rule", id), after: facts(rule, office))
        return id
    }

    /// Turns a rule on or off. A standard rule becomes the office's own by that.
    public static func set(_ rule: ReminderRule, isOn: Bool, in office: ID<Unit>, by operation: Operation) throws {
        try own(office, operation)
        let found = try of(office, operation).lines.first { line in
            (line.rule.time, line.rule.side, line.rule.days, line.rule.audience)
                == (rule.time, rule.side, rule.days, rule.audience)
        }
        guard let id = found?.id else { throw ReminderRefusal.notFound }
        try operation.run("UPDATE reminder_rule SET is_on = \(isOn) WHERE id = \(id)")
        try operation.record(
            isOn ? "reminder.start" : "reminder.stop", on: Subject("reminder_rule", id), after: facts(rule, office))
    }

    /// Takes away one that is off.
    public static func remove(_ id: ID<ReminderRule>, from office: ID<Unit>, by operation: Operation) throws {
        let line = try of(office, operation).lines.first { $0.id == id }
        guard let line, !line.rule.isOn else { throw ReminderRefusal.notFound }
        try operation.run("DELETE FROM reminder_rule WHERE id = \(id)")
        try operation.record("reminder.remove", on: Subject("reminder_rule", id), before: facts(line.rule, office))
    }

    /// Back to the standard rules.
    public static func reset(_ office: ID<Unit>, by operation: Operation) throws {
        let gone = try operation.run("DELETE FROM reminder_office WHERE office = \(office)")
        guard gone == 1 else { return }
        try operation.record("reminder.reset", on: Subject("reminder_rule", 0), after: ["office": office.description])
    }

    private static func facts(_ rule: ReminderRule, _ office: ID<Unit>) -> [String: String?] {
        [
            "office": office.description, "time": rule.time.rawValue, "side": rule.side.rawValue,
            "days": String(rule.days), "audience": rule.audience.rawValue,
        ]
    }
}

/// Why a rule was refused.
public enum ReminderRefusal: Explained, Equatable {
    case badDays, known, tooMany(Int), notFound, incomplete

    public var explanation: Explanation {
        switch self {
        case .badDays:
            Explanation(
                notice: "Số ngày từ 0 đến 180; nhắc sau hạn thì ít nhất 1 ngày.", log: "bad number of days")
        case .known: Explanation(notice: "Đã có quy tắc này. Nếu đang tắt, hãy bật lại.", log: "rule is there")
        case .tooMany(let most):
            Explanation(notice: "Nhiều nhất \(most) quy tắc. Hãy bỏ bớt quy tắc đang tắt.", log: "too many rules")
        case .notFound:
            Explanation(notice: "Quy tắc này vừa được người khác đổi. Hãy xem lại.", log: "rule not found")
        case .incomplete: Explanation(notice: "Hãy chọn đủ các mục.", log: "rule incomplete")
        }
    }
}
