import Paper
import Testing

@Suite("Reading of Word files") struct DocxReaderTests {
    private func read(_ body: String, _ parts: [String: String] = [:]) throws -> PaperDocument {
        try TestFolder.with { try PaperReader.read(path: $0.docx(body, parts)) }
    }

    @Test("keeps paragraphs whole, joins runs and gives running numbers") func paragraphs() throws {
        let document = try read(
            "<w:p><w:r><w:t>KẾ </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>HOẠCH</w:t></w:r></w:p><w:p/>"
                + p("Tổ chức tập huấn"))
        #expect(
            document
                == PaperDocument(
                    format: .docx,
                    blocks: [
                        .paragraph(.init(text: "KẾ HOẠCH", line: 1)),
                        .paragraph(.init(text: "Tổ chức tập huấn", line: 2)),
                    ], linesAreBroken: false))
    }

    @Test("writes the numbers that the word processor computes") func numbering() throws {
        func level(_ place: Int, _ format: String, _ text: String, _ start: Int = 1) -> String {
            "<w:lvl w:ilvl=\"\(place)\"><w:start w:val=\"\(start)\"/><w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"\(text)\"/></w:lvl>"
        }
        let numbering =
            "<w:abstractNum w:abstractNumId=\"0\">" + level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.")
            + level(2, "decimal", "%2.%3.") + level(3, "lowerLetter", "%4)") + level(4, "bullet", "\u{F02D}")
            + "</w:abstractNum>"
            + "<w:num w:numId=\"7\"><w:abstractNumId w:val=\"0\"/></w:num>"
            + "<w:num w:numId=\"8\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>"
        func item(_ text: String, _ level: Int, _ list: Int = 7) -> String {
            p(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
        }
        let document = try read(
            item("Mục đích", 0) + item("Một", 1) + item("Hai", 1) + item("nhỏ", 2) + item("nhỏ nữa", 2) + item("a", 3)
                + item("b", 3)
                + item("gạch", 4) + item("Ba", 1) + item("Tổ chức", 0) + item("Lại một", 1) + item("Năm", 1, 8)
                + item("không số", 1, 0),
            ["numbering": numbering])
        #expect(
            document.sketch == [
                "I. Mục đích", "1. Một", "2. Hai", "2.1. nhỏ", "2.2. nhỏ nữa", "a) a", "b) b", "- gạch", "3. Ba",
                "II. Tổ chức",
                "1. Lại một", "5. Năm", "không số",
            ])
    }

    @Test("takes list numbers from paragraph styles") func styleNumbering() throws {
        let numbering =
            "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Muc\"/><w:lvlText w:val=\"Điều %1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num>"
        let styles =
            "<w:style w:type=\"paragraph\" w:styleId=\"Muc\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Con\"><w:basedOn w:val=\"Muc\"/></w:style>"
        let document = try read(
            p("Phạm vi", "<w:pStyle w:val=\"Muc\"/>") + p("Đối tượng", "<w:pStyle w:val=\"Con\"/>"),
            ["numbering": numbering, "styles": styles])
        #expect(document.sketch == ["Điều 1. Phạm vi", "Điều 2. Đối tượng"])
    }

    @Test("reads tables with merged cells, and a table inside a cell as paragraphs") func tables() throws {
        func cell(_ content: String, _ properties: String = "") -> String {
            "<w:tc><w:tcPr>\(properties)</w:tcPr>\(content)</w:tc>"
        }
        func row(_ cells: String...) -> String { "<w:tr>\(cells.joined())</w:tr>" }
        let inner = "<w:tbl>" + row(cell(p("trong 1")), cell(p("trong 2"))) + "</w:tbl>"
        let document = try read(
            p("Trước") + "<w:tbl>" + row(cell(p("TT")), cell(p("Nội dung")), cell(p("Thời gian")))
                + row(cell(p("Quý I"), "<w:gridSpan w:val=\"3\"/>"))
                + row(
                    cell(p("1")), cell(p("Việc") + inner + p("tiếp")),
                    cell(p("03/2024"), "<w:vMerge w:val=\"restart\"/>"))
                + row(cell(p("2")), cell(p("Việc hai")), cell("<w:p/>", "<w:vMerge/>"))
                + "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>" + cell(p("3")) + cell(p("đã xoá")) + cell(p("x"))
                + "</w:tr>"
                + "</w:tbl>" + p("Sau"))
        #expect(
            document.sketch == [
                "Trước", "TT | Nội dung | Thời gian", "Quý I[1x3] | ^ | ^",
                "1 | Việc / trong 1\ttrong 2 / tiếp | 03/2024[2x1]",
                "2 | Việc hai | ^", "Sau",
            ])
        #expect(
            document.blocks.map { block in
                switch block {
                case .paragraph(let paragraph): [paragraph.line]
                case .table(let table): table.rows.map(\.line)
                }
            } == [[1], [2, 3, 4, 5], [6]])
    }

    @Test("accepts tracked changes and says so") func changes() throws {
        let document = try read(
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:t>Sở </w:t></w:r><w:del><w:r><w:delText>Tài chính</w:delText></w:r></w:del><w:ins><w:r><w:t>Nội vụ</w:t></w:r></w:ins></w:p>"
                + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>nối </w:t></w:r></w:p>" + p("liền")
                + "<w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>")
        #expect(document.sketch == ["Sở Nội vụ", "nối liền"])
        #expect(
            document.notes == ["Văn bản còn thay đổi theo dõi (Track Changes): đã đọc như khi chấp nhận mọi thay đổi."])
    }

    @Test("drops hidden text, instructions of fields, tables of contents; keeps results, tabs and breaks") func fields()
        throws
    {
        let document = try read(
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1\"/></w:tabs></w:pPr><w:r><w:t>Trang </w:t><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>5</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/><w:tab/><w:t>cột</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:br/><w:t>dòng</w:t><w:softHyphen/><w:t>mới Khối</w:t><w:noBreakHyphen/><w:t>Cụm</w:t></w:r></w:p>"
                + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>"
                + p("mục lục") + "</w:sdtContent></w:sdt>"
                + "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>Kế hoạch</w:t></w:r></w:p>")
        #expect(document.sketch == ["Trang 5\tcột", "dòngmới Khối-Cụm", "KẾ HOẠCH"])
        #expect(document.notes == ["Đã bỏ qua mục lục tự động."])
    }

    @Test("reads a text box once, after its paragraph; footnotes go to the notes") func boxes() throws {
        let box = { (text: String) in "<w:txbxContent>\(p(text))</w:txbxContent>" }
        let document = try read(
            "<w:p><w:r><w:t>Thân</w:t><w:footnoteReference w:id=\"2\"/></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>\(box("MẬT"))</w:drawing></mc:Choice><mc:Fallback><w:pict>\(box("MẬT"))</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> bài</w:t></w:r></w:p>",
            [
                "footnotes":
                    "<w:footnote w:id=\"0\" w:type=\"separator\">\(p("x"))</w:footnote><w:footnote w:id=\"2\">\(p("Quyết định số 684"))</w:footnote>"
            ])
        #expect(document.sketch == ["Thân bài", "MẬT"])
        #expect(document.notes == ["Chú thích 1: Quyết định số 684"])
    }

    @Test("knows pages by the breaks that Word has stored") func pages() throws {
        let document = try read(
            p("một")
                + "<w:p><w:r><w:br w:type=\"page\"/></w:r><w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r></w:p>"
                + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>ba</w:t></w:r></w:p>")
        #expect(
            document.blocks == [
                .paragraph(.init(text: "một", line: 1, page: 1)), .paragraph(.init(text: "hai", line: 2, page: 2)),
                .paragraph(.init(text: "ba", line: 3, page: 3)),
            ])
    }

    @Test("converts runs in fonts of old encodings, letter and mark in two runs too") func legacyFonts() throws {
        let run = { (font: String, text: String) in
            "<w:r><w:rPr><w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\"/></w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
        }
        let document = try read(
            "<w:p>" + run(".VnTimeH", "kÕ ho¹ch ") + run(".VnTime", "th\u{AD}ëng n¨m ") + run("VNI-Times", "Sôû No")
                + run("VNI-Times", "äi vuï ")
                + run("Times New Roman", "tỉnh") + "</w:p>")
        #expect(document.sketch == ["KẾ HOẠCH thưởng năm Sở Nội vụ tỉnh"])
        #expect(
            document.notes == [
                "Đã chuyển chữ từ bảng mã TCVN3 (ABC) sang Unicode; đề nghị soát lại chữ hoa và tên riêng.",
                "Đã chuyển chữ từ bảng mã VNI sang Unicode; đề nghị soát lại chữ hoa và tên riêng.",
            ])
    }

    @Test("opens the two columns of head and signature, left column first") func letterhead() throws {
        let cell = { (texts: [String]) in "<w:tc>\(texts.map { p($0) }.joined())</w:tc>" }
        let document = try read(
            "<w:tbl><w:tr>" + cell(["UBND TỈNH", "SỞ NỘI VỤ"])
                + cell(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do"])
                + "</w:tr><w:tr>" + cell(["Số: 12/KH"]) + cell(["Hà Nội, ngày 1"]) + "</w:tr></w:tbl>")
        #expect(
            document.sketch == [
                "UBND TỈNH", "SỞ NỘI VỤ", "Số: 12/KH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do",
                "Hà Nội, ngày 1",
            ])
    }
}
