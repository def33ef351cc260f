import Database
import Rulebook
import Vocabulary

extension HonoursExchange {
    public func examine(_ rows: [ExchangeRow], _ context: ExchangeContext, _ db: any Reader) throws -> [ExchangeVerdict]
    {
        let awards = try context.awards(db)
        let records = try records(rows.compactMap(\.key), context, db)
        let reading = try HonourSheetRows(rows, records, awards, context, db)
        var verdicts = rows.map { reading.verdict($0) }
        let known = try reading.checkDecisions(rows, &verdicts, db)
        try reading.checkDoubles(rows, known, &verdicts, db)
        return verdicts
    }
}

/// Rows of a list of honours, matched to people and units, asked for all rows at once.
struct HonourSheetRows {
    typealias Place = HonoursExchange.Place

    let records: [Int64: ExchangeRecord]
    let awards: AwardChoices
    let context: ExchangeContext
    private let namesakes: Namesakes
    private let units: UnitsByCode
    private let named: UnitsByName
    private let roots: [String: Unit]
    /// Person and unit of rows that are in the register.
    private let holders: [Int64: (person: ID<Person>?, unit: ID<Unit>?)]

    init(
        _ rows: [ExchangeRow], _ records: [Int64: ExchangeRecord], _ awards: AwardChoices, _ context: ExchangeContext,
        _ db: any Reader
    ) throws {
        (self.records, self.awards, self.context) = (records, awards, context)
        namesakes = try Namesakes(rows, context, name: Place.name, db)
        units = try UnitsByCode(
            rows.flatMap { [$0.cells[Place.unit], $0.cells[Place.keeper]].compactMap(\.self) }, db)
        named = try UnitsByName(
            rows.filter { $0.cells[Place.kind] == SubjectKind.collective.rawValue }.compactMap { $0.cells[Place.name] },
            on: context.today, in: context.scope, db)
        var roots: [String: Unit] = [:]
        for unit in try db.all("SELECT \(sql: Unit.columns) FROM unit u WHERE u.parent IS NULL").map(Unit.init) {
            roots[unit.path] = unit
        }
        self.roots = roots
        var holders: [Int64: (person: ID<Person>?, unit: ID<Unit>?)] = [:]
        var keys = records.keys.sorted()[...]
        while !keys.isEmpty {
            for row in try db.all(
                "SELECT id, person, holder_unit FROM honour WHERE id IN (\(list: keys.prefix(500)))")
            {
                holders[try row("id")] = (try row("person"), try row("holder_unit"))
            }
            keys = keys.dropFirst(500)
        }
        self.holders = holders
    }

    // MARK: One row

    func verdict(_ row: ExchangeRow) -> ExchangeVerdict {
        if row.isBroken { return ExchangeVerdict() }
        var verdict = ExchangeVerdict()
        var cells = row.cells
        if let key = row.key {
            guard let record = records[key] else {
                return ExchangeVerdict(problems: [
                    ExchangeProblem(
                        nil, "khóa ẩn không trỏ đến khen thưởng nào. Hãy xuất lại bảng, hoặc để trống ô khóa.")
                ])
            }
            verdict.existing = record
            cells = row.after(record)
            for place in Place.head where cells[place] != record.cells[place] {
                verdict.problems.append(ExchangeProblem(place, "hãy sửa ở trang của quyết định, không sửa ở đây."))
            }
            for place in [Place.kind, Place.birth] where cells[place] != record.cells[place] {
                verdict.problems.append(ExchangeProblem(place, "hãy sửa ở trang của khen thưởng này, không sửa ở đây."))
            }
        }
        fill(&cells, row, &verdict)
        // Where everything stands as the register has it, nothing is judged once more.
        if let record = verdict.existing, record.cells == cells {
            verdict.cells = cells
            return verdict
        }
        check(&cells, row, &verdict)
        verdict.cells = cells
        return verdict
    }

