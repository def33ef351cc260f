import Testing
import Vocabulary

@testable import Rulebook

@Suite("Prospects") struct ProspectTests {
    static let law = TestLaw.law

    static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }
    static func slug(_ text: String) throws -> Award.Slug { try #require(law.awards.slug(written: text)) }

    /// An official with these years of Chiến sĩ thi đua cơ sở and good ratings.
    static func official(titles: [Int], rated: ClosedRange<Int> = 2015...2024) throws -> Proposal {
        var subject = Proposal()
        subject.subject = .init(kind: .individual, group: .official, joined: try day("2010-01-04"))
        subject.history = try titles.map { year in
            Proposal.Honour(
                award: try slug("cstd-co-so"), year: AchievementYear(year), decidedOn: AchievementYear(year).lastDay,
                decision: "\(year)/QĐ", basis: .congTrang)
        }
        subject.ratings = rated.map { Proposal.Rated(AchievementYear($0), .good) }
        subject.initiatives = [
            .init(year: AchievementYear(2024), kind: .sangKien, scope: .tinh, recognisedOn: try day("2024-12-01"))
        ]
        (subject.discipline, subject.pending) = ([], [])
        return subject
    }

    static func prospects(_ year: Int = 2024, _ accepted: String = "2025-02-03") throws -> Prospects {
        Prospects(law, year: AchievementYear(year), acceptedOn: try day(accepted))
    }

    @Test("three years of the title are enough, two are not, and the third may come next year")
    func province() throws {
        var prospects = try Self.prospects()
        let tinh = try Self.slug("cstd-tinh")
        let three = prospects.all(try Self.official(titles: [2022, 2023, 2024]), .always)
        #expect(three.first { $0.award == tinh }?.verdict == .met)
        let two = prospects.all(try Self.official(titles: [2023, 2024]), .always).first { $0.award == tinh }
        #expect(two?.verdict == .unmet)
        #expect(two?.earliest == .reached(AchievementYear(2025)))
        #expect(two?[.streak]?.evidence.contains { $0.contains("2024/QĐ") } == true)
        let none = prospects.all(try Self.official(titles: []), .always).first { $0.award == tinh }
        // The title of 2024 can be had now, those of 2025 and 2026 follow.
        #expect(none?.earliest == .reached(AchievementYear(2026)))
    }

    @Test("a ladder is climbed rung by rung, with its waiting times")
    func ladder() throws {
        var prospects = try Self.prospects()
        let all = prospects.all(try Self.official(titles: []), .always)
        func earliest(_ text: String) throws -> Prospect.Earliest? {
            let slug = try Self.slug(text)
            return all.first { $0.award == slug }?.earliest
        }
        // Two years of the title for the province's certificate, three within five good years for the Prime Minister's, then five
        // years from rung to rung.
        #expect(try earliest("bk-tinh") == .reached(AchievementYear(2025)))
        #expect(try earliest("bk-thu-tuong") == .reached(AchievementYear(2026)))
        #expect(try earliest("hcld-3") == .reached(AchievementYear(2031)))
        #expect(try earliest("hcld-2") == .reached(AchievementYear(2036)))
        // Its criteria are not in the files: nothing is invented.
        #expect(try earliest("hcld-1") == .open(AchievementYear(2041)))
    }

    @Test("what may be missing is not absent")
    func gaps() throws {
        var prospects = try Self.prospects()
        let tinh = try Self.slug("cstd-tinh")
        let two = try Self.official(titles: [2023, 2024])
        var whole = WholeFrom.always
        whole.honours = 2023
        let open = prospects.prospect(tinh, two, whole)
        #expect(open[.streak]?.verdict == .unknown)
        #expect(open[.streak]?.explanation.contains("khai đã nhập đủ") == true)
        whole.honours = 2022
        #expect(prospects.prospect(tinh, two, whole)[.streak]?.verdict == .unmet)
        // A year that is known to be bad is bad, whatever the gaps hold.
        var bad = try Self.official(titles: [])
        bad.ratings = [Proposal.Rated(AchievementYear(2024), .completed)]
        #expect(prospects.prospect(try Self.slug("ldtt"), bad, WholeFrom())[.streak]?.verdict == .unmet)
        // Nobody said that all matters are entered: that there is none proves nothing.
        #expect(prospects.prospect(tinh, two, WholeFrom())[.pending]?.verdict == .unknown)
        #expect(prospects.prospect(tinh, two, WholeFrom())[.double]?.verdict == .unknown)
        #expect(prospects.prospect(tinh, two, .always)[.pending]?.verdict == .met)
    }

    @Test("a year that is not over is waited for")
    func running() throws {
        var prospects = try Self.prospects(2025, "2025-08-20")
        let subject = try Self.official(titles: [2023, 2024])
        let found = prospects.prospect(try Self.slug("cstd-tinh"), subject, .always)
        #expect(found[.streak]?.verdict == .unknown)
        #expect(found[.streak]?.explanation.contains("chưa kết thúc") == true)
    }

    @Test("an award without criteria in the files is never said to be earned")
    func withoutCriteria() throws {
        var prospects = try Self.prospects()
        let one = prospects.prospect(try Self.slug("nha-giao-nd"), try Self.official(titles: []), .always)
        #expect(one.hasCriteria == false)
        #expect(one.verdict == .unknown)
    }

    @Test("without conduct nothing that depends on it is asked or told")
    func conduct() throws {
        var (without, with) = (
            Prospects(
                Self.law, year: AchievementYear(2024), acceptedOn: try Self.day("2025-02-03"), withConduct: false),
            try Self.prospects()
        )
        var clean = try Self.official(titles: [2022, 2023, 2024])
        var punished = clean
        punished.discipline = [.init(kind: .canhCao, from: try Self.day("2024-06-01"), to: nil)]
        #expect(with.all(clean, .always) != with.all(punished, .always))
        (clean.discipline, punished.discipline) = (nil, nil)
        (clean.pending, punished.pending) = (nil, nil)
        #expect(without.all(clean, .always) == without.all(punished, .always))
        #expect(without.all(clean, .always).allSatisfy { $0[.pending] == nil })
    }

    @Test("after a text has lapsed nothing is said, but its rules give the earliest year")
    func lapsed() throws {
        var prospects = try Self.prospects(2027, "2027-06-01")
        let all = prospects.all(try Self.official(titles: [2025, 2026, 2027], rated: 2015...2027), .always)
        let tinh = try Self.slug("cstd-tinh")
        #expect(all.first { $0.award == tinh }?.verdict != .met)
    }

    @Test("many at once are told what each is told alone, with words and without")
    func many() throws {
        let (first, last) = (try Self.official(titles: [2022, 2023, 2024]), try Self.official(titles: []))
        var punished = try Self.official(titles: [2023, 2024], rated: 2018...2024)
        punished.discipline = [.init(kind: .canhCao, from: try Self.day("2024-06-01"), to: nil)]
        var collective = Proposal()
        collective.subject = .init(kind: .collective)
        (collective.history, collective.ratings, collective.pending) = ([], [], [])
        var half = WholeFrom.always
        (half.honours, half.matters) = (2023, nil)
        let wholes = [WholeFrom.always, WholeFrom(), half]
        let few = [first, punished, last, collective].flatMap { subject in
            wholes.map { Prospects.Case(subject, $0) }
        }
        // More than a slice of one core.
        let cases = Array(repeatElement(few, count: 60).joined())
        let prospects = try Self.prospects()
        let awards = Self.law.awards.all.map(\.slug)
        let expected = few.map { one in
            var alone = prospects
            return awards.map { alone.prospect($0, one.subject, one.whole).verdict }
        }
        #expect(Set(expected.joined()) == [.met, .unmet, .unknown])
        let found = prospects.verdicts(of: awards, cases)
        #expect(found == Array(repeatElement(expected, count: 60).joined()))
        let tinh = try Self.slug("cstd-tinh")
        var alone = prospects
        #expect(prospects.prospects(tinh, few) == few.map { alone.prospect(tinh, $0.subject, $0.whole) })
    }

    @Test("what has criteria for people and for collectives on a day is known without asking anybody")
    func judged() throws {
        let prospects = try Self.prospects()
        for (kind, some) in [
            (SubjectKind.individual, ["cstd-co-so", "ldtt", "cstd-tinh", "cstd-toan-quoc", "bk-tinh"]),
            (.collective, ["ttldtt", "ttldxs"]),
        ] {
            let judged = prospects.judged(for: kind).map(\.slug)
            for text in some { #expect(judged.contains(try Self.slug(text)), "\(text)") }
            var subject = Proposal()
            subject.subject = .init(kind: kind, group: kind == .individual ? .official : nil)
            var asking = prospects
            let told = asking.all(subject, .always).filter(\.hasCriteria).map(\.award)
            #expect(Set(told).isSubset(of: Set(judged)))
        }
    }

    @Test("quotas are the law's, the province's, or the bloc's")
    func quotas() throws {
        let fighter = try Self.slug("cstd-co-so")
        let old = Self.law.quota(of: fighter, on: try Self.day("2023-06-01"), nil)
        #expect(
            old
                == QuotaRule(
                    measure: .share(1500), source: "khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP", confidence: .verified))
        #expect(old?.percent == "15 %")
        #expect([39, 40, 46, 47].map { old?.most(of: $0) } == [5, 6, 6, 7])
        let day = try Self.day("2026-02-02")
        let open = Self.law.quota(of: fighter, on: day, nil)
        #expect(open?.measure == .leftToProvince)
        #expect(open?.confidence == .unconfirmed)
        #expect(open?.most(of: 40) == nil)
        var local = Proposal.LocalRegulation(number: "12/2025/QĐ-UBND")
        local.set(.cstdCoSoPercent, 1250, article: "khoản 2 Điều 9")
        let regulated = Self.law.quota(of: fighter, on: day, local)
        #expect(regulated?.percent == "12,5 %")
        #expect(regulated?.confidence == .known)
        #expect(regulated?.source == "theo quy chế của địa phương (khoản 2 Điều 9, 12/2025/QĐ-UBND)")
        #expect([7, 8].map { regulated?.most(of: $0) } == [0, 1])
        #expect(Self.law.quota(of: try Self.slug("co-tinh"), on: day, nil)?.measure == .ofBloc)
        #expect(Self.law.quota(of: try Self.slug("ldtt"), on: day, nil) == nil)
    }
}
