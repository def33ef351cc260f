import Markup
import Office
import Vocabulary

/// One request: who has sent and who has not; what the plans answer.
extension PlanRequestPages {
    struct One {
        let request: PlanRequest
        let counts: UnitPlanCounts
        /// The superior plan, where the visitor sees it.
        let plan: Plan?
        let filter: UnitPlanFilter
        let list: UnitPlanList
        /// Nil where no plan is named.
        let unanswered: PlanCoverage?
        let mayManage: Bool
        let typed: Typed
        let today: Day
        let hidden: [(name: String, value: String)]

        var path: String { UnitPlanPage.one(request.id).path }
    }

    static func one(_ page: One) -> HTML {
        let request = page.request
        let basis = page.plan.map { Link($0.citation, ProgrammePage.plan($0.id).path).html }
        let facts: HTML = """
            hạn \(request.due.withWeekday.loweredStart) · kế hoạch năm \(request.year)\
            \(basis.map { " · theo \($0)" } ?? (request.basis.isEmpty ? nil : " · theo \(request.basis)"))\
            \(if: request.closed != nil, " · đã khép")
            """
        var actions: [Action] = [.print("In", .plain)]
        if page.mayManage, request.closed == nil, page.counts.missing + page.counts.returned > 0 {
            actions.append(.link("Nhắc đơn vị chưa gửi", UnitPlanPage.remind(request.id).path, .primary))
        }
        let forms = page.mayManage && request.closed == nil ? managing(page) : ([], HTML.empty)
        return """
            \(PageHead(request.title, facts: facts, trail: [Link("Thu kế hoạch", UnitPlanPage.list.path)],
                here: "Năm \(request.year)", actions: actions))
            \(page.typed.errors[""].map { Note(.bad, $0) })
            \(ErrorSummary("Chưa ghi được", fields: forms.0))
            \(views(page))
            \(opening(page))
            \(filters(page))
            \(table(page))
            \(pager(page))
            \(papers(page))
            \(if: page.mayManage, "<div class=\"screen gap\">\(forms.1)\(closing(page))</div>")
            """
    }

    private static func opening(_ page: One) -> HTML {
        let counts = page.counts
        func link(_ words: String, _ standing: UnitPlanFilter.Standing) -> HTML {
            Link(words, UnitPlanFilter(standing: standing).address(page.path)).html
        }
        var parts: [HTML] = ["\(number: counts.all - counts.missing)/\(number: counts.all) đơn vị đã gửi kế hoạch"]
        if counts.missing > 0 {
            let late = page.today.days(since: page.request.due)
            let words = "\(counts.missing.dotted) đơn vị chưa gửi"
            parts.append(
                late > 0
                    ? "<b>\(link(words, .missing))</b>, quá hạn \(number: late)\(noBreak)ngày" : link(words, .missing))
        }
        if counts.late > 0 { parts.append(link("\(counts.late.dotted) gửi muộn", .late)) }
        if counts.returned > 0 { parts.append(link("\(counts.returned.dotted) trả lại để sửa", .returned)) }
        if let found = page.unanswered, found.all > 0 {
            let none = Address(UnitPlanPage.coverage(page.request.id).path)
            parts.append(
                found.unanswered > 0
                    ? Link(
                        "\(found.unanswered.dotted)/\(found.all.dotted) việc chưa có đơn vị nào cụ thể hóa",
                        none.with("xem", "chua")
                    ).html : Link("mọi việc đã có đơn vị cụ thể hóa", none).html)
        }
        return OpeningSentence("\(parts.joined("; ")).").html
    }

    private static func views(_ page: One) -> HTML {
        let counts = page.counts
        let numbers: [UnitPlanFilter.Standing: Int] = [
            .missing: counts.missing, .sent: counts.sent, .inTime: counts.inTime, .late: counts.late,
            .returned: counts.returned,
        ]
        func view(_ words: String, _ standing: UnitPlanFilter.Standing?, _ number: Int) -> Link {
            var filter = page.filter
            filter.standing = standing
            return Link(
                "\(words) \(number.dotted)", filter.address(page.path), isCurrent: page.filter.standing == standing)
        }
        let links =
            [view("Tất cả", nil, counts.all)]
            + UnitPlanFilter.Standing.allCases.map { view($0.vietnamese, $0, numbers[$0] ?? 0) }
        let aside: HTML =
            page.request.plan == nil
            ? .empty : Link("Mức cụ thể hóa", UnitPlanPage.coverage(page.request.id).path).html
        return Views("Tình trạng", links, aside: aside).html
    }

