/// At least one rung below was given for merit: results of movements and of irregular deeds support no merit proposal.
struct BasisOfEarlierAward: RuleShape {
    static let name = "basisOfEarlierAward"
    static let keys: Set = ["of", "basis"]
    let rung: Award.Slug
    let basis: Proposal.Basis

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        rung = try parameters.neededAward("of", in: awards)
        guard let basis = try parameters.word("basis", Proposal.Basis.self) else {
            throw parameters.refusal("basis", "thiếu")
        }
        self.basis = basis
    }

    func words(_ names: AwardNames) -> String {
        "Có ít nhất một lần được tặng \(names.name(rung)) về \(basis.vietnamese): khen loại hình khác không làm căn cứ."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let history = question.proposal.history else { return question.missing("danh sách khen thưởng đã có") }
        var isOpen = false
        for honour in history where honour.award == nil || honour.award == rung {
            if honour.award == rung, honour.basis == basis {
                return question.met(
                    "\(question.name(rung)) được tặng về thành tích công trạng.", [question.evidence(honour)])
            }
            if honour.award == nil || honour.basis == nil { isOpen = true }
        }
        if isOpen { return question.missing("loại hình khen thưởng của \(question.name(rung)) đã tặng") }
        let rungs = history.filter { $0.award == rung }
        return question.unmet(
            rungs.isEmpty
                ? "Chưa được tặng \(question.name(rung))."
                : "\(question.name(rung)) đã tặng là khen chuyên đề, đột xuất hoặc loại hình khác; không làm căn cứ khen công trạng.",
            rungs.map(question.evidence))
    }
}
