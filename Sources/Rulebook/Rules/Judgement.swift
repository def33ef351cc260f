/// What one rule says about a case: the verdict, the words that name what decides, and the facts used.
public struct Judgement: Equatable, Sendable {
    public var verdict: Verdict
    /// Vietnamese; empty where nobody asked for words.
    public var words: String
    public var evidence: [String]
    /// Where it is not that of the rule.
    var citation: String?

    init(_ verdict: Verdict, _ words: String, _ evidence: [String] = [], citation: String? = nil) {
        (self.verdict, self.words, self.evidence, self.citation) = (verdict, words, evidence, citation)
    }

    /// Both are asked for. The words are those of what decides.
    func and(_ other: Judgement) -> Judgement {
        if other.saysNothing { return citation == nil ? with(citation: other.citation) : self }
        let verdict = Verdict.both(self.verdict, other.verdict)
        if words.isEmpty, other.words.isEmpty { return Judgement(verdict, "", citation: citation ?? other.citation) }
        var deciding = [self, other].filter { $0.verdict == verdict && !$0.words.isEmpty }
        if deciding.count == 2, deciding[0].words.ends(with: deciding[1].words) { deciding.removeLast() }
        return Judgement(
            verdict, deciding.map(\.words).joined(separator: " "), evidence + other.evidence,
            citation: deciding.first?.citation)
    }

    /// Met, and neither words nor evidence.
    private var saysNothing: Bool { verdict == .met && words.isEmpty && evidence.isEmpty }

    private func with(citation: String?) -> Judgement {
        var copy = self
        copy.citation = citation
        return copy
    }

    /// One of them is enough.
    func or(_ other: Judgement) -> Judgement {
        let verdict = Verdict.either(self.verdict, other.verdict)
        if verdict == .met { return self.verdict == .met ? self : other }
        if words.isEmpty, other.words.isEmpty { return Judgement(verdict, "") }
        let deciding = [self, other].filter { $0.verdict == verdict || verdict == .unmet }
        return Judgement(
            verdict, deciding.map(\.words).joined(separator: " Hoặc: "), evidence + other.evidence,
            citation: deciding.first?.citation)
    }
}

extension String {
    /// By bytes.
    fileprivate func ends(with other: String) -> Bool {
        let (bytes, end) = (utf8, other.utf8)
        return bytes.count >= end.count && bytes.suffix(end.count).elementsEqual(end)
    }
}
