import Paper
import Rulebook
import Vocabulary

/// One award on a day as a paper to print or to send on.
enum AwardPaper {
    static func annex(_ page: AwardReading) -> OfficialPaper.Annex {
        let rows = { (requirements: [Requirement]) -> [PaperTable.Row] in
            requirements.map { requirement in
                .cells([.text(requirement.check.vietnamese), .text(words(requirement)), .text(requirement.citation)])
            }
        }
        let columns: [PaperTable.Column] = [
            .init("Mục", width: 20), .init("Yêu cầu", width: 50), .init("Điều luật", width: 30),
        ]
        var body: [OfficialPaper.Block] = [
            .paragraph(PaperText("Tặng cho: \(page.version.subjects.map(\.vietnamese).joined(separator: ", ")).")),
            .paragraph(PaperText("Điều luật: \(page.version.article).")),
        ]
        if !page.isConfirmed {
            body.append(.paragraph(PaperText("Bản của danh mục cho ngày này chưa được xác nhận.")))
        }
        body += [
            .heading(.clause, "1", "Điều kiện"), .table(PaperTable(columns, rows(page.conditions))),
            .heading(.clause, "2", "Hồ sơ và thủ tục"), .table(PaperTable(columns, rows(page.procedure))),
            .heading(.clause, "3", "Ai quyết định"),
            .table(
                PaperTable(
                    [.init("Người quyết định", width: 50), .init("Theo", width: 50)],
                    page.powers.map { .cells([.text($0.decider.vietnamese), .text($0.citation)]) })),
            .heading(.clause, "4", "Tiền thưởng"),
            .table(
                PaperTable(
                    [
                        .init("Tặng cho", width: 18), .init("Cách tính", width: 55),
                        .init("Mức thưởng (đồng)", width: 20, .right),
                    ],
                    page.bonuses.map { row in
                        .cells([
                            .text(row.kind.vietnamese), .text(row.steps.words),
                            row.steps.amount.map { .number($0) } ?? .empty,
                        ])
                    })),
        ]
        return OfficialPaper.Annex(
            title: "\(page.version.name): điều kiện, thủ tục, mức thưởng",
            issuedWith: "Theo quy định có hiệu lực ngày \(page.day.vietnamese)", body: body)
    }

    private static func words(_ requirement: Requirement) -> String {
        let condition =
            requirement.condition.map { "Với \($0): " } ?? (requirement.isForOthers ? "Các trường hợp khác: " : "")
        let doubt =
            requirement.lapsedAfter.map { " (Căn cứ hết hiệu lực sau \($0.vietnamese).)" }
            ?? (requirement.confidence == .unconfirmed ? " (Chưa xác nhận.)" : "")
        return condition + requirement.words + doubt
    }
}
