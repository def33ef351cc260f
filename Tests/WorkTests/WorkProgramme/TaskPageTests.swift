import Database
import Fixtures
import HTTP
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("The page of a task") struct TaskPageTests {
    private let province: ProgrammeWorld
    private let id: ID<Task>
    private var path: String { ProgrammePage.task(id).path }

    init() throws {
        province = try ProgrammeWorld(.sqlite)
        id = try province.task("IV.2")
    }

    private func stamp() throws -> String {
        let visitor = try province.visitor(.dung)
        return try province.office.read { try TaskDetail.of(id, for: visitor, $0).stamp.text }
    }

    @Test("shows sentence, words of the plan and derived day apart")
    func shows() throws {
        let body = try province.browser(.nguyen).get(path).body
        #expect(body.contains("<h1>Lập dự toán Hội nghị tổng kết</h1>"))
        #expect(body.contains("“Ngày 20/11/2026”") && body.contains("Thứ Sáu, 20/11/2026"))
        #expect(body.contains("còn 3\u{A0}ngày") && body.contains("Chưa làm") && body.contains("Sở Tài chính chủ trì"))
        #expect(body.contains("ke-hoach-18.txt") && body.contains("Nhận từ kế hoạch"))
        let late = try province.browser(.nguyen).get(ProgrammePage.task(province.task("IV.1")).path).body
        #expect(late.contains("Quá hạn 8\u{A0}ngày"))
        let regular = try province.browser(.nguyen).get(ProgrammePage.task(province.task("V.1")).path).body
        #expect(regular.contains("không bị tính là quá hạn") && !regular.contains("Lùi hạn"))
    }

    @Test("is not there for who may not see it")
    func scope() throws {
        #expect(try province.browser(.tam).get(path).status == 200)
        for person in [ProgrammeWorld.Person.khoa, .stranger, .admin] {
            #expect(try province.browser(person).get(path).status == 404)
        }
        #expect(try province.browser(.khoa).post(path + "/y-kien", [("y-kien", "xin chào")]).status == 404)
        #expect(try province.browser(.tam).post(path + "/thoi", [("ly-do", "không làm")]).status == 403)
        let officer = try province.browser(.tam).get(path).body
        #expect(!officer.contains("Thôi thực hiện") && !officer.contains("/sua\""))
    }

    @Test("closes with evidence and a file, and gives the file back")
    func evidence() throws {
        let browser = try province.browser(.tam)
        let early = try browser.post(path + "/xong", [("moc", stamp())])
        #expect(early.status == 422 && early.body.contains("Cần ít nhất một minh chứng"))
        let bytes = Array("số liệu thật".utf8)
        let done = try browser.upload(
            path + "/minh-chung", file: TestClient.File("tep", name: "Tờ trình 5.pdf", bytes: bytes),
            [("loai", "van-ban"), ("noi-dung", ""), ("xong", "1"), ("moc", stamp())])
        #expect(done.header("location") == path)
        let page = try browser.follow(done).body
        #expect(page.contains("Đã thêm minh chứng và báo xong.") && page.contains("Tờ trình 5.pdf"))
        #expect(page.contains("Xong 17/11") && !page.contains("Bắt đầu làm</button>"))
        let file: ID<StoredFile> = try province.office.read {
            try $0.value("SELECT file FROM task_evidence WHERE task = \(id)")
        }
        let given = try browser.get(ProgrammePage.file(file).path)
        #expect(given.bytes == bytes && given.header("content-type") == "application/octet-stream")
        #expect(given.header("content-disposition")?.hasPrefix("attachment") == true)
        #expect(try province.browser(.khoa).get(ProgrammePage.file(file).path).status == 404)
        #expect(province.faults.all == [])
    }

    @Test("keeps what was typed and says at the field what is wrong")
    func errors() throws {
        let browser = try province.browser(.dung)
        let link = try browser.post(
            path + "/minh-chung",
            [("loai", "duong-dan"), ("noi-dung", "Bài đăng"), ("duong-dan", "javascript:alert(1)")])
        #expect(link.status == 422 && link.body.contains("id=\"duong-dan-e\""))
        #expect(link.body.contains("value=\"Bài đăng\"") && link.body.contains("value=\"javascript:alert(1)\""))
        #expect(link.body.contains("Minh chứng chưa gửi được: có 1 chỗ cần sửa") && link.body.contains("<title>Lỗi: "))
        let day = try browser.post(path + "/lui-han", [("ngay", "31/11/2026"), ("ly-do", "chờ"), ("moc", stamp())])
        #expect(day.status == 422 && day.body.contains("“31/11/2026” không phải là ngày"))
        #expect(day.body.contains("value=\"31/11/2026\"") && day.body.contains(">\nchờ</textarea>"))
        let why = try browser.post(path + "/lui-han", [("ngay", "01/12/2026"), ("ly-do", " "), ("moc", stamp())])
        #expect(why.status == 422 && why.body.contains("id=\"ly-do-e\"") && why.body.contains("value=\"01/12/2026\""))
        let sooner = try browser.post(path + "/lui-han", [("ngay", "01/11/2026"), ("ly-do", "x"), ("moc", stamp())])
        #expect(sooner.body.contains("Ngày mới phải sau hạn hiện nay (20/11/2026)."))
        let empty = try browser.post(path + "/y-kien", [("y-kien", "")])
        #expect(empty.status == 422 && empty.body.contains("Hãy ghi ý kiến."))
        #expect(try browser.post(path + "/tep").status == 422)
    }

    @Test("postpones, starts and comments with a sentence about it")
    func work() throws {
        let browser = try province.browser(.dung)
        let later = try browser.post(
            path + "/lui-han", [("ngay", "1/12/2026"), ("ly-do", "chờ thẩm định"), ("moc", stamp())])
        let page = try browser.follow(later).body
        #expect(page.contains("Đã lùi hạn đến 01/12/2026.") && page.contains("đã lùi, hạn đầu 20/11/2026"))
        #expect(page.contains("Lùi hạn 20/11 → 01/12"))
        #expect(try browser.follow(browser.post(path + "/bat-dau", [("moc", stamp())])).body.contains("Đang làm"))
        let said = try browser.post(path + "/y-kien", [("y-kien", "Sở Nội vụ <b>gửi</b> số liệu")])
        #expect(try browser.follow(said).body.contains("Sở Nội vụ &lt;b&gt;gửi&lt;/b&gt; số liệu"))
    }

    @Test("asks before a task is dropped, and opens it again with a reason")
    func dropping() throws {
        let browser = try province.browser(.dung)
        #expect(try browser.get(path + "/thoi").body.contains("Thôi thực hiện việc này?"))
        let why = try browser.post(path + "/thoi", [("ly-do", ""), ("moc", stamp())])
        #expect(why.status == 422 && why.body.contains("Hãy ghi lý do"))
        let dropped = try browser.post(path + "/thoi", [("ly-do", "đã lồng ghép"), ("moc", stamp())])
        #expect(try browser.follow(dropped).body.contains("Đã ghi: thôi thực hiện việc này."))
        #expect(try browser.get(path + "/thoi").header("location") == path)
        #expect(try browser.post(path + "/mo-lai", [("ly-do", ""), ("moc", stamp())]).status == 422)
        let opened = try browser.post(path + "/mo-lai", [("ly-do", "còn phải làm"), ("moc", stamp())])
        #expect(try browser.follow(opened).body.contains("Đã mở lại việc."))
    }

    @Test("says that somebody else was first and keeps the words")
    func stale() throws {
        let old = try stamp()
        province.clock.advance(seconds: 60)
        try province.write(.tam) { try TaskWork.start(id, by: $0) }
        let browser = try province.browser(.dung)
        let form = [("ngay", "01/12/2026"), ("ly-do", "chờ thẩm định"), ("moc", old)]
        let late = try browser.post(path + "/lui-han", form)
        #expect(late.status == 409 && late.body.contains("Lục Minh Tâm vừa sửa nhiệm vụ này."))
        #expect(late.body.contains("value=\"01/12/2026\"") && late.body.contains(">\nchờ thẩm định</textarea>"))
        #expect(late.body.contains("name=\"moc\" value=\"\(try stamp())\""))
        #expect(try browser.post(path + "/thoi", [("ly-do", "x"), ("moc", old)]).status == 409)
        #expect(try browser.post(path + "/sua", [("noi-dung", "Việc khác"), ("moc", old)]).status == 409)
    }

    @Test("is added by hand and corrected by who may")
    func editing() throws {
        let browser = try province.browser(.nguyen)
        let bad = try browser.post(
            "/viec/moi", [("ke-hoach", province.plan.description), ("noi-dung", "Việc thêm"), ("thoi-gian", "hôm kia")])
        #expect(
            bad.status == 422 && bad.body.contains("id=\"thoi-gian-e\"") && bad.body.contains("Việc thêm</textarea>"))
        #expect(try browser.post("/viec/moi", [("noi-dung", "Việc thêm")]).body.contains("Hãy chọn kế hoạch"))
        let added = try browser.post(
            "/viec/moi",
            [
                ("ke-hoach", province.plan.description), ("noi-dung", "Việc thêm"), ("thoi-gian", "tháng 12"),
                ("chu-tri", "Sở Tài chính"), ("loai", "report"),
            ])
        let page = try browser.follow(added).body
        #expect(page.contains("Đã thêm việc vào chương trình.") && page.contains("Việc thêm bằng tay."))
        #expect(page.contains("Thứ Năm, 31/12/2026"))
        let form = try browser.get(path + "/sua").body
        #expect(form.contains("Lập dự toán Hội nghị tổng kết</textarea>") && form.contains("value=\"Ngày 20/11/2026\""))
        let saved = try browser.post(
            path + "/sua",
            [
                ("noi-dung", "Lập dự toán Hội nghị"), ("thoi-gian", "Ngày 20/11/2026"), ("chu-tri", "Sở Tài chính"),
                ("phoi-hop", "Sở Nội vụ"), ("muc", "IV"), ("so", "2"), ("loai", "other"), ("moc", stamp()),
            ])
        let corrected = try browser.follow(saved).body
        #expect(corrected.contains("<h1>Lập dự toán Hội nghị</h1>") && corrected.contains("Sửa nội dung"))
        #expect(province.faults.all == [])
    }
}
