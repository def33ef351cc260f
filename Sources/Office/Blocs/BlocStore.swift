import Database
import Vocabulary

/// The register of blocs: what is asked of it, and each write as one operation.
public enum Blocs {
    public static func bloc(_ id: ID<Bloc>, in scope: Scope, _ db: any Reader) throws -> Bloc {
        let row = try db.first(
            """
            SELECT \(sql: Bloc.columns) FROM bloc b JOIN unit u ON u.id = b.unit
            WHERE b.id = \(id) AND \(sql: scope.condition(path: "u.path"))
            """)
        guard let row else { throw BlocRefusal.notFound }
        return try Bloc(row)
    }

    /// The bloc somebody means by its name, marks aside.
    public static func bloc(named name: String, in scope: Scope, _ db: any Reader) throws -> Bloc {
        let rows = try db.all(
            """
            SELECT \(sql: Bloc.columns) FROM bloc b JOIN unit u ON u.id = b.unit
            WHERE b.name_fold = \(name.nfc.trimmed.folded) AND \(sql: scope.condition(path: "u.path"))
            """, upTo: 2)
        guard rows.count == 1 else { throw BlocRefusal.notFound }
        return try Bloc(rows[0])
    }

    /// Newest first.
    public static func versions(of bloc: ID<Bloc>, _ db: any Reader) throws -> [Bloc.Version] {
        try db.all("SELECT * FROM bloc_version WHERE bloc = \(bloc) ORDER BY first_year DESC").map(Bloc.Version.init)
    }

    public static func version(of bloc: ID<Bloc>, in year: Int, _ db: any Reader) throws -> Bloc.Version? {
        try db.first(
            """
            SELECT * FROM bloc_version WHERE bloc = \(bloc) AND first_year <= \(year)
              AND (last_year IS NULL OR last_year >= \(year))
            """
        ).map(Bloc.Version.init)
    }

    public static func members(of version: ID<Bloc.Version>, _ db: any Reader) throws -> [Bloc.Member] {
        try db.all(
            """
            SELECT m.unit, u.name, u.code FROM bloc_member m JOIN unit u ON u.id = m.unit
            WHERE m.version = \(version) ORDER BY m.position
            """
        ).map(Bloc.Member.init)
    }

    /// All years that have a head or a quota, newest first: two queries.
    public static func years(of bloc: ID<Bloc>, _ db: any Reader) throws -> [Bloc.Year] {
        var deputies: [Int: [Bloc.Member]] = [:]
        try db.each(
            """
            SELECT y.year, d.unit, u.name, u.code
            FROM bloc_year y JOIN bloc_deputy d ON d.bloc_year = y.id JOIN unit u ON u.id = d.unit
            WHERE y.bloc = \(bloc) ORDER BY y.year, d.position
            """
        ) { row in deputies[try row("year"), default: []].append(try Bloc.Member(row)) }
        return try db.all(
            """
            SELECT y.year, y.head AS unit, u.name, u.code, y.flags, y.certificates
            FROM bloc_year y LEFT JOIN unit u ON u.id = y.head WHERE y.bloc = \(bloc) ORDER BY y.year DESC
            """
        ).map { row in
            let year: Int = try row("year")
            let head: ID<Unit>? = try row("unit")
            return Bloc.Year(
                year: year, head: head == nil ? nil : try Bloc.Member(row), deputies: deputies[year] ?? [],
                flags: try row("flags"), certificates: try row("certificates"))
        }
    }

    // MARK: Writing

    /// A new bloc with its first decision.
    public static func found(
        _ kind: Bloc.Kind, _ name: String, under unit: ID<Unit>, by decision: BlocDecision, in scope: Scope,
        by operation: Operation
    ) throws -> ID<Bloc> {
        let name = name.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty, name.count <= 200 else { throw BlocRefusal.noName }
        guard let body = try Organisations.unit(unit, operation), scope.contains(body.path) else {
            throw BlocRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị phụ trách trong danh mục.")
        }
        let known = try operation.first("SELECT id FROM bloc WHERE name_fold = \(name.folded) AND unit = \(unit)")
        guard known == nil else { throw BlocRefusal.nameTaken(name) }
        let decision = try checked(decision, operation)
        let id = ID<Bloc>(
            try operation.insert(
                """
                INSERT INTO bloc (kind, name, name_key, name_fold, unit, added)
                VALUES (\(kind), \(name), \(VietnameseOrder.key(name)), \(name.folded), \(unit), \(operation.now))
                """))
        try insert(decision, of: id, operation)
        try operation.record(
            "bloc.found", on: Subject("bloc", id),
            after: facts(decision).merging(["name": name, "kind": kind.rawValue]) { $1 }, why: decision.number)
        return id
    }

