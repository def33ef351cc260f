import Database
import Vocabulary

extension BlocsExchange {
    private static let why = "Nhập từ bảng tính"

    /// Where a row stands: its bloc, its decision and the unit.
    private struct Written {
        let member: Int64
        let bloc: Int64
        let version: Int64
        let unit: Int64
        let range: ClosedRange<Int>
    }

    /// Facts of what stands, then new blocs, decisions and members in the order of their years, then who leads and quotas.
    public func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws
        -> [Int64]
    {
        let units = try UnitsByCode(
            changes.flatMap { [$0.after[Place.keeper], $0.after[Place.unit]].compactMap(\.self) }, operation)
        for change in changes where change.id != nil { try Self.write(change, units, operation) }
        var ids = changes.map { $0.id ?? 0 }
        let fresh = changes.indices.filter { changes[$0].id == nil }.sorted {
            (changes[$0].after[Place.year] ?? "", $0) < (changes[$1].after[Place.year] ?? "", $1)
        }
        for index in fresh { ids[index] = try Self.insert(changes[index].after, units, operation) }
        let written = try ids.map { try Self.written($0, operation) }
        for (change, place) in zip(changes, written) { try Self.clear(change, place, operation) }
        var deputies: [Int64: Int64] = [:]
        for (change, place) in zip(changes, written) { try Self.lead(change, place, &deputies, operation) }
        var versions: Set<Int64> = []
        for (change, place) in zip(changes, written) where versions.insert(place.version).inserted {
            try Self.setQuotas(change.after, place, operation)
        }
        for (bloc, some) in Dictionary(grouping: written, by: \.bloc).sorted(by: { $0.key < $1.key }) {
            try operation.run(
                """
                DELETE FROM bloc_year WHERE bloc = \(bloc) AND head IS NULL AND flags IS NULL AND certificates IS NULL
                  AND NOT EXISTS (SELECT 1 FROM bloc_deputy d WHERE d.bloc_year = bloc_year.id)
                """)
            try operation.record(
                "bloc.import", on: Subject("bloc", bloc), after: ["rows": String(some.count)], why: Self.why)
        }
        return ids
    }

    private static func write(_ change: ExchangeChange, _ units: UnitsByCode, _ operation: Operation) throws {
        guard let id = change.id, let before = change.before else { return }
        let after = change.after
        if Place.bloc.contains(where: { before[$0] != after[$0] }) {
            guard let keeper = after[Place.keeper].flatMap({ units[$0] }), let name = after[Place.name] else { return }
            try operation.run(
                """
                UPDATE bloc SET name = \(name), name_key = \(VietnameseOrder.key(name)), name_fold = \(name.folded),
                    kind = \(after[Place.kind]), unit = \(keeper.id)
                WHERE id = (SELECT v.bloc FROM bloc_member m JOIN bloc_version v ON v.id = m.version WHERE m.id = \(id))
                """)
        }
        if before[Place.decision] != after[Place.decision] || before[Place.day] != after[Place.day] {
            try operation.run(
                """
                UPDATE bloc_version SET decision = \(after[Place.decision]), decided_on = \(after[Place.day])
                WHERE id = (SELECT m.version FROM bloc_member m WHERE m.id = \(id))
                """)
        }
    }

