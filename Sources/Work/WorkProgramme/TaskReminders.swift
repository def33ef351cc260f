import Database
import Office
import Vocabulary

/// Nhắc việc: each morning the lead units hear of tasks that come within seven days of their due day and of those that
/// are late since yesterday; who manages the tasks of the branch hears of the late ones. Each task once for each due day.
public enum TaskReminders {
    public static let job = Job("work.reminders", "Nhắc việc sắp đến hạn, quá hạn", .daily(hour: 6, minute: 15)) {
        run in
        let told = try run.write { try remind(by: $0) }
        return "Đã nhắc \(told.soon) việc sắp đến hạn, \(told.late) việc quá hạn."
    }

    static let migration = Migration(
        "work/0060-task-reminders",
        [
            """
            CREATE TABLE task_reminder (
                task BIGINT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
                sort TEXT NOT NULL CHECK (sort IN ('soon', 'late')),
                -- A postponed task is told of anew.
                due TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (task, sort, due)
            )
            """
        ])

    private enum Sort: String, SQLBindable { case soon, late }

    private struct Due {
        let task: ID<Task>
        let text: String
        let due: Day
        let year: Int
        let branch: String
        let lead: String?
        var units: [ID<Unit>]
    }

    /// At most so many in one run; the rest the next morning.
    private static let most = 5000

    static func remind(by operation: Operation) throws -> (soon: Int, late: Int) {
        let soon = try due(.soon, operation)
        let late = try due(.late, operation)
        try Notices.tell(byUnit(soon, .soon) + byUnit(late, .late) + byBranch(late), by: operation)
        for (sort, tasks) in [(Sort.soon, soon), (.late, late)] where !tasks.isEmpty {
            try operation.insertMany(
                into: "task_reminder", columns: ["task", "sort", "due", "at"],
                rows: tasks.map { [$0.task.sqlValue, sort.sqlValue, $0.due.sqlValue, operation.now.sqlValue] })
        }
        if !(soon.isEmpty && late.isEmpty) {
            try operation.record(
                "task.remind", on: Subject("installation", 1),
                after: ["soon": String(soon.count), "late": String(late.count)])
        }
        return (soon.count, late.count)
    }

    private static func due(_ sort: Sort, _ operation: Operation) throws -> [Due] {
        let today = operation.today
        let days: SQL =
            switch sort {
            case .soon: "t.due_sort BETWEEN \(today) AND \(today.adding(days: 7))"
            case .late: "t.due_sort < \(today)"
            }
        var tasks = try operation.all(
            """
            SELECT t.id, t.text, t.due_day, t.year, t.branch, t.lead_text FROM task t
            WHERE t.state_sort = 1 AND \(sql: days) AND NOT EXISTS
                (SELECT 1 FROM task_reminder r WHERE r.task = t.id AND r.sort = \(sort) AND r.due = t.due_sort)
            ORDER BY t.due_sort, t.id LIMIT \(most)
            """
        ).map { row in
            Due(
                task: try row("id"), text: try row("text"), due: try row("due_day"), year: try row("year"),
                branch: try row("branch"), lead: try row("lead_text"), units: [])
        }
        var units: [ID<Task>: [ID<Unit>]] = [:]
        for start in stride(from: 0, to: tasks.count, by: 500) {
            let keys = tasks[start..<min(start + 500, tasks.count)].map(\.task)
            try operation.each(
                """
                SELECT task, unit FROM task_unit WHERE role = 'lead' AND unit IS NOT NULL AND task IN (\(list: keys))
                """
            ) { units[try $0("task"), default: []].append(try $0("unit")) }
        }
        for index in tasks.indices { tasks[index].units = units[tasks[index].task] ?? [] }
        return tasks
    }

    private static func byUnit(_ tasks: [Due], _ sort: Sort) -> [NewNotice] {
        var units: [ID<Unit>: [Due]] = [:]
        for task in tasks { for unit in Set(task.units) { units[unit, default: []].append(task) } }
        return units.sorted { $0.key < $1.key }.map { unit, tasks in
            let filter = TaskFilter(
                year: tasks[0].year, unit: unit, role: .lead, status: sort == .soon ? .soon : .late, sort: .due)
            return notice(
                tasks, sort, many: sort == .soon ? "việc đến hạn trong 7 ngày tới" : "việc vừa quá hạn", filter,
                namesLead: false, to: [.officers(of: unit)])
        }
    }

    /// For who watches over the whole branch.
    private static func byBranch(_ tasks: [Due]) -> [NewNotice] {
        Dictionary(grouping: tasks, by: \.branch).sorted { $0.key < $1.key }.map { branch, tasks in
            notice(
                tasks, .late, many: "việc vừa quá hạn, cần đôn đốc",
                TaskFilter(year: tasks[0].year, status: .late, sort: .due), namesLead: true,
                to: [.holders(of: .manageTasks, at: branch)])
        }
    }

    private static func notice(
        _ tasks: [Due], _ sort: Sort, many: String, _ filter: TaskFilter, namesLead: Bool, to recipients: [Recipient]
    ) -> NewNotice {
        let kind: NoticeKind = sort == .soon ? .taskSoon : .taskLate
        let lines = tasks.map { TaskNotices.line($0.due, $0.text, lead: namesLead ? $0.lead : nil) }
        if tasks.count == 1 {
            return NewNotice(
                kind, about: Subject("task", tasks[0].task), link: ProgrammePage.task(tasks[0].task).path,
                (sort == .soon ? "Đến hạn " : "Quá hạn từ ") + lines[0], to: recipients)
        }
        let shown = lines.prefix(TaskNotices.mostLines).map { "- " + $0 }
        let rest = lines.count > shown.count ? ["- và \(lines.count - shown.count) việc khác"] : []
        return NewNotice(
            kind, about: Subject("task", tasks[0].task), link: filter.address(ProgrammePage.programme.path).text,
            "\(tasks.count) \(many)", detail: (shown + rest).joined(separator: "\n"), to: recipients)
    }
}