    /// Plain forms, and what a list leaves out.
    private func fill(_ cells: inout [String?], _ row: ExchangeRow, _ verdict: inout ExchangeVerdict) {
        if cells[Place.occasion] == nil { cells[Place.occasion] = OccasionKind.yearEnd.rawValue }
        if cells[Place.basis] == nil { cells[Place.basis] = HonourBasis.congTrang.rawValue }
        if cells[Place.enterprise] == nil { cells[Place.enterprise] = "khong" }
        if let years = cells[Place.years].flatMap({ AchievementYears($0) }) { cells[Place.years] = years.description }
        if row.key == nil, cells[Place.unit] == nil, let keeper = cells[Place.keeper] { cells[Place.unit] = keeper }
        if cells[Place.keeper] == nil, let keeper = keeper(cells) { cells[Place.keeper] = keeper.code }
        if let slug = award(cells) {
            // The list keeps the name of its time, also where the newest text has another.
            let kept = verdict.existing?.cells
            cells[Place.award] = kept.flatMap(award) == slug ? kept?[Place.award] : awards.name(slug)
        }
        if cells[Place.unit] == nil { cells[Place.unit] = cells[Place.keeper] }
        if cells[Place.kind] == SubjectKind.individual.rawValue, cells[Place.group] == nil, row.key == nil {
            let group = cells[Place.post].map(PeopleExchange.group(ofTitle:)) ?? .direct
            cells[Place.group] = group.rawValue
            verdict.remarks.append(
                ExchangeProblem(Place.group, "chưa ghi; xếp theo chức vụ là \(group.vietnamese)."))
        }
    }

    /// The province where the visitor manages all of it, else the unit of the row.
    private func keeper(_ cells: [String?]) -> Unit? {
        let unit = cells[Place.unit].flatMap { units[$0] }
        if let unit, let root = roots.first(where: { unit.path.hasPrefix($0.key) })?.value {
            return context.scope.contains(root.path) ? root : unit
        }
        let open = roots.values.filter { context.scope.contains($0.path) }
        return open.count == 1 ? open[0] : nil
    }

    private func unit(_ code: String?) -> Unit? {
        guard let code else { return nil }
        return units[code] ?? roots.values.first { $0.code == code }
    }

    private func award(_ cells: [String?]) -> Award.Slug? {
        let level = cells[Place.level].flatMap(Award.Level.init(rawValue:))
        return cells[Place.award].flatMap { awards.slug($0, issuer: level, in: unit(cells[Place.keeper])?.province) }
    }

    /// - Parameter isKept: the register has the row: who manages the unit of it changes it, whoever keeps the decision.
    func decision(_ cells: [String?], isKept: Bool = false) throws(HonourRefusal) -> (
        new: NewDecision, root: ID<Unit>
    ) {
        guard let signed = cells[Place.signed].flatMap({ Day(iso: $0) }) else { throw .noDay }
        guard let keeper = unit(cells[Place.keeper]) else {
            throw .unit(field: "giu-so", words: "Hãy ghi đơn vị giữ sổ quyết định này.")
        }
        guard isKept || context.scope.contains(keeper.path) else { throw .outside("Đơn vị giữ sổ") }
        let new = NewDecision(
            number: cells[Place.number] ?? "", signed: signed, issuer: cells[Place.issuer] ?? "",
            level: cells[Place.level].flatMap(Award.Level.init(rawValue:)) ?? .grassroots, signer: cells[Place.signer],
            signerPosition: cells[Place.signerPost], branch: keeper.id,
            occasion: cells[Place.occasion].flatMap(OccasionKind.init(rawValue:)) ?? .yearEnd)
        return (try Honours.checked(new, today: context.today), keeper.province)
    }

