import Markup
import Office
import Vocabulary

/// The HTML of the rules of reminders, and of who is told what on a day.
enum ReminderPages {
    struct Typed {
        var values: [String: String] = ["moc": "truoc"]
        var error: (field: String, words: String)?
    }

    struct Rules {
        let office: String
        let rules: ReminderRules
        let typed: Typed
        let hidden: [(name: String, value: String)]
    }

    static let times: [(key: String, time: ReminderRule.Time)] = [
        ("moi-viec", .any), ("ngay", .day), ("thang", .month), ("quy", .quarter), ("khoang", .period),
        ("su-kien", .event), ("lap-lai", .recurring),
    ]
    static let audiences: [(key: String, audience: ReminderRule.Audience)] = [
        ("phu-trach", .officer), ("don-vi", .unit), ("quan-ly", .manager), ("lanh-dao", .leader),
        ("theo-doi", .watchers),
    ]

    static func hidden(_ rule: ReminderRule) -> [(name: String, value: String)] {
        [
            ("thoi-gian", times.first { $0.time == rule.time }?.key ?? ""),
            ("moc", rule.side == .before ? "truoc" : "sau"), ("so-ngay", String(rule.days)),
            ("cho", audiences.first { $0.audience == rule.audience }?.key ?? ""),
        ]
    }

    static func rules(_ page: Rules) -> HTML {
        let lines = page.rules.lines
        let fields = fields(page.typed)
        let table = RuledTable(
            "Các quy tắc", count: "\(lines.count { $0.rule.isOn }) đang bật",
            columns: [
                Column<ReminderRules.Line>("Việc", .name) { HTML(text: $0.rule.time.vietnamese.capitalFirst) },
                Column("Khi nào", .text, .w14) { HTML(text: $0.rule.when.capitalFirst) },
                Column("Nhắc ai") { HTML(text: $0.rule.audience.vietnamese.capitalFirst) },
                Column("Tình trạng", .text, .w9) {
                    ($0.rule.isOn ? Status(.doing, "Đang bật") : Status(.todo, "Đang tắt")).html
                },
                Column("Làm gì", .text, .w13, isOnPaper: false) { buttons($0, page) },
            ], rows: lines
        ).with {
            $0.id = "quy-tac"
            $0.empty = Empty("Không có quy tắc nào.", "Không ai được nhắc việc cho đến khi có quy tắc.")
        }
        let form = Form(
            to: ReminderPage.add.path, hidden: page.hidden,
            content: "\(fields)\(Actions([.submit("Thêm quy tắc", .primary)]))")
        let reset: HTML =
            page.rules.isOwn
            ? "<div class=\"screen gap\">\(PostButton(.submit("Trở về bộ quy tắc chuẩn", .low), to: ReminderPage.reset.path, hidden: page.hidden))</div>"
            : "<div class=\"gap\">\(Note(.plain, "Đang dùng bộ quy tắc chuẩn.", body: "Đổi một dòng là bộ này thành của riêng \(page.office)."))</div>"
        return """
            \(PageHead(
                "Quy tắc nhắc việc",
                facts: "Nhắc vào 6 giờ 15 các ngày làm việc. Gặp ngày nghỉ: nhắc trước hạn đi sớm lên ngày làm việc liền trước, nhắc sau hạn lùi đến ngày làm việc liền sau.",
                actions: [.link("Ai sẽ nhận gì hôm nay…", ReminderPage.preview.path)]))
            \(ErrorSummary("Chưa thêm được", fields: fields))
            \(page.typed.error.flatMap { $0.field.isEmpty ? Note(.bad, $0.words) : nil })
            \(table)
            \(reset)
            \(Section("Thêm quy tắc", content: "<div class=\"narrow-left screen\">\(form)</div>"))
            """
    }

    private static func buttons(_ line: ReminderRules.Line, _ page: Rules) -> HTML {
        let what = "\(line.rule.time.vietnamese), \(line.rule.when), \(line.rule.audience.vietnamese)"
        let turn = PostButton(
            .submit(line.rule.isOn ? "Tắt" : "Bật", .low).about(what),
            to: (line.rule.isOn ? ReminderPage.stop : .start).path, hidden: page.hidden + hidden(line.rule))
        guard !line.rule.isOn, let id = line.id else { return turn.html }
        return
            "<div class=\"acts\">\(turn) \(PostButton(.submit("Bỏ", .low).about(what), to: ReminderPage.remove(id).path, hidden: page.hidden))</div>"
    }

