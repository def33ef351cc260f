import Database
import Fixtures
import Office
import Testing
import Vocabulary

import struct Work.Task

@testable import Work

@Suite("The book of tallies") struct TaskTallyTests {
    private static let sentence = "Sổ đếm việc sai"

    @Test("is true after every operation", arguments: Engine.available)
    func operations(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        func isTrue() throws -> Bool { try province.office.read { try TaskTally.faults($0) } == 0 }
        #expect(try isTrue())
        let (first, second) = (try province.task("IV.2"), try province.task("IV.4"))
        let visitor = try province.visitor(.nguyen)
        let late = Day(year: 2027, month: 1, day: 15) ?? ProgrammeWorld.today
        let steps: [(Operation) throws -> Void] = [
            { try TaskWork.start(first, by: $0) },
            { try TaskWork.add(.note("Tờ trình số 5"), to: second, by: $0) },
            { try TaskWork.finish(second, by: $0) },
            { try TaskWork.reopen(second, because: "thiếu phụ lục", by: $0) },
            { try TaskWork.postpone(second, to: late, because: "chờ số liệu", by: $0) },
            { try TaskWork.drop(first, because: "đã lồng ghép", by: $0) },
            {
                _ = try TaskEdit(
                    text: "Chấm điểm các khối", time: "trước ngày 05/12", lead: "Sở Nội vụ", coordinators: "Báo Lam Sơn"
                ).add(to: province.plan, by: $0)
            },
            { _ = try TaskEdit(text: "Theo dõi phong trào", time: "thường xuyên").add(to: province.plan, by: $0) },
            { operation in
                var edit = TaskEdit(try TaskDetail.of(first, for: visitor, operation))
                (edit.time, edit.lead) = ("quý III", "Văn phòng UBND tỉnh")
                try edit.correct(first, by: operation)
            },
        ]
        for (number, step) in steps.enumerated() {
            try province.write(.dung, step)
            #expect(try isTrue(), "step \(number)")
        }
    }

    @Test("is true after each version of a plan", arguments: Engine.available)
    func versions(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        func isTrue() throws -> Bool { try province.read { try TaskTally.faults($0) } == 0 }
        let plan = try province.adopt(TestPlan()).plan
        #expect(try isTrue())
        var check = TestPlan.check
        check.time = "Quý IV/2026"
        _ = try province.adopt(TestPlan([[check, TestPlan.session], [TestPlan.praise]]), named: "bản 2.txt")
        #expect(try isTrue())
        _ = try province.adopt(TestPlan(), named: "bản 3.txt")
        #expect(try isTrue())
        #expect(try province.tasks(of: plan).count > 3)
    }

    @Test("answers every filter it knows as a count of the tasks does", arguments: Engine.available)
    func filters(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        try province.write(.dung) { operation in
            try TaskWork.start(province.task("IV.3", operation), by: operation)
            try TaskWork.drop(province.task("I.2", operation), because: "đã lồng ghép", by: operation)
            let done = try province.task("II.1", operation)
            try TaskWork.add(.note("Công văn số 7"), to: done, by: operation)
            try TaskWork.finish(done, by: operation)
        }
        let today = ProgrammeWorld.today
        let statuses: [TaskFilter.Status?] = [nil] + TaskFilter.Status.allCases
        var (compared, counted) = (0, 0)
        for person in ProgrammeWorld.Person.allCases {
            let visitor = try province.visitor(person)
            try province.office.read { db in
                let circles = try #require(CountedCircles(of: visitor))
                for schedule in TaskSchedule.allCases {
                    for status in statuses {
                        for (quarter, month) in [(nil, nil), (4, nil), (1, nil), (nil, 11)] as [(Int?, Int?)] {
                            let filter = TaskFilter(
                                year: 2026, schedule: schedule, quarter: quarter, month: month, status: status)
                            let query = try TaskQuery(filter, for: visitor, today: today, db)
                            let row = try db.one(
                                """
                                SELECT \(sql: TaskTotals.columns(today))
                                FROM (SELECT t.state, t.due_sort \(sql: query.fromWhere)) counted
                                """)
                            let (known, asked) = (try circles.totals(filter, today: today, db), try TaskTotals(row))
                            #expect(known == asked, "\(person) \(filter.address("/").text)")
                            compared += 1
                            counted += asked.all
                        }
                    }
                }
                #expect(try circles.totals(TaskFilter(year: 2026, words: "tong ket"), today: today, db) == nil)
                #expect(try circles.totals(TaskFilter(year: 2026, kind: .report), today: today, db) == nil)
            }
        }
        #expect(compared == 6 * 3 * 8 * 4 && counted > 100)
    }

    @Test("is found out when it lies, and written anew", arguments: Engine.available)
    func lies(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        func faults() throws -> [String] {
            try province.office.read { try ProgrammeInvariants.faults($0) }.filter { $0.hasPrefix(Self.sentence) }
        }
        #expect(try faults() == [])
        try province.office.store.write { db in
            try db.run("UPDATE task_tally SET tasks = tasks + 1 WHERE circle = 'b/' AND state = 'toDo' AND quarter = 1")
        }
        #expect(try faults() == ["\(Self.sentence) 2 dòng so với các việc."])
        try province.office.write(by: .system(user: "test")) { operation in
            try TaskTally.recount(operation)
            try operation.record("test.recount", on: Subject("task", 0))
        }
        #expect(try faults() == [])
    }

    @Test("is filled for tasks that were there before it", arguments: Engine.available)
    func migration(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        try ManyTasks.add(130, to: province)
        try province.office.store.write { db in
            try db.run("DROP TABLE task_tally")
            try db.run("DELETE FROM schema_migration WHERE name = \(TaskTally.migration.name)")
        }
        try province.office.store.migrate(OfficeSchema.migrations + WorkProgrammeSchema.migrations)
        #expect(try province.office.read { try TaskTally.faults($0) } == 0)
        #expect(try province.office.read { try TaskTally.counts(of: .all, $0) }.values.reduce(0, +) > 500)
    }

    @Test("names every branch above a unit")
    func above() {
        #expect(TaskTally.above("/1/25/") == ["/", "/1/", "/1/25/"])
        #expect(TaskTally.above("/") == ["/"])
    }
}
