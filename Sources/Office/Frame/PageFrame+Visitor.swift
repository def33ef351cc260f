import HTTP
import Markup
import Vocabulary

extension Call {
    /// A page in the frame of the program; without navigation for who is not signed in.
    public func page(_ title: String, _ content: HTML, status: Int = 200, shape: PageFrame.Shape? = nil) -> Response {
        var frame = PageFrame(title: title, files: files, content: content)
        frame.hasErrors = status == 422 || status == 429
        frame.toast = Notice.read(request).map { Toast($0) }
        if let visitor {
            frame.shape = shape ?? .working
            frame.places = rooms.flatMap(\.navigation).filter { visitor.may($0.needs) }.sorted { $0.place < $1.place }
                .map { item in
                    PageFrame.Place(
                        item.title, item.path,
                        isCurrent: item.holds(request.path))
                }
            frame.search = visitor.may(.readProgramme) ? SearchPage.search.path : nil
            frame.sought = request.path == SearchPage.search.path ? request.query["tim"] ?? "" : ""
            frame.province = visitor.province?.name
            frame.account = visitor.account.description
            if let onlooker = visitor.onlooker {
                frame.banner = ViewAsPages.banner(visitor, onlooker, token: hiddenToken)
            } else if !visitor.principals.isEmpty {
                frame.banner = ViewAsPages.acting(for: visitor.principals.map(\.name))
            }
            frame.person = "\(inbox(visitor))\(Link(visitor.name, AccountPage.mine.path))"
        } else {
            frame.shape = .open
        }
        return .page(frame.html.bytes, status: status)
    }

    /// The way to one's inbox, with how many notices are unread: one count by an index. A page is shown without it
    /// rather than not at all.
    private func inbox(_ visitor: Visitor) -> HTML {
        let unread = (try? office.read { try Notices.unread(of: visitor.account, $0) }) ?? 0
        let count: HTML =
            unread == 0
            ? .empty
            : " <span class=\"n\">\(unread > 99 ? "99+" : "\(unread)")<span class=\"hide\"> chưa đọc</span></span>"
        return "<a href=\"\(url: NoticePage.inbox.path)\">Thông báo\(count)</a>"
    }
}
