import Database
import Rulebook
import Vocabulary

/// Sáng kiến, đề tài: one row for each, with its authors in one cell.
public struct InitiativesExchange: ExchangeKind {
    public let code = "sang-kien"
    public let title = "Sáng kiến, đề tài"
    public let noun = "sáng kiến"
    public let manages = Permission.manageHonours

    public init() {}

    enum Place {
        static let title = 0, kind = 1, scope = 2, year = 3, number = 4, recognised = 5, issuer = 6, unit = 7,
            authors = 8
    }

    public let columns: [ExchangeColumn] = [
        ExchangeColumn(
            "ten", "Tên sáng kiến, đề tài", .text(longest: 500), isNeeded: true,
            aliases: ["ten sang kien", "ten de tai", "ten", "ten giai phap"], width: 44,
            help: "Tên như trong quyết định."),
        ExchangeColumn(
            "loai", "Loại",
            .choice(
                Proposal.Initiative.Kind.allCases.map {
                    .init($0.rawValue, $0.vietnamese, aliases: $0 == .deTai ? ["de tai", "de an"] : [])
                }), width: 18,
            help: "Để trống thì là sáng kiến."),
        ExchangeColumn(
            "pham-vi", "Phạm vi ảnh hưởng",
            .choice(
                Proposal.Scope.allCases.map {
                    .init(
                        $0.rawValue, $0.vietnamese,
                        aliases: $0 == .coSo ? ["co so"] : $0 == .tinh ? ["tinh", "bo", "cap bo"] : ["ca nuoc"])
                }), isNeeded: true, aliases: ["pham vi", "cap cong nhan", "cap"], width: 18,
            help: "Được công nhận ở cấp nào."),
        ExchangeColumn(
            "nam", "Năm", .text(longest: 20), isNeeded: true, aliases: ["nam cong nhan", "nam hoc"], width: 12,
            help: "Như 2025 hoặc năm học 2024-2025."),
        ExchangeColumn(
            "so", "Số quyết định công nhận", .text(longest: 60), aliases: ["so quyet dinh", "quyet dinh"], width: 20,
            help: "Như trên văn bản."),
        ExchangeColumn(
            "ngay", "Ngày công nhận", .day(orYear: false), aliases: ["ngay quyet dinh", "ngay"], width: 13,
            help: "Ngày ký quyết định công nhận."),
        ExchangeColumn(
            "co-quan", "Cơ quan công nhận", .text(longest: 200), aliases: ["don vi cong nhan", "noi cong nhan"],
            width: 28,
            help: "Cơ quan ra quyết định công nhận."),
        ExchangeColumn(
            "don-vi", "Đơn vị", .unit(orHere: false), isNeeded: true, aliases: ["co quan, don vi", "don vi cong tac"],
            width: 34, help: "Đơn vị của tác giả chính."),
        ExchangeColumn(
            "tac-gia", "Tác giả, đồng tác giả", .texts, isNeeded: true,
            aliases: ["tac gia", "nhom tac gia", "chu nhiem"],
            width: 40,
            help: "Họ tên, cách nhau bằng dấu chấm phẩy, tác giả chính trước. Cùng tên thì ghi như “Tên (hồ sơ 12)”."),
    ]

    public let guide = ["Mỗi sáng kiến một dòng. Tác giả phải có trong bảng Cá nhân trước."]

    // MARK: Out

