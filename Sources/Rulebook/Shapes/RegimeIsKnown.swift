/// The day of acceptance is known and the law of that day is held.
struct RegimeIsKnown: RuleShape {
    static let name = "regimeIsKnown"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String {
        "Có ngày cơ quan thẩm định tiếp nhận hồ sơ: ngày đó chọn quy định áp dụng."
    }

    func judge(_ question: Question) -> Judgement? {
        if question.acceptedOn == nil {
            guard let day = question.proposal.acceptedOn else {
                return question.missing("ngày tiếp nhận hồ sơ để thẩm định; ngày này chọn quy định áp dụng")
            }
            return question.unknown(
                "Hồ sơ tiếp nhận ngày \(day.vietnamese), trước \(question.law.heldFrom.vietnamese): phần mềm không giữ quy định thời kỳ đó."
            )
        }
        let instruments = question.law.regime(on: question.regimeDay)?.instruments ?? []
        return question.met("Áp dụng \(instruments.joined(separator: ", ")).")
    }
}
