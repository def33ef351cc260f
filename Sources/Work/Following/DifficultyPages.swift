import Markup
import Office
import Vocabulary

/// The HTML of difficulties.
enum DifficultyPages {
    struct Typed {
        var act: Difficulty.Act?
        var values: [String: String] = [:]
        var errors: [String: String] = [:]
    }

    static func status(_ difficulty: Difficulty, _ today: Day) -> Status {
        if difficulty.isLate(on: today), let due = difficulty.due {
            return Status(.late, "\(difficulty.state.vietnamese), chậm \(today.days(since: due).dotted)\(noBreak)ngày")
        }
        let kind: Status.Kind =
            switch difficulty.state {
            case .waiting, .escalated: .stuck
            case .answered, .directed: .doing
            case .closed: .done
            }
        return Status(kind, difficulty.state.vietnamese)
    }

    // MARK: List

    struct List {
        let filter: DifficultyList.Filter
        let list: DifficultyList
        let units: [(id: ID<Unit>, name: String)]
        let isFirst: Bool
        let today: Day

        var address: Address {
            Address(DifficultyPage.list.path)
                .with("tinh-trang", DifficultyAnswers.states.first { $0.state == filter.state }?.key)
                .with("don-vi", filter.unit?.description).with("sap", filter.isNewestFirst ? "gui" : nil)
        }
    }

    static func list(_ page: List) -> HTML {
        let filter = page.filter
        let bar = FilterBar(
            "Lọc vướng mắc", base: Address(DifficultyPage.list.path),
            filters: [
                .init(
                    "tinh-trang", "Tình trạng",
                    .choice(
                        [.init("", "chưa khép")]
                            + DifficultyAnswers.states.map { .init($0.key, $0.state.vietnamese.loweredStart) },
                        selected: DifficultyAnswers.states.first { $0.state == filter.state }?.key)),
                .init(
                    "don-vi", "Đơn vị nêu",
                    .choice(
                        [.init("", "mọi đơn vị")] + page.units.map { .init($0.id.description, $0.name) },
                        selected: filter.unit?.description)),
                .init(
                    "sap", "Sắp theo",
                    .choice(
                        [.init("", "hạn trả lời"), .init("gui", "mới nêu trước")],
                        selected: filter.isNewestFirst ? "gui" : "")),
            ], isFiltered: filter != DifficultyList.Filter(), aside: [.print("In", .plain)])
        let pager = Pager(
            page.address, words: "\(page.list.lines.count) vướng mắc", before: nil,
            after: page.list.after?.description)
        return """
            \(PageHead("Khó khăn, vướng mắc", facts: "Đơn vị nêu ở trang của việc; cơ quan thường trực trả lời hoặc báo cáo lãnh đạo."))
            \(bar)
            \(table("Vướng mắc", page.list.lines, page.today, id: "vuong-mac").with { table in
                table.hasRule = false
                table.empty = Empty(
                    page.isFirst ? "Không có vướng mắc nào như vậy." : "Hết danh sách.",
                    "Đơn vị gặp khó khăn thì mở trang của việc và chọn “Nêu vướng mắc”.")
            })
            \(if: page.list.after != nil || !page.isFirst, pager.html)
            """
    }

    static func table(_ title: String, _ lines: [Difficulty], _ today: Day, id: String) -> RuledTable<Difficulty> {
        RuledTable(
            title, count: lines.isEmpty ? nil : "\(lines.count) mục",
            columns: [
                Column("Cần trước", .day, .w5) { $0.due?.cell(today: today) ?? "–" },
                Column("Vướng mắc", .name) { line in
                    """
                    \(Link(line.text.shortened(160), DifficultyPage.one(line.id).path))<small>việc: \(line.taskText.shortened(90))</small>
                    """
                },
                Column("Đơn vị nêu", .text, .w11) { line in
                    "\(line.unitName ?? line.who)<small>\(line.raised.since(today: today))</small>"
                },
                Column("Tình trạng", .text, .w11) { status($0, today).html },
            ], rows: lines
        ).with { $0.id = id }
    }

    // MARK: Raising

    struct New {
        let task: Task
        let typed: Typed
        let hidden: [(name: String, value: String)]
    }

    static func new(_ page: New) -> HTML {
        let fields = [
            Field(
                "noi-dung", "Điều đang vướng", hint: "Vướng ở đâu, đã làm gì, đề nghị ai gỡ thế nào.",
                .area(page.typed.values["noi-dung"] ?? "", rows: 5)),
            Field(
                "can-truoc", "Cần trả lời trước ngày", hint: "Ghi như 15/03/2027.", isOptional: true,
                .day(page.typed.values["can-truoc"] ?? "")),
        ].map { $0.with(errors: page.typed.errors) }
        let back = ProgrammePage.task(page.task.id).path
        let form = Form(
            to: DifficultyPage.raise(page.task.id).path, hidden: page.hidden, extras: [.guardsWords],
            content: "\(fields)\(Actions([.submit("Gửi vướng mắc", .primary), .link("Thôi", back)]))")
        let content: HTML =
            page.task.isOpen
            ? "<div class=\"narrow-left\">\(form)</div>"
            : Note(.plain, "Việc đã khép lại nên không nêu vướng mắc được.").html
        return """
            \(PageHead("Nêu vướng mắc", facts: "Cơ quan thường trực được báo ngay và trả lời tại đây.",
                trail: [Link(page.task.text.shortened(80), back)], here: "Vướng mắc"))
            \(ErrorSummary("Chưa gửi được", fields: fields))
            \(content)
            """
    }

    // MARK: One

    struct One {
        let difficulty: Difficulty
        let steps: [Difficulty.Step]
        let today: Day
        let mayManage: Bool
        let mayWork: Bool
        let typed: Typed
        let hidden: [(name: String, value: String)]
    }

