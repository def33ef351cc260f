/// What is allotted to the fund is at most a percent of current expenditure, by the kind of area.
struct FundCeiling: RuleShape {
    static let name = "fundCeiling"
    static let keys = Set(Proposal.Fund.Area.allCases.map(\.rawValue))
    let percents: [Proposal.Fund.Area: Int]

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        var percents: [Proposal.Fund.Area: Int] = [:]
        for area in Proposal.Fund.Area.allCases { percents[area] = try parameters.neededPercent(area.rawValue) }
        self.percents = percents
    }

    func words(_ names: AwardNames) -> String {
        let limits = Dictionary(grouping: Proposal.Fund.Area.allCases) { percents[$0] ?? 0 }.sorted { $0.key < $1.key }
        let parts = limits.map { percent, areas in
            "\(Percent.words(percent)) ở \(areas.map(\.vietnamese).joined(separator: ", "))"
        }
        return "Trích Quỹ trên chi thường xuyên tối đa: \(parts.joined(separator: "; "))."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let fund = question.proposal.fund else { return nil }
        guard let allotted = fund.allotted else { return question.missing("số tiền trích lập Quỹ") }
        guard let expenditure = fund.currentExpenditure else { return question.missing("dự toán chi thường xuyên") }
        let areas = fund.area.map { [$0] } ?? Proposal.Fund.Area.allCases
        let limits = Set(areas.compactMap { percents[$0] }).sorted()
        let within = limits.map { Int128(allotted) * 10_000 <= Int128($0) * Int128(expenditure) }
        guard let isWithin = within.first, within.allSatisfy({ $0 == isWithin }) else {
            return question.missing("loại địa bàn (đồng bằng, miền núi, …), vì mức trần khác nhau")
        }
        let most = limits.map { Percent.words($0) }.joined(separator: " hoặc ")
        return question.judge(
            isWithin, "Trích \(Dong.words(allotted)) trên \(Dong.words(expenditure)) chi thường xuyên; tối đa \(most).")
    }
}

/// What is spent on organising is at most a percent of the fund. Asked only where such spending is given.
struct FundForOrganising: RuleShape {
    static let name = "fundForOrganising"
    static let keys: Set = ["percent"]
    let percent: Int

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        percent = try parameters.neededPercent("percent")
    }

    func words(_ names: AwardNames) -> String {
        "Chi cho tổ chức phong trào, hội nghị, kiểm tra tối đa \(Percent.words(percent)) của Quỹ."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let fund = question.proposal.fund, let organising = fund.organising else { return nil }
        guard let allotted = fund.allotted else { return question.missing("số tiền trích lập Quỹ") }
        return question.judge(
            Int128(organising) * 10_000 <= Int128(percent) * Int128(allotted),
            "Chi tổ chức \(Dong.words(organising)) trên Quỹ \(Dong.words(allotted)); tối đa \(Percent.words(percent)).")
    }
}
