import Vocabulary

/// Tiền thưởng: multiple × base salary of the day of signing, rounded up once, at the end.
public struct Bonus: Equatable, Sendable {
    /// In hundredths: 2.25 is 225.
    public let multiple: Int
    public let baseSalary: Int
    public let amount: Int
    public let citation: String

    /// `2.25`, `3.0`
    public var multipleText: String {
        let (whole, rest) = (multiple / 100, multiple % 100)
        if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
        return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// What `Law/money.json` says of bonuses: base salaries, rounding, who gets no cash.
public struct BonusTable: Equatable, Sendable {
    public let salaries: [Salary]
    let rounding: Int
    /// The first day of signing for which a bonus is computed, and the last.
    let period: Period
    let noCash: [Proposal.Group]
    let citations: [(period: Period, text: String)]

    /// Mức lương cơ sở, from a day on.
    public struct Salary: Equatable, Sendable {
        public let from: Day
        public let amount: Int
        public let citation: String
        public let confidence: Confidence
    }

    public static func == (left: BonusTable, right: BonusTable) -> Bool {
        left.salaries == right.salaries && left.rounding == right.rounding && left.period == right.period
            && left.noCash == right.noCash && left.citations.map(\.text) == right.citations.map(\.text)
    }

    init(_ fields: Fields) throws(InputRefusal) {
        var salaries: [Salary] = []
        for row in try fields.needed(
            "baseSalaries",
            { f throws(InputRefusal) in
                try f.objects("baseSalaries", allowed: ["from", "amount", "citation", "confidence"])
            })
        {
            let salary = Salary(
                from: try row.needed("from") { f throws(InputRefusal) in try f.day("from") },
                amount: try row.needed("amount") { f throws(InputRefusal) in
                    try f.whole("amount", atLeast: 1, atMost: 1_000_000_000)
                },
                citation: try row.needed("citation") { f throws(InputRefusal) in try f.text("citation") },
                confidence: try row.needed("confidence") { f throws(InputRefusal) in try f.word("confidence") })
            if let last = salaries.last, salary.from <= last.from { throw row.refusal("from", "phải sau dòng trước") }
            salaries.append(salary)
        }
        self.salaries = salaries
        rounding = try fields.needed("rounding") { f throws(InputRefusal) in
            try f.whole("rounding", atLeast: 1, atMost: 1_000_000)
        }
        period = try fields.period()
        noCash = try fields.words("noCash") ?? []
        var citations: [(period: Period, text: String)] = []
        for row in try fields.objects("citations", allowed: ["from", "to", "text"]) ?? [] {
            citations.append(
                (try row.period(), try row.needed("text") { f throws(InputRefusal) in try f.text("text") }))
        }
        self.citations = citations
        for (one, next) in zip(citations, citations.dropFirst()) where one.period.end != next.period.start {
            throw fields.refusal("citations", "các dòng phải nối tiếp nhau, không chồng, không hở")
        }
        guard citations.first?.period.start == period.start, citations.last?.period.end == period.end,
            salaries.first?.from == period.start
        else {
            throw fields.refusal("citations", "phải phủ đúng thời gian from–to của bảng, như mức lương cơ sở đầu tiên")
        }
    }

    static let keys: Set = ["baseSalaries", "rounding", "from", "to", "noCash", "citations", "note"]

    public func salary(on day: Day) -> Salary? { salaries.last { $0.from <= day } }

    func citation(on day: Day) -> String {
        citations.first { $0.period.contains(day) }?.text ?? citations.last?.text ?? ""
    }

    /// The amount in đồng for a multiple (in hundredths) on a day of signing; nil where no base salary is held.
    public func amount(multiple: Int, on day: Day) -> Int? {
        guard let salary = salary(on: day) else { return nil }
        let hundredths = multiple * salary.amount
        let step = rounding * 100
        return (hundredths + step - 1) / step * rounding
    }
}

extension Law {
    /// What stands in the way of computing a bonus, or the bonus.
    enum BonusResult: Equatable {
        case bonus(Bonus)
        case none(String)
    }

    func bonusResult(_ proposal: Proposal, acceptedBeforeHeld: Bool) -> BonusResult {
        guard let award = proposal.award.flatMap({ awards[$0] }) else {
            return .none("Chưa có danh hiệu, hình thức khen thưởng.")
        }
        guard let kind = proposal.subject?.kind else {
            return .none("Chưa có loại đối tượng (cá nhân, tập thể, hộ gia đình).")
        }
        guard let day = proposal.decidedOn else { return .none("Chưa có ngày ký quyết định.") }
        if acceptedBeforeHeld {
            return .none("Hồ sơ tiếp nhận trước \(heldFrom.vietnamese): phần mềm không giữ quy định thời kỳ đó.")
        }
        if day < bonuses.period.start {
            return .none(
                "Quyết định ký trước \(bonuses.period.start.vietnamese): phần mềm không giữ mức lương cơ sở thời kỳ đó."
            )
        }
        if let last = bonuses.period.last, last < day {
            return .none(
                "Nghị định quy định tiền thưởng đã hết hiệu lực sau \(last.vietnamese), chưa có văn bản thay thế.")
        }
        if let group = proposal.subject?.group, bonuses.noCash.contains(group) {
            return .none("Đối tượng người nước ngoài nhận hiện vật, quà lưu niệm, không nhận tiền thưởng.")
        }
        let (version, isConfirmed) = award.version(on: day)
        if version.isCeiling { return .none("Mức tiền thưởng do cơ quan tặng quyết định trong mức tối đa.") }
        guard isConfirmed, let multiple = version.multiples[kind], let salary = bonuses.salary(on: day),
            let amount = bonuses.amount(multiple: multiple, on: day)
        else {
            return .none(
                "Không có mức tiền thưởng được xác nhận của \(version.name) cho \(kind.vietnamese) vào ngày \(day.vietnamese)."
            )
        }
        return .bonus(
            Bonus(
                multiple: multiple, baseSalary: salary.amount, amount: amount,
                citation: "\(bonuses.citation(on: day)); lương cơ sở: \(salary.citation)"))
    }
}
