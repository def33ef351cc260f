import Foundation
import Testing
import Vocabulary

@testable import Rulebook

@Suite("What the files of the law say") struct LawDataTests {
    private let law = TestLaw.law

    /// Every number of an instrument in a citation.
    private func numbers(_ citation: String) -> [String] {
        citation.matches(of: /\d+(?:\/\d{4})?\/[A-ZĐ][A-Z0-9Đ-]*/).map { String($0.output) }
    }

    @Test("rests on instruments that are known and in force on the days of the rule")
    func citations() {
        var slips: [String] = []
        func check(_ citation: String, _ period: Period, _ lapses: Day?, _ place: String) {
            let named = numbers(citation)
            if named.isEmpty { slips.append("\(place): no instrument in “\(citation)”") }
            let last = [period.last, lapses].compactMap { $0 }.min()
            for number in named {
                guard let instrument = law.instruments[written: number] else {
                    slips.append("\(place): \(number) is not known")
                    continue
                }
                // Rules that hold always name what holds today.
                let first = period == .always ? last : max(period.start, law.heldFrom)
                for day in [first, last].compactMap({ $0 }) {
                    if instrument.state(on: day) != .inForce {
                        slips.append("\(place): \(number) is not in force on \(day)")
                    }
                }
            }
        }
        for rule in law.rules {
            check(rule.citation, rule.accepted, rule.lapsesAfter, "\(rule.file) \(rule.place)")
        }
        for (index, power) in law.powers.enumerated() {
            check(power.citation, power.period, power.lapsesAfter, "powers[\(index)]")
        }
        for row in law.bonuses.citations { check(row.text, row.period, nil, "bonuses") }
        for regime in law.regimes {
            for number in regime.instruments { check(number, regime.period, nil, "regime from \(regime.period.start)") }
        }
        // The service rule was read in the circular; the months before it came into force are told in a note.
        #expect(slips.filter { !$0.contains("01/2024/TT-BNV is not in force on 2024-01-01") } == [])
    }

