import Database
import Fixtures
import Testing
import Vocabulary

@testable import Office

@Suite("Notices") struct NoticeTests {
    private static let kind = NoticeKind("thu-nghiem", "Thử nghiệm", when: "bài thử chạy")

    private static func notice(_ words: String = "Sở Tài chính có việc mới", to recipients: [Recipient]) -> NewNotice {
        NewNotice(kind, about: Subject("task", 17), link: "/viec/17", words, detail: "Hạn 20/11", to: recipients)
    }

    private func inbox(_ role: Role, _ province: TestProvince, _ filter: NoticeList.Filter = .init()) throws
        -> [NoticeLine]
    {
        guard let account = province.accounts[role] else { return [] }
        return try province.read { try NoticeList.page(filter, of: account, $0).lines }
    }

    /// Tells within an operation that does something.
    private func tell(_ notices: [NewNotice], _ province: TestProvince, as role: Role = .specialist) throws {
        try province.write(as: role) { operation in
            try Notices.tell(notices, by: operation)
            try operation.record("test.tell", on: Subject("task", 17))
        }
    }

    private func choose(
        _ channels: NoticeKind.Channels, _ setting: NoticeSetting, _ role: Role, _ province: TestProvince
    ) throws {
        let account = try #require(province.accounts[role])
        try province.write(as: role) { operation in
            try NoticeSetting.save(setting, choices: [Self.kind: channels], of: account, by: operation)
        }
    }

    private func mails(_ province: TestProvince) throws -> [Mail] {
        try province.read { try MailBox.page(nil, nil, $0).rows }
    }

    @Test(
        "reach the officers of a unit, of its offices, holders of a right in a branch, and not who did it",
        arguments: Engine.available)
    func recipients(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        func reached(_ recipient: Recipient, as role: Role = .administrator) throws -> Set<Role> {
            try province.office.store.write { _ = try $0.run("DELETE FROM notice") }
            try tell([Self.notice(to: [recipient])], province, as: role)
            return Set(try province.accounts.keys.filter { try !inbox($0, province).isEmpty })
        }
        let (snv, stc) = (try province.unit("SNV").id, try province.unit("STC").id)
        // The specialist works in Ban Thi đua - Khen thưởng, an office of Sở Nội vụ.
        #expect(try reached(.officers(of: snv)).isSuperset(of: [.leader, .specialist]))
        #expect(try !reached(.officers(of: snv)).contains(.unitOfficer))
        #expect(try reached(.officers(of: stc)).contains(.unitOfficer))
        #expect(try !reached(.officers(of: stc)).contains(.leader))
        #expect(try reached(.holders(of: .manageTasks, at: province.province.path)) == [.specialist, .leader])
        #expect(try reached(.holders(of: .manageTasks, at: "/999/")) == [])
        #expect(try reached(.holders(of: .manageTasks, at: province.province.path), as: .leader) == [.specialist])
        #expect(try reached(.everyHolder(of: .manageInstallation), as: .leader) == [.administrator])
        let leader = try #require(province.accounts[.leader])
        #expect(try reached(.account(leader)) == [.leader])
    }

