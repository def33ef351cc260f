import Vocabulary

/// Thử các ca: what the law says of each case of a table, beside what is expected.
public struct CaseTrial: Equatable, Sendable {
    public private(set) var count = 0
    public private(set) var slips: [Slip] = []

    /// An expectation that is not met.
    public struct Slip: Equatable, Sendable, CustomStringConvertible {
        public let place: String
        public let name: String
        public let what: String
        public let expected: String
        public let got: String

        /// `đúng trần: C-QUOTA là unmet, chờ đợi met`
        public var words: String { "\(name): \(what) là \(got), chờ đợi \(expected)" }

        public var description: String { "\(place) (\(name)): \(what) là \(got), chờ đợi \(expected)" }
    }

    public init() {}

    /// Tries every case of a file. Refused when the file is no table of cases.
    public mutating func run(_ text: String, named name: String, _ law: Law) throws(InputRefusal) {
        for row in try CaseTable(text, named: name).rows {
            count += 1
            slips += Self.tried(row, name, law) { _ in nil }.slips
        }
    }

    static func tried(
        _ row: CaseTable.Row, _ file: String, _ law: Law, _ local: (Day?) -> Proposal.LocalRegulation?
    ) -> TriedCase {
        var (answer, proposal, refusal): (Answer?, Proposal?, String?) = (nil, nil, nil)
        do throws(InputRefusal) {
            var read = try Proposal(row.value, law)
            if read.local == nil { read.local = local(read.acceptedOn) }
            (proposal, answer) = (read, law.answer(read))
        } catch {
            refusal = error.explanation.notice
        }
        return TriedCase(
            name: row.name, acceptedOn: proposal?.acceptedOn, answer: answer,
            refusal: refusal, slips: slips(row, file, law, answer, proposal, refusal))
    }

    private static func slips(
        _ row: CaseTable.Row, _ file: String, _ law: Law, _ answer: Answer?, _ proposal: Proposal?, _ refusal: String?
    ) -> [Slip] {
        var slips: [Slip] = []
        func compare(_ what: String, _ expected: String, _ got: String) {
            guard expected != got else { return }
            slips.append(Slip(place: "\(file):\(row.line)", name: row.name, what: what, expected: expected, got: got))
        }
        for expected in row.expected where expected.what == .error {
            let isThere = refusal.map { expected.text != "-" && $0.contains(expected.text) } ?? (expected.text == "-")
            if !isThere { compare("lỗi", expected.text, refusal ?? "-") }
        }
        guard let answer, let proposal else {
            if !row.expected.contains(where: { $0.what == .error }) { compare("ca", "đọc được", refusal ?? "") }
            return slips
        }
        for expected in row.expected {
            switch expected.what {
            case .error: continue
            case .verdict: compare("kết luận", expected.text, answer.verdict.rawValue)
            case .underNewText: compare("theo luật mới", expected.text, answer.underNewText?.verdict.rawValue ?? "-")
            case .regime:
                compare("quy định", expected.text, answer.regime.isEmpty ? "-" : answer.regime.joined(separator: " "))
            case .check(let check): compare(check.rawValue, expected.text, answer[check]?.verdict.rawValue ?? "-")
            case .bonus(let day):
                var other = proposal
                if let day { other.decidedOn = Day(iso: day) }
                let bonus = law.answer(other, tells: false).bonus
                compare("tiền thưởng", expected.text, bonus.map { String($0.amount) } ?? "-")
            }
        }
        // Words are never empty.
        for finding in answer.findings where finding.explanation.isEmpty || finding.citation.isEmpty {
            compare(finding.check.rawValue, "có lời giải thích và điều luật", "trống")
        }
        return slips
    }
}
