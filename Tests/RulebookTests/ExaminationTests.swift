import Foundation
import Testing
import Vocabulary

@testable import Rulebook

@Suite("An examination of many") struct ExaminationTests {
    /// Every case of the tables that has an award and a day of acceptance.
    private static func cases() throws -> [Proposal] {
        try CaseTests.files.flatMap { file in
            try CaseTable(String(contentsOfFile: CaseTests.folder + "/" + file, encoding: .utf8), named: file).rows
        }.compactMap { row in
            guard let proposal = try? Proposal(row.value, TestLaw.law), proposal.award != nil else { return nil }
            return proposal.acceptedOn == nil ? nil : proposal
        }
    }

    @Test("says of each what the law says of it alone, with words and without, on one core and on all")
    func same() throws {
        let cases = try Self.cases()
        #expect(cases.count > 1000)
        let groups = Dictionary(grouping: cases) { [$0.award?.description ?? "", $0.acceptedOn?.iso ?? ""] }
        for proposals in groups.values {
            guard let award = proposals[0].award, let day = proposals[0].acceptedOn else { continue }
            let all = Checks(Check.allCases.filter(\.needsAward))
            let examination = Examination(TestLaw.law, of: [award], acceptedOn: day, checks: all)
            let expected = proposals.map { proposal -> Answer in
                var alone = proposal
                alone.only = all
                return TestLaw.law.answer(alone)
            }
            #expect(proposals.map { examination.answers(of: $0) } == expected.map { [$0] })
            #expect(examination.answers(of: proposals) { $0 } == expected.map { [$0] })
            #expect(proposals.map { examination.verdicts(of: $0) } == expected.map { [$0.verdict] })
        }
    }

    @Test("before the first regime says what the law says without a day")
    func before() throws {
        let day = try #require(Day(iso: "2016-03-01"))
        let slug = try #require(TestLaw.law.awards.slug(written: "cstd-tinh"))
        var person = Proposal()
        person.history = []
        let examination = Examination(TestLaw.law, of: [slug], acceptedOn: day, checks: Checks([.regime, .streak]))
        var alone = person
        (alone.award, alone.acceptedOn, alone.only) = (slug, day, Checks([.regime, .streak]))
        #expect(examination.answers(of: person) == [TestLaw.law.answer(alone)])
        #expect(examination.verdicts(of: person) == [TestLaw.law.answer(alone).verdict])
    }
}
