import Database
import Fixtures
import Foundation
import Office
import class Office.Operation
import Testing
import Vocabulary

@testable import Work

@Suite("The calendar of the programme") struct CalendarViewTests {
    @Test("has the tasks, events and anniversaries of a month on their days", arguments: Engine.available)
    func month(_ engine: Engine) throws {
        let course = try CourseWorld(engine)
        let world = course.world
        try world.write(.nguyen) { operation in
            try Anniversaries.add(
                AnniversaryEntry("Ngày Chiến thắng", month: 5, day: 7, since: 1954), branch: nil, by: operation)
            try Anniversaries.add(
                AnniversaryEntry("Ngày thành lập tỉnh", month: 5, day: 20, since: 1906), branch: "/999/", by: operation)
        }
        let visitor = try world.visitor(.nguyen)
        let month = try world.office.read {
            try ProgrammeMonth.of(year: 2026, month: 5, for: visitor, today: ProgrammeWorld.today, $0)
        }
        #expect(month.events.map(\.name) == [try course.event().name])
        #expect(month.anniversaries.map { $0.words(in: 2026) } == ["Ngày Chiến thắng (72 năm)"])
        #expect(month.counts.mapValues(\.count) == [day(22, 5): 1, day(31, 5): 1])
        #expect(
            month.lines.mapValues { $0.map { String($0.text.prefix(12)) } }
                == [day(22, 5): ["Chuẩn bị hội"], day(31, 5): ["Mở lớp tập h"]])
        // Nobody of another province sees any of it.
        let stranger = try world.visitor(.stranger)
        let other = try world.office.read {
            try ProgrammeMonth.of(year: 2026, month: 5, for: stranger, today: ProgrammeWorld.today, $0)
        }
        #expect(other.events == [] && other.counts == [:] && other.lines == [:])
    }

    @Test("asks as often for a month of many tasks as for one of few", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let visitor = try world.visitor(.nguyen)
        func asked() throws -> Int {
            try world.office.read { db in
                try Recorder.recording {
                    try ProgrammeMonth.of(year: 2026, month: 11, for: visitor, today: ProgrammeWorld.today, db)
                }.1.count
            }
        }
        let few = try asked()
        for number in 1...30 {
            try world.write(.nguyen) {
                _ = try TaskEdit(text: "Việc thêm \(number)", time: "Ngày 24/11/2026", lead: "Sở Nội vụ").add(
                    to: world.plan, by: $0)
            }
        }
        #expect(try asked() == few)
        let month = try world.office.read {
            try ProgrammeMonth.of(year: 2026, month: 11, for: visitor, today: ProgrammeWorld.today, $0)
        }
        #expect(month.counts[day(24, 11)]?.count == 31)
        #expect(month.lines[day(24, 11)]?.count == ProgrammeMonth.linesPerDay)
    }

    @Test("counts years of anniversaries, round ones apart, and keeps 29 February to leap years")
    func anniversaries() throws {
        let world = try ProgrammeWorld(.sqlite)
        let browser = try world.browser(.nguyen)
        let refused = try browser.post(
            "/lich/ngay-ky-niem", [("ten", "Ngày nhuận"), ("ngay", "31/02"), ("tu-nam", "")])
        #expect(refused.status == 422)
        #expect(refused.body.contains("Hãy ghi ngày như 07/05."))
        #expect(refused.body.contains("Ngày nhuận"))
        let made = try browser.post(
            "/lich/ngay-ky-niem", [("ten", "Ngày nhuận"), ("ngay", "29/2"), ("tu-nam", "2016")])
        #expect(try browser.follow(made).body.contains("Đã thêm “Ngày nhuận”."))
        let visitor = try world.visitor(.nguyen)
        let one = try #require(try world.office.read { try Anniversaries.all(for: visitor, $0) }.first)
        #expect(one.day(of: 2027) == nil)
        #expect(one.day(of: 2028)?.iso == "2028-02-29")
        #expect(one.isRound(in: 2026) && !one.isRound(in: 2028))
        #expect(one.branch == visitor.province?.path)
        let stranger = try world.visitor(.stranger)
        #expect(try world.office.read { try Anniversaries.all(for: stranger, $0) } == [])
        #expect(try world.browser(.tam).post("/lich/ngay-ky-niem/\(one.id)/bo").status == 403)
        #expect(try world.browser(.stranger).post("/lich/ngay-ky-niem/\(one.id)/bo").status == 404)
        #expect(try browser.post("/lich/ngay-ky-niem/\(one.id)/bo").status == 303)
        #expect(try world.office.read { try Anniversaries.all(for: visitor, $0) } == [])
    }
}

