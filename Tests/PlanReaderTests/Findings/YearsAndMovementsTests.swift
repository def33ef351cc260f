import Testing
import Vocabulary

@testable import PlanReader

@Suite("Years that conflict, movements") struct YearsAndMovementsTests {
    private static let duty =
        "Tham mưu tổ chức Hội nghị tổng kết công tác thi đua năm 2025, phát động thi đua năm 2026."

    @Test(
        "duties of another year than the schedule are told",
        arguments: [
            ("Tổ chức Hội nghị tổng kết năm 2026, phát động thi đua năm 2027", ["warn YEAR_CONFLICT [1, 2]"]),
            ("Tổ chức Hội nghị tổng kết năm 2025, phát động thi đua năm 2026", []),
            ("Tổng kết khối thi đua năm 2026", []),
        ])
    func summing(_ task: String, _ expected: [String]) {
        #expect(
            told(YearConflicts.summingUp, "\(task)\n\(Self.duty)", isBroken: false) { draft in
                draft.tasks = [.row("IV", "1", task, PlannedTime(.quarter, "2026-Q4"), 1, 1)]
                draft.assignments = [.init(unit: "Sở Nội vụ", duties: [Self.duty], lines: .init(2, 2))]
            } == expected)
    }

    @Test(
        "a closing of another year than the title is told",
        arguments: [
            ("Trên đây là Kế hoạch công tác thi đua năm 2025.", ["warn YEAR_CONFLICT [1]"]),
            ("Trên đây là Kế hoạch công tác thi đua năm 2026.", []),
            ("Trên đây là Kế hoạch công tác thi đua, đề nghị thực hiện.", []),
            ("Trên đây là Kế hoạch tổng kết năm 2025, phát động năm 2026.", []),
        ])
    func closing(_ text: String, _ expected: [String]) {
        #expect(told(YearConflicts.closing, text) { $0.document.title = "Công tác thi đua năm 2026" } == expected)
    }

    @Test(
        "a task of another year than the plan is told",
        arguments: [("2025-03", 1), ("2025-12", 0), ("2026-12", 0), ("2027-01", 0), ("2028-03", 1)])
    func taskYears(_ value: String, _ count: Int) {
        #expect(
            told(YearConflicts.taskYears, "Họp") {
                $0.tasks = [.row("I", "1", "Họp", PlannedTime(.month, value), 1, 1)]
            }.count == count)
    }

    @Test(
        "a movement whose years are over is told, unless it is summed up",
        arguments: [
            (
                "Tiếp tục triển khai phong trào “Vì người nghèo” giai đoạn 2021 - 2025.",
                ["warn EXPIRED_MOVEMENT_PERIOD [1]"]
            ),
            ("Tổng kết phong trào “Vì người nghèo” giai đoạn 2021 - 2025.", []),
            ("Tiếp tục triển khai phong trào “Vì người nghèo” giai đoạn 2026 - 2030.", []),
            ("Tiếp tục thực hiện Kế hoạch phát triển kinh tế giai đoạn 2021 - 2025.", []),
            ("Tiếp tục thực hiện Quyết định số 12/QĐ-UBND về phong trào giai đoạn 2021 - 2025.", []),
        ])
    func expired(_ text: String, _ expected: [String]) {
        #expect(told(MovementPeriods.expired, text) == expected)
    }

    @Test(
        "periods in two ways are worth a look",
        arguments: [
            ("Giai đoạn 2025-2030.\nGiai đoạn 2026-2030.", ["info PERIOD_VARIANT [1, 2]"]),
            ("Giai đoạn 2022-2030.\nGiai đoạn 2023-2030.", []),
            ("Phong trào xây dựng nông thôn mới giai đoạn 2022 - 2025.", ["info PERIOD_VARIANT [1]"]),
            ("Phong trào xây dựng nông thôn mới giai đoạn 2021 - 2025.", []),
        ])
    func periods(_ text: String, _ expected: [String]) {
        #expect(told(MovementPeriods.variants, text) == expected)
    }

    @Test(
        "one movement in two spellings is worth a look",
        arguments: [
            (
                "Phong trào “Thi đua xây dựng văn hóa công sở”.\nPhong trào “Thi đua xây dựng văn hoá công sở”.",
                ["info MOVEMENT_NAME_VARIANT [1, 2]"]
            ),
            ("Phong trào “Thi đua yêu nước”.\nPhong trào “Thi đua yêu nước giai đoạn 2026 - 2030”.", []),
            ("Phong trào “Lao động giỏi”.\nPhong trào “Lao động sáng tạo”.", []),
        ])
    func names(_ text: String, _ expected: [String]) {
        #expect(told(MovementNames.variants, text) == expected)
    }
}
