import HTTP
import Markup
import Office
import Vocabulary

/// The sub-tasks of a task: the list, and what is done with one of them.
public enum SubtaskPage: Page, Equatable {
    case list(ID<Task>)
    case add(ID<Task>)
    case correct(ID<Task>, ID<Subtask>)
    case finish(ID<Task>, ID<Subtask>)
    case reopen(ID<Task>, ID<Subtask>)
    case raise(ID<Task>, ID<Subtask>)
    case lower(ID<Task>, ID<Subtask>)
    case askRemove(ID<Task>, ID<Subtask>)
    case remove(ID<Task>, ID<Subtask>)

    public var path: String {
        switch self {
        case .list(let task), .add(let task): "/viec/\(task)/viec-con"
        case .correct(let task, let id): "/viec/\(task)/viec-con/\(id)/sua"
        case .finish(let task, let id): "/viec/\(task)/viec-con/\(id)/xong"
        case .reopen(let task, let id): "/viec/\(task)/viec-con/\(id)/mo-lai"
        case .raise(let task, let id): "/viec/\(task)/viec-con/\(id)/len"
        case .lower(let task, let id): "/viec/\(task)/viec-con/\(id)/xuong"
        case .askRemove(let task, let id), .remove(let task, let id): "/viec/\(task)/viec-con/\(id)/bo"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .list, .askRemove: .get
        case .add, .correct, .finish, .reopen, .raise, .lower, .remove: .post
        }
    }

    public var needs: Need {
        switch self {
        case .list: .permission(.readProgramme)
        case .add, .correct, .finish, .reopen, .raise, .lower, .askRemove, .remove: .permission(.workOnTasks)
        }
    }

    public var bodyLimit: Int { 32 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            return try answerFound(call)
        } catch TaskRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    private func answerFound(_ call: Call) throws -> Response {
        switch self {
        case .list(let task): try SubtaskAnswers.list(task, call)
        case .add(let task): try SubtaskAnswers.add(task, call)
        case .correct(let task, let id): try SubtaskAnswers.correct(task, id, call)
        case .finish(let task, let id):
            try SubtaskAnswers.change(task, call, saying: "Đã ghi: xong một việc con.") {
                try Subtasks.set(id, of: task, isDone: true, by: $0)
            }
        case .reopen(let task, let id):
            try SubtaskAnswers.change(task, call, saying: "Đã mở lại việc con.") {
                try Subtasks.set(id, of: task, isDone: false, by: $0)
            }
        case .raise(let task, let id):
            try SubtaskAnswers.change(task, call, saying: "Đã chuyển lên một dòng.") {
                try Subtasks.move(id, of: task, up: true, by: $0)
            }
        case .lower(let task, let id):
            try SubtaskAnswers.change(task, call, saying: "Đã chuyển xuống một dòng.") {
                try Subtasks.move(id, of: task, up: false, by: $0)
            }
        case .askRemove(let task, let id): try SubtaskAnswers.askRemove(task, id, call)
        case .remove(let task, let id):
            try SubtaskAnswers.change(task, call, saying: "Đã bỏ việc con.") {
                try Subtasks.remove(id, of: task, by: $0)
            }
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> SubtaskPage? {
        guard path.count >= 3, path[0] == "viec", path[2] == "viec-con", let task = ID<Task>(path[1]) else {
            return nil
        }
        if path.count == 3 { return method == .get ? .list(task) : method == .post ? .add(task) : nil }
        guard path.count == 5, let id = ID<Subtask>(path[3]) else { return nil }
        switch (method, path[4]) {
        case (.post, "sua"): return .correct(task, id)
        case (.post, "xong"): return .finish(task, id)
        case (.post, "mo-lai"): return .reopen(task, id)
        case (.post, "len"): return .raise(task, id)
        case (.post, "xuong"): return .lower(task, id)
        case (.get, "bo"): return .askRemove(task, id)
        case (.post, "bo"): return .remove(task, id)
        default: return nil
        }
    }

    public static let examples: [SubtaskPage] = [
        .list(ID(1)), .add(ID(1)), .correct(ID(1), ID(1)), .finish(ID(1), ID(1)), .reopen(ID(1), ID(1)),
        .raise(ID(1), ID(1)), .lower(ID(1), ID(1)), .askRemove(ID(1), ID(1)), .remove(ID(1), ID(1)),
    ]

    public static let room = Room(
        name: "Work/Subtasks", examples: examples, recognise: { recognise($0, $1) })
}
