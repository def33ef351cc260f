import PlanReader
import Testing
import Vocabulary

import struct Work.Task

@testable import Work

@Suite("When a task is late") struct LatenessTests {
    /// Words of a plan of 2028, the due day they give, and the list they stand in.
    private static let times: [(words: String, due: String?, schedule: TaskSchedule)] = [
        ("13 giờ 30 ngày 31/5/2028", "2028-05-31", .dated), ("Ngày 29/02/2028", "2028-02-29", .dated),
        ("Tháng 02/2028", "2028-02-29", .dated), ("Tháng 02/2027", "2027-02-28", .dated),
        ("Tháng 12/2028", "2028-12-31", .dated), ("Quý I", "2028-03-31", .dated), ("Quý IV/2028", "2028-12-31", .dated),
        ("Quý II và quý IV", "2028-12-31", .dated), ("Từ tháng 4 đến tháng 6/2028", "2028-06-30", .dated),
        ("Trước ngày 01/3/2028", "2028-02-29", .dated), ("Trước ngày 01/01/2029", "2028-12-31", .dated),
        ("Chậm nhất ngày 15/3/2028", "2028-03-15", .dated), ("Năm 2028", "2028-12-31", .dated),
        ("Thường xuyên", nil, .regular), ("Hằng tháng", nil, .regular), ("Hằng quý", nil, .regular),
        ("Khi cần thiết", nil, .undated), ("", nil, .undated),
    ]

    @Test("by the last day its words can mean; regular, needed and unstated times never", arguments: times.indices)
    func due(_ index: Int) throws {
        let (words, expected, schedule) = Self.times[index]
        let time = try #require(PlannedTime(written: words, year: 2028), "\(words)")
        #expect(time.dueDay?.iso == expected, "\(words)")
        #expect(time.schedule == schedule, "\(words)")
        guard let due = time.dueDay else {
            // Whatever the day, and however long ago the plan.
            for day in [Day(number: 0), Day(year: 2028, month: 12, day: 31), Day(year: 2999, month: 1, day: 1)] {
                #expect(!Task.isLate(.doing, due: nil, on: try #require(day)), "\(words)")
            }
            return
        }
        #expect(!Task.isLate(.toDo, due: due, on: due), "\(words)")
        #expect(Task.isLate(.toDo, due: due, on: due.adding(days: 1)), "\(words)")
        #expect(!Task.isLate(.done, due: due, on: due.adding(days: 1)), "\(words)")
        #expect(!Task.isLate(.dropped, due: due, on: due.adding(days: 1)), "\(words)")
    }

    @Test("times that hang on something without a day, or wait for another body, never")
    func hanging() {
        var after = PlannedTime(.relative, "relative:event+3d")
        after.relative = .init(anchor: "hội nghị", offsetDays: 3)
        var waits = PlannedTime(.asNeeded, "theo kế hoạch của Trung ương")
        waits.external = "theo kế hoạch của Trung ương"
        for time in [after, waits] {
            #expect(time.dueDay == nil)
            #expect(time.schedule == .undated)
        }
    }
}
