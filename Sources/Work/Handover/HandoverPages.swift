import Markup
import Office
import Vocabulary

/// The HTML of who is in charge, and of handing tasks over.
enum HandoverPages {
    /// What was typed and refused.
    struct Typed {
        var values: [String: String] = [:]
        var errors: [String: String] = [:]
    }

    // MARK: On the page of a task

    static func inCharge(_ officers: [OfficerInCharge], _ task: Task, mayWork: Bool) -> HTML {
        let names = officers.map { HTML(text: "\($0.name) (\($0.unitName))") }
        let words = names.isEmpty ? "<span class=\"soft\">chưa giao cho ai</span>" : names.joined(", ")
        guard mayWork, task.isOpen else { return words }
        let link = Link(
            officers.isEmpty ? "Giao…" : "Bàn giao…", HandoverPage.one(task.id).path,
            subject: "người phụ trách việc này")
        return "\(words) <span class=\"screen\">\(link)</span>"
    }

    // MARK: One task

    struct One {
        let task: Task
        let officers: [OfficerInCharge]
        let history: [Handover]
        /// Who may receive it, of the units in which the visitor may hand it over.
        let receivers: [Officer]
        let typed: Typed
        let today: Day
        let hidden: [(name: String, value: String)]

        var mayHand: Bool { task.isOpen && !receivers.isEmpty }
    }

    static func one(_ page: One) -> HTML {
        let back = ProgrammePage.task(page.task.id).path
        let choices = page.receivers.filter { receiver in
            !page.officers.contains { $0.unit == receiver.unit && $0.account == receiver.account }
        }.map { Control.Choice("\($0.unit)-\($0.account)", $0.name, group: $0.unitName) }
        let fields = fields(choices, page.typed, page.today, isFirst: page.officers.isEmpty)
        let known = page.officers.map { (name: "tu-\($0.unit)", value: $0.account.description) }
        let form = Form(
            to: HandoverPage.handOne(page.task.id).path, hidden: page.hidden + known, extras: [.guardsWords],
            content: """
                \(fields)\(Actions([.submit(page.officers.isEmpty ? "Giao phụ trách" : "Bàn giao", .primary), .link("Thôi", back)]))
                """)
        return """
            \(PageHead("Người phụ trách", trail: [Link(page.task.text.shortened(80), back)], here: "Bàn giao"))
            \(if: page.mayHand, ErrorSummary("Chưa bàn giao được", fields: fields).map(\.html) ?? .empty)
            \(page.typed.errors[""].map { Note(.bad, $0) })
            \(officers(page))
            \(if: page.mayHand, Section(page.officers.isEmpty ? "Giao phụ trách" : "Bàn giao", content: "<div class=\"narrow-left\">\(form)</div>").html)
            \(history(page.history, page.today))
            """
    }

    private static func officers(_ page: One) -> HTML {
        RuledTable(
            "Đang phụ trách", count: nil,
            columns: [
                Column("Đơn vị", .name) { (line: OfficerInCharge) -> HTML in HTML(text: line.unitName) },
                Column("Cán bộ", .text, .w18) { HTML(text: $0.name) },
                Column("Từ ngày", .text, .w9) { HTML(text: TaskWords.day($0.since, page.today)) },
            ], rows: page.officers
        ).with { $0.empty = Empty("Chưa giao việc này cho ai phụ trách.") }.html
    }

    static func history(_ lines: [Handover], _ today: Day) -> HTML {
        guard !lines.isEmpty else { return .empty }
        return RuledTable(
            "Các lần giao, bàn giao", count: "\(lines.count) lần, mới nhất ở trên",
            columns: [
                Column("Ngày", .day, .w5) { $0.day.cell(today: today) },
                Column("Từ, cho", .name, .w18) { (line: Handover) -> HTML in
                    "\(line.giver.map { "\($0) → " } ?? "")\(line.receiver)<small>\(line.unitName)</small>"
                },
                Column("Lý do") { HTML(text: $0.reason.isEmpty ? "–" : $0.reason) },
                Column("Số việc", .text, .w7) { HTML(text: $0.tasks.dotted) },
                Column("Người ghi", .text, .w13) { HTML(text: $0.who) },
            ], rows: lines
        ).with { $0.id = "lich-su" }.html
    }

