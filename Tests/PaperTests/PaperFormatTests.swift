import Foundation
import Paper
import Testing

@Suite("Form of papers") struct PaperFormatTests {
    @Test("every paper made here has the form, before and after it is written", arguments: SamplePaper.all.indices)
    func made(_ index: Int) throws {
        let (name, paper) = SamplePaper.all[index]
        #expect(PaperFormat.findings(in: paper) == [])
        try TestFolder.with { folder in
            let path = "\(folder.path)/\(name)"
            try DocxWriting.write(paper, to: path + ".docx")
            try PdfWriting.write(paper, to: path + ".pdf")
            for kind in [".docx", ".pdf"] {
                let found = try PaperFormat.findings(path: path + kind)
                #expect(found == [], "\(name)\(kind)")
            }
        }
    }

    private func rules(_ text: String) throws -> [String] {
        try TestFolder.with { folder in
            try PaperFormat.findings(path: folder.file("a.txt", text)).map { "\($0.rule.rawValue) @ \($0.place)" }
        }
    }

    private static let whole = """
        ỦY BAN NHÂN DÂN TỈNH HOÀNG GIANG

        Số: 05/KH-UBND

        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

        Độc lập - Tự do - Hạnh phúc

        Hoàng Giang, ngày 05 tháng 01 năm 2027

        KẾ HOẠCH

        Công tác thi đua năm 2027

        Căn cứ Luật Thi đua, khen thưởng;

        Căn cứ Nghị định số 152/2025/NĐ-CP.

        I. MỤC ĐÍCH

        Các cơ quan, đơn vị thực hiện Kế hoạch này./.

        Nơi nhận:

        - Sở Nội vụ;

        - Lưu: VT.

        TM. ỦY BAN NHÂN DÂN

        CHỦ TỊCH

        Trần Văn Bình

        Phụ lục

        NHIỆM VỤ

        (Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2027)
        """

    @Test(
        "a slip is found where it stands",
        arguments: [
            ("Số: 05/", "Số: 5/", "number @ dòng 3: “Số: 5/KH-UBND”"),
            ("Số: 05/", "Số 05/", "number @ dòng 3: “Số 05/KH-UBND”"),
            ("05/KH-UBND\n\nCỘNG", "05/BC-UBND\n\nCỘNG", "kindCode @ dòng 3: “Số: 05/BC-UBND”"),
            (
                "ngày 05 tháng 01 năm 2027\n\nKẾ", "ngày 5 tháng 01 năm 2027\n\nKẾ",
                "placeAndDay @ dòng 9: “Hoàng Giang, ngày 5 tháng 01 năm 2027”"
            ),
            (
                "ngày 05 tháng 01 năm 2027\n\nKẾ", "ngày 05 tháng 1 năm 2027\n\nKẾ",
                "placeAndDay @ dòng 9: “Hoàng Giang, ngày 05 tháng 1 năm 2027”"
            ),
            (
                "Độc lập - Tự do - Hạnh phúc", "Độc Lập - Tự Do - Hạnh Phúc",
                "motto @ dòng 7: “Độc Lập - Tự Do - Hạnh Phúc”"
            ),
            (
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam",
                "nation @ dòng 5: “Cộng hòa xã hội chủ nghĩa Việt Nam”"
            ),
            ("ỦY BAN NHÂN DÂN TỈNH HOÀNG GIANG\n\n", "", "issuer @ phần đầu"),
            ("Công tác thi đua năm 2027\n\n", "", "abstract @ dòng 11: “KẾ HOẠCH”"),
            ("khen thưởng;", "khen thưởng.", "bases @ dòng 15: “Căn cứ Luật Thi đua, khen thưởng.”"),
            ("này./.", "này.", "closing @ cuối nội dung"),
            ("- Sở Nội vụ;", "- Sở Nội vụ", "recipients @ dòng 25: “- Sở Nội vụ”"),
            ("\n\n- Lưu: VT.", "", "recipients @ dòng 25: “- Sở Nội vụ;”"),
            ("TM. ỦY", "TM ỦY", "signature @ dòng 29: “TM ỦY BAN NHÂN DÂN”"),
            ("(Kèm theo", "(Theo", "annex @ dòng 35: “Phụ lục”"),
        ])
    func slips(_ right: String, _ wrong: String, _ finding: String) throws {
        #expect(try rules(Self.whole) == [])
        let text = try #require(
            Self.whole.firstRange(of: right).map { Self.whole.replacingCharacters(in: $0, with: wrong) })
        #expect(try rules(text).contains(finding))
    }

    @Test("margins, size and font of a file are told in millimetres and points")
    func measures() throws {
        try TestFolder.with { folder in
            var paper = SamplePaper.minutes()
            paper.style = PaperStyle(margins: .init(top: 10, left: 20), textSize: 12)
            let path = "\(folder.path)/a.docx"
            try DocxWriting.write(paper, to: path)
            #expect(
                try PaperFormat.findings(path: path).map { "\($0.place): \($0.message)" } == [
                    "phần 1: Lề trên 10 mm; quy định từ 20 đến 25 mm.",
                    "phần 1: Lề trái 20 mm; quy định từ 30 đến 35 mm.",
                    "nội dung: Cỡ chữ nội dung là 12; quy định cỡ 13 đến 14.",
                ])
            #expect(PaperFormat.findings(in: paper).map(\.rule) == [.margins, .margins, .textSize])
            let foreign = try folder.docx(
                "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"Arial\"/></w:rPr><w:t>KẾ HOẠCH</w:t></w:r></w:p><w:sectPr><w:pgSz w:w=\"12240\" w:h=\"15840\"/></w:sectPr>"
            )
            let found = try PaperFormat.findings(path: foreign)
            #expect(
                found.filter { [.pageSize, .font, .pageNumber].contains($0.rule) }.map(\.message) == [
                    "Khổ giấy 215,9 × 279,4 mm; văn bản dùng khổ A4 (210 × 297 mm).",
                    "Phông chữ Arial; quy định dùng Times New Roman.",
                    "Thiếu số trang; từ trang thứ hai, số trang đặt giữa lề trên.",
                ])
        }
    }
}
