import Markup
import Office
import struct Office.Unit
import Vocabulary

/// The HTML of calendar addresses.
enum FeedPages {
    struct List {
        let feeds: [CalendarFeed]
        let units: [(id: ID<Unit>, name: String)]
        /// The address just made: shown once.
        let newPath: String?
        let site: String
        let refusal: CalendarFeedRefusal?
        let today: Day
        let hidden: [(name: String, value: String)]
    }

    static func list(_ page: List) -> HTML {
        let made: HTML =
            page.newPath.map { path in
                Section(
                    "Địa chỉ mới",
                    content: """
                        \(Note(.care, "Chỉ hiện một lần.", body: "Ai có địa chỉ này đều đọc được lịch. Chép ngay vào ứng dụng lịch; mất thì thu hồi rồi tạo địa chỉ khác."))
                        \(CopyField("dia-chi-moi", "Địa chỉ để dán vào ứng dụng lịch", page.site + path))
                        """
                ).html
            } ?? .empty
        let fields = [
            Field(
                "don-vi", "Nội dung",
                .choice(
                    [.init("", "Mọi việc tôi được xem")]
                        + page.units.map { .init($0.id.description, "Việc của \($0.name.shortened(60))") },
                    selected: nil))
        ]
        return """
            \(PageHead(
                "Địa chỉ lịch", facts: "Hạn của các việc tự hiện trong lịch của điện thoại, Outlook, Google Calendar.",
                trail: [Link("Lịch công tác", ViewsPage.calendar.path)], here: "Địa chỉ lịch"))
            \(page.refusal.map { Note(.bad, $0.explanation.notice) })
            \(made)
            \(RuledTable(
                "Địa chỉ đang dùng", count: page.feeds.isEmpty ? nil : "\(page.feeds.count)",
                columns: [
                    Column("Nội dung", .name) { HTML(text: $0.unitName.map { "Việc của \($0)" } ?? "Mọi việc tôi được xem") },
                    Column("Tạo", .text, .w13) { HTML(text: $0.made.since(today: page.today)) },
                    Column("Thu hồi", .action, .w9) { feed in
                        PostButton(.submit("Thu hồi", .low), to: ViewsPage.revokeFeed(feed.id).path, hidden: page.hidden).html
                    },
                ], rows: page.feeds
            ).with { $0.empty = Empty("Chưa có địa chỉ nào.", "Tạo một địa chỉ rồi dán vào ứng dụng lịch, mục “thêm lịch từ URL”.") })
            <div class="gap">\(Section(
                "Tạo địa chỉ",
                content: "<div class=\"narrow-left\">\(Form(to: ViewsPage.makeFeed.path, hidden: page.hidden, content: "\(fields)\(Actions([.submit("Tạo địa chỉ", .primary)]))"))</div>"))</div>
            """
    }
}
