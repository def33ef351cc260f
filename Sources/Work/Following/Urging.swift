import Database
import Office
import Vocabulary

/// Đôn đốc: who urged which unit about which tasks, when and how.
public struct Urging: Equatable, Sendable {
    public enum Channel: String, SQLBindable, SQLDecodable, Sendable, CaseIterable {
        case paper, telephone, zalo, mail, meeting

        public var vietnamese: String {
            switch self {
            case .paper: "văn bản"
            case .telephone: "điện thoại"
            case .zalo: "Zalo"
            case .mail: "thư điện tử"
            case .meeting: "gặp trực tiếp"
            }
        }
    }

    public let id: ID<Urging>
    public let unit: ID<Unit>
    public let unitName: String
    public let at: Instant
    /// When it was done; noted later sometimes.
    public let day: Day
    public let channel: Channel
    public let words: String
    public let who: String
    public let tasks: Int

    private static let columns: SQL = """
        g.id, g.unit, u.name AS unit_name, g.at, g.day, g.channel, g.words, g.who, \
        (SELECT count(*) FROM urging_task n WHERE n.urging = g.id) AS tasks
        """

    private init(_ row: Row) throws {
        id = try row("id")
        unit = try row("unit")
        unitName = try row("unit_name")
        at = try row("at")
        day = try row("day")
        channel = try row("channel")
        words = try row("words")
        who = try row("who")
        tasks = try row("tasks")
    }

    static let mostShown = 50

    /// Newest first. Who reads all tasks sees those of every unit, others those to their own units; the task itself is seen
    /// already.
    public static func of(_ task: ID<Task>, for visitor: Visitor, _ db: any Reader) throws -> [Urging] {
        try db.all(
            """
            SELECT \(sql: columns) FROM urging_task gt JOIN urging g ON g.id = gt.urging JOIN unit u ON u.id = g.unit
            WHERE gt.task = \(task) AND \(sql: scope(visitor)) ORDER BY g.id DESC LIMIT \(mostShown)
            """
        ).map(Urging.init)
    }

    public static func of(unit: ID<Unit>, for visitor: Visitor, limit: Int = 10, _ db: any Reader) throws -> [Urging] {
        try db.all(
            """
            SELECT \(sql: columns) FROM urging g JOIN unit u ON u.id = g.unit
            WHERE g.unit = \(unit) AND \(sql: scope(visitor)) ORDER BY g.id DESC LIMIT \(limit)
            """
        ).map(Urging.init)
    }

    private static func scope(_ visitor: Visitor) -> SQL {
        visitor.scope(.readAllTasks).union(visitor.scope(.readProgramme)).condition(path: "u.path")
    }
}

/// The words of an urging as the office writes them.
public enum UrgingWords {
    static let mostTasks = 20

    /// What the letters leave out and the log holds: nil where both name the same tasks.
    static func leftOut(of lines: [LateUnits.Line]) -> String? {
        let longer = lines.filter { $0.count > mostTasks }
        guard !longer.isEmpty else { return nil }
        return
            "Mỗi lời liệt kê \(mostTasks) việc chậm nhất; nhật ký đôn đốc ghi vào mọi việc quá hạn của đơn vị (nhiều nhất \(Urgings.mostTasks.dotted)): "
            + longer.map { "\($0.name) \(min($0.count, Urgings.mostTasks).dotted) việc" }.joined(separator: ", ") + "."
    }

    /// A whole letter to one unit, ready to be copied into Zalo or a paper.
    public static func draft(to line: LateUnits.Line, from office: String, today: Day) -> String {
        let tasks = line.tasks.prefix(mostTasks).enumerated().map { index, task -> String in
            let late = task.due.map { "hạn \($0.vietnamese), chậm \(today.days(since: $0).dotted) ngày" } ?? ""
            return "\(index + 1). \(task.text.shortened(200))\(late.isEmpty ? "" : " (\(late))")."
        }
        let rest = line.count > tasks.count ? ["và \((line.count - tasks.count).dotted) việc khác."] : []
        return """
            Kính gửi: \(line.name)

            Theo chương trình công tác thi đua, khen thưởng, đến ngày \(today.vietnamese) \(line.name) còn \
            \(line.count.dotted) việc quá hạn:
            \((tasks + rest).joined(separator: "\n"))

            \(office) đề nghị \(line.name) khẩn trương thực hiện, báo cáo kết quả hoặc nêu rõ khó khăn, vướng mắc (nếu có) \
            trước ngày \(today.adding(days: 5).vietnamese) để tổng hợp, báo cáo.
            Trân trọng.
            """
    }
}

