import Database
import Office
import Vocabulary

/// Thay đổi từ một ngày: what happened to the tasks that a visitor sees, newest first.
public struct ProgrammeChanges: Equatable, Sendable {
    public enum Sort: String, CaseIterable, Sendable {
        case times = "thoi-gian"
        case states = "tinh-trang"
        case words = "noi-dung"

        var acts: [TaskDetail.Step.Act] {
            switch self {
            case .times: [.postponed, .hung, .released, .settled, .moved]
            case .states: [.started, .finished, .reopened, .dropped, .evidenced, .reported]
            case .words: [.adopted, .added, .revised, .corrected]
            }
        }

        public var vietnamese: String {
            switch self {
            case .times: "thời gian"
            case .states: "tình trạng, minh chứng"
            case .words: "việc mới, sửa nội dung"
            }
        }
    }

    public struct Line: Equatable, Sendable {
        public let step: Int64
        public let at: Instant
        public let who: String
        public let act: TaskDetail.Step.Act
        public let words: String?
        public let oldDue: Day?
        public let newDue: Day?
        public let task: ID<Task>
        public let text: String
        public let lead: String?
    }

    public let lines: [Line]
    /// Key of the last line, where there are more.
    public let after: Int64?

    public static let pageSize = 50

    /// One query, walked from the newest along the index of steps.
    public static func since(
        _ day: Day, _ sort: Sort? = nil, unit: ID<Unit>? = nil, before: Int64? = nil, for visitor: Visitor,
        size: Int = pageSize, _ db: any Reader
    ) throws -> ProgrammeChanges {
        var conditions: [SQL] = ["s.at >= \(Instant(day, hour: 0))", TaskScope.condition(for: visitor)]
        if let sort { conditions.append("s.act IN (\(list: sort.acts))") }
        if let unit {
            conditions.append("EXISTS (SELECT 1 FROM task_unit tu WHERE tu.task = t.id AND tu.unit = \(unit))")
        }
        if let before {
            conditions.append("(s.at, s.id) < (SELECT b.at, b.id FROM task_step b WHERE b.id = \(before))")
        }
        let rows = try db.all(
            """
            SELECT s.id, s.at, s.who, s.act, s.words, s.old_due, s.new_due, t.id AS task, t.text, t.lead_text
            FROM task_step s JOIN task t ON t.id = s.task
            WHERE \(sql: conditions.joined(separator: " AND ")) ORDER BY s.at DESC, s.id DESC LIMIT \(size + 1)
            """)
        let lines = try rows.prefix(size).map { row in
            Line(
                step: try row("id"), at: try row("at"), who: try row("who"), act: try row("act"),
                words: try row("words"), oldDue: try row("old_due"), newDue: try row("new_due"),
                task: try row("task"), text: try row("text"), lead: try row("lead_text"))
        }
        return ProgrammeChanges(lines: lines, after: rows.count > size ? lines.last?.step : nil)
    }
}
