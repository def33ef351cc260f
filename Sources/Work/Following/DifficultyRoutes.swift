import Database
import HTTP
import Markup
import Office
import Vocabulary

/// Difficulties: the list, one of them, what is done with it.
public enum DifficultyPage: Page, Equatable {
    case list
    case one(ID<Difficulty>)
    case newOne(ID<Task>)
    case raise(ID<Task>)
    case answer(ID<Difficulty>)
    case escalate(ID<Difficulty>)
    case direct(ID<Difficulty>)
    case close(ID<Difficulty>)
    case reopen(ID<Difficulty>)

    public var path: String {
        switch self {
        case .list: "/vuong-mac"
        case .one(let id): "/vuong-mac/\(id)"
        case .newOne(let id), .raise(let id): "/viec/\(id)/vuong-mac"
        case .answer(let id): "/vuong-mac/\(id)/tra-loi"
        case .escalate(let id): "/vuong-mac/\(id)/bao-cao"
        case .direct(let id): "/vuong-mac/\(id)/chi-dao"
        case .close(let id): "/vuong-mac/\(id)/khep"
        case .reopen(let id): "/vuong-mac/\(id)/mo-lai"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .one, .newOne: .get
        case .raise, .answer, .escalate, .direct, .close, .reopen: .post
        }
    }

    public var needs: Need {
        switch self {
        case .list, .one: .permission(.readProgramme)
        case .newOne, .raise, .close, .reopen: .permission(.workOnTasks)
        case .answer, .escalate, .direct: .permission(.manageTasks)
        }
    }

    public var bodyLimit: Int { 64 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            return try answerFound(call)
        } catch FollowingRefusal.notFound {
            throw FrameRefusal.notFound
        } catch TaskRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    private func answerFound(_ call: Call) throws -> Response {
        switch self {
        case .list: try DifficultyAnswers.list(call)
        case .one(let id): try DifficultyAnswers.one(id, call)
        case .newOne(let id): try DifficultyAnswers.new(id, call)
        case .raise(let id): try DifficultyAnswers.raise(id, call)
        case .answer(let id): try DifficultyAnswers.answer(id, call)
        case .escalate(let id): try DifficultyAnswers.escalate(id, call)
        case .direct(let id): try DifficultyAnswers.direct(id, call)
        case .close(let id): try DifficultyAnswers.close(id, call)
        case .reopen(let id): try DifficultyAnswers.reopen(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> DifficultyPage? {
        switch (path.first, path.count) {
        case ("vuong-mac", 1): return method == .get ? .list : nil
        case ("vuong-mac", 2): return method == .get ? ID(path[1]).map(DifficultyPage.one) : nil
        case ("vuong-mac", 3):
            guard method == .post, let id = ID<Difficulty>(path[1]) else { return nil }
            switch path[2] {
            case "tra-loi": return .answer(id)
            case "bao-cao": return .escalate(id)
            case "chi-dao": return .direct(id)
            case "khep": return .close(id)
            case "mo-lai": return .reopen(id)
            default: return nil
            }
        case ("viec", 3):
            guard path[2] == "vuong-mac", let id = ID<Task>(path[1]) else { return nil }
            return method == .get ? .newOne(id) : method == .post ? .raise(id) : nil
        default: return nil
        }
    }

    public static let examples: [DifficultyPage] = [
        .list, .one(ID(1)), .newOne(ID(1)), .raise(ID(1)), .answer(ID(1)), .escalate(ID(1)), .direct(ID(1)),
        .close(ID(1)), .reopen(ID(1)),
    ]

    public static let room = Room(
        name: "Work/Following/Difficulties",
        navigation: [
            NavigationItem("Vướng mắc", path: DifficultyPage.list.path, needs: .readProgramme, place: 24)
        ],
        ledger: [.difficulty], examples: examples, recognise: { recognise($0, $1) })
}

extension LedgerKind {
    static let difficulty = LedgerKind(
        "difficulty", "Vướng mắc",
        acts: [
            "difficulty.raise": "nêu vướng mắc", "difficulty.answer": "trả lời vướng mắc",
            "difficulty.escalate": "báo cáo lãnh đạo", "difficulty.direct": "ghi ý kiến chỉ đạo",
            "difficulty.close": "khép vướng mắc", "difficulty.reopen": "mở lại vướng mắc",
        ],
        facts: ["task": "việc số", "state": "tình trạng", "paper": "văn bản", "due": "hạn trả lời"],
        values: [
            "state=waiting": "chờ trả lời", "state=answered": "đã trả lời", "state=escalated": "chờ lãnh đạo",
            "state=directed": "đã có chỉ đạo", "state=closed": "đã khép",
        ],
        needs: .readAllTasks, page: { DifficultyPage.one(ID($0)).path },
        branch: { id, db in
            try db.value(
                """
                SELECT coalesce(u.path, t.branch) FROM difficulty d JOIN task t ON t.id = d.task
                LEFT JOIN unit u ON u.id = d.unit WHERE d.id = \(id)
                """) as String?
        })
}
