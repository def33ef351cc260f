import Vocabulary

extension Law {
    /// Answers a case. `tells`: with words and evidence; who only counts verdicts leaves them out.
    public func answer(_ proposal: Proposal, tells: Bool = true) -> Answer {
        let held = proposal.acceptedOn.flatMap { $0 < heldFrom ? nil : $0 }
        var answer = Answer(regime: held.flatMap { regime(on: $0)?.instruments } ?? [], findings: [])
        answer.findings = findings(proposal, accepted: held, tells: tells)
        complete(&answer, proposal, held, tells: tells)
        return answer
    }

    /// Adds to the findings what follows from them, and the bonus.
    func complete(_ answer: inout Answer, _ proposal: Proposal, _ held: Day?, tells: Bool) {
        if case .bonus(let bonus) = bonusResult(
            proposal, acceptedBeforeHeld: proposal.acceptedOn != nil && held == nil)
        {
            answer.bonus = bonus
        }
        if tells { answer.underNewText = underNewText(proposal, held, answer.verdict) }
    }

    private func findings(_ proposal: Proposal, accepted: Day?, tells: Bool) -> [Finding] {
        var findings: [Finding] = []
        let checks = checks(of: proposal.award)
        guard let accepted else { return withoutDay(proposal, checks + checksWithoutAward, tells: tells) }
        let question = Question(proposal, self, regimeDay: accepted, acceptedOn: accepted, tells: tells)
        for check in checks where proposal.only?.contains(check.check) ?? true {
            if let finding = check.finding(question) { findings.append(finding) }
        }
        if proposal.fund == nil, proposal.cites == nil { return findings }
        for check in checksWithoutAward where proposal.only?.contains(check.check) ?? true {
            if let finding = check.finding(question) { findings.append(finding) }
        }
        return findings
    }

    /// Without a day of acceptance each regime is asked; where they agree, the missing day changes nothing.
    private func withoutDay(_ proposal: Proposal, _ checks: [CheckRules], tells: Bool) -> [Finding] {
        let questions = regimes.map { regime in
            (
                question: Question(proposal, self, regimeDay: regime.period.start, acceptedOn: nil, tells: tells),
                isLapsed: regime.isLapsed
            )
        }
        return checks.compactMap { check -> Finding? in
            guard proposal.only?.contains(check.check) ?? true else { return nil }
            let held = questions.filter { !$0.isLapsed }.map { check.finding($0.question) }
            guard let newest = held.last(where: { $0 != nil }) ?? nil else { return nil }
            let verdicts = Set(held.map { $0?.verdict })
            let lapsed = questions.filter(\.isLapsed).allSatisfy { check.finding($0.question)?.verdict == .met }
            if verdicts == [.unmet] || verdicts == [.met] && lapsed { return newest }
            if newest.verdict == .unknown { return newest }
            return Finding(
                check: newest.check, verdict: .unknown, citation: newest.citation,
                explanation: tells
                    ? "Chưa có ngày tiếp nhận hồ sơ nên chưa biết áp dụng quy định nào; cần bổ sung để kết luận." : "",
                evidence: newest.evidence, confidence: newest.confidence)
        }
    }

    /// A dossier accepted before the newest text, still undecided when it came into force, and better off under it.
    private func underNewText(_ proposal: Proposal, _ accepted: Day?, _ verdict: Verdict) -> Answer.UnderNewText? {
        guard proposal.award != nil, verdict != .met, let accepted, let new = regimes.first(where: \.isNewText),
            accepted < new.period.start, regime(on: accepted)?.instruments.first == new.instruments.first,
            proposal.decidedOn.map({ $0 >= new.period.start }) ?? true
        else { return nil }
        // Most awards are asked the same before and after.
        let changes = checks(of: proposal.award).contains {
            $0.check != .regime && !$0.isSame(on: accepted, and: new.period.start)
        }
        guard changes else { return nil }
        let asked = checks(of: proposal.award).filter { proposal.only?.contains($0.check) ?? true }
        func question(tells: Bool) -> Question {
            Question(proposal, self, regimeDay: new.period.start, acceptedOn: accepted, tells: tells)
        }
        // Words are found only for those who are better off.
        let quiet = question(tells: false)
        var reached = Verdict.met
        for check in asked {
            reached = .both(reached, check.verdict(quiet) ?? .met)
            if reached == .unmet { return nil }
        }
        guard verdict == .unmet || reached == .met else { return nil }
        let telling = question(tells: true)
        return Answer.UnderNewText(findings: asked.compactMap { $0.finding(telling) })
    }

