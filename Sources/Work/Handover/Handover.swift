import Database
import Office
import Vocabulary

/// Người phụ trách: the officer who answers for a task in one of the units that take part in it.
public struct OfficerInCharge: Equatable, Sendable {
    public let unit: ID<Unit>
    public let unitName: String
    public let account: ID<Account>
    public let name: String
    public let since: Day

    /// Those of one task that the caller may see; the lead unit's first.
    public static func all(of task: ID<Task>, _ db: any Reader) throws -> [OfficerInCharge] {
        try db.all(
            """
            SELECT o.unit, u.name AS unit_name, o.account, a.name, o.since,
                COALESCE((SELECT min(CASE tu.role WHEN 'lead' THEN 1 WHEN 'advisor' THEN 2 ELSE 3 END) FROM task_unit tu
                    WHERE tu.task = o.task AND tu.unit = o.unit), 4) AS place
            FROM task_officer o JOIN unit u ON u.id = o.unit JOIN account a ON a.id = o.account
            WHERE o.task = \(task) ORDER BY 6, u.name, o.unit LIMIT 100
            """
        ).map { row in
            OfficerInCharge(
                unit: try row("unit"), unitName: try row("unit_name"), account: try row("account"),
                name: try row("name"), since: try row("since"))
        }
    }
}

/// Bàn giao: one act by which tasks of a unit went from one officer to another, or were given to the first one.
public struct Handover: Equatable, Sendable {
    /// From whom tasks go.
    public enum Giver: Hashable, Sendable {
        case officer(ID<Account>)
        /// Tasks of that unit of which nobody is in charge yet.
        case nobody(in: ID<Unit>)
    }

    public let id: ID<Handover>
    public let unitName: String
    public let day: Day
    public let giver: String?
    public let receiver: String
    public let reason: String
    public let who: String
    public let tasks: Int

    private static let columns: SQL = """
        h.id, u.name AS unit_name, h.day, g.name AS giver, r.name AS receiver, h.reason, h.who, \
        (SELECT count(*) FROM handover_task n WHERE n.handover = h.id) AS tasks
        """
    private static let from: SQL = """
        JOIN unit u ON u.id = h.unit LEFT JOIN account g ON g.id = h.giver JOIN account r ON r.id = h.receiver
        """

    private init(_ row: Row) throws {
        id = try row("id")
        unitName = try row("unit_name")
        day = try row("day")
        giver = try row("giver")
        receiver = try row("receiver")
        reason = try row("reason")
        who = try row("who")
        tasks = try row("tasks")
    }

    /// Those of one task that the caller may see, newest first.
    public static func all(of task: ID<Task>, _ db: any Reader) throws -> [Handover] {
        try db.all(
            """
            SELECT \(sql: columns) FROM handover_task ht JOIN handover h ON h.id = ht.handover \(sql: from)
            WHERE ht.task = \(task) ORDER BY h.id DESC LIMIT 50
            """
        ).map(Handover.init)
    }

    /// Those to or from one officer, newest first.
    public static func all(with account: ID<Account>, limit: Int = 20, _ db: any Reader) throws -> [Handover] {
        try db.all(
            """
            SELECT \(sql: columns) FROM (SELECT id FROM handover WHERE giver = \(account)
                UNION SELECT id FROM handover WHERE receiver = \(account)) mine
            JOIN handover h ON h.id = mine.id \(sql: from) ORDER BY h.id DESC LIMIT \(limit)
            """
        ).map(Handover.init)
    }

    // MARK: Who may

    /// The officer in charge hands over; who manages the tasks of the unit does it for them; what nobody is in charge of is
    /// shared out by the officers of the unit among themselves.
    static func may(
        _ visitor: Visitor, from giver: ID<Account>?, unit: ID<Unit>, path: String, _ db: any Reader
    ) throws -> Bool {
        guard visitor.may(.workOnTasks) else { return false }
        if let giver, giver == visitor.account { return true }
        if visitor.may(.manageTasks, at: path) { return true }
        guard giver == nil else { return false }
        return try Officer.units(of: visitor.account, db).contains(unit)
    }

    // MARK: What may go

    /// An open task that a giver could hand over.
    public struct Candidate: Equatable, Sendable {
        public let task: ID<Task>
        public let text: String
        public let due: Day?
        public let state: Task.State
        public let unit: ID<Unit>
        public let unitName: String
        let path: String
        /// When it came to the giver; nil where nobody is in charge.
        public let since: Day?
    }

    /// At most so many at once.
    public static let most = 200

