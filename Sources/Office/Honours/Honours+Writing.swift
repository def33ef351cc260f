import Database
import Rulebook
import Vocabulary

extension Honours {
    /// What a write left: the decision and how many honours are new under it.
    public struct Entered: Equatable, Sendable {
        public let decision: ID<HonourDecision>
        public let honours: [Int64]
        public let isNewDecision: Bool
    }

    /// Why the line at `index` of a list was refused.
    public struct RefusedLine: Explained, Equatable {
        public let index: Int
        public let refusal: HonourRefusal

        public var explanation: Explanation {
            Explanation(
                notice: "Dòng \(index + 1): \(refusal.explanation.notice)",
                log: "line \(index + 1): \(refusal.explanation.log)")
        }
    }

    /// A decision with everybody it honours, in one step: all or nothing. Where the decision is in the register, they are
    /// added to it.
    public static func add(
        _ decision: NewDecision, _ holders: [NewHonour], _ awards: AwardChoices, in scope: Scope,
        by operation: Operation
    ) throws -> Entered {
        guard !holders.isEmpty else { throw HonourRefusal.noHolders }
        let (head, isNew) = try Self.decision(decision, in: scope, by: operation)
        let ids = try insert(holders, head, awards, in: scope, operation)
        try operation.record(
            isNew ? "honourDecision.add" : "honourDecision.extend", on: Subject("honourDecision", head.id),
            after: [
                "number": decision.number, "signed": head.signed.iso, "issuer": decision.issuer,
                "holders": String(ids.count), "sameNumber": decision.sameNumberWhy,
            ])
        return Entered(decision: head.id, honours: ids, isNewDecision: isNew)
    }

    /// Writes honours of a decision after looking at each. Throws `RefusedLine`.
    static func insert(
        _ holders: [NewHonour], _ head: HonourRows.Head, _ awards: AwardChoices, in scope: Scope, _ operation: Operation
    ) throws -> [Int64] {
        var checked: [NewHonour] = []
        checked.reserveCapacity(holders.count)
        for (index, holder) in holders.enumerated() {
            do throws(HonourRefusal) {
                checked.append(
                    try Self.checked(
                        holder, signed: head.signed, in: head.root, awards, today: operation.today))
            } catch {
                throw RefusedLine(index: index, refusal: error)
            }
        }
        try checkReach(checked, in: scope, operation)
        let number: String = try operation.value("SELECT number FROM honour_decision WHERE id = \(head.id)")
        try checkDoubles(checked, of: head.id, number: number, awards, operation)
        return try write(checked, heads: checked.map { _ in head }, awards, operation)
    }

    /// Rows of honours that have been checked, by the engine's quickest way.
    static func write(
        _ honours: [NewHonour], heads: [HonourRows.Head], _ awards: AwardChoices, _ operation: Operation
    ) throws -> [Int64] {
        guard !honours.isEmpty else { return [] }
        let used = Set(honours.map(\.award)).sorted().compactMap { awards[$0] }
        try HonourRows.keep(used, operation)
        let names = try HonourRows.names(honours.lazy.map(\.name), operation)
        let texts = try HonourRows.texts(honours.lazy.compactMap(\.achievement), operation)
        let first = 1 + (try operation.value("SELECT COALESCE(max(id), 0) FROM honour") as Int64)
        let now = operation.now
        try operation.insertMany(
            into: "honour", columns: HonourRows.columns,
            rows: honours.indices.lazy.compactMap { index -> [SQLValue]? in
                let new = honours[index]
                guard let award = awards[new.award] else { return nil }
                return HonourRows.row(
                    first + Int64(index), new, heads[index], award.level, name: names[new.name] ?? 0,
                    text: new.achievement.flatMap { texts[$0] },
                    key: HonourRows.doubleKey(new, award, heads[index].id), now)
            })
        return honours.indices.map { first + Int64($0) }
    }

    /// One honour as it is kept. Throws what cannot be.
    ///
    /// - Parameter province: of the decision.
    static func checked(
        _ new: NewHonour, signed: Day, in province: ID<Unit>, _ awards: AwardChoices, today: Day
    ) throws(HonourRefusal) -> NewHonour {
        var new = new
        new.name = try line(new.name, "Tên", 300)
        guard !new.name.isEmpty else { throw .noName }
        new.post = try optional(new.post, "Chức vụ", 200)
        new.unitText = try optional(new.unitText, "Đơn vị", 300)
        new.achievement = try optional(new.achievement, "Thành tích", longestText)
        new.occasion = try optional(new.occasion, "Dịp khen thưởng", 200)
        new.certificate = try optional(new.certificate, "Số vào sổ", 60)
        if case .household(let address) = new.holder {
            new.holder = .household(address: try optional(address, "Địa chỉ", 300))
        }
        if new.holder.kind != .individual { new.group = nil }
        _ = try awards.checked(new.award, for: new.holder.kind, signed: signed, in: province)
        if let years = new.years {
            guard years.first >= 1900 else { throw .badYears(years.description) }
            guard years.year.firstDay <= today else { throw .futureYear(years.year.vietnamese) }
        }
        return new
    }