    static func one(_ page: One) -> HTML {
        let found = page.difficulty
        let trace = page.steps.reversed().map { step in
            Trace.Step(
                [TaskWords.day(step.at.day, page.today), step.at.hour],
                """
                <b>\(step.act.vietnamese)</b>\(step.paper.map { " · \($0)" })\(step.due.map { " · cần trước \($0.vietnamese)" })<br>\
                \(lines(step.words))
                """, who: HTML(text: step.who))
        }
        let parts = acts(page)
        let all = parts.flatMap(\.fields)
        let facts: HTML = """
            \(status(found, page.today))\(found.due.map { " · cần trước \($0.withWeekday.loweredStart)" })\
             · \(found.unitName ?? found.who) nêu \(found.raised.since(today: page.today))
            """
        let forms = parts.map { part -> HTML in
            let form = Form(
                to: part.to, hidden: page.hidden, extras: [.guardsWords],
                content: "\(part.fields)\(Actions([.submit(part.verb, part.isOpen ? .primary : .plain)]))")
            return Details(part.title, isOpen: part.isOpen, content: form.html).html
        }
        let lead = found.lead.map { "<p class=\"soft small\">\($0) chủ trì</p>" as HTML }
        let quote = SourceQuote(
            found.text, from: HTML(text: [found.who, found.unitName].compactMap { $0 }.joined(separator: ", ")))
        return """
            \(PageHead(
                "Vướng mắc", facts: facts,
                trail: [Link("Vướng mắc", DifficultyPage.list.path)], here: found.text.shortened(60)))
            \(ErrorSummary("Chưa ghi được", fields: all))
            \(Columns(.wide, work: "\(quote)\(forms.joined())", label: "Việc và các bước", context: context(page, lead, trace)))
            """
    }

    private static func context(_ page: One, _ lead: HTML?, _ trace: [Trace.Step]) -> HTML {
        let task: HTML =
            "<p>\(Link(page.difficulty.taskText, ProgrammePage.task(page.difficulty.task).path))</p>\(lead)"
        return """
            \(Section("Việc", content: task))\
            \(Section("Các bước", count: "\(page.steps.count)", content: Trace(trace).html))
            """
    }

    private struct Part {
        let title: String
        let verb: String
        let to: String
        let fields: [Field]
        let isOpen: Bool
    }

    /// What may be done now, the likeliest first and open.
    private static func acts(_ page: One) -> [Part] {
        let found = page.difficulty
        var acts: [Difficulty.Act] = []
        switch found.state {
        case .waiting: acts = page.mayManage ? [.answered, .escalated] : []
        case .answered, .directed: acts = page.mayManage ? [.answered, .escalated] : []
        case .escalated: acts = page.mayManage ? [.directed] : []
        case .closed: break
        }
        if page.mayWork {
            if found.state == .answered || found.state == .directed {
                acts.insert(.closed, at: 0)
            } else {
                acts.append(found.isOpen ? .closed : .reopened)
            }
        }
        return acts.enumerated().map { index, act in part(act, page, isFirst: index == 0) }
    }

    private static func part(_ act: Difficulty.Act, _ page: One, isFirst: Bool) -> Part {
        let id = page.difficulty.id
        let typed = page.typed.act == act ? page.typed : Typed()
        func words(_ label: String, _ hint: String? = nil) -> Field {
            Field(
                "noi-dung", label, hint: hint, id: "noi-dung-\(act.rawValue)",
                .area(typed.values["noi-dung"] ?? "", rows: 4))
        }
        func paper(isOptional: Bool) -> Field {
            Field(
                "van-ban", "Văn bản", hint: "Ví dụ: Tờ trình số 15/TTr-SNV ngày 02/03/2027.", isOptional: isOptional,
                id: "van-ban-\(act.rawValue)", .text(typed.values["van-ban"] ?? "", length: 50))
        }
        let (title, verb, to, fields): (String, String, String, [Field]) =
            switch act {
            case .raised, .answered:
                ("Trả lời", "Gửi trả lời", DifficultyPage.answer(id).path, [words("Nội dung trả lời")])
            case .escalated:
                (
                    "Báo cáo lãnh đạo, UBND", "Báo cáo lãnh đạo", DifficultyPage.escalate(id).path,
                    [
                        words("Nội dung báo cáo", "Vì sao vượt thẩm quyền, đề nghị quyết định điều gì."),
                        paper(isOptional: false),
                        Field(
                            "can-truoc", "Cần ý kiến trước ngày", isOptional: true, id: "can-truoc-bao-cao",
                            .day(typed.values["can-truoc"] ?? "")),
                    ]
                )
            case .directed:
                (
                    "Ghi ý kiến chỉ đạo", "Ghi ý kiến chỉ đạo", DifficultyPage.direct(id).path,
                    [words("Ý kiến chỉ đạo"), paper(isOptional: true)]
                )
            case .closed:
                (
                    "Khép lại", "Khép vướng mắc", DifficultyPage.close(id).path,
                    [words("Kết quả", "Vướng mắc được gỡ thế nào, hoặc vì sao không còn.")]
                )
            case .reopened: ("Mở lại", "Mở lại", DifficultyPage.reopen(id).path, [words("Lý do mở lại")])
            }
        return Part(
            title: title, verb: verb, to: to, fields: fields.map { $0.with(errors: typed.errors) },
            isOpen: page.typed.act.map { $0 == act } ?? isFirst)
    }

    /// Words of several lines as they were typed.
    static func lines(_ words: String) -> HTML {
        words.split(separator: "\n", omittingEmptySubsequences: false).map { HTML(text: String($0)) }.joined("<br>")
    }
}
