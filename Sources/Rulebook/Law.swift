import Foundation
import Vocabulary

/// Pháp luật về thi đua, khen thưởng as data: what the files of `Law/` say, read once at start.
///
/// Days, numbers and articles are in the files; Swift has the shapes of rules only. The files are read from a folder, so that
/// another set can be tried: `vinhdanh law check --law DIR`.
public final class Law: Sendable {
    public let instruments: Instruments
    public let awards: Awards
    public let regimes: [Regime]
    public let powers: [Power]
    public let bonuses: BonusTable
    /// What it leaves to the provinces.
    public let local: LocalParameters
    /// Days off of every year, whatever the calendar says.
    let fixedDaysOff: [YearDay]
    /// In the order of the files.
    let rules: [Rule]
    /// The rules of each award, by its place in the catalogue; the checks in their order.
    private let byAward: [[CheckRules]]
    /// Those that concern no award: funds, legal bases.
    private let withoutAward: [CheckRules]

    /// The files of a folder of law.
    static let ruleFiles = ["criteria.json", "procedure.json", "money.json"]
    public static let files =
        ["instruments.json", "regimes.json", "awards.json", "powers.json", "local.json"] + ruleFiles

    /// Reads the files of a folder. Refused, naming file and field, when one is missing or says what no file may say.
    public convenience init(folder: String) throws(InputRefusal) { try self.init(folder: folder, shapes: Shapes.all) }

    init(folder: String, shapes: [any RuleShape.Type]) throws(InputRefusal) {
        let named = Dictionary(shapes.map { ($0.name, $0) }) { $1 }
        let instruments = try Self.read("instruments.json", in: folder) { v throws(InputRefusal) in try Instruments(v) }
        let awards = try Self.read("awards.json", in: folder) { v throws(InputRefusal) in try Awards(v) }
        let regimes = try Self.rows("regimes", "regimes.json", in: folder, Regime.keys) { f throws(InputRefusal) in
            try Regime(f)
        }
        let texts = try Self.rows("texts", "regimes.json", in: folder, LawText.keys) { f throws(InputRefusal) in
            try LawText(f)
        }
        let powers = try Self.rows("powers", "powers.json", in: folder, Power.keys) { f throws(InputRefusal) in
            try Power(f, awards)
        }
        var rules: [Rule] = []
        for file in Self.ruleFiles {
            rules += try Self.rows("rules", file, in: folder, Rule.keys) { f throws(InputRefusal) in
                try Rule(f, file: file, texts: texts, awards: awards, shapes: named)
            }
        }
        try Self.checkOverlaps(rules)
        let left = try Self.rows("parameters", "local.json", in: folder, LocalParameter.keys) {
            f throws(InputRefusal) in
            try LocalParameter(f)
        }
        do throws(InputRefusal) {
            local = try LocalParameters(left, usedBy: rules)
        } catch { throw error.inside("local.json") }
        fixedDaysOff = try Self.read("procedure.json", in: folder) { value throws(InputRefusal) in
            try Self.fixedDays(Self.top(value))
        }
        bonuses = try Self.read("money.json", in: folder) { value throws(InputRefusal) in
            guard let table = try Self.top(value).object("bonuses", allowed: BonusTable.keys) else {
                throw InputRefusal("bonuses", "thiếu")
            }
            return try BonusTable(table)
        }
        try Self.checkRegimes(regimes)
        try Self.checkPowers(powers)
        guard !regimes.isEmpty else { throw InputRefusal("regimes", "cần ít nhất một dòng", file: "regimes.json") }
        (self.instruments, self.awards, self.regimes, self.powers) = (instruments, awards, regimes, powers)
        self.rules = rules
        func checks(_ rules: [Rule]) -> [CheckRules] {
            Check.allCases.compactMap { check in
                let own = rules.filter { $0.check == check }
                return own.isEmpty ? nil : CheckRules(check, own)
            }
        }
        byAward = awards.all.map { award in
            checks(rules.filter { $0.check.needsAward && ($0.awards?.contains(award.slug) ?? true) })
        }
        withoutAward = checks(rules.filter { !$0.check.needsAward })
    }

    /// The first day of acceptance for which a regime is held.
    public var heldFrom: Day { regimes[0].period.start }

