import Database
import Office
import Vocabulary

/// Kế hoạch của đơn vị: what one unit owes to a request, and what it has sent.
public struct UnitPlan: Equatable, Sendable {
    public enum State: String, SQLBindable, SQLDecodable, Sendable { case missing, sent, returned }

    public enum Act: String, SQLBindable, SQLDecodable, Sendable {
        case asked, sent, returned, reminded

        public var vietnamese: String {
            switch self {
            case .asked: "Yêu cầu gửi"
            case .sent: "Gửi kế hoạch"
            case .returned: "Trả lại để sửa"
            case .reminded: "Nhắc gửi"
            }
        }
    }

    public let id: ID<UnitPlan>
    public let request: ID<PlanRequest>
    public let unit: ID<Unit>
    /// On the day it was asked.
    public let name: String
    public let kind: Unit.Kind
    /// The last day the unit existed; nil while it exists.
    public let ended: Day?
    public let state: State
    /// The day of the first sending.
    public let sentOn: Day?
    public let file: ID<StoredFile>?
    public let fileName: String?
    /// Of the unit's plan, as it was read.
    public let title: String?
    public let number: String?
    public let issuedOn: Day?
    /// Why the file could not be read as a plan.
    public let unread: String?
    /// What the unit is to put right.
    public let remark: String?
    public let reminders: Int
    public let remindedOn: Day?
    /// Items read; those confirmed as answers to the superior plan; those that wait for a person's word.
    public let items: Int
    public let confirmed: Int
    public let suggested: Int

    static let columns: SQL = """
        p.id, p.request, p.unit, p.name, u.kind, u.last_day, p.state, p.sent_on, p.file, f.name AS file_name, p.title, p.number, \
        p.issued_on, p.unread, p.remark, p.reminders, p.reminded_on, \
        (SELECT count(*) FROM unit_plan_item i WHERE i.unit_plan = p.id) AS items, \
        (SELECT count(*) FROM unit_plan_item i WHERE i.unit_plan = p.id AND i.answer = 'confirmed') AS confirmed, \
        (SELECT count(*) FROM unit_plan_item i WHERE i.unit_plan = p.id AND i.answer = 'suggested') AS suggested
        """
    static let from: SQL = """
        FROM unit_plan p JOIN unit u ON u.id = p.unit LEFT JOIN stored_file f ON f.id = p.file
        """

    /// The year that the title of the paper names where it names others than the one asked for: perhaps the wrong file.
    func strangeYear(in asked: Int) -> Int? {
        let words = (title ?? "").split { !$0.isASCII || !$0.isNumber }
        let years = words.filter { $0.count == 4 }.compactMap { Int($0) }.filter { (2000...2100).contains($0) }
        // A plan of several years says its first and last.
        guard let first = years.min(), let last = years.max(), !(first...last).contains(asked) else { return nil }
        return last
    }

    init(_ row: Row) throws {
        id = try row("id")
        request = try row("request")
        unit = try row("unit")
        name = try row("name")
        kind = try row("kind")
        ended = try row("last_day")
        state = try row("state")
        sentOn = try row("sent_on")
        file = try row("file")
        fileName = try row("file_name")
        title = try row("title")
        number = try row("number")
        issuedOn = try row("issued_on")
        unread = try row("unread")
        remark = try row("remark")
        reminders = try row("reminders")
        remindedOn = try row("reminded_on")
        (items, confirmed, suggested) = (try row("items"), try row("confirmed"), try row("suggested"))
    }

    public func standing(due: Day, today: Day) -> UnitPlanStanding {
        UnitPlanStanding(due: due, sent: sentOn, isReturned: state == .returned, today: today)
    }

    /// `Kế hoạch số 12/KH-STC ngày 20/02/2026`; nil for what was not read.
    public var citation: String? {
        number.map { "số \($0)" + (issuedOn.map { " ngày \($0.vietnamese)" } ?? "") }
    }

