import Markup
import Office
import Vocabulary

/// The HTML of one task: its sentence, where it stands, what shows that it was done, what happened.
enum TaskPages {
    /// What was typed into one of the page's forms and refused.
    struct Typed {
        enum Part { case evidence, comment, file, finish, postpone, reopen, start }
        let part: Part
        var values: [String: String] = [:]
        /// By name of field; what belongs to none stands under the empty name.
        var errors: [String: String] = [:]
        /// Somebody else changed the task meanwhile.
        var isStale = false
    }

    struct One {
        let detail: TaskDetail
        let visitor: Visitor
        let today: Day
        let mayWork: Bool
        let subtasks: [Subtask]
        let officers: [OfficerInCharge]
        let following: TaskFollowing
        var typed: Typed?

        var task: Task { detail.task }
        var isOpen: Bool { task.isOpen }
        var mayManage: Bool { visitor.may(.manageTasks) }
        /// Hidden fields of a form that changes the task.
        var stamped: [(name: String, value: String)] {
            [("_ma", visitor.formToken), ("moc", detail.stamp.text)]
        }
    }

    static func one(_ page: One) -> HTML {
        let (task, plan) = (page.task, page.detail.plan)
        return """
            \(PageHead(
                task.text, facts: facts(page),
                trail: [
                    Link("Chương trình năm \(task.year)", Address(ProgrammePage.programme.path).with("nam", task.year)),
                    Link(plan.number ?? plan.title.shortened(60), ProgrammePage.plan(plan.id).path),
                ], here: task.reference.isEmpty ? "Việc" : "Mục \(task.reference)", actions: actions(page)))
            \(trouble(page))
            \(Columns(.wide, work: work(page), label: "Thông tin và nhật ký", context: context(page)))
            """
    }

    private static func facts(_ page: One) -> HTML {
        let task = page.task
        let status = TaskWords.state(task.state, due: task.due, closedOn: task.closedOn, today: page.today)
        let left = TaskWords.timeLeft(task.due, task.state, today: page.today)
        let lead = page.detail.parties.first { $0.role == .lead }?.name
        return """
            \(status)\(left.map { " · \($0)" })\(lead.map { " · \($0) chủ trì" })
            """
    }

    private static func actions(_ page: One) -> [Action] {
        guard page.mayWork else { return [] }
        guard page.isOpen else { return page.mayManage ? [.link("Mở lại…", "#ly-do")] : [] }
        var actions: [Action] = []
        if page.mayManage, page.task.due != nil { actions.append(.link("Lùi hạn…", "#ngay")) }
        actions.append(
            page.detail.evidence.isEmpty
                ? .link("Thêm minh chứng", "#noi-dung", .primary) : .link("Báo xong…", "#bao-xong", .primary))
        return actions
    }

    /// What was refused, at the head of the page.
    private static func trouble(_ page: One) -> HTML? {
        guard let typed = page.typed else { return nil }
        if typed.isStale, let words = typed.errors[""] {
            return Note(.care, words, body: "Điều ông/bà vừa ghi vẫn còn trong biểu mẫu bên dưới.").html
        }
        let fields = TaskForms.fields(of: typed.part, page)
        if let summary = ErrorSummary(title(of: typed.part), fields: fields) { return summary.html }
        return typed.errors[""].map { Note(.bad, $0).html }
    }

    private static func title(of part: Typed.Part) -> String {
        switch part {
        case .evidence: "Minh chứng chưa gửi được"
        case .comment: "Ý kiến chưa gửi được"
        case .file: "Tệp chưa gửi được"
        case .finish: "Chưa báo xong được"
        case .postpone: "Chưa lùi hạn được"
        case .reopen: "Chưa mở lại được"
        case .start: "Chưa ghi được"
        }
    }

    // MARK: Work

    private static func work(_ page: One) -> HTML {
        """
        \(source(page))
        \(page.isOpen ? TaskWords.suggestion(page.task.kind).map { "<p class=\"gap-s\">\($0)</p>" } : nil)
        \(SubtaskPages.section(
            page.task, page.subtasks, mayChange: page.mayWork && page.isOpen, today: page.today,
            hidden: [("_ma", page.visitor.formToken)]))
        \(evidence(page))
        \(onScreen(TaskForms.progress(page)))
        \(page.detail.comments.isEmpty ? onScreen(comments(page)) : comments(page))
        \(page.detail.files.isEmpty ? onScreen(files(page)) : files(page))
        """
    }

    /// What is no use on paper.
    private static func onScreen(_ piece: HTML) -> HTML {
        piece.isEmpty ? .empty : "<div class=\"screen gap\">\(piece)</div>"
    }

