import Fixtures
import Office
import Paper
import PlanReader
import Testing
import Vocabulary

@testable import Work

@Suite("A plan that is uploaded") struct DraftOpeningTests {
    @Test("becomes a draft of what the paper says, and nothing is in the programme yet", arguments: Engine.available)
    func opened(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        var plan = TestPlan()
        plan.findings = [TestPlan.finding("Lệch ngày.", lines: [15, 17]), TestPlan.finding("Thiếu ngày.", .info)]
        let id = try province.draft(plan)
        #expect(
            try province.items(id).map(\.summary) == [
                "I.1 Ban hành Kế hoạch kiểm tra công tác thi đua, khen thưởng | Tháng 12/2026 | Sở Nội vụ | "
                    + "Văn phòng UBND tỉnh; Sở Tài chính | 15–15 | waiting read",
                "I.2 Tổ chức lớp tập huấn nghiệp vụ thi đua, khen thưởng | Tháng 3/2026 | Ban TĐKT tỉnh | "
                    + "Nhà khách Mây Trắng | 16–16 | waiting read",
                "II.1 Tuyên truyền gương người tốt, việc tốt | Thường xuyên | Báo và Phát thanh, Truyền hình Hoàng Giang | "
                    + "Sở Nội vụ | 18–18 | waiting read",
            ])
        let draft = try province.read { try Draft.with(id, $0) }
        #expect(draft.title == plan.title)
        #expect(draft.number == "41/KH-UBND")
        #expect(draft.issuedOn == Day(iso: "2026-01-12"))
        #expect(draft.state == .reviewing)
        #expect(draft.replaces == nil)
        let names = try province.read { try DraftName.all(of: id, $0) }
        #expect(
            names.map { "\($0.name): \($0.choice.rawValue) \($0.unitName ?? "–")" }.sorted() == [
                "Ban TĐKT tỉnh: recognised Ban Thi đua - Khen thưởng tỉnh",
                "Báo và Phát thanh, Truyền hình Hoàng Giang: recognised Báo và Phát thanh, Truyền hình Hoàng Giang",
                "Nhà khách Mây Trắng: unknown –", "Sở Nội vụ: recognised Sở Nội vụ",
                "Sở Tài chính: recognised Sở Tài chính", "Văn phòng UBND tỉnh: recognised Văn phòng UBND tỉnh",
            ])
        let findings = try province.read { try DraftFinding.all(of: id, $0) }
        #expect(
            findings.map { "\($0.message) \($0.isWarning) \($0.lines) \($0.answer.rawValue)" } == [
                "Lệch ngày. true [15, 17] open", "Thiếu ngày. false [] open",
            ])
        #expect(try province.counts()["task"] == 0)
        #expect(try province.faults() == [])
    }

    @Test("leads back to the draft that waits for this very file, whatever its name", arguments: Engine.available)
    func again(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        try province.decide(.rejected, 0, of: id)
        #expect(try province.upload(TestPlan(), named: "bản sao.txt") == .waiting(id))
        #expect(try province.items(id)[0].decision == .rejected)
        #expect(try province.upload(TestPlan(), year: 2027) != .waiting(id))
    }

    @Test("is read anew when the first draft was discarded", arguments: Engine.available)
    func discarded(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        try province.write { try Draft.discard(id, by: $0) }
        #expect(try province.upload(TestPlan()) != .waiting(id))
        #expect(throws: DraftRefusal.closed) { try province.write { try Draft.acceptWaiting(of: id, by: $0) } }
    }

    @Test("is refused when this very file is in the programme already", arguments: Engine.available)
    func adopted(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let result = try province.adopt(TestPlan())
        let counts = try province.counts()
        #expect(throws: DraftRefusal.adoptedAlready(plan: result.plan, title: TestPlan().title)) {
            try province.upload(TestPlan())
        }
        #expect(try province.counts() == counts)
    }

    @Test(
        "is a newer version of the plan with its number, or with its title where one has none",
        arguments: Engine.available)
    func newer(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let first = try province.adopt(TestPlan()).plan
        var (same, other) = (TestPlan([[TestPlan.session]]), TestPlan([[TestPlan.check]]))
        (same.title, other.number) = ("Một trích yếu khác hẳn", "42/KH-UBND")
        let (newer, separate) = try (province.draft(same), province.draft(other))
        #expect(try province.read { try Draft.with(newer, $0).replaces } == first)
        #expect(try province.read { try Draft.with(separate, $0).replaces } == nil)
    }

    @Test("without any task, or no plan at all, is refused in words")
    func notAPlan() throws {
        func reading(_ text: String) throws -> PlanReading {
            let paper = TextReader.document(from: Array(text.utf8))
            return try PlanReading(paper: paper, draft: PlanReader.read(paper))
        }
        #expect(throws: DraftRefusal.notAPlan(type: "QUYẾT ĐỊNH")) {
            try reading("ỦY BAN NHÂN DÂN\nSố: 12/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc khen thưởng\nĐiều 1. Tặng thưởng.\n")
        }
        #expect(throws: DraftRefusal.nothingFound) { try reading("KẾ HOẠCH\nCông tác năm 2026\n") }
    }
}

extension DraftItem {
    /// One line that says everything a person sees of an item.
    var summary: String {
        let place = ordinal.map { "\(section).\($0)" } ?? section
        let who = [lead ?? "–", coordinators.joined(separator: "; ")].joined(separator: " | ")
        return
            "\(place) \(text) | \(time.words) | \(who) | \(lines.first)–\(lines.last) | \(decision.rawValue) \(origin.rawValue)"
    }
}
