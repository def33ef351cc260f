import HTTP
import Markup
import Vocabulary

/// From a request to a page, from a visitor to a yes or no: the one way into every room.
public struct Router: Sendable {
    public let office: Office
    public let rooms: [Room]
    public let files: PageFrame.Files
    /// Called with a fault's number and the error; the page shows only the number.
    public let onFault: @Sendable (String, any Error) -> Void

    public init(
        office: Office, rooms: [Room], files: PageFrame.Files, onFault: @escaping @Sendable (String, any Error) -> Void
    ) {
        (self.office, self.rooms, self.files, self.onFault) = (office, rooms, files, onFault)
    }

    public static let sessionCookie = "vd_phien"

    /// The page a method and path mean.
    public func page(_ method: HTTP.Method, _ path: String) -> (any Page)? {
        let segments = path.split(separator: "/", omittingEmptySubsequences: true)
        for room in rooms {
            if let page = room.recognise(method, segments) { return page }
        }
        return nil
    }

    /// Lane and body limit, decided before a body arrives. The path goes to the access log with its keys unnamed.
    public func admit(_ head: RequestHead) -> Admission {
        guard let page = page(head.method, head.path) else { return .admit(.fast, maxBody: 64 * 1024, template: "?") }
        let template = head.path.split(separator: "/").map { Int64($0) == nil ? String($0) : ":id" }.joined(
            separator: "/")
        // A wait for another process never holds an event thread.
        let mayHash = page.proof == .recent && head.method != .get
        let lane = office.store.dialect == .postgres || mayHash ? .slow : page.lane
        return .admit(lane, maxBody: page.bodyLimit, template: "/" + template)
    }

    public func answer(_ request: Request) -> Response {
        secured(respond(request), request)
    }

    private func respond(_ request: Request) -> Response {
        var visitor: Visitor?
        do {
            if let token = request.cookies[Self.sessionCookie] {
                visitor = try SignIn.visitor(token: token, in: office)
                if let visitor { SessionUse.note(visitor, token: token, in: office, onFault: onFault) }
            }
            guard let page = page(request.method, request.path) else {
                let isOther = [HTTP.Method.get, .post].contains { self.page($0, request.path) != nil }
                throw isOther ? FrameRefusal.wrongMethod : FrameRefusal.notFound
            }
            if let onlooker = visitor?.onlooker { try checkView(page, by: onlooker) }
            try check(page.needs, visitor)
            if request.method != .get { try checkForm(request, visitor, page) }
            if let visitor, visitor.mustChangePassword, visitor.onlooker == nil, page.needs != .nothing,
                !(page is AccountPage)
            {
                return .redirect(to: AccountPage.mine.path)
            }
            var request = request
            if let visitor, let first = try before(page, &request, visitor) { return first }
            return try page.answer(call(request, visitor, page.needs))
        } catch let refusal as FrameRefusal where refusal == .signInFirst {
            // A form that came too late: its words were not taken, which the page of sign-in says.
            let isLate = request.method == .post && !(page(request.method, request.path) is AccountPage)
            return .redirect(
                to: Address(AccountPage.signIn.path).with("ve", wanted(request)).with("het", isLate ? "1" : nil).text)
        } catch let refusal as any Explained {
            let status = (refusal as? FrameRefusal)?.status ?? 422
            return refused(refusal.explanation.notice, status: status, request, visitor)
        } catch {
            let number = Digest.hex(office.world.randomBytes(4)).uppercased()
            onFault(number, error)
            return refused(
                "Phần mềm gặp lỗi, chưa có gì bị thay đổi. Vui lòng thử lại; nếu vẫn lỗi, báo quản trị mã lỗi \(number).",
                status: 500, request, visitor)
        }
    }

