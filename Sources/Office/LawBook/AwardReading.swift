import Rulebook
import Vocabulary

/// One award as the law reads on a day: who gets it, who decides, what is asked, what is paid, when it was otherwise.
struct AwardReading {
    let award: Award
    let day: Day
    let version: Award.Version
    /// A version covers the day.
    let isConfirmed: Bool
    let regime: Regime?
    let powers: [Power]
    let requirements: [Requirement]
    let bonuses: [(kind: SubjectKind, steps: BonusSteps)]
    /// Days on which something about it changed, oldest first.
    let turns: [Day]

    init?(_ slug: Award.Slug, _ law: Law, on day: Day) {
        guard let award = law.awards[slug] else { return nil }
        (self.award, self.day) = (award, day)
        (version, isConfirmed) = award.version(on: day)
        regime = law.regime(on: day)
        powers = law.powers(over: slug, on: day)
        requirements = law.requirements(of: slug, on: day)
        bonuses = version.subjects.map { ($0, law.bonusSteps(of: slug, to: $0, on: day)) }
        turns = law.turns(of: slug)
    }

    /// What is asked of the subject and its achievement, and what is asked of dossier and procedure.
    var conditions: [Requirement] { requirements.filter { !Self.procedural.contains($0.check) } }
    var procedure: [Requirement] { requirements.filter { Self.procedural.contains($0.check) } }

    private static let procedural: Set<Check> = [
        .regime, .authority, .dossier, .deadline, .disclosure, .consultation, .vote, .bonus,
    ]
}

extension BonusSteps {
    /// `3,0 × 2.340.000 đồng = 7.020.000 đồng`, and what it is rounded to where that differs; or why there is none.
    var words: String {
        switch self {
        case .none(let why): return why
        case .computed(let bonus, let raw):
            let product = "\(Multiple.words(bonus.multiple)) × \(bonus.baseSalary.dotted) = \(Self.dong(raw)) đồng"
            return raw == bonus.amount * 100
                ? "\(product), không phải làm tròn"
                : "\(product), làm tròn lên hàng chục nghìn: \(bonus.amount.dotted) đồng"
        }
    }

    /// Hundredths of a đồng as they are written: `759.000`, `1.234,5`.
    private static func dong(_ hundredths: Int) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        guard rest > 0 else { return whole.dotted }
        return "\(whole.dotted),\(rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")"
    }
}
