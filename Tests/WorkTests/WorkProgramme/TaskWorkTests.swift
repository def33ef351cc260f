import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("What is done with a task") struct TaskWorkTests {
    private func detail(_ province: ProgrammeWorld, _ id: ID<Task>) throws -> TaskDetail {
        let visitor = try province.visitor(.nguyen)
        return try province.office.read { try TaskDetail.of(id, for: visitor, $0) }
    }

    private func acts(_ province: ProgrammeWorld, _ id: ID<Task>) throws -> [String] {
        try province.office.read { try Ledger.entries(about: Subject("task", id), $0).map(\.act).reversed() }
    }

    @Test("closes only with evidence, and keeps each step here and in the ledger", arguments: Engine.available)
    func life(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let id = try province.task("IV.2")
        try province.write(.tam) { try TaskWork.start(id, by: $0) }
        #expect(throws: TaskRefusal.noEvidence) { try province.write(.tam) { try TaskWork.finish(id, by: $0) } }
        try province.write(.tam) { try TaskWork.comment("Chờ số liệu của Văn phòng.", on: id, by: $0) }
        #expect(throws: TaskRefusal.badAddress) {
            try province.write(.tam) { try TaskWork.add(.link(words: "", address: "javascript:1"), to: id, by: $0) }
        }
        try province.write(.dung) {
            try TaskWork.postpone(
                id, to: Day(year: 2026, month: 12, day: 1) ?? $0.today, because: "chờ thẩm định", by: $0)
        }
        try province.write(.tam) { operation in
            try TaskWork.add(.note("Tờ trình số 5"), to: id, by: operation)
            try TaskWork.finish(id, by: operation)
        }
        try province.write(.dung) { try TaskWork.reopen(id, because: "thiếu phụ lục", by: $0) }
        let detail = try detail(province, id)
        #expect(detail.task.state == .doing && detail.task.due?.vietnamese == "01/12/2026")
        #expect(
            detail.steps.map(\.act) == [
                .reopened, .finished, .evidenced, .postponed, .commented, .started, .adopted,
            ])
        #expect(detail.steps.first?.words == "thiếu phụ lục" && detail.steps.first?.who == "Phan Trí Dũng")
        #expect(detail.evidence.map(\.words) == ["Tờ trình số 5"])
        #expect(detail.comments.map(\.words) == ["Chờ số liệu của Văn phòng."])
        #expect(
            try acts(province, id) == [
                "task.start", "task.comment", "task.postpone", "task.evidence", "task.finish", "task.reopen",
            ])
        #expect(try province.office.read { try Ledger.faults($0) } == [])
        #expect(try province.office.read { try ProgrammeInvariants.faults($0) } == [])
    }

    @Test("shows where its sentence stands")
    func source() throws {
        let province = try ProgrammeWorld(.sqlite)
        let detail = try detail(province, province.task("IV.2"))
        #expect(detail.source.quote.contains("Lập dự toán Hội nghị tổng kết"))
        #expect(detail.source.fileName == "ke-hoach-18.txt" && detail.source.lines.first > 1)
        #expect(detail.plan.citation == "Kế hoạch số 18/KH-UBND ngày 14/01/2026")
        #expect(detail.parties.map(\.name) == ["Sở Nội vụ", "Sở Tài chính"])
        #expect(detail.parties.map(\.role) == [.coordinator, .lead])
    }

    @Test("tells a form that somebody else was first", arguments: Engine.available)
    func stale(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let id = try province.task("IV.2")
        let stamp = try detail(province, id).stamp
        try province.write(.tam) { try stamp.check(id, by: $0) }
        province.clock.advance(seconds: 5)
        try province.write(.tam) { try TaskWork.comment("Không đổi gì.", on: id, by: $0) }
        try province.write(.nguyen) { try stamp.check(id, by: $0) }
        try province.write(.tam) { try TaskWork.start(id, by: $0) }
        #expect(throws: TaskRefusal.changedMeanwhile(by: "Lục Minh Tâm")) {
            try province.write(.nguyen) { try stamp.check(id, by: $0) }
        }
        #expect(TaskStamp(stamp.text) == stamp && TaskStamp("x") == nil)
    }

    @Test("is added by hand in the words of plans", arguments: Engine.available)
    func adding(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let id = try province.write(.nguyen) {
            try TaskEdit(
                section: "IV", ordinal: "9", text: "Chấm điểm các khối, cụm", time: "trước ngày 05/12", kind: .other,
                lead: "Sở Nội vụ", coordinators: "Sở Tài chính\nCác khối, cụm thi đua"
            ).add(to: province.plan, by: $0)
        }
        let detail = try detail(province, id)
        #expect(detail.task.due?.vietnamese == "04/12/2026" && detail.task.quarter == 4)
        #expect(detail.task.timeWords == "trước ngày 05/12" && detail.task.reference == "IV.9")
        #expect(detail.source.quote.isEmpty && detail.steps.map(\.act) == [.added])
        #expect(detail.parties.map { $0.unit != nil } == [true, false, true])
        #expect(try acts(province, id) == ["task.add"])
        let refusals: [(TaskEdit, TaskRefusal)] = [
            (TaskEdit(text: " "), .noText), (TaskEdit(text: "Việc", time: "hôm kia"), .badTime("hôm kia")),
        ]
        for (edit, refusal) in refusals {
            #expect(throws: refusal) { try province.write(.nguyen) { try edit.add(to: province.plan, by: $0) } }
        }
        #expect(throws: TaskRefusal.noPlan) {
            try province.write(.nguyen) { try TaskEdit(text: "Việc").add(to: ID(999), by: $0) }
        }
    }

    @Test(
        "is corrected beside its sentence; a postponed day stays unless the time changes", arguments: Engine.available)
    func correcting(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let id = try province.task("IV.4")
        let later = Day(year: 2027, month: 1, day: 15) ?? ProgrammeWorld.today
        try province.write(.dung) { try TaskWork.postpone(id, to: later, because: "chờ số liệu", by: $0) }
        let quote = try detail(province, id).source.quote
        var edit = TaskEdit(try detail(province, id))
        edit.text = "Báo cáo tổng kết năm 2026 gửi Bộ Nội vụ"
        try province.write(.nguyen) { try edit.correct(id, by: $0) }
        var changed = try detail(province, id)
        #expect(changed.task.text == edit.text && changed.task.due == later && changed.source.quote == quote)
        #expect(changed.steps.first?.act == .corrected)
        #expect(
            changed.steps.first?.words
                == "Nội dung: “Báo cáo tổng kết năm 2026” → “Báo cáo tổng kết năm 2026 gửi Bộ Nội vụ”")
        edit = TaskEdit(changed)
        edit.time = "quý IV"
        edit.lead = "Sở Tài chính"
        try province.write(.nguyen) { try edit.correct(id, by: $0) }
        changed = try detail(province, id)
        #expect(changed.task.due?.vietnamese == "31/12/2026" && changed.task.leadText == "Sở Tài chính")
        try province.write(.nguyen) { try edit.correct(id, by: $0) }
        #expect(try detail(province, id).steps.count { $0.act == .corrected } == 2)
    }
}
