import Paper
import Testing
import Vocabulary

@testable import PlanReader

@Suite("Agenda, attachments, work left out") struct ContentTests {
    private static let agenda = """
        III. NỘI DUNG, CHƯƠNG TRÌNH
        - Văn nghệ chào mừng;
        - Tuyên bố lý do;
        - Trao tặng Cờ thi đua;
        - Bế mạc.
        IV. PHÂN CÔNG
        - Chuẩn bị diễn văn của lãnh đạo.
        """
    private static let conference: @Sendable (inout PlanDraft) -> Void = {
        $0.events = [.full("conference", start: "2026-03-05")]
    }

    @Test("a speech that is prepared and has no slot is told")
    func gap() {
        #expect(told(Agenda.preparedWithoutSlot, Self.agenda) == ["warn AGENDA_GAP [1, 7]"])
        #expect(
            told(Agenda.preparedWithoutSlot, Self.agenda.replacing("- Bế mạc", with: "- Lãnh đạo phát biểu;\n- Bế mạc"))
                == [])
        #expect(
            told(Agenda.preparedWithoutSlot, Self.agenda.replacing("Chuẩn bị diễn văn", with: "Nghe diễn văn")) == [])
    }

    @Test("usual items and times that the agenda lacks are worth a look")
    func usual() {
        #expect(told(Agenda.usualItems, Self.agenda, Self.conference) == ["info AGENDA_GAP [2, 5]"])
        let whole = Self.agenda.replacing("- Bế mạc", with: "- Báo cáo tổng kết;\n- Ký kết giao ước;\n- Bế mạc")
        #expect(told(Agenda.usualItems, whole, Self.conference) == [])
        #expect(told(Agenda.noTimes, Self.agenda) == ["info AGENDA_NO_TIMES [2, 5]"])
        #expect(told(Agenda.noTimes, Self.agenda.replacing("- Văn nghệ", with: "- 08 giờ: Văn nghệ")) == [])
        #expect(told(Agenda.noTimes, "III. CHƯƠNG TRÌNH CÔNG TÁC\n- Một;\n- Hai;\n- Ba;\n- Bốn.") == [])
    }

    @Test("speakers under time and place are worth a look")
    func misplaced() {
        func section(_ title: String) -> (inout PlanDraft) -> Void {
            { $0.document.sections = [.init(number: "I", title: title, line: 1)] }
        }
        let text = "I. THỜI GIAN\n1. Thời gian: ngày 05/3.\n2. Báo cáo viên: Vụ Thi đua."
        #expect(told(Agenda.misplaced, text, section("THỜI GIAN, ĐỊA ĐIỂM")) == ["info MISPLACED_CONTENT [3]"])
        #expect(told(Agenda.misplaced, text, section("THỜI GIAN, ĐỊA ĐIỂM, BÁO CÁO VIÊN")) == [])
    }

    @Test(
        "attachments",
        arguments: [
            ("(Mẫu danh sách đăng ký kèm theo)", ["warn MISSING_ATTACHMENT [1]"]),
            ("(Mẫu danh sách đăng ký kèm theo)\nNơi nhận:\nMẪU DANH SÁCH\n1. Tên", []),
            ("Báo cáo theo mẫu gửi kèm.", ["warn MISSING_ATTACHMENT [1]"]),
            ("Sẽ có danh sách kèm theo Giấy mời.", ["info MISSING_ATTACHMENT [1]"]),
            ("(Ban hành kèm theo Quyết định số 12/QĐ-UBND)", []), ("Gửi hồ sơ kèm theo biên bản họp về Sở.", []),
            ("(có Phụ lục kèm theo)\nPhụ lục\nDanh mục", []),
        ])
    func attachments(_ text: String, _ expected: [String]) {
        #expect(told(Attachments.missing, text) == expected)
    }

    private static func yearPlan(_ work: String, rows: [String]) -> (PaperDocument, (inout PlanDraft) -> Void) {
        let table =
            ["I\tNhiệm vụ thực hiện trong quý I\t\t"] + rows.enumerated().map { "\($0 + 1)\t\($1)\tSở Nội vụ\t" }
        let text = "II. NỘI DUNG\n- \(work)\nIII. NHIỆM VỤ CỤ THỂ\n" + table.joined(separator: "\n")
        return (
            .text(text, isBroken: false),
            { draft in
                draft.document.sections = [
                    .init(number: "II", title: "NỘI DUNG", line: 1),
                    .init(number: "III", title: "NHIỆM VỤ CỤ THỂ", line: 3),
                ]
                draft.tasks = rows.enumerated().map {
                    .row("I", "\($0 + 1)", $1, PlannedTime(.quarter, "2026-Q1"), $0 + 5, $0 + 5)
                }
            }
        )
    }

    @Test(
        "dated work that the table leaves out is told",
        arguments: [
            (
                "Tăng cường công tác thanh tra, kiểm tra việc khen thưởng.", "Báo cáo năm",
                ["warn BODY_TASK_NOT_SCHEDULED [2]"]
            ),
            ("Tăng cường công tác thanh tra, kiểm tra việc khen thưởng.", "Kiểm tra khối thi đua", []),
            ("Thường xuyên kiểm tra, đôn đốc các đơn vị.", "Báo cáo năm", []),
            ("Phát động phong trào thi đua năm 2026.", "Phát động cuộc thi viết", ["warn BODY_TASK_NOT_SCHEDULED [2]"]),
            (
                "Phát động phong trào thi đua năm 2026.",
                "Chỉ thị phát động phong trào thi đua trong các Khối thi đua năm 2026", []
            ),
            ("Đẩy mạnh ứng dụng công nghệ thông tin.", "Báo cáo năm", ["info BODY_TASK_NOT_SCHEDULED [2]"]),
        ])
    func body(_ work: String, _ row: String, _ expected: [String]) {
        let (paper, edit) = Self.yearPlan(work, rows: [row] + (1...4).map { "Họp xét khen thưởng đợt \($0)" })
        #expect(told(UnscheduledWork.named, paper, edit) == expected)
    }
}
