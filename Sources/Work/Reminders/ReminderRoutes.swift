import HTTP
import Markup
import Office
import Vocabulary

/// The rules of reminders, and who is told what on a day.
public enum ReminderPage: Page, Equatable {
    case rules
    case add
    case start
    case stop
    case remove(ID<ReminderRule>)
    case reset
    case preview

    public var path: String {
        switch self {
        case .rules, .add: "/nhac-viec"
        case .start: "/nhac-viec/bat"
        case .stop: "/nhac-viec/tat"
        case .remove(let id): "/nhac-viec/\(id)/bo"
        case .reset: "/nhac-viec/chuan"
        case .preview: "/nhac-viec/xem"
        }
    }

    public var method: HTTP.Method {
        switch self {
        case .rules, .preview: .get
        case .add, .start, .stop, .remove, .reset: .post
        }
    }

    public var needs: Need { .permission(.manageTasks) }

    /// A whole province is gone through.
    public var lane: Lane { self == .preview ? .slow : .fast }

    public var bodyLimit: Int { 16 * 1024 }

    public func answer(_ call: Call) throws -> Response {
        switch self {
        case .rules: try ReminderAnswers.rules(call)
        case .add: try ReminderAnswers.add(call)
        case .start: try ReminderAnswers.set(isOn: true, call)
        case .stop: try ReminderAnswers.set(isOn: false, call)
        case .remove(let id):
            try ReminderAnswers.change(call, saying: "Đã bỏ quy tắc.") {
                try ReminderRules.remove(id, from: $0, by: $1)
            }
        case .reset:
            try ReminderAnswers.change(call, saying: "Đã trở về bộ quy tắc chuẩn.") {
                try ReminderRules.reset($0, by: $1)
            }
        case .preview: try ReminderAnswers.preview(call)
        }
    }

    static func recognise(_ method: HTTP.Method, _ path: [Substring]) -> ReminderPage? {
        guard path.first == "nhac-viec" else { return nil }
        switch (method, path.count) {
        case (.get, 1): return .rules
        case (.post, 1): return .add
        case (.get, 2): return path[1] == "xem" ? .preview : nil
        case (.post, 2):
            switch path[1] {
            case "bat": return .start
            case "tat": return .stop
            case "chuan": return .reset
            default: return nil
            }
        case (.post, 3): return path[2] == "bo" ? ID(path[1]).map(ReminderPage.remove) : nil
        default: return nil
        }
    }

    public static let examples: [ReminderPage] = [.rules, .add, .start, .stop, .remove(ID(1)), .reset, .preview]

    public static let room = Room(
        name: "Work/Reminders", ledger: [.reminderRule], examples: examples, recognise: { recognise($0, $1) })
}

extension LedgerKind {
    static let reminderRule = LedgerKind(
        "reminder_rule", "Quy tắc nhắc việc",
        acts: [
            "reminder.add": "thêm quy tắc", "reminder.start": "bật quy tắc", "reminder.stop": "tắt quy tắc",
            "reminder.remove": "bỏ quy tắc", "reminder.reset": "trở về bộ chuẩn",
        ],
        facts: [
            "office": "cơ quan số", "time": "loại thời gian", "side": "mốc", "days": "số ngày",
            "audience": "người nhận",
        ],
        values: [
            "side=before": "trước hạn", "side=after": "sau hạn", "time=any": "mọi việc có hạn", "time=day": "một ngày",
            "time=month": "tháng", "time=quarter": "quý", "time=period": "khoảng thời gian", "time=event": "sự kiện",
            "time=recurring": "việc lặp lại", "audience=officer": "người phụ trách", "audience=unit": "cán bộ đơn vị",
            "audience=manager": "người quản lý chương trình", "audience=leader": "lãnh đạo",
            "audience=watchers": "người theo dõi",
        ],
        branch: { id, db in
            try db.value("SELECT u.path FROM reminder_rule r JOIN unit u ON u.id = r.office WHERE r.id = \(id)")
                as String?
        })
}
