import Database
import Vocabulary

extension PeopleExchange {
    public func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]
    {
        let namesakes = try Namesakes(rows, context, db)
        let ids = Set(rows.compactMap(\.key) + rows.flatMap { $0.key == nil ? namesakes.same($0) : [] })
        let records = try records(ids.sorted(), context, db)
        let units = try UnitsByCode(
            Set(rows.compactMap { $0.cells[Place.unit] } + records.values.compactMap { $0.cells[Place.unit] }), db)
        return rows.map { row in
            if row.isBroken, row.cells[Place.name] == nil { return ExchangeVerdict() }
            var verdict = Self.meant(row, namesakes, records)
            let after = Self.filled(row, &verdict)
            Self.check(after, verdict.existing, units, context, &verdict.problems)
            return verdict
        }
    }

    /// Who a row means: by key, or the only one with name, birth and unit.
    private static func meant(_ row: ExchangeRow, _ namesakes: Namesakes, _ records: [Int64: ExchangeRecord])
        -> ExchangeVerdict
    {
        if let key = row.key {
            guard let record = records[key] else {
                return ExchangeVerdict(problems: [
                    ExchangeProblem(nil, "khóa ẩn không trỏ đến người nào. Hãy xuất lại bảng, hoặc để trống ô khóa.")
                ])
            }
            return ExchangeVerdict(existing: record)
        }
        var verdict = ExchangeVerdict()
        let found = namesakes.same(row).compactMap { records[$0] }
        if found.count > 1 {
            verdict.problems.append(
                ExchangeProblem(
                    Place.name,
                    "có \(found.count) người cùng họ tên, ngày sinh trong đơn vị này. Hãy ghi ngày sinh, hoặc xuất bảng để có khóa."
                ))
        } else if let only = found.first {
            verdict.existing = only
        } else {
            if let name = row.cells[Place.name] {
                verdict.identity =
                    "\(PersonName.fold(name))|\(row.cells[Place.birth] ?? "")|\(row.cells[Place.unit] ?? "")"
            }
            if let elsewhere = namesakes.elsewhere(row) {
                verdict.remarks.append(
                    ExchangeProblem(
                        Place.name,
                        "đã có người cùng họ tên, ngày sinh ở \(elsewhere). Nếu là một người, hãy dùng mục Điều chuyển thay cho dòng này."
                    ))
            }
        }
        return verdict
    }

    /// The cells that the person will have; a group that the list leaves out is told from the title.
    private static func filled(_ row: ExchangeRow, _ verdict: inout ExchangeVerdict) -> [String?] {
        let after = row.after(verdict.existing)
        guard after[Place.group] == nil, let title = after[Place.title] else { return after }
        let group = group(ofTitle: title)
        var cells = row.cells
        cells[Place.group] = group.rawValue
        verdict.cells = cells
        verdict.remarks.append(
            ExchangeProblem(
                Place.group, "chưa ghi; xếp theo chức vụ “\(CellReading.short(title))” là \(group.vietnamese)."))
        var filled = after
        filled[Place.group] = group.rawValue
        return filled
    }

    private static func check(
        _ after: [String?], _ existing: ExchangeRecord?, _ units: UnitsByCode, _ context: ExchangeContext,
        _ problems: inout [ExchangeProblem]
    ) {
        if after[Place.name] != nil {
            do {
                _ = try details(after).checked(today: context.today)
            } catch {
                problems.append(ExchangeProblem(place(of: error), error.explanation.notice.asClause))
            }
        }
        guard let code = after[Place.unit], after[Place.title] != nil else { return }
        let isKept = existing.map { old in
            [Place.unit, Place.first, Place.last].allSatisfy { after[$0] == old.cells[$0] }
        }
        PostCheck.check(
            code, first: after[Place.first], last: after[Place.last], isKept: isKept ?? false, units, context,
            unitPlace: Place.unit, firstPlace: Place.first, lastPlace: Place.last, &problems)
    }

    static func details(_ cells: [String?]) -> PersonDetails {
        let birth = cells[Place.birth]
        return PersonDetails(
            name: cells[Place.name] ?? "", birthDay: birth.flatMap { Day(iso: $0) },
            birthYear: birth.flatMap { Int($0) },
            gender: cells[Place.gender].flatMap(Person.Gender.init(rawValue:)),
            ethnicGroup: cells[Place.ethnic].flatMap { Int($0) }.flatMap(EthnicGroup.init(number:)),
            area: cells[Place.area].flatMap(Person.Area.init(rawValue:)), phone: cells[Place.phone],
            email: cells[Place.email])
    }

    private static func place(of refusal: PersonRefusal) -> Int? {
        switch refusal.field {
        case "ho-ten": Place.name
        case "sinh": Place.birth
        case "dien-thoai": Place.phone
        case "thu": Place.email
        case "dan-toc": Place.ethnic
        default: nil
        }
    }
}

extension String {
    /// As the second half of a sentence: `Hãy ghi …` → `hãy ghi …`; a name in front keeps its capital.
    var asClause: String {
        guard let first, let next = dropFirst().first, next.isLowercase || next.isWhitespace else { return self }
        return first.lowercased() + dropFirst()
    }
}

