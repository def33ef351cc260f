import Database
import Vocabulary

extension Organisations {
    /// A unit is called otherwise from `day` on; old papers keep finding the old name. An empty `short` ends the
    /// abbreviation, nil leaves it.
    ///
    /// A day to come is kept and takes effect then (`bringForward`). Throws `sameName`, `namesOverlap`, `notThen`,
    /// `fromFirstDay`, `lookAlike`.
    public static func rename(
        _ id: ID<Unit>, to name: String, short: String? = nil, from day: Day, basis: String?, by operation: Operation
    ) throws {
        let unit = try existing(id, operation)
        let name = try checked(name: name)
        let short = try short.map { try checked(name: $0, mayBeEmpty: true) }
        guard unit.exists(on: day) else { throw UnitRefusal.notThen(name: unit.name, day) }
        if let first = unit.firstDay, day <= first { throw UnitRefusal.fromFirstDay(first) }
        let names = try NamePeriod.all(of: id, operation)
        let official = names.last { $0.sort == .official }
        if let first = official?.first, day <= first { throw UnitRefusal.namesOverlap(from: first) }
        let isShortKept = short == nil || short == names.last { $0.sort == .short && $0.last == nil }?.name ?? ""
        guard name != official?.name || !isShortKept else { throw UnitRefusal.sameName }
        if name != official?.name {
            try end(official, before: day, operation)
            try addName(name, .official, to: id, from: day, operation)
        }
        if let short, !isShortKept {
            let old = names.last { $0.sort == .short && $0.last == nil }
            if let first = old?.first, day <= first { throw UnitRefusal.namesOverlap(from: first) }
            try end(old, before: day, operation)
            if !short.isEmpty { try addName(short, .short, to: id, from: day, operation) }
        }
        try tell([settle(id, on: operation.today, operation)].compactMap(\.self), operation)
        try operation.record(
            "unit.rename", on: Subject("unit", id), before: ["name": official?.name],
            after: ["name": name, "from": day.iso], why: basis)
    }

    private static func end(_ name: NamePeriod?, before day: Day, _ operation: Operation) throws {
        guard let name else { return }
        try operation.run("UPDATE unit_name SET last_day = \(day.adding(days: -1)) WHERE id = \(name.id)")
    }

    /// A unit stands under `parent` from `day` on (nil: under none). What stands below it follows.
    ///
    /// Throws `loop`, `parentGone`, `parentNotYet`, `placesOverlap`, `samePlace`, `notThen`, `fromFirstDay`.
    public static func move(
        _ id: ID<Unit>, under parent: ID<Unit>?, from day: Day, basis: String?, by operation: Operation
    ) throws {
        let unit = try existing(id, operation)
        guard unit.exists(on: day) else { throw UnitRefusal.notThen(name: unit.name, day) }
        if let first = unit.firstDay, day <= first { throw UnitRefusal.fromFirstDay(first) }
        let old = try place(unit: id, day, operation)
        guard old != parent else { throw UnitRefusal.samePlace }
        let later: Day? = try operation.value(
            "SELECT min(first_day) FROM unit_place WHERE unit = \(id) AND first_day >= \(day)")
        if let later { throw UnitRefusal.placesOverlap(from: later) }
        if let parent {
            let above = try existing(parent, operation)
            try check(above, standsOn: day)
            if let last = above.lastDay, unit.lastDay.map({ last < $0 }) ?? true {
                throw UnitRefusal.parentGone(name: above.name, last: last)
            }
            if try stands(parent, below: id, from: day, operation) { throw UnitRefusal.loop(above.name) }
        }
        try setPlace(id, under: parent, from: day, basis: basis, operation)
        try tell([settle(id, on: operation.today, operation)].compactMap(\.self), operation)
        try operation.record(
            "unit.move", on: Subject("unit", id), before: ["parent": old?.description],
            after: ["parent": parent?.description, "from": day.iso], why: basis)
    }

    /// The unit above `unit` on a day.
    static func place(unit: ID<Unit>, _ day: Day, _ db: any Reader) throws -> ID<Unit>? {
        try db.value(
            """
            SELECT p.parent FROM unit_place p WHERE p.unit = \(unit) AND \(sql: day.lies(in: "p"))
            ORDER BY p.id DESC LIMIT 1
            """)
    }

