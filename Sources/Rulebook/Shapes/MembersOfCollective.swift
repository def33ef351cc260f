import Vocabulary

/// What the members of a collective reached: all completed their tasks, a share with the yearly title, some with the higher one.
///
/// - `allCompleted`, `titledAtLeast` or `titledOver` (percent) or `titledLocal` (a setting of the province), `fighters`.
/// - `disciplined`: `none` refuses a collective with a member disciplined from cảnh cáo up; `note` only says so.
struct MembersOfCollective: RuleShape {
    static let name = "membersOfCollective"
    static let keys: Set = ["allCompleted", "titledAtLeast", "titledOver", "titledLocal", "fighters", "disciplined"]
    let allCompleted: Bool
    let titledAtLeast: Int?
    let titledOver: Int?
    let titledLocal: LocalKey?
    let fighters: Int?
    let disciplined: Disciplined

    enum Disciplined: String, CaseIterable, Sendable { case none, note, ignored }

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        allCompleted = try parameters.flag("allCompleted") ?? false
        titledAtLeast = try parameters.hundredths("titledAtLeast")
        titledOver = try parameters.hundredths("titledOver")
        titledLocal = try parameters.word("titledLocal")
        fighters = try parameters.whole("fighters", atLeast: 1)
        disciplined = try parameters.word("disciplined") ?? .ignored
    }

    func words(_ names: AwardNames) -> String {
        var asked: [String] = []
        if allCompleted { asked.append("100 % thành viên hoàn thành nhiệm vụ") }
        let titled = "thành viên đạt Lao động tiên tiến, Chiến sĩ tiên tiến"
        if let titledAtLeast { asked.append("ít nhất \(Percent.words(titledAtLeast)) \(titled)") }
        if let titledOver { asked.append("trên \(Percent.words(titledOver)) \(titled)") }
        if titledLocal != nil { asked.append("tỷ lệ \(titled) theo quy chế của địa phương") }
        if let fighters { asked.append("có ít nhất \(fighters) Chiến sĩ thi đua cơ sở") }
        switch disciplined {
        case .none: asked.append("không có thành viên bị kỷ luật từ cảnh cáo")
        case .note: asked.append("thành viên bị kỷ luật từ cảnh cáo chỉ được nêu để lưu ý")
        case .ignored: break
        }
        return asked.joined(separator: "; ").capitalFirst + "."
    }

    var locals: [LocalUse] { titledLocal.map { [LocalUse($0)] } ?? [] }

    func judge(_ question: Question) -> Judgement? {
        guard let collective = question.proposal.collective else { return question.missing("kết quả của tập thể") }
        var result = Judgement(.met, "")
        if allCompleted { result = result.and(completion(collective, question)) }
        result = result.and(titled(collective, question))
        if let fighters {
            if let count = collective.cstdCoSo {
                result = result.and(
                    question.judge(count >= fighters, "Có \(count) Chiến sĩ thi đua cơ sở; cần ít nhất \(fighters)."))
            } else {
                result = result.and(question.missing("số Chiến sĩ thi đua cơ sở"))
            }
        }
        return result.and(discipline(collective, question))
    }

    private func completion(_ collective: Proposal.Collective, _ question: Question) -> Judgement {
        guard let completed = collective.completed, let members = collective.members else {
            return question.missing("số người hoàn thành nhiệm vụ")
        }
        return question.judge(completed == members, "\(completed)/\(members) người hoàn thành nhiệm vụ; cần 100 %.")
    }

    private func titled(_ collective: Proposal.Collective, _ question: Question) -> Judgement {
        var (wanted, isOver, origin) = (titledAtLeast ?? titledOver, titledOver != nil, "")
        if let titledLocal {
            guard let regulation = question.proposal.local, let value = regulation[titledLocal] else {
                return question.missing("tỷ lệ Lao động tiên tiến theo quy chế của địa phương")
            }
            (wanted, isOver, origin) = (value, false, ", \(regulation.vietnamese(titledLocal))")
        }
        guard let wanted else { return Judgement(.met, "") }
        guard let titled = collective.ldtt else {
            return question.missing("số người đạt Lao động tiên tiến, Chiến sĩ tiên tiến")
        }
        guard let members = collective.members else { return question.missing("tổng số người của tập thể") }
        let (have, need) = (Int128(titled) * 10_000, Int128(wanted) * Int128(members))
        return question.judge(
            isOver ? have > need : have >= need,
            "\(titled)/\(members) người đạt Lao động tiên tiến, Chiến sĩ tiên tiến; cần \(isOver ? "trên" : "ít nhất") \(Percent.words(wanted))\(origin)."
        )
    }

    private func discipline(_ collective: Proposal.Collective, _ question: Question) -> Judgement {
        switch disciplined {
        case .ignored: return Judgement(.met, "")
        case .note:
            guard let count = collective.disciplined, count > 0 else { return Judgement(.met, "") }
            return question.met(
                "Lưu ý: có \(count) người bị kỷ luật từ cảnh cáo; luật hiện hành không còn nêu điều kiện này.")
        case .none:
            guard let count = collective.disciplined else { return question.missing("số người bị kỷ luật từ cảnh cáo") }
            return question.judge(count == 0, "Có \(count) người bị kỷ luật từ cảnh cáo; không được có người nào.")
        }
    }
}
