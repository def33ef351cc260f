import Database
import Fixtures
import Office
import Testing
import Vocabulary

@Suite("The calendar of working days") struct WorkingCalendarTests {
    private func entry(
        _ text: String, _ name: String, _ kind: CalendarDay.Kind = .fixed, _ certainty: CalendarDay.Certainty = .law,
        worked: String? = nil
    ) throws -> CalendarEntry {
        CalendarEntry(try day(text), name, kind, certainty, workedInstead: try worked.map(day))
    }

    private func workingDays(_ province: TestProvince) throws -> WorkingDays {
        try province.office.read { try province.office.workingDays($0) }
    }

    /// Tết 2025 as it was announced: 25/1 (a Saturday) to 2/2, and the exchange of 2/5 for 26/4.
    private func fill2025(_ province: TestProvince) throws {
        var entries = try [
            entry("01/01/2025", "Tết Dương lịch"),
            entry("02/05/2025", "nghỉ hoán đổi dịp 30/4", .exchange, .notice, worked: "26/04/2025"),
            entry("30/04/2025", "Ngày Chiến thắng"), entry("01/05/2025", "Ngày Quốc tế lao động"),
            entry("01/01/2026", "Tết Dương lịch"),
            entry("02/01/2026", "nghỉ hoán đổi", .exchange, .notice, worked: "10/01/2026"),
        ]
        for number in 27...31 { entries.append(try entry("\(number)/01/2025", "Tết Nguyên đán", .lunar, .notice)) }
        try province.write { _ = try WorkingCalendar.fill(from: entries, by: $0) }
    }

    @Test(
        "counts over Tết, exchanged days and the end of the year", arguments: Engine.available,
        [
            // Five days off and two weekends lie between.
            ("24/01/2025", 1, "03/02/2025"), ("03/02/2025", -1, "24/01/2025"),
            // Saturday 26/4 is worked, so Friday 2/5 is not.
            ("25/04/2025", 1, "26/04/2025"), ("29/04/2025", 1, "05/05/2025"), ("25/04/2025", 4, "05/05/2025"),
            // 1/1 and the exchanged 2/1 fall between the years; Saturday 10/1 is worked in exchange.
            ("31/12/2025", 1, "05/01/2026"), ("30/12/2025", 3, "06/01/2026"), ("09/01/2026", 1, "10/01/2026"),
            ("05/01/2026", -1, "31/12/2025"),
        ])
    func counting(_ engine: Engine, _ example: (from: String, count: Int, to: String)) throws {
        let province = try TestProvince(engine)
        try fill2025(province)
        #expect(try workingDays(province).adding(example.count, to: day(example.from)) == day(example.to))
    }

    @Test("does not count a day off that is not settled, until it is confirmed", arguments: Engine.available)
    func unsettled(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let holiday = try entry("24/11/2026", "Ngày Văn hóa Việt Nam", .fixed, .unsettled)
        let id = try province.write { try WorkingCalendar.add(holiday, by: $0) }
        #expect(try workingDays(province).isWorking(holiday.day))
        try province.write { try WorkingCalendar.confirm(id, source: "Thông báo số 7", by: $0) }
        #expect(try workingDays(province).reasonOff(holiday.day) == "Ngày Văn hóa Việt Nam")
        let day = try province.office.read { try WorkingCalendar.day(id, $0) }
        #expect(day.certainty == .notice)
        #expect(day.source == "Thông báo số 7")
        #expect(try province.faults() == [])
    }

    @Test("is changed, and every node sees it in its next question", arguments: Engine.available)
    func nodes(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let other = Office(store: province.office.store, world: province.office.world, shelf: province.office.shelf)
        let holiday = try entry("02/09/2026", "Quốc khánh")
        #expect(try other.read { try other.workingDays($0) } == WorkingDays())
        let id = try province.write { try WorkingCalendar.add(holiday, by: $0) }
        #expect(try other.read { try other.workingDays($0) }.daysOff == [holiday.day: "Quốc khánh"])
        try province.write { try WorkingCalendar.setRemoved(true, id, by: $0) }
        #expect(try other.read { try other.workingDays($0) } == WorkingDays())
    }

    @Test("asks one row when nothing changed", arguments: Engine.available)
    func memory(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try fill2025(province)
        _ = try workingDays(province)
        let (_, statements) = try Recorder.recording { try workingDays(province) }
        #expect(statements.count == 1)
    }