    public func export(_ context: ExchangeContext, _ db: any Reader, _ body: (ExchangeRecord) throws -> Void) throws {
        let ids: [Int64] = try db.values(
            """
            SELECT i.id FROM initiative i JOIN unit u ON u.id = i.branch
            WHERE i.state = 'held' AND \(sql: context.scope.condition(path: "u.path")) ORDER BY i.year, i.id
            """)
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            let records = try records(some, context, db)
            for id in some { if let record = records[id] { try body(record) } }
        }
    }

    public func records(_ ids: [Int64], _ context: ExchangeContext, _ db: any Reader) throws -> [Int64: ExchangeRecord]
    {
        var found: [Int64: ExchangeRecord] = [:]
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            let authors = try InitiativeRecord.authors(of: some.map { ID<InitiativeRecord>($0) }, db)
            for row in try db.all(
                """
                SELECT \(sql: InitiativeRecord.columns), u.code AS unit_code FROM initiative i JOIN unit u ON u.id = i.branch
                WHERE i.state = 'held' AND \(sql: context.scope.condition(path: "u.path")) AND i.id IN (\(list: some))
                """)
            {
                let one = try InitiativeRecord(row)
                let names = (authors[one.id] ?? []).map { "\($0.name) (hồ sơ \($0.person))" }
                found[one.id.rawValue] = ExchangeRecord(
                    id: one.id.rawValue,
                    cells: [
                        one.title, one.kind.rawValue, one.scope.rawValue, one.year.description, one.number,
                        one.recognised?.iso, one.issuer, try row("unit_code"), names.joined(separator: "; "),
                    ])
            }
        }
        return found
    }

    // MARK: In

    public func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]
    {
        let known = try records(rows.compactMap(\.key), context, db)
        let units = try UnitsByCode(rows.compactMap { $0.cells[Place.unit] }, db)
        let people = try AuthorsByName(
            rows.compactMap { $0.cells[Place.authors] }, beside: Array(known.keys), context, db)
        return rows.map { row in
            var verdict = ExchangeVerdict()
            if row.isBroken { return verdict }
            if let key = row.key {
                guard let record = known[key] else {
                    return ExchangeVerdict(problems: [
                        ExchangeProblem(
                            nil, "khóa ẩn không trỏ đến sáng kiến nào. Hãy xuất lại bảng, hoặc để trống ô khóa.")
                    ])
                }
                verdict.existing = record
            }
            var cells = row.after(verdict.existing)
            if cells[Place.kind] == nil { cells[Place.kind] = Proposal.Initiative.Kind.sangKien.rawValue }
            if let years = cells[Place.year].flatMap({ AchievementYears($0) }) {
                cells[Place.year] = years.year.description
            }
            verdict.cells = cells
            if let record = verdict.existing, record.cells == cells { return verdict }
            do {
                let new = try Self.new(cells, of: row.key, units, people, context)
                // The register's way to write authors.
                cells[Place.authors] = new.authors.map { people.words($0) }.joined(separator: "; ")
                verdict.cells = cells
                verdict.identity = "\(new.title.folded)|\(new.year)|\(new.branch)"
            } catch let refusal as HonourRefusal {
                verdict.problems.append(ExchangeProblem(Self.place(of: refusal), refusal.explanation.notice.asClause))
            } catch {
                verdict.problems.append(ExchangeProblem(nil, "không kiểm tra được dòng này."))
            }
            return verdict
        }
    }

    private static func place(of refusal: HonourRefusal) -> Int? {
        switch refusal.field {
        // Letters of another script are found in the title and what stands beside it.
        case "ten", "danh-sach": Place.title
        case "nam": Place.year
        case "ngay": Place.recognised
        case "don-vi": Place.unit
        case "tac-gia": Place.authors
        default: nil
        }
    }

    private static func new(
        _ cells: [String?], of id: Int64?, _ units: UnitsByCode, _ people: AuthorsByName, _ context: ExchangeContext
    ) throws -> Honours.NewInitiative {
        guard let years = cells[Place.year].flatMap({ AchievementYears($0) }), years.first == years.last else {
            throw HonourRefusal.badYears(cells[Place.year] ?? "")
        }
        guard let unit = cells[Place.unit].flatMap({ units[$0] }) else {
            throw HonourRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị.")
        }
        guard context.scope.contains(unit.path) else { throw HonourRefusal.outside(unit.name) }
        return try Honours.NewInitiative(
            cells[Place.title] ?? "",
            kind: cells[Place.kind].flatMap(Proposal.Initiative.Kind.init(rawValue:)) ?? .sangKien,
            scope: cells[Place.scope].flatMap(Proposal.Scope.init(rawValue:)) ?? .coSo, year: years.year,
            number: cells[Place.number], recognised: cells[Place.recognised].flatMap { Day(iso: $0) },
            issuer: cells[Place.issuer], branch: unit.id,
            authors: try people.authors(cells[Place.authors] ?? "", of: id)
        ).checked(today: context.today)
    }

    public func apply(_ changes: [ExchangeChange], _ context: ExchangeContext, by operation: Operation) throws
        -> [Int64]
    {
        let units = try UnitsByCode(changes.compactMap { $0.after[Place.unit] }, operation)
        let people = try AuthorsByName(
            changes.compactMap { $0.after[Place.authors] }, beside: changes.compactMap(\.id), context, operation)
        let all = try changes.map { try Self.new($0.after, of: $0.id, units, people, context) }
        let fresh = zip(changes, all).filter { $0.0.id == nil }.map(\.1)
        var ids = try Honours.writeInitiatives(fresh, operation)[...]
        return try zip(changes, all).compactMap { change, new in
            guard let id = change.id else { return ids.popFirst() }
            try Honours.rewriteInitiative(id, new, operation)
            return id
        }
    }

    public func obstacles(toRemoving ids: [Int64], _ db: any Reader) throws -> [Int64: String] { [:] }

    public func remove(_ ids: [Int64], by operation: Operation) throws {
        var rest = ids[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            try operation.run("DELETE FROM initiative_author WHERE initiative IN (\(list: some))")
            try operation.run("DELETE FROM initiative WHERE id IN (\(list: some))")
        }
    }
}

