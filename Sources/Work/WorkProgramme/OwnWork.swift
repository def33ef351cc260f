import Database
import Office
import Vocabulary

/// What the work programme keeps about an account, for the export of one's own data.
public enum OwnWork {
    public static let records: [OwnRecords] = [
        OwnRecords("Việc đã làm trên nhiệm vụ", heads: ["Lúc", "Nhiệm vụ", "Việc", "Nội dung"]) { account, _, db in
            try db.all(
                "SELECT at, task, act, words FROM task_step WHERE account = \(account) ORDER BY id DESC"
            ).map { row in
                [
                    (try row("at") as Instant).vietnamese, String(try row("task") as Int64),
                    TaskPages.words(try row("act")), try row("words") ?? "",
                ]
            }
        },
        OwnRecords("Việc phụ trách", heads: ["Nhiệm vụ", "Từ ngày"]) { account, _, db in
            try db.all("SELECT task, since FROM task_officer WHERE account = \(account) ORDER BY since DESC").map {
                [String(try $0("task") as Int64), (try $0("since") as Day).vietnamese]
            }
        },
        OwnRecords("Việc con được giao", heads: ["Nhiệm vụ", "Nội dung", "Hạn"]) { account, _, db in
            try db.all("SELECT task, text, due_day FROM subtask WHERE account = \(account) ORDER BY id DESC").map {
                [String(try $0("task") as Int64), try $0("text"), (try $0("due_day") as Day?)?.vietnamese ?? ""]
            }
        },
        OwnRecords("Việc theo dõi", heads: ["Nhiệm vụ", "Từ lúc"]) { account, _, db in
            try db.all("SELECT task, since FROM task_watch WHERE account = \(account) ORDER BY since DESC").map {
                [String(try $0("task") as Int64), (try $0("since") as Instant).vietnamese]
            }
        },
        OwnRecords("Kế hoạch đơn vị đã gửi, đã trả lại, đã nhắc", heads: ["Lúc", "Đơn vị", "Việc", "Nội dung"]) {
            account, _, db in
            try db.all(
                """
                SELECT s.at, p.name, s.act, s.words FROM unit_plan_step s JOIN unit_plan p ON p.id = s.unit_plan
                WHERE s.account = \(account) ORDER BY s.id DESC
                """
            ).map { row in
                [
                    (try row("at") as Instant).vietnamese, try row("name"), (try row("act") as UnitPlan.Act).vietnamese,
                    try row("words") ?? "",
                ]
            }
        },
        OwnRecords("Cách xem đã lưu", heads: ["Tên", "Lưu lúc"]) { account, _, db in
            try db.all("SELECT name, added FROM saved_view WHERE account = \(account) ORDER BY id DESC").map {
                [try $0("name"), (try $0("added") as Instant).vietnamese]
            }
        },
    ]
}
