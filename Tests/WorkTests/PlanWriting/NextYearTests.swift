import PlanReader
import Testing
import Vocabulary

@testable import Work

@Suite("A time of this year in next year's plan") struct NextYearTests {
    private static let calendar = WorkingDays(daysOff: [
        Day(year: 2027, month: 4, day: 30) ?? Day(number: 0): "ngày Giải phóng miền Nam"
    ])

    private func moved(_ words: String, by years: Int = 1) -> NextYear.Moved {
        NextYear.moved(PlanReader.time(words, year: 2026), by: years, Self.calendar)
    }

    @Test(
        "keeps months, quarters and spans in their place, and days move by a year",
        arguments: [
            ("Tháng 5/2026", "tháng 5/2027"), ("Quý II", "quý II/2027"), ("Ngày 20/11/2026", "22/11/2027"),
            ("Trước ngày 15/3/2026", "trước 15/03/2027"), ("Thường xuyên", "Thường xuyên"),
            ("Khi cần thiết", "Khi cần thiết"),
        ])
    func times(_ words: String, _ expected: String) {
        #expect(moved(words).time.words == expected)
    }

    @Test("moves a day off to a working day, and says so; at the end of a year to the one before")
    func daysOff() {
        // 20/11/2027 is a Saturday, 30/04/2027 a holiday on a Friday.
        let saturday = moved("Ngày 20/11/2026")
        #expect(saturday.time.value == "2027-11-22")
        #expect(saturday.note == "20/11/2027 là thứ Bảy, đổi sang thứ Hai 22/11/2027")
        #expect(moved("Ngày 30/4/2026").note == "30/04/2027 là ngày Giải phóng miền Nam, đổi sang thứ Hai 03/05/2027")
        let end = NextYear.moved(PlannedTime(.date, "2022-12-31"), by: 1, WorkingDays())
        #expect(end.time.value == "2023-12-29")
        #expect(NextYear.moved(PlannedTime(.date, "2026-03-16"), by: 1, WorkingDays()).note == nil)
        #expect(NextYear.shifted("2028-02-29", by: 1) == "2029-02-28")
        #expect(NextYear.shifted("2028-02-29", by: 4) == "2032-02-29")
        #expect(NextYear.shifted("2026-04/2026-05", by: 1) == "2027-04/2027-05")
    }

    @Test("waits where it hangs on an event or on another body's plan")
    func waiting() {
        var time = PlannedTime(.relative, "2026-05-20")
        time.relative = .init(anchor: "lớp tập huấn", offsetDays: 5, phrase: "5 ngày sau lớp tập huấn")
        time.derived = true
        let moved = NextYear.moved(time, by: 1, WorkingDays())
        #expect(moved.time.value == nil && moved.time.dueDay == nil)
        #expect(moved.time.words == "5 ngày sau lớp tập huấn")
        #expect(moved.note == "chờ ngày của lớp tập huấn")
    }

    @Test(
        "and its sentence: years told as years move, numbers of papers and periods stay",
        arguments: [
            ("Báo cáo tổng kết năm 2026", "Báo cáo tổng kết năm 2027"),
            (
                "Tổng kết năm học 2025-2026, hướng dẫn năm học 2026 - 2027",
                "Tổng kết năm học 2026-2027, hướng dẫn năm học 2027 - 2028"
            ),
            ("Trước ngày 15/3/2026 và tháng 5/2026, quý I/2026", "Trước ngày 15/3/2027 và tháng 5/2027, quý I/2027"),
            (
                "Thực hiện Nghị định số 152/2025/NĐ-CP và Luật 06/2022/QH15",
                "Thực hiện Nghị định số 152/2025/NĐ-CP và Luật 06/2022/QH15"
            ),
            ("Sơ kết phong trào giai đoạn 2021-2025", "Sơ kết phong trào giai đoạn 2021-2025"),
            ("Kỷ niệm 80 năm (1946-2026)", "Kỷ niệm 80 năm (1946-2026)"),
        ])
    func sentences(_ old: String, _ new: String) {
        #expect(NextYear.words(shifting: old, by: 1) == new)
    }
}
