import Database
import Fixtures
import Office
import Testing
import Vocabulary

import struct Office.Unit

@testable import Work

@Suite("Ways to look at the programme") struct ProgrammeViewTests {
    private func unit(_ code: String, _ world: ProgrammeWorld) throws -> ID<Unit> {
        try world.office.read { try Organisations.unit(codeOrName: code, $0).id }
    }

    @Test("a unit's page has what is asked of it in every role, by quarter", arguments: Engine.available)
    func duties(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (finance, visitor) = (try unit("LS-STC", world), try world.visitor(.nguyen))
        func duties(_ quarter: Int?, _ visitor: Visitor) throws -> [String] {
            let duties = try world.office.read {
                try UnitDuties.of(finance, year: 2026, quarter: quarter, for: visitor, today: ProgrammeWorld.today, $0)
            }
            return duties.parts.map { part in
                "\(part.role.rawValue) \(part.totals.all): " + part.lines.map(\.reference).joined(separator: " ")
            }
        }
        #expect(try duties(nil, visitor) == ["lead 1: IV.2", "advisor 0: ", "coordinator 2: II.1 IV.4"])
        #expect(try duties(4, visitor) == ["lead 1: IV.2", "advisor 0: ", "coordinator 1: IV.4"])
        #expect(throws: FrameRefusal.notFound) { try duties(nil, world.visitor(.stranger)) }
        let path = ViewsPage.unit(finance).path
        #expect(try world.browser(.tam).get(path).status == 200)
        #expect(try world.browser(.stranger).get(path).status == 404)
        #expect(try world.browser(.khoa).get(path).status == 404)
    }

    @Test("changes since a day are those a visitor may see, newest first, page by page", arguments: Engine.available)
    func changes(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let task = try world.task("IV.2")
        world.clock.advance(seconds: 60)
        try world.write(.dung) { try TaskWork.postpone(task, to: day(25, 11), because: "Chờ số liệu", by: $0) }
        world.clock.advance(seconds: 60)
        try world.write(.tam) { try TaskWork.start(task, by: $0) }
        func acts(
            _ person: ProgrammeWorld.Person, _ sort: ProgrammeChanges.Sort? = nil, since: Day = ProgrammeWorld.today
        ) throws
            -> [String]
        {
            let visitor = try world.visitor(person)
            let changes = try world.office.read { try ProgrammeChanges.since(since, sort, for: visitor, $0) }
            return changes.lines.map { "\($0.act.rawValue) \($0.newDue?.short ?? "")" }
        }
        #expect(try acts(.nguyen).prefix(2) == ["started ", "postponed 25/11"])
        #expect(try acts(.nguyen).count == 12)
        #expect(try acts(.nguyen, .times) == ["postponed 25/11"])
        #expect(try acts(.nguyen, since: day(18, 11)) == [])
        #expect(try acts(.stranger) == [])
        // Báo Lam Sơn takes part in one task.
        #expect(try acts(.khoa) == ["adopted "])
        let visitor = try world.visitor(.nguyen)
        var (seen, key): ([Int64], Int64?) = ([], nil)
        repeat {
            let page = try world.office.read {
                try ProgrammeChanges.since(ProgrammeWorld.today, before: key, for: visitor, size: 5, $0)
            }
            seen += page.lines.map(\.step)
            key = page.after
        } while key != nil
        #expect(seen == seen.sorted(by: >))
        #expect(Set(seen).count == 12)
    }

    @Test("charts count by quarter, month, lead and plan, and each number opens its rows", arguments: Engine.available)
    func progress(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let visitor = try world.visitor(.nguyen)
        let progress = try world.office.read {
            try ProgrammeProgress.of(2026, for: visitor, today: ProgrammeWorld.today, $0)
        }
        #expect(progress.months.map(\.standing) == [1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 3, 1])
        #expect(
            progress.leads.map { "\($0.name) \($0.totals.standing) \($0.totals.late)" } == [
                "Sở Nội vụ 7 5", "Sở Tài chính 1 0",
            ])
        #expect(progress.plans.map { "\($0.name) \($0.totals.all)" } == ["18/KH-UBND 10"])
        let page = try world.browser(.nguyen).get("/chuong-trinh/tien-do?nam=2026").body
        #expect(page.contains("tinh-trang=qua-han"))
        #expect(try world.browser(.stranger).get("/chuong-trinh/tien-do?nam=2026").body.contains("18/KH-UBND") == false)
        #expect(
            try world.browser(.nguyen).get("/chuong-trinh/dong-thoi-gian?nam=2026").body.contains("<svg class=\"time\"")
        )
        #expect(world.faults.all == [])
    }
}

