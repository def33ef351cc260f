import Database
import Office
import Vocabulary

/// Ai sẽ nhận gì: what the rules say to whom on one day, worked out without telling anybody.
public struct ReminderPlan: Equatable, Sendable {
    /// One thing that one person is told of.
    public struct Line: Hashable, Sendable {
        public let task: ID<Task>
        public let text: String
        public let due: Day
        public let side: ReminderRule.Side
        public let lead: String?
        public let year: Int
        /// A round of a task that comes again.
        public let isRound: Bool
    }

    /// All that one person is told of that day, by due day.
    public struct Letter: Equatable, Sendable {
        public let heard: Recipient.Heard
        public var lines: [Line]
    }

    /// One reason to tell of a task; each person hears it once.
    struct Key: Hashable, Sendable {
        let task: ID<Task>
        let due: Day
        let side: ReminderRule.Side
        let days: Int
    }

    /// That a person has heard it, by itself or together with a nearer one of the same day.
    struct Mark: Equatable, Sendable {
        let key: Key
        let account: ID<Account>
        let isTold: Bool
    }

    public let letters: [Letter]
    let marks: [Mark]
    /// Why nobody is told on that day whatever the rules say: `Chủ nhật`, `Quốc khánh`.
    public let dayOff: String?

    public var isEmpty: Bool { marks.isEmpty }

    /// At most so many tasks in one run; the rest the next morning.
    static let most = 5000
    /// Server or person may have been away: what was missed for so long is made up for.
    private static let daysMissed = 45
    /// How far days off may move a reminder.
    private static let daysMoved = 20

    /// - Parameters:
    ///   - day: today, or a day to come: then what is due to be told on that very day.
    ///   - office: only for tasks of this root.
    public static func of(_ day: Day, today: Day, office: ID<Unit>? = nil, _ db: any Reader) throws -> ReminderPlan {
        let calendar = try WorkingCalendar.workingDays(db)
        if let reason = calendar.reasonOff(day) { return ReminderPlan(letters: [], marks: [], dayOff: reason) }
        let rules = try ReminderRules.own(db)
        let all = rules.values.flatMap(\.self) + ReminderRule.standard
        let tasks = try ReminderTask.all(
            before: all.filter { $0.side == .before }.map(\.days).max() ?? 0, moved: daysMoved,
            after: (all.filter { $0.side == .after }.map(\.days).max() ?? 0) + daysMissed, on: day, office: office, db)
        var making = Making(day: day, today: today, calendar: calendar, db: db)
        try making.prepare(tasks, rules)
        return ReminderPlan(letters: making.letters(), marks: making.marks, dayOff: nil)
    }

    // MARK: Making

    private struct Making {
        let day: Day
        let today: Day
        let calendar: WorkingDays
        let db: any Reader
        var marks: [Mark] = []
        private var told: [Recipient.Heard: [Line]] = [:]
        private var roles: [ID<Account>: Recipient.Heard] = [:]

        init(day: Day, today: Day, calendar: WorkingDays, db: any Reader) {
            (self.day, self.today, self.calendar, self.db) = (day, today, calendar, db)
        }

        private struct Owed {
            let task: ReminderTask
            let rule: ReminderRule
            let heard: Recipient.Heard
        }

        mutating func prepare(_ tasks: [ReminderTask], _ rules: [ID<Unit>: [ReminderRule]]) throws {
            var owed: [Owed] = []
            var audience = ReminderAudience(day: day, db: db)
            try audience.load(tasks)
            for task in tasks {
                for rule in rules[task.office] ?? ReminderRule.standard where rule.isOn && rule.covers(task.kind) {
                    guard mayBeOwed(rule, task) else { continue }
                    owed += try audience.people(rule.audience, of: task).map { Owed(task: task, rule: rule, heard: $0) }
                }
            }
            let accounts = Set(owed.map(\.heard.account)).sorted()
            let settings = try NoticeSetting.all(of: accounts, db)
            let sent = try ReminderTask.sent(Set(owed.map(\.task.task)).sorted(), db)
            var chosen: [[Int64]: [Owed]] = [:]
            for one in owed {
                let key = Key(task: one.task.task, due: one.task.due, side: one.rule.side, days: one.rule.days)
                guard !sent.contains(key, one.heard.account), isOwed(one, settings[one.heard.account]) else { continue }
                let group = [
                    one.heard.account.rawValue, one.task.task.rawValue, Int64(one.task.due.number),
                    one.rule.side == .before ? 0 : 1,
                ]
                chosen[group, default: []].append(one)
            }
            for group in chosen.values { tell(group) }
            marks.sort {
                ($0.account.rawValue, $0.key.due, $0.key.task.rawValue, $0.key.days)
                    < ($1.account.rawValue, $1.key.due, $1.key.task.rawValue, $1.key.days)
            }
        }