    /// Open tasks of a giver that the visitor may see, by due day. One query for any number.
    ///
    /// - Parameter tasks: only these.
    public static func candidates(
        _ giver: Giver, tasks: [ID<Task>]? = nil, for visitor: Visitor, _ db: any Reader
    ) throws -> [Candidate] {
        let only: SQL = tasks.map { "AND t.id IN (\(list: $0))" } ?? ""
        // What a unit only coordinates is not offered in the long list.
        let roles: SQL = tasks == nil ? "AND role IN ('lead', 'advisor')" : ""
        let source: SQL =
            switch giver {
            case .officer(let account):
                """
                FROM task_officer o JOIN task t ON t.id = o.task JOIN unit u ON u.id = o.unit
                WHERE o.account = \(account)
                """
            case .nobody(let unit):
                """
                FROM (SELECT DISTINCT task, unit, CAST(NULL AS TEXT) AS since FROM task_unit
                    WHERE unit = \(unit) \(sql: roles)) o
                JOIN task t ON t.id = o.task JOIN unit u ON u.id = o.unit
                WHERE NOT EXISTS (SELECT 1 FROM task_officer k WHERE k.task = o.task AND k.unit = o.unit)
                """
            }
        return try db.all(
            """
            SELECT t.id, t.text, t.due_day, t.due_sort, t.state, o.unit, u.name AS unit_name, u.path, o.since
            \(sql: source) AND t.state_sort = 1 \(sql: only) AND \(sql: TaskScope.condition(for: visitor))
            ORDER BY t.due_sort, t.id, o.unit LIMIT \(most)
            """
        ).map { row in
            Candidate(
                task: try row("id"), text: try row("text"), due: try row("due_day"), state: try row("state"),
                unit: try row("unit"), unitName: try row("unit_name"), path: try row("path"), since: try row("since"))
        }
    }

    /// Whose tasks the visitor may hand over: oneself, and officers with tasks in the branch that one manages.
    public static func givers(for visitor: Visitor, _ db: any Reader) throws -> [Officer] {
        let managed = visitor.scope(.manageTasks).condition(path: "u.path")
        return try db.all(
            """
            SELECT a.id, a.name, a.name_key, min(u.id) AS unit, min(u.name) AS unit_name
            FROM task_officer o JOIN unit u ON u.id = o.unit JOIN account a ON a.id = o.account
            WHERE o.account = \(visitor.account) OR \(sql: managed)
            GROUP BY a.id, a.name, a.name_key ORDER BY a.name_key, a.id LIMIT 300
            """
        ).map { row in
            Officer(
                account: try row("id"), name: try row("name"), unit: try row("unit"), unitName: try row("unit_name"))
        }
    }
}

/// Why tasks could not be handed over.
public enum HandoverRefusal: Explained, Equatable {
    case nothingChosen, noReceiver, sameOfficer, notOfUnit(String), noReason, badDay(String), futureDay, tooLong(Int)
    case changedMeanwhile

    /// The field it belongs to; empty for none.
    var field: String {
        switch self {
        case .noReceiver, .sameOfficer, .notOfUnit: "nguoi-nhan"
        case .noReason, .tooLong: "ly-do"
        case .badDay, .futureDay: "ngay"
        case .nothingChosen, .changedMeanwhile: ""
        }
    }

    public var explanation: Explanation {
        switch self {
        case .nothingChosen: Explanation(notice: "Hãy đánh dấu ít nhất một việc.", log: "no task chosen")
        case .noReceiver: Explanation(notice: "Hãy chọn người nhận.", log: "no receiver")
        case .sameOfficer:
            Explanation(notice: "Người này đang phụ trách rồi. Hãy chọn người khác.", log: "receiver is in charge")
        case .notOfUnit(let unit):
            Explanation(
                notice: "Người nhận phải là cán bộ của \(unit). Hãy chọn lại.", log: "receiver is of another unit")
        case .noReason: Explanation(notice: "Hãy ghi lý do bàn giao; người xem sau cần biết vì sao.", log: "no reason")
        case .badDay(let text):
            Explanation(notice: "“\(text)” không phải là ngày. Hãy ghi như 15/03/2027.", log: "bad day")
        case .futureDay:
            Explanation(
                notice: "Ngày bàn giao chưa đến. Hãy ghi ngày đã qua hoặc để trống là hôm nay.", log: "day to come")
        case .tooLong(let most):
            Explanation(notice: "Dài quá \(most) ký tự. Hãy ghi gọn lại.", log: "reason too long")
        case .changedMeanwhile:
            Explanation(
                notice: "Có việc vừa khép lại hoặc vừa được bàn giao. Hãy xem lại danh sách rồi làm tiếp.",
                log: "tasks changed meanwhile")
        }
    }
}
