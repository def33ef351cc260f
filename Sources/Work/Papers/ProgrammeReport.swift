import Office
import Paper
import Vocabulary

/// Báo cáo kết quả thực hiện chương trình: drafted from the figures, in the wording of offices; a person goes on from there.
enum ProgrammeReport {
    static func paper(_ results: ProgrammeResults, head: OfficeHead, today: Day) -> OfficialPaper {
        OfficialPaper(
            .report, head.letterhead(.report, year: today.year, month: today.month),
            abstract:
                "Kết quả thực hiện chương trình công tác thi đua, khen thưởng \(ProgrammePaper.spoken(results.days))",
            body: body(results, today), signatures: [head.signature], recipients: head.recipients)
    }

    private static func body(_ results: ProgrammeResults, _ today: Day) -> [OfficialPaper.Block] {
        var body: [OfficialPaper.Block] = [
            .heading(.roman, "I", "Kết quả chung"), .paragraph(PaperText(opening(results, today))),
        ]
        if results.regular > 0 {
            body.append(
                .paragraph(
                    PaperText(
                        "Ngoài ra, các đơn vị tiếp tục thực hiện \(results.regular.dotted) nhiệm vụ thường xuyên của chương trình."
                    )))
        }
        body += [.heading(.roman, "II", "Kết quả theo quý"), .table(quarters(results))]
        body += [.heading(.roman, "III", "Kết quả theo đơn vị chủ trì"), .table(leads(results))]
        body.append(.heading(.roman, "IV", "Nhiệm vụ quá hạn"))
        body.append(
            results.late.isEmpty
                ? .paragraph("Không có nhiệm vụ nào quá hạn.")
                : .table(list(results.late, "Tình hình, nguyên nhân", today: today)))
        body.append(.heading(.roman, "V", "Nhiệm vụ thôi thực hiện"))
        body.append(
            results.dropped.isEmpty
                ? .paragraph("Không có nhiệm vụ nào thôi thực hiện.")
                : .table(list(results.dropped, "Lý do", today: nil)))
        body.append(.heading(.roman, "VI", "Đánh giá"))
        body += assessment(results).map { .item(PaperText($0)) }
        body.append(.heading(.roman, "VII", "Nhiệm vụ thời gian tới"))
        body +=
            results.next.isEmpty
            ? [.paragraph("Tiếp tục thực hiện các nhiệm vụ thường xuyên theo kế hoạch.")]
            : results.next.map { line in
                let lead = line.lead.map { ", \($0) chủ trì" } ?? ""
                return .item(
                    PaperText("\(line.text.trimmingStop)\(lead)\(line.due.map { " (hạn \($0.vietnamese))" } ?? "")"))
            }
        return body
    }

    /// `Đến ngày 17/11/2026, trong 8 nhiệm vụ có hạn … : 3 nhiệm vụ đã hoàn thành (37,5 %), …`
    static func opening(_ results: ProgrammeResults, _ today: Day) -> String {
        let totals = results.totals
        guard totals.all > 0 else {
            return "Chương trình \(ProgrammePaper.spoken(results.days)) không có nhiệm vụ nào đến hạn."
        }
        // Of those that stand: who reckons again with the first number must know it.
        let but = totals.dropped > 0 ? ", không kể nhiệm vụ thôi thực hiện" : ""
        let share = totals.done.percent(of: totals.standing).map { " (\($0)\(but))" } ?? ""
        let parts = [
            totals.done > 0
                ? "\(totals.done.dotted) nhiệm vụ đã hoàn thành\(share)" : "chưa có nhiệm vụ nào hoàn thành",
            totals.doing > 0 ? "\(totals.doing.dotted) nhiệm vụ đang thực hiện" : nil,
            totals.toDo > 0 ? "\(totals.toDo.dotted) nhiệm vụ chưa đến hạn" : nil,
            totals.late > 0 ? "\(totals.late.dotted) nhiệm vụ quá hạn" : nil,
            totals.dropped > 0 ? "\(totals.dropped.dotted) nhiệm vụ thôi thực hiện" : nil,
        ].compactMap(\.self)
        return
            "Đến ngày \(today.vietnamese), trong \(totals.all.dotted) nhiệm vụ có hạn \(ProgrammePaper.spoken(results.days)) của \(results.plans) kế hoạch: \(parts.joined(separator: ", "))."
    }