    /// Holders of the register must be within the visitor's reach: people through their posts, units by their place.
    static func checkReach(_ honours: [NewHonour], in scope: Scope, _ db: any Reader) throws {
        guard scope != .everything else { return }
        let people = Set(honours.compactMap(\.holder.person)).sorted()
        let units = Set(honours.compactMap(\.holder.unit) + honours.compactMap(\.unit)).sorted()
        var reached: Set<ID<Person>> = []
        var paths: [ID<Unit>: String] = [:]
        var rest = people[...]
        while !rest.isEmpty {
            reached.formUnion(
                try db.values(
                    """
                    SELECT DISTINCT o.person FROM post o JOIN unit u ON u.id = o.unit
                    WHERE o.person IN (\(list: rest.prefix(400))) AND \(sql: scope.condition(path: "u.path"))
                    """) as [ID<Person>])
            rest = rest.dropFirst(400)
        }
        var others = units[...]
        while !others.isEmpty {
            for row in try db.all("SELECT id, path FROM unit WHERE id IN (\(list: others.prefix(400)))") {
                paths[try row(0)] = try row(1)
            }
            others = others.dropFirst(400)
        }
        for (index, honour) in honours.enumerated() {
            let isPersonOut = honour.holder.person.map { !reached.contains($0) } ?? false
            let isUnitOut = [honour.holder.unit, honour.unit].compactMap(\.self).contains { unit in
                !(paths[unit].map(scope.contains) ?? false)
            }
            if isPersonOut || isUnitOut { throw RefusedLine(index: index, refusal: .outside(honour.name)) }
        }
    }

    /// Nobody gets the same twice: neither within the list nor beside what the register has.
    ///
    /// - Parameter decision: nil while it is in no register.
    static func checkDoubles(
        _ honours: [NewHonour], of decision: ID<HonourDecision>?, number: String, _ awards: AwardChoices,
        _ db: any Reader
    ) throws {
        if let found = try double(honours, of: decision, number: number, awards, db) { throw found }
    }

    /// The first line that gives somebody the same twice.
    static func double(
        _ honours: [NewHonour], of decision: ID<HonourDecision>?, number: String, _ awards: AwardChoices,
        _ db: any Reader
    ) throws -> RefusedLine? {
        var seen: Set<String> = []
        func refuse(_ index: Int, _ decision: String) -> RefusedLine {
            let new = honours[index]
            return RefusedLine(
                index: index,
                refusal: .twice(
                    name: new.name, award: awards.name(new.award), new.years?.vietnamese ?? "", decision: decision))
        }
        let keys = honours.map { new in
            let key = awards[new.award].map { HonourRows.doubleKey(new, $0, decision ?? ID(0)) } ?? ""
            return "\(Self.who(new))|\(key)"
        }
        for index in honours.indices where !seen.insert(keys[index]).inserted { return refuse(index, number) }
        var held = try held(honours, db)
        if let decision { held.merge(try heldByName([decision], db)[decision] ?? [:]) { $1 } }
        for index in honours.indices {
            if let other = held[keys[index]] { return refuse(index, other) }
        }
        return nil
    }

    /// Who is honoured, as far as that can be told: a key, else the name with its unit or address.
    static func who(_ new: NewHonour) -> String {
        if let person = new.holder.person { return "p\(person)" }
        if let unit = new.holder.unit { return "u\(unit)" }
        let place = new.holder.address ?? new.unitText ?? ""
        return "n\(new.holder.kind.rawValue)|\(new.name.folded)|\(place.folded)"
    }

    /// Numbers of decisions by holder and key of what these holders have, who are in a register.
    static func held(_ honours: [NewHonour], _ db: any Reader) throws -> [String: String] {
        var held: [String: String] = [:]
        func look(_ column: SQL, _ ids: [Int64], _ mark: String) throws {
            var rest = ids[...]
            while !rest.isEmpty {
                for row in try db.all(
                    """
                    SELECT \(sql: column), h.double_key, d.number FROM honour h JOIN honour_decision d ON d.id = h.decision
                    WHERE \(sql: column) IN (\(list: rest.prefix(400))) AND h.state <> 'withdrawn'
                    """)
                {
                    held["\(mark)\(try row(0) as Int64)|\(try row(1) as String)"] = try row(2)
                }
                rest = rest.dropFirst(400)
            }
        }
        try look("h.person", Set(honours.compactMap(\.holder.person)).sorted().map(\.rawValue), "p")
        try look("h.holder_unit", Set(honours.compactMap(\.holder.unit)).sorted().map(\.rawValue), "u")
        return held
    }

    /// The same of holders who are in no register: they are told apart within one decision only.
    static func heldByName(_ decisions: Set<ID<HonourDecision>>, _ db: any Reader) throws
        -> [ID<HonourDecision>: [String: String]]
    {
        var held: [ID<HonourDecision>: [String: String]] = [:]
        var rest = decisions.sorted()[...]
        while !rest.isEmpty {
            for row in try db.all(
                """
                SELECT h.subject_kind, n.name, h.address, h.unit_text, h.double_key, d.number, d.id FROM honour h
                JOIN honour_name n ON n.id = h.name JOIN honour_decision d ON d.id = h.decision
                WHERE h.decision IN (\(list: rest.prefix(400))) AND h.person IS NULL AND h.holder_unit IS NULL
                  AND h.state <> 'withdrawn'
                """)
            {
                let (kind, name): (String, String) = (try row(0), try row(1))
                let place: String? = try row(2) ?? row(3)
                let who = "n\(kind)|\(name.folded)|\((place ?? "").folded)"
                held[try row(6), default: [:]]["\(who)|\(try row(4) as String)"] = try row(5)
            }
            rest = rest.dropFirst(400)
        }
        return held
    }
}
