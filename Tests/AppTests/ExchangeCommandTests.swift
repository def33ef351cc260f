import Fixtures
import Foundation
import Testing

@Suite("vinhdanh import, vinhdanh export") struct ExchangeCommandTests {
    private func folder() throws -> DataFolder {
        let folder = DataFolder()
        try TestFolder.emptyProvince(folder.path)
        return folder
    }

    private static let heads = ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại đơn vị", "Đơn vị cấp trên"]

    @Test("give out what can be taken in unchanged")
    func roundTrip() throws {
        let folder = try folder()
        let file = TestFolder.newPath("đơn vị.xlsx")
        #expect(folder.run("export", "don-vi", file) == Ran(status: 0, out: "Đã xuất 3 đơn vị vào \(file).\n", err: ""))
        #expect(
            folder.run("import", "don-vi", file, "--json")
                == Ran(
                    status: 0,
                    out:
                        #"{"applied":false,"changed":0,"fresh":0,"import":1,"invalid":0,"notes":[],"problems":[],"same":3}"#
                        + "\n",
                    err: ""))
        #expect(folder.run("export", "don-vi", file, "--template", "--json").out == "{\"rows\":0}\n")
        #expect(folder.run("verify").status == 0)
    }

    @Test("refuse a list with wrong rows, each with its place, and take the valid part when asked")
    func partial() throws {
        let folder = try folder()
        let file = try SheetFile.workbook([
            Self.heads, ["STC", "Sở Tài chính", "tỉnh", "sở, ban, ngành", "HG"],
            ["SXD", "Sở Xây dựng", "tỉnh", "khác", "HG"],
            ["SYT", "", "tỉnh", "khác", "HG"],
        ])
        let refused = folder.run("import", "don-vi", file)
        #expect(refused.status == 1)
        #expect(refused.out == "Chưa nhập gì: 1 dòng mới, 0 thay đổi, 1 không đổi, 1 sai. Lượt nhập 1.\n")
        #expect(
            refused.err == """
                Dòng 4, cột B (Tên đơn vị): chưa có. Đây là mục bắt buộc.
                Còn 1 dòng sai nên chưa nhập cả tệp. Hãy sửa, hoặc chọn chỉ nhập phần hợp lệ.

                """)
        let taken = folder.run("import", "don-vi", file, "--partial")
        #expect(taken.status == 0)
        #expect(taken.out == "Đã nhập: 1 dòng mới, 0 thay đổi, 1 không đổi, 1 sai. Lượt nhập 2.\n")
        #expect(folder.run("verify").status == 0)
    }

    @Test("refuse in words what cannot be")
    func refusals() throws {
        let folder = try folder()
        let text = TestFolder.newPath("chữ.txt")
        try "một\nhai".write(toFile: text, atomically: true, encoding: .utf8)
        #expect(folder.run("import", "xe-dap", text).err == "Không có loại bảng “xe-dap”.\n")
        #expect(folder.run("import", "don-vi", text).err.hasPrefix("Không thấy dòng tiêu đề của bảng."))
        #expect(folder.run("import", "don-vi", "/khong-co.xlsx").status == 1)
        #expect(folder.run("import", "don-vi").status == 2)
        #expect(folder.run("export", "don-vi").status == 2)
        let rows = [Self.heads, ["A", "Sở A", "tỉnh", "khác", "HG"]]
        let two = try SheetFile.workbook([("Một", rows), ("Hai", rows)])
        #expect(folder.run("import", "don-vi", two).err.hasPrefix("Tệp có nhiều trang tính."))
        #expect(folder.run("import", "don-vi", two, "--sheet", "Hai").status == 0)
        #expect(folder.run("import", "don-vi", two, "--sheet", "Ba", "--lang", "en").err.contains("--sheet"))
    }
}
