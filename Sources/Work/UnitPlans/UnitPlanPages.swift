import Markup
import Office
import Vocabulary

/// The HTML of one unit's plan, and of the reminder.
enum UnitPlanPages {
    struct Typed {
        var values: [String: String] = [:]
        var errors: [String: String] = [:]
    }

    struct One {
        let plan: UnitPlan
        let request: PlanRequest
        let steps: [UnitPlan.Step]
        let items: [UnitPlanItem]
        let choices: [UnitPlanItems.Choice]
        let editing: ID<UnitPlanItem>?
        /// Who carries on the work of a unit that has ended; nil for one that exists.
        let heirs: [EndedUnits.Heir]?
        let maySend: Bool
        let mayManage: Bool
        let seesAll: Bool
        let typed: Typed
        let today: Day
        let hidden: [(name: String, value: String)]
    }

    static func one(_ page: One) -> HTML {
        let (plan, request) = (page.plan, page.request)
        let trail =
            [Link("Thu kế hoạch", UnitPlanPage.list.path)]
            + (page.seesAll ? [Link("Năm \(request.year)", UnitPlanPage.one(request.id).path)] : [])
        let facts: HTML = """
            \(PlanRequestPages.status(plan, request, page.today)) · hạn \(request.due.withWeekday.loweredStart)\
            \(if: request.closed != nil, " · yêu cầu đã khép")
            """
        let fields = sendingFields(page) + returnFields(page)
        return """
            \(PageHead("Kế hoạch của \(plan.name)", facts: facts, trail: trail, here: plan.name.shortened(40)))
            \(page.typed.errors[""].map { Note(.bad, $0) })
            \(ErrorSummary("Chưa ghi được", fields: fields))
            \(ended(page))
            \(plan.remark.map { Note(.care, "Cần sửa rồi gửi lại:", id: "can-sua", body: HTML(text: $0)) })
            \(Columns(.wide, work: "\(asked(page))\(sent(page))\(sending(page))\(items(page))", label: "Các bước", context: context(page)))
            """
    }

    private static func ended(_ page: One) -> HTML? {
        guard let heirs = page.heirs, let last = page.plan.ended else { return nil }
        let names = heirs.map(\.name).joined(separator: ", ")
        let button: HTML =
            page.mayManage && page.plan.state == .missing && !heirs.isEmpty
            ? PostButton(
                .submit("Chuyển yêu cầu sang \(names)", .plain), to: UnitPlanPage.handOver(page.plan.id).path,
                hidden: page.hidden
            ).html : .empty
        return """
            \(Note(.care, "\(page.plan.name) đã kết thúc hoạt động ngày \(last.vietnamese).",
                body: HTML(text: heirs.isEmpty ? "Danh mục chưa ghi đơn vị kế thừa." : "Đơn vị kế thừa: \(names).")))
            <div class="acts gap-s">\(button)</div>
            """
    }

    private static func asked(_ page: One) -> HTML {
        let basis = page.request.basis
        return SourceQuote(
            page.request.title,
            from: HTML(
                text: "\(page.request.who) yêu cầu \(page.request.made.since(today: page.today))"
                    + (basis.isEmpty ? "" : ", theo \(basis)"))
        ).html
    }

    private static func sent(_ page: One) -> HTML? {
        let plan = page.plan
        guard plan.file != nil, let name = plan.fileName else { return nil }
        var facts: [(name: String, value: HTML)] = [
            ("Tệp", "<a href=\"\(url: UnitPlanPage.file(plan.id).path)\" download>\(name)</a>")
        ]
        if let title = plan.title { facts.append(("Trích yếu", HTML(text: title))) }
        if let citation = plan.citation { facts.append(("Số, ngày", HTML(text: citation))) }
        if let day = plan.sentOn { facts.append(("Gửi lần đầu", HTML(text: day.vietnamese))) }
        let unread = plan.unread.map {
            Note(.care, "Phần mềm chưa đọc được tệp này như một kế hoạch.", body: "\($0) Ông/bà mở tệp để xem.").html
        }
        let strange = plan.strangeYear(in: page.request.year).map { year in
            Note(
                .care, "Trích yếu ghi năm \(year), yêu cầu là kế hoạch năm \(page.request.year).",
                body: "Ông/bà kiểm tra xem có gửi nhầm tệp không."
            ).html
        }
        return Section("Kế hoạch đã gửi", content: "\(Facts(facts))\(unread)\(strange)\(giving(page))").html
    }

