import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

/// A province whose officers write a regulation.
struct RegulationWorld {
    let province: TestProvince
    let root: ID<Unit>
    let law: Law
    var office: Office { province.office }

    init(_ engine: Engine) throws { try self.init(TestProvince(engine)) }

    init(_ province: TestProvince) throws {
        (self.province, root, law) = (province, try #require(province.units["HG"]), try province.office.law)
    }

    @discardableResult
    func write<T>(_ role: Role = .legalOfficer, _ body: (Operation) throws -> T) throws -> T {
        try office.write(by: province.actor(role), body)
    }

    func new(
        _ values: [LocalValue] = [LocalValue(.cstdCoSoPercent, 1500, article: "khoản 2 Điều 9")],
        number: String = "12/2026/QĐ-UBND", signed: String = "05/01/2026", from first: String? = "01/02/2026",
        until last: String? = nil, replaces: ID<LocalRegulation>? = nil, cases: String = ""
    ) throws -> NewLocalRegulation {
        NewLocalRegulation(
            number: number, signed: try day(signed), title: "Quy chế thi đua, khen thưởng tỉnh Hoàng Giang",
            issuer: "UBND tỉnh Hoàng Giang", from: try first.map(day), until: try last.map(day), replaces: replaces,
            values: values, cases: cases)
    }

    func draft(_ new: NewLocalRegulation) throws -> ID<LocalRegulation> {
        try write { try LocalRegulations.draft(new, for: root, law, in: .everything, by: $0) }
    }

    func submit(_ id: ID<LocalRegulation>) throws {
        try write { try LocalRegulations.submit(id, law, in: .everything, by: $0) }
    }

    func approve(_ id: ID<LocalRegulation>, from text: String, as role: Role = .leader) throws {
        let first = try day(text)
        try write(role) { try LocalRegulations.approve(id, from: first, law, in: .everything, by: $0) }
    }

    /// Written, submitted, approved.
    @discardableResult
    func approved(_ new: NewLocalRegulation, from text: String) throws -> ID<LocalRegulation> {
        let id = try draft(new)
        try submit(id)
        try approve(id, from: text)
        return id
    }

    func regulation(_ id: ID<LocalRegulation>) throws -> LocalRegulation {
        try office.read { try LocalRegulations.regulation(id, in: .everything, drafts: .everything, $0) }
    }

    func inForce(_ text: String) throws -> Proposal.LocalRegulation? {
        let then = try day(text)
        return try office.read { try LocalRegulations.inForce(on: then, for: root, in: $0) }
    }
}

@Suite("A regulation of the province") struct LocalRegulationTests {
    @Test("holds from the day on which it was approved to hold, and not before", arguments: Engine.available)
    func holds(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let id = try world.approved(try world.new(), from: "01/03/2026")
        #expect(try world.regulation(id).firstDay == day("01/03/2026"))
        #expect(try world.inForce("28/02/2026") == nil)
        var expected = Proposal.LocalRegulation(number: "12/2026/QĐ-UBND")
        expected.set(.cstdCoSoPercent, 1500, article: "khoản 2 Điều 9")
        #expect(try world.inForce("01/03/2026") == expected)
        let acts = try world.office.read { try Ledger.entries(about: Subject("localRegulation", id), $0) }.map(\.act)
        #expect(
            acts.reversed() == ["localRegulation.draft", "localRegulation.submit", "localRegulation.approve"])
    }

    @Test("decides nothing while it is a draft or waits", arguments: Engine.available)
    func waits(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let id = try world.draft(try world.new())
        #expect(try world.inForce("01/03/2026") == nil)
        try world.submit(id)
        #expect(try world.inForce("01/03/2026") == nil)
        #expect(throws: LocalRegulationRefusal.notADraft(.submitted)) { try world.submit(id) }
    }

