import Testing
import Vocabulary

@Suite("Days") struct DayTests {
    @Test(
        "are read from the form of data and written back",
        arguments: ["1970-01-01", "2024-02-29", "2026-11-17", "1945-09-02", "2000-12-31", "9999-12-31", "0001-01-01"])
    func iso(_ text: String) throws { #expect(try #require(Day(iso: text)).iso == text) }

    @Test(
        "that the calendar does not have, or in another form, are none",
        arguments: [
            "2023-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2026-+1-01", "2026-1-01", "20261117", "",
            "2026-11-17T", "١٩٤٥-٠٩-٠٢",
        ])
    func none(_ text: String) { #expect(Day(iso: text) == nil) }

    @Test(
        "are read as people write them",
        arguments: [("17/11/2026", "2026-11-17"), ("5/9/2027", "2027-09-05"), ("05/09/2027", "2027-09-05")])
    func vietnamese(_ text: String, _ iso: String) { #expect(Day(vietnamese: text)?.iso == iso) }

    @Test(
        "written carelessly are none",
        arguments: ["31/4/2026", "17/11/26", "17-11-2026", "+7/11/2026", "17/11", "17/11/2026 "])
    func careless(_ text: String) { #expect(Day(vietnamese: text) == nil) }

    @Test(
        "know their weekday",
        arguments: [("2024-05-31", "thứ Sáu"), ("2026-11-15", "Chủ nhật"), ("1969-12-31", "thứ Tư")])
    func weekday(_ iso: String, _ name: String) throws { #expect(try #require(Day(iso: iso)).weekdayName == name) }

    @Test("follow one another without a gap for four hundred years")
    func consecutive() throws {
        let first = try #require(Day(iso: "1800-01-01"))
        for offset in 0..<146_097 {
            let day = first.adding(days: offset)
            let (year, month, date) = day.civil
            #expect(Day(year: year, month: month, day: date) == day)
        }
        #expect(first.adding(days: 146_097).iso == "2200-01-01")
    }

    @Test("print as offices write them")
    func printed() throws {
        let day = try #require(Day(iso: "2027-03-05"))
        #expect(day.vietnamese == "05/03/2027")
        #expect(day.short == "05/03")
        #expect(day.quarter == 1)
    }
}

@Suite("Instants") struct InstantTests {
    @Test("fall on the day of Việt Nam, not of UTC")
    func day() throws {
        let evening = Instant(milliseconds: 1_795_100_400_000)  // 2026-11-19T15:00:00Z
        #expect(evening.iso == "2026-11-19T15:00:00.000Z")
        #expect(evening.day.iso == "2026-11-19")
        #expect(evening.adding(seconds: 2 * 3600).day.iso == "2026-11-20")
        #expect(evening.vietnamese == "22 giờ 00, 19/11/2026")
    }

    @Test("before 1970 keep their order and day")
    func early() {
        let before = Instant(milliseconds: -1)
        #expect(before.iso == "1969-12-31T23:59:59.999Z")
        #expect(before < Instant(milliseconds: 0))
    }
}

@Suite("Periods") struct PeriodTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    @Test("hold on their first and last day and not on the day after")
    func halfOpen() throws {
        let district = try #require(Period(first: day("1999-01-01"), last: day("2025-06-30")))
        #expect(try district.contains(day("2025-06-30")))
        #expect(try !district.contains(day("2025-07-01")))
        #expect(try district.end == day("2025-07-01"))
        #expect(try district.last == day("2025-06-30"))
    }

    @Test("that end before they begin are none; without an end they hold for ever")
    func bounds() throws {
        #expect(try Period(first: day("2025-07-01"), last: day("2025-06-30")) == nil)
        let open = try #require(Period(start: day("2025-07-01"), end: nil))
        #expect(try open.contains(day("9999-12-31")))
        #expect(try #require(Period(first: day("2020-01-01"), last: day("2025-07-01"))).overlaps(open))
        #expect(try !#require(Period(first: day("2020-01-01"), last: day("2025-06-30"))).overlaps(open))
    }
}

@Suite("Working days") struct WorkingDaysTests {
    @Test("skip weekends and holidays and count Saturdays worked in exchange")
    func counting() throws {
        let holiday = try #require(Day(iso: "2026-09-02"))
        let exchanged = try #require(Day(iso: "2026-08-22"))
        let days = WorkingDays(daysOff: [holiday: "Quốc khánh"], workedInstead: [exchanged])
        let friday = try #require(Day(iso: "2024-05-31"))
        #expect(days.adding(3, to: friday).iso == "2024-06-05")
        #expect(days.adding(-1, to: friday).iso == "2024-05-30")
        #expect(days.adding(0, to: friday) == friday)
        #expect(days.count(after: friday, through: friday.adding(days: 7)) == 5)
        #expect(days.isWorking(exchanged))
        #expect(days.reasonOff(holiday) == "Quốc khánh")
        #expect(days.reasonOff(friday) == nil)
        #expect(days.reasonOff(friday.adding(days: 1)) == "thứ Bảy")
    }
}