    private static func insert(_ cells: [String?], _ units: UnitsByCode, _ operation: Operation) throws -> Int64 {
        guard let keeper = cells[Place.keeper].flatMap({ units[$0] }),
            let unit = cells[Place.unit].flatMap({ units[$0] })
        else { throw BlocRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị trong danh mục.") }
        guard let name = cells[Place.name] else { throw BlocRefusal.noName }
        guard let year = cells[Place.year].flatMap({ Int($0) }) else { throw BlocRefusal.badYear }
        let known: Int64? = try operation.first(
            "SELECT id FROM bloc WHERE name_fold = \(name.folded) AND unit = \(keeper.id) ORDER BY id LIMIT 1"
        ).map { try $0("id") }
        let bloc =
            try known
            ?? operation.insert(
                """
                INSERT INTO bloc (kind, name, name_key, name_fold, unit, added)
                VALUES (\(cells[Place.kind]), \(name), \(VietnameseOrder.key(name)), \(name.folded), \(keeper.id),
                    \(operation.now))
                """)
        let version = try version(of: bloc, from: year, cells, operation)
        let last: Int64 = try operation.value(
            "SELECT COALESCE(max(position), -1) FROM bloc_member WHERE version = \(version)")
        return try operation.insert(
            "INSERT INTO bloc_member (version, unit, position) VALUES (\(version), \(unit.id), \(last + 1))")
    }

    private static func version(of bloc: Int64, from year: Int, _ cells: [String?], _ operation: Operation) throws
        -> Int64
    {
        let known = try operation.first("SELECT id FROM bloc_version WHERE bloc = \(bloc) AND first_year = \(year)")
        if let known { return try known("id") }
        try operation.run(
            "UPDATE bloc_version SET last_year = \(year - 1) WHERE bloc = \(bloc) AND last_year IS NULL")
        return try operation.insert(
            """
            INSERT INTO bloc_version (bloc, decision, decided_on, first_year)
            VALUES (\(bloc), \(cells[Place.decision]), \(cells[Place.day]), \(year))
            """)
    }

    private static func written(_ member: Int64, _ db: any Reader) throws -> Written {
        let row = try db.first(
            """
            SELECT v.bloc, v.id, v.first_year, v.last_year, m.unit FROM bloc_member m JOIN bloc_version v ON v.id = m.version
            WHERE m.id = \(member)
            """)
        guard let row else { throw BlocRefusal.notFound }
        let (first, last): (Int, Int?) = (try row("first_year"), try row("last_year"))
        return Written(
            member: member, bloc: try row("bloc"), version: try row("id"), unit: try row("unit"),
            range: first...(last ?? 2100))
    }

    private static func years(_ change: ExchangeChange, _ place: Int) -> (gone: [Int], new: [Int]) {
        let (old, now) = (
            Set(YearList.years(change.before?[place]) ?? []), Set(YearList.years(change.after[place]) ?? [])
        )
        return (old.subtracting(now).sorted(), now.subtracting(old).sorted())
    }

    /// Who leads no more makes room first.
    private static func clear(_ change: ExchangeChange, _ place: Written, _ operation: Operation) throws {
        for year in years(change, Place.head).gone {
            try operation.run(
                "UPDATE bloc_year SET head = NULL WHERE bloc = \(place.bloc) AND year = \(year) AND head = \(place.unit)"
            )
        }
        for year in years(change, Place.deputy).gone {
            try operation.run(
                """
                DELETE FROM bloc_deputy WHERE unit = \(place.unit)
                  AND bloc_year IN (SELECT id FROM bloc_year WHERE bloc = \(place.bloc) AND year = \(year))
                """)
        }
    }

    private static func lead(
        _ change: ExchangeChange, _ place: Written, _ deputies: inout [Int64: Int64], _ operation: Operation
    ) throws {
        for year in years(change, Place.head).new {
            let row = try Blocs.yearRow(ID(place.bloc), year, operation)
            try operation.run("UPDATE bloc_year SET head = \(place.unit) WHERE id = \(row.id)")
        }
        for year in years(change, Place.deputy).new {
            let row = try Blocs.yearRow(ID(place.bloc), year, operation)
            let known = try operation.first(
                "SELECT id FROM bloc_deputy WHERE bloc_year = \(row.id) AND unit = \(place.unit)")
            if known != nil { continue }
            let last: Int64 = try operation.value(
                "SELECT COALESCE(max(position), -1) FROM bloc_deputy WHERE bloc_year = \(row.id)")
            try operation.run(
                "INSERT INTO bloc_deputy (bloc_year, unit, position) VALUES (\(row.id), \(place.unit), \(last + 1))")
        }
    }

    private static func setQuotas(_ cells: [String?], _ place: Written, _ operation: Operation) throws {
        let (flags, certificates) = (
            YearList.numbers(cells[Place.flags]) ?? [:], YearList.numbers(cells[Place.certificates]) ?? [:]
        )
        let standing = try Blocs.years(of: ID(place.bloc), operation).filter { place.range.contains($0.year) }
        for year in Set(standing.map(\.year)).union(flags.keys).union(certificates.keys).sorted() {
            let old = standing.first { $0.year == year }
            guard old?.flags != flags[year] || old?.certificates != certificates[year] else { continue }
            let row = try Blocs.yearRow(ID(place.bloc), year, operation)
            try operation.run(
                """
                UPDATE bloc_year SET flags = \(flags[year]), certificates = \(certificates[year]) WHERE id = \(row.id)
                """)
        }
    }

    // MARK: Taking back

    public func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        for (version, parts) in try Self.parts(of: ids, db).sorted(by: { $0.key < $1.key }) {
            guard let first = parts.ids.first else { continue }
            if parts.left == 1 {
                found[first] = "khối, cụm chỉ còn một thành viên khác. Hãy hoàn tác lượt nhập sau trước."
            }
            let newer = try db.first(
                """
                SELECT n.id FROM bloc_version v JOIN bloc_version n ON n.bloc = v.bloc AND n.first_year > v.first_year
                WHERE v.id = \(version) AND NOT EXISTS (
                    SELECT 1 FROM bloc_member m WHERE m.version = n.id AND m.id IN (\(list: ids.prefix(500))))
                LIMIT 1
                """)
            if parts.left == 0, newer != nil { found[first] = "khối, cụm đã có quyết định mới hơn." }
            let assigned = try db.first(
                """
                SELECT a.id FROM council_assignment a JOIN bloc_version v ON v.bloc = a.bloc
                WHERE v.id = \(version) AND NOT EXISTS (
                    SELECT 1 FROM bloc_version o WHERE o.bloc = v.bloc AND o.first_year < v.first_year)
                LIMIT 1
                """)
            if parts.left == 0, assigned != nil {
                found[first] = "đã phân công thành viên hội đồng theo dõi khối, cụm này."
            }
        }
        return found
    }