    // MARK: Sending

    private static func sendingFields(_ page: One) -> [Field] {
        guard page.maySend else { return [] }
        var fields = [
            Field(
                "tep", "Tệp kế hoạch",
                hint: "Word (.docx, .doc), PDF có chữ, Excel (.xlsx) hoặc văn bản (.txt), tối đa 50 MB.",
                .file(accepts: ".docx,.doc,.pdf,.xlsx,.txt"))
        ]
        if page.mayManage {
            fields.append(
                Field(
                    "ngay", "Ngày nhận được", hint: "Khi ghi thay cho đơn vị; để trống là hôm nay.", isOptional: true,
                    .day(page.typed.values["ngay"] ?? "")))
        }
        return fields.map { $0.with(errors: page.typed.errors) }
    }

    private static func sending(_ page: One) -> HTML? {
        guard page.maySend else { return nil }
        let isFirst = page.plan.state != .sent
        let verb = page.plan.state == .missing ? "Gửi kế hoạch" : "Gửi lại kế hoạch"
        let form = Form(
            to: UnitPlanPage.send(page.plan.id).path, hidden: page.hidden, extras: [.uploads],
            content:
                "\(sendingFields(page))\(Actions([.submit(verb, isFirst && !page.mayManage ? .primary : .plain, busy: "Đang gửi…")]))"
        )
        let isOpen = isFirst && !page.mayManage || page.typed.errors["tep"] != nil || page.typed.errors["ngay"] != nil
        let title = page.mayManage ? "Ghi kế hoạch nhận qua đường khác" : verb
        return "<div class=\"screen narrow-left\">\(Details(title, isOpen: isOpen, content: form.html))</div>"
    }

    // MARK: Giving back

    private static func returnFields(_ page: One) -> [Field] {
        guard page.mayManage, page.plan.state == .sent else { return [] }
        return [
            Field(
                "ly-do", "Điều cần sửa", hint: "Đơn vị đọc nguyên văn.",
                .area(page.typed.values["ly-do"] ?? "", rows: 3)
            ).with(errors: page.typed.errors)
        ]
    }

    private static func giving(_ page: One) -> HTML? {
        let fields = returnFields(page)
        guard !fields.isEmpty else { return nil }
        let form = Form(
            to: UnitPlanPage.giveBack(page.plan.id).path, hidden: page.hidden, extras: [.guardsWords],
            content: "\(fields)\(Actions([.submit("Trả lại cho đơn vị")]))")
        return
            "<div class=\"screen narrow-left\">\(Details("Trả lại để sửa", isOpen: page.typed.errors["ly-do"] != nil, content: form.html))</div>"
    }

    // MARK: Items

    private static func items(_ page: One) -> HTML? {
        guard !page.items.isEmpty else { return nil }
        let suggested = page.items.count { $0.answer == .suggested }
        let all: HTML =
            page.mayManage && suggested > 0
            ? """
            <div class="acts gap-s screen">\(PostButton(
                .submit("Xác nhận cả \(suggested.dotted) gợi ý"), to: UnitPlanPage.confirmAll(page.plan.id).path, hidden: page.hidden))</div>
            """ : .empty
        let confirmed = page.items.count { $0.answer == .confirmed }
        var columns: [Column<UnitPlanItem>] = [
            Column("Mục", .text, .w4) { HTML(text: $0.reference) },
            Column("Việc của đơn vị", .name) { line in "\(line.text)<small>\(time(line))</small>" },
        ]
        if page.request.plan != nil {
            columns.append(Column("Cụ thể hóa việc của kế hoạch cấp trên") { line in answer(line, page) })
        }
        let table = RuledTable(
            "Các việc trong kế hoạch",
            count: page.request.plan == nil
                ? "\(page.items.count.dotted) việc"
                : "\(page.items.count.dotted) việc, \(confirmed.dotted) đã nối với kế hoạch cấp trên",
            columns: columns, rows: page.items
        ).with {
            $0.id = "cac-viec"
            $0.rowID = { "muc-\($0.id)" }
            $0.isCurrent = { $0.id == page.editing }
        }
        return "\(table)\(all)"
    }

