import Markup
import Office
import Vocabulary

/// The HTML of opinions: what I am asked, the summary of one request, the question.
enum OpinionPages {
    struct Typed {
        var values: [String: String] = [:]
        var people: Set<String> = []
        var members: Set<String> = []
        var errors: [String: String] = [:]
    }

    struct List {
        let waiting: [OpinionLine]
        let lines: [OpinionLine]
        let after: ID<OpinionRequest>?
        let isFirst: Bool
        let today: Day
    }

    static func list(_ page: List) -> HTML {
        let pager = Pager(
            Address(OpinionPage.list.path), words: "\(page.lines.count) lần", before: nil,
            after: page.after?.description)
        return """
            \(PageHead("Xin ý kiến", facts: "Xin ý kiến về một việc thì mở trang của việc đó."))
            \(if: page.isFirst, table("Xin ý kiến tôi", page.waiting, page.today, id: "xin-toi").with {
                $0.empty = Empty("Không có câu hỏi nào chờ ông/bà.")
            }.html)
            \(table("Các lần xin ý kiến", page.lines, page.today, id: "tat-ca").with {
                $0.empty = Empty("Chưa có lần xin ý kiến nào.")
            })
            \(if: page.after != nil, pager.html)
            """
    }

    static func table(_ title: String, _ lines: [OpinionLine], _ today: Day, id: String) -> RuledTable<OpinionLine> {
        RuledTable(
            title, count: lines.isEmpty ? nil : "\(lines.count) lần",
            columns: [
                Column("Trả lời trước", .day, .w5) { $0.request.due.cell(today: today) },
                Column("Câu hỏi", .name) { line in
                    """
                    \(Link(line.request.question.shortened(140), OpinionPage.one(line.request.id).path))\
                    <small>việc: \(line.request.taskText.shortened(90))</small>
                    """
                },
                Column("Người hỏi", .text, .w11) { HTML(text: $0.request.who) },
                Column("Tình trạng", .text, .w11) { line in status(line, today).html },
            ], rows: lines
        ).with { $0.id = id }
    }

    private static func status(_ line: OpinionLine, _ today: Day) -> Status {
        let words = "\(line.answered)/\(line.asked) đã trả lời"
        if line.request.closed != nil { return Status(.done, "Đã khép, \(words)") }
        if line.answered == line.asked { return Status(.done, words) }
        return Status(line.request.due < today ? .late : .doing, words)
    }

    struct One {
        let request: OpinionRequest
        let opinions: [Opinion]
        let mine: [Opinion]
        let isWhole: Bool
        let mayManage: Bool
        let seesTask: Bool
        let typed: Typed
        let today: Day
        let hidden: [(name: String, value: String)]
    }

    static func one(_ page: One) -> HTML {
        let request = page.request
        let forms = request.closed == nil ? page.mine.map { ($0, fields($0, page)) } : []
        let facts: HTML = """
            trả lời trước \(request.due.withWeekday.loweredStart) · \(request.who) hỏi \(request.asked.since(today: page.today))\
            \(if: request.silenceAgrees, " · không trả lời thì coi như nhất trí")\(if: request.closed != nil, " · đã khép")
            """
        let act: HTML = PostButton(
            .submit(request.closed == nil ? "Khép lần xin ý kiến" : "Mở lại", .low),
            to: (request.closed == nil ? OpinionPage.close(request.id) : .reopen(request.id)).path, hidden: page.hidden
        ).html
        let task: HTML =
            page.seesTask
            ? Link(request.taskText, ProgrammePage.task(request.task).path).html : HTML(text: request.taskText)
        return """
            \(PageHead("Xin ý kiến", facts: facts, trail: [Link("Xin ý kiến", OpinionPage.list.path)],
                here: request.question.shortened(60), actions: [.print("In tổng hợp", .plain)]))
            \(ErrorSummary("Chưa gửi được", fields: forms.flatMap(\.1)))
            <blockquote class="quote serif">\(DifficultyPages.lines(request.question))<footer>việc: \(task)</footer></blockquote>
            \(forms.map { form($0, $1, page) })
            \(summary(page))
            \(if: page.mayManage, "<div class=\"screen gap\">\(act)</div>")
            """
    }

    private static func summary(_ page: One) -> HTML {
        let answered = page.opinions.count { $0.answer != nil }
        let parts = Opinion.Answer.allCases.map { answer in
            "\(page.opinions.count { $0.answer == answer }) \(answer.vietnamese.lowercased())"
        }
        let count =
            page.isWhole
            ? (parts + ["\(page.opinions.count - answered) chưa trả lời"]).joined(separator: ", ") : nil
        return RuledTable(
            page.isWhole ? "Tổng hợp ý kiến" : "Trả lời của ông/bà", count: count,
            columns: [
                Column("Nơi được hỏi", .name, .w14) { (line: Opinion) -> HTML in HTML(text: line.name) },
                Column("Trả lời", .text, .w13) { line in
                    let words = line.standing(page.request, on: page.today)
                    let isSilent = line.answer == nil
                    return
                        (isSilent
                        ? Status(page.today > page.request.due ? .late : .todo, words)
                        : Status(line.answer == .disagree ? .care : .done, words)).html
                },
                Column("Nội dung") { line in line.words.map { DifficultyPages.lines($0) } ?? "–" },
                Column("Lúc", .text, .w9) { line in
                    line.answered.map {
                        "\($0.since(today: page.today))<small>\(line.source.map { "\(line.who ?? "") ghi theo \($0)" } ?? line.who ?? "")</small>"
                    } ?? "–"
                },
            ], rows: page.opinions
        ).with { $0.id = "tong-hop" }.html
    }

