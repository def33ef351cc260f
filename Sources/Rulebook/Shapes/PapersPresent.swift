/// The dossier holds these papers; the decision on an initiative where initiatives are asked.
struct PapersPresent: RuleShape {
    static let name = "papersPresent"
    static let keys: Set = ["papers", "whereInitiatives"]
    let papers: [Proposal.Paper]
    let whereInitiatives: [Proposal.Paper]

    init(_ parameters: Fields, _ awards: Awards) throws(InputRefusal) {
        guard let papers = try parameters.words("papers", Proposal.Paper.self) else {
            throw parameters.refusal("papers", "thiếu")
        }
        self.papers = papers
        whereInitiatives = try parameters.words("whereInitiatives") ?? []
    }

    func words(_ names: AwardNames) -> String {
        func list(_ papers: [Proposal.Paper]) -> String { papers.map(\.vietnamese).joined(separator: ", ") }
        let more = whereInitiatives.isEmpty ? "" : "; thêm \(list(whereInitiatives)) nếu điều kiện có sáng kiến, đề tài"
        return "Hồ sơ có: \(list(papers))\(more)."
    }

    func judge(_ question: Question) -> Judgement? {
        guard let brought = question.proposal.papers else { return question.missing("danh mục giấy tờ trong hồ sơ") }
        func lacking(_ wanted: [Proposal.Paper]) -> [Proposal.Paper] { wanted.filter { !brought.contains($0) } }
        func list(_ papers: [Proposal.Paper]) -> String { papers.map(\.vietnamese).joined(separator: ", ") }
        let evidence = { brought.map(\.vietnamese) }
        var (wanted, missing) = (papers, lacking(papers))
        var perhaps: [Proposal.Paper] = []
        if !whereInitiatives.isEmpty {
            switch question.law.asks(.initiatives, question) {
            case .yes:
                wanted += whereInitiatives
                missing += lacking(whereInitiatives)
            case .missing: perhaps = lacking(whereInitiatives)
            case .no: break
            }
        }
        if !missing.isEmpty { return question.unmet("Hồ sơ thiếu: \(list(missing)).", evidence()) }
        if !perhaps.isEmpty {
            return question.unknown(
                "Chưa rõ có cần \(list(perhaps)) hay không; cần bổ sung thông tin về đối tượng, loại hình.", evidence())
        }
        return question.met("Hồ sơ có đủ: \(list(wanted)).", evidence())
    }
}
