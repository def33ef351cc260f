import Database
import Vocabulary

/// What the rows of a list of councils mean, and what is wrong with them: rows of a council are held against each other
/// and against the seats that stand.
struct CouncilCheck {
    typealias Place = CouncilsExchange.Place

    /// Which council a row speaks of: one of the register, or a new one by what it is called.
    enum Meant: Hashable {
        case known(Int64)
        case new(String)
    }

    struct Seat {
        let id: Int64
        let person: Int64
        let name: String
        var role: String
        var first: String
        var last: String?
    }

    private let rows: [ExchangeRow]
    private let context: ExchangeContext
    private let records: [Int64: ExchangeRecord]
    private let units: UnitsByCode
    private let namesakes: Namesakes
    /// Facts of councils in scope, by council.
    private var facts: [Int64: [String?]] = [:]
    /// Councils by folded name.
    private var named: [String: [Int64]] = [:]
    /// Units and terms that the rows of a name state.
    private var stated: [String: [Int: Set<String>]] = [:]
    private var seats: [Int64: [Seat]] = [:]
    private var councilOf: [Int64: Int64] = [:]
    private var people: [Int64: (name: String, birth: String?, work: String?)] = [:]

    init(_ rows: [ExchangeRow], _ context: ExchangeContext, _ kind: CouncilsExchange, _ db: any Reader) throws {
        (self.rows, self.context) = (rows, context)
        namesakes = try Namesakes(rows, context, name: Place.name, db)
        var ids = Set(rows.compactMap(\.key))
        for row in try db.all(
            """
            SELECT c.id, c.name, c.name_fold, c.kind, c.level, u.code AS unit_code, s.code AS standing_code, c.decision,
              c.decided_on, c.first_day, c.last_day
            FROM council c JOIN unit u ON u.id = c.unit LEFT JOIN unit s ON s.id = c.standing
            WHERE \(sql: context.scope.condition(path: "u.path")) ORDER BY c.id
            """)
        {
            let id: Int64 = try row("id")
            facts[id] = [
                try row("name"), try row("kind"), try row("level"), try row("unit_code"), try row("standing_code"),
                try row("decision"), try row("decided_on"), try row("first_day"), try row("last_day"),
            ]
            named[try row("name_fold"), default: []].append(id)
        }
        let folds = Set(rows.compactMap { $0.cells[Place.council]?.folded })
        var wanted = Set(named.filter { folds.contains($0.key) }.values.flatMap(\.self))
        wanted.formUnion(ids.filter { $0 < 0 }.map { -$0 })
        var keys = ids.filter { $0 > 0 }.sorted()[...]
        while !keys.isEmpty {
            wanted.formUnion(
                try db.values("SELECT council FROM council_member WHERE id IN (\(list: keys.prefix(500)))") as [Int64])
            keys = keys.dropFirst(500)
        }
        var rest = wanted.intersection(facts.keys).sorted()[...]
        while !rest.isEmpty {
            for row in try db.all(
                """
                SELECT m.id, m.council, m.person, p.name, m.role, m.first_day, m.last_day
                FROM council_member m JOIN person p ON p.id = m.person
                WHERE m.council IN (\(list: rest.prefix(500))) ORDER BY m.id
                """)
            {
                let (id, council): (Int64, Int64) = (try row("id"), try row("council"))
                seats[council, default: []].append(
                    Seat(
                        id: id, person: try row("person"), name: try row("name"), role: try row("role"),
                        first: try row("first_day"), last: try row("last_day")))
                councilOf[id] = council
                ids.insert(id)
            }
            ids.formUnion(rest.prefix(500).map { -$0 })
            rest = rest.dropFirst(500)
        }
        records = try kind.records(ids.sorted(), context, db)
        var codes = rows.flatMap { [$0.cells[Place.unit], $0.cells[Place.standing]].compactMap(\.self) }
        codes += facts.values.flatMap { [$0[Place.unit], $0[Place.standing]].compactMap(\.self) }
        units = try UnitsByCode(codes, db)
        let meant = Set(self.rows.flatMap { self.found($0) })
        for id in meant.sorted() { people[id] = try Self.person(id, db) }
    }

