import Database
import Office
import Paper
import Vocabulary

/// Danh sách gửi kế hoạch: the rows of the table shown, as an annex for Word, PDF and spreadsheet alike.
struct UnitPlanPaper {
    let request: PlanRequest
    let filter: UnitPlanFilter
    let today: Day

    private static let rowsAtOnce = 500

    var title: String {
        "Tình hình gửi kế hoạch năm \(request.year)" + (filter.title.isEmpty ? "" : ": \(filter.title.loweredStart)")
    }

    var titles: [String] {
        [title, "\(request.title); hạn gửi \(request.due.vietnamese); đến ngày \(today.vietnamese)"]
    }

    /// Asks the database for its rows while a file is being written; `db` must live as long.
    func table(_ db: any Reader) -> PaperTable {
        PaperTable([
            .init("TT", width: 9, .centre), .init("Đơn vị", width: 36), .init("Tình trạng", width: 24),
            .day("Ngày gửi", width: 20), .init("Số, ký hiệu", width: 20),
            .init("Trích yếu kế hoạch", width: 42), .init("Số việc", width: 10, .right),
            .init("Số việc cụ thể hóa", width: 14, .right), .init("Ghi chú", width: 28),
        ]) { add in
            var (ordinal, cursor): (Int, UnitPlanList.Cursor?) = (0, nil)
            repeat {
                let page = try UnitPlanList.page(of: request, filter, cursor, size: Self.rowsAtOnce, db)
                for line in page.lines {
                    ordinal += 1
                    try add(.cells(cells(line, ordinal)))
                }
                cursor = page.after.map { .after($0) }
            } while cursor != nil
        }
    }

    private func cells(_ line: UnitPlan, _ ordinal: Int) -> [PaperTable.Cell] {
        let isSent = line.file != nil
        return [
            .number(ordinal), .text(line.name),
            .text(line.standing(due: request.due, today: today).vietnamese), .optional(line.sentOn),
            .optional(line.number), .optional(line.title ?? line.fileName),
            isSent ? .number(line.items) : .empty, isSent ? .number(line.confirmed) : .empty,
            .optional(
                line.remark ?? line.unread ?? (line.reminders > 0 && !isSent ? "đã nhắc \(line.reminders) lần" : nil)),
        ]
    }

    func annex(_ db: any Reader) -> OfficialPaper.Annex {
        OfficialPaper.Annex(
            title: title, issuedWith: "Hạn gửi \(request.due.vietnamese); tình hình đến ngày \(today.vietnamese)",
            orientation: .landscape, body: [.table(table(db))])
    }
}

/// Tổng hợp tình hình ban hành kế hoạch: figures for the People's Committee, in the wording of offices.
struct UnitPlanSummary {
    struct Group: Equatable {
        let kind: Unit.Kind
        let counts: UnitPlanCounts
    }

    let request: PlanRequest
    let today: Day
    let counts: UnitPlanCounts
    let groups: [Group]
    let missing: [UnitPlan]
    let late: [UnitPlan]
    let returned: [UnitPlan]
    /// Nil where no plan is named.
    let coverage: PlanCoverage?

    static let mostListed = 1000

    /// Seven queries for any number of units.
    static func of(_ request: PlanRequest, today: Day, _ db: any Reader) throws -> UnitPlanSummary {
        func list(_ standing: UnitPlanFilter.Standing) throws -> [UnitPlan] {
            try UnitPlanList.page(of: request, UnitPlanFilter(standing: standing), size: mostListed, db).lines
        }
        let groups = try db.all(
            """
            SELECT u.kind, count(*) AS asked, sum(CASE WHEN p.state = 'missing' THEN 1 ELSE 0 END) AS missing,
                sum(CASE WHEN p.state = 'returned' THEN 1 ELSE 0 END) AS returned,
                sum(CASE WHEN p.sent_on > \(request.due) THEN 1 ELSE 0 END) AS late
            FROM unit_plan p JOIN unit u ON u.id = p.unit WHERE p.request = \(request.id)
            GROUP BY u.kind ORDER BY count(*) DESC, u.kind
            """
        ).map { Group(kind: try $0("kind"), counts: try UnitPlanCounts($0)) }
        return UnitPlanSummary(
            request: request, today: today, counts: try UnitPlanCounts.of(request.id, db), groups: groups,
            missing: try list(.missing), late: try list(.late), returned: try list(.returned),
            coverage: request.plan == nil
                ? nil : try PlanCoverage.page(of: request, onlyUnanswered: true, size: mostListed, db))
    }

    var title: String { "Tình hình ban hành kế hoạch công tác thi đua, khen thưởng năm \(request.year) của các đơn vị" }

    var opening: String {
        let share = (counts.all - counts.missing).percent(of: counts.all).map { " (\($0))" } ?? ""
        let parts = [
            "\(counts.inTime.dotted) đơn vị gửi đúng hạn", counts.late > 0 ? "\(counts.late.dotted) gửi muộn" : nil,
            counts.missing > 0 ? "\(counts.missing.dotted) chưa gửi" : nil,
        ].compactMap(\.self)
        return """
            Đến ngày \(today.vietnamese), \((counts.all - counts.missing).dotted)/\(counts.all.dotted) đơn vị đã gửi kế hoạch\(share), \
            hạn gửi \(request.due.vietnamese): \(parts.joined(separator: ", "))\
            \(counts.returned > 0 ? "; trong số đã gửi, \(counts.returned.dotted) được trả lại để sửa" : "").
            """
    }

