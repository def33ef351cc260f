import Database
import Vocabulary

/// Cán bộ của đơn vị: who works on tasks for a unit.
public struct Officer: Equatable, Sendable {
    public let account: ID<Account>
    public let name: String
    /// For which of the units asked about; who sits in an office (phòng, ban) works for the unit above.
    public let unit: ID<Unit>
    public let unitName: String

    /// `Lục Minh Tâm, Sở Tài chính`
    public var words: String { "\(name), \(unitName)" }

    public init(account: ID<Account>, name: String, unit: ID<Unit>, unitName: String) {
        (self.account, self.name, self.unit, self.unitName) = (account, name, unit, unitName)
    }

    public static let most = 300

    /// Officers of some units today, in the order of units and names: those that `Recipient.officers` tells.
    public static func all(of units: [ID<Unit>], on day: Day, _ db: any Reader) throws -> [Officer] {
        guard !units.isEmpty else { return [] }
        let roles = Role.allCases.filter { $0.permissions.contains(.workOnTasks) }
        return try db.all(
            """
            SELECT DISTINCT a.id, a.name, a.name_key, p.id AS unit, p.name AS unit_name, p.name_key AS unit_key
            FROM unit p JOIN unit w ON w.id = p.id OR (w.parent = p.id AND w.kind = 'office')
            JOIN account a ON a.unit = w.id AND a.state = 'open'
            JOIN account_role r ON r.account = a.id AND r.role IN (\(list: roles)) AND \(sql: HeldRole.holds(on: day))
            WHERE p.id IN (\(list: units)) ORDER BY p.name_key, p.id, a.name_key, a.id LIMIT \(most)
            """
        ).map { row in
            Officer(
                account: try row("id"), name: try row("name"), unit: try row("unit"), unitName: try row("unit_name"))
        }
    }

    /// The units for which an account works: its own, and the one above an office.
    public static func units(of account: ID<Account>, _ db: any Reader) throws -> [ID<Unit>] {
        let row = try db.first(
            "SELECT u.id, u.parent, u.kind FROM account a JOIN unit u ON u.id = a.unit WHERE a.id = \(account)")
        guard let row else { return [] }
        let (own, parent, kind): (ID<Unit>, ID<Unit>?, Unit.Kind) = (
            try row("id"), try row("parent"), try row("kind")
        )
        return [own] + (kind == .office ? [parent].compactMap(\.self) : [])
    }
}