    @Test("is never approved by who wrote it or submitted it", arguments: Engine.available)
    func ownHand(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let new = try world.new()
        let id = try world.write(.leader) {
            try LocalRegulations.draft(new, for: world.root, world.law, in: .everything, by: $0)
        }
        try world.submit(id)
        #expect(throws: LocalRegulationRefusal.ownHand) { try world.approve(id, from: "01/02/2026") }
        #expect(throws: LocalRegulationRefusal.ownHand) {
            try world.approve(id, from: "01/02/2026", as: .legalOfficer)
        }
        #expect(try world.regulation(id).state == .submitted)
    }

    @Test("never loosens a minimum that the law confirms, and says which article", arguments: Engine.available)
    func bounds(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let words =
            "Quy chế không được nới mức của luật: từ 90 % trở lên, theo khoản 5 Điều 33 Nghị định số 152/2025/NĐ-CP."
        #expect(
            throws: LocalRegulationRefusal.fields([.init("v-voteStatePercent", words)])
        ) { _ = try world.draft(try world.new([LocalValue(.voteStatePercent, 8999)])) }
        _ = try world.draft(try world.new([LocalValue(.voteStatePercent, 9000)]))
    }

    @Test(
        "is refused with days that cannot be, a number used on another day, a key regulated twice",
        arguments: Engine.available)
    func refuses(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        func errors(_ new: NewLocalRegulation) -> [String] {
            do {
                _ = try world.draft(new)
                return []
            } catch let refusal as LocalRegulationRefusal {
                return refusal.errors.keys.sorted()
            } catch { return ["\(error)"] }
        }
        #expect(errors(try world.new(from: "01/02/2026", until: "31/01/2026")) == ["den-ngay"])
        #expect(errors(try world.new(signed: "02/02/2026", from: "01/02/2026")) == ["tu-ngay"])
        #expect(errors(try world.new([LocalValue(.cstdCoSoPercent, 10_001)])) == ["v-cstdCoSoPercent"])
        #expect(errors(try world.new(cases: "# a\n| ca | => KHONG |\n|---|---|\n| x | met |")) == ["ca"])
        try world.approved(try world.new(), from: "01/02/2026")
        #expect(
            errors(try world.new([LocalValue(.ttldttLdttPercent, 5000)], signed: "06/01/2026", from: "01/03/2026")) == [
                "so"
            ])
        #expect(errors(try world.new(number: "13/2026/QĐ-UBND", from: "01/03/2026")) == ["thay-the"])
        #expect(
            errors(try world.new([LocalValue(.ttldttLdttPercent, 5000)], number: "13/2026/QĐ-UBND", from: "01/03/2026"))
                == [])
    }

    @Test("ends the one it replaces on the day before", arguments: Engine.available)
    func replaces(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let old = try world.approved(try world.new(), from: "01/02/2026")
        let next = try world.new(
            [LocalValue(.cstdCoSoPercent, 2000)], number: "40/2026/QĐ-UBND", signed: "01/06/2026", from: "01/07/2026",
            replaces: old)
        try world.approved(next, from: "15/07/2026")
        #expect(try world.regulation(old).lastDay == day("14/07/2026"))
        #expect(try world.inForce("14/07/2026")?[.cstdCoSoPercent] == 1500)
        #expect(try world.inForce("15/07/2026")?[.cstdCoSoPercent] == 2000)
    }

    @Test("is not approved while a case of its own fails", arguments: Engine.available)
    func red(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let cases = """
            # Tỷ lệ CSTĐ cơ sở
            only = C-QUOTA
            award = cstd-co-so
            year = 2026

            | ca | acceptedOn | quota.candidates | quota.base | => C-QUOTA |
            |----|------------|------------------|------------|------------|
            | đúng 15 % | 2026-02-01 | 15 | 100 | met |
            | trên 15 % | 2026-02-01 | 16 | 100 | met |
            | trước ngày | 2026-01-31 | 16 | 100 | unknown |
            """
        let id = try world.draft(try world.new(cases: cases))
        #expect(throws: LocalRegulationRefusal.casesFail(1, first: "trên 15 %: C-QUOTA là unmet, chờ đợi met")) {
            try world.submit(id)
        }
        let right = cases.replacing("16 | 100 | met", with: "16 | 100 | unmet")
        let saved = try world.new(cases: right)
        try world.write { try LocalRegulations.save(id, version: 1, saved, world.law, in: .everything, by: $0) }
        try world.submit(id)
        try world.approve(id, from: "01/02/2026")
        #expect(try world.regulation(id).state == .approved)
    }

    @Test("refuses to save over what somebody else saved", arguments: Engine.available)
    func versions(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let id = try world.draft(try world.new())
        let changed = try world.new([LocalValue(.cstdCoSoPercent, 2000)])
        try world.write { try LocalRegulations.save(id, version: 1, changed, world.law, in: .everything, by: $0) }
        #expect(throws: LocalRegulationRefusal.changedMeanwhile) {
            try world.write { try LocalRegulations.save(id, version: 1, changed, world.law, in: .everything, by: $0) }
        }
    }

    @Test("is approved and submitted only as it was looked at", arguments: Engine.available)
    func stale(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let id = try world.draft(try world.new())
        let changed = try world.new([LocalValue(.cstdCoSoPercent, 2000)])
        try world.write { try LocalRegulations.save(id, version: 1, changed, world.law, in: .everything, by: $0) }
        #expect(throws: LocalRegulationRefusal.changedMeanwhile) {
            try world.write { try LocalRegulations.submit(id, version: 1, world.law, in: .everything, by: $0) }
        }
        try world.write { try LocalRegulations.submit(id, version: 2, world.law, in: .everything, by: $0) }
        let first = try day("01/02/2026")
        #expect(throws: LocalRegulationRefusal.changedMeanwhile) {
            try world.write(.leader) {
                try LocalRegulations.approve(id, version: 2, from: first, world.law, in: .everything, by: $0)
            }
        }
        try world.write(.leader) {
            try LocalRegulations.approve(id, version: 3, from: first, world.law, in: .everything, by: $0)
        }
        #expect(try world.inForce("01/02/2026")?[.cstdCoSoPercent] == 2000)
    }

    @Test("is not approved by who acts for its author", arguments: Engine.available)
    func deputy(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let id = try world.draft(try world.new())
        try world.submit(id)
        let (leader, author) = (world.province.actor(.leader), world.province.actor(.legalOfficer))
        let deputy = Actor(
            account: leader.account, name: leader.name, origin: leader.origin, onBehalfOf: author.account)
        let first = try day("01/02/2026")
        #expect(throws: LocalRegulationRefusal.ownHand) {
            try world.office.write(by: deputy) {
                try LocalRegulations.approve(id, from: first, world.law, in: .everything, by: $0)
            }
        }
        try world.approve(id, from: "01/02/2026")
    }

    @Test(
        "shows what held before it, also when it is approved and has ended what it replaces",
        arguments: Engine.available)
    func beside(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let old = try world.approved(try world.new(), from: "01/02/2026")
        let next = try world.new(
            [LocalValue(.cstdCoSoPercent, 2000)], number: "40/2026/QĐ-UBND", signed: "01/06/2026", from: "01/07/2026",
            replaces: old)
        func percents(_ id: ID<LocalRegulation>) throws -> [Int?] {
            let regulation = try world.regulation(id)
            let first = try #require(regulation.firstDay)
            return try world.office.read { db in
                let values = try LocalRegulations.values(of: id, db)
                let (before, after) = try LocalTimeline.beside(regulation, values, from: first, db)
                return [before.inForce(on: first)?[.cstdCoSoPercent], after.inForce(on: first)?[.cstdCoSoPercent]]
            }
        }
        let id = try world.draft(next)
        #expect(try percents(id) == [1500, 2000])
        try world.submit(id)
        try world.approve(id, from: "01/07/2026")
        #expect(try percents(id) == [1500, 2000])
        #expect(try percents(old) == [nil, 1500])
    }

    @Test("never ends on a day that is over", arguments: Engine.available)
    func ends(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let id = try world.approved(try world.new(), from: "01/02/2026")
        func end(_ text: String) throws {
            let last = try day(text)
            try world.write(.leader) {
                try LocalRegulations.end(id, on: last, because: "Có quy chế khác", in: .everything, by: $0)
            }
        }
        #expect(
            throws: LocalRegulationRefusal.field(
                "den-ngay", "Ngày cuối không thể trước hôm nay: hồ sơ đã tiếp nhận giữ nguyên kết luận.")
        ) { try end("16/11/2026") }
        try end("17/11/2026")
        #expect(try world.inForce("17/11/2026") != nil)
        #expect(try world.inForce("18/11/2026") == nil)
    }

    @Test("tells what the law leaves open and nobody regulated", arguments: Engine.available)
    func gaps(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        func gaps() throws -> Set<LocalKey> {
            let then = try day("01/03/2026")
            return Set(
                try world.office.read { try LocalRegulations.gaps(on: then, for: world.root, world.law, $0) }.map(\.key)
            )
        }
        #expect(
            try gaps() == [
                .cstdCoSoPercent, .ttldttLdttPercent, .voteProvincePercent, .voteOrderPercent, .decideWorkingDays,
                .initiativeCarryYears,
            ])
        try world.approved(
            try world.new([LocalValue(.cstdCoSoPercent, 1500), LocalValue(.votePercent, 9000)]), from: "01/02/2026")
        #expect(try gaps() == [.ttldttLdttPercent, .decideWorkingDays, .initiativeCarryYears])
    }

    @Test("makes awards of its own that hold as long as it does", arguments: Engine.available)
    func awards(_ engine: Engine) throws {
        let world = try RegulationWorld(engine)
        let id = try world.draft(try world.new())
        let award = LocalAward(
            slug: try #require(Award.Slug(stored: "dp-ky-niem-chuong")), name: "Kỷ niệm chương của tỉnh",
            kind: .commendation, level: .province, subjects: [.individual], article: "Điều 30",
            criteria: "Có công xây dựng tỉnh.", bonus: 1_500_000, object: "Kỷ niệm chương, khung")
        try world.write { try LocalAwards.set(award, in: id, scope: .everything, by: $0) }
        try world.submit(id)
        try world.approve(id, from: "01/03/2026")
        func given(_ text: String) throws -> [LocalAward] {
            let then = try day(text)
            return try world.office.read { try LocalAwards.all(on: then, for: world.root, $0) }
        }
        #expect(try given("28/02/2026") == [])
        #expect(try given("01/03/2026") == [award])
        // What comes in its place begins with its awards; another regulation may not make them too.
        let next = try world.draft(
            try world.new(
                [LocalValue(.cstdCoSoPercent, 2000)], number: "40/2026/QĐ-UBND", signed: "01/06/2026",
                from: "01/07/2026", replaces: id))
        #expect(try world.office.read { try LocalAwards.all(of: next, $0) } == [award])
        let other = try world.draft(
            try world.new(
                [LocalValue(.ttldttLdttPercent, 5000)], number: "41/2026/QĐ-UBND", signed: "01/06/2026",
                from: "01/07/2026"))
        try world.write { try LocalAwards.set(award, in: other, scope: .everything, by: $0) }
        #expect(
            throws: LocalRegulationRefusal.field(
                "thay-the",
                "“Kỷ niệm chương của tỉnh” đã có trong quy chế 12/2026/QĐ-UBND của cùng thời gian. Hãy chọn thay thế quy chế đó, hoặc bỏ ra."
            )
        ) { try world.submit(other) }
        #expect(throws: LocalRegulationRefusal.notADraft(.approved)) {
            try world.write { try LocalAwards.set(award, in: id, scope: .everything, by: $0) }
        }
    }

    @Test("an award of the province is written without a code and put right under the one it was given")
    func awardForm() throws {
        let world = try RegulationWorld(.sqlite)
        let id = try world.draft(try world.new())
        let client = try world.province.client(.legalOfficer)
        let path = "/quy-che-dia-phuong/\(id)/danh-hieu"
        func send(_ changes: [(String, String)]) throws -> Int {
            let form = [
                ("ten", "Kỷ niệm chương “Vì sự phát triển tỉnh”"), ("loai", "commendation"), ("cap", "province"),
                ("doi-tuong", "individual"), ("tieu-chuan", "Có công xây dựng tỉnh."),
            ]
            return try world.province.post(path, form + changes, client).status
        }
        func awards() throws -> [String] {
            try world.office.read { try LocalAwards.all(of: id, $0) }.map { "\($0.slug) \($0.bonus ?? 0)" }
        }
        let code = "dp-ky-niem-chuong-vi-su-phat-trien-tinh"
        #expect(try send([("tien", "1.000.000")]) == 303)
        #expect(try awards() == ["\(code) 1000000"])
        // A second of the same name would replace it unseen.
        #expect(try send([("tien", "2.000.000")]) == 422)
        #expect(try awards() == ["\(code) 1000000"])
        #expect(try client.get("/quy-che-dia-phuong/\(id)").body.contains("\(path)?ma=\(code)"))
        let page = try client.get("\(path)?ma=\(code)")
        #expect(page.body.contains("value=\"1.000.000\"") && page.body.contains("Có công xây dựng tỉnh."))
        #expect(try client.get("\(path)?ma=dp-khong-co").status == 404)
        #expect(try send([("ma", code), ("tien", "2.000.000")]) == 303)
        #expect(try awards() == ["\(code) 2000000"])
    }

    @Test("is seen as a draft by who writes and approves, and by everybody once it is approved")
    func seen() throws {
        let world = try RegulationWorld(.sqlite)
        let id = try world.draft(try world.new())
        let path = "/quy-che-dia-phuong/\(id)"
        func statuses() throws -> [Int] {
            try [Role.legalOfficer, .leader, .specialist].map { try world.province.client($0).get(path).status }
        }
        #expect(try statuses() == [200, 200, 404])
        #expect(try world.province.client(.legalOfficer).get(path + "/sua").status == 200)
        #expect(try world.province.client(.leader).get(path + "/sua").status == 403)
        try world.submit(id)
        #expect(try world.province.client(.leader).get(path + "/duyet").status == 200)
        #expect(try world.province.client(.legalOfficer).get(path + "/duyet").status == 403)
        try world.approve(id, from: "01/03/2026")
        #expect(try statuses() == [200, 200, 200])
        #expect(try world.province.client(.specialist).get(path + "/thay-doi?nam=2025").status == 200)
    }

    @Test("goes out as Word and PDF, and its units as a spreadsheet, to who may see it")
    func files() throws {
        let world = try RegulationWorld(.sqlite)
        let id = try world.draft(try world.new())
        let paths = ["quy-che.docx", "quy-che.pdf", "thay-doi.xlsx?nam=2025"].map { "/quy-che-dia-phuong/\(id)/\($0)" }
        func statuses(_ role: Role) throws -> [Int] {
            let client = try world.province.client(role)
            return try paths.map { try client.get($0).status }
        }
        #expect(try statuses(.legalOfficer) == [200, 200, 200])
        #expect(try statuses(.specialist) == [404, 404, 404])
        try world.submit(id)
        try world.approve(id, from: "01/03/2026")
        #expect(try statuses(.specialist) == [200, 200, 200])
        // Who reads no honours of units gets no figures of them.
        #expect(try statuses(.accountant) == [200, 200, 404])
    }
}
