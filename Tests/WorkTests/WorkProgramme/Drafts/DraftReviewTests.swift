import Fixtures
import Office
import PlanReader
import Testing
import Vocabulary

import struct Office.Unit

@testable import Work

@Suite("Going through a draft") struct DraftReviewTests {
    @Test("accepts, rejects and takes back one item at a time, and the rest at once", arguments: Engine.available)
    func decisions(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        let items = try province.items(id)
        try province.write { try Draft.decide(.accepted, items[0].id, of: id, by: $0) }
        try province.write { try Draft.decide(.rejected, items[1].id, of: id, by: $0) }
        #expect(try province.items(id).map(\.decision) == [.accepted, .rejected, .waiting])
        #expect(try province.write { try Draft.acceptWaiting(of: id, by: $0) } == 1)
        try province.write { try Draft.decide(.waiting, items[0].id, of: id, by: $0) }
        #expect(try province.items(id).map(\.decision) == [.waiting, .rejected, .accepted])
        #expect(try province.faults() == [])
    }

    @Test(
        "an edit replaces text, time and names, and accepts; what was read stays beside it", arguments: Engine.available
    )
    func edit(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        let item = try province.items(id)[1]
        let edit = Draft.Edit(
            text: "  Mở lớp tập huấn  ", time: PlanReader.time("quý II", year: 2026), kind: .training,
            lead: "Sở Tài chính", advisor: "", coordinators: ["Sở Nội vụ", " "])
        try province.write { try Draft.edit(item.id, of: id, to: edit, by: $0) }
        #expect(
            try province.items(id)[1].summary
                == "I.2 Mở lớp tập huấn | quý II | Sở Tài chính | Sở Nội vụ | 16–16 | accepted edited")
        let read: String = try province.read { try $0.value("SELECT as_read FROM draft_item WHERE id = \(item.id)") }
        #expect(read == TestPlan.course.text)
        // Names that no item bears any more are forgotten with their choices.
        #expect(try province.read { try DraftName.all(of: id, $0) }.allSatisfy { $0.choice == .recognised })
        var empty = edit
        empty.text = " \n "
        #expect(throws: DraftRefusal.noText) {
            try province.write { try Draft.edit(item.id, of: id, to: empty, by: $0) }
        }
    }

    @Test("a split makes an item of each line, in its place, with the lines of the paper", arguments: Engine.available)
    func split(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        let item = try province.items(id)[0]
        try province.write {
            try Draft.split(item.id, of: id, into: ["Ban hành Kế hoạch", " ", "Kiểm tra", "Báo cáo kiểm tra"], by: $0)
        }
        let items = try province.items(id)
        #expect(items.map(\.position) == [0, 1, 2, 3, 4])
        #expect(
            items.map {
                "\($0.ordinal ?? "") \($0.text) \($0.lines.first) \($0.decision.rawValue) \($0.origin.rawValue)"
            }
                == [
                    "1 Ban hành Kế hoạch 15 accepted split", "1b Kiểm tra 15 accepted split",
                    "1c Báo cáo kiểm tra 15 accepted split", "2 \(TestPlan.course.text) 16 waiting read",
                    "1 \(TestPlan.praise.text) 18 waiting read",
                ])
        #expect(items[1].coordinators == ["Văn phòng UBND tỉnh", "Sở Tài chính"])
        #expect(throws: DraftRefusal.nothingToSplit) {
            try province.write { try Draft.split(items[3].id, of: id, into: ["Một dòng", "  "], by: $0) }
        }
    }

    @Test("a merge joins an item with the next one, words, names and lines", arguments: Engine.available)
    func merge(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        let items = try province.items(id)
        try province.write { try Draft.mergeWithNext(items[0].id, of: id, by: $0) }
        #expect(
            try province.items(id).map(\.summary) == [
                "I.1 \(TestPlan.check.text) \(TestPlan.course.text) | Tháng 12/2026 | Sở Nội vụ | "
                    + "Văn phòng UBND tỉnh; Sở Tài chính; Nhà khách Mây Trắng | 15–16 | accepted merged",
                items[2].summary,
            ])
        #expect(throws: DraftRefusal.nothingToMerge) {
            try province.write { try Draft.mergeWithNext(items[2].id, of: id, by: $0) }
        }
        // What was merged can be split again: positions stay unique.
        try province.write { try Draft.split(items[0].id, of: id, into: ["Một", "Hai", "Ba"], by: $0) }
        #expect(try province.items(id).map(\.text) == ["Một", "Hai", "Ba", TestPlan.praise.text])
    }

    @Test("a chosen unit teaches the register the plan's name for the next plan", arguments: Engine.available)
    func choice(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        let fold = UnitName.fold("Nhà khách Mây Trắng")
        let unit = try #require(province.units["VP"])
        try province.write { try Draft.choose(unit, for: fold, of: id, by: $0) }
        #expect(
            try province.read {
                try UnitRecognition.find("Nhà khách Mây Trắng", in: province.province, on: TestProvince.today, $0)
            }
                == .one(unit))
        var next = TestPlan()
        next.number = "42/KH-UBND"
        let again = try province.draft(next)
        let name = try province.read { try DraftName.all(of: again, $0) }.first { $0.fold == fold }
        #expect(name?.unit == unit && name?.choice == .recognised)
    }

    @Test("a name may be kept as words, or become a unit of the register", arguments: Engine.available)
    func names(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let id = try province.draft(TestPlan())
        let fold = UnitName.fold("Nhà khách Mây Trắng")
        func name() throws -> DraftName? {
            try province.read { try DraftName.all(of: id, $0) }.first { $0.fold == fold }
        }
        try province.write { try Draft.choose(nil, for: fold, of: id, by: $0) }
        #expect(try name()?.choice == .words)
        let new = NewUnit(
            code: "NK", name: "Nhà khách Mây Trắng", level: .base, kind: .enterprise, parent: province.province.id)
        try province.write { try Draft.addUnit(new, for: fold, of: id, by: $0) }
        #expect(try name()?.choice == .chosen)
        #expect(try name()?.unitName == "Nhà khách Mây Trắng")
        #expect(throws: DraftRefusal.notFound) {
            try province.write { try Draft.choose(nil, for: "khong co", of: id, by: $0) }
        }
    }

    @Test("a slip is kept only with a reason, and may be opened again", arguments: Engine.available)
    func findings(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        var plan = TestPlan()
        plan.findings = [TestPlan.finding("Ngày 18/12 không phải thứ Sáu.")]
        let id = try province.draft(plan)
        func finding() throws -> DraftFinding {
            try #require(try province.read { try DraftFinding.all(of: id, $0) }.first)
        }
        let key = try finding().id
        #expect(throws: DraftRefusal.noReason) {
            try province.write { try Draft.answer(key, of: id, .kept, reason: " \n", by: $0) }
        }
        #expect(try finding().answer == .open)
        try province.write { try Draft.answer(key, of: id, .kept, reason: " Đã hỏi người ký. ", by: $0) }
        #expect(try finding().answer == .kept && finding().reason == "Đã hỏi người ký.")
        try province.write { try Draft.answer(key, of: id, .open, reason: nil, by: $0) }
        #expect(try finding().answer == .open && finding().reason == nil)
        #expect(throws: DraftRefusal.notFound) {
            try province.write { try Draft.answer(ID(key.rawValue + 999), of: id, .corrected, reason: nil, by: $0) }
        }
    }

    @Test("a corrected number or year decides anew which plan it is a newer version of", arguments: Engine.available)
    func header(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let plan = try province.adopt(TestPlan()).plan
        var other = TestPlan([[TestPlan.session]])
        (other.number, other.title) = ("42/KH-UBND", "Kế hoạch khác")
        let id = try province.draft(other)
        func set(number: String?, title: String = "Kế hoạch khác", year: Int = 2026) throws -> ID<Plan>? {
            try province.write {
                try Draft.setHeader(
                    of: id, title: title, number: number, issuedOn: nil, issuer: nil, year: year, parentTask: nil,
                    by: $0)
            }
            return try province.read { try Draft.with(id, $0).replaces }
        }
        #expect(try set(number: "41/KH-UBND") == plan)
        #expect(try set(number: "41/KH-UBND", year: 2027) == nil)
        #expect(try set(number: nil, title: TestPlan().title) == plan)
        #expect(try set(number: "42/KH-UBND") == nil)
        #expect(throws: DraftRefusal.noTitle) { _ = try set(number: nil, title: "  ") }
    }
}
