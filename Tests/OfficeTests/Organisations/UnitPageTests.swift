import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("The pages of units") struct UnitPageTests {
    @Test("add a unit, say what is wrong beside its field, and keep what was typed", arguments: Engine.available)
    func adding(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let client = try province.client(.specialist)
        let token = ("_ma", try province.formToken(client))
        let good = [
            token, ("ten", "Ủy ban nhân dân xã Mây Giang"), ("viet-tat", ""), ("ma", "X1"), ("cap", "commune"),
            ("loai", "government"), ("loai-xa", "commune"), ("cap-tren", "Tỉnh Hoàng Giang"), ("ngay-dau", "1/7/2025"),
            ("can-cu", "Nghị quyết số 27"), ("ten-goi", "xã Mây Giang\nMây Giang\n"),
        ]
        for (field, value, words) in [
            ("ten", " ", "Đơn vị chưa có tên."), ("ma", "SNV", "Mã đơn vị “SNV” đã có đơn vị khác dùng."),
            ("ten", "Xã M\u{430}y", "ký tự thứ 5 (“\u{430}”) là chữ Kirin, trông giống “a”"),
            ("ngay-dau", "31/6/2025", "Ngày chưa đúng."), ("ngay-dau", "01/01/0001", "Ngày chưa đúng."),
            ("cap-tren", "Tỉnh Nào", "Không tìm thấy đơn vị “Tỉnh Nào”."),
            ("cap-tren", "", "Chưa có đơn vị cấp trên."), ("ten-goi", "xã Mây\nM\u{430}y", "ký tự thứ 2"),
        ] {
            let form = good.filter { $0.0 != field } + [(field, value)]
            let answer = try client.post("/don-vi/moi", form: form)
            #expect(answer.status == 422, "\(field)")
            #expect(answer.body.contains("id=\"\(field == "ten-goi" ? "ten" : field)-e\""), "\(field)")
            #expect(answer.body.contains(words), "\(words)")
            #expect(answer.body.contains("Nghị quyết số 27"))
        }
        let added = try client.post("/don-vi/moi", form: good)
        #expect(added.status == 303)
        let unit = try province.unit("X1")
        #expect(added.header("Location") == "/don-vi/\(unit.id)")
        #expect(unit.communeKind == .commune)
        let page = try client.get("/don-vi/\(unit.id)").body
        for words in ["Ủy ban nhân dân xã Mây Giang", "từ 01/07/2025", "Thành lập theo", "Thêm vào danh mục với tên"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(try province.found("Mây Giang", on: TestProvince.today) == .one(unit.id))
    }

    @Test("take a form that changes nothing, and offer one that came too late again", arguments: Engine.available)
    func late(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let client = try province.client(.specialist)
        let unit = try province.unit("STC")
        let path = "/don-vi/\(unit.id)/sua"
        func stamp(_ body: String) throws -> String {
            try String(#require(body.firstMatch(of: #/name="nhu-cu" value="([0-9a-f]+)"/#)).1)
        }
        let seen = try stamp(client.get(path).body)
        func send(_ code: String, _ stamp: String) throws -> TestResponse {
            try client.post(
                path,
                form: [
                    ("_ma", province.formToken(client)), ("nhu-cu", stamp), ("ten", unit.name), ("ma", code),
                    ("viet-tat", unit.shortName ?? ""), ("cap", unit.level.rawValue), ("loai", unit.kind.rawValue),
                    ("loai-xa", ""), ("ngay-dau", ""), ("ngay-cuoi", ""),
                ])
        }
        #expect(try send("STC", seen).status == 303)
        #expect(try send("TC1", seen).status == 303)
        let late = try send("TC2", seen)
        #expect(late.status == 422 && late.body.contains("vừa được sửa sau khi ông/bà mở trang này"))
        #expect(late.body.contains("value=\"TC2\""))
        #expect(try send("TC2", stamp(late.body)).status == 303)
    }

    @Test("refuse a loop beside its field", arguments: Engine.available)
    func loop(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let client = try province.client(.specialist)
        let department = try #require(province.units["SNV"])
        let answer = try client.post(
            "/don-vi/\(department)/chuyen",
            form: [
                ("_ma", try province.formToken(client)), ("cap-tren", "BAN"), ("tu-ngay", "01/07/2025"), ("can-cu", ""),
            ])
        #expect(answer.status == 422)
        #expect(answer.body.contains("Ban Thi đua - Khen thưởng tỉnh đang trực thuộc chính đơn vị này"))
        #expect(answer.body.contains("id=\"cap-tren-e\""))
    }

    @Test("are read by unit officers and changed by nobody who may not", arguments: Engine.available)
    func rights(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let (neighbour, _) = try province.neighbour()
        let officer = try province.client(.unitOfficer)
        let page = try officer.get("/don-vi/\(try #require(province.units["STC"]))")
        #expect(page.status == 200)
        #expect(!page.body.contains("Sửa thông tin"))
        #expect(!page.body.contains("Lịch sử ghi chép"))
        #expect(try officer.get("/don-vi/moi").status == 403)
        // A unit of another province is like one that does not exist.
        let specialist = try province.client(.specialist)
        for path in ["/don-vi/\(neighbour.id)", "/don-vi/\(neighbour.id)/sua", "/don-vi/999999", "/don-vi/999999/sua"] {
            #expect(try specialist.get(path).status == 404, "\(path)")
        }
        let token = ("_ma", try province.formToken(specialist))
        let moved = try specialist.post(
            "/don-vi/\(try #require(province.units["STC"]))/chuyen",
            form: [token, ("cap-tren", neighbour.code), ("tu-ngay", "01/07/2025")])
        #expect(moved.status == 422)
        #expect(moved.body.contains("Không tìm thấy đơn vị “\(neighbour.code)”."))
    }

    @Test("carry a reorganisation through from the first choice to the way back", arguments: Engine.available)
    func wizard(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let root = province.province.id
        let olds = try ["Bến Mây", "Nà Lương"].enumerated().map {
            try province.add("C\($0.offset)", "UBND xã \($0.element)", under: root)
        }
        let client = try province.client(.specialist)
        let token = ("_ma", try province.formToken(client))
        func post(_ path: String, _ form: [(String, String)] = []) throws -> String {
            let answer = try client.post(path, form: [token] + form)
            #expect(answer.status == 303, "\(path) \(answer.body)")
            return answer.header("Location") ?? ""
        }
        let base = try post(
            "/don-vi/sap-xep", [("ten", "Sắp xếp năm 2025"), ("can-cu", "Nghị quyết số 27"), ("ngay", "01/07/2025")])
        #expect(try client.get("\(base)/don-vi-cu?tim=xa+ben").body.contains("Chọn UBND xã Bến Mây"))
        #expect(try client.post("\(base)/don-vi-cu", form: [token]).status == 422)
        _ = try post("\(base)/don-vi-cu", olds.map { ("don-vi", $0.description) })
        _ = try post(
            "\(base)/don-vi-moi",
            [
                ("cach", "moi"), ("ten", "UBND xã Bến Mây"), ("ma", "X1"), ("cap", "commune"), ("loai", "government"),
                ("loai-xa", "commune"), ("cap-tren", "HG"),
            ])
        #expect(try client.get("\(base)/xem-truoc").body.contains("chưa kế thừa đơn vị cũ nào"))
        // One heir is ticked beforehand.
        let links = try client.get("\(base)/ke-thua").body
        let names = links.matches(of: /name="(ke-thua-\d+)" value="(\d+)" checked/).map { (String($0.1), String($0.2)) }
        #expect(names.count == 2)
        _ = try post("\(base)/ke-thua", names)
        let preview = try client.get("\(base)/xem-truoc").body
        #expect(preview.contains("<b>2</b> đơn vị kết thúc · <b>1</b> đơn vị mới"))
        #expect(preview.contains("nhập vào UBND xã Bến Mây"))
        #expect(try province.unit("C0").lastDay == nil)
        _ = try post("\(base)/thuc-hien")
        #expect(try province.unit("C0").lastDay == day("30/06/2025"))
        let heir = try province.unit("X1")
        let page = try client.get("/don-vi/\(heir.id)").body
        #expect(page.contains("nhập vào đơn vị này"))
        #expect(try client.get("\(base)/hoan-tac").body.contains("2 đơn vị cũ hoạt động trở lại."))
        _ = try post("\(base)/hoan-tac")
        #expect(try province.unit("C0").lastDay == nil)
        #expect(try client.get("/don-vi/\(heir.id)").status == 404)
        #expect(try province.faults() == [])
    }
}
