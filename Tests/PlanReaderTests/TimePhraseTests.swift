import Testing
import Vocabulary

@testable import PlanReader

@Suite("Times as plans write them") struct TimePhraseTests {
    static let year = TimeContext(year: 2026)
    static let school = TimeContext(year: 2025, schoolYear: 2025)

    @Test(
        "the words of a time cell give kind and value",
        arguments: [
            ("01/2024", "month", "2024-01"), ("Tháng 3/2026", "month", "2026-03"),
            ("tháng 6 năm 2022", "month", "2022-06"),
            ("Tháng 5", "month", "2026-05"), ("Quý II, năm 2022", "quarter", "2022-Q2"),
            ("Quý III/2022", "quarter", "2022-Q3"),
            ("Trong quý I", "quarter", "2026-Q1"), ("quý 4 năm 2026", "quarter", "2026-Q4"),
            ("15/3/2024", "date", "2024-03-15"),
            ("ngày 15 tháng 6 năm 2022", "date", "2022-06-15"),
            ("13 giờ 30 ngày 31/5/2024", "date", "2024-05-31T13:30"),
            ("Bắt đầu lúc 13 giờ 30, ngày 31 tháng 5 năm 2024 (thứ Sáu).", "date", "2024-05-31T13:30"),
            ("8h00, ngày 20/11", "date", "2026-11-20T08:00"),
            ("từ ngày 01/10 đến ngày 30/10/2026", "period", "2026-10-01/2026-10-30"),
            ("Tháng 4 - tháng 5", "period", "2026-04/2026-05"),
            ("Từ tháng 4 đến tháng 5 năm 2024", "period", "2024-04/2024-05"),
            ("tháng 4-5/2024", "period", "2024-04/2024-05"), ("6 tháng đầu năm", "period", "2026-01/2026-06"),
            ("6 tháng cuối năm 2024", "period", "2024-07/2024-12"), ("năm 2025", "period", "2025"),
            ("Trong năm 2026", "period", "2026"),
            ("giai đoạn 2026 - 2030", "period", "2026/2030"), ("năm học 2025-2026", "period", "2025/2026"),
            ("tuần 2 tháng 3", "period", "2026-03-08/2026-03-14"), ("Thường xuyên", "ongoing", "2026"),
            ("Cả năm", "ongoing", "2026"),
            ("Thường xuyên trong năm 2024", "ongoing", "2024"), ("hằng tháng", "ongoing", "2026"),
            ("khi cần thiết", "asNeeded", "khi cần thiết"),
            ("Khi có yêu cầu", "asNeeded", "Khi có yêu cầu"), ("theo kế hoạch của cụm", "unstated", nil),
            ("", "unstated", nil), ("-", "unstated", nil),
            ("31/4/2026", "unstated", nil), ("tháng 13/2026", "unstated", nil),
        ] as [(String, String, String?)])
    func cells(_ words: String, _ kind: String, _ value: String?) {
        let time = TimePhrase.read(words, Self.year)
        #expect(time.kind.rawValue == kind)
        #expect(time.value == value)
    }

    @Test(
        "several times are kept, the first is the value",
        arguments: [
            ("tháng 02 và tháng 6 năm 2022", ["2022-02", "2022-06"]),
            ("Quý II và Quý IV năm 2022", ["2022-Q2", "2022-Q4"]),
            ("tháng 3, 6, 9 và 12", ["2026-03", "2026-06", "2026-09", "2026-12"]),
            ("Quý I, III/2026", ["2026-Q1", "2026-Q3"]),
        ])
    func several(_ words: String, _ values: [String]) {
        let time = TimePhrase.read(words, Self.year)
        #expect(time.values == values)
        #expect(time.value == values.first)
    }

    @Test(
        "a bound is told beside the day that is written",
        arguments: [
            ("trước ngày 15/3/2024", "2024-03-15", PlannedTime.Bound.before),
            ("chậm nhất ngày 20/5", "2026-05-20", .atLatest),
            ("đến hết ngày 30/6", "2026-06-30", .atLatest), ("Trước 31/12/2026", "2026-12-31", .before),
            ("xong trước tháng 6", "2026-06", .before),
        ])
    func bounds(_ words: String, _ value: String, _ bound: PlannedTime.Bound) {
        let time = TimePhrase.read(words, Self.year)
        #expect(time.value == value)
        #expect(time.bound == bound)
    }

    @Test(
        "a school year gives its months their year",
        arguments: [
            ("Tháng 9", "2025-09"), ("tháng 12", "2025-12"), ("Tháng 1", "2026-01"), ("tháng 5", "2026-05"),
            ("Tháng 8/2026", "2026-08"),
        ])
    func schoolYear(_ words: String, _ value: String) { #expect(TimePhrase.read(words, Self.school).value == value) }

    @Test("a day of every month has its dates")
    func everyMonth() {
        let time = TimePhrase.read("trước ngày 25 hằng tháng", Self.year)
        #expect(time.kind == .ongoing)
        #expect(time.recurrence == .monthly)
        #expect(time.bound == .before)
        #expect(time.dates.count == 12)
        #expect(time.dates.first == "2026-01-25")
    }

    @Test("words that bind the time to another plan are kept")
    func external() {
        let time = TimePhrase.read("theo kế hoạch của Hội đồng Thi đua - Khen thưởng Tỉnh.", Self.year)
        #expect(time.kind == .unstated)
        #expect(time.external == "theo kế hoạch của Hội đồng Thi đua - Khen thưởng Tỉnh")
    }

    @Test("an offset from an event is relative, or a day when the event has one")
    func relative() {
        let open = TimePhrase.read("sau 3 ngày kể từ ngày tổ chức", Self.year)
        #expect(open.kind == .relative)
        #expect(open.value == "relative:event+3d")
        #expect(open.relative?.offsetDays == 3)
        var context = Self.year
        context.eventStart = "2026-05-31T13:30"
        let known = TimePhrase.read("sau 3 ngày kể từ ngày tổ chức", context)
        #expect(known.value == "2026-06-03")
        #expect(known.derived)
        let working = TimePhrase.read("trong 05 ngày làm việc sau khi kết thúc hội nghị", context)
        #expect(working.relative?.offsetWorkingDays == 5)
        let ahead = TimePhrase.read("chậm nhất 10 ngày trước ngày tổ chức hội nghị", context)
        #expect(ahead.value == "2026-05-21")
    }

    @Test(
        "in a sentence only words that set a time count",
        arguments: [
            ("Báo cáo sơ kết 6 tháng đầu năm 2024", nil), ("Tổng kết công tác năm 2025", nil),
            ("Hoàn thành trước ngày 15/12/2026.", "2026-12-15"),
            ("Tổ chức hội nghị trong quý II/2026.", "2026-Q2"), ("Ban hành kế hoạch (tháng 3/2026)", "2026-03"),
            ("Thực hiện Quyết định số 5/QĐ-UBND ngày 08/01/2026 của Ủy ban", nil),
        ] as [(String, String?)])
    func sentences(_ text: String, _ value: String?) {
        #expect(TimeInSentence.read(Wording(text), Self.year)?.value == value)
    }
}