    @Test("regimes follow each other without a hole")
    func regimes() {
        for (one, next) in zip(law.regimes, law.regimes.dropFirst()) { #expect(one.period.end == next.period.start) }
        #expect(law.regimes.last?.period.end == nil)
        #expect(law.heldFrom == Day(iso: "2017-10-01"))
    }

    @Test("no two rules of one check, award and condition hold on one day, and none leaves a hole")
    func overlaps() {
        var slips: [String] = []
        for award in law.awards.all {
            let own = law.rules.filter { $0.check.needsAward && ($0.awards?.contains(award.slug) ?? true) }
            for (key, rules) in Dictionary(grouping: own, by: { "\($0.check.rawValue) \($0.part) \($0.condition)" }) {
                let sorted = rules.sorted { $0.accepted.start < $1.accepted.start }
                for (one, next) in zip(sorted, sorted.dropFirst()) {
                    if one.accepted.overlaps(next.accepted) {
                        // A rule for a family stands behind one for a named award.
                        if next.awards?.count != one.awards?.count { continue }
                        slips.append("\(award.slug) \(key): \(one.place) and \(next.place) overlap")
                    } else if let end = one.accepted.end, end != next.accepted.start {
                        slips.append("\(award.slug) \(key): hole between \(one.place) and \(next.place)")
                    }
                }
            }
        }
        #expect(slips == [])
    }

    @Test("no rule is out of reach behind another")
    func reach() {
        for (index, rule) in law.rules.enumerated() {
            let covers = law.rules[..<index].contains { earlier in
                guard earlier.check == rule.check, earlier.part == rule.part, earlier.condition.isOpen else {
                    return false
                }
                let all =
                    rule.awards.map { own in earlier.awards.map { own.isSubset(of: $0) } ?? true }
                    ?? (earlier.awards == nil)
                let ends = earlier.accepted.end.map { end in rule.accepted.end.map { $0 <= end } ?? false } ?? true
                return all && earlier.accepted.start <= rule.accepted.start && ends
            }
            #expect(!covers, "\(rule.file) \(rule.place)")
        }
    }

    @Test("every award has rules of authority, subject, dossier and achievement")
    func everyAward() {
        for award in law.awards.all {
            let checks = Set(law.checks(of: award.slug).map(\.check))
            #expect(
                checks.isSuperset(of: [.regime, .authority, .subject, .double, .pending, .dossier]), "\(award.slug)")
        }
        // The two of the National Assembly's committee are in nobody's table.
        let given = Set(law.powers.flatMap(\.awards))
        #expect(
            law.awards.all.map(\.slug).filter { !given.contains($0) }.map(\.description) == ["ky-niem-chuong-ubtvqh"])
    }

    @Test("what is not confirmed is a setting or says so, and never refuses")
    func unconfirmed() {
        for rule in law.rules where rule.confidence == .unconfirmed {
            let isSetting = ["shareOfBase", "membersOfCollective", "ballotOfAllMembers"].contains(rule.shapeName)
            #expect(isSetting || rule.shapeName == "notConfirmed", "\(rule.file) \(rule.place)")
        }
        for rule in law.rules where rule.shapeName == "notConfirmed" {
            #expect(rule.confidence == .unconfirmed, "\(rule.file) \(rule.place)")
        }
    }

    @Test("collectives get twice what one person gets, households one and a half times, where they get a form")
    func multiples() {
        for award in law.awards.all where award.kind == .commendation {
            for version in award.versions {
                guard let one = version.multiples[.individual] else { continue }
                if let collective = version.multiples[.collective] { #expect(collective == 2 * one, "\(award.slug)") }
                if let household = version.multiples[.household] { #expect(household * 2 == 3 * one, "\(award.slug)") }
            }
        }
    }

    @Test("what begins while a law is in force whose catalogue is whole is told to be new; what is older is not")
    func beginnings() throws {
        let current = try #require(law.regimes.last?.instruments.first)
        let first = try #require(law.regimes.first { $0.instruments.contains(current) }).period.start
        for award in law.awards.all where award.versions[0].period.start > first {
            #expect(award.isNew, "\(award.slug)")
        }
        #expect(
            law.awards.all.filter(\.isNew).map(\.slug.description) == ["xa-tieu-bieu", "xa-phuong-dac-khu-tieu-bieu"])
    }

    @Test("agrees with the catalogue beside the checkout")
    func catalogue() throws {
        guard let file = GoldLawTests.shared?.appendingPathComponent("domain/awards.json"),
            let data = FileManager.default.contents(atPath: file.path),
            let rows = try JSONSerialization.jsonObject(with: data) as? [[String: Any]]
        else { return }
        var seen: Set<Award.Slug> = []
        for row in rows {
            let written = try #require(row["slug"] as? String)
            let slug = try #require(law.awards.slug(written: written), "\(written)")
            seen.insert(slug)
            let from = try #require((row["from"] as? String).flatMap { Day(iso: $0) })
            let version = try #require(law.awards[slug]?.versions.first { $0.period.start == from }, "\(written)")
            #expect(version.period.last == (row["to"] as? String).flatMap { Day(iso: $0) }, "\(written)")
            #expect(version.name == row["nameVi"] as? String)
            #expect(version.subjects.map(\.rawValue) == row["subjects"] as? [String], "\(written)")
            #expect(version.confidence.rawValue == row["confidence"] as? String, "\(written)")
            let multiples = row["bonusMultiple"] as? [String: Any] ?? [:]
            for kind in SubjectKind.allCases {
                let hundredths = (multiples[kind.rawValue] as? Double).map { Int(($0 * 100).rounded()) }
                #expect(version.multiples[kind] == hundredths, "\(written) \(kind.rawValue)")
            }
        }
        #expect(seen == Set(law.awards.all.map(\.slug)))
    }
}

extension Period {
    fileprivate static let always = Period(first: AchievementYear.day(1, 1, 1), last: nil)
}

extension Condition {
    /// It asks nothing.
    fileprivate var isOpen: Bool {
        subjects == nil && groups == nil && bases == nil && exceptBases == nil && procedure == nil && deciders == nil
    }
}

