import Database
import Fixtures
import Office
import Testing
import Vocabulary

import struct Work.Task

@testable import Work

@Suite("Adopting a newer version of a plan") struct AdoptionVersionTests {
    /// `I.1 text | due | state`, in the plan's order.
    private func lines(_ plan: ID<Plan>, _ province: TestProvince) throws -> [String] {
        try province.read { db in
            try db.all("SELECT \(sql: Task.columns) FROM task t WHERE t.plan = \(plan) ORDER BY t.id").map { row in
                let task = try Task(row)
                let words = task.text.split(separator: " ").prefix(3).joined(separator: " ")
                return "\(task.reference) \(words) | \(task.due?.iso ?? "–") | \(task.state.rawValue)"
            }
        }
    }

    private func lastStep(_ task: ID<Task>, _ province: TestProvince) throws -> String {
        try province.read { db in
            let row = try db.one("SELECT act, words FROM task_step WHERE task = \(task) ORDER BY id DESC LIMIT 1")
            return "\(try row("act") as String): \(try row("words") as String? ?? "")"
        }
    }

    private func finish(_ task: ID<Task>, _ province: TestProvince) throws {
        try province.write { operation in
            try TaskWork.add(.note("Đã ban hành."), to: task, by: operation)
            try TaskWork.finish(task, by: operation)
        }
    }

