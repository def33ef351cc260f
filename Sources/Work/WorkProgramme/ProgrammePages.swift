import Markup
import Office
import PlanReader
import Vocabulary

/// The HTML of the year: board by quarter, table below.
enum ProgrammePages {
    struct Year {
        let filter: TaskFilter
        let visitor: Visitor
        let today: Day
        let board: ProgrammeBoard
        let list: TaskList
        let totals: TaskTotals
        let plans: [Plan]
        /// Newest first.
        let years: [Int]
        let units: [(id: ID<Unit>, name: String)]
        let views: [SavedView]
        var viewName = ""
        var viewError: String?

        var address: Address { filter.address(ProgrammePage.programme.path) }
    }

    static func year(_ page: Year, token: String) -> HTML {
        """
        \(head(page))
        \(views(page))
        \(if: page.filter.schedule == .dated, board(page))
        <section id="viec" class="gap">
        \(filters(page))
        \(saving(page, token: token))
        <div class="gap-s">\(table(page))</div>
        \(pager(page))
        </section>
        """
    }

    private static func head(_ page: Year) -> HTML {
        let (year, board) = (page.filter.year, page.board)
        var facts: [HTML] = []
        if page.plans.count == 1, let plan = page.plans.first {
            facts.append(Link(plan.citation, ProgrammePage.plan(plan.id).path).html)
        } else if page.plans.count > 1 {
            facts.append("\(number: page.plans.count) kế hoạch")
        }
        if !page.plans.isEmpty {
            facts.append(
                "\(number: board.all + board.regular + board.undated) việc\(if: board.regular > 0, ", \(number: board.regular) việc thường xuyên")"
            )
        }
        let others = page.years.filter { $0 != year }.prefix(4).sorted().map { other in
            Link("năm \(other)", Address(ProgrammePage.programme.path).with("nam", other)).html
        }
        if !others.isEmpty { facts.append("<span class=\"screen\">xem \(others.joined(", "))</span>") }
        var actions: [Action] = []
        if page.visitor.may(.preparePlans) { actions.append(.link("Nhập kế hoạch", DraftPage.upload.path)) }
        if page.visitor.may(.manageTasks), !page.plans.isEmpty {
            actions.append(.link("Thêm việc", Address(ProgrammePage.newTask.path).with("nam", year), .primary))
        }
        return PageHead("Chương trình công tác năm \(year)", facts: facts.joined(" · "), actions: actions).html
    }

    private static func views(_ page: Year) -> HTML {
        func view(_ words: String, _ schedule: TaskSchedule) -> Link {
            let filter = TaskFilter(year: page.filter.year, schedule: schedule)
            return Link(
                words, filter.address(ProgrammePage.programme.path), isCurrent: page.filter.schedule == schedule)
        }
        let saved = page.views.map { Link($0.name, $0.filter.address(ProgrammePage.programme.path)).html }
        return Views(
            "Cách xem",
            [
                view("Bảng quý", .dated), view("Thường xuyên \(page.board.regular.dotted)", .regular),
                view("Chưa định thời gian \(page.board.undated.dotted)", .undated),
                Link("Lịch", Address(ViewsPage.calendar.path)),
                Link("Tiến độ", Address(ViewsPage.progress.path).with("nam", page.filter.year)),
                Link("Dòng thời gian", Address(ViewsPage.timeline.path).with("nam", page.filter.year)),
                Link("Thay đổi", ViewsPage.changes.path),
            ], aside: saved.isEmpty ? .empty : "Cách xem đã lưu: \(saved.joined(", "))"
        ).html
    }

    // MARK: Board

