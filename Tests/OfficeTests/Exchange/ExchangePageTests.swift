import Database
import Fixtures
import Foundation
import Paper
import Testing
import Vocabulary

@testable import Office

@Suite("The pages of spreadsheets") struct ExchangePageTests {
    private static let heads = ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại đơn vị", "Đơn vị cấp trên"]

    private func upload(_ rows: [[String]], _ client: TestClient, _ province: TestProvince) throws -> TestResponse {
        try upload(SheetFile.workbook(rows), client, province)
    }

    private func upload(_ path: String, _ client: TestClient, _ province: TestProvince) throws -> TestResponse {
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        return try client.upload(
            "/trao-doi/don-vi", file: .init("tep", name: "đơn vị gửi.xlsx", bytes: bytes),
            form: [("_ma", province.formToken(client))])
    }

    @Test("lead from the upload over the preview to the write and back", arguments: Engine.available)
    func flow(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let client = try province.client(.specialist)
        let token = [("_ma", try province.formToken(client))]
        let uploaded = try upload(
            [
                Self.heads, ["SXD", "Sở Xây dựng", "tỉnh", "sở, ban, ngành", "HG"],
                ["SYT", "Sở Y tế", "sao", "khác", "HG"],
            ],
            client, province)
        #expect(uploaded.status == 303 && uploaded.header("Location") == "/trao-doi/don-vi/1")
        let page = try client.get("/trao-doi/don-vi/1").body
        #expect(page.contains("Cột C (Cấp)"))
        #expect(page.contains("Chỉ nhập 1 dòng hợp lệ"))
        // Signed out and in again, it is still there.
        let later = try province.client(.specialist)
        #expect(try later.get("/trao-doi/don-vi").body.contains("đơn vị gửi.xlsx"))
        #expect(try client.post("/trao-doi/don-vi/1/nhap", form: token).status == 422)
        #expect(try client.post("/trao-doi/don-vi/1/nhap", form: token + [("phan", "hop-le")]).status == 303)
        #expect(try province.unit("SXD").name == "Sở Xây dựng")
        #expect(try client.get("/trao-doi/don-vi/1").body.contains("Đã nhập phần hợp lệ."))
        #expect(try client.post("/trao-doi/don-vi/1/hoan-tac", form: token).status == 303)
        #expect(throws: UnitRefusal.self) { try province.unit("SXD") }
    }