    private static func fields(
        _ receivers: [Control.Choice], _ typed: Typed, _ today: Day, isFirst: Bool
    ) -> [Field] {
        [
            Field(
                "nguoi-nhan", "Người nhận", hint: "Cán bộ cùng đơn vị.",
                .choice([.init("", "– chọn người nhận –")] + receivers, selected: typed.values["nguoi-nhan"])),
            Field(
                "ly-do", "Lý do", hint: "Ghi vào nhật ký của việc.", isOptional: isFirst,
                .area(typed.values["ly-do"] ?? "", rows: 2)),
            Field(
                "ngay", "Ngày bàn giao", hint: "Để trống là hôm nay, \(today.vietnamese).", isOptional: true,
                .day(typed.values["ngay"] ?? "")),
        ].map { $0.with(errors: typed.errors) }
    }

    // MARK: Several tasks

    struct Many {
        let giver: Handover.Giver
        let givers: [Officer]
        /// The visitor's units with tasks that nobody is in charge of.
        let units: [TaskPeople.Party]
        let candidates: [Handover.Candidate]
        let receivers: [Officer]
        let history: [Handover]
        var chosen: Set<ID<Task>>?
        let typed: Typed
        let visitor: ID<Account>
        let today: Day
        let hidden: [(name: String, value: String)]
    }

    static func key(_ giver: Handover.Giver) -> String {
        switch giver {
        case .officer(let account): "n\(account)"
        case .nobody(let unit): "d\(unit)"
        }
    }

    static func many(_ page: Many) -> HTML {
        let form = "ban-giao"
        let isFirst = if case .nobody = page.giver { true } else { false }
        let choices = Dictionary(grouping: page.receivers, by: \.account).values.compactMap(\.first)
            .sorted { ($0.unitName, $0.name) < ($1.unitName, $1.name) }
            .filter { page.giver != .officer($0.account) }
            .map { Control.Choice($0.account.description, $0.name, group: $0.unitName) }
        let fields = fields(choices, page.typed, page.today, isFirst: isFirst)
        let table = RuledTable(
            isFirst ? "Việc chưa giao cho ai" : "Việc đang phụ trách",
            count: page.candidates.isEmpty
                ? nil
                : "\(page.candidates.count.dotted) việc chưa xong\(page.candidates.count == Handover.most ? " đầu" : "")",
            columns: [
                Column<Handover.Candidate>("Chọn", .box, .w2, isOnPaper: false) { line in
                    let isOn = page.chosen?.contains(line.task) ?? !isFirst
                    return """
                        <input type="checkbox" name="viec" value="\(line.task)" form="\(form)"\(if: isOn, " checked") \
                        aria-label="Chọn \(line.text.shortened(80))">
                        """
                },
                Column("Việc", .name) { Link($0.text, ProgrammePage.task($0.task).path).html },
                Column("Đơn vị", .text, .w13) { HTML(text: $0.unitName) },
                Column("Hạn", .text, .w7) { $0.due.map { HTML(text: TaskWords.day($0, page.today)) } ?? "–" },
                Column("Tình trạng", .text, .w11) { line in
                    TaskWords.state(line.state, due: line.due, closedOn: nil, today: page.today).html
                },
            ], rows: page.candidates
        ).with {
            $0.empty = Empty(
                isFirst ? "Việc nào cũng đã có người phụ trách." : "Người này không phụ trách việc nào chưa xong.")
        }
        let content: HTML = """
            \(fields)\(Actions([.submit("Xem trước", .primary)], note: "Xem danh sách sẽ bàn giao rồi mới ghi."))
            """
        return """
            \(PageHead("Phân công, bàn giao việc", facts: "Đánh dấu các việc, chọn người nhận, xem trước rồi mới ghi.", actions: [.print("In", .low)]))
            \(ErrorSummary("Chưa bàn giao được", fields: fields))
            \(page.typed.errors[""].map { Note(.bad, $0) })
            \(views(page))
            \(table)
            \(if: !page.candidates.isEmpty, "<div class=\"narrow-left gap screen\">\(Form(to: HandoverPage.preview.path, hidden: page.hidden + [(name: "tu", value: key(page.giver))], id: form, content: content))</div>")
            \(history(page.history, page.today))
            """
    }

