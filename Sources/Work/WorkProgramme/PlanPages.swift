import Markup
import Office
import Vocabulary

/// The HTML of a plan in force.
enum PlanPages {
    struct InForce {
        let detail: PlanDetail
        /// The parts of a plan of several years; empty otherwise.
        let parts: [PlanYearPart]
        /// The year whose tasks are shown.
        let year: Int
        /// Units asked for their plans by this one.
        let requests: [PlanRequestLine]
        let visitor: Visitor
        let today: Day
        let dated: TaskList
        let regular: TaskList
        let undated: TaskList
        /// What was typed to find the item that the plan carries out.
        let sought: String
        let items: [TaskSearch.Task]
        let refusal: String?
        var bases: PlanBasisPages.Model?

        var path: String { ProgrammePage.plan(detail.plan.id).path }
    }

    /// The year asked for, else the current one, where the plan is for it.
    static func shownYear(of plan: Plan, asked: String?, today: Day) -> Int {
        guard let span = plan.span else { return plan.year }
        if let asked = asked.flatMap({ Int($0) }), span.contains(asked) { return asked }
        return span.contains(today.year) ? today.year : plan.year
    }

    static func inForce(_ page: InForce, token: String) -> HTML {
        let plan = page.detail.plan
        let warnings = page.detail.findings.count { $0.isOpen && $0.isWarning }
        return """
            \(PageHead(
                plan.title, facts: facts(plan, page),
                trail: [Link("Chương trình năm \(plan.year)", Address(ProgrammePage.programme.path).with("nam", plan.year))],
                here: plan.number ?? "Kế hoạch", actions: actions(page)))
            \(page.refusal.map { Note(.bad, $0) })
            \(if: warnings > 0, Note(
                .care, "\(warnings) chỗ trong kế hoạch nên xem lại.", body: "Chưa ai trả lời; xem ở mục “Điều phần mềm thấy”.").html)
            \(Columns(.wide, work: work(page), label: "Nguồn và liên hệ", context: context(page, token)))
            """
    }

    private static func facts(_ plan: Plan, _ page: InForce) -> HTML {
        let parts = [
            plan.number == nil ? nil : plan.citation, plan.issuer,
            plan.issuerKind == .committee || plan.issuerKind == .other ? nil : "kế hoạch của hội đồng",
            plan.span.map { "giai đoạn \($0.years)" }, "chương trình của \(page.detail.unitName)",
            plan.state == .closed ? "đã khép lại" : nil,
        ].compactMap { $0 }
        return HTML(text: parts.joined(separator: " · "))
    }

    private static func actions(_ page: InForce) -> [Action] {
        var actions: [Action] = [.print("In", .plain)]
        if page.visitor.may(.preparePlans) { actions.append(.link("Nhập bản mới", DraftPage.upload.path)) }
        if page.visitor.may(.manageTasks) {
            actions.append(
                .link(
                    "Thêm việc", Address(ProgrammePage.newTask.path).with("ke-hoach", page.detail.plan.id.description),
                    .primary))
        }
        return actions
    }

    private static func work(_ page: InForce) -> HTML {
        let tables = [
            (page.dated, "Việc có hạn", TaskSchedule.dated), (page.regular, "Việc thường xuyên", .regular),
            (page.undated, "Việc chưa định thời gian", .undated),
        ].filter { !$0.0.lines.isEmpty }.map { table($0.0, $0.1, $0.2, page) }
        let tasks: HTML =
            tables.isEmpty ? Empty("Kế hoạch này không có việc nào trong phạm vi của ông/bà.").html : tables.joined()
        return "\(years(page))\(tasks)\(findings(page))"
    }

    /// The parts of a plan of several years with their progress.
    private static func years(_ page: InForce) -> HTML {
        guard !page.parts.isEmpty else { return .empty }
        let path = ProgrammePage.plan(page.detail.plan.id).path
        let all = page.parts.reduce(0) { $0 + $1.totals.all }
        let done = page.parts.reduce(0) { $0 + $1.totals.done }
        let table = RuledTable(
            "Phần từng năm", count: "\(all.dotted) việc của \(page.parts.count) năm, \(done.dotted) xong",
            columns: [
                Column("Năm", .name, .w7) { (part: PlanYearPart) -> HTML in
                    Link("Năm \(part.year)", Address(path).with("nam", part.year), isCurrent: part.year == page.year)
                        .html
                },
                Column("Tiến độ") { part -> HTML in
                    TaskTables.squares("Năm \(part.year)", part.totals, perRow: 20).html
                },
                Column("Việc", .number, .w5) { part -> HTML in "\(number: part.totals.all)" },
                Column("Xong", .number, .w5) { part -> HTML in "\(number: part.totals.done)" },
                Column("Quá hạn", .number, .w7) { part -> HTML in
                    guard part.totals.late > 0 else { return "0" }
                    let list = TaskFilter(year: part.year, status: .late, plan: page.detail.plan.id, sort: .due)
                    return Link(
                        part.totals.late.dotted, list.address(ProgrammePage.programme.path),
                        subject: "việc quá hạn của năm \(part.year)"
                    ).html
                },
                Column("Thường xuyên", .number, .w8) { part -> HTML in "\(number: part.regular)" },
            ], rows: page.parts
        ).with {
            $0.id = "tung-nam"
            $0.isCurrent = { $0.year == page.year }
        }
        return "<section>\(table)</section>\n<h2 class=\"hide\">Việc của năm \(page.year)</h2>\n"
    }

