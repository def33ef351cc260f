import Database
import Office
import PlanReader
import Vocabulary

/// Nhiệm vụ: one thing a plan wants done, as it stands in the programme.
public struct Task: Equatable, Sendable {
    /// Lateness is no state: it follows from the due day (`isLate(on:)`).
    public enum State: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case toDo, doing, done, dropped

        public var vietnamese: String {
            switch self {
            case .toDo: "Chưa làm"
            case .doing: "Đang làm"
            case .done: "Xong"
            case .dropped: "Thôi thực hiện"
            }
        }
    }

    public let id: ID<Task>
    public let plan: ID<Plan>
    public let section: String
    public let ordinal: String?
    public let text: String
    public let kind: PlanDraft.WorkKind
    public let time: PlannedTime
    /// The time in the words of the plan, or of the heading it stands under.
    public let timeWords: String
    /// Serves sorting and lateness; moved by a postponement. Nil for regular and undated tasks, which are never late.
    public let due: Day?
    public let year: Int
    /// 1…4; nil for regular and undated tasks.
    public let quarter: Int?
    public let leadText: String?
    public let state: State
    public let closedOn: Day?

    static let columns: SQL = """
        t.id, t.plan, t.section, t.ordinal, t.text, t.kind, t.time, t.time_words, t.due_day, t.year, t.quarter, t.lead_text, \
        t.state, t.closed_on
        """

    init(_ row: Row) throws {
        id = try row("id")
        plan = try row("plan")
        section = try row("section")
        ordinal = try row("ordinal")
        text = try row("text")
        kind = try row("kind")
        time = try PlannedTime(stored: row("time"))
        timeWords = try row("time_words")
        due = try row("due_day")
        year = try row("year")
        quarter = try row("quarter")
        leadText = try row("lead_text")
        state = try row("state")
        closedOn = try row("closed_on")
    }

    public var isOpen: Bool { state == .toDo || state == .doing }

    public func isLate(on day: Day) -> Bool { Self.isLate(state, due: due, on: day) }

    public static func isLate(_ state: State, due: Day?, on day: Day) -> Bool {
        guard state == .toDo || state == .doing, let due else { return false }
        return due < day
    }

    /// `IV.3`, as people name it.
    public var reference: String { ordinal.map { section.isEmpty ? $0 : "\(section).\($0)" } ?? section }
}

/// Việc có hạn, việc thường xuyên, việc chưa định thời gian: three lists; only the first has days, quarters and lateness.
public enum TaskSchedule: String, SQLBindable, SQLDecodable, Sendable, CaseIterable { case dated, regular, undated }

/// Vai trò của đơn vị trong nhiệm vụ: what a unit has to do with a task.
public enum TaskRole: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
    case lead, advisor, coordinator

    public var vietnamese: String {
        switch self {
        case .lead: "chủ trì"
        case .advisor: "tham mưu"
        case .coordinator: "phối hợp"
        }
    }
}

extension PlanDraft.WorkKind: SQLBindable, SQLDecodable {
    public var vietnamese: String {
        switch self {
        case .councilSession: "phiên họp Hội đồng"
        case .dossierBatch: "đợt hồ sơ khen thưởng"
        case .conference: "hội nghị, lễ"
        case .training: "lớp tập huấn"
        case .movementLaunch: "phát động phong trào"
        case .report: "báo cáo"
        case .inspection: "kiểm tra, giám sát"
        case .contest: "cuộc thi"
        case .documentIssuance: "ban hành văn bản"
        case .studyVisit: "học tập kinh nghiệm"
        case .propaganda: "tuyên truyền"
        case .registration: "đăng ký, giao ước"
        case .other: "việc khác"
        }
    }
}
