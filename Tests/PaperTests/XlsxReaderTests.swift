import Paper
import Testing

@Suite("Reading of Excel and csv files") struct XlsxReaderTests {
    /// A workbook of these sheets: name, state, rows.
    private func read(_ sheets: [(name: String, state: String, xml: String)], strings: String = "", styles: String = "")
        throws
        -> PaperDocument
    {
        let space =
            #"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
        let relations = #"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let list = sheets.enumerated().map {
            #"<sheet name="\#($1.name)" sheetId="\#($0 + 1)" state="\#($1.state)" r:id="r\#($0)"/>"#
        }
        let links = sheets.indices.map {
            #"<Relationship Id="r\#($0)" Type="\#(kind)/worksheet" Target="worksheets/s\#($0).xml"/>"#
        }
        var parts = [
            (
                "_rels/.rels",
                #"<Relationships \#(relations)><Relationship Id="a" Type="\#(kind)/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#
            ),
            ("xl/workbook.xml", "<workbook \(space)><sheets>\(list.joined())</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships \(relations)>\(links.joined())</Relationships>"),
            ("xl/sharedStrings.xml", "<sst \(space)>\(strings)</sst>"),
            ("xl/styles.xml", "<styleSheet \(space)>\(styles)</styleSheet>"),
        ]
        for (index, sheet) in sheets.enumerated() {
            parts.append(("xl/worksheets/s\(index).xml", "<worksheet \(space)>\(sheet.xml)</worksheet>"))
        }
        return try TestFolder.with { try PaperReader.read(path: $0.package("kế hoạch.xlsx", parts)) }
    }

    private func rows(_ rows: [[String]]) -> String {
        let letters = Array("ABCDEFGH")
        return "<sheetData>"
            + rows.enumerated().map { index, row in
                "<row r=\"\(index + 1)\">"
                    + row.enumerated().filter { !$0.element.isEmpty }.map { column, text in
                        "<c r=\"\(letters[column])\(index + 1)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
                    }.joined() + "</row>"
            }.joined() + "</sheetData>"
    }

    @Test("puts the lines above a table into paragraphs, the table as a table, the signature after it") func layout()
        throws
    {
        let document = try read([
            (
                "Sheet1", "visible",
                rows([
                    ["UBND TỈNH", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                    ["Số: 12/KH-UBND", "", "", "Hà Nội, ngày 1"],
                    ["KẾ HOẠCH"], [], ["TT", "Nội dung", "Thời gian", "Chủ trì"], ["I", "Quý I"],
                    ["1", "Việc một", "03/2024", "Sở Nội vụ"], ["2", "Việc hai", "", "Sở Y tế"], [],
                    ["Nơi nhận:", "", "", "TM. ỦY BAN NHÂN DÂN"], ["- Lưu: VT", "", "", "CHỦ TỊCH"],
                ]) + "<mergeCells><mergeCell ref=\"A3:D3\"/><mergeCell ref=\"C7:C8\"/></mergeCells>"
            )
        ])
        #expect(
            document.sketch == [
                "UBND TỈNH", "Số: 12/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Hà Nội, ngày 1", "KẾ HOẠCH",
                "TT | Nội dung | Thời gian | Chủ trì", "I | Quý I |  | ", "1 | Việc một | 03/2024[2x1] | Sở Nội vụ",
                "2 | Việc hai | ^ | Sở Y tế", "Nơi nhận:", "- Lưu: VT", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
            ])
        #expect(document.format == .xlsx && !document.linesAreBroken && document.notes.isEmpty)
    }

    @Test("shows numbers and dates as the sheet does, dates in the order of the country") func numbers() throws {
        let styles =
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-409]d\\-mmm\\-yyyy;@\"/><numFmt numFmtId=\"165\" formatCode=\"mm/yyyy\"/></numFmts><cellXfs>"
            + [0, 14, 164, 165, 3, 9, 17, 20, 22].map { "<xf numFmtId=\"\($0)\"/>" }.joined() + "</cellXfs>"
        func cell(_ column: String, _ value: String, _ style: Int) -> String {
            "<c r=\"\(column)1\" s=\"\(style)\"><v>\(value)</v></c>"
        }
        let document = try read(
            [
                (
                    "S", "visible",
                    "<sheetData><row r=\"1\">" + cell("A", "1", 0) + cell("B", "45366", 1) + cell("C", "45366", 2)
                        + cell("D", "45366", 3)
                        + cell("E", "1500000", 4) + cell("F", "0.2", 5) + cell("G", "45292", 6) + cell("H", "0.5625", 7)
                        + cell("I", "45443.5625", 8) + cell("J", "0.1", 0)
                        + "<c r=\"K1\" t=\"s\"><v>0</v></c></row></sheetData>"
                )
            ],
            strings:
                "<si><r><t>nhiều </t></r><r><rPr><b/></rPr><t>phần</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>",
            styles: styles)
        #expect(
            document.sketch == [
                "1 | 15/03/2024 | 15/03/2024 | 03/2024 | 1.500.000 | 20% | 01/2024 | 13:30 | 31/05/2024 13:30 | 0.1 | nhiều phần"
            ])
    }

    @Test("leaves out what is hidden and says so") func hidden() throws {
        let document = try read([
            (
                "Chính", "visible",
                "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>TT</v></c><c r=\"B1\" t=\"str\"><v>ẩn</v></c><c r=\"C1\" t=\"str\"><v>Việc</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>9</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"C3\" t=\"str\"><v>Họp&#10;tổng kết</v></c></row></sheetData>"
            ), ("Nháp", "hidden", rows([["bí mật"]])), ("Hai", "visible", rows([["Ghi chú"]])),
        ])
        #expect(document.sketch == ["TT |  | Việc", "1 |  | Họp / tổng kết", "Ghi chú"])
        #expect(
            document.notes == [
                "Đã bỏ qua các dòng ẩn của trang tính “Chính”.", "Đã bỏ qua các cột ẩn của trang tính “Chính”.",
                "Đã bỏ qua trang tính ẩn “Nháp”.",
            ])
    }

    @Test("reads csv with any separator, quotes and line ends in cells", arguments: [",", ";", "\t"]) func csv(
        _ separator: String
    ) throws {
        let text =
            "KẾ HOẠCH năm 2024\r\n" + ["TT", "Nội dung", "Thời gian"].joined(separator: separator) + "\r\n"
            + ["1", "\"Họp \"\"tổng kết\"\"\(separator) khen thưởng\nlần 1\"", "12/2024"].joined(separator: separator)
            + "\r\n"
        let document = try TestFolder.with { try PaperReader.read(path: $0.file("kế hoạch.csv", text)) }
        let space = separator == "\t" ? "\t" : separator
        #expect(
            document.sketch == [
                "KẾ HOẠCH năm 2024", "TT | Nội dung | Thời gian",
                "1 | Họp \"tổng kết\"\(space) khen thưởng / lần 1 | 12/2024",
            ])
        #expect(document.format == .csv)
    }
}
