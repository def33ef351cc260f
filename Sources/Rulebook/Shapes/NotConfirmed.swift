/// What the law asks here is not confirmed: nobody is refused by it, and it says so.
struct NotConfirmed: RuleShape {
    static let name = "notConfirmed"
    static let keys: Set = ["why"]
    let why: String

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        guard let why = try parameters.text("why") else { throw parameters.refusal("why", "thiếu") }
        self.why = why
    }

    func words(_ names: AwardNames) -> String { "Chưa được xác nhận: \(why)" }

    func judge(_ question: Question) -> Judgement? { question.unknown("Chưa được xác nhận: \(why)") }
}
