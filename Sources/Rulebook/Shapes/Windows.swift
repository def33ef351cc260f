import Vocabulary

/// Accepted in the calendar year after the decision on the title below for the same year, not after a day of that year.
struct YearAfterDecision: RuleShape {
    static let name = "yearAfterDecision"
    static let keys: Set = ["of", "until"]
    let title: Award.Slug
    let until: YearDay

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        title = try parameters.neededAward("of", in: awards)
        guard let until = try parameters.yearDay("until") else { throw parameters.refusal("until", "thiếu") }
        self.until = until
    }

    func words(_ names: AwardNames) -> String {
        "Hồ sơ nhận trong năm liền sau năm có quyết định \(names.name(title)) của cùng năm thành tích, chậm nhất ngày \(until.vietnamese)."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let history = question.proposal.history else { return question.missing("danh sách khen thưởng đã có") }
        guard let year = question.proposal.year else { return question.missing("năm thành tích") }
        let titles = history.filter { $0.award == title && ($0.year == year || $0.year == nil) }
        guard !titles.isEmpty else {
            return question.unmet("Chưa có quyết định \(question.name(title)) \(year.vietnamese).")
        }
        guard let accepted = question.acceptedOn else { return question.missing("ngày tiếp nhận hồ sơ") }
        var result: Judgement?
        for honour in titles {
            let judgement: Judgement
            if honour.year != nil, let decided = honour.decidedOn {
                let last = until.of(decided.year + 1)
                judgement = question.judge(
                    accepted.year == decided.year + 1 && accepted <= last,
                    "\(question.name(title)) quyết định ngày \(decided.vietnamese): hồ sơ nhận trong năm \(decided.year + 1), chậm nhất \(last.vietnamese); tiếp nhận ngày \(accepted.vietnamese).",
                    [question.evidence(honour)])
            } else {
                judgement = question.missing("năm hoặc ngày quyết định \(question.name(title))")
            }
            result = result?.or(judgement) ?? judgement
        }
        return result
    }
}

/// Accepted between two days of the year of the patriotic-emulation congress.
struct CongressWindow: RuleShape {
    static let name = "congressWindow"
    static let keys: Set = ["from", "until"]
    let from: YearDay
    let until: YearDay

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        guard let from = try parameters.yearDay("from") else { throw parameters.refusal("from", "thiếu") }
        guard let until = try parameters.yearDay("until") else { throw parameters.refusal("until", "thiếu") }
        (self.from, self.until) = (from, until)
    }

    func words(_ names: AwardNames) -> String {
        "Hồ sơ nhận từ ngày \(from.vietnamese) đến ngày \(until.vietnamese) của năm tổ chức đại hội thi đua yêu nước."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let congress = question.proposal.congressYear else {
            return question.missing("năm tổ chức đại hội thi đua yêu nước")
        }
        guard let accepted = question.acceptedOn else { return question.missing("ngày tiếp nhận hồ sơ") }
        return question.judge(
            from.of(congress) <= accepted && accepted <= until.of(congress),
            "Hồ sơ nhận từ \(from.of(congress).vietnamese) đến \(until.of(congress).vietnamese); tiếp nhận ngày \(accepted.vietnamese)."
        )
    }
}

/// Accepted not after a day that follows the year of achievement; school years have their own day.
struct AfterTheYear: RuleShape {
    static let name = "afterTheYear"
    static let keys: Set = ["until", "yearsAfter", "schoolUntil", "schoolYearsAfter"]
    let calendar: (until: YearDay, yearsAfter: Int)
    let school: (until: YearDay, yearsAfter: Int)

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        func end(_ until: String, _ after: String) throws(InputRefusal) -> (until: YearDay, yearsAfter: Int) {
            guard let day = try parameters.yearDay(until) else { throw parameters.refusal(until, "thiếu") }
            return (day, try parameters.neededWhole(after))
        }
        calendar = try end("until", "yearsAfter")
        school = try end("schoolUntil", "schoolYearsAfter")
    }

    func words(_ names: AwardNames) -> String {
        "Hồ sơ nhận chậm nhất ngày \(calendar.until.vietnamese) của \(Self.year(calendar.yearsAfter, "năm thành tích")); nếu xét theo năm học, chậm nhất ngày \(school.until.vietnamese) của \(Self.year(school.yearsAfter, "năm kết thúc năm học"))."
    }

    private static func year(_ after: Int, _ year: String) -> String {
        switch after {
        case 0: "chính \(year)"
        case 1: "năm liền sau \(year)"
        default: "\(after) năm sau \(year)"
        }
    }

    func judge(_ question: Question) -> Judgement? {
        guard let year = question.proposal.year else { return question.missing("năm thành tích") }
        guard let accepted = question.acceptedOn else { return question.missing("ngày tiếp nhận hồ sơ") }
        let end = year.isSchoolYear ? school : calendar
        let last = end.until.of(year.number + end.yearsAfter)
        return question.judge(
            accepted <= last,
            "Hồ sơ của \(year.vietnamese) nhận chậm nhất \(last.vietnamese); tiếp nhận ngày \(accepted.vietnamese).")
    }
}

/// Decided within so many working days of acceptance, or those of the local regulation.
///
/// - `limit`; `local`: the setting that stands in its place; `isSettled` false: beyond the limit without a setting it cannot be told.
struct DaysToDecide: RuleShape {
    static let name = "daysToDecide"
    static let keys: Set = ["limit", "local", "isSettled"]
    let limit: Int
    let local: LocalKey
    let isSettled: Bool

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        limit = try parameters.neededWhole("limit", atLeast: 1)
        guard let local = try parameters.word("local", LocalKey.self) else {
            throw parameters.refusal("local", "thiếu")
        }
        self.local = local
        isSettled = try parameters.flag("isSettled") ?? true
    }

    func words(_ names: AwardNames) -> String {
        let days = "Quyết định trong \(limit) ngày làm việc kể từ ngày tiếp nhận hồ sơ"
        return days
            + (isSettled
                ? ", hoặc trong thời hạn của quy chế địa phương."
                : " (mức thường áp dụng); thời hạn do quy chế của địa phương quy định.")
    }

    var locals: [LocalUse] { [LocalUse(local, isSettled ? .atMost(limit) : .open)] }

    func judge(_ question: Question) -> Judgement? {
        guard let accepted = question.acceptedOn else { return question.missing("ngày tiếp nhận hồ sơ") }
        guard let decided = question.proposal.decidedOn else { return question.missing("ngày ký quyết định") }
        let days = question.workingDays(after: accepted, through: decided)
        let regulation = question.proposal.local
        let own = regulation?[local]
        let most = own ?? limit
        let origin = own == nil ? "" : ", \(regulation?.vietnamese(local) ?? "")"
        let words = "Từ ngày tiếp nhận đến ngày quyết định là \(days) ngày làm việc; tối đa \(most)\(origin)."
        if days <= most { return question.met(words) }
        guard own == nil, !isSettled else { return question.unmet(words) }
        return question.unknown(
            "\(days) ngày làm việc, quá \(limit) ngày thường áp dụng; thời hạn do địa phương quy định, cần quy chế của địa phương."
        )
    }
}
