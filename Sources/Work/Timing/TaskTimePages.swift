import Markup
import Office
import Vocabulary

/// The HTML of one task's time: what it hangs on, what it waits for, its rounds.
enum TaskTimePages {
    struct Typed {
        enum Part: CaseIterable { case hang, settle, report }
        var part = Part.hang
        var values: [String: String] = [:]
        var errors: [String: String] = [:]
    }

    struct Anchored {
        let anchor: TaskAnchor
        let name: String
        let path: String?
        /// When the event or the other task is, or the paper that settled the time.
        let when: String?
    }

    struct One {
        let task: Task
        let today: Day
        var typed: Typed
        var anchor: Anchored?
        var occurrences: [TaskOccurrence] = []
        /// How many open tasks hang on this one.
        var following = 0
        var targets: [TaskTimeTarget] = []
        var mayManage = false
        var mayWork = false
        var hidden: [(name: String, value: String)] = []
    }

    static func one(_ page: One) -> HTML {
        let parts = Typed.Part.allCases.flatMap { fields(of: $0, page) }
        return """
            \(PageHead(
                "Thời gian của việc", facts: HTML(text: facts(page)),
                trail: [Link(page.task.text.shortened(80), ProgrammePage.task(page.task.id).path)], here: "Thời gian"))
            \(ErrorSummary("Chưa ghi được", fields: parts))
            \(now(page))
            \(occurrences(page))
            \(hanging(page))
            """
    }

    private static func facts(_ page: One) -> String {
        let due = page.task.due.map { "hạn \($0.withWeekday.loweredStart)" } ?? "không có hạn, không bị tính là quá hạn"
        return "Kế hoạch ghi: \(page.task.timeWords) · \(due)"
    }

    // MARK: Now

    private static func now(_ page: One) -> HTML {
        guard let anchored = page.anchor else {
            guard page.following > 0 else { return .empty }
            return Note(
                .plain, "\(page.following) việc có hạn theo việc này.",
                body: "Lùi hạn, hoàn thành hoặc sửa thời gian thì các việc đó dời theo."
            ).html
        }
        let name: HTML = anchored.path.map { Link(anchored.name, $0).html } ?? HTML(text: anchored.name)
        let content: HTML
        switch anchored.anchor.target {
        case .body(_, let settled):
            content = """
                <p>Chờ kế hoạch của nơi khác: \(name).\(settled.map { " Đã định thời gian theo \($0)." })</p>
                \(if: settled == nil && page.mayManage && page.task.isOpen, settling(page))
                """
        case .event, .task:
            content = """
                <p>\(anchored.anchor.distance.words.capitalFirst) \(name)\(anchored.when.map { " (\($0))" }).</p>
                <p class="soft small">Ngày đó dời thì hạn của việc này dời theo.</p>
                """
        }
        let release: HTML =
            page.mayManage && page.task.isOpen
            ? PostButton(.submit("Thôi gắn", .low), to: TimingPage.release(page.task.id).path, hidden: page.hidden).html
            : .empty
        return Section("Thời gian phụ thuộc", aside: release, content: content).html
    }

    private static func settling(_ page: One) -> HTML {
        Form(
            to: TimingPage.settle(page.task.id).path, hidden: page.hidden,
            content: "\(fields(of: .settle, page))\(Actions([.submit("Định thời gian", .primary)]))"
        ).html
    }

    // MARK: Rounds

    private static func occurrences(_ page: One) -> HTML {
        guard !page.occurrences.isEmpty else { return .empty }
        let table = RuledTable(
            "Các kỳ", count: "\(page.occurrences.count { $0.report != nil }) trên \(page.occurrences.count) kỳ đã báo",
            columns: [
                Column("Kỳ", .name, .w9) { HTML(text: $0.day.vietnamese) },
                Column("Kết quả") { (round: TaskOccurrence) in
                    round.report.map {
                        "\($0.words)<small>\($0.state.vietnamese) · \($0.who) · \($0.at.since(today: page.today))</small>"
                    } ?? (round.day <= page.today ? "chưa báo" : "chưa đến kỳ")
                },
            ], rows: page.occurrences)
        let form: HTML =
            page.mayWork && page.task.isOpen
            ? Details(
                "Báo kết quả một kỳ", isOpen: page.typed.part == .report,
                content: Form(
                    to: TimingPage.report(page.task.id).path, hidden: page.hidden,
                    content: "\(fields(of: .report, page))\(Actions([.submit("Báo kết quả")]))"
                ).html
            ).html : .empty
        return "<div class=\"gap\">\(table)\(form)</div>"
    }

