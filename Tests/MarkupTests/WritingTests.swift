import Markup
import Testing
import Vocabulary

@Suite("Vietnamese in writing") struct WritingTests {
    @Test(
        "thousands have dots",
        arguments: [
            (0, "0"), (999, "999"), (1000, "1.000"), (1_000_000, "1.000.000"), (-12_345, "-12.345"), (-5, "-5"),
            (Int.min, "-9.223.372.036.854.775.808"),
        ])
    func dots(_ number: Int, _ words: String) { #expect(number.dotted == words) }

    @Test("decimals have a comma")
    func comma() {
        #expect(12.5.comma() == "12,5")
        #expect(12.0.comma() == "12")
        #expect(96.0.fixed(1) == "96,0")
        #expect(1234.567.comma() == "1.234,57")
        #expect((-0.004).comma() == "0")
        #expect((-1.5).comma() == "-1,5")
        #expect(Double.nan.comma() == "–")
        #expect(0.05.comma() == "0,05")
    }

    @Test("a number and its unit do not part")
    func units() {
        #expect(1_000_000.dong == "1.000.000\u{A0}đồng")
        #expect(728.percent(of: 1000) == "72,8\u{A0}%")
        #expect(1.percent(of: 2) == "50\u{A0}%")
        #expect(1.percent(of: 0) == nil)
        #expect(lateWords(5) == "Quá hạn 5\u{A0}ngày")
        #expect(outOf(3, 1022) == "3 trên 1.022")
    }

    @Test("quarters are Roman", arguments: [(1, "I"), (2, "II"), (3, "III"), (4, "IV"), (0, "0"), (2026, "MMXXVI")])
    func roman(_ number: Int, _ words: String) { #expect(number.roman == words) }

    @Test("days are written as on screens, in margins and on papers")
    func days() throws {
        let day = try #require(Day(iso: "2026-11-17"))
        let early = try #require(Day(iso: "2027-02-05"))
        #expect(day.withWeekday == "Thứ Ba, 17/11/2026")
        #expect(day.quarterName == "quý IV")
        #expect(day.onPaper == "ngày 17 tháng 11 năm 2026")
        #expect(early.onPaper == "ngày 05 tháng 02 năm 2027")
        #expect(day.through(day.adding(days: 2)) == "17/11–19/11")
        #expect(day.through(early) == "17/11/2026–05/02/2027")
        #expect(day.through(day) == "17/11")
        #expect(day.cell(today: day) == "<b>17/11</b><small>hôm nay</small>")
        #expect(day.cell(today: early) == "<b>17/11/2026</b><small>thứ Ba</small>")
        #expect(yearRange(2025, 2026) == "2025–2026")
    }

    @Test("hours are written with giờ; a moment says how long ago only while that is plain")
    func hours() throws {
        let noon = Instant(milliseconds: 1_794_897_120_000)
        #expect(noon.hour == "13 giờ 32")
        #expect(hourName(8, 5) == "8 giờ 05")
        #expect(noon.since(today: noon.day) == "lúc 13 giờ 32")
        #expect(noon.since(today: noon.day.adding(days: 1)) == "hôm qua, 13 giờ 32")
        #expect(noon.since(today: noon.day.adding(days: 5)) == "17/11, 13 giờ 32")
    }
}
