import Database
import Office
import Vocabulary

/// What is done with a difficulty: raised, answered, put to the leader with a paper, decided, closed. Each is one operation.
public enum Difficulties {
    @discardableResult
    public static func raise(
        _ text: String, on task: ID<Task>, answerBy due: Day? = nil, from unit: ID<Unit>?, by operation: Operation
    ) throws -> ID<Difficulty> {
        let text = try FollowingCheck.words(text, "điều đang vướng")
        guard let row = try operation.first("SELECT state, branch FROM task WHERE id = \(task)") else {
            throw TaskRefusal.notFound
        }
        let state: Task.State = try row("state")
        guard state == .toDo || state == .doing else { throw FollowingRefusal.closedTask }
        if let due, due < operation.today { throw FollowingRefusal.pastDay }
        let id = ID<Difficulty>(
            try operation.insert(
                """
                INSERT INTO difficulty (task, unit, text, state, is_open, due_sort, raised, account, who)
                VALUES (\(task), \(unit), \(text), 'waiting', 1, \(due?.iso ?? noDay), \(operation.now),
                        \(operation.actor.account), \(operation.actor.name))
                """))
        try note(id, .raised, text, due: due, operation)
        try TaskRows.note("troubled", on: task, words: text.shortened(300), operation)
        try operation.record(
            "difficulty.raise", on: Subject("difficulty", id),
            after: ["task": task.description, "due": due?.iso])
        try tell(id, "Vướng mắc mới", text, to: [.holders(of: .manageTasks, at: row("branch"))], operation)
        try Watching.tell("Vướng mắc mới", task, why: text, by: operation)
        return id
    }

    /// The standing body answers.
    public static func answer(_ id: ID<Difficulty>, _ words: String, by operation: Operation) throws {
        let words = try FollowingCheck.words(words, "nội dung trả lời")
        let found = try open(id, operation)
        try move(id, from: found.state, to: .answered, due: nil, operation)
        try note(id, .answered, words, operation)
        try operation.record(
            "difficulty.answer", on: Subject("difficulty", id), before: ["state": found.state.rawValue],
            after: ["state": "answered"])
        try tell(id, "Trả lời vướng mắc", words, to: raisers(found), operation)
    }

    /// The standing body puts it to the leader or the People's Committee.
    public static func escalate(
        _ id: ID<Difficulty>, _ words: String, paper: String, answerBy due: Day?, by operation: Operation
    ) throws {
        let words = try FollowingCheck.words(words, "nội dung báo cáo")
        let paper = paper.nfc.trimmed
        guard !paper.isEmpty else { throw FollowingRefusal.noPaper }
        if let due, due < operation.today { throw FollowingRefusal.pastDay }
        let found = try open(id, operation)
        guard found.state != .escalated else { throw FollowingRefusal.closed }
        try move(id, from: found.state, to: .escalated, due: due, operation)
        try note(id, .escalated, words, paper: paper, due: due, operation)
        try operation.record(
            "difficulty.escalate", on: Subject("difficulty", id), before: ["state": found.state.rawValue],
            after: ["state": "escalated", "paper": paper, "due": due?.iso])
        try tell(
            id, "Vướng mắc chờ lãnh đạo", "\(words)\n\(paper)",
            to: [.holders(of: .seeQuarter, at: found.branch)] + raisers(found), operation)
    }

    /// What the leader or the People's Committee decided.
    public static func direct(_ id: ID<Difficulty>, _ words: String, paper: String, by operation: Operation) throws {
        let words = try FollowingCheck.words(words, "ý kiến chỉ đạo")
        let found = try open(id, operation)
        guard found.state == .escalated else { throw FollowingRefusal.closed }
        try move(id, from: found.state, to: .directed, due: nil, operation)
        let paper = paper.nfc.trimmed
        try note(id, .directed, words, paper: paper.isEmpty ? nil : paper, operation)
        try operation.record(
            "difficulty.direct", on: Subject("difficulty", id), before: ["state": "escalated"],
            after: ["state": "directed", "paper": paper.isEmpty ? nil : paper])
        try tell(
            id, "Ý kiến chỉ đạo", words, to: [.holders(of: .manageTasks, at: found.branch)] + raisers(found), operation)
    }

