import Database
import Vocabulary

/// What can be put right about a unit that was written down wrongly; nothing of it is a change of the unit itself.
public struct UnitCorrection: Equatable, Sendable {
    public var code: String
    public var name: String
    public var shortName: String
    public var level: Unit.Level
    public var kind: Unit.Kind
    public var communeKind: Unit.CommuneKind?
    public var firstDay: Day?
    public var lastDay: Day?

    public init(_ unit: Unit) {
        (code, name, shortName, level) = (unit.code, unit.name, unit.shortName ?? "", unit.level)
        (kind, communeKind, firstDay, lastDay) = (unit.kind, unit.communeKind, unit.firstDay, unit.lastDay)
    }

    /// As the ledger writes it.
    var facts: [String: String?] {
        [
            "code": code, "name": name, "shortName": shortName.isEmpty ? nil : shortName, "level": level.rawValue,
            "kind": kind.rawValue, "communeKind": communeKind?.rawValue, "firstDay": firstDay?.iso,
            "lastDay": lastDay?.iso,
        ]
    }

    /// Equal while nobody has put anything else right: what a form carries that was opened some time ago.
    public var stamp: String {
        let lines = facts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value ?? "")" }
        return Digest.hex(Digest.blake2b(Array(lines.joined(separator: "\n").utf8)).prefix(8))
    }
}

extension Organisations {
    /// Puts right what was written down wrongly: the present name keeps its days.
    ///
    /// Throws `codeTaken`, `noCode`, `noName`, `lookAlike`, `dissolvedBeforeItBegan`, `hasSuccessors`, `hasChildren`,
    /// `changedMeanwhile`.
    /// - Parameter knowing: the stamp of what the person saw; nil where nobody looked.
    public static func correct(
        _ id: ID<Unit>, to new: UnitCorrection, knowing stamp: String? = nil, by operation: Operation
    ) throws {
        let unit = try existing(id, operation)
        var new = new
        new.code = new.code.nfc.trimmed
        new.name = try checked(name: new.name)
        new.shortName = try checked(name: new.shortName, mayBeEmpty: true)
        guard !new.code.isEmpty else { throw UnitRefusal.noCode }
        let (old, changed) = (UnitCorrection(unit), new.facts)
        let fields = changed.keys.filter { old.facts[$0] != changed[$0] }
        // A form that is sent twice changes nothing the second time.
        guard !fields.isEmpty else { return }
        if let stamp, stamp != old.stamp { throw UnitRefusal.changedMeanwhile }
        if new.code != unit.code, try self.unit(code: new.code, operation) != nil {
            throw UnitRefusal.codeTaken(new.code)
        }
        if let first = new.firstDay, let last = new.lastDay, last < first { throw UnitRefusal.dissolvedBeforeItBegan }
        if new.lastDay != unit.lastDay { try checkEnd(of: id, new.lastDay, operation) }
        try operation.run(
            """
            UPDATE unit SET code = \(new.code), name = \(new.name), name_key = \(VietnameseOrder.key(new.name)),
                short_name = \(new.shortName.isEmpty ? nil : new.shortName), level = \(new.level), kind = \(new.kind),
                commune_kind = \(new.communeKind), first_day = \(new.firstDay), last_day = \(new.lastDay)
            WHERE id = \(id)
            """)
        try correct(.official, from: unit.name, to: new.name, of: id, operation)
        try correct(.short, from: unit.shortName ?? "", to: new.shortName, of: id, operation)
        try operation.record(
            "unit.correct", on: Subject("unit", id), before: old.facts.filter { fields.contains($0.key) },
            after: changed.filter { fields.contains($0.key) })
    }

    private static func checkEnd(of id: ID<Unit>, _ last: Day?, _ operation: Operation) throws {
        guard try operation.first("SELECT successor FROM unit_successor WHERE predecessor = \(id) LIMIT 1") == nil
        else {
            throw UnitRefusal.hasSuccessors
        }
        guard let last else { return }
        try refuseChildren(of: id, after: last, operation)
    }

    /// A name that was written down wrongly; its days stay.
    static func correct(
        _ sort: NamePeriod.Sort, from old: String, to new: String, of id: ID<Unit>, _ operation: Operation
    ) throws {
        guard old != new else { return }
        if old.isEmpty { return try addName(new, sort, to: id, operation) }
        let present = try NamePeriod.all(of: id, operation).last { $0.sort == sort && $0.name == old }
        guard let present else { return }
        if new.isEmpty {
            try operation.run("DELETE FROM unit_name WHERE id = \(present.id)")
        } else {
            try operation.run(
                "UPDATE unit_name SET name = \(new), fold = \(UnitName.fold(new)) WHERE id = \(present.id)")
        }
    }

