import Database
import Office
import Vocabulary

/// Asking for opinions, answering, closing; and the reminders before and after the day.
public enum Opinions {
    public static let mostAsked = 200

    /// A question as it is put.
    public struct Question: Equatable, Sendable {
        public var words: String
        public var due: Day
        public var remindBefore: Int
        public var silenceAgrees: Bool
        public var units: [ID<Unit>]
        public var accounts: [ID<Account>]

        public init(
            _ words: String, due: Day, remindBefore: Int = 2, silenceAgrees: Bool = false, units: [ID<Unit>] = [],
            accounts: [ID<Account>] = []
        ) {
            (self.words, self.due, self.remindBefore) = (words, due, remindBefore)
            (self.silenceAgrees, self.units, self.accounts) = (silenceAgrees, units, accounts)
        }
    }

    @discardableResult
    public static func ask(_ question: Question, on task: ID<Task>, by operation: Operation) throws
        -> ID<OpinionRequest>
    {
        let words = try FollowingCheck.words(question.words, "điều cần xin ý kiến")
        guard let row = try operation.first("SELECT state, text FROM task WHERE id = \(task)") else {
            throw TaskRefusal.notFound
        }
        let (state, text): (Task.State, String) = (try row("state"), try row("text"))
        guard state == .toDo || state == .doing else { throw FollowingRefusal.closedTask }
        guard question.due >= operation.today else { throw FollowingRefusal.pastDay }
        guard (0...30).contains(question.remindBefore) else { throw FollowingRefusal.badRemindDays }
        let asked = try names(question, operation)
        let id = ID<OpinionRequest>(
            try operation.insert(
                """
                INSERT INTO opinion_request (task, question, due_day, remind_before, silence_agrees, asked, account, who)
                VALUES (\(task), \(words), \(question.due), \(question.remindBefore), \(question.silenceAgrees ? 1 : 0),
                        \(operation.now), \(operation.actor.account), \(operation.actor.name))
                """))
        for one in asked {
            try operation.run(
                """
                INSERT INTO opinion (request, unit, account, name)
                VALUES (\(id), \(one.unit), \(one.account), \(one.name))
                """)
        }
        try TaskRows.note(
            "asked", on: task, words: "\(asked.count) nơi, trả lời trước \(question.due.vietnamese)", operation)
        try operation.record(
            "opinion.ask", on: Subject("opinion_request", id),
            after: [
                "task": task.description, "due": question.due.iso, "asked": String(asked.count),
                "silence": question.silenceAgrees ? "agrees" : "nothing",
            ])
        try Notices.tell(
            NewNotice(
                .opinion, about: Subject("opinion_request", id), link: OpinionPage.one(id).path,
                "Xin ý kiến trước \(question.due.vietnamese): \(text.shortened(120))", detail: words.shortened(600),
                to: asked.map { $0.recipient }), by: operation)
        return id
    }

    private struct Asked {
        let unit: ID<Unit>?
        let account: ID<Account>?
        let name: String

        var recipient: Recipient { account.map { .account($0) } ?? .officers(of: unit ?? ID(0)) }
    }

    private static func names(_ question: Question, _ operation: Operation) throws -> [Asked] {
        let (units, accounts) = (Set(question.units), Set(question.accounts))
        guard !units.isEmpty || !accounts.isEmpty else { throw FollowingRefusal.nobody }
        guard units.count + accounts.count <= mostAsked else { throw FollowingRefusal.tooMany(mostAsked) }
        let found = try Organisations.units(units, operation)
        var asked: [Asked] = []
        for id in units.sorted() {
            guard let unit = found[id] else { throw FollowingRefusal.unknownUnit(id.description) }
            if let last = unit.lastDay, last < operation.today { throw FollowingRefusal.ended(unit: unit.name, last) }
            asked.append(Asked(unit: id, account: nil, name: unit.name))
        }
        guard !accounts.isEmpty else { return asked }
        let people = try operation.all(
            "SELECT id, name FROM account WHERE state = 'open' AND id IN (\(list: accounts.sorted())) ORDER BY name_key, id"
        ).map { Asked(unit: nil, account: try $0("id"), name: try $0("name")) }
        guard people.count == accounts.count else { throw FollowingRefusal.noAccount }
        return asked + people
    }

    /// Writes down what one of those asked says; again, while the request is open. Late answers are welcome.
    public static func answer(
        _ id: ID<Opinion>, _ answer: Opinion.Answer, _ words: String, by operation: Operation
    ) throws {
        let typed = words.nfc.replacing("\r\n", with: "\n").trimmed
        let words = answer == .agree && typed.isEmpty ? nil : try FollowingCheck.words(words, "ý kiến cụ thể")
        let row = try operation.first(
            """
            SELECT o.name, q.id AS request, q.closed, q.task, q.account, t.text FROM opinion o
            JOIN opinion_request q ON q.id = o.request JOIN task t ON t.id = q.task WHERE o.id = \(id)
            """)
        guard let row else { throw FollowingRefusal.notFound }
        guard try row("closed") as Instant? == nil else { throw FollowingRefusal.closed }
        let request: ID<OpinionRequest> = try row("request")
        try operation.run(
            """
            UPDATE opinion SET answer = \(answer), words = \(words), answered = \(operation.now),
                answered_by = \(operation.actor.account), who = \(operation.actor.name)
            WHERE id = \(id)
            """)
        let (name, text): (String, String) = (try row("name"), try row("text"))
        try TaskRows.note("opined", on: try row("task"), words: "\(name): \(answer.vietnamese.lowercased())", operation)
        try operation.record(
            "opinion.answer", on: Subject("opinion_request", request), after: ["answer": answer.rawValue])
        guard let asker: ID<Account> = try row("account") else { return }
        try Notices.tell(
            NewNotice(
                .opinion, about: Subject("opinion_request", request), link: OpinionPage.one(request).path,
                "\(name) trả lời: \(answer.vietnamese.lowercased())", detail: text.shortened(160),
                to: [.account(asker)]), by: operation)
    }

