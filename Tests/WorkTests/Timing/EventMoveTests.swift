import Database
import Fixtures
import Foundation
import Office
import PlanReader
import Testing
import Vocabulary

import struct Work.Task

@testable import Work

@Suite("Moving an event") struct EventMoveTests {
    @Test(
        "an adopted plan brings its event, and what is said to be due after or before it hangs on it",
        arguments: Engine.available)
    func adoption(_ engine: Engine) throws {
        let course = try CourseWorld(engine)
        let event = try course.event()
        #expect(event.name == "Lớp tập huấn nghiệp vụ công tác thi đua, khen thưởng năm 2026")
        #expect(event.kind == "training")
        #expect(event.days == day(29, 5)...day(29, 5))
        #expect(event.venue == "Hội trường Sở Nội vụ tỉnh Lam Sơn")
        #expect(
            try course.dues() == [
                "Thẩm định kinh phí tổ chức lớp tập huấn.": nil,
                "Cử phóng viên đưa tin": day(1, 6),
                "Chuẩn bị hội trường": day(22, 5),
                "Tham gia hội nghị của cụm": nil,
            ])
        #expect(try course.world.office.read { try TaskTally.faults($0) } == 0)
    }

    @Test(
        "moves what hangs on it by as many days, counts working days anew, and leaves all else alone",
        arguments: Engine.available)
    func moving(_ engine: Engine) throws {
        let course = try CourseWorld(engine)
        let event = try course.event()
        let time = try #require(PlannedTime(written: "13 giờ 30 ngày 05/6/2026", year: 2026))
        let preview = try course.world.office.read { try EventMove.preview(event.id, to: time, $0) }
        #expect(
            preview.lines.map { "\($0.text.prefix(13)) \($0.old?.iso ?? "–") \($0.new?.iso ?? "–") \($0.remarks)" } == [
                "Chuẩn bị hội  2026-05-22 2026-05-29 []", "Cử phóng viên 2026-06-01 2026-06-08 []",
            ])
        // Nothing is written by looking.
        #expect(try course.dues()["Cử phóng viên đưa tin"] == day(1, 6))
        let entries = try course.entries()
        let move = try course.world.write(.nguyen) {
            try EventMove.move(event.id, to: time, because: "Trùng kỳ họp HĐND", known: event.changed, by: $0)
        }
        #expect(move.lines == preview.lines)
        #expect(try course.event().days == day(5, 6)...day(5, 6))
        #expect(try course.event().timeWords == time.words)
        #expect(
            try course.dues() == [
                "Thẩm định kinh phí tổ chức lớp tập huấn.": nil,
                "Cử phóng viên đưa tin": day(8, 6),
                "Chuẩn bị hội trường": day(29, 5),
                "Tham gia hội nghị của cụm": nil,
            ])
        #expect(try course.entries() == entries + ["event.move"])
        let step = try #require(try course.detail("Cử phóng viên đưa tin").steps.first)
        #expect(step.act == .moved)
        #expect([step.oldDue, step.newDue] == [day(1, 6), day(8, 6)])
        #expect(try course.world.office.read { try TaskTally.faults($0) } == 0)
    }

    @Test("a day off is told, a closed task stays, a task put off further stays", arguments: Engine.available)
    func remarks(_ engine: Engine) throws {
        let course = try CourseWorld(engine)
        let event = try course.event()
        let (news, hall) = (try course.task("Cử phóng viên đưa tin"), try course.task("Chuẩn bị hội trường"))
        try course.world.write(.nguyen) { operation in
            try TaskWork.postpone(news, to: day(30, 6), because: "Chờ phim", by: operation)
            try TaskWork.drop(hall, because: "Có hội trường khác", by: operation)
        }
        let time = try #require(PlannedTime(written: "03/6/2026", year: 2026))
        let preview = try course.world.office.read { try EventMove.preview(event.id, to: time, $0) }
        #expect(preview.lines.map(\.remarks) == [[.closed], [.postponed(day(30, 6))]])
        #expect(preview.lines.map(\.isChanged) == [false, false])
        // Three days after Thursday 09/07 is Sunday.
        let far = try #require(PlannedTime(written: "09/7/2026", year: 2026))
        let later = try course.world.office.read { try EventMove.preview(event.id, to: far, $0) }
        #expect(later.lines.map(\.new) == [day(22, 5), day(12, 7)])
        #expect(later.lines.last?.remarks == [.dayOff("Chủ nhật")])
    }

    @Test(
        "without a day what hangs on it waits and is never late; with one again it has a day",
        arguments: Engine.available)
    func waiting(_ engine: Engine) throws {
        let course = try CourseWorld(engine)
        let event = try course.event()
        let quarter = try #require(PlannedTime(written: "quý III", year: 2026))
        try course.world.write(.nguyen) {
            try EventMove.move(event.id, to: quarter, because: "Chưa có giảng viên", by: $0)
        }
        let waiting = try course.detail("Cử phóng viên đưa tin").task
        #expect(waiting.due == nil)
        #expect(!waiting.isLate(on: day(31, 12)))
        let fixed = try #require(PlannedTime(written: "10/9/2026", year: 2026))
        try course.world.write(.nguyen) { try EventMove.move(event.id, to: fixed, because: "Đã có", by: $0) }
        #expect(try course.dues()["Cử phóng viên đưa tin"] == day(13, 9))
        #expect(try course.world.office.read { try TaskTally.faults($0) } == 0)
    }

    @Test(
        "a day it was moved to by hand holds until a newer version of the plan says another; then all follows",
        arguments: Engine.available)
    func newerVersion(_ engine: Engine) throws {
        let course = try CourseWorld(engine)
        let time = try #require(PlannedTime(written: "05/6/2026", year: 2026))
        let event = try course.event()
        try course.world.write(.nguyen) { try EventMove.move(event.id, to: time, because: "Trùng họp", by: $0) }
        func take(_ text: String, _ name: String) throws {
            let plan = try ProgrammeWorld.adopt(text, name: name, year: 2026, in: course.world.office)
            #expect(plan == course.plan)
        }
        // Another word elsewhere, the same day of the class.
        try take(CourseWorld.text.replacingOccurrences(of: "120 đại biểu", with: "150 đại biểu"), "ban-2.txt")
        #expect(try course.event().days == day(5, 6)...day(5, 6))
        #expect(try course.dues()["Cử phóng viên đưa tin"] == day(8, 6))
        let moved = CourseWorld.text.replacingOccurrences(of: "29/5/2026 (thứ Sáu)", with: "12/6/2026 (thứ Sáu)")
        try take(moved, "ban-3.txt")
        #expect(try course.event().days == day(12, 6)...day(12, 6))
        #expect(try course.dues()["Cử phóng viên đưa tin"] == day(15, 6))
        #expect(try course.dues()["Chuẩn bị hội trường"] == day(5, 6))
        #expect(try course.world.office.read { try TaskTally.faults($0) } == 0)
    }

    @Test(
        "is refused without a reason, without a change, and where somebody moved it meanwhile",
        arguments: Engine.available)
    func refusals(_ engine: Engine) throws {
        let course = try CourseWorld(engine)
        let event = try course.event()
        let time = try #require(PlannedTime(written: "05/6/2026", year: 2026))
        #expect(throws: TimingRefusal.noReason) {
            try course.world.write(.nguyen) { try EventMove.move(event.id, to: time, because: " ", by: $0) }
        }
        #expect(throws: TimingRefusal.sameTime) {
            try course.world.write(.nguyen) { try EventMove.move(event.id, to: event.time, because: "x", by: $0) }
        }
        #expect(throws: TimingRefusal.changedMeanwhile) {
            try course.world.write(.nguyen) {
                try EventMove.move(
                    event.id, to: time, because: "x", known: event.changed.adding(seconds: -5), by: $0)
            }
        }
        #expect(try course.dues()["Cử phóng viên đưa tin"] == day(1, 6))
    }
}

