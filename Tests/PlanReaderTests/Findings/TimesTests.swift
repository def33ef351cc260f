import Paper
import Testing
import Vocabulary

@testable import PlanReader

@Suite("Times of tasks and events") struct TimesTests {
    private static let table = "II\tNhiệm vụ thực hiện trong quý II\t\t\n1\tHọp Hội đồng\t10/2026\tSở Nội vụ"

    @Test(
        "a time outside the quarter of its part is told",
        arguments: [
            (PlannedTime(.month, "2026-10"), ["warn TASK_OUTSIDE_QUARTER [1, 2]"]),
            (PlannedTime(.month, "2026-06"), []),
            (PlannedTime(.quarter, "2026-Q2"), []), (PlannedTime(.period, "2026-06/2026-08"), []),
            (PlannedTime(.ongoing, "2026"), []),
        ])
    func outside(_ time: PlannedTime, _ expected: [String]) {
        #expect(
            told(TaskTimes.outsideSection, Self.table) { $0.tasks = [.row("II", "1", "Họp", time, 2, 2)] } == expected)
    }

    @Test("rows that share one time are told; a regular time less loud")
    func shared() {
        func tasks(_ kind: PlannedTime.Kind) -> (inout PlanDraft) -> Void {
            { draft in
                let time = PlannedTime(kind, "2026-03")
                var later = time
                (later.shared, later.sharedWith) = (true, "I.1")
                draft.tasks = [
                    .row("I", "1", "Họp", time, 1, 1), .row("I", "2", "Trình", later, 2, 2),
                    .row("I", "3", "Gửi", later, 3, 3),
                ]
            }
        }
        let text = "1 Họp 03/2026\n2 Trình\n3 Gửi"
        #expect(told(TaskTimes.sharedCells, text, tasks(.month)) == ["warn SHARED_TIME_CELL [1, 2, 3]"])
        #expect(told(TaskTimes.sharedCells, text, tasks(.ongoing)) == ["info SHARED_TIME_CELL [1, 2, 3]"])
    }

    @Test("tasks without a time among tasks with one are told")
    func missing() {
        let times = [
            PlannedTime(.month, "2026-01"), PlannedTime(.month, "2026-02"), .unstated,
            PlannedTime(.asNeeded, "khi cần"),
        ]
        func tasks(_ times: [PlannedTime]) -> (inout PlanDraft) -> Void {
            { $0.tasks = times.enumerated().map { .row("II", "\($0 + 1)", "Họp", $1, $0 + 1, $0 + 1) } }
        }
        #expect(told(TaskTimes.missing, "Văn bản", tasks(times)) == ["warn MISSING_TIME [3]"])
        #expect(
            told(TaskTimes.missing, "Văn bản", tasks([times[0], .unstated, .unstated])) == ["info MISSING_TIME [2, 3]"])
        #expect(told(TaskTimes.missing, "Văn bản", tasks([.unstated, .unstated, .unstated])) == [])
        #expect(
            told(TaskTimes.missing, "Văn bản") { draft in
                tasks(times)(&draft)
                draft.events = [.full("training", start: "2026-05-29")]
            } == [])
    }

    @Test(
        "several times are worth a look, and loud where a year is summed up too early",
        arguments: [
            ("Tổng kết công tác năm 2026", "warn MULTIPLE_PERIODS [1]"),
            ("Tổng kết công tác năm 2025", "info MULTIPLE_PERIODS [1]"),
            ("Sơ kết, tổng kết năm 2026", "info MULTIPLE_PERIODS [1]"),
        ])
    func several(_ text: String, _ expected: String) {
        #expect(
            told(TaskTimes.several, "- Thời gian: Quý II và Quý IV") { draft in
                var time = PlannedTime(.quarter, "2026-Q2")
                time.values = ["2026-Q2", "2026-Q4"]
                draft.tasks = [.row("II", "1", text, time, 1, 1)]
            } == [expected])
    }

    @Test("a time by the plan of another body is worth a look")
    func external() {
        func tasks(_ text: String) -> (inout PlanDraft) -> Void { { $0.tasks = [.row("II", "1", text, 1, 1)] } }
        #expect(
            told(TaskTimes.external, "Dự", tasks("Dự hội nghị theo kế hoạch của Cụm")) == ["info EXTERNAL_TIME [1]"])
        #expect(told(TaskTimes.external, "Dự", tasks("Dự hội nghị theo kế hoạch")) == [])
    }

    @Test("a time in the content is worth a look where others have a line of their own")
    func content() {
        let text = "1. Họp (khi cần thiết)\n2. Thi\n- Thời gian: Quý I\n3. Đi\n- Thời gian: Quý II"
        func task(_ last: Int) -> (inout PlanDraft) -> Void {
            { $0.tasks = [.row("II", "1", "Họp", PlannedTime(.asNeeded, "khi cần thiết"), 1, last)] }
        }
        #expect(told(TaskTimes.inContent, text, task(1)) == ["info TIME_IN_CONTENT [1]"])
        #expect(told(TaskTimes.inContent, text, task(3)) == [])
    }

    @Test("a task due before its plan or its basis is worth a look")
    func before() {
        func plan(_ value: String, issued: String?) -> (inout PlanDraft) -> Void {
            { draft in
                draft.document.issuedOn = issued
                draft.document.legalBases = [.init(text: "Căn cứ", date: "2026-02-11", lines: .init(1, 1))]
                draft.tasks = [.row("II", "1", "Họp", PlannedTime(.month, value), 2, 2)]
            }
        }
        #expect(
            told(TaskTimes.beforeBasis, "Căn cứ\nHọp", plan("2026-02", issued: nil)) == [
                "info TASK_BEFORE_BASIS [1, 2]"
            ])
        #expect(told(TaskTimes.beforeBasis, "Căn cứ\nHọp", plan("2026-03", issued: nil)) == [])
        #expect(
            told(TaskTimes.beforeBasis, "Căn cứ\nHọp", plan("2026-02", issued: "2026-03-01")) == [
                "info TASK_BEFORE_ISSUE [2]"
            ])
        #expect(told(TaskTimes.beforeBasis, "Căn cứ\nHọp", plan("2026-02", issued: "2026-02-28")) == [])
    }

    @Test("much work of the year before is told once", arguments: [(4, 1), (3, 0)])
    func past(_ count: Int, _ expected: Int) {
        #expect(
            told(TaskTimes.pastYears, "Việc") { draft in
                draft.tasks = (1...count).map { .row("I", "\($0)", "Xét khen thưởng năm 2025", $0, $0) }
            }.count == expected)
    }

    @Test("months in two styles are worth a look")
    func styles() {
        func tasks(_ text: String) -> [String] {
            told(TimeStyles.months, text) { draft in
                draft.tasks = [
                    .row("I", "1", "a", PlannedTime(.month, "2026-03"), 1, 1),
                    .row("I", "2", "b", PlannedTime(.month, "2026-05"), 2, 2),
                ]
            }
        }
        #expect(tasks("Họp 03/2026\nHọp 5/2026") == ["info INCONSISTENT_DATE_STYLE [1, 2]"])
        #expect(tasks("Họp 03/2026\nHọp 05/2026") == [])
        #expect(tasks("Họp tháng 03/2026\nHọp tháng 5/2026") == [])
    }

    @Test(
        "an event without a day is told",
        arguments: [
            ("conference", "2026-Q1", ["warn EVENT_DATE_OPEN [2]"]), ("conference", nil, ["warn EVENT_DATE_OPEN [2]"]),
            ("conference", "2026-03-05T08:00", []),
            ("conference", "2026-03-05/2026-03-06", []), ("contest", "2026-03/2026-06", []),
        ] as [(String, String?, [String])])
    func open(_ type: String, _ start: String?, _ expected: [String]) {
        #expect(
            told(EventDates.open, "II. THỜI GIAN, ĐỊA ĐIỂM\n1. Thời gian: Trong quý I năm 2026.") {
                $0.events = [.full(type, start: start)]
            } == expected)
    }

    @Test("a day that the reader missed is not open")
    func overlooked() {
        #expect(told(EventDates.open, "1. Thời gian: ngày 05/3/2026.") { $0.events = [.full("conference")] } == [])
    }

    @Test(
        "deadlines in words",
        arguments: [
            ("Báo cáo kết quả về Sở Nội vụ sau 3 ngày diễn ra hội nghị.", ["warn AMBIGUOUS_DEADLINE [1]"]),
            ("Báo cáo kết quả chậm nhất sau 3 ngày làm việc.", []), ("Sau 3 ngày tranh tài, hội thi bế mạc.", []),
            ("Gửi hồ sơ trong 5 ngày kể từ khi kết thúc.", ["info AMBIGUOUS_DEADLINE [1]"]),
            ("Gửi hồ sơ trong vòng 5 ngày làm việc kể từ khi kết thúc.", []),
            ("Hội nghị tổ chức trong 02 ngày tại tỉnh.", []),
        ])
    func deadlines(_ text: String, _ expected: [String]) {
        #expect(told(DeadlineWords.afterDays, text) + told(DeadlineWords.withinDays, text) == expected)
    }

    @Test("the two days that `sau 3 ngày` may mean are computed")
    func computed() {
        var draft = PlanDraft()
        draft.events = [.full("training", start: "2024-05-31T13:30")]
        let found = DeadlineWords.afterDays(PlanText(.text("Báo cáo về Sở sau 3 ngày diễn ra Hội nghị.")), draft)
        #expect(
            found.map(\.messageVi) == [
                "Văn bản ghi “sau 3 ngày”: chưa rõ là trong vòng hay sau 3 ngày, ngày làm việc hay ngày lịch "
                    + "(theo ngày lịch: 03/06/2024; theo ngày làm việc: 05/06/2024). Đề nghị xác định ngày cụ thể."
            ])
    }

    @Test(
        "a deadline on a day off is worth a look",
        arguments: [("2026-03-15", 1), ("2026-03-16", 0), ("2026-09-02", 1), ("2026-03", 0)])
    func daysOff(_ date: String, _ count: Int) {
        let edit: (inout PlanDraft) -> Void = { draft in
            var deadline = PlanDraft.Deadline(what: "Gửi báo cáo")
            (deadline.date, deadline.lines) = (date, .init(1, 1))
            draft.deadlines = [deadline]
        }
        #expect(told(DeadlineWords.daysOff, "Gửi chậm nhất ngày ấy.", edit).count == count)
        // “Trước ngày” ends the day before.
        #expect(told(DeadlineWords.daysOff, "Gửi trước ngày ấy.", edit) == [])
    }

    @Test(
        "days that do not exist, and wrong weekdays",
        arguments: [
            ("Họp ngày 31/4/2026.", ["info IMPOSSIBLE_DATE [1]"]),
            ("Họp ngày 29 tháng 02 năm 2026.", ["info IMPOSSIBLE_DATE [1]"]),
            ("Họp ngày 29/02/2028, ngày 30/4.", []), ("Tỷ lệ 31/4 và số 45/13/2026/QĐ.", []),
            ("Họp ngày 31 tháng 5 năm 2024 (thứ Sáu).", []),
            ("Họp thứ Sáu, ngày 30/5/2024.", ["info WRONG_WEEKDAY [1]"]),
            ("Họp ngày 30/5/2024 (thứ Sáu).", ["info WRONG_WEEKDAY [1]"]),
            ("Từ ngày 30/5/2024, thứ Sáu ngày 31/5/2024 nghỉ.", []),
            ("Chủ nhật, ngày 22/11/2026.", []), ("Kỳ họp thứ sáu ngày 30/5/2024.", ["info WRONG_WEEKDAY [1]"]),
        ])
    func days(_ text: String, _ expected: [String]) {
        #expect(told(WrittenDates.impossible, text) + told(WrittenDates.weekdays, text) == expected)
    }

    @Test(
        "anniversaries",
        arguments: [
            ("Kỷ niệm 71 năm Chiến thắng (7/5/1954 - 7/5/2024).", ["info ANNIVERSARY_MISMATCH [1]"]),
            ("Kỷ niệm 70 năm Chiến thắng (7/5/1954 - 7/5/2024), 115 năm thành lập tỉnh (28/6/1909 - 28/6/2024).", []),
            ("Phát triển kinh tế 05 năm (2021-2025).", []),
            ("Kỷ niệm 78 năm Ngày Bác Hồ ra Lời kêu gọi thi đua ái quốc.", []),
            ("Kỷ niệm 68 năm Ngày Bác Hồ ra Lời kêu gọi thi đua ái quốc.", ["info ANNIVERSARY_MISMATCH [1]"]),
        ])
    func anniversaries(_ text: String, _ expected: [String]) {
        #expect(told(Anniversaries.years, text) == expected)
    }
}
