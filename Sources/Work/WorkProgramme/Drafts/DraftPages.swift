import Markup
import Office
import PlanReader
import Vocabulary

import struct Office.Unit

/// The HTML of upload, review and adoption.
enum DraftPages {
    /// The hidden fields of every form here: the form token, then what the form adds.
    typealias Token = [(name: String, value: String)]

    struct Upload: Equatable {
        let form: UploadForm
        let units: [Unit]
        let waiting: [DraftScope.Line]
        let refusal: Refused?
    }

    static func upload(_ model: Upload, token: Token) -> HTML {
        let errors = model.refusal.flatMap { refused in refused.field.map { [$0: refused.words] } } ?? [:]
        let unit = Field(
            "don-vi", "Chương trình của", hint: "Đơn vị có kế hoạch này.",
            .choice(model.units.map { Control.Choice($0.id.description, $0.name) }, selected: model.form.unit)
        ).with(errors: errors)
        let year = Field(
            "nam", "Năm của chương trình", hint: "Để trống thì lấy năm ghi trong kế hoạch.", isOptional: true,
            .text(model.form.year, kind: .number, length: 4)
        ).with(errors: errors)
        let file = Field(
            "tep", "Tệp kế hoạch",
            hint: "Word (.docx, .doc), PDF có chữ, Excel (.xlsx) hoặc văn bản (.txt), tối đa 200 MB.",
            .file(accepts: ".docx,.doc,.pdf,.xlsx,.txt")
        ).with(errors: errors)
        return """
            \(PageHead(
                "Nhập kế hoạch",
                facts: "Phần mềm đọc ra nhiệm vụ, đơn vị, thời gian và chỉ ra chỗ chưa khớp. Ông/bà xem và nhận thì việc mới vào chương trình.",
                trail: [Link("Chương trình", "/chuong-trinh")], here: "Nhập kế hoạch"))
            \(ErrorSummary("Chưa đọc được tệp", fields: [file, unit, year]))
            \(Form(to: DraftPage.receive.path, hidden: token, extras: [.uploads], content: """
                \(file)<div class="pair">\(unit)\(year)</div>
                \(Actions([.submit("Đọc kế hoạch", .primary, busy: "Đang đọc…")], note: "Thường mất chưa đến một giây."))
                """))
            \(waitingDrafts(model.waiting))
            """
    }

    private static func waitingDrafts(_ lines: [DraftScope.Line]) -> HTML {
        guard !lines.isEmpty else {
            return Section(
                "Đang đối chiếu",
                content: Empty("Không có bản nháp nào đang chờ.", "Kế hoạch đã tải lên mà chưa nhận sẽ nằm ở đây.").html
            ).html
        }
        return RuledTable(
            "Đang đối chiếu", count: "\(lines.count) bản nháp, mới nhất ở trên",
            columns: [
                Column("Kế hoạch", .name) { line in
                    "\(Link(line.title, DraftPage.review(line.id).path))<small>\(line.fileName) · năm \(line.year)</small>"
                },
                Column("Còn lại", .text, .w13) { line in
                    line.waiting == 0 && line.warnings == 0
                        ? Status(.yours, "Chờ nhận").html
                        : "\(Status(.doing, "Đang xem"))<small>\(line.waiting) việc chưa xem, \(line.warnings) cảnh báo</small>"
                },
                Column("Sửa lần cuối", .text, .w11) { "\($0.changed.vietnamese)" },
            ], rows: lines
        ).html
    }

    static func header(_ draft: Draft, _ form: HeaderForm, _ parents: [ParentChoice], refusal: Refused?, token: Token)
        -> HTML
    {
        let errors = refusal.flatMap { refused in refused.field.map { [$0: refused.words] } } ?? [:]
        let choices =
            [Control.Choice("", "– không thuộc việc nào –")]
            + parents.map { Control.Choice($0.id.description, $0.words) }
        let fields = [
            Field("trich-yeu", "Trích yếu", .area(form.title, rows: 3)),
            Field(
                "so", "Số, ký hiệu", hint: "Ví dụ 18/KH-UBND; để trống nếu chưa cấp số.", isOptional: true,
                .text(form.number, length: 20)),
            Field("ngay", "Ngày ban hành", isOptional: true, .day(form.issuedOn)),
            Field("co-quan", "Cơ quan ban hành", isOptional: true, .text(form.issuer, length: 60)),
            Field(
                "loai-co-quan", "Kế hoạch của", hint: "Kế hoạch của hội đồng được lọc riêng trong chương trình.",
                .choice(
                    PlanIssuerKind.allCases.map { .init($0.key, $0.vietnamese.capitalFirst) },
                    selected: form.issuerKind)),
            Field("nam", "Năm của chương trình", .text(form.year, kind: .number, length: 4)),
            Field(
                "viec-cha", "Thực hiện việc nào của kế hoạch năm",
                hint: "Kế hoạch chi tiết treo vào một việc của kế hoạch năm; xem được từ cả hai phía.",
                isOptional: true,
                .choice(choices, selected: form.parent)),
        ].map { $0.with(errors: errors) }
        return """
            \(PageHead(
                "Thông tin kế hoạch",
                trail: [Link("Chương trình", "/chuong-trinh"), Link("Đối chiếu", DraftPage.review(draft.id).path)], here: "Thông tin"))
            \(refusal.flatMap { ErrorSummary("Chưa lưu được", [($0.field ?? "trich-yeu", $0.words)]) })
            \(Form(to: DraftPage.saveHeader(draft.id).path, hidden: token, extras: [.guardsWords], content: """
                \(fields)\(Actions([.submit("Lưu thông tin", .primary), .link("Quay lại", DraftPage.review(draft.id).path, .low)], hasGap: true))
                """))
            """
    }

    static func discard(_ draft: Draft, token: Token) -> HTML {
        """
        \(PageHead("Bỏ bản nháp", trail: [Link("Chương trình", "/chuong-trinh"), Link("Nhập kế hoạch", DraftPage.upload.path)], here: "Bỏ bản nháp"))
        \(Confirmation(
            "Bỏ bản nháp “\(draft.title)”?",
            consequences: ["Những gì đã nhận, sửa, trả lời trong bản nháp này không dùng được nữa.", "Tệp gốc vẫn còn; tải lên lại thì đọc lại từ đầu."],
            verb: "Bỏ bản nháp", to: DraftPage.discard(draft.id).path, hidden: token, back: Link("Quay lại đối chiếu", DraftPage.review(draft.id).path)))
        """
    }
}
