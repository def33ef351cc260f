import Foundation
import Paper
import Testing
import Vocabulary

@Suite("A spreadsheet read row by row") struct SpreadsheetTests {
    private func package(_ folder: TestFolder, sheet: String, styles: String = "", strings: String = "") throws
        -> String
    {
        let space =
            #"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
        let relations = #"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return try folder.package(
            "bảng.xlsx",
            [
                (
                    "_rels/.rels",
                    #"<Relationships \#(relations)><Relationship Id="a" Type="\#(kind)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
                (
                    "xl/workbook.xml",
                    #"<workbook \#(space)><sheets><sheet name="Một" sheetId="1" r:id="r1"/></sheets></workbook>"#
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    #"<Relationships \#(relations)><Relationship Id="r1" Type="\#(kind)/worksheet" Target="worksheets/s1.xml"/></Relationships>"#
                ),
                ("xl/sharedStrings.xml", "<sst \(space)>\(strings)</sst>"),
                ("xl/styles.xml", "<styleSheet \(space)>\(styles)</styleSheet>"),
                ("xl/worksheets/s1.xml", "<worksheet \(space)>\(sheet)</worksheet>"),
            ])
    }

    private func rows(_ path: String, _ merges: [SheetMerge] = []) throws -> [SheetRow] {
        var rows: [SheetRow] = []
        try Spreadsheet(path: path).rows(of: 0, filling: merges) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    @Test("keeps the places of rows and columns, and says what a cell is")
    func cells() throws {
        let rows = try TestFolder.with { folder in
            try self.rows(
                package(
                    folder,
                    sheet: """
                        <sheetData>
                        <row r="3"><c r="B3" t="s"><v>0</v></c><c r="D3"><v>12.5</v></c><c r="E3" s="1"><v>45839</v></c></row>
                        <row r="7" hidden="1"><c r="A7" t="inlineStr"><is><t> Phường </t></is></c>
                        <c r="C7" t="str"><f>B3</f><v>Nguyễn</v></c><c r="D7" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E7"><f>A1</f></c></row>
                        </sheetData>
                        """, styles: #"<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>"#,
                    strings: "<si><r><t>Sở Nội</t></r><r><t xml:space=\"preserve\"> vụ</t></r></si>"))
        }
        var day = SheetCell(column: 4, text: "01/07/2025", number: 45_839, day: Day(year: 2025, month: 7, day: 1))
        day.isFormula = false
        var formula = SheetCell(column: 2, text: "Nguyễn"), error = SheetCell(column: 3, text: "#DIV/0!")
        var empty = SheetCell(column: 4, text: "")
        (formula.isFormula, error.isFormula, error.isError, empty.isFormula) = (true, true, true, true)
        #expect(
            rows == [
                SheetRow(
                    number: 3,
                    cells: [
                        SheetCell(column: 1, text: "Sở Nội vụ"), SheetCell(column: 3, text: "12.5", number: 12.5), day,
                    ]),
                SheetRow(
                    number: 7, isHidden: true, cells: [SheetCell(column: 0, text: "Phường"), formula, error, empty]),
            ])
    }

    @Test("passes over a million empty rows in little time and memory")
    func emptyRows() throws {
        var sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Mã</t></is></c></row>"
        for row in 2...1_048_575 { sheet += "<row r=\"\(row)\"><c r=\"A\(row)\" s=\"1\"/></row>" }
        sheet += "<row r=\"1048576\"><c r=\"A1048576\"><v>5</v></c></row></sheetData>"
        try TestFolder.with { folder in
            let path = try package(folder, sheet: sheet)
            let survey = try Spreadsheet(path: path).survey(of: 0)
            #expect(survey.rows == 2 && survey.cells == 2)
            #expect(survey.top.map(\.number) == [1, 1_048_576])
        }
    }

