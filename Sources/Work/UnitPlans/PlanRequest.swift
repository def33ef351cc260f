import Database
import Office
import Vocabulary

/// Yêu cầu gửi kế hoạch: units are asked for their own plans of a year by a day.
public struct PlanRequest: Equatable, Sendable {
    public let id: ID<PlanRequest>
    /// The unit that asks.
    public let unit: ID<Unit>
    public let year: Int
    public let title: String
    /// What obliges the units: words of a paper; empty where only the plan is named.
    public let basis: String
    /// The plan in force whose items the units' plans should answer.
    public let plan: ID<Plan>?
    public let due: Day
    /// So many days before the day who has not sent is reminded; 0: never.
    public let remindBefore: Int
    public let made: Instant
    public let account: ID<Account>?
    public let who: String
    public let closed: Instant?
    /// Path of the unit that asks.
    let branch: String

    static let columns: SQL = """
        q.id, q.unit, q.year, q.title, q.basis, q.plan, q.due_day, q.remind_before, q.made, q.account, q.who, q.closed, \
        qu.path AS branch
        """
    static let from: SQL = "FROM plan_request q JOIN unit qu ON qu.id = q.unit"

    init(_ row: Row) throws {
        id = try row("id")
        unit = try row("unit")
        year = try row("year")
        title = try row("title")
        basis = try row("basis")
        plan = try row("plan")
        due = try row("due_day")
        remindBefore = try row("remind_before")
        made = try row("made")
        account = try row("account")
        who = try row("who")
        closed = try row("closed")
        branch = try row("branch")
    }

    /// Whether the visitor sees every unit's plan.
    func isWhole(for visitor: Visitor) -> Bool { visitor.may(.readAllTasks, at: branch) }

    func mayManage(_ visitor: Visitor) -> Bool { visitor.may(.manageTasks, at: branch) }

    /// The request, where the visitor's province asks or the visitor's unit is asked.
    public static func of(_ id: ID<PlanRequest>, for visitor: Visitor, _ db: any Reader) throws -> PlanRequest {
        let row = try db.first(
            "SELECT \(sql: columns) \(sql: from) WHERE q.id = \(id) AND \(sql: condition(for: visitor))")
        guard let row else { throw UnitPlanRefusal.notFound }
        return try PlanRequest(row)
    }

    /// The request, where the visitor may change it; refused otherwise like one that does not exist.
    static func managed(_ id: ID<PlanRequest>, by visitor: Visitor, _ db: any Reader) throws -> PlanRequest {
        let request = try of(id, for: visitor, db)
        guard request.mayManage(visitor) else { throw UnitPlanRefusal.notFound }
        return request
    }

    /// A condition on `plan_request q` and the unit `qu` that asks.
    static func condition(for visitor: Visitor) -> SQL {
        let whole = visitor.scope(.readAllTasks).condition(path: "qu.path")
        let units = OpinionRequest.ownUnits(visitor)
        guard !units.isEmpty else { return "(\(sql: whole))" }
        return """
            ((\(sql: whole)) OR q.id IN (SELECT p.request FROM unit_plan p WHERE p.unit IN (\(list: units))))
            """
    }
}

/// A request with how many units have sent.
public struct PlanRequestLine: Equatable, Sendable {
    public let request: PlanRequest
    public let counts: UnitPlanCounts

    public static let pageSize = 50

    public typealias Cursor = KeysetCursor<ID<PlanRequest>>

    public struct Filter: Equatable, Sendable {
        public var year: Int?
        /// Nil: open and closed ones.
        public var isOpen: Bool?

        public init(year: Int? = nil, isOpen: Bool? = nil) { (self.year, self.isOpen) = (year, isOpen) }
    }

    /// Requests of the visitor's province, the newest day first. One query for any number.
    public static func page(
        _ filter: Filter, from cursor: Cursor? = nil, for visitor: Visitor, size: Int = pageSize, _ db: any Reader
    ) throws -> KeysetPage<PlanRequestLine, ID<PlanRequest>> {
        try KeysetPage(cursor, size: size, key: \PlanRequestLine.request.id) { limit in
            try db.all(statement(filter, from: cursor, for: visitor, limit: limit)).map(PlanRequestLine.init)
        }
    }

