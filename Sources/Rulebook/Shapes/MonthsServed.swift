/// So many whole months of service from the first day to the end of the year of achievement.
struct MonthsServed: RuleShape {
    static let name = "monthsServed"
    static let keys: Set = ["months"]
    let months: Int

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        months = try parameters.neededWhole("months", atLeast: 1)
    }

    func words(_ names: AwardNames) -> String {
        "Đã công tác từ \(months) tháng tròn trở lên, tính đến ngày cuối của năm thành tích."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let joined = question.proposal.subject?.joined else {
            return question.missing("ngày vào cơ quan, đơn vị")
        }
        guard let year = question.proposal.year else { return question.missing("năm thành tích") }
        let end = year.lastDay.adding(days: 1)
        let served = max(0, (end.year - joined.year) * 12 + end.month - joined.month - (joined.isFirstOfMonth ? 0 : 1))
        return question.judge(
            served >= months,
            "Công tác \(served) tháng tròn từ \(joined.vietnamese) đến \(year.lastDay.vietnamese); cần ít nhất \(months) tháng."
        )
    }
}
