import Vocabulary

/// The amount written in the draft decision is the one computed. Asked only where an amount is written.
struct BonusAgrees: RuleShape {
    static let name = "bonusAgrees"
    static let keys: Set<String> = []

    init(_ parameters: Fields, _ awards: Awards) {}

    func words(_ names: AwardNames) -> String {
        "Số tiền ghi trong dự thảo quyết định đúng bằng hệ số nhân mức lương cơ sở của ngày ký, làm tròn lên (xem “Tiền thưởng”)."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let written = question.proposal.bonusAmount else { return nil }
        let beforeHeld = question.proposal.acceptedOn != nil && question.acceptedOn == nil
        switch question.law.bonusResult(question.proposal, acceptedBeforeHeld: beforeHeld) {
        case .none(let why): return question.unknown(why)
        case .bonus(let bonus):
            var judgement = question.judge(
                written == bonus.amount,
                "Dự thảo ghi \(Dong.words(written)); hệ số \(bonus.multipleText.replacing(".", with: ",")) × \(Dong.words(bonus.baseSalary)), làm tròn lên là \(Dong.words(bonus.amount))."
            )
            judgement.citation = bonus.citation
            return judgement
        }
    }
}

/// Đồng as they are written: 7.020.000 đồng.
enum Dong {
    static func words(_ amount: Int) -> String {
        var (digits, groups) = (String(amount), [String]())
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ".") + " đồng"
    }
}
