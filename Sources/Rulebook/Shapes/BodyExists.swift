import Vocabulary

/// The body was not dissolved by the day of acceptance. Asked only where a day of dissolution is given.
struct BodyExists: RuleShape {
    static let name = "bodyExists"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String {
        "Tập thể chưa giải thể, sáp nhập vào ngày tiếp nhận hồ sơ."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let dissolved = question.proposal.collective?.dissolvedOn else { return nil }
        guard let accepted = question.acceptedOn else { return question.missing("ngày tiếp nhận hồ sơ") }
        return question.judge(
            accepted < dissolved,
            "Tập thể giải thể, sáp nhập ngày \(dissolved.vietnamese); hồ sơ tiếp nhận ngày \(accepted.vietnamese).")
    }
}

extension Day {
    var isFirstOfMonth: Bool { adding(days: -1).month != month }
}
