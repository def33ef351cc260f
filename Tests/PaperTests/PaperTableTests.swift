import Foundation
import Testing
import Vocabulary

@testable import Paper

@Suite("A table for paper and spreadsheet") struct PaperTableTests {
    @Test("neither a day nor a word of a title is broken for want of room; the others give")
    func shares() {
        let table = PaperTable(
            [
                .init("TT", width: 2, .centre), .init("Nội dung", width: 60), .day("Hạn", width: 8),
                .init("Ghi chú", width: 30),
            ], [])
        let shares = table.shares(of: 400, size: 12)
        #expect(abs(shares.reduce(0, +) - 400) < 0.001)
        // Ten figures of half an em, two of which no narrower column holds.
        #expect(shares[2] >= 60 + 7.2)
        #expect(shares[0] >= 2 * 0.7 * 12 + 7.2)
        #expect(abs(shares[1] / shares[3] - 2) < 0.001)
        // Room for all: as asked.
        let wide = PaperTable([.init("A", width: 1), .init("B", width: 3)], []).shares(of: 400, size: 12)
        #expect(wide == [100, 300])
        // Room for none: as asked too.
        #expect(table.shares(of: 100, size: 12).reduce(0, +) <= 100.001)
    }

    @Test("a spreadsheet row is as high as its longest cell, a day is a day to sort by, and the head filters")
    func spreadsheet() throws {
        try TestFolder.with { folder in
            let path = "\(folder.path)/bang.xlsx"
            let day = try #require(Day(iso: "2026-11-24"))
            let table = PaperTable(
                [.init("TT", width: 6), .init("Nhiệm vụ", width: 20), .day("Hạn", width: 12)],
                [
                    .cells([1, "Họp Hội đồng Thi đua - Khen thưởng tỉnh xét đề nghị", .day(day)]),
                    .cells([2, "Báo cáo", .optional(nil as Day?)]),
                ])
            try table.writeXlsx(to: path, sheet: "Việc", titles: ["Chương trình"])
            let sheet = try #require(try TestZip.text("xl/worksheets/sheet1.xml", of: path))
            #expect(sheet.contains("<row r=\"4\" ht=\"48\" customHeight=\"1\">"))
            #expect(sheet.contains("<row r=\"5\">"))
            #expect(sheet.contains("<v>46350</v>"))
            #expect(sheet.contains("<autoFilter ref=\"A3:C5\"/>"))
            #expect(try PaperReader.read(path: path).sketch.contains { $0.contains("24/11/2026") })
            // A group belongs to the rows below it: nothing is sorted away from it.
            let grouped = PaperTable([.init("Việc", width: 20)], [.group("Quý I"), .cells(["Họp"]), .cells(["Xét"])])
            try grouped.writeXlsx(to: path, sheet: "Việc", titles: [])
            #expect(!(try #require(try TestZip.text("xl/worksheets/sheet1.xml", of: path)).contains("autoFilter")))
        }
    }

    @Test(
        "lines of a cell are counted by words",
        arguments: [
            ("", 10, 1), ("Sở Nội vụ", 10, 1), ("Sở Nội vụ tỉnh", 10, 2), ("a\nb", 10, 2),
            ("không-có-chỗ-ngắt-nào-cả", 10, 3),
        ])
    func lines(_ text: String, _ width: Double, _ count: Int) {
        #expect(XlsxWriting.lines(text, width: width) == count)
    }
}
