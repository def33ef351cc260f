import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("What one may be given") struct EligibilityTests {
    private let world: PeopleWorld
    private let person: ID<Person>
    private let law: Law

    init() throws {
        world = try PeopleWorld(.sqlite)
        person = try world.add("Nguyễn Văn An", "STC", first: Day(iso: "2015-01-05"))
        law = try world.office.law
    }

    /// A regulation that lets initiatives serve in their own year only.
    private func regulate() throws {
        let regulations = try RegulationWorld(world.province)
        try regulations.approved(
            try regulations.new([LocalValue(.initiativeCarryYears, 0, article: "khoản 4 Điều 9")]), from: "02/02/2026")
    }

    /// Ratings of eight years, and a discipline where asked for.
    private func fill(discipline: Bool = false, whole: Bool = true) throws {
        let (unit, root, person) = (try world.unit("STC"), world.province.province.id, person)
        try world.office.write(by: .system(user: "test")) { operation in
            for year in 2018...2025 {
                try operation.run(
                    """
                    INSERT INTO yearly_rating (person, unit, year, is_school, rating, state, version, added, changed)
                    VALUES (\(person), \(unit), \(year), 0, 'excellent', 'held', 1, 0, 0)
                    """)
            }
            if discipline {
                try operation.run(
                    """
                    INSERT INTO discipline (person, kind, first_day, state, version, added, changed)
                    VALUES (\(person), 'canhCao', '2025-03-01', 'held', 1, 0, 0)
                    """)
            }
            for kind in FactsComplete.Kind.allCases where whole {
                try operation.run(
                    "INSERT INTO complete_facts (unit, kind, from_year, declared) VALUES (\(root), \(kind), 2000, 0)")
            }
            try operation.record("person.addMany", on: Subject("person", 1))
        }
    }

    private func text(_ client: TestClient, _ path: String, status: Int = 200) throws -> String {
        let page = try client.get(path)
        #expect(page.status == status, "\(path)")
        let plain = page.body.replacing(#/<[^>]*>/#, with: " ").replacing("&nbsp;", with: " ").replacing(
            "\u{A0}", with: " ")
        return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func question(_ assumptions: String = "") throws -> Eligibility.Question {
        .init(
            day: try #require(Day(iso: "2026-02-02")), year: 2025, assumptions: Assumption.all(assumptions, law))
    }

    private func facts() throws -> SubjectFacts {
        try #require(try world.office.read { try Honours.facts(ofPeople: [person], $0)[person] })
    }

    private func verdict(_ slug: String, seesConduct: Bool = true, _ assumptions: String = "") throws -> Prospect? {
        let day = try question().day
        let local = try world.office.read {
            try LocalRegulations.inForce(on: day, for: world.province.province.id, in: $0)
        }
        let found = Eligibility(
            name: "An", .individual, try facts(), local: local, seesConduct: seesConduct, try question(assumptions), law
        )
        return found.prospects.first { $0.award == law.awards.slug(written: slug) }
    }

    @Test(
        "a person's page tells each award in words, with its article and the earliest year")
    func page() throws {
        try fill()
        let client = try world.province.client(.specialist)
        let path = "/nguoi/\(person)/du-dieu-kien?ngay=02/02/2026&nam=2025"
        let doubt =
            "Sáng kiến, đề tài: chưa xác định được. Có 0 sáng kiến, đề tài được tính; cần 1 sáng kiến, đề tài cấp cơ sở trở lên của năm 2025. Dữ liệu mới đủ từ năm 2000, mà chưa có quy chế của địa phương cho biết"
        #expect(try text(client, path).contains(doubt))
        try regulate()
        let words = try text(client, path)
        #expect(!words.contains("chưa có quy chế của địa phương"))
        #expect(words.contains("Đủ điều kiện gì: Nguyễn Văn An"))
        #expect(words.contains("Lao động tiên tiến Đủ"))
        #expect(words.contains("Chiến sĩ thi đua cơ sở Chưa đủ"))
        #expect(words.contains("Sáng kiến, đề tài: chưa đạt. Có 0 sáng kiến, đề tài được tính"))
        #expect(words.contains("chưa có tiêu chuẩn"))
        #expect(try client.get(path).body.contains("/luat/danh-hieu/cstd-co-so?ngay=02/02/2026#c-init"))
        #expect(
            try text(client, "/nguoi/\(person)/du-dieu-kien?ngay=31/02/2026", status: 422).contains(
                "không phải một ngày"))
        #expect(try client.get("/nguoi/999999/du-dieu-kien").status == 404)
    }

    @Test(
        "assumptions change the answer, are marked, and are taken back one by one")
    func whatIf() throws {
        try fill()
        #expect(try verdict("cstd-co-so")?.verdict == .unknown)
        try regulate()
        #expect(try verdict("cstd-co-so")?.verdict == .unmet)
        #expect(try verdict("cstd-co-so", "2025.sk-coSo")?.verdict == .met)
        #expect(try verdict("ldtt", "2025.completed")?.verdict == .unmet)
        #expect(
            try verdict("cstd-tinh", "2023.cstd-co-so,2024.cstd-co-so,2025.cstd-co-so,2025.sk-tinh")?.verdict == .met)
        let client = try world.province.client(.specialist)
        let path =
            "/nguoi/\(person)/du-dieu-kien?ngay=02/02/2026&nam=2025&gia-dinh=2025.sk-coSo&them=cstd-co-so&them-nam=2024"
        let words = try text(client, path)
        #expect(words.contains("Đang xem theo giả định, không phải dữ liệu thật:"))
        #expect(words.contains("thêm một sáng kiến cấp cơ sở năm 2025"))
        #expect(words.contains("năm 2024 được tặng Chiến sĩ thi đua cơ sở"))
        #expect(Assumption.all("x,2025,1.good,2025.excellent,2025.excellent", law).map(\.written) == ["2025.excellent"])
    }

    @Test("what was not declared to be entered whole is never said to be lacking")
    func gaps() throws {
        try fill(whole: false)
        #expect(try verdict("cstd-co-so")?.verdict == .unknown)
        #expect(try verdict("ldtt")?[.pending]?.verdict == .unknown)
    }

    @Test("who may not read conduct gets the same answer whether there is a discipline or not")
    func conduct() throws {
        try fill()
        func blind() throws -> [Prospect] {
            Eligibility(name: "An", .individual, try facts(), seesConduct: false, try question(), law).prospects
        }
        let clean = try blind()
        #expect(try verdict("ldtt")?.verdict == .met)
        try world.office.write(by: .system(user: "test")) { operation in
            try operation.run(
                """
                INSERT INTO discipline (person, kind, first_day, state, version, added, changed)
                VALUES (\(person), 'canhCao', '2025-03-01', 'held', 1, 0, 0)
                """)
            try operation.run(
                """
                INSERT INTO pending_matter (person, kind, signs, opened, state, version, added, changed)
                VALUES (\(person), 'complaint', NULL, '2025-10-02', 'held', 1, 0, 0)
                """)
            try operation.record("person.addMany", on: Subject("person", 1))
        }
        #expect(try verdict("ldtt")?.verdict == .unmet)
        #expect(try blind() == clean)
        #expect(clean.first { $0.award == law.awards.slug(written: "ldtt") }?.verdict == .met)
    }

    @Test("a collective is judged by what its people reached", arguments: Engine.available)
    func collective(_ engine: Engine) throws {
        let year = AchievementYear(2025)
        func one(_ rating: Proposal.Rating?, _ title: String?) -> SubjectFacts {
            var facts = SubjectFacts()
            if let rating { facts.ratings = [Proposal.Rated(year, rating)] }
            if let title { facts.history = [Proposal.Honour(award: Award.Slug(stored: title), year: year)] }
            return facts
        }
        var people = [one(.good, "ldtt"), one(.excellent, "cstd-co-so"), one(.notCompleted, nil)]
        var whole = FactsComplete()
        func reached(_ at: String) throws -> Proposal.Collective {
            Eligibility.figures(people, whole, year: 2025, on: try day(at), withConduct: true)
        }
        var figures = try reached("02/02/2026")
        #expect([figures.members, figures.completed, figures.ldtt, figures.cstdCoSo] == [3, 2, nil, nil])
        whole[.honours] = 2020
        figures = try reached("02/02/2026")
        #expect([figures.ldtt, figures.cstdCoSo, figures.disciplined] == [2, 1, nil])
        // The titles of a year that goes on may be entered already; nothing entered yet is not “none”.
        figures = try reached("20/12/2025")
        #expect([figures.ldtt, figures.cstdCoSo] == [2, 1])
        people = [one(.good, nil), one(nil, nil)]
        whole[.ratings] = 2020
        figures = try reached("31/12/2025")
        #expect([figures.members, figures.completed, figures.ldtt, figures.cstdCoSo] == [2, nil, nil, nil])
        figures = try reached("01/01/2026")
        #expect([figures.completed, figures.ldtt, figures.cstdCoSo] == [1, 0, 0])
        let world = try PeopleWorld(engine)
        try world.add("Lò Thị Hoa", "STC")
        let words = try text(
            try world.province.client(.specialist),
            "/don-vi/\(try world.unit("STC"))/du-dieu-kien?ngay=02/02/2026&nam=2025")
        #expect(words.contains("Tập thể: 1 người, chưa rõ số hoàn thành nhiệm vụ"))
        #expect(words.contains("Tập thể lao động xuất sắc"))
        #expect(!words.contains("Đơn vị quyết thắng") && !words.contains("Đơn vị tiên tiến"))
    }
}
