import Markup
import Office
import Vocabulary

/// The HTML of requests for units' plans.
enum PlanRequestPages {
    struct Typed {
        var values: [String: String] = [:]
        var groups: Set<String> = []
        var blocs: Set<String> = []
        var errors: [String: String] = [:]
    }

    /// The field of the form that a refusal is about.
    static func field(of refusal: UnitPlanRefusal) -> String {
        switch refusal {
        case .noTitle, .tooLong: "noi-dung"
        case .badYear: "nam"
        case .noDay, .badDay: "han"
        case .badRemindDays: "nhac"
        case .unknownPlan: "ke-hoach"
        default: "don-vi"
        }
    }

    // MARK: List

    struct List {
        let owed: [OwedPlan]
        /// Nil where the visitor does not see the requests of the office.
        let requests: KeysetPage<PlanRequestLine, ID<PlanRequest>>?
        let filter: PlanRequestLine.Filter
        let years: [Int]
        let mayAsk: Bool
        let proposals: [PlanDeadline]
        let today: Day

        var lines: [PlanRequestLine] { requests?.rows ?? [] }
        var isFirst: Bool { requests?.before == nil }
        var watchesAll: Bool { requests != nil }

        var address: Address {
            Address(UnitPlanPage.list.path).with("nam", filter.year.map(String.init)).with(
                "tinh-trang", filter.isOpen.map { $0 ? "dang-thu" : "da-khep" })
        }
    }

    static func list(_ page: List) -> HTML {
        let facts =
            page.watchesAll
            ? "Đơn vị nào đã gửi kế hoạch của mình, đơn vị nào chưa, kế hoạch ấy cụ thể hóa những việc nào."
            : "Kế hoạch mà đơn vị của ông/bà được yêu cầu gửi."
        return """
            \(PageHead("Thu kế hoạch của các đơn vị", facts: HTML(text: facts),
                actions: page.mayAsk ? [.link("Lập yêu cầu", UnitPlanPage.newOne.path, .primary)] : []))
            \(if: page.isFirst, page.proposals.map(proposal).joined())
            \(if: page.isFirst && (!page.owed.isEmpty || !page.watchesAll), owed(
                page.owed, page.today, title: "Kế hoạch đơn vị tôi gửi", empty: "Chưa có yêu cầu nào gửi đến đơn vị của ông/bà."))
            \(if: page.watchesAll, requests(page))
            """
    }

    private static func proposal(_ found: PlanDeadline) -> HTML {
        let make = Address(UnitPlanPage.newOne.path).with("ke-hoach", found.plan.id.description)
        return Note(
            .care,
            "\(found.plan.citation) yêu cầu các đơn vị gửi kế hoạch, hạn \(found.due.vietnamese), chưa ai lập yêu cầu.",
            body: Link("Lập yêu cầu theo kế hoạch này", make, subject: found.plan.title).html
        ).html
    }

    static func owed(_ lines: [OwedPlan], _ today: Day, title: String, empty: String) -> HTML {
        RuledTable(
            title, count: lines.isEmpty ? nil : "\(lines.count) yêu cầu",
            columns: [
                Column("Hạn", .day, .w5) { (line: OwedPlan) -> HTML in line.request.due.cell(today: today) },
                Column("Yêu cầu", .name) { line -> HTML in
                    """
                    \(Link(line.request.title.shortened(140), UnitPlanPage.unit(line.plan.id).path))\
                    <small>\(line.plan.name)\(line.request.basis.isEmpty ? "" : " · " + line.request.basis.shortened(90))</small>
                    """
                },
                Column("Tình trạng", .text, .w13) { line -> HTML in
                    "\(status(line.plan, line.request, today))\(line.plan.remark.map { "<small>\($0.shortened(90))</small>" as HTML })"
                },
            ], rows: lines
        ).with {
            $0.id = "don-vi-toi"
            $0.empty = Empty(empty)
        }.html
    }

    static func status(_ plan: UnitPlan, _ request: PlanRequest, _ today: Day) -> Status {
        let standing = plan.standing(due: request.due, today: today)
        let kind: Status.Kind =
            switch standing {
            case .sent: .done
            case .sentLate: .done
            case .returned: .care
            case .missing(0): .todo
            case .missing: .late
            }
        return Status(kind, standing.vietnamese)
    }

