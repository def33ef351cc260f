import Database
import Vocabulary

/// Cán bộ phụ trách thi đua, khen thưởng: who does this work in a unit, and since when.
public struct EmulationOfficer: Equatable, Sendable {
    public let id: ID<EmulationOfficer>
    public let unit: ID<Unit>
    public let unitName: String
    public let person: ID<Person>
    public let name: String
    public let firstDay: Day
    public let lastDay: Day?

    static let columns: SQL =
        "e.id, e.unit, u.name AS unit_name, e.person, p.name, e.first_day, e.last_day"
    static let source: SQL =
        "FROM emulation_officer e JOIN unit u ON u.id = e.unit JOIN person p ON p.id = e.person"

    init(_ row: Row) throws {
        id = try row("id")
        unit = try row("unit")
        unitName = try row("unit_name")
        person = try row("person")
        name = try row("name")
        firstDay = try row("first_day")
        lastDay = try row("last_day")
    }
}

/// A unit of which nobody is written down as the officer for emulation.
public struct UnattendedUnit: Equatable, Sendable {
    public let id: ID<Unit>
    public let name: String
    /// Who was the last one; nil where there never was any.
    public let lastName: String?
    public let lastDay: Day?
}

/// Officers in charge: what is asked, and each write as one operation.
public enum EmulationOfficers {
    /// Those of one unit, the current first.
    public static func all(of unit: ID<Unit>, _ db: any Reader) throws -> [EmulationOfficer] {
        try db.all(
            """
            SELECT \(sql: EmulationOfficer.columns) \(sql: EmulationOfficer.source) WHERE e.unit = \(unit)
            ORDER BY COALESCE(e.last_day, '9999-12-31') DESC, e.first_day DESC, e.id DESC
            """
        ).map(EmulationOfficer.init)
    }

    /// In which units a person is or was the officer, within a scope.
    public static func all(of person: ID<Person>, in scope: Scope, _ db: any Reader) throws -> [EmulationOfficer] {
        try db.all(
            """
            SELECT \(sql: EmulationOfficer.columns) \(sql: EmulationOfficer.source)
            WHERE e.person = \(person) AND \(sql: scope.condition(path: "u.path")) ORDER BY e.first_day DESC, e.id DESC
            """
        ).map(EmulationOfficer.init)
    }

    /// A page of units without one, by name.
    ///
    /// Outside bodies, households and blocs have none and need none.
    public static func missing(
        in scope: Scope, on day: Day, _ cursor: KeysetCursor<ID<Unit>>? = nil, size: Int = PersonList.pageSize,
        _ db: any Reader
    ) throws -> KeysetPage<UnattendedUnit, ID<Unit>> {
        try KeysetPage(cursor, size: size, key: \UnattendedUnit.id) { limit in
            let rows = try db.all(walking(in: scope, on: day, cursor, limit: limit))
            let ids: [ID<Unit>] = try rows.map { try $0("id") }
            var last: [ID<Unit>: (name: String, day: Day?)] = [:]
            try db.each(
                """
                SELECT e.unit, p.name, e.last_day FROM emulation_officer e JOIN person p ON p.id = e.person
                WHERE e.unit IN (\(list: ids)) ORDER BY e.unit, e.last_day, e.id
                """
            ) { last[try $0("unit")] = (try $0("name"), try $0("last_day")) }
            return try rows.map { row in
                let id: ID<Unit> = try row("id")
                return UnattendedUnit(id: id, name: try row("name"), lastName: last[id]?.name, lastDay: last[id]?.day)
            }
        }
    }

    static func walking(in scope: Scope, on day: Day, _ cursor: KeysetCursor<ID<Unit>>?, limit: Int) -> SQL {
        let (comparison, down): (SQL, SQL) = cursor?.isBackwards ?? false ? ("<", " DESC") : (">", "")
        let beyond: SQL =
            cursor.map {
                "AND (u.name_key, u.id) \(sql: comparison) (SELECT s.name_key, s.id FROM unit s WHERE s.id = \($0.key))"
            } ?? ""
        return """
            SELECT u.id, u.name FROM unit u WHERE \(sql: isMissing(in: scope, on: day)) \(sql: beyond)
            ORDER BY u.name_key\(sql: down), u.id\(sql: down) LIMIT \(limit)
            """
    }