    private static func time(_ line: UnitPlanItem) -> String {
        [line.timeWords, line.lead.map { "\($0) chủ trì" }].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    private static func answer(_ line: UnitPlanItem, _ page: One) -> HTML {
        let path = UnitPlanPage.answer(page.plan.id, line.id).path
        if page.mayManage, line.id == page.editing { return choosing(line, path, page) }
        let words: HTML =
            line.task.map { task in
                let reference = line.taskReference.map { $0.isEmpty ? "" : "\($0). " } ?? ""
                let text = reference + (line.taskText ?? "").shortened(110)
                return page.seesAll ? Link(text, ProgrammePage.task(task).path).html : HTML(text: text)
            } ?? "–"
        let change = Link(
            line.task == nil ? "Chọn việc" : "Chọn việc khác",
            Address(UnitPlanPage.unit(page.plan.id).path).with("muc", line.id.description).text + "#muc-\(line.id)",
            subject: "cho “\(line.text.shortened(40))”")
        guard page.mayManage else {
            return line.answer == .suggested ? "\(words)<small>phần mềm gợi ý</small>" : words
        }
        func button(_ title: String, _ task: ID<Task>?) -> HTML {
            PostButton(
                .submit(title, .low, subject: "“\(line.text.shortened(40))”"), to: path,
                hidden: page.hidden + [("viec", task?.description ?? "")]
            ).html
        }
        switch line.answer {
        case .suggested:
            return """
                \(words)<small>gợi ý, giống \(number: Int(line.score * 100))%</small>\
                <span class="screen">\(button("Đúng", line.task)) \(button("Không phải", nil)) \(change)</span>
                """
        case .confirmed: return "\(words)<small class=\"screen\">đã xác nhận · \(change)</small>"
        case .none:
            return
                "\(line.isDecided ? "không cụ thể hóa việc nào" : "chưa thấy việc nào giống")<small class=\"screen\">\(change)</small>"
        }
    }

    private static func choosing(_ line: UnitPlanItem, _ path: String, _ page: One) -> HTML {
        let choices =
            [Control.Choice("", "– không việc nào –")]
            + page.choices.map { choice in
                Control.Choice(
                    choice.task.description,
                    (choice.reference.isEmpty ? "" : "\(choice.reference). ") + choice.text.shortened(100))
            }
        let field = Field(
            "viec", "Việc của kế hoạch cấp trên", .choice(choices, selected: line.task?.description ?? "")
        ).with(errors: page.typed.errors)
        return Form(
            to: path, hidden: page.hidden,
            content:
                "\(field)\(Actions([.submit("Ghi", .primary), .link("Thôi", UnitPlanPage.unit(page.plan.id).path, .low)]))"
        ).html
    }

    // MARK: Aside

    private static func context(_ page: One) -> HTML {
        let trace = page.steps.map { step in
            Trace.Step(
                [TaskWords.day(step.at.day, page.today), step.at.hour],
                """
                <b>\(step.act.vietnamese)</b>\(step.day != step.at.day ? ", nhận ngày \(step.day.vietnamese)" : "")\
                \(step.words.map { "<br>\(DifficultyPages.lines($0.shortened(300)))" as HTML })\
                \(step.fileName.map { "<br><span class=\"soft\">\($0)</span>" as HTML })
                """, who: HTML(text: step.who))
        }
        let remove: HTML =
            page.mayManage && page.plan.state == .missing
            ? "<p class=\"gap-s screen\">\(PostButton(.submit("Bỏ đơn vị này khỏi yêu cầu", .low), to: UnitPlanPage.remove(page.plan.id).path, hidden: page.hidden))</p>"
            : .empty
        return "\(Section("Các bước", count: "\(page.steps.count)", content: Trace(trace).html))\(remove)"
    }

    // MARK: Reminder

    static let mostReminded = 500

    struct Reminder {
        let request: PlanRequest
        let lines: [UnitPlan]
        let chosen: Set<ID<UnitPlan>>
        let words: String
        let typed: Typed
        let today: Day
        let hidden: [(name: String, value: String)]
    }

    static func reminder(_ page: Reminder) -> HTML {
        let back = UnitPlanPage.one(page.request.id).path
        let trail = [
            Link("Thu kế hoạch", UnitPlanPage.list.path), Link("Năm \(page.request.year)", back),
        ]
        guard !page.lines.isEmpty else {
            return """
                \(PageHead("Nhắc gửi kế hoạch", trail: trail, here: "Nhắc"))
                \(Empty("Mọi đơn vị đã gửi kế hoạch.", "Không còn ai để nhắc.", Link("Về yêu cầu", back)))
                """
        }
        let formID = "nhac"
        let table = RuledTable(
            "Đơn vị còn nợ kế hoạch", count: "\(page.lines.count.dotted) đơn vị, bỏ đánh dấu nơi không cần nhắc",
            columns: [
                Column("Chọn", .box, .w2, isOnPaper: false) { (line: UnitPlan) -> HTML in
                    """
                    <input type="checkbox" name="don-vi" value="\(line.id)" form="\(formID)"\
                    \(if: page.chosen.contains(line.id), " checked") aria-label="Chọn \(line.name)">
                    """
                },
                Column("Đơn vị", .name) { line -> HTML in Link(line.name, UnitPlanPage.unit(line.id).path).html },
                Column("Tình trạng", .text, .w13) { line -> HTML in
                    PlanRequestPages.status(line, page.request, page.today).html
                },
                Column("Đã nhắc", .text, .w11) { line -> HTML in
                    guard let last = line.remindedOn else { return "chưa lần nào" }
                    return "\(number: line.reminders) lần<small>gần nhất \(TaskWords.day(last, page.today))</small>"
                },
            ], rows: page.lines
        ).with { $0.id = "con-no" }
        let fields = [
            Field(
                "loi", "Lời nhắc", hint: "Chép vào nhóm Zalo hoặc văn bản; sửa lời nếu cần.",
                .area(page.words, rows: 14)),
            Field(
                "cach", "Nhắc bằng",
                .radios(
                    UrgingAnswers.channels.map { .init($0.key, $0.channel.vietnamese.capitalFirst) },
                    selected: page.typed.values["cach"])),
            Field(
                "bao", "báo cả trong phần mềm và qua thư cho cán bộ của đơn vị",
                .tick(page.typed.values["bao"].map { !$0.isEmpty } ?? false)),
        ].map { $0.with(errors: page.typed.errors) }
        let form = Form(
            to: UnitPlanPage.noteReminder(page.request.id).path, hidden: page.hidden, extras: [.guardsWords],
            id: formID,
            content: """
                \(fields[0])\(Actions([.copyText("Chép để dán vào Zalo", of: "loi")]))\
                <div class="gap">\(fields[1])\(fields[2])</div>\
                \(Actions([.submit("Ghi là đã nhắc", .primary), .link("Thôi", back)]))
                """)
        return """
            \(PageHead("Nhắc gửi kế hoạch", facts: HTML(text: page.request.title.shortened(140)), trail: trail, here: "Nhắc"))
            \(page.typed.errors[""].map { Note(.bad, $0) })
            \(ErrorSummary("Chưa ghi được", fields: fields))
            \(table)
            <div class="narrow-left gap">\(form)</div>
            """
    }
}
