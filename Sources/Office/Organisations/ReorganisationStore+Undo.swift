import Database
import Vocabulary

extension Reorganisations {
    /// What was built on a reorganisation since, so that it cannot be undone; empty when it can.
    public static func builtOn(
        _ id: ID<Reorganisation>, touches: [UnitTouch], _ db: any Reader
    ) throws -> [String] {
        let plan = try with(id, in: .everything, db)
        let (created, moved) = (try effects(of: id, "created", db), try effects(of: id, "moved", db))
        var built = try UnitTouch.found(touches, about: created, db).map { "\($0.count) \($0.noun) ở đơn vị mới" }
        let below: Int = try db.value(
            """
            SELECT count(DISTINCT p.unit) FROM unit_place p
            WHERE p.parent IN (SELECT unit FROM reorganisation_effect WHERE reorganisation = \(id) AND what = 'created')
              AND p.unit NOT IN (SELECT unit FROM reorganisation_effect WHERE reorganisation = \(id))
            """)
        if below > 0 { built.append("\(below) đơn vị đã thêm dưới đơn vị mới") }
        let others: Int = try db.value(
            """
            SELECT count(*) FROM reorganisation r JOIN reorganisation own ON own.id = \(id)
            WHERE r.id <> own.id
              AND (r.state = 'draft' OR (r.state = 'applied' AND (r.settled, r.id) > (own.settled, own.id)))
              AND (EXISTS (SELECT 1 FROM reorganisation_old o JOIN reorganisation_effect e ON e.unit = o.unit
                           WHERE o.reorganisation = r.id AND e.reorganisation = own.id)
                OR EXISTS (SELECT 1 FROM reorganisation_heir h
                           JOIN reorganisation_effect e ON e.unit = h.unit OR e.unit = h.parent
                           WHERE h.reorganisation = r.id AND e.reorganisation = own.id))
            """)
        if others > 0 { built.append("\(others) đợt sắp xếp sau đó dùng các đơn vị này") }
        if !moved.isEmpty {
            let later: Int = try db.value(
                """
                SELECT count(DISTINCT p.unit) FROM unit_place p JOIN reorganisation_effect e ON e.unit = p.unit
                WHERE e.reorganisation = \(id) AND e.what = 'moved' AND p.first_day > \(plan.firstDay)
                """)
            if later > 0 { built.append("\(later) đơn vị trực thuộc đã chuyển tiếp") }
        }
        return built
    }

    private static func effects(
        of id: ID<Reorganisation>, _ what: String, _ db: any Reader
    ) throws -> [ID<Unit>] {
        try db.values(
            "SELECT unit FROM reorganisation_effect WHERE reorganisation = \(id) AND what = \(what) ORDER BY id DESC")
    }

    /// Takes a reorganisation back: ended units live on, moved ones return, created ones are gone.
    ///
    /// Throws `notApplied`, and `builtOn` where something stands on it; nothing is changed then.
    public static func undo(_ id: ID<Reorganisation>, by operation: Operation) throws {
        let plan = try with(id, in: .everything, operation)
        guard plan.state == .applied else { throw ReorganisationRefusal.notApplied }
        let built = try builtOn(id, touches: operation.unitTouches, operation)
        guard built.isEmpty else { throw ReorganisationRefusal.builtOn(built) }
        for unit in try effects(of: id, "ended", operation) {
            try operation.run("UPDATE unit SET last_day = NULL, ended_by = NULL WHERE id = \(unit)")
            try operation.run(
                "DELETE FROM unit_successor WHERE predecessor = \(unit) AND on_day = \(plan.firstDay)")
            try operation.record("unit.reopen", on: Subject("unit", unit), before: ["lastDay": plan.lastDay.iso])
        }
        var moves: [UnitTouch.Move] = []
        for unit in try effects(of: id, "moved", operation) {
            try operation.run("DELETE FROM unit_place WHERE unit = \(unit) AND first_day = \(plan.firstDay)")
            try operation.run(
                "UPDATE unit_place SET last_day = NULL WHERE unit = \(unit) AND last_day = \(plan.lastDay)")
            if let move = try Organisations.settle(unit, on: operation.today, operation) { moves.append(move) }
            try operation.record("unit.moveBack", on: Subject("unit", unit), before: ["from": plan.firstDay.iso])
        }
        try Organisations.tell(moves, operation)
        try operation.run(
            "UPDATE reorganisation_heir SET unit = NULL WHERE reorganisation = \(id) AND is_new = 1")
        // Later ones that were undone themselves hold on to nothing.
        let created: SQL = "SELECT unit FROM reorganisation_effect WHERE reorganisation = \(id) AND what = 'created'"
        let undone: SQL = "SELECT id FROM reorganisation WHERE state = 'undone'"
        try operation.run(
            "DELETE FROM reorganisation_old WHERE unit IN (\(sql: created)) AND reorganisation IN (\(sql: undone))")
        try operation.run(
            """
            DELETE FROM reorganisation_heir WHERE (unit IN (\(sql: created)) OR parent IN (\(sql: created)))
              AND reorganisation IN (\(sql: undone))
            """)
        for unit in try effects(of: id, "created", operation) {
            do {
                _ = try operation.attempt { try operation.run("DELETE FROM unit WHERE id = \(unit)") }
            } catch is DatabaseFault {
                // A row that no room counted refers to it: its foreign key is the last word.
                throw ReorganisationRefusal.builtOn(["dữ liệu khác ở đơn vị mới"])
            }
            try operation.record("unit.remove", on: Subject("unit", unit))
        }
        try operation.run("UPDATE reorganisation SET state = 'undone', settled = \(operation.now) WHERE id = \(id)")
        try operation.record(
            "reorganisation.undo", on: Subject("reorganisation", id), before: ["firstDay": plan.firstDay.iso])
    }
}

/// What a reorganisation will do, before it is done: everything it touches, in the whole program.
public struct ReorganisationPreview: Equatable, Sendable {
    /// A unit below one that ends.
    public struct Below: Equatable, Sendable {
        public let name: String
        public let under: String
        /// Where it goes; nil: it ends too.
        public let goesTo: String?
    }

    public let plan: Reorganisation
    public let below: [Below]
    public let found: [UnitTouch.Found]
    public let problems: [ReorganisationRefusal]

    public init(_ plan: Reorganisation, touches: [UnitTouch], _ db: any Reader) throws {
        self.plan = plan
        problems = try Reorganisations.problems(of: plan, db)
        found = try UnitTouch.found(touches, about: plan.olds.map(\.unit.id), db)
        let olds = Dictionary(uniqueKeysWithValues: plan.olds.map { ($0.id, $0) })
        let above = try Organisations.units(Set(plan.olds.compactMap(\.unit.parent)), db)
        below = try Reorganisations.children(of: plan, db).compactMap { child in
            guard let old = olds[child.old] else { return nil }
            let target: String? =
                switch old.children {
                case .end: nil
                case .up: old.unit.parent.flatMap { above[$0]?.name } ?? "cấp cao nhất"
                case .heir: old.heirs.first.flatMap { plan.heir($0)?.name } ?? "chưa rõ"
                }
            return Below(name: child.name, under: old.unit.name, goesTo: target)
        }
    }
}