    private static func person(_ id: Int64, _ db: any Reader) throws -> (name: String, birth: String?, work: String?)? {
        try db.first(
            """
            SELECT p.name, p.birth_day, p.birth_year, \(sql: CouncilsExchange.work) AS work_code FROM person p
            WHERE p.id = \(id)
            """
        ).map { row in
            let (day, year): (String?, Int?) = (try row("birth_day"), try row("birth_year"))
            return (try row("name"), day ?? year.map(String.init), try row("work_code"))
        }
    }

    /// Who may be meant by the name, birth and place of work of a row.
    private func found(_ row: ExchangeRow) -> [Int64] {
        let all = namesakes.same(row, name: Place.name, birth: Place.birth, unit: nil)
        if all.count < 2 { return all }
        let here = namesakes.same(row, name: Place.name, birth: Place.birth, unit: Place.work)
        return here.isEmpty ? all : here
    }

    // MARK: Verdicts

    mutating func verdicts(_ db: any Reader) throws -> [ExchangeVerdict] {
        var verdicts = rows.map { _ in ExchangeVerdict() }
        for row in rows {
            guard let name = row.cells[Place.council] else { continue }
            for place in [Place.unit, Place.begins] {
                if let said = row.cells[place] { stated[name.folded, default: [:]][place, default: []].insert(said) }
            }
        }
        var meant: [Int: Meant] = [:]
        for (index, row) in rows.enumerated() where !row.isBroken {
            meant[index] = council(of: row, &verdicts[index])
        }
        agree(meant, &verdicts)
        for (index, row) in rows.enumerated() {
            guard let council = meant[index], verdicts[index].problems.isEmpty else { continue }
            checkFacts(verdicts[index].cells ?? row.cells, row, &verdicts[index])
            person(row, council, &verdicts[index])
        }
        checkSeats(meant, &verdicts)
        return verdicts
    }

    private func council(of row: ExchangeRow, _ verdict: inout ExchangeVerdict) -> Meant? {
        if let key = row.key {
            guard let record = records[key], let council = key < 0 ? -key : councilOf[key] else {
                verdict.problems.append(
                    ExchangeProblem(
                        nil,
                        "khóa ẩn không trỏ đến thành viên nào. Hãy xuất lại bảng, hoặc để trống ô khóa."))
                return nil
            }
            // The first person of a council without any is a new seat.
            if key > 0 || row.cells[Place.name] == nil { verdict.existing = record }
            verdict.cells = row.cells
            return .known(council)
        }
        guard let name = row.cells[Place.council] else { return nil }
        var found = named[name.folded] ?? []
        for place in [Place.unit, Place.begins] where found.count > 1 && row.cells[place] != nil {
            found = found.filter { facts[$0]?[place] == row.cells[place] }
        }
        // The same name with another term is the council of that term.
        if let begins = row.cells[Place.begins] { found = found.filter { facts[$0]?[Place.begins] == begins } }
        if let unit = row.cells[Place.unit] { found = found.filter { facts[$0]?[Place.unit] == unit } }
        verdict.cells = row.cells
        if found.count > 1 {
            verdict.problems.append(
                ExchangeProblem(
                    Place.council,
                    "có \(found.count) hội đồng tên này. Hãy ghi thêm đơn vị và ngày đầu nhiệm kỳ để phân biệt."))
            return nil
        }
        if let only = found.first {
            if row.cells[Place.name] == nil, let record = records[-only] { verdict.existing = record }
            return .known(only)
        }
        // A row that leaves unit and term out means the only council that the others name.
        func told(_ place: Int) -> String {
            let all = stated[name.folded]?[place] ?? []
            return row.cells[place] ?? (all.count == 1 ? all.first : nil) ?? ""
        }
        return .new("\(name.folded)|\(told(Place.unit))|\(told(Place.begins))")
    }