        /// Without anybody's own days off: leaves out what is too early or past.
        private func mayBeOwed(_ rule: ReminderRule, _ task: ReminderTask) -> Bool {
            let asked = rule.day(due: task.due)
            switch rule.side {
            case .before: return day <= task.due && asked.adding(days: -daysMoved) <= day
            case .after: return day > task.due && asked <= day
            }
        }

        /// Whether this is the day: not one off for the office or for the person. Before the due day it comes on the last
        /// day that is none, after it on the first.
        private func isOwed(_ one: Owed, _ setting: NoticeSetting?) -> Bool {
            func isOpen(_ day: Day) -> Bool { calendar.isWorking(day) && setting?.allows(day, calendar) ?? true }
            guard isOpen(day) else { return false }
            let asked = one.rule.day(due: one.task.due)
            var planned = asked
            let step = one.rule.side == .before ? -1 : 1
            for _ in 0..<daysMoved where !isOpen(planned) { planned = planned.adding(days: step) }
            // Who never wants to hear anything on a working day hears it on the office's.
            if !isOpen(planned) { planned = asked }
            // What was missed comes on the first day from today on that is none off.
            var first = today
            while first < day, !isOpen(first) { first = first.adding(days: 1) }
            return first == day ? planned <= day : planned == day
        }

        /// Of several reasons on one day the nearest is said; the others are settled with it.
        private mutating func tell(_ group: [Owed]) {
            let sorted = group.sorted { one, other in
                one.rule.side == .before ? one.rule.days < other.rule.days : one.rule.days > other.rule.days
            }
            guard let first = sorted.first else { return }
            var seen: Set<Int> = []
            for one in sorted where seen.insert(one.rule.days).inserted {
                marks.append(
                    Mark(
                        key: Key(task: one.task.task, due: one.task.due, side: one.rule.side, days: one.rule.days),
                        account: one.heard.account, isTold: one.rule.days == first.rule.days))
            }
            // One letter a person, whatever the reasons; a role is kept, so that who acts in it is told too.
            let account = first.heard.account
            let role = sorted.compactMap(\.heard.role).first
            let heard = roles[account] ?? Recipient.Heard(account: account, role: role)
            if roles[account]?.role == nil, let role {
                let lines = told.removeValue(forKey: heard) ?? []
                roles[account] = Recipient.Heard(account: account, role: role)
                told[Recipient.Heard(account: account, role: role)] = lines
            } else if roles[account] == nil {
                roles[account] = heard
            }
            told[roles[account] ?? heard, default: []].append(first.task.line(first.rule.side))
        }

        func letters() -> [Letter] {
            told.map { heard, lines in
                Letter(
                    heard: heard,
                    lines: lines.sorted { ($0.due, $0.task.rawValue) < ($1.due, $1.task.rawValue) })
            }.sorted { $0.heard.account < $1.heard.account }
        }
    }
}

extension ReminderPlan {
    /// What was told on a day that has passed, in its own words of today.
    public static func told(on day: Day, office: ID<Unit>, _ db: any Reader) throws -> ReminderPlan {
        var letters: [Letter] = []
        try db.each(
            """
            SELECT s.account, s.task, s.due, s.side, t.text, t.lead_text, t.year, t.schedule FROM reminder_sent s
            JOIN task t ON t.id = s.task WHERE s.day = \(day) AND s.is_told = 1 AND t.branch LIKE \("/\(office)/%")
            ORDER BY s.account, s.due, s.task LIMIT \(most)
            """
        ) { row in
            let account: ID<Account> = try row("account")
            let line = Line(
                task: try row("task"), text: try row("text"), due: try row("due"), side: try row("side"),
                lead: try row("lead_text"), year: try row("year"),
                isRound: try row("schedule") as TaskSchedule == .regular)
            if letters.last?.heard.account == account {
                letters[letters.count - 1].lines.append(line)
            } else {
                letters.append(Letter(heard: Recipient.Heard(account: account), lines: [line]))
            }
        }
        return ReminderPlan(letters: letters, marks: [], dayOff: nil)
    }

    /// Names and units of who is told.
    static func people(_ accounts: [ID<Account>], _ db: any Reader) throws -> [ID<Account>: (
        name: String, unit: String
    )] {
        var people: [ID<Account>: (name: String, unit: String)] = [:]
        for start in stride(from: 0, to: accounts.count, by: 500) {
            let some = Array(accounts[start..<min(start + 500, accounts.count)])
            try db.each(
                """
                SELECT a.id, a.name, u.name AS unit_name FROM account a LEFT JOIN unit u ON u.id = a.unit
                WHERE a.id IN (\(list: some))
                """
            ) { people[try $0("id")] = (try $0("name"), try $0("unit_name") ?? "") }
        }
        return people
    }
}
