import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

/// Two departments with people whose year 2025 is known.
struct RollWorld {
    let people: PeopleWorld
    let law: Law
    var office: Office { people.office }
    var province: TestProvince { people.province }
    let accepted: Day

    init(_ engine: Engine) throws {
        people = try PeopleWorld(engine)
        law = try people.office.law
        accepted = try #require(Day(iso: "2026-02-02"))
        try write { operation in
            for (slug, name, kind, level) in [
                ("ldtt", "Lao động tiên tiến", "title", "grassroots"),
                ("cstd-co-so", "Chiến sĩ thi đua cơ sở", "title", "grassroots"),
                ("co-tinh", "Cờ thi đua", "title", "province"),
            ] {
                try operation.run(
                    "INSERT INTO honour_award (slug, name, kind, level) VALUES (\(slug), \(name), \(kind), \(level))")
            }
            try operation.run(
                """
                INSERT INTO honour_decision (id, number, number_key, signed, signed_year, issuer, issuer_fold, issuer_level,
                    branch, root, occasion_kind, state, version, added, changed)
                VALUES (1, '97/QĐ-STC', '97/qd-stc', '2025-12-30', 2025, 'Sở Tài chính', 'so tai chinh', 'grassroots',
                    \(people.unit("STC")), \(people.unit("HG")), 'yearEnd', 'held', 1, 0, 0)
                """)
            try operation.run("INSERT INTO honour_name (id, name, name_key) VALUES (1, 'Ai đó', \([UInt8]([1])))")
        }
    }

    /// So many names that differ.
    static func names(_ count: Int) -> [String] {
        let (families, given) = (
            ["Nguyễn", "Lò", "Hà", "Đỗ", "Ma", "Vàng", "Sùng", "Tẩn"],
            ["An", "Bắc", "Cúc", "Dũng", "Hoa", "Lan", "Mai", "Nam"]
        )
        return (0..<count).map { "\(families[$0 / 8 % 8]) Văn \(given[$0 % 8])" }
    }

    func write(_ body: (Operation) throws -> Void) throws {
        try office.write(by: .system(user: "test")) { operation in
            try body(operation)
            try operation.record("person.addMany", on: Subject("person", 1))
        }
    }

    /// Somebody of a unit with a rating of 2025, or none.
    @discardableResult
    func add(_ name: String, _ code: String = "STC", rated rating: String? = "good") throws -> ID<Person> {
        let person = try people.add(name, code, first: Day(iso: "2015-01-05"))
        if let rating { try rate(person, rating, code) }
        return person
    }

    private func rate(_ person: ID<Person>, _ rating: String, _ code: String) throws {
        try write { operation in
            try operation.run(
                """
                INSERT INTO yearly_rating (person, unit, year, is_school, rating, state, version, added, changed)
                VALUES (\(person), \(people.unit(code)), 2025, 0, \(rating), 'held', 1, 0, 0)
                """)
        }
    }

    /// A title of the year 2025, by the decision of the world.
    func give(_ slug: String, to person: ID<Person>, _ code: String = "STC") throws {
        try write { operation in
            try operation.run(
                """
                INSERT INTO honour (decision, subject_kind, person, name, unit, award, level, first_year, last_year,
                    is_school, basis, is_direct, is_enterprise, signed, state, double_key, version, added, changed)
                VALUES (1, 'individual', \(person), 1, \(people.unit(code)), \(slug), 'grassroots', 2025, 2025, 0,
                    'congTrang', 1, 0, '2025-12-30', 'held', \("\(slug)|2025"), 1, 0, 0)
                """)
        }
    }

    func discipline(_ person: ID<Person>) throws {
        try write { operation in
            try operation.run(
                """
                INSERT INTO discipline (person, kind, first_day, state, version, added, changed)
                VALUES (\(person), 'canhCao', '2025-03-01', 'held', 1, 0, 0)
                """)
        }
    }

    /// Everything from 1990 on was entered, in the whole province or in one unit.
    func declare(_ code: String = "HG") throws {
        try write { operation in
            for kind in FactsComplete.Kind.allCases {
                try operation.run(
                    """
                    INSERT INTO complete_facts (unit, kind, from_year, declared) VALUES (\(people.unit(code)), \(kind), 1990, 0)
                    """)
            }
        }
    }

    func filter(_ code: String = "STC", _ change: (inout RollFilter) -> Void = { _ in }) throws -> RollFilter {
        RollFilter(.unit(try people.unit(code)), year: 2025, day: accepted).with(change)
    }

    func slug(_ text: String) throws -> Award.Slug { try #require(law.awards.slug(written: text)) }

    func roll(_ filter: RollFilter, as role: Role = .specialist) throws -> EligibilityRoll {
        let visitor = try province.visitor(role)
        let whose = try #require(filter.whose)
        return try office.read { try EligibilityRoll.of(filter, whose, for: visitor, law, $0) }
    }

    func lines(_ roll: EligibilityRoll) throws -> [RollLine] {
        try office.read { try RollLine.of(roll.shown, roll, $0) }
    }

    /// `An đủ`
    func told(_ filter: RollFilter, as role: Role = .specialist) throws -> [String] {
        try lines(try roll(filter, as: role)).map { "\($0.name) \($0.outcome.rawValue)" }
    }
}