    /// The holder and everything else of a row, as an operation takes it.
    func honour(_ cells: [String?], _ row: ExchangeRow) throws(HonourRefusal) -> NewHonour {
        guard let award = award(cells) else { throw .unknownAward(cells[Place.award] ?? "") }
        var years: AchievementYears?
        if let text = cells[Place.years] {
            guard let read = AchievementYears(text) else { throw .badYears(text) }
            years = read
        }
        let kind = cells[Place.kind].flatMap(SubjectKind.init(rawValue:)) ?? .individual
        let name = cells[Place.name] ?? ""
        let known = row.key.flatMap { holders[$0] }
        let holder: Honour.Holder
        switch kind {
        case .individual: holder = .person(known.map(\.person) ?? meant(row).first.map { ID<Person>($0) })
        case .collective: holder = .unit(known.map(\.unit) ?? named[name]?.id)
        case .household: holder = .household(address: cells[Place.address])
        }
        return NewHonour(
            holder, name: name, post: cells[Place.post], unitText: cells[Place.unitText],
            unit: unit(cells[Place.unit])?.id,
            award: award, years: years, achievement: cells[Place.achievement],
            basis: cells[Place.basis].flatMap(HonourBasis.init(rawValue:)) ?? .congTrang,
            group: cells[Place.group].flatMap(Post.Group.init(rawValue:)),
            isEnterprise: cells[Place.enterprise] == "co",
            certificate: cells[Place.certificate])
    }

    /// People who may be meant; one where the unit tells.
    private func meant(_ row: ExchangeRow) -> [Int64] {
        let all = namesakes.same(row, name: Place.name, birth: Place.birth, unit: nil)
        if all.count < 2 { return all }
        let here = namesakes.same(row, name: Place.name, birth: Place.birth, unit: Place.unit)
        return here.count == 1 ? here : all
    }

    private func check(_ cells: inout [String?], _ row: ExchangeRow, _ verdict: inout ExchangeVerdict) {
        if row.key == nil, cells[Place.kind] == SubjectKind.individual.rawValue {
            let found = meant(row)
            // The list's birth only tells who is meant: what is kept is that of the register, or nobody's.
            cells[Place.birth] = found.count == 1 ? namesakes.facts(found[0])?.birth : nil
            if found.count > 1 {
                verdict.problems.append(
                    ExchangeProblem(
                        Place.name, "có \(found.count) người cùng họ tên. Hãy ghi ngày sinh hoặc đơn vị trong danh mục."
                    ))
            } else if found.isEmpty, cells[Place.name] != nil {
                verdict.remarks.append(
                    ExchangeProblem(Place.name, "chưa có trong danh mục cá nhân; ghi theo tên."))
            }
        }
        for place in row.key == nil ? [Place.unit, Place.keeper] : [Place.unit] {
            if let unit = unit(cells[place]), !context.scope.contains(unit.path) {
                verdict.problems.append(ExchangeProblem(place, "“\(unit.name)” nằm ngoài phạm vi mà ông/bà quản lý."))
            }
        }
        do throws(HonourRefusal) {
            let decision = try decision(cells, isKept: row.key != nil)
            let honour = try Honours.checked(
                honour(cells, row), signed: decision.new.signed, in: decision.root, awards, today: context.today)
            if let years = honour.years, decision.new.signed < years.lastDay {
                verdict.remarks.append(
                    ExchangeProblem(Place.signed, "ký trước khi hết \(years.year.vietnamese); hãy xem lại."))
            }
            if let remark = awards[honour.award]?.remark(on: decision.new.signed) {
                verdict.remarks.append(ExchangeProblem(Place.award, "\(remark)."))
            }
        } catch {
            verdict.problems.append(ExchangeProblem(Self.place(of: error), error.explanation.notice.asClause))
        }
    }

    private static func place(of refusal: HonourRefusal) -> Int? {
        switch refusal {
        case .unit: Place.keeper
        case .outside: Place.keeper
        case .noName, .strangeLetters: Place.name
        default:
            switch refusal.field {
            case "so": Place.number
            case "ngay": Place.signed
            case "co-quan": Place.issuer
            case "danh-hieu": Place.award
            case "nam": Place.years
            default: nil
            }
        }
    }

