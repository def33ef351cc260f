import Database
import Fixtures
import HTTP
import Office
import Testing
import Vocabulary

@testable import Work

@Suite("The pages of a draft") struct DraftPagesTests {
    /// What a refused request must leave alone.
    private func state(_ province: TestProvince) throws -> [String] {
        try province.read { db in
            let drafts: [Int64] = try db.values("SELECT id FROM plan_draft ORDER BY id")
            let items = try drafts.flatMap { try DraftItem.all(of: ID($0), db).map(\.summary) }
            let names = try drafts.flatMap { try DraftName.all(of: ID($0), db).map { "\($0)" } }
            let findings = try drafts.flatMap { try DraftFinding.all(of: ID($0), db).map { "\($0)" } }
            let heads = try drafts.map { "\(try Draft.with(ID($0), db))" }
            return heads + items + names + findings
        } + province.counts().sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    }

    private func planWithFinding() -> TestPlan {
        var plan = TestPlan()
        plan.findings = [TestPlan.finding("Ngày 18/12 không phải thứ Sáu.", lines: [15])]
        return plan
    }

    @Test("say before adoption how many tasks have no time, so that nothing will be late or reminded of")
    func undated() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.specialist)
        let plan = TestPlan([[.init("Thẩm định hồ sơ đề nghị khen thưởng", ""), TestPlan.check]])
        let form = [
            ("don-vi", province.province.id.description), ("nam", "2026"), ("_ma", try province.formToken(client)),
        ]
        let file = TestClient.File("tep", name: "kế hoạch.txt", contentType: "text/plain", bytes: Array(plan.text.utf8))
        #expect(try client.upload("/chuong-trinh/nhap", file: file, form: form).status == 303)
        #expect(try province.post("/ban-nhap/1/nhan-het", client).status == 303)
        for finding in try province.read({ try DraftFinding.all(of: ID(1), $0) }) {
            _ = try province.post("/ban-nhap/1/canh-bao/\(finding.id)", [("tra-loi", "corrected")], client)
        }
        #expect(try client.get("/ban-nhap/1/nhan").body.contains("1 việc không ghi thời gian"))
    }

    @Test("lead from the file to the programme without any script", arguments: Engine.available)
    func whole(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let client = try province.client(.specialist)
        let token = try province.formToken(client)
        let file = TestClient.File(
            "tep", name: "kế hoạch.txt", contentType: "text/plain", bytes: Array(TestPlan().text.utf8))
        let form = [("don-vi", province.province.id.description), ("nam", "2026"), ("_ma", token)]
        let sent = try client.upload("/chuong-trinh/nhap", file: file, form: form)
        #expect(sent.status == 303)
        #expect(sent.header("Location") == "/ban-nhap/1")
        let review = try client.follow(sent)
        #expect(review.status == 200)
        #expect(review.body.contains(TestPlan.course.text))
        #expect(try client.upload("/chuong-trinh/nhap", file: file, form: form).header("Location") == "/ban-nhap/1")
        #expect(try client.get("/ban-nhap/1/tep").bytes == Array(TestPlan().text.utf8))
        let items = try province.items(ID(1))
        #expect(try province.post("/ban-nhap/1/viec/\(items[0].id)/nhan", client).status == 303)
        #expect(try province.post("/ban-nhap/1/viec/\(items[1].id)/bo", client).status == 303)
        #expect(try province.post("/ban-nhap/1/nhan", client).status == 422)
        #expect(try province.post("/ban-nhap/1/nhan-het", client).status == 303)
        for finding in try province.read({ try DraftFinding.all(of: ID(1), $0) }) {
            #expect(
                try province.post("/ban-nhap/1/canh-bao/\(finding.id)", [("tra-loi", "corrected")], client).status
                    == 303)
        }
        let before = try client.get("/ban-nhap/1/nhan")
        #expect(before.status == 200 && !before.body.contains("không ghi thời gian"))
        let adopted = try province.post("/ban-nhap/1/nhan", client)
        #expect(adopted.header("Location") == "/chuong-trinh/ke-hoach/1")
        #expect(try client.follow(adopted).body.contains("Đã nhận 2 việc vào chương trình."))
        #expect(try client.get("/ban-nhap/1").header("Location") == "/chuong-trinh/ke-hoach/1")
        #expect(try client.upload("/chuong-trinh/nhap", file: file, form: form).status == 422)
        #expect(try province.faults() == [])
    }

    @Test("answer another province's specialist as if the draft did not exist, and change nothing")
    func scope() throws {
        let province = try TestProvince(.sqlite)
        let id = try province.draft(planWithFinding())
        #expect(id == ID(1))
        let stranger = try province.client(login: province.neighbour().login)
        let before = try state(province)
        for page in DraftPage.examples where page != .upload && page != .receive {
            let answer = page.method == .get ? try stranger.get(page.path) : try province.post(page.path, stranger)
            #expect(answer.status == 404, "\(page)")
            #expect(!answer.body.contains("41/KH-UBND") && !answer.body.contains(TestPlan.check.text), "\(page)")
        }
        #expect(try state(province) == before)
        #expect(try !stranger.get("/chuong-trinh/nhap").body.contains(TestPlan().title))
        #expect(try province.client(.specialist).get("/chuong-trinh/nhap").body.contains(TestPlan().title))
    }

    @Test(
        "are closed to officers of units, leaders and administrators",
        arguments: [Role.unitOfficer, .leader, .administrator])
    func roles(_ role: Role) throws {
        let province = try TestProvince(.sqlite)
        _ = try province.draft(planWithFinding())
        let client = try province.client(role)
        let before = try state(province)
        for page in DraftPage.examples {
            let answer = page.method == .get ? try client.get(page.path) : try province.post(page.path, client)
            #expect(answer.status == 403, "\(page)")
        }
        #expect(try state(province) == before)
    }

    @Test("refuse a plan for a unit of another province", arguments: Engine.available)
    func foreignUnit(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let neighbour = try province.neighbour().unit
        let client = try province.client(.specialist)
        let token = try province.formToken(client)
        let file = TestClient.File("tep", name: "a.txt", bytes: Array(TestPlan().text.utf8))
        for unit in [neighbour.id.description, "999999", "0", "-1", "x", ""] {
            let answer = try client.upload(
                "/chuong-trinh/nhap", file: file, form: [("don-vi", unit), ("nam", "2026"), ("_ma", token)])
            #expect(answer.status == 422, "\(unit)")
        }
        for year in ["hai", "1944", "2201", "99999999999999999999", "2026.5"] {
            let form = [("don-vi", province.province.id.description), ("nam", year), ("_ma", token)]
            #expect(try client.upload("/chuong-trinh/nhap", file: file, form: form).status == 422, "\(year)")
        }
        #expect(try province.counts()["plan_draft"] == 0)
    }

    @Test("refuse what no form of theirs would send, and change nothing", arguments: Engine.available)
    func hostile(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let own = try province.draft(planWithFinding())
        var second = planWithFinding()
        second.number = "42/KH-UBND"
        let other = try province.draft(second)
        let neighbour = try province.neighbour().unit
        var foreign = TestPlan()
        foreign.number = "9/KH-LB"
        let foreignPlan = try province.adopt(foreign, unit: neighbour).plan
        let foreignTask = try #require(try province.tasks(of: foreignPlan).first)
        let client = try province.client(.specialist)
        let (item, finding) = try province.read { db in
            (try DraftItem.all(of: other, db)[0].id, try DraftFinding.all(of: other, db)[0].id)
        }
        let mine = try province.items(own)[0].id
        let cloud = UnitName.fold("Nhà khách Mây Trắng")
        let path = "/ban-nhap/\(own)"
        let header = [("trich-yeu", "Tên"), ("nam", "2026")]
        let cases: [(path: String, form: [(String, String)], status: Int)] = [
            // Items and findings of another draft.
            ("\(path)/viec/\(item)/nhan", [], 404), ("\(path)/viec/\(item)/bo", [], 404),
            ("\(path)/viec/\(item)/xem-lai", [], 404), ("\(path)/viec/\(item)/gop", [], 404),
            ("\(path)/viec/\(item)/tach", [("tung-viec", "a\nb")], 404),
            ("\(path)/viec/\(item)/sua", [("noi-dung", "Chiếm")], 404),
            ("\(path)/canh-bao/\(finding)", [("tra-loi", "corrected")], 404),
            // Keys that are none.
            ("\(path)/viec/0/nhan", [], 404), ("\(path)/viec/-5/nhan", [], 404),
            ("\(path)/viec/99999999999999999999/nhan", [], 404), ("/ban-nhap/9223372036854775807/nhan-het", [], 404),
            // Names and units.
            ("\(path)/don-vi", [("ten", "khong co"), ("chon", "giu")], 404),
            ("\(path)/don-vi", [("ten", cloud), ("chon", neighbour.id.description)], 422),
            ("\(path)/don-vi", [("ten", cloud), ("chon", "999999")], 422),
            ("\(path)/don-vi", [("ten", cloud), ("chon", "1 OR 1=1")], 422), ("\(path)/don-vi", [], 422),
            ("\(path)/don-vi", [("ten", cloud), ("chon", "moi"), ("ten-moi", "  ")], 422),
            ("\(path)/don-vi", [("ten", cloud), ("chon", "moi"), ("ten-moi", "Nhà khách"), ("ma", "SNV")], 422),
            ("\(path)/don-vi", [("ten", "khong co"), ("chon", "moi"), ("ten-moi", "Nhà khách")], 404),
            // Texts.
            ("\(path)/viec/\(mine)/sua", [("noi-dung", "  ")], 422),
            ("\(path)/viec/\(mine)/sua", [("noi-dung", "Việc"), ("thoi-gian", "hôm nào rảnh")], 422),
            ("\(path)/viec/\(mine)/sua", [("noi-dung", String(repeating: "dài ", count: 20_000))], 422),
            ("\(path)/viec/\(mine)/tach", [("tung-viec", "một dòng")], 422),
            ("\(path)/viec/\(mine)/tach", [("tung-viec", String(repeating: "a\n", count: 5_000))], 422),
            ("\(path)/canh-bao/1", [("tra-loi", "kept"), ("ly-do", " ")], 422),
            ("\(path)/canh-bao/1", [("tra-loi", "kept"), ("ly-do", String(repeating: "dài ", count: 20_000))], 422),
            // The plan itself.
            ("\(path)/thong-tin", [("trich-yeu", ""), ("nam", "2026")], 422),
            ("\(path)/thong-tin", [("trich-yeu", "Tên"), ("nam", "năm nay")], 422),
            ("\(path)/thong-tin", header + [("ngay", "31/02/2026")], 422),
            ("\(path)/thong-tin", header + [("viec-cha", foreignTask.description)], 422),
            ("\(path)/thong-tin", header + [("viec-cha", "không phải số")], 422),
            ("\(path)/thong-tin", [("trich-yeu", String(repeating: "dài ", count: 20_000)), ("nam", "2026")], 422),
            ("\(path)/nhan", [], 422),
        ]
        let before = try state(province)
        for (path, form, status) in cases {
            let answer = try province.post(path, form, client)
            #expect(answer.status == status, "\(path) \(form.map { "\($0.0)=\($0.1.prefix(30))" })")
            #expect(try state(province) == before, "\(path) \(form.map { "\($0.0)=\($0.1.prefix(30))" })")
        }
        #expect(try province.faults() == [])
    }

    @Test("show what was typed as text, never as markup")
    func escaped() throws {
        let province = try TestProvince(.sqlite)
        var plan = TestPlan([[.init("Kiểm tra <script>alert(1)</script> & \"quỹ\"", "Tháng 3/2026", "<b>Sở</b> lạ")]])
        plan.title = "Trích yếu <img src=x onerror=alert(1)> năm 2026"
        plan.findings = [TestPlan.finding("<i>lệch</i>")]
        let id = try province.draft(plan, named: "<u>tệp</u>.txt")
        let client = try province.client(.specialist)
        for path in [
            "/ban-nhap/\(id)", "/ban-nhap/\(id)/thong-tin", "/ban-nhap/\(id)/nhan", "/ban-nhap/\(id)/bo",
            "/chuong-trinh/nhap",
        ] {
            let body = try client.get(path).body
            for tag in ["<script>alert", "<img src=x", "<b>Sở", "<i>lệch", "<u>tệp"] {
                #expect(!body.contains(tag), "\(path) \(tag)")
            }
        }
        #expect(try client.get("/ban-nhap/\(id)").body.contains("&lt;script&gt;alert"))
    }

    @Test("ask the database as often for one task as for many", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        func statements(_ count: Int) throws -> [String: Int] {
            let province = try TestProvince(engine)
            var plan = TestPlan(tasks: count)
            plan.findings = (0..<count).map { TestPlan.finding("Lệch \($0).", lines: [15 + $0]) }
            let id = try province.draft(plan)
            let client = try province.client(.specialist)
            var counts: [String: Int] = [:]
            for path in ["/ban-nhap/\(id)", "/ban-nhap/\(id)/nhan", "/ban-nhap/\(id)/thong-tin", "/chuong-trinh/nhap"] {
                let (answer, statements) = try Recorder.recording { try client.get(path) }
                #expect(answer.status == 200, "\(path)")
                counts[path] = statements.count
            }
            return counts
        }
        let one = try statements(1)
        #expect(try statements(3) == one)
        #expect(one.values.allSatisfy { (1...20).contains($0) })
    }

    @Test("list the drafts that wait, the last touched first, with what remains", arguments: Engine.available)
    func waiting(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let first = try province.draft(planWithFinding(), named: "một.txt")
        var other = TestPlan()
        (other.number, other.title) = ("42/KH-UBND", "Kế hoạch khác")
        let second = try province.draft(other, named: "hai.txt")
        var third = TestPlan()
        third.number = "43/KH-UBND"
        let gone = try province.draft(third)
        try province.write { try Draft.discard(gone, by: $0) }
        try province.decide(.accepted, 0, of: first)
        let visitor = try province.visitor(.specialist)
        let lines = try province.read { try DraftScope.waiting(for: visitor, $0) }
        let moment = province.office.world.now()
        #expect(
            lines == [
                .init(
                    id: second, title: "Kế hoạch khác", fileName: "hai.txt", year: 2026, changed: moment, waiting: 3,
                    warnings: 0),
                .init(
                    id: first, title: TestPlan().title, fileName: "một.txt", year: 2026, changed: moment, waiting: 2,
                    warnings: 1),
            ])
        let officer = try province.visitor(.unitOfficer)
        #expect(try province.read { try DraftScope.waiting(for: officer, $0) } == [])
    }
}
