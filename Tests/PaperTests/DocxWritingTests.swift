import Foundation
import Paper
import Testing
import Vocabulary

@Suite("Writing of Word papers") struct DocxWritingTests {
    /// A part of the package as text, by Debian's own unzip through the paper's zip.
    private func part(_ name: String, of path: String) throws -> String {
        try #require(try TestZip.text(name, of: path))
    }

    @Test("a paper is read back as it was written: letterhead, parts, foot, annex table") func readBack() throws {
        try TestFolder.with { folder in
            let path = "\(folder.path)/kế hoạch.docx"
            try DocxWriting.write(SamplePaper.plan(tasks: 4), to: path)
            #expect(
                try PaperReader.read(path: path).sketch == [
                    "ỦY BAN NHÂN DÂN TỈNH HOÀNG GIANG", "Số: 05/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "Độc lập - Tự do - Hạnh phúc", "Hoàng Giang, ngày 05 tháng 01 năm 2027", "KẾ HOẠCH",
                    "Công tác thi đua, khen thưởng tỉnh Hoàng Giang năm 2027",
                    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
                    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ.",
                    "Ủy ban nhân dân tỉnh ban hành Kế hoạch công tác thi đua, khen thưởng năm 2027 như sau:",
                    "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích",
                    "Phát động và đẩy mạnh các phong trào thi đua yêu nước trên tất cả các lĩnh vực của đời sống xã hội, nhằm phát huy tinh thần đoàn kết, chung sức đồng lòng của các tầng lớp nhân dân thực hiện thắng lợi các chỉ tiêu phát triển kinh tế - xã hội của tỉnh năm 2027.",
                    "- Kịp thời phát hiện, biểu dương, nhân rộng điển hình tiên tiến, người tốt, việc tốt.",
                    "2. Yêu cầu", "Việc khen thưởng phải chính xác, công khai, minh bạch, kịp thời.", "II. NỘI DUNG",
                    "Nhiệm vụ cụ thể tại Phụ lục kèm theo Kế hoạch này.", "III. TỔ CHỨC THỰC HIỆN",
                    "1. Sở Nội vụ theo dõi, đôn đốc, kiểm tra việc thực hiện Kế hoạch này.",
                    "2. Các cơ quan, đơn vị, địa phương nghiêm túc triển khai thực hiện./.", "Nơi nhận:",
                    "- Thường trực Tỉnh ủy, HĐND tỉnh;", "- Sở Nội vụ;", "- Các cơ quan, đơn vị, địa phương;",
                    "- Lưu: VT, TĐKT.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Minh",
                    "Phụ lục", "NHIỆM VỤ CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM 2027",
                    "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2027 của Ủy ban nhân dân tỉnh Hoàng Giang)",
                    "TT | Nội dung nhiệm vụ | Thời gian thực hiện | Cơ quan chủ trì | Cơ quan phối hợp",
                    "I | Nhiệm vụ thực hiện trong quý I[1x4] | ^ | ^ | ^",
                    "1 | Tổ chức kiểm tra công tác thi đua, khen thưởng lần thứ 1 | Tháng 2/2027 | Sở Nội vụ | Các cơ quan, đơn vị tham gia cụm, khối thi đua của tỉnh",
                    "II | Nhiệm vụ thực hiện trong quý II[1x4] | ^ | ^ | ^",
                    "1 | Tổ chức kiểm tra công tác thi đua, khen thưởng lần thứ 2 | Tháng 5/2027 | Sở Nội vụ | Các cơ quan, đơn vị tham gia cụm, khối thi đua của tỉnh",
                    "III | Nhiệm vụ thực hiện trong quý III[1x4] | ^ | ^ | ^",
                    "1 | Hướng dẫn các cơ quan, đơn vị, địa phương trong tỉnh đăng ký thi đua và xây dựng điển hình tiên tiến, đợt 3 | Tháng 8/2027 | Sở Nội vụ | Các cơ quan, đơn vị tham gia cụm, khối thi đua của tỉnh",
                    "IV | Nhiệm vụ thực hiện trong quý IV[1x4] | ^ | ^ | ^",
                    "1 | Tổ chức kiểm tra công tác thi đua, khen thưởng lần thứ 4 | Tháng 11/2027 | Sở Nội vụ | Các cơ quan, đơn vị tham gia cụm, khối thi đua của tỉnh",
                ])
        }
    }

    @Test("a small list has exactly this document: repeated head, whole rows, lying sheet, no number on its first page")
    func document() throws {
        try TestFolder.with { folder in
            let path = "\(folder.path)/a.docx"
            let table = PaperTable(
                [.init("TT", width: 1, .centre), .init("Việc", width: 3)],
                [.group("Quý I"), .cells([1, "Họp <A> & \"B\"\nlần hai"])])
            try DocxWriting.write(
                OfficialPaper.Annex(title: "Danh mục", orientation: .landscape, body: [.table(table)]), to: path)
            let text = try part("word/document.xml", of: path)
            let body = try #require(text.firstRange(of: "<w:body>").map { text[$0.upperBound...] })
            let edge = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
                "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
            }.joined()
            let middle = "<w:vAlign w:val=\"center\"/></w:tcPr>"
            #expect(
                String(body) == """
                    <w:p><w:pPr><w:pStyle w:val="TieuDePhuLuc"/></w:pPr><w:r><w:t xml:space="preserve">DANH MỤC</w:t></w:r></w:p>\
                    <w:p><w:pPr><w:pStyle w:val="DuongKe"/><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr><w:spacing w:before="80" w:after="0" w:line="60" w:lineRule="exact"/><w:ind w:left="6854" w:right="6854"/></w:pPr></w:p>\
                    <w:p><w:pPr><w:pStyle w:val="DuongKe"/><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>\
                    <w:tbl><w:tblPr><w:tblW w:w="14287" w:type="dxa"/><w:tblBorders>\(edge)</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="72" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="72" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="3572"/><w:gridCol w:w="10715"/></w:tblGrid>\
                    <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:tcW w:w="3572" w:type="dxa"/>\(middle)<w:p><w:pPr><w:pStyle w:val="DauBang"/></w:pPr><w:r><w:t xml:space="preserve">TT</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="10715" w:type="dxa"/>\(middle)<w:p><w:pPr><w:pStyle w:val="DauBang"/></w:pPr><w:r><w:t xml:space="preserve">Việc</w:t></w:r></w:p></w:tc></w:tr>\
                    <w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="14287" w:type="dxa"/><w:gridSpan w:val="2"/>\(middle)<w:p><w:pPr><w:pStyle w:val="NhomBang"/><w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">Quý I</w:t></w:r></w:p></w:tc></w:tr>\
                    <w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="3572" w:type="dxa"/>\(middle)<w:p><w:pPr><w:pStyle w:val="ChuBang"/><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">1</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="10715" w:type="dxa"/>\(middle)<w:p><w:pPr><w:pStyle w:val="ChuBang"/></w:pPr><w:r><w:t xml:space="preserve">Họp &lt;A&gt; &amp; &quot;B&quot;</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="ChuBang"/></w:pPr><w:r><w:t xml:space="preserve">lần hai</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
                    <w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>\
                    <w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/><w:type w:val="nextPage"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/><w:cols w:space="720"/><w:titlePg/></w:sectPr></w:body></w:document>
                    """)
        }
    }

    @Test("numbers, days, letters and signatures are written as the decree says")
    func forms() throws {
        let open = OfficialPaper.Letterhead(
            issuer: "Sở Nội vụ", symbol: "TTr-SNV", place: "Hoàng Giang", issued: .open(year: 2027, month: 2))
        #expect(
            [
                open.numberAndSymbol, open.issued.words, OfficialPaper.Issued.on(Day(number: 20_885)).words,
                SamplePaper.letterhead(.plan, number: 12).numberAndSymbol,
                OfficialPaper.Kind.letter.symbol("UBND", unit: "NC"), OfficialPaper.Kind.rule.symbol("UBND"),
            ] == [
                "        /TTr-SNV", "ngày      tháng 02 năm 2027", "ngày 08 tháng 3 năm 2027", "12/KH-UBND", "UBND-NC",
                "QyĐ-UBND",
            ])
        #expect(SamplePaper.letter().signatures[0].lines == ["TL. CHỦ TỊCH", "Q. CHÁNH VĂN PHÒNG"])
        #expect(
            OfficialPaper.Recipients(["Như trên;", "Sở Nội vụ."], kept: []).lines == ["- Như trên;", "- Sở Nội vụ."])
    }

    @Test("the same paper gives the same bytes, and names nobody who wrote it") func deterministic() throws {
        try TestFolder.with { folder in
            let paths = ["a", "b"].map { "\(folder.path)/\($0).docx" }
            for path in paths { try DocxWriting.write(SamplePaper.plan(), to: path) }
            let files = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
            #expect(files[0] == files[1])
            #expect(
                try part("docProps/core.xml", of: paths[0]).contains(
                    "<dc:title>Kế hoạch Công tác thi đua, khen thưởng tỉnh Hoàng Giang năm 2027</dc:title><dc:language>vi-VN</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">2027-01-05T00:00:00Z</dcterms:created></cp:coreProperties>"
                ))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.docx", "b.docx"])
        }
    }

    private struct Lost: Error {}

    @Test("what the rows throw is thrown on, and leaves no file") func failing() throws {
        try TestFolder.with { folder in
            let table = PaperTable([.init("TT", width: 1)]) { _ in throw Lost() }
            let annex = OfficialPaper.Annex(title: "Danh mục", body: [.table(table)])
            #expect(throws: Lost.self) { try DocxWriting.write(annex, to: "\(folder.path)/a.docx") }
            #expect(throws: Lost.self) { try PdfWriting.write(annex, to: "\(folder.path)/a.pdf") }
            #expect(throws: PaperFault.self) { try DocxWriting.write(annex, to: "\(folder.path)/none/a.docx") }
            #expect(throws: PaperFault.self) { try PdfWriting.write(annex, to: "\(folder.path)/none/a.pdf") }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left == [])
        }
    }
}
