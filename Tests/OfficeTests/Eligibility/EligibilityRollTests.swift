import Database
import Fixtures
import Markup
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("A whole unit at once") struct EligibilityRollTests {
    private func counts(_ roll: EligibilityRoll, _ slug: String) -> [RollOutcome: Int]? {
        roll.tallies.first { $0.award.slug.description == slug }?.counts
    }

    @Test(
        "counts who meets each title of the year, who has it, and of whom nothing can be told",
        arguments: Engine.available)
    func counts(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        try world.add("Nguyễn Văn An")
        try world.give("ldtt", to: try world.add("Lò Thị Hoa", rated: "excellent"))
        try world.add("Hà Văn Bắc", rated: "completed")
        try world.add("Đỗ Thị Cúc", rated: nil)
        try world.add("Ma Văn Dũng", "BAO")
        let blank = try world.roll(try world.filter())
        #expect(counts(blank, "ldtt") == [.given: 1, .unmet: 1, .unknown: 2])
        #expect(blank.undeclared == nil)
        try world.declare()
        let roll = try world.roll(try world.filter())
        #expect(roll.awards.map(\.slug.description) == ["ldtt", "cstd-co-so", "cstd-tinh", "cstd-toan-quoc"])
        #expect(roll.award?.slug.description == "ldtt")
        #expect(counts(roll, "ldtt") == [.met: 1, .given: 1, .unmet: 1, .unknown: 1])
        #expect(counts(roll, "cstd-tinh") == [.unmet: 4])
        #expect(
            try world.lines(roll)
                == [
                    RollLine(
                        key: roll.entries[0].key, name: "Nguyễn Văn An", place: "Chuyên viên, Sở Tài chính",
                        outcome: .met,
                        missing: [], decision: nil),
                    RollLine(
                        key: roll.entries[1].key, name: "Hà Văn Bắc", place: "Chuyên viên, Sở Tài chính",
                        outcome: .unmet, missing: try world.lines(roll)[1].missing, decision: nil),
                    RollLine(
                        key: roll.entries[2].key, name: "Đỗ Thị Cúc", place: "Chuyên viên, Sở Tài chính",
                        outcome: .unknown, missing: try world.lines(roll)[2].missing, decision: nil),
                    RollLine(
                        key: roll.entries[3].key, name: "Lò Thị Hoa", place: "Chuyên viên, Sở Tài chính",
                        outcome: .given, missing: [], decision: "97/QĐ-STC"),
                ])
        #expect(try world.lines(roll)[1].missing.map(\.check) == [.streak])
        let province = try world.roll(try world.filter("HG"))
        #expect(counts(province, "ldtt") == [.met: 2, .given: 1, .unmet: 1, .unknown: 1])
    }

    @Test("says of each what the page of each says", arguments: Engine.available)
    func same(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        for (name, rating) in [("An", "good"), ("Bắc", "completed"), ("Cúc", nil)] as [(String, String?)] {
            try world.add(name, rated: rating)
        }
        try world.declare("STC")
        let visitor = try world.province.visitor(.specialist)
        let question = Eligibility.Question(day: world.accepted, year: 2025, assumptions: [])
        for award in try world.roll(try world.filter()).choices {
            let roll = try world.roll(try world.filter { $0.award = award.slug })
            for (entry, outcome) in zip(roll.entries, roll.outcomes) {
                let alone = try world.office.read {
                    try Eligibility.person(
                        ID(entry.key), question, for: visitor, on: world.people.today, world.law, $0)
                }
                let verdict = alone.prospects.first { $0.award == award.slug }?.verdict
                #expect(verdict.map { RollOutcome($0) } == outcome, "\(award.slug)")
            }
        }
    }

    @Test("asks the database as often for many people as for one", arguments: Engine.available)
    func queries(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        func statements(_ kind: SubjectKind) throws -> Int {
            let filter = try world.filter { $0.kind = kind }
            let visitor = try world.province.visitor(.specialist)
            return try world.office.read { db in
                try Recorder.recording {
                    let roll = try EligibilityRoll.of(
                        filter, try #require(filter.whose), for: visitor, world.law, db)
                    return try RollLine.of(roll.page(nil, size: 50).rows, roll, db).count
                }.1.count
            }
        }
        try world.add("Nguyễn Văn An")
        let one = (try statements(.individual), try statements(.collective))
        for (number, name) in RollWorld.names(20).enumerated() {
            try world.add(name, rated: number % 2 == 0 ? "good" : nil)
        }
        #expect(one == (try statements(.individual), try statements(.collective)))
        #expect(one.0 < 20 && one.1 < 25)
    }

    @Test("is walked by the names in both directions, and by what came out", arguments: Engine.available)
    func walks(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        try world.declare()
        for (name, rating) in [("An", "good"), ("Bắc", nil), ("Cúc", "good"), ("Dũng", nil), ("Hoa", "good")] {
            try world.add(name, rated: rating)
        }
        func walk(_ filter: RollFilter, backwards: Bool = false) throws -> [String] {
            let roll = try world.roll(filter)
            let names = try world.lines(roll).map(\.name)
            let keys = Dictionary(uniqueKeysWithValues: zip(try world.lines(roll).map(\.key), names))
            var pages: [String] = []
            var cursor: KeysetCursor<Int64>? = backwards ? roll.shown.last.map { .before(roll.entries[$0].key) } : nil
            repeat {
                let page = roll.page(cursor, size: 2)
                pages.append(page.rows.compactMap { keys[roll.entries[$0].key] }.joined(separator: " "))
                cursor = backwards ? page.before.map { .before($0) } : page.after.map { .after($0) }
            } while cursor != nil
            return pages
        }
        #expect(try walk(try world.filter()) == ["An Bắc", "Cúc Dũng", "Hoa"])
        #expect(try walk(try world.filter(), backwards: true) == ["Cúc Dũng", "An Bắc"])
        #expect(try walk(try world.filter { $0.isDescending = true }) == ["Hoa Dũng", "Cúc Bắc", "An"])
        #expect(try walk(try world.filter { $0.outcome = .met }) == ["An Cúc", "Hoa"])
        #expect(try walk(try world.filter { $0.sort = .outcome }) == ["An Cúc", "Hoa Bắc", "Dũng"])
        // Whoever no longer belongs to the view still says where it goes on; whoever is not there begins it.
        let roll = try world.roll(try world.filter { $0.outcome = .met })
        let dung = roll.entries[3].key
        #expect(roll.page(.after(dung), size: 2).rows == [4])
        #expect(roll.page(.before(dung), size: 2).rows == [0, 2])
        #expect(roll.page(.after(999_999), size: 2).rows == [0, 2])
    }

    @Test("the share of a title is that of the day: the law's, the province's, or open", arguments: Engine.available)
    func shares(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        try world.declare()
        let people = try RollWorld.names(8).map { try world.add($0) }
        func quota(_ change: (inout RollFilter) -> Void = { _ in }) throws -> RollQuota? {
            try world.roll(try world.filter("STC", change)).tallies.first { $0.award.slug == .of("cstd-co-so") }?.quota
        }
        #expect(
            try quota()?.limit
                == .leftToProvince(
                    source: "Điều 23 Luật số 06/2022/QH15 (không quy định trần; do địa phương quy định)"))
        let regulations = try RegulationWorld(world.province)
        try regulations.approved(
            try regulations.new([LocalValue(.cstdCoSoPercent, 1500, article: "khoản 2 Điều 9")]), from: "02/02/2026")
        func share(base: Int, most: Int, hopeful: Int, hopefulMost: Int) -> RollQuota.Limit {
            .share(
                .init(
                    percent: "15 %", source: "theo quy chế của địa phương (khoản 2 Điều 9, 12/2026/QĐ-UBND)",
                    isConfirmed: true, base: base, most: most, hopefulBase: hopeful, hopefulMost: hopefulMost,
                    isWhole: true))
        }
        #expect(try quota()?.limit == share(base: 0, most: 0, hopeful: 8, hopefulMost: 1))
        #expect(try quota()?.most == 1)
        #expect(
            try quota()?.words
                == "Chưa ghi ai đạt Lao động tiên tiến, Chiến sĩ tiên tiến của năm; nếu tặng cả 8 người đủ điều kiện thì nhiều nhất 1 (15 %)."
        )
        for person in people.prefix(7) { try world.give("ldtt", to: person) }
        #expect(try quota()?.limit == share(base: 7, most: 1, hopeful: 8, hopefulMost: 1))
        #expect(
            try quota()?.words
                == "Nhiều nhất 1: 15 % của 7 người đạt Lao động tiên tiến, Chiến sĩ tiên tiến. Tặng thêm người đủ điều kiện, thành 8, thì nhiều nhất 1."
        )
        // The day before it holds nobody says.
        let before = try #require(Day(iso: "2026-02-01"))
        #expect(try quota { $0.day = before }?.most == nil)
        let old = try #require(Day(iso: "2023-06-01"))
        guard case .share(let law)? = try quota({ $0.day = old })?.limit else {
            Issue.record("no share")
            return
        }
        #expect([law.percent, law.source] == ["15 %", "khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP"])
        #expect(law.isConfirmed)
    }

    @Test("when more qualify than may be given, it says that somebody has to choose", arguments: Engine.available)
    func excess(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        let award = try #require(world.law.awards[try world.slug("co-tinh")])
        func excess(_ met: Int, _ given: Int, limit: Int?) -> String? {
            RollPages.excess(
                .init(award: award, counts: [.met: met, .given: given], quota: RollQuota(limit: .ofBloc(limit))))
        }
        #expect(excess(2, 0, limit: 2) == nil)
        #expect(excess(3, 0, limit: 2) == "Đủ điều kiện 3: phải chọn 2.")
        #expect(excess(2, 1, limit: 2) == "Đã tặng 1, còn 1 mà đủ điều kiện 2: phải chọn.")
        #expect(excess(1, 1, limit: 2) == nil)
        #expect(excess(0, 2, limit: 2) == nil)
        #expect(excess(0, 3, limit: 2) == "Đã tặng 3, nhiều hơn số được tặng.")
        #expect(excess(9, 0, limit: nil) == nil)
    }

    @Test("where most cannot be told it says what to declare", arguments: Engine.available)
    func declaring(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        try world.add("An", rated: nil)
        try world.add("Bắc")
        #expect(
            try world.roll(try world.filter()).undeclared == [.honours, .ratings, .initiatives, .discipline, .matters])
        #expect(try world.roll(try world.filter(), as: .unitOfficer).undeclared == [.honours, .ratings, .initiatives])
        let page = try world.province.client(.specialist).get(
            "/du-dieu-kien?xet=don-vi-\(world.people.unit("STC"))&nam=2025&ngay=02/02/2026")
        #expect(page.body.contains("Phần lớn chưa kết luận được."))
        #expect(page.body.contains("/don-vi/\(try world.people.unit("STC"))/nhap-du"))
        try world.declare()
        #expect(try world.roll(try world.filter()).undeclared == nil)
    }

    @Test("titles of the forces are asked of soldiers only", arguments: Engine.available)
    func forces(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        try world.add("An")
        try world.declare()
        #expect(!(try world.roll(try world.filter("HG"))).awards.contains { $0.slug == .of("cstt") })
        try world.write { operation in
            try operation.run("UPDATE unit SET kind = 'police' WHERE id = \(world.people.unit("BAO"))")
        }
        try world.add("Bắc", "BAO")
        let filter = try world.filter("HG") { $0.award = .of("cstt") }
        // For soldiers the files of the law hold no criteria of these titles.
        #expect(try world.told(filter) == ["Bắc chua-ro"])
        #expect(
            try world.lines(try world.roll(filter))[0].missing
                == [.init(check: .streak, words: "phần mềm chưa có tiêu chuẩn cho nhóm đối tượng này.")])
        #expect(counts(try world.roll(filter), "cstt") == [.unknown: 1])
        #expect(try world.told(try world.filter("HG") { $0.award = .of("ldtt") }) == ["An du", "Bắc chua-ro"])
    }
}