    /// Settled, or fallen away; with a word on how.
    public static func close(_ id: ID<Difficulty>, because why: String, by operation: Operation) throws {
        let why = try FollowingCheck.words(why, "kết quả: vướng mắc được gỡ thế nào")
        let found = try open(id, operation)
        try move(id, from: found.state, to: .closed, due: nil, operation)
        try note(id, .closed, why, operation)
        try TaskRows.note("untroubled", on: found.task, words: why.shortened(300), operation)
        try operation.record(
            "difficulty.close", on: Subject("difficulty", id), before: ["state": found.state.rawValue],
            after: ["state": "closed"])
        try tell(id, "Đã khép vướng mắc", why, to: raisers(found), operation)
    }

    /// It came back: waits for the standing body again.
    public static func reopen(_ id: ID<Difficulty>, because why: String, by operation: Operation) throws {
        let why = try FollowingCheck.words(why, "lý do mở lại")
        let found = try current(id, operation)
        guard found.state == .closed else { throw FollowingRefusal.closed }
        try move(id, from: .closed, to: .waiting, due: nil, operation)
        try note(id, .reopened, why, operation)
        try operation.record(
            "difficulty.reopen", on: Subject("difficulty", id), before: ["state": "closed"],
            after: ["state": "waiting"])
        try tell(id, "Mở lại vướng mắc", why, to: [.holders(of: .manageTasks, at: found.branch)], operation)
    }

    // MARK: Parts of operations

    private static func current(_ id: ID<Difficulty>, _ operation: Operation) throws -> Difficulty {
        let row = try operation.first(
            "SELECT \(sql: Difficulty.columns) \(sql: Difficulty.from) WHERE d.id = \(id)")
        guard let row else { throw FollowingRefusal.notFound }
        return try Difficulty(row)
    }

    private static func open(_ id: ID<Difficulty>, _ operation: Operation) throws -> Difficulty {
        let found = try current(id, operation)
        guard found.isOpen else { throw FollowingRefusal.closed }
        return found
    }

    /// Throws `closed` where somebody else moved it meanwhile.
    private static func move(
        _ id: ID<Difficulty>, from old: Difficulty.State, to state: Difficulty.State, due: Day?, _ operation: Operation
    ) throws {
        let changed = try operation.run(
            """
            UPDATE difficulty SET state = \(state), is_open = \(state == .closed ? 0 : 1), due_sort = \(due?.iso ?? noDay)
            WHERE id = \(id) AND state = \(old)
            """)
        guard changed == 1 else { throw FollowingRefusal.closed }
    }

    private static func note(
        _ id: ID<Difficulty>, _ act: Difficulty.Act, _ words: String, paper: String? = nil, due: Day? = nil,
        _ operation: Operation
    ) throws {
        try operation.run(
            """
            INSERT INTO difficulty_step (difficulty, at, account, who, act, words, paper, due_day)
            VALUES (\(id), \(operation.now), \(operation.actor.account), \(operation.actor.name), \(act), \(words),
                    \(paper), \(due))
            """)
    }

    private static func raisers(_ found: Difficulty) -> [Recipient] {
        (found.unit.map { [.officers(of: $0)] } ?? []) + (found.account.map { [.account($0)] } ?? [])
    }

    private static func tell(
        _ id: ID<Difficulty>, _ what: String, _ words: String, to recipients: [Recipient], _ operation: Operation
    ) throws {
        let text: String = try operation.value(
            "SELECT t.text FROM difficulty d JOIN task t ON t.id = d.task WHERE d.id = \(id)")
        try Notices.tell(
            NewNotice(
                .difficulty, about: Subject("difficulty", id), link: DifficultyPage.one(id).path,
                "\(what): \(text.shortened(160))", detail: words.shortened(600), to: recipients), by: operation)
    }
}
