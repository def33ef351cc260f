import Database
import Vocabulary

/// Vai trò được giao: a role an account holds, for a branch, from a first to a last day.
public struct HeldRole: Equatable, Sendable {
    public enum State: Equatable, Sendable { case valid, toCome, past }

    public let id: ID<HeldRole>
    public let account: ID<Account>
    public let role: Role
    public let branch: ID<Unit>?
    public let branchName: String?
    /// As far as the role reaches: what whoever gives it must be able to give.
    public let reach: Scope
    public let firstDay: Day
    public let lastDay: Day?
    /// When it was ended before its last day.
    public let ended: Instant?

    public func state(on day: Day) -> State {
        if ended != nil || lastDay.map({ $0 < day }) ?? false { return .past }
        return firstDay <= day ? .valid : .toCome
    }

    static let columns: SQL = """
        r.id, r.account, r.role, r.branch, b.name AS branch_name, b.path AS branch_path, home.path AS home_path,
        r.first_day, r.last_day, r.ended
        """
    static let joins: SQL = """
        account_role r JOIN account a ON a.id = r.account LEFT JOIN unit b ON b.id = r.branch
        LEFT JOIN unit home ON home.id = a.unit
        """

    init(_ row: Row) throws {
        id = try row("id")
        account = try row("account")
        role = try row("role")
        branch = try row("branch")
        branchName = try row("branch_name")
        reach = Self.reach(role, branch: try row("branch_path"), home: try row("home_path"))
        firstDay = try row("first_day")
        lastDay = try row("last_day")
        ended = try row("ended")
    }

    /// The branch in which a role opens anything at all.
    public static func reach(_ role: Role, branch: String?, home: String?) -> Scope {
        if let branch { return .branches([branch]) }
        guard let home else { return .everything }
        guard role.reachesProvince, let root = home.split(separator: "/").first else { return .branches([home]) }
        return .branches(["/\(root)/"])
    }

    /// True for rows `r` of `account_role` that hold on a day.
    static func holds(on day: Day) -> SQL {
        "r.ended IS NULL AND r.first_day <= \(day) AND (r.last_day IS NULL OR r.last_day >= \(day))"
    }

    /// True for rows that hold or will hold.
    static func isNotPast(on day: Day) -> SQL { "r.ended IS NULL AND (r.last_day IS NULL OR r.last_day >= \(day))" }

    /// Every role of an account, what holds first, then what comes, then what has passed; the newest of each first.
    public static func all(of account: ID<Account>, today: Day, _ db: any Reader) throws -> [HeldRole] {
        let order: [State: Int] = [.valid: 0, .toCome: 1, .past: 2]
        let rows = try db.all(
            "SELECT \(sql: columns) FROM \(sql: joins) WHERE r.account = \(account) ORDER BY r.first_day DESC, r.id DESC"
        ).map(HeldRole.init)
        return rows.enumerated().sorted { left, right in
            (order[left.element.state(on: today)] ?? 3, left.offset)
                < (order[right.element.state(on: today)] ?? 3, right.offset)
        }.map(\.element)
    }
}

/// A role about to be given.
public struct NewRole: Equatable, Sendable {
    public var role: Role
    public var branch: ID<Unit>?
    public var firstDay: Day?
    public var lastDay: Day?

    /// - Parameter firstDay: nil is today.
    public init(_ role: Role, branch: ID<Unit>? = nil, from firstDay: Day? = nil, to lastDay: Day? = nil) {
        (self.role, self.branch, self.firstDay, self.lastDay) = (role, branch, firstDay, lastDay)
    }
}