    /// The members to go by decision, and how many the decision keeps.
    private static func parts(of ids: [Int64], _ db: any Reader) throws -> [Int64: (ids: [Int64], left: Int)] {
        var parts: [Int64: (ids: [Int64], left: Int)] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            for row in try db.all(
                "SELECT id, version FROM bloc_member WHERE id IN (\(list: rest.prefix(500))) ORDER BY id")
            {
                let (id, version): (Int64, Int64) = (try row("id"), try row("version"))
                parts[version, default: ([], 0)].ids.append(id)
            }
            rest = rest.dropFirst(500)
        }
        for version in parts.keys.sorted() {
            let all: Int = try db.value("SELECT count(*) FROM bloc_member WHERE version = \(version)")
            let going = parts[version]?.ids.count ?? 0
            parts[version]?.left = all - going
        }
        return parts
    }

    public func remove(_ ids: [Int64], by operation: Operation) throws {
        let parts = try Self.parts(of: ids, operation)
        var versions: [(id: Int64, bloc: Int64, first: Int)] = []
        for version in parts.keys.sorted() {
            let row = try operation.first("SELECT bloc, first_year FROM bloc_version WHERE id = \(version)")
            guard let row else { continue }
            versions.append((version, try row("bloc"), try row("first_year")))
        }
        // The newest decision first, so that the one before holds again.
        for (version, bloc, _) in versions.sorted(by: { ($0.bloc, $1.first) < ($1.bloc, $0.first) }) {
            let (members, left) = parts[version] ?? ([], 0)
            if left > 0 {
                for member in members {
                    let place = try Self.written(member, operation)
                    let range: SQL =
                        "bloc = \(bloc) AND year BETWEEN \(place.range.lowerBound) AND \(place.range.upperBound)"
                    try operation.run("UPDATE bloc_year SET head = NULL WHERE \(sql: range) AND head = \(place.unit)")
                    try operation.run(
                        """
                        DELETE FROM bloc_deputy WHERE unit = \(place.unit)
                          AND bloc_year IN (SELECT id FROM bloc_year WHERE \(sql: range))
                        """)
                }
            }
            for member in members { try operation.run("DELETE FROM bloc_member WHERE id = \(member)") }
            if left == 0 { try Self.remove(version: version, of: bloc, operation) }
            try operation.record("bloc.import", on: Subject("bloc", bloc), why: "Hoàn tác lượt nhập bảng tính")
        }
    }

    private static func remove(version: Int64, of bloc: Int64, _ operation: Operation) throws {
        try operation.run("DELETE FROM bloc_version WHERE id = \(version)")
        let before = try operation.first(
            "SELECT id FROM bloc_version WHERE bloc = \(bloc) ORDER BY first_year DESC LIMIT 1")
        if let before {
            let id: Int64 = try before("id")
            try operation.run("UPDATE bloc_version SET last_year = NULL WHERE id = \(id)")
            return
        }
        try operation.run(
            "DELETE FROM bloc_deputy WHERE bloc_year IN (SELECT id FROM bloc_year WHERE bloc = \(bloc))")
        try operation.run("DELETE FROM bloc_year WHERE bloc = \(bloc)")
        try operation.run("DELETE FROM bloc WHERE id = \(bloc)")
        try operation.record("bloc.remove", on: Subject("bloc", bloc), why: Self.why)
    }
}
