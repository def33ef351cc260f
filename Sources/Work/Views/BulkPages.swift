import Markup
import Office
import Vocabulary

/// The HTML of changing several tasks at once.
enum BulkPages {
    struct Typed {
        var act = "lui-them"
        var day = ""
        var days = ""
        var lead = ""
        var reason = ""
        var tasks: [ID<Task>] = []
    }

    struct Choosing {
        let filter: TaskFilter
        let list: TaskList
        let units: [String]
        let typed: Typed
        let refusal: BulkRefusal?
        let today: Day
        let hidden: [(name: String, value: String)]
    }

    static func choose(_ page: Choosing) -> HTML {
        let (filter, typed) = (page.filter, page.typed)
        let chosen = Set(typed.tasks)
        let form = "doi-nhieu"
        let table = RuledTable(
            filter.title,
            count:
                "\(page.list.lines.count) việc\(page.list.after == nil ? "" : " đầu; lọc bớt để thấy các việc khác")",
            columns: [
                Column("Chọn", .box, .w2, isOnPaper: false) { line in
                    """
                    <input type="checkbox" name="viec" value="\(line.id)" form="\(form)"\(if: chosen.contains(line.id), " checked") \
                    aria-label="Chọn \(line.text.shortened(80))">
                    """
                },
                Column("Nhiệm vụ", .name) { TaskTables.name($0) },
                Column("Chủ trì", .text, .w13) { HTML(text: $0.lead ?? "–") },
                Column("Hạn", .text, .w7) { $0.due.map { HTML(text: TaskWords.day($0, page.today)) } ?? "–" },
                Column("Tình trạng", .text, .w9) { TaskWords.state($0, today: page.today).html },
            ], rows: page.list.lines
        ).with { $0.empty = Empty("Không có việc nào hợp với bộ lọc.") }
        let list = filter.address(ProgrammePage.programme.path)
        let fields = [
            Field(
                "viec-lam", "Làm gì với các việc đã đánh dấu",
                .radios(
                    [
                        .init("lui-them", "Lùi hạn thêm một số ngày"), .init("lui-den", "Lùi hạn đến một ngày"),
                        .init("chu-tri", "Đổi đơn vị chủ trì"), .init("thoi", "Thôi thực hiện"),
                    ], selected: typed.act)),
            Field("so-ngay", "Số ngày lùi thêm", isOptional: true, .text(typed.days, kind: .number, length: 5)),
            Field("ngay", "Hạn mới", isOptional: true, .day(typed.day)),
            Field(
                "chu-tri", "Đơn vị chủ trì mới", isOptional: true, .suggest(typed.lead, from: page.units, length: 40)),
        ]
        return """
            \(PageHead(
                "Đổi nhiều việc", facts: "Đánh dấu các việc, chọn điều cần đổi, xem trước từng việc rồi mới đổi.",
                trail: [Link("Chương trình năm \(filter.year)", list)], here: "Đổi nhiều việc"))
            \(page.refusal.map { Note(.bad, $0.explanation.notice) })
            \(table)
            <div class="narrow-left gap">\(Form(
                to: ViewsPage.previewBulk.path, hidden: page.hidden + list.query.map { ($0.name, $0.value) }, id: form,
                content: "\(fields)\(Actions([.submit("Xem trước", .primary), .link("Thôi", list)]))"))</div>
            """
    }

    struct Previewing {
        let change: BulkChange
        let typed: Typed
        let error: BulkRefusal?
        let hidden: [(name: String, value: String)]
    }

    static func preview(_ page: Previewing) -> HTML {
        let (change, typed) = (page.change, page.typed)
        let count = change.changing.count
        let hidden =
            page.hidden + [
                (name: "viec-lam", value: typed.act), (name: "ngay", value: typed.day),
                (name: "so-ngay", value: typed.days),
                (name: "chu-tri", value: typed.lead), (name: "moc", value: String(change.stamp.milliseconds)),
            ] + typed.tasks.map { (name: "viec", value: $0.description) }
        let reason = Field(
            "ly-do", "Lý do", hint: "Ghi vào nhật ký của từng việc.",
            error: page.error == .noReason ? page.error?.explanation.notice : nil, .area(typed.reason, rows: 2))
        return """
            \(PageHead("Xem trước", facts: "\(count) việc sẽ đổi, \(change.lines.count - count) việc giữ nguyên.",
                trail: [Link("Đổi nhiều việc", ViewsPage.chooseBulk.path)], here: "Xem trước"))
            \(trouble(page, reason))
            \(RuledTable(
                "Từng việc", count: "\(change.lines.count) việc",
                columns: [
                    Column("Việc", .name) { Link($0.text, ProgrammePage.task($0.task).path).html },
                    Column("Hiện nay", .text, .w13) { HTML(text: $0.before) },
                    Column("Sẽ là", .text, .w13) { $0.problem == nil ? "<b>\($0.after)</b>" : "không đổi" },
                    Column("Lưu ý", .text, .w13) { HTML(text: $0.problem ?? "–") },
                ], rows: change.lines))
            <div class="narrow-left gap">\(Form(
                to: ViewsPage.applyBulk.path, hidden: hidden,
                content: "\(reason)\(Actions([.submit("Đổi \(count) việc", .primary), .link("Thôi", ProgrammePage.programme.path)]))"))</div>
            """
    }

    private static func trouble(_ page: Previewing, _ reason: Field) -> HTML? {
        guard let error = page.error else { return nil }
        return error == .noReason
            ? ErrorSummary("Chưa đổi được", fields: [reason])?.html : Note(.bad, error.explanation.notice).html
    }
}
