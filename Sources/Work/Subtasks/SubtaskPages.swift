import Markup
import Office
import Vocabulary

/// The HTML of the sub-tasks of one task.
enum SubtaskPages {
    /// What was typed and refused.
    struct Typed {
        var values: [String: String] = [:]
        var errors: [String: String] = [:]
    }

    struct List {
        let task: Task
        let subtasks: [Subtask]
        let people: TaskPeople
        let mayWork: Bool
        /// The one that is being put right; nil where a new one may be added.
        let editing: Subtask?
        var typed = Typed()
        let today: Day
        let hidden: [(name: String, value: String)]

        var mayChange: Bool { mayWork && task.isOpen }
    }

    static func list(_ page: List) -> HTML {
        let fields = fields(page)
        let back = ProgrammePage.task(page.task.id).path
        let count = count(page.subtasks)
        return """
            \(PageHead(
                "Việc con", facts: page.subtasks.isEmpty ? "Chia việc thành từng phần, mỗi phần có người làm và hạn riêng." : HTML(text: "\(count.words) đã xong"),
                trail: [Link(page.task.text.shortened(80), back)], here: "Việc con", actions: [.print("In", .low)]))
            \(if: page.mayChange, ErrorSummary(page.editing == nil ? "Chưa thêm được" : "Chưa sửa được", fields: fields).map(\.html) ?? .empty)
            \(page.typed.errors[""].map { Note(.bad, $0) })
            \(table(page))
            \(if: page.mayChange, form(page, fields))
            """
    }

    static func count(_ subtasks: [Subtask]) -> Subtask.Count {
        Subtask.Count(done: subtasks.count { $0.isDone }, all: subtasks.count)
    }

    private static func table(_ page: List) -> HTML {
        var columns: [Column<Subtask>] = [
            Column("Việc con", .name) { words($0, page.task) },
            Column("Ai làm", .text, .w13) { HTML(text: $0.holderName.isEmpty ? "–" : $0.holderName) },
            Column("Hạn", .text, .w7) { $0.due.map { HTML(text: TaskWords.day($0, page.today)) } ?? "–" },
            Column("Tình trạng", .text, .w11) { state($0, page.today) },
        ]
        if page.mayChange {
            columns.append(Column("Làm gì", .text, .w18, isOnPaper: false) { buttons($0, page) })
        }
        return RuledTable(
            "Các việc con", count: page.subtasks.isEmpty ? nil : count(page.subtasks).words, columns: columns,
            rows: page.subtasks
        ).with {
            $0.id = "viec-con"
            $0.empty = Empty("Chưa có việc con nào.")
        }.html
    }

    /// The words, and that its day lies after the day of the task.
    private static func words(_ subtask: Subtask, _ task: Task) -> HTML {
        guard let due = subtask.due, let last = task.due, due > last, !subtask.isDone else {
            return HTML(text: subtask.text)
        }
        return """
            \(subtask.text)<small>\(Status(.care, "sau hạn của cả việc (\(last.vietnamese))"))</small>
            """
    }

    static func state(_ subtask: Subtask, _ today: Day) -> HTML {
        if subtask.isDone {
            let when = subtask.doneAt.map { " " + TaskWords.day($0.day, today) } ?? ""
            return "\(Status(.done, "Xong" + when))\(subtask.doneBy.map { "<small>\($0)</small>" })"
        }
        guard let due = subtask.due, due < today else { return Status.todo.html }
        return Status.late(today.days(since: due)).html
    }

