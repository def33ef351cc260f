import Paper
import Testing
import Vocabulary

@testable import Office

@Suite("A cell of a list") struct CellReadingTests {
    private func read(_ text: String, _ content: ExchangeColumn.Content, number: Double? = nil) -> CellReading {
        CellReading(SheetCell(column: 0, text: text, number: number), content)
    }

    @Test(
        "holds a day in any of the ways people write it",
        arguments: [
            "01/7/2025", "1.7.2025", "2025-07-01", "ngày 01 tháng 7 năm 2025", "Ngày 1/7/2025", "01-07-2025",
            "2025/7/1", "01/07/2025 00:00:00", " 01 / 07 / 2025 ", "1 tháng 7 năm 2025", "2025-07-01T00:00:00",
        ])
    func days(_ text: String) { #expect(read(text, .day(orYear: false)).plain == "2025-07-01") }

    @Test("is no day that the calendar lacks, and the reason says what to write")
    func wrongDays() {
        #expect(read("31/4/2025", .day(orYear: false)).problem?.contains("không phải là ngày") == true)
        #expect(read("01/7/25", .day(orYear: false)).problem?.contains("hai chữ số") == true)
        #expect(read("1985", .day(orYear: false)).problem?.contains("chỉ có năm") == true)
        #expect(read("1985", .day(orYear: true)).plain == "1985")
        #expect(read("45839", .day(orYear: false), number: 45_839).problem?.contains("01/07/2025") == true)
        #expect(read("13/13/2025", .day(orYear: false)).plain == nil)
        #expect(read("hôm qua", .day(orYear: true)).problem != nil)
    }

    @Test("gives a telephone number its zero back, and says so")
    func phones() {
        #expect(
            read("912345678", .phone, number: 912_345_678)
                == CellReading.of("0912345678", remark: "số điện thoại mất số 0 đầu, đã đọc là 0912345678."))
        #expect(read("+84 912.345.678", .phone).plain == "0912345678")
        #expect(read("0912 345 678", .phone) == CellReading.of("0912345678"))
        #expect(read("12345", .phone).problem != nil)
    }

    @Test("holds a number also where it is written as text")
    func numbers() {
        #expect(read("12", .number(0...50), number: 12) == CellReading.of("12"))
        #expect(read("1.250", .number(0...5000)).plain == "1250")
        #expect(read("12", .number(0...50)).remark?.contains("dưới dạng chữ") == true)
        #expect(read("60", .number(0...50)).problem?.contains("0–50") == true)
        #expect(read("mười", .number(0...50)).problem != nil)
    }

    @Test("with a letter of another alphabet is pointed out")
    func lookAlikes() {
        let problem = read("Nguyễn Văn Аn", .text(longest: 100)).problem
        #expect(problem?.contains("Kirin") == true && problem?.contains("“A”") == true)
        #expect(read("Νguyễn", .text(longest: 100)).problem?.contains("Hy Lạp") == true)
        #expect(read("Nguyễn Văn An", .text(longest: 100)).plain == "Nguyễn Văn An")
    }

    @Test("whose letters a wrong encoding broke is pointed out, in names of units too")
    func garbled() {
        #expect(read("Sá»Ÿ Ná»™i vá»¥", .unit(orHere: false)).problem?.contains("sai bảng mã") == true)
        #expect(read("Nguy\u{FFFD}n", .text(longest: 100)).problem?.contains("sai bảng mã") == true)
    }

    @Test("loses what cannot be seen, and keeps one space between words")
    func spaces() {
        #expect(read("Nguyễn\u{A0} Văn\n\u{200B}An ", .text(longest: 100)).plain == "Nguyễn Văn An")
        #expect(read("Sở\tNội vụ", .code).problem != nil)
        #expect(read(" \u{A0} ", .text(longest: 10)) == .nothing)
    }

    @Test("names a choice by its words, its code or another name, and lists what there is otherwise")
    func choices() {
        let content = ExchangeColumn.Content.choice([
            .init("nam", "Nam", aliases: ["m"]), .init("nu", "Nữ", aliases: ["f"]),
        ])
        #expect(read("NỮ", content).plain == "nu")
        #expect(read("m", content).plain == "nam")
        #expect(read("khác", content).problem == "“khác” không có trong danh sách. Chọn một trong: Nam, Nữ.")
    }

    @Test("whose formula failed or was never computed is a problem")
    func formulas() {
        var cell = SheetCell(column: 0, text: "#N/A")
        (cell.isError, cell.isFormula) = (true, true)
        #expect(CellReading(cell, .text(longest: 9)).problem?.contains("#N/A") == true)
        cell = SheetCell(column: 0, text: "")
        cell.isFormula = true
        #expect(CellReading(cell, .text(longest: 9)).problem?.contains("chưa có kết quả") == true)
    }
}

extension CellReading {
    fileprivate static func of(_ plain: String, remark: String? = nil) -> CellReading {
        var reading = CellReading.nothing
        (reading.plain, reading.remark) = (plain, remark)
        return reading
    }
}