    @Test(
        "reach a deputy too for the roles they act with, on those days, and say for whom", arguments: Engine.available)
    func deputies(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let (leader, reporter) = (try #require(province.accounts[.leader]), try #require(province.accounts[.reporter]))
        let today = TestProvince.today
        func lend(_ from: Day, _ to: Day) throws -> ID<Delegation> {
            try province.write(as: .leader) { operation in
                try Delegation.give(
                    .init(roles: [.leader], from: from, to: to, because: "Đi công tác"), from: leader, to: reporter,
                    within: .nothing, by: operation)
            }
        }
        let managers = Recipient.holders(of: .manageTasks, at: province.province.path)
        _ = try lend(today.adding(days: 3), today.adding(days: 5))
        try tell([Self.notice("Trước ngày ủy quyền", to: [managers])], province)
        #expect(try inbox(.reporter, province) == [])
        try choose(
            [.inbox, .mail], NoticeSetting(address: MailAddress("phong.vien@hoanggiang.gov.vn")), .reporter, province)
        _ = try lend(today, today.adding(days: 1))
        try tell([Self.notice("Trong thời gian ủy quyền", to: [managers])], province)
        let line = try #require(try inbox(.reporter, province).first)
        #expect(line.words == "Trong thời gian ủy quyền" && line.behalf == "Phan Trí Dũng")
        #expect(try inbox(.leader, province).first?.behalf == nil)
        let page = try province.client(.reporter).get("/thong-bao").body
        #expect(page.contains("Thay mặt Phan Trí Dũng, theo ủy quyền"))
        let mail = try #require(try mails(province).first)
        #expect(mail.address == "phong.vien@hoanggiang.gov.vn")
        #expect(mail.body.hasSuffix("\n\nÔng/bà nhận thư này khi thay mặt Phan Trí Dũng theo ủy quyền."))
        // What concerns the principal as a person is not lent, and what the principal does is no news to the deputy.
        try tell([Self.notice("Riêng ông Dũng", to: [.account(leader)])], province)
        try tell([Self.notice("Ông Dũng tự làm", to: [managers])], province, as: .leader)
        #expect(try inbox(.reporter, province).map(\.words) == ["Trong thời gian ủy quyền"])
        // Told in one's own right where there is one: once, and not on behalf of anybody.
        try tell([Self.notice("Cho cả hai", to: [managers, .account(reporter)])], province)
        #expect(try inbox(.reporter, province).first?.words == "Cho cả hai")
        #expect(try inbox(.reporter, province).first?.behalf == nil)
        // An ended delegation brings nothing more.
        try province.office.store.write { db in _ = try db.run("UPDATE delegation SET ended = 1") }
        try tell([Self.notice("Sau khi kết thúc", to: [managers])], province)
        #expect(try inbox(.reporter, province).first?.words == "Cho cả hai")
    }

    @Test("stand in the inbox, are read one by one or all together, and lead on", arguments: Engine.available)
    func reading(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let leader = try #require(province.accounts[.leader])
        try tell((1...5).map { Self.notice("Việc thứ \($0)", to: [.account(leader)]) }, province)
        let lines = try inbox(.leader, province)
        #expect(lines.map(\.words) == ["Việc thứ 5", "Việc thứ 4", "Việc thứ 3", "Việc thứ 2", "Việc thứ 1"])
        #expect(
            lines.first
                == NoticeLine(
                    id: lines[0].id, kind: "thu-nghiem", words: "Việc thứ 5", detail: "Hạn 20/11", link: "/viec/17",
                    at: province.office.world.now(), who: "Đặng Hạnh Nguyên", isNew: true))
        let now = province.office.world.now()
        let store = province.office.store
        #expect(try store.write { try Notices.open(lines[2].id, for: leader, at: now, $0) } == "/viec/17")
        #expect(try province.read { try Notices.unread(of: leader, $0) } == 4)
        #expect(
            try inbox(.leader, province, .init(onlyNew: true)).map(\.words) == [
                "Việc thứ 5", "Việc thứ 4", "Việc thứ 2", "Việc thứ 1",
            ])
        // Only up to what the page showed, and only one's own.
        let specialist = try #require(province.accounts[.specialist])
        #expect(throws: NoticeRefusal.notFound) {
            try store.write { try Notices.open(lines[0].id, for: specialist, at: now, $0) }
        }
        #expect(try store.write { try Notices.markAll(nil, upTo: lines[0].id, for: specialist, at: now, $0) } == 0)
        #expect(try store.write { try Notices.markAll("khac", upTo: lines[0].id, for: leader, at: now, $0) } == 0)
        #expect(try store.write { try Notices.markAll("thu-nghiem", upTo: lines[3].id, for: leader, at: now, $0) } == 2)
        #expect(try inbox(.leader, province, .init(onlyNew: true)).map(\.words) == ["Việc thứ 5", "Việc thứ 4"])
    }

    @Test("are undone with the work that failed", arguments: Engine.available)
    func together(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let leader = try #require(province.accounts[.leader])
        #expect(throws: NoticeRefusal.noDay) {
            try province.write { operation in
                try Notices.tell(Self.notice(to: [.account(leader)]), by: operation)
                throw NoticeRefusal.noDay
            }
        }
        #expect(try inbox(.leader, province).isEmpty)
        #expect(try mails(province).isEmpty)
    }

    @Test("page by keys with one query, whatever the number of rows", arguments: Engine.available)
    func paging(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let leader = try #require(province.accounts[.leader])
        func statements() throws -> Int {
            try Recorder.recording { try inbox(.leader, province) }.1.count
        }
        try tell([Self.notice("Việc 1", to: [.account(leader)])], province)
        let one = try statements()
        try tell((2...7).map { Self.notice("Việc \($0)", to: [.account(leader)]) }, province)
        #expect(try statements() == one)
        try province.read { db in
            let first = try NoticeList.page(.init(), of: leader, size: 3, db)
            #expect(first.lines.map(\.words) == ["Việc 7", "Việc 6", "Việc 5"] && first.before == nil)
            let second = try NoticeList.page(.init(), of: leader, from: first.after.map { .after($0) }, size: 3, db)
            #expect(second.lines.map(\.words) == ["Việc 4", "Việc 3", "Việc 2"])
            let third = try NoticeList.page(.init(), of: leader, from: second.after.map { .after($0) }, size: 3, db)
            #expect(third.lines.map(\.words) == ["Việc 1"] && third.after == nil)
            let back = try NoticeList.page(.init(), of: leader, from: third.before.map { .before($0) }, size: 3, db)
            #expect(back == second)
        }
    }

    @Test("the count of unread ones reads an index only", arguments: Engine.available)
    func counted(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let plan = try province.read { db in
            try db.explain(
                "SELECT count(*) FROM (SELECT 1 AS n FROM notice_receipt nr WHERE nr.account = \(1) AND nr.state = 'new' LIMIT 100) u"
            )
        }
        #expect(plan.contains("notice_receipt_state"), "\(plan)")
    }

    @Test("come as letters to who chose so, at the hours they chose", arguments: Engine.available)
    func letters(_ engine: Engine) throws {
        // 17/11/2026 is a Tuesday, 10 o'clock.
        let province = try TestProvince(engine)
        let leader = try #require(province.accounts[.leader])
        let to = [Recipient.account(leader)]
        let address = MailAddress("dung@hoanggiang.gov.vn")
        try tell([Self.notice(to: to)], province)
        #expect(try mails(province).isEmpty)
        try choose([.inbox, .mail], NoticeSetting(address: address), .leader, province)
        try tell([Self.notice(to: to)], province)
        let mail = try #require(try mails(province).first)
        #expect(mail.address == "dung@hoanggiang.gov.vn" && mail.subject == "Sở Tài chính có việc mới")
        #expect(mail.body == "Sở Tài chính có việc mới\n\nHạn 20/11" && mail.link == "/viec/17")
        #expect(mail.due == province.office.world.now())
        try choose([.mail], NoticeSetting(address: address, days: [5], hours: 8..<11), .leader, province)
        try tell([Self.notice(to: to)], province)
        #expect(try mails(province).first?.due == Instant(TestProvince.today.adding(days: 3), hour: 8))
        #expect(try inbox(.leader, province).count == 2, "the third is not wanted in the inbox")
        try choose([], NoticeSetting(address: address), .leader, province)
        try tell([Self.notice(to: to)], province)
        #expect(try mails(province).count == 2)
    }

    @Test("wait over days off of the office's calendar")
    func daysOff() throws {
        let (monday, tuesday) = (Day(number: 20_780), Day(number: 20_781))
        #expect(monday.weekday == 1)
        let calendar = WorkingDays(daysOff: [monday: "Quốc khánh"], workedInstead: [monday.adding(days: -2)])
        let setting = NoticeSetting()
        #expect(setting.allows(monday.adding(days: -2), calendar), "a Saturday worked in exchange")
        #expect(!setting.allows(monday, calendar) && setting.allows(tuesday, calendar))
        let sunday = Instant(monday.adding(days: -1), hour: 9)
        #expect(setting.nextAllowed(from: sunday, calendar) == Instant(tuesday, hour: 6))
        #expect(
            setting.nextAllowed(from: Instant(tuesday, hour: 22), calendar) == Instant(tuesday.adding(days: 1), hour: 6)
        )
        #expect(NoticeSetting(rests: false).nextAllowed(from: sunday, calendar) == Instant(monday, hour: 6))
        #expect(NoticeSetting(days: []).nextAllowed(from: sunday, calendar) == nil)
    }

    @Test("are gathered in one letter a day, and none when there is nothing", arguments: Engine.available)
    func daily(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let leader = try #require(province.accounts[.leader])
        let source = DigestSource(Self.kind, "Việc quá hạn") { visitor, _, _, _ in
            visitor.account == leader ? (["Nộp báo cáo", "Họp khối"], 12) : ([], 0)
        }
        func letters() throws -> [Mail] {
            let now = province.office.world.now()
            let due = try province.read { try DailyLetter.addressees(at: now, WorkingDays(), $0) }
            for one in due {
                _ = try province.office.store.write { try DailyLetter.write(to: one, sources: [source], at: now, $0) }
            }
            return try mails(province)
        }
        #expect(try letters() == [])
        try choose([.inbox], NoticeSetting(address: MailAddress("bao@hoanggiang.gov.vn")), .unitOfficer, province)
        try choose([.digest], NoticeSetting(address: MailAddress("dung@hoanggiang.gov.vn")), .leader, province)
        try tell([Self.notice(to: [.account(leader)])], province)
        let mail = try #require(try letters().first)
        #expect(try mails(province).count == 1)
        #expect(mail.subject == "Việc ngày 17/11/2026: 1 thông báo mới, 12 việc quá hạn")
        #expect(
            mail.body == """
                Thông báo mới (1):
                - Sở Tài chính có việc mới

                Việc quá hạn (12):
                - Nộp báo cáo
                - Họp khối
                - và 10 mục khác
                """)
        #expect(try letters().count == 1, "one a day")
    }
}