    @Test("say of a csv file in a wrong encoding what broke it, instead of asking for its heads")
    func garbled() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.specialist)
        let text = "MÃ£ Ä‘Æ¡n vá»‹;TÃªn Ä‘Æ¡n vá»‹;Cáº¥p\nSXD;Sá»Ÿ XÃ¢y dá»±ng;tá»‰nh\n"
        _ = try client.upload(
            "/trao-doi/don-vi", file: .init("tep", name: "đơn vị.csv", bytes: Array(text.utf8)),
            form: [("_ma", province.formToken(client))])
        let page = try client.get("/trao-doi/don-vi/1/cot").body
        #expect(page.contains("Chữ trong tệp bị hỏng vì lưu hoặc mở sai bảng mã:"))
        #expect(!page.contains("Chưa thấy dòng tiêu đề"))
    }

    @Test(
        "show the columns of a strange list, remember how they were named, and keep what was chosen when it is refused")
    func mapping() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.specialist)
        let token = [("_ma", try province.formToken(client))]
        let rows = [["Ký hiệu", "Tên cơ quan", "Cấp", "Loại"], ["SXD", "Sở Xây dựng", "tỉnh", "khác"]]
        let answer = try upload(rows, client, province)
        #expect(answer.header("Location") == "/trao-doi/don-vi/1/cot")
        #expect(try client.get("/trao-doi/don-vi/1/cot").body.contains("Còn thiếu cột bắt buộc: Mã đơn vị."))
        let refused = try client.post(
            "/trao-doi/don-vi/1/cot",
            form: token + [("cot-0", ""), ("cot-1", "ten"), ("cot-2", "cap"), ("cot-3", "viet-tat")])
        #expect(refused.status == 422)
        #expect(refused.body.contains("<option value=\"viet-tat\" selected>"))
        let chosen = token + [("cot-0", "ma"), ("cot-1", "ten"), ("cot-2", "cap"), ("cot-3", "loai")]
        #expect(try client.post("/trao-doi/don-vi/1/cot", form: chosen).header("Location") == "/trao-doi/don-vi/1")
        // Unit without a parent: the specialist's scope is the province.
        #expect(try client.get("/trao-doi/don-vi/1").body.contains("Hãy chọn đơn vị cấp trên trong phạm vi của mình."))
        // The next file with these heads needs no answer.
        #expect(try upload(rows, client, province).header("Location") == "/trao-doi/don-vi/2")
    }

    @Test("ask which sheet is meant")
    func sheets() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.specialist)
        let rows = [Self.heads, ["SXD", "Sở Xây dựng", "tỉnh", "khác", "HG"]]
        let path = try SheetFile.workbook([("Cũ", rows), ("Mới", rows)])
        #expect(try upload(path, client, province).header("Location") == "/trao-doi/don-vi/1/cot")
        #expect(try client.get("/trao-doi/don-vi/1/cot").body.contains("Tệp có nhiều trang tính."))
        let token = try province.formToken(client)
        #expect(try client.post("/trao-doi/don-vi/1/trang", form: [("_ma", token), ("trang", "1")]).status == 303)
        #expect(try client.get("/trao-doi/don-vi/1/cot").body.contains("<option value=\"ma\" selected>"))
        #expect(try client.post("/trao-doi/don-vi/1/trang", form: [("_ma", token), ("trang", "9")]).status == 422)
    }

    @Test("give the file back with marks at the wrong cells, in the rows it had")
    func returned() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.specialist)
        _ = try upload(
            [
                ["DANH SÁCH"], [], Self.heads + ["Ghi chú riêng"],
                ["S X", "Sở Xây dựng", "tỉnh", "khác", "HG", "giữ nguyên"],
            ],
            client, province)
        let answer = try client.get("/trao-doi/don-vi/1/tra-lai")
        #expect(answer.status == 200)
        #expect(answer.header("Content-Disposition")?.contains("filename*=UTF-8''") == true)
        let path = TestFolder.newPath("trả lại.xlsx")
        try Data(answer.bytes).write(to: URL(fileURLWithPath: path))
        let rows = try SheetFile.rows(of: path)
        #expect(rows[1] == [0: "DANH SÁCH"])
        #expect(rows[3]?[6] == "Lỗi cần sửa")
        #expect(rows[4]?[5] == "giữ nguyên")
        #expect(rows[4]?[6] == "Mã đơn vị: mã “S X” có dấu cách. Hãy viết liền.")
        // What comes back corrected has an own column of errors that is not read again.
        #expect(try upload(path, client, province).header("Location") == "/trao-doi/don-vi/2")
    }

    @Test("refuse what is no spreadsheet beside the field, and store nothing")
    func refused() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.specialist)
        let token = try province.formToken(client)
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 4000)
        let answer = try client.upload(
            "/trao-doi/don-vi", file: .init("tep", name: "cũ.xls", bytes: old), form: [("_ma", token)])
        #expect(answer.status == 422)
        #expect(answer.body.contains("Lưu dưới dạng (Save As)"))
        #expect(try client.post("/trao-doi/don-vi", form: [("_ma", token)]).status == 422)
        let count: Int = try province.office.read { try $0.value("SELECT count(*) FROM sheet_import") }
        #expect(count == 0)
    }

    @Test("of another's import are not found, unless one may see everything")
    func others() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.specialist)
        _ = try upload([Self.heads, ["SXD", "Sở Xây dựng", "tỉnh", "khác", "HG"]], client, province)
        // Another kind's address does not lead to it either.
        #expect(try client.get("/trao-doi/khong-co/1").status == 404)
        #expect(try client.get("/trao-doi/don-vi/2").status == 404)
        #expect(try province.client(.administrator).get("/trao-doi/don-vi/1").status == 200)
        #expect(try province.client(.unitOfficer).get("/trao-doi/don-vi/1").status == 403)
    }

    @Test("give out a template and a list that open as workbooks")
    func workbooks() throws {
        let province = try TestProvince(.sqlite)
        let client = try province.client(.specialist)
        for (address, rows) in [("/trao-doi/don-vi/mau", 1), ("/trao-doi/don-vi/xuat", 7)] {
            let answer = try client.get(address)
            let path = TestFolder.newPath("tải về.xlsx")
            try Data(answer.bytes).write(to: URL(fileURLWithPath: path))
            let read = try Spreadsheet(path: path)
            #expect(read.sheets.map(\.name) == ["Đơn vị", "Hướng dẫn", "Danh mục"])
            #expect(read.sheets.map(\.isHidden) == [false, false, true])
            #expect(try read.survey(of: 0).rows == rows, "\(address)")
        }
    }

    @Test(
        "ask as often for a long preview and many imports as for short ones, and find rows by an index",
        arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let client = try province.client(.specialist)
        func count(_ address: String) throws -> Int { try Recorder.recording { _ = try client.get(address) }.1.count }
        func list(_ rows: Int) -> [[String]] {
            [Self.heads] + (0..<rows).map { ["M\(rows)-\($0)", "Xã số \($0)", "cấp xã", "khác", "HG"] }
        }
        _ = try upload(list(1), client, province)
        let (short, few) = (try count("/trao-doi/don-vi/1"), try count("/trao-doi/don-vi"))
        for _ in 0..<3 { _ = try upload(list(120), client, province) }
        #expect(try count("/trao-doi/don-vi/4") == short)
        #expect(try count("/trao-doi/don-vi") == few)
        let first = try client.get("/trao-doi/don-vi/4?xem=moi").body
        #expect(first.contains("sau=51") && first.contains("id=\"dong-51\"") && !first.contains("id=\"dong-52\""))
        let last = try client.get("/trao-doi/don-vi/4?xem=moi&sau=101").body
        #expect(last.contains("id=\"dong-121\"") && !last.contains("Trang sau"))
        let plan = try province.office.read {
            try $0.explain(
                """
                SELECT number FROM sheet_import_row WHERE sheet_import = 4 AND state = 'fresh' AND number > 7
                ORDER BY number LIMIT 51
                """)
        }
        #expect(plan.contains("sheet_import_row_state"))
    }
}
