import Database
import Vocabulary

extension CouncilsExchange {
    /// Facts of councils first, then seats that stand, then new ones: who takes over comes after who goes.
    public func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws
        -> [Int64]
    {
        let named = changes.flatMap { [$0.after[Place.unit], $0.after[Place.standing]].compactMap(\.self) }
        let units = try UnitsByCode(named, operation)
        var written: Set<ID<Council>> = []
        var touched: Set<ID<Council>> = []
        for change in changes {
            guard let id = change.id else { continue }
            let council = try Self.council(of: id, operation)
            touched.insert(council)
            if Place.facts.contains(where: { change.before?[$0] != change.after[$0] }), written.insert(council).inserted
            {
                try Councils.write(
                    council, try Self.council(change.after, units), because: Self.why, in: context.scope,
                    by: operation)
            }
            if id > 0 {
                let seat = try Councils.member(ID(id), in: context.scope, operation)
                try Councils.write(
                    seat, as: Self.role(change.after), from: try Self.first(change.after),
                    until: change.after[Place.last].flatMap { Day(iso: $0) }, because: Self.why, by: operation)
            }
        }
        let rows = changes.map {
            ExchangeRow(number: 0, key: nil, cells: $0.after, given: $0.after.map { _ in true })
        }
        let namesakes = try Namesakes(rows, context, name: Place.name, operation)
        let ids = try zip(changes, rows).map { change, row -> Int64 in
            if let id = change.id { return id }
            let council = try council(change.after, units, context, operation)
            guard change.after[Place.name] != nil else { return -council.rawValue }
            let all = namesakes.same(row, name: Place.name, birth: Place.birth, unit: nil)
            let here = namesakes.same(row, name: Place.name, birth: Place.birth, unit: Place.work)
            guard let person = all.count == 1 ? all.first : here.first else { throw PersonRefusal.notFound }
            return try Councils.add(
                ID(person), as: Self.role(change.after), to: council, from: try Self.first(change.after),
                until: change.after[Place.last].flatMap { Day(iso: $0) }, in: context.scope, by: operation
            ).rawValue
        }
        // Seats that the same import made are about to go when it is taken back.
        let going: [Int64] = try operation.values(
            """
            SELECT o.object FROM sheet_import_object o
            JOIN sheet_import_row r ON r.sheet_import = o.sheet_import AND r.number = o.number
            WHERE o.sheet_import = \(context.batch.id) AND r.state = 'fresh'
            """)
        for council in touched.sorted() {
            try Councils.mustHold(council, without: Set(going.map { ID($0) }), operation)
        }
        return ids
    }

    private static let why = "Nhập từ bảng tính"

    private static func council(of id: Int64, _ db: any Reader) throws -> ID<Council> {
        if id < 0 { return ID(-id) }
        guard let row = try db.first("SELECT council FROM council_member WHERE id = \(id)") else {
            throw CouncilRefusal.notFound
        }
        return try row("council")
    }

    private static func role(_ cells: [String?]) -> Council.Role {
        cells[Place.role].flatMap(Council.Role.init(rawValue:)) ?? .member
    }

    private static func first(_ cells: [String?]) throws -> Day {
        guard let day = (cells[Place.first] ?? cells[Place.begins]).flatMap({ Day(iso: $0) }) else {
            throw CouncilRefusal.badDay(field: "tu-ngay")
        }
        return day
    }

    private static func council(_ cells: [String?], _ units: UnitsByCode) throws -> NewCouncil {
        guard let unit = cells[Place.unit].flatMap({ units[$0] }) else {
            throw CouncilRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị của hội đồng trong danh mục.")
        }
        guard let decided = cells[Place.day].flatMap({ Day(iso: $0) }),
            let first = cells[Place.begins].flatMap({ Day(iso: $0) })
        else { throw CouncilRefusal.badDay(field: "ngay") }
        return NewCouncil(
            cells[Place.kind].flatMap(Council.Kind.init(rawValue:)) ?? .emulation,
            level: cells[Place.level].flatMap(Unit.Level.init(rawValue:)) ?? .province,
            name: cells[Place.council] ?? "", unit: unit.id,
            standing: cells[Place.standing].flatMap { units[$0]?.id }, decision: cells[Place.decision] ?? "",
            decidedOn: decided, firstDay: first, lastDay: cells[Place.ends].flatMap { Day(iso: $0) })
    }

    /// The council that a new row speaks of; the first row of a new one establishes it.
    private func council(
        _ cells: [String?], _ units: UnitsByCode, _ context: ExchangeContext, _ operation: Operation
    ) throws -> ID<Council> {
        let new = try Self.council(cells, units)
        let known = try operation.first(
            """
            SELECT id FROM council WHERE name_fold = \(new.name.folded) AND unit = \(new.unit)
              AND first_day = \(new.firstDay) ORDER BY id LIMIT 1
            """)
        if let known { return try known("id") }
        let id = try Councils.establish(new, in: context.scope, by: operation)
        try operation.run("UPDATE council SET sheet_import = \(context.batch.id) WHERE id = \(id)")
        return id
    }

    // MARK: Taking back

    public func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        var rest = ids.filter { $0 > 0 }[...]
        while !rest.isEmpty {
            for row in try db.all(
                "SELECT DISTINCT member FROM council_assignment WHERE member IN (\(list: rest.prefix(500)))")
            {
                found[try row("member")] = "thành viên này đã được phân công theo dõi khối."
            }
            rest = rest.dropFirst(500)
        }
        return found
    }

    public func remove(_ ids: [Int64], by operation: Operation) throws {
        var councils = Set(ids.filter { $0 < 0 }.map { ID<Council>(-$0) })
        for id in ids where id > 0 {
            guard let row = try operation.first("SELECT council FROM council_member WHERE id = \(id)") else { continue }
            let council: ID<Council> = try row("council")
            try operation.run("DELETE FROM council_member WHERE id = \(id)")
            try operation.record(
                "council.removeMember", on: Subject("council", council), before: ["member": String(id)], why: Self.why)
            councils.insert(council)
        }
        // A council that the list brought goes with its last seat; one that stood before stays empty.
        for council in councils.sorted() {
            let isOurs = try operation.first(
                """
                SELECT id FROM council c WHERE c.id = \(council) AND c.sheet_import IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM council_member m WHERE m.council = c.id)
                """)
            guard isOurs != nil else { continue }
            try operation.run("DELETE FROM council WHERE id = \(council)")
            try operation.record("council.remove", on: Subject("council", council), why: Self.why)
        }
    }
}
