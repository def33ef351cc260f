import Database
import HTTP
import Markup
import Office
import Vocabulary

extension NoticeKind {
    public static let watched = NoticeKind(
        "viec-theo-doi", "Việc tôi theo dõi",
        when: "việc tôi theo dõi xong, lùi hạn, thôi thực hiện, mở lại, có vướng mắc")
}

/// Theo dõi: who wants to hear what becomes of a task without having to do it.
public enum Watching {
    /// A task has at most so many who watch it.
    public static let most = 200

    public static func count(of task: ID<Task>, _ db: any Reader) throws -> Int {
        try db.value("SELECT count(*) FROM task_watch WHERE task = \(task)")
    }

    public static func isWatched(_ task: ID<Task>, by account: ID<Account>, _ db: any Reader) throws -> Bool {
        try db.first("SELECT task FROM task_watch WHERE task = \(task) AND account = \(account)") != nil
    }

    /// The actor watches the task from now on; nothing happens where they do already.
    public static func watch(_ task: ID<Task>, by operation: Operation) throws {
        guard let account = operation.actor.account else { throw FrameRefusal.signInFirst }
        guard try !isWatched(task, by: account, operation) else { return }
        guard try count(of: task, operation) < most else { throw FollowingRefusal.tooMany(most) }
        try operation.run(
            "INSERT INTO task_watch (task, account, since) VALUES (\(task), \(account), \(operation.now))")
        try operation.record("task.watch", on: Subject("task", task))
    }

    public static func unwatch(_ task: ID<Task>, by operation: Operation) throws {
        guard let account = operation.actor.account else { throw FrameRefusal.signInFirst }
        guard try operation.run("DELETE FROM task_watch WHERE task = \(task) AND account = \(account)") == 1 else {
            return
        }
        try operation.record("task.unwatch", on: Subject("task", task))
    }

    /// Who watches the task and may still see it.
    static func watchers(_ task: ID<Task>, on day: Day, _ db: any Reader) throws -> [ID<Account>] {
        let accounts: [ID<Account>] = try db.values(
            "SELECT account FROM task_watch WHERE task = \(task) ORDER BY account LIMIT \(most)")
        return try accounts.filter { account in
            guard let visitor = try Visitor.of(account, on: day, db), visitor.may(.readProgramme) else { return false }
            return try db.first(
                "SELECT t.id FROM task t WHERE t.id = \(task) AND \(sql: TaskScope.condition(for: visitor))") != nil
        }
    }

    /// Tells them of a change, but for those who hear of this very change anyway.
    static func tell(_ what: String, _ task: ID<Task>, why: String = "", by operation: Operation) throws {
        let watchers = try watchers(task, on: operation.today, operation)
        guard !watchers.isEmpty else { return }
        let text: String = try operation.value("SELECT text FROM task WHERE id = \(task)")
        let words = "\(what): \(text.shortened(160))"
        // The same words, told to whoever has to do with the task, are the same news.
        let told: Set<ID<Account>> = Set(
            try operation.values(
                """
                SELECT r.account FROM notice n JOIN notice_receipt r ON r.notice = n.id
                WHERE n.at = \(operation.now) AND n.words = \(words)
                """))
        try Notices.tell(
            NewNotice(
                .watched, about: Subject("task", task), link: ProgrammePage.task(task).path, words,
                detail: why.shortened(600), to: watchers.filter { !told.contains($0) }.map { .account($0) }),
            by: operation)
    }
}

/// Watching a task, and no longer.
public enum WatchPage: Page, Equatable {
    case watch(ID<Task>)
    case unwatch(ID<Task>)

    public var path: String {
        switch self {
        case .watch(let id): "/viec/\(id)/theo-doi"
        case .unwatch(let id): "/viec/\(id)/thoi-theo-doi"
        }
    }

    public var method: HTTP.Method { .post }

    public var needs: Need { .permission(.readProgramme) }

    public func answer(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        do {
            switch self {
            case .watch(let id):
                try call.write { operation in
                    _ = try TaskScope.task(id, for: visitor, operation)
                    try Watching.watch(id, by: operation)
                }
                return call.redirect(
                    to: ProgrammePage.task(id), saying: "Ông/bà theo dõi việc này: có thay đổi sẽ được báo.")
            case .unwatch(let id):
                try call.write { operation in
                    _ = try TaskScope.task(id, for: visitor, operation)
                    try Watching.unwatch(id, by: operation)
                }
                return call.redirect(to: ProgrammePage.task(id), saying: "Đã thôi theo dõi việc này.")
            }
        } catch TaskRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> WatchPage? {
        guard method == .post, path.count == 3, path[0] == "viec", let id = ID<Task>(path[1]) else { return nil }
        return path[2] == "theo-doi" ? .watch(id) : path[2] == "thoi-theo-doi" ? .unwatch(id) : nil
    }

    public static let examples: [WatchPage] = [.watch(ID(1)), .unwatch(ID(1))]

    public static let room = Room(
        name: "Work/Following/Watching", notices: [.watched], examples: examples, recognise: { recognise($0, $1) })
}