    /// Where to go after signing in: the page that was asked for; of a form that came too late, the page it stood on.
    private func wanted(_ request: Request) -> String? {
        if request.method == .get {
            guard request.path != "/" else { return nil }
            // A link that somebody copied or mailed is a view with its filters.
            let query = request.query.encoded
            return query.isEmpty || query.utf8.count > 1_500 ? request.path : "\(request.path)?\(query)"
        }
        guard let host = request.headers["Host"], let from = request.headers["Referer"],
            let own = ["http://\(host)/", "https://\(host)/"].first(where: { from.hasPrefix($0) })
        else { return nil }
        let path = "/" + from.dropFirst(own.count).prefix { $0 != "?" && $0 != "#" }
        guard let page = page(.get, path), !(page is AccountPage) else { return nil }
        return path.asOwnPath
    }

    func call(_ request: Request, _ visitor: Visitor?, _ need: Need = .signedIn) -> Call {
        Call(
            request: request, office: office, visitor: visitor, rooms: rooms, files: files,
            need: need)
    }

    /// The one place that keeps an administrator who sees the program as somebody else from doing anything as them.
    private func checkView(_ page: any Page, by onlooker: Onlooker) throws {
        guard (page as? ViewAsPage) != .end else { return }
        if page.method != .get { throw FrameRefusal.viewOnly }
        if page.isPersonal { throw FrameRefusal.viewClosed }
    }

    /// Whether a visitor may open what needs `need`.
    public static func permits(_ need: Need, _ visitor: Visitor?) -> Bool {
        switch need {
        case .nothing: true
        case .signedIn: visitor != nil
        case .permission(let permission): visitor?.may(permission) ?? false
        }
    }

    private func check(_ need: Need, _ visitor: Visitor?) throws {
        guard !Self.permits(need, visitor) else { return }
        guard visitor != nil, case .permission(let permission) = need else { throw FrameRefusal.signInFirst }
        throw FrameRefusal.notPermitted(permission)
    }

    /// A form must come from our own pages: the browser's word for it, and the token of the session.
    private func checkForm(_ request: Request, _ visitor: Visitor?, _ page: any Page) throws {
        if let site = request.headers["Sec-Fetch-Site"], site != "same-origin", site != "none" {
            throw FrameRefusal.foreignForm
        }
        if let origin = request.headers["Origin"], origin != "null", let host = request.headers["Host"],
            !origin.hasSuffix("://" + host)
        {
            throw FrameRefusal.foreignForm
        }
        guard page.needs != .nothing, let visitor else { return }
        guard let token = request.form["_ma"], token == visitor.formToken else { throw FrameRefusal.staleForm }
    }

    /// A page that says what was refused and what to do next, in the frame where there is one.
    public func refused(_ notice: String, status: Int, _ request: Request, _ visitor: Visitor?) -> Response {
        let title =
            switch status {
            case 404: "Không tìm thấy trang"
            case 401, 403: "Chưa được phép"
            case 500...599: "Phần mềm gặp lỗi"
            default: "Chưa thực hiện được"
            }
        return call(request, visitor).page(
            title,
            """
            \(PageHead(title))
            \(Note(.bad, notice))
            <p class="gap"><a class="btn" href="/">Về trang đầu</a></p>
            """, status: status)
    }

    /// The page for what the server itself declines: too large, malformed, busy.
    public func page(for refusal: RequestRefusal) -> Response {
        var frame = PageFrame(
            title: "Chưa thực hiện được", files: files,
            content: """
                \(PageHead("Chưa thực hiện được"))
                \(Note(.bad, refusal.explanation.notice))
                <p class="gap"><a class="btn" href="/">Về trang đầu</a></p>
                """)
        frame.shape = .open
        return hardened(.page(frame.html.bytes, status: refusal.status))
    }

    /// What every answer carries: no inline script or style, no framing, nothing kept of pages with personal data.
    private func hardened(_ response: Response) -> Response {
        var response = response
        func add(_ name: String, _ value: String) {
            if response.header(name) == nil { response.headers.append((name, value)) }
        }
        add(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        add("X-Content-Type-Options", "nosniff")
        add("Referrer-Policy", "same-origin")
        add("Cross-Origin-Opener-Policy", "same-origin")
        add("Cache-Control", "no-store")
        return response
    }

    private func secured(_ response: Response, _ request: Request) -> Response {
        let response = hardened(response)
        guard Notice.read(request) != nil, response.status == 200, request.method == .get else { return response }
        return response.removingCookie(Notice.cookie)
    }
}
