import Database
import Fixtures
import Foundation
import Office
import Paper
import PlanReader
import Testing
import Vocabulary

@testable import Work

@Suite("The programme as a paper") struct ProgrammePaperTests {
    private static let year = day(1, 1)...day(31, 12)

    private func written(
        _ world: ProgrammeWorld, _ kind: ProgrammeReports.Kind, _ days: ClosedRange<Day> = year, as file: PaperFile,
        for person: ProgrammeWorld.Person = .dung, _ body: (String) throws -> Void
    ) throws {
        let path = TestFolder.newPath("paper.\(file.rawValue)")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let visitor = try world.visitor(person)
        let province = try #require(visitor.province)
        try ProgrammeReports.write(
            kind, days, of: province, province: province, for: visitor, as: file, to: path, in: world.office)
        try body(path)
    }

    @Test(
        "the symbol of a unit is its code, or made of its name without spaces",
        arguments: [
            ("SNV", "SNV"), ("Ban TĐKT tỉnh", "BTĐKT"), ("Ban Thi đua - Khen thưởng tỉnh", "BTĐKT"),
            ("Công an tỉnh", "CAT"),
            ("Sở Nội vụ", "SNV"), ("VP UBND", "VPUBND"),
        ])
    func symbol(_ name: String, _ symbol: String) { #expect(OfficeHead.symbol(name) == symbol) }

    @Test("is read again with the same tasks, times, leads and coordinators", arguments: [PaperFile.docx, .pdf])
    func readAgain(_ file: PaperFile) throws {
        let world = try ProgrammeWorld(.sqlite)
        try written(world, .programme, as: file) { path in
            let draft = PlanReader.read(try PaperReader.read(path: path))
            #expect(draft.document.title == "Công tác thi đua, khen thưởng năm 2026")
            #expect(draft.document.issuer == "Ủy ban nhân dân tỉnh Lam Sơn")
            let first = PlanReader.read(TextReader.document(from: Array(ProgrammeWorld.planText.utf8)))
            func told(_ draft: PlanDraft) -> Set<String> {
                Set(
                    draft.tasks.map { task in
                        "\(task.text) | \(task.when.kind.rawValue) \(task.when.value ?? "–") | \(task.lead ?? "–") | "
                            + task.coordinators.joined(separator: "; ")
                    })
            }
            #expect(told(draft) == told(first))
            #expect(draft.tasks.count == 10)
        }
    }

    @Test("has what touches the period, and nothing that its reader may not see", arguments: Engine.available)
    func period(_ engine: Engine) throws {
        let course = try CourseWorld(engine)
        func tasks(_ days: ClosedRange<Day>, _ person: ProgrammeWorld.Person) throws -> [String] {
            let visitor = try course.world.visitor(person)
            return try course.world.office.read { db in
                let content = try ProgrammePaper.period(days, for: visitor, today: ProgrammeWorld.today, db)
                var rows: [String] = []
                try content.table(db).rows { row in
                    switch row {
                    case .group(let title, let number): rows.append("\(number ?? "") \(title)")
                    case .cells(let cells):
                        if case .text(let text) = cells[1] { rows.append(String(text.prefix(15))) }
                    }
                }
                return rows
            }
        }
        #expect(
            try tasks(day(1, 5)...day(31, 5), .dung) == [
                "I Quý II", "Chuẩn bị hội tr", "Mở lớp tập huấn", "II Nhiệm vụ thường xuyên", "Tuyên truyền gư",
                "III Nhiệm vụ chưa định thời gian", "Họp Hội đồng bấ", "Thẩm định kinh ", "Tham gia hội ng",
            ])
        #expect(try tasks(Self.year, .stranger) == [])
        #expect(
            try tasks(Self.year, .khoa) == [
                "I Quý II", "Cử phóng viên đ", "II Nhiệm vụ thường xuyên", "Tuyên truyền gư",
            ])
    }

    @Test("the report has the figures of its period, reasons and what comes next", arguments: Engine.available)
    func results(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (estimate, first) = (try world.task("IV.2"), try world.task("I.1"))
        try world.write(.dung) { operation in
            try TaskWork.drop(estimate, because: "Tỉnh không tổ chức", by: operation)
            try TaskWork.add(.note("Chỉ thị số 1"), to: first, by: operation)
            try TaskWork.finish(first, by: operation)
        }
        let visitor = try world.visitor(.dung)
        let results = try world.office.read {
            try ProgrammeResults.of(Self.year, for: visitor, today: ProgrammeWorld.today, $0)
        }
        #expect(results.totals == TaskTotals(done: 1, late: 4, toDo: 2, dropped: 1))
        #expect(
            results.quarters.map { "\($0.year) \($0.quarter) \($0.totals.all)" } == [
                "2026 1 2", "2026 2 1", "2026 3 1", "2026 4 4",
            ])
        #expect(results.dropped.map(\.reason) == ["Tỉnh không tổ chức"])
        #expect(results.late.count == 4)
        #expect(results.regular == 1)
        #expect(
            ProgrammeReport.opening(results, ProgrammeWorld.today)
                == "Đến ngày 17/11/2026, trong 8 nhiệm vụ có hạn năm 2026 của 1 kế hoạch: 1 nhiệm vụ đã hoàn thành "
                + "(14,3\u{A0}%, không kể nhiệm vụ thôi thực hiện), 2 nhiệm vụ chưa đến hạn, 4 nhiệm vụ quá hạn, 1 nhiệm vụ thôi thực hiện."
        )
        try written(world, .results, as: .docx) { path in
            let text = try PaperReader.read(path: path).blocks.map { "\($0)" }.joined(separator: "\n")
            #expect(text.contains("Tỉnh không tổ chức"))
            #expect(text.contains("BÁO CÁO"))
            #expect(try PaperFormat.findings(path: path).map(\.message) == [])
        }
    }

    @Test("comes from the pages as shown, and a period that cannot be is refused in words")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let browser = try world.browser(.nguyen)
        for (path, magic) in [
            ("/chuong-trinh.docx?nam=2026&quy=4", "PK"), ("/chuong-trinh.pdf?nam=2026&sap=han", "%PDF"),
            ("/bao-cao/ket-qua.docx?tu=01/01/2026&den=31/03/2026", "PK"), ("/bao-cao/chuong-trinh.xlsx", "PK"),
        ] {
            let answer = try browser.get(path)
            #expect(answer.status == 200, "\(path)")
            #expect(String(decoding: answer.bytes.prefix(magic.utf8.count), as: UTF8.self) == magic, "\(path)")
        }
        let page = try browser.get("/bao-cao?tu=01/10/2026&den=31/12/2026")
        #expect(page.body.contains("trong 4 nhiệm vụ có hạn quý IV năm 2026"))
        let refused = try browser.get("/bao-cao/ket-qua.pdf?tu=01/10/2026&den=01/09/2026")
        #expect(refused.status == 422)
        #expect(refused.body.contains("Ngày cuối ở trước ngày đầu"))
        #expect(try browser.get("/bao-cao/ket-qua.pdf?tu=31/02/2026").body.contains("không phải là ngày"))
        #expect(try browser.get("/bao-cao/ket-qua.xlsx").status == 404)
        let mistyped = try browser.get("/bao-cao?tu=31/02/2026")
        #expect(mistyped.status == 422)
        #expect(mistyped.body.contains("“31/02/2026” không phải là ngày"))
        #expect(world.faults.all == [])
    }
}

/// A day of 2026.
private func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) ?? Day(number: 0) }
