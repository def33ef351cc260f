import Markup
import Office
import PlanReader
import Vocabulary

/// The HTML of the form that adds a task by hand or corrects one.
enum TaskEditPages {
    struct Editing {
        /// Nil for a new task.
        let task: TaskDetail?
        let year: Int
        var plan: ID<Plan>?
        let plans: [Plan]
        let units: [String]
        let visitor: Visitor
        var edit: TaskEdit
        var errors: [String: String] = [:]
        var isStale = false
    }

    static func form(_ page: Editing) -> HTML {
        let fields = fields(page)
        return """
            \(head(page))
            \(page.isStale ? page.errors[""].map { Note(.care, $0, body: "Điều ông/bà vừa ghi vẫn còn trong biểu mẫu.").html } : nil)
            \(ErrorSummary(page.task == nil ? "Việc chưa thêm được" : "Việc chưa sửa được", fields: fields))
            \(page.task.flatMap { $0.source.quote.isEmpty ? nil : SourceQuote($0.source.quote, from: "câu trong văn bản, luôn được giữ nguyên") })
            <div class="narrow-left gap">\(Form(
                to: action(page).path, hidden: hidden(page), extras: [.guardsWords],
                content: "\(fields)\(Actions([.submit(page.task == nil ? "Thêm việc" : "Lưu điều đã sửa", .primary), .link("Thôi", back(page))]))"))</div>
            """
    }

    private static func head(_ page: Editing) -> HTML {
        if let task = page.task {
            return PageHead(
                "Sửa việc", facts: "Điều sửa được ghi vào nhật ký của việc; văn bản kế hoạch không đổi.",
                trail: [Link(task.task.text.shortened(80), ProgrammePage.task(task.task.id).path)], here: "Sửa"
            ).html
        }
        return PageHead(
            "Thêm việc", facts: "Việc không có trong văn bản kế hoạch; trang của việc sẽ nói rõ điều đó.",
            trail: [
                Link("Chương trình năm \(page.year)", Address(ProgrammePage.programme.path).with("nam", page.year))
            ],
            here: "Thêm việc"
        ).html
    }

    private static func action(_ page: Editing) -> ProgrammePage {
        page.task.map { .correctTask($0.task.id) } ?? .addTask
    }

    private static func back(_ page: Editing) -> String {
        page.task.map { ProgrammePage.task($0.task.id).path }
            ?? Address(ProgrammePage.programme.path).with("nam", page.year).text
    }

    private static func hidden(_ page: Editing) -> [(name: String, value: String)] {
        var hidden = [(name: "_ma", value: page.visitor.formToken), (name: "nam", value: String(page.year))]
        if let task = page.task { hidden.append((name: "moc", value: task.stamp.text)) }
        return hidden
    }

    private static func fields(_ page: Editing) -> [Field] {
        let edit = page.edit
        var fields: [Field] = []
        if page.task == nil {
            fields.append(
                Field(
                    "ke-hoach", "Thuộc kế hoạch",
                    .choice(
                        [.init("", "– chọn kế hoạch –")]
                            + page.plans.map { .init($0.id.description, $0.citation.shortened(80)) },
                        selected: page.plan?.description)))
        }
        fields += [
            Field("noi-dung", "Nội dung", .area(edit.text, rows: 3)),
            Field(
                "thoi-gian", "Thời gian",
                hint:
                    "Như kế hoạch ghi: 15/03/2027, trước ngày 15/3, tháng 3, quý II, thường xuyên. Để trống nếu chưa định.",
                isOptional: true,
                .suggest(
                    edit.time,
                    from: (1...4).map { "quý \($0.roman)" } + (1...12).map { "tháng \($0)" } + [
                        "thường xuyên", "khi cần thiết",
                    ],
                    length: 30)),
            Field("chu-tri", "Chủ trì", isOptional: true, .suggest(edit.lead, from: page.units, length: 50)),
            Field("tham-muu", "Tham mưu", isOptional: true, .suggest(edit.advisor, from: page.units, length: 50)),
            Field(
                "phoi-hop", "Phối hợp", hint: "Mỗi đơn vị một dòng.", isOptional: true,
                .area(edit.coordinators, rows: 3)),
            Field(
                "loai", "Loại việc",
                .choice(
                    PlanDraft.WorkKind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) },
                    selected: edit.kind.rawValue)),
            Field("muc", "Mục", hint: "Phần của kế hoạch, ví dụ IV.", isOptional: true, .text(edit.section, length: 8)),
            Field("so", "Số thứ tự", isOptional: true, .text(edit.ordinal, length: 6)),
        ]
        return fields.map { $0.with(errors: page.errors) }
    }
}
