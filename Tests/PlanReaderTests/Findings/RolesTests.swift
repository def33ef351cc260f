import Paper
import Testing
import Vocabulary

@testable import PlanReader

@Suite("Units, roles, duties") struct RolesTests {
    @Test(
        "a short word one letter off in the same place is told",
        arguments: [
            ("Hội đồng SK - ĐTKH tỉnh.\nHội đồng SK - ĐTKT tỉnh.", ["warn INCONSISTENT_ABBREVIATION [1, 2]"]),
            ("Hội đồng SK - ĐTKH tỉnh.\nHội đồng SK - ĐTKH tỉnh.", []),
            ("Danh hiệu của CSTĐ cơ sở.\nDanh hiệu của CSTT cơ sở.", []),
            ("Trường cấp II - THCS.\nTrường cấp II - THPT.", []),
        ])
    func abbreviations(_ text: String, _ expected: [String]) {
        #expect(told(Abbreviations.slips, text) == expected)
    }

    @Test(
        "one symbol in two styles is worth a look",
        arguments: [
            ("Số 12/QĐ-UBND.HC.\nSố 34/QĐ-UBND-HC.", ["info INCONSISTENT_NUMBER_STYLE [1, 2]"]),
            ("Số 12/QĐ-UBND.\nSố 34/KH-UBND.", []),
            ("Số 98/2023/NĐ-CP.\nSố 98/2023/NĐCP.", ["info INCONSISTENT_NUMBER_STYLE [1, 2]"]),
            ("Ngày 12/3/2026.\nTỷ lệ 1/2.", []),
        ])
    func symbols(_ text: String, _ expected: [String]) {
        #expect(told(Abbreviations.numberStyles, text) == expected)
    }

    @Test(
        "names of one body are joined",
        arguments: [
            ("Hội đồng Thi đua - Khen thưởng tỉnh.\nHội đồng TĐKT tỉnh.", ["info UNIT_NAME_VARIANTS [1, 2]"]),
            ("Hội đồng Thi đua - Khen thưởng (TĐKT) tỉnh.\nHội đồng TĐKT tỉnh.", []),
            ("Hội đồng Thi đua – Khen thưởng.\nHội đồng thi đua - khen thưởng.", []),
        ])
    func names(_ text: String, _ expected: [String]) {
        #expect(told(UnitNames.variants, text) == expected)
    }

