import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("What the work programme tells people") struct TaskNoticeTests {
    private func inbox(_ person: ProgrammeWorld.Person, _ world: ProgrammeWorld) throws -> [String] {
        let visitor = try world.visitor(person)
        return try world.office.read { try NoticeList.page(.init(), of: visitor.account, $0).lines.map(\.words) }
    }

    @Test("an adopted plan tells each unit once", arguments: Engine.available)
    func adopted(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        #expect(
            try inbox(.tam, world) == ["Kế hoạch số 18/KH-UBND ngày 14/01/2026 giao 1 việc cho Sở Tài chính"])
        #expect(
            try inbox(.dung, world) == ["Kế hoạch số 18/KH-UBND ngày 14/01/2026 giao 8 việc cho Sở Nội vụ"])
        #expect(try inbox(.nguyen, world) == [], "who adopted it is not told")
        #expect(try inbox(.stranger, world) == [])
        let notice = try world.office.read { db in
            try NoticeList.page(.init(), of: Accounts.id(login: "tam", db), db).lines[0]
        }
        let page = try world.browser(.tam).get(notice.link)
        #expect(page.status == 200 && page.body.contains("Lập dự toán"))
    }

    @Test("what happens to a task reaches its lead unit, a comment whoever commented", arguments: Engine.available)
    func changed(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let task = try world.task("IV.2")
        let later = ProgrammeWorld.today.adding(days: 12)
        try world.write(.nguyen) { try TaskWork.postpone(task, to: later, because: "Chờ giá mới", by: $0) }
        try world.write(.nguyen) { try TaskWork.comment("Đề nghị báo tiến độ", on: task, by: $0) }
        try world.write(.tam) { try TaskWork.comment("Đã xong một nửa", on: task, by: $0) }
        try world.write(.nguyen) { try TaskWork.drop(task, because: "Không tổ chức", by: $0) }
        #expect(
            try inbox(.tam, world).prefix(3) == [
                "Thôi thực hiện: Lập dự toán Hội nghị tổng kết", "Ý kiến mới: Lập dự toán Hội nghị tổng kết",
                "Lùi hạn đến 29/11/2026: Lập dự toán Hội nghị tổng kết",
            ])
        #expect(try inbox(.nguyen, world) == ["Ý kiến mới: Lập dự toán Hội nghị tổng kết"])
        #expect(try inbox(.khoa, world).count == 1, "of another unit: only the plan's own notice")
    }

    @Test("each morning units hear of what comes and what is late, each task once", arguments: Engine.available)
    func reminders(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        func remind() throws -> [Int] {
            let told = try world.write(.admin) { try TaskReminders.remind(by: $0) }
            return [told.soon, told.late]
        }
        #expect(try remind() == [2, 5])
        #expect(try inbox(.tam, world).first == "Đến hạn 20/11/2026: Lập dự toán Hội nghị tổng kết")
        #expect(
            Set(try inbox(.dung, world)).isSuperset(of: [
                "Đến hạn 24/11/2026: Họp Hội đồng xét khen thưởng đợt 2", "5 việc quá hạn",
            ]))
        #expect(try remind() == [0, 0])
        let task = try world.task("IV.2")
        let later = ProgrammeWorld.today.adding(days: 5)
        try world.write(.nguyen) { try TaskWork.postpone(task, to: later, because: "Chờ giá", by: $0) }
        #expect(try remind() == [1, 0], "a new day is told of anew")
        world.clock.advance(seconds: 6 * 86_400)
        #expect(try remind() == [0, 1])
    }

    @Test("the letter of the day holds what is late and what comes, within one's scope")
    func daily() throws {
        let world = try ProgrammeWorld(.sqlite)
        func lines(_ person: ProgrammeWorld.Person) throws -> [[String]] {
            let visitor = try world.visitor(person)
            return try world.office.read { db in
                try TaskNotices.digest.map { source in
                    let found = try source.lines(visitor, ProgrammeWorld.today, 2, db)
                    return found.lines + ["\(found.count)"]
                }
            }
        }
        #expect(
            try lines(.tam) == [["0"], ["20/11/2026: Lập dự toán Hội nghị tổng kết (Sở Tài chính)", "1"]])
        #expect(try lines(.dung).map { $0.last } == ["5", "2"])
        #expect(try lines(.stranger).map { $0.last } == ["0", "0"])
    }
}
