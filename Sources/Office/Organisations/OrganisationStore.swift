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
        var found = try db.all("SELECT \(sql: Unit.columns) FROM unit u WHERE u.name = \(text.nfc) ORDER BY u.id").map(
            Unit.init)
        // A commune that was merged away and its heir may bear one name: the one that stands is meant.
        let standing = found.filter { $0.lastDay == nil }
        if !standing.isEmpty { found = standing }
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
            day.map { "AND \(sql: $0.lies(in: "u"))" } ?? ""
        return try db.all(
            "SELECT \(sql: Unit.columns) FROM unit u WHERE \(sql: bound) \(sql: alive) ORDER BY u.name_key, u.id"
        )
        .map(Unit.init)
    }

    /// A new unit with its names and its place. `after`: code, name, level, kind in the ledger.
    ///
    /// Throws `noName`, `noCode`, `codeTaken`, `lookAlike`, `dissolvedBeforeItBegan`, `unknown`, `parentGone`,
    /// `parentNotYet`.
    public static func add(_ new: NewUnit, by operation: Operation) throws -> ID<Unit> {
        let name = try checked(name: new.name)
        if let first = new.firstDay, let last = new.lastDay, last < first { throw UnitRefusal.dissolvedBeforeItBegan }
        let code = new.code.nfc.trimmed
        guard !code.isEmpty else { throw UnitRefusal.noCode }
        if try unit(code: code, operation) != nil { throw UnitRefusal.codeTaken(code) }
        let parent = try new.parent.map { try existing($0, operation) }
        if let parent, let first = new.firstDay { try check(parent, standsOn: first) }
        let short = try new.shortName.map { try checked(name: $0, mayBeEmpty: true) }.flatMap { $0.isEmpty ? nil : $0 }
        let id = ID<Unit>(
            try operation.insert(
                """
                INSERT INTO unit (code, name, name_key, short_name, level, kind, commune_kind, parent, path,
                                  first_day, last_day, founded_by)
                VALUES (\(code), \(name), \(VietnameseOrder.key(name)), \(short), \(new.level), \(new.kind),
                        \(new.communeKind), \(new.parent), '', \(new.firstDay), \(new.lastDay), \(new.foundedBy))
                """))
        try operation.run("UPDATE unit SET path = \((parent?.path ?? "/") + "\(id)/") WHERE id = \(id)")
        if let parent { try operation.run("INSERT INTO unit_place (unit, parent) VALUES (\(id), \(parent.id))") }
        try addName(name, .official, to: id, operation)
        if let short { try addName(short, .short, to: id, operation) }
        let aliases = new.aliases.flatMap { $0.split(separator: ";") }.map(\.trimmed).filter { !$0.isEmpty }
        for alias in aliases { try addName(alias, .alias, to: id, operation) }
        try operation.record(
            "unit.add", on: Subject("unit", id),
            after: ["code": code, "name": name, "level": new.level.rawValue, "kind": new.kind.rawValue],
            why: new.foundedBy)
        return id
    }

    /// The unit with that key. Throws `unknown`.
    static func existing(_ id: ID<Unit>, _ db: any Reader) throws -> Unit {
        guard let unit = try unit(id, db) else { throw UnitRefusal.unknown(id.description) }
        return unit
    }

    /// The name as it is kept. Throws `noName` and `lookAlike`.
    static func checked(name: String, mayBeEmpty: Bool = false) throws -> String {
        let name = name.nfc.trimmed
        guard !name.isEmpty || mayBeEmpty else { throw UnitRefusal.noName }
        if let found = LookAlike.first(in: name) { throw UnitRefusal.lookAlike(found) }
        return name
    }

    /// Throws `parentNotYet` and `parentGone` where a unit cannot stand under `parent` from `day` on.
    static func check(_ parent: Unit, standsOn day: Day) throws {
        if let first = parent.firstDay, day < first { throw UnitRefusal.parentNotYet(name: parent.name, first: first) }
        if let last = parent.lastDay, last < day { throw UnitRefusal.parentGone(name: parent.name, last: last) }
    }

    /// Teaches the register another name of a unit, as plans write it. Nothing happens when it is known already.
    public static func learn(alias: String, of id: ID<Unit>, by operation: Operation) throws {
        let fold = UnitName.fold(alias)
        guard !fold.isEmpty,
            try operation.first("SELECT id FROM unit_name WHERE unit = \(id) AND fold = \(fold)") == nil
        else { return }
        try addName(alias, .alias, to: id, operation)
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

    /// A name of a unit, from a day where one is given; nothing happens where the unit bears it already.
    static func addName(
        _ name: String, _ sort: NamePeriod.Sort, to id: ID<Unit>, from first: Day? = nil, _ operation: Operation
    ) throws {
        let fold = UnitName.fold(name)
        let known = try operation.first(
            """
            SELECT id FROM unit_name WHERE unit = \(id) AND sort = \(sort) AND fold = \(fold)
              AND first_day IS NOT DISTINCT FROM \(first)
            """)
        guard known == nil else { return }
        try operation.run(
            """
            INSERT INTO unit_name (unit, name, fold, sort, first_day)
            VALUES (\(id), \(name.nfc.trimmed), \(fold), \(sort), \(first))
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
    public var communeKind: Unit.CommuneKind?
    public var parent: ID<Unit>?
    public var aliases: [String]
    public var firstDay: Day?
    public var lastDay: Day?
    /// The decision that made it.
    public var foundedBy: String?

    public init(
        code: String, name: String, shortName: String? = nil, level: Unit.Level, kind: Unit.Kind,
        communeKind: Unit.CommuneKind? = nil, parent: ID<Unit>? = nil, aliases: [String] = [], firstDay: Day? = nil,
        lastDay: Day? = nil, foundedBy: String? = nil
    ) {
        self.code = code
        self.name = name
        self.shortName = shortName
        self.level = level
        self.kind = kind
        self.communeKind = communeKind
        self.parent = parent
        self.aliases = aliases
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.foundedBy = foundedBy
    }
}
