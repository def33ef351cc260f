import Markup
import Office
import Vocabulary

/// The HTML of an event: when and where, what hangs on it, and the form that moves it.
enum EventPages {
    struct One {
        let event: PlannedEvent
        let plan: Plan
        let lines: [HangingTask]
        let today: Day
        let mayManage: Bool
    }

    static func one(_ page: One) -> HTML {
        let event = page.event
        var actions: [Action] = [.print("In", .plain)]
        if page.mayManage { actions.append(.link("Dời ngày…", TimingPage.askMove(event.id).path, .primary)) }
        let when = event.days.map { days in
            days.lowerBound == days.upperBound
                ? days.lowerBound.withWeekday : "\(days.lowerBound.withWeekday) – \(days.upperBound.withWeekday)"
        }
        return """
            \(PageHead(
                event.name, facts: HTML(text: event.kindWords),
                trail: [
                    Link("Chương trình năm \(page.plan.year)", Address(ProgrammePage.programme.path).with("nam", page.plan.year)),
                    Link(page.plan.number ?? page.plan.title.shortened(60), ProgrammePage.plan(page.plan.id).path),
                ], here: "Sự kiện", actions: actions))
            \(Facts([
                ("Thời gian", HTML(text: event.timeWords)),
                ("Ngày", HTML(text: when ?? "chưa định; các việc phụ thuộc chờ ngày này")),
                ("Địa điểm", HTML(text: event.venue ?? "–")),
            ]))
            <div class="gap">\(table(page))</div>
            """
    }

    private static func table(_ page: One) -> HTML {
        RuledTable(
            "Việc phụ thuộc ngày này",
            count: page.lines.isEmpty ? nil : "\(page.lines.count) việc, dời theo khi dời ngày",
            columns: [
                Column("Hạn", .day, .w5) { $0.due?.cell(today: page.today) ?? "–" },
                Column("Việc", .name) { line in
                    "\(Link(line.text, ProgrammePage.task(line.task).path))<small>\(line.words)</small>"
                },
                Column("Chủ trì", .text, .w13) { HTML(text: $0.lead ?? "–") },
                Column("Tình trạng", .text, .w13) { line in
                    TaskWords.state(line.state, due: line.due, closedOn: line.closedOn, today: page.today).html
                },
            ], rows: page.lines
        ).with {
            $0.empty = Empty(
                "Chưa có việc nào phụ thuộc ngày này.",
                page.mayManage ? "Ở trang của việc, chọn “Thời gian…” để gắn việc vào sự kiện." : "")
        }.html
    }

    // MARK: Adding

    struct Typed {
        var plan = ""
        var name = ""
        var kind = "conference"
        var time = ""
        var venue = ""
    }

    struct New {
        let plans: [Plan]
        let typed: Typed
        let errors: [String: String]
        let hidden: [(name: String, value: String)]
    }

    private static let kinds = [
        "training", "conference", "clusterConference", "ceremony", "launch", "councilSession", "initiativeCouncil",
        "contest", "inspection", "studyTrip", "other",
    ]

    static func new(_ page: New) -> HTML {
        let typed = page.typed
        let fields = [
            Field(
                "ke-hoach", "Thuộc kế hoạch",
                .choice(
                    [.init("", "– chọn kế hoạch –")]
                        + page.plans.map { .init($0.id.description, $0.citation.shortened(80)) },
                    selected: typed.plan)),
            Field("ten", "Tên sự kiện", .text(typed.name, length: 60)),
            Field(
                "loai", "Loại",
                .choice(
                    kinds.map { kind in
                        .init(kind, PlannedEvent.words(of: kind).capitalFirst)
                    }, selected: typed.kind)),
            Field(
                "thoi-gian", "Thời gian",
                hint: "Ví dụ 13 giờ 30 ngày 31/5/2027, 07/06/2027, tháng 6, quý II. Để trống nếu chưa định.",
                isOptional: true, .text(typed.time, length: 30)),
            Field("dia-diem", "Địa điểm", isOptional: true, .text(typed.venue, length: 60)),
        ].map { $0.with(errors: page.errors) }
        return """
            \(PageHead("Thêm sự kiện", facts: "Lớp tập huấn, hội nghị, phiên họp mà hạn của các việc khác phụ thuộc."))
            \(ErrorSummary("Sự kiện chưa thêm được", fields: fields))
            <div class="narrow-left gap">\(Form(
                to: TimingPage.addEvent.path, hidden: page.hidden, extras: [.guardsWords],
                content: "\(fields)\(Actions([.submit("Thêm sự kiện", .primary)]))"))</div>
            """
    }

