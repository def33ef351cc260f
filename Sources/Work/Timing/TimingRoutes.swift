import HTTP
import Markup
import Office
import Vocabulary

/// Events of plans, and the times that hang on them.
public enum TimingPage: Page, Equatable {
    case event(ID<PlannedEvent>)
    case newEvent
    case addEvent
    case askMove(ID<PlannedEvent>)
    case move(ID<PlannedEvent>)
    case time(ID<Task>)
    case hang(ID<Task>)
    case release(ID<Task>)
    case settle(ID<Task>)
    case report(ID<Task>)

    public var path: String {
        switch self {
        case .event(let id): "/su-kien/\(id)"
        case .newEvent, .addEvent: "/su-kien/moi"
        case .askMove(let id), .move(let id): "/su-kien/\(id)/doi-ngay"
        case .time(let id), .hang(let id): "/viec/\(id)/thoi-gian"
        case .release(let id): "/viec/\(id)/thoi-gian/thoi-gan"
        case .settle(let id): "/viec/\(id)/thoi-gian/dinh"
        case .report(let id): "/viec/\(id)/thoi-gian/ky"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .event, .newEvent, .askMove, .time: .get
        case .addEvent, .move, .hang, .release, .settle, .report: .post
        }
    }

    public var needs: Need {
        switch self {
        case .event, .time: .permission(.readProgramme)
        case .report: .permission(.workOnTasks)
        case .newEvent, .addEvent, .askMove, .move, .hang, .release, .settle: .permission(.manageTasks)
        }
    }

    public var bodyLimit: Int { 32 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            return try answerFound(call)
        } catch TimingRefusal.noEvent {
            throw FrameRefusal.notFound
        } catch TaskRefusal.notFound {
            throw FrameRefusal.notFound
        } catch PlanRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    private func answerFound(_ call: Call) throws -> Response {
        switch self {
        case .event(let id): try EventAnswers.event(id, call)
        case .newEvent: try EventAnswers.new(call)
        case .addEvent: try EventAnswers.add(call)
        case .askMove(let id): try EventAnswers.askMove(id, call)
        case .move(let id): try EventAnswers.move(id, call)
        case .time(let id): try TaskTimeAnswers.show(id, call)
        case .hang(let id): try TaskTimeAnswers.hang(id, call)
        case .release(let id): try TaskTimeAnswers.release(id, call)
        case .settle(let id): try TaskTimeAnswers.settle(id, call)
        case .report(let id): try TaskTimeAnswers.report(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> TimingPage? {
        switch (path.first, path.count) {
        case ("su-kien", 2):
            if path[1] == "moi" { return method == .get ? .newEvent : method == .post ? .addEvent : nil }
            return method == .get ? ID(path[1]).map(TimingPage.event) : nil
        case ("su-kien", 3):
            guard path[2] == "doi-ngay", let id = ID<PlannedEvent>(path[1]) else { return nil }
            return method == .get ? .askMove(id) : method == .post ? .move(id) : nil
        case ("viec", 3...4):
            guard path[2] == "thoi-gian", let id = ID<Task>(path[1]) else { return nil }
            if path.count == 3 { return method == .get ? .time(id) : method == .post ? .hang(id) : nil }
            switch (method, path[3]) {
            case (.post, "thoi-gan"): return .release(id)
            case (.post, "dinh"): return .settle(id)
            case (.post, "ky"): return .report(id)
            default: return nil
            }
        default: return nil
        }
    }

    public static let examples: [TimingPage] = [
        .event(ID(1)), .newEvent, .addEvent, .askMove(ID(1)), .move(ID(1)), .time(ID(1)), .hang(ID(1)), .release(ID(1)),
        .settle(ID(1)), .report(ID(1)),
    ]

    public static let room = Room(
        name: "Work/Timing", ledger: [.event], examples: examples, recognise: { recognise($0, $1) })
}
