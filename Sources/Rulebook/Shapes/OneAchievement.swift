/// One achievement is not rewarded twice, and an award is not given twice for one year.
struct OneAchievement: RuleShape {
    static let name = "oneAchievement"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String {
        "Một thành tích không khen hai lần, không cùng lúc đề nghị hai hình thức; không tặng cùng danh hiệu, hình thức hai lần cho một năm."
    }

    func judge(_ question: Question) -> Judgement? {
        let history = question.proposal.history
        if let achievement = question.proposal.achievement {
            if let honour = history?.first(where: { $0.achievement == achievement }) {
                return question.unmet(
                    "Thành tích này đã được khen: \(question.evidence(honour)).", [question.evidence(honour)])
            }
            if let other = question.proposal.alsoProposed?.first(where: { $0.achievement == achievement }) {
                let what = other.award.map { question.name($0) } ?? "hình thức khác"
                return question.unmet("Thành tích này đang được đề nghị \(what).")
            }
        }
        guard let history else { return question.missing("danh sách khen thưởng đã có") }
        let (award, asked) = (question.proposal.award, question.proposal.year)
        var isOpen = false
        for honour in history where honour.award == award {
            guard let year = honour.year, let asked else {
                isOpen = true
                continue
            }
            if year == asked {
                return question.unmet(
                    "Đã được tặng cùng danh hiệu, hình thức cho \(asked.vietnamese): \(question.evidence(honour)).",
                    [question.evidence(honour)])
            }
        }
        if isOpen { return question.missing("năm thành tích để so với lần khen trước") }
        if question.proposal.achievement == nil, question.basis != .congTrang {
            return question.missing("thành tích được đề nghị (để so với các lần khen khác)")
        }
        return question.met("Không có lần khen nào cho cùng thành tích.")
    }
}
