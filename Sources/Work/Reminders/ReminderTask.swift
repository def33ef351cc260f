import Database
import Office
import Vocabulary

/// A task, or one round of it, that somebody may have to be reminded of.
struct ReminderTask: Equatable, Sendable {
    let task: ID<Task>
    let text: String
    let due: Day
    let kind: ReminderRule.Time
    let lead: String?
    let year: Int
    let branch: String

    /// The root of the branch: whose rules hold.
    var office: ID<Unit> { branch.split(separator: "/").first.flatMap { ID<Unit>($0) } ?? ID(0) }

    func line(_ side: ReminderRule.Side) -> ReminderPlan.Line {
        ReminderPlan.Line(
            task: task, text: text, due: due, side: side, lead: lead, year: year, isRound: kind == .recurring)
    }

    private static let columns: SQL = "t.id, t.text, t.due_sort, t.time, t.year, t.branch, t.lead_text"

    /// Open tasks that come within so many days, and late ones; the newest of the late ones first, and old ones only
    /// while nobody was told of them. Rounds of recurring tasks as well.
    static func all(
        before: Int, moved: Int, after: Int, on day: Day, office: ID<Unit>?, _ db: any Reader
    ) throws -> [ReminderTask] {
        let here: SQL = office.map { "AND t.branch LIKE \("/\($0)/%")" } ?? ""
        let last = day.adding(days: before + moved)
        let oldest = day.adding(days: -after)
        let dated = try [
            ("t.due_sort BETWEEN \(day) AND \(last)" as SQL, "t.due_sort" as SQL),
            (
                """
                t.due_sort < \(day) AND (t.due_sort >= \(oldest) OR (NOT EXISTS
                    (SELECT 1 FROM reminder_sent s WHERE s.task = t.id AND s.due = t.due_sort AND s.side = 'after')
                    AND NOT EXISTS
                    (SELECT 1 FROM task_reminder r WHERE r.task = t.id AND r.due = t.due_sort AND r.sort = 'late')))
                """, "t.due_sort DESC"
            ),
        ].flatMap { days, order in
            try db.all(
                """
                SELECT \(sql: columns), EXISTS (SELECT 1 FROM task_anchor k WHERE k.task = t.id) AS is_hung FROM task t
                WHERE t.state_sort = 1 AND t.schedule = 'dated' AND \(sql: days) \(sql: here)
                ORDER BY \(sql: order), t.id LIMIT \(ReminderPlan.most)
                """
            ).map { row in
                let time = try PlannedTime(stored: row("time"))
                return ReminderTask(
                    task: try row("id"), text: try row("text"), due: try row("due_sort"),
                    kind: try row("is_hung") ? .event : kind(time), lead: try row("lead_text"), year: try row("year"),
                    branch: try row("branch"))
            }
        }
        return dated + (try rounds(oldest...last, here, db))
    }

    private static func kind(_ time: PlannedTime) -> ReminderRule.Time {
        switch time.kind {
        case .month: .month
        case .quarter: .quarter
        case .period: .period
        case .relative: .event
        case .date, .ongoing, .asNeeded, .unstated: .day
        }
    }

    /// Rounds without a report. Before the oldest day they are left alone: nobody reports a round of last year.
    private static func rounds(_ days: ClosedRange<Day>, _ here: SQL, _ db: any Reader) throws -> [ReminderTask] {
        var rounds: [ReminderTask] = []
        try db.each(
            """
            SELECT \(sql: columns) FROM task t
            WHERE t.state_sort = 1 AND t.schedule = 'regular' AND t.due_sort = \(noDay)
              AND t.year BETWEEN \(days.lowerBound.year) AND \(days.upperBound.year) \(sql: here)
            ORDER BY t.id LIMIT \(ReminderPlan.most)
            """
        ) { row in
            let (time, year): (PlannedTime, Int) = (try PlannedTime(stored: row("time")), try row("year"))
            for due in TaskOccurrence.days(of: time, in: year) where days.contains(due) {
                rounds.append(
                    ReminderTask(
                        task: try row("id"), text: try row("text"), due: due, kind: .recurring,
                        lead: try row("lead_text"), year: year, branch: try row("branch")))
            }
        }
        var reported: Set<[Int64]> = []
        for keys in parts(of: Set(rounds.map(\.task)).sorted()) {
            try db.each("SELECT task, day FROM task_occurrence WHERE task IN (\(list: keys))") { row in
                reported.insert([(try row("task") as ID<Task>).rawValue, Int64((try row("day") as Day).number)])
            }
        }
        return rounds.filter { !reported.contains([$0.task.rawValue, Int64($0.due.number)]) }
    }

