import Vocabulary

/// Each agency that was asked has agreed, or has let so many working days go by: silence is agreement.
struct AgenciesAgree: RuleShape {
    static let name = "agenciesAgree"
    static let keys: Set = ["workingDays"]
    let days: Int

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        days = try parameters.neededWhole("workingDays")
    }

    func words(_ names: AwardNames) -> String {
        "Các cơ quan được hiệp y đã đồng ý; quá \(days) ngày làm việc không trả lời thì coi như đồng ý."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let asked = question.proposal.consultation else { return question.missing("kết quả hiệp y") }
        var result = question.met("Các cơ quan được hỏi đã đồng ý hoặc quá \(days) ngày làm việc không trả lời.")
        for one in asked { result = result.and(judge(one, question)) }
        return result
    }

    private func judge(_ one: Proposal.Consulted, _ question: Question) -> Judgement {
        let agency = one.agency ?? "Cơ quan được hỏi"
        let seen = question.proposal.decidedOn ?? question.proposal.council?.heldOn
        let hasAnswered = one.answeredOn.map { answered in seen.map { answered <= $0 } ?? true } ?? (one.opinion != nil)
        if hasAnswered {
            switch one.opinion {
            case .agree: return Judgement(.met, "")
            case nil: return question.missing("ý kiến của \(agency)")
            case .disagree:
                if let asked = one.askedOn, let answered = one.answeredOn,
                    question.workingDays(after: asked, through: answered) > days
                {
                    return question.met("\(agency) trả lời quá \(days) ngày làm việc: coi như đồng ý.")
                }
                return question.unmet("\(agency) không đồng ý.")
            }
        }
        guard let asked = one.askedOn else { return question.missing("ngày gửi hiệp y \(agency)") }
        guard let seen else {
            return question.missing("trả lời của \(agency), hoặc ngày quyết định, ngày họp hội đồng")
        }
        let passed = question.workingDays(after: asked, through: seen)
        return passed > days
            ? question.met("\(agency) không trả lời trong \(days) ngày làm việc: coi như đồng ý.")
            : question.unknown("\(agency) chưa trả lời, mới qua \(passed)/\(days) ngày làm việc; cần chờ trả lời.")
    }
}
