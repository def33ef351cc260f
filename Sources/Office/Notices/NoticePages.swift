import Markup
import Vocabulary

/// The HTML of the inbox.
enum NoticePages {
    typealias Token = [(name: String, value: String)]

    struct Inbox {
        let filter: NoticeList.Filter
        let kinds: [NoticeKind]
        let list: NoticeList
        let unread: Int
        /// Where people reach the program; empty where nobody has said.
        let site: String
        let today: Day

        var address: Address {
            Address(NoticePage.inbox.path).with("loai", filter.kind).with("xem", filter.onlyNew ? "moi" : nil)
        }

        func title(_ code: String) -> String { kinds.first { $0.code == code }?.title ?? "Khác" }
    }

    /// `3 chưa đọc`, `hơn 99 chưa đọc`
    static func unreadWords(_ count: Int) -> String {
        switch count {
        case 0: "Đã đọc hết."
        case 100...: "Hơn 99 thông báo chưa đọc."
        default: "\(count) thông báo chưa đọc."
        }
    }

    static func inbox(_ model: Inbox, token: Token) -> HTML {
        """
        \(PageHead(
            "Thông báo", facts: "\(unreadWords(model.unread))",
            actions: [.link("Chọn cách nhận", NoticePage.choices.path)]))
        \(filter(model))
        \(markAll(model, token))
        \(table(model, token))
        \(pager(model))
        \(zalo(model))
        """
    }

    private static func filter(_ model: Inbox) -> HTML {
        let kinds = model.kinds.map { Control.Choice($0.code, $0.title) }
        return FilterBar(
            "Lọc thông báo", base: Address(NoticePage.inbox.path),
            filters: [
                .init(
                    "loai", "Loại", .choice([Control.Choice("", "Mọi loại")] + kinds, selected: model.filter.kind ?? "")
                ),
                .init(
                    "xem", "Xem",
                    .choice(
                        [Control.Choice("", "Tất cả"), Control.Choice("moi", "Chưa đọc")],
                        selected: model.filter.onlyNew ? "moi" : "")),
            ], isFiltered: model.filter != NoticeList.Filter()
        ).html
    }

    private static func hidden(_ model: Inbox, _ newest: ID<NoticeLine>, _ token: Token) -> Token {
        token + [
            ("den", newest.description), ("loai", model.filter.kind ?? ""), ("xem", model.filter.onlyNew ? "moi" : ""),
        ]
    }

    private static func markAll(_ model: Inbox, _ token: Token) -> HTML {
        guard model.unread > 0, let newest = model.list.lines.first, model.list.before == nil else { return .empty }
        let words = model.filter.kind == nil ? "Đánh dấu đã đọc tất cả" : "Đánh dấu đã đọc cả loại này"
        return """
            <div class="acts gap-s">\(PostButton(
                .submit(words, .low), to: NoticePage.markRead.path, hidden: hidden(model, newest.id, token)))</div>
            """
    }

    private static func table(_ model: Inbox, _ token: Token) -> HTML {
        RuledTable(
            "Thông báo", count: model.list.lines.isEmpty ? nil : "mới nhất trước",
            columns: [
                Column("Thời gian", .text, .w9) { (line: NoticeLine) -> HTML in "\(line.at.since(today: model.today))"
                },
                Column("Nội dung", .name) { content($0, token) },
                Column("Loại", .text, .w13) { "\(model.title($0.kind))" },
                Column("Tình trạng", .text, .w8) { $0.isNew ? Status(.yours, "Mới").html : "đã đọc" },
                Column("Đánh dấu", .action, .w11, isOnPaper: false) { mark($0, model, token) },
            ], rows: model.list.lines
        ).with { table in
            table.isCurrent = { $0.isNew }
            table.empty =
                model.filter == NoticeList.Filter()
                ? Empty(
                    "Chưa có thông báo nào.",
                    "Việc được giao, sắp đến hạn, lùi hạn và thay đổi về tài khoản sẽ hiện ở đây.")
                : Empty("Không có thông báo nào như vậy.", "", Link("Xem tất cả", NoticePage.inbox.path))
        }.html
    }

    /// The title opens what it tells of and marks it as read; it writes, so it is a button that looks like a link.
    private static func content(_ line: NoticeLine, _ token: Token) -> HTML {
        """
        \(OpeningButton(line.words, to: NoticePage.open(line.id).path, hidden: token))\
        \(if: !line.detail.isEmpty, "<div class=\"plain small\">\(detail(line.detail))</div>")\
        \(line.behalf.map { "<div class=\"plain small\">Thay mặt \($0), theo ủy quyền</div>" as HTML })\
        \(if: !line.who.hasPrefix("system:"), "<div class=\"plain soft small\">\(line.who)</div>")
        """
    }

    /// Lines as they were told; those that begin with a dash are a list.
    private static func detail(_ text: String) -> HTML {
        let lines = text.split(separator: "\n").map(String.init)
        let (items, sentences) = (lines.filter { $0.hasPrefix("- ") }, lines.filter { !$0.hasPrefix("- ") })
        return """
            \(sentences.map { "<p>\($0)</p>" as HTML })\
            \(if: !items.isEmpty, "<ul class=\"dots\">\(items.map { "<li>\(String($0.dropFirst(2)))</li>" as HTML })</ul>")
            """
    }

    private static func mark(_ line: NoticeLine, _ model: Inbox, _ token: Token) -> HTML {
        guard line.isNew else { return .empty }
        return PostButton(
            .submit("Đã đọc", .low, subject: "thông báo “\(line.words)”"), to: NoticePage.markRead.path,
            hidden: hidden(model, line.id, token) + [("mot", "1")]
        ).html
    }

    private static func pager(_ model: Inbox) -> HTML {
        Pager(
            model.address, words: "\(model.list.lines.count) thông báo", before: model.list.before?.description,
            after: model.list.after?.description
        ).html
    }

    // MARK: For Zalo

    /// The notices of this page that are not read yet (all of them when none is new), as one plain text.
    private static func zalo(_ model: Inbox) -> HTML {
        let new = model.list.lines.filter(\.isNew)
        let lines = new.isEmpty ? model.list.lines : new
        guard !lines.isEmpty else { return .empty }
        return Details(
            "Chép để gửi qua Zalo",
            content: CopyField(
                "van-ban-zalo", "Văn bản gọn, dán được vào Zalo hoặc tin nhắn",
                PlainShare.text(
                    lines.prefix(10).map { ($0.words, $0.detail, $0.link) }, site: model.site, today: model.today)
            ).html
        ).html
    }
}

/// Văn bản gửi Zalo: notices as short plain text, with whole addresses where the installation knows its own.
public enum PlainShare {
    public static func text(_ items: [(words: String, detail: String, link: String)], site: String, today: Day)
        -> String
    {
        let lines = items.enumerated().map { index, item -> String in
            let number = items.count > 1 ? "\(index + 1). " : ""
            let rest = item.detail.isEmpty ? "" : "\n" + item.detail
            return number + item.words + rest + (site.isEmpty ? "" : "\n\(site)\(item.link)")
        }
        return (["THÔNG BÁO THI ĐUA, KHEN THƯỞNG (\(today.vietnamese))"] + lines).joined(separator: "\n")
    }
}