    var byKind: PaperTable {
        PaperTable([
            .init("TT", width: 7, .centre), .init("Loại đơn vị", width: 34), .init("Tổng số", width: 10, .right),
            .init("Đúng hạn", width: 10, .right), .init("Gửi muộn", width: 10, .right),
            .init("Chưa gửi", width: 10, .right), .init("Trả lại để sửa", width: 10, .right),
        ]) { add in
            func cells(_ first: PaperTable.Cell, _ name: String, _ counts: UnitPlanCounts) -> [PaperTable.Cell] {
                [
                    first, .text(name), .number(counts.all), .number(counts.inTime), .number(counts.late),
                    .number(counts.missing), .number(counts.returned),
                ]
            }
            for (index, group) in groups.enumerated() {
                try add(.cells(cells(.number(index + 1), group.kind.vietnamese.capitalFirst, group.counts)))
            }
            try add(.cells(cells(.empty, "Cộng", counts)))
        }
    }

    func paper(_ head: OfficeHead, _ db: any Reader) -> OfficialPaper {
        let list = UnitPlanPaper(request: request, filter: UnitPlanFilter(), today: today)
        return OfficialPaper(
            .report, head.letterhead(.report, year: today.year, month: today.month), abstract: title, body: body,
            signatures: [head.signature], recipients: head.recipients,
            annexes: [
                .init(
                    title: "Danh sách đơn vị và tình hình gửi kế hoạch", orientation: .landscape,
                    body: [.table(list.table(db))])
            ])
    }

    private var body: [OfficialPaper.Block] {
        let basis = request.basis.isEmpty ? "" : "Thực hiện \(request.basis), "
        var body: [OfficialPaper.Block] = [
            .heading(.roman, "I", "Kết quả chung"),
            .paragraph(PaperText(basis.isEmpty ? opening : basis + opening.loweredStart)), .table(byKind),
            .heading(.roman, "II", "Đơn vị chưa gửi kế hoạch"),
        ]
        body +=
            missing.isEmpty
            ? [.paragraph("Không còn đơn vị nào chưa gửi kế hoạch.")]
            : [.table(names(missing) { $0.reminders > 0 ? "đã nhắc \($0.reminders) lần" : nil })]
        body.append(.heading(.roman, "III", "Đơn vị gửi muộn, được trả lại để sửa"))
        let slow = late.filter { $0.state != .returned }
        body +=
            slow.isEmpty && returned.isEmpty
            ? [.paragraph("Không có đơn vị nào gửi muộn hoặc được trả lại để sửa.")]
            : [
                .table(
                    names(slow + returned) { line in
                        line.remark.map { "trả lại: \($0.shortened(120))" }
                            ?? line.standing(due: request.due, today: today).vietnamese.loweredStart
                    })
            ]
        if let coverage { body += answers(coverage) }
        body.append(.heading(.roman, coverage == nil ? "IV" : "V", "Kiến nghị"))
        body.append(
            .item(
                PaperText(
                    missing.isEmpty
                        ? "Đề nghị các đơn vị tổ chức thực hiện kế hoạch đã ban hành, báo cáo kết quả theo quy định."
                        : "Đề nghị Ủy ban nhân dân chỉ đạo các đơn vị chưa ban hành kế hoạch khẩn trương ban hành, gửi về cơ quan thường trực."
                )))
        return body
    }

    private func names(_ lines: [UnitPlan], _ note: @escaping (UnitPlan) -> String?) -> PaperTable {
        PaperTable([
            .init("TT", width: 7, .centre), .init("Đơn vị", width: 44), .init("Ghi chú", width: 40),
        ]) { add in
            for (index, line) in lines.enumerated() {
                try add(.cells([.number(index + 1), .text(line.name), .optional(note(line))]))
            }
        }
    }

    private func answers(_ coverage: PlanCoverage) -> [OfficialPaper.Block] {
        let answered = coverage.all - coverage.unanswered
        var body: [OfficialPaper.Block] = [
            .heading(.roman, "IV", "Mức độ cụ thể hóa kế hoạch cấp trên"),
            .paragraph(
                PaperText(
                    "\(answered.dotted)/\(coverage.all.dotted) nhiệm vụ của kế hoạch đã có đơn vị cụ thể hóa\(coverage.unanswered > 0 ? "; các nhiệm vụ sau chưa có đơn vị nào cụ thể hóa:" : ".")"
                )),
        ]
        guard !coverage.lines.isEmpty else { return body }
        body.append(
            .table(
                PaperTable([
                    .init("Mục", width: 9, .centre), .init("Nội dung nhiệm vụ", width: 60, .justified),
                    .init("Cơ quan chủ trì", width: 24),
                ]) { add in
                    for line in coverage.lines {
                        try add(.cells([.optional(line.reference), .text(line.text), .optional(line.lead)]))
                    }
                }))
        return body
    }
}
