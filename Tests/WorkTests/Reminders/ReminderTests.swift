import Database
import Fixtures
import Office
import Testing
import Vocabulary

import struct Office.Unit

@testable import Work

@Suite("Rules of reminders") struct ReminderTests {
    /// What each person would be told on a day: `tam − 20/11 Lập dự…`; `+` for what is late.
    private func told(_ day: Day, today: Day = ProgrammeWorld.today, _ world: ProgrammeWorld) throws -> [String] {
        try world.office.read { db in
            let plan = try ReminderPlan.of(day, today: today, db)
            return try plan.letters.flatMap { letter in
                let login: String = try db.value("SELECT login FROM account WHERE id = \(letter.heard.account)")
                return letter.lines.map {
                    "\(login) \($0.side == .before ? "−" : "+") \($0.due.short) \($0.text.prefix(7))"
                }
            }.sorted()
        }
    }

    private func office(_ world: ProgrammeWorld) throws -> ID<Unit> {
        try world.office.read { try Organisations.unit(codeOrName: "LS", $0).id }
    }

    private func use(_ rules: [ReminderRule], _ world: ProgrammeWorld) throws {
        let office = try office(world)
        try world.write(.nguyen) { operation in
            for rule in ReminderRule.standard { try ReminderRules.set(rule, isOn: false, in: office, by: operation) }
            for rule in rules {
                if ReminderRule.standard.contains(rule) {
                    try ReminderRules.set(rule, isOn: true, in: office, by: operation)
                } else {
                    try ReminderRules.add(rule, to: office, by: operation)
                }
            }
        }
    }

    @Test(
        "move off days off: before the day to the working day before, after it to the one after",
        arguments: Engine.available)
    func daysOff(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        // Friday 20/11, Tuesday 24/11.
        try use([ReminderRule(.any, .before, 2, to: .unit), ReminderRule(.any, .after, 1, to: .unit)], world)
        #expect(try told(day(18, 11), world) == ["tam − 20/11 Lập dự "])
        // Two days before the 24th is a Sunday.
        #expect(try told(day(20, 11), world) == ["dung − 24/11 Họp Hội", "nguyen − 24/11 Họp Hội"])
        #expect(try told(day(21, 11), world) == [] && told(day(22, 11), world) == [])
        let sunday = try world.office.read { try ReminderPlan.of(day(22, 11), today: ProgrammeWorld.today, $0) }
        #expect(sunday.dayOff == "Chủ nhật" && sunday.isEmpty)
        // One day after the 20th is a Saturday.
        #expect(try told(day(23, 11), world) == ["tam + 20/11 Lập dự "])
        try world.write(.nguyen) {
            try WorkingCalendar.add(CalendarEntry(day(20, 11), "Nghỉ thử", .other), by: $0)
            try WorkingCalendar.add(CalendarEntry(day(23, 11), "Nghỉ nữa", .other), by: $0)
        }
        #expect(try told(day(19, 11), world) == ["dung − 24/11 Họp Hội", "nguyen − 24/11 Họp Hội"])
        #expect(try told(day(20, 11), world) == [] && told(day(23, 11), world) == [])
        #expect(try told(day(24, 11), world) == ["tam + 20/11 Lập dự "])
    }

    @Test("keep to the days that a person chose", arguments: Engine.available)
    func ownDays(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        try use([ReminderRule(.any, .before, 2, to: .unit), ReminderRule(.any, .after, 3, to: .unit)], world)
        let tam = try world.visitor(.tam).account
        // Wednesday and Monday are quiet for this one.
        try world.write(.tam) {
            try NoticeSetting.save(NoticeSetting(days: [2, 4, 5]), choices: [:], of: tam, by: $0)
        }
        #expect(try told(day(18, 11), world) == [])
        #expect(try told(day(17, 11), today: day(16, 11), world) == ["tam − 20/11 Lập dự "])
        #expect(try told(day(23, 11), world) == [])
        #expect(try told(day(24, 11), world).filter { $0.hasPrefix("tam") } == ["tam + 20/11 Lập dự "])
    }

