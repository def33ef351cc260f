import Paper
import Testing

@testable import PlanReader

@Suite("Tables with borders") struct TableTests {
    private func paper(_ rows: [[PaperDocument.Cell?]]) -> PaperDocument {
        var blocks: [PaperDocument.Block] = []
        for (index, text) in ["KẾ HOẠCH", "Công tác thi đua năm 2026", "I. NHIỆM VỤ"].enumerated() {
            blocks.append(.paragraph(.init(text: text, line: index + 1)))
        }
        blocks.append(.table(.init(rows: rows.enumerated().map { .init(cells: $1, line: $0 + 4) })))
        return PaperDocument(format: .docx, blocks: blocks, linesAreBroken: false)
    }

    private func cell(_ text: String, columns: Int = 1, rows: Int = 1) -> PaperDocument.Cell? {
        .init(text.split(separator: "\n").map(String.init), columns: columns, rows: rows)
    }

    @Test("a time cell merged over rows is shared, headings give the section")
    func merged() {
        let draft = PlanReader.read(
            paper([
                [cell("TT"), cell("Thời gian"), cell("Nội dung"), cell("Chủ trì"), cell("Phối hợp")],
                [cell("I. Quý I", columns: 5), nil, nil, nil, nil],
                [
                    cell("1"), cell("Tháng 3", rows: 2), cell("Họp Hội đồng"), cell("Sở Nội vụ"),
                    cell("- Sở Tài chính\n- Công an tỉnh"),
                ],
                [cell("2"), nil, cell("Trình khen thưởng"), cell("Sở Nội vụ"), cell("")],
            ]))
        #expect(draft.tasks.map(\.section) == ["I", "I"])
        #expect(draft.tasks.map(\.when.value) == ["2026-03", "2026-03"])
        #expect(draft.tasks.map(\.when.shared) == [false, true])
        #expect(draft.tasks.last?.when.sharedWith == "I.1")
        #expect(draft.tasks.first?.coordinators == ["Sở Tài chính", "Công an tỉnh"])
    }

    @Test("a head on two lines, column numbers and a repeated head are no tasks")
    func heads() {
        let draft = PlanReader.read(
            paper([
                [
                    cell("STT", rows: 2), cell("Nội dung", rows: 2), cell("Đơn vị thực hiện", columns: 2), nil,
                    cell("Thời gian", rows: 2),
                ],
                [nil, nil, cell("Chủ trì"), cell("Phối hợp"), nil],
                [cell("(1)"), cell("(2)"), cell("(3)"), cell("(4)"), cell("(5)")],
                [
                    cell("1"), cell("Ban hành kế hoạch"), cell("Phòng Văn hóa - Xã hội"), cell("Văn phòng"),
                    cell("01/2026"),
                ],
                [cell("2"), cell("Tổng kết"), cell("Văn phòng"), cell("Các thôn; các trường"), cell("Quý IV")],
            ]))
        #expect(draft.tasks.map(\.text) == ["Ban hành kế hoạch", "Tổng kết"])
        #expect(draft.tasks.map(\.lead) == ["Phòng Văn hóa - Xã hội", "Văn phòng"])
        #expect(draft.tasks.map(\.coordinators) == [["Văn phòng"], ["Các thôn", "các trường"]])
        #expect(draft.tasks.map(\.when.value) == ["2026-01", "2026-Q4"])
        #expect(draft.tasks.map(\.section) == ["I", "I"])
    }

    @Test("numbered groups are told apart from tasks")
    func groups() {
        let draft = PlanReader.read(
            paper([
                [cell("TT"), cell("Nhiệm vụ"), cell("Người phụ trách"), cell("Thời gian hoàn thành")],
                [cell("1"), cell("Công tác tuyên truyền"), cell(""), cell("")],
                [cell("1.1"), cell("Viết tin, bài"), cell("Công chức văn hóa"), cell("Hằng tháng")],
                [cell("1.2"), cell("Phát thanh"), cell("Đài xã"), cell("Thường xuyên")],
                [cell("2"), cell("Báo cáo năm"), cell("Văn phòng"), cell("Trước 15/12")],
            ]))
        #expect(draft.document.groups.map(\.ordinal) == ["1"])
        #expect(draft.tasks.map(\.ordinal) == ["1.1", "1.2", "2"])
        #expect(draft.tasks.last?.when.value == "2026-12-15")
        #expect(draft.tasks.last?.when.bound == .before)
    }

    @Test("a programme of one day is no table of tasks")
    func agenda() {
        let draft = PlanReader.read(
            paper([
                [cell("Thời gian"), cell("Nội dung"), cell("Người thực hiện")],
                [cell("7h30 - 8h00"), cell("Đón tiếp đại biểu"), cell("Ban Tổ chức")],
                [cell("8h00 - 8h15"), cell("Khai mạc"), cell("Chủ tịch")],
            ]))
        #expect(draft.tasks.isEmpty)
    }
}
