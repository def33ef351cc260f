import Database
import Office
import Vocabulary

extension LedgerKind {
    static let task = LedgerKind(
        "task", "Việc",
        acts: [
            "task.add": "thêm việc", "task.correct": "sửa việc", "task.start": "bắt đầu", "task.comment": "ghi ý kiến",
            "task.attach": "đính kèm tệp", "task.evidence": "thêm minh chứng", "task.finish": "hoàn thành",
            "task.postpone": "lùi hạn", "task.drop": "thôi thực hiện", "task.reopen": "mở lại",
            "task.hang": "gắn thời gian", "task.release": "thôi gắn thời gian", "task.settle": "định thời gian",
            "task.report": "báo kết quả kỳ", "task.watch": "theo dõi", "task.unwatch": "thôi theo dõi",
            "subtask.add": "thêm việc con", "subtask.correct": "sửa việc con", "subtask.finish": "xong việc con",
            "subtask.reopen": "mở lại việc con", "subtask.move": "sắp lại việc con", "subtask.remove": "bỏ việc con",
        ],
        facts: [
            "plan": "kế hoạch số", "text": "nội dung", "state": "tình trạng", "due": "hạn", "file": "tệp số",
            "sort": "loại minh chứng", "time": "thời gian", "paper": "văn bản", "day": "kỳ", "round": "kết quả",
            "subtask": "việc con số",
        ],
        values: [
            "state=toDo": "chưa làm", "state=doing": "đang làm", "state=done": "xong",
            "state=dropped": "thôi thực hiện",
            "sort=document": "văn bản", "sort=note": "ghi chú", "sort=link": "liên kết", "sort=event": "sự kiện",
            "sort=file": "tệp", "round=done": "đã làm", "round=skipped": "bỏ qua",
        ],
        needs: .readAllTasks, page: { ProgrammePage.task(ID($0)).path },
        // The unit that leads; where the plan names none that the register knows, the branch of the plan.
        branch: { id, db in
            try db.value(
                """
                SELECT coalesce(
                    (SELECT u.path FROM task_unit p JOIN unit u ON u.id = p.unit
                     WHERE p.task = t.id AND p.role = 'lead' ORDER BY p.position LIMIT 1), t.branch)
                FROM task t WHERE t.id = \(id)
                """) as String?
        },
        names: { ids, db in try names("SELECT id, text FROM task WHERE id IN (\(list: ids))", db) })

    static let plan = LedgerKind(
        "plan", "Kế hoạch",
        acts: ["plan.adopt": "nhận vào chương trình", "plan.hang": "gắn với mục của kế hoạch cấp trên"],
        facts: [
            "draft": "bản nháp số", "version": "lần nhận", "added": "việc thêm", "changed": "việc đổi",
            "gone": "việc bớt",
            "parentTask": "mục cấp trên số",
        ],
        needs: .readAllTasks, page: { ProgrammePage.plan(ID($0)).path },
        branch: { id, db in
            try db.value("SELECT u.path FROM plan p JOIN unit u ON u.id = p.unit WHERE p.id = \(id)") as String?
        },
        names: { ids, db in try names("SELECT id, title FROM plan WHERE id IN (\(list: ids))", db) })

    static let event = LedgerKind(
        "event", "Sự kiện", acts: ["event.add": "thêm sự kiện", "event.move": "dời ngày"],
        facts: ["plan": "kế hoạch số", "name": "tên", "time": "thời gian", "tasks": "số việc dời theo"],
        needs: .readAllTasks, page: { TimingPage.event(ID($0)).path },
        branch: { id, db in
            try db.value(
                """
                SELECT u.path FROM plan_event e JOIN plan p ON p.id = e.plan JOIN unit u ON u.id = p.unit
                WHERE e.id = \(id)
                """) as String?
        },
        names: { ids, db in try names("SELECT id, name FROM plan_event WHERE id IN (\(list: ids))", db) })

    static let draft = LedgerKind(
        "draft", "Bản nháp",
        acts: [
            "draft.open": "nhập bản nháp", "draft.bases": "ghi căn cứ pháp lý của các bản đã đọc",
            "draft.resume": "mở tiếp bản nháp", "draft.edit": "sửa dòng",
            "draft.header": "sửa phần đầu", "draft.discard": "bỏ bản nháp", "draft.accepted": "nhận dòng",
            "draft.rejected": "để lại dòng", "draft.waiting": "đưa dòng về chờ",
            "draft.acceptWaiting": "nhận các dòng còn chờ",
            "draft.split": "tách dòng", "draft.merge": "gộp dòng", "draft.name": "chọn đơn vị cho tên gọi",
            "draft.finding": "trả lời điểm cần xem lại", "draft.span": "ghi giai đoạn",
        ],
        facts: [
            "title": "trích yếu", "number": "số, ký hiệu", "year": "năm", "tasks": "số việc", "item": "dòng số",
            "time": "thời gian", "lead": "chủ trì", "years": "giai đoạn", "issuerKind": "loại cơ quan ban hành",
        ],
        values: [
            "issuerKind=committee": "Ủy ban nhân dân", "issuerKind=council": "Hội đồng Thi đua - Khen thưởng",
            "issuerKind=initiativeCouncil": "Hội đồng Sáng kiến", "issuerKind=other": "cơ quan khác",
        ],
        branch: { id, db in
            try db.value("SELECT u.path FROM plan_draft d JOIN unit u ON u.id = d.unit WHERE d.id = \(id)") as String?
        },
        names: { ids, db in try names("SELECT id, title FROM plan_draft WHERE id IN (\(list: ids))", db) })

    static let savedView = LedgerKind(
        "saved_view", "Cách xem đã lưu", acts: ["view.save": "lưu cách xem", "view.remove": "bỏ cách xem"],
        facts: ["name": "tên"])

    private static func names(_ sql: SQL, _ db: any Reader) throws -> [Int64: String] {
        try Dictionary(db.all(sql).map { try ($0(0), $0(1)) }, uniquingKeysWith: { first, _ in first })
    }
}
