import Markup
import Office
import Vocabulary

/// The forms of a task's page. What was typed stays when a form is refused; errors stand at their fields.
enum TaskForms {
    static let acceptedFiles = ".pdf,.docx,.doc,.xlsx,.xls,.pptx,.txt,.csv,.jpg,.jpeg,.png,.zip"

    /// The fields of one form, with what was typed and refused.
    static func fields(of part: TaskPages.Typed.Part, _ page: TaskPages.One) -> [Field] {
        let typed = page.typed?.part == part ? page.typed : nil
        func value(_ name: String) -> String { typed?.values[name] ?? "" }
        let fields: [Field] =
            switch part {
            case .evidence:
                [
                    Field(
                        "loai", "Minh chứng là",
                        .radios(
                            [
                                .init("van-ban", "Văn bản", hint: "số, ngày; kèm tệp nếu có"),
                                .init("duong-dan", "Đường dẫn", hint: "tin, bài, thư mục dùng chung"),
                                .init("ghi-chu", "Ghi chú", hint: "khi không có văn bản nào"),
                            ], selected: typed.map { $0.values["loai"] ?? "" } ?? "van-ban")),
                    Field(
                        "noi-dung", "Nội dung", hint: "Ví dụ: Báo cáo số 291/BC-SNV ngày 30/10/2026.",
                        .text(value("noi-dung"), length: 60)),
                    Field(
                        "duong-dan", "Đường dẫn", hint: "Chỉ khi minh chứng là đường dẫn; bắt đầu bằng https://",
                        isOptional: true, .text(value("duong-dan"), length: 60)),
                    Field(
                        "tep", "Tệp", hint: "Tối đa 50 MB.", isOptional: true, id: "tep-minh-chung",
                        .file(accepts: acceptedFiles)),
                    Field("xong", "và báo xong", .tick(typed?.values["xong"] != nil)),
                ]
            case .comment: [Field("y-kien", "Ý kiến hoặc câu hỏi", id: "y-kien-moi", .area(value("y-kien"), rows: 3))]
            case .file:
                [
                    Field(
                        "tep", "Thêm tệp", hint: "Bản thảo, số liệu, ảnh; tối đa 50 MB.", id: "tep-moi",
                        .file(accepts: acceptedFiles))
                ]
            case .postpone:
                [
                    Field("ngay", "Hạn mới", hint: "Sau hạn hiện nay; ghi như 15/03/2027.", .day(value("ngay"))),
                    Field("ly-do", "Lý do", hint: "Người xem sau cần biết vì sao.", .area(value("ly-do"), rows: 2)),
                ]
            case .reopen: [Field("ly-do", "Lý do mở lại", .area(value("ly-do"), rows: 2))]
            case .finish, .start: []
            }
        return fields.map { $0.with(errors: typed?.errors ?? [:]) }
    }

    private static func isRefused(_ part: TaskPages.Typed.Part, _ page: TaskPages.One) -> Bool {
        page.typed?.part == part
    }

    static func evidence(_ page: TaskPages.One) -> HTML {
        let form = Form(
            to: ProgrammePage.addEvidence(page.task.id).path, hidden: page.stamped, extras: [.uploads],
            content: "<div class=\"gap-s\">\(fields(of: .evidence, page))</div>\(Actions([.submit("Gửi minh chứng")]))")
        return """
            <div id="them-minh-chung">\(Details(
                "Thêm minh chứng", isOpen: page.detail.evidence.isEmpty || isRefused(.evidence, page), content: form.html))</div>

            """
    }

    static func comment(_ page: TaskPages.One) -> HTML {
        Form(
            to: ProgrammePage.comment(page.task.id).path, hidden: [("_ma", page.visitor.formToken)],
            extras: [.guardsWords],
            content: "<div class=\"gap-s\">\(fields(of: .comment, page))</div>\(Actions([.submit("Gửi ý kiến")]))"
        ).html
    }

    static func file(_ page: TaskPages.One) -> HTML {
        Form(
            to: ProgrammePage.attach(page.task.id).path, hidden: [("_ma", page.visitor.formToken)], extras: [.uploads],
            content: "<div class=\"gap-s\">\(fields(of: .file, page))</div>\(Actions([.submit("Gửi tệp")]))"
        ).html
    }

    /// Start, finish, postpone, drop; or reopen.
    static func progress(_ page: TaskPages.One) -> HTML {
        let id = page.task.id
        guard page.mayWork else { return .empty }
        guard page.isOpen else {
            guard page.mayManage else { return .empty }
            let form = Form(
                to: ProgrammePage.reopen(id).path, hidden: page.stamped,
                content:
                    "<div class=\"gap-s\">\(fields(of: .reopen, page))</div>\(Actions([.submit("Mở lại việc này")]))")
            return Section(
                "Mở lại", id: "mo-lai",
                content: Details("Việc này còn phải làm tiếp", isOpen: isRefused(.reopen, page), content: form.html)
                    .html
            ).html
        }
        var parts: [HTML] = []
        if page.task.state == .toDo {
            parts.append(
                PostButton(.submit("Bắt đầu làm"), to: ProgrammePage.start(id).path, hidden: page.stamped).html)
        }
        parts.append(
            page.detail.evidence.isEmpty
                ? Action.refused("Báo xong", because: "cần ít nhất một minh chứng").html
                : PostButton(.submit("Báo xong", .primary), to: ProgrammePage.finish(id).path, hidden: page.stamped)
                    .html)
        var more: HTML = .empty
        if page.mayManage {
            if page.task.due != nil {
                let form = Form(
                    to: ProgrammePage.postpone(id).path, hidden: page.stamped,
                    content: "<div class=\"gap-s\">\(fields(of: .postpone, page))</div>\(Actions([.submit("Lùi hạn")]))"
                )
                more +=
                    "<div id=\"lui-han\">\(Details("Lùi hạn", isOpen: isRefused(.postpone, page), content: form.html))</div>"
            }
            more += "<p class=\"gap-s\">\(Link("Thôi thực hiện việc này…", ProgrammePage.askDrop(id).path))</p>"
        }
        return Section(
            "Tiến độ", id: "bao-xong", content: "<div class=\"acts\">\(parts.joined(" "))</div>\(more)"
        ).html
    }

    /// Asks before a task is dropped.
    static func drop(_ page: TaskPages.One, reason: String, error: String?) -> HTML {
        let task = page.task
        let field = Field(
            "ly-do", "Lý do", hint: "Người xem sau cần biết vì sao.", error: error, .area(reason, rows: 3))
        return """
            \(PageHead(
                "Thôi thực hiện việc này?", trail: [Link(task.text.shortened(80), ProgrammePage.task(task.id).path)],
                here: "Thôi thực hiện"))
            \(ErrorSummary("Chưa ghi được", fields: [field]))
            \(Confirmation(
                task.text,
                consequences: [
                    "Việc khép lại, không còn tính vào tiến độ và không bị nhắc hạn.",
                    "Lý do, minh chứng và lịch sử vẫn còn; lãnh đạo và chuyên viên mở lại được.",
                ], verb: "Thôi thực hiện", to: ProgrammePage.drop(task.id).path, hidden: page.stamped,
                back: Link("Quay lại", ProgrammePage.task(task.id).path), fields: [field]))
            """
    }
}
