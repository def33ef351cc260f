import Database
import Office
import Vocabulary

extension NoticeKind {
    public static let taskGiven = NoticeKind(
        "viec-duoc-giao", "Việc được giao", when: "một kế hoạch, hoặc bản mới của nó, giao việc cho đơn vị tôi")
    public static let taskSoon = NoticeKind(
        "sap-den-han", "Việc sắp đến hạn",
        when: "việc của đơn vị tôi, hoặc tôi phụ trách, theo dõi, sắp đến hạn theo quy tắc nhắc việc")
    public static let taskLate = NoticeKind(
        "qua-han", "Việc quá hạn",
        when: "việc của đơn vị tôi, hoặc tôi phụ trách, quản lý, theo dõi, đã quá hạn theo quy tắc nhắc việc",
        standard: [.inbox, .mail, .digest])
    public static let taskMoved = NoticeKind(
        "lui-han", "Lùi hạn, thôi, mở lại", when: "việc của đơn vị tôi được lùi hạn, thôi thực hiện hoặc mở lại")
    public static let taskComment = NoticeKind(
        "y-kien", "Ý kiến về việc", when: "có ý kiến mới về việc của đơn vị tôi hoặc việc tôi đã góp ý")

    public static let difficulty = NoticeKind(
        "vuong-mac", "Khó khăn, vướng mắc", when: "vướng mắc được nêu, trả lời, báo cáo lãnh đạo hoặc khép lại")
    public static let urging = NoticeKind(
        "don-doc", "Đôn đốc", when: "cơ quan thường trực đôn đốc việc của đơn vị tôi", standard: [.inbox, .mail])
    public static let opinion = NoticeKind(
        "xin-y-kien", "Xin ý kiến", when: "tôi hoặc đơn vị tôi được xin ý kiến, hoặc có trả lời cho câu tôi hỏi",
        standard: [.inbox, .mail])

    static let ofTasks: [NoticeKind] = [
        .taskGiven, .taskSoon, .taskLate, .taskMoved, .taskComment, .difficulty, .urging, .opinion,
    ]
}

/// What the work programme tells people of, within the operations that cause it.
enum TaskNotices {
    static let mostLines = 10

    /// Tells each unit that leads or advises something new in the plan, once for all of it.
    static func adopted(_ plan: ID<Plan>, version: Int, by operation: Operation) throws {
        let row = try operation.one("SELECT \(sql: Plan.columns) FROM plan p WHERE p.id = \(plan)")
        let citation = try Plan(row).citation
        let year: Int = try row("year")
        let rows = try operation.all(
            """
            SELECT tu.unit, u.name, count(DISTINCT t.id) AS tasks FROM task t
            JOIN task_unit tu ON tu.task = t.id AND tu.role IN ('lead', 'advisor') JOIN unit u ON u.id = tu.unit
            WHERE t.plan = \(plan) AND t.changed = \(operation.now) AND t.state_sort = 1
            GROUP BY tu.unit, u.name ORDER BY tu.unit
            """)
        try Notices.tell(
            rows.map { row in
                let unit: ID<Unit> = try row("unit")
                let (name, tasks): (String, Int) = (try row("name"), try row("tasks"))
                let words =
                    version == 1
                    ? "\(citation) giao \(tasks) việc cho \(name)"
                    : "Bản \(version) của \(citation): \(tasks) việc của \(name) mới hoặc thay đổi"
                let filter = TaskFilter(year: year, unit: unit, plan: plan)
                return NewNotice(
                    .taskGiven, about: Subject("plan", plan),
                    link: filter.address(ProgrammePage.programme.path).text, words, to: [.officers(of: unit)])
            }, by: operation)
    }

    /// Tells the officers of the lead units what happened to one task.
    static func tell(
        _ kind: NoticeKind, _ what: String, _ id: ID<Task>, why: String = "", also: [Recipient] = [],
        by operation: Operation
    ) throws {
        let text: String = try operation.value("SELECT text FROM task WHERE id = \(id)")
        let leads: [ID<Unit>] = try operation.values(
            "SELECT unit FROM task_unit WHERE task = \(id) AND role = 'lead' AND unit IS NOT NULL ORDER BY position")
        try Notices.tell(
            NewNotice(
                kind, about: Subject("task", id), link: ProgrammePage.task(id).path, "\(what): \(text.shortened(160))",
                detail: why.shortened(600), to: leads.map { .officers(of: $0) } + also), by: operation)
    }

    /// A comment also reaches who commented before.
    static func commented(_ id: ID<Task>, _ words: String, by operation: Operation) throws {
        let others: [ID<Account>] = try operation.values(
            "SELECT DISTINCT account FROM task_step WHERE task = \(id) AND act = 'commented' AND account IS NOT NULL")
        try tell(.taskComment, "Ý kiến mới", id, why: words, also: others.map { .account($0) }, by: operation)
    }

    // MARK: The letter of the day

    static let digest = [
        DigestSource(.taskLate, "Việc quá hạn") { visitor, today, limit, db in
            try lines("t.due_sort < \(today)", visitor, today, limit, db)
        },
        DigestSource(.taskSoon, "Việc đến hạn trong 7 ngày") { visitor, today, limit, db in
            try lines("t.due_sort BETWEEN \(today) AND \(today.adding(days: 7))", visitor, today, limit, db)
        },
    ]

    private static func lines(_ days: SQL, _ visitor: Visitor, _ today: Day, _ limit: Int, _ db: any Reader) throws -> (
        lines: [String], count: Int
    ) {
        guard visitor.may(.readProgramme) else { return ([], 0) }
        var own: [TaskQuery.Condition] = []
        if !visitor.may(.readAllTasks), case .branches(let paths) = TaskScope.ownUnits(of: visitor) {
            own = [TaskQuery.units(paths, roles: [.lead, .advisor])]
        }
        let group = try MyWork.group(["t.state_sort = 1", days], own, for: visitor, limit: limit, db)
        return (group.lines.map { line($0.due, $0.text, lead: $0.lead) }, group.count)
    }

    /// `20/11/2026: Lập dự toán Hội nghị tổng kết (Sở Tài chính)`
    static func line(_ due: Day?, _ text: String, lead: String?) -> String {
        (due.map { "\($0.vietnamese): " } ?? "") + text.shortened(160) + (lead.map { " (\($0))" } ?? "")
    }
}