    @Test("keeps tasks, states and evidence; adds, changes and drops with the reason", arguments: Engine.available)
    func second(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let plan = try province.adopt(TestPlan()).plan
        let ids = try province.tasks(of: plan)
        try province.write { try TaskWork.add(.note("Dự thảo lần 1."), to: ids[0], by: $0) }
        try finish(ids[2], province)
        var check = TestPlan.check
        check.time = "Quý IV/2026"
        let result = try province.adopt(TestPlan([[check, TestPlan.session], [TestPlan.praise]]), named: "bản 2.txt")
        #expect(result == Adoption.Result(plan: plan, version: 2, added: 1, changed: 1, gone: 1))
        #expect(
            try lines(plan, province) == [
                "I.1 Ban hành Kế | 2026-12-31 | doing", "I.2 Tổ chức lớp | 2026-03-31 | dropped",
                "II.1 Tuyên truyền gương | – | done", "I.2 Họp Hội đồng | 2026-06-30 | toDo",
            ])
        #expect(try lastStep(ids[0], province) == "revised: Thời gian: “Tháng 12/2026” → “Quý IV/2026”")
        #expect(try lastStep(ids[1], province) == "dropped: Bản 2 của kế hoạch không còn việc này.")
        let specialist = try province.visitor(.specialist)
        let first = try province.read { try TaskDetail.of(ids[0], for: specialist, $0) }
        #expect(first.evidence.map(\.words) == ["Dự thảo lần 1."])
        #expect(first.source.fileName == "bản 2.txt")
        let detail = try province.read { try PlanDetail.of(plan, for: specialist, $0) }
        #expect(detail.versions.map { "\($0.number) \($0.fileName)" } == ["2 bản 2.txt", "1 ke-hoach.txt"])
        #expect(try province.faults() == [])
    }

    @Test("opens a task again that a third version brings back, and makes no second one", arguments: Engine.available)
    func third(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let plan = try province.adopt(TestPlan()).plan
        let ids = try province.tasks(of: plan)
        try province.adopt(TestPlan([[TestPlan.check], [TestPlan.praise]]))
        let result = try province.adopt(
            TestPlan([[TestPlan.check, TestPlan.course], [TestPlan.praise, TestPlan.session]]))
        #expect(result == Adoption.Result(plan: plan, version: 3, added: 2, changed: 0, gone: 0))
        #expect(
            try lines(plan, province) == [
                "I.1 Ban hành Kế | 2026-12-31 | toDo", "I.2 Tổ chức lớp | 2026-03-31 | toDo",
                "II.1 Tuyên truyền gương | – | toDo", "II.2 Họp Hội đồng | 2026-06-30 | toDo",
            ])
        #expect(try lastStep(ids[1], province) == "reopened: Bản 3 của kế hoạch lại có việc này.")
        #expect(try province.faults() == [])
    }

    @Test("leaves a task dropped that a person dropped, though the paper still has it", arguments: Engine.available)
    func droppedByHand(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let plan = try province.adopt(TestPlan()).plan
        let ids = try province.tasks(of: plan)
        try province.write { try TaskWork.drop(ids[1], because: "Không bố trí được kinh phí.", by: $0) }
        let result = try province.adopt(
            TestPlan([[TestPlan.check, TestPlan.course], [TestPlan.praise, TestPlan.session]]))
        #expect(result == Adoption.Result(plan: plan, version: 2, added: 1, changed: 0, gone: 0))
        #expect(try lines(plan, province)[1] == "I.2 Tổ chức lớp | 2026-03-31 | dropped")
        // Not gone a second time when a later version has it no more.
        let later = try province.adopt(TestPlan([[TestPlan.check], [TestPlan.praise, TestPlan.session]]))
        #expect(later.gone == 0)
        #expect(try lastStep(ids[1], province) == "dropped: Không bố trí được kinh phí.")
    }

    @Test("leaves tasks alone that were added by hand and stand in no paper", arguments: Engine.available)
    func addedByHand(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let plan = try province.adopt(TestPlan()).plan
        let own = try province.write {
            try TaskEdit(section: "I", ordinal: "9", text: "Báo cáo đột xuất", time: "tháng 11/2026", lead: "Sở Nội vụ")
                .add(to: plan, by: $0)
        }
        let result = try province.adopt(
            TestPlan([[TestPlan.check, TestPlan.course], [TestPlan.praise, TestPlan.session]]))
        #expect(result == Adoption.Result(plan: plan, version: 2, added: 1, changed: 0, gone: 0))
        let state: String = try province.read { try $0.value("SELECT state FROM task WHERE id = \(own)") }
        #expect(state == "toDo")
    }

    @Test("keeps a postponed due day unless the plan itself says another time", arguments: Engine.available)
    func postponed(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let plan = try province.adopt(TestPlan()).plan
        let ids = try province.tasks(of: plan)
        let day = try #require(Day(iso: "2026-12-20"))
        try province.write { try TaskWork.postpone(ids[1], to: day, because: "Chờ hướng dẫn.", by: $0) }
        var course = TestPlan.course
        course.coordinators = "Sở Tài chính"
        try province.adopt(TestPlan([[TestPlan.check, course], [TestPlan.praise]]))
        #expect(try lines(plan, province)[1] == "I.2 Tổ chức lớp | 2026-12-20 | toDo")
        course.time = "Tháng 11/2026"
        try province.adopt(TestPlan([[TestPlan.check, course], [TestPlan.praise]]))
        #expect(try lines(plan, province)[1] == "I.2 Tổ chức lớp | 2026-11-30 | toDo")
    }

    @Test("takes over also when both versions were uploaded before the first was adopted", arguments: Engine.available)
    func bothWaiting(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let first = try province.draft(TestPlan())
        let second = try province.draft(
            TestPlan([[TestPlan.check, TestPlan.course], [TestPlan.praise, TestPlan.session]]))
        for draft in [first, second] { try province.settle(draft) }
        let plan = try province.write { try Adoption.adopt(first, settled: .byReview, by: $0) }.plan
        let result = try province.write { try Adoption.adopt(second, settled: .byReview, by: $0) }
        #expect(result == Adoption.Result(plan: plan, version: 2, added: 1, changed: 0, gone: 0))
        #expect(try province.counts()["plan"] == 1)
        #expect(try province.counts()["task"] == 4)
    }

    @Test("shows beforehand exactly what it will do", arguments: Engine.available)
    func preview(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try province.adopt(TestPlan())
        var check = TestPlan.check
        check.lead = "Sở Tài chính"
        let id = try province.draft(TestPlan([[check, TestPlan.session], [TestPlan.praise]]))
        try province.settle(id)
        let comparison = try #require(
            try province.read { try Adoption.difference(of: Draft.with(id, $0), $0) })
        #expect(comparison.difference.added.map { comparison.newSides[$0].text } == [TestPlan.session.text])
        #expect(comparison.difference.gone.map { comparison.oldSides[$0].text } == [TestPlan.course.text])
        #expect(
            comparison.difference.changed.map(\.changes) == [
                [PlanDifference.Change(field: "Chủ trì", old: "Sở Nội vụ", new: "Sở Tài chính")]
            ])
        let result = try province.write { try Adoption.adopt(id, settled: .byReview, by: $0) }
        #expect([result.added, result.changed, result.gone] == [1, 1, 1])
    }
}
