import Vocabulary

/// Answers for many subjects on one day of acceptance and one year of achievement.
///
/// What is not met only because facts may be missing is "cannot tell": the same is asked once more with the best that the gaps
/// could hold. Rules for merit (công trạng) are asked.
public struct Prospects: Sendable {
    public let law: Law
    public let year: AchievementYear
    public let acceptedOn: Day
    /// Which conditions are asked.
    public let asked: Checks
    /// What follows from the day alone, found once for each award.
    private let examination: Examination
    private var guesses: [Guess: Guessed] = [:]

    /// The conditions that stand in facts.
    public static let standing: [Check] = [
        .subject, .streak, .initiatives, .wait, .thematic, .double, .pending, .members,
    ]
    /// Those that say something about achievement.
    static let criteria: [Check] = [.streak, .initiatives, .wait, .members]

    /// - Parameter withConduct: whether discipline and open matters are asked about.
    public init(_ law: Law, year: AchievementYear, acceptedOn: Day, withConduct: Bool = true) {
        (self.law, self.year, self.acceptedOn) = (law, year, acceptedOn)
        asked = Checks(Self.standing.filter { withConduct || $0 != .pending })
        examination = Examination(law, of: law.awards.all.map(\.slug), acceptedOn: acceptedOn, checks: asked)
    }

    /// One award.
    ///
    /// - Parameters:
    ///   - subject: the facts; award, year, day and basis are set here.
    ///   - tells: with words and evidence.
    public mutating func prospect(
        _ award: Award.Slug, _ subject: Proposal, _ whole: WholeFrom, tells: Bool = true
    ) -> Prospect {
        guard let entry = examination.entry(award) else {
            return Prospect(award: award, findings: [], hasCriteria: false)
        }
        let proposal = asking(subject, award)
        let question = question(proposal, entry, tells: tells)
        var findings: [Finding] = []
        var hasCriteria = false
        var hopeful: Question?
        for check in entry.checks {
            guard var finding = check.finding(question) else { continue }
            if Self.criteria.contains(check.check) { hasCriteria = true }
            switch (check.check, finding.verdict) {
            case (.streak, .unmet), (.initiatives, .unmet), (.wait, .unmet), (.thematic, .unmet):
                let other = hopeful ?? hoping(proposal, entry, whole)
                hopeful = other
                guard check.verdict(other) == .unmet else {
                    finding = finding.open(tells ? gaps(check.check, proposal, whole) : "")
                    break
                }
            case (.double, .met) where !Self.covers(whole.honours, year.number):
                finding = finding.open(
                    tells ? Self.undeclared([("danh hiệu, hình thức khen thưởng", whole.honours)]) : "")
            case (.pending, .met):
                var kinds = [("việc đang xem xét", whole.matters)]
                if proposal.subject?.kind == .individual { kinds.append(("kỷ luật", whole.discipline)) }
                let open = kinds.filter { !Self.covers($0.1, year.number) }
                if !open.isEmpty { finding = finding.open(tells ? Self.undeclared(open) : "") }
            default: break
            }
            findings.append(finding)
        }
        return Prospect(award: award, findings: findings, hasCriteria: hasCriteria)
    }

    /// The verdict of `prospect` without its findings.
    mutating func verdict(_ award: Award.Slug, _ subject: Proposal, _ whole: WholeFrom) -> Verdict {
        guard let entry = examination.entry(award) else { return .unknown }
        let proposal = asking(subject, award)
        let question = question(proposal, entry, tells: false)
        var (all, hasCriteria) = (Verdict.met, false)
        var hopeful: Question?
        for check in entry.checks {
            guard var verdict = check.verdict(question) else { continue }
            if Self.criteria.contains(check.check) { hasCriteria = true }
            switch (check.check, verdict) {
            case (.streak, .unmet), (.initiatives, .unmet), (.wait, .unmet), (.thematic, .unmet):
                let other = hopeful ?? hoping(proposal, entry, whole)
                hopeful = other
                if check.verdict(other) != .unmet { verdict = .unknown }
            case (.double, .met):
                if !Self.covers(whole.honours, year.number) { verdict = .unknown }
            case (.pending, .met):
                let isPerson = proposal.subject?.kind == .individual
                if !Self.covers(whole.matters, year.number) || isPerson && !Self.covers(whole.discipline, year.number) {
                    verdict = .unknown
                }
            default: break
            }
            if verdict == .unmet { return .unmet }
            all = .both(all, verdict)
        }
        return all == .met && !hasCriteria ? .unknown : all
    }

    /// The awards that a kind of subject can be given on the day, in the order of the catalogue.
    func open(to kind: SubjectKind) -> [Award] {
        law.awards.all.filter { award in
            let (version, isConfirmed) = award.version(on: acceptedOn)
            return isConfirmed && version.subjects.contains(kind)
        }
    }

    /// Those of them for which the law that is held has criteria of achievement.
    public func judged(for kind: SubjectKind) -> [Award] {
        open(to: kind).filter { award in
            examination.entry(award.slug)?.checks.contains { check in
                Self.criteria.contains(check.check)
                    && check.parts.joined().contains { $0.condition.subjects?.contains(kind) ?? true }
            } ?? false
        }
    }

    private func asking(_ subject: Proposal, _ award: Award.Slug) -> Proposal {
        var proposal = subject
        proposal.award = award
        proposal.year = year
        proposal.acceptedOn = acceptedOn
        proposal.basis = .congTrang
        return proposal
    }