@Suite("A task that hangs on another") struct TaskAnchorTests {
    @Test("follows its day, its postponement and its end, over any number of steps", arguments: Engine.available)
    func chain(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (estimate, session, report) = (try world.task("IV.2"), try world.task("IV.3"), try world.task("IV.4"))
        try world.write(.nguyen) { operation in
            try TaskAnchors.hang(session, on: .task(estimate), .init(days: 5, isWorking: true), by: operation)
            try TaskAnchors.hang(report, on: .task(session), .init(days: 10), by: operation)
        }
        func dues() throws -> [String?] {
            try world.office.read { db in
                try [estimate, session, report].map { try db.value("SELECT due_day FROM task WHERE id = \($0)") }
            }
        }
        #expect(try dues() == ["2026-11-20", "2026-11-27", "2026-12-07"])
        try world.write(.nguyen) { try TaskWork.postpone(estimate, to: day(23, 11), because: "Chờ số liệu", by: $0) }
        #expect(try dues() == ["2026-11-23", "2026-11-30", "2026-12-10"])
        // Done early: what follows counts from the day it was done.
        try world.write(.nguyen) { operation in
            try TaskWork.add(.note("Dự toán đã gửi"), to: estimate, by: operation)
            try TaskWork.finish(estimate, by: operation)
        }
        #expect(try dues() == ["2026-11-23", "2026-11-24", "2026-12-04"])
        #expect(throws: TimingRefusal.self) {
            try world.write(.nguyen) { try TaskAnchors.hang(session, on: .task(report), .init(days: 1), by: $0) }
        }
        #expect(try dues() == ["2026-11-23", "2026-11-24", "2026-12-04"])
        #expect(try world.office.read { try TaskTally.faults($0) } == 0)
    }

    @Test(
        "names what it hangs on by its place, since who sees the one may not see the other", arguments: Engine.available
    )
    func hidden(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        // Sở Tài chính leads IV.2 and has no part in IV.3.
        let (own, other) = (try world.task("IV.2"), try world.task("IV.3"))
        try world.write(.nguyen) { try TaskAnchors.hang(own, on: .task(other), .init(days: 2), by: $0) }
        try world.write(.nguyen) { try TaskWork.postpone(other, to: day(30, 11), because: "Chờ hồ sơ", by: $0) }
        let browser = try world.browser(.tam)
        #expect(try browser.get(ProgrammePage.task(other).path).status == 404)
        for path in [ProgrammePage.task(own).path, TimingPage.time(own).path, "/chuong-trinh/thay-doi", "/thong-bao"] {
            let body = try browser.get(path).body
            #expect(!body.contains("Họp Hội đồng xét khen thưởng"), "\(path)")
        }
        let page = try browser.get(ProgrammePage.task(own).path).body
        #expect(page.contains("2 ngày sau mục IV.3"))
        #expect(page.contains("theo mục IV.3"))
        #expect(try world.browser(.nguyen).get(TimingPage.time(own).path).body.contains("Họp Hội đồng xét khen thưởng"))
        #expect(world.faults.all == [])
    }

    @Test("waits for the plan of another body, then has the time that its paper gives", arguments: Engine.available)
    func otherBody(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let session = try world.task("IV.3")
        try world.write(.nguyen) {
            try TaskAnchors.hang(
                session, on: .body("theo kế hoạch của Trung ương", settled: nil), .init(days: 0), by: $0)
        }
        func task() throws -> Task {
            let visitor = try world.visitor(.nguyen)
            return try world.office.read { try TaskScope.task(session, for: visitor, $0) }
        }
        #expect(try task().due == nil)
        #expect(try !task().isLate(on: day(31, 12)))
        #expect(throws: TimingRefusal.noPaper) {
            try world.write(.nguyen) {
                try TaskAnchors.settle(session, at: PlannedTime(.date, "2026-12-18"), paper: "", by: $0)
            }
        }
        try world.write(.nguyen) {
            try TaskAnchors.settle(
                session, at: PlannedTime(.date, "2026-12-18"), paper: "Kế hoạch số 9/KH-BTĐKT", by: $0)
        }
        #expect(try task().due == day(18, 12))
        #expect(
            try world.office.read { try TaskAnchor.of(session, $0) }?.target
                == .body("theo kế hoạch của Trung ương", settled: "Kế hoạch số 9/KH-BTĐKT"))
        try world.write(.nguyen) { try TaskAnchors.release(session, by: $0) }
        #expect(try world.office.read { try TaskAnchor.of(session, $0) } == nil)
        #expect(try task().due == day(18, 12))
    }

    @Test("working days skip weekends and holidays over the end of a year and 29 February")
    func distances() {
        let calendar = WorkingDays(daysOff: [Day(year: 2027, month: 1, day: 1) ?? day(1, 1): "Tết Dương lịch"])
        func due(_ days: Int, _ isWorking: Bool, _ from: (Int, Int, Int)) -> String? {
            let start = Day(year: from.0, month: from.1, day: from.2) ?? day(1, 1)
            return TaskAnchor.Distance(days: days, isWorking: isWorking).day(from: start...start, calendar).iso
        }
        #expect(due(1, true, (2026, 12, 31)) == "2027-01-04")
        #expect(due(3, false, (2026, 12, 30)) == "2027-01-02")
        #expect(due(-1, true, (2027, 1, 4)) == "2026-12-31")
        #expect(due(1, false, (2028, 2, 28)) == "2028-02-29")
        #expect(due(2, false, (2028, 2, 28)) == "2028-03-01")
        #expect(due(1, false, (2027, 2, 28)) == "2027-03-01")
        #expect(due(0, true, (2026, 11, 21)) == "2026-11-21")
        let span = day(29, 5)...day(30, 5)
        #expect(TaskAnchor.Distance(days: 1).day(from: span, calendar) == day(31, 5))
        #expect(TaskAnchor.Distance(days: -1).day(from: span, calendar) == day(28, 5))
    }
}