    /// Without checks and without an entry: the rows of a place that begins.
    static func setPlace(
        _ id: ID<Unit>, under parent: ID<Unit>?, from day: Day, basis: String?, _ operation: Operation
    ) throws {
        try operation.run(
            """
            UPDATE unit_place SET last_day = \(day.adding(days: -1))
            WHERE unit = \(id) AND (last_day IS NULL OR last_day >= \(day)) AND (first_day IS NULL OR first_day < \(day))
            """)
        guard let parent else { return }
        try operation.run(
            "INSERT INTO unit_place (unit, parent, first_day, basis) VALUES (\(id), \(parent), \(day), \(basis))")
    }

    /// Whether `unit` is `other` or stands below it on some day from `day` on.
    private static func stands(_ unit: ID<Unit>, below other: ID<Unit>, from day: Day, _ db: any Reader) throws -> Bool
    {
        try db.first(
            """
            WITH RECURSIVE above (unit) AS (
                SELECT \(unit) UNION
                SELECT p.parent FROM above a JOIN unit_place p ON p.unit = a.unit
                WHERE p.last_day IS NULL OR p.last_day >= \(day)
            )
            SELECT unit FROM above WHERE unit = \(other)
            """) != nil
    }

    /// A unit ends on `lastDay`, without an heir. Throws `hasChildren`, `alreadyEnded`, `dissolvedBeforeItBegan`.
    public static func end(_ id: ID<Unit>, on lastDay: Day, basis: String?, by operation: Operation) throws {
        let unit = try existing(id, operation)
        if let ended = unit.lastDay { throw UnitRefusal.alreadyEnded(ended) }
        if let first = unit.firstDay, lastDay < first { throw UnitRefusal.dissolvedBeforeItBegan }
        try refuseChildren(of: id, after: lastDay, operation)
        try operation.run("UPDATE unit SET last_day = \(lastDay), ended_by = \(basis) WHERE id = \(id)")
        try operation.record("unit.end", on: Subject("unit", id), after: ["lastDay": lastDay.iso], why: basis)
    }

    static func refuseChildren(of id: ID<Unit>, after lastDay: Day, _ db: any Reader) throws {
        let children: Int = try db.value(
            """
            SELECT count(DISTINCT p.unit) FROM unit_place p JOIN unit u ON u.id = p.unit
            WHERE p.parent = \(id) AND (p.last_day IS NULL OR p.last_day > \(lastDay))
              AND (u.last_day IS NULL OR u.last_day > \(lastDay))
            """)
        guard children == 0 else { throw UnitRefusal.hasChildren(children, lastDay) }
    }

    /// Another name by which papers call the unit. Throws `aliasKnown` and `lookAlike`.
    public static func add(alias: String, to id: ID<Unit>, by operation: Operation) throws {
        _ = try existing(id, operation)
        let alias = try checked(name: alias)
        // Spreadsheets keep several of them in one cell, with semicolons between.
        guard !alias.contains(";") else { throw UnitRefusal.semicolon }
        let fold = UnitName.fold(alias)
        guard try operation.first("SELECT id FROM unit_name WHERE unit = \(id) AND fold = \(fold)") == nil else {
            throw UnitRefusal.aliasKnown(alias)
        }
        try addName(alias, .alias, to: id, operation)
        try operation.record("unit.alias", on: Subject("unit", id), after: ["alias": alias])
    }

    /// Takes back a name that was taught wrongly; official names and abbreviations are corrected, not removed.
    public static func remove(alias name: ID<NamePeriod>, of id: ID<Unit>, by operation: Operation) throws {
        let row = try operation.first(
            "SELECT name FROM unit_name WHERE id = \(name) AND unit = \(id) AND sort = 'alias'")
        guard let row else { throw UnitRefusal.unknown(name.description) }
        try operation.run("DELETE FROM unit_name WHERE id = \(name)")
        try operation.record("unit.forget", on: Subject("unit", id), before: ["alias": try row("name")])
    }
}
