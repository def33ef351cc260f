import Markup
import Vocabulary

/// Where somebody is signed in, as a part of two pages.
enum SessionPages {
    /// - Parameters:
    ///   - end, endAll: where the buttons lead; nil shows none.
    static func section(
        _ sessions: [OpenSession], today: Day, end: String?, endAll: String?, token: [(name: String, value: String)]
    ) -> HTML {
        let items = sessions.map { session -> HTML in
            let device = session.device.isEmpty ? "Thiết bị không rõ" : session.device.withCapital
            let button =
                end.map {
                    PostButton(
                        .submit("Kết thúc", .low, subject: "phiên trên \(device) từ \(session.origin)"), to: $0,
                        hidden: token + [("phien", session.key)]
                    ).html
                } ?? .empty
            return """
                <b>\(device)</b>\(if: session.isThis, " <span class=\"st doing\">phiên này</span>")<br>\
                <span class="soft small">từ \(session.origin) · mở \(session.started.since(today: today)) · \
                dùng cuối \(session.seen.since(today: today))</span>\
                \(if: !session.isThis && !button.isEmpty, "<br>\(button)")
                """
        }
        return Section(
            "Phiên làm việc", count: "\(sessions.count) phiên đang mở", id: "phien",
            content: """
                \(if: sessions.isEmpty, Empty("Không có phiên nào đang mở.").html)\
                \(if: !sessions.isEmpty, Lines(items).html)
                \(if: !sessions.isEmpty, endAll.map {
                    "<div class=\"acts gap-s\">\(PostButton(.submit("Đăng xuất mọi nơi"), to: $0, hidden: token))</div>" as HTML
                } ?? .empty)
                """
        ).html
    }
}
