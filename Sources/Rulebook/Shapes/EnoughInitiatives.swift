import Vocabulary

/// So many initiatives, topics or clever deeds of a scope, each recognised by the day of acceptance.
///
/// - `count`, `scope`, `years`: how many, how wide, of how many years up to the year of achievement.
/// - `unlessRun`: not asked where this run of years is met; `forRun`: not asked where this one cannot be met.
/// - How long an initiative of an earlier year serves is for the local regulation (`initiativeCarryYears`).
struct EnoughInitiatives: RuleShape {
    static let name = "enoughInitiatives"
    static let keys: Set = ["count", "scope", "years", "unlessRun", "forRun"]
    let count: Int
    let scope: Proposal.Scope
    let years: Int
    let unlessRun: YearsInARow?
    let forRun: YearsInARow?

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        count = try parameters.neededWhole("count", atLeast: 1)
        years = try parameters.neededWhole("years", atLeast: 1)
        guard let scope = try parameters.word("scope", Proposal.Scope.self) else {
            throw parameters.refusal("scope", "thiếu")
        }
        self.scope = scope
        func run(_ key: String) throws(InputRefusal) -> YearsInARow? {
            guard let fields = try parameters.object(key, allowed: YearsInARow.keys.subtracting(["behind"])) else {
                return nil
            }
            return try YearsInARow(fields, awards, isAsked: false)
        }
        unlessRun = try run("unlessRun")
        forRun = try run("forRun")
    }

    func words(_ names: AwardNames) -> String {
        let span = years == 1 ? "của năm thành tích" : "của \(years) năm tính đến năm thành tích"
        var words =
            "Ít nhất \(count) sáng kiến, đề tài \(scope.vietnamese)\(scope == .toanQuoc ? "" : " trở lên") \(span), được công nhận chậm nhất vào ngày tiếp nhận hồ sơ"
        if let forRun { words += "; hỏi khi xét theo cách \(forRun.asked(names))" }
        if let unlessRun { words += "; không cần khi đã có \(unlessRun.asked(names))" }
        return words + "."
    }

    var locals: [LocalUse] { [LocalUse(.initiativeCarryYears)] }

    func judge(_ question: Question) -> Judgement? {
        var isAvoidable = false
        if let unlessRun {
            switch unlessRun.run(question).verdict {
            case .met: return nil
            case .unknown: isAvoidable = true
            case .unmet: break
            }
        }
        if let forRun, forRun.run(question).verdict == .unmet { return nil }
        var judgement = counted(question)
        if isAvoidable, judgement.verdict == .unmet { judgement.verdict = .unknown }
        return judgement
    }

    private func counted(_ question: Question) -> Judgement {
        guard let last = question.proposal.year else { return question.missing("năm thành tích") }
        guard let initiatives = question.proposal.initiatives else {
            return question.missing("danh sách sáng kiến, đề tài và quyết định công nhận")
        }
        let first = last.number - years + 1
        let carry = question.proposal.local?[.initiativeCarryYears]
        var (sure, possible, isCarryOpen, restsOnCarry) = (0, 0, false, false)
        for initiative in initiatives {
            if carry != nil, let year = initiative.year, year.number < first { restsOnCarry = true }
            switch state(of: initiative, first, last.number, carry, question) {
            case .met: sure += 1
            case .unknown:
                possible += 1
                if let year = initiative.year, year.number < first { isCarryOpen = true }
            case .unmet: break
            }
        }
        let span = years == 1 ? last.vietnamese : "các năm \(last.adding(1 - years))–\(last)"
        let asked =
            "cần \(count) sáng kiến, đề tài \(scope.vietnamese)\(scope == .toanQuoc ? "" : " trở lên") của \(span)"
        let evidence = { Self.evidence(initiatives) }
        let origin = {
            guard restsOnCarry, let carry, let regulation = question.proposal.local else { return "" }
            let words = carry == 0 ? "không dùng sáng kiến của năm trước" : "sáng kiến được dùng thêm \(carry) năm"
            return " (\(words), \(regulation.vietnamese(.initiativeCarryYears)))"
        }
        if sure >= count {
            return question.met("Có \(sure) sáng kiến, đề tài được tính\(origin()); \(asked).", evidence())
        }
        guard sure + possible >= count else {
            return question.unmet("Có \(sure) sáng kiến, đề tài được tính\(origin()); \(asked).", evidence())
        }
        let why =
            isCarryOpen && carry == nil
            ? "chưa rõ sáng kiến của năm trước được dùng trong bao lâu; cần quy chế của địa phương"
            : "cần bổ sung năm, phạm vi, ngày công nhận của sáng kiến"
        return question.unknown("Mới xác nhận được \(sure) sáng kiến, đề tài; \(asked); \(why).", evidence())
    }

    private func state(
        of initiative: Proposal.Initiative, _ first: Int, _ last: Int, _ carry: Int?, _ question: Question
    ) -> Verdict {
        var verdict: Verdict = initiative.scope.map { $0 >= scope ? .met : .unmet } ?? .unknown
        if verdict == .unmet { return .unmet }
        if let recognised = initiative.recognisedOn, let accepted = question.acceptedOn {
            if accepted < recognised { return .unmet }
        } else {
            verdict = .unknown
        }
        guard let year = initiative.year?.number else { return .unknown }
        if year > last { return .unmet }
        if year >= first { return verdict }
        guard let carry else { return .unknown }
        return year >= first - carry ? verdict : .unmet
    }

    private static func evidence(_ initiatives: [Proposal.Initiative]) -> [String] {
        initiatives.map { initiative in
            let year = initiative.year.map { $0.vietnamese } ?? "chưa rõ năm"
            let scope = initiative.scope?.vietnamese ?? "chưa rõ phạm vi"
            let day = initiative.recognisedOn.map { "công nhận ngày \($0.vietnamese)" } ?? "chưa có ngày công nhận"
            return "Sáng kiến \(year), \(scope), \(day)"
        }
    }
}
