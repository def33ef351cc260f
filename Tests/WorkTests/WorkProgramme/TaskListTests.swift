import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("The table of tasks") struct TaskListTests {
    private func list(_ province: ProgrammeWorld, _ filter: TaskFilter, _ person: ProgrammeWorld.Person = .nguyen)
        throws
        -> [String]
    {
        let visitor = try province.visitor(person)
        return try province.office.read {
            try TaskList.page(filter, for: visitor, today: ProgrammeWorld.today, $0).lines.map(\.reference)
        }
    }

    @Test("shows dated, regular and undated tasks apart", arguments: Engine.available)
    func schedules(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let dated = ["I.1", "I.2", "II.1", "III.1", "IV.1", "IV.2", "IV.3", "IV.4"]
        #expect(try list(province, TaskFilter(year: 2026)) == dated)
        #expect(try list(province, TaskFilter(year: 2026, schedule: .regular)) == ["V.1"])
        #expect(try list(province, TaskFilter(year: 2026, schedule: .undated)) == ["V.2"])
        #expect(try list(province, TaskFilter(year: 2025)) == [])
    }

    @Test("narrows by every filter", arguments: Engine.available)
    func filters(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let finance = try province.office.read { try Organisations.unit(codeOrName: "LS-STC", $0).id }
        try province.write(.nguyen) { try TaskWork.start(try province.task("IV.3", $0), by: $0) }
        try province.write(.nguyen) { operation in
            let task = try province.task("I.1", operation)
            try TaskWork.add(.note("Chỉ thị số 01/CT-UBND"), to: task, by: operation)
            try TaskWork.finish(task, by: operation)
        }
        try province.write(.dung) {
            try TaskWork.drop(try province.task("I.2", $0), because: "đã lồng ghép", by: $0)
        }
        let cases: [(TaskFilter, [String])] = [
            (TaskFilter(year: 2026, quarter: 4), ["IV.1", "IV.2", "IV.3", "IV.4"]),
            (TaskFilter(year: 2026, quarter: 4, sort: .due), ["IV.1", "IV.2", "IV.3", "IV.4"]),
            (TaskFilter(year: 2026, month: 11), ["IV.1", "IV.2", "IV.3"]),
            (TaskFilter(year: 2026, month: 11, sort: .due, isDescending: true), ["IV.3", "IV.2", "IV.1"]),
            (TaskFilter(year: 2026, day: Day(year: 2026, month: 11, day: 20)), ["IV.2"]),
            (TaskFilter(year: 2026, unit: finance), ["II.1", "IV.2", "IV.4"]),
            (TaskFilter(year: 2026, unit: finance, role: .lead), ["IV.2"]),
            (TaskFilter(year: 2026, unit: finance, role: .coordinator), ["II.1", "IV.4"]),
            (TaskFilter(year: 2026, status: .late), ["II.1", "III.1", "IV.1"]),
            (TaskFilter(year: 2026, status: .soon), ["IV.2", "IV.3"]),
            (TaskFilter(year: 2026, status: .open), ["II.1", "III.1", "IV.1", "IV.2", "IV.3", "IV.4"]),
            (TaskFilter(year: 2026, status: .toDo), ["II.1", "III.1", "IV.1", "IV.2", "IV.4"]),
            (TaskFilter(year: 2026, status: .doing), ["IV.3"]),
            (TaskFilter(year: 2026, status: .done), ["I.1"]),
            (TaskFilter(year: 2026, status: .dropped), ["I.2"]),
            (
                TaskFilter(year: 2026, plan: province.plan),
                ["I.1", "I.2", "II.1", "III.1", "IV.1", "IV.2", "IV.3", "IV.4"]
            ),
            (TaskFilter(year: 2026, kind: .training), ["II.1"]),
            (TaskFilter(year: 2026, words: "hoi dong"), ["IV.3"]),
            (TaskFilter(year: 2026, words: "TONG ket"), ["IV.1", "IV.2", "IV.4"]),
            (TaskFilter(year: 2026, words: "tai chinh"), ["II.1", "IV.2", "IV.4"]),
            (TaskFilter(year: 2026, quarter: 4, unit: finance, status: .open, words: "tong"), ["IV.2", "IV.4"]),
            (TaskFilter(year: 2026, sort: .state), ["II.1", "III.1", "IV.1", "IV.2", "IV.3", "IV.4", "I.1", "I.2"]),
            (TaskFilter(year: 2026, quarter: 4, sort: .lead), ["IV.1", "IV.3", "IV.4", "IV.2"]),
        ]
        for (filter, expected) in cases { #expect(try list(province, filter) == expected, "\(filter)") }
    }

    @Test("reads its own address back")
    func address() {
        let filter = TaskFilter(
            year: 2026, schedule: .dated, quarter: 4, month: 11, day: Day(year: 2026, month: 11, day: 20), unit: ID(7),
            role: .advisor, status: .late, plan: ID(3), kind: .report, words: "hội đồng", sort: .lead,
            isDescending: true)
        let address = filter.address("/chuong-trinh")
        #expect(TaskFilter({ address[$0] }, today: ProgrammeWorld.today) == filter)
        #expect(TaskFilter({ ["quy": "9", "sap": "x"][$0] }, today: ProgrammeWorld.today) == TaskFilter(year: 2026))
    }

    @Test("pages forth and back by every order, each row once", arguments: Engine.available)
    func paging(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        try ManyTasks.add(37, to: province)
        let visitor = try province.visitor(.nguyen)
        for sort in TaskFilter.Sort.allCases {
            for isDescending in [false, true] {
                let filter = TaskFilter(year: 2026, sort: sort, isDescending: isDescending)
                try province.office.read { db in
                    func page(_ cursor: TaskList.Cursor?, _ size: Int) throws -> TaskList {
                        try TaskList.page(filter, cursor, for: visitor, today: ProgrammeWorld.today, size: size, db)
                    }
                    let whole = try page(nil, 100).lines.map(\.id)
                    #expect(whole.count == 45)
                    var forth: [[ID<Task>]] = []
                    var next: TaskList.Cursor?
                    var last: TaskList
                    repeat {
                        last = try page(next, 10)
                        forth.append(last.lines.map(\.id))
                        next = last.after.map { .after($0) }
                    } while next != nil && forth.count < 9
                    #expect(forth.flatMap(\.self) == whole)
                    let back = try last.before.map { try page(.before($0), 10) }
                    #expect(back?.lines.map(\.id) == forth.dropLast().last)
                }
            }
        }
    }

    @Test("says totals of what is shown, capped", arguments: Engine.available)
    func totals(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let visitor = try province.visitor(.nguyen)
        func totals() throws -> TaskTotals {
            try province.office.read {
                try TaskTotals.of(TaskFilter(year: 2026), for: visitor, today: ProgrammeWorld.today, $0)
            }
        }
        #expect(try totals() == TaskTotals(late: 5, toDo: 3, leads: 2))
        #expect(try totals().words == "8 việc")
        try ManyTasks.add(1_100, to: province)
        #expect(try totals().isCapped)
        #expect(try totals().words == "hơn 1.000 việc")
    }

    @Test("shows each role its own scope", arguments: Engine.available)
    func scope(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        let year = TaskFilter(year: 2026)
        let all = ["I.1", "I.2", "II.1", "III.1", "IV.1", "IV.2", "IV.3", "IV.4"]
        #expect(try list(province, year, .nguyen) == all)
        #expect(try list(province, year, .dung) == all)
        #expect(try list(province, year, .tam) == ["II.1", "IV.2", "IV.4"])
        #expect(try list(province, year, .khoa) == [])
        #expect(try list(province, year.with { $0.schedule = .regular }, .khoa) == ["V.1"])
        #expect(try list(province, year, .stranger) == [])
        #expect(try list(province, year, .admin) == [])
        let id = try province.task("IV.3")
        for person in [ProgrammeWorld.Person.tam, .khoa, .stranger, .admin] {
            let visitor = try province.visitor(person)
            #expect(throws: TaskRefusal.notFound) {
                try province.office.read { try TaskDetail.of(id, for: visitor, $0) }
            }
        }
    }

    @Test("asks as often for three rows as for one", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        for person in [ProgrammeWorld.Person.nguyen, .tam] {
            let visitor = try province.visitor(person)
            let one = TaskFilter(year: 2026, words: "du toan")
            let three = TaskFilter(year: 2026, words: "tai chinh")
            let counts = try [one, three].map { filter in
                try province.office.read { db in
                    try Recorder.recording {
                        try TaskList.page(filter, for: visitor, today: ProgrammeWorld.today, db)
                    }
                }
            }
            #expect(counts[0].0.lines.count == 1 && counts[1].0.lines.count == 3)
            #expect(counts[0].1.count == counts[1].1.count)
        }
    }

    @Test("is served by an index in every main form", arguments: Engine.available)
    func indexes(_ engine: Engine) throws {
        let province = try ProgrammeWorld(engine)
        try ManyTasks.add(5_100, to: province)
        let visitor = try province.visitor(.nguyen)
        let finance = try province.office.read { try Organisations.unit(codeOrName: "LS-STC", $0).id }
        let forms: [(TaskFilter, String)] = [
            (TaskFilter(year: 2026), "task_by_place"), (TaskFilter(year: 2026, sort: .due), "task_by_due"),
            (TaskFilter(year: 2026, sort: .lead), "task_by_lead"),
            (TaskFilter(year: 2026, sort: .state), "task_by_state"),
            (TaskFilter(year: 2026, quarter: 1, sort: .due), "task_quarter_by_due"),
            (TaskFilter(year: 2026, quarter: 1, sort: .state), "task_quarter_by_state"),
            (TaskFilter(year: 2026, status: .open), "task_by_place"),
            (TaskFilter(year: 2026, words: "viec"), "task_by_place"),
            (TaskFilter(year: 2026, words: "tap huan"), "task_word"),
            (TaskFilter(year: 2026, unit: finance), "task_unit_unit"),
        ]
        try province.office.store.write { db in
            if db.dialect == .postgres {
                for table in ["task", "task_word", "task_unit"] { try Self.analyse(table, db) }
            }
        }
        for (filter, index) in forms {
            let plan = try province.office.read { db in
                let query = try TaskQuery(filter, for: visitor, today: ProgrammeWorld.today, db)
                return try db.explain(
                    TaskList.statement(
                        query, filter.sort, goesDown: false, from: ID(20), columns: TaskLine.columns, limit: 51))
            }
            // PostgreSQL may take another index of the same order where all tasks are of one year.
            let isServed = engine == .sqlite ? plan.contains(index) : !plan.contains("Seq Scan")
            #expect(isServed, "\(filter.address("/").text)\n\(plan)")
            if index.hasPrefix("task_by") || index.hasPrefix("task_quarter") {
                #expect(!plan.contains("TEMP B-TREE FOR ORDER BY") && !plan.contains("Sort Key"), "\(plan)")
            }
        }
    }

    private static func analyse(_ table: String, _ db: any Writer) throws {
        switch table {
        case "task": try db.run("ANALYZE task")
        case "task_word": try db.run("ANALYZE task_word")
        default: try db.run("ANALYZE task_unit")
        }
    }
}

