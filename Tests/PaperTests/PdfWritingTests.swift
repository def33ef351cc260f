import Foundation
import Paper
import Testing

/// Debian's own readers tell what is in a file.
private func told(_ program: String, _ arguments: [String], in folder: TestFolder) throws -> String {
    let process = ChildProcess(program: "/usr/bin/\(program)", arguments: arguments, folder: folder.path)
    return String(decoding: try process.run(.system), as: UTF8.self)
}

/// Words of each page, in the order of their spelling: columns may be read in either order.
private func words(_ path: String, in folder: TestFolder) throws -> [[String]] {
    try told("pdftotext", [path, "-"], in: folder).split(separator: "\u{0C}", omittingEmptySubsequences: false)
        .dropLast().map { page in
            page.split(whereSeparator: \.isWhitespace).map { String($0) }.sorted()
        }
}

@Suite("Writing of PDF papers") struct PdfWritingTests {
    @Test("A4 upright and lying, page numbers from the second page of each sheet, every font embedded") func pages()
        throws
    {
        try TestFolder.with { folder in
            let path = "\(folder.path)/kế hoạch.pdf"
            var paper = SamplePaper.plan(tasks: 60)
            paper.body.insert(contentsOf: (1...14).map { .item("Nội dung thứ \($0) của Kế hoạch.") }, at: 9)
            try PdfWriting.write(paper, to: path)
            let info = try told("pdfinfo", ["-f", "1", "-l", "99", path], in: folder)
            #expect(info.contains("Title:           Kế hoạch Công tác thi đua, khen thưởng tỉnh Hoàng Giang năm 2027"))
            let sizes = info.matches(of: /Page +\d+ size: +(\S+ x \S+) pts/).map { String($0.1) }
            let (upright, lying) = ("595.276 x 841.89", "841.89 x 595.276")
            let annexPages = sizes.count { $0 == lying }
            #expect(sizes == Array(repeating: upright, count: 2) + Array(repeating: lying, count: annexPages))
            #expect(annexPages >= 4)
            let fonts = try told("pdffonts", [path], in: folder).split(separator: "\n").dropFirst(2)
            #expect(fonts.count >= 3)
            #expect(fonts.filter { !$0.contains("LiberationSerif") || !$0.contains(/(?:yes +){3}/) } == [])

            let texts = try told("pdftotext", ["-layout", path, "-"], in: folder).split(separator: "\u{0C}")
            let first = texts.map {
                $0.split(separator: "\n").first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
            }
            #expect(Array(first.dropFirst()) == ["2", "Phụ lục"] + (2...annexPages).map { "\($0)" })
            #expect(!first[0].contains("1"))
            // The head stands on each page of the table, whole.
            #expect(texts.dropFirst(2).filter { !$0.contains("Cơ quan phối hợp") } == [])
        }
    }

    @Test("LibreOffice opens the Word paper, and makes of it the same pages with the same words") func office() throws {
        try TestFolder.with { folder in
            for (name, paper) in SamplePaper.all {
                try DocxWriting.write(paper, to: "\(folder.path)/\(name).docx")
                try PdfWriting.write(paper, to: "\(folder.path)/\(name).pdf")
            }
            try FileManager.default.createDirectory(atPath: folder.path + "/lo", withIntermediateDirectories: true)
            // One start of the office program for all papers: it takes most of the time of this test.
            _ = try told(
                "soffice",
                ["--headless", "--convert-to", "pdf", "--outdir", folder.path + "/lo"]
                    + SamplePaper.all.map { "\(folder.path)/\($0.name).docx" }, in: folder)
            for (name, _) in SamplePaper.all {
                let ours = try words("\(folder.path)/\(name).pdf", in: folder)
                let theirs = try words("\(folder.path)/lo/\(name).pdf", in: folder)
                #expect(ours.count == theirs.count, "\(name)")
                #expect(ours.flatMap(\.self).sorted() == theirs.flatMap(\.self).sorted(), "\(name)")
                let sizes = try ["", "lo/"].map { place in
                    try told("pdfinfo", ["-f", "1", "-l", "99", "\(folder.path)/\(place)\(name).pdf"], in: folder)
                        .matches(of: /Page +\d+ size: +(\d+)\S* x (\d+)/).map { "\($0.1) x \($0.2)" }
                }
                #expect(sizes[0] == sizes[1], "\(name)")
            }
        }
    }