    private static func fields(_ opinion: Opinion, _ page: One) -> [Field] {
        let isTyped = page.typed.values["cua"] == opinion.id.description
        let typed = isTyped ? page.typed : Typed()
        let known = OpinionAnswers.answers.first { $0.answer == opinion.answer }?.key
        return
            ([
                Field(
                    "tra-loi", "Trả lời của \(opinion.name)", id: "tra-loi-\(opinion.id)",
                    .radios(
                        OpinionAnswers.answers.map { .init($0.key, $0.answer.vietnamese) },
                        selected: typed.values["tra-loi"] ?? known)),
                Field(
                    "y-kien", "Ý kiến cụ thể", hint: "Cần ghi khi đề nghị sửa hoặc không nhất trí.",
                    id: "y-kien-\(opinion.id)", .area(typed.values["y-kien"] ?? opinion.words ?? "", rows: 4)),
            ]
            + (opinion.isByName
                ? [
                    Field(
                        "can-cu", "Căn cứ",
                        hint: "Ví dụ: phiếu xin ý kiến ngày 18/11/2026; điện thoại ngày 18/11/2026.",
                        id: "can-cu-\(opinion.id)", .text(typed.values["can-cu"] ?? opinion.source ?? "", length: 50))
                ] : []))
            .map { $0.with(errors: typed.errors) }
    }

    private static func form(_ opinion: Opinion, _ fields: [Field], _ page: One) -> HTML {
        let verb = opinion.answer == nil ? "Gửi trả lời" : "Gửi lại trả lời"
        let form = Form(
            to: OpinionPage.answer(page.request.id).path,
            hidden: page.hidden + [(name: "cua", value: opinion.id.description)], extras: [.guardsWords],
            content: "\(fields)\(Actions([.submit(verb, .primary)]))")
        let isRefused = !page.typed.errors.isEmpty && page.typed.values["cua"] == opinion.id.description
        // Those of others stay folded: there may be many.
        let isOpen = isRefused || (opinion.answer == nil && !opinion.isByName)
        let title =
            opinion.isByName
            ? "Ghi trả lời của \(opinion.name)" : opinion.answer == nil ? "Trả lời" : "Sửa trả lời"
        return
            "<div class=\"screen narrow-left gap\">\(Details(title, isOpen: isOpen, content: form.html))</div>"
    }

    struct New {
        let task: Task
        let people: [(id: ID<Account>, name: String)]
        let members: [(id: ID<CouncilMember>, name: String)]
        let typed: Typed
        let hidden: [(name: String, value: String)]
    }

    static func new(_ page: New) -> HTML {
        let values = page.typed.values
        let back = ProgrammePage.task(page.task.id).path
        let fields =
            ([
                Field("cau-hoi", "Điều cần xin ý kiến", .area(values["cau-hoi"] ?? "", rows: 5)),
                Field(
                    "tra-loi-truoc", "Trả lời trước ngày", hint: "Ghi như 15/03/2027.",
                    .day(values["tra-loi-truoc"] ?? "")),
                Field(
                    "don-vi", "Các đơn vị", hint: "Mỗi dòng một tên hoặc mã.", isOptional: true,
                    .area(values["don-vi"] ?? "", rows: 4)),
                Field(
                    "nguoi", "Thành viên Hội đồng và người khác", isOptional: true,
                    .checks(page.people.map { .init($0.id.description, $0.name) }, selected: page.typed.people)),
            ]
            + (page.members.isEmpty
                ? []
                : [
                    Field(
                        "thanh-vien", "Thành viên Hội đồng chưa có tài khoản",
                        hint: "Hỏi bằng phiếu hoặc điện thoại; thư ký ghi câu trả lời vào phần mềm.", isOptional: true,
                        .checks(page.members.map { .init($0.id.description, $0.name) }, selected: page.typed.members))
                ]) + [
                Field(
                    "nhac", "Nhắc trước mấy ngày", hint: "0 là không nhắc.",
                    .text(values["nhac"] ?? "", kind: .number, length: 3)),
                Field(
                    "im-lang", "quá ngày mà không trả lời thì coi như nhất trí (ghi rõ trong câu hỏi)",
                    .tick(!(values["im-lang"] ?? "").isEmpty)),
            ]).map { $0.with(errors: page.typed.errors) }
        let form = Form(
            to: OpinionPage.ask(page.task.id).path, hidden: page.hidden, extras: [.guardsWords],
            content: "\(fields)\(Actions([.submit("Gửi xin ý kiến", .primary), .link("Thôi", back)]))")
        return """
            \(PageHead("Xin ý kiến về việc này", trail: [Link(page.task.text.shortened(80), back)], here: "Xin ý kiến"))
            \(ErrorSummary("Chưa gửi được", fields: fields))
            <div class="narrow-left">\(form)</div>
            """
    }
}