    /// All rows of a council say the same of it; what a row leaves out is taken from the others, else from the register.
    private func agree(_ meant: [Int: Meant], _ verdicts: inout [ExchangeVerdict]) {
        for (council, indices) in Dictionary(grouping: meant.keys.sorted(), by: { meant[$0] }) {
            var stands: [String?] = []
            if case .known(let id) = council { stands = facts[id] ?? [] }
            // What the rows with a key make of it.
            var agreed = stands
            var first = stands.isEmpty ? nil : stands
            for index in indices where verdicts[index].problems.isEmpty {
                let said = rows[index].key != nil || stands.isEmpty ? said(rows[index], over: stands) : nil
                guard let said else { continue }
                if first == nil || (agreed == stands && said != stands) { (first, agreed) = (said, said) }
            }
            for index in indices where verdicts[index].problems.isEmpty {
                let row = rows[index]
                var cells = verdicts[index].cells ?? row.cells
                for place in Place.facts where agreed.indices.contains(place) {
                    if row.key != nil || cells[place] != nil {
                        let mine = row.key != nil ? said(row, over: stands)[place] : cells[place]
                        if mine != agreed[place], place != Place.council || mine?.folded != agreed[place]?.folded {
                            verdicts[index].problems.append(
                                ExchangeProblem(
                                    place,
                                    stands.isEmpty || row.key != nil
                                        ? "khác với dòng khác của cùng hội đồng. Hãy ghi giống nhau ở mọi dòng."
                                        : "khác với hội đồng đã có. Hãy sửa hội đồng ở trang của nó, hoặc ở bảng xuất ra có khóa."
                                ))
                            break
                        }
                    }
                    cells[place] = agreed[place]
                }
                verdicts[index].cells = cells
            }
        }
    }

    /// The facts as a row has them, where it has a key an empty cell empties.
    private func said(_ row: ExchangeRow, over stands: [String?]) -> [String?] {
        Place.facts.map { place in
            guard stands.indices.contains(place), !row.given[place] else { return row.cells[place] }
            return stands[place]
        }
    }

    private func checkFacts(_ cells: [String?], _ row: ExchangeRow, _ verdict: inout ExchangeVerdict) {
        if let first = cells[Place.begins], let last = cells[Place.ends], last < first {
            verdict.problems.append(ExchangeProblem(Place.ends, "nhiệm kỳ kết thúc trước khi bắt đầu."))
        }
        if let unit = cells[Place.unit].flatMap({ units[$0] }), !context.scope.contains(unit.path) {
            verdict.problems.append(
                ExchangeProblem(Place.unit, "“\(unit.name)” nằm ngoài phạm vi mà ông/bà quản lý hội đồng."))
        }
    }

    /// Who sits there, with role and days filled in.
    private func person(_ row: ExchangeRow, _ council: Meant, _ verdict: inout ExchangeVerdict) {
        var cells = verdict.cells ?? row.cells
        defer { verdict.cells = cells }
        if let old = verdict.existing, old.id > 0 {
            // Seats keep their person; other spellings of it do not change the register.
            if let name = cells[Place.name], PersonName.fold(name) != old.cells[Place.name].map({ PersonName.fold($0) })
            {
                verdict.problems.append(
                    ExchangeProblem(
                        Place.name,
                        "người của dòng này không đổi được. Hãy ghi ngày cuối ở dòng này và thêm dòng mới cho người thay."
                    ))
            }
            for place in Place.person { cells[place] = old.cells[place] }
            if cells[Place.role] == nil { cells[Place.role] = old.cells[Place.role] }
            if cells[Place.first] == nil { cells[Place.first] = old.cells[Place.first] }
            return
        }
        guard cells[Place.name] != nil else {
            for place in Place.person + [Place.role, Place.first, Place.last] { cells[place] = nil }
            if verdict.existing == nil {
                if case .known = council {
                    verdict.problems.append(ExchangeProblem(Place.name, "chưa ghi họ tên thành viên."))
                }
                verdict.identity = "\(council)|"
            }
            return
        }
        let found = found(row)
        guard found.count == 1, let id = found.first, let facts = people[id] else {
            verdict.problems.append(
                ExchangeProblem(
                    Place.name,
                    found.isEmpty
                        ? "chưa có người này trong phạm vi quản lý. Hãy nhập ở bảng Cá nhân trước."
                        : "có \(found.count) người cùng họ tên. Hãy ghi ngày sinh hoặc nơi công tác để phân biệt."))
            return
        }
        (cells[Place.name], cells[Place.birth], cells[Place.work]) = (facts.name, facts.birth, facts.work)
        if case .known(let known) = council {
            let mine = (seats[known] ?? []).filter { $0.person == id }
            let same = cells[Place.first].map { first in mine.filter { $0.first == first } } ?? mine
            if same.count == 1, let record = records[same[0].id] {
                verdict.existing = record
                for place in [Place.role, Place.first, Place.last] where cells[place] == nil {
                    cells[place] = record.cells[place]
                }
                return
            }
        }
        if cells[Place.role] == nil { cells[Place.role] = Council.Role.member.rawValue }
        if cells[Place.first] == nil { cells[Place.first] = cells[Place.begins] }
        verdict.identity = "\(council)|\(id)|\(cells[Place.first] ?? "")"
    }

