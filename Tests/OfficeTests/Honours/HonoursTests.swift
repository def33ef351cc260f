import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

/// A province with people and the awards of the law.
struct HonoursWorld {
    let people: PeopleWorld
    let awards: AwardChoices
    var office: Office { people.office }

    init(_ engine: Engine) throws {
        people = try PeopleWorld(engine)
        awards = AwardChoices(try people.office.law)
    }

    static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

    func decision(
        _ number: String = "91234/QĐ-UBND", _ signed: String = "2025-12-30", issuer: String = "UBND tỉnh Hoàng Giang",
        why: String? = nil
    ) -> NewDecision {
        NewDecision(
            number: number, signed: Self.day(signed), issuer: issuer, level: .province,
            branch: people.province.province.id,
            sameNumberWhy: why)
    }

    func honour(_ person: ID<Person>?, _ name: String, _ award: Award.Slug = .of("cstd-co-so"), _ year: Int = 2025)
        throws
        -> NewHonour
    {
        NewHonour(
            .person(person), name: name, post: "Chuyên viên", unitText: "Sở Tài chính", unit: try people.unit("STC"),
            award: award, years: AchievementYears(year), achievement: "Hoàn thành xuất sắc nhiệm vụ năm \(year)",
            group: .direct)
    }

    @discardableResult
    func add(_ decision: NewDecision, _ holders: [NewHonour], in scope: Scope = .everything) throws -> Honours.Entered {
        try people.write { try Honours.add(decision, holders, awards, in: scope, by: $0) }
    }
}

@Suite("Honours held") struct HonoursTests {
    @Test("of a decision are entered at once, and a second list extends the decision", arguments: Engine.available)
    func entered(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let an = try world.people.add("Nguyễn Văn An", "STC")
        let first = try world.add(
            world.decision(),
            [
                try world.honour(an, "Nguyễn Văn An"),
                NewHonour(
                    .household(address: "thôn Nà Mây"), name: "Hộ ông Lò Văn Thoong", award: .of("bk-tinh"),
                    years: AchievementYears(2025), basis: .phongTrao),
            ])
        #expect(first.isNewDecision && first.honours.count == 2)
        let second = try world.add(
            world.decision("Số: 091234/qđ-ubnd", issuer: "Chủ tịch Ủy ban nhân dân tỉnh Hoàng Giang"),
            [try world.honour(nil, "Y Blan")])
        #expect(second.decision == first.decision && !second.isNewDecision)
        let lines = try world.office.read {
            try HonourLine.all(where: "h.decision = \(first.decision)", order: "h.id", $0)
        }
        #expect(lines.map(\.name) == ["Nguyễn Văn An", "Hộ ông Lò Văn Thoong", "Y Blan"])
        #expect(lines.map(\.kind) == [.individual, .household, .individual])
        #expect(lines[0].place == "Chuyên viên, Sở Tài chính" && lines[0].level == .grassroots)
        let entries = try world.office.read {
            try Ledger.entries(about: Subject("honourDecision", first.decision), $0)
        }
        #expect(entries.map(\.act) == ["honourDecision.extend", "honourDecision.add"])
    }