    private static func assessment(_ results: ProgrammeResults) -> [String] {
        let whole = results.leads.filter { $0.totals.standing > 0 && $0.totals.done == $0.totals.standing }
        let behind = results.leads.filter { $0.totals.late > 0 }
        var lines: [String] = []
        if !whole.isEmpty {
            lines.append("Các đơn vị hoàn thành đủ nhiệm vụ: \(TaskTables.names(whole.map(\.name), atMost: 8)).")
        }
        if !behind.isEmpty {
            let names = behind.map { "\($0.name) (\($0.totals.late.dotted) nhiệm vụ)" }
            lines.append("Các đơn vị còn nhiệm vụ quá hạn: \(TaskTables.names(names, atMost: 8)).")
        }
        return lines.isEmpty ? ["Các nhiệm vụ được thực hiện theo đúng tiến độ của chương trình."] : lines
    }

    // MARK: Tables

    private static let counts: [PaperTable.Column] = [
        .init("Tổng số", width: 10, .right), .init("Hoàn thành", width: 12, .right),
        .init("Đang làm, chưa đến hạn", width: 14, .right), .init("Quá hạn", width: 10, .right),
        .init("Thôi thực hiện", width: 10, .right),
    ]

    private static func cells(_ totals: TaskTotals) -> [PaperTable.Cell] {
        [
            .number(totals.all), .number(totals.done), .number(totals.doing + totals.toDo), .number(totals.late),
            .number(totals.dropped),
        ]
    }

    private static func quarters(_ results: ProgrammeResults) -> PaperTable {
        PaperTable([.init("Quý", width: 18)] + counts) { add in
            for quarter in results.quarters {
                try add(.cells([.text("Quý \(quarter.quarter.roman) năm \(quarter.year)")] + cells(quarter.totals)))
            }
            try add(.cells([.text("Cộng")] + cells(results.totals)))
        }
    }

    private static func leads(_ results: ProgrammeResults) -> PaperTable {
        PaperTable([.init("TT", width: 7, .centre), .init("Đơn vị chủ trì", width: 34)] + counts) { add in
            for (index, lead) in results.leads.enumerated() {
                try add(.cells([.number(index + 1), .text(lead.name)] + cells(lead.totals)))
            }
        }
    }

    /// - Parameter today: where days late are told.
    private static func list(_ lines: [ProgrammeResults.Line], _ reason: String, today: Day?) -> PaperTable {
        var columns: [PaperTable.Column] = [
            .init("TT", width: 7, .centre), .init("Nội dung nhiệm vụ", width: 44, .justified),
            .init("Cơ quan chủ trì", width: 20), .day("Hạn", width: 17),
        ]
        if today != nil { columns.append(.init("Số ngày chậm", width: 12, .right)) }
        columns.append(.init(reason, width: 28))
        return PaperTable(columns) { add in
            for (index, line) in lines.enumerated() {
                var cells: [PaperTable.Cell] = [
                    .number(index + 1), .text(line.text), .optional(line.lead), .optional(line.due),
                ]
                if let today { cells.append(line.due.map { .number(today.days(since: $0)) } ?? .empty) }
                cells.append(.optional(line.reason))
                try add(.cells(cells))
            }
        }
    }
}

extension String {
    fileprivate var trimmingStop: String {
        var text = trimmed
        while let last = text.last, ".;,".contains(last) { text.removeLast() }
        return text
    }
}