    // MARK: Moving

    struct Moving {
        let event: PlannedEvent
        let typed: String
        let reason: String
        var errors: [String: String]
        let today: Day
        var preview: EventMove?
        var hidden: [(name: String, value: String)] = []
    }

    static func moving(_ page: Moving) -> HTML {
        let event = page.event
        let time = Field(
            "thoi-gian", "Thời gian mới", hint: "Ví dụ 07/06/2027, 13 giờ 30 ngày 07/06/2027, tháng 6.",
            error: page.errors["thoi-gian"], .text(page.typed, length: 30))
        return """
            \(PageHead(
                "Dời ngày", facts: HTML(text: "Hiện nay: \(event.timeWords)"),
                trail: [Link(event.name.shortened(80), TimingPage.event(event.id).path)], here: "Dời ngày"))
            \(ErrorSummary("Chưa dời được", fields: [time, reason(page)]))
            <form class="narrow-left gap" action="\(url: TimingPage.askMove(event.id).path)">\
            \(time)\(Actions([.submit("Xem việc nào dời theo", page.preview == nil ? .primary : .plain)]))</form>
            \(page.preview.map { preview($0, page) })
            """
    }

    private static func reason(_ page: Moving) -> Field {
        Field(
            "ly-do", "Lý do", hint: "Ghi vào nhật ký; các đơn vị có việc dời theo đọc được.",
            error: page.errors["ly-do"],
            .area(page.reason, rows: 2))
    }

    private static func preview(_ move: EventMove, _ page: Moving) -> HTML {
        let changed = move.lines.count(where: \.isChanged)
        let hidden =
            page.hidden + [
                (name: "thoi-gian", value: page.typed),
                (name: "moc", value: String(move.event.changed.milliseconds)),
            ]
        return """
            <div class="gap">\(table(move, page.today))</div>
            <div class="narrow-left gap">\(Form(
                to: TimingPage.move(move.event.id).path, hidden: hidden,
                content: """
                    \(reason(page))\(Actions([
                        .submit("Dời sang \(move.time.words)\(changed > 0 ? ", \(changed) việc dời theo" : "")", .primary),
                        .link("Thôi", TimingPage.event(move.event.id).path),
                    ]))
                    """))</div>
            """
    }

    private static func table(_ move: EventMove, _ today: Day) -> HTML {
        RuledTable(
            "Việc dời theo",
            count: move.lines.isEmpty ? nil : "\(move.lines.count(where: \.isChanged)) trên \(move.lines.count) việc",
            columns: [
                Column("Việc", .name) { line in
                    "\(Link(line.text, ProgrammePage.task(line.task).path))<small>\(line.words)</small>"
                },
                Column("Chủ trì", .text, .w13) { HTML(text: $0.lead ?? "–") },
                Column("Hạn nay", .text, .w8) { HTML(text: $0.old?.vietnamese ?? "chưa có") },
                Column("Hạn mới", .text, .w8) { line in
                    line.isChanged ? "<b>\(line.new?.vietnamese ?? "chờ định ngày")</b>" : "không đổi"
                },
                Column("Lưu ý", .text, .w14) { line in
                    line.remarks.isEmpty ? "–" : line.remarks.map { HTML(text: words($0)) }.joined("<br>")
                },
            ], rows: move.lines
        ).with { $0.empty = Empty("Không có việc nào phụ thuộc ngày này.", "Chỉ ngày của sự kiện đổi.") }.html
    }

    private static func words(_ remark: EventMove.Line.Remark) -> String {
        switch remark {
        case .closed: "đã khép lại, giữ nguyên"
        case .waits: "chờ đến khi có ngày"
        case .dayOff(let why): "rơi vào ngày nghỉ: \(why)"
        case .beforePlan(let day): "trước ngày ban hành kế hoạch \(day.vietnamese)"
        case .postponed(let day): "đã lùi riêng đến \(day.vietnamese), giữ nguyên"
        }
    }
}
