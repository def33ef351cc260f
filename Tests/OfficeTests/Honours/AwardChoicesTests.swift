import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("Awards that may be entered") struct AwardChoicesTests {
    private static let badge = LocalAward(
        slug: .of("dp-ky-niem-chuong"), name: "Kỷ niệm chương Vì sự nghiệp xây dựng Hoàng Giang", kind: .commendation,
        level: .province, subjects: [.individual], criteria: "Có công xây dựng tỉnh.")
    private static let star = LocalAward(
        slug: .of("dp-sao-ben"), name: "Ngôi sao bền bỉ", kind: .title, level: .province, subjects: [.collective],
        criteria: "Mười năm liền.")

    /// A regulation that gives the awards from the day on.
    @discardableResult
    private static func give(
        _ awards: [LocalAward], from text: String, number: String, in world: HonoursWorld,
        replacing old: ID<LocalRegulation>? = nil
    ) throws -> ID<LocalRegulation> {
        let regulations = try RegulationWorld(world.people.province)
        let id = try regulations.draft(try regulations.new([], number: number, from: text, replaces: old))
        // What it replaces hands on its awards.
        for award in try world.office.read({ try LocalAwards.all(of: id, $0) }) {
            try regulations.write { try LocalAwards.remove(award.slug, from: id, scope: .everything, by: $0) }
        }
        for award in awards {
            try regulations.write { try LocalAwards.set(award, in: id, scope: .everything, by: $0) }
        }
        try regulations.submit(id)
        try regulations.approve(id, from: text)
        return id
    }

    private static func choices(_ world: HonoursWorld) throws -> AwardChoices {
        let law = try world.office.law
        return try world.office.read { try AwardChoices(law, $0) }
    }

    @Test(
        "are those of the law and of the province of the deciding unit, as soon as the regulation is approved",
        arguments: Engine.available)
    func ofTheProvince(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let root = world.people.province.province.id
        let regulations = try RegulationWorld(world.people.province)
        let draft = try regulations.draft(try regulations.new([], number: "12/2026/QĐ-UBND", from: "01/02/2026"))
        try regulations.write { try LocalAwards.set(Self.badge, in: draft, scope: .everything, by: $0) }
        #expect(try Self.choices(world).slug(Self.badge.name, in: root) == nil)
        try regulations.submit(draft)
        try regulations.approve(draft, from: "01/02/2026")
        let choices = try Self.choices(world)
        #expect(choices.slug("kỷ niệm chương vì sự nghiệp xây dựng hoàng giang", in: root) == Self.badge.slug)
        #expect(choices.slug(Self.badge.name) == nil && choices.slug(Self.badge.name, in: ID(99)) == nil)
        #expect(choices.slug("Kỷ niệm chương", in: root) == .of("ky-niem-chuong"))
        #expect(choices.names(on: TestProvince.today, in: root, for: .individual).last == Self.badge.name)
        #expect(!choices.names(on: TestProvince.today, in: root, for: .collective).contains(Self.badge.name))
        #expect(!choices.names(on: TestProvince.today, in: ID(99)).contains(Self.badge.name))
        #expect(throws: HonourRefusal.unknownAward("dp-ky-niem-chuong")) {
            try choices.checked(Self.badge.slug, for: .individual, signed: TestProvince.today, in: ID(99))
        }
        #expect(throws: HonourRefusal.wrongSubject(award: Self.badge.name, .household)) {
            try choices.checked(Self.badge.slug, for: .household, signed: TestProvince.today, in: root)
        }
    }

    @Test(
        "of a province are refused before a regulation brought them anew, and only remarked on where nothing tells",
        arguments: Engine.available)
    func firstDayOfTheProvince(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let root = world.people.province.province.id
        let first = try Self.give([Self.badge], from: "01/02/2026", number: "12/2026/QĐ-UBND", in: world)
        try Self.give([Self.star], from: "01/06/2026", number: "45/2026/QĐ-UBND", in: world, replacing: first)
        let choices = try Self.choices(world)
        func day(_ text: String) -> Day { HonoursWorld.day(text) }
        // Nobody knows whether an older regulation gave the badge; the star came in the place of one that did not.
        #expect(
            try choices.checked(Self.badge.slug, for: .individual, signed: day("2019-12-30"), in: root).remark(
                on: day("2019-12-30")) == "quy chế của tỉnh trong sổ chỉ có từ 01/02/2026, chưa rõ trước đó đã có chưa")
        #expect(throws: HonourRefusal.notYet(award: "Ngôi sao bền bỉ", from: day("2026-06-01"))) {
            try choices.checked(Self.star.slug, for: .collective, signed: day("2026-05-31"), in: root)
        }
        #expect(
            try choices.checked(Self.star.slug, for: .collective, signed: day("2026-06-01"), in: root).remark(
                on: day("2026-06-01")) == nil)
        // It ended with its regulation.
        #expect(!choices.names(on: TestProvince.today, in: root).contains(Self.badge.name))
        #expect(
            choices[Self.badge.slug]?.remark(on: day("2026-07-01")) == "quy chế chỉ có đến 31/05/2026, trước ngày ký")
    }

    @Test("of the law are refused before the day that the law tells, and only remarked on where it tells none")
    func firstDayOfTheLaw() throws {
        let world = try HonoursWorld(.sqlite)
        let root = world.people.province.province.id
        let choices = try Self.choices(world)
        func day(_ text: String) -> Day { HonoursWorld.day(text) }
        for (slug, name, first) in [
            ("xa-tieu-bieu", "Xã, phường, thị trấn tiêu biểu", "2024-01-01"),
            ("xa-phuong-dac-khu-tieu-bieu", "Xã, phường, đặc khu tiêu biểu", "2025-07-01"),
        ] as [(StaticString, String, String)] {
            for signed in [day("1998-01-15"), day("2018-06-01"), day("2020-06-01"), day(first).adding(days: -1)] {
                #expect(throws: HonourRefusal.notYet(award: name, from: day(first))) {
                    try choices.checked(.of(slug), for: .collective, signed: signed, in: root)
                }
            }
            #expect(
                try choices.checked(.of(slug), for: .collective, signed: day(first), in: root).slug.description
                    == "\(slug)")
        }
        // Given before the law of 2003 as well: its first day is that of the text alone.
        let fighter = try choices.checked(.of("cstd-co-so"), for: .individual, signed: day("1998-01-15"), in: root)
        #expect(
            fighter.remark(on: day("1998-01-15"))
                == "dữ liệu luật chỉ có từ 01/07/2004, chưa rõ quy định khi ký; dùng bản sau để đối chiếu")
        #expect(fighter.remark(on: day("2004-07-01")) == nil)
        let order = try choices.checked(.of("hc-dung-cam"), for: .individual, signed: day("2012-01-15"), in: root)
        #expect(order.remark(on: day("2012-01-15"))?.contains("01/01/2024") == true)
        #expect(
            choices[.of("huy-hieu")]?.remark(on: day("2025-03-01"))
                == "dữ liệu luật chỉ có đến 31/12/2023, trước ngày ký")
    }

    @Test("name one award of one province by one code", arguments: Engine.available)
    func oneCode(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        try Self.give([Self.badge], from: "01/02/2026", number: "12/2026/QĐ-UBND", in: world)
        let other = try world.people.write { operation in
            try Organisations.add(
                NewUnit(
                    code: "TB", name: "Tỉnh Tân Bình", shortName: nil, level: .province, kind: .government, parent: nil,
                    aliases: []), by: operation)
        }
        let regulations = try RegulationWorld(world.people.province)
        let new = try regulations.new([], number: "1/2026/QĐ-UBND")
        let draft = try regulations.write {
            try LocalRegulations.draft(new, for: other, regulations.law, in: .everything, by: $0)
        }
        #expect(
            throws: LocalRegulationRefusal.fields([.init("ma", "Mã này đã được dùng ở nơi khác. Hãy đặt mã khác.")])
        ) {
            try regulations.write { try LocalAwards.set(Self.badge, in: draft, scope: .everything, by: $0) }
        }
    }

    @Test(
        "of the province are offered, entered from a pasted list, listed, filtered, shown in a life and put right",
        arguments: Engine.available)
    func pages(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        let an = try world.people.add("Nguyễn Văn An", "STC")
        try Self.give([Self.badge, Self.star], from: "01/02/2026", number: "12/2026/QĐ-UBND", in: world)
        let client = try world.people.province.client(.specialist)
        let token = ("_ma", try world.people.province.formToken(client))
        #expect(try client.get("/khen-thuong/nhap").body.contains(Self.badge.name))
        let fields = [
            ("so", "91234/QĐ-UBND"), ("ngay", "30/03/2026"), ("co-quan", "UBND tỉnh"), ("cap", "province"),
            ("dip", "other"), ("don-vi", "HG"), ("loai-hinh", "quaTrinhCongHien"),
            ("danh-sach", "Nguyễn Văn An; Chuyên viên; Sở Tài chính; \(Self.badge.name)"), token,
        ]
        let early = fields.map { $0.0 == "ngay" ? ("ngay", "30/03/2020") : $0 }
        #expect(try client.post("/khen-thuong/nhap", form: early).body.contains("chưa rõ trước đó đã có chưa"))
        let kept = try client.post("/khen-thuong/nhap/ghi", form: fields)
        #expect(kept.status == 303)
        #expect(try client.follow(kept).body.contains(Self.badge.name))
        let list = try client.get("/khen-thuong?danh-hieu=dp-ky-niem-chuong").body
        #expect(list.contains("value=\"dp-ky-niem-chuong\" selected") && list.contains("1 khen thưởng"))
        #expect(try client.get("/nguoi/\(an)/khen-thuong").body.contains(Self.badge.name))
        let id: Int64 = try world.office.read { try $0.value("SELECT id FROM honour") }
        let form = try client.get("/khen-thuong/muc/\(id)").body
        #expect(form.contains("value=\"\(Self.badge.name)\"") && !form.contains(Self.star.name))
        let corrected = try client.post(
            "/khen-thuong/muc/\(id)",
            form: [
                ("ten", "Nguyễn Văn An"), ("nguoi", "Nguyễn Văn An (hồ sơ \(an))"), ("danh-hieu", Self.star.name),
                ("loai-hinh", "congTrang"), ("phien-ban", "1"), token,
            ])
        #expect(corrected.status == 422 && corrected.body.contains("không tặng cho cá nhân"))
        // Who may not see the province's awards is offered none of them.
        let used = try world.office.read { db in
            try HonourListAnswers.usedAwards(in: .branches(["/99/"]), ID(99), db)
        }
        #expect(used.isEmpty)
    }

    @Test("of the province are imported and exported like those of the law", arguments: Engine.available)
    func spreadsheet(_ engine: Engine) throws {
        let world = try HonoursWorld(engine)
        try world.people.add("Nguyễn Văn An", "STC")
        try Self.give([Self.badge], from: "01/02/2026", number: "12/2026/QĐ-UBND", in: world)
        let sheets = HonourSheets(world)
        let outcome = try sheets.run(
            HonoursExchange(),
            [
                HonourSheets.heads,
                [
                    "91234/QĐ-UBND", "30/03/2026", "UBND tỉnh Hoàng Giang", "tỉnh", "cá nhân", "Nguyễn Văn An", "",
                    "STC",
                    Self.badge.name, "",
                ],
            ])
        #expect((outcome.fresh, outcome.invalid, outcome.applied) == (1, 0, true))
        #expect(try world.office.read { try $0.value("SELECT award FROM honour") as String } == "dp-ky-niem-chuong")
        let again = try sheets.roundTrip(HonoursExchange())
        #expect((again.same, again.fresh, again.changed, again.invalid) == (1, 0, 0, 0))
    }
}
