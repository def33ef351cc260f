import Database
import Vocabulary

extension Reorganisations {
    /// A unit under one that ends, and where it goes; nil: it ends too.
    struct Child: Equatable, Sendable {
        let id: ID<Unit>
        let name: String
        let old: ID<Reorganisation.Old>
    }

    /// Everything that keeps a reorganisation from being carried out; empty when nothing does.
    public static func problems(of plan: Reorganisation, _ db: any Reader) throws -> [ReorganisationRefusal] {
        var problems: [ReorganisationRefusal] = []
        if plan.decision.isEmpty { problems.append(.noDecision) }
        if plan.olds.isEmpty { problems.append(.noOlds) }
        let later = try laterChanges(plan, db)
        let ending = Dictionary(uniqueKeysWithValues: plan.olds.map { ($0.unit.id, $0.unit.name) })
        for old in plan.olds {
            let name = old.unit.name
            if old.childCount > 0, old.children == .up, let above = old.unit.parent.flatMap({ ending[$0] }) {
                problems.append(.parentEnds(heir: "Đơn vị trực thuộc \(name)", parent: above))
            }
            if let last = old.unit.lastDay {
                problems.append(.oldEndsAnyway(name, last))
            } else if !old.unit.exists(on: plan.lastDay) {
                problems.append(.oldNotThen(name, plan.lastDay))
            }
            if let day = later[old.unit.id] { problems.append(.oldChangesLater(name, day)) }
            if old.childCount > 0, old.children == .heir, old.heirs.isEmpty {
                problems.append(.childrenWithoutHeir(name, old.childCount))
            }
        }
        return problems + (try heirProblems(plan, db))
    }

    private static func heirProblems(_ plan: Reorganisation, _ db: any Reader) throws -> [ReorganisationRefusal] {
        var problems: [ReorganisationRefusal] = []
        let ending = Set(plan.olds.map(\.unit.id))
        let taking = Set(plan.olds.flatMap(\.heirs))
        let named = Set(plan.heirs.flatMap { [$0.unit, $0.parent].compactMap(\.self) })
        let units = try Organisations.units(named, db)
        let codes = Set(plan.heirs.filter { $0.isNew && $0.unit == nil }.map(\.code))
        let taken: Set<String> =
            codes.isEmpty ? [] : Set(try db.values("SELECT code FROM unit WHERE code IN (\(list: codes.sorted()))"))
        for heir in plan.heirs {
            if !taking.contains(heir.id) { problems.append(.heirTakesNothing(heir.name)) }
            if let unit = heir.unit, !heir.isNew {
                if ending.contains(unit) { problems.append(.heirIsOld(heir.name)) }
                if let there = units[unit], !there.exists(on: plan.firstDay) || there.lastDay != nil {
                    problems.append(.heirNotThen(heir.name, plan.firstDay))
                }
            }
            guard heir.isNew else { continue }
            if taken.contains(heir.code) { problems.append(.codeTaken(heir.code)) }
            if let parent = heir.parent.flatMap({ units[$0] }) {
                if ending.contains(parent.id) {
                    problems.append(.parentEnds(heir: heir.name, parent: parent.name))
                } else if !parent.exists(on: plan.firstDay) {
                    problems.append(.parentNotThen(heir: heir.name, parent: parent.name))
                }
            }
        }
        return problems
    }

    /// Changes of the ending units that were written for the first day of the new order or later.
    private static func laterChanges(_ plan: Reorganisation, _ db: any Reader) throws -> [ID<Unit>: Day] {
        var found: [ID<Unit>: Day] = [:]
        try db.each(
            """
            SELECT o.unit, p.first_day FROM reorganisation_old o JOIN unit_place p ON p.unit = o.unit
            WHERE o.reorganisation = \(plan.id) AND p.first_day >= \(plan.firstDay)
            UNION
            SELECT o.unit, n.first_day FROM reorganisation_old o JOIN unit_name n ON n.unit = o.unit
            WHERE o.reorganisation = \(plan.id) AND n.first_day >= \(plan.firstDay)
            """
        ) { found[try $0("unit")] = try $0("first_day") }
        return found
    }

    /// Units directly under the ending ones on the last day, which do not end by themselves.
    static func children(of plan: Reorganisation, _ db: any Reader) throws -> [Child] {
        try db.all(
            """
            SELECT u.id, u.name, o.id AS old FROM reorganisation_old o
            JOIN unit_place p ON p.parent = o.unit AND \(sql: plan.lastDay.lies(in: "p"))
            JOIN unit u ON u.id = p.unit AND \(sql: plan.firstDay.lies(in: "u"))
            WHERE o.reorganisation = \(plan.id)
              AND NOT EXISTS (SELECT 1 FROM reorganisation_old s WHERE s.reorganisation = \(plan.id) AND s.unit = u.id)
            ORDER BY u.name_key, u.id
            """
        ).map { Child(id: try $0("id"), name: try $0("name"), old: try $0("old")) }
    }

