import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("Sub-tasks") struct SubtaskTests {
    private func lines(_ task: ID<Work.Task>, _ world: ProgrammeWorld) throws -> [String] {
        try world.office.read { db in
            try Subtask.all(of: task, db).map {
                "\($0.isDone ? "x" : "o") \($0.text) \($0.due?.short ?? "–") \($0.holderName)"
            }
        }
    }

    @Test("are added, given, done, ordered and taken away, each noted in the history", arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (task, tam) = (try world.task("IV.2"), try world.visitor(.tam))
        let unit = try #require(tam.unit?.id)
        let first = try world.write(.nguyen) {
            try Subtasks.add(
                .init("Xin báo giá", due: day(18, 11), holder: .account(tam.account)), to: task, by: $0)
        }
        #expect(!first.isAfterTask)
        let second = try world.write(.nguyen) {
            try Subtasks.add(.init("Lập bảng", due: day(25, 11), holder: .unit(unit)), to: task, by: $0)
        }
        #expect(second.isAfterTask, "after the task's own day: allowed, and told")
        let third = try world.write(.tam) {
            try Subtasks.add(.init(" Ký duyệt ", holder: .named("Anh Lâm, kế toán")), to: task, by: $0)
        }
        #expect(
            try lines(task, world) == [
                "o Xin báo giá 18/11 Lục Minh Tâm, Sở Tài chính", "o Lập bảng 25/11 Sở Tài chính",
                "o Ký duyệt – Anh Lâm, kế toán",
            ])
        #expect(
            try inbox(.tam, world).prefix(2) == [
                "Việc con trước 25/11/2026: Lập bảng", "Việc con trước 18/11/2026: Xin báo giá",
            ])
        #expect(throws: SubtaskRefusal.beforePlan(day(14, 1))) {
            try world.write(.tam) { try Subtasks.add(.init("Sớm quá", due: day(13, 1)), to: task, by: $0) }
        }
        #expect(throws: SubtaskRefusal.noText) {
            try world.write(.tam) { try Subtasks.add(.init(" "), to: task, by: $0) }
        }
        // A person of a unit that has nothing to do with the task would not see it.
        let khoa = try world.visitor(.khoa).account
        #expect(throws: SubtaskRefusal.notOfTask) {
            try world.write(.nguyen) { try Subtasks.add(.init("x", holder: .account(khoa)), to: task, by: $0) }
        }
        try world.write(.tam) { try Subtasks.move(third.id, of: task, up: true, by: $0) }
        try world.write(.tam) { try Subtasks.set(first.id, of: task, isDone: true, by: $0) }
        #expect(
            try lines(task, world).map { String($0.prefix(9)) } == ["x Xin báo", "o Ký duyệ", "o Lập bản"])
        #expect(try world.office.read { try TaskScope.task(task, for: tam, $0) }.state == .doing)
        let waiting = try world.office.read { try Subtask.waiting(for: tam, $0) }
        #expect(waiting.map(\.subtask.text) == ["Lập bảng"])
        try world.write(.tam) { try Subtasks.remove(third.id, of: task, by: $0) }
        let other = try world.task("IV.3")
        #expect(throws: SubtaskRefusal.notFound) {
            try world.write(.nguyen) { try Subtasks.remove(first.id, of: other, by: $0) }
        }
        let steps = try world.office.read { try TaskDetail.of(task, for: tam, $0) }.steps.map(\.act)
        #expect(steps.prefix(6) == [.partRemoved, .started, .partDone, .divided, .divided, .divided])
        let line = try world.office.read { db in
            try TaskList.page(
                TaskFilter(year: 2026, quarter: 4, unit: unit, role: .lead), for: tam, today: ProgrammeWorld.today, db
            ).lines.first
        }
        #expect(line?.subtasks == Subtask.Count(done: 1, all: 2))
    }

    @Test("that are open make reporting the task done a question", arguments: Engine.available)
    func finishing(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let task = try world.task("IV.2")
        let part = try world.write(.tam) { try Subtasks.add(.init("Xin báo giá"), to: task, by: $0) }.id
        try world.write(.tam) { try TaskWork.add(.note("Đã lập"), to: task, by: $0) }
        #expect(throws: TaskRefusal.openSubtasks(1)) { try world.write(.tam) { try TaskWork.finish(task, by: $0) } }
        try world.write(.tam) { try TaskWork.finish(task, leavingParts: true, by: $0) }
        #expect(throws: SubtaskRefusal.closedTask) {
            try world.write(.tam) { try Subtasks.set(part, of: task, isDone: true, by: $0) }
        }
        let mine = try world.visitor(.tam)
        #expect(try world.office.read { try Subtask.waiting(for: mine, $0) } == [])
    }

    @Test("cost a list one query, however many rows it has", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let nguyen = try world.visitor(.nguyen)
        for reference in ["IV.1", "IV.2", "IV.3"] {
            let task = try world.task(reference)
            try world.write(.nguyen) { try Subtasks.add(.init("Một phần"), to: task, by: $0) }
        }
        let counts = try [1, 3].map { size in
            try world.office.read { db in
                let filter = TaskFilter(year: 2026, quarter: 4)
                return try Recorder.recording {
                    try TaskList.page(filter, for: nguyen, today: ProgrammeWorld.today, size: size, db)
                }
            }
        }
        #expect(counts[1].0.lines.compactMap(\.subtasks).count == 3)
        #expect(counts[0].1.count == counts[1].1.count)
    }

    @Test("have a page on which what was typed stays, and ask before the task is reported done")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let task = try world.task("IV.2")
        let path = "/viec/\(task)/viec-con"
        let tam = try world.browser(.tam)
        #expect(try world.browser(.khoa).get(path).status == 404)
        #expect(try world.browser(.khoa).post(path, [("noi-dung", "x")]).status == 404)
        let refused = try tam.post(path, [("noi-dung", "Xin báo giá"), ("han", "01/01/2025")])
        #expect(refused.status == 422 && refused.body.contains("Xin báo giá</textarea>"))
        #expect(refused.body.contains("Hạn phải từ ngày ban hành kế hoạch (14/01/2026) trở đi."))
        let late = try tam.follow(tam.post(path, [("noi-dung", "Xin báo giá"), ("han", "30/11/2026"), ("giao", "")]))
        #expect(late.body.contains("Lưu ý: hạn của việc con sau hạn của cả việc."))
        #expect(late.body.contains("sau hạn của cả việc (20/11/2026)"))
        let part = try #require(late.body.firstMatch(of: /viec-con\/(\d+)\/xong/)?.1)
        #expect(try tam.get("\(path)?sua=\(part)").body.contains("Lưu điều đã sửa"))
        #expect(try tam.get("/viec/\(task)").body.contains("0/1 việc con"))
        #expect(try tam.get("/chuong-trinh?nam=2026&quy=4").body.contains("0/1 việc con"))
        let added = try tam.post(
            "/viec/\(task)/minh-chung", [("loai", "ghi-chu"), ("noi-dung", "Đã lập"), ("xong", "1")])
        let asked = try tam.follow(added)
        #expect(asked.body.contains("Còn 1 việc con chưa xong. Báo xong cả việc?"))
        #expect(asked.body.contains("Đã thêm minh chứng."))
        #expect(try tam.post("/viec/\(task)/xong").header("Location") == "/viec/\(task)/xong")
        #expect(try tam.get("\(path)/\(part)/bo").body.contains("Bỏ việc con này?"))
        #expect(try tam.post("\(path)/\(part)/xong", [("ve", "viec")]).header("Location") == "/viec/\(task)")
        #expect(try tam.post("\(path)/\(part)/mo-lai").status == 303)
        #expect(try tam.post("/viec/\(task)/xong", [("ca-viec-con", "1")]).header("Location") == "/viec/\(task)")
        #expect(try tam.get("/viec/\(task)").body.contains("Xong 17/11"))
        #expect(try tam.post(path, [("noi-dung", "Muộn")]).body.contains("Nhiệm vụ đã khép lại"))
        #expect(world.faults.all == [])
    }
}

