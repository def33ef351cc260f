/// The list was published so many working days before the council met; neither day is counted.
struct DisclosedBeforeCouncil: RuleShape {
    static let name = "disclosedBeforeCouncil"
    static let keys: Set = ["workingDays"]
    let wanted: Int

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        wanted = try parameters.neededWhole("workingDays")
    }

    func words(_ names: AwardNames) -> String {
        "Danh sách được công khai ít nhất \(wanted) ngày làm việc trước ngày hội đồng họp."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let from = question.proposal.disclosure?.from else {
            return question.missing("ngày bắt đầu công khai danh sách")
        }
        guard let held = question.proposal.council?.heldOn else { return question.missing("ngày họp hội đồng") }
        let days = question.workingDays(after: from, through: held.adding(days: -1))
        return question.judge(
            days >= wanted,
            "Công khai từ \(from.vietnamese), hội đồng họp \(held.vietnamese): \(days) ngày làm việc; cần ít nhất \(wanted)."
        )
    }
}