@Suite("A calendar address") struct CalendarFeedTests {
    @Test("gives the due days of who made it, until it is taken back", arguments: Engine.available)
    func feed(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let visitor = try world.visitor(.tam)
        let secret = try world.write(.tam) { try CalendarFeed.make(unit: nil, for: visitor, by: $0) }
        let guest = try world.guest()
        let answer = try guest.get("/lich/\(secret).ics")
        #expect(answer.status == 200)
        #expect(answer.header("content-type") == "text/calendar; charset=utf-8")
        let text = answer.body
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
        // Sở Tài chính leads IV.2 and coordinates II.1 and IV.4.
        #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 4)
        #expect(text.contains("DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261121\r\n"))
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        // Only a hash of the secret is kept.
        let kept: String = try world.office.read { try $0.value("SELECT secret_hash FROM calendar_feed") }
        #expect(!kept.contains(secret))
        let id: ID<CalendarFeed> = try world.office.read { try $0.value("SELECT id FROM calendar_feed") }
        // Nobody else can take it back.
        let other = try world.visitor(.khoa)
        #expect(throws: FrameRefusal.notFound) {
            try world.write(.khoa) { try CalendarFeed.revoke(id, of: other.account, by: $0) }
        }
        try world.write(.tam) { try CalendarFeed.revoke(id, of: visitor.account, by: $0) }
        let gone = try guest.get("/lich/\(secret).ics")
        #expect(gone.status == 404)
        #expect(gone.body.contains("không còn dùng được"))
        #expect(try guest.get("/lich/khong-co.ics").status == 404)
    }

    @Test(
        "of a unit has that unit's tasks only, and is refused for one outside the branch", arguments: Engine.available)
    func unit(_ engine: Engine) throws {
        let world = try ProgrammeWorld(engine)
        let visitor = try world.visitor(.nguyen)
        let (press, foreign) = try world.office.read { db in
            (try Organisations.unit(codeOrName: "LS-BAO", db).id, try Organisations.unit(codeOrName: "DN-SNV", db).id)
        }
        #expect(throws: FrameRefusal.notFound) {
            try world.write(.nguyen) { _ = try CalendarFeed.make(unit: foreign, for: visitor, by: $0) }
        }
        let text = try world.office.read { db in
            String(
                decoding: try CalendarFeedText.of(unit: press, for: visitor, today: ProgrammeWorld.today, db),
                as: UTF8.self)
        }
        // It leads one regular task: no due day, no entry.
        #expect(!text.contains("BEGIN:VEVENT"))
    }

    @Test("escapes and folds what calendars would misread")
    func text() {
        var calendar = CalendarText(name: "A")
        calendar.event(
            "viec-1", "Họp; xét, \\chốt\nlần hai " + String(repeating: "ệ", count: 60), from: day(28, 2),
            through: day(28, 2), changed: Instant(day(1, 1), hour: 7))
        let lines = String(decoding: calendar.bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.contains("DTEND;VALUE=DATE:20260301"))
        #expect(lines.contains("DTSTAMP:20260101T000000Z"))
        let summary = lines.firstIndex { $0.hasPrefix("SUMMARY:") } ?? 0
        #expect(lines[summary].hasPrefix("SUMMARY:Họp\\; xét\\, \\\\chốt\\nlần hai ệ"))
        #expect(lines[summary + 1].hasPrefix(" ệ"))
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    }
}

/// A day of 2026.
private func day(_ day: Int, _ month: Int) -> Day { Day(year: 2026, month: month, day: day) ?? Day(number: 0) }
