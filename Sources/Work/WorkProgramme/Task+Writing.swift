import Database
import Office
import PlanReader
import Vocabulary

/// A task to be written into the programme.
public struct NewTask: Equatable, Sendable {
    public struct Party: Equatable, Sendable {
        public var role: TaskRole
        public var name: String
        public var unit: ID<Unit>?
        public init(_ role: TaskRole, _ name: String, unit: ID<Unit>?) {
            (self.role, self.name, self.unit) = (role, name, unit)
        }
    }

    public var position: Int
    public var section: String
    public var ordinal: String?
    public var text: String
    public var kind: PlanDraft.WorkKind
    public var time: PlannedTime
    public var timeWords: String
    public var parties: [Party]
    public var product: String?
    public var lines: PlanDraft.Lines
    /// Where the file has pages.
    public var pages: ClosedRange<Int>?
    public var quote: String

    public init(
        position: Int, section: String, ordinal: String?, text: String, kind: PlanDraft.WorkKind, time: PlannedTime,
        timeWords: String, parties: [Party], product: String? = nil, lines: PlanDraft.Lines,
        pages: ClosedRange<Int>? = nil, quote: String
    ) {
        self.position = position
        self.section = section
        self.ordinal = ordinal
        self.text = text
        self.kind = kind
        self.time = time
        self.timeWords = timeWords
        self.parties = parties
        self.product = product
        self.lines = lines
        self.pages = pages
        self.quote = quote
    }

    func words(_ role: TaskRole) -> String? {
        let names = parties.filter { $0.role == role }.map(\.name)
        return names.isEmpty ? nil : names.joined(separator: "; ")
    }

    /// Sorts as the leads' names do; tasks without a lead come last.
    var leadKey: [UInt8] { words(.lead).map(VietnameseOrder.key) ?? [0xFF] }

    /// The quarter it is listed under: by its time; by the Roman number of its section where the time says none.
    var quarter: Int? { time.quarter }
}

/// Writing of single tasks: parts of larger operations, so none of these adds to the ledger itself.
enum TaskRows {
    static func insert(
        _ new: NewTask, plan: ID<Plan>, branch: String, year: Int, file: ID<StoredFile>?, _ operation: Operation
    )
        throws -> ID<Task>
    {
        let due = new.time.dueDay
        let id = ID<Task>(
            try operation.insert(
                """
                INSERT INTO task (plan, branch, position, section, ordinal, text, kind, time, time_words, first_day, due_day,
                    due_sort, year, quarter, schedule, lead_text, lead_key, advisor_text, product, first_line, last_line,
                    first_page, last_page, quote, file, state, changed)
                VALUES (\(plan), \(branch), \(new.position), \(new.section), \(new.ordinal), \(new.text), \(new.kind),
                    \(try new.time.stored), \(new.timeWords), \(new.time.firstDay), \(due), \(due?.iso ?? "9999-12-31"), \(year),
                    \(new.quarter), \(new.time.schedule), \(new.words(.lead)), \(new.leadKey), \(new.words(.advisor)),
                    \(new.product), \(new.lines.first), \(new.lines.last), \(new.pages?.lowerBound), \(new.pages?.upperBound), \(new.quote), \(file),
                    'toDo', \(operation.now))
                """))
        try writeParties(new.parties, id, operation)
        try writeWords(new, id, operation)
        return id
    }

    /// Takes over what a newer version of the plan says; state, evidence and history stay.
    static func revise(_ id: ID<Task>, to new: NewTask, year: Int, file: ID<StoredFile>?, _ operation: Operation) throws
    {
        let due = new.time.dueDay
        try operation.run(
            """
            UPDATE task SET position = \(new.position), section = \(new.section), ordinal = \(new.ordinal), text = \(new.text),
                kind = \(new.kind), time = \(try new.time.stored), time_words = \(new.timeWords), first_day = \(new.time.firstDay),
                due_day = \(due), due_sort = \(due?.iso ?? "9999-12-31"), year = \(year), quarter = \(new.quarter),
                schedule = \(new.time.schedule), lead_text = \(new.words(.lead)), lead_key = \(new.leadKey), advisor_text = \(new.words(.advisor)), product = \(new.product),
                first_line = \(new.lines.first), last_line = \(new.lines.last), first_page = \(new.pages?.lowerBound),
                last_page = \(new.pages?.upperBound), quote = \(new.quote), file = \(file),
                changed = \(operation.now)
            WHERE id = \(id)
            """)
        try operation.run("DELETE FROM task_unit WHERE task = \(id)")
        try operation.run("DELETE FROM task_word WHERE task = \(id)")
        try writeParties(new.parties, id, operation)
        try writeWords(new, id, operation)
    }

    private static func writeParties(_ parties: [NewTask.Party], _ id: ID<Task>, _ operation: Operation) throws {
        var positions: [TaskRole: Int] = [:]
        for party in parties {
            let position = positions[party.role, default: 0]
            positions[party.role] = position + 1
            try operation.run(
                """
                INSERT INTO task_unit (task, role, position, name, unit)
                VALUES (\(id), \(party.role), \(position), \(party.name), \(party.unit))
                """)
        }
    }

    private static func writeWords(_ new: NewTask, _ id: ID<Task>, _ operation: Operation) throws {
        for word in searchWords(([new.text] + new.parties.map(\.name)).joined(separator: " ")) {
            try operation.run("INSERT INTO task_word (word, task) VALUES (\(word), \(id))")
        }
    }

    /// The distinct words of a text as they are searched: folded, punctuation dropped.
    static func searchWords(_ text: String) -> [String] {
        Set(text.folded.split { !($0.isLetter || $0.isNumber) }.map(String.init)).sorted()
    }

    /// The same step in the history of several tasks.
    static func noteMany(_ act: String, on tasks: [ID<Task>], words: String?, _ operation: Operation) throws {
        try operation.insertMany(
            into: "task_step", columns: ["task", "at", "account", "who", "act", "words"],
            rows: tasks.map { task in
                [
                    task.sqlValue, operation.now.sqlValue, operation.actor.account.sqlValue,
                    .text(operation.actor.name),
                    .text(act), words.sqlValue,
                ]
            })
    }

    /// Notes a step in the task's own history, which its page shows.
    static func note(
        _ act: String, on id: ID<Task>, words: String? = nil, oldDue: Day? = nil, newDue: Day? = nil,
        file: ID<StoredFile>? = nil,
        _ operation: Operation
    ) throws {
        try operation.run(
            """
            INSERT INTO task_step (task, at, account, who, act, words, old_due, new_due, file)
            VALUES (\(id), \(operation.now), \(operation.actor.account), \(operation.actor.name), \(act), \(words), \(oldDue),
                    \(newDue), \(file))
            """)
    }
}
