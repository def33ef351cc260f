import Database
import Vocabulary

/// Chuyển người sang đơn vị kế thừa: who held posts in a unit that ended goes on in a unit that took it over, all in one
/// step, instead of a transfer for each.
public enum Successions {
    /// A unit that took over, since a day.
    public struct Heir: Equatable, Sendable {
        public let unit: ID<Unit>
        public let name: String
        public let firstDay: Day
        let path: String
    }

    /// Units that took `unit` over, in the order of names.
    public static func heirs(of unit: ID<Unit>, in scope: Scope, _ db: any Reader) throws -> [Heir] {
        try db.all(
            """
            SELECT u.id, u.name, u.path, s.on_day FROM unit_successor s JOIN unit u ON u.id = s.successor
            WHERE s.predecessor = \(unit) AND \(sql: scope.condition(path: "u.path")) ORDER BY u.name_key, u.id
            """
        ).map { Heir(unit: try $0("id"), name: try $0("name"), firstDay: try $0("on_day"), path: try $0("path")) }
    }

    /// How many people hold posts in a unit beyond its end.
    public static func left(in unit: Unit, _ db: any Reader) throws -> Int {
        guard let end = unit.lastDay else { return 0 }
        return try db.value(
            """
            SELECT count(DISTINCT o.person) FROM post o JOIN person p ON p.id = o.person
            WHERE o.unit = \(unit.id) AND (o.last_day IS NULL OR o.last_day > \(end)) AND p.state = 'active'
            """)
    }

    /// Posts end with the unit and go on in its heir from the day it took over, and so do those in charge of emulation.
    /// Both units must lie where the visitor manages people. Returns how many people went along.
    @discardableResult
    public static func follow(
        _ id: ID<Unit>, to heir: ID<Unit>, in scope: Scope, by operation: Operation
    ) throws -> Int {
        guard let unit = try Organisations.unit(id, operation), scope.contains(unit.path) else {
            throw PersonRefusal.notFound
        }
        guard let heir = try heirs(of: id, in: scope, operation).first(where: { $0.unit == heir }) else {
            throw SuccessionRefusal.noHeir(unit.name)
        }
        let waiting: Int = try operation.value(
            "SELECT count(*) FROM transfer WHERE is_open = 1 AND from_unit = \(id)")
        guard waiting == 0 else { throw SuccessionRefusal.transfersWait(waiting) }
        let count = try left(in: unit, operation)
        guard count > 0 else { throw SuccessionRefusal.nobody(unit.name) }
        try move(id, heir, operation)
        try operation.record(
            "post.follow", on: Subject("unit", id),
            after: ["to": heir.unit.description, "people": String(count), "firstDay": heir.firstDay.iso])
        return count
    }

    private static func move(_ unit: ID<Unit>, _ heir: Heir, _ operation: Operation) throws {
        let (first, last) = (heir.firstDay, heir.firstDay.adding(days: -1))
        let lasting: SQL = "unit = \(unit) AND (last_day IS NULL OR last_day > \(last))"
        let active: SQL = "person IN (SELECT p.id FROM person p WHERE p.state = 'active')"
        // Written for the time after the end already: only the unit was wrong.
        for table: SQL in ["post", "emulation_officer"] {
            try operation.run(
                "UPDATE \(sql: table) SET unit = \(heir.unit) WHERE \(sql: lasting) AND first_day >= \(first)")
        }
        try operation.run(
            """
            INSERT INTO post (person, unit, title, title_fold, post_group, is_leader, first_day, last_day, is_final, added)
            SELECT person, \(heir.unit), title, title_fold, post_group, is_leader, \(first), last_day, 1, \(operation.now)
            FROM post WHERE \(sql: lasting) AND \(sql: active)
            """)
        try operation.run("UPDATE post SET last_day = \(last) WHERE \(sql: lasting) AND \(sql: active)")
        try operation.run(
            """
            INSERT INTO emulation_officer (unit, person, first_day, last_day)
            SELECT \(heir.unit), person, \(first), last_day FROM emulation_officer o WHERE \(sql: lasting)
              AND NOT EXISTS (SELECT 1 FROM emulation_officer k
                WHERE k.unit = \(heir.unit) AND k.person = o.person AND k.first_day = \(first))
            """)
        try operation.run("UPDATE emulation_officer SET last_day = \(last) WHERE \(sql: lasting)")
        let moved: SQL = "SELECT person FROM post WHERE unit = \(unit) AND last_day = \(last)"
        try Posts.settle(everybodyOf: moved, operation)
        try operation.run(
            "UPDATE person SET version = version + 1, changed = \(operation.now) WHERE id IN (\(sql: moved))")
    }
}

/// Why people did not go over to a unit that took another over.
public enum SuccessionRefusal: Explained, Equatable {
    case noHeir(String)
    case nobody(String)
    case transfersWait(Int)

    public var explanation: Explanation {
        switch self {
        case .noHeir(let unit):
            Explanation(
                notice: "Hãy chọn đơn vị kế thừa \(unit) trong phạm vi của ông/bà.", log: "no such successor")
        case .nobody(let unit):
            Explanation(notice: "Không còn ai giữ chức vụ ở \(unit) sau ngày kết thúc.", log: "nobody left in unit")
        case .transfersWait(let count):
            Explanation(
                notice: "Còn \(count) đề nghị điều động từ đơn vị này chưa trả lời. Hãy xử lý ở mục Điều động trước.",
                log: "transfers of the unit wait")
        }
    }
}
