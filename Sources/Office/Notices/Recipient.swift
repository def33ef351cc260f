import Database
import Vocabulary

/// Người nhận: who is told. Turned into accounts in the transaction of the work itself, so that a person who gets a post
/// tomorrow is not told of yesterday.
public enum Recipient: Hashable, Sendable {
    case account(ID<Account>)
    /// A person for the reason of a role: who acts in that role for them is told too.
    case holder(ID<Account>, as: Role)
    /// Who works on tasks in a unit: its own accounts and those of the offices (phòng, ban) directly below it.
    case officers(of: ID<Unit>)
    /// Who has the permission anywhere: what concerns the whole installation.
    case everyHolder(of: Permission)
    /// Whose grants give the permission at the unit with this path.
    case holders(of: Permission, at: String)

    /// A query of account keys, each with the role that is the reason; NULL where it is the person as such, and then nobody
    /// acts in their place.
    func accounts(on day: Day) -> SQL {
        switch self {
        case .account(let id): "SELECT CAST(\(id) AS BIGINT) AS account, CAST(NULL AS TEXT) AS role"
        case .holder(let id, let role): "SELECT CAST(\(id) AS BIGINT) AS account, CAST(\(role) AS TEXT) AS role"
        case .officers(let unit):
            """
            SELECT a.id AS account, r.role FROM account a JOIN unit u ON u.id = a.unit JOIN account_role r ON r.account = a.id
            WHERE (u.id = \(unit) OR (u.parent = \(unit) AND u.kind = 'office'))
              AND r.role IN (\(list: Self.roles(.workOnTasks))) \(sql: Self.inForce(day))
            """
        case .everyHolder(let permission):
            """
            SELECT r.account, r.role FROM account_role r WHERE r.role IN (\(list: Self.roles(permission))) \(sql: Self.inForce(day))
            """
        case .holders(let permission, let path):
            // Where a role names no branch it reaches over the province of its holder, or everywhere for who has no unit.
            """
            SELECT r.account, r.role FROM account_role r JOIN account a ON a.id = r.account
            LEFT JOIN unit b ON b.id = r.branch LEFT JOIN unit u ON u.id = a.unit
            WHERE r.role IN (\(list: Self.roles(permission))) \(sql: Self.inForce(day))
              AND CASE WHEN b.id IS NOT NULL THEN \(path) LIKE b.path || '%'
                  WHEN u.id IS NOT NULL THEN u.path LIKE \(Self.root(of: path) + "%")
                  ELSE 1 = 1 END
            """
        }
    }

    /// A person to be told, and the role that is the reason; nil for the person as such.
    public struct Heard: Hashable, Sendable {
        public let account: ID<Account>
        public let role: Role?

        public init(account: ID<Account>, role: Role? = nil) { (self.account, self.role) = (account, role) }

        /// The same person as a recipient, with whoever acts for them.
        public var recipient: Recipient { role.map { .holder(account, as: $0) } ?? .account(account) }
    }

    /// The open accounts that it means on a day, each once.
    public func people(on day: Day, _ db: any Reader) throws -> [Heard] {
        var found: [ID<Account>: Heard] = [:]
        try db.each(
            """
            SELECT told.account, told.role FROM (\(sql: accounts(on: day))) told JOIN account a ON a.id = told.account
            WHERE a.state = 'open' ORDER BY told.account, told.role
            """
        ) { row in
            let account: ID<Account> = try row("account")
            if found[account] == nil { found[account] = Heard(account: account, role: try row("role")) }
        }
        return found.values.sorted { $0.account < $1.account }
    }

    private static func inForce(_ day: Day) -> SQL { "AND \(sql: HeldRole.holds(on: day))" }

    private static func roles(_ permission: Permission) -> [Role] {
        Role.allCases.filter { $0.permissions.contains(permission) }
    }

    /// `/1/` of `/1/5/9/`.
    private static func root(of path: String) -> String { "/" + (path.split(separator: "/").first ?? "") + "/" }
}
