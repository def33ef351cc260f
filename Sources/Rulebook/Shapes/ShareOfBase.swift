/// Those proposed are at most so many percent of those with the title below; the percent is the law's or the province's.
struct ShareOfBase: RuleShape {
    static let name = "shareOfBase"
    static let keys: Set = ["percent", "local"]
    let percent: Percent

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) { percent = try Percent(parameters) }

    func words(_ names: AwardNames) -> String {
        "Số người được đề nghị không quá \(percent.asked) số người đạt danh hiệu cấp dưới dùng làm cơ sở tính."
    }

    var locals: [LocalUse] { percent.local.map { [LocalUse($0)] } ?? [] }

    func judge(_ question: Question) -> Judgement? {
        guard let percent = percent.value(question) else {
            return question.missing(
                "tỷ lệ Chiến sĩ thi đua cơ sở theo quy chế của địa phương (luật không quy định trần)")
        }
        guard let candidates = question.proposal.quota?.candidates else {
            return question.missing("số người được đề nghị")
        }
        guard let base = question.proposal.quota?.base else {
            return question.missing("số người đạt danh hiệu làm cơ sở tính tỷ lệ")
        }
        return question.judge(
            Int128(candidates) * 10_000 <= Int128(percent) * Int128(base),
            "Đề nghị \(candidates) trên \(base) người; tối đa \(Percent.words(percent))\(self.percent.origin(question))."
        )
    }
}

/// A percent that stands in the law, or in the local regulation, in hundredths.
struct Percent: Equatable, Sendable {
    let fixed: Int?
    let local: LocalKey?

    init(_ parameters: Fields) throws(InputRefusal) {
        fixed = try parameters.hundredths("percent")
        local = try parameters.word("local")
        guard (fixed == nil) != (local == nil) else {
            throw parameters.refusal("percent", "cần một trong percent và local")
        }
    }

    func value(_ question: Question) -> Int? { fixed ?? local.flatMap { question.proposal.local?[$0] } }

    /// `15 %`, `tỷ lệ do quy chế của địa phương quy định`
    var asked: String { fixed.map(Self.words) ?? "tỷ lệ do quy chế của địa phương quy định, tính trên" }

    func origin(_ question: Question) -> String {
        guard let local, let regulation = question.proposal.local else { return "" }
        return ", \(regulation.vietnamese(local))"
    }

    /// `15 %`, `12,5 %`
    static func words(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        let tail = rest == 0 ? "" : rest % 10 == 0 ? ",\(rest / 10)" : ",\(rest < 10 ? "0" : "")\(rest)"
        return "\(hundredths / 100)\(tail) %"
    }
}
