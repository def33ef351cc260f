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
        /// Without an account: asked by name.
        public var members: [ID<CouncilMember>]

        public init(
            _ words: String, due: Day, remindBefore: Int = 2, silenceAgrees: Bool = false, units: [ID<Unit>] = [],
            accounts: [ID<Account>] = [], members: [ID<CouncilMember>] = []
        ) {
            (self.words, self.due, self.remindBefore) = (words, due, remindBefore)
            (self.silenceAgrees, self.units, self.accounts) = (silenceAgrees, units, accounts)
            self.members = members
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
                INSERT INTO opinion (request, unit, account, member, name)
                VALUES (\(id), \(one.unit), \(one.account), \(one.member), \(one.name))
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
                to: asked.compactMap(\.recipient)), by: operation)
        return id
    }

    private struct Asked {
        let unit: ID<Unit>?
        let account: ID<Account>?
        var member: ID<CouncilMember>?
        let name: String

        /// Nil for who is asked by name.
        var recipient: Recipient? { account.map { .account($0) } ?? unit.map { .officers(of: $0) } }
    }

    private static func names(_ question: Question, _ operation: Operation) throws -> [Asked] {
        let (units, accounts) = (Set(question.units), Set(question.accounts))
        let members = Set(question.members)
        guard !units.isEmpty || !accounts.isEmpty || !members.isEmpty else { throw FollowingRefusal.nobody }
        guard units.count + accounts.count + members.count <= mostAsked else {
            throw FollowingRefusal.tooMany(mostAsked)
        }
        let found = try Organisations.units(units, operation)
        var asked: [Asked] = []
        for id in units.sorted() {
            guard let unit = found[id] else { throw FollowingRefusal.unknownUnit(id.description) }
            if let last = unit.lastDay, last < operation.today { throw FollowingRefusal.ended(unit: unit.name, last) }
            asked.append(Asked(unit: id, account: nil, name: unit.name))
        }
        asked += try named(members, operation)
        guard !accounts.isEmpty else { return asked }
        let people = try operation.all(
            "SELECT id, name FROM account WHERE state = 'open' AND id IN (\(list: accounts.sorted())) ORDER BY name_key, id"
        ).map { Asked(unit: nil, account: try $0("id"), name: try $0("name")) }
        guard people.count == accounts.count else { throw FollowingRefusal.noAccount }
        return asked + people
    }

    /// Members as they are called: `Nguyễn Thị Lan, Hội đồng TĐKT tỉnh`.
    private static func named(_ members: Set<ID<CouncilMember>>, _ operation: Operation) throws -> [Asked] {
        guard !members.isEmpty else { return [] }
        let found = try operation.all(
            """
            SELECT m.id, p.name AS person, c.name AS council FROM council_member m JOIN person p ON p.id = m.person
            JOIN council c ON c.id = m.council WHERE m.id IN (\(list: members.sorted()))
              AND m.first_day <= \(operation.today) AND (m.last_day IS NULL OR m.last_day >= \(operation.today))
            ORDER BY p.name_key, m.id
            """
        ).map { row in
            let (person, council): (String, String) = (try row("person"), try row("council"))
            return Asked(unit: nil, account: nil, member: try row("id"), name: "\(person), \(council)")
        }
        guard found.count == members.count else { throw FollowingRefusal.noMember }
        return found
    }

    /// Writes down what one of those asked says; again, while the request is open. Late answers are welcome.
    ///
    /// - Parameter source: what the answer of somebody without an account is written down from; wanted only then.
    public static func answer(
        _ id: ID<Opinion>, _ answer: Opinion.Answer, _ words: String, from source: String = "", by operation: Operation
    ) throws {
        let typed = words.nfc.replacing("\r\n", with: "\n").trimmed
        let words = answer == .agree && typed.isEmpty ? nil : try FollowingCheck.words(words, "ý kiến cụ thể")
        let row = try operation.first(
            """
            SELECT o.name, o.unit, o.account AS person, q.id AS request, q.closed, q.task, q.account, t.text FROM opinion o
            JOIN opinion_request q ON q.id = o.request JOIN task t ON t.id = q.task WHERE o.id = \(id)
            """)
        guard let row else { throw FollowingRefusal.notFound }
        guard try row("closed") as Instant? == nil else { throw FollowingRefusal.closed }
        let isByName = try row("unit") as ID<Unit>? == nil && row("person") as ID<Account>? == nil
        let source = source.nfc.trimmed
        guard !isByName || !source.isEmpty else { throw FollowingRefusal.noSource }
        let request: ID<OpinionRequest> = try row("request")
        try operation.run(
            """
            UPDATE opinion SET answer = \(answer), words = \(words), answered = \(operation.now),
                answered_by = \(operation.actor.account), who = \(operation.actor.name),
                source = \(isByName ? String(source.prefix(300)) : nil)
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
            SELECT q.id, q.due_day, q.remind_before, q.account, t.text FROM opinion_request q JOIN task t ON t.id = q.task
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
            // Nobody can remind who has no account: who asked is told to ask them.
            let asker = try (row("account") as ID<Account>?).map { Recipient.account($0) }
            let isToAsk = silent.contains { $0.recipient == nil }
            reminded += 1
            try Notices.tell(
                NewNotice(
                    .opinion, about: Subject("opinion_request", id), link: OpinionPage.one(id).path,
                    "Nhắc: trả lời xin ý kiến trước \(due.vietnamese): \(text.shortened(120))",
                    to: silent.compactMap(\.recipient) + (isToAsk ? [asker].compactMap(\.self) : [])), by: operation)
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
