import Markup
import Vocabulary

/// The HTML about how long people are kept by name.
enum RetentionPages {
    struct Page {
        let retention: Retention
        let bound: Day?
        let due: [PersonLine]
        let typed: TypedRetention
        let errors: [String: String]
    }

    static func show(_ page: Page, token: [(name: String, value: String)]) -> HTML {
        let fields = [
            Field(
                "so-nam", "Số năm sau khi thôi chức vụ cuối cùng",
                hint: "Để trống khi chưa định: khi đó không ai bị đề nghị ẩn danh.", isOptional: true,
                .text(page.typed.years, kind: .number, length: 4)),
            Field(
                "van-ban", "Văn bản quy định", hint: "Số, ngày, điều khoản của văn bản làm căn cứ.", isOptional: true,
                .text(page.typed.basis, length: 48)),
            Field("doi-chieu", "Đã đối chiếu số năm với văn bản", .tick(page.typed.isConfirmed)),
        ].map { $0.with(errors: page.errors) }
        return """
            \(PageHead("Thời hạn lưu", facts: "Bao lâu sau khi một người thôi chức vụ cuối cùng thì tên người đó được bỏ khỏi danh sách."))
            \(ErrorSummary("Chưa lưu được", fields: fields))
            \(if: !page.retention.isConfirmed, Note(
                .care, "Thời hạn chưa được đối chiếu.",
                body: "Phần mềm không tự đặt số năm. Hãy ghi theo văn bản áp dụng cho cơ quan; trước đó không ai bị ẩn danh.").html)
            <div class="narrow-left gap">\(Form(
                to: RetentionPage.save.path, hidden: token, content: "\(fields)\(Actions([.submit("Lưu thời hạn", .primary)]))"))</div>
            \(page.bound.map { due($0, page.due) })
            """
    }

    private static func due(_ bound: Day, _ lines: [PersonLine]) -> HTML {
        let table = RuledTable(
            "Đã đến thời hạn", count: "thôi chức vụ cuối cùng đến hết \(bound.vietnamese)",
            columns: [
                Column("Họ và tên", .name) { (line: PersonLine) -> HTML in
                    Link(line.name, RetentionPage.preview(line.id).path, subject: "xem trước khi ẩn danh").html
                },
                Column("Chức vụ cuối", .text) { line in
                    line.posts.map { "\($0.title), \($0.unitName)<small>\(PersonPages.period($0))</small>" as HTML }
                        .joined("<br>")
                },
            ], rows: lines
        ).with {
            $0.empty = Empty("Chưa ai đến thời hạn.", "Người thôi chức vụ cuối cùng đủ số năm đã định sẽ hiện ở đây.")
        }
        return "<div class=\"gap\">\(table)</div>"
    }

    static func preview(_ preview: Anonymising.Preview, token: [(name: String, value: String)]) -> HTML {
        let person = preview.person
        let trail = [Link("Thời hạn lưu", RetentionPage.show.path)]
        let head = PageHead(
            "Ẩn danh \(person.name)",
            facts: "Thôi chức vụ cuối cùng: \(preview.lastDay?.vietnamese ?? "chưa thôi")", trail: trail,
            here: person.name)
        if let refusal = preview.refusal {
            return """
                \(head)
                \(Note(.bad, refusal.explanation.notice))
                <p class="gap-s">\(Action.link("Về thời hạn lưu", RetentionPage.show.path))</p>
                """
        }
        var consequences = [
            "Họ tên thay bằng “\(Anonymising.label(person.id))”; ngày sinh, dân tộc, điện thoại, thư bị xóa.",
            "\(preview.posts) chức vụ, giới tính và vùng còn giữ cho thống kê.",
        ]
        if preview.merged > 0 { consequences.append("\(preview.merged) hồ sơ đã gộp vào cũng được ẩn danh.") }
        if preview.hasAccount { consequences.append("Tài khoản đã khóa của người này cũng bỏ tên.") }
        consequences.append(
            "Nhật ký ghi việc này mà không ghi tên. Tên người thực hiện trong các bút tích cũ vẫn giữ, vì nhật ký không sửa được."
        )
        consequences.append("Không hoàn tác được; các bản sao lưu cũ còn giữ tên đến khi hết hạn.")
        return """
            \(head)
            \(Confirmation(
                "Ẩn danh người này?", consequences: consequences, verb: "Ẩn danh",
                to: RetentionPage.anonymise(person.id).path, hidden: token, back: Link("Giữ lại", RetentionPage.show.path)))
            """
    }
}