    private static func filters(_ page: One) -> HTML {
        var base = UnitPlanFilter(standing: page.filter.standing)
        (base.sort, base.isDescending) = (page.filter.sort, page.filter.isDescending)
        let files = PaperFile.allCases.map { file -> Action in
            var address = page.filter.address(page.path)
            address.path = UnitPlanPage.table(page.request.id, file).path
            return .file(file.rawValue.uppercased(), address).about("danh sách đang xem")
        }
        return FilterBar(
            "Lọc đơn vị", base: base.address(page.path),
            filters: [
                .init(
                    "loai", "Loại đơn vị",
                    .choice(
                        [.init("", "mọi loại")]
                            + Unit.Kind.allCases.filter { $0 != .bloc && $0 != .household }.map {
                                .init($0.rawValue, $0.vietnamese)
                            }, selected: page.filter.kind?.rawValue)),
                .init("tim", "Tên đơn vị", .text(page.filter.words, kind: .search, length: 18)),
            ], isFiltered: page.filter.kind != nil || !page.filter.words.isEmpty, aside: [.copyLink()] + files
        ).html
    }

    private static func table(_ page: One) -> HTML {
        let (request, today) = (page.request, page.today)
        return RuledTable(
            page.filter.title.isEmpty ? "Các đơn vị" : page.filter.title.capitalFirst,
            count: "\(page.list.total.dotted) đơn vị",
            columns: [
                Column("Đơn vị", .name, .w18, sort: UnitPlanFilter.Sort.name.rawValue) { (line: UnitPlan) -> HTML in
                    """
                    \(Link(line.name, UnitPlanPage.unit(line.id).path))\
                    \(line.ended.flatMap { $0 < today ? "<small>đã kết thúc hoạt động ngày \($0.vietnamese)</small>" as HTML : nil })
                    """
                },
                Column("Tình trạng", .text, .w13) { line -> HTML in
                    """
                    \(status(line, request, today))\(line.remark.map { "<small>\($0.shortened(80))</small>" as HTML })\
                    \(line.reminders > 0 && line.state == .missing ? "<small>đã nhắc \(number: line.reminders) lần</small>" as HTML : nil)
                    """
                },
                Column("Ngày gửi", .text, .w8, sort: UnitPlanFilter.Sort.sent.rawValue) { line -> HTML in
                    line.sentOn.map { HTML(text: $0.vietnamese) } ?? "–"
                },
                Column("Kế hoạch của đơn vị") { line -> HTML in
                    guard line.file != nil else { return "–" }
                    return
                        "\(line.title?.shortened(90) ?? line.fileName ?? "–")\(line.citation.map { "<small>\($0)</small>" as HTML })"
                },
                Column("Cụ thể hóa", .text, .w9) { line -> HTML in answers(line) },
            ], rows: page.list.lines
        ).with {
            $0.id = "don-vi"
            $0.hasRule = false
            $0.sorting = Sorting(
                page.filter.address(page.path), allowed: UnitPlanFilter.Sort.allCases.map(\.rawValue),
                standard: UnitPlanFilter.Sort.name.rawValue)
            $0.empty =
                page.filter.isFiltered
                ? Empty("Không có đơn vị nào như vậy.", "", Link("Xem tất cả", page.path))
                : Empty("Yêu cầu này chưa có đơn vị nào.", "Thêm đơn vị ở cuối trang.")
        }.html
    }

    private static func answers(_ line: UnitPlan) -> HTML {
        guard line.file != nil else { return "–" }
        if line.unread != nil { return Status(.care, "Chưa đọc được").html }
        let words = "\(line.confirmed.dotted)/\(line.items.dotted) việc"
        return line.suggested > 0
            ? "\(words)<small>\(number: line.suggested) gợi ý chờ xác nhận</small>" : HTML(text: words)
    }

    private static func pager(_ page: One) -> HTML {
        guard page.list.before != nil || page.list.after != nil else { return .empty }
        return Pager(
            page.filter.address(page.path),
            words: "\(page.list.lines.count.dotted) đơn vị của trang này, \(page.list.total.dotted) tất cả",
            before: page.list.before?.description, after: page.list.after?.description
        ).html
    }

    private static func papers(_ page: One) -> HTML {
        let links = PaperFile.allCases.map { file in
            Action.file(file.rawValue.uppercased(), Address(UnitPlanPage.summary(page.request.id, file).path))
                .about("tổng hợp").html
        }
        return """
            <section class="gap screen"><ul class="tasks">
            <li><span>Tổng hợp tình hình ban hành kế hoạch, báo cáo Ủy ban nhân dân</span><span>\(links.joined(" "))</span>\
            <small>Số liệu theo loại đơn vị; đơn vị chưa gửi, gửi muộn, bị trả lại; việc chưa có đơn vị nào cụ thể hóa.</small></li>
            </ul></section>

            """
    }

    // MARK: Managing

