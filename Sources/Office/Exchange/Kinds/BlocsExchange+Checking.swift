import Database
import Vocabulary

/// What the rows of a list of blocs mean, and what is wrong with them: rows of a bloc and of a decision are held against
/// each other and against what stands.
struct BlocCheck {
    typealias Place = BlocsExchange.Place

    private struct Version {
        let id: Int64
        let bloc: Int64
        let first: Int
        let facts: [Int: String?]
    }

    /// A bloc or a decision: one of the register, or a new one by what it is called.
    private enum Meant: Hashable {
        case known(Int64)
        case new(String)
    }

    private var rows: [ExchangeRow]
    /// Why the unit of a row is not known.
    private var unitProblems: [Int: String] = [:]
    private let context: ExchangeContext
    private let records: [Int64: ExchangeRecord]
    private let units: UnitsByCode
    private var blocs: [Int64: [Int: String?]] = [:]
    private var named: [String: [Int64]] = [:]
    /// Oldest first, by bloc.
    private var versions: [Int64: [Version]] = [:]
    /// Members by decision: unit and key.
    private var members: [Int64: [(code: String, id: Int64)]] = [:]
    private var versionOf: [Int64: Version] = [:]
    private var versionsByID: [Int64: Version] = [:]
    private let years: BlocYears

    /// Who keeps the blocs of the file, by folded name.
    private var keepers: [String: Set<String>] = [:]
    /// First years of the decisions of a bloc, of the register and of the file.
    private var starts: [Meant: Set<Int>] = [:]
    private var bloc: [Int: Meant] = [:]
    private var version: [Int: Meant] = [:]

    init(_ rows: [ExchangeRow], _ context: ExchangeContext, _ kind: BlocsExchange, _ db: any Reader) throws {
        var rows = rows
        unitProblems = try Self.named(&rows, context, db)
        (self.rows, self.context) = (rows, context)
        for row in try db.all(
            """
            SELECT b.id, b.name, b.name_fold, b.kind, k.code FROM bloc b JOIN unit k ON k.id = b.unit
            WHERE \(sql: context.scope.condition(path: "k.path")) ORDER BY b.id
            """)
        {
            let id: Int64 = try row("id")
            blocs[id] = [0: try row("name"), 1: try row("kind"), 2: try row("code")]
            named[try row("name_fold"), default: []].append(id)
        }
        let years = try BlocYears(nil, db)
        self.years = years
        var ids: [Int64] = []
        for row in try db.all(
            """
            SELECT v.id, v.bloc, v.decision, v.decided_on, v.first_year, v.last_year, m.id AS member, u.code
            FROM bloc_version v JOIN bloc_member m ON m.version = v.id JOIN unit u ON u.id = m.unit
            ORDER BY v.bloc, v.first_year, m.position, m.id
            """)
        {
            let (id, bloc, first): (Int64, Int64, Int) = (try row("id"), try row("bloc"), try row("first_year"))
            guard blocs[bloc] != nil else { continue }
            let last: Int? = try row("last_year")
            let range = first...(last ?? 2100)
            let known = versions[bloc]?.last.flatMap { $0.id == id ? $0 : nil }
            let version =
                try known
                ?? Version(
                    id: id, bloc: bloc, first: first,
                    facts: [
                        Place.decision: try row("decision"), Place.day: try row("decided_on"),
                        Place.year: String(first), Place.flags: YearList.words(years.flags(bloc, in: range)),
                        Place.certificates: YearList.words(years.certificates(bloc, in: range)),
                    ])
            if known == nil { versions[bloc, default: []].append(version) }
            versionsByID[id] = version
            let member: Int64 = try row("member")
            members[id, default: []].append((try row("code"), member))
            versionOf[member] = version
            ids.append(member)
        }
        records = try kind.records(ids, context, db)
        units = try UnitsByCode(
            rows.flatMap { [$0.cells[Place.keeper], $0.cells[Place.unit]].compactMap(\.self) }
                + blocs.values.compactMap { $0[2] ?? nil }, db)
    }

