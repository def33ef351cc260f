import Database
import Office
import Vocabulary

extension NoticeKind {
    public static let handover = NoticeKind(
        "ban-giao", "Phân công, bàn giao", when: "việc được giao cho tôi phụ trách, hoặc thôi giao cho tôi",
        standard: [.inbox, .mail])
}

/// Handing tasks over: one operation for any number of them.
public enum Handovers {
    /// What is typed beside the tasks.
    public struct Typed: Equatable, Sendable {
        public var receiver: ID<Account>?
        public var reason: String
        /// Nil: today.
        public var day: Day?

        public init(to receiver: ID<Account>?, because reason: String = "", on day: Day? = nil) {
            (self.receiver, self.reason, self.day) = (receiver, reason, day)
        }
    }

    /// What would go, before it goes: refused for what is missing.
    ///
    /// - Parameter unit: only as far as somebody answers for this unit.
    public static func preview(
        _ tasks: [ID<Task>], from giver: Handover.Giver, _ typed: Typed, only unit: ID<Unit>? = nil,
        for visitor: Visitor,
        today: Day, _ db: any Reader
    ) throws -> [Handover.Candidate] {
        guard !tasks.isEmpty else { throw HandoverRefusal.nothingChosen }
        let found = try Handover.candidates(
            giver, tasks: Array(Set(tasks).sorted().prefix(Handover.most)), for: visitor, db)
        let holder: ID<Account>? = if case .officer(let account) = giver { account } else { nil }
        var open: [Handover.Candidate] = []
        var allowed: [ID<Unit>: Bool] = [:]
        for candidate in found where unit == nil || candidate.unit == unit {
            if allowed[candidate.unit] == nil {
                allowed[candidate.unit] = try Handover.may(
                    visitor, from: holder, unit: candidate.unit, path: candidate.path, db)
            }
            if allowed[candidate.unit] == true { open.append(candidate) }
        }
        guard Set(open.map(\.task)) == Set(tasks) else { throw HandoverRefusal.changedMeanwhile }
        try check(typed, holder, open, today, db)
        return open
    }

    private static func check(
        _ typed: Typed, _ giver: ID<Account>?, _ tasks: [Handover.Candidate], _ today: Day, _ db: any Reader
    ) throws {
        guard let receiver = typed.receiver else { throw HandoverRefusal.noReceiver }
        guard receiver != giver else { throw HandoverRefusal.sameOfficer }
        let units = Set(tasks.map(\.unit))
        let officers = try Officer.all(of: units.sorted(), on: today, db)
        for unit in units.sorted() where !officers.contains(where: { $0.unit == unit && $0.account == receiver }) {
            throw HandoverRefusal.notOfUnit(tasks.first { $0.unit == unit }?.unitName ?? "")
        }
        let reason = typed.reason.nfc.trimmed
        guard giver == nil || !reason.isEmpty else { throw HandoverRefusal.noReason }
        guard reason.count <= 1000 else { throw HandoverRefusal.tooLong(1000) }
        if let day = typed.day, day > today { throw HandoverRefusal.futureDay }
    }

    /// Hands them over, all or none; each unit's tasks are an act of their own. Returns how many went.
    @discardableResult
    public static func hand(
        _ tasks: [ID<Task>], from giver: Handover.Giver, _ typed: Typed, only unit: ID<Unit>? = nil,
        for visitor: Visitor,
        by operation: Operation
    ) throws -> Int {
        let going = try preview(
            tasks, from: giver, typed, only: unit, for: visitor, today: operation.today, operation)
        guard let receiver = typed.receiver else { throw HandoverRefusal.noReceiver }
        let holder: ID<Account>? = if case .officer(let account) = giver { account } else { nil }
        for (unit, some) in Dictionary(grouping: going, by: \.unit).sorted(by: { $0.key < $1.key }) {
            try note(some, unit, from: holder, to: receiver, typed, operation)
        }
        return going.count
    }

    private static func note(
        _ tasks: [Handover.Candidate], _ unit: ID<Unit>, from giver: ID<Account>?, to receiver: ID<Account>,
        _ typed: Typed, _ operation: Operation
    ) throws {
        let (reason, day) = (typed.reason.nfc.trimmed, typed.day ?? operation.today)
        let keys = tasks.map(\.task)
        if let giver {
            let changed = try operation.run(
                """
                UPDATE task_officer SET account = \(receiver), since = \(day)
                WHERE unit = \(unit) AND account = \(giver) AND task IN (\(list: keys))
                """)
            guard changed == keys.count else { throw HandoverRefusal.changedMeanwhile }
        } else {
            try operation.insertMany(
                into: "task_officer", columns: ["task", "unit", "account", "since"],
                rows: keys.map { [$0.sqlValue, unit.sqlValue, receiver.sqlValue, day.sqlValue] })
        }
        let id = ID<Handover>(
            try operation.insert(
                """
                INSERT INTO handover (unit, at, day, giver, receiver, reason, account, who)
                VALUES (\(unit), \(operation.now), \(day), \(giver), \(receiver), \(reason), \(operation.actor.account),
                        \(operation.actor.name))
                """))
        try operation.insertMany(
            into: "handover_task", columns: ["handover", "task"], rows: keys.map { [id.sqlValue, $0.sqlValue] })
        func name(_ account: ID<Account>) throws -> String {
            try operation.value("SELECT name FROM account WHERE id = \(account)")
        }
        let names = (giver: try giver.map(name), receiver: try name(receiver))
        let who = names.giver.map { "\($0) → \(names.receiver)" } ?? names.receiver
        try TaskRows.noteMany(
            giver == nil ? "assigned" : "handed", on: keys, words: reason.isEmpty ? who : "\(who): \(reason)", operation
        )
        try operation.record(
            "handover.note", on: Subject("handover", id),
            after: [
                "unit": unit.description, "giver": giver?.description, "receiver": receiver.description,
                "tasks": String(keys.count), "day": day.iso,
            ], why: reason.isEmpty ? nil : reason)
        try tell(tasks, from: giver, to: receiver, names, reason, operation)
    }

    private static func tell(
        _ tasks: [Handover.Candidate], from giver: ID<Account>?, to receiver: ID<Account>,
        _ names: (giver: String?, receiver: String), _ reason: String, _ operation: Operation
    ) throws {
        let lines = tasks.prefix(TaskNotices.mostLines).map { "- " + TaskNotices.line($0.due, $0.text, lead: nil) }
        let rest = tasks.count > lines.count ? ["- và \(tasks.count - lines.count) việc khác"] : []
        let detail = ((reason.isEmpty ? [] : ["Lý do: \(reason)"]) + lines + rest).joined(separator: "\n")
        let what = tasks.count == 1 ? tasks[0].text.shortened(140) : "\(tasks.count) việc"
        let mine = TaskFilter(year: operation.today.year, mine: .inCharge, sort: .due)
        let link =
            tasks.count == 1
            ? ProgrammePage.task(tasks[0].task).path : mine.address(ProgrammePage.programme.path).text
        let subject = Subject("task", tasks[0].task)
        try Notices.tell(
            NewNotice(
                .handover, about: subject, link: link,
                names.giver.map { "Nhận bàn giao từ \($0): \(what)" } ?? "Được giao phụ trách: \(what)", detail: detail,
                to: [.account(receiver)]), by: operation)
        guard let giver else { return }
        try Notices.tell(
            NewNotice(
                .handover, about: subject, link: link, "Đã bàn giao cho \(names.receiver): \(what)", detail: detail,
                to: [.account(giver)]), by: operation)
    }
}