    private static func requests(_ page: List) -> HTML {
        let bar = FilterBar(
            "Lọc yêu cầu", base: Address(UnitPlanPage.list.path),
            filters: [
                .init(
                    "nam", "Năm",
                    .choice(
                        [.init("", "mọi năm")] + page.years.map { .init(String($0), String($0)) },
                        selected: page.filter.year.map(String.init))),
                .init(
                    "tinh-trang", "Tình trạng",
                    .choice(
                        [.init("", "tất cả"), .init("dang-thu", "đang thu"), .init("da-khep", "đã khép")],
                        selected: page.filter.isOpen.map { $0 ? "dang-thu" : "da-khep" })),
            ], isFiltered: page.filter != PlanRequestLine.Filter(), aside: [.print("In", .plain)])
        let pager = Pager(
            page.address, words: "\(page.lines.count) yêu cầu", before: page.requests?.before?.description,
            after: page.requests?.after?.description)
        return """
            \(if: !page.years.isEmpty, bar.html)
            \(table("Các yêu cầu", page.lines, page.today, id: "yeu-cau").with { table in
                table.hasRule = page.years.isEmpty
                table.empty = Empty(
                    page.filter == .init() && page.isFirst ? "Chưa lập yêu cầu nào." : "Không có yêu cầu nào như vậy.",
                    "Yêu cầu các đơn vị gửi kế hoạch của mình theo kế hoạch năm của tỉnh.",
                    page.mayAsk ? Link("Lập yêu cầu", UnitPlanPage.newOne.path) : nil)
            })
            \(if: page.requests?.after != nil || !page.isFirst, pager.html)
            """
    }

    /// Requests with their counts; each count leads to its rows.
    static func table(_ title: String, _ lines: [PlanRequestLine], _ today: Day, id: String)
        -> RuledTable<PlanRequestLine>
    {
        func count(_ number: Int, _ standing: UnitPlanFilter.Standing, _ line: PlanRequestLine) -> HTML {
            guard number > 0 else { return "0" }
            let address = UnitPlanFilter(standing: standing).address(UnitPlanPage.one(line.request.id).path)
            return Link(number.dotted, address, subject: "đơn vị \(standing.vietnamese.loweredStart)").html
        }
        return RuledTable(
            title, count: lines.isEmpty ? nil : "\(lines.count) yêu cầu",
            columns: [
                Column("Hạn", .day, .w5) { (line: PlanRequestLine) -> HTML in line.request.due.cell(today: today) },
                Column("Yêu cầu", .name) { line -> HTML in
                    """
                    \(Link(line.request.title.shortened(140), UnitPlanPage.one(line.request.id).path))\
                    <small>năm \(line.request.year)\(line.request.closed == nil ? "" : ", đã khép")</small>
                    """
                },
                Column("Đơn vị", .number, .w7) { line -> HTML in "\(number: line.counts.all)" },
                Column("Chưa gửi", .number, .w7) { line -> HTML in count(line.counts.missing, .missing, line) },
                Column("Đã gửi", .number, .w7) { line -> HTML in count(line.counts.sent, .sent, line) },
                Column("Trả lại", .number, .w7) { line -> HTML in count(line.counts.returned, .returned, line) },
                Column("Muộn", .number, .w7) { line -> HTML in count(line.counts.late, .late, line) },
            ], rows: lines
        ).with { $0.id = id }
    }

    /// The same where there is little room: how it stands in one column.
    static func short(_ title: String, _ lines: [PlanRequestLine], _ today: Day, id: String)
        -> RuledTable<PlanRequestLine>
    {
        RuledTable(
            title, count: "\(lines.count) yêu cầu đang thu",
            columns: [
                Column("Hạn", .day, .w5) { (line: PlanRequestLine) -> HTML in line.request.due.cell(today: today) },
                Column("Yêu cầu", .name) { line -> HTML in
                    """
                    \(Link(line.request.title.shortened(140), UnitPlanPage.one(line.request.id).path))\
                    <small>\((line.counts.all - line.counts.missing).dotted)/\(line.counts.all.dotted) đơn vị đã gửi</small>
                    """
                },
                Column("Tình trạng", .text, .w13) { line -> HTML in
                    guard line.counts.missing > 0 else { return Status(.done, "Đã gửi đủ").html }
                    let address = UnitPlanFilter(standing: .missing).address(UnitPlanPage.one(line.request.id).path)
                    let late = today.days(since: line.request.due)
                    return """
                        \(Link("\(line.counts.missing.dotted) đơn vị chưa gửi", address))\
                        \(late > 0 ? "<small>quá hạn \(late.dotted)\(noBreak)ngày</small>" as HTML : nil)
                        """
                },
            ], rows: lines
        ).with { $0.id = id }
    }

