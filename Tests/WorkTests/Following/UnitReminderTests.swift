import Database
import Fixtures
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("A unit's reminder") struct UnitReminderTests {
    @Test("is a text and a picture of what the unit leads", arguments: Engine.available)
    func text(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let today = ProgrammeWorld.today.adding(days: 5)
        let (nguyen, tam) = (try world.visitor(.nguyen), try world.visitor(.tam))
        let unit = try #require(tam.unit?.id)
        let reminder = try world.office.read { try UnitReminder.of(unit, for: nguyen, today: today, $0) }
        #expect(
            reminder.text(from: "Sở Nội vụ", today: today) == """
                Kính gửi Sở Tài chính,
                Sở Nội vụ nhắc việc đến ngày 22/11/2026:

                QUÁ HẠN (1):
                1. Lập dự toán Hội nghị tổng kết (hạn 20/11/2026, chậm 2 ngày)

                Đề nghị đơn vị cập nhật kết quả hoặc nêu vướng mắc trong phần mềm. Trân trọng.
                """)
        #expect(reminder.card(from: "Sở Nội vụ", today: today).parts.map(\.title) == ["Quá hạn: 1 việc"])
        let stranger = try world.visitor(.stranger)
        #expect(throws: FrameRefusal.notFound) {
            try world.office.read { try UnitReminder.of(unit, for: stranger, today: today, $0) }
        }
        // Somebody of another unit sees of it only what they share: nothing.
        let khoa = try world.visitor(.khoa)
        #expect((try? world.office.read { try UnitReminder.of(unit, for: khoa, today: today, $0) })?.isEmpty ?? true)
    }

    @Test("has a page, and a picture that is a PNG")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let unit = try world.office.read { try Organisations.unit(codeOrName: "LS-STC", $0).id }
        let nguyen = try world.browser(.nguyen)
        let page = try nguyen.get("/don-vi/\(unit)/loi-nhac")
        #expect(page.body.contains("Lời nhắc gửi Sở Tài chính") && page.body.contains("loi-nhac.png"))
        let picture = try nguyen.get("/don-vi/\(unit)/loi-nhac.png")
        #expect(picture.header("content-type") == "image/png" && picture.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try world.browser(.stranger).get("/don-vi/\(unit)/loi-nhac.png").status == 404)
        let press = try world.office.read { try Organisations.unit(codeOrName: "LS-BAO", $0).id }
        #expect(try nguyen.get("/don-vi/\(press)/loi-nhac").body.contains("Không có gì để nhắc."))
        #expect(try nguyen.get("/don-vi/\(press)/loi-nhac.png").status == 404)
        #expect(try nguyen.get("/don-vi/\(unit)/viec?nam=2026").body.contains("Lời nhắc, ảnh Zalo"))
        #expect(world.faults.all == [])
    }

    @Test("the late list goes page by page, and says what a letter leaves out", arguments: Engine.available)
    func late(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (nguyen, today) = (try world.visitor(.nguyen), ProgrammeWorld.today.adding(days: 5))
        var (seen, start): ([String], LateUnits.Cursor?) = ([], nil)
        repeat {
            let page = try world.office.read { try LateUnits.of(nguyen, today: today, after: start, size: 1, $0) }
            seen += page.lines.map { "\($0.name) \($0.count)" }
            #expect(!page.isCapped)
            start = page.after.flatMap { LateUnits.Cursor($0.text) }
        } while start != nil
        #expect(seen == ["Sở Nội vụ 5", "Sở Tài chính 1"])
        let lines = try world.office.read { try LateUnits.of(nguyen, today: today, $0) }.lines
        #expect(UrgingWords.leftOut(of: lines) == nil)
        try ManyTasks.add(30, to: world)
        let many = try world.office.read { try LateUnits.of(nguyen, today: today, $0) }.lines
        #expect(UrgingWords.leftOut(of: many)?.hasSuffix("Văn phòng UBND tỉnh 30 việc.") == true)
    }
}
