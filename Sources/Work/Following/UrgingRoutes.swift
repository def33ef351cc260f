import HTTP
import Markup
import Office
import Vocabulary

/// Urging: the late list per unit, what was said to whom.
public enum UrgingPage: Page, Equatable {
    case late
    case draft
    case note
    case ofTask(ID<Task>)
    case noteTask(ID<Task>)

    public var path: String {
        switch self {
        case .late: "/don-doc"
        case .draft: "/don-doc/soan"
        case .note: "/don-doc/ghi"
        case .ofTask(let id), .noteTask(let id): "/viec/\(id)/don-doc"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .late, .ofTask: .get
        case .draft, .note, .noteTask: .post
        }
    }

    public var needs: Need {
        switch self {
        case .ofTask: .permission(.readProgramme)
        case .late, .draft, .note, .noteTask: .permission(.manageTasks)
        }
    }

    /// A letter for each of a hundred units is much to write down.
    public var lane: Lane {
        switch self {
        case .draft, .note: .slow
        default: .fast
        }
    }

    public var bodyLimit: Int { 1024 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            switch self {
            case .late: return try UrgingAnswers.late(call)
            case .draft: return try UrgingAnswers.draft(call)
            case .note: return try UrgingAnswers.note(call)
            case .ofTask(let id): return try UrgingAnswers.ofTask(id, call)
            case .noteTask(let id): return try UrgingAnswers.noteTask(id, call)
            }
        } catch TaskRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> UrgingPage? {
        switch (path.first, path.count) {
        case ("don-doc", 1): return method == .get ? .late : nil
        case ("don-doc", 2):
            guard method == .post else { return nil }
            return path[1] == "soan" ? .draft : path[1] == "ghi" ? .note : nil
        case ("viec", 3):
            guard path[2] == "don-doc", let id = ID<Task>(path[1]) else { return nil }
            return method == .get ? .ofTask(id) : method == .post ? .noteTask(id) : nil
        default: return nil
        }
    }

    public static let examples: [UrgingPage] = [.late, .draft, .note, .ofTask(ID(1)), .noteTask(ID(1))]

    public static let room = Room(
        name: "Work/Following/Urging",
        navigation: [NavigationItem("Đôn đốc", path: UrgingPage.late.path, needs: .manageTasks, place: 23)],
        ledger: [.urging], examples: examples, recognise: { recognise($0, $1) })
}

extension LedgerKind {
    static let urging = LedgerKind(
        "urging", "Đôn đốc", acts: ["urging.note": "ghi đôn đốc"],
        facts: ["unit": "đơn vị số", "channel": "cách", "tasks": "số việc"],
        values: [
            "channel=paper": "văn bản", "channel=telephone": "điện thoại", "channel=zalo": "Zalo",
            "channel=mail": "thư điện tử", "channel=meeting": "gặp trực tiếp",
        ],
        needs: .readAllTasks,
        branch: { id, db in
            try db.value("SELECT u.path FROM urging g JOIN unit u ON u.id = g.unit WHERE g.id = \(id)") as String?
        })
}
