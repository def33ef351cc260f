import Database
import Fixtures
import Office
import PlanReader
import Testing
import Vocabulary

import struct Office.Unit
import struct Work.Task

@testable import Work

@Suite("Adopting a plan into the programme") struct AdoptionTests {
    @Test("writes each task with its people, its days and where it stands in the paper", arguments: Engine.available)
    func tasks(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let result = try province.adopt(TestPlan(), named: "kế hoạch 41.txt")
        #expect(result == Adoption.Result(plan: result.plan, version: 1, added: 3, changed: 0, gone: 0))
        let specialist = try province.visitor(.specialist)
        let ids = try province.tasks(of: result.plan)
        let details = try province.read { db in try ids.map { try TaskDetail.of($0, for: specialist, db) } }
        #expect(
            details.map { detail in
                let task = detail.task
                return
                    "\(task.reference) \(task.text) | \(task.timeWords) \(task.due?.iso ?? "–") \(task.quarter ?? 0) | "
                    + "\(task.state.rawValue) \(task.isLate(on: TestProvince.today))"
            } == [
                "I.1 \(TestPlan.check.text) | Tháng 12/2026 2026-12-31 4 | toDo false",
                "I.2 \(TestPlan.course.text) | Tháng 3/2026 2026-03-31 1 | toDo true",
                "II.1 \(TestPlan.praise.text) | Thường xuyên – 0 | toDo false",
            ])
        #expect(
            details[0].parties == [
                .init(role: .coordinator, name: "Văn phòng UBND tỉnh", unit: province.units["VP"]),
                .init(role: .coordinator, name: "Sở Tài chính", unit: province.units["STC"]),
                .init(role: .lead, name: "Sở Nội vụ", unit: province.units["SNV"]),
            ])
        // A name that is no unit of the register stays as the plan's words.
        #expect(details[1].parties.first { $0.role == .coordinator }?.unit == nil)
        let source = details[0].source
        #expect(source.lines == PlanDraft.Lines(15, 15))
        #expect(source.pages == nil)
        #expect(source.fileName == "kế hoạch 41.txt")
        #expect(
            source.quote
                == "1 | \(TestPlan.check.text) | Tháng 12/2026 | Sở Nội vụ | Văn phòng UBND tỉnh; Sở Tài chính")
        #expect(details[0].steps.map { "\($0.act.rawValue) \($0.who)" } == ["adopted Đặng Hạnh Nguyên"])
        #expect(try province.faults() == [])
    }

    @Test("makes the words of a task searchable without marks", arguments: Engine.available)
    func words(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let plan = try province.adopt(TestPlan()).plan
        let third = try province.tasks(of: plan)[2]
        let words: [String] = try province.read {
            try $0.values("SELECT word FROM task_word WHERE task = \(third) ORDER BY word")
        }
        #expect(
            words
                == [
                    "bao", "giang", "guong", "hinh", "hoang", "noi", "phat", "so", "thanh", "tot", "truyen", "tuyen",
                    "va",
                    "viec", "vu", "nguoi",
                ].sorted())
    }

    @Test("leaves one entry in the ledger that names file, version and counts", arguments: Engine.available)
    func entry(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        try province.settle(id)
        let plan = try province.write { try Adoption.adopt(id, settled: .byReview, by: $0) }.plan
        let entries = try province.read { try Ledger.entries(about: Subject("plan", plan), $0) }
        let sha: String = try province.read { try $0.value("SELECT sha256 FROM stored_file") }
        #expect(entries.map(\.act) == ["plan.adopt"])
        #expect(
            entries.first?.after
                == #"{"added":"3","changed":"0","draft":"\#(id)","file":"\#(sha)","gone":"0","version":"1"}"#)
        #expect(entries.first?.actor == "Đặng Hạnh Nguyên")
    }

    @Test(
        "by review is refused while anything waits for a person, and then changes nothing", arguments: Engine.available)
    func remaining(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        for code in ["NK1", "NK2"] {
            let unit = NewUnit(
                code: code, name: "Nhà khách Mây Trắng", level: .base, kind: .enterprise, parent: province.province.id)
            try province.write { _ = try Organisations.add(unit, by: $0) }
        }
        var plan = TestPlan()
        plan.findings = [TestPlan.finding("Lệch ngày."), TestPlan.finding("Chỉ để biết.", .info)]
        let id = try province.draft(plan)
        let finding = try #require(try province.read { try DraftFinding.all(of: id, $0) }.first).id
        func refuses(_ refusal: DraftRefusal) throws {
            let counts = try province.counts()
            #expect(throws: refusal) { try province.write { try Adoption.adopt(id, settled: .byReview, by: $0) } }
            #expect(try province.counts() == counts)
        }
        try refuses(.itemsWaiting(3))
        try province.write { _ = try Draft.acceptWaiting(of: id, by: $0) }
        try refuses(.findingsOpen(1))
        try province.write { try Draft.answer(finding, of: id, .corrected, reason: nil, by: $0) }
        try refuses(.namesOpen(1))
        let fold = UnitName.fold("Nhà khách Mây Trắng")
        try province.write { try Draft.choose(nil, for: fold, of: id, by: $0) }
        for item in try province.items(id) {
            try province.write { try Draft.decide(.rejected, item.id, of: id, by: $0) }
        }
        try refuses(.nothingAccepted)
        try province.decide(.accepted, 0, of: id)
        #expect(try province.write { try Adoption.adopt(id, settled: .byReview, by: $0) }.added == 1)
        try refuses(.closed)
    }

    @Test("as read needs no decisions and leaves rejected items out", arguments: Engine.available)
    func asRead(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        var plan = TestPlan()
        plan.findings = [TestPlan.finding("Lệch ngày.")]
        let id = try province.draft(plan)
        try province.decide(.rejected, 0, of: id)
        #expect(try province.write { try Adoption.adopt(id, settled: .asRead, by: $0) }.added == 2)
        #expect(try province.faults() == [])
    }

    @Test(
        "happens wholly or not at all: a row that breaks in the middle leaves nothing behind",
        arguments: Engine.available)
    func atomic(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan([[TestPlan.check, TestPlan.course], [TestPlan.check]]))
        try province.settle(id)
        try province.office.store.write { _ = try $0.run("CREATE UNIQUE INDEX ruin ON task (plan, text)") }
        let counts = try province.counts()
        #expect(throws: DatabaseFault.self) {
            try province.write { try Adoption.adopt(id, settled: .byReview, by: $0) }
        }
        #expect(try province.counts() == counts)
        #expect(try province.read { try Draft.with(id, $0).state } == .reviewing)
        #expect(try province.faults() == [])
        try province.office.store.write { _ = try $0.run("DROP INDEX ruin") }
        #expect(try province.write { try Adoption.adopt(id, settled: .byReview, by: $0) }.added == 3)
    }

    @Test("hangs a detailed plan on the item it carries out", arguments: Engine.available)
    func detailed(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let year = try province.adopt(TestPlan()).plan
        let item = try province.tasks(of: year)[0]
        var detailed = TestPlan([[TestPlan.session]])
        (detailed.number, detailed.title) = ("77/KH-SNV", "Kiểm tra công tác thi đua, khen thưởng")
        let id = try province.draft(detailed)
        func set(parent: ID<Task>?) throws {
            try province.write {
                try Draft.setHeader(
                    of: id, title: detailed.title, number: detailed.number, issuedOn: nil, issuer: nil, year: 2026,
                    parentTask: parent, by: $0)
            }
        }
        #expect(throws: DraftRefusal.noParent) { try set(parent: ID(99_999)) }
        try set(parent: item)
        try province.settle(id)
        let plan = try province.write { try Adoption.adopt(id, settled: .byReview, by: $0) }.plan
        let specialist = try province.visitor(.specialist)
        let (below, above, task) = try province.read { db in
            (
                try PlanDetail.of(plan, for: specialist, db), try PlanDetail.of(year, for: specialist, db),
                try TaskDetail.of(item, for: specialist, db)
            )
        }
        #expect(below.parent?.task == item)
        #expect(above.children.map(\.plan.id) == [plan])
        #expect(task.plansBelow.map(\.id) == [plan])
    }
}