/// What the lists of people and of posts ask of a post.
enum PostCheck {
    static func check(
        _ code: String, first: String?, last: String?, isKept: Bool, _ units: UnitsByCode, _ context: ExchangeContext,
        unitPlace: Int, firstPlace: Int, lastPlace: Int, _ problems: inout [ExchangeProblem]
    ) {
        guard let unit = units[code] else { return }
        guard context.scope.contains(unit.path) else {
            problems.append(ExchangeProblem(unitPlace, "“\(unit.name)” nằm ngoài phạm vi mà ông/bà quản lý."))
            return
        }
        let (firstDay, lastDay) = (first.flatMap { Day(iso: $0) }, last.flatMap { Day(iso: $0) })
        if let firstDay, let lastDay, lastDay < firstDay {
            problems.append(ExchangeProblem(lastPlace, "ngày thôi giữ chức vụ trước ngày bắt đầu."))
            return
        }
        // What stands so in the register already is no matter of this list.
        if isKept { return }
        do {
            try Posts.checkLife(of: unit, NewPost(unit: unit.id, title: "", firstDay: firstDay, lastDay: lastDay))
        } catch let refusal as PersonRefusal {
            problems.append(ExchangeProblem(unitPlace, refusal.explanation.notice))
        } catch {
            problems.append(ExchangeProblem(unitPlace, "không kiểm tra được thời gian hoạt động của đơn vị."))
        }
    }
}

/// Units that many rows name, by code.
struct UnitsByCode {
    private var units: [String: Unit] = [:]

    init(_ codes: some Sequence<String>, _ db: any Reader) throws {
        var rest = Set(codes).sorted()[...]
        while !rest.isEmpty {
            for row in try db.all("SELECT \(sql: Unit.columns) FROM unit u WHERE u.code IN (\(list: rest.prefix(500)))")
            {
                let unit = try Unit(row)
                units[unit.code] = unit
            }
            rest = rest.dropFirst(500)
        }
    }

    subscript(code: String) -> Unit? { units[code] }
}

/// People of the register who are called as rows of a list are, so that nobody is added twice.
struct Namesakes {
    private struct Candidate {
        let id: Int64
        let name: String
        let birth: String?
        let unit: String
        let unitName: String
    }

    private var byFold: [String: [Candidate]] = [:]
    private var byID: [Int64: Candidate] = [:]

    init(_ rows: [ExchangeRow], _ context: ExchangeContext, name: Int = PeopleExchange.Place.name, _ db: any Reader)
        throws
    {
        let folds = Set(rows.filter { $0.key == nil }.compactMap { $0.cells[name].map { PersonName.fold($0) } })
        var rest = folds.sorted()[...]
        while !rest.isEmpty {
            for row in try db.all(
                """
                SELECT p.id, p.name, p.name_fold, p.birth_day, p.birth_year, u.code, u.name AS unit_name
                FROM person p JOIN post o ON o.person = p.id JOIN unit u ON u.id = o.unit
                WHERE p.name_fold IN (\(list: rest.prefix(500))) AND p.state = 'active'
                  AND \(sql: Posts.lasts("o", beyond: context.today)) AND \(sql: context.scope.condition(path: "u.path"))
                """)
            {
                let year: Int? = try row("birth_year")
                let day: String? = try row("birth_day")
                let found = Candidate(
                    id: try row("id"), name: try row("name"), birth: day ?? year.map(String.init),
                    unit: try row("code"), unitName: try row("unit_name"))
                byFold[try row("name_fold"), default: []].append(found)
                byID[found.id] = found
            }
            rest = rest.dropFirst(500)
        }
    }

    /// Those with the same name, a birth that does not disagree, and a post in the same unit.
    func same(
        _ row: ExchangeRow, name: Int = PeopleExchange.Place.name, birth: Int = PeopleExchange.Place.birth,
        unit: Int? = PeopleExchange.Place.unit
    ) -> [Int64] {
        guard let text = row.cells[name], let found = byFold[PersonName.fold(text)] else { return [] }
        let alike = found.filter {
            Self.agree(row.cells[birth], $0.birth) && (unit == nil || row.cells[unit ?? 0] == $0.unit)
        }
        // The very day decides among those with the same year.
        let exact = alike.filter { row.cells[birth] != nil && $0.birth == row.cells[birth] }
        return Set((exact.isEmpty ? alike : exact).map(\.id)).sorted()
    }

    /// Name and birth as the register has them: what an export will write.
    func facts(_ id: Int64) -> (name: String, birth: String?)? { byID[id].map { ($0.name, $0.birth) } }

    /// The unit of somebody with the same name and the same birth elsewhere.
    func elsewhere(_ row: ExchangeRow) -> String? {
        guard let name = row.cells[PeopleExchange.Place.name], let birth = row.cells[PeopleExchange.Place.birth] else {
            return nil
        }
        return byFold[PersonName.fold(name)]?.first {
            $0.birth == birth && $0.unit != row.cells[PeopleExchange.Place.unit]
        }?.unitName
    }

    /// A missing birth agrees with every other; a year with every day of it.
    private static func agree(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return true }
        return one == other || (min(one.utf8.count, other.utf8.count) == 4 && one.prefix(4) == other.prefix(4))
    }
}