    private static func buttons(_ subtask: Subtask, _ page: List) -> HTML {
        func button(_ words: String, _ act: SubtaskPage, _ weight: Action.Weight = .low) -> HTML {
            PostButton(.submit(words, weight).about(subtask.text.shortened(60)), to: act.path, hidden: page.hidden).html
        }
        let (task, id) = (page.task.id, subtask.id)
        var buttons = [
            subtask.isDone
                ? button("Mở lại", SubtaskPage.reopen(task, id)) : button("Xong", SubtaskPage.finish(task, id), .plain),
            Link(
                "Sửa", Address(SubtaskPage.list(task).path).with("sua", id.description).text + "#viec-con-moi",
                subject: subtask.text.shortened(60)
            ).html,
        ]
        if page.subtasks.first?.id != id { buttons.append(button("Lên", SubtaskPage.raise(task, id))) }
        if page.subtasks.last?.id != id { buttons.append(button("Xuống", SubtaskPage.lower(task, id))) }
        buttons.append(Link("Bỏ…", SubtaskPage.askRemove(task, id).path, subject: subtask.text.shortened(60)).html)
        return "<div class=\"acts\">\(buttons.joined(" "))</div>"
    }

    // MARK: Form

    private static func fields(_ page: List) -> [Field] {
        let old = page.editing
        func value(_ name: String, _ known: String?) -> String { page.typed.values[name] ?? known ?? "" }
        let holder: String? = old.map { key($0.holder) }
        var named: String?
        if case .named(let name)? = old?.holder { named = name }
        var choices =
            [Control.Choice("", "– chưa giao –")]
            + page.people.units.map { .init("d\($0.id)", $0.name, group: "Đơn vị") }
            + page.people.people.map { .init("n\($0.account)", $0.words, group: "Cán bộ") }
        // Who left the unit meanwhile stays until somebody chooses another.
        if let old, let holder, !holder.isEmpty, !choices.contains(where: { $0.value == holder }) {
            choices.append(.init(holder, old.holderName, group: "Đang giao"))
        }
        let until = page.task.due.map { " Hạn của cả việc: \($0.vietnamese)." } ?? ""
        return [
            Field("noi-dung", "Nội dung", .area(value("noi-dung", old?.text), rows: 2)),
            Field("giao", "Ai làm", isOptional: true, .choice(choices, selected: value("giao", holder))),
            Field(
                "ten", "Người, nơi khác",
                hint: "Khi không có trong danh sách trên; người này không nhận được thông báo.",
                isOptional: true, .text(value("ten", named), length: 40)),
            Field(
                "han", "Hạn riêng", hint: "Ghi như 15/03/2027.\(until)", isOptional: true,
                .day(value("han", old?.due?.vietnamese))),
        ].map { $0.with(errors: page.typed.errors) }
    }

    static func key(_ holder: Subtask.Holder) -> String {
        switch holder {
        case .unit(let id): "d\(id)"
        case .account(let id): "n\(id)"
        case .nobody, .named: ""
        }
    }

    private static func form(_ page: List, _ fields: [Field]) -> HTML {
        let list = SubtaskPage.list(page.task.id).path
        let form = Form(
            to: (page.editing.map { SubtaskPage.correct(page.task.id, $0.id) } ?? .add(page.task.id)).path,
            hidden: page.hidden, extras: [.guardsWords],
            content: """
                \(fields)\(Actions(
                    [.submit(page.editing == nil ? "Thêm việc con" : "Lưu điều đã sửa", .primary)]
                        + (page.editing == nil ? [] : [.link("Thôi", list)])))
                """)
        return Section(
            page.editing == nil ? "Thêm việc con" : "Sửa việc con", id: "viec-con-moi",
            content: "<div class=\"narrow-left screen\">\(form)</div>"
        ).html
    }

    static func askRemove(_ task: Task, _ subtask: Subtask, hidden: [(name: String, value: String)]) -> HTML {
        let list = SubtaskPage.list(task.id).path
        return """
            \(PageHead("Bỏ việc con này?", trail: [Link(task.text.shortened(80), ProgrammePage.task(task.id).path), Link("Việc con", list)],
                here: "Bỏ"))
            \(Confirmation(
                subtask.text,
                consequences: ["Việc con không còn trong danh sách; nhật ký của việc vẫn giữ nội dung."],
                verb: "Bỏ việc con", to: SubtaskPage.remove(task.id, subtask.id).path, hidden: hidden,
                back: Link("Quay lại", list), fields: []))
            """
    }

