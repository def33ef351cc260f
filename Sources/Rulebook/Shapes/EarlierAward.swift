import Vocabulary

/// The rung below was decided before acceptance, and so many years lie between its achievement period and this one.
///
/// - `of`: the rung; `yearsBetween`: 0 where no waiting time is asked. The year of a rung that names none is that of its decision.
struct EarlierAward: RuleShape {
    static let name = "earlierAward"
    static let keys: Set = ["of", "yearsBetween"]
    let rung: Award.Slug
    let yearsBetween: Int

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        rung = try parameters.neededAward("of", in: awards)
        yearsBetween = try parameters.neededWhole("yearsBetween")
    }

    func words(_ names: AwardNames) -> String {
        let given = "Đã có quyết định tặng \(names.name(rung)) trước ngày tiếp nhận hồ sơ"
        guard yearsBetween > 0 else { return given + "; không đòi khoảng cách năm." }
        return given + "; từ năm thành tích của lần đó đến năm thành tích này ít nhất \(yearsBetween) năm."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let history = question.proposal.history else { return question.missing("danh sách khen thưởng đã có") }
        var best: Judgement?
        for honour in history where honour.award == nil || honour.award == rung {
            let judgement =
                honour.award == nil
                ? question.missing("loại khen thưởng của một quyết định trong lý lịch khen thưởng")
                : judge(honour, question)
            best = best?.or(judgement) ?? judgement
        }
        return best ?? question.unmet("Chưa được tặng \(question.name(rung)).")
    }

    private func judge(_ honour: Proposal.Honour, _ question: Question) -> Judgement {
        let evidence = { [question.evidence(honour)] }
        let decided: Judgement =
            if let day = honour.decidedOn, let accepted = question.acceptedOn {
                question.judge(
                    day < accepted,
                    "\(question.name(rung)) quyết định ngày \(day.vietnamese); hồ sơ tiếp nhận ngày \(accepted.vietnamese).",
                    evidence())
            } else {
                question.missing(
                    honour.decidedOn == nil ? "ngày quyết định tặng \(question.name(rung))" : "ngày tiếp nhận hồ sơ")
            }
        guard yearsBetween > 0 else { return decided }
        guard let from = honour.year?.number ?? honour.decidedOn?.year else {
            return decided.and(question.missing("năm thành tích ghi trong quyết định tặng \(question.name(rung))"))
        }
        guard let year = question.proposal.year else { return decided.and(question.missing("năm thành tích")) }
        return decided.and(
            question.judge(
                year.number - from >= yearsBetween,
                "Từ \(question.name(rung)) (\(from)) đến năm \(year) là \(year.number - from) năm; cần ít nhất \(yearsBetween) năm."
            ))
    }
}