    // MARK: Rows beside each other and beside the register

    /// One number of a year means one paper: within the file, and beside what the register has. Returns which decisions of
    /// the file are in the register.
    func checkDecisions(_ rows: [ExchangeRow], _ verdicts: inout [ExchangeVerdict], _ db: any Reader) throws
        -> [NewDecision: ID<HonourDecision>]
    {
        var held: [NewDecision: ID<HonourDecision>] = [:]
        var first: [String: (row: Int, new: NewDecision)] = [:]
        var judged: [NewDecision: HonourRefusal?] = [:]
        for index in rows.indices where rows[index].key == nil && verdicts[index].problems.isEmpty {
            guard let cells = verdicts[index].cells, let (new, root) = try? decision(cells) else { continue }
            let key = "\(root)|\(NewDecision.key(new.number))|\(new.signed.year)"
            if let other = first[key] {
                let isSame =
                    other.new.signed == new.signed
                    && NewDecision.issuerFold(other.new.issuer) == NewDecision.issuerFold(new.issuer)
                if !isSame {
                    verdicts[index].problems.append(
                        ExchangeProblem(
                            other.new.signed == new.signed ? Place.issuer : Place.signed,
                            "dòng \(other.row) ghi cùng số \(new.number) nhưng ký ngày \(other.new.signed.vietnamese), \(other.new.issuer). Một số trong năm chỉ là một văn bản."
                        ))
                    continue
                }
            } else {
                first[key] = (rows[index].number, new)
            }
            let refusal: HonourRefusal?
            if let known = judged[new] {
                refusal = known
            } else {
                do {
                    held[new] = try Honours.known(new, root: root, db)?.id
                    refusal = nil
                } catch let found as HonourRefusal {
                    refusal = found
                }
                judged[new] = .some(refusal)
            }
            if let refusal {
                verdicts[index].problems.append(
                    ExchangeProblem(Place.number, refusal.explanation.notice.asClause))
            }
        }
        return held
    }

    func checkDoubles(
        _ rows: [ExchangeRow], _ known: [NewDecision: ID<HonourDecision>], _ verdicts: inout [ExchangeVerdict],
        _ db: any Reader
    ) throws {
        var fresh: [(index: Int, honour: NewHonour, decision: NewDecision, root: ID<Unit>)] = []
        for index in rows.indices where rows[index].key == nil && verdicts[index].problems.isEmpty {
            guard !rows[index].isBroken, let cells = verdicts[index].cells,
                let honour = try? honour(cells, rows[index]),
                let (decision, root) = try? decision(cells)
            else { continue }
            fresh.append((index, honour, decision, root))
        }
        let held = try Honours.held(fresh.map(\.honour), db)
        let named = try Honours.heldByName(Set(fresh.compactMap { known[$0.decision] }), db)
        for one in fresh {
            guard let award = awards[one.honour.award] else { continue }
            let who = Honours.who(one.honour)
            let decisionID = known[one.decision]
            let key = HonourRows.doubleKey(one.honour, award, decisionID ?? ID(0))
            let place = one.honour.holder.person == nil && one.honour.holder.unit == nil
            if let other = held["\(who)|\(key)"] ?? decisionID.flatMap({ named[$0]?["\(who)|\(key)"] }) {
                let years = one.honour.years.map { " \($0.vietnamese)" } ?? ""
                verdicts[one.index].problems.append(
                    ExchangeProblem(
                        Place.award,
                        "\(one.honour.name) đã có “\(award.name)”\(years) theo quyết định \(other)."))
            }
            let decision = "\(one.root)|\(NewDecision.key(one.decision.number))|\(one.decision.signed.year)"
            verdicts[one.index].identity =
                place || one.honour.years == nil ? "\(who)|\(key)|\(decision)" : "\(who)|\(key)"
        }
    }
}
