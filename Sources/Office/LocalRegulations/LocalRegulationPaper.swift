import Paper
import Rulebook
import Vocabulary

/// A regulation, and what it changes, as papers to print or to send to who approves.
enum LocalRegulationPaper {
    static func annex(_ model: LocalRegulationPages.One) -> OfficialPaper.Annex {
        let regulation = model.regulation
        var body: [OfficialPaper.Block] = [
            .paragraph(PaperText("Cơ quan ban hành: \(regulation.issuer).")),
            .paragraph(
                PaperText(
                    "Hiệu lực: \(regulation.firstDay.map { UnitPages.periodWords($0, regulation.lastDay) } ?? "chưa ghi"). "
                        + "Trạng thái: \(regulation.stateWords(on: model.today)).")),
        ]
        if let replaced = model.replaced { body.append(.paragraph(PaperText("Thay thế: \(replaced.words)."))) }
        body += [.heading(.clause, "1", "Các mức của quy chế"), .table(values(model))]
        if !model.awards.isEmpty {
            body += [.heading(.clause, "2", "Danh hiệu, hình thức của địa phương"), .table(awards(model.awards))]
        }
        if !model.trial.lines.isEmpty {
            body += [
                .heading(.clause, model.awards.isEmpty ? "2" : "3", "Ca thử"), .table(cases(model.trial)),
            ]
        }
        return OfficialPaper.Annex(
            title: regulation.title,
            issuedWith: (regulation.number.map { "Số \($0)" } ?? "Bản soạn, chưa có số")
                + (regulation.signed.map { " ngày \($0.vietnamese)" } ?? ""),
            orientation: .landscape, body: body)
    }

    private static func values(_ model: LocalRegulationPages.One) -> PaperTable {
        PaperTable(
            [
                .init("Nội dung", width: 40), .init("Quy chế", width: 16), .init("Điều khoản", width: 18),
                .init("Luật", width: 45),
            ],
            model.values.map { value in
                let parameter = LocalRegulationPages.parameter(value.key, model.parameters)
                let name = parameter?.name ?? value.key.rawValue
                return .cells([
                    .text(name + (value.note.map { "\n\($0)" } ?? "")), .text(value.key.words(value.amount)),
                    .optional(value.article),
                    .text(parameter.map(bound) ?? "luật không giao"),
                ])
            })
    }

    private static func bound(_ parameter: LocalParameter) -> String {
        let doubt = parameter.confidence == .verified ? "" : ", \(parameter.confidence.vietnamese)"
        return "\(parameter.boundWords.capitalFirst), \(parameter.citation)\(doubt)"
    }

    private static func awards(_ awards: [LocalAward]) -> PaperTable {
        PaperTable(
            [
                .init("Tên", width: 32), .init("Loại, cấp", width: 20), .init("Đối tượng", width: 20),
                .init("Tiêu chuẩn", width: 50), .init("Tiền thưởng (đồng)", width: 16, .right),
                .init("Hiện vật", width: 16), .init("Điều khoản", width: 14),
            ],
            awards.map { award in
                .cells([
                    .text(award.name), .text("\(award.kind.vietnamese), \(LocalAwardPages.level(award.level))"),
                    .text(award.subjects.map(\.vietnamese).joined(separator: ", ")), .text(award.criteria),
                    award.bonus.map { .number($0) } ?? .empty, .optional(award.object), .optional(award.article),
                ])
            })
    }

    private static func cases(_ trial: LocalTrial) -> PaperTable {
        func words(_ tried: TriedCase) -> PaperTable.Cell {
            .text(tried.answer.map { LocalRegulationPages.status($0.verdict).words } ?? "không đọc được")
        }
        return PaperTable(
            [
                .init("Ca", width: 40), .init("Tiếp nhận", width: 16), .init("Không có quy chế này", width: 20),
                .init("Theo quy chế này", width: 20), .init("Ca thử", width: 30),
            ],
            trial.lines.map { line in
                .cells([
                    .text(line.name), .optional(line.acceptedOn?.vietnamese), words(line.before), words(line.after),
                    .text(
                        line.after.slips.isEmpty ? "Như chờ đợi" : line.after.slips.map(\.words).joined(separator: "; ")
                    ),
                ])
            })
    }

    /// Every unit of a year, before and after.
    static func quotas(_ quotas: LocalQuotas) -> PaperTable {
        func most(_ number: Int?) -> PaperTable.Cell { number.map { .number($0) } ?? "chưa rõ" }
        return PaperTable(
            [
                .init("Đơn vị", width: 40), .init("Lao động tiên tiến", width: 14, .right),
                .init("CSTĐ cơ sở", width: 12, .right), .init("Tối đa trước", width: 12, .right),
                .init("Tối đa sau", width: 12, .right), .init("Trước", width: 16), .init("Sau", width: 16),
            ],
            quotas.lines.map { line in
                .cells([
                    .text(line.unit), .number(line.base), .number(line.fighters), most(line.mostBefore),
                    most(line.mostAfter), .text(LocalRegulationPages.status(line.before).words),
                    .text(LocalRegulationPages.status(line.after).words),
                ])
            })
    }
}