    /// Days within the term, nobody twice at a time, one chair: of the seats as they will stand.
    private func checkSeats(_ meant: [Int: Meant], _ verdicts: inout [ExchangeVerdict]) {
        var standing: [Meant: [Seat]] = [:]
        for (id, seats) in seats { standing[.known(id)] = seats }
        for (index, row) in rows.enumerated() {
            guard let council = meant[index], verdicts[index].problems.isEmpty, let old = verdicts[index].existing,
                let place = standing[council]?.firstIndex(where: { $0.id == old.id })
            else { continue }
            let cells = verdicts[index].cells ?? row.cells
            standing[council]?[place].role = cells[Place.role] ?? Council.Role.member.rawValue
            standing[council]?[place].first = cells[Place.first] ?? ""
            standing[council]?[place].last = cells[Place.last]
        }
        for (index, row) in rows.enumerated() {
            guard let council = meant[index], verdicts[index].problems.isEmpty else { continue }
            let cells = verdicts[index].cells ?? row.cells
            guard let first = cells[Place.first] else { continue }
            let (last, role) = (cells[Place.last], cells[Place.role] ?? Council.Role.member.rawValue)
            if let last, last < first {
                verdicts[index].problems.append(ExchangeProblem(Place.last, "ngày cuối trước ngày bắt đầu tham gia."))
                continue
            }
            let isInTerm =
                (cells[Place.begins].map { $0 <= first } ?? true)
                && (cells[Place.ends].map { end in (last ?? first) <= end } ?? true)
            guard isInTerm else {
                verdicts[index].problems.append(
                    ExchangeProblem(Place.first, "thời gian tham gia nằm ngoài nhiệm kỳ của hội đồng."))
                continue
            }
            let old = verdicts[index].existing?.id
            let person = old.flatMap { id in standing[council]?.first { $0.id == id }?.person } ?? found(row).first ?? 0
            let clash = (standing[council] ?? []).first { seat in
                guard seat.id != old, seat.first <= last ?? "9999", first <= seat.last ?? "9999" else { return false }
                return seat.person == person
                    || (role == Council.Role.chair.rawValue && seat.role == Council.Role.chair.rawValue)
            }
            if let clash {
                verdicts[index].problems.append(
                    clash.person == person
                        ? ExchangeProblem(Place.first, "người này đã là thành viên hội đồng trong thời gian đó.")
                        : ExchangeProblem(
                            Place.role,
                            "\(clash.name) là Chủ tịch trong thời gian đó. Hãy ghi ngày cuối của người đó trước."))
                continue
            }
            if old == nil, cells[Place.name] != nil {
                standing[council, default: []].append(
                    Seat(
                        id: 0 - Int64(index) - 1, person: person, name: cells[Place.name] ?? "", role: role,
                        first: first, last: last))
            }
        }
    }
}