    private static func table(_ list: TaskList, _ title: String, _ schedule: TaskSchedule, _ page: InForce) -> HTML {
        let today = page.today
        var columns: [Column<TaskLine>] = [
            Column("Mục", .text, .w4) { HTML(text: $0.reference) },
            Column("Nhiệm vụ", .name) { TaskTables.name($0, under: "") },
            Column("Chủ trì", .text, .w7) { HTML(text: $0.lead ?? "–") },
            Column("Kế hoạch ghi", .text, .w7) { HTML(text: $0.timeWords) },
        ]
        columns.append(Column("Tình trạng", .text, .w8) { TaskTables.state($0, today: today) })
        let ofYear = page.parts.isEmpty ? title : "\(title), phần năm \(page.year)"
        let table = RuledTable(
            ofYear, count: "\(list.after == nil ? "" : "hơn ")\(list.lines.count.dotted) việc", columns: columns,
            rows: list.lines)
        let all = TaskFilter(year: page.year, schedule: schedule, plan: page.detail.plan.id)
        return """
            <section>\(table)\
            \(if: list.after != nil, "<p class=\"gap-s\">\(Link("Xem tất cả trong bảng", all.address(ProgrammePage.programme.path)))</p>")</section>

            """
    }

    private static func findings(_ page: InForce) -> HTML {
        let findings = page.detail.findings.filter { $0.isOpen || $0.isWarning }
        guard !findings.isEmpty else { return .empty }
        let rows = findings.map { finding -> HTML in
            let status: Status =
                finding.isOpen
                ? finding.isWarning ? Status(.care, "Nên xem lại") : Status(.todo, "Để biết")
                : Status(.done, finding.reason == nil ? "Đã sửa" : "Giữ nguyên")
            let place = finding.lines.first.map { first in
                finding.lines.count > 1 ? "dòng \(first)–\(finding.lines.last ?? first)" : "dòng \(first)"
            }
            return """
                <li><span>\(finding.message)</span>\(status)\
                <small>\([place, finding.reason.map { "lý do giữ: \($0)" }].compactMap { $0 }.joined(separator: " · "))</small></li>

                """
        }
        return Section(
            "Điều phần mềm thấy", count: "\(findings.count) chỗ trong văn bản", id: "canh-bao",
            content: "<ul class=\"tasks\">\(rows)</ul>"
        ).html
    }

    // MARK: Aside

    private static func context(_ page: InForce, _ token: String) -> HTML {
        """
        \(PlanBasisPages.section(page.bases))\(events(page))\(parent(page, token))\(children(page))\(collecting(page))\(shortNames(page.detail.shortNames))\
        \(provenance(page))
        """
    }

    /// Units' own plans that carry this one out.
    private static func collecting(_ page: InForce) -> HTML? {
        let ask = Address(UnitPlanPage.newOne.path).with("ke-hoach", page.detail.plan.id.description)
        let lines = page.requests.map { line -> HTML in
            let missing = UnitPlanFilter(standing: .missing).address(UnitPlanPage.one(line.request.id).path)
            return """
                \(Link(line.request.title.shortened(90), UnitPlanPage.one(line.request.id).path))<br>\
                <span class="soft">hạn \(line.request.due.vietnamese) · \(line.counts.all - line.counts.missing)/\(line.counts.all) đã gửi\
                \(line.counts.missing > 0 ? " · \(Link("\(line.counts.missing.dotted) chưa gửi", missing))" : nil)</span>
                """
        }
        let first: HTML =
            page.visitor.may(.manageTasks) && lines.isEmpty
            ? "<p class=\"small\">\(Link("Yêu cầu các đơn vị gửi kế hoạch", ask))</p>" : .empty
        guard !lines.isEmpty || !first.isEmpty else { return nil }
        return Section(
            "Kế hoạch của các đơn vị", id: "thu-ke-hoach", content: lines.isEmpty ? first : Lines(lines).html
        ).html
    }