    // MARK: Hanging

    private static func hanging(_ page: One) -> HTML {
        guard page.mayManage else { return .empty }
        guard page.task.isOpen else { return Note(.plain, "Việc đã khép lại nên không đổi thời gian được.").html }
        let form = Form(
            to: TimingPage.hang(page.task.id).path, hidden: page.hidden,
            content:
                "\(fields(of: .hang, page))\(Actions([.submit("Gắn thời gian", .primary), .link("Thôi", ProgrammePage.task(page.task.id).path)]))"
        )
        return Section(
            page.anchor == nil ? "Gắn với một ngày khác" : "Gắn lại",
            content: "<div class=\"narrow-left\">\(form)</div>"
        ).html
    }

    // MARK: Fields

    private static func fields(of part: Typed.Part, _ page: One) -> [Field] {
        let typed = page.typed.part == part ? page.typed : Typed()
        func value(_ name: String) -> String { typed.values[name] ?? "" }
        let fields: [Field]
        switch part {
        case .hang:
            guard page.mayManage, page.task.isOpen else { return [] }
            fields = [
                Field(
                    "moc", "Phụ thuộc vào",
                    .choice(
                        [.init("", "– chọn –")]
                            + page.targets.map { .init($0.value, $0.words, group: $0.group) }
                            + [.init("noi-khac", "Kế hoạch của nơi khác, chưa có ngày", group: "Khác")],
                        selected: value("moc"))),
                Field("khoang", "Số ngày", hint: "Ví dụ 3.", .text(value("khoang"), kind: .number, length: 4)),
                Field(
                    "huong", "Trước hay sau",
                    .choice(
                        [.init("sau", "sau ngày đó"), .init("truoc", "trước ngày đó"), .init("cung", "cùng ngày")],
                        selected: value("huong"))),
                Field(
                    "loai-ngay", "Cách tính",
                    .choice(
                        [.init("lich", "ngày lịch"), .init("lam-viec", "ngày làm việc, theo lịch nghỉ")],
                        selected: value("loai-ngay"))),
                Field(
                    "noi-khac", "Kế hoạch của nơi khác", hint: "Chỉ khi chờ nơi khác, ví dụ: theo kế hoạch của tỉnh.",
                    isOptional: true, .text(value("noi-khac"), length: 50)),
            ]
        case .settle:
            fields = [
                Field(
                    "thoi-gian", "Thời gian đã định", hint: "Ví dụ 15/09/2027, tháng 9, quý III.",
                    .text(value("thoi-gian"), length: 30)),
                Field(
                    "van-ban", "Theo văn bản", hint: "Ví dụ: Kế hoạch số 120/KH-UBND ngày 02/08/2027.",
                    .text(value("van-ban"), length: 50)),
            ]
        case .report:
            fields = [
                Field(
                    "ky", "Kỳ",
                    .choice(
                        page.occurrences.map { .init($0.day.iso, $0.day.vietnamese) },
                        selected: value("ky").isEmpty
                            ? page.occurrences.first { $0.report == nil }?.day.iso : value("ky"))),
                Field(
                    "ket-qua", "Kết quả",
                    .choice([.init("da-lam", "đã làm"), .init("bo-qua", "bỏ qua kỳ này")], selected: value("ket-qua"))),
                Field(
                    "noi-dung", "Nội dung", hint: "Làm được gì, văn bản nào; hoặc vì sao bỏ qua.",
                    .area(value("noi-dung"), rows: 2)),
            ]
        }
        return fields.map { $0.with(errors: typed.errors) }
    }
}