    /// Nobody answers any more; who was silent stays so.
    public static func close(_ id: ID<OpinionRequest>, by operation: Operation) throws {
        let changed = try operation.run(
            "UPDATE opinion_request SET closed = \(operation.now) WHERE id = \(id) AND closed IS NULL")
        guard changed == 1 else { throw FollowingRefusal.closed }
        try operation.record("opinion.close", on: Subject("opinion_request", id))
    }

    /// Closed by mistake, or answers are awaited after all.
    public static func reopen(_ id: ID<OpinionRequest>, by operation: Operation) throws {
        let changed = try operation.run(
            "UPDATE opinion_request SET closed = NULL WHERE id = \(id) AND closed IS NOT NULL")
        guard changed == 1 else { throw FollowingRefusal.closed }
        try operation.record("opinion.reopen", on: Subject("opinion_request", id))
    }

    // MARK: Reminders

    public static let job = Job("work.opinions", "Nhắc trả lời xin ý kiến", .daily(hour: 6, minute: 20)) { run in
        let told = try run.write { try remind(by: $0) }
        return "Đã nhắc \(told.reminded) lượt xin ý kiến, báo \(told.silent) lượt hết hạn còn nơi chưa trả lời."
    }

    /// Before the day those who have not answered are reminded, once; after it who asked is told of the silence, once.
    static func remind(by operation: Operation) throws -> (reminded: Int, silent: Int) {
        let today = operation.today
        let soon = try operation.all(
            """
            SELECT q.id, q.due_day, q.remind_before, t.text FROM opinion_request q JOIN task t ON t.id = q.task
            WHERE q.closed IS NULL AND q.due_day BETWEEN \(today) AND \(today.adding(days: 30)) AND q.remind_before > 0
              AND q.reminded IS NULL
            ORDER BY q.due_day, q.id LIMIT 1000
            """)
        var reminded = 0
        for row in soon {
            let (id, due, before): (ID<OpinionRequest>, Day, Int) = (
                try row("id"), try row("due_day"), try row("remind_before")
            )
            guard due.adding(days: -before) <= today else { continue }
            let text: String = try row("text")
            let silent = try silent(id, operation)
            try operation.run("UPDATE opinion_request SET reminded = \(today) WHERE id = \(id)")
            guard !silent.isEmpty else { continue }
            reminded += 1
            try Notices.tell(
                NewNotice(
                    .opinion, about: Subject("opinion_request", id), link: OpinionPage.one(id).path,
                    "Nhắc: trả lời xin ý kiến trước \(due.vietnamese): \(text.shortened(120))",
                    to: silent.map { $0.recipient }), by: operation)
        }
        let over = try operation.all(
            """
            SELECT q.id, q.account, q.silence_agrees, t.text FROM opinion_request q JOIN task t ON t.id = q.task
            WHERE q.closed IS NULL AND q.due_day < \(today) AND q.silence_told IS NULL ORDER BY q.due_day, q.id LIMIT 1000
            """)
        var told = 0
        for row in over {
            let (id, text): (ID<OpinionRequest>, String) = (try row("id"), try row("text"))
            let silent = try silent(id, operation)
            try operation.run("UPDATE opinion_request SET silence_told = \(today) WHERE id = \(id)")
            guard !silent.isEmpty, let asker: ID<Account> = try row("account") else { continue }
            told += 1
            try Notices.tell(
                NewNotice(
                    .opinion, about: Subject("opinion_request", id), link: OpinionPage.one(id).path,
                    "Hết hạn, còn \(silent.count) nơi chưa trả lời: \(text.shortened(120))",
                    detail: silent.prefix(20).map { "- " + $0.name }.joined(separator: "\n"), to: [.account(asker)]),
                by: operation)
        }
        if !soon.isEmpty || !over.isEmpty {
            try operation.record(
                "opinion.remind", on: Subject("installation", 1),
                after: ["reminded": String(reminded), "silent": String(told)])
        }
        return (reminded, told)
    }

    private static func silent(_ id: ID<OpinionRequest>, _ db: any Reader) throws -> [Asked] {
        try db.all(
            "SELECT unit, account, name FROM opinion WHERE request = \(id) AND answered IS NULL ORDER BY id"
        ).map { Asked(unit: try $0("unit"), account: try $0("account"), name: try $0("name")) }
    }
}