@Suite("Rounds of a recurring task") struct TaskOccurrenceTests {
    @Test("are the last days of weeks, months, quarters and years, or the days that the plan names")
    func days() {
        func days(_ recurrence: PlannedTime.Recurrence, _ year: Int, dates: [String] = []) -> [String] {
            var time = PlannedTime(.ongoing)
            (time.recurrence, time.dates) = (recurrence, dates)
            return TaskOccurrence.days(of: time, in: year).map(\.iso)
        }
        #expect(days(.quarterly, 2026) == ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"])
        #expect(days(.monthly, 2028)[1] == "2028-02-29")
        #expect(days(.monthly, 2027)[1] == "2027-02-28")
        #expect(days(.weekly, 2026).prefix(2) == ["2026-01-02", "2026-01-09"])
        #expect(days(.weekly, 2026).count == 52)
        #expect(days(.yearly, 2026) == ["2026-12-31"])
        #expect(days(.daily, 2026) == [])
        #expect(days(.monthly, 2026, dates: ["2026-03-25", "2026-02-25"]) == ["2026-02-25", "2026-03-25"])
    }

    @Test("are reported one by one, and never make the task late", arguments: Engine.available)
    func reports(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let id = try world.task("V.1")
        var time = PlannedTime(.ongoing)
        (time.recurrence, time.phrase) = (.quarterly, "hằng quý")
        try world.write(.nguyen) { operation in
            try TaskAnchors.set(id, time, due: nil, words: "hằng quý", operation)
            try operation.record("task.correct", on: Subject("task", id))
        }
        let visitor = try world.visitor(.nguyen)
        let task = try world.office.read { try TaskScope.task(id, for: visitor, $0) }
        try world.write(.khoa) {
            try TaskOccurrence.report(.done, "12 tin, bài", for: day(31, 3), of: id, by: $0)
        }
        try world.write(.khoa) { try TaskOccurrence.report(.skipped, "Máy hỏng", for: day(30, 6), of: id, by: $0) }
        let rounds = try world.office.read { try TaskOccurrence.all(of: task, $0) }
        #expect(
            rounds.map { "\($0.day.iso) \($0.report.map { "\($0.state.rawValue) \($0.words)" } ?? "–")" } == [
                "2026-03-31 done 12 tin, bài", "2026-06-30 skipped Máy hỏng", "2026-09-30 –", "2026-12-31 –",
            ])
        let after = try world.office.read { try TaskScope.task(id, for: visitor, $0) }
        #expect(after.state == .doing)
        #expect(!after.isLate(on: day(31, 12)))
        #expect(throws: TimingRefusal.noOccurrence(day(1, 4))) {
            try world.write(.khoa) { try TaskOccurrence.report(.done, "x", for: day(1, 4), of: id, by: $0) }
        }
        #expect(throws: TimingRefusal.noWords) {
            try world.write(.khoa) { try TaskOccurrence.report(.done, " ", for: day(30, 9), of: id, by: $0) }
        }
        #expect(try world.office.read { try TaskTally.faults($0) } == 0)
    }
}

/// A day of 2026.
private func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) ?? Day(number: 0) }