    /// The plan of one unit with its request, where the visitor sees the whole request or works in that unit.
    public static func of(_ id: ID<UnitPlan>, for visitor: Visitor, _ db: any Reader) throws -> (
        plan: UnitPlan, request: PlanRequest
    ) {
        guard let row = try db.first("SELECT \(sql: columns) \(sql: from) WHERE p.id = \(id)") else {
            throw UnitPlanRefusal.notFound
        }
        let plan = try UnitPlan(row)
        let request = try PlanRequest.of(plan.request, for: visitor, db)
        guard request.isWhole(for: visitor) || OpinionRequest.ownUnits(visitor).contains(plan.unit) else {
            throw UnitPlanRefusal.notFound
        }
        return (plan, request)
    }

    public struct Step: Equatable, Sendable {
        public let at: Instant
        public let day: Day
        public let act: Act
        public let words: String?
        public let fileName: String?
        public let who: String
    }

    /// What happened, newest first.
    public static func steps(of id: ID<UnitPlan>, _ db: any Reader) throws -> [Step] {
        try db.all(
            """
            SELECT s.at, s.day, s.act, s.words, s.who, f.name FROM unit_plan_step s LEFT JOIN stored_file f ON f.id = s.file
            WHERE s.unit_plan = \(id) ORDER BY s.id DESC LIMIT 200
            """
        ).map { row in
            Step(
                at: try row("at"), day: try row("day"), act: try row("act"), words: try row("words"),
                fileName: try row("name"), who: try row("who"))
        }
    }
}

/// Where a unit's plan stands, in words.
public enum UnitPlanStanding: Equatable, Sendable {
    case sent
    /// Sent after the due day.
    case sentLate(days: Int)
    /// Given back; the unit is to send it again.
    case returned
    /// Not there; `late` is 0 up to and on the due day.
    case missing(late: Int)

    /// A plan sent on the due day is in time. The first sending counts: a better file later does not make a unit late.
    public init(due: Day, sent: Day?, isReturned: Bool = false, today: Day) {
        guard let sent else {
            self = .missing(late: max(0, today.days(since: due)))
            return
        }
        self = isReturned ? .returned : sent > due ? .sentLate(days: sent.days(since: due)) : .sent
    }

    public var vietnamese: String {
        switch self {
        case .sent: "Đã gửi"
        case .sentLate(let days): "Đã gửi, muộn \(days.description) ngày"
        case .returned: "Trả lại để sửa"
        case .missing(0): "Chưa gửi"
        case .missing(let days): "Chưa gửi, quá hạn \(days.description) ngày"
        }
    }
}

/// A plan that the visitor's unit owes, or has sent.
public struct OwedPlan: Equatable, Sendable {
    public let plan: UnitPlan
    public let request: PlanRequest

    /// Plans of the visitor's own units: those still to be sent first, then the newest.
    ///
    /// - Parameter isOpen: only those that are still to be sent.
    public static func all(for visitor: Visitor, isOpen: Bool = false, limit: Int = 50, _ db: any Reader) throws
        -> [OwedPlan]
    {
        let units = OpinionRequest.ownUnits(visitor)
        guard !units.isEmpty else { return [] }
        let open: SQL = isOpen ? "AND p.state <> 'sent' AND q.closed IS NULL" : ""
        let ids: [(ID<UnitPlan>, PlanRequest)] = try db.all(
            """
            SELECT p.id AS plan_id, \(sql: PlanRequest.columns) FROM unit_plan p JOIN plan_request q ON q.id = p.request
            JOIN unit qu ON qu.id = q.unit WHERE p.unit IN (\(list: units)) \(sql: open)
            ORDER BY CASE WHEN p.state <> 'sent' AND q.closed IS NULL THEN 0 ELSE 1 END, q.due_day DESC, q.id DESC
            LIMIT \(limit)
            """
        ).map { (try $0("plan_id"), try PlanRequest($0)) }
        guard !ids.isEmpty else { return [] }
        let plans = try db.all(
            "SELECT \(sql: UnitPlan.columns) \(sql: UnitPlan.from) WHERE p.id IN (\(list: ids.map(\.0)))"
        ).map(UnitPlan.init)
        let byID = Dictionary(plans.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { id, request in byID[id].map { OwedPlan(plan: $0, request: request) } }
    }
}