    @Test("are of a kind of time, to an audience", arguments: Engine.available)
    func kinds(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let (task, nguyen) = (try world.task("IV.3"), try world.visitor(.nguyen))
        let unit = try #require(nguyen.unit?.id)
        // December's report is due on the last day of the month: a Thursday.
        try use([ReminderRule(.month, .before, 7, to: .unit), ReminderRule(.day, .before, 7, to: .leader)], world)
        #expect(try told(day(24, 12), world) == ["dung − 31/12 Báo cáo", "nguyen − 31/12 Báo cáo"])
        #expect(try told(day(17, 11), today: day(16, 11), world) == ["dung − 24/11 Họp Hội"])
        // Nobody is in charge: all officers of the unit; then only who is.
        try use([ReminderRule(.any, .before, 1, to: .officer)], world)
        #expect(try told(day(23, 11), world) == ["dung − 24/11 Họp Hội", "nguyen − 24/11 Họp Hội"])
        try world.write(.nguyen) {
            try Handovers.hand([task], from: .nobody(in: unit), .init(to: nguyen.account), for: nguyen, by: $0)
        }
        #expect(try told(day(23, 11), world) == ["nguyen − 24/11 Họp Hội"])
        try use([ReminderRule(.any, .before, 0, to: .watchers)], world)
        #expect(try told(day(24, 11), world) == ["nguyen − 24/11 Họp Hội"].filter { _ in false })
        try world.write(.dung) { try Watching.watch(task, by: $0) }
        #expect(try told(day(24, 11), world) == ["dung − 24/11 Họp Hội"])
    }

    @Test("never say the same twice, and one thing for several reasons of one day", arguments: Engine.available)
    func once(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        try use(
            [
                ReminderRule(.any, .before, 3, to: .unit), ReminderRule(.day, .before, 4, to: .officer),
                ReminderRule(.any, .before, 1, to: .unit), ReminderRule(.any, .after, 1, to: .manager),
                ReminderRule(.any, .after, 1, to: .unit),
            ], world)
        func remind() throws -> [Int] {
            let told = try world.write(.admin) { try TaskReminders.remind(by: $0) }
            return [told.soon, told.late]
        }
        let before = try inbox(.tam, world).count
        #expect(try remind() == [1, 5])
        #expect(try inbox(.tam, world).count == before + 1)
        #expect(try inbox(.dung, world).count { $0 == "5 việc quá hạn" } == 1, "as manager and as officer: once")
        #expect(try remind() == [0, 0])
        let office = try office(world)
        let seen = try world.office.read { try ReminderPlan.told(on: ProgrammeWorld.today, office: office, $0) }
        #expect(seen.letters.map(\.lines.count).sorted() == [1, 5, 5])
        world.clock.advance(seconds: 86_400)
        #expect(try remind() == [0, 0], "the nearer reason has its own day")
        world.clock.advance(seconds: 86_400)
        #expect(try remind() == [1, 0], "one day before the 20th")
        // A day off tells what was missed on the first day that is none.
        let friday = day(20, 11)
        #expect(try told(day(23, 11), today: friday.adding(days: 1), world).contains("dung − 24/11 Họp Hội"))
        #expect(try !told(day(24, 11), today: friday.adding(days: 1), world).contains("dung + 20/11 Lập dự "))
        // A server that was away for the weekend makes up for it on Monday.
        world.clock.advance(seconds: 4 * 86_400)
        #expect(try remind() == [1, 1])
    }

    @Test("remind of the rounds of what comes again, until they are reported", arguments: Engine.available)
    func rounds(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let task = try world.write(.nguyen) {
            try TaskEdit(text: "Báo cáo số liệu", time: "hằng tháng", lead: "Sở Tài chính").add(to: world.plan, by: $0)
        }
        try use(
            [ReminderRule(.recurring, .before, 3, to: .unit), ReminderRule(.recurring, .after, 1, to: .unit)], world)
        // The 30th is a Monday; three days before is a Friday.
        #expect(try told(day(27, 11), world) == ["tam − 30/11 Báo cáo"])
        #expect(try told(day(1, 12), world).contains("tam + 30/11 Báo cáo"))
        try world.write(.tam) {
            try TaskOccurrence.report(.done, "Đã gửi", for: day(30, 11), of: task, by: $0)
        }
        #expect(try told(day(27, 11), world) == [])
    }

