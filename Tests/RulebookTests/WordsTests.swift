import Foundation
import Testing
import Vocabulary

@testable import Rulebook

@Suite("The words of a rule") struct WordsTests {
    private let law = TestLaw.law
    private static let page = TestLaw.root.appendingPathComponent("Tests/Law/words.md")

    /// The parameters of each rule, as its file has them, in the order of the rules.
    private func parameters() throws -> [JSONValue] {
        try Law.ruleFiles.flatMap { name -> [JSONValue] in
            let data = try #require(FileManager.default.contents(atPath: TestLaw.folder + "/" + name))
            guard case .object(let members) = try JSONFile.value(Array(data), named: name),
                case .list(let rules)? = members.first(where: { $0.key == "rules" })?.value
            else { return [] }
            return rules.map { rule in
                guard case .object(let fields) = rule else { return .object([]) }
                return fields.first { $0.key == "parameters" }?.value ?? .object([])
            }
        }
    }

    private func words(_ rule: Rule, _ parameters: JSONValue? = nil) throws -> String {
        let names = AwardNames(awards: law.awards, day: max(rule.accepted.start, law.heldFrom))
        guard let parameters else { return rule.shape.words(names) }
        let type = type(of: rule.shape)
        return try type.init(Fields(parameters, at: "", allowed: type.keys), law.awards).words(names)
    }

    /// Each value with one number raised by a step, or one yearly day moved by one.
    private func steps(_ value: JSONValue) -> [JSONValue] {
        switch value {
        case .number(let text):
            [.number(text.contains(".") ? "\((Double(text) ?? 0) + 0.5)" : "\((Int(text) ?? 0) + 1)")]
        case .text(let text):
            YearDay(text).map { [.text(String("\(text.dropLast(2))\($0.day == 1 ? "02" : "01")"))] } ?? []
        case .list(let items):
            items.indices.flatMap { index in
                steps(items[index]).map { step in
                    var copy = items
                    copy[index] = step
                    return .list(copy)
                }
            }
        case .object(let members):
            members.indices.flatMap { index in
                steps(members[index].value).map { step in
                    var copy = members
                    copy[index] = JSONValue.Member(key: members[index].key, value: step)
                    return .object(copy)
                }
            }
        case .null, .bool: []
        }
    }

    /// Every number, every award and every yearly day below a value.
    private func told(_ value: JSONValue, _ names: AwardNames) -> [String] {
        switch value {
        case .number(let text): [text.hasSuffix(".0") ? String(text.dropLast(2)) : text.replacing(".", with: ",")]
        case .text(let text):
            if let day = YearDay(text) {
                [day.vietnamese]
            } else if let slug = law.awards.slug(written: text) {
                [names.name(slug)]
            } else {
                []
            }
        case .list(let items): items.flatMap { told($0, names) }
        case .object(let members): members.flatMap { told($0.value, names) }
        case .null, .bool: []
        }
    }