@Suite("Changing several tasks at once") struct BulkChangeTests {
    @Test("shows each task first, leaves out those it cannot change, and does all or none", arguments: Engine.available)
    func bulk(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (late, session, regular) = (try world.task("IV.2"), try world.task("IV.3"), try world.task("V.1"))
        let visitor = try world.visitor(.nguyen)
        let change = try world.office.read {
            try BulkChange.preview(.shift(7), on: [late, session, regular], for: visitor, $0)
        }
        #expect(
            change.lines.map { "\($0.before) → \($0.after) \($0.problem ?? "")" } == [
                "20/11/2026 → 27/11/2026 ", "24/11/2026 → 01/12/2026 ", "không có hạn → không đổi không có hạn để lùi",
            ])
        world.clock.advance(seconds: 5)
        #expect(throws: BulkRefusal.noReason) {
            try world.write(.nguyen) {
                try BulkChange.apply(.shift(7), to: [late], because: "", known: change.stamp, for: visitor, by: $0)
            }
        }
        let count = try world.write(.nguyen) {
            try BulkChange.apply(
                .shift(7), to: [late, session, regular], because: "Dời hội nghị", known: change.stamp, for: visitor,
                by: $0)
        }
        #expect(count == 2)
        // A second press of the old form: the tasks have changed since.
        #expect(throws: BulkRefusal.changedMeanwhile) {
            try world.write(.nguyen) {
                try BulkChange.apply(.shift(7), to: [late], because: "x", known: change.stamp, for: visitor, by: $0)
            }
        }
        let dues = try world.office.read { db in
            try [late, session].map { try db.value("SELECT due_day FROM task WHERE id = \($0)") as String }
        }
        #expect(dues == ["2026-11-27", "2026-12-01"])
        #expect(try world.office.read { try TaskTally.faults($0) } == 0)
    }

    @Test("goes through its pages with what was chosen kept", .timeLimit(.minutes(2)))
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let task = try world.task("IV.2")
        let browser = try world.browser(.nguyen)
        let list = try browser.get("/chuong-trinh/nhieu-viec?nam=2026&quy=4")
        #expect(list.body.contains("name=\"viec\" value=\"\(task)\""))
        let empty = try browser.post(
            "/chuong-trinh/nhieu-viec/xem", [("nam", "2026"), ("viec-lam", "lui-den"), ("ngay", "1/12/2026")])
        #expect(empty.status == 422)
        #expect(empty.body.contains("Hãy đánh dấu ít nhất một việc."))
        let preview = try browser.post(
            "/chuong-trinh/nhieu-viec/xem", [("viec", "\(task)"), ("viec-lam", "lui-den"), ("ngay", "01/12/2026")])
        #expect(preview.status == 200)
        #expect(preview.body.contains("Đổi 1 việc"))
        let stamp = try #require(preview.body.firstMatch(of: /name="moc" value="(\d+)"/)?.1)
        let form = [("viec", "\(task)"), ("viec-lam", "lui-den"), ("ngay", "01/12/2026"), ("moc", String(stamp))]
        let refused = try browser.post("/chuong-trinh/nhieu-viec/doi", form)
        #expect(refused.status == 422)
        let done = try browser.post("/chuong-trinh/nhieu-viec/doi", form + [("ly-do", "Dời hội nghị")])
        #expect(try browser.follow(done).body.contains("Đã đổi 1 việc."))
        #expect(try world.browser(.tam).get("/chuong-trinh/nhieu-viec").status == 403)
        // What one task refuses at the last moment is said; nothing of the list is changed.
        let lead = [("viec", "\(task)"), ("viec-lam", "chu-tri"), ("chu-tri", "Sở Nội vụ"), ("ly-do", "Giao lại")]
        try world.write(.nguyen) { try TaskWork.drop(task, because: "Không làm nữa", by: $0) }
        let closed = try browser.post("/chuong-trinh/nhieu-viec/doi", lead + [("moc", "99999999999999")])
        #expect(closed.status == 422)
        #expect(closed.body.contains("Không có việc nào đổi được."))
        #expect(world.faults.all == [])
    }
}

/// A day of 2026.
private func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) ?? Day(number: 0) }
