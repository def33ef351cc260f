import Database
import Fixtures
import Foundation
import HTTP
import Testing
import Vocabulary

@testable import Office

@Suite("The plan of backups") struct BackupPlanTests {
    private func run(_ number: Int64, on day: Day) throws -> BackupRun {
        let store = try Engine.sqlite.fresh()
        return try store.read { db in
            try BackupRun(
                db.one(
                    """
                    SELECT \(number), 'scheduled', 'done', \(Instant(day, hour: 22, minute: 30)), 1, 'x', 1, 0, 1, 1, 1, '',
                        NULL, NULL, 1
                    """))
        }
    }

    @Test("keeps the last backup of so many days, weeks and months")
    func retention() throws {
        let today = try #require(Day(year: 2026, month: 11, day: 28))
        // A year of nights, and a second one tonight.
        let runs = try [run(1000, on: today)] + (0..<365).map { try run(Int64(999 - $0), on: today.adding(days: -$0)) }
        var plan = BackupPlan()
        (plan.daily, plan.weekly, plan.monthly) = (3, 2, 3)
        let gone = Set(plan.superseded(runs).map(\.id))
        let kept = runs.filter { !gone.contains($0.id) }.map(\.asked.day.vietnamese)
        // Three days; this week's and last week's last (Sunday 22); this month's and those of October and September.
        #expect(kept == ["28/11/2026", "27/11/2026", "26/11/2026", "22/11/2026", "31/10/2026", "30/09/2026"])
        (plan.daily, plan.weekly, plan.monthly) = (500, 0, 0)
        #expect(plan.superseded(runs).map(\.id) == [ID(999)])
    }

    @Test("knows when one is due, by its hour in Việt Nam")
    func due() throws {
        let day = try #require(Day(year: 2026, month: 11, day: 28))
        let plan = BackupPlan()
        #expect(plan.slot(before: Instant(day, hour: 22, minute: 30)) == Instant(day, hour: 22, minute: 30))
        #expect(
            plan.slot(before: Instant(day, hour: 22, minute: 29)) == Instant(day.adding(days: -1), hour: 22, minute: 30)
        )
    }

    @Test(
        "is refused where it cannot be right",
        arguments: [
            (["gio": "25:00"], "Giờ phải viết như 22:30."), (["gio": "mười"], "Giờ phải viết như 22:30."),
            (["ngay": "0", "tuan": "0", "thang": "0"], "phải giữ ít nhất một bản"), (["lo": "0"], "từ 1 đến 8.760"),
            (["thu-muc": "../ngoai"], "Thư mục không ghi được."), (["thu-muc": ""], "Thư mục không ghi được."),
            (["mat-khau": "/khong/co"], "Tệp mật khẩu không đọc được"),
        ])
    func refused(_ change: [String: String], _ words: String) throws {
        let province = try TestProvince(.sqlite)
        let admin = try province.client(.administrator)
        var form = [
            "bat": "1", "gio": "22:30", "thu-muc": "backups", "ngay": "7", "tuan": "4", "thang": "12", "mat-khau": "",
            "lo": "36", "_ma": try province.formToken(admin),
        ]
        form.merge(change) { $1 }
        let answer = try admin.post("/quan-tri/sao-luu/thiet-lap", form: form.map { ($0.key, $0.value) })
        #expect(answer.status == 422)
        #expect(answer.body.contains(words))
        #expect(try province.office.read { try BackupPlan.saved($0) } == nil)
    }

    @Test("is saved with an entry, and backups are asked for one at a time", arguments: Engine.available)
    func saved(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let admin = try province.client(.administrator)
        let token = try province.formToken(admin)
        #expect(try admin.get("/quan-tri/sao-luu").body.contains("Chưa có bản sao lưu nào."))
        let form = [
            ("bat", "1"), ("gio", "1:05"), ("thu-muc", "backups"), ("ngay", "5"), ("tuan", "0"), ("thang", "1"),
            ("mat-khau", ""), ("lo", "48"), ("_ma", token),
        ]
        #expect(try admin.post("/quan-tri/sao-luu/thiet-lap", form: form).status == 303)
        let plan = try #require(try province.office.read { try BackupPlan.saved($0) })
        #expect(plan.isOn && plan.hour == 1 && plan.minute == 5 && plan.daily == 5 && plan.worryHours == 48)
        for _ in 1...2 { #expect(try admin.post("/quan-tri/sao-luu/ngay", form: [("_ma", token)]).status == 303) }
        let (runs, acts): (Int, [String]) = try province.office.read { db in
            (
                try db.value("SELECT count(*) FROM backup_run"),
                try db.values("SELECT act FROM ledger_entry WHERE subject_kind = 'backup' ORDER BY sequence")
            )
        }
        #expect(runs == 1 && acts == ["backup.plan", "backup.ask"])
        #expect(try admin.get("/quan-tri/sao-luu").body.contains("Sắp sao lưu."))
        #expect(try admin.get("/quan-tri/sao-luu/1/tai").status == 404)
        for role in [Role.specialist, .leader] {
            #expect(try province.client(role).get("/quan-tri/sao-luu").status == 403)
        }
    }

    @Test("lists the runs page by page in both directions", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try province.office.write(by: province.actor(.administrator)) { operation in
            for number in 1...7 {
                try operation.run(
                    "INSERT INTO backup_run (cause, state, asked, words) VALUES ('asked', 'failed', \(operation.now), \(String(number)))"
                )
            }
            try operation.record("backup.ask", on: Subject("backup", ID<BackupRun>(1)))
        }
        func page(_ cursor: KeysetCursor<ID<BackupRun>>?) throws -> KeysetPage<BackupRun, ID<BackupRun>> {
            try province.office.read { try BackupRun.page(cursor, size: 3, $0) }
        }
        let first = try page(nil)
        #expect(first.rows.map(\.words) == ["7", "6", "5"] && first.before == nil)
        let second = try page(.after(#require(first.after)))
        #expect(second.rows.map(\.words) == ["4", "3", "2"])
        let third = try page(.after(#require(second.after)))
        #expect(third.rows.map(\.words) == ["1"] && third.after == nil)
        #expect(try page(.before(#require(third.before))) == second)
        #expect(try page(.before(#require(second.before))).rows == first.rows)
    }

    @Test("says sizes as people do")
    func sizes() {
        #expect(
            [0, 999, 1000, 12_500_000, 123_456_789, 4_000_000_000].map { BackupPages.size($0) }
                == ["0 byte", "999 byte", "1 kB", "12,5 MB", "123 MB", "4 GB"].map { $0.replacing(" ", with: "\u{A0}") }
        )
    }
}