    private func question(_ proposal: Proposal, _ entry: Examination.Entry, tells: Bool) -> Question {
        Question(
            proposal, law, entry.award, entry.version, regimeDay: acceptedOn, acceptedOn: acceptedOn, tells: tells)
    }

    /// Every award that this kind of subject can be given on the day, in the order of the catalogue, with the earliest year.
    public mutating func all(_ subject: Proposal, _ whole: WholeFrom) -> [Prospect] {
        let open = open(to: subject.subject?.kind ?? .individual)
        var all = open.map { prospect($0.slug, subject, whole) }
        let coming = ComingYears(law, subject, self, awards: open.map(\.slug))
        for index in all.indices where all[index].verdict != .met && all[index].hasCriteria {
            all[index].earliest = coming.earliest[all[index].award]
        }
        return all
    }

    // MARK: Gaps

    /// Years whose facts are still being made are gaps too.
    private static func covers(_ from: Int?, _ year: Int) -> Bool { from.map { $0 <= year } ?? false }

    private struct Guess: Hashable {
        let award: Award.Slug
        let whole: WholeFrom
    }

    /// The best that the gaps could hold.
    private struct Guessed {
        let honours: [Proposal.Honour]
        let ratings: [Proposal.Rated]
        let initiatives: [Proposal.Initiative]
    }

    /// The same question where the gaps hold the best they could. What is known of a year stands first.
    private mutating func hoping(_ proposal: Proposal, _ entry: Examination.Entry, _ whole: WholeFrom) -> Question {
        var proposal = proposal
        if let award = proposal.award {
            let guessed = guess(award, whole)
            proposal.history?.append(contentsOf: guessed.honours)
            proposal.ratings?.append(contentsOf: guessed.ratings)
            proposal.initiatives?.append(contentsOf: guessed.initiatives)
        }
        return question(proposal, entry, tells: false)
    }

    private static let depth = 30

    private mutating func guess(_ award: Award.Slug, _ whole: WholeFrom) -> Guessed {
        let key = Guess(award: award, whole: whole)
        if let known = guesses[key] { return known }
        let supports = law.supports(of: award)
        var honours: [Proposal.Honour] = []
        var ratings: [Proposal.Rated] = []
        var initiatives: [Proposal.Initiative] = []
        let before = acceptedOn.adding(days: -1)
        for back in 0...Self.depth {
            let one = year.adding(-back)
            if isGap(one, whole.honours) {
                let day = min(one.lastDay, before)
                honours += (supports.yearly + supports.rungs).map {
                    Proposal.Honour(award: $0, year: one, decidedOn: day, basis: .congTrang)
                }
            }
            if isGap(one, whole.ratings) { ratings.append(Proposal.Rated(one, .excellent)) }
            if isGap(one, whole.initiatives) {
                let day = min(one.lastDay, acceptedOn)
                initiatives += Array(
                    repeating: Proposal.Initiative(year: one, kind: .sangKien, scope: .toanQuoc, recognisedOn: day),
                    count: 9)
            }
        }
        let guessed = Guessed(honours: honours, ratings: ratings, initiatives: initiatives)
        guesses[key] = guessed
        return guessed
    }

    private func isGap(_ one: AchievementYear, _ from: Int?) -> Bool {
        !Self.covers(from, one.number) || one.lastDay >= acceptedOn
    }

    /// What to declare, to bring or to wait for.
    private func gaps(_ check: Check, _ proposal: Proposal, _ whole: WholeFrom) -> String {
        var kinds: [(String, Int?)] = []
        if check == .initiatives { kinds.append(("sáng kiến, đề tài", whole.initiatives)) }
        if check != .initiatives { kinds.append(("danh hiệu, hình thức khen thưởng", whole.honours)) }
        if check == .streak { kinds.append(("xếp loại hằng năm", whole.ratings)) }
        if year.lastDay >= acceptedOn, kinds.allSatisfy({ Self.covers($0.1, year.number) }) {
            return "Lúc tiếp nhận, \(year.vietnamese) chưa kết thúc; bổ sung kết quả khi có."
        }
        if check == .initiatives, let from = whole.initiatives, Self.covers(from, year.number),
            proposal.local?[.initiativeCarryYears] == nil
        {
            return
                "Dữ liệu mới đủ từ năm \(from), mà chưa có quy chế của địa phương cho biết sáng kiến của năm trước được dùng trong bao lâu."
        }
        return Self.undeclared(kinds.filter { !Self.covers($0.1, year.number - Self.depth) })
    }

    private static func undeclared(_ kinds: [(String, Int?)]) -> String {
        let names = kinds.map { kind in kind.1.map { "\(kind.0) (mới đủ từ năm \($0))" } ?? kind.0 }
        return
            "Chưa kết luận vì đơn vị chưa khai đã nhập đủ \(names.joined(separator: "; ")): bổ sung quyết định, hoặc khai đã nhập đủ."
    }
}

extension Finding {
    /// The same, but it cannot be told, and why.
    fileprivate func open(_ why: String) -> Finding {
        let words = [explanation, why].filter { !$0.isEmpty }.joined(separator: " ")
        return Finding(
            check: check, verdict: .unknown, citation: citation, explanation: words, evidence: evidence,
            confidence: confidence)
    }
}