    /// A new decision: from its first year on its members are the bloc, up to then the older ones.
    public static func decide(_ decision: BlocDecision, on id: ID<Bloc>, in scope: Scope, by operation: Operation)
        throws
    {
        try lock(id, in: scope, operation)
        let decision = try checked(decision, operation)
        let newest = try versions(of: id, operation).first
        if let newest, decision.firstYear <= newest.firstYear { throw BlocRefusal.notAfter(newest.firstYear) }
        // Who already leads in those years stays a member, or the hand-over must be made anew.
        let led = try operation.all(
            """
            SELECT y.year, u.name FROM bloc_year y JOIN unit u ON u.id = y.head
            WHERE y.bloc = \(id) AND y.year >= \(decision.firstYear) AND y.head NOT IN (\(list: decision.members))
            UNION ALL SELECT y.year, u.name FROM bloc_year y JOIN bloc_deputy d ON d.bloc_year = y.id
            JOIN unit u ON u.id = d.unit
            WHERE y.bloc = \(id) AND y.year >= \(decision.firstYear) AND d.unit NOT IN (\(list: decision.members))
            """)
        if let row = led.first {
            let (name, year): (String, Int) = (try row("name"), try row("year"))
            throw BlocRefusal.unit(
                field: "thanh-vien",
                words: "\(name) đã được giao làm trưởng hoặc phó năm \(year) nên phải có trong danh sách thành viên.")
        }
        if let newest {
            try operation.run(
                """
                UPDATE bloc_version SET last_year = \(decision.firstYear - 1) WHERE id = \(newest.id)
                """)
        }
        try insert(decision, of: id, operation)
        try operation.record(
            "bloc.decide", on: Subject("bloc", id), before: newest.map { ["decision": $0.decision] } ?? [:],
            after: facts(decision), why: decision.number)
    }

    /// The head and deputies of a year, in one step; a year that has a head is not handed over again.
    public static func handOver(
        _ id: ID<Bloc>, to head: ID<Unit>, deputies: [ID<Unit>], for year: Int, in scope: Scope,
        by operation: Operation
    ) throws {
        try lock(id, in: scope, operation)
        try mustBeMembers(id, head, deputies, year, operation)
        let row = try yearRow(id, year, operation)
        guard row.head == nil else { throw BlocRefusal.handedOver(year) }
        try writeLeaders(row.id, head, deputies, operation)
        try operation.record(
            "bloc.handOver", on: Subject("bloc", id), after: leaders(head, deputies, year))
    }

    /// How many flags and certificates the bloc may propose in a year. What stands already is changed only with a reason.
    public static func setQuota(
        _ id: ID<Bloc>, flags: Int?, certificates: Int?, for year: Int, because reason: String? = nil,
        in scope: Scope, by operation: Operation
    ) throws {
        try lock(id, in: scope, operation)
        guard (1990...2100).contains(year) else { throw BlocRefusal.badYear }
        guard [flags, certificates].allSatisfy({ $0.map { (0...1000).contains($0) } ?? true }) else {
            throw BlocRefusal.badQuota
        }
        guard try version(of: id, in: year, operation) != nil else { throw BlocRefusal.noVersion(year) }
        let old = try operation.first(
            "SELECT flags, certificates FROM bloc_year WHERE bloc = \(id) AND year = \(year)")
        let (oldFlags, oldCertificates): (Int?, Int?) =
            try old.map { (try $0("flags"), try $0("certificates")) } ?? (nil, nil)
        // An empty form for a year of which nothing is said writes nothing.
        guard oldFlags != flags || oldCertificates != certificates else { return }
        let row = try yearRow(id, year, operation)
        let stands = row.flags != nil || row.certificates != nil
        let reason = stands ? try self.reason(reason ?? "") : reason?.nfc.trimmed
        try operation.run(
            "UPDATE bloc_year SET flags = \(flags), certificates = \(certificates) WHERE id = \(row.id)")
        try operation.record(
            "bloc.quota", on: Subject("bloc", id),
            before: ["flags": row.flags?.description, "certificates": row.certificates?.description],
            after: [
                "year": String(year), "flags": flags?.description, "certificates": certificates?.description,
            ], why: reason.flatMap { $0.isEmpty ? nil : $0 })
        try removeEmptyYear(row.id, operation)
    }

    // MARK: Parts