    /// What the plan calls by a short name.
    static func shortNames(_ names: [ShortName]) -> HTML? {
        guard !names.isEmpty else { return nil }
        return Section(
            "Tên gọi tắt", count: "\(names.count)", id: "ten-goi-tat",
            content: Lines(
                names.map { "<b>\($0.short)</b>: \($0.full) <span class=\"soft\">dòng \(number: $0.line)</span>" }
            )
            .html
        ).html
    }

    private static func events(_ page: InForce) -> HTML? {
        let events = page.detail.events
        let add = Address(TimingPage.newEvent.path).with("ke-hoach", page.detail.plan.id.description)
        let mayManage = page.visitor.may(.manageTasks)
        guard !events.isEmpty || mayManage else { return nil }
        let lines = events.map { event -> HTML in
            """
            \(Link(event.name, TimingPage.event(event.id).path))<br>\
            <span class="soft">\(event.timeWords)\(event.venue.map { " · \($0.shortened(60))" })</span>
            """
        }
        return Section(
            "Sự kiện", id: "su-kien", aside: mayManage ? Link("Thêm", add, subject: "sự kiện").html : .empty,
            content: lines.isEmpty
                ? "<p class=\"small soft\">Chưa có lớp, hội nghị hay phiên họp nào có ngày riêng.</p>"
                : Lines(lines).html
        ).html
    }

    private static func parent(_ page: InForce, _ token: String) -> HTML {
        let detail = page.detail
        let shown: HTML =
            if let parent = detail.parent {
                """
                <p class="small">\(Link(parent.text, ProgrammePage.task(parent.task).path))<br>\
                <span class="soft">mục \(parent.reference), \(Link(parent.plan.citation, ProgrammePage.plan(parent.plan.id).path))</span></p>
                """
            } else if detail.plan.parentTask != nil {
                "<p class=\"small soft\">Kế hoạch gắn với một mục ngoài phạm vi của ông/bà.</p>"
            } else {
                """
                <p class="small soft">Chưa gắn với mục nào của kế hoạch cấp trên. Kế hoạch năm thì không cần.</p>
                """
            }
        return Section("Thực hiện mục nào", id: "muc-cha", content: "\(shown)\(choosing(page, token))").html
    }

    private static func choosing(_ page: InForce, _ token: String) -> HTML? {
        guard page.visitor.may(.manageTasks) else { return nil }
        let hidden = [("_ma", token)]
        let hang = ProgrammePage.hangPlan(page.detail.plan.id).path
        let items = page.items.map { item -> HTML in
            """
            <li>\(item.line.text.shortened(120)) <span class="soft">mục \(item.line.reference)</span> \
            \(PostButton(.submit("Gắn vào mục \(item.line.reference)", .low), to: hang, hidden: hidden + [("muc", item.line.id.description)]))</li>

            """
        }
        let result: HTML =
            page.sought.trimmed.isEmpty
            ? .empty
            : items.isEmpty
                ? Empty("Không có mục nào của kế hoạch khác trong năm có chữ “\(page.sought)”.").html
                : "<ul class=\"lines\">\(items)</ul>"
        return Details(
            page.detail.plan.parentTask == nil ? "Gắn vào một mục" : "Đổi mục", isOpen: !page.sought.isEmpty,
            content: """
                <form class="filter" role="search" aria-label="Tìm mục của kế hoạch cấp trên" action="\(url: page.path + "#muc-cha")">
                <p><label for="tim-muc">Có chữ</label><input id="tim-muc" name="muc" value="\(page.sought)" size="18"></p>
                <p>\(Action.submit("Tìm mục"))</p></form>
                \(result)\
                \(if: page.detail.plan.parentTask != nil, PostButton(.submit("Thôi gắn", .low), to: hang, hidden: hidden + [("muc", "")]).html)
                """
        ).html
    }

    private static func children(_ page: InForce) -> HTML? {
        guard !page.detail.children.isEmpty else { return nil }
        return Section(
            "Kế hoạch cụ thể hóa", count: "\(page.detail.children.count)", id: "ke-hoach-con",
            content: Lines(
                page.detail.children.map { child in
                    """
                    \(Link(child.plan.citation, ProgrammePage.plan(child.plan.id).path))<br>\
                    <span class="soft">thực hiện mục \(Link(child.reference, ProgrammePage.task(child.task).path))</span>
                    """
                }
            ).html
        ).html
    }

    private static func provenance(_ page: InForce) -> HTML {
        Section(
            "Nguồn", id: "nguon",
            content: Trace(
                page.detail.versions.map { version in
                    let at = version.adopted
                    return Trace.Step(
                        [TaskWords.day(at.day, page.today), at.hour],
                        "Nhận bản \(version.number): \(Link(version.fileName, ProgrammePage.file(version.file).path))",
                        who: """
                            \(version.who ?? "hệ thống")<br><span title="\(version.sha256)">SHA-256 \(String(version.sha256.prefix(16)))…</span>
                            """)
                }
            ).html
        ).html
    }
}
