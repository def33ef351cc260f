import Database
import Vocabulary

/// Units to choose from in the forms of this room: by name, within a scope.
enum UnitChoice {
    static let most = 300

    /// Units that exist on a day, in the Vietnamese order; the first `most` of them.
    static func names(in scope: Scope, on day: Day, _ db: any Reader) throws -> [String] {
        try db.values(
            """
            SELECT u.name FROM unit u WHERE \(sql: scope.condition(path: "u.path"))
              AND (u.first_day IS NULL OR u.first_day <= \(day)) AND (u.last_day IS NULL OR u.last_day >= \(day))
            ORDER BY u.name_key, u.id LIMIT \(most)
            """)
    }

    /// The unit somebody means by a code or a name. Throws `noUnit` where none or several are meant.
    static func unit(_ typed: String, in scope: Scope, _ db: any Reader) throws -> Unit {
        let text = typed.nfc.trimmed
        guard !text.isEmpty else { throw PersonRefusal.noUnit }
        if let unit = try Organisations.unit(code: text, db), scope.contains(unit.path) { return unit }
        let rows = try db.all(
            """
            SELECT DISTINCT \(sql: Unit.columns) FROM unit_name n JOIN unit u ON u.id = n.unit
            WHERE n.fold = \(UnitName.fold(text)) AND \(sql: scope.condition(path: "u.path")) ORDER BY u.id LIMIT 50
            """)
        var units = try rows.map(Unit.init)
        let exact = units.filter { $0.name == text }
        if exact.count == 1 { units = exact }
        if units.count > 1 { throw PersonRefusal.severalUnits(text, units.map(\.code)) }
        guard let unit = units.first else { throw PersonRefusal.unknownUnit(text) }
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