    private static func source(_ page: One) -> HTML {
        let (source, plan) = (page.detail.source, page.detail.plan)
        guard !source.quote.isEmpty else {
            return Note(
                .plain, "Việc thêm bằng tay.",
                body: "Văn bản \(Link(plan.citation, ProgrammePage.plan(plan.id).path)) không có câu này."
            ).html
        }
        let pages = source.pages.map {
            $0.count == 1 ? "trang \($0.lowerBound)" : "trang \($0.lowerBound)–\($0.upperBound)"
        }
        let lines =
            source.lines.first == source.lines.last
            ? "dòng \(source.lines.first)" : "dòng \(source.lines.first)–\(source.lines.last)"
        let reference = page.task.reference.isEmpty ? nil : "mục \(page.task.reference)"
        let place = [reference, pages, lines].compactMap { $0 }.joined(separator: ", ")
        let file = source.file.map { file -> HTML in
            " · tệp \(Link(source.fileName ?? "kế hoạch", ProgrammePage.file(file).path))"
        }
        return SourceQuote(
            source.quote, from: "\(Link(plan.citation, ProgrammePage.plan(plan.id).path)), \(place)\(file)"
        ).html
    }

    private static func evidence(_ page: One) -> HTML {
        let evidence = page.detail.evidence
        let rows = evidence.map { item -> HTML in
            let words: HTML =
                if let address = item.address {
                    Link(item.words, address).html
                } else if let file = item.file {
                    Link(item.words, ProgrammePage.file(file).path).html
                } else {
                    HTML(text: item.words)
                }
            let kind = item.sort == "document" ? "văn bản" : item.sort == "link" ? "đường dẫn" : "ghi chú"
            let name = item.fileName.flatMap { $0 == item.words ? nil : "tệp \($0)" }
            let notes = [kind, name, item.who, item.at.since(today: page.today)].compactMap { $0 }
            return "\(words)<br><span class=\"soft small\">\(notes.joined(separator: " · "))</span>"
        }
        let list: HTML =
            evidence.isEmpty
            ? Empty(
                "Chưa có minh chứng.",
                page.isOpen ? "Việc chỉ khép lại khi có ít nhất một văn bản, đường dẫn hoặc ghi chú." : ""
            ).html : Lines(rows).html
        return Section(
            "Minh chứng", count: evidence.isEmpty ? nil : "\(evidence.count)", id: "minh-chung",
            content: "\(list)\(if: page.mayWork && page.isOpen, onScreen(TaskForms.evidence(page)))"
        ).html
    }

    private static func comments(_ page: One) -> HTML {
        let comments = page.detail.comments
        guard page.mayWork || !comments.isEmpty else { return .empty }
        let rows = comments.map { step -> HTML in
            """
            <b>\(step.who)</b> <span class="soft small">\(step.at.since(today: page.today))</span><br>\(step.words)
            """
        }
        return Section(
            "Ý kiến", count: comments.isEmpty ? nil : "\(comments.count)", id: "y-kien",
            content: "\(if: !rows.isEmpty, Lines(rows).html)\(if: page.mayWork, onScreen(TaskForms.comment(page)))"
        ).html
    }

    private static func files(_ page: One) -> HTML {
        let files = page.detail.files
        guard page.mayWork || !files.isEmpty else { return .empty }
        let rows = files.map { step -> HTML in
            let name = step.fileName ?? step.words ?? "tệp"
            return """
                \(step.file.map { Link(name, ProgrammePage.file($0).path).html } ?? HTML(text: name))<br>\
                <span class="soft small">\(step.who) · \(step.at.since(today: page.today))</span>
                """
        }
        return Section(
            "Tệp làm việc", count: files.isEmpty ? nil : "\(files.count)", id: "tep",
            content: "\(if: !rows.isEmpty, Lines(rows).html)\(if: page.mayWork, onScreen(TaskForms.file(page)))"
        ).html
    }

    // MARK: Aside

    private static func context(_ page: One) -> HTML {
        "\(information(page))\(following(page))\(below(page))\(history(page))"
    }

    private static func information(_ page: One) -> HTML {
        let (detail, task) = (page.detail, page.task)
        var facts: [(name: String, value: HTML)] = []
        for role in TaskRole.allCases {
            let parties = detail.parties.filter { $0.role == role }
            guard !parties.isEmpty else { continue }
            let names = parties.map { party -> HTML in
                guard let unit = party.unit else { return HTML(text: party.name) }
                let filter = TaskFilter(year: task.year, unit: unit, role: role)
                return Link(
                    party.name, filter.address(ProgrammePage.programme.path), subject: "các việc \(role.vietnamese)"
                ).html
            }
            facts.append((role.vietnamese.capitalFirst, names.joined(", ")))
        }
        facts.append(("Phụ trách", HandoverPages.inCharge(page.officers, page.task, mayWork: page.mayWork)))
        facts.append(("Kế hoạch ghi", "“\(task.timeWords)”"))
        if let due = task.due {
            let planned = task.time.dueDay
            facts.append(
                (
                    "Hạn tính",
                    """
                    \(due.withWeekday)\(planned.map { $0 == due ? nil : "<br><span class=\"soft\">đã lùi, hạn đầu \($0.vietnamese)</span>" } ?? nil)
                    """
                ))
        } else {
            facts.append(("Hạn tính", "không có; việc không bị tính là quá hạn"))
        }
        facts.append(
            (
                "Phụ thuộc",
                Link("Thời gian…", TimingPage.time(task.id).path, subject: "gắn với sự kiện, việc khác, các kỳ").html
            ))
        facts.append(("Loại việc", HTML(text: task.kind.vietnamese.capitalFirst)))
        if let product = detail.product, !product.isEmpty { facts.append(("Sản phẩm", HTML(text: product))) }
        let edit: HTML =
            page.mayManage ? Link("Sửa", ProgrammePage.editTask(task.id).path, subject: "nội dung việc").html : .empty
        return Section("Thông tin", aside: edit, content: Facts(facts).html).html
    }

