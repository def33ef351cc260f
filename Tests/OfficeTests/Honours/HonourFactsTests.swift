import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("What is known of somebody's past") struct HonourFactsTests {
    private static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

    /// A small past, row by row.
    private static func fill(_ world: PeopleWorld, _ person: ID<Person>, _ other: ID<Person>) throws {
        let (unit, root) = (try world.unit("STC"), world.province.province.id)
        try world.office.write(by: .system(user: "test")) { operation in
            try operation.run(
                "INSERT INTO honour_award (slug, name, kind, level) VALUES ('cstd-co-so', 'Chiến sĩ thi đua cơ sở', 'title', 'grassroots')"
            )
            try operation.run(
                """
                INSERT INTO honour_decision (id, number, number_key, signed, signed_year, issuer, issuer_fold, issuer_level,
                    branch, root, occasion_kind, state, version, added, changed)
                VALUES (1, '91234/QĐ-STC', '91234/qd-stc', '2025-12-30', 2025, 'Sở Tài chính', 'so tai chinh', 'grassroots',
                    \(unit), \(root), 'yearEnd', 'held', 1, 0, 0)
                """)
            try operation.run(
                "INSERT INTO honour_name (id, name, name_key) VALUES (1, 'Nguyễn Văn An', \([UInt8]([1])))")
            try operation.run(
                "INSERT INTO honour_text (id, words, fold) VALUES (1, 'Hoàn thành xuất sắc', 'hoan thanh xuat sac')")
            for (year, state, why) in [(2024, "held", nil), (2025, "held", nil), (2023, "withdrawn", "nhập nhầm")]
                as [(Int, String, String?)]
            {
                try operation.run(
                    """
                    INSERT INTO honour (decision, subject_kind, person, name, unit, award, level, first_year, last_year,
                        is_school, achievement, basis, is_direct, is_enterprise, signed, state, ended_why, double_key,
                        version, added, changed)
                    VALUES (1, 'individual', \(person), 1, \(unit), 'cstd-co-so', 'grassroots', \(year), \(year), 0, 1,
                        'congTrang', 1, 0, '2025-12-30', \(state), \(why), \("cstd-co-so|\(year)"), 1, 0, 0)
                    """)
            }
            for (year, rating) in [(2024, "good"), (2025, "excellent")] {
                try operation.run(
                    """
                    INSERT INTO yearly_rating (person, unit, year, is_school, rating, state, version, added, changed)
                    VALUES (\(person), \(unit), \(year), 0, \(rating), 'held', 1, 0, 0)
                    """)
            }
            try operation.run(
                """
                INSERT INTO initiative (id, title, title_fold, kind, scope, year, is_school, recognised, branch, state,
                    version, added, changed)
                VALUES (1, 'Số hóa sổ', 'so hoa so', 'sangKien', 'tinh', 2025, 0, '2025-11-01', \(unit), 'held', 1, 0, 0)
                """)
            try operation.run("INSERT INTO initiative_author (initiative, person, is_main) VALUES (1, \(person), 1)")
            try operation.run(
                """
                INSERT INTO discipline (person, kind, first_day, last_day, state, version, added, changed)
                VALUES (\(other), 'khienTrach', '2024-03-01', '2025-03-01', 'held', 1, 0, 0)
                """)
            try operation.run(
                """
                INSERT INTO pending_matter (person, kind, signs, opened, state, version, added, changed)
                VALUES (\(other), 'complaint', NULL, '2026-10-02', 'held', 1, 0, 0)
                """)
            for (at, kind, year) in [(root, "honours", 2015), (unit, "honours", 2020), (unit, "ratings", 2021)] {
                try operation.run(
                    """
                    INSERT INTO complete_facts (unit, kind, from_year, declared) VALUES (\(at), \(kind), \(year), 0)
                    """)
            }
            try operation.record("person.addMany", on: Subject("person", 1))
        }
    }

    @Test("is read as the rules of the law ask for it", arguments: Engine.available)
    func facts(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let person = try world.add("Nguyễn Văn An", "STC")
        let other = try world.add("Lò Thị Hoa", "STC")
        let elsewhere = try world.add("Hà Văn Bắc", "BAO")
        try Self.fill(world, person, other)
        let facts = try world.office.read { try Honours.facts(ofPeople: [person, other, elsewhere], $0) }
        let slug = Award.Slug(stored: "cstd-co-so")
        var complete = FactsComplete()
        complete[.honours] = 2015
        var here = complete
        here[.ratings] = 2021
        func honour(_ year: Int) -> Proposal.Honour {
            Proposal.Honour(
                award: slug, year: AchievementYear(year), decidedOn: Self.day("2025-12-30"), decision: "91234/QĐ-STC",
                basis: .congTrang, achievement: "Hoàn thành xuất sắc")
        }
        let joined = facts[person]?.joined
        #expect(
            facts[person]
                == SubjectFacts(
                    history: [honour(2024), honour(2025)],
                    ratings: [
                        Proposal.Rated(AchievementYear(2024), .good), Proposal.Rated(AchievementYear(2025), .excellent),
                    ],
                    initiatives: [
                        Proposal.Initiative(
                            year: AchievementYear(2025), kind: .sangKien, scope: .tinh,
                            recognisedOn: Self.day("2025-11-01"))
                    ], joined: joined, group: .official, isComplete: here))
        #expect(
            facts[other]
                == SubjectFacts(
                    discipline: [
                        Proposal.Discipline(
                            kind: .khienTrach, from: Self.day("2024-03-01"), to: Self.day("2025-03-01"))
                    ],
                    pending: [Proposal.Matter(kind: .complaint, from: Self.day("2026-10-02"), to: nil, signs: nil)],
                    joined: facts[other]?.joined, group: .official, isComplete: here))
        #expect(
            facts[elsewhere]
                == SubjectFacts(joined: facts[elsewhere]?.joined, group: .official, isComplete: complete))
        let units = try world.office.read { try Honours.facts(ofUnits: [world.unit("STC")], $0) }
        #expect(units == [try world.unit("STC"): SubjectFacts(isComplete: here)])
    }

    @Test("is read of a whole branch by as many queries as of one", arguments: Engine.available)
    func branch(_ engine: Engine) throws {
        let world = try PeopleWorld(engine)
        let person = try world.add("Nguyễn Văn An", "STC")
        let other = try world.add("Lò Thị Hoa", "STC")
        try Self.fill(world, person, other)
        try world.add("Hà Văn Bắc", "BAO")
        func read(_ path: String) throws -> (people: [ID<Person>: SubjectFacts], statements: Int) {
            try world.office.read { db in
                let (facts, statements) = try Recorder.recording {
                    try Honours.facts(ofPeopleBelow: path, on: world.today, db)
                }
                return (facts, statements.count)
            }
        }
        let unit = try world.province.unit("STC")
        let (one, all) = (try read(unit.path), try read(world.province.province.path))
        #expect(Set(one.people.keys) == [person, other])
        #expect(all.people.count == 3)
        #expect(one.statements == all.statements)
        #expect(one.people == (try world.office.read { try Honours.facts(ofPeople: [person, other], $0) }))
    }
}