    private static func board(_ page: Year) -> HTML {
        let today = page.today
        let quarters = page.board.quarters.map { quarter -> QuarterBoard.Quarter in
            let filter = TaskFilter(year: page.filter.year, quarter: quarter.number)
            let isShown = page.filter == filter
            let address = filter.address(ProgrammePage.programme.path).text + "#viec"
            let count =
                quarter.totals.isCapped
                ? "cả hơn \(TaskTotals.most.dotted) việc" : "cả \(quarter.totals.standing.dotted) việc"
            return QuarterBoard.Quarter(
                quarter.number, isNow: page.filter.year == today.year && quarter.number == today.quarter,
                squares: TaskTables.squares("Quý \(quarter.number.roman)", quarter.totals),
                lines: quarter.lines.map { line in
                    let late = line.isLate(on: today)
                    let days = late ? line.due.map { ", quá hạn \(today.days(since: $0).dotted)\(noBreak)ngày" } : nil
                    return QuarterBoard.Line(
                        line.due?.short ?? "", line.text.shortened(90) + (days ?? ""), ProgrammePage.task(line.id).path,
                        isLate: late)
                },
                all: quarter.totals.standing == 0 ? nil : Link(isShown ? count + ", bảng dưới" : count, address))
        }
        return QuarterBoard(quarters).html
    }

    // MARK: Filters

    private static func filters(_ page: Year) -> HTML {
        let filter = page.filter
        func choices(_ all: String, _ rest: [Control.Choice]) -> [Control.Choice] { [Control.Choice("", all)] + rest }
        var filters: [FilterBar.Filter] = []
        if filter.schedule == .dated {
            filters.append(
                .init(
                    "quy", "Quý",
                    .choice(
                        choices("Cả năm", (1...4).map { .init("\($0)", "Quý \($0.roman)") }),
                        selected: filter.quarter.map(String.init))))
            filters.append(
                .init(
                    "thang", "Tháng",
                    .choice(
                        choices("Mọi tháng", (1...12).map { .init("\($0)", "Tháng \($0)") }),
                        selected: filter.month.map(String.init))))
        }
        if !page.units.isEmpty {
            filters.append(
                .init(
                    "don-vi", "Đơn vị",
                    .choice(
                        choices("Mọi đơn vị", page.units.map { .init($0.id.description, $0.name.shortened(44)) }),
                        selected: filter.unit?.description)))
            filters.append(
                .init(
                    "vai-tro", "Vai trò",
                    .choice(
                        choices(
                            "Mọi vai trò",
                            [.init("chu-tri", "Chủ trì"), .init("tham-muu", "Tham mưu"), .init("phoi-hop", "Phối hợp")]),
                        selected: filter.role.flatMap { role in TaskFilter.roles.first { $0.value == role }?.key })))
        }
        let states = TaskFilter.Status.allCases.filter { filter.schedule == .dated || ($0 != .late && $0 != .soon) }
        filters.append(
            .init(
                "tinh-trang", "Tình trạng",
                .choice(
                    choices("Mọi tình trạng", states.map { .init($0.rawValue, $0.vietnamese) }),
                    selected: filter.status?.rawValue)))
        if page.plans.count > 1 {
            filters.append(
                .init(
                    "ke-hoach", "Kế hoạch",
                    .choice(
                        choices(
                            "Mọi kế hoạch",
                            page.plans.map { .init($0.id.description, ($0.number ?? $0.title).shortened(34)) }),
                        selected: filter.plan?.description)))
        }
        let kinds = Set(page.plans.map(\.issuerKind))
        if kinds.count > 1 || filter.issuerKind != nil {
            filters.append(
                .init(
                    "ban-hanh", "Cơ quan ban hành",
                    .choice(
                        choices(
                            "Mọi cơ quan",
                            PlanIssuerKind.allCases.filter { kinds.contains($0) || $0 == filter.issuerKind }.map {
                                .init($0.key, $0.vietnamese.capitalFirst)
                            }),
                        selected: filter.issuerKind?.key)))
        }
        filters.append(
            .init(
                "loai", "Loại việc",
                .choice(
                    choices(
                        "Mọi loại",
                        PlanDraft.WorkKind.allCases.map { .init($0.rawValue, $0.vietnamese.capitalFirst) }),
                    selected: filter.kind?.rawValue)))
        filters.append(
            .init(
                "cua-toi", "Của tôi",
                .choice(
                    choices("Mọi việc", TaskFilter.Mine.allCases.map { .init($0.rawValue, $0.vietnamese) }),
                    selected: filter.mine?.rawValue)))
        filters.append(.init("chu", "Có chữ", .text(filter.words, kind: .search, length: 16)))
        let base = TaskFilter(
            year: filter.year, schedule: filter.schedule, sort: filter.sort, isDescending: filter.isDescending)
        let files = PaperFile.allCases.map { file -> Action in
            var address = page.address
            address.path = ProgrammePaperPage.view(file).path
            return .file(file.rawValue.uppercased(), address)
        }
        return FilterBar(
            "Lọc bảng việc", base: base.address(ProgrammePage.programme.path), filters: filters,
            isFiltered: filter.isNarrowed,
            aside: (page.visitor.may(.manageTasks)
                ? [.link("Đổi nhiều việc", page.filter.address(ViewsPage.chooseBulk.path), .low)] : [])
                + [.copyLink()] + files + [.print()]
        ).html
    }

