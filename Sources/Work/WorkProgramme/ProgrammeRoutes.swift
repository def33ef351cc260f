import HTTP
import Markup
import Office
import Vocabulary

/// The work programme: one's own work, the quarter, the year's board and table, plans in force, tasks, search.
public enum ProgrammePage: Page, Equatable {
    case home
    case mine
    case quarter
    case programme
    case saveView
    case removeView(ID<SavedView>)
    case plan(ID<Plan>)
    case hangPlan(ID<Plan>)
    case newTask
    case addTask
    case task(ID<Task>)
    case editTask(ID<Task>)
    case correctTask(ID<Task>)
    case start(ID<Task>)
    case comment(ID<Task>)
    case attach(ID<Task>)
    case addEvidence(ID<Task>)
    case askFinish(ID<Task>)
    case finish(ID<Task>)
    case postpone(ID<Task>)
    case askDrop(ID<Task>)
    case drop(ID<Task>)
    case reopen(ID<Task>)
    case file(ID<StoredFile>)

    public var path: String {
        switch self {
        case .home: "/"
        case .mine: "/viec-cua-toi"
        case .quarter: "/quy-nay"
        case .programme: "/chuong-trinh"
        case .saveView: "/chuong-trinh/cach-xem"
        case .removeView(let id): "/chuong-trinh/cach-xem/\(id)/bo"
        case .plan(let id): "/chuong-trinh/ke-hoach/\(id)"
        case .hangPlan(let id): "/chuong-trinh/ke-hoach/\(id)/muc-cha"
        case .newTask, .addTask: "/viec/moi"
        case .task(let id): "/viec/\(id)"
        case .editTask(let id), .correctTask(let id): "/viec/\(id)/sua"
        case .start(let id): "/viec/\(id)/bat-dau"
        case .comment(let id): "/viec/\(id)/y-kien"
        case .attach(let id): "/viec/\(id)/tep"
        case .addEvidence(let id): "/viec/\(id)/minh-chung"
        case .askFinish(let id), .finish(let id): "/viec/\(id)/xong"
        case .postpone(let id): "/viec/\(id)/lui-han"
        case .askDrop(let id), .drop(let id): "/viec/\(id)/thoi"
        case .reopen(let id): "/viec/\(id)/mo-lai"
        case .file(let id): "/tep/\(id)"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .home, .mine, .quarter, .programme, .plan, .newTask, .task, .editTask, .askFinish, .askDrop, .file: .get
        case .saveView, .removeView, .hangPlan, .addTask, .correctTask, .start, .comment, .attach, .addEvidence,
            .finish,
            .postpone, .drop, .reopen:
            .post
        }
    }

    public var needs: Need {
        switch self {
        case .home: .signedIn
        case .mine, .programme, .saveView, .removeView, .plan, .task, .file:
            .permission(.readProgramme)
        case .quarter: .permission(.seeQuarter)
        case .start, .comment, .attach, .addEvidence, .askFinish, .finish: .permission(.workOnTasks)
        case .hangPlan, .newTask, .addTask, .editTask, .correctTask, .postpone, .askDrop, .drop, .reopen:
            .permission(.manageTasks)
        }
    }

