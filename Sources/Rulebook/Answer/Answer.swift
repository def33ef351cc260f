import Vocabulary

/// What the rulebook says about a case.
public struct Answer: Equatable, Sendable {
    /// Law, decree, circular of the day of acceptance; empty where no regime is held.
    public var regime: [String]
    public var findings: [Finding]
    public var bonus: Bonus?
    /// What the text in force later would say, where that could be more favourable to the subject.
    public var underNewText: UnderNewText?

    public struct UnderNewText: Equatable, Sendable {
        public let findings: [Finding]
        public var verdict: Verdict { Answer.verdict(of: findings) }
    }

    public var verdict: Verdict { Self.verdict(of: findings) }

    /// One that is not met decides, then one that cannot be told.
    static func verdict(of findings: [Finding]) -> Verdict { findings.reduce(.met) { .both($0, $1.verdict) } }

    public subscript(check: Check) -> Finding? { findings.first { $0.check == check } }
}

/// The answer to one check, with the article it rests on and the facts it used.
public struct Finding: Equatable, Sendable {
    public let check: Check
    public let verdict: Verdict
    public let citation: String
    /// Vietnamese; names the number that decides, or the fact that is missing.
    public let explanation: String
    public let evidence: [String]
    public let confidence: Confidence
}