    public func regime(on day: Day) -> Regime? { regimes.first { $0.period.contains(day) } }

    /// The checks that may apply to an award, with their rules.
    func checks(of slug: Award.Slug?) -> [CheckRules] {
        slug.flatMap { awards.place(of: $0) }.map { byAward[$0] } ?? []
    }

    var checksWithoutAward: [CheckRules] { withoutAward }

    // MARK: reading

    private static func read<Value>(
        _ name: String, in folder: String, _ make: (JSONValue) throws(InputRefusal) -> Value
    ) throws(InputRefusal) -> Value {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
            throw InputRefusal("", "không đọc được tệp này trong thư mục \(folder)", file: name)
        }
        let value = try JSONFile.value(Array(data), named: name)
        do {
            return try make(value)
        } catch {
            throw error.inside(name)
        }
    }

    private static func top(_ value: JSONValue) throws(InputRefusal) -> Fields {
        try Fields(
            value, at: "",
            allowed: ["about", "texts", "regimes", "powers", "rules", "fixedDaysOff", "bonuses", "parameters"])
    }

    private static func rows<Row>(
        _ key: String, _ name: String, in folder: String, _ keys: Set<String>,
        _ make: (Fields) throws(InputRefusal) -> Row
    ) throws(InputRefusal) -> [Row] {
        try read(name, in: folder) { value throws(InputRefusal) in
            guard let fields = try top(value).objects(key, allowed: keys) else { throw InputRefusal(key, "thiếu") }
            var rows: [Row] = []
            for row in fields { rows.append(try make(row)) }
            return rows
        }
    }

    /// Of two rules that answer the same for the same awards on the same day only one can be meant.
    private static func checkOverlaps(_ rules: [Rule]) throws(InputRefusal) {
        for (index, rule) in rules.enumerated() {
            for earlier in rules[..<index] where earlier.check == rule.check && earlier.part == rule.part {
                guard earlier.awards == rule.awards, earlier.condition == rule.condition,
                    earlier.accepted.overlaps(rule.accepted)
                else { continue }
                throw InputRefusal("", "\(rule.place) và \(earlier.place) cùng áp dụng cho một ngày", file: rule.file)
            }
        }
    }

    /// Each day has one regime, from the first day on.
    private static func checkRegimes(_ regimes: [Regime]) throws(InputRefusal) {
        for (index, (one, next)) in zip(regimes, regimes.dropFirst()).enumerated()
        where one.period.end != next.period.start {
            throw InputRefusal(
                "regimes[\(index + 1)].from", "phải là ngày ngay sau quy định trước", file: "regimes.json")
        }
    }

    private static func checkPowers(_ powers: [Power]) throws(InputRefusal) {
        for (index, power) in powers.enumerated() {
            for earlier in powers[..<index] where earlier.decider == power.decider {
                guard earlier.period.overlaps(power.period), !earlier.awards.isDisjoint(with: power.awards) else {
                    continue
                }
                throw InputRefusal(
                    "powers[\(index)]", "trùng ngày với một dòng trước của cùng người quyết định", file: "powers.json")
            }
        }
    }

    private static func fixedDays(_ fields: Fields) throws(InputRefusal) -> [YearDay] {
        var days: [YearDay] = []
        for item in try fields.list("fixedDaysOff") ?? [] {
            guard case .text(let text) = item.value, let day = YearDay(text) else {
                throw InputRefusal(item.place, "không phải ngày trong năm; ghi như 12-31")
            }
            days.append(day)
        }
        return days
    }
}

extension Check {
    /// All checks ask about a proposal of an award, except those of funds and of legal bases.
    var needsAward: Bool { ![.fundCeiling, .fundOrganising, .basis].contains(self) }
}

extension Question {
    /// Working days after one day up to and including another: Monday to Friday without fixed days off and those of the case.
    func workingDays(after start: Day, through end: Day) -> Int {
        if let calendar = proposal.calendar { return calendar.count(after: start, through: end) }
        guard start < end else { return 0 }
        var count = 0
        for number in start.number + 1...end.number {
            let day = Day(number: number)
            guard day.weekday <= 5, !proposal.holidays.contains(day) else { continue }
            if !law.fixedDaysOff.contains(where: { $0.of(day.year) == day }) { count += 1 }
        }
        return count
    }
}