    /// The place that was written down wrongly: since its first day the unit stood under another.
    static func correctPlace(of id: ID<Unit>, to parent: ID<Unit>?, _ operation: Operation) throws {
        let unit = try existing(id, operation)
        let day = unit.lastDay.map { min($0, operation.today) } ?? operation.today
        let present: Int64? = try operation.value(
            """
            SELECT p.id FROM unit_place p WHERE p.unit = \(id) AND \(sql: day.lies(in: "p")) ORDER BY p.id DESC LIMIT 1
            """)
        if let parent, let present {
            try operation.run("UPDATE unit_place SET parent = \(parent) WHERE id = \(present)")
        } else if let parent {
            try operation.run("INSERT INTO unit_place (unit, parent) VALUES (\(id), \(parent))")
        } else if let present {
            try operation.run("DELETE FROM unit_place WHERE id = \(present)")
        }
        try tell([settle(id, on: operation.today, operation)].compactMap(\.self), operation)
    }

    // MARK: What a day brings

    /// Lets changes that were written for a day to come take effect: names and places as they are on `operation.today`.
    /// Changes nothing on most days. Returns the units that changed.
    @discardableResult
    public static func bringForward(by operation: Operation) throws -> [ID<Unit>] {
        let due = try dueUnits(on: operation.today, operation)
        let moves = try due.compactMap { id in
            try operation.record("unit.due", on: Subject("unit", id), after: ["day": operation.today.iso])
            return try settle(id, on: operation.today, operation)
        }
        try tell(moves, operation)
        return due
    }

    /// Does so soon after midnight; on most days there is nothing to do.
    public static let dueChanges = Job(
        "organisations.due", "Tên và nơi trực thuộc của đơn vị đến ngày có hiệu lực", .every(seconds: 300),
        isNeeded: { office, db in try !dueUnits(on: office.world.today, db).isEmpty },
        work: { run in "Đã cập nhật \(try run.write { try bringForward(by: $0) }.count) đơn vị." })

    /// Units whose name or place on `day` is not the one that is kept beside them.
    public static func dueUnits(on day: Day, _ db: any Reader) throws -> [ID<Unit>] {
        try db.values(
            """
            SELECT u.id FROM unit u JOIN unit_name n ON n.unit = u.id AND n.sort = 'official' AND \(sql: day.lies(in: "n"))
            WHERE n.first_day IS NOT NULL AND n.name <> u.name AND \(sql: day.lies(in: "u"))
            UNION
            SELECT u.id FROM unit u JOIN unit_place p ON p.unit = u.id AND p.last_day < \(day)
            WHERE p.parent = u.parent AND \(sql: day.lies(in: "u")) AND NOT EXISTS (
                SELECT 1 FROM unit_place q WHERE q.unit = u.id AND q.parent = u.parent AND \(sql: day.lies(in: "q")))
            ORDER BY 1
            """)
    }

    /// Writes the name and the place of `day` beside the unit, and the paths of what stands below it. Returns how the
    /// branch moved, for `tell`; nil where it stays.
    static func settle(_ id: ID<Unit>, on day: Day, _ operation: Operation) throws -> UnitTouch.Move? {
        let unit = try existing(id, operation)
        // A unit that has ended keeps what it had at its end; one that has not begun, what it begins with.
        var day = day
        if let last = unit.lastDay, last < day { day = last }
        if let first = unit.firstDay, day < first { day = first }
        let names = try NamePeriod.all(of: id, operation).filter { $0.contains(day) }
        let name = names.last { $0.sort == .official }?.name ?? unit.name
        let short = names.last { $0.sort == .short }?.name
        let parent = try place(unit: id, day, operation)
        if name != unit.name || short != unit.shortName {
            try operation.run(
                """
                UPDATE unit SET name = \(name), name_key = \(VietnameseOrder.key(name)), short_name = \(short)
                WHERE id = \(id)
                """)
        }
        guard parent != unit.parent else { return nil }
        let above = try parent.map { try existing($0, operation).path } ?? "/"
        try operation.run("UPDATE unit SET parent = \(parent) WHERE id = \(id)")
        let move = UnitTouch.Move(from: unit.path, to: above + "\(id)/")
        guard move.from != move.to else { return nil }
        try operation.run(
            """
            UPDATE unit SET path = \(move.to) || substr(path, CAST(\(move.from.count + 1) AS INTEGER))
            WHERE path >= \(move.from) AND path < \(move.from + "~")
            """)
        return move
    }

    /// Lets the rooms that keep copies of paths follow branches that moved, all at once and in order.
    static func tell(_ moves: [UnitTouch.Move], _ operation: Operation) throws {
        guard !moves.isEmpty else { return }
        for touch in operation.unitTouches { try touch.follow?(moves, operation) }
    }
}
