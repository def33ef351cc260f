import Database
import Office
import PlanReader
import Vocabulary

/// Đổi nhiều việc: the same change to several tasks, shown task by task before it is made.
public struct BulkChange: Equatable, Sendable {
    public enum Act: Equatable, Sendable {
        /// Due on that day.
        case postpone(Day)
        /// Due so many days later than now.
        case shift(Int)
        case lead(String)
        case drop
    }

    public struct Line: Equatable, Sendable {
        public let task: ID<Task>
        public let text: String
        public let before: String
        public let after: String
        /// Why this one stays as it is.
        public let problem: String?
    }

    public let act: Act
    public let lines: [Line]
    /// When the newest of the tasks last changed: what the form knew.
    public let stamp: Instant

    public var changing: [Line] { lines.filter { $0.problem == nil } }

    /// At most so many at once.
    public static let most = 200

    public static func preview(_ act: Act, on tasks: [ID<Task>], for visitor: Visitor, _ db: any Reader) throws
        -> BulkChange
    {
        guard !tasks.isEmpty else { throw BulkRefusal.nothingChosen }
        guard tasks.count <= most else { throw BulkRefusal.tooMany(most) }
        try check(act)
        let rows = try db.all(
            """
            SELECT \(sql: Task.columns), t.changed FROM task t
            WHERE t.id IN (\(list: tasks)) AND \(sql: TaskScope.condition(for: visitor)) ORDER BY t.due_sort, t.id
            """)
        guard !rows.isEmpty else { throw BulkRefusal.nothingChosen }
        var stamp = Instant(milliseconds: 0)
        let lines = try rows.map { row in
            stamp = max(stamp, try row("changed"))
            return line(act, try Task(row))
        }
        return BulkChange(act: act, lines: lines, stamp: stamp)
    }

    private static func check(_ act: Act) throws {
        switch act {
        case .postpone, .drop: break
        case .shift(let days): guard (1...366).contains(days) else { throw BulkRefusal.badDays }
        case .lead(let name): guard !name.trimmed.isEmpty else { throw BulkRefusal.noLead }
        }
    }

    private static func line(_ act: Act, _ task: Task) -> Line {
        var (before, after, problem): (String, String, String?) = ("", "", nil)
        if !task.isOpen { problem = "đã khép lại" }
        switch act {
        case .postpone, .shift:
            before = task.due?.vietnamese ?? "không có hạn"
            if let due = task.due {
                let day: Day = if case .postpone(let day) = act { day } else { due.adding(days: act.days) }
                after = day.vietnamese
                if day <= due { problem = problem ?? "hạn mới không sau hạn hiện nay" }
            } else {
                problem = problem ?? "không có hạn để lùi"
            }
        case .lead(let name):
            (before, after) = (task.leadText ?? "chưa có", name.nfc.trimmed)
            if before == after { problem = problem ?? "đã do đơn vị này chủ trì" }
        case .drop: (before, after) = (task.state.vietnamese, Task.State.dropped.vietnamese)
        }
        return Line(
            task: task.id, text: task.text, before: before, after: problem == nil ? after : "không đổi",
            problem: problem)
    }

    /// Makes the change to those it can be made to; all of them or, where one fails, none. Returns how many changed.
    ///
    /// - Parameter stamp: as the preview said; throws `changedMeanwhile` where a task changed since.
    @discardableResult
    public static func apply(
        _ act: Act, to tasks: [ID<Task>], because why: String, known stamp: Instant, for visitor: Visitor,
        by operation: Operation
    ) throws -> Int {
        guard !why.trimmed.isEmpty else { throw BulkRefusal.noReason }
        let change = try preview(act, on: tasks, for: visitor, operation)
        guard change.stamp <= stamp else { throw BulkRefusal.changedMeanwhile }
        guard !change.changing.isEmpty else { throw BulkRefusal.nothingToDo }
        for line in change.changing {
            switch act {
            case .postpone(let day): try TaskWork.postpone(line.task, to: day, because: why, by: operation)
            case .shift(let days):
                guard let due: Day = try operation.value("SELECT due_day FROM task WHERE id = \(line.task)") else {
                    continue
                }
                // One that hangs on another of the list may have moved already.
                let asked = Day(vietnamese: line.after) ?? due.adding(days: days)
                if asked > due { try TaskWork.postpone(line.task, to: asked, because: why, by: operation) }
            case .lead(let name):
                var edit = TaskEdit(try TaskDetail.of(line.task, for: visitor, operation))
                edit.lead = name
                try edit.correct(line.task, by: operation)
            case .drop: try TaskWork.drop(line.task, because: why, by: operation)
            }
        }
        return change.changing.count
    }
}

extension BulkChange.Act {
    fileprivate var days: Int { if case .shift(let days) = self { days } else { 0 } }
}

/// Why several tasks could not be changed at once.
public enum BulkRefusal: Explained, Equatable {
    case nothingChosen, tooMany(Int), badDays, noLead, noReason, badDay, changedMeanwhile, nothingToDo
    /// One of the tasks could not be changed; none was.
    case task(TaskRefusal)

    public var explanation: Explanation {
        switch self {
        case .nothingChosen: Explanation(notice: "Hãy đánh dấu ít nhất một việc.", log: "no task chosen")
        case .tooMany(let most):
            Explanation(notice: "Mỗi lần đổi nhiều nhất \(most) việc. Hãy lọc bớt.", log: "too many tasks at once")
        case .badDays: Explanation(notice: "Số ngày phải từ 1 đến 366.", log: "bad number of days")
        case .noLead: Explanation(notice: "Hãy ghi tên đơn vị chủ trì mới.", log: "no lead")
        case .noReason: Explanation(notice: "Hãy ghi lý do; người xem sau cần biết vì sao.", log: "no reason")
        case .badDay: Explanation(notice: "Hãy ghi hạn mới như 15/03/2027.", log: "bad day")
        case .changedMeanwhile:
            Explanation(
                notice: "Có việc vừa được người khác sửa. Hãy xem lại bảng dưới đây rồi làm tiếp.",
                log: "tasks changed meanwhile")
        case .nothingToDo: Explanation(notice: "Không có việc nào đổi được.", log: "nothing to change")
        case .task(let refusal): refusal.explanation
        }
    }
}
