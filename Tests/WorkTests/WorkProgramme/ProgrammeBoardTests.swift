import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("The year's board and the home pages") struct ProgrammeBoardTests {
    private func board(_ province: ProgrammeWorld, _ person: ProgrammeWorld.Person) throws -> ProgrammeBoard {
        let visitor = try province.visitor(person)
        return try province.office.read {
            try ProgrammeBoard.of(2026, for: visitor, today: ProgrammeWorld.today, $0)
        }
    }

    @Test("counts quarters by state, late ones first", arguments: Engine.available)
    func counts(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        try province.write(.nguyen) { operation in
            try TaskWork.start(province.task("IV.3", operation), by: operation)
            try TaskWork.drop(province.task("I.2", operation), because: "đã lồng ghép", by: operation)
        }
        let board = try board(province, .nguyen)
        #expect(
            board.quarters.map(\.totals) == [
                TaskTotals(late: 1), TaskTotals(late: 1), TaskTotals(late: 1), TaskTotals(doing: 1, late: 1, toDo: 2),
            ])
        #expect(board.regular == 1 && board.undated == 1 && board.all == 7)
        let last = board.quarters[3].lines
        #expect(last.map(\.due?.vietnamese) == ["09/11/2026", "20/11/2026", "24/11/2026"])
        #expect(last.map { $0.isLate(on: ProgrammeWorld.today) } == [true, false, false])
    }

    @Test("shows an officer the unit's own tasks, the same way for few and for many", arguments: Engine.available)
    func scope(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let own = try board(province, .tam)
        #expect(
            own.quarters.map(\.totals) == [
                TaskTotals(), TaskTotals(late: 1), TaskTotals(), TaskTotals(toDo: 2),
            ])
        #expect(own.regular == 0 && own.undated == 0)
        #expect(try board(province, .stranger).all == 0)
        #expect(try board(province, .admin).all == 0)
        try ManyTasks.add(1_100, to: province)
        #expect(try board(province, .nguyen).quarters[0].totals.isCapped)
        #expect(try board(province, .tam).quarters.map(\.totals) == own.quarters.map(\.totals))
    }

    @Test("says what one must do now", arguments: Engine.available)
    func mine(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        func work(_ person: ProgrammeWorld.Person) throws -> MyWork {
            let visitor = try province.visitor(person)
            return try province.office.read {
                try MyWork.of(visitor, today: ProgrammeWorld.today, month: ProgrammeWorld.today, $0)
            }
        }
        let all = try work(.nguyen)
        #expect(all.late.lines.map(\.reference) == ["I.1", "I.2", "II.1", "III.1", "IV.1"])
        #expect(all.soon.lines.map(\.reference) == ["IV.2", "IV.3"])
        #expect(all.later.lines.isEmpty && all.coordinating.lines.isEmpty && all.drafts.isEmpty)
        let day = { Day(year: 2026, month: 11, day: $0) ?? ProgrammeWorld.today }
        #expect(
            all.month == [
                day(9): .init(count: 1, isLate: true), day(20): .init(count: 1, isLate: false),
                day(24): .init(count: 1, isLate: false),
            ])
        let own = try work(.tam)
        #expect(own.late.lines.isEmpty)
        #expect(own.soon.lines.map(\.reference) == ["IV.2"])
        #expect(own.coordinating.lines.map(\.reference) == ["II.1", "IV.4"])
        let press = try work(.khoa)
        #expect(press.late.count + press.soon.count + press.later.count + press.coordinating.count == 0)
    }

    @Test("puts the quarter on one sheet", arguments: Engine.available)
    func quarter(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let visitor = try province.visitor(.dung)
        let sheet = try province.office.read {
            try LeaderQuarter.of(year: 2026, quarter: 4, for: visitor, today: ProgrammeWorld.today, $0)
        }
        #expect(sheet.totals == TaskTotals(late: 1, toDo: 3))
        #expect(sheet.late.count == 5 && sheet.soon.count == 2)
        #expect(sheet.upcoming.map(\.reference) == ["IV.4"])
        #expect(sheet.leads.map(\.name) == ["Sở Nội vụ", "Sở Tài chính"])
        #expect(sheet.leads.map(\.totals) == [TaskTotals(late: 1, toDo: 2), TaskTotals(toDo: 1)])
        #expect(Set(sheet.latest.values.map(\.act)) == [.adopted])
        #expect(sheet.end.vietnamese == "31/12/2026")
    }

    @Test("never takes regular and undated tasks for late", arguments: Engine.available)
    func neverLate(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let visitor = try province.visitor(.nguyen)
        province.clock.advance(seconds: 800 * 86_400)
        let today = province.clock.now().day
        try province.office.read { db in
            for schedule in [TaskSchedule.regular, .undated] {
                let late = TaskFilter(year: 2026, schedule: schedule, status: .late)
                #expect(try TaskList.page(late, for: visitor, today: today, db).lines.isEmpty)
                let all = try TaskList.page(late.with { $0.status = nil }, for: visitor, today: today, db)
                #expect(all.lines.map { $0.isLate(on: today) } == [false])
            }
        }
    }

    @Test("asks as often for a full year as for an empty one", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let visitor = try province.visitor(.nguyen)
        func count(_ body: (any Reader) throws -> Void) throws -> Int {
            try province.office.read { db in try Recorder.recording { try body(db) }.1.count }
        }
        let today = ProgrammeWorld.today
        #expect(
            try count { _ = try ProgrammeBoard.of(2026, for: visitor, today: today, $0) }
                == count { _ = try ProgrammeBoard.of(2001, for: visitor, today: today, $0) })
        #expect(
            try count { _ = try LeaderQuarter.of(year: 2026, quarter: 4, for: visitor, today: today, $0) }
                == count { _ = try LeaderQuarter.of(year: 2001, quarter: 4, for: visitor, today: today, $0) })
        let before = Day(year: 2001, month: 1, day: 1) ?? today
        #expect(
            try count { _ = try MyWork.of(visitor, today: today, month: today, $0) }
                == count { _ = try MyWork.of(visitor, today: before, month: before, $0) })
    }
}