    private static func managing(_ page: One) -> ([Field], HTML) {
        let typed = page.typed
        let due = Field("han", "Hạn mới", .day(typed.values["han"] ?? page.request.due.vietnamese)).with(
            errors: typed.errors)
        let units = Field(
            "don-vi", "Đơn vị thêm", hint: "Mỗi dòng một tên hoặc mã.", id: "them-don-vi",
            .area(typed.values["don-vi"] ?? "", rows: 3)
        ).with(errors: typed.errors)
        let groups = Field(
            "nhom", "Hoặc cả nhóm", isOptional: true,
            .checks(
                PlanRequestTargets.Group.allCases.map { .init($0.rawValue, $0.vietnamese) }, selected: typed.groups))
        let addForm = Form(
            to: UnitPlanPage.addUnits(page.request.id).path, hidden: page.hidden,
            content: "\(units)\(groups)\(Actions([.submit("Thêm và báo cho đơn vị")]))")
        let dueForm = Form(
            to: UnitPlanPage.setDue(page.request.id).path, hidden: page.hidden,
            content: "\(due)\(Actions([.submit("Đổi hạn")], note: "Đơn vị chưa gửi được báo hạn mới."))")
        return (
            [due, units],
            """
            \(Details("Thêm đơn vị", isOpen: typed.errors["don-vi"] != nil, content: addForm.html))\
            \(Details("Đổi hạn gửi", isOpen: typed.errors["han"] != nil, content: dueForm.html))
            """
        )
    }

    private static func closing(_ page: One) -> HTML {
        let isOpen = page.request.closed == nil
        let button = PostButton(
            .submit(isOpen ? "Khép yêu cầu" : "Mở lại yêu cầu", .low),
            to: (isOpen ? UnitPlanPage.close(page.request.id) : .reopen(page.request.id)).path, hidden: page.hidden)
        return """
            <div class="acts gap-s">\(button)\(if: isOpen, " <span class=\"soft small\">Khép rồi thì đơn vị không gửi được nữa; mở lại lúc nào cũng được.</span>")</div>
            """
    }

    // MARK: Coverage

    struct Coverage {
        let request: PlanRequest
        let plan: Plan?
        let coverage: PlanCoverage
        let onlyUnanswered: Bool
        let today: Day
    }

    static func coverage(_ page: Coverage) -> HTML {
        let (found, path) = (page.coverage, UnitPlanPage.coverage(page.request.id).path)
        let table = RuledTable(
            page.onlyUnanswered ? "Việc chưa có đơn vị nào cụ thể hóa" : "Các việc của kế hoạch cấp trên",
            count: "\((page.onlyUnanswered ? found.unanswered : found.all).dotted) việc",
            columns: [
                Column("Mục", .text, .w5) { (line: PlanCoverage.Line) -> HTML in HTML(text: line.reference) },
                Column("Việc", .name) { line -> HTML in
                    "\(Link(line.text, ProgrammePage.task(line.task).path))<small>\(line.timeWords)\(line.lead.map { ", \($0) chủ trì" } ?? "")</small>"
                },
                Column("Đơn vị cụ thể hóa", .text, .w14) { line -> HTML in
                    let waiting: HTML? =
                        line.suggested > 0
                        ? "<small>\(number: line.suggested) đơn vị có gợi ý chờ xác nhận</small>" : nil
                    return
                        "\(line.confirmed > 0 ? Status(.done, "\(line.confirmed.dotted) đơn vị") : Status(.care, "chưa có đơn vị nào"))\(waiting)"
                },
            ], rows: found.lines
        ).with {
            $0.id = "viec"
            $0.hasRule = false
            $0.empty = Empty(
                page.request.plan == nil
                    ? "Yêu cầu này không theo kế hoạch nào trong phần mềm." : "Mọi việc đã có đơn vị cụ thể hóa.")
        }
        let pager = Pager(
            Address(path).with("xem", page.onlyUnanswered ? "chua" : nil), words: "\(found.lines.count.dotted) việc",
            before: nil, after: found.after?.description)
        return """
            \(PageHead(
                "Mức cụ thể hóa", facts: HTML(text: page.plan.map { "\($0.citation): \($0.title)" } ?? page.request.title),
                trail: [Link("Thu kế hoạch", UnitPlanPage.list.path), Link("Năm \(page.request.year)", UnitPlanPage.one(page.request.id).path)],
                here: "Mức cụ thể hóa", actions: [.print("In", .plain)]))
            \(Views("Cách xem", [
                Link("Tất cả \(found.all.dotted)", path, isCurrent: !page.onlyUnanswered),
                Link("Chưa có đơn vị nào \(found.unanswered.dotted)", Address(path).with("xem", "chua"), isCurrent: page.onlyUnanswered),
            ]))
            \(table)
            \(if: found.after != nil, pager.html)
            """
    }
}