extension ProgrammeWorld {
    func task(_ reference: String, _ db: any Reader) throws -> ID<Task> {
        let parts = reference.split(separator: ".").map(String.init)
        return try db.value(
            "SELECT id FROM task WHERE plan = \(plan) AND section = \(parts[0]) AND ordinal = \(parts.last ?? "")")
    }
}

/// Many tasks of one plan, for paging and plans of the engines.
enum ManyTasks {
    static func add(_ count: Int, to province: ProgrammeWorld) throws {
        try province.write(.nguyen) { operation in
            let unit = try Organisations.unit(codeOrName: "LS-VP", operation)
            let province = try Organisations.unit(codeOrName: "LS", operation)
            let plan: ID<Plan> = try operation.value("SELECT min(id) FROM plan")
            let first = Day(year: 2026, month: 1, day: 1) ?? ProgrammeWorld.today
            for number in 0..<count {
                var time = PlannedTime(.date, first.adding(days: number % 80).iso)
                time.phrase = "ngày"
                let new = NewTask(
                    position: 100 + number, section: "VI", ordinal: String(number), text: "Việc số \(number)",
                    kind: .other,
                    time: time, timeWords: "ngày", parties: [.init(.lead, unit.name, unit: unit.id)],
                    lines: .init(1, 1), quote: "Việc số \(number)")
                let id = try TaskRows.insert(
                    new, plan: plan, branch: province.path, year: 2026, file: nil, operation)
                try TaskRows.note("added", on: id, operation)
            }
            try TaskTally.recount(operation)
            try operation.record("task.add", on: Subject("plan", plan), after: ["count": String(count)])
        }
    }
}
