import Database
import Fixtures
import Office
import Testing
import Vocabulary

/// A day of a test, written as people write it.
func day(_ text: String) throws -> Day { try #require(Day(vietnamese: text)) }

extension TestProvince {
    func add(
        _ code: String, _ name: String, under parent: ID<Unit>?, level: Unit.Level = .commune,
        kind: Unit.Kind = .government, from first: Day? = nil
    ) throws -> ID<Unit> {
        try write {
            try Organisations.add(
                NewUnit(code: code, name: name, level: level, kind: kind, parent: parent, firstDay: first), by: $0)
        }
    }

    func found(_ name: String, on day: Day) throws -> UnitRecognition {
        try office.read { try UnitRecognition.find(name, in: province, on: day, $0) }
    }
}

@Suite("A unit that changes") struct UnitChangeTests {
    @Test("is called by its old name on old papers and by its new one afterwards", arguments: Engine.available)
    func rename(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let (unit, from) = (try #require(province.units["STC"]), try day("01/03/2025"))
        try province.write {
            try Organisations.rename(
                unit, to: "Sở Tài chính và Kế hoạch", short: "STCKH", from: from, basis: "Nghị quyết số 9", by: $0)
        }
        let kept = try province.unit("STC")
        #expect(kept.name == "Sở Tài chính và Kế hoạch")
        #expect(kept.shortName == "STCKH")
        let names = try province.office.read { try NamePeriod.all(of: unit, $0) }
        #expect(
            names.map { "\($0.sort) \($0.name) \($0.first?.iso ?? "")…\($0.last?.iso ?? "")" } == [
                "official Sở Tài chính …2025-02-28", "official Sở Tài chính và Kế hoạch 2025-03-01…",
                "short STC …2025-02-28", "short STCKH 2025-03-01…",
            ])
        #expect(try province.found("Sở Tài chính", on: from.adding(days: -1)) == .one(unit))
        #expect(try province.found("Sở Tài chính và Kế hoạch", on: from) == .one(unit))
        // The old name is borne by nobody else, so a later paper that still uses it is understood.
        #expect(try province.found("Sở Tài chính", on: from) == .one(unit))
        let other = try province.add("STC2", "Sở Tài chính", under: province.province.id, level: .province, from: from)
        #expect(try province.found("Sở Tài chính", on: from) == .one(other))
        #expect(try province.found("Sở Tài chính", on: from.adding(days: -1)) == .one(unit))
    }

    @Test("may come back to a name it bore before", arguments: Engine.available)
    func nameAgain(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let unit = try #require(province.units["STC"])
        for (name, first) in [("Sở Kinh tế", "01/01/2020"), ("Sở Tài chính", "01/01/2022")] {
            try province.write { try Organisations.rename(unit, to: name, from: day(first), basis: nil, by: $0) }
        }
        #expect(try province.unit("STC").name == "Sở Tài chính")
        for (name, then) in [
            ("Sở Tài chính", "01/06/2019"), ("Sở Kinh tế", "01/06/2021"), ("Sở Tài chính", "01/06/2023"),
        ] {
            #expect(try province.found(name, on: day(then)) == .one(unit), "\(then)")
        }
    }

    @Test(
        "is not renamed into overlapping periods, before its first day, or to what it is called",
        arguments: Engine.available)
    func renameRefused(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let first = try day("01/01/2020")
        let unit = try province.add("A", "Trung tâm A", under: province.province.id, from: first)
        func rename(_ name: String, _ from: String) throws {
            try province.write { try Organisations.rename(unit, to: name, from: day(from), basis: nil, by: $0) }
        }
        try rename("Trung tâm B", "01/01/2023")
        #expect(throws: UnitRefusal.namesOverlap(from: try day("01/01/2023"))) {
            try rename("Trung tâm C", "01/01/2022")
        }
        #expect(throws: UnitRefusal.namesOverlap(from: try day("01/01/2023"))) {
            try rename("Trung tâm C", "01/01/2023")
        }
        #expect(throws: UnitRefusal.fromFirstDay(first)) { try rename("Trung tâm C", "01/01/2020") }
        #expect(throws: UnitRefusal.notThen(name: "Trung tâm B", try day("31/12/2019"))) {
            try rename("C", "31/12/2019")
        }
        #expect(throws: UnitRefusal.sameName) { try rename("Trung tâm B", "01/01/2024") }
        #expect(throws: UnitRefusal.noName) { try rename(" ", "01/01/2024") }
        #expect(throws: UnitRefusal.self) { try rename("Trung tâm \u{421}", "01/01/2024") }
        #expect(try province.unit("A").name == "Trung tâm B")
    }

    @Test("moves with all that stands below it, and stood elsewhere before", arguments: Engine.available)
    func move(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let root = province.province.id
        let district = try province.add("H1", "UBND huyện A", under: root, level: .district)
        let commune = try province.add("X1", "UBND xã B", under: district)
        let school = try province.add("T1", "Trường C", under: commune, level: .base, kind: .school)
        let first = try day("01/07/2025")
        try province.write { try Organisations.move(commune, under: root, from: first, basis: "Luật", by: $0) }
        #expect(try province.unit("X1").path == "/\(root)/\(commune)/")
        #expect(try province.unit("T1").path == "/\(root)/\(commune)/\(school)/")
        let (before, after) = try province.office.read { db in
            (
                try UnitTree.trail(to: school, on: first.adding(days: -1), db).map(\.id),
                try UnitTree.trail(to: school, on: first, db).map(\.id)
            )
        }
        #expect(before == [root, district, commune])
        #expect(after == [root, commune])
        #expect(try province.faults() == [])
    }

    @Test(
        "is refused a place below itself, under what has ended, or twice at the same time", arguments: Engine.available)
    func moveRefused(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let root = province.province.id
        let a = try province.add("A", "Đơn vị A", under: root)
        let b = try province.add("B", "Đơn vị B", under: a)
        let c = try province.add("C", "Đơn vị C", under: b)
        let first = try day("01/07/2025")
        func move(_ unit: ID<Unit>, _ parent: ID<Unit>?, _ from: Day) throws {
            try province.write { try Organisations.move(unit, under: parent, from: from, basis: nil, by: $0) }
        }
        #expect(throws: UnitRefusal.loop("Đơn vị A")) { try move(a, a, first) }
        #expect(throws: UnitRefusal.loop("Đơn vị C")) { try move(a, c, first) }
        // A loop that would only close on a day to come is one as well.
        try move(c, root, first.adding(days: 100))
        #expect(throws: UnitRefusal.loop("Đơn vị C")) { try move(a, c, first) }
        try move(a, c, first.adding(days: 100))
        #expect(throws: UnitRefusal.samePlace) { try move(b, a, first) }
        #expect(throws: UnitRefusal.placesOverlap(from: first.adding(days: 100))) { try move(c, a, first) }
        let ended = try province.add("D", "Đơn vị D", under: root)
        try province.write { try Organisations.end(ended, on: first, basis: nil, by: $0) }
        #expect(throws: UnitRefusal.parentGone(name: "Đơn vị D", last: first)) { try move(b, ended, first) }
        let coming = try province.add("E", "Đơn vị E", under: root, from: first.adding(days: 9))
        #expect(throws: UnitRefusal.parentNotYet(name: "Đơn vị E", first: first.adding(days: 9))) {
            try move(b, coming, first)
        }
        #expect(try province.unit("B").path == "/\(root)/\(c)/\(a)/\(b)/")
    }

    @Test("takes a name and a place of a day to come on that day, and not before", arguments: Engine.available)
    func dayToCome(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let (unit, above) = (try #require(province.units["STC"]), try #require(province.units["VP"]))
        let coming = TestProvince.today.adding(days: 10)
        try province.write {
            try Organisations.rename(unit, to: "Sở Kinh tế", from: coming, basis: nil, by: $0)
            try Organisations.move(unit, under: above, from: coming, basis: nil, by: $0)
        }
        let old = try province.unit("STC")
        #expect(old.name == "Sở Tài chính")
        #expect(old.parent == province.province.id)
        #expect(try province.write { try Organisations.bringForward(by: $0) } == [])
        // The same database ten days later.
        let clock = Instant(milliseconds: Int64(coming.number) * 86_400_000 + 3 * 3_600_000)
        let later = Office(
            store: province.office.store, world: World(now: { clock }, randomBytes: World.real.randomBytes),
            shelf: province.office.shelf)
        #expect(try later.read { try Organisations.dueUnits(on: coming, $0) } == [unit])
        let runner = JobRunner(
            later, [Organisations.dueChanges], onFault: { name, error in Issue.record("\(name): \(error)") })
        #expect(runner.runDue() == ["organisations.due"])
        let new = try province.unit("STC")
        #expect(new.name == "Sở Kinh tế")
        #expect(new.parent == above)
        #expect(new.path == "/\(province.province.id)/\(above)/\(unit)/")
        #expect(try later.write(by: .system(user: "test")) { try Organisations.bringForward(by: $0) } == [])
        #expect(try province.faults() == [])
    }

    @Test("does not end before what stands below it, and not before it began", arguments: Engine.available)
    func end(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let first = try day("01/07/2025")
        let above = try province.add("A", "Đơn vị A", under: province.province.id, from: first)
        let below = try province.add("B", "Đơn vị B", under: above, from: first)
        func end(_ unit: ID<Unit>, _ last: Day) throws {
            try province.write { try Organisations.end(unit, on: last, basis: "Quyết định số 3", by: $0) }
        }
        #expect(throws: UnitRefusal.hasChildren(1, first.adding(days: 50))) { try end(above, first.adding(days: 50)) }
        #expect(throws: UnitRefusal.dissolvedBeforeItBegan) { try end(below, first.adding(days: -1)) }
        try end(below, first.adding(days: 40))
        try end(above, first.adding(days: 50))
        #expect(throws: UnitRefusal.alreadyEnded(first.adding(days: 50))) { try end(above, first.adding(days: 60)) }
        #expect(try province.found("Đơn vị A", on: first.adding(days: 50)) == .one(above))
        #expect(try province.found("Đơn vị A", on: first.adding(days: 51)) == .none)
    }

    @Test(
        "is corrected without leaving an old name behind, and the ledger says what changed", arguments: Engine.available
    )
    func correct(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let unit = try province.unit("STC")
        var correction = UnitCorrection(unit)
        (correction.name, correction.code, correction.firstDay) = ("Sở Tài chính tỉnh", "TC", try day("01/01/1997"))
        try province.write { try Organisations.correct(unit.id, to: correction, by: $0) }
        #expect(try province.found("Sở Tài chính tỉnh", on: TestProvince.today) == .one(unit.id))
        let names = try province.office.read { try NamePeriod.all(of: unit.id, $0) }
        #expect(names.map(\.name) == ["Sở Tài chính tỉnh", "STC"])
        let entry = try #require(
            try province.office.read { try Ledger.entries(about: Subject("unit", unit.id), limit: 1, $0) }.first)
        #expect(entry.before == #"{"code":"STC","firstDay":null,"name":"Sở Tài chính"}"#)
        #expect(entry.after == #"{"code":"TC","firstDay":"1997-01-01","name":"Sở Tài chính tỉnh"}"#)
        correction.code = "SNV"
        #expect(throws: UnitRefusal.codeTaken("SNV")) {
            try province.write { try Organisations.correct(unit.id, to: correction, by: $0) }
        }
        correction.code = "TC"
        correction.lastDay = try day("31/12/1996")
        #expect(throws: UnitRefusal.dissolvedBeforeItBegan) {
            try province.write { try Organisations.correct(unit.id, to: correction, by: $0) }
        }
    }

    @Test(
        "is corrected once when the form is sent twice, and not over what somebody else put right",
        arguments: Engine.available)
    func twice(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let unit = try province.unit("STC")
        let seen = UnitCorrection(unit).stamp
        var (mine, others) = (UnitCorrection(unit), UnitCorrection(unit))
        mine.shortName = "Sở TC"
        others.code = "TC"
        for _ in 1...2 { try province.write { try Organisations.correct(unit.id, to: mine, knowing: seen, by: $0) } }
        #expect(throws: UnitRefusal.changedMeanwhile) {
            try province.write { try Organisations.correct(unit.id, to: others, knowing: seen, by: $0) }
        }
        let now = try province.unit("STC")
        #expect((now.shortName, now.code) == ("Sở TC", "STC"))
        let entries = try province.office.read { try Ledger.entries(about: Subject("unit", unit.id), limit: 9, $0) }
        #expect(entries.filter { $0.act == "unit.correct" }.count == 1)
    }

    @Test("is taught other names, once each, and forgets them", arguments: Engine.available)
    func aliases(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let unit = try #require(province.units["STC"])
        try province.write { try Organisations.add(alias: "Sở TC", to: unit, by: $0) }
        #expect(throws: UnitRefusal.semicolon) {
            try province.write { try Organisations.add(alias: "Sở TC; Sở Tài chánh", to: unit, by: $0) }
        }
        #expect(throws: UnitRefusal.aliasKnown("sở tc")) {
            try province.write { try Organisations.add(alias: "sở tc", to: unit, by: $0) }
        }
        let name = try #require(
            try province.office.read { try NamePeriod.all(of: unit, $0) }.first { $0.sort == .alias })
        try province.write { try Organisations.remove(alias: name.id, of: unit, by: $0) }
        #expect(try province.found("Sở TC", on: TestProvince.today) == .none)
        #expect(throws: UnitRefusal.self) {
            try province.write { try Organisations.remove(alias: name.id, of: unit, by: $0) }
        }
    }
}
