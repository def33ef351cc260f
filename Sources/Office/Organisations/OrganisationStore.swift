import Database
import Vocabulary

/// The register of units: what is asked of it, and each write as one operation.
public enum Organisations {
    public static func unit(_ id: ID<Unit>, _ db: any Reader) throws -> Unit? {
        try db.first("SELECT \(sql: Unit.columns) FROM unit u WHERE u.id = \(id)").map(Unit.init)
    }

    public static func unit(code: String, _ db: any Reader) throws -> Unit? {
        try db.first("SELECT \(sql: Unit.columns) FROM unit u WHERE u.code = \(code)").map(Unit.init)
    }

    /// A unit by its code or its exact name, as the command line gives it.
    public static func unit(codeOrName text: String, _ db: any Reader) throws -> Unit {
        if let unit = try unit(code: text, db) { return unit }
        let found = try db.all("SELECT \(sql: Unit.columns) FROM unit u WHERE u.name = \(text.nfc) ORDER BY u.id").map(
            Unit.init)
        if found.count > 1 { throw UnitRefusal.ambiguous(text, found.map(\.code)) }
        guard let unit = found.first else { throw UnitRefusal.unknown(text) }
        return unit
    }

    /// Units with keys in `ids`, by key.
    public static func units(_ ids: Set<ID<Unit>>, _ db: any Reader) throws -> [ID<Unit>: Unit] {
        guard !ids.isEmpty else { return [:] }
        let found = try db.all("SELECT \(sql: Unit.columns) FROM unit u WHERE u.id IN (\(list: ids.sorted()))").map(
            Unit.init)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }

    /// All units of a branch (of the whole register when nil) that exist on a day, in the Vietnamese order of names.
    public static func all(in branch: Unit? = nil, on day: Day? = nil, _ db: any Reader) throws -> [Unit] {
        let bound: SQL = branch.map { "u.path >= \($0.path) AND u.path < \($0.path + "~")" } ?? "1 = 1"
        let alive: SQL =
            day.map {
                "AND (u.first_day IS NULL OR u.first_day <= \($0)) AND (u.last_day IS NULL OR u.last_day >= \($0))"
            } ?? ""
        return try db.all(
            "SELECT \(sql: Unit.columns) FROM unit u WHERE \(sql: bound) \(sql: alive) ORDER BY u.name_key, u.id"
        )
        .map(Unit.init)
    }

    /// A new unit with its names. `after`: code, name, level, kind in the ledger.
    public static func add(_ new: NewUnit, by operation: Operation) throws -> ID<Unit> {
        let name = new.name.nfc.trimmed
        guard !name.isEmpty else { throw UnitRefusal.noName }
        if let first = new.firstDay, let last = new.lastDay, last < first { throw UnitRefusal.dissolvedBeforeItBegan }
        let code = new.code.nfc.trimmed
        if try unit(code: code, operation) != nil { throw UnitRefusal.codeTaken(code) }
        let id = ID<Unit>(
            try operation.insert(
                """
                INSERT INTO unit (code, name, name_key, short_name, level, kind, parent, path, first_day, last_day)
                VALUES (\(code), \(name), \(VietnameseOrder.key(name)), \(new.shortName), \(new.level), \(new.kind),
                        \(new.parent), '', \(new.firstDay), \(new.lastDay))
                """))
        let parentPath = try new.parent.flatMap { try unit($0, operation)?.path } ?? "/"
        try operation.run("UPDATE unit SET path = \(parentPath + "\(id)/") WHERE id = \(id)")
        try addName(name, sort: "official", to: id, operation)
        if let short = new.shortName?.trimmed, !short.isEmpty { try addName(short, sort: "short", to: id, operation) }
        for alias in new.aliases { try addName(alias, sort: "alias", to: id, operation) }
        try operation.record(
            "unit.add", on: Subject("unit", id),
            after: ["code": code, "name": name, "level": new.level.rawValue, "kind": new.kind.rawValue])
        return id
    }

    /// Teaches the register another name of a unit, as plans write it. Nothing happens when it is known already.
    public static func learn(alias: String, of id: ID<Unit>, by operation: Operation) throws {
        let fold = UnitName.fold(alias)
        guard !fold.isEmpty,
            try operation.first("SELECT id FROM unit_name WHERE unit = \(id) AND fold = \(fold)") == nil
        else { return }
        try addName(alias, sort: "alias", to: id, operation)
        try operation.record("unit.alias", on: Subject("unit", id), after: ["alias": alias])
    }

    /// A unit ends on `lastDay`; another takes over its work, keeping the old name on old papers.
    public static func succeed(
        _ predecessor: ID<Unit>, by successor: ID<Unit>, lastDay: Day, how: String, basis: String?,
        _ operation: Operation
    ) throws {
        guard predecessor != successor else { throw UnitRefusal.successorIsItself }
        try operation.run("UPDATE unit SET last_day = \(lastDay) WHERE id = \(predecessor)")
        try operation.run(
            """
            INSERT INTO unit_successor (predecessor, successor, on_day, how, basis)
            VALUES (\(predecessor), \(successor), \(lastDay.adding(days: 1)), \(how), \(basis))
            """)
        try operation.record(
            "unit.succeed", on: Subject("unit", predecessor),
            after: ["successor": successor.description, "lastDay": lastDay.iso, "how": how], why: basis)
    }

    private static func addName(_ name: String, sort: String, to id: ID<Unit>, _ operation: Operation) throws {
        try operation.run(
            """
            INSERT INTO unit_name (unit, name, fold, sort) VALUES (\(id), \(name.nfc.trimmed), \(UnitName.fold(name)), \(sort))
            ON CONFLICT (unit, fold, sort) DO NOTHING
            """)
    }
}

/// A unit to be added.
public struct NewUnit: Sendable {
    public var code: String
    public var name: String
    public var shortName: String?
    public var level: Unit.Level
    public var kind: Unit.Kind
    public var parent: ID<Unit>?
    public var aliases: [String]
    public var firstDay: Day?
    public var lastDay: Day?

    public init(
        code: String, name: String, shortName: String? = nil, level: Unit.Level, kind: Unit.Kind,
        parent: ID<Unit>? = nil,
        aliases: [String] = [], firstDay: Day? = nil, lastDay: Day? = nil
    ) {
        self.code = code
        self.name = name
        self.shortName = shortName
        self.level = level
        self.kind = kind
        self.parent = parent
        self.aliases = aliases
        self.firstDay = firstDay
        self.lastDay = lastDay
    }
}