    @Test("are there for every rule, in whole sentences without codes")
    func present() throws {
        #expect(law.rules.count > 100)
        for rule in law.rules {
            let words = try words(rule)
            #expect(words.hasSuffix(".") && words.count > 20, "\(rule.place): \(words)")
            #expect(
                words.first.map { $0.isUppercase || $0.isNumber } == true && !words.contains("nil")
                    && !words.contains("  "), "\(words)")
            let codes = law.awards.all.map(\.slug.description).filter { $0.contains("-") }
            #expect(!codes.contains { words.contains($0) }, "\(words)")
        }
    }

    @Test("hold each number, award and day of the rule's parameters")
    func numbers() throws {
        // What a Vietnamese sentence says without a digit.
        let spoken = ["0": ["không đòi", "chính năm"], "1": ["năm liền trước", "năm liền sau"]]
        for (rule, parameters) in zip(law.rules, try parameters()) {
            let words = try words(rule)
            let names = AwardNames(awards: law.awards, day: max(rule.accepted.start, law.heldFrom))
            for fact in told(parameters, names) {
                let isTold = words.contains(fact) || (spoken[fact] ?? []).contains { words.contains($0) }
                #expect(isTold, "\(rule.file) \(rule.place): “\(fact)” is not in “\(words)”")
            }
        }
    }

    @Test("change with each number and day of the parameters")
    func mutations() throws {
        var tried = 0
        for (rule, parameters) in zip(law.rules, try parameters()) {
            for step in steps(parameters) {
                tried += 1
                #expect(try words(rule, step) != words(rule), "\(rule.file) \(rule.place): \(step)")
            }
        }
        #expect(tried > 100)
    }

    @Test("stand in Tests/Law/words.md, one line for each rule, for a lawyer to read")
    func page() throws {
        var text = """
            # The rules of the law in words

            Written by `WordsTests` (`VINHDANH_RECORD=1 swift test --filter WordsTests`) from `Law/*.json`: what the pages of the law say.

            | kiểm tra | danh hiệu | hồ sơ tiếp nhận | áp dụng cho | yêu cầu | điều luật | |
            |---|---|---|---|---|---|---|

            """
        for rule in law.rules {
            let names = AwardNames(awards: law.awards, day: max(rule.accepted.start, law.heldFrom))
            let requirement = rule.requirement(names, isForOthers: false, on: names.day)
            let own = rule.awards.map {
                $0.count > 6 ? "\($0.count) danh hiệu" : $0.sorted().map(\.description).joined(separator: ", ")
            }
            let first =
                rule.accepted.start.year < 2000 && rule.accepted.end == nil
                ? "" : "\(names.day.vietnamese)–\(rule.accepted.last?.vietnamese ?? "")"
            text += "| \(rule.check.rawValue) | \(own ?? "mọi danh hiệu") | \(first) | \(requirement.condition ?? "") "
            text += "| \(requirement.words) | \(rule.citation) | \(rule.confidence.rawValue) |\n"
        }
        if ProcessInfo.processInfo.environment["VINHDANH_RECORD"] != nil {
            try text.write(to: Self.page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == text, "run again with VINHDANH_RECORD=1")
    }

    @Test(
        "read as a lawyer would say them",
        arguments: [
            (
                "cstd-tinh", "2025-08-10", Check.streak,
                "3 năm liên tục đạt Chiến sĩ thi đua cơ sở; năm cuối là năm tiếp nhận hồ sơ hoặc năm liền trước."
            ),
            (
                "cstd-toan-quoc", "2025-08-10", .streak,
                "2 năm liên tục đạt Chiến sĩ thi đua bộ, ban, ngành, tỉnh; năm cuối cách năm tiếp nhận hồ sơ nhiều nhất 2 năm."
            ),
            (
                "ldtt", "2025-08-10", .streak,
                "1 năm hoàn thành tốt nhiệm vụ trở lên; năm cuối là năm tiếp nhận hồ sơ hoặc năm liền trước."
            ),
            (
                "cstd-co-so", "2023-08-10", .quota,
                "Số người được đề nghị không quá 15 % số người đạt danh hiệu cấp dưới dùng làm cơ sở tính."
            ),
            (
                "cstd-toan-quoc", "2025-08-10", .vote,
                "Bỏ phiếu, ít nhất 90 % tổng số thành viên hội đồng đồng ý; quy chế của địa phương có thể đòi cao hơn."
            ),
            (
                "hcld-3", "2025-08-10", .disclosure,
                "Danh sách được công khai ít nhất 10 ngày làm việc trước ngày hội đồng họp."
            ),
        ])
    func sentences(_ slug: String, _ day: String, _ check: Check, _ words: String) throws {
        let award = try #require(law.awards.slug(written: slug))
        let requirements = law.requirements(of: award, on: try #require(Day(iso: day)))
        #expect(requirements.first { $0.check == check }?.words == words)
    }
}

@Suite("The law of two days") struct LawComparisonTests {
    private let law = TestLaw.law

    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    @Test("is the same on the same day for every award, and nothing changes within a regime")
    func same() throws {
        for iso in ["2018-07-02", "2024-08-01", "2025-09-01", "2026-11-28"] {
            let day = try day(iso)
            #expect(law.comparison(from: day, to: day).isEmpty)
        }
    }

    @Test("shows what Decree 152 changed: the title of communes, the end of a form, powers, deadlines")
    func decree152() throws {
        let change = law.comparison(from: try day("2025-06-30"), to: try day("2025-07-01"))
        #expect(
            change.awards.filter { $0.fate == .added }.map(\.award.slug.description) == ["xa-phuong-dac-khu-tieu-bieu"])
        #expect(
            change.awards.filter { $0.fate == .ended }.map(\.award.slug.description) == [
                "xa-tieu-bieu", "giay-khen-huyen",
            ])
        #expect(change.begun.map(\.number).contains("152/2025/NĐ-CP"))
        #expect(change.ended.map(\.number).contains("98/2023/NĐ-CP"))
        #expect(change.salary == nil)
        let own = try #require(change.awards.first { $0.award.slug.description == "cstd-toan-quoc" })
        let deadline = try #require(own.pairs.first { $0.what.hasPrefix("Thời hạn") })
        #expect(deadline.old?.words.hasSuffix("chậm nhất ngày 31/10.") == true)
        #expect(deadline.new?.words.hasSuffix("chậm nhất ngày 31/12.") == true)
        #expect(deadline.new?.citation == "điểm a khoản 1 Điều 35 Nghị định số 152/2025/NĐ-CP")
        let grassroots = try #require(change.awards.first { $0.award.slug.description == "cstd-co-so" })
        let power = try #require(grassroots.pairs.first { $0.what == "Ai quyết định" })
        #expect(power.old?.words.contains("Chủ tịch UBND cấp huyện") == true)
        #expect(power.new?.words.contains("Chủ tịch UBND cấp xã") == true)
    }

    @Test("tells once what changed in the same way for most awards, and leaves out what an award is never asked")
    func common() throws {
        let change = law.comparison(from: try day("2025-06-30"), to: try day("2025-07-01"))
        #expect(change.common.contains { $0.what == "Thành phần hồ sơ" && $0.isOnlyCitation })
        let told = Set(change.common)
        #expect(change.awards.allSatisfy { told.isDisjoint(with: $0.pairs) })
        let fighter = try #require(law.awards.slug(written: "cstd-tinh"))
        let asked = law.requirements(of: fighter, on: try day("2025-09-01"))
        #expect(
            !asked.contains { $0.condition?.contains("tập thể") == true || $0.condition?.contains("cấp xã") == true })
        #expect(asked.contains { $0.condition?.contains("Chủ tịch UBND cấp tỉnh") == true })
    }

    @Test("shows multiples and base salary of the law of 2022")
    func law2022() throws {
        let change = law.comparison(from: try day("2023-06-30"), to: try day("2024-01-01"))
        #expect(change.salary?.old?.amount == 1_490_000 && change.salary?.new?.amount == 1_800_000)
        let merit = try #require(change.awards.first { $0.award.slug.description == "bk-tinh" })
        #expect(merit.oldName != merit.newName)
        let multiple = try #require(merit.pairs.first { $0.what == "Hệ số tiền thưởng, cá nhân" })
        #expect(multiple.old?.words == "1,0 lần lương cơ sở" && multiple.new?.words == "1,5 lần lương cơ sở")
    }

    @Test("turns of an award are exactly the days on which it reads otherwise than the day before")
    func turns() throws {
        let slug = try #require(law.awards.slug(written: "cstd-co-so"))
        let turns = law.turns(of: slug)
        for iso in ["2019-07-01", "2024-01-01", "2025-07-01", "2026-10-01", "2027-03-01"] {
            #expect(turns.contains(try day(iso)), "\(iso)")
        }
        #expect(!turns.contains(try day("2020-01-01")), "a new circular alone changes nothing about it")
    }

    @Test("bonuses agree with those of the engine, and say why there is none")
    func bonuses() throws {
        let slug = try #require(law.awards.slug(written: "cstd-co-so"))
        let on = try day("2026-07-01")
        guard case .computed(let bonus, let raw) = law.bonusSteps(of: slug, to: .individual, on: on) else {
            Issue.record("no bonus")
            return
        }
        #expect(bonus.amount == 2_530_000 && raw == 253_000_000)
        #expect(law.bonusSteps(of: slug, to: .individual, .foreigner, on: on).amount == nil)
        #expect(law.bonusSteps(of: slug, to: .collective, on: on).amount == nil)
        let family = try #require(law.awards.slug(written: "gia-dinh-van-hoa"))
        guard case .none(let why) = law.bonusSteps(of: family, to: .household, on: on) else {
            Issue.record("a bonus of nowhere")
            return
        }
        #expect(why.contains("Gia đình văn hóa"))
    }
}