    @Test("does not remember what a transaction wrote and took back", arguments: Engine.available)
    func rolledBack(_ engine: Engine) throws {
        struct Stop: Error {}
        let province = try TestProvince(engine)
        #expect(throws: Stop.self) {
            try province.write { operation in
                try WorkingCalendar.add(entry("02/09/2026", "Quốc khánh"), by: operation)
                #expect(try province.office.workingDays(operation).daysOff.count == 1)
                throw Stop()
            }
        }
        #expect(try workingDays(province) == WorkingDays())
        try province.write { _ = try WorkingCalendar.add(entry("01/05/2026", "Ngày Quốc tế lao động"), by: $0) }
        #expect(try workingDays(province).daysOff.map(\.value) == ["Ngày Quốc tế lao động"])
    }

    @Test(
        "takes an exchanged day out together with the day worked for it, and brings both back",
        arguments: Engine.available)
    func removal(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try fill2025(province)
        let before = try workingDays(province)
        let exchanged = try #require(
            try province.office.read { try WorkingCalendar.days(of: 2025, $0) }.first {
                $0.kind == .exchange && $0.sort == .off
            })
        try province.write { try WorkingCalendar.setRemoved(true, exchanged.id, by: $0) }
        let without = try workingDays(province)
        #expect(try without.isWorking(day("02/05/2025")))
        #expect(try !without.isWorking(day("26/04/2025")))
        try province.write { try WorkingCalendar.setRemoved(false, exchanged.id, by: $0) }
        #expect(try workingDays(province) == before)
        // What was taken out can be written anew.
        try province.write { try WorkingCalendar.setRemoved(true, exchanged.id, by: $0) }
        try province.write {
            _ = try WorkingCalendar.add(
                entry("02/05/2025", "nghỉ hoán đổi", .exchange, .notice, worked: "26/04/2025"), by: $0)
        }
        #expect(try workingDays(province).workedInstead == before.workedInstead)
    }

    @Test("corrects a moved day with the day worked for it, and the ledger keeps both", arguments: Engine.available)
    func correction(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.write {
            try WorkingCalendar.add(
                entry("02/01/2026", "nghỉ hoán đổi", .exchange, .notice, worked: "10/01/2026"), by: $0)
        }
        try province.write {
            try WorkingCalendar.correct(
                id, to: entry("02/01/2026", "nghỉ hoán đổi", .exchange, .notice, worked: "17/01/2026"), by: $0)
        }
        let days = try workingDays(province)
        #expect(try !days.isWorking(day("10/01/2026")))
        #expect(try days.isWorking(day("17/01/2026")))
        let written = try #require(
            try province.office.read { try Ledger.entries(about: Subject("calendar", id), limit: 1, $0) }.first)
        #expect(written.before?.contains("2026-01-10") ?? false)
        #expect(written.after?.contains("2026-01-17") ?? false)
    }

    @Test("refuses what cannot be", arguments: Engine.available)
    func refusals(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        func add(_ entry: CalendarEntry) throws { try province.write { _ = try WorkingCalendar.add(entry, by: $0) } }
        try add(entry("02/09/2026", "Quốc khánh"))
        #expect(throws: CalendarRefusal.taken(try day("02/09/2026"), "Quốc khánh")) {
            try add(entry("02/09/2026", "Lễ"))
        }
        #expect(throws: CalendarRefusal.noName) { try add(entry("03/09/2026", " ")) }
        #expect(throws: CalendarRefusal.exchangeNeedsDay) { try add(entry("04/09/2026", "Nghỉ", .exchange)) }
        #expect(throws: CalendarRefusal.weekdayWorked(try day("07/09/2026"))) {
            try add(entry("04/09/2026", "Nghỉ", .exchange, worked: "07/09/2026"))
        }
        #expect(throws: CalendarRefusal.compensationOnWeekend(try day("05/09/2026"))) {
            try add(entry("05/09/2026", "Nghỉ bù", .compensation))
        }
        #expect(throws: CalendarRefusal.unknown) {
            try province.write { try WorkingCalendar.setRemoved(true, ID(999), by: $0) }
        }
        #expect(try workingDays(province).daysOff.count == 1)
    }

    @Test("is filled for years it does not have, and leaves corrected ones alone", arguments: Engine.available)
    func fill(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        try province.write { _ = try WorkingCalendar.add(entry("20/02/2025", "Tết (đã sửa)"), by: $0) }
        let entries = try [entry("01/01/2025", "Tết Dương lịch"), entry("01/01/2026", "Tết Dương lịch")]
        #expect(try province.write { try WorkingCalendar.fill(from: entries, by: $0) } == 1)
        #expect(try workingDays(province).daysOff.map(\.key.iso).sorted() == ["2025-02-20", "2026-01-01"])
        #expect(try province.write { try WorkingCalendar.fill(from: entries, by: $0) } == 0)
    }
}