/// Noting that units were urged.
public enum Urgings {
    public static let mostUnits = 100
    /// Of one unit; the longest late ones.
    public static let mostTasks = 200

    /// Notes it for each unit with all its late tasks, and tells its officers. Returns how many tasks were urged about.
    ///
    /// - Parameter words: by unit, as they were sent or said.
    @discardableResult
    public static func urge(
        _ words: [ID<Unit>: String], by channel: Urging.Channel, on day: Day? = nil, telling: Bool = true,
        for visitor: Visitor, _ operation: Operation
    ) throws -> Int {
        guard !words.isEmpty else { throw FollowingRefusal.nobody }
        guard words.count <= mostUnits else { throw FollowingRefusal.tooMany(mostUnits) }
        let day = day ?? operation.today
        guard day <= operation.today else { throw FollowingRefusal.badDay(day.vietnamese) }
        let late = try LateUnits.of(
            visitor, today: operation.today, units: words.keys.sorted(), perUnit: mostTasks, size: mostUnits,
            operation)
        guard !late.lines.isEmpty else { throw FollowingRefusal.notLate }
        var count = 0
        for line in late.lines {
            let text = try FollowingCheck.words(words[line.unit] ?? "", "nội dung đôn đốc")
            try note(
                line.unit, line.name, line.tasks.map(\.id), text, channel, day, telling: telling, operation)
            count += line.tasks.count
        }
        return count
    }

    /// Notes the urging of the units that lead one task, late or not.
    public static func urge(
        _ task: ID<Task>, _ words: String, by channel: Urging.Channel, on day: Day? = nil, telling: Bool = true,
        by operation: Operation
    ) throws {
        let words = try FollowingCheck.words(words, "nội dung đôn đốc")
        let day = day ?? operation.today
        guard day <= operation.today else { throw FollowingRefusal.badDay(day.vietnamese) }
        let state: Task.State = try operation.value("SELECT state FROM task WHERE id = \(task)")
        guard state == .toDo || state == .doing else { throw FollowingRefusal.closedTask }
        let leads = try operation.all(
            """
            SELECT DISTINCT u.id, u.name FROM task_unit tu JOIN unit u ON u.id = tu.unit
            WHERE tu.task = \(task) AND tu.role = 'lead' ORDER BY u.id
            """
        ).map { row -> (ID<Unit>, String) in (try row("id"), try row("name")) }
        guard !leads.isEmpty else { throw FollowingRefusal.nobody }
        for (unit, name) in leads {
            try note(unit, name, [task], words, channel, day, telling: telling, operation)
        }
    }

    private static func note(
        _ unit: ID<Unit>, _ name: String, _ tasks: [ID<Task>], _ words: String, _ channel: Urging.Channel, _ day: Day,
        telling: Bool, _ operation: Operation
    ) throws {
        let id = ID<Urging>(
            try operation.insert(
                """
                INSERT INTO urging (unit, at, day, channel, words, account, who)
                VALUES (\(unit), \(operation.now), \(day), \(channel), \(words), \(operation.actor.account),
                        \(operation.actor.name))
                """))
        try operation.insertMany(
            into: "urging_task", columns: ["urging", "task"], rows: tasks.map { [id.sqlValue, $0.sqlValue] })
        let said = "\(channel.vietnamese.capitalFirst): \(name)"
        try TaskRows.noteMany("urged", on: tasks, words: said, operation)
        try operation.record(
            "urging.note", on: Subject("urging", id),
            after: ["unit": unit.description, "channel": channel.rawValue, "tasks": String(tasks.count)])
        guard telling else { return }
        let link =
            tasks.count == 1
            ? ProgrammePage.task(tasks[0]).path
            : TaskFilter(year: operation.today.year, unit: unit, role: .lead, status: .late, sort: .due)
                .address(ProgrammePage.programme.path).text
        try Notices.tell(
            NewNotice(
                .urging, about: Subject("urging", id), link: link, "Đôn đốc \(tasks.count.dotted) việc của \(name)",
                detail: words.shortened(2000), to: [.officers(of: unit)]), by: operation)
    }
}