    static func statement(_ filter: Filter, from cursor: Cursor?, for visitor: Visitor, limit: Int) -> SQL {
        var conditions: [SQL] = [visitor.scope(.readAllTasks).condition(path: "qu.path")]
        if let year = filter.year { conditions.append("q.year = \(year)") }
        if let isOpen = filter.isOpen { conditions.append(isOpen ? "q.closed IS NULL" : "q.closed IS NOT NULL") }
        let (comparison, down): (SQL, SQL) = cursor?.isBackwards ?? false ? (">", "") : ("<", " DESC")
        if let cursor {
            conditions.append(
                """
                (q.due_day, q.id) \(sql: comparison)
                    (SELECT s.due_day, s.id FROM plan_request s WHERE s.id = \(cursor.key))
                """)
        }
        return """
            SELECT \(sql: PlanRequest.columns), \(sql: UnitPlanCounts.columns) \(sql: PlanRequest.from)
            WHERE \(sql: conditions.joined(separator: " AND ")) 
            ORDER BY q.due_day\(sql: down), q.id\(sql: down) LIMIT \(limit)
            """
    }

    init(_ row: Row) throws { (request, counts) = (try PlanRequest(row), try UnitPlanCounts(row)) }

    /// Open requests whose day is near or over, for the first pages: the next day first.
    public static func running(for visitor: Visitor, limit: Int = 5, _ db: any Reader) throws -> [PlanRequestLine] {
        guard visitor.may(.readAllTasks) else { return [] }
        return try db.all(
            """
            SELECT \(sql: PlanRequest.columns), \(sql: UnitPlanCounts.columns) \(sql: PlanRequest.from)
            WHERE q.closed IS NULL AND \(sql: visitor.scope(.readAllTasks).condition(path: "qu.path"))
            ORDER BY q.due_day, q.id LIMIT \(limit)
            """
        ).map(PlanRequestLine.init)
    }

    /// Requests that carry out one plan, newest first.
    static func all(by plan: ID<Plan>, for visitor: Visitor, _ db: any Reader) throws -> [PlanRequestLine] {
        guard visitor.may(.readAllTasks) else { return [] }
        return try db.all(
            """
            SELECT \(sql: PlanRequest.columns), \(sql: UnitPlanCounts.columns) \(sql: PlanRequest.from)
            WHERE q.plan = \(plan) AND \(sql: visitor.scope(.readAllTasks).condition(path: "qu.path"))
            ORDER BY q.id DESC LIMIT 10
            """
        ).map(PlanRequestLine.init)
    }

    /// The years that have requests, newest first.
    public static func years(for visitor: Visitor, _ db: any Reader) throws -> [Int] {
        try db.values(
            """
            SELECT DISTINCT q.year \(sql: PlanRequest.from) WHERE \(sql: visitor.scope(.readAllTasks).condition(path: "qu.path"))
            ORDER BY q.year DESC LIMIT 30
            """)
    }
}

/// How many units of a request stand where.
public struct UnitPlanCounts: Equatable, Sendable {
    public let all: Int
    public let missing: Int
    public let returned: Int
    /// First sent after the day, given back or not.
    public let late: Int

    /// Sent and not given back.
    public var sent: Int { all - missing - returned }
    /// Sent by the day, given back or not.
    public var inTime: Int { all - missing - late }

    /// Subqueries over `plan_request q`.
    static let columns: SQL = """
        (SELECT count(*) FROM unit_plan c WHERE c.request = q.id) AS asked, \
        (SELECT count(*) FROM unit_plan c WHERE c.request = q.id AND c.state = 'missing') AS missing, \
        (SELECT count(*) FROM unit_plan c WHERE c.request = q.id AND c.state = 'returned') AS returned, \
        (SELECT count(*) FROM unit_plan c WHERE c.request = q.id AND c.state <> 'missing' AND c.sent_on > q.due_day) AS late
        """

    init(_ row: Row) throws {
        (all, missing, returned, late) = (
            try row("asked"), try row("missing"), try row("returned"), try row("late")
        )
    }

    public init(all: Int, missing: Int, returned: Int = 0, late: Int = 0) {
        (self.all, self.missing, self.returned, self.late) = (all, missing, returned, late)
    }

    public static func of(_ id: ID<PlanRequest>, _ db: any Reader) throws -> UnitPlanCounts {
        try UnitPlanCounts(db.one("SELECT \(sql: columns) FROM plan_request q WHERE q.id = \(id)"))
    }
}
