import Database
import Fixtures
import Rulebook
import Testing
import Vocabulary

@testable import Office

@Suite("Collectives at once") struct RollOfCollectivesTests {
    private func bloc(_ world: RollWorld, flags: Int?) throws -> ID<Bloc> {
        let decision = BlocDecision(
            number: "35/QĐ-UBND", day: try day("15/01/2025"), firstYear: 2025,
            members: try ["STC", "SNV", "BAO"].map(world.people.unit))
        return try world.people.write { operation in
            let id = try Blocs.found(
                .bloc, "Khối các sở tổng hợp", under: try world.people.unit("HG"), by: decision, in: .everything,
                by: operation)
            if let flags {
                try Blocs.setQuota(id, flags: flags, certificates: nil, for: 2025, in: .everything, by: operation)
            }
            return id
        }
    }

    private func figures(_ roll: EligibilityRoll) -> [[Int?]] {
        roll.entries.map { entry in
            let figures = entry.asked.subject.collective
            return [figures?.members, figures?.completed, figures?.ldtt, figures?.disciplined]
        }
    }

    @Test(
        "the units of a branch are judged by what all their people reached, each counted once",
        arguments: Engine.available)
    func branch(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        try world.give("ldtt", to: try world.add("An", "SNV"), "SNV")
        let both = try world.add("Bắc", "SNV", rated: "completed")
        try world.people.write {
            try Posts.add(
                NewPost(unit: try world.people.unit("BAN"), title: "Trưởng ban", firstDay: Day(iso: "2020-01-01")),
                to: both, in: .everything, by: $0)
        }
        try world.declare()
        let roll = try world.roll(try world.filter("SNV") { $0.kind = .collective })
        let names = try world.lines(roll).map { "\($0.name), \($0.place)" }
        #expect(names == ["Ban Thi đua - Khen thưởng tỉnh, Sở Nội vụ", "Sở Nội vụ, Tỉnh Hoàng Giang"])
        #expect(figures(roll) == [[1, 1, 0, 0], [2, 2, 1, 0]])
        // As the page of each says.
        let visitor = try world.province.visitor(.specialist)
        for entry in roll.entries {
            let alone = try world.office.read {
                try Eligibility.unit(
                    ID(entry.key), .init(day: world.accepted, year: 2025, assumptions: []), for: visitor, world.law, $0)
            }
            #expect(alone.figures == entry.asked.subject.collective)
            let place = try #require(roll.entries.firstIndex { $0.key == entry.key })
            for award in roll.choices {
                let listed = try world.roll(
                    try world.filter("SNV") { ($0.kind, $0.award) = (.collective, award.slug) })
                let verdict = alone.prospects.first { $0.award == award.slug }?.verdict
                #expect(verdict.map { RollOutcome($0) } == listed.outcomes[place], "\(award.slug)")
            }
        }
    }

    @Test("the members of a bloc stand beside its quota of flags for the year", arguments: Engine.available)
    func members(_ engine: Engine) throws {
        let world = try RollWorld(engine)
        for code in ["STC", "SNV", "BAO"] { try world.add("Người \(code)", code) }
        let id = try bloc(world, flags: 1)
        let filter = RollFilter(.bloc(id), year: 2025, day: world.accepted)
        let roll = try world.roll(filter)
        #expect(try world.lines(roll).map(\.name).count == 3)
        #expect(roll.tallies.first { $0.award.slug == .of("co-tinh") }?.quota?.limit == .ofBloc(1))
        #expect(figures(roll).map { $0[0] } == [1, 1, 1])
        let empty = try world.roll(RollFilter(.bloc(id), year: 2024, day: world.accepted))
        #expect(empty.entries.isEmpty)
        let page = try world.province.client(.specialist).get("/du-dieu-kien?xet=khoi-\(id)&nam=2024")
        #expect(page.body.contains("Năm 2024 chưa có quyết định về thành viên của khối, cụm."))
        let link = try world.province.client(.specialist).get("/khoi/\(id)?nam=2025")
        #expect(link.body.contains("/du-dieu-kien?xet=khoi-\(id)&amp;nam=2025"))
        // Of a unit its flags come through the bloc.
        let unit = try world.roll(try world.filter("STC") { $0.kind = .collective })
        #expect(unit.tallies.first { $0.award.slug == .of("co-tinh") }?.quota?.limit == .throughBloc)
    }
}