    @Test("writes the text of a merged cell into each row it covers, and tells merges and what is hidden")
    func merges() throws {
        try TestFolder.with { folder in
            let path = try package(
                folder,
                sheet: """
                    <cols><col min="2" max="2" hidden="1"/></cols><sheetData>
                    <row r="1"><c r="A1" t="inlineStr"><is><t>Đơn vị</t></is></c><c r="B1" t="inlineStr"><is><t>Tên</t></is></c></row>
                    <row r="2"><c r="A2" t="inlineStr"><is><t>Sở Y tế</t></is></c><c r="B2" t="inlineStr"><is><t>An</t></is></c></row>
                    <row r="3"><c r="B3" t="inlineStr"><is><t>Bình</t></is></c></row>
                    <row r="4"><c r="B4" t="inlineStr"><is><t>Cúc</t></is></c></row>
                    </sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>
                    """)
            let survey = try Spreadsheet(path: path).survey(of: 0)
            #expect(survey.merges == [SheetMerge(rows: 1...2, columns: 0...0)])
            #expect(survey.hiddenColumns == [1])
            let texts = try rows(path, survey.merges).map { $0.cells.map(\.text) }
            #expect(texts == [["Đơn vị", "Tên"], ["Sở Y tế", "An"], ["Sở Y tế", "Bình"], ["Cúc"]])
        }
    }

    @Test(
        "reads csv in every encoding and with every separator",
        arguments: [
            ("utf8", ","), ("utf8 with mark", ";"), ("utf16", "\t"), ("utf16 big", ","), ("windows-1258", ";"),
            ("TCVN3", ","), ("VNI", "\t"),
            ("sep", ";"),
        ])
    func csv(_ example: (encoding: String, separator: String)) throws {
        let s = example.separator
        var text =
            "Mã\(s)Họ và tên\(s)Ghi chú\r\n1\(s)Nguyễn Thị Hường\(s)\"một\(s) hai\"\"\nba\"\r\n\r\n2\(s)Trần Đình Khỏe\(s)\r\n"
        if example.encoding == "sep" { text = "sep=;\r\n" + text }
        let bytes: [UInt8]
        switch example.encoding {
        case "utf8 with mark": bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case "utf16": bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "utf16 big": bytes = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case "windows-1258":
            // Base letters with their hats, tones after them.
            let toned = text.replacing("Họ", with: "Ho\u{F2}").replacing("Mã", with: "Ma\u{DE}")
                .replacing("tên", with: "t\u{EA}n").replacing("chú", with: "ch\u{FA}").replacing(
                    "ễ", with: "\u{EA}\u{DE}"
                )
                .replacing("ị", with: "i\u{F2}").replacing("ư", with: "\u{FD}").replacing("ờ", with: "\u{F5}\u{CC}")
                .replacing("ầ", with: "\u{E2}\u{CC}").replacing("Đ", with: "\u{D0}").replacing("ì", with: "i\u{CC}")
                .replacing("ỏ", with: "o\u{D2}").replacing("ộ", with: "\u{F4}\u{F2}")
            bytes = toned.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        case "TCVN3", "VNI":
            let words = [
                ("Mã", "M·", "Maõ"), ("Họ và tên", "Hä vµ tªn", "Hoï vaø teân"), ("Ghi chú", "Ghi chó", "Ghi chuù"),
                ("Nguyễn Thị Hường", "NguyÔn ThÞ H\u{AD}êng", "Nguyeãn Thò Höôøng"), ("một", "mét", "moät"),
                ("Trần Đình Khỏe", "TrÇn §×nh Kháe", "Traàn Ñình Khoûe"),
            ]
            for (plain, tcvn3, vni) in words {
                text = text.replacing(plain, with: example.encoding == "VNI" ? vni : tcvn3)
            }
            bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        default: bytes = Array(text.utf8)
        }
        try TestFolder.with { folder in
            let rows = try rows(folder.file("danh sách.csv", bytes))
            let first = example.encoding == "sep" ? 2 : 1
            #expect(rows.map(\.number) == [first, first + 1, first + 3])
            #expect(rows[0].cells.map(\.text) == ["Mã", "Họ và tên", "Ghi chú"])
            #expect(rows[1].cells.map(\.text) == ["1", "Nguyễn Thị Hường", "một\(s) hai\"\nba"])
            #expect(rows[2].cells.map(\.text) == ["2", "Trần Đình Khỏe"])
        }
    }