    private static func fields(_ typed: Typed) -> [Field] {
        let errors = typed.error.map { [$0.field: $0.words] } ?? [:]
        return [
            Field(
                "thoi-gian", "Việc nào",
                .choice(
                    times.map { .init($0.key, $0.time.vietnamese.capitalFirst) },
                    selected: typed.values["thoi-gian"])),
            Field(
                "moc", "Trước hay sau hạn",
                .radios(
                    [.init("truoc", "Trước hạn"), .init("sau", "Sau hạn, khi chưa xong")], selected: typed.values["moc"]
                )),
            Field(
                "so-ngay", "Số ngày", hint: "0 đến 180; 0 là đúng ngày đến hạn.",
                .text(typed.values["so-ngay"] ?? "", kind: .number, length: 4)),
            Field(
                "cho", "Nhắc ai",
                .choice(
                    audiences.map { .init($0.key, $0.audience.vietnamese.capitalFirst) },
                    selected: typed.values["cho"])),
        ].map { $0.with(errors: errors) }
    }

    // MARK: Who is told what

    struct Preview {
        let day: Day
        let today: Day
        let typed: String
        let error: String?
        let plan: ReminderPlan
        let people: [ID<Account>: (name: String, unit: String)]
        let letters: [ReminderPlan.Letter]
        /// Key of the last one, where there are more.
        let after: Int?
        let isFirst: Bool
    }

    static let pageSize = 50

    static func preview(_ page: Preview) -> HTML {
        let address = Address(ReminderPage.preview.path).with("ngay", page.day.vietnamese)
        let (plan, day) = (page.plan, page.day)
        let said = page.today > day ? "đã được nhắc" : "sẽ được nhắc"
        let bar = FilterBar(
            "Chọn ngày", base: Address(ReminderPage.preview.path), filters: [.init("ngay", "Ngày", .day(page.typed))],
            isFiltered: day != page.today,
            aside: [
                .link(
                    "Ngày trước", Address(ReminderPage.preview.path).with("ngay", day.adding(days: -1).vietnamese), .low
                ),
                .link(
                    "Ngày sau", Address(ReminderPage.preview.path).with("ngay", day.adding(days: 1).vietnamese), .low),
                .print(),
            ])
        let table = RuledTable(
            "\(day.withWeekday)",
            count: plan.letters.isEmpty ? nil : "\(plan.letters.count.dotted) người \(said)",
            columns: [
                Column<ReminderPlan.Letter>("Người nhận", .name, .w14) { letter in
                    let person = page.people[letter.heard.account]
                    return "\(person?.name ?? "–")<small>\(person?.unit ?? "")</small>"
                },
                Column("Sắp đến hạn") { lines($0, .before, page.today) },
                Column("Quá hạn") { lines($0, .after, page.today) },
            ], rows: page.letters
        ).with {
            $0.id = "ai-nhan"
            $0.empty = empty(page)
        }
        let pager: HTML =
            page.after != nil || !page.isFirst
            ? Pager(
                address, words: "\(page.letters.count) trong \(plan.letters.count.dotted) người", before: nil,
                after: page.after.map(String.init)
            ).html : .empty
        return """
            \(PageHead(
                "Ai \(page.today > day ? "đã" : "sẽ") nhận gì",
                facts: "Trong phần mềm và qua thư, theo cách nhận mà mỗi người đã chọn.",
                trail: [Link("Quy tắc nhắc việc", ReminderPage.rules.path)], here: "Xem trước"))
            \(page.error.map { Note(.bad, $0) })
            \(bar)
            \(table)
            \(pager)
            """
    }

    private static func empty(_ page: Preview) -> Empty {
        if let reason = page.plan.dayOff {
            return Empty(
                "\(reason.capitalFirst): không nhắc ai.", "Nhắc trước hạn đã đi từ ngày làm việc liền trước.",
                Link(
                    "Xem ngày sau", Address(ReminderPage.preview.path).with("ngay", page.day.adding(days: 1).vietnamese)
                ))
        }
        return Empty("Không ai có gì để nhắc ngày này.", "Không có thư trống nào được gửi.")
    }

    private static func lines(_ letter: ReminderPlan.Letter, _ side: ReminderRule.Side, _ today: Day) -> HTML {
        let lines = letter.lines.filter { $0.side == side }
        guard !lines.isEmpty else { return "–" }
        let shown = lines.prefix(5).map { line -> HTML in
            """
            \(Link(line.text.shortened(90), ProgrammePage.task(line.task).path)) \
            <span class="soft small">\(line.isRound ? "kỳ" : "hạn") \(TaskWords.day(line.due, today))</span>
            """
        }
        let rest: [HTML] =
            lines.count > shown.count
            ? ["<span class=\"soft small\">và \(lines.count - shown.count) việc khác</span>"] : []
        return (shown + rest).joined("<br>")
    }
}
