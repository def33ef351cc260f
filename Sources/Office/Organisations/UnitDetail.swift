import Database
import Vocabulary

/// Everything that the page of one unit shows.
public struct UnitDetail: Equatable, Sendable {
    /// An older or a newer unit, and how one became the other.
    public struct Kin: Equatable, Sendable {
        public let id: ID<Unit>
        public let name: String
        public let way: Reorganisation.Way
        public let day: Day
        public let basis: String?
    }

    /// Where it stood, and when.
    public struct Place: Equatable, Sendable {
        public let parent: ID<Unit>
        public let name: String
        public let first: Day?
        public let last: Day?
        public let basis: String?
    }

    public let unit: Unit
    public let names: [NamePeriod]
    public let places: [Place]
    public let predecessors: [Kin]
    public let successors: [Kin]
    /// Directly below it on the day asked for; at most `mostChildren`.
    public let children: [UnitLine]
    public let childCount: Int
    public let foundedBy: String?
    public let endedBy: String?

    public static let mostChildren = 60

    /// Seven queries. Throws `unknown`, also for what lies outside the scope.
    public static func of(_ id: ID<Unit>, on day: Day, in scope: Scope, _ db: any Reader) throws -> UnitDetail {
        let row = try db.first(
            """
            SELECT \(sql: Unit.columns), u.founded_by, u.ended_by FROM unit u WHERE u.id = \(id) AND \(sql: scope.directory)
            """)
        guard let row else { throw UnitRefusal.unknown(id.description) }
        let unit = try Unit(row)
        // What ended shows what stood below it at its end.
        var then = day
        if let last = unit.lastDay, last < then { then = last }
        var filter = UnitFilter(day: then)
        filter.parent = id
        let children = try UnitDirectory.page(filter, in: scope, size: mostChildren, db)
        return UnitDetail(
            unit: unit, names: try NamePeriod.all(of: id, db), places: try places(of: id, db),
            predecessors: try kin("s.predecessor", where: "s.successor = \(id)", db),
            successors: try kin("s.successor", where: "s.predecessor = \(id)", db), children: children.lines,
            childCount: children.total, foundedBy: try row("founded_by"), endedBy: try row("ended_by"))
    }

    private static func places(of id: ID<Unit>, _ db: any Reader) throws -> [Place] {
        try db.all(
            """
            SELECT p.parent, u.name, p.first_day, p.last_day, p.basis FROM unit_place p JOIN unit u ON u.id = p.parent
            WHERE p.unit = \(id) ORDER BY p.first_day NULLS FIRST, p.id
            """
        ).map {
            Place(
                parent: try $0("parent"), name: try $0("name"), first: try $0("first_day"), last: try $0("last_day"),
                basis: try $0("basis"))
        }
    }

    private static func kin(_ other: SQL, where condition: SQL, _ db: any Reader) throws -> [Kin] {
        try db.all(
            """
            SELECT u.id, u.name, s.how, s.on_day, s.basis FROM unit_successor s JOIN unit u ON u.id = \(sql: other)
            WHERE \(sql: condition) ORDER BY s.on_day, u.name_key, u.id
            """
        ).map {
            Kin(
                id: try $0("id"), name: try $0("name"), way: try $0("how"), day: try $0("on_day"),
                basis: try $0("basis"))
        }
    }

    /// The units that carry on the work of `unit` on a day, through any number of reorganisations; itself while it exists.
    public static func heirs(of unit: ID<Unit>, on day: Day, _ db: any Reader) throws -> [ID<Unit>] {
        try db.values(
            """
            WITH RECURSIVE heir (unit) AS (
                SELECT \(unit) UNION
                SELECT s.successor FROM heir h JOIN unit_successor s ON s.predecessor = h.unit AND s.on_day <= \(day)
            )
            SELECT u.id FROM heir h JOIN unit u ON u.id = h.unit WHERE \(sql: day.lies(in: "u")) ORDER BY u.id
            """)
    }
}
