import Database
import HTTP
import Markup
import Vocabulary

/// One request with everything its answer needs.
public struct Call: Sendable {
    public let request: Request
    public let office: Office
    /// Nil only on pages that need nothing.
    public let visitor: Visitor?
    /// Every room of the program, for pages that show what all of them offer.
    public let rooms: [Room]
    public let files: PageFrame.Files
    /// What the page asks of its visitor: tells by whose right something was done.
    public let need: Need

    public init(
        request: Request, office: Office, visitor: Visitor?, rooms: [Room], files: PageFrame.Files,
        need: Need = .signedIn
    ) {
        self.request = request
        self.office = office
        self.visitor = visitor
        self.rooms = rooms
        self.files = files
        self.need = need
    }

    /// The signed-in visitor of a page that needs one.
    public func signedIn() throws -> Visitor {
        guard let visitor else { throw FrameRefusal.signInFirst }
        return visitor
    }

    public func read<Result>(_ body: (any Reader) throws -> Result) throws -> Result { try office.read(body) }

    /// One operation by the visitor of this call, on behalf of whoever lent the right that the page needs. Refused while
    /// an administrator sees the program as somebody else.
    public func write<Result>(_ body: (Operation) throws -> Result) throws -> Result {
        let visitor = try signedIn()
        guard visitor.onlooker == nil else { throw FrameRefusal.viewOnly }
        return try office.write(by: visitor.actor(from: request.remote, for: need), body)
    }

    public var today: Day { office.world.today }

    /// `https://thidua.tinh.gov.vn` as the visitor's browser reached it; empty where it did not say.
    public var site: String {
        guard let host = request.headers["Host"], !host.isEmpty else { return "" }
        return (request.isForwardedSecure ? "https://" : "http://") + host
    }

    /// Back to a page after a write, with one sentence that says what was done.
    public func redirect(to page: some Page, saying notice: String? = nil) -> Response {
        redirect(to: page.path, saying: notice)
    }

    public func redirect(to path: String, saying notice: String? = nil) -> Response {
        let response = Response.redirect(to: path)
        guard let notice else { return response }
        return Notice.leave(notice, on: response)
    }

    /// The hidden field that every form carries, for `Form` and `post`.
    public var hiddenToken: [(name: String, value: String)] { visitor.map { [("_ma", $0.formToken)] } ?? [] }
}

/// One sentence carried over a redirect in a short-lived cookie and shown once.
enum Notice {
    static let cookie = "vd_loi_nhan"

    static func leave(_ notice: String, on response: Response) -> Response {
        response.settingCookie(cookie, Digest.hex(Array(notice.utf8)), maxAge: 60)
    }

    static func read(_ request: Request) -> String? {
        guard let hex = request.cookies[cookie], hex.utf8.count <= 1600, let bytes = Digest.bytes(hex: hex) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