    @Test("one table goes to XLSX, DOCX and PDF with the same rows") func oneTable() throws {
        try TestFolder.with { folder in
            let table = PaperTable(
                [
                    .init("TT", width: 6, .centre), .init("Nội dung nhiệm vụ", width: 40),
                    .init("Số người", width: 10, .right),
                ],
                [
                    .group("Quý I", number: "I"), .cells([1, "Họp Hội đồng", 1_200]), .cells([2, "=1+1", .empty]),
                ])
            let annex = OfficialPaper.Annex(title: "Danh mục", body: [.table(table)])
            try table.writeXlsx(to: "\(folder.path)/a.xlsx", sheet: "Danh mục", titles: [])
            try DocxWriting.write(annex, to: "\(folder.path)/a.docx")
            try PdfWriting.write(annex, to: "\(folder.path)/a.pdf")
            let rows = [
                "TT | Nội dung nhiệm vụ | Số người", "I | Quý I[1x2] | ^", "1 | Họp Hội đồng | 1.200", "2 | =1+1 | ",
            ]
            for kind in ["docx", "pdf"] {
                let sketch = try PaperReader.read(path: "\(folder.path)/a.\(kind)").sketch
                #expect(Array(sketch.suffix(4)) == rows, "\(kind)")
            }
            let sheet = try PaperReader.read(path: "\(folder.path)/a.xlsx").sketch
            #expect(
                sheet == [
                    "TT | Nội dung nhiệm vụ | Số người", "I | Quý I[1x2] | ^", "1 | Họp Hội đồng | 1200", "2 | =1+1 | ",
                ])
        }
    }

    /// What people paste, and what nobody should be able to break the program with.
    private static let hostile: [(name: String, text: String)] = [
        ("control characters", "a\u{0}b\u{1B}[31m\u{7}c\u{FFFE}\u{FFFF}d\u{85}e\r\nf\tg]]>&amp;<w:t>"),
        ("a word without end", String(repeating: "Nghiêng", count: 4_000)),
        ("right to left", "שלום \u{202E}עולם\u{202C} العربية Hội nghị 12"),
        (
            "marks without letters",
            String(repeating: "\u{301}", count: 500) + "a" + String(repeating: "\u{323}", count: 500)
        ),
        ("pictures", "Khen thưởng 🏅👩🏽‍🌾🇻🇳"),
        ("only spaces", String(repeating: " ", count: 5_000)),
        (
            "a hundred pages",
            String(repeating: "Tổ chức hội nghị tổng kết công tác thi đua, khen thưởng. ", count: 2_500)
        ),
    ]

    @Test("hostile words break nothing, wherever they stand", arguments: hostile.indices)
    func hostileText(_ index: Int) throws {
        let (name, text) = Self.hostile[index]
        try TestFolder.with { folder in
            var paper = SamplePaper.plan(tasks: 4)
            paper.abstract = String(text.prefix(3_000))
            paper.letterhead.issuer = String(text.prefix(3_000))
            paper.body.insert(.paragraph(PaperText(text)), at: 0)
            paper.body.insert(.heading(.roman, "IX", String(text.prefix(2_000))), at: 1)
            paper.recipients?.items.append(String(text.prefix(2_000)))
            paper.annexes[0].body = [
                .table(
                    PaperTable(
                        [
                            .init(String(text.prefix(300)), width: 0), .init("Việc", width: .infinity),
                            .init("", width: -1),
                        ],
                        [
                            .group(String(text.prefix(9_000)), number: text),
                            .cells([.text(text), .text(text), 1, 2, 3]),
                        ]))
            ]
            try DocxWriting.write(paper, to: "\(folder.path)/a.docx")
            try PdfWriting.write(paper, to: "\(folder.path)/a.pdf")
            let read = try PaperReader.read(path: "\(folder.path)/a.docx")
            #expect(read.sketch.count > 20, "\(name)")
            let pages = try told("pdfinfo", ["\(folder.path)/a.pdf"], in: folder).firstMatch(of: /Pages: +(\d+)/)
            #expect(try #require(pages.flatMap { Int($0.1) }) >= 3, "\(name)")
        }
    }

    @Test("a row higher than a page goes on with all its words, under the head") func tallRow() throws {
        try TestFolder.with { folder in
            let text = (1...4_000).map { "từ\($0)" }.joined(separator: " ")
            let table = PaperTable(SamplePaper.columns, [.cells([1, .text(text), "Tháng 1", "Sở Nội vụ", .empty])])
            try PdfWriting.write(
                OfficialPaper.Annex(title: "Danh mục", body: [.table(table)]), to: "\(folder.path)/a.pdf")
            let found = try words("\(folder.path)/a.pdf", in: folder)
            #expect(found.count > 5)
            #expect(found.filter { !$0.contains("phối") } == [])
            let numbered = Set(found.flatMap(\.self).filter { $0.hasPrefix("từ") })
            #expect(numbered == Set((1...4_000).map { "từ\($0)" }))
        }
    }
}
