import Database
import Vocabulary

/// Units to choose from in the forms of this room: by name, within a scope.
enum UnitChoice {
    static let most = 300

    /// What the box for a unit suggests.
    static func names(in scope: Scope, on day: Day, _ db: any Reader) throws -> [String] {
        try TypedUnit.suggestions(within: scope, on: day, db)
    }

    /// The unit somebody means by a code or a name; ended units too, since posts of the past were held there.
    static func unit(_ typed: String, in scope: Scope, on day: Day, _ db: any Reader) throws -> Unit {
        do {
            if let unit = try TypedUnit.find(typed, within: scope, on: day, db) { return unit }
        } catch UnitRefusal.ambiguous(let text, let codes) {
            throw PersonRefusal.severalUnits(text, codes)
        } catch UnitRefusal.unknown {
            return try ended(typed, in: scope, db)
        }
        throw PersonRefusal.noUnit
    }

    private static func ended(_ typed: String, in scope: Scope, _ db: any Reader) throws -> Unit {
        let units = try db.all(
            """
            SELECT DISTINCT \(sql: Unit.columns) FROM unit_name n JOIN unit u ON u.id = n.unit
            WHERE n.fold = \(UnitName.fold(typed)) AND \(sql: scope.condition(path: "u.path")) ORDER BY u.id LIMIT 6
            """
        ).map(Unit.init)
        if units.count > 1 { throw PersonRefusal.severalUnits(typed.trimmed, units.map(\.code)) }
        guard let unit = units.first else { throw PersonRefusal.unknownUnit(typed.trimmed) }
        return unit
    }

    /// Units in scope for the filter of a list, the chosen one among them.
    static func filter(_ chosen: ID<Unit>?, in scope: Scope, on day: Day, _ db: any Reader) throws
        -> [(id: ID<Unit>, name: String)]
    {
        var units: [(id: ID<Unit>, name: String)] = try db.all(
            """
            SELECT u.id, u.name FROM unit u WHERE \(sql: scope.condition(path: "u.path"))
              AND (u.last_day IS NULL OR u.last_day >= \(day)) ORDER BY u.name_key, u.id LIMIT \(most)
            """
        ).map { (try $0("id"), try $0("name")) }
        if let chosen, !units.contains(where: { $0.id == chosen }),
            let row = try db.first(
                "SELECT u.id, u.name FROM unit u WHERE u.id = \(chosen) AND \(sql: scope.condition(path: "u.path"))")
        {
            units.insert((try row("id"), try row("name")), at: 0)
        }
        return units
    }
}