    /// Carries a prepared reorganisation out: new units are made, old ones end, what stood below them goes where it was
    /// said, and the old ones know their heirs. Throws the first of `problems`.
    public static func apply(_ id: ID<Reorganisation>, by operation: Operation) throws {
        try mustBeDraft(id, operation)
        let plan = try with(id, in: .everything, operation)
        if let problem = try problems(of: plan, operation).first { throw problem }
        let children = try children(of: plan, operation)
        let made = try makeHeirs(plan, operation)
        var effects: [(unit: ID<Unit>, what: String)] = plan.heirs.filter(\.isNew).compactMap { heir in
            made[heir.id].map { ($0, "created") }
        }
        let olds = Dictionary(uniqueKeysWithValues: plan.olds.map { ($0.id, $0) })
        var moves: [UnitTouch.Move] = []
        for child in children {
            guard let old = olds[child.old] else { continue }
            let settled = try settle(child, under: old, heirs: made, plan, operation)
            effects += settled.effects
            if let move = settled.move { moves.append(move) }
        }
        try Organisations.tell(moves, operation)
        let sources = plan.sources
        for old in plan.olds {
            try operation.run(
                "UPDATE unit SET last_day = \(plan.lastDay), ended_by = \(plan.decision) WHERE id = \(old.unit.id)")
            for heir in old.heirs {
                guard let unit = made[heir] else { continue }
                try operation.run(
                    """
                    INSERT INTO unit_successor (predecessor, successor, on_day, how, basis)
                    VALUES (\(old.unit.id), \(unit), \(plan.firstDay),
                            \(plan.way(from: old, to: heir, sources: sources)), \(plan.decision))
                    """)
            }
            effects.append((old.unit.id, "ended"))
            try operation.record(
                "unit.end", on: Subject("unit", old.unit.id),
                after: ["lastDay": plan.lastDay.iso, "reorganisation": id.description], why: plan.decision)
        }
        try operation.insertMany(
            into: "reorganisation_effect", columns: ["reorganisation", "unit", "what"],
            rows: effects.map { [id.sqlValue, $0.unit.sqlValue, $0.what.sqlValue] })
        try operation.run("UPDATE reorganisation SET state = 'applied', settled = \(operation.now) WHERE id = \(id)")
        try operation.record(
            "reorganisation.apply", on: Subject("reorganisation", id),
            after: [
                "firstDay": plan.firstDay.iso, "ended": String(plan.olds.count),
                "created": String(plan.heirs.count { $0.isNew }), "children": String(children.count),
            ], why: plan.decision)
    }

    private static func makeHeirs(
        _ plan: Reorganisation, _ operation: Operation
    ) throws -> [ID<Reorganisation.Heir>: ID<Unit>] {
        var made: [ID<Reorganisation.Heir>: ID<Unit>] = [:]
        for heir in plan.heirs {
            if !heir.isNew {
                made[heir.id] = heir.unit
                continue
            }
            let unit = try Organisations.add(
                NewUnit(
                    code: heir.code, name: heir.name, shortName: heir.shortName, level: heir.level, kind: heir.kind,
                    communeKind: heir.communeKind, parent: heir.parent, firstDay: plan.firstDay,
                    foundedBy: plan.decision), by: operation)
            try operation.run("UPDATE reorganisation_heir SET unit = \(unit) WHERE id = \(heir.id)")
            made[heir.id] = unit
        }
        return made
    }

    private static func settle(
        _ child: Child, under old: Reorganisation.Old, heirs: [ID<Reorganisation.Heir>: ID<Unit>],
        _ plan: Reorganisation, _ operation: Operation
    ) throws -> (effects: [(unit: ID<Unit>, what: String)], move: UnitTouch.Move?) {
        if old.children == .end {
            let below = try branch(of: child.id, on: plan.firstDay, operation)
            for unit in below {
                try operation.run(
                    "UPDATE unit SET last_day = \(plan.lastDay), ended_by = \(plan.decision) WHERE id = \(unit)")
                try operation.record(
                    "unit.end", on: Subject("unit", unit), after: ["lastDay": plan.lastDay.iso], why: plan.decision)
            }
            return (below.map { ($0, "ended") }, nil)
        }
        let parent = old.children == .up ? old.unit.parent : old.heirs.first.flatMap { heirs[$0] }
        try Organisations.setPlace(child.id, under: parent, from: plan.firstDay, basis: plan.decision, operation)
        let move = try Organisations.settle(child.id, on: operation.today, operation)
        try operation.record(
            "unit.move", on: Subject("unit", child.id), before: ["parent": old.unit.id.description],
            after: ["parent": parent?.description, "from": plan.firstDay.iso], why: plan.decision)
        return ([(child.id, "moved")], move)
    }

    /// A unit and all that stands below it on a day.
    private static func branch(of unit: ID<Unit>, on day: Day, _ db: any Reader) throws -> [ID<Unit>] {
        try db.values(
            """
            WITH RECURSIVE branch (unit) AS (
                SELECT \(unit) UNION
                SELECT p.unit FROM branch b JOIN unit_place p ON p.parent = b.unit AND \(sql: day.lies(in: "p"))
                JOIN unit u ON u.id = p.unit AND \(sql: day.lies(in: "u"))
            )
            SELECT unit FROM branch ORDER BY unit
            """)
    }
}