    /// Copies of large files never hold an event thread.
    public var lane: Lane {
        switch self {
        case .attach, .addEvidence: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int {
        switch self {
        case .attach, .addEvidence: TaskFiles.most + 1024 * 1024
        case .comment, .addTask, .correctTask: 256 * 1024
        default: 32 * 1024
        }
    }

    public func answer(_ call: Call) throws -> Response {
        do {
            return try answerFound(call)
        } catch TaskRefusal.notFound {
            throw FrameRefusal.notFound
        } catch PlanRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    private func answerFound(_ call: Call) throws -> Response {
        switch self {
        case .home: try HomeAnswers.home(call)
        case .mine: try HomeAnswers.mine(call)
        case .quarter: try HomeAnswers.quarter(call)
        case .programme: try ProgrammeAnswers.programme(call)
        case .saveView: try ProgrammeAnswers.saveView(call)
        case .removeView(let id): try ProgrammeAnswers.removeView(id, call)
        case .plan(let id): try ProgrammeAnswers.plan(id, call)
        case .hangPlan(let id): try ProgrammeAnswers.hang(id, call)
        case .file(let id): try ProgrammeAnswers.file(id, call)
        case .newTask: try TaskEditAnswers.new(call)
        case .addTask: try TaskEditAnswers.add(call)
        case .editTask(let id): try TaskEditAnswers.edit(id, call)
        case .correctTask(let id): try TaskEditAnswers.correct(id, call)
        case .task(let id): try TaskAnswers.show(id, call)
        case .start(let id): try TaskAnswers.start(id, call)
        case .comment(let id): try TaskAnswers.comment(id, call)
        case .attach(let id): try TaskAnswers.attach(id, call)
        case .addEvidence(let id): try TaskAnswers.addEvidence(id, call)
        case .askFinish(let id): try TaskAnswers.askFinish(id, call)
        case .finish(let id): try TaskAnswers.finish(id, call)
        case .postpone(let id): try TaskAnswers.postpone(id, call)
        case .askDrop(let id): try TaskAnswers.askDrop(id, call)
        case .drop(let id): try TaskAnswers.drop(id, call)
        case .reopen(let id): try TaskAnswers.reopen(id, call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> ProgrammePage? {
        switch (method, path.count) {
        case (.get, 0): return .home
        case (.get, 1):
            switch path[0] {
            case "viec-cua-toi": return .mine
            case "quy-nay": return .quarter
            case "chuong-trinh": return .programme
            default: return nil
            }
        case (_, 2...):
            switch path[0] {
            case "viec": return task(method, path)
            case "tep": return method == .get && path.count == 2 ? ID(path[1]).map(ProgrammePage.file) : nil
            case "chuong-trinh": return plan(method, path)
            default: return nil
            }
        default: return nil
        }
    }

    private static func plan(_ method: HTTP.Method, _ path: [Substring]) -> ProgrammePage? {
        switch (method, path.count, path[1]) {
        case (.post, 2, "cach-xem"): .saveView
        case (.post, 4, "cach-xem"): path[3] == "bo" ? ID(path[2]).map(ProgrammePage.removeView) : nil
        case (.get, 3, "ke-hoach"): ID(path[2]).map(ProgrammePage.plan)
        case (.post, 4, "ke-hoach"): path[3] == "muc-cha" ? ID(path[2]).map(ProgrammePage.hangPlan) : nil
        default: nil
        }
    }

    private static func task(_ method: HTTP.Method, _ path: [Substring]) -> ProgrammePage? {
        if path.count == 2, path[1] == "moi" { return method == .get ? .newTask : method == .post ? .addTask : nil }
        guard let id = ID<Task>(path[1]) else { return nil }
        if path.count == 2 { return method == .get ? .task(id) : nil }
        guard path.count == 3 else { return nil }
        switch (method, path[2]) {
        case (.get, "sua"): return .editTask(id)
        case (.post, "sua"): return .correctTask(id)
        case (.post, "bat-dau"): return .start(id)
        case (.post, "y-kien"): return .comment(id)
        case (.post, "tep"): return .attach(id)
        case (.post, "minh-chung"): return .addEvidence(id)
        case (.get, "xong"): return .askFinish(id)
        case (.post, "xong"): return .finish(id)
        case (.post, "lui-han"): return .postpone(id)
        case (.get, "thoi"): return .askDrop(id)
        case (.post, "thoi"): return .drop(id)
        case (.post, "mo-lai"): return .reopen(id)
        default: return nil
        }
    }

    /// One of each case; keys that no test has are refused as not found.
    public static let examples: [ProgrammePage] = [
        .home, .mine, .quarter, .programme, .saveView, .removeView(ID(1)), .plan(ID(1)), .hangPlan(ID(1)),
        .newTask, .addTask, .task(ID(1)), .editTask(ID(1)), .correctTask(ID(1)), .start(ID(1)), .comment(ID(1)),
        .attach(ID(1)), .addEvidence(ID(1)), .askFinish(ID(1)), .finish(ID(1)), .postpone(ID(1)), .askDrop(ID(1)),
        .drop(ID(1)),
        .reopen(ID(1)), .file(ID(1)),
    ]

    public static let room = Room(
        name: "Work/WorkProgramme", migrations: [],
        navigation: [
            NavigationItem("Việc của tôi", path: ProgrammePage.mine.path, needs: .readProgramme, place: 10),
            NavigationItem("Quý này", path: ProgrammePage.quarter.path, needs: .seeQuarter, place: 15),
            NavigationItem(
                "Chương trình", path: ProgrammePage.programme.path, needs: .readProgramme, place: 20,
                also: ["/viec", "/ban-nhap", "/su-kien"]),
        ],
        notices: NoticeKind.ofTasks, digest: TaskNotices.digest, search: ProgrammeSearch.sources,
        ledger: [.task, .plan, .savedView], citing: [PlanBases.citing], examples: examples,
        recognise: { recognise($0, $1) })
}