    @Test("units with duties that are no recipients are worth a look")
    func recipients() {
        func plan(_ recipients: [String]) -> (inout PlanDraft) -> Void {
            { draft in
                draft.document.recipients = recipients
                draft.assignments = [
                    .init(
                        unit: "Sở Văn hóa, Thể thao và Du lịch, Công an tỉnh", duties: ["Phối hợp"], lines: .init(1, 1))
                ]
            }
        }
        let text = "1. Sở Văn hóa, Thể thao và Du lịch, Công an tỉnh\nNơi nhận:"
        #expect(
            told(Recipients.unitsLeftOut, text, plan(["Tỉnh ủy", "HĐND tỉnh", "Lưu: VT"])) == [
                "info UNIT_NOT_IN_RECIPIENTS [1, 2]"
            ])
        #expect(
            told(Recipients.unitsLeftOut, text, plan(["Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh", "Lưu: VT"]))
                == [])
        #expect(
            told(Recipients.unitsLeftOut, text, plan(["Các sở, ban, ngành tỉnh", "Công an tỉnh", "Lưu: VT"])) == [])
    }

    @Test("a recipient that points elsewhere is worth a look")
    func references() {
        let text = "Nơi nhận:\n- Như khoản 3 mục II;\n- Sở Nội vụ;"
        #expect(
            told(Recipients.crossReferences, text) { $0.document.recipients = ["Như khoản 3 mục II", "Sở Nội vụ"] } == [
                "info CROSS_REFERENCE_RECIPIENT [2]"
            ])
        #expect(
            told(Recipients.crossReferences, text) { $0.document.recipients = ["Như trên", "Sở Nội vụ", "Ban Mục vụ"] }
                == [])
    }

    @Test(
        "a lead named twice in one cell is told",
        arguments: [
            ("Sở Nội vụ (Ban A) Sở Nội vụ (Ban B)", ["warn DUPLICATED_LEAD [2]"]), ("Sở Nội vụ (Ban A), Sở Y tế", []),
            ("Sở Nội vụ (phòng của Sở Nội vụ)", []), ("Các sở", []),
        ])
    func duplicated(_ cell: String, _ expected: [String]) {
        let rows = [["TT", "Nội dung", "Đơn vị chủ trì", "Phối hợp"], ["1", "Họp", cell, "Sở Y tế; Sở Y tế"]]
        #expect(told(Roles.duplicatedLead, .table(rows)) == expected)
    }

    @Test("leads and advisers that are absent, and a lead that is also coordinator")
    func absent() {
        func plan(_ tasks: [PlanDraft.Task]) -> (inout PlanDraft) -> Void { { $0.tasks = tasks } }
        let led = (1...3).map { PlanDraft.Task.row("I", "\($0)", $0, $0, advisor: "Phòng Nội vụ") }
        #expect(
            told(Roles.missingLead, "Việc", plan(led + [.row("I", "4", 4, 4, lead: nil)])) == ["info MISSING_LEAD [4]"])
        #expect(told(Roles.missingLead, "Việc", plan(led)) == [])
        #expect(
            told(Roles.missingAdviser, "Việc", plan(led + [.row("I", "4", 4, 5)])) == ["info MISSING_ADVISOR [4, 5]"])
        #expect(told(Roles.missingAdviser, "Việc", plan(led + [.row("I", "4", 4, 5, lead: "Sở Y tế")])) == [])
        #expect(
            told(
                Roles.leadAmongCoordinators, "Việc",
                plan([.row("I", "1", 1, 1, coordinators: ["Sở Y tế", "Sở nội vụ"])])) == [
                    "info LEAD_AMONG_COORDINATORS [1]"
                ])
        #expect(
            told(
                Roles.leadAmongCoordinators, "Việc",
                plan([.row("I", "1", 1, 1, coordinators: ["Các phòng của Sở Nội vụ"])])) == [])
    }

    @Test("labels of roles")
    func labels() {
        let text =
            "- Chủ trì: Sở Nội vụ phối hợp với Sở Y tế.\n- Cơ quan tham mưu: Phòng A.\n- Cơ quan thực hiện: Phòng B."
        #expect(told(Roles.leadWithCoordinator, text) == ["info LEAD_WITH_COORDINATOR [1]"])
        #expect(told(Roles.labels, text) == ["info INCONSISTENT_LABELS [1, 2, 3]"])
        let plain = "- Chủ trì: Sở Nội vụ.\n- Cơ quan tham mưu: Phòng A.\nPhối hợp: Sở Y tế."
        #expect(told(Roles.leadWithCoordinator, plain) + told(Roles.labels, plain) == [])
    }

    @Test("one work given to two units is worth a look")
    func duties() {
        func plan(_ second: String) -> (inout PlanDraft) -> Void {
            { draft in
                draft.assignments = [
                    .init(unit: "Văn phòng", duties: ["Kiểm duyệt phóng sự."], lines: .init(1, 1)),
                    .init(unit: "Sở Nội vụ", duties: [second], lines: .init(2, 2)),
                ]
            }
        }
        #expect(
            told(Duties.shared, "Kiểm duyệt phóng sự.\nKiểm tra phóng sự.", plan("Kiểm tra phóng sự.")) == [
                "info DOUBLE_RESPONSIBILITY [1, 2]"
            ])
        #expect(told(Duties.shared, "Kiểm duyệt phóng sự.\nXây dựng phóng sự.", plan("Xây dựng phóng sự.")) == [])
    }

    @Test("an item that mixes kinds of work, and a contest that is none")
    func groups() {
        func group(_ text: String) -> (inout PlanDraft) -> Void {
            { $0.document.groups = [.init(ordinal: "5", text: text, lines: .init(1, 2))] }
        }
        #expect(told(Duties.groups, "Việc", group("Tổ chức tập huấn và kiểm tra")) == ["info GROUP_TASK [1, 2]"])
        #expect(told(Duties.groups, "Việc", group("Kiểm tra các Khối thi đua")) == [])
        let contest: (inout PlanDraft) -> Void = { $0.tasks = [.row("I", "1", "Tham gia Hội thi tìm hiểu Luật", 1, 2)] }
        #expect(
            told(Duties.contestOfAnotherKind, "1. Hội thi\n- Nội dung: Giao lưu, chia sẻ kinh nghiệm.", contest) == [
                "info CONTENT_MISMATCH [1, 2]"
            ])
        #expect(told(Duties.contestOfAnotherKind, "1. Hội thi\n- Nội dung: Dự thi và giao lưu.", contest) == [])
    }
}