@Suite("A rule that a file gets wrong") struct RuleRefusalTests {
    /// The law of this repository with one text of a file put in the place of another.
    private func refusal(_ file: String, _ old: String, _ new: String) throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("law-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: TestLaw.folder, toPath: folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appendingPathComponent(file)
        let text = try String(contentsOf: place, encoding: .utf8)
        let range = try #require(text.firstRange(of: old), "\(file) has no “\(old)”")
        try text.replacingCharacters(in: range, with: new).write(to: place, atomically: true, encoding: .utf8)
        do throws(InputRefusal) {
            _ = try Law(folder: folder.path)
            return nil
        } catch {
            return error.explanation.notice
        }
    }

    @Test("is refused with file and field")
    func refused() throws {
        let criteria = "criteria.json"
        #expect(try refusal(criteria, "\"monthsServed\"", "\"thang\"")?.hasPrefix("criteria.json: rules[") == true)
        #expect(
            try refusal(criteria, "\"monthsServed\"", "\"thang\"")?.contains("shape: không có dạng “thang”") == true)
        #expect(try refusal(criteria, "{\"months\": 10}", "{}")?.hasSuffix("parameters.months: thiếu") == true)
        #expect(try refusal(criteria, "{\"months\": 10}", "{\"months\": 0}")?.contains("không được nhỏ hơn 1") == true)
        #expect(
            try refusal(criteria, "{\"months\": 10}", "{\"months\": 10, \"days\": 1}")?.contains(
                "days: không có trường này") == true)
        #expect(
            try refusal(criteria, "\"awards\": [\"ldtt\", \"cstt\"]", "\"awards\": [\"ldtx\"]")?.contains(
                "không có mã “ldtx”") == true)
        #expect(
            try refusal(criteria, "\"under\": \"luat-2003\"", "\"under\": \"luat\"")?.contains(
                "under: không có “luat”") == true)
        #expect(
            try refusal("regimes.json", "\"2026-09-30\"}", "\"2026-10-01\"}")?.contains("cùng áp dụng cho một ngày")
                == true)
        #expect(
            try refusal(criteria, "\"check\": \"C-REGIME\"", "\"check\": \"C-X\"")?.contains("không có giá trị “C-X”")
                == true)
        #expect(
            try refusal("awards.json", "\"individual\": 4.5", "\"household\": 4.5")?.contains(
                "đối tượng không được tặng") == true)
        #expect(
            try refusal("awards.json", "\"to\": \"2023-12-31\"", "\"to\": \"2024-12-31\"")?.contains(
                "chồng lên bản trước") == true)
        #expect(
            try refusal("money.json", "\"amount\": 1490000", "\"amount\": 0")?.contains("baseSalaries[1].amount")
                == true)
        #expect(try refusal("procedure.json", "\"12-31\"", "\"12-32\"")?.contains("không phải ngày trong năm") == true)
    }

    @Test("is refused where a setting of the provinces has another bound or other days than the rules that ask for it")
    func settings() throws {
        let local = "local.json"
        #expect(
            try refusal(local, "\"limit\": 90", "\"limit\": 89")
                == "local.json: parameters[2].limit: không khớp với mức của các quy tắc")
        let vote = "\"bound\": \"atLeast\", \"limit\": 90, \"from\": "
        #expect(
            try refusal(local, vote + "\"2024-01-01\"", vote + "\"2023-12-31\"")
                == "local.json: parameters[2]: không quy tắc nào dùng “votePercent” trong suốt thời gian này")
        #expect(
            try refusal(local, vote + "\"2024-01-01\"", vote + "\"2024-01-02\"")?.hasPrefix(
                "local.json: parameters: thiếu “votePercent” cho procedure.json") == true)
        #expect(
            try refusal(local, vote + "\"2025-07-01\"", vote + "\"2025-06-30\"")
                == "local.json: parameters[3]: trùng ngày với một dòng trước của “votePercent”")
    }

    @Test("says which file is missing")
    func missing() {
        #expect(throws: InputRefusal("", "không đọc được tệp này trong thư mục /khong-co", file: "instruments.json")) {
            try Law(folder: "/khong-co")
        }
    }
}
