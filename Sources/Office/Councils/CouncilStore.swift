import Database
import Vocabulary

/// A council to be written.
public struct NewCouncil: Equatable, Sendable {
    public var kind: Council.Kind
    public var level: Unit.Level
    public var name: String
    public var unit: ID<Unit>
    public var standing: ID<Unit>?
    public var decision: String
    public var decidedOn: Day
    public var firstDay: Day
    public var lastDay: Day?

    public init(
        _ kind: Council.Kind, level: Unit.Level, name: String, unit: ID<Unit>, standing: ID<Unit>? = nil,
        decision: String, decidedOn: Day, firstDay: Day, lastDay: Day? = nil
    ) {
        (self.kind, self.level, self.name, self.unit, self.standing) = (kind, level, name, unit, standing)
        (self.decision, self.decidedOn, self.firstDay, self.lastDay) = (decision, decidedOn, firstDay, lastDay)
    }
}

/// The register of councils: what is asked of it, and each write as one operation.
public enum Councils {
    static let joined: SQL = "FROM council c JOIN unit u ON u.id = c.unit LEFT JOIN unit s ON s.id = c.standing"

    public static func council(_ id: ID<Council>, in scope: Scope, _ db: any Reader) throws -> Council {
        let row = try db.first(
            "SELECT \(sql: Council.columns) \(sql: joined) WHERE c.id = \(id) AND \(sql: scope.condition(path: "u.path"))"
        )
        guard let row else { throw CouncilRefusal.notFound }
        return try Council(row)
    }

    /// All members that ever were, chair first, then by name.
    public static func members(of council: ID<Council>, _ db: any Reader) throws -> [CouncilMember] {
        let order = Dictionary(uniqueKeysWithValues: zip(Council.Role.allCases, 0...))
        return try db.all(
            """
            SELECT \(sql: CouncilMember.columns) FROM council_member m JOIN person p ON p.id = m.person
            WHERE m.council = \(council) ORDER BY p.name_key, m.first_day, m.id
            """
        ).map(CouncilMember.init).enumerated().sorted {
            (order[$0.element.role] ?? 9, $0.offset) < (order[$1.element.role] ?? 9, $1.offset)
        }.map(\.element)
    }

    public static func member(_ id: ID<CouncilMember>, in scope: Scope, _ db: any Reader) throws -> CouncilMember {
        let row = try db.first(
            """
            SELECT \(sql: CouncilMember.columns) FROM council_member m JOIN person p ON p.id = m.person
            JOIN council c ON c.id = m.council JOIN unit u ON u.id = c.unit
            WHERE m.id = \(id) AND \(sql: scope.condition(path: "u.path"))
            """)
        guard let row else { throw CouncilRefusal.notFound }
        return try CouncilMember(row)
    }

    // MARK: Writing

    public static func establish(_ new: NewCouncil, in scope: Scope, by operation: Operation) throws -> ID<Council> {
        let new = try checked(new, in: scope, operation)
        let id = ID<Council>(
            try operation.insert(
                """
                INSERT INTO council (kind, level, name, name_key, name_fold, unit, standing, decision, decided_on,
                    first_day, last_day, added)
                VALUES (\(new.kind), \(new.level), \(new.name), \(VietnameseOrder.key(new.name)), \(new.name.folded),
                    \(new.unit), \(new.standing), \(new.decision), \(new.decidedOn), \(new.firstDay), \(new.lastDay), \(operation.now))
                """))
        try operation.record(
            "council.establish", on: Subject("council", id),
            after: [
                "kind": new.kind.rawValue, "name": new.name, "firstDay": new.firstDay.iso, "lastDay": new.lastDay?.iso,
            ], why: new.decision)
        return id
    }

    @discardableResult
    public static func add(
        _ person: ID<Person>, as role: Council.Role, to id: ID<Council>, from first: Day, until last: Day? = nil,
        in scope: Scope, by operation: Operation
    ) throws -> ID<CouncilMember> {
        let council = try locked(id, in: scope, operation)
        let member = try insert(person, role, council, first, last, operation)
        try operation.record(
            "council.addMember", on: Subject("council", id),
            after: facts(person, role, first, last))
        return member
    }

    /// The last day somebody serves; the row stays.
    public static func end(_ id: ID<CouncilMember>, on last: Day, in scope: Scope, by operation: Operation) throws {
        let member = try ending(id, on: last, in: scope, operation)
        try operation.record(
            "council.endMember", on: Subject("council", member.council), before: ["lastDay": member.lastDay?.iso],
            after: facts(member.person, member.role, member.firstDay, last))
    }

    /// Somebody takes the seat of another from a day; the other stays in the history until the day before.
    @discardableResult
    public static func replace(
        _ id: ID<CouncilMember>, by person: ID<Person>, from day: Day, in scope: Scope, by operation: Operation
    ) throws -> ID<CouncilMember> {
        let old = try ending(id, on: day.adding(days: -1), in: scope, operation)
        let council = try council(old.council, in: scope, operation)
        let member = try insert(person, old.role, council, day, old.lastDay, operation)
        try operation.record(
            "council.replaceMember", on: Subject("council", old.council),
            before: ["person": old.person.description, "lastDay": old.lastDay?.iso],
            after: facts(person, old.role, day, old.lastDay))
        return member
    }