@Suite("Watching a task") struct WatchingTests {
    @Test(
        "tells once of each change, those only who may see the task and are not told anyway",
        arguments: Engine.available)
    func told(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let task = try world.task("IV.2")
        for person in [ProgrammeWorld.Person.dung, .tam, .khoa] {
            try world.write(person) { try Watching.watch(task, by: $0) }
        }
        let before = try inbox(.dung, world).count
        try world.write(.nguyen) { try TaskWork.postpone(task, to: day(30, 11), because: "Chờ giá", by: $0) }
        try world.write(.nguyen) { try Difficulties.raise("Chưa có giá", on: task, from: nil, by: $0) }
        #expect(
            try inbox(.dung, world).dropLast(before) == [
                "Vướng mắc mới: Lập dự toán Hội nghị tổng kết", "Lùi hạn đến 30/11/2026: Lập dự toán Hội nghị tổng kết",
            ])
        #expect(
            try inbox(.tam, world).count { $0.hasPrefix("Lùi hạn") } == 1, "an officer of the lead hears of it once")
        #expect(try inbox(.khoa, world).count { $0.hasPrefix("Lùi hạn") } == 0, "who may not see it is not told")
        try world.write(.dung) { try Watching.unwatch(task, by: $0) }
        try world.write(.tam) { try TaskWork.add(.note("Xong"), to: task, by: $0) }
        try world.write(.tam) { try TaskWork.finish(task, by: $0) }
        #expect(try inbox(.dung, world).count { $0.hasPrefix("Xong") } == 0)
    }

    @Test("gives a list of one's own", arguments: Engine.available)
    func list(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (task, dung) = (try world.task("IV.2"), try world.visitor(.dung))
        try world.write(.dung) { try Watching.watch(task, by: $0) }
        try world.write(.dung) { try Watching.watch(task, by: $0) }
        func seen(_ visitor: Visitor) throws -> [ID<Work.Task>] {
            let filter = TaskFilter({ ["nam": "2026", "cua-toi": "theo-doi"][$0] }, today: ProgrammeWorld.today)
            return try world.office.read { db in
                let totals = try TaskTotals.of(filter, for: visitor, today: ProgrammeWorld.today, db)
                let lines = try TaskList.page(filter, for: visitor, today: ProgrammeWorld.today, db).lines.map(\.id)
                #expect(totals.all == lines.count)
                return lines
            }
        }
        #expect(try seen(dung) == [task])
        #expect(try seen(world.visitor(.nguyen)) == [])
    }

    @Test("is a button of the task's page")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let (task, tam) = (try world.task("IV.2"), try world.browser(.tam))
        let done = try tam.follow(tam.post("/viec/\(task)/theo-doi"))
        #expect(done.body.contains("Ông/bà theo dõi việc này") && done.body.contains("Thôi theo dõi"))
        #expect(try tam.get("/chuong-trinh?nam=2026&cua-toi=theo-doi").body.contains("Lập dự toán"))
        #expect(try tam.follow(tam.post("/viec/\(task)/thoi-theo-doi")).body.contains("Theo dõi việc này"))
        #expect(try world.browser(.khoa).post("/viec/\(task)/theo-doi").status == 404)
        #expect(world.faults.all == [])
    }
}

private func inbox(_ person: ProgrammeWorld.Person, _ world: ProgrammeWorld) throws -> [String] {
    let visitor = try world.visitor(person)
    return try world.office.read { try NoticeList.page(.init(), of: visitor.account, $0).lines.map(\.words) }
}

/// A day of 2026.
private func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) ?? Day(number: 0) }