    @Test("are refused where the number of a year has another day or another issuer", arguments: Engine.available)
    func contradictions(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let an = try world.people.add("Nguyễn Văn An", "STC")
        try world.add(world.decision(), [try world.honour(an, "Nguyễn Văn An")])
        func refusal(_ sameIssuer: Bool) -> HonourRefusal {
            .contradiction(
                number: "91234/QĐ-UBND", day: HonoursWorld.day("2025-12-30"), issuer: "UBND tỉnh Hoàng Giang",
                sameIssuer: sameIssuer)
        }
        let other = [try world.honour(nil, "Y Blan")]
        #expect(throws: refusal(true)) { try world.add(world.decision("91234/QĐ-UBND", "2025-12-29"), other) }
        #expect(throws: refusal(false)) { try world.add(world.decision(issuer: "UBND xã Bản Lầu"), other) }
        let stated = try world.add(world.decision(issuer: "UBND xã Bản Lầu", why: "Đã xem bản gốc của xã"), other)
        #expect(stated.isNewDecision)
        #expect(
            try world.add(
                world.decision("91234/QĐ-UBND", "2024-12-30"),
                [try world.honour(an, "Nguyễn Văn An", .of("ldtt"), 2024)]
            ).isNewDecision)
    }

    @Test("are refused with the line and the reason", arguments: Engine.available)
    func refusals(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let an = try world.people.add("Nguyễn Văn An", "STC")
        let good = try world.honour(an, "Nguyễn Văn An")
        func refused(_ decision: NewDecision, _ bad: NewHonour) -> HonourRefusal? {
            do {
                try world.add(decision, [good, bad])
                return nil
            } catch let line as Honours.RefusedLine {
                return line.index == 1 ? line.refusal : nil
            } catch {
                return error as? HonourRefusal
            }
        }
        let commune = NewHonour(
            .unit(nil), name: "Xã Bản Lầu", award: .of("xa-phuong-dac-khu-tieu-bieu"), years: AchievementYears(2024))
        #expect(
            refused(world.decision("1/QĐ-UBND", "2025-03-01"), commune)
                == .notYet(award: "Xã, phường, đặc khu tiêu biểu", from: HonoursWorld.day("2025-07-01")))
        #expect(
            refused(world.decision(), try world.honour(nil, "Phòng Kế toán", .of("ttldtt")))
                == .wrongSubject(award: "Tập thể lao động tiên tiến", .individual))
        #expect(
            refused(world.decision(), try world.honour(nil, "Y Blan", .of("ldtt"), 2027)) == .futureYear("năm 2027"))
        #expect(
            refused(world.decision(), good)
                == .twice(
                    name: "Nguyễn Văn An", award: "Chiến sĩ thi đua cơ sở", "năm 2025", decision: "91234/QĐ-UBND"))
        let tomorrow = NewDecision(
            number: "2/QĐ-UBND", signed: TestProvince.today.adding(days: 1), issuer: "UBND tỉnh", level: .province,
            branch: world.people.province.province.id)
        #expect(refused(tomorrow, good) == .futureDay(TestProvince.today.adding(days: 1)))
        #expect(refused(world.decision("không số"), good) == .badNumber("không số"))
        #expect(throws: HonourRefusal.outside("Đơn vị giữ sổ")) {
            try world.add(world.decision(), [good], in: world.people.scope("STC"))
        }
        // Nothing was left by any of them.
        #expect(try world.office.read { try $0.value("SELECT count(*) FROM honour") as Int } == 0)
    }

    @Test(
        "are withdrawn, revoked and restored with a reason; what was withdrawn may be entered rightly",
        arguments: Engine.available)
    func endings(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let an = try world.people.add("Nguyễn Văn An", "STC")
        let id = try world.add(world.decision(), [try world.honour(an, "Nguyễn Văn An")]).honours[0]
        func count() throws -> Int? {
            try world.office.read { try Honours.facts(ofPeople: [an], $0)[an]?.history?.count }
        }
        #expect(throws: HonourRefusal.noReason) {
            try world.people.write { try Honours.withdraw(id, why: " ", in: .everything, by: $0) }
        }
        try world.people.write {
            try Honours.revoke(id, on: HonoursWorld.day("2026-05-01"), why: "Khai không đúng", in: .everything, by: $0)
        }
        #expect(try count() == 0)
        try world.people.write { try Honours.restore(id, why: "Kết luận lại", world.awards, in: .everything, by: $0) }
        #expect(try count() == 1)
        try world.people.write { try Honours.withdraw(id, why: "Nhầm người", in: .everything, by: $0) }
        #expect(try count() == 0)
        try world.add(world.decision(), [try world.honour(an, "Nguyễn Văn An")])
        #expect(try count() == 1)
        #expect(
            throws: HonourRefusal.twice(
                name: "Nguyễn Văn An", award: "Chiến sĩ thi đua cơ sở", "năm 2025", decision: "91234/QĐ-UBND")
        ) {
            try world.people.write { try Honours.restore(id, why: "Nhầm", world.awards, in: .everything, by: $0) }
        }
        #expect(throws: HonourRefusal.notFound) {
            try world.people.write { try Honours.withdraw(id, why: "x", in: world.people.scope("BAO"), by: $0) }
        }
    }

    @Test("are put right within reach; whoever went elsewhere since may stay the holder", arguments: Engine.available)
    func corrected(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let (an, bac) = (try world.people.add("Nguyễn Văn An", "STC"), try world.people.add("Hà Văn Bắc", "BAO"))
        let id = try world.add(world.decision(), [try world.honour(bac, "Hà Văn Bắc")]).honours[0]
        let scope = try world.people.scope("STC")
        func correct(_ change: (inout NewHonour) throws -> Void) throws {
            let stored = try world.office.read { try Honours.stored(id, in: scope, $0) }
            var new = stored.new
            try change(&new)
            try world.people.write {
                try Honours.correct(id, to: new, knowing: stored.version, world.awards, in: scope, by: $0)
            }
        }
        try correct { $0.achievement = "Đạt giải nhất" }
        try correct { $0.holder = .person(an) }
        #expect(throws: HonourRefusal.outside("Hà Văn Bắc")) { try correct { $0.holder = .person(bac) } }
        #expect(throws: HonourRefusal.outside("Hà Văn Bắc")) { try correct { $0.unit = try world.people.unit("BAO") } }
        let stored = try world.office.read { try Honours.stored(id, in: scope, $0) }
        #expect(stored.new.holder == .person(an) && stored.version == 3)
    }

    @Test(
        "go with the person when two entries are one, and keep a person from being made nameless",
        arguments: Engine.available)
    func merged(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let (kept, gone) = (
            try world.people.add("Nguyễn Văn An", "STC"), try world.people.add("Nguyễn Văn An", "STC", "Kế toán")
        )
        try world.add(world.decision(), [try world.honour(gone, "Nguyễn Văn An")])
        try world.people.write {
            _ = try PersonMerge.merge(gone, into: kept, references: PersonReference.office, in: .everything, by: $0)
        }
        #expect(try world.office.read { try Honours.facts(ofPeople: [kept], $0)[kept]?.history?.count } == 1)
    }

    @Test(
        "name years as decisions write them",
        arguments: [
            ("2024", AchievementYears(2024)), ("năm 2024", AchievementYears(2024)),
            ("2023-2024", AchievementYears(2024, isSchool: true)),
            ("năm học 2023 – 2024", AchievementYears(2024, isSchool: true)),
            ("2021-2025", AchievementYears(2021, 2025)), ("giai đoạn 2021–2025", AchievementYears(2021, 2025)),
            ("2023 đến 2024", AchievementYears(2023, 2024)),
            ("năm học 2021-2022 đến 2023-2024", AchievementYears(2022, 2024, isSchool: true)),
        ])
    func years(_ text: String, _ years: AchievementYears) {
        #expect(AchievementYears(text) == years)
        #expect(AchievementYears(years.description) == years)
    }

    @Test(
        "know no years that are none",
        arguments: ["", "24", "2024-2023", "năm học 2021-2025", "hai nghìn", "2024-2025-2026"])
    func noYears(_ text: String) { #expect(AchievementYears(text) == nil) }

    @Test(
        "know awards by their names and short words",
        arguments: [
            ("Chiến sĩ thi đua cơ sở", "cstd-co-so"), ("CSTĐCS", "cstd-co-so"),
            ("danh hiệu Lao động tiên tiến", "ldtt"),
            ("Bằng khen", "bk-tinh"), ("Huân chương Lao động hạng Ba", "hcld-3"),
            ("Tập thể lao động xuất sắc", "ttldxs"),
        ])
    func words(_ typed: String, _ slug: String) throws {
        let world = try HonoursWorld(.sqlite)
        #expect(world.awards.slug(typed)?.description == slug)
        #expect(world.awards.slug("Giấy khen", issuer: .commune)?.description == "giay-khen-xa")
        #expect(world.awards.slug("Danh hiệu không có") == nil)
    }
}
