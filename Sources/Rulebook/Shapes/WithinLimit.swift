/// Units proposed are at most as many as were fixed for the bloc.
struct WithinLimit: RuleShape {
    static let name = "withinLimit"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String {
        "Số đơn vị được đề nghị không quá số lượng phân bổ cho khối, cụm thi đua."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let candidates = question.proposal.quota?.candidates else {
            return question.missing("số đơn vị được đề nghị")
        }
        guard let limit = question.proposal.quota?.limit else {
            return question.missing("số lượng phân bổ cho khối, cụm")
        }
        return question.judge(candidates <= limit, "Đề nghị \(candidates) đơn vị; khối, cụm được \(limit).")
    }
}
