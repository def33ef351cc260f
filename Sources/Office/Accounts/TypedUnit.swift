import Database
import Markup
import Vocabulary

/// A unit as a person types it into one box: its code, its name, or a suggestion taken whole. Works without script and
/// does not grow with the register.
public struct TypedUnit: Equatable, Sendable {
    /// Suggestions of the box; more would be slower to read than to type.
    public static let mostSuggested = 200

    /// `Sở Tài chính (HG-STC)`
    public static func words(_ unit: Unit) -> String { "\(unit.name) (\(unit.code))" }

    /// What the box suggests: units of the branch in the order of the tree, as far as there is room.
    public static func suggestions(within scope: Scope, on day: Day, _ db: any Reader) throws -> [String] {
        try db.all(
            """
            SELECT \(sql: Unit.columns) FROM unit u
            WHERE \(sql: scope.condition(path: "u.path")) AND \(sql: isAlive(day))
            ORDER BY u.path LIMIT \(mostSuggested)
            """
        ).map(Unit.init).map(words)
    }

    /// The unit that `typed` means within `scope`; nil for nothing typed. A unit outside is refused like one unknown.
    public static func find(_ typed: String, within scope: Scope, on day: Day, _ db: any Reader) throws -> Unit? {
        let typed = typed.nfc.trimmed
        guard !typed.isEmpty else { return nil }
        if let unit = try byCode(code(in: typed) ?? typed, scope, db) ?? byCode(typed, scope, db) { return unit }
        let found = try named(UnitName.fold(typed), within: scope, on: day, db)
        if let only = found.first, found.count == 1 { return only }
        if found.isEmpty { throw UnitRefusal.unknown(typed) }
        throw UnitRefusal.ambiguous(typed, found.map(\.code))
    }

    /// `HG-STC` of `Sở Tài chính (HG-STC)`.
    private static func code(in typed: String) -> String? {
        guard typed.hasSuffix(")"), let open = typed.lastIndex(of: "(") else { return nil }
        return String(typed[typed.index(after: open)...].dropLast()).trimmed
    }

    private static func byCode(_ code: String, _ scope: Scope, _ db: any Reader) throws -> Unit? {
        try db.first(
            """
            SELECT \(sql: Unit.columns) FROM unit u WHERE u.code = \(code) AND \(sql: scope.condition(path: "u.path"))
            """
        ).map(Unit.init)
    }

    /// Units that are called so, whatever the marks, short words spelled out; at most six.
    private static func named(_ fold: String, within scope: Scope, on day: Day, _ db: any Reader) throws -> [Unit] {
        guard !fold.isEmpty else { return [] }
        return try db.all(
            """
            SELECT \(sql: Unit.columns) FROM unit u
            WHERE u.id IN (SELECT n.unit FROM unit_name n WHERE n.fold = \(fold))
              AND \(sql: scope.condition(path: "u.path")) AND \(sql: isAlive(day)) ORDER BY u.path LIMIT 6
            """
        ).map(Unit.init)
    }

    private static func isAlive(_ day: Day) -> SQL {
        "(u.first_day IS NULL OR u.first_day <= \(day)) AND (u.last_day IS NULL OR u.last_day >= \(day))"
    }
}
