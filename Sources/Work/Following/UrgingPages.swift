import Markup
import Office
import Vocabulary

/// The HTML of urging: late tasks by unit, the letters, what was done about one task.
enum UrgingPages {
    static func isOfDay(_ refusal: FollowingRefusal) -> Bool { if case .badDay = refusal { true } else { false } }

    // MARK: Late list

    struct Late {
        let late: LateUnits
        let isFirst: Bool
        let chosen: Set<ID<Unit>>
        let refusal: FollowingRefusal?
        let today: Day
        let hidden: [(name: String, value: String)]
    }

    static func late(_ page: Late) -> HTML {
        let (lines, form) = (page.late.lines, "don-doc")
        let tasks = lines.reduce(0) { $0 + $1.count }
        let table = RuledTable(
            "Việc quá hạn theo đơn vị",
            count: "\(lines.count) đơn vị\(page.late.after != nil || !page.isFirst ? " của trang này" : "")",
            columns: [
                Column("Chọn", .box, .w2, isOnPaper: false) { line in
                    """
                    <input type="checkbox" name="don-vi" value="\(line.unit)" form="\(form)"\
                    \(if: page.chosen.contains(line.unit), " checked") aria-label="Chọn \(line.name)">
                    """
                },
                Column("Đơn vị", .name, .w14) { (line: LateUnits.Line) -> HTML in
                    """
                    \(Link(line.name, ViewsPage.unit(line.unit).path))<small>\(line.count.dotted) việc quá hạn</small>\
                    <small class="screen">\(Link("Lời nhắc, ảnh Zalo", UnitReminderPage.one(line.unit).path, subject: line.name))</small>
                    """
                },
                Column("Việc") { line in owed(line, page.today) },
                Column("Đã đôn đốc", .text, .w9) { line in
                    guard let last = line.lastUrged else { return "chưa lần nào" }
                    return "\(line.urged.dotted) lần<small>gần nhất \(TaskWords.day(last, page.today))</small>"
                },
            ], rows: lines
        ).with { $0.empty = Empty("Không có đơn vị nào chậm.", "Việc quá hạn của các đơn vị sẽ hiện ở đây.") }
        let send = Form(
            to: UrgingPage.draft.path, hidden: page.hidden, id: form,
            content: Actions([.submit("Soạn lời đôn đốc", .primary)], note: "Xem và sửa lời trước khi gửi.").html)
        return """
            \(PageHead(
                "Đôn đốc", facts: "\(lines.count) đơn vị\(page.late.after != nil || !page.isFirst ? " của trang này" : "") đang chậm \(tasks.dotted) việc, tính đến \(page.today.withWeekday.loweredStart).",
                actions: [.link("Quy tắc nhắc việc", ReminderPage.rules.path), .print("In danh sách", .plain)]))
            \(page.refusal.map { Note(.bad, $0.explanation.notice) })
            \(if: page.late.isCapped, Note(.plain, "Có hơn \(LateUnits.mostTasks.dotted) việc quá hạn.", body: "Bảng tính \(LateUnits.mostTasks.dotted) việc chậm lâu nhất; các việc khác hiện khi số này bớt.").html)
            \(table)
            \(pager(page))
            \(if: !lines.isEmpty, "<div class=\"gap screen\">\(send)</div>")
            """
    }

    private static func pager(_ page: Late) -> HTML {
        guard page.late.after != nil || !page.isFirst else { return .empty }
        return Pager(
            Address(UrgingPage.late.path), words: "\(page.late.lines.count) đơn vị của trang này", before: nil,
            after: page.late.after?.text
        ).html
    }

