import Database
import Office
import Vocabulary

/// Nhắc việc: each working morning people hear of what comes and what is late, as the rules of their office say. Nobody
/// hears twice of the same task for the same reason, and nobody of nothing.
public enum TaskReminders {
    public static let job = Job("work.reminders", "Nhắc việc sắp đến hạn, quá hạn", .daily(hour: 6, minute: 15)) {
        run in
        let told = try run.write { try remind(by: $0) }
        return "Đã nhắc \(told.soon) việc sắp đến hạn, \(told.late) việc quá hạn."
    }

    static let migration = Migration(
        "work/0060-task-reminders",
        [
            // Of the time before there were rules: told to the lead units seven days before, to all on the day after.
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

    /// Tells everybody whom the rules mean today; nothing on a day off. Returns of how many tasks.
    static func remind(by operation: Operation) throws -> (soon: Int, late: Int) {
        let plan = try ReminderPlan.of(operation.today, today: operation.today, operation)
        guard !plan.isEmpty else { return (0, 0) }
        try Notices.tell(ReminderNotices.all(plan), by: operation)
        try operation.insertMany(
            into: "reminder_sent", columns: ["task", "due", "side", "days", "account", "day", "is_told"],
            rows: plan.marks.map { mark in
                [
                    mark.key.task.sqlValue, mark.key.due.sqlValue, mark.key.side.sqlValue, mark.key.days.sqlValue,
                    mark.account.sqlValue, operation.today.sqlValue, mark.isTold.sqlValue,
                ]
            })
        func count(_ side: ReminderRule.Side) -> Int {
            Set(
                plan.letters.flatMap(\.lines).filter { $0.side == side }.map {
                    [$0.task.rawValue, Int64($0.due.number)]
                }
            )
            .count
        }
        let told = (soon: count(.before), late: count(.after))
        try operation.record(
            "task.remind", on: Subject("installation", 1),
            after: ["soon": String(told.soon), "late": String(told.late)])
        return told
    }
}

/// What a reminder says.
enum ReminderNotices {
    /// One notice for each side; people who hear the same are told by the same one.
    static func all(_ plan: ReminderPlan) -> [NewNotice] {
        struct Key: Hashable {
            let side: ReminderRule.Side
            let lines: [ReminderPlan.Line]
        }
        var (people, order): ([Key: [Recipient]], [Key]) = ([:], [])
        for letter in plan.letters {
            for side in ReminderRule.Side.allCases {
                let key = Key(side: side, lines: letter.lines.filter { $0.side == side })
                guard !key.lines.isEmpty else { continue }
                if people[key] == nil { order.append(key) }
                people[key, default: []].append(letter.heard.recipient)
            }
        }
        return order.compactMap { key in notice(key.lines, key.side, to: people[key] ?? []) }
    }

    private static func notice(
        _ lines: [ReminderPlan.Line], _ side: ReminderRule.Side, to recipients: [Recipient]
    ) -> NewNotice? {
        guard let first = lines.first else { return nil }
        let leads = Set(lines.map(\.lead))
        let said = lines.map { words($0, namesLead: leads.count > 1) }
        let kind: NoticeKind = side == .before ? .taskSoon : .taskLate
        let subject = Subject("task", first.task)
        guard lines.count > 1 else {
            let head =
                side == .before
                ? "Đến hạn" : first.isRound ? "Chưa báo kỳ" : "Quá hạn từ"
            return NewNotice(
                kind, about: subject, link: ProgrammePage.task(first.task).path, "\(head) \(said[0])", to: recipients)
        }
        let shown = said.prefix(TaskNotices.mostLines).map { "- " + $0 }
        let rest = said.count > shown.count ? ["- và \(said.count - shown.count) việc khác"] : []
        // Only where all stand in one list of the year does the notice lead there.
        let isList = Set(lines.map(\.year)).count == 1 && !lines.contains { $0.isRound }
        let filter = TaskFilter(year: first.year, status: side == .before ? .open : .late, sort: .due)
        return NewNotice(
            kind, about: subject,
            link: isList ? filter.address(ProgrammePage.programme.path).text : ProgrammePage.mine.path,
            "\(lines.count) việc \(side == .before ? "sắp đến hạn" : "quá hạn")",
            detail: (shown + rest).joined(separator: "\n"), to: recipients)
    }

    static func words(_ line: ReminderPlan.Line, namesLead: Bool) -> String {
        TaskNotices.line(line.due, line.text, lead: namesLead ? line.lead : nil)
    }
}