    /// Whether a check is asked in a question at all.
    func asks(_ check: Check, _ question: Question) -> Condition.Fit {
        guard let slug = question.proposal.award, let rules = checks(of: slug).first(where: { $0.check == check })
        else {
            return .no
        }
        return rules.fit(question)
    }
}

extension CheckRules {
    /// The answer; nil where the check does not apply.
    func finding(_ question: Question) -> Finding? {
        var (found, rule): (Judgement?, Rule?)
        for part in parts {
            guard let (judgement, from) = judge(part, question) else { continue }
            guard let before = found else {
                (found, rule) = (judgement, from)
                continue
            }
            // The article is that of the part which decides.
            let decides = judgement.verdict != .met && Verdict.both(before.verdict, judgement.verdict) != before.verdict
            if decides { rule = from }
            found = before.and(judgement)
        }
        guard let found, let rule else { return nil }
        return Finding(
            check: check, verdict: found.verdict, citation: found.citation ?? rule.citation, explanation: found.words,
            evidence: found.evidence, confidence: rule.confidence)
    }

    /// The verdict alone; nil where the check does not apply.
    func verdict(_ question: Question) -> Verdict? {
        var found: Verdict?
        for part in parts {
            guard let judgement = judge(part, question)?.0 else { continue }
            found = found.map { .both($0, judgement.verdict) } ?? judgement.verdict
            if found == .unmet { return found }
        }
        return found
    }

    /// With the rules of one day only.
    func held(on day: Day) -> CheckRules {
        CheckRules(check, parts: parts.map { $0.filter { $0.accepted.contains(day) } })
    }

    /// Whether the same rules hold on two days.
    func isSame(on one: Day, and other: Day) -> Bool {
        parts.allSatisfy { $0.allSatisfy { $0.accepted.contains(one) == $0.accepted.contains(other) } }
    }

    /// The first rule of a part that fits.
    private func judge(_ part: [Rule], _ question: Question) -> (Judgement, Rule)? {
        for rule in part where rule.accepted.contains(question.regimeDay) {
            switch rule.fits(question) {
            case .no: continue
            case .yes: return lapsing(rule.shape.judge(question), rule, question).map { ($0, rule) }
            case .missing(let fact):
                guard let judgement = rule.shape.judge(question) else { return nil }
                // Beside other parts, one that is met whether it is asked or not is no obstacle.
                if parts.count > 1, judgement.verdict == .met {
                    return lapsing(judgement, rule, question).map { ($0, rule) }
                }
                return (question.missing(fact), rule)
            }
        }
        return nil
    }

    private func lapsing(_ judgement: Judgement?, _ rule: Rule, _ question: Question) -> Judgement? {
        guard let judgement, let last = rule.lapsesAfter, last < question.regimeDay else { return judgement }
        return question.unknown(
            "Văn bản làm căn cứ hết hiệu lực sau \(last.vietnamese), chưa có văn bản thay thế; chưa xác định được.",
            judgement.evidence)
    }

    /// Whether it is asked at all.
    func fit(_ question: Question) -> Condition.Fit {
        for rule in parts.joined() where rule.accepted.contains(question.regimeDay) {
            let fit = rule.fits(question)
            if fit == .no { continue }
            return rule.shape.judge(question) == nil ? .no : fit
        }
        return .no
    }
}