    /// Members may lie anywhere, beyond what the visitor may name elsewhere: another province, the police.
    private static func named(_ rows: inout [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws
        -> [Int: String]
    {
        var references = UnitReferences(
            ExchangeContext(scope: context.scope, naming: .everything, today: context.today))
        try references.learn(rows.compactMap { $0.cells[Place.unit] }, db)
        var problems: [Int: String] = [:]
        for index in rows.indices {
            guard let text = rows[index].cells[Place.unit] else { continue }
            switch references[text] {
            case .code(let code): rows[index].cells[Place.unit] = code
            case .several(let codes):
                problems[index] =
                    "có \(codes.count) đơn vị cùng tên “\(CellReading.short(text))”. Hãy ghi mã: \(codes.prefix(5).joined(separator: ", "))."
            case .none:
                problems[index] =
                    "không có đơn vị “\(CellReading.short(text))”. Hãy ghi đúng mã hoặc tên đầy đủ của đơn vị."
            }
        }
        return problems
    }

    // MARK: Verdicts

    mutating func verdicts() -> [ExchangeVerdict] {
        var verdicts = rows.map { _ in ExchangeVerdict() }
        for row in rows {
            guard let name = row.cells[Place.name], let keeper = row.cells[Place.keeper] else { continue }
            keepers[name.folded, default: []].insert(keeper)
        }
        for (index, row) in rows.enumerated() where !row.isBroken {
            verdicts[index].cells = row.cells
            if let words = unitProblems[index] {
                verdicts[index].problems.append(ExchangeProblem(Place.unit, words))
                continue
            }
            recognise(index, row, &verdicts[index])
        }
        agree(by: bloc, Place.bloc, &verdicts) { blocs[$0] ?? [:] }
        agree(by: version, Place.version, &verdicts) { versionsByID[$0]?.facts ?? [:] }
        findStarts()
        for index in rows.indices where isGood(index, verdicts) { check(index, &verdicts[index]) }
        checkHeads(&verdicts)
        checkLeaders(&verdicts)
        checkNumbers(&verdicts)
        return verdicts
    }

    private func isGood(_ index: Int, _ verdicts: [ExchangeVerdict]) -> Bool {
        version[index] != nil && verdicts[index].problems.isEmpty
    }

    /// Which bloc, decision and member a row means; what it leaves out of a bloc that stands is filled in.
    private mutating func recognise(_ index: Int, _ row: ExchangeRow, _ verdict: inout ExchangeVerdict) {
        if let key = row.key {
            guard let record = records[key], let known = versionOf[key] else {
                verdict.problems.append(
                    ExchangeProblem(
                        nil, "khóa ẩn không trỏ đến thành viên nào. Hãy xuất lại bảng, hoặc để trống ô khóa."))
                return
            }
            verdict.existing = record
            (bloc[index], version[index]) = (.known(known.bloc), .known(known.id))
            let after = row.after(record)
            for (place, what) in [(Place.unit, "đơn vị thành viên"), (Place.year, "năm áp dụng")]
            where after[place] != record.cells[place] {
                verdict.problems.append(
                    ExchangeProblem(
                        place, "\(what) của dòng này không đổi được. Hãy ghi quyết định mới bằng các dòng mới."))
            }
            return
        }
        guard let name = row.cells[Place.name] else { return }
        var found = named[name.folded] ?? []
        if let keeper = row.cells[Place.keeper] { found = found.filter { blocs[$0]?[Place.keeper] == keeper } }
        guard found.count < 2 else {
            verdict.problems.append(
                ExchangeProblem(
                    Place.name, "có \(found.count) khối, cụm tên này. Hãy ghi thêm đơn vị phụ trách để phân biệt."))
            return
        }
        guard let only = found.first else {
            // A row that leaves the keeper out means the only one that the others name.
            let stated = keepers[name.folded] ?? []
            let keeper = row.cells[Place.keeper] ?? (stated.count == 1 ? stated.first : nil)
            let key = "\(name.folded)|\(keeper ?? "")"
            bloc[index] = .new(key)
            version[index] = .new("\(key)|\(row.cells[Place.year] ?? "")")
            return
        }
        bloc[index] = .known(only)
        let newest = versions[only]?.last
        let year = row.cells[Place.year].flatMap { Int($0) } ?? newest?.first ?? 0
        if let known = versions[only]?.first(where: { $0.first == year }) {
            version[index] = .known(known.id)
            if let unit = row.cells[Place.unit],
                let member = members[known.id]?.first(where: { $0.code == unit }), let record = records[member.id]
            {
                verdict.existing = record
            }
        } else {
            version[index] = .new("\(only)|\(year)")
            if let newest, year <= newest.first {
                verdict.problems.append(
                    ExchangeProblem(
                        Place.year,
                        "quyết định mới phải áp dụng từ sau năm \(newest.first), năm bắt đầu của quyết định đang có."))
            }
        }
    }

    /// Rows of one thing say the same of it; what a row leaves out is taken from the others, else from what stands.
    private func agree(
        by meant: [Int: Meant], _ places: [Int], _ verdicts: inout [ExchangeVerdict],
        standing: (Int64) -> [Int: String?]
    ) {
        for (thing, indices) in Dictionary(grouping: meant.keys.sorted(), by: { meant[$0] }) {
            let good = indices.filter { verdicts[$0].problems.isEmpty }
            var stands: [Int: String?] = [:]
            if case .known(let id) = thing { stands = standing(id) }
            for place in places {
                let stood = stands[place] ?? nil
                let said = good.filter { stands.isEmpty || (rows[$0].key != nil && rows[$0].given[place]) }.map {
                    Self.plain(rows[$0].cells[place], place)
                }
                // A change is what a row with a key says otherwise than it stood.
                let agreed =
                    stands.isEmpty ? said.compactMap(\.self).first : said.first { $0 != stood } ?? stood
                for index in good {
                    let mine = Self.plain(rows[index].cells[place], place)
                    let isSilent = mine == nil && (rows[index].key == nil || !rows[index].given[place])
                    if !isSilent, mine != agreed, place != 0 || mine?.folded != agreed?.folded || rows[index].key != nil
                    {
                        verdicts[index].problems.append(
                            ExchangeProblem(
                                place,
                                stands.isEmpty || rows[index].key != nil
                                    ? "khác với dòng khác của cùng khối, cụm. Hãy ghi giống nhau ở mọi dòng."
                                    : "khác với khối, cụm đã có. Hãy sửa ở trang của khối, hoặc ở bảng xuất ra có khóa."
                            ))
                    }
                    verdicts[index].cells?[place] = agreed
                }
            }
        }
    }

    /// Quotas in the order of years, so that the order of typing does not count.
    private static func plain(_ cell: String?, _ place: Int) -> String? {
        guard place == Place.flags || place == Place.certificates, let numbers = YearList.numbers(cell) else {
            return cell
        }
        return YearList.words(numbers)
    }

    /// The years of a decision: until the next one, of the register or of the file.
    private func range(_ index: Int, _ cells: [String?]) -> ClosedRange<Int> {
        let first = cells[Place.year].flatMap { Int($0) } ?? 1990
        let starts = bloc[index].flatMap { self.starts[$0] } ?? []
        let next = starts.filter { $0 > first }.min()
        return first...max(first, (next ?? 2101) - 1)
    }

    private mutating func findStarts() {
        for (index, bloc) in bloc {
            if case .known(let id) = bloc, starts[bloc] == nil { starts[bloc] = Set((versions[id] ?? []).map(\.first)) }
            if rows[index].key == nil, let year = rows[index].cells[Place.year].flatMap({ Int($0) }) {
                starts[bloc, default: []].insert(year)
            }
        }
    }

    private func check(_ index: Int, _ verdict: inout ExchangeVerdict) {
        let row = rows[index]
        var cells = verdict.cells ?? row.cells
        if let unit = cells[Place.keeper].flatMap({ units[$0] }), !context.scope.contains(unit.path) {
            verdict.problems.append(
                ExchangeProblem(Place.keeper, "“\(unit.name)” nằm ngoài phạm vi mà ông/bà quản lý khối, cụm."))
        }
        if case .known(let id) = bloc[index], let name = cells[Place.name],
            (named[name.folded] ?? []).contains(where: { $0 != id && blocs[$0]?[Place.keeper] == cells[Place.keeper] })
        {
            verdict.problems.append(ExchangeProblem(Place.name, "đã có khối, cụm khác cùng tên."))
        }
        let range = range(index, cells)
        if row.key == nil, let old = verdict.existing {
            for place in [Place.head, Place.deputy] where cells[place] == nil { cells[place] = old.cells[place] }
        }
        var sets: [Int: Set<Int>] = [:]
        for place in [Place.head, Place.deputy] {
            guard let found = YearList.years(cells[place]) else {
                verdict.problems.append(ExchangeProblem(place, "hãy ghi các năm bốn chữ số, cách nhau dấu chấm phẩy."))
                continue
            }
            cells[place] = YearList.words(found)
            sets[place] = Set(found)
        }
        for place in [Place.flags, Place.certificates] {
            guard let found = YearList.numbers(cells[place]) else {
                verdict.problems.append(
                    ExchangeProblem(place, "hãy ghi từng năm và số, cách nhau dấu chấm phẩy, như 2025: 1; 2026: 2."))
                continue
            }
            cells[place] = YearList.words(found)
            sets[place] = Set(found.keys)
        }
        for (place, years) in sets.sorted(by: { $0.key < $1.key }) {
            if let year = years.sorted().first(where: { !range.contains($0) }) {
                verdict.problems.append(
                    ExchangeProblem(
                        place, "năm \(year) nằm ngoài các năm quyết định này có hiệu lực (từ năm \(range.lowerBound)).")
                )
            }
        }
        if let both = (sets[Place.head] ?? []).intersection(sets[Place.deputy] ?? []).min() {
            verdict.problems.append(
                ExchangeProblem(Place.deputy, "một đơn vị không thể vừa là trưởng vừa là phó năm \(both)."))
        }
        fill(index, &cells, range, &verdict)
        verdict.cells = cells
        if verdict.existing == nil {
            verdict.identity = "\(String(describing: version[index]))|\(cells[Place.unit] ?? "")"
        }
    }

    /// A new decision of a bloc that stands takes over what its years have already; new years are written afterwards, so
    /// that taking the decision back leaves them alone.
    private func fill(
        _ index: Int, _ cells: inout [String?], _ range: ClosedRange<Int>, _ verdict: inout ExchangeVerdict
    ) {
        guard case .known(let id) = bloc[index], case .new = version[index] else { return }
        let unit = cells[Place.unit].flatMap { units[$0]?.id.rawValue } ?? 0
        let stands: [Int: String?] = [
            Place.head: YearList.words(years.led(id, by: unit, in: range)),
            Place.deputy: YearList.words(years.seconded(id, by: unit, in: range)),
            Place.flags: YearList.words(years.flags(id, in: range)),
            Place.certificates: YearList.words(years.certificates(id, in: range)),
        ]
        for (place, stood) in stands.sorted(by: { $0.key < $1.key }) {
            if cells[place] != nil, cells[place] != stood {
                verdict.problems.append(
                    ExchangeProblem(
                        place, "khối, cụm đã có: ghi mục này sau khi đã nhập quyết định mới, ở lần nhập sau."))
            }
            cells[place] = stood
        }
    }

    /// One head a year: of the members as they will stand.
    private func checkHeads(_ verdicts: inout [ExchangeVerdict]) {
        var heads: [Meant: [Int: (unit: String, index: Int?)]] = [:]
        let told = Dictionary(
            rows.indices.filter { isGood($0, verdicts) }.compactMap { index in
                verdicts[index].existing.map { ($0.id, index) }
            }, uniquingKeysWith: { first, _ in first })
        for (id, record) in records where told[id] == nil {
            guard let version = versionOf[id] else { continue }
            for year in YearList.years(record.cells[Place.head]) ?? [] {
                heads[.known(version.bloc), default: [:]][year] = (record.cells[Place.unit] ?? "", nil)
            }
        }
        for index in rows.indices where isGood(index, verdicts) {
            guard let bloc = bloc[index], let cells = verdicts[index].cells, let unit = cells[Place.unit] else {
                continue
            }
            for year in YearList.years(cells[Place.head]) ?? [] {
                if let other = heads[bloc]?[year], other.unit != unit {
                    let name = units[other.unit]?.name ?? other.unit
                    verdicts[index].problems.append(
                        ExchangeProblem(Place.head, "năm \(year) đã có trưởng là “\(name)”. Hãy bỏ năm đó ở một dòng."))
                    break
                }
                heads[bloc, default: [:]][year] = (unit, index)
            }
        }
    }

    /// Who leads in the years of a new decision is a member by it.
    private func checkLeaders(_ verdicts: inout [ExchangeVerdict]) {
        for (version, indices) in Dictionary(grouping: version.keys.sorted(), by: { version[$0] }) {
            guard let version, case .new = version, let first = indices.first, case .known(let id) = bloc[first] else {
                continue
            }
            let good = indices.filter { isGood($0, verdicts) }
            let members = Set(good.compactMap { verdicts[$0].cells?[Place.unit] }.compactMap { units[$0]?.id.rawValue })
            guard let range = good.first.map({ range($0, verdicts[$0].cells ?? []) }),
                let year = years.leaders(id, in: range).first(where: { !members.contains($0.unit) })?.year
            else { continue }
            for index in good {
                verdicts[index].problems.append(
                    ExchangeProblem(
                        Place.unit,
                        "đơn vị đã được giao làm trưởng hoặc phó năm \(year) phải có trong danh sách thành viên mới."))
            }
        }
    }

    /// Nobody competes alone.
    private func checkNumbers(_ verdicts: inout [ExchangeVerdict]) {
        var counts: [Meant: Int] = [:]
        for index in rows.indices where isGood(index, verdicts) {
            if let version = version[index] { counts[version, default: 0] += 1 }
        }
        for index in rows.indices where isGood(index, verdicts) {
            guard let version = version[index], case .new = version, counts[version] == 1 else { continue }
            verdicts[index].problems.append(
                ExchangeProblem(Place.unit, "khối, cụm cần ít nhất hai đơn vị thành viên."))
        }
    }
}
