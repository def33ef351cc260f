import Database
import Vocabulary

extension UnitsExchange {
    /// New units above before below, then changes.
    public func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws
        -> [Int64]
    {
        var ids = changes.map { $0.id ?? 0 }
        var idByCode: [String: ID<Unit>] = [:]
        let codes = Set(changes.compactMap { $0.after[Self.parentPlace] }).sorted()
        var rest = codes[...]
        while !rest.isEmpty {
            for row in try operation.all("SELECT id, code FROM unit WHERE code IN (\(list: rest.prefix(500)))") {
                idByCode[try row("code")] = try row("id")
            }
            rest = rest.dropFirst(500)
        }
        var waiting = changes.indices.filter { changes[$0].id == nil }
        while !waiting.isEmpty {
            let ready = waiting.filter { changes[$0].after[Self.parentPlace].map { idByCode[$0] != nil } ?? true }
            // The check found neither loops nor missing parents, so something is always ready.
            guard !ready.isEmpty else { throw UnitRefusal.unknown(changes[waiting[0]].after[Self.parentPlace] ?? "") }
            for index in ready {
                let new = Self.unit(
                    changes[index].after, parent: changes[index].after[Self.parentPlace].flatMap { idByCode[$0] })
                let id = try Organisations.add(new, by: operation)
                ids[index] = id.rawValue
                idByCode[new.code] = id
            }
            let done = Set(ready)
            waiting.removeAll { done.contains($0) }
        }
        for (index, change) in changes.enumerated() where change.id != nil {
            try Self.write(change, ID(ids[index]), idByCode, operation)
        }
        return ids
    }

    private static func unit(_ cells: [String?], parent: ID<Unit>?) -> NewUnit {
        var unit = NewUnit(
            code: cells[0] ?? "", name: cells[1] ?? "", shortName: cells[2],
            level: cells[3].flatMap(Unit.Level.init(rawValue:)) ?? .base,
            kind: cells[4].flatMap(Unit.Kind.init(rawValue:)) ?? .other, parent: parent,
            aliases: names(cells[aliasPlace]), firstDay: cells[7].flatMap { Day(iso: $0) },
            lastDay: cells[8].flatMap { Day(iso: $0) })
        unit.communeKind = cells[9].flatMap(Unit.CommuneKind.init(rawValue:))
        return unit
    }

    private static func names(_ cell: String?) -> [String] {
        (cell ?? "").split(separator: ";").map { $0.trimmed }.filter { !$0.isEmpty }
    }

    private static func write(
        _ change: ExchangeChange, _ id: ID<Unit>, _ idByCode: [String: ID<Unit>], _ operation: Operation
    ) throws {
        let (before, after) = (change.before ?? [], change.after)
        let new = unit(after, parent: after[parentPlace].flatMap { idByCode[$0] })
        try operation.run(
            """
            UPDATE unit SET code = \(new.code), name = \(new.name), name_key = \(VietnameseOrder.key(new.name)),
                short_name = \(new.shortName), commune_kind = \(new.communeKind), level = \(new.level), kind = \(new.kind), first_day = \(new.firstDay),
                last_day = \(new.lastDay)
            WHERE id = \(id)
            """)
        for (place, sort) in [(1, NamePeriod.Sort.official), (2, .short)] where before[place] != after[place] {
            try Organisations.correct(
                sort, from: before[place] ?? "", to: after[place] ?? "", of: id, operation)
        }
        if before[aliasPlace] != after[aliasPlace] {
            try operation.run("DELETE FROM unit_name WHERE unit = \(id) AND sort = 'alias'")
            for name in names(after[aliasPlace]) { try Organisations.addName(name, .alias, to: id, operation) }
        }
        if before[parentPlace] != after[parentPlace] {
            try Organisations.correctPlace(of: id, to: new.parent, operation)
        }
        try operation.record(
            "unit.correct", on: Subject("unit", id),
            before: facts(before, unlike: after), after: facts(after, unlike: before))
    }

    private static func facts(_ cells: [String?], unlike other: [String?]) -> [String: String?] {
        let names = [
            "code", "name", "shortName", "level", "kind", "parent", "aliases", "firstDay", "lastDay", "communeKind",
        ]
        var facts: [String: String?] = [:]
        for index in cells.indices where cells[index] != other[index] { facts[names[index]] = cells[index] }
        return facts
    }

    // MARK: Taking back

    public func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String] {
        let going = Set(ids)
        var found: [Int64: String] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            for row in try db.all("SELECT id, parent FROM unit WHERE parent IN (\(list: some))") {
                if !going.contains(try row("id")) {
                    found[try row("parent")] = "đã có đơn vị khác trực thuộc đơn vị này."
                }
            }
            for row in try db.all("SELECT DISTINCT unit FROM account WHERE unit IN (\(list: some))") {
                found[try row("unit")] = "đã có tài khoản của đơn vị này."
            }
        }
        return found
    }

    public func remove(_ ids: [Int64], by operation: Operation) throws {
        // Below before above.
        let ordered: [(id: Int64, path: String)] = try ids.compactMap { id in
            try operation.first("SELECT path FROM unit WHERE id = \(id)").map { (id, try $0("path")) }
        }.sorted { $0.1.utf8.count > $1.1.utf8.count }
        for (id, _) in ordered {
            try operation.run("DELETE FROM unit WHERE id = \(id)")
            try operation.record("unit.remove", on: Subject("unit", id))
        }
    }
}
