import Database
import Fixtures
import Office
import PlanReader
import Rulebook
import Testing
import Vocabulary

@testable import Work

@Suite("The legal bases of a plan") struct PlanBasisTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    private func header(_ issued: String?, _ bases: [(String, Int)]) -> PlanDraft.Header {
        var header = PlanDraft.Header()
        header.issuedOn = issued
        header.legalBases = bases.map { text, line in
            PlanDraft.LegalBasis(text: text, lines: PlanDraft.Lines(line, line))
        }
        return header
    }

    private let cited = [
        ("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15", 4),
        ("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023", 5),
        ("Căn cứ Quyết định số 31/2020/QĐ-UBND ngày 02/11/2020 của UBND tỉnh", 6),
        ("Xét đề nghị của Giám đốc Sở Nội vụ", 7),
        ("Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003", 8),
    ]

    /// A draft whose paper cites these bases, opened with the law.
    private func keep(_ issued: String?, year: Int = 2026, _ province: TestProvince) throws -> [(
        message: String, lines: String
    )] {
        let id = try province.draft(TestPlan())
        try province.office.write(by: province.actor(.specialist)) { operation in
            try operation.run("DELETE FROM draft_basis WHERE draft = \(id)")
            try operation.run("DELETE FROM draft_finding WHERE draft = \(id)")
            try PlanBases.keep(
                header(issued, cited), of: id, unit: province.province, year: year, province.office.law.instruments,
                after: 0,
                operation)
            try operation.record("draft.edit", on: Subject("draft", id))
        }
        return try province.office.read { db in
            try db.all("SELECT code, severity, message, lines FROM draft_finding WHERE draft = \(id) ORDER BY position")
                .map {
                    #expect(try $0("code") == "C-BASIS" && $0("severity") == "warn")
                    return (try $0("message"), try $0("lines"))
                }
        }
    }

    @Test(
        "that are not in force on its day are findings with the heir, those of the province as well",
        arguments: Engine.available)
    func findings(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try province.office.write(by: province.actor(.legalOfficer)) { operation in
            _ = try LawLibrary.add(
                NewLawDocument(
                    "31/2020/QĐ-UBND", .decision, issuer: "UBND tỉnh", issuedOn: day("2020-11-02"), subject: "Quy chế",
                    firstDay: day("2020-11-12"), lastDay: day("2025-12-31")),
                to: province.province.id, in: .everything, by: operation)
        }
        let named = "Luật số 15/2003/QH11 hết hiệu lực sau 31/12/2023; thay bằng Luật số 06/2022/QH15."
        #expect(try keep("2025-01-10", province).map(\.message) == [named])
        let late = try keep("2026-01-10", province)
        #expect(
            late.map(\.message) == [
                "Nghị định số 98/2023/NĐ-CP hết hiệu lực sau 30/06/2025; thay bằng Nghị định số 152/2025/NĐ-CP.",
                "Quyết định số 31/2020/QĐ-UBND hết hiệu lực sau 31/12/2025.", named,
            ])
        #expect(late.map(\.lines) == ["5 5", "6 6", "8 8"])
        let early = try keep("2023-12-31", province)
        #expect(
            early.map(\.message) == [
                "Luật số 06/2022/QH15 có hiệu lực từ 01/01/2024, chưa có hiệu lực vào ngày của văn bản.",
                "Nghị định số 98/2023/NĐ-CP có hiệu lực từ 01/01/2024, chưa có hiệu lực vào ngày của văn bản.",
            ])
        // A paper without a day may be of any day of its year.
        #expect(try keep(nil, year: 2026, province).map(\.message) == late.map(\.message))
        #expect(try keep(nil, year: 2025, province).map(\.message) == [named])
        #expect(try keep(nil, year: 2023, province).map(\.message) == early.map(\.message))
    }

    @Test(
        "stand on the plan's page with their way to the library, and the library leads back",
        arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try province.adopt(TestPlan())
        let plan: ID<Plan> = try province.office.read { try $0.value("SELECT max(id) FROM plan") }
        try province.office.write(by: province.actor(.specialist)) { operation in
            let draft: ID<Draft> = try operation.value("SELECT max(id) FROM plan_draft WHERE plan = \(plan)")
            try operation.run("DELETE FROM draft_basis WHERE draft = \(draft)")
            try PlanBases.keep(
                header(nil, cited), of: draft, unit: province.province, year: 2026, nil, after: 0, operation)
            try operation.record("plan.hang", on: Subject("plan", plan))
        }
        let client = try province.client(.specialist)
        let page = try client.get("/chuong-trinh/ke-hoach/\(plan)").body
        #expect(page.contains("Căn cứ pháp lý") && page.contains("/luat/van-ban/trung-uong/98-2023-nd-cp"))
        #expect(page.contains("Quyết định số 31/2020/QĐ-UBND ngày 02/11/2020"))
        let library = try client.get("/luat/van-ban/trung-uong/98-2023-nd-cp").body
        #expect(library.contains("/chuong-trinh/ke-hoach/\(plan)"))
        // Who does not see the plan is not told of it.
        #expect(
            try !province.client(.delegate).get("/luat/van-ban/trung-uong/98-2023-nd-cp").body.contains(
                "ke-hoach/\(plan)"))
    }

    @Test("of drafts that were read before are taken out of their readings once", arguments: Engine.available)
    func filling(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        let count: Int = try province.office.read {
            try $0.value("SELECT count(*) FROM draft_basis WHERE draft = \(id)")
        }
        try province.office.write(by: province.actor(.specialist)) { operation in
            try operation.run("DELETE FROM draft_basis WHERE draft = \(id)")
            try operation.run("UPDATE plan_draft SET has_bases = 0 WHERE id = \(id)")
            try operation.record("draft.edit", on: Subject("draft", id))
        }
        #expect(try PlanBases.fill(province.office, by: .system(user: "test")) == 1)
        #expect(try PlanBases.fill(province.office, by: .system(user: "test")) == 0)
        let filled: Int = try province.office.read {
            try $0.value("SELECT count(*) FROM draft_basis WHERE draft = \(id)")
        }
        #expect(filled == count)
    }

    @Test("of the province are replaced by their heir in a plan that is written here", arguments: Engine.available)
    func writing(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let text = "Căn cứ Quyết định số 31/2020/QĐ-UBND ngày 02/11/2020 của UBND tỉnh"
        let cited = try province.office.write(by: province.actor(.legalOfficer)) { operation in
            func add(_ number: String, _ issued: String) throws -> ID<LawDocument> {
                try LawLibrary.add(
                    NewLawDocument(
                        number, .decision, issuer: "UBND tỉnh", issuedOn: day(issued), subject: "Ban hành Quy chế",
                        firstDay: day(issued)),
                    to: province.province.id, in: .everything, by: operation)
            }
            let (old, new) = (try add("31/2020/QĐ-UBND", "2020-11-02"), try add("12/2025/QĐ-UBND", "2025-12-20"))
            try LawLibrary.end(old, on: day("2025-12-19"), replacedBy: new, in: .everything, by: operation)
            return try PlanBases.cited(
                [text], province.office.law.instruments, province: province.province.path, operation)
        }
        let heir = "Căn cứ Quyết định số 12/2025/QĐ-UBND ngày 20 tháng 12 năm 2025 của UBND tỉnh về ban hành Quy chế"
        #expect(
            try ManuscriptReview.Standing(cited.standing(of: text, on: day("2026-01-10")))
                == .ended(last: day("2025-12-19"), heirs: [heir]))
        #expect(try ManuscriptReview.Standing(cited.standing(of: text, on: day("2025-01-10"))) == .inForce)
    }
}
