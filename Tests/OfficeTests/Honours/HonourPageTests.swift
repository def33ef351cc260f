import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("Pages of honours") struct HonourPageTests {
    private static let form = [
        ("so", "91234/QĐ-STC"), ("ngay", "30/12/2025"), ("co-quan", "Sở Tài chính"), ("cap", "grassroots"),
        ("dip", "yearEnd"),
        ("don-vi", "STC"), ("danh-hieu", "LĐTT"), ("nam", "2025"), ("loai-hinh", "congTrang"),
    ]

    @Test(
        "enter a decision with its list in one step, ask who is meant, and show the life", arguments: Engine.available)
    func entry(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let an = try world.people.add("Nguyễn Văn An", "STC", "Kế toán viên")
        let other = try world.people.add("Nguyễn Văn An", "SNV")
        let client = try world.people.province.client(.specialist)
        let token = ("_ma", try world.people.province.formToken(client))
        #expect(try client.get("/khen-thuong/nhap").status == 200)
        let list = "STT\tHọ và tên\tChức vụ\tĐơn vị\n1\tÔng Nguyễn Văn An\t\t\n2\tLê Thị Mới\tKế toán\tSở Tài chính"
        let fields = Self.form + [("danh-sach", list), token]
        let asked = try client.post("/khen-thuong/nhap", form: fields)
        #expect(asked.status == 200)
        #expect(asked.body.contains("1 dòng chưa rõ là ai"))
        #expect(asked.body.contains("Kế toán viên, Sở Tài chính (hồ sơ \(an))"))
        // The draft is there when one comes back.
        #expect(try client.get("/khen-thuong/nhap").body.contains("91234/QĐ-STC"))
        let unanswered = try client.post("/khen-thuong/nhap/ghi", form: fields)
        #expect(unanswered.status == 200 && unanswered.body.contains("chưa rõ là ai"))
        let kept = try client.post("/khen-thuong/nhap/ghi", form: fields + [("chon-0", an.description)])
        #expect(kept.status == 303)
        let page = try client.follow(kept)
        #expect(page.body.contains("Lê Thị Mới") && page.body.contains("Lao động tiên tiến"))
        #expect(try client.get("/nguoi/\(an)/khen-thuong").body.contains("91234/QĐ-STC"))
        #expect(!(try client.get("/nguoi/\(other)/khen-thuong").body.contains("91234/QĐ-STC")))
        #expect(!(try client.get("/khen-thuong/nhap").body.contains("91234/QĐ-STC")))
        for path in ["/khen-thuong/danh-sach.xlsx", "/khen-thuong/danh-sach.pdf", "/nguoi/\(an)/khen-thuong.docx"] {
            #expect(try client.get(path).status == 200, "\(path)")
        }
    }

    @Test("say that what was typed for a year is none, and keep it")
    func strangeYear() throws {
        let client = try TestProvince(.sqlite).client(.specialist)
        let answer = try client.get("/khen-thuong?nam=202x")
        #expect(answer.status == 422)
        #expect(answer.body.contains("“202x” không phải một năm") && answer.body.contains("value=\"202x\""))
        #expect(try client.get("/khen-thuong?nam=").status == 200)
    }

    @Test("tell what is wrong with each line and keep what was typed", arguments: Engine.available)
    func wrong(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let client = try world.people.province.client(.specialist)
        let token = ("_ma", try world.people.province.formToken(client))
        let list = "Lê Thị Mới; Kế toán; Sở Tài chính; Danh hiệu lạ\nLò Văn Hai; ; ; LĐTT; 2031"
        let answer = try client.post("/khen-thuong/nhap", form: Self.form + [("danh-sach", list), token])
        #expect(answer.status == 422)
        #expect(answer.body.contains("Dòng 1: Không nhận ra danh hiệu, hình thức “Danh hiệu lạ”"))
        #expect(answer.body.contains("Dòng 2: Năm 2031 chưa bắt đầu"))
        #expect(answer.body.contains("Lò Văn Hai"))
    }

    @Test("show conduct to few, and nobody out of reach", arguments: Engine.available)
    func conduct(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let an = try world.people.add("Nguyễn Văn An", "STC")
        let specialist = try world.people.province.client(.specialist)
        let token = ("_ma", try world.people.province.formToken(specialist))
        let path = "/nguoi/\(an)/khen-thuong"
        let noted = try specialist.post(
            "/nguoi/\(an)/ky-luat",
            form: [("hinh-thuc", "canhCao"), ("tu-ngay", "01/03/2026"), ("den-ngay", ""), token])
        #expect(noted.status == 303)
        #expect(try specialist.get(path).body.contains("Cảnh cáo"))
        let officer = try world.people.province.client(.unitOfficer)
        let seen = try officer.get(path)
        #expect(seen.status == 200 && !seen.body.contains("Cảnh cáo"))
        let elsewhere = try world.people.add("Hà Văn Bắc", "BAO")
        #expect(try officer.get("/nguoi/\(elsewhere)/khen-thuong").status == 404)
        let rated = try specialist.post(
            "/nguoi/\(an)/xep-loai", form: [("nam", "2025"), ("xep-loai", "excellent"), ("van-ban", ""), token])
        #expect(rated.status == 303)
        let again = try specialist.post(
            "/nguoi/\(an)/xep-loai", form: [("nam", "2025"), ("xep-loai", "good"), ("van-ban", ""), token])
        #expect(again.status == 422 && again.body.contains("đã có xếp loại"))
        let rating: Int64 = try world.office.read { try $0.value("SELECT id FROM yearly_rating") }
        let change = [
            ("xep-loai", "good"), ("van-ban", ""), ("ly-do", "Xếp lại"), ("phien-ban", "1"), token,
        ]
        #expect(try specialist.post("/xep-loai/\(rating)/sua", form: change).status == 303)
        // Whoever has not seen that does not write over it.
        let stale = try specialist.post("/xep-loai/\(rating)/sua", form: change)
        #expect(stale.status == 409 && stale.body.contains("vừa được sửa ở nơi khác"))
    }
}