    /// A member watches over a bloc for a year.
    public static func assign(
        _ id: ID<CouncilMember>, to bloc: ID<Bloc>, in year: Int, in scope: Scope, by operation: Operation
    ) throws {
        guard (1990...2100).contains(year) else { throw CouncilRefusal.badYear }
        let member = try member(id, in: scope, operation)
        _ = try locked(member.council, in: scope, operation)
        guard isServing(member.firstDay, member.lastDay, in: year) else { throw CouncilRefusal.notServing(year) }
        let known = try operation.first(
            "SELECT id FROM council_assignment WHERE member = \(id) AND bloc = \(bloc) AND year = \(year)")
        guard known == nil else { throw CouncilRefusal.alreadyAssigned }
        try operation.run("INSERT INTO council_assignment (member, bloc, year) VALUES (\(id), \(bloc), \(year))")
        try operation.record(
            "council.assign", on: Subject("council", member.council),
            after: ["member": id.description, "bloc": bloc.description, "year": String(year)])
    }

    /// Takes an assignment back.
    public static func unassign(
        _ id: ID<CouncilAssignment>, of council: ID<Council>, because reason: String, in scope: Scope,
        by operation: Operation
    ) throws {
        _ = try locked(council, in: scope, operation)
        let reason = try self.reason(reason)
        let row = try operation.first(
            """
            SELECT a.member, a.bloc, a.year FROM council_assignment a JOIN council_member m ON m.id = a.member
            WHERE a.id = \(id) AND m.council = \(council)
            """)
        guard let row else { throw CouncilRefusal.notFound }
        let (member, bloc, year): (Int64, Int64, Int) = (try row("member"), try row("bloc"), try row("year"))
        try operation.run("DELETE FROM council_assignment WHERE id = \(id)")
        try operation.record(
            "council.unassign", on: Subject("council", council),
            before: ["member": String(member), "bloc": String(bloc), "year": String(year)], why: reason)
    }

    // MARK: Parts

    /// Facts as they are kept; throws what is wrong with them.
    static func checked(_ typed: NewCouncil, in scope: Scope, _ db: any Reader) throws -> NewCouncil {
        var new = typed
        new.name = typed.name.nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        new.decision = typed.decision.nfc.trimmed
        guard !new.name.isEmpty, new.name.count <= 200 else { throw CouncilRefusal.noName }
        guard !new.decision.isEmpty, new.decision.count <= 100 else { throw CouncilRefusal.noDecision }
        if let last = new.lastDay, last < new.firstDay { throw CouncilRefusal.endsBeforeItBegins }
        guard let unit = try Organisations.unit(new.unit, db), scope.contains(unit.path) else {
            throw CouncilRefusal.unit(field: "don-vi", words: "Hãy chọn đơn vị của hội đồng trong danh mục.")
        }
        return new
    }

    static func locked(_ id: ID<Council>, in scope: Scope, _ operation: Operation) throws -> Council {
        _ = try operation.first("SELECT id FROM council WHERE id = \(id) \(word: .forUpdate)")
        return try council(id, in: scope, operation)
    }

    private static func ending(
        _ id: ID<CouncilMember>, on last: Day, in scope: Scope, _ operation: Operation
    ) throws -> CouncilMember {
        let found = try member(id, in: scope, operation)
        _ = try locked(found.council, in: scope, operation)
        let member = try member(id, in: scope, operation)
        if last < member.firstDay { throw CouncilRefusal.endsBeforeItBegins }
        if let known = member.lastDay, known <= last { throw CouncilRefusal.hasEnded }
        try operation.run("UPDATE council_member SET last_day = \(last) WHERE id = \(id)")
        return member
    }

    private static func insert(
        _ person: ID<Person>, _ role: Council.Role, _ council: Council, _ first: Day, _ last: Day?,
        _ operation: Operation
    ) throws -> ID<CouncilMember> {
        try mustFit(person, role, council, first, last, except: nil, operation)
        return ID(
            try operation.insert(
                """
                INSERT INTO council_member (council, person, role, first_day, last_day)
                VALUES (\(council.id), \(person), \(role), \(first), \(last))
                """))
    }

    /// A seat lies within the term; nobody has two at a time, and there is one chair.
    static func mustFit(
        _ person: ID<Person>, _ role: Council.Role, _ council: Council, _ first: Day, _ last: Day?,
        except id: ID<CouncilMember>?, _ db: any Reader
    ) throws {
        if let last, last < first { throw CouncilRefusal.endsBeforeItBegins }
        let endsInTerm = council.lastDay.map { end in last.map { $0 <= end } ?? (first <= end) } ?? true
        guard first >= council.firstDay, endsInTerm else {
            throw CouncilRefusal.outsideTerm(council.firstDay, council.lastDay)
        }
        for other in try members(of: council.id, db)
        where other.id != id && Post.overlap((other.firstDay, other.lastDay), (first, last)) {
            if other.person == person { throw CouncilRefusal.alreadyMember(other.name) }
            if role == .chair, other.role == .chair { throw CouncilRefusal.chairTaken(other.name) }
        }
    }

    static func facts(_ person: ID<Person>, _ role: Council.Role, _ first: Day, _ last: Day?) -> [String:
        String?]
    {
        ["person": person.description, "role": role.rawValue, "firstDay": first.iso, "lastDay": last?.iso]
    }
}

extension UnitTouch {
    /// Councils of the units, and those they serve as standing body.
    static let councils = UnitTouch { units, db in
        let count: Int = try db.value(
            """
            SELECT count(*) FROM council
            WHERE (unit IN (\(list: units)) OR standing IN (\(list: units))) AND last_day IS NULL
            """)
        return [Found(count, "hội đồng", advice: "Sau khi thực hiện, ghi hội đồng theo quyết định mới.")]
    }
}