    static func parts(of keys: [ID<Task>]) -> [[ID<Task>]] {
        stride(from: 0, to: keys.count, by: 500).map { Array(keys[$0..<min($0 + 500, keys.count)]) }
    }

    /// Who has heard what.
    struct Sent {
        fileprivate var known: Set<String> = []

        func contains(_ key: ReminderPlan.Key, _ account: ID<Account>) -> Bool {
            known.contains(Self.text(key, account.description)) || known.contains(Self.text(key, "*"))
        }

        fileprivate static func text(_ key: ReminderPlan.Key, _ account: String) -> String {
            "\(key.task)|\(key.due.number)|\(key.side.rawValue)|\(key.days)|\(account)"
        }
    }

    static func sent(_ tasks: [ID<Task>], _ db: any Reader) throws -> Sent {
        var sent = Sent()
        for keys in parts(of: tasks) {
            try db.each("SELECT task, due, side, days, account FROM reminder_sent WHERE task IN (\(list: keys))") {
                row in
                let key = ReminderPlan.Key(
                    task: try row("task"), due: try row("due"), side: try row("side"), days: try row("days"))
                sent.known.insert(Sent.text(key, (try row("account") as ID<Account>).description))
            }
            // As it was before there were rules: everybody, on the days of the standard rules.
            try db.each("SELECT task, sort, due FROM task_reminder WHERE task IN (\(list: keys))") { row in
                let isSoon = (try row("sort") as String) == "soon"
                let key = ReminderPlan.Key(
                    task: try row("task"), due: try row("due"), side: isSoon ? .before : .after, days: isSoon ? 7 : 1)
                sent.known.insert(Sent.text(key, "*"))
            }
        }
        return sent
    }
}

/// The people of each audience, asked for once.
struct ReminderAudience {
    let day: Day
    let db: any Reader
    private var leads: [ID<Task>: [ID<Unit>]] = [:]
    private var officers: [ID<Task>: [(unit: ID<Unit>, account: ID<Account>)]] = [:]
    private var watched: Set<ID<Task>> = []
    private var known: [Recipient: [Recipient.Heard]] = [:]

    init(day: Day, db: any Reader) { (self.day, self.db) = (day, db) }

    mutating func load(_ tasks: [ReminderTask]) throws {
        for keys in ReminderTask.parts(of: Set(tasks.map(\.task)).sorted()) {
            try db.each(
                """
                SELECT DISTINCT task, unit FROM task_unit WHERE role = 'lead' AND unit IS NOT NULL AND task IN (\(list: keys))
                """
            ) { leads[try $0("task"), default: []].append(try $0("unit")) }
            try db.each("SELECT task, unit, account FROM task_officer WHERE task IN (\(list: keys))") {
                officers[try $0("task"), default: []].append((try $0("unit"), try $0("account")))
            }
            try db.each("SELECT DISTINCT task FROM task_watch WHERE task IN (\(list: keys))") {
                watched.insert(try $0("task"))
            }
        }
    }

    mutating func people(_ audience: ReminderRule.Audience, of task: ReminderTask) throws -> [Recipient.Heard] {
        switch audience {
        case .unit: return try (leads[task.task] ?? []).flatMap { try all(.officers(of: $0)) }
        case .officer:
            let inCharge = officers[task.task] ?? []
            let free = (leads[task.task] ?? []).filter { lead in !inCharge.contains { $0.unit == lead } }
            return try inCharge.flatMap { one in
                // Of the unit's officers, so that who acts for them is told; who left it is told as a person.
                let found = try all(.officers(of: one.unit)).filter { $0.account == one.account }
                return found.isEmpty ? try all(.account(one.account)) : found
            } + free.flatMap { try all(.officers(of: $0)) }
        case .manager: return try all(.holders(of: .manageTasks, at: task.branch))
        case .leader: return try all(.holders(of: .seeQuarter, at: task.branch))
        case .watchers:
            guard watched.contains(task.task) else { return [] }
            return try Watching.watchers(task.task, on: day, db).map { Recipient.Heard(account: $0) }
        }
    }

    private mutating func all(_ recipient: Recipient) throws -> [Recipient.Heard] {
        if let found = known[recipient] { return found }
        let found = try recipient.people(on: day, db)
        known[recipient] = found
        return found
    }
}