    private static func saving(_ page: Year, token: String) -> HTML {
        let hidden = [("_ma", token)] + page.address.query.map { ($0.name, $0.value) }
        let field = Field(
            "ten", "Tên cách xem", hint: "Bộ lọc và cách sắp đang hiện sẽ được giữ dưới tên này.",
            error: page.viewError,
            .text(page.viewName, length: 30))
        let mine = page.views.map { view -> HTML in
            """
            <li>\(Link(view.name, view.filter.address(ProgrammePage.programme.path))) \
            \(PostButton(.submit("Bỏ “\(view.name)”", .low), to: ProgrammePage.removeView(view.id).path, hidden: [("_ma", token)]))</li>

            """
        }
        return """
            <div class="screen">\(Details("Lưu cách xem", isOpen: page.viewError != nil, content: """
                \(Form(to: ProgrammePage.saveView.path, hidden: hidden, content: "\(field)\(Actions([.submit("Lưu cách xem")]))"))
                \(if: !mine.isEmpty, "<ul class=\"lines gap-s\">\(mine)</ul>")
                """))</div>

            """
    }

    // MARK: Table

    static func table(_ page: Year) -> HTML {
        let (filter, today, totals) = (page.filter, page.today, page.totals)
        let namesPlan = page.plans.count > 1 && filter.plan == nil
        let plans = Dictionary(
            page.plans.map { ($0.id, under($0)) }, uniquingKeysWith: { first, _ in first })
        let state: HTML = totals.isCapped ? .empty : HTML(text: totals.parts.joined(separator: " · "))
        var columns: [Column<TaskLine>] = [
            Column("Mục", .text, .w4, sort: TaskFilter.Sort.place.rawValue) {
                $0.reference.isEmpty ? "–" : Link($0.reference, ProgrammePage.task($0.id).path).html
            },
            Column("Nhiệm vụ", .name, total: HTML(text: totals.words)) { line in
                TaskTables.name(line, under: namesPlan ? plans[line.plan] ?? "" : "")
            },
            Column(
                "Chủ trì", .text, .w9, sort: TaskFilter.Sort.lead.rawValue,
                total: totals.isCapped || totals.leads == 0 ? .empty : "\(number: totals.leads) đơn vị"
            ) { HTML(text: $0.lead ?? "–") },
            Column("Phối hợp", .text, .w9) { line in
                line.coordinators.isEmpty ? "–" : HTML(text: TaskTables.names(line.coordinators))
            },
            Column("Kế hoạch ghi", .text, .w8) { HTML(text: $0.timeWords) },
        ]
        if filter.schedule == .dated {
            columns.append(
                Column("Hạn", .text, .w5, sort: TaskFilter.Sort.due.rawValue, total: state) { line in
                    "<span class=\"nowrap\">\(line.due.map { TaskWords.day($0, today) } ?? "–")</span>"
                })
        }
        columns.append(
            Column(
                "Tình trạng", .text, .w9, sort: TaskFilter.Sort.state.rawValue,
                total: filter.schedule == .dated ? nil : state
            ) { TaskWords.state($0, today: today).html })
        columns.append(Column("Minh chứng", .text, .w9) { evidence($0) })
        let table = RuledTable(
            filter.title, count: "\(totals.words), \(spoken(filter, page))", columns: columns, rows: page.list.lines)
        return table.with {
            $0.isLong = true
            $0.hasRule = false
            $0.sorting = Sorting(
                page.address, allowed: TaskFilter.Sort.allCases.map(\.rawValue),
                standard: TaskFilter.Sort.place.rawValue)
            $0.empty = empty(page)
        }.html
    }