    public static func missingCount(in scope: Scope, on day: Day, _ db: any Reader) throws -> Int {
        try db.value(
            """
            SELECT count(*) FROM (SELECT 1 AS n FROM unit u WHERE \(sql: isMissing(in: scope, on: day))
            LIMIT \(PersonList.most + 1)) c
            """)
    }

    private static func isMissing(in scope: Scope, on day: Day) -> SQL {
        """
        (u.first_day IS NULL OR u.first_day <= \(day)) AND (u.last_day IS NULL OR u.last_day >= \(day))
        AND u.level <> 'outside' AND u.level <> 'central' AND u.kind NOT IN ('bloc', 'household', 'council')
        AND \(sql: scope.condition(path: "u.path"))
        AND NOT EXISTS (SELECT 1 FROM emulation_officer e WHERE e.unit = u.id AND e.first_day <= \(day)
                        AND (e.last_day IS NULL OR e.last_day >= \(day)))
        """
    }

    // MARK: Writing

    /// Puts a person of the register in charge in a unit where the visitor manages people.
    @discardableResult
    public static func appoint(
        _ person: ID<Person>, in unit: ID<Unit>, since day: Day, scope: Scope, by operation: Operation
    ) throws -> ID<EmulationOfficer> {
        try Posts.mustBeActive(person, in: scope, operation)
        guard let place = try Organisations.unit(unit, operation), scope.contains(place.path) else {
            throw PersonRefusal.noUnit
        }
        guard place.exists(on: day) else {
            throw PersonRefusal.unitNotThere(unit: place.name, from: place.firstDay, until: place.lastDay)
        }
        let current = try all(of: unit, operation).filter { $0.person == person }
        guard !current.contains(where: { $0.lastDay.map { $0 >= day } ?? true }) else {
            throw PersonRefusal.samePost(unit: place.name, title: "Cán bộ phụ trách thi đua, khen thưởng")
        }
        let id = ID<EmulationOfficer>(
            try operation.insert(
                "INSERT INTO emulation_officer (unit, person, first_day) VALUES (\(unit), \(person), \(day))"))
        try PersonRows.touch(person, operation)
        try operation.record(
            "officer.appoint", on: Subject("person", person), after: ["unit": unit.description, "firstDay": day.iso])
        return id
    }

    /// The person is in charge no longer after `lastDay`.
    public static func release(_ id: ID<EmulationOfficer>, on lastDay: Day, in scope: Scope, by operation: Operation)
        throws
    {
        let row = try operation.first(
            """
            SELECT \(sql: EmulationOfficer.columns) \(sql: EmulationOfficer.source)
            WHERE e.id = \(id) AND \(sql: scope.condition(path: "u.path"))
            """)
        guard let row else { throw PersonRefusal.notFound }
        let officer = try EmulationOfficer(row)
        guard officer.lastDay == nil else { throw PersonRefusal.postEnded }
        guard officer.firstDay <= lastDay else { throw PersonRefusal.endsBeforeItBegins }
        try operation.run("UPDATE emulation_officer SET last_day = \(lastDay) WHERE id = \(id)")
        try PersonRows.touch(officer.person, operation)
        try operation.record(
            "officer.release", on: Subject("person", officer.person),
            after: ["unit": officer.unit.description, "lastDay": lastDay.iso])
    }
}

/// A class somebody attended: rows come from the training room.
public struct PersonTraining: Equatable, Sendable {
    public let className: String
    public let onDay: Day?

    public static func all(of person: ID<Person>, _ db: any Reader) throws -> [PersonTraining] {
        try db.all(
            """
            SELECT class_name, on_day FROM person_training WHERE person = \(person)
            ORDER BY COALESCE(on_day, '0000-01-01') DESC, id DESC
            """
        ).map { PersonTraining(className: try $0("class_name"), onDay: try $0("on_day")) }
    }

    /// Notes that somebody attended a class.
    public static func note(_ className: String, on day: Day?, for person: ID<Person>, by operation: Operation) throws {
        try operation.run(
            """
            INSERT INTO person_training (person, class_name, on_day, added)
            VALUES (\(person), \(className.nfc.trimmed), \(day), \(operation.now))
            """)
        try operation.record(
            "person.trained", on: Subject("person", person), after: ["class": className.nfc.trimmed, "day": day?.iso])
    }
}
