import Markup
import Office
import Vocabulary

/// The last page before adoption: what will happen, and what a newer version changes.
extension DraftPages {
    /// The years of a plan of several, as typed.
    struct SpanForm: Equatable {
        var first: String
        var last: String

        init(first: String, last: String) { (self.first, self.last) = (first, last) }

        init(_ span: ClosedRange<Int>?) {
            (first, last) = (span.map { String($0.lowerBound) } ?? "", span.map { String($0.upperBound) } ?? "")
        }
    }

    /// What is asked about the years: only where the plan names several.
    struct Span {
        /// The years that the title names.
        let named: ClosedRange<Int>?
        let form: SpanForm
        let refusal: DraftRefusal?

        var isAsked: Bool { named != nil || !form.first.isEmpty }

        var fields: [Field] {
            guard isAsked else { return [] }
            let hint = named.map {
                "Kế hoạch ghi giai đoạn \($0.years). Để trống cả hai nếu chỉ là kế hoạch của một năm."
            }
            return [
                Field(
                    "tu-nam", "Kế hoạch từ năm", hint: hint, error: refusal?.explanation.notice,
                    .text(form.first, kind: .number, length: 4)),
                Field("den-nam", "Đến năm", .text(form.last, kind: .number, length: 4)),
            ]
        }
    }

    static func confirm(_ sheet: DraftSheet, _ comparison: Adoption.Comparison?, _ span: Span, token: Token) -> HTML {
        let accepted = sheet.items.count { $0.decision == .accepted }
        let rejected = sheet.items.count { $0.decision == .rejected }
        let back = Link("Quay lại đối chiếu", DraftPage.review(sheet.draft.id).path)
        var consequences: [String] = []
        if let difference = comparison?.difference {
            consequences.append(
                "Bản mới của \(sheet.replaced ?? "kế hoạch đã có"): thêm \(difference.added.count), đổi \(difference.changed.count), bớt "
                    + "\(difference.gone.count), giữ nguyên \(difference.same.count) việc.")
            consequences.append("Việc bớt đi được ghi “thôi thực hiện” kèm lý do; việc đã xong vẫn là xong.")
        } else if let years = sheet.draft.span {
            consequences.append(
                "\(accepted) việc được chia vào phần từng năm \(years.years); việc thường xuyên có ở mỗi năm; các đơn vị thấy việc của mình ngay."
            )
        } else {
            consequences.append(
                "\(accepted) việc vào chương trình năm \(sheet.draft.year); các đơn vị thấy việc của mình ngay.")
        }
        let undated = sheet.items.count { $0.decision == .accepted && $0.time.kind == .unstated }
        if undated > 0 {
            consequences.append(
                "\(undated) việc không ghi thời gian: không bị tính quá hạn, không được nhắc cho đến khi đặt thời gian; xem ở “Chưa định thời gian”."
            )
        }
        if rejected > 0 { consequences.append("\(rejected) việc không nhận sẽ không vào chương trình.") }
        consequences.append("Mỗi việc giữ câu gốc, số dòng và mã của tệp “\(sheet.fileName)”.")
        return """
            \(PageHead(
                "Nhận vào chương trình", facts: "\(sheet.draft.title)",
                trail: [Link("Chương trình", "/chuong-trinh"), Link("Đối chiếu", DraftPage.review(sheet.draft.id).path)], here: "Nhận"))
            \(ErrorSummary("Chưa nhận được", fields: span.fields))
            \(sheet.isSettled
                ? Confirmation("Nhận kế hoạch này?", consequences: consequences, verb: "Nhận vào chương trình", to: DraftPage.adopt(sheet.draft.id).path, hidden: token, back: back, fields: span.fields).html
                : Note(.care, "Chưa nhận được.", body: "Còn \(left(sheet).joined(separator: ", ")). \(back)").html)
            \(comparison.map(difference))
            """
    }

    /// What is to be done before the plan can be adopted, in words; nothing that is done already.
    static func left(_ sheet: DraftSheet) -> [String] {
        [
            (sheet.waiting, "việc chưa xem"), (sheet.openWarnings.count, "cảnh báo"),
            (sheet.openNames.count, "tên đơn vị chưa rõ"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    }

    private static func difference(_ comparison: Adoption.Comparison) -> HTML {
        let difference = comparison.difference
        guard !difference.isEmpty else {
            return Note(.plain, "Hai bản giống nhau.", body: "Nhận bản mới chỉ ghi thêm tệp và phiên bản.").html
        }
        return """
            \(list("Việc thêm", difference.added.map { side(comparison.newSides[$0]) }))
            \(changed(comparison))
            \(list("Việc bớt", difference.gone.map { side(comparison.oldSides[$0]) }))
            """
    }

    private static func side(_ side: PlanDifference.Side) -> HTML {
        "<b>\(side.reference)</b> \(side.text) <span class=\"soft\">\(side.time)\(side.lead.map { " · \($0)" } ?? "")</span>"
    }

    private static func list(_ title: String, _ lines: [HTML]) -> HTML {
        lines.isEmpty ? .empty : Section(title, count: "\(lines.count) việc", content: Lines(lines).html).html
    }

    private static func changed(_ comparison: Adoption.Comparison) -> HTML {
        let changed = comparison.difference.changed
        guard !changed.isEmpty else { return .empty }
        struct Line {
            let task: String
            let change: PlanDifference.Change
        }
        let lines = changed.flatMap { pair in
            pair.changes.map {
                Line(
                    task: comparison.newSides[pair.new].reference + " " + comparison.newSides[pair.new].text, change: $0
                )
            }
        }
        return RuledTable(
            "Việc đổi", count: "\(changed.count) việc",
            columns: [
                Column("Việc", .name) { "\($0.task)" }, Column("Đổi", .text, .w8) { "\($0.change.field)" },
                Column("Đang có", .text) { "<del>\($0.change.old)</del>" },
                Column("Bản mới", .text) { "<ins>\($0.change.new)</ins>" },
            ], rows: lines
        ).html
    }
}