/// Authors as cells name them: by the number of their entry, else by name.
private struct AuthorsByName {
    private let people: PeopleByName
    private var numbered: [Int64: String] = [:]
    /// Authors by initiative: there they may stay, also those of other branches.
    private var kept: [Int64: [Int64: String]] = [:]

    init(_ cells: [String], beside initiatives: [Int64], _ context: ExchangeContext, _ db: any Reader) throws {
        let parts = cells.flatMap { $0.split(separator: ";").map { $0.trimmed } }
        people = try PeopleByName(parts.map { Self.split($0).name }, in: context.scope, db)
        var rest = Set(parts.compactMap { Self.split($0).number }).sorted()[...]
        while !rest.isEmpty {
            for row in try db.all(
                """
                SELECT p.id, p.name FROM person p WHERE p.id IN (\(list: rest.prefix(400))) AND p.state = 'active'
                  AND \(sql: People.isWithin(context.scope, on: context.today))
                """)
            {
                numbered[try row("id")] = try row("name")
            }
            rest = rest.dropFirst(400)
        }
        var known = initiatives.sorted()[...]
        while !known.isEmpty {
            for row in try db.all(
                """
                SELECT a.initiative, p.id, p.name FROM initiative_author a JOIN person p ON p.id = a.person
                WHERE a.initiative IN (\(list: known.prefix(400)))
                """)
            {
                kept[try row("initiative"), default: [:]][try row("id")] = try row("name")
            }
            known = known.dropFirst(400)
        }
    }

    private static func split(_ part: String) -> (name: String, number: Int64?) {
        guard let match = part.wholeMatch(of: /(.*?)\s*\(hồ sơ (\d{1,18})\)/) else { return (part, nil) }
        return (String(match.1), Int64(match.2))
    }

    func authors(_ cell: String, of initiative: Int64?) throws(HonourRefusal) -> [ID<Person>] {
        let own = initiative.flatMap { kept[$0] } ?? [:]
        var found: [ID<Person>] = []
        for part in cell.split(separator: ";").map({ $0.trimmed }) where !part.isEmpty {
            let (name, number) = Self.split(part)
            if let number {
                guard numbered[number] ?? own[number] != nil else {
                    throw .unit(field: "tac-gia", words: "Không tìm thấy “\(part)” trong danh mục cá nhân.")
                }
                found.append(ID(number))
                continue
            }
            let (only, all) = people.candidates(name, unit: nil)
            guard let only else {
                throw .unit(
                    field: "tac-gia",
                    words: all.isEmpty
                        ? "Chưa có “\(name)” trong danh mục cá nhân. Hãy nhập ở bảng Cá nhân trước."
                        : "Có \(all.count) người tên “\(name)”. Hãy ghi như \(all[0].name) (hồ sơ \(all[0].id)).")
            }
            found.append(only.id)
        }
        return found
    }

    func words(_ id: ID<Person>) -> String {
        let name =
            numbered[id.rawValue] ?? people.name(id) ?? kept.values.lazy.compactMap { $0[id.rawValue] }.first ?? ""
        return "\(name) (hồ sơ \(id))"
    }
}