    private static func owed(_ line: LateUnits.Line, _ today: Day) -> HTML {
        let items = line.tasks.map { task -> HTML in
            let late = task.due.map {
                "hạn \(TaskWords.day($0, today)), chậm \(today.days(since: $0).dotted)\(noBreak)ngày"
            }
            return
                "\(Link(task.text.shortened(120), ProgrammePage.task(task.id).path))\(late.map { " <span class=\"soft small\">\($0)</span>" })"
        }
        let filter = TaskFilter(year: today.year, unit: line.unit, role: .lead, status: .late, sort: .due)
        let more: HTML? =
            line.count > line.tasks.count
            ? Link(
                "và \((line.count - line.tasks.count).dotted) việc khác", filter.address(ProgrammePage.programme.path)
            )
            .html : nil
        return (items + (more.map { [$0] } ?? [])).joined("<br>")
    }

    // MARK: Letters

    struct Letter {
        let unit: ID<Unit>
        let name: String
        /// Late tasks; nil where the page is shown again.
        let count: Int?
        let words: String
    }

    struct Drafted {
        let letters: [Letter]
        /// What the log holds beyond the letters.
        var leftOut: String?
        let today: Day
        let hidden: [(name: String, value: String)]
        var typed: [String: String] = ["bao": "1"]
        var refusal: FollowingRefusal?
    }

    static func drafted(_ page: Drafted) -> HTML {
        var errors: [String: String] = [:]
        if let refusal = page.refusal {
            let field = refusal == .badChannel ? "cach" : isOfDay(refusal) ? "ngay" : ""
            errors[field] = refusal.explanation.notice
        }
        let how = howFields(page.typed, page.today).map { $0.with(errors: errors) }
        let letters = page.letters.map { letter -> HTML in
            let name = "loi-\(letter.unit)"
            let field = Field(name, "Lời gửi \(letter.name)", .area(letter.words, rows: 12))
            return """
                <input type="hidden" name="don-vi" value="\(letter.unit)">\(field)\
                \(Actions([.copyText("Chép để dán vào Zalo", of: name)]))
                """
        }
        let content: HTML = """
            \(letters.joined())<div class="gap">\(how)</div>\
            \(Actions([.submit("Ghi đôn đốc \(page.letters.count) đơn vị", .primary), .link("Thôi", UrgingPage.late.path)]))
            """
        let form = Form(to: UrgingPage.note.path, hidden: page.hidden, extras: [.guardsWords], content: content)
        return """
            \(PageHead(
                "Soạn lời đôn đốc", facts: "Sửa lời nếu cần, chép sang Zalo hoặc văn bản, rồi ghi lại là đã đôn đốc.",
                trail: [Link("Đôn đốc", UrgingPage.late.path)], here: "Soạn lời"))
            \(ErrorSummary("Chưa ghi được", fields: how))
            \(errors[""].map { Note(.bad, $0) })
            \(page.leftOut.map { Note(.plain, body: HTML(text: $0)) })
            <div class="narrow-left">\(form)</div>
            """
    }

    private static func howFields(_ typed: [String: String], _ today: Day) -> [Field] {
        [
            Field(
                "cach", "Đôn đốc bằng",
                .radios(
                    UrgingAnswers.channels.map { .init($0.key, $0.channel.vietnamese.capitalFirst) },
                    selected: typed["cach"])),
            Field(
                "ngay", "Ngày đôn đốc", hint: "Để trống là hôm nay, \(today.vietnamese).", isOptional: true,
                .day(typed["ngay"] ?? "")),
            Field(
                "bao", "báo cả trong phần mềm và qua thư cho cán bộ của đơn vị",
                .tick(typed["bao"].map { !$0.isEmpty } ?? false)),
        ]
    }

    // MARK: One task

    struct Typed {
        var values: [String: String] = ["bao": "1"]
        var errors: [String: String] = [:]
    }

    struct OfTask {
        let task: Task
        let urgings: [Urging]
        let mayUrge: Bool
        let typed: Typed
        let today: Day
        let hidden: [(name: String, value: String)]
    }

    static func ofTask(_ page: OfTask) -> HTML {
        let back = ProgrammePage.task(page.task.id).path
        let fields =
            ([
                Field(
                    "noi-dung", "Nội dung đôn đốc", hint: "Đã nói gì, đơn vị hứa thế nào.",
                    .area(page.typed.values["noi-dung"] ?? "", rows: 3))
            ] + howFields(page.typed.values, page.today)).map { $0.with(errors: page.typed.errors) }
        let form = Form(
            to: UrgingPage.noteTask(page.task.id).path, hidden: page.hidden, extras: [.guardsWords],
            content: "\(fields)\(Actions([.submit("Ghi đôn đốc", .primary), .link("Thôi", back)]))")
        let mayUrge = page.mayUrge && page.task.isOpen
        return """
            \(PageHead("Đôn đốc việc này", facts: HTML(text: "\(page.task.leadText ?? "Chưa có đơn vị") chủ trì"),
                trail: [Link(page.task.text.shortened(80), back)], here: "Đôn đốc"))
            \(if: mayUrge, ErrorSummary("Chưa ghi được", fields: fields).map(\.html) ?? .empty)
            \(history(page.urgings, page.today))
            \(if: mayUrge, Section("Ghi một lần đôn đốc", content: "<div class=\"narrow-left\">\(form)</div>").html)
            """
    }

    static func history(_ urgings: [Urging], _ today: Day) -> HTML {
        RuledTable(
            "Các lần đôn đốc", count: urgings.isEmpty ? nil : "\(urgings.count) lần, mới nhất ở trên",
            columns: [
                Column("Ngày", .day, .w5) { $0.day.cell(today: today) },
                Column("Nội dung", .name) { (line: Urging) -> HTML in
                    "<span class=\"plain\">\(line.words.shortened(300))</span>"
                },
                Column("Đơn vị", .text, .w11) { line in
                    "\(line.unitName)\(if: line.tasks > 1, "<small>\(line.tasks.dotted) việc</small>")"
                },
                Column("Cách", .text, .w9) { line in "\(line.channel.vietnamese)<small>\(line.who)</small>" },
            ], rows: urgings
        ).with {
            $0.id = "don-doc"
            $0.empty = Empty("Chưa đôn đốc lần nào.")
        }.html
    }
}