    static func lock(_ id: ID<Bloc>, in scope: Scope, _ operation: Operation) throws {
        _ = try bloc(id, in: scope, operation)
        _ = try operation.first("SELECT id FROM bloc WHERE id = \(id) \(word: .forUpdate)")
    }

    /// Head and deputies are members of that year, each in one part.
    static func mustBeMembers(
        _ id: ID<Bloc>, _ head: ID<Unit>, _ deputies: [ID<Unit>], _ year: Int, _ operation: Operation
    ) throws {
        guard (1990...2100).contains(year) else { throw BlocRefusal.badYear }
        guard let version = try version(of: id, in: year, operation) else { throw BlocRefusal.noVersion(year) }
        let members = Set(try members(of: version.id, operation).map(\.unit))
        for (field, unit) in [("truong", head)] + deputies.map({ ("pho", $0) }) where !members.contains(unit) {
            let name = try Organisations.unit(unit, operation)?.name ?? "Đơn vị này"
            throw BlocRefusal.notMember(field: field, name, year: year)
        }
        guard Set(deputies + [head]).count == deputies.count + 1 else { throw BlocRefusal.headIsDeputy }
    }

    static func writeLeaders(
        _ row: Int64, _ head: ID<Unit>, _ deputies: [ID<Unit>], _ operation: Operation
    ) throws {
        try operation.run("UPDATE bloc_year SET head = \(head) WHERE id = \(row)")
        try operation.insertMany(
            into: "bloc_deputy", columns: ["bloc_year", "unit", "position"],
            rows: deputies.enumerated().map { [.integer(row), $1.sqlValue, .integer(Int64($0))] })
    }

    static func leaders(_ head: ID<Unit>, _ deputies: [ID<Unit>], _ year: Int) -> [String: String?] {
        [
            "year": String(year), "head": head.description,
            "deputies": deputies.map(\.description).joined(separator: " "),
        ]
    }

    static func yearRow(_ id: ID<Bloc>, _ year: Int, _ operation: Operation) throws -> (
        id: Int64, head: ID<Unit>?, flags: Int?, certificates: Int?
    ) {
        let row = try operation.first(
            "SELECT id, head, flags, certificates FROM bloc_year WHERE bloc = \(id) AND year = \(year)")
        if let row { return (try row("id"), try row("head"), try row("flags"), try row("certificates")) }
        return (try operation.insert("INSERT INTO bloc_year (bloc, year) VALUES (\(id), \(year))"), nil, nil, nil)
    }

    private static func checked(_ new: BlocDecision, _ db: any Reader) throws -> BlocDecision {
        var decision = new
        decision.number = new.number.nfc.trimmed
        guard !decision.number.isEmpty, decision.number.count <= 100 else { throw BlocRefusal.noDecision }
        guard (1990...2100).contains(decision.firstYear) else { throw BlocRefusal.badYear }
        guard decision.members.count >= 2 else { throw BlocRefusal.tooFewMembers }
        let units = try Organisations.units(Set(decision.members), db)
        var seen: Set<ID<Unit>> = []
        for member in decision.members {
            guard let unit = units[member] else {
                throw BlocRefusal.unit(field: "thanh-vien", words: "Có đơn vị không còn trong danh mục.")
            }
            guard seen.insert(member).inserted else { throw BlocRefusal.memberTwice(unit.name) }
        }
        return decision
    }

    private static func insert(_ decision: BlocDecision, of id: ID<Bloc>, _ operation: Operation) throws {
        let version = try operation.insert(
            """
            INSERT INTO bloc_version (bloc, decision, decided_on, first_year)
            VALUES (\(id), \(decision.number), \(decision.day), \(decision.firstYear))
            """)
        try operation.insertMany(
            into: "bloc_member", columns: ["version", "unit", "position"],
            rows: decision.members.enumerated().map { [.integer(version), $1.sqlValue, .integer(Int64($0))] })
    }

    private static func facts(_ decision: BlocDecision) -> [String: String?] {
        [
            "decision": decision.number, "day": decision.day.iso, "firstYear": String(decision.firstYear),
            "members": decision.members.map(\.description).joined(separator: " "),
        ]
    }
}

extension UnitTouch {
    /// Blocs of which the units are members by a decision still in force.
    static let blocs = UnitTouch { units, db in
        let count: Int = try db.value(
            """
            SELECT count(DISTINCT v.bloc) FROM bloc_member m JOIN bloc_version v ON v.id = m.version
            WHERE m.unit IN (\(list: units)) AND v.last_year IS NULL
            """)
        return [
            Found(count, "khối, cụm thi đua", advice: "Sau khi thực hiện, ghi quyết định mới về thành viên của khối.")
        ]
    }
}