    @Test("refuses what is no spreadsheet, and says what to do")
    func refusals() throws {
        try TestFolder.with { folder in
            func reason(_ name: String, _ bytes: [UInt8]) -> PaperRefusal.Reason? {
                do {
                    _ = try Spreadsheet(path: folder.file(name, bytes))
                    return nil
                } catch { return (error as? SpreadsheetRefusal)?.reason }
            }
            let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 4000)
            #expect(reason("cũ.xls", old) == .unknown("tệp Excel 97–2003 (xls)"))
            #expect(reason("rỗng.xlsx", []) == .empty)
            #expect(reason("ảnh.png", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]) == .image("PNG"))
            #expect(reason("hỏng.xlsx", [0x50, 0x4B, 3, 4, 1, 2, 3]) == .damaged(.xlsx))
            #expect(reason("trống.csv", Array(" \n \n".utf8)) == .noText)
            let refusal = SpreadsheetRefusal(PaperRefusal(file: "cũ.xls", reason: .unknown("tệp Excel 97–2003 (xls)")))
            #expect(refusal.explanation.notice.contains("Lưu dưới dạng"))
        }
    }

    @Test("that unpacks to far more than it should is refused before it is unpacked")
    func bomb() throws {
        try TestFolder.with { folder in
            let path = try package(
                folder, sheet: "<sheetData>" + String(repeating: " ", count: 8 << 20) + "</sheetData>")
            #expect(throws: SpreadsheetRefusal(PaperRefusal(file: "bảng.xlsx", reason: .bomb))) {
                try Spreadsheet(path: path)
            }
        }
    }

    @Test(
        "gives letters to columns as Excel does",
        arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
    func letters(_ example: (column: Int, name: String)) { #expect(SheetColumn.name(example.column) == example.name) }

    @Test("comes back as it was written: texts, numbers, days, several sheets, notes, rules")
    func book() throws {
        try TestFolder.with { folder in
            let path = "\(folder.path)/sổ.xlsx"
            let book = try XlsxBook(to: path)
            let first = try book.sheet("Một/hai"), second = try book.sheet("Danh mục")
            first.column(0, width: 5, isHidden: true)
            try first.help(
                column: 1, rows: 1...99, title: "Tên", message: "Họ và tên", list: "='Danh mục'!$A$1:$A$2",
                isStrict: true)
            try first.add([(.text("=1+1"), XlsxStyle(.head)), (.text("Nguyễn Văn Ổn"), XlsxStyle())])
            first.note("Sai\u{1}", column: 1)
            try second.add([(.text("A"), XlsxStyle())])
            first.skip(2)
            try first.add([
                (.empty, XlsxStyle()), (.number(7), XlsxStyle(.bad)),
                (.day(try #require(Day(iso: "1985-02-28"))), XlsxStyle(.plain, .day)),
            ])
            first.protect()
            second.hide()
            try book.close()
            let read = try Spreadsheet(path: path)
            #expect(read.sheets.map(\.name) == ["Một hai", "Danh mục"])
            #expect(read.sheets.map(\.isHidden) == [false, true])
            let survey = try read.survey(of: 0)
            #expect(survey.hiddenColumns == [0])
            #expect(survey.formulas == 0)
            #expect(
                survey.top == [
                    SheetRow(
                        number: 1,
                        cells: [SheetCell(column: 0, text: "=1+1"), SheetCell(column: 1, text: "Nguyễn Văn Ổn")]),
                    SheetRow(
                        number: 4,
                        cells: [
                            SheetCell(column: 1, text: "7", number: 7),
                            SheetCell(
                                column: 2, text: "28/02/1985", number: 31_106, day: Day(year: 1985, month: 2, day: 28)),
                        ]),
                ])
        }
    }
}
