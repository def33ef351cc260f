import HTTP
import Markup
import Paper
import Rulebook
import Vocabulary

/// What one may be given, on paper. It is handed round: of conduct it says only how the condition stands.
enum EligibilityPaper {
    static func response(_ file: PaperFile, _ found: Eligibility) throws -> Response {
        let name = "Đủ điều kiện gì - \(found.name)".replacing("/", with: "-")
        return try file.response(named: String(name.prefix(120)), annex(found))
    }

    static func annex(_ found: Eligibility) -> OfficialPaper.Annex {
        let (question, law) = (found.question, found.law)
        var body: [OfficialPaper.Block] = []
        if !question.assumptions.isEmpty {
            let words = question.assumptions.map { $0.vietnamese(law) }.joined(separator: "; ")
            body.append(.paragraph(PaperText("Theo giả định, không phải dữ liệu thật: \(words).")))
        }
        if !found.seesConduct {
            body.append(.paragraph(PaperText("Chưa xét kỷ luật và việc đang xem xét.")))
        }
        let known = EligibilityPages.ordered(found.prospects.filter { $0.hasCriteria && !$0.isForOthers }, law)
        for (number, kind) in Award.Kind.allCases.enumerated() {
            let rows = known.filter { law.awards[$0.award]?.kind == kind }
            body.append(.heading(.clause, "\(number + 1)", kind.vietnamese))
            body.append(.table(table(rows, found)))
        }
        body.append(
            .paragraph(
                PaperText(
                    "Khen theo công trạng, thành tích. Thành phần hồ sơ, phiếu bầu, thời hạn, thẩm quyền, tỷ lệ được kiểm tra trong hồ sơ đề nghị."
                )))
        return OfficialPaper.Annex(
            title: "Đủ điều kiện gì: \(found.name)", issuedWith: EligibilityPages.basis(found),
            orientation: .landscape, body: body)
    }

    private static func table(_ rows: [Prospect], _ found: Eligibility) -> PaperTable {
        let columns: [PaperTable.Column] = [
            .init("TT", width: 7, .centre), .init("Danh hiệu, hình thức", width: 26), .init("Kết quả", width: 10),
            .init("Từng điều kiện", width: 78), .init("Sớm nhất", width: 20),
        ]
        let day = found.question.day
        return PaperTable(
            columns,
            rows.enumerated().map { number, prospect in
                let name =
                    found.law.awards[prospect.award]?.version(on: day).version.name ?? prospect.award.description
                return .cells([
                    .number(number + 1), .text(name), .text(EligibilityPages.word(prospect.verdict)),
                    .text(prospect.findings.map(words).joined(separator: " ")),
                    .text(EligibilityPages.earliest(prospect)),
                ])
            })
    }

    private static func words(_ finding: Finding) -> String {
        let verdict = finding.verdict.vietnamese.lowercased()
        guard !finding.tellsConduct else { return "\(finding.check.vietnamese): \(verdict) (\(finding.citation))." }
        let doubt = finding.confidence == .unconfirmed ? " Quy định này chưa được xác nhận." : ""
        let said = finding.explanation.isEmpty ? "" : " \(finding.explanation)"
        return "\(finding.check.vietnamese): \(verdict).\(said)\(doubt) (\(finding.citation))"
    }
}

extension Finding {
    /// Whether its words tell of a discipline or of an open matter: said to who reads conduct, and not on what is handed round.
    var tellsConduct: Bool { check == .pending || explanation.folded.contains("ky luat") }
}
