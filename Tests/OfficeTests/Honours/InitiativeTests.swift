import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("An initiative") struct InitiativeTests {
    /// One of the finance department, with a co-author of the press.
    private struct World {
        let people: PeopleWorld
        let an: ID<Person>
        let bac: ID<Person>
        let id: ID<InitiativeRecord>

        init(_ engine: Engine) throws {
            people = try PeopleWorld(engine)
            (an, bac) = (try people.add("Nguyễn Văn An", "STC"), try people.add("Hà Văn Bắc", "BAO"))
            let new = Honours.NewInitiative(
                "Tra cứu hồ sơ nhanh", scope: .coSo, year: AchievementYear(2025), number: "12/QĐ-STC",
                branch: try people.unit("STC"), authors: [an, bac])
            id = try people.write { try Honours.addInitiative(new, in: .everything, by: $0) }
        }

        func stored() throws -> (record: InitiativeRecord, authors: [String]) {
            try people.office.read { db in
                (
                    try Honours.initiative(id, in: .everything, db),
                    try InitiativeRecord.authors(of: [id], db)[id, default: []].map {
                        "\($0.name)\($0.isMain ? "" : "*")"
                    }
                )
            }
        }

        func correct(_ change: (inout Honours.NewInitiative) throws -> Void, knowing version: Int, in scope: Scope)
            throws
        {
            let (record, authors) = (try stored().record, [an, bac])
            var new = record.new(by: authors)
            try change(&new)
            try people.write {
                try Honours.correctInitiative(id, to: new, knowing: version, in: scope, by: $0)
            }
        }
    }

    @Test("is put right with what was seen; its authors of elsewhere may stay", arguments: Engine.available)
    func corrected(_ engine: Engine) throws {
        let world = try World(engine)
        let scope = try world.people.scope("STC")
        try world.correct(
            {
                ($0.title, $0.scope, $0.recognised) = ("Tra cứu hồ sơ rất nhanh", .tinh, HonoursWorld.day("2025-11-15"))
                $0.authors.reverse()
            }, knowing: 1, in: scope)
        let (record, authors) = try world.stored()
        #expect(record.title == "Tra cứu hồ sơ rất nhanh" && record.scope == .tinh && record.version == 2)
        #expect(record.paper == "12/QĐ-STC ngày 15/11/2025")
        #expect(authors == ["Hà Văn Bắc", "Nguyễn Văn An*"])
        let entry = try world.people.office.read {
            try Ledger.entries(about: Subject("initiative", world.id), limit: 1, $0)
        }
        #expect(entry.map(\.act) == ["initiative.correct"])
        #expect(throws: HonourRefusal.changedMeanwhile) {
            try world.correct({ $0.title = "Cũ" }, knowing: 1, in: scope)
        }
        #expect(throws: HonourRefusal.noTitle) { try world.correct({ $0.title = " " }, knowing: 2, in: scope) }
        #expect(throws: HonourRefusal.noAuthors) { try world.correct({ $0.authors = [] }, knowing: 2, in: scope) }
        #expect(throws: HonourRefusal.futureYear("năm 2027")) {
            try world.correct({ $0.year = AchievementYear(2027) }, knowing: 2, in: scope)
        }
        let stranger = try world.people.add("Lê Thị Xa", "BAO")
        #expect(throws: HonourRefusal.outside("Người này")) {
            try world.correct({ $0.authors.append(stranger) }, knowing: 2, in: scope)
        }
        #expect(throws: HonourRefusal.outside("Đơn vị này")) {
            try world.correct({ $0.branch = try world.people.unit("BAO") }, knowing: 2, in: scope)
        }
        #expect(throws: HonourRefusal.notFound) {
            try world.correct({ $0.title = "Mới" }, knowing: 2, in: world.people.scope("BAO"))
        }
        #expect(try world.stored().record == record)
    }

    @Test("is shown to who reaches an author, put right and withdrawn on its page", arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let world = try World(engine)
        let province = world.people.province
        let path = "/khen-thuong/sang-kien/\(world.id)"
        let officer = try province.client(.unitOfficer)
        let token = ("_ma", try province.formToken(officer))
        #expect(try officer.get("/nguoi/\(world.an)/khen-thuong").body.contains(path))
        let form = try officer.get(path)
        #expect(form.status == 200 && form.body.contains("Hà Văn Bắc (hồ sơ \(world.bac))"))
        #expect(!form.body.contains("/nguoi/\(world.bac)/khen-thuong"))
        func fields(_ title: String, _ version: String, authors: String) -> [(String, String)] {
            [
                ("ten", title), ("loai", "deTai"), ("pham-vi", "coSo"), ("nam", "2025"), ("so", ""), ("ngay", ""),
                ("co-quan", ""), ("don-vi", "STC"), ("tac-gia", authors), ("phien-ban", version), token,
            ]
        }
        let both = "Nguyễn Văn An (hồ sơ \(world.an))\nHà Văn Bắc (hồ sơ \(world.bac))"
        let wrong = try officer.post(path, form: fields("Đề tài mới", "1", authors: both + "\nLê Thị Lạ"))
        #expect(wrong.status == 422 && wrong.body.contains("Không tìm thấy “Lê Thị Lạ”"))
        #expect(wrong.body.contains("Đề tài mới"))
        let long = try officer.post(path, form: fields(String(repeating: "dài ", count: 200), "1", authors: both))
        #expect(long.status == 422 && long.body.contains("dài quá 500 ký tự"))
        #expect(try officer.post(path, form: fields("Đề tài mới", "1", authors: both)).status == 303)
        #expect(try world.stored().record.kind == .deTai)
        let stale = try officer.post(path, form: fields("Đề tài khác", "1", authors: both))
        #expect(stale.status == 409 && stale.body.contains("Đề tài khác"))
        #expect(try world.stored().record.title == "Đề tài mới")
        // Who only reads sees it without forms; who reaches nobody of it does not.
        let leader = try province.client(.leader).get(path)
        #expect(leader.status == 200 && !leader.body.contains("Rút sáng kiến ghi nhầm"))
        let noReason = try officer.post(path + "/rut", form: [("ly-do", ""), token])
        #expect(noReason.status == 422 && noReason.body.contains("Hãy ghi lý do."))
        #expect(try officer.post(path + "/rut", form: [("ly-do", "Ghi hai lần"), token]).status == 303)
        let ended = try officer.get(path).body
        #expect(ended.contains("Ghi hai lần") && !ended.contains("Rút sáng kiến ghi nhầm"))
        #expect(try officer.get("/nguoi/\(world.an)/khen-thuong").body.contains("Ghi hai lần"))
        #expect(try officer.post(path, form: fields("Sau khi rút", "3", authors: both)).status == 422)
        #expect(try world.stored().record.title == "Đề tài mới")
    }
}
