import HTTP
import Markup
import Office
import Vocabulary

/// Who is in charge: one task handed over, or several after a preview.
public enum HandoverPage: Page, Equatable {
    case one(ID<Task>)
    case handOne(ID<Task>)
    case many
    case preview
    case apply

    public var path: String {
        switch self {
        case .one(let id), .handOne(let id): "/viec/\(id)/ban-giao"
        case .many: "/ban-giao"
        case .preview: "/ban-giao/xem"
        case .apply: "/ban-giao/ghi"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .one, .many: .get
        case .handOne, .preview, .apply: .post
        }
    }

    public var needs: Need { .permission(.workOnTasks) }

    public var bodyLimit: Int { 64 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        do {
            switch self {
            case .one(let id): return try HandoverAnswers.one(id, call)
            case .handOne(let id): return try HandoverAnswers.handOne(id, call)
            case .many: return try HandoverAnswers.many(call)
            case .preview: return try HandoverAnswers.preview(call)
            case .apply: return try HandoverAnswers.apply(call)
            }
        } catch TaskRefusal.notFound {
            throw FrameRefusal.notFound
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> HandoverPage? {
        switch (path.first, path.count) {
        case ("ban-giao", 1): return method == .get ? .many : nil
        case ("ban-giao", 2):
            guard method == .post else { return nil }
            return path[1] == "xem" ? .preview : path[1] == "ghi" ? .apply : nil
        case ("viec", 3):
            guard path[2] == "ban-giao", let id = ID<Task>(path[1]) else { return nil }
            return method == .get ? .one(id) : method == .post ? .handOne(id) : nil
        default: return nil
        }
    }

    public static let examples: [HandoverPage] = [.one(ID(1)), .handOne(ID(1)), .many, .preview, .apply]

    public static let room = Room(
        name: "Work/Handover", notices: [.handover], ledger: [.handover], examples: examples,
        recognise: { recognise($0, $1) })
}

extension LedgerKind {
    static let handover = LedgerKind(
        "handover", "Bàn giao việc", acts: ["handover.note": "bàn giao việc"],
        facts: [
            "unit": "đơn vị số", "giver": "tài khoản giao số", "receiver": "tài khoản nhận số", "tasks": "số việc",
            "day": "ngày",
        ],
        needs: .readAllTasks,
        branch: { id, db in
            try db.value("SELECT u.path FROM handover h JOIN unit u ON u.id = h.unit WHERE h.id = \(id)") as String?
        })
}