    /// Whose tasks are shown; one's own, those of nobody, and others' where one manages them.
    private static func views(_ page: Many) -> HTML {
        func link(_ words: String, _ giver: Handover.Giver) -> Link {
            Link(
                words, Address(HandoverPage.many.path).with("tu", key(giver)), isCurrent: giver == page.giver)
        }
        let own = link("Việc tôi phụ trách", .officer(page.visitor))
        let nobody = page.units.map { link("Chưa giao ai: \($0.name)", .nobody(in: $0.id)) }
        let others = page.givers.filter { $0.account != page.visitor }
        let choice = FilterBar(
            "Bàn giao thay người khác", base: Address(HandoverPage.many.path),
            filters: [
                .init(
                    "tu", "Việc của",
                    .choice(
                        [.init("", "– chọn cán bộ –")] + others.map { .init("n\($0.account)", $0.words) },
                        selected: key(page.giver)))
            ], isFiltered: false, aside: [])
        return "\(Views("Việc của ai", [own] + nobody))\(if: !others.isEmpty, choice.html)"
    }

    struct Preview {
        let giver: Handover.Giver
        let giverName: String?
        let receiverName: String
        let going: [Handover.Candidate]
        let typed: Typed
        let today: Day
        let hidden: [(name: String, value: String)]
    }

    static func preview(_ page: Preview) -> HTML {
        let values = page.typed.values
        let hidden =
            page.hidden + [(name: "tu", value: key(page.giver))]
            + ["nguoi-nhan", "ly-do", "ngay"].map { (name: $0, value: values[$0] ?? "") }
            + page.going.map { (name: "viec", value: $0.task.description) }
        let back = Address(HandoverPage.many.path).with("tu", key(page.giver))
        let day = (values["ngay"] ?? "").isEmpty ? page.today.vietnamese : values["ngay"] ?? ""
        let reason = (values["ly-do"] ?? "").trimmed
        return """
            \(PageHead(
                "Xem trước", facts: "Chưa ghi gì; bấm nút cuối trang để bàn giao.",
                trail: [Link("Phân công, bàn giao việc", back)], here: "Xem trước"))
            \(Facts([
                ("Từ", HTML(text: page.giverName ?? "chưa ai phụ trách")), ("Cho", HTML(text: page.receiverName)),
                ("Ngày", HTML(text: day)), ("Lý do", HTML(text: reason.isEmpty ? "–" : reason)),
            ]))
            \(RuledTable(
                "Các việc sẽ bàn giao", count: "\(page.going.count.dotted) việc",
                columns: [
                    Column("Việc", .name) { Link($0.text, ProgrammePage.task($0.task).path).html },
                    Column("Đơn vị", .text, .w14) { HTML(text: $0.unitName) },
                    Column("Hạn", .text, .w7) { $0.due.map { HTML(text: TaskWords.day($0, page.today)) } ?? "–" },
                ], rows: page.going))
            <div class="gap">\(Form(
                to: HandoverPage.apply.path, hidden: hidden,
                content: Actions([.submit("Bàn giao \(page.going.count.dotted) việc", .primary), .link("Thôi", back)]).html))</div>
            """
    }
}
