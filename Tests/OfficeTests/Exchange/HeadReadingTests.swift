import Paper
import Testing

@testable import Office

@Suite("The head of a list") struct HeadReadingTests {
    private let columns: [ExchangeColumn] = [
        ExchangeColumn("ten", "Họ và tên", .text(longest: 99), isNeeded: true, aliases: ["ho ten", "ten"], help: ""),
        ExchangeColumn("sinh", "Ngày sinh", .day(orYear: true), aliases: ["nam sinh"], help: ""),
        ExchangeColumn("don-vi", "Đơn vị", .unit(orHere: false), aliases: ["don vi cong tac"], help: ""),
        ExchangeColumn(
            "tu", "Giữ chức vụ từ ngày", .day(orYear: false), aliases: ["thoi gian giu chuc vu tu ngay"], help: ""),
    ]

    private func survey(_ rows: [[String]], _ merges: [SheetMerge] = []) -> SheetSurvey {
        var survey = SheetSurvey()
        survey.merges = merges
        survey.top = rows.enumerated().map { index, texts in
            SheetRow(
                number: index + 1,
                cells: texts.enumerated().filter { !$0.element.isEmpty }.map {
                    SheetCell(column: $0.offset, text: $0.element)
                })
        }
        return survey
    }

    @Test("is found below a letterhead and a title, whatever its letters and stars")
    func below() {
        let reading = HeadReading(
            survey([
                ["UBND TỈNH HOÀNG GIANG", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"],
                ["STT", "HỌ VÀ TÊN (*)", "Năm sinh:", "Đơn vị công tác"], ["1", "Nguyễn Văn An", "1985", "SNV"],
            ]), columns)
        #expect(reading.row == 3 && reading.depth == 1)
        #expect(reading.mapping == [1: "ten", 2: "sinh", 3: "don-vi"])
    }

    @Test("with merged cells is read over its rows")
    func merged() {
        let reading = HeadReading(
            survey(
                [
                    ["STT", "Họ và tên", "Thời gian giữ chức vụ", "", "Đơn vị"], ["", "", "Từ ngày", "Đến ngày", ""],
                    ["1", "Nguyễn Văn An", "01/7/2025", "", "SNV"],
                ],
                [
                    SheetMerge(rows: 0...1, columns: 0...0), SheetMerge(rows: 0...1, columns: 1...1),
                    SheetMerge(rows: 0...0, columns: 2...3), SheetMerge(rows: 0...1, columns: 4...4),
                ]), columns)
        #expect(reading.row == 1 && reading.depth == 2)
        #expect(reading.mapping == [1: "ten", 2: "tu", 4: "don-vi"])
        #expect(reading.heads[3] == "Thời gian giữ chức vụ – Đến ngày")
    }

    @Test("says for which kind a workbook of ours was made")
    func key() {
        let reading = HeadReading(survey([["khoa:nguoi", "Họ và tên *"], ["17", "An"]]), columns)
        #expect(reading.key == 0 && reading.madeFor == "nguoi" && reading.mapping == [1: "ten"])
    }

    @Test("is not found where no column is known, and is taken where a person points")
    func unknown() {
        let survey = survey([["A", "B"], ["Tên gì đó", "x"]])
        #expect(HeadReading(survey, columns).row == nil)
        #expect(HeadReading(survey, columns, at: 2).heads == [0: "Tên gì đó", 1: "x"])
    }

    @Test("has the same shape in every file with the same heads")
    func shape() {
        let one = HeadReading(survey([["Họ và tên", "Ngày sinh"]]), columns)
        let two = HeadReading(survey([["Danh sách"], ["HỌ VÀ TÊN:", "Ngày sinh (*)"]]), columns)
        #expect(one.shape == two.shape)
        #expect(one.shape != HeadReading(survey([["Họ và tên", "Năm sinh"]]), columns).shape)
    }
}