    @Test("are an office's own once it changes one, and go back to the standard ones", arguments: Engine.available)
    func editing(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let office = try office(world)
        func rules() throws -> ReminderRules { try world.office.read { try ReminderRules.of(office, $0) } }
        #expect(try !rules().isOwn && rules().lines.map(\.rule) == ReminderRule.standard)
        let rule = ReminderRule(.quarter, .before, 14, to: .leader)
        let id = try world.write(.nguyen) { try ReminderRules.add(rule, to: office, by: $0) }
        #expect(try Set(rules().lines.map(\.rule)) == Set(ReminderRule.standard + [rule]))
        for (wrong, refusal) in [
            (rule, ReminderRefusal.known), (ReminderRule(.any, .after, 0, to: .unit), .badDays),
            (ReminderRule(.any, .before, 181, to: .unit), .badDays),
        ] {
            #expect(throws: refusal) { try world.write(.nguyen) { try ReminderRules.add(wrong, to: office, by: $0) } }
        }
        #expect(throws: ReminderRefusal.notFound) {
            try world.write(.nguyen) { try ReminderRules.remove(id, from: office, by: $0) }
        }
        try world.write(.nguyen) { try ReminderRules.set(rule, isOn: false, in: office, by: $0) }
        try world.write(.nguyen) { try ReminderRules.remove(id, from: office, by: $0) }
        #expect(try rules().isOwn && rules().lines.count == ReminderRule.standard.count)
        try world.write(.nguyen) { try ReminderRules.reset(office, by: $0) }
        #expect(try !rules().isOwn)
    }

    @Test("ask as often for five thousand tasks as for ten, but for keys in parts", arguments: Engine.available)
    func many(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let day = ProgrammeWorld.today.adding(days: 400)
        func queries() throws -> Int {
            try world.office.read { db in
                try Recorder.recording { try ReminderPlan.of(day, today: day, db) }.1.count
            }
        }
        let few = try queries()
        try ManyTasks.add(5_100, to: world)
        #expect(try queries() < few + 80)
    }

    @Test("have pages: the rules, and who is told what on any day")
    func pages() throws {
        let world = try ProgrammeWorld(.sqlite)
        let nguyen = try world.browser(.nguyen)
        #expect(try nguyen.get("/nhac-viec").body.contains("Đang dùng bộ quy tắc chuẩn."))
        #expect(try world.browser(.tam).get("/nhac-viec").status == 403)
        let form = [("thoi-gian", "thang"), ("moc", "truoc"), ("cho", "phu-trach")]
        let refused = try nguyen.post("/nhac-viec", form + [("so-ngay", "mười")])
        #expect(
            refused.status == 422 && refused.body.contains("value=\"mười\"")
                && refused.body.contains("Số ngày từ 0 đến 180"))
        #expect(
            try nguyen.follow(nguyen.post("/nhac-viec", form + [("so-ngay", "10")])).body.contains("Trước hạn 10 ngày"))
        #expect(try nguyen.follow(nguyen.post("/nhac-viec/tat", form + [("so-ngay", "10")])).body.contains("Đang tắt"))
        let today = try nguyen.get("/nhac-viec/xem").body
        #expect(today.contains("Lục Minh Tâm") && today.contains("3 người sẽ được nhắc"))
        #expect(try nguyen.get("/nhac-viec/xem?ngay=22/11/2026").body.contains("Chủ nhật: không nhắc ai."))
        #expect(try nguyen.get("/nhac-viec/xem?ngay=31/02/2026").status == 422)
        _ = try world.write(.admin) { try TaskReminders.remind(by: $0) }
        #expect(try nguyen.get("/nhac-viec/xem").body.contains("Không ai có gì để nhắc ngày này."))
        world.clock.advance(seconds: 86_400)
        let later = try world.browser(.nguyen)
        #expect(try later.get("/nhac-viec/xem?ngay=17/11/2026").body.contains("3 người đã được nhắc"))
        #expect(try later.post("/nhac-viec/chuan").status == 303)
        #expect(world.faults.all == [])
    }
}

private func inbox(_ person: ProgrammeWorld.Person, _ world: ProgrammeWorld) throws -> [String] {
    let visitor = try world.visitor(person)
    return try world.office.read { try NoticeList.page(.init(), of: visitor.account, $0).lines.map(\.words) }
}

/// A day of 2026.
private func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) ?? Day(number: 0) }