    // MARK: On the page of the task

    static func section(
        _ task: Task, _ subtasks: [Subtask], mayChange: Bool, today: Day, hidden: [(name: String, value: String)]
    ) -> HTML {
        guard mayChange || !subtasks.isEmpty else { return .empty }
        let list = SubtaskPage.list(task.id).path
        let rows = subtasks.prefix(20).map { subtask -> HTML in
            let notes = [
                subtask.holderName.isEmpty ? nil : subtask.holderName,
                subtask.due.map { "hạn \(TaskWords.day($0, today))" },
            ].compactMap { $0 }
            let done: HTML =
                mayChange && !subtask.isDone
                ? PostButton(
                    .submit("Xong", .low).about(subtask.text.shortened(60)),
                    to: SubtaskPage.finish(task.id, subtask.id).path,
                    hidden: hidden + [(name: "ve", value: "viec")]
                ).html : .empty
            return """
                \(subtask.text)<br><span class="small">\(status(subtask, today))\
                \(if: !notes.isEmpty, " <span class=\"soft\">· \(notes.joined(separator: " · "))</span>")</span> \(done)
                """
        }
        let more: Link? =
            subtasks.count > rows.count ? Link("và \(subtasks.count - rows.count) việc con khác", list) : nil
        return Section(
            "Việc con", count: subtasks.isEmpty ? nil : count(subtasks).words, id: "viec-con",
            aside: Link(mayChange ? "Thêm, sửa, sắp xếp" : "Xem", list, subject: "các việc con").html,
            content: """
                \(if: !rows.isEmpty, Lines(rows).html)\
                \(if: rows.isEmpty, Empty("Chưa chia việc con.", "Chia khi việc có nhiều phần, nhiều người làm.").html)\
                \(more.map { "<p class=\"gap-s small\">\($0)</p>" })
                """
        ).html
    }

    private static func status(_ subtask: Subtask, _ today: Day) -> Status {
        if subtask.isDone { return .done }
        guard let due = subtask.due, due < today else { return .todo }
        return .late(today.days(since: due))
    }

    // MARK: One's own

    static func mine(_ lines: [Subtask.Mine], _ today: Day) -> HTML {
        guard !lines.isEmpty else { return .empty }
        return RuledTable(
            "Việc con giao cho tôi", count: "\(lines.count) việc con chưa xong",
            columns: [
                Column("Hạn", .day, .w5) { $0.subtask.due?.cell(today: today) ?? "–" },
                Column("Việc con", .name) { (line: Subtask.Mine) -> HTML in
                    """
                    \(Link(line.subtask.text, SubtaskPage.list(line.subtask.task).path))<small>việc: \(line.taskText.shortened(100))</small>
                    """
                },
                Column("Ai làm", .text, .w13) { HTML(text: $0.subtask.holderName) },
                Column("Tình trạng", .text, .w13) { state($0.subtask, today) },
            ], rows: lines
        ).with { $0.id = "viec-con" }.html
    }

    // MARK: Reporting a task done that has open parts

    static func askFinish(
        _ task: Task, _ open: [Subtask], hidden: [(name: String, value: String)]
    ) -> HTML {
        let back = ProgrammePage.task(task.id).path
        let names = open.prefix(8).map { "“\($0.text.shortened(100))” chưa xong, sẽ để nguyên như vậy." }
        let rest = open.count > names.count ? ["và \(open.count - names.count) việc con khác chưa xong."] : []
        return """
            \(PageHead("Còn \(open.count) việc con chưa xong. Báo xong cả việc?", trail: [Link(task.text.shortened(80), back)],
                here: "Báo xong"))
            \(Confirmation(
                task.text, consequences: names + rest + ["Việc khép lại; muốn làm tiếp việc con thì phải mở lại việc."],
                verb: "Vẫn báo xong", to: ProgrammePage.finish(task.id).path,
                hidden: hidden + [(name: "ca-viec-con", value: "1")], back: Link("Quay lại", back), fields: []))
            """
    }
}