    /// The plan under a task; a council's is told from the committee's.
    private static func under(_ plan: Plan) -> String {
        let name = (plan.number ?? plan.title).shortened(60)
        return plan.issuerKind == .committee ? name : "\(name) · \(plan.issuer ?? plan.issuerKind.vietnamese)"
    }

    private static func evidence(_ line: TaskLine) -> HTML {
        guard let evidence = line.evidence else { return "–" }
        let words = evidence.words.shortened(48)
        let link =
            evidence.address.map { Link(words, $0) } ?? Link(words, ProgrammePage.task(line.id).path + "#minh-chung")
        return "\(link)\(if: evidence.count > 1, "<small>và \(number: evidence.count - 1) minh chứng khác</small>")"
    }

    /// What is shown, in words: `sắp theo mục trong kế hoạch`, `quá hạn, có chữ “hội đồng”, sắp theo hạn`.
    static func spoken(_ filter: TaskFilter, _ page: Year) -> String {
        var words: [String] = []
        if filter.month != nil, let quarter = filter.quarter { words.append("quý \(quarter.roman)") }
        if let unit = filter.unit {
            words.append(page.units.first { $0.id == unit }?.name ?? "một đơn vị")
        }
        if let role = filter.role { words.append(role.vietnamese) }
        if let status = filter.status { words.append(status.vietnamese.loweredStart) }
        if let plan = filter.plan {
            words.append(page.plans.first { $0.id == plan }.map { $0.number ?? $0.title } ?? "một kế hoạch")
        }
        if let kind = filter.issuerKind { words.append("kế hoạch của \(kind.vietnamese)") }
        if let kind = filter.kind { words.append(kind.vietnamese) }
        if let mine = filter.mine { words.append(mine.vietnamese.loweredStart) }
        if !filter.words.isEmpty { words.append("có chữ “\(filter.words)”") }
        words.append("sắp theo \(filter.sort.vietnamese)\(filter.isDescending ? " giảm dần" : "")")
        return words.joined(separator: ", ")
    }

    private static func empty(_ page: Year) -> Empty {
        let filter = page.filter
        if filter.isNarrowed {
            return Empty(
                "Không có việc nào hợp với bộ lọc.", "Hãy bỏ bớt điều kiện.",
                Link(
                    "Bỏ lọc",
                    TaskFilter(year: filter.year, schedule: filter.schedule).address(ProgrammePage.programme.path)))
        }
        if page.plans.isEmpty {
            let step = page.visitor.may(.preparePlans) ? Link("Nhập kế hoạch", DraftPage.upload.path) : nil
            return Empty(
                "Năm \(filter.year) chưa có kế hoạch nào trong chương trình.",
                "Nhập tệp kế hoạch, đối chiếu rồi nhận: các việc sẽ hiện ở đây.", step)
        }
        switch filter.schedule {
        case .dated: return Empty("Chưa có việc nào có hạn trong năm.")
        case .regular: return Empty("Không có việc thường xuyên.")
        case .undated: return Empty("Mọi việc đều có thời gian.")
        }
    }

    private static func pager(_ page: Year) -> HTML {
        guard page.list.before != nil || page.list.after != nil else { return .empty }
        return Pager(
            page.address, words: "\(page.list.lines.count) việc của trang này, \(page.totals.words) tất cả",
            before: page.list.before?.description, after: page.list.after?.description
        ).html
    }
}

extension String {
    var loweredStart: String { prefix(1).lowercased() + dropFirst() }
}