    // MARK: New

    struct New {
        let asker: String
        let plans: [Plan]
        let blocs: [(id: ID<Bloc>, name: String)]
        let typed: Typed
        /// Whom it would go to, once that was asked.
        let targets: [PlanRequestTargets.Target]?
        let hidden: [(name: String, value: String)]
    }

    static func new(_ page: New) -> HTML {
        let values = page.typed.values
        let plans =
            [Control.Choice("", "– không theo kế hoạch nào trong phần mềm –")]
            + page.plans.map { Control.Choice($0.id.description, "\($0.citation): \($0.title)".shortened(110)) }
        var fields = [
            Field(
                "noi-dung", "Nội dung yêu cầu", hint: "Đơn vị đọc dòng này trước tiên.",
                .area(values["noi-dung"] ?? "", rows: 2)),
            Field(
                "ke-hoach", "Để thực hiện kế hoạch",
                hint: "Kế hoạch của đơn vị được đọc và đối chiếu với từng việc của kế hoạch này.", isOptional: true,
                .choice(plans, selected: values["ke-hoach"])),
            Field(
                "can-cu", "Căn cứ", hint: "Ví dụ: Công văn số 215/SNV-TĐKT ngày 05/02/2027.", isOptional: true,
                .text(values["can-cu"] ?? "", length: 60)),
            Field("nam", "Kế hoạch của năm", .text(values["nam"] ?? "", kind: .number, length: 4)),
            Field("han", "Hạn gửi", hint: "Gửi trong ngày này vẫn là đúng hạn.", .day(values["han"] ?? "")),
            Field(
                "nhac", "Tự nhắc trước mấy ngày", hint: "0 là không nhắc.",
                .text(values["nhac"] ?? "", kind: .number, length: 3)),
            Field(
                "nhom", "Gửi đến các nhóm", isOptional: true,
                .checks(
                    PlanRequestTargets.Group.allCases.map { .init($0.rawValue, $0.vietnamese) },
                    selected: page.typed.groups)),
        ]
        if !page.blocs.isEmpty {
            fields.append(
                Field(
                    "khoi", "Thành viên các khối, cụm", isOptional: true,
                    .checks(
                        page.blocs.map { .init($0.id.description, $0.name) }, selected: page.typed.blocs)))
        }
        fields.append(
            Field(
                "don-vi", "Các đơn vị khác", hint: "Mỗi dòng một tên hoặc mã.", isOptional: true,
                .area(values["don-vi"] ?? "", rows: 3)))
        let shown = fields.map { $0.with(errors: page.typed.errors) }
        let actions: HTML =
            if let targets = page.targets {
                """
                \(Note(.plain, "Yêu cầu sẽ gửi đến \(targets.count.dotted) đơn vị:", id: "noi-nhan",
                    body: HTML(text: targets.prefix(300).map(\.name).joined(separator: "; ") + (targets.count > 300 ? "…" : "."))))
                \(Actions([
                    .submit("Gửi yêu cầu đến \(targets.count.dotted) đơn vị", .primary, name: "buoc", value: "gui", busy: "Đang gửi…"),
                    .submit("Xem lại danh sách", name: "buoc", value: "xem"), .link("Thôi", UnitPlanPage.list.path, .low),
                ], hasGap: true))
                """
            } else {
                Actions(
                    [
                        .submit("Xem sẽ gửi đến đâu", .primary, name: "buoc", value: "xem"),
                        .link("Thôi", UnitPlanPage.list.path, .low),
                    ], note: "Chưa gửi gì; bước sau mới gửi."
                ).html
            }
        let form = Form(
            to: UnitPlanPage.ask.path, hidden: page.hidden, extras: [.guardsWords], content: "\(shown)\(actions)")
        return """
            \(PageHead("Yêu cầu gửi kế hoạch", facts: HTML(text: "\(page.asker) yêu cầu; cán bộ các đơn vị được báo trong phần mềm và qua thư."),
                trail: [Link("Thu kế hoạch", UnitPlanPage.list.path)], here: "Lập yêu cầu"))
            \(ErrorSummary("Chưa lập được yêu cầu", fields: shown))
            <div class="narrow-left">\(form)</div>
            """
    }
}