    private static func following(_ page: One) -> HTML {
        page.following.section(
            page.task.id, isOpen: page.isOpen, mayWork: page.mayWork, mayManage: page.mayManage, today: page.today,
            hidden: [("_ma", page.visitor.formToken)])
    }

    private static func below(_ page: One) -> HTML? {
        guard !page.detail.plansBelow.isEmpty else { return nil }
        return Section(
            "Kế hoạch thực hiện việc này",
            content: Lines(page.detail.plansBelow.map { Link($0.citation, ProgrammePage.plan($0.id).path).html }).html
        ).html
    }

    private static func history(_ page: One) -> HTML {
        var steps = page.detail.steps.map { step -> Trace.Step in
            Trace.Step(
                [TaskWords.day(step.at.day, page.today), step.at.hour], said(step, page.today),
                who: HTML(text: step.who))
        }
        if page.isOpen, let due = page.task.due, due >= page.today {
            steps.insert(Trace.Step([TaskWords.day(due, page.today)], "Đến hạn", isToCome: true), at: 0)
        }
        let more: HTML =
            page.detail.hasMoreSteps
            ? Link("Xem tất cả", ProgrammePage.task(page.task.id).path + "?nhat-ky=het#nhat-ky").html : .empty
        let ledger: HTML =
            page.visitor.may(.readLedger)
            ? Link("Nhật ký kiểm toán", LedgerPage.about(Subject("task", page.task.id))).html : .empty
        return Section(
            "Nhật ký", count: "\(page.detail.steps.count)\(page.detail.hasMoreSteps ? "+" : "") dòng", id: "nhat-ky",
            aside: more.isEmpty ? ledger : ledger.isEmpty ? more : "\(more) · \(ledger)", content: Trace(steps).html
        ).html
    }

    /// What a step was, in one sentence.
    private static func said(_ step: TaskDetail.Step, _ today: Day) -> HTML {
        let words = step.words.map { $0.shortened(300) }
        switch step.act {
        case .postponed, .moved:
            let days = [step.oldDue, step.newDue].compactMap { $0.map { TaskWords.day($0, today) } }.joined(
                separator: " → ")
            return "\(self.words(step.act)) \(days)<br><span class=\"soft small\">\(words)</span>"
        case .attached, .evidenced:
            let link =
                step.file.map { Link(words ?? "tệp", ProgrammePage.file($0).path).html } ?? HTML(text: words ?? "")
            return "\(self.words(step.act)): \(link)"
        case .commented: return "Ý kiến: \(words)"
        default:
            return "\(self.words(step.act))\(words.map { "<br><span class=\"soft small\">\($0)</span>" })"
        }
    }

    static func words(_ act: TaskDetail.Step.Act) -> String {
        switch act {
        case .adopted: "Nhận từ kế hoạch"
        case .added: "Thêm bằng tay"
        case .revised: "Sửa theo bản mới của kế hoạch"
        case .started: "Bắt đầu làm"
        case .commented: "Ý kiến"
        case .attached: "Tệp làm việc"
        case .evidenced: "Minh chứng"
        case .finished: "Báo xong"
        case .reopened: "Mở lại"
        case .postponed: "Lùi hạn"
        case .dropped: "Thôi thực hiện"
        case .corrected: "Sửa nội dung"
        case .hung: "Gắn thời gian"
        case .released: "Thôi gắn thời gian"
        case .settled: "Định thời gian"
        case .moved: "Dời theo"
        case .reported: "Báo kỳ"
        case .troubled: "Nêu vướng mắc"
        case .untroubled: "Khép vướng mắc"
        case .urged: "Đôn đốc"
        case .asked: "Xin ý kiến"
        case .opined: "Trả lời xin ý kiến"
        case .assigned: "Giao phụ trách"
        case .handed: "Bàn giao"
        case .divided: "Thêm việc con"
        case .recast: "Sửa việc con"
        case .partDone: "Xong việc con"
        case .partReopened: "Mở lại việc con"
        case .partRemoved: "Bỏ việc con"
        }
    }
}
