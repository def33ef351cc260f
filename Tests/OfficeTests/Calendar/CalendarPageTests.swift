import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("The pages of the calendar") struct CalendarPageTests {
    @Test("show everybody the year; only who keeps the calendar may change it", arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let keeper = try province.client(.specialist)
        let token = try province.formToken(keeper)
        let form = [("_ma", token), ("nam", "2026"), ("loai", "fixed"), ("chac", "law")]
        let added = try keeper.post("/lich-nghi", form: form + [("ngay", "2/9/2026"), ("ten", "Quốc khánh")])
        #expect(added.header("Location") == "/lich-nghi?nam=2026")
        let reader = try province.client(.unitOfficer)
        let page = try reader.get("/lich-nghi?nam=2026")
        #expect(page.status == 200)
        #expect(page.body.contains("Quốc khánh"))
        #expect(!page.body.contains("Thêm vào lịch"))
        #expect(
            try reader.post("/lich-nghi", form: [("_ma", try province.formToken(reader)), ("ngay", "3/9/2026")]).status
                == 403)

        let refused = try keeper.post("/lich-nghi", form: form + [("ngay", "32/9/2026"), ("ten", "Nghỉ <thêm>")])
        #expect(refused.status == 422)
        #expect(refused.body.contains("Ngày chưa đúng. Hãy ghi theo mẫu 02/09/2026."))
        #expect(refused.body.contains("value=\"Nghỉ &lt;thêm&gt;\""))
    }

    @Test("correct, take out and bring back a day", arguments: Engine.available)
    func steps(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let keeper = try province.client(.specialist)
        let token = ("_ma", try province.formToken(keeper))
        let id = try province.write {
            try WorkingCalendar.add(CalendarEntry(try day("02/09/2026"), "Quốc kháng", .fixed, .law), by: $0)
        }
        let form = try keeper.get("/lich-nghi/\(id)/sua").body
        #expect(form.contains("value=\"Quốc kháng\""))
        let corrected = try keeper.post(
            "/lich-nghi/\(id)/sua",
            form: [token, ("ngay", "02/09/2026"), ("ten", "Quốc khánh"), ("loai", "fixed"), ("chac", "law")])
        #expect(corrected.status == 303)
        #expect(try keeper.post("/lich-nghi/\(id)/bo", form: [token]).status == 303)
        #expect(try keeper.get("/lich-nghi?nam=2026").body.contains("Đã bỏ khỏi lịch"))
        #expect(try province.office.read { try province.office.workingDays($0) } == WorkingDays())
        #expect(try keeper.post("/lich-nghi/\(id)/khoi-phuc", form: [token]).status == 303)
        #expect(try province.office.read { try province.office.workingDays($0) }.daysOff.map(\.value) == ["Quốc khánh"])
        #expect(try keeper.get("/lich-nghi/999/sua").status == 404)
    }
}
