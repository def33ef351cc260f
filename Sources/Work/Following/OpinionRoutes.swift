import HTTP
import Markup
import Office
import Vocabulary

/// Asking for opinions about a task, and answering.
public enum OpinionPage: Page, Equatable {
    case list
    case one(ID<OpinionRequest>)
    case newOne(ID<Task>)
    case ask(ID<Task>)
    case answer(ID<OpinionRequest>)
    case close(ID<OpinionRequest>)
    case reopen(ID<OpinionRequest>)

    public var path: String {
        switch self {
        case .list: "/xin-y-kien"
        case .one(let id): "/xin-y-kien/\(id)"
        case .newOne(let id), .ask(let id): "/viec/\(id)/xin-y-kien"
        case .answer(let id): "/xin-y-kien/\(id)/tra-loi"
        case .close(let id): "/xin-y-kien/\(id)/khep"
        case .reopen(let id): "/xin-y-kien/\(id)/mo-lai"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .one, .newOne: .get
        case .ask, .answer, .close, .reopen: .post
        }
    }

    /// A member of a council has no right but to read, and is asked all the same.
    public var needs: Need {
        switch self {
        case .list, .one, .answer: .permission(.readProgramme)
        case .newOne, .ask, .close, .reopen: .permission(.manageTasks)
        }
    }

    public var bodyLimit: Int { 64 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            switch self {
            case .list: return try OpinionAnswers.list(call)
            case .one(let id): return try OpinionAnswers.one(id, call)
            case .newOne(let id): return try OpinionAnswers.new(id, call)
            case .ask(let id): return try OpinionAnswers.ask(id, call)
            case .answer(let id): return try OpinionAnswers.answer(id, call)
            case .close(let id): return try OpinionAnswers.set(id, isClosed: true, call)
            case .reopen(let id): return try OpinionAnswers.set(id, isClosed: false, call)
            }
        } catch FollowingRefusal.notFound {
            throw FrameRefusal.notFound
        } catch TaskRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> OpinionPage? {
        switch (path.first, path.count) {
        case ("xin-y-kien", 1): return method == .get ? .list : nil
        case ("xin-y-kien", 2): return method == .get ? ID(path[1]).map(OpinionPage.one) : nil
        case ("xin-y-kien", 3):
            guard method == .post, let id = ID<OpinionRequest>(path[1]) else { return nil }
            switch path[2] {
            case "tra-loi": return .answer(id)
            case "khep": return .close(id)
            case "mo-lai": return .reopen(id)
            default: return nil
            }
        case ("viec", 3):
            guard path[2] == "xin-y-kien", let id = ID<Task>(path[1]) else { return nil }
            return method == .get ? .newOne(id) : method == .post ? .ask(id) : nil
        default: return nil
        }
    }

    public static let examples: [OpinionPage] = [
        .list, .one(ID(1)), .newOne(ID(1)), .ask(ID(1)), .answer(ID(1)), .close(ID(1)), .reopen(ID(1)),
    ]

    public static let room = Room(
        name: "Work/Following/Opinions",
        navigation: [
            NavigationItem("Xin ý kiến", path: OpinionPage.list.path, needs: .readProgramme, place: 25)
        ],
        ledger: [.opinion], examples: examples, recognise: { recognise($0, $1) })
}

extension LedgerKind {
    static let opinion = LedgerKind(
        "opinion_request", "Xin ý kiến",
        acts: [
            "opinion.ask": "xin ý kiến", "opinion.answer": "trả lời xin ý kiến", "opinion.close": "khép lần xin ý kiến",
            "opinion.reopen": "mở lại lần xin ý kiến", "opinion.remind": "nhắc trả lời xin ý kiến",
        ],
        facts: [
            "task": "việc số", "due": "hạn trả lời", "asked": "số nơi được hỏi", "silence": "không trả lời thì",
            "answer": "trả lời", "reminded": "số lượt nhắc", "silent": "số lượt hết hạn còn thiếu",
        ],
        values: [
            "silence=agrees": "coi như nhất trí", "silence=nothing": "ghi là chưa trả lời", "answer=agree": "nhất trí",
            "answer=changes": "nhất trí, đề nghị sửa", "answer=disagree": "không nhất trí",
        ],
        needs: .readAllTasks, page: { OpinionPage.one(ID($0)).path },
        branch: { id, db in
            try db.value(
                "SELECT t.branch FROM opinion_request q JOIN task t ON t.id = q.task WHERE q.id = \(id)") as String?
        })
}
